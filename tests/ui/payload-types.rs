//! Types that do not hold what the spec says.

use std::collections::BTreeMap;

use trilogue::{Json, Payload};

struct UserId(String);

struct Kind;

#[derive(Payload)]
#[trilogue(spec = "shop.yaml", type = "Article")]
struct Article<T> {
    article_id: UserId,
    price: f32,
    stock: u8,
    balance: i32,
    note: String,
    color: String,
    gift: Option<String>,
    token: String,
    tags: Vec<i64>,
    sizes: BTreeMap<u8, i64>,
    kind: String,
    place: (f64, f64, T),
}

#[derive(Payload)]
#[trilogue(spec = "shop.yaml", type = "Article")]
struct Others<T> {
    article_id: &'static str,
    price: T,
    stock: Option<i64>,
    balance: trilogue::Maybe<i64>,
    note: Option<Json>,
    color: Option<Option<String>>,
    gift: trilogue::Maybe<Option<String>>,
    token: trilogue::Secret<i64>,
    tags: [String; 2],
    sizes: Json,
    kind: [u8; 2],
    place: Vec<f64>,
}

fn main() {}
