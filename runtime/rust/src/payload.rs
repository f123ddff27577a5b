//! Types that are no generated ones, as payloads.

use crate::{BorrowedPayload, Payload, Secret};
use std::borrow::Cow;
use std::collections::BTreeMap;
use trilogue_wire::{Base64, Date, DateTime, Fault, Json, Url, Uuid, Value, Writer};

impl Payload for String {
    fn read(value: Value<'_>) -> Result<Self, Fault> {
        value.string()
    }

    fn write(&self, out: &mut Writer) -> Result<(), Fault> {
        out.text(self)
    }
}

impl<'d: 'a, 'a> BorrowedPayload<'d> for Cow<'a, str> {
    fn read(value: Value<'d>) -> Result<Self, Fault> {
        value.text()
    }

    fn write(&self, out: &mut Writer) -> Result<(), Fault> {
        out.text(self)
    }
}

impl<'d: 'a, 'a> BorrowedPayload<'d> for &'a str {
    fn read(value: Value<'d>) -> Result<Self, Fault> {
        value.borrowed()
    }

    fn write(&self, out: &mut Writer) -> Result<(), Fault> {
        out.text(self)
    }
}

impl Payload for f64 {
    fn read(value: Value<'_>) -> Result<Self, Fault> {
        value.number()
    }

    fn write(&self, out: &mut Writer) -> Result<(), Fault> {
        out.number(*self)
    }
}

impl Payload for i64 {
    fn read(value: Value<'_>) -> Result<Self, Fault> {
        value.integer()
    }

    fn write(&self, out: &mut Writer) -> Result<(), Fault> {
        out.integer(*self)
    }
}

impl Payload for bool {
    fn read(value: Value<'_>) -> Result<Self, Fault> {
        value.boolean()
    }

    fn write(&self, out: &mut Writer) -> Result<(), Fault> {
        out.boolean(*self)
    }
}

impl Payload for Json {
    fn read(value: Value<'_>) -> Result<Self, Fault> {
        value.json()
    }

    fn write(&self, out: &mut Writer) -> Result<(), Fault> {
        out.json(self)
    }
}

/// No payload: what stands in its place is ignored.
impl Payload for () {
    fn read(_: Value<'_>) -> Result<Self, Fault> {
        Ok(())
    }

    fn write(&self, out: &mut Writer) -> Result<(), Fault> {
        out.null()
    }
}

impl<P: Payload> Payload for Vec<P> {
    fn read(value: Value<'_>) -> Result<Self, Fault> {
        value.list_of(P::read)
    }

    fn write(&self, out: &mut Writer) -> Result<(), Fault> {
        out.list(self, |out, item| item.write(out))
    }
}

impl<P: Payload> Payload for BTreeMap<String, P> {
    fn read(value: Value<'_>) -> Result<Self, Fault> {
        value.map_of(P::read)
    }

    fn write(&self, out: &mut Writer) -> Result<(), Fault> {
        out.map(self, |out, entry| entry.write(out))
    }
}

/// `None` is `null`.
impl<P: Payload> Payload for Option<P> {
    fn read(value: Value<'_>) -> Result<Self, Fault> {
        value.nullable(P::read)
    }

    fn write(&self, out: &mut Writer) -> Result<(), Fault> {
        match self {
            Some(payload) => payload.write(out),
            None => out.null(),
        }
    }
}

impl<P: Payload> Payload for Box<P> {
    const TYPE: &'static str = P::TYPE;

    fn read(value: Value<'_>) -> Result<Self, Fault> {
        P::read(value).map(Self::new)
    }

    fn write(&self, out: &mut Writer) -> Result<(), Fault> {
        (**self).write(out)
    }
}

impl<P: Payload> Payload for Secret<P> {
    fn read(value: Value<'_>) -> Result<Self, Fault> {
        P::read(value).map(Self::new)
    }

    fn write(&self, out: &mut Writer) -> Result<(), Fault> {
        self.reveal().write(out)
    }
}

/// With any scheme.
impl Payload for Url {
    fn read(value: Value<'_>) -> Result<Self, Fault> {
        value.text()?.parse()
    }

    fn write(&self, out: &mut Writer) -> Result<(), Fault> {
        out.text(self.as_str())
    }
}

macro_rules! text_payload {
    ($($name:ident: $reader:ident),*) => {
        $(
            impl Payload for $name {
                fn read(value: Value<'_>) -> Result<Self, Fault> {
                    value.$reader()
                }

                fn write(&self, out: &mut Writer) -> Result<(), Fault> {
                    out.text(self)
                }
            }
        )*
    };
}

text_payload!(Uuid: uuid, DateTime: date_time, Date: date, Base64: base64);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{decode_payload, encode_payload};
    use std::fmt::Debug;

    fn goes_there_and_back<P: Payload + PartialEq + Debug>(payload: &P, json: &str) {
        assert_eq!(encode_payload(payload).unwrap(), json);
        assert_eq!(decode_payload::<P>(json.as_bytes()).unwrap(), *payload);
    }

    #[test]
    fn every_type_goes_there_and_back() {
        goes_there_and_back(&"a\"".to_owned(), r#""a\"""#);
        goes_there_and_back(&2.5, "2.5");
        goes_there_and_back(&-5_i64, "-5");
        goes_there_and_back(&true, "true");
        goes_there_and_back(&Json::from(vec![1, 2]), "[1,2]");
        goes_there_and_back(&(), "null");
        goes_there_and_back(&vec![Some(1_i64), None], "[1,null]");
        goes_there_and_back(
            &BTreeMap::from([("a".to_owned(), Box::new(1.5))]),
            r#"{"a":1.5}"#,
        );
        goes_there_and_back(&Secret::new("a".to_owned()), r#""a""#);
        goes_there_and_back(&Date::parse("2026-01-26").unwrap(), r#""2026-01-26""#);
        goes_there_and_back(&Base64::encode(b"ab"), r#""YWI=""#);
        goes_there_and_back(&"mailto:a".parse::<Url>().unwrap(), r#""mailto:a""#);
        let moment = "2026-01-26T00:00:00Z".parse::<DateTime>().unwrap();
        goes_there_and_back(&moment, r#""2026-01-26T00:00:00Z""#);
        let nil = "00000000-0000-0000-0000-000000000000";
        goes_there_and_back(&nil.parse::<Uuid>().unwrap(), &format!("{nil:?}"));
    }

    #[test]
    fn what_stands_in_place_of_nothing_is_ignored() {
        assert_eq!(decode_payload(br#"{"a":["\ud800"]}"#), Ok(()));
    }

    #[test]
    fn faults_have_their_place() {
        let refusal = decode_payload::<Vec<Option<Date>>>(br#"[null,"2026"]"#).unwrap_err();
        assert_eq!(refusal.to_string(), "/1: expected a date (format)");
        let deep = encode_payload(&vec![1.0, f64::NAN]).unwrap_err();
        assert_eq!(deep.path(), "/1");
    }
}
