//! Words of the attribute that say nothing, or not enough.

use trilogue::Payload;

#[derive(Payload)]
#[trilogue(spec = "shop.yaml")]
struct Which;

#[derive(Payload)]
#[trilogue(spec = "shop.yaml", type = "Artikle")]
struct NoType;

#[derive(Payload)]
#[trilogue(spec = "shop.yaml", message = "solt")]
struct NoMessage;

#[derive(Payload)]
#[trilogue(spec = "shop.yaml", message = "hello")]
struct NoPayload;

#[derive(Payload)]
#[trilogue(spec = "shop.yaml", message = "sold", ok)]
struct NoAnswer;

#[derive(Payload)]
#[trilogue(spec = "shop.yaml", type = "Plain", message = "sold")]
struct Both;

#[derive(Payload)]
#[trilogue(spec = "shop.yaml", typ = "Plain")]
struct Misspelt;

#[derive(Payload)]
#[trilogue(spec = "shop.yaml", type = "Plain", type = "Open")]
struct Twice;

#[derive(Payload)]
#[trilogue(spec = "shop.yaml", type = "Plain", crate = "a b")]
struct Runtime;

#[derive(Payload)]
#[trilogue(spec = "shop.yaml", type = "Plain", ignore_extra = "yes")]
struct Valued;

#[derive(Payload)]
#[trilogue(spec = "shop.yaml", type = "Plain")]
struct OfFields {
    #[trilogue(rename)]
    id: String,
    #[trilogue(color = "red")]
    other: String,
}

fn main() {}
