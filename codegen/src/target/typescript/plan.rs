//! How the file of a direction tells messages apart.

use trilogue_wire::telling;

use super::code::under;
use super::decoders::{self, Decoder};
use super::layout::Doc;
use super::sink::literal;
use crate::model::{Direction, Form, Plan, Template};

/// What the template shows of a plan.
#[derive(Debug)]
pub struct PlanView {
    /// What the type of decoders is called.
    pub decoder_type: String,
    /// The tables that telling looks into.
    pub tables: Vec<Doc>,
    /// `switch` or `table`.
    pub word: &'static str,
    /// The key that decides, as a literal; empty for a table.
    pub key: String,
    /// The texts at that key by which messages without a name are told, and the calls on `value` that decode them.
    pub constants: Vec<(String, String)>,
    /// Whether there are messages with a name.
    pub has_named: bool,
    /// Whether there are messages without one.
    pub has_nameless: bool,
    /// The calls that put a fault where the name stands.
    pub name_place: String,
}

impl PlanView {
    /// Decides what the template shows.
    pub fn of(direction: &Direction, decoders: &[Decoder], decoder_type: String) -> Self {
        let has_named = decoders.iter().any(|decoder| decoder.name.is_some());
        let has_nameless = decoders.iter().any(|decoder| decoder.name.is_none());
        let (tables, word, key, constants) = match &direction.plan {
            Plan::Switch { key } => {
                let tables = has_named.then(|| decoders::by_name(decoders, &decoder_type));
                let constants = constants(direction, key, decoders);
                (
                    tables.into_iter().collect(),
                    "switch",
                    literal(key),
                    constants,
                )
            }
            Plan::Table => {
                let forms = direction.forms.len();
                let named = decoders::named_by_form(decoders, forms, &decoder_type);
                let nameless = decoders::nameless_by_form(decoders, forms, &decoder_type);
                let tables = [decoders::forms(direction)]
                    .into_iter()
                    .chain(named)
                    .chain(nameless);
                (tables.collect(), "table", String::new(), Vec::new())
            }
        };
        let name_place = name_place(direction);
        Self {
            decoder_type,
            tables,
            word,
            key,
            constants,
            has_named,
            has_nameless,
            name_place,
        }
    }

    /// Whether one key decides.
    pub fn is_switch(&self) -> bool {
        self.word == "switch"
    }
}

/// Whether a message of this direction can carry a name.
pub fn has_names(direction: &Direction) -> bool {
    direction
        .forms
        .iter()
        .any(|form| form.telling.name_path().is_some())
}

fn name_place(direction: &Direction) -> String {
    let path = direction
        .forms
        .iter()
        .find_map(|form| form.telling.name_path())
        .unwrap_or_default();
    let keys: Vec<_> = telling::keys(path).map(String::from).collect();
    under("".into(), &keys).print()
}

fn constants(direction: &Direction, key: &str, decoders: &[Decoder]) -> Vec<(String, String)> {
    let nameless = decoders.iter().filter(|decoder| decoder.name.is_none());
    let told = nameless.filter_map(|decoder| {
        let text = text_at(&direction.forms[decoder.form], key)?;
        let argument = if decoder.looks { "value" } else { "" };
        Some((
            literal(text),
            format!("{}({argument})", decoder.function.print()),
        ))
    });
    told.collect()
}

fn text_at<'f>(form: &'f Form, key: &str) -> Option<&'f str> {
    let at_key = form.template.iter().find(|(name, _)| name == key);
    match at_key {
        Some((_, Template::Constant(telling::Constant::Text(text)))) => Some(text),
        _ => None,
    }
}
