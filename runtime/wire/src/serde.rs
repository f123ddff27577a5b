//! serde's traits for the types that generated structs are made of.

use crate::{Base64, Date, DateTime, Maybe, Url, Uuid};
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A text of a checked form is read and written as text.
macro_rules! as_text {
    ($($name:ident),*) => {
        $(
            impl<'de> Deserialize<'de> for $name {
                fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                    let text = String::deserialize(deserializer)?;
                    text.parse().map_err(D::Error::custom)
                }
            }

            impl Serialize for $name {
                fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    serializer.serialize_str(self.as_str())
                }
            }
        )*
    };
}

as_text!(Base64, Date, DateTime, Url, Uuid);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Maybe<T> {
    /// What is there is `null` or a value. That a key is absent only its struct
    /// can say, with `#[serde(default)]`.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Option::deserialize(deserializer).map(|found| Self::from_nested(Some(found)))
    }
}

impl<T: Serialize> Serialize for Maybe<T> {
    /// Where a key can be left out only its struct can do it, with
    /// `#[serde(skip_serializing_if = "Maybe::is_absent")]`; elsewhere absence is
    /// written as `null`.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value().serialize(serializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq, Deserialize, Serialize)]
    struct Profile {
        #[serde(default, skip_serializing_if = "Maybe::is_absent")]
        nickname: Maybe<String>,
        born: Date,
    }

    #[test]
    fn all_goes_there_and_back() {
        for (json, nickname) in [
            (r#"{"born":"1815-12-10"}"#, Maybe::Absent),
            (r#"{"nickname":null,"born":"1815-12-10"}"#, Maybe::Null),
            (
                r#"{"nickname":"Ada","born":"1815-12-10"}"#,
                Maybe::from("Ada".to_owned()),
            ),
        ] {
            let born = Date::parse("1815-12-10").unwrap();
            let profile = Profile { nickname, born };
            assert_eq!(serde_json::to_string(&profile).unwrap(), json);
            assert_eq!(serde_json::from_str::<Profile>(json).unwrap(), profile);
        }
        assert_eq!(
            serde_json::to_string(&Maybe::<bool>::Absent).unwrap(),
            "null"
        );
    }

    #[test]
    fn a_text_of_another_form_is_refused() {
        let error = serde_json::from_str::<Date>(r#""1815""#).unwrap_err();
        assert!(error.to_string().starts_with("expected a date (format)"));
        assert!(serde_json::from_str::<Url>(r#""a b""#).is_err());
        assert!(serde_json::from_str::<Uuid>("5").is_err());
    }
}
