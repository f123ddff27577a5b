use super::*;
use crate::{Fault, Json, Refusal, Secret, Unknown, Value, Writer};
use ::serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a generated struct looks like.
#[derive(Debug, Clone, PartialEq)]
struct TopUp {
    amount: f64,
    count: Option<i64>,
    note: Option<Secret<String>>,
    data: Option<Json>,
    others: BTreeMap<String, Json>,
}

const DECLARED: [&str; 4] = ["amount", "count", "note", "data"];

impl Payload for TopUp {
    fn read(value: Value<'_>) -> Result<Self, Fault> {
        let object = value.object()?;
        Ok(Self {
            amount: object.required("amount", Value::number)?,
            count: object.optional("count", Value::integer)?,
            note: object.optional("note", |value| value.string().map(Secret::new))?,
            data: object.optional("data", Value::json)?,
            others: object.others(&DECLARED, Value::json)?,
        })
    }

    fn write(&self, out: &mut Writer) -> Result<(), Fault> {
        out.object(|object| {
            object.field("amount", |out| out.number(self.amount))?;
            object.optional("count", &self.count, |out, count| out.integer(*count))?;
            object.optional("note", &self.note, |out, note| out.text(note.reveal()))?;
            object.optional("data", &self.data, Writer::json)?;
            object.others(&self.others, &DECLARED, Writer::json)
        })
    }
}

impl<'de> Deserialize<'de> for TopUp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserialize_payload(deserializer)
    }
}

impl Serialize for TopUp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize_payload(self, serializer)
    }
}

/// What a generated direction looks like that declares nothing.
#[derive(Debug, PartialEq)]
struct Anything(Unknown);

impl Direction for Anything {
    const NAMES: &'static [&'static str] = &[];

    fn read(message: Value<'_>) -> Result<Self, Refusal> {
        let name = |message: Value<'_>| message.object()?.required("type", Value::string);
        Ok(Self(Unknown::from_message(name(message)?, message)))
    }

    fn write(&self, out: &mut Writer) -> Result<(), Refusal> {
        Ok(out.raw(self.0.json())?)
    }
}

impl<'de> Deserialize<'de> for Anything {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserialize_direction(deserializer)
    }
}

impl Serialize for Anything {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize_direction(self, serializer)
    }
}

const FULL: &str =
    r#"{"amount":0.1,"count":-5,"note":"é\n\"","data":{"a":[null,true,1.5,{}]},"z":[],"ä":1}"#;

fn full() -> TopUp {
    decode_payload(FULL.as_bytes()).unwrap()
}

fn json_error(json: &str) -> String {
    serde_json::from_str::<TopUp>(json).unwrap_err().to_string()
}

/// A map in `MessagePack`, its keys written as often as they are given.
struct Entries<K, V>(Vec<(K, V)>);

impl<K: Serialize, V: Serialize> Serialize for Entries<K, V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}

/// What JSON does not have.
struct Bytes;

impl Serialize for Bytes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&[1])
    }
}

fn from_message_pack<'de, T: Deserialize<'de>>(bytes: &'de [u8]) -> Result<T, String> {
    rmp_serde::from_slice(bytes).map_err(|error| error.to_string())
}

fn message_pack_error<K: Serialize, V: Serialize>(entries: Vec<(K, V)>) -> String {
    let bytes = rmp_serde::to_vec(&Entries(entries)).unwrap();
    from_message_pack::<TopUp>(&bytes).unwrap_err()
}

/// A direction whose only message is nothing.
struct Ping;

impl Direction for Ping {
    const NAMES: &'static [&'static str] = &[];
    const TAKES_NOTHING: bool = true;

    fn read(_: Value<'_>) -> Result<Self, Refusal> {
        Ok(Self)
    }

    fn write(&self, _: &mut Writer) -> Result<(), Refusal> {
        Ok(())
    }
}

impl Serialize for Ping {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize_direction(self, serializer)
    }
}

#[test]
fn a_message_that_is_nothing_has_no_value() {
    let error = serde_json::to_string(&Ping).unwrap_err().to_string();
    assert!(error.contains("missing"), "{error}");
}

#[test]
fn json_goes_there_and_back() {
    assert_eq!(serde_json::from_str::<TopUp>(FULL).unwrap(), full());
    assert_eq!(
        serde_json::from_reader::<_, TopUp>(FULL.as_bytes()).unwrap(),
        full()
    );
    assert_eq!(serde_json::to_string(&full()).unwrap(), FULL);
    let tree: Json = serde_json::from_str(FULL).unwrap();
    assert_eq!(
        serde_json::from_value::<TopUp>(tree.clone()).unwrap(),
        full()
    );
    assert_eq!(serde_json::to_value(full()).unwrap(), tree);
}

#[test]
fn message_pack_goes_there_and_back() {
    let bytes = rmp_serde::to_vec(&full()).unwrap();
    assert_eq!(from_message_pack(&bytes), Ok(full()));
    assert_eq!(
        rmp_serde::from_read::<_, TopUp>(bytes.as_slice()).unwrap(),
        full()
    );
}

#[test]
fn a_refusal_becomes_the_formats_error() {
    let place = |message: &str| format!("{message} at line 1 column ");
    assert_eq!(json_error("{}"), "/amount: expected a value (missing)");
    assert_eq!(
        json_error(r#"{"amount":"5"}"#),
        "/amount: expected a number (type)"
    );
    assert!(json_error(r#"{"amount":1e999}"#).starts_with(&place("number out of range")));
    assert_eq!(
        json_error(r#"{"amount":1,"x":1,"\u0078":2}"#),
        "/x: expected each key once (duplicate-key)"
    );
    let unsafe_integer = r#"{"amount":1,"count":18446744073709551615}"#;
    assert_eq!(
        json_error(unsafe_integer),
        "/count: expected a whole number within ±9007199254740991 (integer)"
    );
}

#[test]
fn what_json_does_not_have_is_refused() {
    let error = message_pack_error(vec![("amount", Bytes)]);
    assert!(
        error.starts_with("invalid type: byte array, expected a value that JSON has"),
        "{error}"
    );
    let error = message_pack_error(vec![("amount", f64::NAN)]);
    assert_eq!(error, "expected a number (type)");
    let error = message_pack_error(vec![(1, ())]);
    assert_eq!(
        error,
        "invalid type: integer `1`, expected a key that is text"
    );
    let error = message_pack_error(vec![("amount", 1), ("amount", 1)]);
    assert_eq!(error, "/amount: expected each key once (duplicate-key)");
}

#[test]
fn integers_beyond_the_safe_ones_are_doubles() {
    let bytes = rmp_serde::to_vec(&Entries(vec![("amount", u64::MAX)])).unwrap();
    let top_up: TopUp = from_message_pack(&bytes).unwrap();
    assert_eq!(
        top_up.amount.to_bits(),
        18_446_744_073_709_551_615.0_f64.to_bits()
    );
}

#[test]
fn what_cannot_be_encoded_cannot_be_serialized() {
    let infinite = TopUp {
        amount: f64::INFINITY,
        ..full()
    };
    let error = serde_json::to_string(&infinite).unwrap_err().to_string();
    assert_eq!(error, "/amount: expected a number (type)");
    let taken = BTreeMap::from([("note".to_owned(), Json::Null)]);
    let error = serde_json::to_string(&TopUp {
        others: taken,
        ..full()
    })
    .unwrap_err()
    .to_string();
    assert_eq!(error, "/note: expected no such key (unexpected)");
}

#[test]
fn a_message_goes_there_and_back() {
    let json = r#"{"type":"later","data":[1,{"b":"\n"}]}"#;
    let message: Anything = serde_json::from_str(json).unwrap();
    assert_eq!((message.0.name(), message.0.json()), ("later", json));
    assert_eq!(serde_json::to_string(&message).unwrap(), json);
    let bytes = rmp_serde::to_vec(&message).unwrap();
    assert_eq!(from_message_pack(&bytes), Ok(message));
    let error = serde_json::from_str::<Anything>("[]")
        .unwrap_err()
        .to_string();
    assert_eq!(error, "expected an object (type)");
}

#[test]
fn a_deep_unknown_message_does_not_overflow_the_stack() {
    let message = |levels: usize| {
        let json = format!(
            r#"{{"type":"x","a":{}{}}}"#,
            "[".repeat(levels),
            "]".repeat(levels)
        );
        decode::<Anything>(json.as_bytes()).unwrap()
    };
    assert!(serde_json::to_string(&message(127)).is_ok());
    let error = serde_json::to_string(&message(1 << 18))
        .unwrap_err()
        .to_string();
    assert!(
        error.ends_with("expected at most 128 levels (depth)"),
        "{error}"
    );
}
