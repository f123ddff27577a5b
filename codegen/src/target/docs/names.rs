//! What the other targets call things: read from their own files while those targets are not compiled.

#[path = "../rust/identifier.rs"]
#[allow(dead_code)]
mod identifier;
#[path = "../rust/literal.rs"]
#[allow(dead_code)]
mod literal;
#[path = "../rust/words.rs"]
mod words;

pub use identifier::{camel, ident, snake};
pub use literal::number;
pub use words::{listed, sentence, small};

/// Stands for the names of TypeScript while that target is not compiled.
pub mod typescript {
    use crate::model::{Direction, Field, Part, Protocol, RoleId, Slot, Told};

    pub struct Face {
        pub names: Vec<String>,
        pub answers: Option<String>,
        pub layout: Option<String>,
    }

    pub fn face(_: &Protocol, direction: &Direction, variant: usize) -> Face {
        let candidates = direction.pipes.iter().flat_map(|pipe| &pipe.candidates);
        let own = candidates.filter(|candidate| candidate.variant == variant);
        let names = own.filter_map(|candidate| match &candidate.told {
            Told::Name(name) => Some(literal(&name.text())),
            _ => None,
        });
        Face {
            names: names.collect(),
            answers: None,
            layout: None,
        }
    }

    pub fn property(part: &Part) -> String {
        match part.slot {
            Slot::Name => "wireName".to_owned(),
            _ => crate::target::docs::fields::camel(&part.identifier.0),
        }
    }

    pub fn literal(text: &str) -> String {
        serde_json::Value::from(text).to_string()
    }

    pub fn key(text: &str) -> String {
        let is_plain = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
        if text.chars().all(is_plain) && !text.starts_with(|first: char| first.is_ascii_digit()) {
            return text.to_owned();
        }
        literal(text)
    }

    pub fn subpath(protocol: &Protocol, role: RoleId) -> String {
        format!("{}/{}", protocol.name, protocol.role(role).name)
    }

    pub fn extra_name(fields: &[Field]) -> String {
        let mut name = "extra".to_owned();
        while fields.iter().any(|field| field.name == name) {
            name.push('_');
        }
        name
    }
}
