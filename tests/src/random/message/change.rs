//! Messages that are nearly right, and some that are not right at all.

use crate::random::chance::Chance;
use crate::random::message::json::{Json, quoted, word};
use crate::random::message::words;

/// What changes are made of: scalars and keys of other messages, and whole messages.
#[derive(Debug, Default)]
pub struct Pool {
    scalars: Vec<String>,
    keys: Vec<String>,
    messages: Vec<Json>,
}

impl Pool {
    /// Adds a message.
    pub fn add(&mut self, message: &Json) {
        message.collect(&mut self.scalars, &mut self.keys);
        self.messages.push(message.clone());
        for list in [&mut self.scalars, &mut self.keys] {
            list.sort_unstable();
            list.dedup();
        }
    }

    fn scalar(&self, chance: &mut Chance) -> Json {
        if self.scalars.is_empty() || chance.percent(50) {
            word(*chance.pick::<&str>(&words::ODD))
        } else {
            word(chance.pick(&self.scalars).clone())
        }
    }

    fn key(&self, chance: &mut Chance) -> String {
        if self.keys.is_empty() || chance.percent(25) {
            quoted(chance.pick::<&str>(&words::KEYS))
        } else {
            chance.pick(&self.keys).clone()
        }
    }

    fn value(&self, chance: &mut Chance) -> Json {
        match chance.below(5) {
            0 => words::any(chance, 2),
            1 if !self.messages.is_empty() => {
                let mut message = chance.pick(&self.messages).clone();
                let place = chance.below(message.count());
                message.at(place).cloned().unwrap_or_else(|| word("null"))
            }
            _ => self.scalar(chance),
        }
    }
}

/// A message with one to three changes.
pub fn changed(message: &Json, pool: &Pool, chance: &mut Chance) -> Json {
    let mut message = message.clone();
    for _ in 0..chance.weighted(&[0, 6, 2, 1]) {
        // Marks and payload keys at the top are what telling looks at.
        let place = if chance.percent(25) {
            0
        } else {
            chance.below(message.count())
        };
        if let Some(value) = message.at(place) {
            change(value, pool, chance);
        }
    }
    message
}

fn change(value: &mut Json, pool: &Pool, chance: &mut Chance) {
    match value {
        Json::Object(entries) => change_object(entries, pool, chance),
        Json::List(items) => change_list(items, pool, chance),
        Json::Scalar(_) => *value = changed_scalar(value, pool, chance),
    }
    if chance.percent(4) {
        *value = pool.value(chance);
    }
}

fn change_object(entries: &mut Vec<(String, Json)>, pool: &Pool, chance: &mut Chance) {
    if entries.is_empty() {
        entries.push((pool.key(chance), pool.value(chance)));
        return;
    }
    let place = chance.below(entries.len());
    match chance.below(10) {
        0..3 => {
            entries.remove(place);
        }
        3 => entries[place].0 = pool.key(chance),
        4 => entries.push((pool.key(chance), pool.value(chance))),
        5 => entries[place].1 = pool.value(chance),
        6 => entries[place].1 = pool.scalar(chance),
        7 => {
            // What another message has at the top.
            if let Some(Json::Object(other)) =
                pool.messages.get(chance.below(pool.messages.len().max(1)))
            {
                let more = other.iter().filter(|(key, _)| {
                    chance.percent(60) && entries.iter().all(|(known, _)| known != key)
                });
                let more: Vec<(String, Json)> = more.cloned().collect();
                entries.extend(more);
            }
        }
        8 => {
            let (key, value) = entries[place].clone();
            let key = if chance.percent(30) {
                words::escaped(key.trim_matches('"'))
            } else {
                key
            };
            entries.push((key, value));
        }
        _ => chance.shuffle(entries),
    }
}

fn change_list(items: &mut Vec<Json>, pool: &Pool, chance: &mut Chance) {
    if items.is_empty() {
        items.push(pool.value(chance));
        return;
    }
    let place = chance.below(items.len());
    match chance.below(4) {
        0 => {
            items.remove(place);
        }
        1 => items.insert(place, pool.value(chance)),
        2 => items[place] = pool.value(chance),
        _ => {
            let copy = items[place].clone();
            items.push(copy);
        }
    }
}

fn changed_scalar(value: &Json, pool: &Pool, chance: &mut Chance) -> Json {
    let Json::Scalar(text) = value else {
        return pool.scalar(chance);
    };
    match chance.below(8) {
        0 => Json::List(vec![value.clone()]),
        1 => word("null"),
        2 if text.starts_with('"') => {
            // One character more or less.
            let inner = &text[1..text.len() - 1];
            word(match chance.below(3) {
                0 => format!("\"{inner}a\""),
                1 => format!("\"{inner}\\ud800\""),
                _ => format!("\" {inner}\""),
            })
        }
        2 | 3 => match text.parse::<f64>() {
            Ok(number) if number.is_finite() => {
                let step = *chance.pick(&[1.0, -1.0, 0.5, 1e-9, 1e16]);
                word(serde_json::Value::from(number + step).to_string())
            }
            _ => pool.scalar(chance),
        },
        4 if !text.starts_with('"') => word(format!("\"{text}\"")),
        _ => pool.scalar(chance),
    }
}

/// A text that may be no message at all, or no JSON.
pub fn wild(pool: &Pool, chance: &mut Chance) -> String {
    let deep = |open: &str, close: &str, count: usize| {
        format!("{}0{}", open.repeat(count), close.repeat(count))
    };
    match chance.below(12) {
        0 => deep("[", "]", chance.between(60, 70)),
        1 => deep("{\"a\":", "}", chance.between(60, 70)),
        2 => {
            let text = chance.pick(&pool.messages).print();
            let end = (0..=chance.below(text.len() + 1))
                .rev()
                .find(|end| text.is_char_boundary(*end));
            text[..end.unwrap_or(0)].to_owned()
        }
        3 => format!("{} x", chance.pick(&pool.messages).print()),
        4 => format!(
            " \t{}\r",
            chance.pick(&pool.messages).print().replace(",\"", " ,\t\"")
        ),
        5 => (*chance.pick(&[
            "",
            " ",
            "{",
            "nul",
            "NaN",
            "01",
            "1.",
            "+1",
            "'a'",
            "{\"a\":1,}",
            "[1 2]",
            "\"\t\"",
            "\u{feff}{}",
        ]))
        .to_owned(),
        6 => quoted(&chance.pick(&pool.messages).print()),
        _ => words::any(chance, 4).print(),
    }
}

/// A message in which a value that holds another does so again and again: of a type that holds itself, one at the edge of
/// the depth that is allowed.
#[must_use]
pub fn nested(message: &Json, chance: &mut Chance) -> Json {
    let mut message = message.clone();
    let outer = chance.below(message.count());
    let Some(value) = message.at(outer) else {
        return message;
    };
    let around = value.clone();
    let inner = chance.below(around.count());
    for _ in 0..chance.between(20, 66) {
        let mut next = around.clone();
        match next.at(inner) {
            Some(place) if inner > 0 => *place = value.clone(),
            _ => next = Json::List(vec![value.clone()]),
        }
        *value = next;
    }
    message
}
