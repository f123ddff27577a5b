//! From JSON text to any format.

use serde::Serialize;
use serde::ser::{Error, SerializeMap, Serializer};
use trilogue_wire::{Code, Document, Fault, Kind, Value};

/// What `serde_json` reads back. Our own values nest less, but an unknown
/// message holds whatever came.
const DEEPEST: usize = 128;

/// Serializes JSON text as the values that it stands for. The text of a message that is nothing stands for none.
pub(super) fn replay<S: Serializer>(json: &str, serializer: S) -> Result<S::Ok, S::Error> {
    let document = Document::parse_or_nothing(json.as_bytes()).map_err(custom)?;
    let value = document.root().given();
    Replay {
        value: value.ok_or_else(|| custom(Fault::new(Code::Missing, "a value")))?,
        levels: DEEPEST,
    }
    .serialize(serializer)
}

/// One value, and how many lists and objects may stand in one another there.
struct Replay<'d> {
    value: Value<'d>,
    levels: usize,
}

fn custom<E: Error>(fault: Fault) -> E {
    E::custom(fault.refuse(None))
}

impl Serialize for Replay<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.value.kind() {
            Kind::Null => serializer.serialize_unit(),
            Kind::Bool => serializer.serialize_bool(self.value.boolean().map_err(custom)?),
            Kind::Number => self.number(serializer),
            Kind::Text => serializer.serialize_str(&self.value.text().map_err(custom)?),
            Kind::List => self.list(serializer),
            Kind::Object => self.object(serializer),
        }
    }
}

impl<'d> Replay<'d> {
    fn number<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.value.integer() {
            Ok(integer) => serializer.serialize_i64(integer),
            Err(_) => serializer.serialize_f64(self.value.number().map_err(custom)?),
        }
    }

    fn list<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let items = self
            .value
            .list_of(|item| self.inner(item))
            .map_err(custom)?;
        serializer.collect_seq(items)
    }

    fn object<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let object = self.value.object().map_err(custom)?;
        let mut map = serializer.serialize_map(Some(object.entries().count()))?;
        for (key, value) in object.entries() {
            map.serialize_entry(&key, &self.inner(value).map_err(custom)?)?;
        }
        map.end()
    }

    fn inner(&self, value: Value<'d>) -> Result<Self, Fault> {
        let levels = self.levels.checked_sub(1);
        let levels =
            levels.ok_or_else(|| Fault::new(Code::Depth, format!("at most {DEEPEST} levels")))?;
        Ok(Self { value, levels })
    }
}
