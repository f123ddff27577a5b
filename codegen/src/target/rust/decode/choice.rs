//! The messages among which one is told: those of a pipe, or those of some of its forms.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use trilogue_wire::telling::Test;

use crate::model::{Candidate, Form, Template, Told, WireName};
use crate::target::rust::layout;
use crate::target::rust::literal;
use crate::target::rust::lower::{DirectionView, PipeView, shown_name};
use crate::target::rust::read;

/// The messages among which one is told.
pub struct Choice<'c> {
    /// The direction.
    pub view: &'c DirectionView<'c>,
    /// The pipe.
    pub pipe: &'c PipeView<'c>,
    /// How each candidate of the pipe is read.
    pub readings: &'c [TokenStream],
    /// The places of the forms in the pipe.
    pub forms: Vec<usize>,
    /// The constant that holds the forms.
    pub table: Ident,
}

/// A candidate with its name.
#[derive(Clone, Copy)]
pub struct Named<'c> {
    /// Its place in the pipe.
    pub place: usize,
    /// The candidate.
    pub candidate: &'c Candidate,
    /// Its name.
    pub name: &'c WireName,
}

impl<'c> Choice<'c> {
    /// All messages of a pipe.
    pub fn all(
        view: &'c DirectionView<'c>,
        pipe: &'c PipeView<'c>,
        readings: &'c [TokenStream],
    ) -> Self {
        Self {
            view,
            pipe,
            readings,
            forms: (0..pipe.model.forms.len()).collect(),
            table: layout::all(pipe),
        }
    }

    /// Those of some forms.
    pub fn of(&self, forms: Vec<usize>, table: Ident) -> Self {
        Self {
            forms,
            table,
            ..*self
        }
    }

    /// Their candidates, with their places in the pipe.
    pub fn candidates(&self) -> impl Iterator<Item = (usize, &'c Candidate)> {
        let candidates = self.pipe.model.candidates.iter().enumerate();
        candidates.filter(|(_, candidate)| self.forms.contains(&candidate.form))
    }

    /// Their forms, with the places that they have among these.
    pub fn forms(&self) -> impl Iterator<Item = (usize, &'c Form)> {
        let forms = self.forms.iter().enumerate();
        forms.map(|(place, form)| (place, &self.pipe.model.forms[*form]))
    }

    /// The place of a form of the pipe among these, as a literal.
    pub fn place_of(&self, form: usize) -> TokenStream {
        let place = self.forms.iter().position(|own| *own == form);
        literal::count(place.unwrap_or_default())
    }

    /// Whether some form carries a name.
    pub fn has_names(&self) -> bool {
        self.forms()
            .any(|(_, form)| form.telling.name_path().is_some())
    }

    /// The candidates with names, those of one name together.
    pub fn named(&self) -> Vec<Vec<Named<'c>>> {
        let mut groups: Vec<Vec<Named<'c>>> = Vec::new();
        for (place, candidate) in self.candidates() {
            let Told::Name(name) = &candidate.told else {
                continue;
            };
            let named = Named {
                place,
                candidate,
                name,
            };
            match groups.iter_mut().find(|group| group[0].name == name) {
                Some(group) => group.push(named),
                None => groups.push(vec![named]),
            }
        }
        groups
    }

    /// The pattern of a name: the constant that holds it, or the text itself where that is another.
    pub fn pattern(&self, named: Named<'_>) -> TokenStream {
        let shown = shown_name(named.name);
        let variant = &self.view.variants[named.candidate.variant];
        let is_covered = variant.is_covered;
        match &variant.wire {
            Some(wire) if wire.text == shown && is_covered => {
                let constant = &wire.constant;
                quote!(Self::#constant)
            }
            _ => quote!(#shown),
        }
    }

    /// The constant that holds what tells the messages of one name apart.
    pub fn rivals(&self, group: &[Named<'_>]) -> Ident {
        let wire = &self.view.variants[group[0].candidate.variant].wire;
        let name = wire.as_ref().map_or_else(
            || format!("NAME_{}", group[0].place),
            |wire| wire.constant.to_string(),
        );
        format_ident!("{}_RIVALS", layout::beside(&self.table, &name))
    }

    /// Whether all forms are objects, so that the top of a message is read once for all.
    pub fn are_objects(&self) -> bool {
        self.forms()
            .all(|(_, form)| matches!(form.template, Template::Object(_)))
    }

    /// The reading of a candidate, which opens the top of the message itself where that is not done for all.
    pub fn reading(&self, place: usize) -> TokenStream {
        let read = &self.readings[place];
        if self.are_objects() {
            read.clone()
        } else {
            super::standing_alone(read)
        }
    }

    /// An expression that keeps a message that nobody declared, after a look at its payload if the spec says what it is;
    /// `form` is the place in the pipe of the form that it has.
    pub fn unknown(&self, name: &TokenStream, form: usize) -> TokenStream {
        let variant = &self.view.unknown;
        let kept = quote!(Self::#variant(Unknown::from_message(#name, message)));
        let payload = self.pipe.undeclared.as_ref();
        let payload = payload
            .and_then(|part| read::payload_alone(part, &self.pipe.model.forms[form].template));
        match payload {
            None => quote!(Ok(#kept)),
            Some(read) => quote!(#read.map(|_| #kept)),
        }
    }
}

/// The top of the message, where something is read from it.
pub fn object(read: &TokenStream) -> Option<TokenStream> {
    read::uses(read, "object").then(|| quote!(let object = message.object()?;))
}

/// Whether a form has something beside its slots that telling looks at.
pub fn has_tests(form: &Form) -> bool {
    let mut nodes = form.telling.nodes.iter();
    nodes.any(|node| !matches!(node.test, Test::Slot | Test::OptionalSlot))
}
