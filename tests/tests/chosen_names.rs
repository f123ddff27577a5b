//! Names that are chosen at run time: what came under one is that message, and is sent under it again. A declared name
//! stays what it is.

use std::process::Command;

use trilogue::{Code, Id};
use trilogue_codegen::model::{MessageId, WireName};
use trilogue_codegen::source::Sources;
use trilogue_codegen::{generate, interpret, load, output};
use trilogue_tests::features::answers_by_id::{
    WidgetToHost as Service, widget_to_host::WidgetToHostNames as ServiceNames,
};
use trilogue_tests::features::bound_names::{
    WidgetToHost as Inside,
    widget_to_host::{Contacts, WidgetToHostNames as InsideNames},
};
use trilogue_tests::features::bound_outside::WidgetToHost;
use trilogue_tests::features::bound_outside::widget_to_host::WidgetToHostNames;
use trilogue_tests::folder;

/// `/measure` is declared, so nobody can choose it.
fn names() -> WidgetToHostNames {
    let names = WidgetToHostNames::default().measure("/mine").shown("/s");
    names.close("/c").close("/d").close("/measure")
}

fn read(name: &str, message: &str) -> Result<WidgetToHost, (Code, String)> {
    let json = serde_json::to_string(message).expect("text is JSON");
    WidgetToHost::decode_named_with_app(name, json.as_bytes(), &names())
        .map_err(|refusal| (refusal.code(), refusal.path().to_owned()))
}

#[test]
fn a_message_keeps_the_name_that_it_came_under() {
    for (name, message) in [
        ("/mine", r#"{"data":3,"id":"1"}"#),
        ("/measure", r#"{"data":3,"id":"1"}"#),
        ("/d", r#"{"id":"1"}"#),
        ("/s", r#"{"v":2}"#),
    ] {
        let read = read(name, message).expect("the name was chosen");
        assert!(!matches!(read, WidgetToHost::Unknown(_)), "{name}");
        assert_eq!(read.name(), Some(name));
        let json = serde_json::to_string(message).expect("text is JSON");
        assert_eq!(read.encode_named_app().expect("it was read"), (name, json));
    }
}

#[test]
fn a_message_under_a_chosen_name_has_the_form_of_its_request() {
    let refused = |name, message| read(name, message).expect_err("it does not fit");
    assert_eq!(refused("/s", r#"{"v":3}"#), (Code::Tag, "/v".to_owned()));
    assert_eq!(refused("/d", "5"), (Code::Type, String::new()));
    let unknown = read("/e", "5").expect("nobody chose it");
    assert!(matches!(unknown, WidgetToHost::Unknown(_)));
}

/// What the interpreter of the model makes of a message that Rust reads by `read`.
fn interpreted(name: &str, message: &str) -> interpret::Verdict {
    let spec = folder().join("features/bound-outside/spec.yaml");
    let protocol = load(&mut Sources::new(), &spec).expect("the spec is valid");
    let role = |name| protocol.role_named(name).expect("a role");
    let direction = protocol.direction(role("widget"), role("host"));
    let direction = direction.expect("messages go that way");
    let chosen = |(name, key): (&str, &str)| {
        let mut messages = protocol.messages.iter();
        let place = messages.position(|message| message.key == key);
        interpret::Chosen {
            name: name.to_owned(),
            message: MessageId(place.expect("a message")),
        }
    };
    let names = [
        ("/mine", "measure"),
        ("/s", "shown"),
        ("/c", "close"),
        ("/d", "close"),
        ("/measure", "close"),
    ];
    let known = interpret::Known {
        pipe: direction.pipes.iter().find(|pipe| pipe.name_outside),
        outside: Some(&WireName::Text(name.to_owned())),
        chosen: &names.map(chosen),
        ..interpret::Known::default()
    };
    let json = serde_json::to_string(message).expect("text is JSON");
    interpret::decode_knowing(&protocol, direction, known, json.as_bytes())
}

#[test]
fn the_interpreter_reads_chosen_names_as_rust_does() {
    for (name, message) in [
        ("/mine", r#"{"data":3,"id":"1"}"#),
        ("/mine", r#"{"data":"x","id":"1"}"#),
        ("/measure", r#"{"data":3,"id":"1"}"#),
        ("/d", r#"{"id":"1"}"#),
        ("/d", "5"),
        ("/s", r#"{"v":2}"#),
        ("/s", r#"{"v":3}"#),
        ("/e", "5"),
    ] {
        let said = match interpreted(name, message) {
            interpret::Verdict::Message { identifier, .. } => Ok(identifier),
            interpret::Verdict::Unknown { .. } => Ok("Unknown".to_owned()),
            interpret::Verdict::Refused(refusal) => {
                Err((refusal.code(), refusal.path().to_owned()))
            }
        };
        let expected = read(name, message).map(|read| {
            let shown = format!("{read:?}");
            let end = shown.find([' ', '(']).unwrap_or(shown.len());
            shown[..end].to_owned()
        });
        assert_eq!(said, expected, "{name} {message}");
    }
}

#[test]
fn a_declared_name_is_not_sent_for_another_message() {
    let wire_name = "/measure".to_owned();
    let id = "1".to_owned();
    let close = WidgetToHost::Close { wire_name, id };
    let refusal = close.encode_named_app();
    assert_eq!(refusal.expect_err("a measure").code(), Code::Ambiguous);
}

#[test]
fn a_name_that_forms_have_at_other_places_can_be_chosen() {
    let contacts = |name: &str| Inside::Contacts {
        wire_name: name.to_owned(),
        payload: Contacts { page: 2 },
        id: "1".to_owned(),
    };
    let json = contacts("rung").encode().expect("no request has the name");
    let names = InsideNames::default().contacts("rung").button("/fixed");
    let read = |json: &str| Inside::decode_with(json.as_bytes(), &names).expect("it fits");
    assert_eq!(read(&json), contacts("rung"));
    let event = Inside::Rung("x".to_owned());
    assert_eq!(read(r#"{"type":"rung","data":"x"}"#), event);
    let fixed = r#"{"type":"service-request","id":"1","path":"/fixed"}"#;
    assert!(matches!(read(fixed), Inside::Fixed { .. }));
    for declared in ["button", "/fixed"] {
        let refusal = contacts(declared).encode().expect_err("another request");
        assert_eq!(refusal.code(), Code::Ambiguous, "{declared}");
    }
}

#[test]
fn chosen_names_and_open_requests_are_read_at_once() {
    let open = [(Id::from("1"), "count"), (Id::from("2"), "size")];
    let read = |json: &str| {
        WidgetToHost::decode_answer_with_frame(json.as_bytes(), &open, &names())
            .map_err(|refusal| (refusal.code(), refusal.path().to_owned()))
    };
    let is = |json: &str, check: fn(&WidgetToHost) -> bool| {
        let read = read(json).expect("it fits");
        assert!(check(&read), "{read:?}");
    };
    is(
        r#"{"type":"/mine","data":3,"id":"1"}"#,
        |read| matches!(read, WidgetToHost::Measure { wire_name, .. } if wire_name == "/mine"),
    );
    is(r#"{"type":"/mine else","id":"1"}"#, |read| {
        matches!(read, WidgetToHost::Unknown(_))
    });
    is(r#"{"done":7,"id":"1"}"#, |read| {
        matches!(read, WidgetToHost::CountOk { payload: 7, .. })
    });
    is(r#"{"done":7.5,"id":"2"}"#, |read| {
        matches!(read, WidgetToHost::SizeOk { .. })
    });
    let refused = |json: &str| read(json).expect_err("it does not fit");
    assert_eq!(
        refused(r#"{"done":7.5,"id":"1"}"#),
        (Code::Integer, "/done".to_owned())
    );
    assert_eq!(
        refused(r#"{"done":7.5,"id":"3"}"#),
        (Code::Unmatched, "/id".to_owned())
    );
    assert_eq!(
        refused(r#"{"type":"/mine","data":"x","id":"1"}"#),
        (Code::Type, "/data".to_owned())
    );
}

#[test]
fn where_there_is_one_pipe_the_trait_reads_declared_names() {
    let open = [(Id::from("1"), "/check")];
    let names = ServiceNames::default().contacts("/mine");
    let message = br#"{"type":"service-request","requestId":"1","path":"/mine","body":{"page":1}}"#;
    let read = Service::decode_answer_with(message, &open, &names);
    assert_eq!(read.expect("it was chosen").name(), Some("/mine"));
    let read = Service::decode_answer(message, &open);
    assert!(matches!(read, Ok(Service::Unknown(_))));
    let answer = br#"{"type":"adapter-response","responseId":"1","response":true}"#;
    for read in [
        Service::decode_answer_with(answer, &open, &names),
        Service::decode_answer(answer, &open),
    ] {
        assert!(matches!(read, Ok(Service::CheckOk { payload: true, .. })));
    }
    let refusal = Service::decode_answer_with(answer, &[(Id::from("2"), "/check")], &names);
    assert_eq!(refusal.expect_err("another id").code(), Code::Unmatched);
}

#[test]
fn typescript_has_the_same_rules() {
    let scratch = tempfile::tempdir().expect("a temporary folder");
    for name in ["bound-outside", "bound-names"] {
        let spec = folder().join("features").join(name).join("spec.yaml");
        let protocol = load(&mut Sources::new(), &spec).expect("the spec is valid");
        let files = generate::typescript_of_one(&protocol);
        output::write(&files, &scratch.path().join(name)).expect("a package");
    }
    let output = Command::new("node")
        .arg(folder().join("typescript/chosen-names.mjs"))
        .arg(scratch.path())
        .output()
        .expect("Node starts");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
}
