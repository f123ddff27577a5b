//! JSON that may be out of order: keys twice, numbers that no double is, lone surrogates.

/// A JSON value as it is written. Scalars and keys are their text, quotes included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Json {
    /// A text, number or word, verbatim.
    Scalar(String),
    /// A list.
    List(Vec<Json>),
    /// An object, with its keys in order.
    Object(Vec<(String, Json)>),
}

/// A text or key, quoted.
#[must_use]
pub fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// A text.
#[must_use]
pub fn text(text: &str) -> Json {
    Json::Scalar(quoted(text))
}

/// A number or word.
#[must_use]
pub fn word(word: impl Into<String>) -> Json {
    Json::Scalar(word.into())
}

impl Json {
    /// Its text.
    #[must_use]
    pub fn print(&self) -> String {
        let mut out = String::new();
        self.write(&mut out);
        out
    }

    fn write(&self, out: &mut String) {
        match self {
            Json::Scalar(text) => out.push_str(text),
            Json::List(items) => {
                out.push('[');
                for (index, item) in items.iter().enumerate() {
                    out.push_str(if index > 0 { "," } else { "" });
                    item.write(out);
                }
                out.push(']');
            }
            Json::Object(entries) => {
                out.push('{');
                for (index, (key, value)) in entries.iter().enumerate() {
                    out.push_str(if index > 0 { "," } else { "" });
                    out.push_str(key);
                    out.push(':');
                    value.write(out);
                }
                out.push('}');
            }
        }
    }

    /// How many values it has, itself among them.
    #[must_use]
    pub fn count(&self) -> usize {
        match self {
            Json::Scalar(_) => 1,
            Json::List(items) => 1 + items.iter().map(Json::count).sum::<usize>(),
            Json::Object(entries) => {
                1 + entries
                    .iter()
                    .map(|(_, value)| value.count())
                    .sum::<usize>()
            }
        }
    }

    /// The value at a place, counted through the whole tree from the top.
    pub fn at(&mut self, place: usize) -> Option<&mut Json> {
        let mut left = place;
        self.find(&mut left)
    }

    fn find(&mut self, left: &mut usize) -> Option<&mut Json> {
        if *left == 0 {
            return Some(self);
        }
        *left -= 1;
        match self {
            Json::Scalar(_) => None,
            Json::List(items) => items.iter_mut().find_map(|item| item.find(left)),
            Json::Object(entries) => entries.iter_mut().find_map(|(_, value)| value.find(left)),
        }
    }

    /// All scalars in it, and all keys.
    pub fn collect(&self, scalars: &mut Vec<String>, keys: &mut Vec<String>) {
        match self {
            Json::Scalar(text) => scalars.push(text.clone()),
            Json::List(items) => items.iter().for_each(|item| item.collect(scalars, keys)),
            Json::Object(entries) => {
                for (key, value) in entries {
                    keys.push(key.clone());
                    value.collect(scalars, keys);
                }
            }
        }
    }

    /// What is left of it without each of its parts in turn: smaller values of which one may still show what this shows.
    #[must_use]
    pub fn smaller(&self) -> Vec<Json> {
        let mut all = Vec::new();
        match self {
            Json::Scalar(_) => {}
            Json::List(items) => {
                for index in 0..items.len() {
                    let mut less = items.clone();
                    less.remove(index);
                    all.push(Json::List(less));
                    for part in items[index].smaller() {
                        let mut other = items.clone();
                        other[index] = part;
                        all.push(Json::List(other));
                    }
                }
            }
            Json::Object(entries) => {
                for index in 0..entries.len() {
                    let mut less = entries.clone();
                    less.remove(index);
                    all.push(Json::Object(less));
                    for part in entries[index].1.smaller() {
                        let mut other = entries.clone();
                        other[index].1 = part;
                        all.push(Json::Object(other));
                    }
                }
            }
        }
        all
    }
}

/// Reads the text of a value, however odd its scalars are. `None` when it is not even built like JSON.
#[must_use]
pub fn parse(text: &str) -> Option<Json> {
    let mut rest = text.trim();
    let value = value(&mut rest)?;
    rest.trim().is_empty().then_some(value)
}

fn value(rest: &mut &str) -> Option<Json> {
    *rest = rest.trim_start();
    match rest.chars().next()? {
        '[' => {
            let mut items = Vec::new();
            between(rest, ']', |rest| {
                items.push(value(rest)?);
                Some(())
            })?;
            Some(Json::List(items))
        }
        '{' => {
            let mut entries = Vec::new();
            between(rest, '}', |rest| {
                let key = scalar(rest)?;
                *rest = rest.trim_start().strip_prefix(':')?;
                entries.push((key, value(rest)?));
                Some(())
            })?;
            Some(Json::Object(entries))
        }
        _ => scalar(rest).map(Json::Scalar),
    }
}

/// What stands between brackets, with commas between.
fn between(rest: &mut &str, end: char, mut one: impl FnMut(&mut &str) -> Option<()>) -> Option<()> {
    *rest = rest[1..].trim_start();
    if let Some(after) = rest.strip_prefix(end) {
        *rest = after;
        return Some(());
    }
    loop {
        *rest = rest.trim_start();
        one(rest)?;
        *rest = rest.trim_start();
        if let Some(after) = rest.strip_prefix(end) {
            *rest = after;
            return Some(());
        }
        *rest = rest.strip_prefix(',')?;
    }
}

fn scalar(rest: &mut &str) -> Option<String> {
    let end = if rest.starts_with('"') {
        let mut escaped = false;
        let mut letters = rest.char_indices().skip(1);
        let close = letters.find(|(_, letter)| {
            let closes = *letter == '"' && !escaped;
            escaped = *letter == '\\' && !escaped;
            closes
        });
        close?.0 + 1
    } else {
        rest.find([',', ']', '}', ':', ' ']).unwrap_or(rest.len())
    };
    let (text, after) = rest.split_at(end);
    *rest = after;
    (!text.is_empty()).then(|| text.to_owned())
}
