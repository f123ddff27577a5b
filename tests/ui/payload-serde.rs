//! serde's attributes that would change the wire.

use trilogue::Payload;

#[derive(serde::Serialize, Payload)]
#[serde(rename_all = "UPPERCASE")]
#[trilogue(spec = "shop.yaml", type = "Plain")]
struct Styled {
    id: String,
}

#[derive(serde::Serialize, serde::Deserialize, Payload)]
#[serde(deny_unknown_fields, default)]
#[trilogue(spec = "shop.yaml", type = "Plain")]
#[derive(Default)]
struct Container {
    #[serde(alias = "name", default)]
    id: String,
}

#[derive(serde::Serialize, Payload)]
#[trilogue(spec = "shop.yaml", type = "Plain")]
struct Renamed {
    #[serde(rename = "identifier")]
    id: String,
}

#[derive(serde::Serialize, Payload)]
#[trilogue(spec = "shop.yaml", type = "Plain")]
struct RenamedTwice {
    #[serde(rename = "other")]
    #[trilogue(rename = "id")]
    own: String,
}

#[derive(serde::Serialize, serde::Deserialize, Payload)]
#[trilogue(spec = "shop.yaml", type = "Plain")]
struct Skipped {
    #[serde(skip)]
    id: String,
}

#[derive(serde::Serialize, Payload)]
#[trilogue(spec = "shop.yaml", type = "Plain")]
struct LeftOut {
    #[serde(skip_serializing_if = "String::is_empty")]
    id: String,
}

#[derive(serde::Serialize, serde::Deserialize, Payload)]
#[trilogue(spec = "shop.yaml", type = "Plain")]
struct TwoFaces {
    #[serde(rename(serialize = "id", deserialize = "ID"))]
    id: String,
}

#[derive(serde::Serialize, Payload)]
#[serde(tag = "kind")]
#[trilogue(spec = "shop.yaml", type = "Either")]
enum Tagged {
    Text(String),
    Number(f64),
}

#[derive(serde::Serialize, Payload)]
#[serde(rename_all = "UPPERCASE")]
#[trilogue(spec = "shop.yaml", type = "Kind")]
enum Kind {
    Toy,
    Book,
}

fn main() {}
