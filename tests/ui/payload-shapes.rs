//! Items of another kind than what the spec has.

use trilogue::Payload;

#[derive(Payload)]
#[trilogue(spec = "shop.yaml", type = "Kind")]
struct KindIsAnEnum {
    toy: bool,
}

#[derive(Payload)]
#[trilogue(spec = "shop.yaml", type = "Plain")]
enum PlainIsAStruct {
    Id(String),
}

#[derive(Payload)]
#[trilogue(spec = "shop.yaml", type = "Plain")]
struct NoNames(String, i64);

#[derive(Payload)]
#[trilogue(spec = "shop.yaml", type = "Plain")]
union Neither {
    id: u8,
}

#[derive(Payload)]
#[trilogue(spec = "shop.yaml", message = "name")]
struct NotOneField {
    name: String,
}

#[derive(Payload)]
#[trilogue(spec = "shop.yaml", message = "name")]
struct OfAnotherType(i64);

#[derive(Payload)]
#[trilogue(spec = "shop.yaml", type = "Move")]
struct TooShort(f64);

#[derive(Payload)]
#[trilogue(spec = "shop.yaml", type = "Move")]
struct Misnamed {
    x: f64,
    z: f64,
}

#[derive(Payload)]
#[trilogue(spec = "shop.yaml", type = "Move")]
struct Mistyped(f64, String);

fn main() {}
