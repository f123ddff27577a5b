//! The generated TypeScript, run in Node.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{fs, io};

use trilogue_codegen::model::Protocol;
use trilogue_codegen::output;
use trilogue_codegen::target::typescript::{self, Options};

use crate::node;
use crate::random::decoders::{Case, Spec, Verdict, said};

/// A package with all specs.
pub struct TypeScript {
    folder: PathBuf,
}

const DRIVER: &str = include_str!("driver.mjs");
/// How strict the compiler is.
const STRICT: &str = r#"{
  "compilerOptions": {
    "strict": true, "exactOptionalPropertyTypes": true, "noUncheckedIndexedAccess": true, "noImplicitOverride": true,
    "noImplicitReturns": true, "noFallthroughCasesInSwitch": true, "noUnusedLocals": true, "noUnusedParameters": true,
    "isolatedDeclarations": true, "isolatedModules": true, "verbatimModuleSyntax": true, "erasableSyntaxOnly": true,
    "declaration": true, "module": "nodenext", "target": "es2022", "lib": ["es2022", "dom"], "types": [], "noEmit": true
  },
  "include": ["src/**/*.ts"]
}"#;

const REMAKE: &str = include_str!("remake.mjs");

impl TypeScript {
    /// Writes the package below `folder`.
    ///
    /// # Errors
    ///
    /// When files cannot be written.
    pub fn build(specs: &[Spec], folder: &Path) -> io::Result<Self> {
        let protocols: Vec<&Protocol> = specs.iter().map(|spec| &spec.protocol).collect();
        let options = Options {
            name: "random".to_owned(),
            version: "1.0.0".to_owned(),
        };
        let files = typescript::package(&protocols, &options);
        let folder = folder.join("typescript");
        let _ = fs::remove_dir_all(&folder);
        output::write(&files, &folder).map_err(|mistake| io::Error::other(mistake.to_string()))?;
        fs::write(folder.join("driver.mjs"), DRIVER)?;
        fs::write(folder.join("remake.mjs"), REMAKE)?;
        Ok(Self { folder })
    }

    /// What the compiler has to say of the sources, at its strictest.
    ///
    /// # Errors
    ///
    /// When files cannot be written or the compiler cannot be run.
    pub fn check(&self) -> io::Result<String> {
        let settings = self.folder.join("tsconfig.json");
        fs::write(&settings, STRICT)?;
        let compiler = node::packages().join("typescript/bin/tsc");
        let output = Command::new("node")
            .arg(compiler)
            .arg("--project")
            .arg(&settings)
            .output()?;
        let said = [output.stdout, output.stderr].concat();
        Ok(String::from_utf8_lossy(&said).into_owned())
    }

    /// What the generated TypeScript says of each message.
    ///
    /// # Errors
    ///
    /// When Node cannot be run.
    pub fn verdicts(&self, specs: &[Spec], cases: &[&Case]) -> io::Result<Vec<Verdict>> {
        let lines: Vec<String> = cases.iter().map(|case| case.line(specs)).collect();
        fs::write(self.folder.join("cases.jsonl"), lines.join("\n"))?;
        let output = Command::new("node")
            .arg("--stack-size=4000")
            .arg(self.folder.join("driver.mjs"))
            .arg(self.folder.join("cases.jsonl"))
            .stderr(Stdio::inherit())
            .output()?;
        let text = String::from_utf8_lossy(&output.stdout);
        let verdicts: Vec<Verdict> = text.lines().map(said).collect();
        if verdicts.len() != cases.len() {
            return Err(io::Error::other(format!(
                "Node said {} of {} verdicts",
                verdicts.len(),
                cases.len()
            )));
        }
        Ok(verdicts)
    }
}
