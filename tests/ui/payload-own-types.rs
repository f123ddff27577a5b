//! Types of the user's that stand for something else, or for nothing.

use trilogue::{Fault, Payload, Secret, Value, Writer};

#[derive(Payload)]
#[trilogue(spec = "shop.yaml", type = "Colour")]
enum Colour {
    Red,
    Green,
    Other(String),
}

/// By hand, without a name of the spec.
struct Kind;

impl Payload for Kind {
    fn read(_: Value<'_>) -> Result<Self, Fault> {
        Ok(Self)
    }

    fn write(&self, out: &mut Writer) -> Result<(), Fault> {
        out.null()
    }
}

struct Nothing;

macro_rules! article {
    ($name:ident, $kind:ty) => {
        #[derive(Payload)]
        #[trilogue(spec = "shop.yaml", type = "Article")]
        struct $name {
            article_id: String,
            price: f64,
            stock: i64,
            balance: i64,
            note: Option<String>,
            color: Option<String>,
            gift: Option<Option<String>>,
            token: Secret<String>,
            tags: Vec<String>,
            sizes: std::collections::HashMap<String, i64>,
            kind: $kind,
            place: (f64, f64),
        }
    };
}

article!(OfAnother, Colour);
article!(OfNoName, Kind);
article!(OfNothing, Nothing);

fn main() {}
