//! Enums that somebody wrote for whole directions, and types for one message.

use std::borrow::Cow;
use trilogue::{BorrowedDirection, Code, Direction, Document, Message, Secret, Unknown};

#[derive(Debug, PartialEq, Direction)]
#[trilogue(spec = "../../../../spec/portal.yaml", direction = "widget -> portal")]
enum FromWidget {
    WidgetReady,
    #[trilogue(message = "widget.request.login")]
    SignIn,
    ToProfile,
    SendToken,
    TopUp,
    Logout,
    #[trilogue(unknown)]
    Other(Unknown),
}

#[derive(Debug, PartialEq, Direction)]
#[trilogue(spec = "../../../../spec/portal.yaml", direction = "portal -> widget")]
enum ToWidget<'d> {
    AccessToken(Secret<Cow<'d, str>>),
    #[trilogue(message = "portal.send.remove_token")]
    Gone,
    #[trilogue(message = "portal.send.link_message")]
    Text(&'d str),
    Error(Cow<'d, str>),
    Unknown(trilogue::Unknown),
}

#[derive(Debug, PartialEq, Message)]
#[trilogue(
    spec = "../../../../spec/portal.yaml",
    message = "portal.send.link_message"
)]
struct LinkMessage(String);

#[derive(Debug, PartialEq, Message)]
#[trilogue(
    spec = "../../../../spec/portal.yaml",
    message = "portal.send.remove_token"
)]
struct RemoveToken;

#[derive(Debug, PartialEq, Message)]
#[trilogue(spec = "../../../../spec/portal.yaml", error)]
struct Failed<'d> {
    error: &'d str,
}

#[derive(Debug, PartialEq, Message)]
#[trilogue(
    spec = "../../../../spec/puzzel.yaml",
    message = "widget.getOption",
    ok
)]
struct GotOption {
    payload: trilogue::Json,
    id: Option<String>,
}

#[test]
fn variants_have_names_of_their_own() {
    let json = br#"{"type":"widget.request.login","message":null}"#;
    let message = FromWidget::decode(json).unwrap();
    assert_eq!(message, FromWidget::SignIn);
    assert_eq!(message.name(), Some(FromWidget::LOGIN));
}

#[test]
fn a_message_without_a_variant_is_kept_unread() {
    let json = r#"{"type":"widget.request.top_up_credit","message":{"min_value":"no number"}}"#;
    let FromWidget::Other(kept) = FromWidget::decode_text(json).unwrap() else {
        panic!("it has no variant");
    };
    assert_eq!(kept.name(), "widget.request.top_up_credit");
    assert_eq!(kept.json(), json);
    assert_eq!(FromWidget::Other(kept).encode().unwrap(), json);
}

#[test]
fn messages_borrow_from_the_document() {
    let json = br#"{"type":"portal.send.link_message","message":"a"}"#;
    let document = Document::parse(json).unwrap();
    let message = ToWidget::read(document.root()).unwrap();
    assert_eq!(message, ToWidget::Text("a"));
    assert_eq!(message.encode().unwrap().as_bytes(), json);
    let answer = br#"{"type":"portal.response.ok","message":""}"#;
    let document = Document::parse(answer).unwrap();
    let ToWidget::Unknown(kept) = ToWidget::read(document.root()).unwrap() else {
        panic!("it has no variant");
    };
    assert_eq!((kept.name(), kept.json().as_bytes()), ("", &answer[..]));
}

#[test]
fn one_message_is_told_among_all() {
    let json = br#"{"type":"portal.send.link_message","message":"a"}"#;
    let message: LinkMessage = trilogue::decode_message(json).unwrap();
    assert_eq!(message, LinkMessage("a".to_owned()));
    assert_eq!(trilogue::encode_message(&message).unwrap().as_bytes(), json);
    let refusal = trilogue::decode_message::<RemoveToken>(json).unwrap_err();
    assert_eq!(refusal.code(), Code::Name);
    assert_eq!(
        refusal.to_string(),
        "/type: expected `portal.send.remove_token` (name)"
    );
}

/// The payload itself, with what the envelope has beside it.
#[derive(Debug, PartialEq, Message)]
#[trilogue(spec = "../../../../spec/ringcentral.yaml", message = "contacts")]
struct AskForContacts<'d> {
    page: i64,
    #[trilogue(rename = "syncTimestamp")]
    since: trilogue::Maybe<f64>,
    #[trilogue(rename = "type")]
    kind: Option<&'d str>,
    #[trilogue(id)]
    request: String,
    #[trilogue(name)]
    path: String,
}

#[derive(Debug, PartialEq, Message)]
#[trilogue(
    spec = "../../../../spec/portal.yaml",
    message = "portal.send.credit_top_up_success"
)]
struct ToppedUp {
    amount: f64,
}

#[test]
fn a_payload_is_a_message() {
    let json = br#"{"type":"portal.send.credit_top_up_success","message":{"amount":5}}"#;
    let message: ToppedUp = trilogue::decode_message(json).unwrap();
    assert_eq!(message, ToppedUp { amount: 5.0 });
    assert_eq!(trilogue::encode_message(&message).unwrap().as_bytes(), json);
    assert_eq!(
        trilogue::encode_payload(&message).unwrap(),
        r#"{"amount":5}"#
    );
    let refusal = trilogue::decode_message::<ToppedUp>(
        br#"{"type":"portal.send.credit_top_up_success","message":{"amount":""}}"#,
    );
    assert_eq!(
        refusal.unwrap_err().to_string(),
        "/message/amount: expected a number (type)"
    );
}

/// The same enums as generated ones, with generated and own payloads.
mod copies {
    use trilogue::{Json, Payload, Secret, Unknown};
    use trilogue_protocols::portal::portal_to_widget::{CreditTopUpSuccess, SubscribedDetail};
    use trilogue_protocols::portal::widget_to_portal::TopUpCredit;

    #[derive(Debug, Payload)]
    #[trilogue(spec = "../../../../spec/portal.yaml", type = "SourceLinkId")]
    pub struct SourceLinkId {
        pub source_link_id: String,
        pub link_detail: std::collections::BTreeMap<String, Json>,
    }

    #[derive(Debug, trilogue::Direction)]
    #[trilogue(spec = "../../../../spec/portal.yaml", direction = "portal -> widget")]
    pub enum PortalToWidget {
        AccessToken(Secret<String>),
        RemoveToken,
        AppInfo(Json),
        SourceLinkId(SourceLinkId),
        LinkMessage(String),
        CreditTopUpSuccess(CreditTopUpSuccess),
        SubscribedDetail(SubscribedDetail),
        Ok,
        Error(String),
        Unknown(Unknown),
    }

    #[derive(Debug, trilogue::Direction)]
    #[trilogue(
        spec = "../../../../spec/portal.yaml",
        direction = "widget -> portal",
        traits_only
    )]
    pub enum WidgetToPortal {
        WidgetReady,
        Login,
        ToProfile,
        SendToken,
        TopUp,
        TopUpCredit(Option<TopUpCredit>),
        Logout,
        Unknown(Unknown),
    }

    impl WidgetToPortal {
        /// Methods of one's own can have the names of generated ones.
        pub const fn decode() {}
    }
}

/// What came of a text: what was read, and what is written of it, or why it is refused.
fn verdict<D: Direction + std::fmt::Debug>(json: &[u8]) -> String {
    let read = trilogue::decode::<D>(json);
    let written = read.as_ref().map(trilogue::encode);
    format!("{read:?} {written:?}")
}

#[test]
fn all_vectors_get_the_verdicts_of_generated_code() {
    use trilogue_protocols::portal::{PortalToWidget, WidgetToPortal};
    copies::WidgetToPortal::decode();
    let mut count = 0;
    for text in [
        include_str!("../../../vectors/portal.jsonl"),
        include_str!("../../../vectors/more-portal.jsonl"),
    ] {
        for line in text.lines().filter(|line| !line.is_empty()) {
            let document = Document::parse(line.as_bytes()).unwrap();
            let vector = document.root().object().unwrap();
            let Some(message) = vector.get("message") else {
                continue;
            };
            let json = message.raw().as_bytes();
            let printed = verdict::<PortalToWidget>(json);
            assert_eq!(verdict::<copies::PortalToWidget>(json), printed, "{line}");
            let printed = verdict::<WidgetToPortal>(json);
            assert_eq!(verdict::<copies::WidgetToPortal>(json), printed, "{line}");
            count += 1;
        }
    }
    assert!(count > 50, "{count} vectors");
}

/// Names that derived code must not take for its own.
mod names {
    pub use trilogue as runtime;

    pub struct Option;
    pub struct Fault;
    pub struct Refusal;

    #[derive(runtime::Direction)]
    #[trilogue(
        spec = "../../../../spec/portal.yaml",
        direction = "portal -> widget",
        crate = "crate::names::runtime"
    )]
    pub enum Value<T> {
        #[trilogue(message = "portal.send.app_info")]
        Some(T),
        #[trilogue(error)]
        Err {
            #[trilogue(error)]
            self_: String,
        },
        #[trilogue(unknown)]
        None(trilogue::Unknown),
    }

    impl<T> Value<T> {
        pub fn write_form(&self) -> (Option, Fault, Refusal) {
            (Option, Fault, Refusal)
        }
    }
}

#[test]
fn derived_code_keeps_to_its_own_names() {
    let json = br#"{"type":"portal.response.error","message":"no"}"#;
    let message: names::Value<trilogue::Json> = trilogue::decode(json).unwrap();
    let (names::Option, names::Fault, names::Refusal) = message.write_form();
    assert!(matches!(&message, names::Value::Err { self_ } if self_ == "no"));
    assert_eq!(message.encode().unwrap().as_bytes(), json);
    let json = br#"{"type":"portal.send.app_info","message":{"name":"demo"}}"#;
    let message: names::Value<trilogue::Json> = trilogue::decode(json).unwrap();
    assert!(matches!(&message, names::Value::Some(info) if info["name"] == "demo"));
    assert_eq!(message.encode().unwrap().as_bytes(), json);
}

#[derive(Debug, Direction)]
#[trilogue(spec = "../../../../spec/puzzel.yaml", direction = "core -> widget")]
enum FromCore<'d> {
    #[trilogue(message = "userStatus", changed)]
    Status {
        old: &'d str,
        new: Cow<'d, str>,
    },
    #[trilogue(message = "widget.getOption", ok)]
    Option {
        #[trilogue(payload)]
        value: trilogue::Json,
        #[trilogue(id)]
        call: Option<&'d str>,
    },
    Unknown(Unknown),
}

#[test]
fn slots_of_envelopes_are_fields() {
    let text = |json: &[u8]| {
        let document = Document::parse(json).unwrap();
        let message = FromCore::read(document.root()).unwrap();
        (format!("{message:?}"), message.encode().unwrap())
    };
    let changed = r#"{"name":"userStatus","old":"a\n","new":"b","type":"changed"}"#;
    let (shown, written) = text(changed.as_bytes());
    assert_eq!(shown, r#"Status { old: "a\n", new: "b" }"#);
    assert_eq!(written, changed);
    let answer = r#"{"name":"widget.getOption","value":[1],"type":"result","id":"7"}"#;
    let (shown, written) = text(answer.as_bytes());
    assert!(
        shown.starts_with("Option { value: ") && shown.ends_with("call: Some(\"7\") }"),
        "{shown}"
    );
    assert_eq!(written, answer);
}
