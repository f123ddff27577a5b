//! What each generated item is: final names, types, docs and layouts. Nothing is decided after this.

use std::collections::BTreeSet;

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use trilogue_wire::telling;

use super::default;
use super::describe;
use super::doc::{self, Doc};
use super::facts;
use super::held::{Held, Keeps};
use super::identifier;
use super::literal;
use super::presence;
use super::scope::Scope;
use super::size;
use super::types::{self, TypeView};
use crate::model::{
    self, Candidate, Direction, Errors, Field, Kind, KnownError, Message, MessageId, Part,
    PartType, Pipe, Protocol, Shape, Slot, Struct, StructId, Told, TypeId, Undeclared, Variant,
    WireName,
};

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
}

/// What happens to keys that are not declared.
#[derive(Debug)]
pub enum Others {
    /// They are dropped unread.
    Ignore,
    /// They are kept, as values of a type.
    Keep(TypeView),
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

/// The errors of one request.
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
    /// Whether messages that nobody declared are kept.
    pub keeps_unknown: bool,
    /// Whether one variant is much larger than others.
    pub is_uneven: bool,
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
    /// Its name.
    pub name: Ident,
    /// What it is.
    pub doc: Doc,
    /// How it is held.
    pub held: Held,
    /// Whether its payload looks at keys that it does not declare.
    pub looks_around: bool,
}

impl VariantView {
    /// The one part that stands for the whole variant.
    pub fn only(&self) -> Option<&PartView> {
        match self.parts.as_slice() {
            [part] if matches!(part.slot, Slot::Payload | Slot::Error) => Some(part),
            _ => None,
        }
    }

    /// The part that fills a slot, also one of which nothing is kept.
    pub fn part(&self, slot: Slot) -> Option<&PartView> {
        let slot = if slot == Slot::Arguments {
            Slot::Payload
        } else {
            slot
        };
        let mut parts = self.parts.iter().chain(&self.constants);
        parts.find(|part| part.slot == slot)
    }

    /// A pattern that matches the variant and binds nothing.
    pub fn pattern(&self) -> TokenStream {
        let name = &self.name;
        if self.parts.is_empty() {
            quote!(Self::#name)
        } else if self.only().is_some() {
            quote!(Self::#name(_))
        } else {
            quote!(Self::#name { .. })
        }
    }

    /// A pattern that matches the variant where one part matches a pattern.
    pub fn pattern_of(&self, part: &PartView, inner: &TokenStream) -> TokenStream {
        let (name, part) = (&self.name, &part.name);
        if self.only().is_some() {
            quote!(Self::#name(#inner))
        } else if self.parts.len() == 1 {
            quote!(Self::#name { #part: #inner })
        } else {
            quote!(Self::#name { #part: #inner, .. })
        }
    }

    /// A pattern that binds one part under its name.
    pub fn binding(&self, part: &PartView) -> TokenStream {
        let (name, bound) = (&self.name, &part.name);
        if self.only().is_some() {
            quote!(Self::#name(#bound))
        } else if self.parts.len() == 1 {
            quote!(Self::#name { #bound })
        } else {
            quote!(Self::#name { #bound, .. })
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
    /// How the payload of such a message is read, if the spec says what it is.
    pub undeclared: Option<PartView>,
    /// The requests whose answers do not say which request they are for.
    pub requests: Vec<RequestView>,
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

/// A struct with its final names.
pub fn structure(scope: &mut Scope<'_>, id: StructId, structure: &Struct) -> StructView {
    let Struct {
        identifier,
        owner: _,
        doc,
        fields,
        rules: _,
        others,
        recursive,
        since,
        deprecated,
        span: _,
    } = structure;
    scope.runtimes(&["Fault", "Payload", "Value", "Writer"]);
    scope.at(&format!("{}Keys", identifier.0));
    let others = match others {
        model::Others::Ignore => Others::Ignore,
        model::Others::Refuse => Others::Refuse,
        model::Others::Keep => Others::Keep(types::any(scope)),
        model::Others::Typed(ty) => Others::Keep(types::lower(ty, scope)),
    };
    if others.kept().is_some() {
        scope.ordered_map();
    }
    let views: Vec<FieldView> = fields
        .iter()
        .map(|field| {
            scope.at(&format!("{}{}", identifier.0, field.identifier.0));
            field_view(scope, field)
        })
        .collect();
    let flags = views.iter().zip(fields).filter(|(view, field)| {
        view.held.keeps == Keeps::Flag
            || (matches!(field.ty.shape, Shape::Bool) && view.held.keeps == Keeps::Value)
    });
    let has_many_flags = flags.count() > 3;
    StructView {
        name: identifier::camel(identifier),
        doc: Doc::new()
            .spec(doc.as_deref())
            .or(describe::purpose(scope.protocol(), TypeId::Struct(id)))
            .aside(facts::age(since.as_deref(), deprecated.as_ref()))
            .all(facts::rules(structure)),
        rules: presence::rules(scope, structure, &views),
        others,
        has_default: fields
            .iter()
            .zip(&views)
            .all(|(field, view)| has_default(field, view)),
        fields: views,
        has_many_flags,
        is_recursive: *recursive,
    }
}

fn has_default(field: &Field, view: &FieldView) -> bool {
    field.optional || field.ty.nullable || view.held.keeps == Keeps::Nothing
}

fn field_view(scope: &mut Scope<'_>, field: &Field) -> FieldView {
    let Field {
        name,
        identifier,
        ty,
        optional,
        boxed,
        default: _,
        binds: _,
        doc: _,
        gated_by: _,
        since: _,
        deprecated: _,
        examples: _,
    } = field;
    let held = Held::new(ty, *optional, *boxed, scope);
    FieldView {
        key: name.clone(),
        name: identifier::snake(identifier),
        doc: facts::field(scope.protocol(), field),
        default: default::accessor(scope, field, &held),
        held,
    }
}

/// The errors of the requests that travel in a direction.
pub fn errors(protocol: &Protocol, direction: &Direction) -> Vec<ErrorView> {
    let requests = direction.variants.iter().filter_map(|variant| {
        let message = protocol.message(variant.message?);
        (variant.kind == Kind::Request).then_some(message)
    });
    requests
        .filter_map(|message| error_view(protocol, message))
        .collect()
}

/// The errors of a request: its own, and those of all requests of its channels. `None` if none are listed.
pub fn errors_of(protocol: &Protocol, message: &Message) -> Option<Errors> {
    let own = &message.request()?.errors;
    let answers = protocol.direction(message.to, message.from);
    let pipes = answers.into_iter().flat_map(|direction| &direction.pipes);
    let channels = pipes.flat_map(|pipe| &pipe.channels);
    let shared = channels.map(|place| &protocol.channels[*place].errors);
    let mut errors = own.clone();
    for Errors { known, closed } in shared {
        errors.closed |= *closed;
        for error in known {
            if !errors.known.iter().any(|own| own.value == error.value) {
                errors.known.push(error.clone());
            }
        }
    }
    (!errors.known.is_empty()).then_some(errors)
}

fn error_view(protocol: &Protocol, message: &Message) -> Option<ErrorView> {
    let Errors { known, closed } = errors_of(protocol, message)?;
    let is_whole = |error: &KnownError| match error.value {
        telling::Constant::Number(number) => crate::facts::is_int(number),
        _ => false,
    };
    let are_numbers = known.iter().all(is_whole);
    let listed = known.iter().map(|error| {
        let KnownError {
            value,
            identifier,
            doc,
        } = error;
        let shown = literal::shown(value);
        let (word, on_wire) = match value {
            telling::Constant::Number(number) if are_numbers => ("number", literal::whole(*number)),
            telling::Constant::Number(_) => ("number", quote!(#shown)),
            _ => ("text", quote!(#shown)),
        };
        ErrorValue {
            name: identifier::camel(identifier),
            value: on_wire,
            doc: Doc::new()
                .spec(doc.as_deref())
                .or(format!("The {word} {}.", doc::code(&shown))),
        }
    });
    let request = identifier::camel(&message.identifier);
    Some(ErrorView {
        name: identifier::error(&message.identifier),
        doc: Doc::new().own(format!("Why {} failed.", doc::code(&request.to_string()))),
        listed: listed.collect(),
        are_numbers,
        is_closed: closed,
    })
}

/// The enum of a direction.
pub fn direction<'p>(scope: &mut Scope<'p>, direction: &'p Direction) -> DirectionView<'p> {
    let Direction {
        identifier,
        from: _,
        to: _,
        variants,
        pipes,
    } = direction;
    scope.runtimes(&["Direction", "Fault", "Refusal", "Value", "Writer"]);
    let protocol = scope.protocol();
    let taken: BTreeSet<String> = variants
        .iter()
        .map(|variant| variant.identifier.0.clone())
        .collect();
    let views = (0..variants.len())
        .map(|place| variant_view(scope, direction, place, &taken))
        .collect();
    let pipes: Vec<PipeView<'_>> = pipes
        .iter()
        .map(|pipe| pipe_view(scope, direction, pipe))
        .collect();
    let keeps_unknown = pipes.iter().any(|pipe| pipe.keeps_unknown);
    if keeps_unknown {
        scope.runtimes(&["Unknown"]);
    }
    DirectionView {
        name: identifier::camel(identifier),
        doc: describe::direction(protocol, direction),
        is_uneven: size::is_uneven(protocol, variants),
        variants: views,
        pipes,
        keeps_unknown,
    }
}

fn pipe_view<'p>(scope: &mut Scope<'p>, direction: &'p Direction, pipe: &'p Pipe) -> PipeView<'p> {
    let protocol = scope.protocol();
    let Pipe {
        channels,
        encoding: _,
        name_outside,
        forms,
        candidates: _,
        undeclared,
        plan: _,
    } = pipe;
    let channels: Vec<&str> = channels
        .iter()
        .map(|&channel| protocol.channels[channel].name.as_str())
        .collect();
    let has_names = *name_outside || forms.iter().any(|form| form.telling.name_path().is_some());
    let undeclared_payload = match undeclared {
        // Without a form nobody knows where the payload stands.
        Undeclared::Typed(ty) if !name_outside => {
            scope.at("Undeclared");
            Some(PartView {
                slot: Slot::Payload,
                name: identifier::ident("payload"),
                doc: Doc::new(),
                held: Held::new(ty, false, false, scope),
                looks_around: looks_around(protocol, &ty.shape),
            })
        }
        _ => None,
    };
    PipeView {
        name: channels
            .first()
            .filter(|_| direction.pipes.len() > 1)
            .map(|name| heck::ToSnakeCase::to_snake_case(*name)),
        channels,
        model: pipe,
        keeps_unknown: has_names && !matches!(undeclared, Undeclared::Refuse),
        undeclared: undeclared_payload,
        requests: requests(protocol, direction, pipe),
    }
}

fn variant_view(
    scope: &mut Scope<'_>,
    direction: &Direction,
    place: usize,
    taken: &BTreeSet<String>,
) -> VariantView {
    let protocol = scope.protocol();
    let variant = &direction.variants[place];
    let Variant {
        kind,
        identifier,
        message,
        parts,
    } = variant;
    let wire = wire_name(direction, place).map(|name| Wire {
        constant: constant(identifier::shouty(identifier), taken),
        text: shown_name(name),
        others: other_names(direction, place, name),
    });
    let parts: Vec<PartView> = parts
        .iter()
        .map(|part| {
            scope.at(&format!("{}{}", identifier.0, part.identifier.0));
            part_view(scope, direction, variant, part)
        })
        .collect();
    let (parts, constants) = parts
        .into_iter()
        .partition(|part| part.held.keeps != Keeps::Nothing);
    let bound = message.filter(|_| variant.part(Slot::Name).is_some());
    let bound = bound.map(|id| identifier::snake(&protocol.message(id).identifier));
    VariantView {
        name: identifier::camel(identifier),
        doc: describe::variant(protocol, direction, variant),
        wire,
        parts,
        constants,
        bound,
        kind: *kind,
    }
}

/// The name of a variant on the wire, whole.
fn wire_name(direction: &Direction, variant: usize) -> Option<&WireName> {
    let mut candidates = direction.pipes.iter().flat_map(|pipe| &pipe.candidates);
    candidates.find_map(|candidate| match &candidate.told {
        Told::Name(name) if candidate.variant == variant => Some(name),
        _ => None,
    })
}

/// The other names of a variant, in layouts that put text around it.
fn other_names(direction: &Direction, variant: usize, first: &WireName) -> Vec<String> {
    let candidates = direction.pipes.iter().flat_map(|pipe| &pipe.candidates);
    let mut names = Vec::new();
    for candidate in candidates.filter(|candidate| candidate.variant == variant) {
        if let Told::Name(name) = &candidate.told
            && name != first
            && !names.contains(&shown_name(name))
        {
            names.push(shown_name(name));
        }
    }
    names
}

/// A name as verdicts write it.
pub fn shown_name(name: &WireName) -> String {
    match name {
        WireName::Text(text) => text.clone(),
        WireName::Number(number) => literal::shown(&telling::Constant::Number(*number)),
        WireName::Bool(value) => value.to_string(),
    }
}

/// The requests of the other direction that are answered in a pipe without saying which.
fn requests(protocol: &Protocol, direction: &Direction, pipe: &Pipe) -> Vec<RequestView> {
    let Some(asked) = protocol.direction(direction.to, direction.from) else {
        return Vec::new();
    };
    let asks =
        asked.variants.iter().enumerate().filter(|(_, variant)| {
            matches!(variant.kind, Kind::Request | Kind::Get | Kind::Subscribe)
        });
    // Requests can share a name: then the answers to all of them are possible.
    let mut by_name: Vec<(String, Ident, Vec<usize>)> = Vec::new();
    for (place, variant) in asks {
        let Some(id) = variant.message else { continue };
        let candidates = answers_of(protocol, direction, pipe, asked, id);
        for name in names_of(asked, place, protocol.message(id)) {
            match by_name.iter_mut().find(|(known, ..)| *known == name) {
                Some((.., known)) => known.extend(&candidates),
                None => {
                    let constant = identifier::shouty(&variant.identifier);
                    by_name.push((name, constant, candidates.clone()));
                }
            }
        }
    }
    let mut views: Vec<RequestView> = Vec::new();
    for (name, constant, mut candidates) in by_name {
        candidates.sort_unstable();
        candidates.dedup();
        match views.iter_mut().find(|view| view.candidates == candidates) {
            _ if candidates.is_empty() => {}
            Some(view) => view.names.push(name),
            None => views.push(RequestView {
                constant,
                names: vec![name],
                candidates,
            }),
        }
    }
    // Two that are told by different candidates can be of one request.
    for place in 1..views.len() {
        let (before, after) = views.split_at_mut(place);
        let count = before
            .iter()
            .filter(|view| view.constant == after[0].constant)
            .count();
        if count > 0 {
            after[0].constant = identifier::ident(&format!("{}_{}", after[0].constant, count + 1));
        }
    }
    views
}

/// The names under which a request can be open.
fn names_of(asked: &Direction, variant: usize, message: &Message) -> Vec<String> {
    let mut names = vec![shown_name(&message.name), message.key.clone()];
    let candidates = asked.pipes.iter().flat_map(|pipe| &pipe.candidates);
    for candidate in candidates.filter(|candidate| candidate.variant == variant) {
        if let Told::Name(name) = &candidate.told {
            names.push(shown_name(name));
        }
    }
    let mut known = BTreeSet::new();
    names.retain(|name| known.insert(name.clone()));
    names
}

/// The places of the candidates that can answer a request without a name: its own, or those for all where it has none.
fn answers_of(
    protocol: &Protocol,
    direction: &Direction,
    pipe: &Pipe,
    asked: &Direction,
    id: MessageId,
) -> Vec<usize> {
    let envelopes = envelopes_of(pipe, asked, id);
    let has_own = |form: usize| {
        let mut candidates = pipe.candidates.iter();
        candidates.any(|own| own.form == form && own.told == Told::Open)
    };
    let is_one = |candidate: &Candidate| {
        let message = direction.variants[candidate.variant].message;
        match candidate.told {
            Told::Open => message
                .is_some_and(|answer| protocol.message(answer).answers().unwrap_or(answer) == id),
            Told::Form => {
                let envelope = &pipe.forms[candidate.form].envelope;
                message.is_none()
                    && !has_own(candidate.form)
                    && (envelopes.is_empty() || envelopes.contains(&envelope.as_str()))
            }
            Told::Name(_) => false,
        }
    };
    let candidates = pipe.candidates.iter().enumerate();
    let own = candidates.filter(|(_, candidate)| is_one(candidate));
    own.map(|(place, _)| place).collect()
}

/// The envelopes of a pipe that a request takes.
fn envelopes_of<'p>(pipe: &Pipe, asked: &'p Direction, id: MessageId) -> Vec<&'p str> {
    let here = |envelope: &&str| {
        let mut forms = pipe.forms.iter();
        forms.any(|form| form.kind.is_answer() && form.envelope == *envelope)
    };
    let forms = asked.pipes.iter().flat_map(|pipe| {
        let own = pipe
            .candidates
            .iter()
            .filter(|candidate| asked.variants[candidate.variant].message == Some(id));
        own.map(|candidate| pipe.forms[candidate.form].envelope.as_str())
    });
    forms.filter(here).collect()
}

fn part_view(
    scope: &mut Scope<'_>,
    direction: &Direction,
    variant: &Variant,
    part: &Part,
) -> PartView {
    let Part {
        slot,
        identifier,
        ty,
        optional,
    } = part;
    let name = identifier::snake(identifier);
    let doc = describe::part(scope.protocol(), part);
    match ty {
        PartType::Typed(ty) => PartView {
            slot: *slot,
            name,
            doc,
            held: match closed_errors(scope.protocol(), direction, variant, *slot) {
                Some(values) => Held::one_of(ty, *optional, &values, scope),
                None => Held::new(ty, *optional, false, scope),
            },
            looks_around: looks_around(scope.protocol(), &ty.shape),
        },
        PartType::Unread => PartView {
            slot: *slot,
            name,
            doc,
            held: Held::unread(scope),
            looks_around: true,
        },
    }
}

/// The errors that can stand at a slot, if there are no others.
fn closed_errors(
    protocol: &Protocol,
    direction: &Direction,
    variant: &Variant,
    slot: Slot,
) -> Option<Vec<telling::Constant>> {
    let is_listed = match slot {
        Slot::Code => true,
        Slot::Error => variant.part(Slot::Code).is_none(),
        _ => false,
    };
    if !is_listed {
        return None;
    }
    let errors = crate::facts::errors(protocol, direction, variant);
    let values = errors.known.into_iter().map(|error| error.value);
    errors.closed.then(|| values.collect())
}

/// Whether reading looks at keys that the type does not declare.
fn looks_around(protocol: &Protocol, shape: &Shape) -> bool {
    match shape {
        Shape::Json | Shape::Map(_) => true,
        Shape::Struct(id) => !matches!(protocol.structure(*id).others, model::Others::Ignore),
        Shape::Union(id) => protocol
            .union(*id)
            .members
            .iter()
            .any(|member| match &member.body {
                model::MemberBody::Nothing => false,
                model::MemberBody::Struct(id) => looks_around(protocol, &Shape::Struct(*id)),
                model::MemberBody::Value(ty) => looks_around(protocol, &ty.shape),
            }),
        _ => false,
    }
}

/// The name of a constant. One that would be spelled as a variant, as `A` would, says what it is.
fn constant(name: Ident, taken: &BTreeSet<String>) -> Ident {
    if taken.contains(&name.to_string()) {
        identifier::ident(&format!("{name}_NAME"))
    } else {
        name
    }
}
