//! Unions.

use trilogue::Payload;

#[derive(Payload)]
#[trilogue(spec = "shop.yaml", type = "Either")]
enum Missing {
    Text(String),
}

#[derive(Payload)]
#[trilogue(spec = "shop.yaml", type = "Either")]
enum Misspelt {
    Text(String),
    Numbr(f64),
}

#[derive(Payload)]
#[trilogue(spec = "shop.yaml", type = "Either")]
enum Mistyped {
    Text(String),
    Number(i64),
}

#[derive(Payload)]
#[trilogue(spec = "shop.yaml", type = "Either")]
enum Misshapen {
    Text { text: String },
    Number,
}

#[derive(Payload)]
#[trilogue(spec = "shop.yaml", type = "Marked")]
enum WithoutType {
    Sale(f64),
    None(String),
}

#[derive(Payload)]
#[trilogue(spec = "shop.yaml", type = "Either")]
enum Twice {
    Text(String),
    Number(f64),
    #[trilogue(rename = "Text")]
    Words(String),
}

fn main() {}
