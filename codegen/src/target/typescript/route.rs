//! One pipe of a direction, and what its functions are called.

use super::layout::Doc;
use super::module::Module;
use super::sink::{literal, runtime_type, upper_camel};
use super::variants::{Face, NO_NAME, envelopes, is_bound, name_literal};
use crate::model::{
    Candidate, Direction, Encoding, Joining, Pipe, Plan, Protocol, Slot, Template, Told, Variant,
};

/// One pipe of a direction.
#[derive(Debug, Clone)]
pub struct Route<'p> {
    /// The protocol.
    pub protocol: &'p Protocol,
    /// The direction.
    pub direction: &'p Direction,
    /// The pipe.
    pub pipe: &'p Pipe,
    /// What the objects of the direction's messages say of what they are.
    pub faces: &'p [Face],
    /// What the names of its functions end in: nothing where a direction has but one pipe.
    pub suffix: String,
}

/// What messages of a pipe are before they are looked into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Root {
    /// Objects alone.
    Object,
    /// Lists alone.
    List,
    /// Anything.
    Any,
}

impl<'p> Route<'p> {
    /// The pipes of a direction. Where there are several, functions are called after the first channel of each.
    pub fn all(
        protocol: &'p Protocol,
        direction: &'p Direction,
        faces: &'p [Face],
    ) -> Vec<Route<'p>> {
        let mut taken = Vec::new();
        let several = direction.pipes.len() > 1;
        let mut suffix = |pipe: &Pipe| {
            if !several {
                return String::new();
            }
            let mut name = upper_camel(&protocol.channels[pipe.channels[0]].name);
            // So that no `decodeText` is read as that of a channel `text`.
            if name.starts_with("Text") || name.starts_with("Answer") {
                name.insert_str(0, "Channel");
            }
            // One channel has several pipes where only some of its messages have their name inside.
            if taken.contains(&name) && pipe.name_outside {
                name.push_str("Named");
            }
            while taken.contains(&name) {
                name.push('_');
            }
            taken.push(name.clone());
            name
        };
        let suffixes: Vec<String> = direction.pipes.iter().map(&mut suffix).collect();
        let pipes = direction.pipes.iter().zip(suffixes);
        pipes
            .map(|(pipe, suffix)| Self {
                protocol,
                direction,
                pipe,
                faces,
                suffix,
            })
            .collect()
    }

    /// The name of one of its functions or tables.
    pub fn name(&self, word: &str) -> String {
        format!("{word}{}", self.suffix)
    }

    /// What a candidate is.
    pub fn variant(&self, candidate: &Candidate) -> &'p Variant {
        &self.direction.variants[candidate.variant]
    }

    /// What the object of a candidate says of what it is.
    pub fn face(&self, candidate: &Candidate) -> &'p Face {
        &self.faces[candidate.variant]
    }

    /// The layout of a candidate.
    pub fn template(&self, candidate: &Candidate) -> &'p Template {
        &self.pipe.forms[candidate.form].template
    }

    /// The envelope of a candidate, as a literal.
    pub fn envelope(&self, candidate: &Candidate) -> String {
        literal(&self.pipe.forms[candidate.form].envelope)
    }

    /// The envelopes between which only the sender can choose, as literals: those in which the same message brings the
    /// same.
    pub fn envelopes(&self, candidate: &Candidate) -> Vec<String> {
        envelopes(self.protocol, self.direction, self.pipe, candidate)
    }

    /// What the object of a candidate has for its name, as a literal.
    pub fn name_literal(&self, candidate: &Candidate) -> String {
        name_literal(self.protocol, self.direction, candidate)
    }

    /// Whether answers can be read with the table of open requests.
    pub fn has_open(&self) -> bool {
        self.pipe.candidates.iter().any(|candidate| {
            candidate.told == Told::Open
                || (self.is_nameless_answer(candidate) && self.says_request(candidate))
        })
    }

    /// Whether a candidate is an answer that does not say which request it is for.
    pub fn is_nameless_answer(&self, candidate: &Candidate) -> bool {
        let variant = self.variant(candidate);
        candidate.told == Told::Form && variant.kind.is_answer() && variant.message.is_none()
    }

    fn says_request(&self, candidate: &Candidate) -> bool {
        let joining = &self.pipe.forms[candidate.form].joining;
        !matches!(joining, None | Some(Joining::Id(None)))
    }

    /// Whether fields join some answers to their requests.
    pub fn is_joined_by_fields(&self) -> bool {
        let mut forms = self.pipe.forms.iter();
        forms.any(|form| matches!(form.joining, Some(Joining::Ways(_))))
    }

    /// The candidates whose name is chosen at run time.
    pub fn bound(&self) -> impl Iterator<Item = &'p Candidate> {
        let direction = self.direction;
        self.pipe
            .candidates
            .iter()
            .filter(move |candidate| is_bound(&direction.variants[candidate.variant]))
    }

    /// Whether a name that was chosen at run time comes beside the message, and not inside it.
    pub fn is_chosen_outside(&self, candidate: &Candidate) -> bool {
        let variant = &self.direction.variants[candidate.variant];
        let has_place = super::places::way(self.template(candidate), Slot::Name).is_some();
        self.pipe.name_outside && is_bound(variant) && !has_place
    }

    /// Whether all names of the direction are texts.
    pub fn has_text_names(&self) -> bool {
        let mut names = self.faces.iter().flat_map(|face| &face.names);
        names.all(|name| name == NO_NAME || name.starts_with(['"', '\'']))
    }

    /// Whether one text at one key decides.
    pub fn switch_key(&self) -> Option<&'p str> {
        match &self.pipe.plan {
            Plan::Switch { key } => Some(key),
            Plan::Table | Plan::Groups { .. } => None,
        }
    }

    /// Whether the whole message is JSON in a text.
    pub fn is_json_text(&self) -> bool {
        self.pipe.encoding == Encoding::JsonText
    }

    /// What messages are, once they are no text.
    pub fn root(&self) -> Root {
        let roots: Vec<Root> = self
            .pipe
            .forms
            .iter()
            .map(|form| match form.template {
                Template::Object(_) => Root::Object,
                Template::List(_) => Root::List,
                _ => Root::Any,
            })
            .collect();
        match roots.first() {
            Some(first) if roots.iter().all(|root| root == first) => *first,
            _ => Root::Any,
        }
    }

    /// The type of messages on the wire, once they are no text.
    pub fn wire_type(&self) -> Doc {
        match self.root() {
            Root::Object => runtime_type("PlainObject"),
            Root::List => "readonly unknown[]".into(),
            Root::Any => "unknown".into(),
        }
    }

    /// The type of what writing gives.
    pub fn encoded_type(&self) -> Doc {
        let of = match self.root() {
            Root::Object => "",
            Root::List => "<readonly unknown[]>",
            Root::Any => "<unknown>",
        };
        super::layout::concat([runtime_type("Encoded"), of.into()])
    }

    /// The type of messages in code.
    pub fn message_type(&self) -> Doc {
        self.direction.identifier.0.clone().into()
    }

    /// Takes the name of a function or table of this pipe.
    pub fn claim(&self, module: &mut Module<'_>, before: &str, after: &str) -> String {
        module
            .scope
            .claim(&format!("{before}{}{after}", self.suffix))
    }
}
