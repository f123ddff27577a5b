//! serde's traits for the runtime's own types.

use super::{deserialize_payload, serialize_payload};
use crate::{Id, Unread};
use ::serde::{Deserialize, Deserializer, Serialize, Serializer};

macro_rules! as_payload {
    ($($name:ident),*) => {
        $(
            impl<'de> Deserialize<'de> for $name {
                fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                    deserialize_payload(deserializer)
                }
            }

            impl Serialize for $name {
                fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    serialize_payload(self, serializer)
                }
            }
        )*
    };
}

as_payload!(Id, Unread);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_and_payloads_that_nobody_read_go_there_and_back() {
        let ids = vec![Id::from("a"), Id::from(5.0)];
        assert_eq!(serde_json::to_string(&ids).unwrap(), r#"["a",5]"#);
        assert_eq!(serde_json::from_str::<Vec<Id>>(r#"["a",5]"#).unwrap(), ids);
        assert!(serde_json::from_str::<Id>("true").is_err());

        let payload: Unread = serde_json::from_str(r#"{"a": [1]}"#).unwrap();
        assert_eq!(payload.json(), Some(r#"{"a":[1]}"#));
        assert_eq!(serde_json::to_string(&payload).unwrap(), r#"{"a":[1]}"#);
        assert!(serde_json::to_string(&Unread::default()).is_err());
    }
}
