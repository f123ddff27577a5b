//! What generated Rust types can do beside decoding: serde's traits, typed errors, redaction, refusing to send.

use std::collections::BTreeMap;
use std::fmt::Debug;

use serde::Serialize;
use serde::de::DeserializeOwned;
use trilogue::{Code, Direction, Json, Secret};
use trilogue_protocols::portal::portal_to_widget::SubscribedDetail;
use trilogue_protocols::portal::widget_to_portal::{LoginError, TopUpCredit};
use trilogue_protocols::portal::{EmbedderToPortal, PortalToWidget, WidgetToPortal};
use trilogue_tests::features::unions_untagged::HostToWidget;
use trilogue_tests::features::unions_untagged::types::{Kept, KeptLabelled, Loose};
use trilogue_tests::{folder, vectors};

/// serde reads what decoding reads and refuses what it refuses, and writes what encoding writes.
fn hold<D: Direction + Serialize + DeserializeOwned + Debug>(json: &str) -> bool {
    let decoded = trilogue::decode::<D>(json.as_bytes());
    match (decoded, serde_json::from_str::<D>(json)) {
        (Ok(decoded), Ok(read)) => {
            // What nobody declared is kept to the byte, and serde's formats do not keep white space: so what is sent
            // is compared.
            let sent = |message: &D| -> Json {
                let json = trilogue::encode(message).expect("what was read can be sent");
                serde_json::from_str(&json).expect("JSON")
            };
            assert_eq!(sent(&read), sent(&decoded), "{json}");
            let written = serde_json::to_value(&decoded).expect("serde writes it");
            assert_eq!(written, sent(&decoded), "{json}");
            true
        }
        (Err(refusal), Err(error)) => {
            let (code, said) = (refusal.code().as_str(), error.to_string());
            assert!(
                said.contains(code),
                "{json}: serde says {said}, decoding says {code}"
            );
            false
        }
        (decoded, read) => panic!("{json}: {decoded:?} is not {read:?}"),
    }
}

#[test]
fn serde_agrees_with_decoding_on_every_vector() {
    let mut counts = BTreeMap::new();
    for vector in vectors::read(&folder().join("vectors/portal.jsonl")) {
        let accepted = match (vector.from.as_str(), vector.to.as_str()) {
            ("embedder", "portal") => hold::<EmbedderToPortal>(&vector.json),
            ("portal", "widget") => hold::<PortalToWidget>(&vector.json),
            ("widget", "portal") => hold::<WidgetToPortal>(&vector.json),
            (from, to) => panic!("no direction {from} -> {to}"),
        };
        *counts.entry(accepted).or_insert(0) += 1;
    }
    assert_eq!(
        counts.len(),
        2,
        "vectors that are accepted and vectors that are refused: {counts:?}"
    );
}

#[test]
fn serde_reads_a_payload_of_its_own_and_sees_keys_that_stand_twice() {
    let top_up: TopUpCredit = serde_json::from_str(r#"{"min_value":500}"#).expect("it fits");
    assert_eq!(top_up.min_value, Some(500.0));
    assert_eq!(
        serde_json::to_string(&top_up).expect("it fits"),
        r#"{"min_value":500}"#
    );
    let twice = serde_json::from_str::<TopUpCredit>(r#"{"min_value":500,"min_value":1}"#);
    assert!(
        twice
            .expect_err("a key twice")
            .to_string()
            .contains("duplicate-key")
    );
    let negative = TopUpCredit {
        min_value: Some(-1.0),
        ..TopUpCredit::default()
    };
    let refused = serde_json::to_string(&negative).expect_err("below the minimum");
    assert!(refused.to_string().contains("minimum"), "{refused}");
}

#[test]
fn errors_are_typed_and_keep_texts_that_nobody_listed() {
    let PortalToWidget::Error(text) = PortalToWidget::decode_text(
        r#"{"type":"portal.response.error","message":"user already login"}"#,
    )
    .expect("an error") else {
        panic!("not an error");
    };
    assert_eq!(LoginError::from(text), LoginError::UserAlreadyLogin);
    assert_eq!(
        LoginError::from("busy"),
        LoginError::Other("busy".to_owned())
    );
    assert_eq!(LoginError::from("busy").to_string(), "busy");
    let answer = PortalToWidget::Error(LoginError::UserAlreadyLogin.into());
    let sent = answer.encode().expect("it fits");
    assert_eq!(
        sent,
        r#"{"type":"portal.response.error","message":"user already login"}"#
    );
}

#[test]
fn secrets_do_not_show() {
    let token = PortalToWidget::AccessToken(Secret::new("hunter2".to_owned()));
    assert_eq!(format!("{token:?}"), "AccessToken([redacted])");
    let refusal =
        PortalToWidget::decode(br#"{"type":"portal.send.access_token","message":{"t":"hunter2"}}"#)
            .expect_err("no text");
    assert!(
        !format!("{refusal:?} {refusal}").contains("hunter2"),
        "{refusal:?}"
    );
}

#[test]
fn what_a_receiver_would_refuse_is_not_sent() {
    let long = PortalToWidget::LinkMessage("x".repeat(2049));
    let refusal = long.encode().expect_err("too long");
    assert_eq!(
        (refusal.code(), refusal.path()),
        (Code::MaxLength, "/message")
    );

    let extra = BTreeMap::from([("subscription_id".to_owned(), Json::from(1))]);
    let detail = SubscribedDetail {
        subscription_id: "s".to_owned(),
        extra,
    };
    let refusal = PortalToWidget::SubscribedDetail(detail)
        .encode()
        .expect_err("a declared key");
    assert_eq!(
        (refusal.code(), refusal.path()),
        (Code::Unexpected, "/message/subscription_id")
    );

    // Unknown to the widget's side, but declared here: it must not be sent on as unknown.
    let WidgetToPortal::Unknown(foreign) =
        WidgetToPortal::decode(br#"{"type":"portal.send.remove_token"}"#).expect("unknown")
    else {
        panic!("declared");
    };
    let refusal = PortalToWidget::Unknown(foreign)
        .encode()
        .expect_err("declared here");
    assert_eq!(refusal.code(), Code::Name);
}

/// A table may have the keys of a point, and so may what a member keeps.
#[test]
fn what_would_read_as_another_member_of_a_union_is_not_sent() {
    let table = |keys: &[&str]| {
        let entries = keys.iter().map(|key| ((*key).to_owned(), 1));
        HostToWidget::Loose(Loose::Table(entries.collect()))
    };
    let kept = |keys: &[&str]| {
        let entries = keys.iter().map(|key| ((*key).to_owned(), Json::from(1)));
        HostToWidget::Kept(Kept::Labelled(KeptLabelled {
            label: "a".to_owned(),
            extra: entries.collect(),
        }))
    };
    for message in [table(&["x"]), table(&[]), kept(&["x"]), kept(&["z"])] {
        let json = message.encode().expect("it reads as it was meant");
        assert_eq!(HostToWidget::decode(json.as_bytes()), Ok(message));
    }
    let doubtful = [
        table(&["x", "y"]),
        table(&["x", "y", "z"]),
        kept(&["x", "y"]),
    ];
    for message in doubtful {
        let refusal = message.encode().expect_err("it reads as another member");
        assert_eq!((refusal.code(), refusal.path()), (Code::Union, "/data"));
    }
}
