//! Every vector gets its verdict from the interpreter, from the generated Rust and from the generated TypeScript.

use std::path::{Path, PathBuf};

use serde_json::Value as Json;
use trilogue_codegen::model::{Pipe, Protocol, WireName};
use trilogue_codegen::source::Sources;
use trilogue_codegen::{generate, interpret, load, output};
use trilogue_tests::protocols::{PROTOCOLS, rust_verdict};
use trilogue_tests::vectors::{self, Vector};
use trilogue_tests::verdict::Verdict;
use trilogue_tests::{folder, node, workspace};

/// A protocol with its spec and its messages.
struct Subject {
    name: &'static str,
    spec: PathBuf,
    vectors: Vec<Vector>,
}

fn subjects() -> impl Iterator<Item = Subject> {
    PROTOCOLS.iter().map(|name| {
        let own = ["features", "trials"].map(|kind| folder().join(kind).join(name));
        let (spec, messages) = if let Some(feature) = own.iter().find(|own| own.exists()) {
            (
                feature.join("spec.yaml"),
                vec![feature.join("messages.jsonl")],
            )
        } else {
            let spec = workspace().join(format!("spec/{name}.yaml"));
            let files = [format!("{name}.jsonl"), format!("more-{name}.jsonl")];
            (
                spec,
                files.map(|file| folder().join("vectors").join(file)).into(),
            )
        };
        Subject {
            name,
            spec,
            vectors: messages
                .iter()
                .filter(|file| file.exists())
                .flat_map(|file| vectors::read(file))
                .collect(),
        }
    })
}

fn protocol(spec: &Path) -> Protocol {
    let mut sources = Sources::new();
    load(&mut sources, spec).unwrap_or_else(|_| panic!("{} is not valid", spec.display()))
}

fn hold(verdicts: impl Iterator<Item = (Vector, Verdict)>) {
    let complaints: Vec<String> = verdicts
        .filter_map(|(vector, verdict)| vector.complaint(&verdict))
        .collect();
    assert!(
        complaints.is_empty(),
        "{} wrong:\n{}",
        complaints.len(),
        complaints.join("\n")
    );
}

fn interpreted(subject: &Subject) -> Vec<Verdict> {
    let protocol = protocol(&subject.spec);
    let verdict = |vector: &Vector| {
        let role = |name: &str| protocol.role_named(name).expect("the role exists");
        let direction = protocol
            .direction(role(&vector.from), role(&vector.to))
            .expect("the direction exists");
        let json = vector.json.as_bytes();
        if let Some(channel) = &vector.channel {
            let through = |pipe: &&Pipe| {
                let mut channels = pipe.channels.iter();
                channels.any(|place| protocol.channels[*place].name == *channel)
            };
            let pipe = direction
                .pipes
                .iter()
                .find(through)
                .expect("the channel exists");
            return interpret::decode_on(&protocol, direction, pipe, json, None).into();
        }
        match &vector.outside {
            Some(name) => {
                let mut pipes = direction.pipes.iter();
                let pipe = pipes
                    .find(|pipe| pipe.name_outside)
                    .expect("a pipe that carries names");
                let name = WireName::Text(name.clone());
                interpret::decode_named(&protocol, direction, pipe, &name, json).into()
            }
            None => match &vector.open {
                Some(open) => {
                    interpret::decode_answer(&protocol, direction, json, &waiting(open)).into()
                }
                None => interpret::decode(&protocol, direction, json).into(),
            },
        }
    };
    subject.vectors.iter().map(verdict).collect()
}

/// What the interpreter says of each message, by each pipe that the message can be for.
fn interpreted_by_pipe(subject: &Subject) -> Vec<Vec<Verdict>> {
    let protocol = protocol(&subject.spec);
    let verdicts = |vector: &Vector| {
        let role = |name: &str| protocol.role_named(name).expect("the role exists");
        let direction = protocol
            .direction(role(&vector.from), role(&vector.to))
            .expect("the direction exists");
        let json = vector.json.as_bytes();
        let channels = |pipe: &Pipe, channel: &String| {
            let mut channels = pipe.channels.iter();
            channels.any(|place| protocol.channels[*place].name == *channel)
        };
        let open = vector.open.as_deref().map(waiting);
        let mut pipes: Vec<&Pipe> = direction.pipes.iter().collect();
        pipes.retain(|pipe| pipe.name_outside == vector.outside.is_some());
        pipes.retain(|pipe| {
            vector
                .channel
                .as_ref()
                .is_none_or(|channel| channels(pipe, channel))
        });
        if let Some(name) = &vector.outside {
            let name = WireName::Text(name.clone());
            let verdict = interpret::decode_named(&protocol, direction, pipes[0], &name, json);
            return vec![verdict.into()];
        }
        let verdict =
            |pipe| interpret::decode_on(&protocol, direction, pipe, json, open.as_deref());
        pipes.into_iter().map(|pipe| verdict(pipe).into()).collect()
    };
    subject.vectors.iter().map(verdicts).collect()
}

fn waiting(open: &[(Json, String)]) -> Vec<interpret::Open> {
    let id = |id: &Json| match id {
        Json::Number(number) => number.as_f64().map(WireName::Number),
        Json::String(text) => Some(WireName::Text(text.clone())),
        _ => None,
    };
    let requests = open.iter();
    requests
        .map(|(found, request)| interpret::Open {
            id: id(found),
            request: request.clone(),
        })
        .collect()
}

#[test]
fn interpreter() {
    for subject in subjects() {
        hold(
            subject
                .vectors
                .clone()
                .into_iter()
                .zip(interpreted(&subject)),
        );
    }
}

/// A message that has another name in each of several pipes has one `name()` in Rust, that of the first.
fn under_one_name(found: Verdict, expected: &Verdict) -> Verdict {
    match (&found, expected) {
        (
            Verdict::Message {
                identifier: Some(identifier),
                name: Some(_),
                ..
            },
            Verdict::Message {
                identifier: Some(wanted),
                name: Some(_),
                ..
            },
        ) if identifier == wanted => expected.clone(),
        _ => found,
    }
}

#[test]
fn generated_rust() {
    for subject in subjects() {
        let expected = interpreted(&subject);
        for (vector, expected) in subject.vectors.iter().zip(&expected) {
            let verdict = under_one_name(rust_verdict(subject.name, vector), expected);
            assert!(
                verdict.agrees_with(expected),
                "{}: {verdict:?} is not {expected:?}",
                vector.id
            );
            assert_eq!(vector.complaint(&verdict), None);
        }
    }
}

#[test]
fn generated_typescript() {
    let scratch = tempfile::tempdir().expect("a temporary folder");
    for subject in subjects() {
        let package = if subject.spec.starts_with(workspace().join("spec")) {
            workspace().join("generated/typescript")
        } else {
            let package = scratch.path().join(subject.name);
            let files = generate::typescript_of_one(&protocol(&subject.spec));
            output::write(&files, &package).expect("the temporary folder can be written");
            package
        };
        let verdicts = node::verdicts(&package, &protocol(&subject.spec), &subject.vectors);
        assert_eq!(verdicts.len(), subject.vectors.len());
        let expected = interpreted_by_pipe(&subject);
        for ((vector, verdicts), expected) in subject.vectors.iter().zip(&verdicts).zip(&expected) {
            assert_eq!(verdicts.len(), expected.len(), "{}", vector.id);
            for (verdict, expected) in verdicts.iter().zip(expected) {
                assert!(
                    verdict.agrees_with(expected),
                    "{}: {verdict:?} is not {expected:?}",
                    vector.id
                );
            }
            if let [verdict] = verdicts.as_slice() {
                assert_eq!(vector.complaint(verdict), None);
            }
        }
    }
}
