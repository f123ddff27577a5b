//! Conversions that are not there, not needed, or between other types.

use trilogue::Payload;

struct Id(String);

#[derive(Payload)]
#[trilogue(spec = "shop.yaml", type = "Plain")]
struct NotDeclared {
    #[trilogue(from = "String")]
    id: Id,
}

#[derive(Payload)]
#[trilogue(spec = "shop.yaml", type = "Plain")]
struct OfAnother {
    #[trilogue(from = "i64")]
    id: Id,
}

#[derive(Payload)]
#[trilogue(spec = "shop.yaml", type = "Plain")]
struct OfNoType {
    #[trilogue(from = "a b")]
    id: Id,
}

#[derive(Payload)]
#[trilogue(spec = "shop.yaml", type = "Open")]
struct OfOthers {
    id: String,
    #[trilogue(extra, from = "String")]
    rest: std::collections::BTreeMap<String, trilogue::Json>,
}

fn main() {}
