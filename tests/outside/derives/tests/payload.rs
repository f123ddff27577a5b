//! Payloads that somebody wrote give the verdicts of generated ones: with names of their own, borrowed, generic, in types
//! of their own, beside items that are called like what derived code uses.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::fmt::Debug;
use std::sync::Arc;

use trilogue::{BorrowedPayload, Document, Json, Maybe, Payload, Refusal, Secret, Url};
use trilogue_protocols::{homebyme, portal, ringcentral};

/// What is written of a value that was read, or why it is refused.
type Verdict = Result<String, Refusal>;

fn verdict<P: for<'d> BorrowedPayload<'d>>(json: &str) -> Verdict {
    let document = Document::parse(json.as_bytes())?;
    trilogue::encode_payload(&trilogue::read_payload::<P>(&document)?)
}

/// The same for a type that borrows.
macro_rules! borrowed {
    ($ty:ty, $json:expr) => {{
        let read = |json: &str| -> Verdict {
            let document = Document::parse(json.as_bytes())?;
            trilogue::encode_payload(&trilogue::read_payload::<$ty>(&document)?)
        };
        read($json)
    }};
}

fn same(json: &str, own: &impl Debug, generated: &impl Debug) {
    assert_eq!(format!("{own:?}"), format!("{generated:?}"), "{json}");
}

#[derive(Debug, Clone, PartialEq)]
struct Price(f64);

impl From<f64> for Price {
    fn from(price: f64) -> Self {
        Self(price)
    }
}

impl From<Price> for f64 {
    fn from(price: Price) -> Self {
        price.0
    }
}

#[derive(Debug, PartialEq, Payload)]
#[trilogue(
    spec = "../../../../spec/portal.yaml",
    message = "widget.request.top_up_credit"
)]
struct TopUp {
    #[trilogue(rename = "min_value", from = "f64")]
    least: Option<Price>,
    #[trilogue(from = "f64")]
    quick_values: Option<Vec<Price>>,
    callback_url: Option<Box<Url>>,
}

const TOP_UPS: [&str; 12] = [
    "{}",
    r#"{"min_value":5}"#,
    r#"{"min_value":-1}"#,
    r#"{"min_value":null}"#,
    r#"{"min_value":"5"}"#,
    r#"{"quick_values":[1,2.5],"min_value":0,"other":1}"#,
    r#"{"quick_values":[1,"2"]}"#,
    r#"{"quick_values":{}}"#,
    r#"{"callback_url":"https://a.example/"}"#,
    r#"{"callback_url":"http://a.example/"}"#,
    r#"{"callback_url":7,"min_value":"x"}"#,
    "[]",
];

#[test]
fn names_and_types_can_be_others() {
    for json in TOP_UPS {
        let generated = verdict::<portal::widget_to_portal::TopUpCredit>(json);
        same(json, &verdict::<TopUp>(json), &generated);
    }
    let wrong = TopUp {
        least: Some(Price(-1.0)),
        quick_values: None,
        callback_url: None,
    };
    let refusal = trilogue::encode_payload(&wrong).unwrap_err();
    assert_eq!(
        refusal.to_string(),
        "/min_value: expected at least 0 (minimum)"
    );
}

#[derive(Debug, PartialEq, Payload)]
#[trilogue(
    spec = "../../../../spec/portal.yaml",
    message = "portal.send.source_link_id"
)]
struct Link<'text> {
    #[trilogue(rename = "source_link_id")]
    id: &'text str,
    link_detail: HashMap<String, Json>,
}

#[derive(Debug, PartialEq, Payload)]
#[trilogue(
    spec = "../../../../spec/portal.yaml",
    message = "portal.send.link_message"
)]
struct Note<'a>(Cow<'a, str>);

#[derive(Debug, PartialEq, Payload)]
#[trilogue(
    spec = "../../../../spec/portal.yaml",
    message = "portal.send.access_token"
)]
struct Token(Secret<Arc<str>>);

#[test]
fn texts_can_be_borrowed() {
    let cases = [
        r#"{"source_link_id":"caf\u00e9","link_detail":{"b":1,"a":[2]}}"#,
        r#"{"source_link_id":"\ud800","link_detail":{}}"#,
        r#"{"source_link_id":"a","link_detail":{"a":"\ud800"}}"#,
        r#"{"source_link_id":5,"link_detail":{}}"#,
        r#"{"link_detail":{}}"#,
        r#"{"source_link_id":"a"}"#,
    ];
    for json in cases {
        let generated = verdict::<portal::portal_to_widget::SourceLinkId>(json);
        same(json, &borrowed!(Link<'_>, json), &generated);
    }
    let document = Document::parse(cases[0].as_bytes()).unwrap();
    let link: Link<'_> = trilogue::read_payload(&document).unwrap();
    assert_eq!((link.id, link.link_detail.len()), ("café", 2));
    let long = format!("\"{}\"", "é".repeat(2049));
    let refusal = borrowed!(Note<'_>, &long).unwrap_err();
    assert_eq!(refusal.code().as_str(), "max-length");
    assert_eq!(
        borrowed!(Note<'_>, &long[3..]).unwrap_err().code().as_str(),
        "json"
    );
    let note = Document::parse(br#""plain""#).unwrap();
    let note: Note<'_> = trilogue::read_payload(&note).unwrap();
    assert!(matches!(note.0, Cow::Borrowed("plain")));
    assert_eq!(verdict::<Token>(r#""t""#).as_deref(), Ok(r#""t""#));
    assert_eq!(
        verdict::<Token>("null").unwrap_err().code().as_str(),
        "type"
    );
}

#[derive(Debug, PartialEq, Payload)]
#[trilogue(
    spec = "../../../../spec/portal.yaml",
    message = "portal.send.subscribed_detail"
)]
struct Subscription {
    subscription_id: String,
    #[trilogue(extra)]
    more: BTreeMap<String, Json>,
}

#[derive(Debug, PartialEq, Payload)]
#[trilogue(
    spec = "../../../../spec/portal.yaml",
    message = "portal.send.subscribed_detail",
    ignore_extra
)]
struct SubscriptionAlone {
    subscription_id: Box<str>,
}

#[test]
fn other_keys_are_kept_or_dropped() {
    let deep = "[".repeat(65) + &"]".repeat(65);
    let cases = [
        r#"{"subscription_id":"s","b":1,"a":null}"#.to_owned(),
        r#"{"subscription_id":"s"}"#.to_owned(),
        r#"{"a":1}"#.to_owned(),
        r#"{"subscription_id":"s","\ud800":1}"#.to_owned(),
        format!(r#"{{"subscription_id":"s","a":{deep}}}"#),
    ];
    for json in &cases {
        let generated = verdict::<portal::portal_to_widget::SubscribedDetail>(json);
        same(json, &verdict::<Subscription>(json), &generated);
        let alone = verdict::<SubscriptionAlone>(json);
        same(json, &alone.as_ref().err(), &generated.as_ref().err());
        assert!(alone.is_err() || alone.as_deref() == Ok(r#"{"subscription_id":"s"}"#));
    }
}

#[derive(Debug, PartialEq, Payload)]
#[trilogue(spec = "../../../../spec/homebyme.yaml", type = "Credentials")]
struct Credentials {
    token: Secret<Box<str>>,
    #[trilogue(rename = "distributionID", from = "String")]
    distribution: Distribution,
}

#[derive(Debug, Clone, PartialEq)]
struct Distribution(String);

impl From<String> for Distribution {
    fn from(id: String) -> Self {
        Self(id)
    }
}

impl From<Distribution> for String {
    fn from(distribution: Distribution) -> Self {
        distribution.0
    }
}

#[test]
fn a_type_of_the_programs_stands_for_text() {
    let cases = [
        r#"{"token":"t","distributionID":"d"}"#,
        r#"{"token":"t","distributionID":4}"#,
        r#"{"token":[],"distributionID":4}"#,
        "null",
    ];
    for json in cases {
        let generated = verdict::<homebyme::types::Credentials>(json);
        same(json, &verdict::<Credentials>(json), &generated);
    }
    assert_eq!(<Credentials as Payload>::TYPE, "homebyme/Credentials");
}

/// Everything about a call that is on its way elsewhere, over texts of any kind.
#[derive(Debug, PartialEq, Payload)]
#[trilogue(spec = "../../../../spec/ringcentral.yaml", type = "CallControl")]
enum Control<'a> {
    Plain(ringcentral::types::CallControlPlain),
    ToggleRingingDialog(ringcentral::types::CallControlToggleRingingDialog),
    #[trilogue(value = "forward")]
    Elsewhere(Forward<'a, own::Payload>),
    Transfer(Box<ringcentral::types::CallControlTransfer>),
    Dtmf(ringcentral::types::CallControlDtmf),
}

/// With a parameter where the spec names a type: whatever stands for that.
#[derive(Debug, PartialEq, Payload)]
#[trilogue(
    spec = "../../../../spec/ringcentral.yaml",
    type = "CallControlForward"
)]
struct Forward<'a, O> {
    call_id: Option<Cow<'a, str>>,
    options: O,
}

#[test]
fn a_union_mixes_generated_and_derived_members() {
    let cases = [
        r#"{"callAction":"forward","callId":"c","options":{"forwardNumber":"1"}}"#,
        r#"{"callAction":"forward","callId":5,"options":{}}"#,
        r#"{"callAction":"forward","options":{}}"#,
        r#"{"callAction":"forward"}"#,
        r#"{"callAction":"hold","callId":"c"}"#,
        r#"{"callAction":"transfer","options":{"transferNumber":"1"}}"#,
        r#"{"callAction":"dance","callId":5}"#,
        r#"{"callAction":7}"#,
        "{}",
        "[]",
    ];
    for json in cases {
        let generated = verdict::<ringcentral::types::CallControl>(json);
        same(json, &borrowed!(Control<'_>, json), &generated);
    }
}

/// Absent, null or a text, in the two ways that there are.
#[derive(Debug, PartialEq, Payload)]
#[trilogue(spec = "../spec/shop.yaml", type = "Gift")]
struct Gift {
    by_maybe: Maybe<String>,
    by_options: Option<Option<String>>,
    reason: Option<Reason>,
    wrapped: u8,
    weight: i32,
    others: Option<HashMap<String, u16>>,
}

#[derive(Debug, Clone, PartialEq, Payload)]
#[trilogue(spec = "../spec/shop.yaml", type = "Reason")]
enum Reason {
    #[trilogue(value = "birthday")]
    Born,
    #[trilogue(unknown)]
    Another(String),
}

mod generated {
    //! The same, generated.

    trilogue::protocol!("../spec/shop.yaml");
}

#[test]
fn presence_and_rules_are_those_of_generated_types() {
    let parts = [
        [
            "",
            r#""by_maybe":null,"#,
            r#""by_maybe":"a","#,
            r#""by_maybe":1,"#,
        ],
        [
            "",
            r#""by_options":null,"#,
            r#""by_options":"a","#,
            r#""by_options":1,"#,
        ],
        [
            "",
            r#""reason":"birthday","#,
            r#""reason":"another","#,
            r#""reason":null,"#,
        ],
        [
            "",
            r#""others":{"b":1,"a":2},"#,
            r#""others":{"b":-1},"#,
            r#""others":{"B":1},"#,
        ],
        [
            r#""wrapped":255,"weight":-5"#,
            r#""wrapped":256,"weight":1"#,
            r#""wrapped":1,"weight":0.5"#,
            r#""wrapped":1"#,
        ],
    ];
    for number in 0..4_usize.pow(5) {
        let text = parts.iter().zip(0..);
        let text: String = text
            .map(|(part, place)| part[number / 4_usize.pow(place) % 4])
            .collect();
        let json = format!("{{{text}}}");
        let generated = verdict::<generated::shop::types::Gift>(&json);
        same(&json, &verdict::<Gift>(&json), &generated);
    }
}

mod own {
    //! A module whose items are called like what derived code uses.

    #![allow(dead_code)]

    pub struct Option;
    pub struct Result;
    pub struct Fault;
    pub struct Value;
    pub struct Writer;
    pub struct Vec;
    pub const KEYS: u8 = 0;

    /// Called like the trait.
    #[derive(Debug, PartialEq, trilogue::Payload)]
    #[trilogue(
        spec = "../../../../spec/ringcentral.yaml",
        type = "CallControlForwardOptions"
    )]
    pub struct Payload {
        pub forward_number: String,
    }

    impl Payload {
        /// Called like the methods of the trait.
        pub fn read() -> Self {
            Self {
                forward_number: "1".to_owned(),
            }
        }

        pub fn write(&self) {}

        pub fn check(&self) {}
    }
}
