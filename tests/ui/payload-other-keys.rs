//! What becomes of keys that the spec does not declare.

use std::collections::BTreeMap;

use trilogue::{Json, Payload};

#[derive(Payload)]
#[trilogue(spec = "shop.yaml", type = "Open")]
struct NotHeld {
    id: String,
}

#[derive(Payload)]
#[trilogue(spec = "shop.yaml", type = "Open", ignore_extra)]
struct HeldAndIgnored {
    id: String,
    extra: BTreeMap<String, Json>,
}

#[derive(Payload)]
#[trilogue(spec = "shop.yaml", type = "Open")]
struct HeldTwice {
    id: String,
    extra: BTreeMap<String, Json>,
    #[trilogue(extra)]
    more: BTreeMap<String, Json>,
}

#[derive(Payload)]
#[trilogue(spec = "shop.yaml", type = "Open")]
struct HeldAsText {
    id: String,
    #[trilogue(extra)]
    more: BTreeMap<String, String>,
}

#[derive(Payload)]
#[trilogue(spec = "shop.yaml", type = "Open")]
struct HeldInAList {
    id: String,
    #[trilogue(extra)]
    more: Vec<Json>,
}

#[derive(Payload)]
#[trilogue(spec = "shop.yaml", type = "Plain")]
struct NotKept {
    id: String,
    #[trilogue(extra)]
    more: BTreeMap<String, Json>,
}

#[derive(Payload)]
#[trilogue(spec = "shop.yaml", type = "Plain", ignore_extra)]
struct NothingToIgnore {
    id: String,
}

fn main() {}
