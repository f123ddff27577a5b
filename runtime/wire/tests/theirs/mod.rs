//! What `serde_json` makes of a text.

use serde::de::{MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use std::fmt;
use trilogue_wire::Json;

/// A value as `serde_json` reads it, and whether it has a key twice.
pub struct Theirs {
    pub value: Json,
    pub has_duplicate: bool,
}

impl Theirs {
    pub fn read(text: &[u8]) -> Option<Self> {
        serde_json::from_slice(text).ok()
    }

    fn single(value: impl Into<Json>) -> Self {
        Self {
            value: value.into(),
            has_duplicate: false,
        }
    }
}

impl<'de> Deserialize<'de> for Theirs {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Build)
    }
}

struct Build;

impl<'de> Visitor<'de> for Build {
    type Value = Theirs;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Theirs, E> {
        Ok(Theirs::single(Json::Null))
    }

    fn visit_bool<E>(self, value: bool) -> Result<Theirs, E> {
        Ok(Theirs::single(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Theirs, E> {
        Ok(Theirs::single(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Theirs, E> {
        Ok(Theirs::single(value))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Theirs, E> {
        Ok(Theirs::single(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Theirs, E> {
        Ok(Theirs::single(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Theirs, A::Error> {
        let (mut items, mut has_duplicate) = (Vec::new(), false);
        while let Some(item) = access.next_element::<Theirs>()? {
            has_duplicate |= item.has_duplicate;
            items.push(item.value);
        }
        Ok(Theirs {
            value: items.into(),
            has_duplicate,
        })
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Theirs, A::Error> {
        let (mut entries, mut has_duplicate) = (serde_json::Map::new(), false);
        while let Some((key, entry)) = access.next_entry::<String, Theirs>()? {
            has_duplicate |= entry.has_duplicate;
            has_duplicate |= entries.insert(key, entry.value).is_some();
        }
        Ok(Theirs {
            value: entries.into(),
            has_duplicate,
        })
    }
}

/// The same value with every number as the double it is nearest to, and those
/// within ±(2^53 - 1) that are whole as integers.
pub fn doubles(value: Json) -> Json {
    match value {
        Json::Number(number) => double(number.as_f64().expect("numbers are finite")),
        Json::Array(items) => items.into_iter().map(doubles).collect(),
        Json::Object(entries) => entries
            .into_iter()
            .map(|(key, entry)| (key, doubles(entry)))
            .collect(),
        scalar => scalar,
    }
}

fn double(number: f64) -> Json {
    // An independent way to say it: whole numbers print without a fraction.
    let text = format!("{number:.0}");
    let whole = text
        .parse::<i64>()
        .ok()
        .filter(|whole| whole.unsigned_abs() < 1 << 53);
    match whole {
        Some(whole) if number.fract() == 0.0 => whole.into(),
        _ => number.into(),
    }
}

/// The same text with each escaped surrogate, lone or not, as another escape.
pub fn without_surrogates(text: &[u8]) -> Vec<u8> {
    let mut bytes = text.to_vec();
    for start in 0..bytes.len().saturating_sub(5) {
        let escape = &mut bytes[start..start + 6];
        let digits = escape[2..].iter().all(u8::is_ascii_hexdigit);
        let in_range = matches!(
            escape,
            [
                b'\\',
                b'u',
                b'd' | b'D',
                b'8' | b'9' | b'a'..=b'f' | b'A'..=b'F',
                ..,
            ]
        );
        if digits && in_range {
            escape[2..].copy_from_slice(b"0020");
        }
    }
    bytes
}
