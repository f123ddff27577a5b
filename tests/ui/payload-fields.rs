//! Fields that are missing, misspelt, unknown or there twice.

use trilogue::Payload;

#[derive(Payload)]
#[trilogue(spec = "shop.yaml", type = "Open")]
struct Missing {
    #[trilogue(extra)]
    rest: std::collections::BTreeMap<String, trilogue::Json>,
}

#[derive(Payload)]
#[trilogue(spec = "shop.yaml", type = "Plain")]
struct Misspelt {
    idd: String,
}

#[derive(Payload)]
#[trilogue(spec = "shop.yaml", type = "Plain")]
struct Unknown {
    id: String,
    weight: f64,
}

#[derive(Payload)]
#[trilogue(spec = "shop.yaml", type = "Plain")]
struct Twice {
    id: String,
    #[trilogue(rename = "id")]
    other: String,
}

#[derive(Payload)]
#[trilogue(spec = "shop.yaml", type = "Plain")]
struct Renamed {
    #[trilogue(rename = "ID")]
    own: String,
}

#[derive(Payload)]
#[trilogue(spec = "shop.yaml", type = "Plain")]
struct Always {
    id: String,
    always: i64,
}

#[derive(Payload)]
#[trilogue(spec = "shop.yaml", type = "Plain")]
struct Skipped {
    id: String,
    #[trilogue(skip)]
    cache: u8,
}

fn main() {}
