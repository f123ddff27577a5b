//! Types that are almost right, and words that say nothing here.

use trilogue::Payload;

#[derive(Payload)]
#[trilogue(spec = "market.yaml", type = "Stall")]
struct Stall {
    number: i64,
    open: Option<bool>,
    pair: (i64, i64),
    row: (i64, String),
}

#[derive(Payload)]
#[trilogue(spec = "market.yaml", type = "Fruit", ignore_extra)]
enum WithoutKeys {
    Apple,
    Pear,
    #[trilogue(unknown)]
    Other(String),
}

#[derive(Payload)]
#[trilogue(spec = "market.yaml", type = "Fruit", ok)]
enum WithoutAnswers {
    Apple,
    Pear,
    #[trilogue(unknown)]
    Other(String),
}

#[derive(Payload)]
#[trilogue(spec = "market.yaml", type = "Fruit")]
enum Others {
    Apple,
    Pear,
    #[trilogue(unknown, value = "plum")]
    Plum(String),
    #[trilogue(unknown)]
    Other(String),
}

#[derive(Payload)]
#[trilogue(spec = "market.yaml", type = "Typed", ignore_extra)]
struct Dropped {
    id: String,
}

fn main() {}
