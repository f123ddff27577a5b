//! What each generated item is: final names, types, docs and layouts. Nothing is decided after this.

mod errors;
mod message;
mod requests;
mod structure;
mod variant;

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::doc::Doc;
use super::held::Held;
use super::identifier;
use super::types::TypeView;
use crate::model::{Candidate, Kind, Pipe, Slot, Told, WireName};

pub use errors::errors;
pub use message::{closed_errors, direction, shown_name};
pub use structure::structure;

/// A struct.
#[derive(Debug)]
pub struct StructView {
    /// The type's name.
    pub name: Ident,
    /// What it is.
    pub doc: Doc,
    /// Its fields, in spec order.
    pub fields: Vec<FieldView>,
    /// What happens to other keys.
    pub others: Others,
    /// Statements that refuse what must not hold between fields.
    pub rules: Vec<TokenStream>,
    /// Whether a value can be made of nothing.
    pub has_default: bool,
    /// Whether clippy counts too many flags.
    pub has_many_flags: bool,
    /// Whether its depth is counted.
    pub is_recursive: bool,
    /// What the spec calls it.
    pub type_name: String,
    /// What the code for it calls its own parts.
    pub words: StructWords,
}

/// What the code of a struct calls its own parts.
#[derive(Debug)]
pub struct StructWords {
    /// The list of declared keys, where other keys are kept.
    pub keys: TokenStream,
    /// The field that holds other keys, if they are held.
    pub extra: Option<Ident>,
    /// The method that looks at what must hold between fields.
    pub check: Ident,
}

impl StructWords {
    /// Those of generated structs.
    pub fn generated() -> Self {
        Self {
            keys: quote!(Self::KEYS),
            extra: Some(identifier::ident("extra")),
            check: identifier::ident("check"),
        }
    }
}

/// What happens to keys that are not declared.
#[derive(Debug)]
pub enum Others {
    /// They are dropped unread.
    Ignore,
    /// They are kept, as values of a type.
    Keep(Box<TypeView>),
    /// The message is refused.
    Refuse,
}

impl Others {
    /// The type of what is kept.
    pub fn kept(&self) -> Option<&TypeView> {
        match self {
            Self::Keep(ty) => Some(ty),
            Self::Ignore | Self::Refuse => None,
        }
    }
}

/// A field of a struct.
#[derive(Debug)]
pub struct FieldView {
    /// The key on the wire.
    pub key: String,
    /// The field's name.
    pub name: Ident,
    /// What it means.
    pub doc: Doc,
    /// How its value is held.
    pub held: Held,
    /// A method that gives the value or what stands for an absent one.
    pub default: Option<TokenStream>,
}

/// The errors of requests.
#[derive(Debug)]
pub struct ErrorView {
    /// The type's name.
    pub name: Ident,
    /// What it is.
    pub doc: Doc,
    /// The texts or numbers that the spec lists.
    pub listed: Vec<ErrorValue>,
    /// Whether all are whole numbers.
    pub are_numbers: bool,
    /// Whether there are no others.
    pub is_closed: bool,
}

/// A text or number of an error.
#[derive(Debug)]
pub struct ErrorValue {
    /// The variant's name.
    pub name: Ident,
    /// What stands on the wire.
    pub value: TokenStream,
    /// What it means.
    pub doc: Doc,
}

/// The enum of a direction.
#[derive(Debug)]
pub struct DirectionView<'p> {
    /// The type's name.
    pub name: Ident,
    /// What it is.
    pub doc: Doc,
    /// Its messages and answers.
    pub variants: Vec<VariantView>,
    /// What they travel through.
    pub pipes: Vec<PipeView<'p>>,
    /// The variant that keeps messages that no other variant stands for, if there is one.
    pub unknown: Option<Ident>,
    /// Whether one variant is much larger than others.
    pub is_uneven: bool,
    /// Whether somebody wrote the enum, so that only its codec is printed.
    pub is_foreign: bool,
    /// The lifetime of the document that its messages borrow from, if they do.
    pub lifetime: Option<TokenStream>,
    /// How code refers to the type where a message lives shorter than the one that `Self` is: `Self` if it borrows
    /// nothing.
    pub again: TokenStream,
    /// The same in patterns.
    pub again_pattern: TokenStream,
    /// The visibility of what is declared beside it.
    pub visibility: TokenStream,
    /// What readers expect in place of a message that has no variant, where nothing keeps it.
    pub expected: String,
}

impl DirectionView<'_> {
    /// The variants that the enum has, with their places in the model.
    pub fn covered(&self) -> impl Iterator<Item = (usize, &VariantView)> {
        let variants = self.variants.iter().enumerate();
        variants.filter(|(_, variant)| variant.is_covered)
    }
}

/// A variant of a direction.
#[derive(Debug)]
pub struct VariantView {
    /// The variant's name.
    pub name: Ident,
    /// What it says.
    pub doc: Doc,
    /// The constant that holds its name on the wire, if it has one.
    pub wire: Option<Wire>,
    /// What it brings, as far as something is kept of it.
    pub parts: Vec<PartView>,
    /// What it brings of which nothing is kept, since it is always the same.
    pub constants: Vec<PartView>,
    /// Whether its name is chosen at run time: the name of the method that adds one.
    pub bound: Option<Ident>,
    /// Its kind.
    pub kind: Kind,
    /// Whether the enum has it. Somebody's own enum can leave messages to the variant for unknown ones.
    pub is_covered: bool,
    /// Whether its one part has a field with a name all the same.
    pub is_named: bool,
    /// What functions that read it are called after.
    pub called: Ident,
    /// Where it is held.
    pub home: Home,
}

/// A name on the wire and the constant that holds it.
#[derive(Debug)]
pub struct Wire {
    /// The constant's name.
    pub constant: Ident,
    /// The name on the wire.
    pub text: String,
    /// The names that it has in other layouts.
    pub others: Vec<String>,
}

/// A part of a message.
#[derive(Debug, Clone)]
pub struct PartView {
    /// The slot that it fills.
    pub slot: Slot,
    /// What code calls it where it is read or written.
    pub name: Ident,
    /// The field of the variant that holds it.
    pub field: Ident,
    /// What it is.
    pub doc: Doc,
    /// How it is held.
    pub held: Held,
    /// Whether its payload looks at keys that it does not declare.
    pub looks_around: bool,
}

/// Where a message is held.
#[derive(Debug)]
pub enum Home {
    /// In a variant of the direction's enum.
    Variant,
    /// In an item of its own, which has its parts as fields.
    Item,
    /// In an item of its own, which is its payload, or has these fields of it beside other parts.
    Payload(Vec<Ident>),
}

impl PartView {
    /// The field with what is kept in it, or a pattern for that: shorthand where that is called as the field is.
    pub fn bound(&self, value: TokenStream) -> TokenStream {
        let field = &self.field;
        if *field == value.to_string() {
            value
        } else {
            quote!(#field: #value)
        }
    }
}

/// What one decoder tells apart.
#[derive(Debug)]
pub struct PipeView<'p> {
    /// What its methods are called after, if there are several pipes.
    pub name: Option<String>,
    /// Its channels, for docs.
    pub channels: Vec<&'p str>,
    /// The pipe itself.
    pub model: &'p Pipe,
    /// Whether messages that nobody declared are kept.
    pub keeps_unknown: bool,
    /// Whether messages that are kept so can be sent on.
    pub sends_unknown: bool,
    /// How the payload of such a message is read, if the spec says what it is.
    pub undeclared: Option<PartView>,
    /// The requests whose answers do not say which request they are for.
    pub requests: Vec<RequestView>,
    /// How such answers say it, in the order of the forms. `None` for a form that has none.
    pub joining: Vec<Option<JoiningView>>,
}

/// Where an answer says which request it is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum JoiningView {
    /// In its id, which stands here.
    Id(Option<String>),
    /// In the first of several ways that names a request that is open.
    Ways(Vec<WayView>),
}

/// What joins answers to some requests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WayView {
    /// The places where it may stand.
    pub places: Vec<String>,
    /// The names under which the requests can be open.
    pub names: Vec<String>,
}

/// A request whose answer the table of open requests tells.
#[derive(Debug)]
pub struct RequestView {
    /// Its name as a constant.
    pub constant: Ident,
    /// The names under which it can be open.
    pub names: Vec<String>,
    /// The places of the candidates that can answer it, in the pipe.
    pub candidates: Vec<usize>,
}

impl<'p> PipeView<'p> {
    /// The candidates that carry a name, and their names.
    pub fn named(&self) -> impl Iterator<Item = (&'p Candidate, &'p WireName)> {
        self.model
            .candidates
            .iter()
            .filter_map(|candidate| match &candidate.told {
                Told::Name(name) => Some((candidate, name)),
                Told::Form | Told::Open => None,
            })
    }

    /// The candidates that have no name and are told without the table of open requests.
    pub fn nameless(&self) -> impl Iterator<Item = &'p Candidate> {
        let candidates = self.model.candidates.iter();
        candidates.filter(|candidate| candidate.told == Told::Form)
    }

    /// The candidates that only the table of open requests tells.
    pub fn open(&self) -> impl Iterator<Item = &'p Candidate> {
        let candidates = self.model.candidates.iter();
        candidates.filter(|candidate| candidate.told == Told::Open)
    }

    /// The form that a variant is written in.
    pub fn form_of(&self, variant: usize) -> Option<&'p Candidate> {
        let mut candidates = self.model.candidates.iter();
        candidates.find(|candidate| candidate.variant == variant)
    }

    /// Whether some form carries a name, or the pipe does.
    pub fn has_names(&self) -> bool {
        let mut forms = self.model.forms.iter();
        self.model.name_outside || forms.any(|form| form.telling.name_path().is_some())
    }

    /// The name of a method of this pipe: `decode`, or `decode_web` where there are several.
    pub fn method(&self, verb: &str) -> Ident {
        match &self.name {
            None => identifier::ident(verb),
            Some(name) => identifier::ident(&format!("{verb}_{name}")),
        }
    }

    /// The name of a private method or constant of this pipe. A channel can have two pipes: one carries the name outside.
    pub fn inner(&self, what: &str) -> Ident {
        match &self.name {
            None => identifier::ident(what),
            Some(name) if self.model.name_outside => {
                identifier::ident(&format!("{what}_named_{name}"))
            }
            Some(name) => identifier::ident(&format!("{what}_{name}")),
        }
    }
}
