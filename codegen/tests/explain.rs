//! Every code has a page, and what the page shows is so.

use std::fs::{self, File};
use std::path::Path;

use tempfile::TempDir;
use trilogue_codegen::explain::{Kind, PAGES, Page, find, near};
use trilogue_codegen::interpret::{self, Open, Verdict};
use trilogue_codegen::model::{Protocol, WireName};
use trilogue_codegen::rules::RULES;
use trilogue_codegen::source::{LARGEST_FILE, Sources};
use trilogue_codegen::{load, load_source};
use trilogue_wire::{Code, Refusal};

/// The spec that examples are pieces of: a section that an example has takes the place of the one here.
const FRAME: &str = r#"trilogue: 1
protocol: lamp
version: "1.0.0"
roles: { page: The page., lamp: The lamp. }
envelopes:
  plain:
    event: { type: $name, data: $payload }
    request: { type: $name, data: $payload }
    ok: { type: ok }
    error: { type: error, data: $error }
channels:
  wire: { between: [page, lamp], transport: window, envelope: plain }
"#;

/// The codes that decoders give where they know which requests wait. On their pages request 7 does.
const WITH_OPEN_REQUESTS: &[&str] = &["unmatched"];

/// An example of a page.
struct Example {
    /// What stands after the opening fence: `yaml`, `yaml latin-1`, `yaml first`, `yaml shared.yaml`, `sh` or `json`.
    language: &'static str,
    text: &'static str,
}

fn examples(page: &Page, part: &str) -> Vec<Example> {
    let text = page.part(part).unwrap_or_default();
    let fenced = text.split("```").skip(1).step_by(2);
    fenced
        .map(|block| {
            let (language, text) = block.split_once('\n').expect("a line break after a fence");
            Example { language, text }
        })
        .collect()
}

fn pages(kind: Kind) -> impl Iterator<Item = &'static Page> {
    PAGES.iter().filter(move |page| page.kind == kind)
}

#[test]
fn every_code_has_a_page_and_every_page_a_code() {
    let rules: Vec<&str> = RULES.iter().map(|rule| rule.id).collect();
    let codes: Vec<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
    for (kind, expected) in [(Kind::Rule, rules), (Kind::Refusal, codes)] {
        let found: Vec<&str> = pages(kind).map(|page| page.code).collect();
        assert_eq!(found, expected, "the table in codegen/src/explain.rs");
    }
}

#[test]
fn every_page_has_its_four_parts_and_no_other() {
    for page in PAGES {
        let headings: Vec<&str> = page
            .markdown
            .lines()
            .filter(|line| line.starts_with('#'))
            .collect();
        let title = format!("# {}", page.code);
        let expected = [&title, "## What", "## Why", "## Mistake", "## Instead"];
        assert_eq!(headings, expected);
        for part in ["What", "Why", "Mistake", "Instead"] {
            let text = page.part(part).expect("a heading");
            assert!(!text.is_empty(), "{}: {part} is empty", page.code);
        }
        for part in ["Mistake", "Instead"] {
            assert!(
                !examples(page, part).is_empty(),
                "{}: no example in {part}",
                page.code
            );
        }
    }
}

#[test]
fn pages_fit_a_terminal() {
    for page in PAGES {
        for line in page.plain().lines() {
            assert!(line.chars().count() <= 85, "{}: {line}", page.code);
        }
        assert!(!page.plain().contains("```"), "{}", page.code);
        assert!(!page.plain().contains("## "), "{}", page.code);
    }
}

#[test]
fn a_page_starts_with_the_summary_of_its_rule() {
    for page in pages(Kind::Rule) {
        let rule = RULES
            .iter()
            .find(|rule| rule.id == page.code)
            .expect("a rule");
        assert_eq!(page.summary(), rule.summary);
    }
    for page in PAGES {
        assert!(
            page.summary().ends_with('.'),
            "{}: {}",
            page.code,
            page.summary()
        );
    }
}

#[test]
fn the_mistake_breaks_that_rule_alone_and_what_stands_instead_none() {
    for page in pages(Kind::Rule) {
        let broken = broken_rules(&examples(page, "Mistake"));
        assert!(!broken.is_empty(), "{} is no mistake", page.code);
        assert!(
            broken.iter().all(|rule| *rule == page.code),
            "{}: {broken:?}",
            page.code
        );
        let broken = broken_rules(&examples(page, "Instead"));
        assert!(
            broken.is_empty(),
            "{}: {broken:?} in what stands instead",
            page.code
        );
    }
}

/// A folder in which the commands of the pages run.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let spec = folder.path().join("spec");
    fs::create_dir(&spec).expect("a folder");
    fs::write(spec.join("portal.yaml"), FRAME).expect("a file");
    fs::write(spec.join("generated.yaml"), generated()).expect("a file");
    let large = File::create(spec.join("export.yaml")).expect("a file");
    large
        .set_len(LARGEST_FILE as u64 + 1)
        .expect("a large file");
    folder
}

/// A spec of which each type takes in the one before.
fn generated() -> String {
    let types = (1..1_500).map(|number| {
        let before = number - 1;
        format!("  T{number}: {{ with: [T{before}], fields: {{ f{number}: int }} }}\n")
    });
    let first = "types:\n  T0: { fields: { f0: int } }\n";
    format!("{FRAME}{first}{}", types.collect::<String>())
}

/// The rules that the examples of one part break, which belong together.
fn broken_rules(examples: &[Example]) -> Vec<&'static str> {
    let folder = folder();
    let mut checked = folder.path().join("lamp.yaml");
    for Example { language, text } in examples {
        let (file, bytes) = match *language {
            "sh" => {
                let path = text.trim().strip_prefix("trilogue check ");
                checked = folder.path().join(path.expect("a command for one file"));
                continue;
            }
            "yaml" => ("lamp.yaml", framed(text).into_bytes()),
            "yaml first" => ("lamp.yaml", format!("{text}{FRAME}").into_bytes()),
            "yaml latin-1" => ("lamp.yaml", latin_1(&framed(text))),
            "yaml shared.yaml" => ("shared.yaml", text.as_bytes().to_vec()),
            other => panic!("`{other}` is no language of examples"),
        };
        fs::write(folder.path().join(file), bytes).expect("a file");
    }
    let mistakes = load(&mut Sources::new(), checked).err().unwrap_or_default();
    let rules = mistakes.iter().map(|diagnostic| diagnostic.rule.id);
    rules.collect()
}

fn latin_1(text: &str) -> Vec<u8> {
    text.chars()
        .map(|letter| u8::try_from(u32::from(letter)).expect("a letter of Latin-1"))
        .collect()
}

/// An example in its frame.
fn framed(example: &str) -> String {
    let key = |line: &str| -> Option<String> {
        let starts = line.starts_with(|first: char| first.is_ascii_lowercase());
        starts.then(|| line.split(':').next().unwrap_or_default().to_owned())
    };
    let own: Vec<String> = example.lines().filter_map(key).collect();
    let mut framed = String::new();
    let mut left_out = false;
    for line in FRAME.lines() {
        left_out = key(line).map_or(left_out, |key| own.contains(&key));
        if !left_out {
            framed.extend([line, "\n"]);
        }
    }
    framed + example
}

#[test]
fn the_message_is_refused_with_that_code_and_what_stands_instead_is_not() {
    for page in pages(Kind::Refusal) {
        let examples_of_mistake = examples(page, "Mistake");
        let [spec, message] = &examples_of_mistake[..] else {
            panic!("{}: a spec and a message", page.code);
        };
        let mut sources = Sources::new();
        let id = sources
            .add("lamp.yaml", framed(spec.text))
            .expect("UTF-8 text");
        let protocol = load_source(&mut sources, id).unwrap_or_else(|mistakes| {
            panic!(
                "{}: {:?}",
                page.code,
                mistakes.iter().map(|one| &one.message).collect::<Vec<_>>()
            )
        });
        let refusal = refusal_of(page, &protocol, &message.text.replace('\n', ""));
        let refusal = refusal.unwrap_or_else(|| panic!("{}: is not refused", page.code));
        assert_eq!(refusal.code().as_str(), page.code);
        assert!(
            names_path(page, refusal.path()),
            "{}: {}",
            page.code,
            refusal.path()
        );
        for message in examples(page, "Instead")
            .iter()
            .flat_map(|example| example.text.lines())
        {
            let refusal = refusal_of(page, &protocol, message);
            assert!(refusal.is_none(), "{}: {refusal:?}", page.code);
        }
    }
}

/// Whether the page says where the fault is. Of a very long path the end is enough.
fn names_path(page: &Page, path: &str) -> bool {
    let text = page.part("Mistake").unwrap_or_default();
    if path.is_empty() {
        return text.contains("empty path");
    }
    let mut quoted = text.split('`').skip(1).step_by(2);
    quoted.any(|quoted| quoted.starts_with('/') && path.ends_with(quoted))
}

/// Why a message is refused; `None` for a message that is taken. It goes from the page to the lamp, or back if it answers a
/// request that waits.
fn refusal_of(page: &Page, protocol: &Protocol, message: &str) -> Option<Refusal> {
    let open = [Open {
        id: Some(WireName::Number(7.0)),
        request: "blink".to_owned(),
    }];
    let verdict = if WITH_OPEN_REQUESTS.contains(&page.code) {
        interpret::decode_answer(protocol, &protocol.directions[1], message.as_bytes(), &open)
    } else {
        interpret::decode(protocol, &protocol.directions[0], message.as_bytes())
    };
    match verdict {
        Verdict::Message { .. } => None,
        Verdict::Refused(refusal) => Some(refusal),
        Verdict::Unknown { name } => panic!("`{}` is unknown", name.text()),
    }
}

/// A code that no decoder gives has nothing to explain.
#[test]
fn every_code_is_given_by_a_decoder() {
    let mut given = String::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for path in ["src/interpret", "../runtime/wire/src"] {
        read_all(&root.join(path), &mut given);
    }
    for code in Code::ALL {
        assert!(given.contains(&format!("Code::{code:?}")), "{code:?}");
    }
}

fn read_all(path: &Path, text: &mut String) {
    if path.is_dir() {
        for entry in fs::read_dir(path).expect("a folder") {
            read_all(&entry.expect("an entry").path(), text);
        }
    } else if !path.ends_with("tests.rs") {
        *text += &fs::read_to_string(path).expect("a text");
    }
}

#[test]
fn codes_are_found_and_near_ones_too() {
    assert_eq!(
        find("duplicate-key").count(),
        2,
        "in a spec, and in a message"
    );
    assert_eq!(find("nothing-of-the-kind").count(), 0);
    assert_eq!(near("max-lenght"), Some("max-length"));
    assert_eq!(near("nothing-of-the-kind"), None);
}
