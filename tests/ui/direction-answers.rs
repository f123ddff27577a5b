//! Answers that only the one who asked can read, and errors of a closed list.

use trilogue::{Direction, Message, Unknown};

#[derive(Direction)]
#[trilogue(spec = "market.yaml", direction = "till -> page")]
enum FromTill {
    #[trilogue(ok)]
    Ok {
        #[trilogue(payload)]
        payload: String,
        #[trilogue(id)]
        id: String,
    },
    #[trilogue(error)]
    Error {
        #[trilogue(error)]
        error: String,
        #[trilogue(id)]
        id: String,
    },
    #[trilogue(unknown)]
    Other(Unknown),
}

#[derive(Direction)]
#[trilogue(spec = "market.yaml", direction = "till -> page")]
enum Closed {
    #[trilogue(error)]
    Error {
        #[trilogue(error)]
        error: i64,
        #[trilogue(id)]
        id: String,
    },
    #[trilogue(unknown)]
    Other(Unknown),
}

#[derive(Message)]
#[trilogue(spec = "market.yaml", message = "bell")]
struct Bell(String);

fn main() {}
