//! Words of serde's that would change the wire, or that derived code does not call.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use trilogue::{Json, Payload};

#[derive(Serialize, Payload)]
#[serde(from = "String", tag = "kind")]
#[trilogue(spec = "market.yaml", type = "Held")]
struct Held {
    #[serde(flatten)]
    id: String,
    #[serde(rename = "more")]
    extra: BTreeMap<String, Json>,
}

#[derive(Deserialize, Payload)]
#[trilogue(spec = "market.yaml", type = "Fruit")]
enum Fruit {
    Apple,
    Pear,
    #[serde(other)]
    Other,
}

#[derive(Serialize, Payload)]
#[trilogue(spec = "market.yaml", type = "Typed")]
struct Typed {
    #[serde(deserialize_with = "somewhere")]
    id: String,
    extra: BTreeMap<String, i64>,
}

#[derive(Serialize, Payload)]
#[serde(tag = "kind", content = "body", deny_unknown_fields)]
#[trilogue(spec = "market.yaml", type = "Packed")]
enum Packed {
    Fruit(i64),
    #[trilogue(value = "sack")]
    Box(String),
}

#[derive(Serialize, Payload)]
#[serde(untagged)]
#[trilogue(spec = "market.yaml", type = "Packed")]
enum Bare {
    Fruit(i64),
    Box(String),
}

fn main() {}
