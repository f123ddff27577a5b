//! Fields that join answers to their requests.

use crate::diagnostic::{Diagnostic, near, quoted};
use crate::facts;
use crate::model::{Correlation, Field, Kind, Message, Protocol, Shape, Slot, Type};
use crate::resolve::Resolver;
use crate::resolve::directions::building::DraftForm;
use crate::resolve::places;
use crate::rules::UNRESOLVED_FIELD;
use crate::source::{Span, Spanned};

/// The most messages that a mistake shows.
const SHOWN: usize = 3;

const NOT_IN_ANSWER: &str = "the answer to this request does not carry it";
const ELSE_IN_ANSWER: &str = "the answer to this request carries something else there";

/// What is wrong with answers alone.
const IN_ANSWER: [&str; 2] = [NOT_IN_ANSWER, ELSE_IN_ANSWER];

/// What is found out about a field that joins answers.
#[derive(Default)]
pub(in crate::resolve) struct JoiningField {
    name: String,
    /// Whether it joins some answer.
    joins: bool,
    /// The requests that it does not join, and why. Where another word does, it says so.
    misses: Vec<Miss>,
    /// The fields that requests and answers do have.
    others: Vec<String>,
}

/// What joins an answer to its request.
pub(super) struct Joining {
    /// The words that say it, without fields that the answer does not have.
    pub words: Vec<Correlation>,
    /// The field that an error would have to have.
    pub lacking: Option<String>,
    /// Whether a mistake says that a field is missing.
    pub is_mistaken: bool,
}

struct Miss {
    request: Span,
    why: &'static str,
    is_joined: bool,
}

impl<'a> Resolver<'a> {
    /// The words that say how an answer finds its request, without the fields that it does not have. `brought` is what it
    /// carries, or its error.
    pub(super) fn joining_words(
        &mut self,
        words: &[Correlation],
        form: DraftForm<'a>,
        (request, brought): (&Message, Option<&Type>),
        protocol: &Protocol,
    ) -> Joining {
        let kind = form.written.kind.value;
        let is_joined = words.iter().any(|word| joins(word, form));
        let mut left = Vec::with_capacity(words.len());
        let mut lacking = None;
        for word in words {
            let Correlation::Field(field) = word else {
                left.push(word.clone());
                continue;
            };
            let found = miss(field, request, brought, protocol);
            if found.is_none() {
                left.push(word.clone());
            }
            // Errors that bring no such field are a matter of whether anything else joins them.
            if kind == Kind::Error && found.is_some_and(|why| IN_ANSWER.contains(&why)) {
                lacking = Some(field.value.clone());
            } else if request.request().is_some() {
                self.note(field, request, (found, is_joined), protocol);
            }
        }
        let is_mistaken = left.len() < words.len() && lacking.is_none();
        Joining {
            words: left,
            lacking,
            is_mistaken,
        }
    }

    fn note(
        &mut self,
        field: &Spanned<String>,
        request: &Message,
        (why, is_joined): (Option<&'static str>, bool),
        protocol: &Protocol,
    ) {
        let known = self.fields.entry(field.span).or_default();
        known.name.clone_from(&field.value);
        known.joins |= why.is_none();
        let carried = request.payload.as_ref();
        let fields = carried.map_or(&[][..], |carried| fields_of(&carried.ty, protocol));
        known
            .others
            .extend(fields.iter().map(|field| field.name.clone()));
        let request = request.span;
        if let Some(why) = why
            && !known.misses.iter().any(|miss| miss.request == request)
        {
            known.misses.push(Miss {
                request,
                why,
                is_joined,
            });
        }
    }

    /// Reports fields that are to join answers and are not there.
    pub(super) fn report_missing_fields(&mut self) {
        for (span, field) in std::mem::take(&mut self.fields) {
            let is_shown = |miss: &&Miss| !field.joins || !miss.is_joined;
            let misses: Vec<&Miss> = field.misses.iter().filter(is_shown).collect();
            if misses.is_empty() {
                continue;
            }
            let others = field.others.iter().map(String::as_str);
            let meant = near(&field.name, others).filter(|meant| *meant != field.name);
            let help = meant.map_or_else(
                || "name a field that requests and their answers have, or write another `correlation` for a request".to_owned(),
                |meant| format!("write {}", quoted(meant)),
            );
            let name = quoted(&field.name);
            let message = format!("the field {name} does not join answers to their requests");
            let mut diagnostic = Diagnostic::new(UNRESOLVED_FIELD, span, message);
            for miss in misses.iter().take(SHOWN) {
                diagnostic = diagnostic.secondary(miss.request, miss.why);
            }
            self.diagnostics
                .push(diagnostic.label("this field").help(help));
        }
    }
}

/// Whether a word that is no field joins the answers of a form.
fn joins(word: &Correlation, form: DraftForm<'_>) -> bool {
    match word {
        Correlation::SingleFlight => true,
        Correlation::Id => places::slot_node(form.written, Slot::Id).is_some(),
        Correlation::Name => places::has_name(form.written),
        Correlation::Field(_) => false,
    }
}

/// Why a field does not join an answer to its request.
fn miss(
    field: &Spanned<String>,
    request: &Message,
    brought: Option<&Type>,
    protocol: &Protocol,
) -> Option<&'static str> {
    let kinds = |ty: &Type| {
        let mut fields = fields_of(ty, protocol).iter();
        let found = fields.find(|found| found.name == field.value);
        found.map(|found| facts::kinds(protocol, &found.ty))
    };
    let asked = request
        .payload
        .as_ref()
        .and_then(|carried| kinds(&carried.ty));
    let Some(asked) = asked else {
        return Some("this request does not carry it");
    };
    let Some(answered) = brought.and_then(kinds) else {
        return Some(NOT_IN_ANSWER);
    };
    let ids = [trilogue_wire::Kind::Text, trilogue_wire::Kind::Number];
    if !ids.iter().any(|kind| asked.has(*kind)) {
        return Some("what this request carries there is neither text nor number");
    }
    let in_both = |kind: &trilogue_wire::Kind| asked.has(*kind) && answered.has(*kind);
    (!ids.iter().any(in_both)).then_some(ELSE_IN_ANSWER)
}

/// The fields that all values of a type have or can have.
fn fields_of<'p>(ty: &Type, protocol: &'p Protocol) -> &'p [Field] {
    match &ty.shape {
        Shape::Struct(id) => &protocol.structure(*id).fields,
        Shape::Union(id) => &protocol.union(*id).common,
        _ => &[],
    }
}
