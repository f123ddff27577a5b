//! The JSON Schemas of specs and of `trilogue.yaml`: as checked in, right about what loads, and about what does not.
//!
//! `UPDATE=1 cargo test -p trilogue-codegen --test schema` writes them anew.

use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use jsonschema::Validator;
use serde_json::Value as Json;
use trilogue_codegen::diagnostic::Diagnostics;
use trilogue_codegen::rules::{
    EMPTY_VALUE, INVALID_DIRECTION, INVALID_DURATION, INVALID_NUMBER, MISSING_KEY, Rule,
    TYPE_SYNTAX, UNKNOWN_KEY, UNSUPPORTED_VERSION, WRONG_KIND,
};
use trilogue_codegen::source::Sources;
use trilogue_codegen::yaml::{self, Data, Node, Scalar};
use trilogue_codegen::{load, schema};

/// The rules that a schema can see broken.
const SEEN: [Rule; 9] = [
    UNKNOWN_KEY,
    MISSING_KEY,
    WRONG_KIND,
    TYPE_SYNTAX,
    EMPTY_VALUE,
    INVALID_DURATION,
    INVALID_NUMBER,
    INVALID_DIRECTION,
    UNSUPPORTED_VERSION,
];

/// What breaks one of these rules, and looks right to a schema.
const UNSEEN: [&str; 9] = [
    // Nothing after `default:`, which other readers take for `null`.
    "empty-value/bad-default.yaml",
    // An empty list of envelopes.
    "empty-value/bad-envelopes.yaml",
    // A number beyond a double, which other readers take for text.
    "invalid-number/bad-constants.yaml",
    "invalid-number/bad-digits.yaml",
    // A role that sends to itself.
    "invalid-direction/bad-itself.yaml",
    // A `url` without `schemes`.
    "missing-key/bad-schemes.yaml",
    "missing-key/bad-urls.yaml",
    // An argument that could be called `type`, or be of one.
    "type-syntax/bad-arguments.yaml",
    // The key stands in the included file.
    "unknown-key/bad-include.yaml",
];

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn folder() -> PathBuf {
    workspace().join("tests")
}

#[test]
fn the_schemas_are_as_checked_in() {
    let files = [
        ("spec/trilogue.schema.json", schema::of_specs()),
        (
            "spec/trilogue-yaml.schema.json",
            schema::of_configurations(),
        ),
    ];
    for (path, anew) in files {
        let file = workspace().join(path);
        if env::var_os("UPDATE").is_some() {
            fs::write(&file, &anew).expect("the schema");
        }
        let found = fs::read_to_string(&file).expect("the schema");
        assert_eq!(found, anew, "{path}: `UPDATE=1` writes it anew");
    }
}

#[test]
fn what_loads_fits() {
    let of_specs = validator(&schema::of_specs());
    let mut files = BTreeSet::new();
    for home in [
        workspace().join("spec"),
        folder().join("features"),
        folder().join("trials"),
    ] {
        for spec in yaml_files(&home) {
            files.extend(files_of(&spec));
        }
    }
    assert!(files.len() > 20, "the specs are found");
    for file in files {
        assert_eq!(faults(&of_specs, &file), "", "{}", file.display());
    }
    let of_configurations = validator(&schema::of_configurations());
    let configuration = workspace().join("trilogue.yaml");
    assert_eq!(faults(&of_configurations, &configuration), "");
}

/// A spec and what it includes, if it loads.
fn files_of(spec: &Path) -> Vec<PathBuf> {
    let mut sources = Sources::new();
    let Ok(protocol) = load(&mut sources, spec) else {
        return Vec::new();
    };
    protocol
        .files
        .iter()
        .map(|(_, path)| PathBuf::from(path))
        .collect()
}

#[test]
fn what_a_schema_can_see_is_refused() {
    let of_specs = validator(&schema::of_specs());
    let mut let_through = BTreeSet::new();
    for rule in SEEN {
        for fixture in yaml_files(&folder().join("diagnostics").join(rule.id)) {
            let json = as_json(&fixture).expect("the fixture is YAML");
            let name = fixture.file_name().unwrap_or_default().to_string_lossy();
            let is_mistaken = load(&mut Sources::new(), &fixture).is_err();
            if is_mistaken && of_specs.is_valid(&json) {
                let_through.insert(format!("{}/{name}", rule.id));
            }
        }
    }
    let unseen = UNSEEN.map(str::to_owned).into();
    assert_eq!(let_through, unseen);
}

fn validator(schema: &str) -> Validator {
    let schema = serde_json::from_str(schema).expect("the schema is JSON");
    jsonschema::draft202012::new(&schema).expect("the schema is one")
}

/// What a schema says of a file.
fn faults(validator: &Validator, file: &Path) -> String {
    let json = as_json(file).expect("the file is YAML");
    let faults = validator.iter_errors(&json);
    let faults = faults.map(|fault| format!("{}: {fault}\n", fault.instance_path()));
    faults.collect()
}

/// All files of YAML in a folder and below, but those of an outcome.
fn yaml_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files.extend(yaml_files(&path));
        } else if path.extension().is_some_and(|ending| ending == "yaml") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// The file as editors read it: plain scalars that look like JSON are what they look like.
fn as_json(file: &Path) -> Option<Json> {
    let mut sources = Sources::new();
    let id = sources.load(file).ok()?;
    let mut mistakes = Diagnostics::new();
    let tree = yaml::parse(&sources, id, &mut mistakes)?;
    Some(value_of(&tree))
}

fn value_of(node: &Node) -> Json {
    match &node.data {
        Data::Scalar(scalar) => scalar_of(scalar),
        Data::List(items) => items.iter().map(value_of).collect(),
        Data::Mapping(entries) => entries
            .iter()
            .map(|entry| (entry.key.value.clone(), value_of(&entry.value)))
            .collect(),
        Data::Empty | Data::Refused => Json::Null,
    }
}

fn scalar_of(scalar: &Scalar) -> Json {
    let json = serde_json::from_str(&scalar.text).ok();
    let bare = json.filter(|json: &Json| scalar.plain && !json.is_string());
    bare.unwrap_or_else(|| Json::String(scalar.text.clone()))
}
