//! Generated TypeScript passes three compilers under strict settings, is laid out as a formatter would leave it, and
//! its JavaScript and declarations are what a compiler makes of it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::json;
use trilogue_codegen::source::Sources;
use trilogue_codegen::{generate, load, output};
use trilogue_tests::protocols::PROTOCOLS;
use trilogue_tests::{folder, node, workspace};

const COMPILERS: [&str; 3] = ["typescript", "typescript-6", "typescript-5"];

/// All packages in one folder: that of the repository, and one for each feature.
fn packages() -> tempfile::TempDir {
    let scratch = tempfile::tempdir_in(folder().join("typescript")).expect("a temporary folder");
    for name in PROTOCOLS {
        let own =
            ["features", "trials"].map(|kind| folder().join(kind).join(name).join("spec.yaml"));
        let spec = if let Some(feature) = own.into_iter().find(|spec| spec.exists()) {
            feature
        } else {
            workspace().join(format!("spec/{name}.yaml"))
        };
        let mut sources = Sources::new();
        let protocol = load(&mut sources, &spec).expect("the spec is valid");
        let files = generate::typescript_of_one(&protocol);
        output::write(&files, &scratch.path().join(name)).expect("a package");
    }
    scratch
}

fn settings(folder: &Path, name: &str, include: &str, more: &serde_json::Value) -> PathBuf {
    let mut options = json!({
        "strict": true,
        "exactOptionalPropertyTypes": true,
        "noUncheckedIndexedAccess": true,
        "noImplicitOverride": true,
        "noImplicitReturns": true,
        "noFallthroughCasesInSwitch": true,
        "noUnusedLocals": true,
        "noUnusedParameters": true,
        "isolatedDeclarations": true,
        "isolatedModules": true,
        "verbatimModuleSyntax": true,
        "erasableSyntaxOnly": true,
        "declaration": true,
        "module": "nodenext",
        "moduleResolution": "nodenext",
        "target": "es2022",
        "lib": ["es2022", "dom"],
        "types": [],
        "skipLibCheck": false,
    });
    let all = options.as_object_mut().expect("an object");
    all.extend(more.as_object().cloned().unwrap_or_default());
    let path = folder.join(format!("tsconfig-{name}.json"));
    let text = json!({ "compilerOptions": options, "include": [include] }).to_string();
    fs::write(&path, text).expect("the settings can be written");
    path
}

fn compile(compiler: &str, settings: &Path) {
    let program = node::packages().join(compiler).join("bin/tsc");
    succeed(
        Command::new("node")
            .arg(&program)
            .arg("--project")
            .arg(settings),
    );
}

/// Runs a command, and fails with what it said when it fails.
fn succeed(command: &mut Command) {
    let output = command
        .output()
        .unwrap_or_else(|error| panic!("cannot start {command:?}: {error}"));
    let said = [output.stdout, output.stderr].concat();
    assert!(
        output.status.success(),
        "{command:?}:\n{}",
        String::from_utf8_lossy(&said)
    );
}

#[test]
fn sources_and_declarations_pass_three_compilers() {
    let packages = packages();
    let sources = settings(
        packages.path(),
        "sources",
        "*/src/**/*.ts",
        &json!({ "noEmit": true }),
    );
    let declarations = settings(
        packages.path(),
        "declarations",
        "*/dist/**/*.d.ts",
        &json!({ "noEmit": true, "declaration": false, "isolatedDeclarations": false }),
    );
    for compiler in COMPILERS {
        compile(compiler, &sources);
        compile(compiler, &declarations);
    }
}

#[test]
fn the_layout_is_a_formatters() {
    let packages = packages();
    let biome = node::packages().join(".bin/biome");
    let settings = json!({
        "formatter": { "indentStyle": "space", "indentWidth": 2, "lineWidth": 120 },
        "linter": { "enabled": false },
        "assist": { "enabled": false },
    });
    fs::write(packages.path().join("biome.json"), settings.to_string()).expect("the settings");
    let folders = PROTOCOLS.iter().map(|name| format!("{name}/src/{name}"));
    succeed(
        Command::new(&biome)
            .arg("format")
            .args(folders)
            .current_dir(packages.path()),
    );
}

#[test]
fn the_compiled_form_is_what_a_compiler_makes() {
    let packages = packages();
    for name in PROTOCOLS {
        let package = packages.path().join(name);
        let emitted = package.join("emitted");
        let settings = settings(
            &package,
            "emit",
            "src/**/*.ts",
            &json!({ "rootDir": package.join("src"), "outDir": emitted }),
        );
        compile("typescript", &settings);
        let script = folder().join("typescript/same-code.mjs");
        succeed(
            Command::new("node")
                .arg(script)
                .arg(node::packages())
                .arg(package.join("dist"))
                .arg(&emitted),
        );
    }
}

#[cfg(unix)] // the library is found through a link
#[test]
fn a_library_for_validators_of_any_kind_takes_the_schema_of_a_direction() {
    let packages = packages();
    let program = "standard-schema.mts";
    fs::copy(
        folder().join("typescript").join(program),
        packages.path().join(program),
    )
    .expect("a file");
    std::os::unix::fs::symlink(node::packages(), packages.path().join("node_modules"))
        .expect("a link");
    let settings = settings(
        packages.path(),
        "library",
        program,
        &json!({ "types": ["node"], "skipLibCheck": true }),
    );
    for compiler in COMPILERS {
        compile(compiler, &settings);
    }
    succeed(Command::new("node").arg(packages.path().join("standard-schema.mjs")));
}

#[test]
fn a_role_bundles_what_it_uses_and_does_nothing_on_import() {
    let script = folder().join("typescript/bundle.mjs");
    let package = workspace().join("generated/typescript");
    succeed(
        Command::new("node")
            .arg(script)
            .arg(node::packages())
            .arg(package),
    );
}
