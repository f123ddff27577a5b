//! Sets of values.

use trilogue::Payload;

#[derive(Payload)]
#[trilogue(spec = "shop.yaml", type = "Kind")]
enum Missing {
    Toy,
}

#[derive(Payload)]
#[trilogue(spec = "shop.yaml", type = "Kind")]
enum Misspelt {
    Toy,
    Bok,
}

#[derive(Payload)]
#[trilogue(spec = "shop.yaml", type = "Kind")]
enum Closed {
    Toy,
    Book,
    #[trilogue(unknown)]
    Else(String),
}

#[derive(Payload)]
#[trilogue(spec = "shop.yaml", type = "Kind")]
enum Twice {
    Toy,
    Book,
    #[trilogue(value = "toy")]
    Play,
}

#[derive(Payload)]
#[trilogue(spec = "shop.yaml", type = "Kind")]
enum Unlisted {
    Toy,
    #[trilogue(value = "books")]
    Book,
    #[trilogue(value = 3)]
    Three,
}

#[derive(Payload)]
#[trilogue(spec = "shop.yaml", type = "Kind")]
enum Holding {
    Toy(String),
    Book,
}

#[derive(Payload)]
#[trilogue(spec = "shop.yaml", type = "Colour")]
enum Open {
    Red,
    Green,
}

#[derive(Payload)]
#[trilogue(spec = "shop.yaml", type = "Colour")]
enum OtherKind {
    Red,
    #[trilogue(unknown)]
    Else(i64),
}

#[derive(Payload)]
#[trilogue(spec = "shop.yaml", type = "Colour")]
enum OtherOfNothing {
    Red,
    #[trilogue(unknown)]
    Else,
}

fn main() {}
