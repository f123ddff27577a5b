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
#[trilogue(spec = "../../../../spec/portal.yaml", message = "portal.send.link_message")]
struct LinkMessage(String);

#[derive(Debug, PartialEq, Message)]
#[trilogue(spec = "../../../../spec/portal.yaml", message = "portal.send.remove_token")]
struct RemoveToken;

#[derive(Debug, PartialEq, Message)]
#[trilogue(spec = "../../../../spec/portal.yaml", error)]
struct Failed<'d> {
    error: &'d str,
}

#[derive(Debug, PartialEq, Message)]
#[trilogue(spec = "../../../../spec/puzzel.yaml", message = "widget.getOption", ok)]
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
#[trilogue(spec = "../../../../spec/portal.yaml", message = "portal.send.credit_top_up_success")]
struct ToppedUp {
    amount: f64,
}

#[test]
fn a_payload_is_a_message() {
    let json = br#"{"type":"portal.send.credit_top_up_success","message":{"amount":5}}"#;
    let message: ToppedUp = trilogue::decode_message(json).unwrap();
    assert_eq!(message, ToppedUp { amount: 5.0 });
    assert_eq!(trilogue::encode_message(&message).unwrap().as_bytes(), json);
    assert_eq!(trilogue::encode_payload(&message).unwrap(), r#"{"amount":5}"#);
    let refusal = trilogue::decode_message::<ToppedUp>(
        br#"{"type":"portal.send.credit_top_up_success","message":{"amount":""}}"#,
    );
    assert_eq!(refusal.unwrap_err().to_string(), "/message/amount: expected a number (type)");
}
