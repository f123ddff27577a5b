//! Types of what messages carry, and of unions that look beyond their members.

use trilogue::Payload;

#[derive(Payload)]
#[trilogue(spec = "market.yaml", message = "packed")]
struct Packed {
    first: i64,
    second: i64,
}

#[derive(Payload)]
#[trilogue(spec = "market.yaml", message = "one")]
struct One(i64);

#[derive(Payload)]
#[trilogue(spec = "market.yaml", message = "ring")]
struct Ring(i64);

#[derive(Payload)]
#[trilogue(spec = "market.yaml", type = "Size")]
enum Size {
    #[trilogue(value = 1)]
    Small,
    #[trilogue(value = 2)]
    Large,
    #[trilogue(unknown)]
    Other(String),
}

#[derive(Payload)]
#[trilogue(spec = "market.yaml", type = "Crate")]
enum Crate {
    Wood(Wood),
    Paper(Wood),
}

#[derive(Payload)]
#[trilogue(spec = "market.yaml", type = "Wood")]
struct Wood {
    weight: i64,
}

#[derive(Payload)]
#[trilogue(spec = "market.yaml", type = "Goods")]
enum Goods<'d> {
    Fruit(Fruit),
    Box(Held<'d>),
}

#[derive(Payload)]
#[trilogue(spec = "market.yaml", type = "Flag")]
struct Flag {
    #[trilogue(from = "i64")]
    open: bool,
}

fn main() {}
