use std::path::Path;

use syn::ItemMacro;
use tempfile::TempDir;
use trilogue_codegen::rules::RULES;

use super::*;

const LAMP: &str = r#"
trilogue: 1
protocol: lamp
version: "1"
include: [types.yaml]
roles: { page: The page., lamp: The lamp. }
envelopes:
  plain: { event: { type: $name, data: $payload } }
channels:
  wire: { between: [page, lamp], transport: window, envelope: plain }
events:
  page -> lamp:
    dim: { payload: Light }
"#;

fn found(path: &Path) -> Found {
    Found {
        path: path.to_owned(),
        shown: path.file_name().map(PathBuf::from).unwrap(),
    }
}

fn place(call: &str) -> Place {
    Place::new(call, [])
}

/// The texts of errors of the compiler.
fn texts(errors: TokenStream) -> Vec<String> {
    let errors: syn::File = syn::parse2(errors).unwrap();
    let texts = errors.items.into_iter().map(|item| {
        let error: ItemMacro = syn::parse2(quote!(#item)).unwrap();
        assert!(error.mac.path.segments.last().unwrap().ident == "compile_error");
        error.mac.parse_body::<LitStr>().unwrap().value()
    });
    texts.collect()
}

#[test]
fn a_spec_is_loaded_once_and_again_after_a_change() {
    let folder = TempDir::new().unwrap();
    let (spec, types) = (
        folder.path().join("lamp.yaml"),
        folder.path().join("types.yaml"),
    );
    fs::write(&spec, LAMP).unwrap();
    let load = || Spec::at(&found(&spec));
    let without_types = load();
    assert!(without_types.protocol.is_err());
    fs::write(&types, "types: { Light: { fields: { percent: int } } }").unwrap();
    let whole = load();
    assert!(whole.protocol.is_ok(), "a missing file was written");
    assert!(Arc::ptr_eq(&whole, &load()));
    fs::write(&types, "types: { Light: { fields: { percent: number } } }").unwrap();
    let changed = load();
    assert!(
        !Arc::ptr_eq(&whole, &changed),
        "an included file was changed"
    );
    let watched = changed.watch().to_string();
    for file in [&spec, &types] {
        assert!(watched.contains(file.to_str().unwrap()), "{watched}");
    }
}

#[test]
fn mistakes_are_shown_once() {
    let folder = TempDir::new().unwrap();
    let spec = folder.path().join("lamp.yaml");
    fs::write(&spec, LAMP).unwrap();
    let spec = Spec::at(&found(&spec));
    let mistakes = spec.protocol.as_ref().unwrap_err();
    let path = LitStr::new("lamp.yaml", Span::call_site());
    let shown = |call| texts(spec.errors(mistakes, &path, &place(call)));
    let first = shown("main.rs:1:1");
    assert_eq!(first.len(), 2, "{first:?}");
    let second = shown("main.rs:2:1");
    let expected = "this spec has mistakes, which are shown where it is first named";
    assert_eq!(second, [expected]);
    assert_eq!(shown("main.rs:1:1"), first, "an editor expands again");
}

/// The mistakes as the program shows them, which knows no errors but its own.
fn as_the_program_shows(text: &str) -> String {
    let (title, place) = text.split_once('\n').unwrap_or((text, ""));
    let (message, rule) = title.rsplit_once(" [").unwrap();
    format!("error[{rule}: {message}\n{place}\n")
}

#[test]
fn every_mistake_is_shown_as_the_program_shows_it() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/diagnostics");
    let path = LitStr::new("bad.yaml", Span::call_site());
    for rule in RULES {
        let folder = folder.join(rule.id);
        let expected = fs::read_to_string(folder.join("expected.txt")).unwrap();
        let mut found_errors = 0;
        for entry in fs::read_dir(&folder).unwrap() {
            let file = entry.unwrap().path();
            if !file
                .file_name()
                .unwrap()
                .to_str()
                .unwrap()
                .starts_with("bad")
            {
                continue;
            }
            let spec = Spec::at(&found(&file));
            let errors =
                texts(spec.errors(spec.protocol.as_ref().unwrap_err(), &path, &place("a")));
            for text in &errors {
                let shown = as_the_program_shows(text);
                assert!(expected.contains(&shown), "{}:\n{shown}", file.display());
            }
            found_errors += errors.len();
        }
        let wanted = expected.matches("error[").count();
        let is_made = wanted == 1 && found_errors == 0;
        assert!(
            found_errors == wanted || is_made,
            "{}: {found_errors}",
            rule.id
        );
    }
}

#[test]
fn the_docs_show_what_the_compiler_does() {
    let spec = include_str!("../../spec/lamp.yaml").replace("maximum", "maxmum");
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("lamp.yaml");
    fs::write(&file, spec).unwrap();
    let spec = Spec::at(&found(&file));
    let path = LitStr::new("lamp.yaml", Span::call_site());
    let texts = texts(spec.errors(spec.protocol.as_ref().unwrap_err(), &path, &place("a")));
    // The compiler puts `error: ` before the first line, and as much space before the others.
    let shown: Vec<String> = texts[0]
        .lines()
        .enumerate()
        .map(|(line, text)| {
            format!(
                "//! {}{text}\n",
                if line == 0 { "error: " } else { "       " }
            )
        })
        .collect();
    let shown = shown.concat().replace("lamp.yaml", "spec/lamp.yaml");
    assert!(include_str!("../lib.rs").contains(&shown), "{shown}");
}
