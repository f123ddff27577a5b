//! What each generated item is: final names, types, docs and layouts. Nothing is decided after this.

use std::collections::BTreeSet;

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::describe;
use super::doc::{self, Doc};
use super::facts;
use super::identifier;
use super::scope::Scope;
use super::size;
use super::types::{self, TypeView};
use crate::model::{
    Candidate, Direction, Field, Form, Kind, KnownError, Message, Others, Payload, Plan, Protocol,
    Request, RoleId, Shape, Slot, Struct, StructId, Template, Undeclared,
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
    /// Whether a value can be made of nothing.
    pub has_default: bool,
    /// Whether clippy counts too many flags.
    pub has_many_flags: bool,
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
    /// The type of its value.
    pub ty: TypeView,
    /// Whether the key may be absent.
    pub optional: bool,
    /// Whether absence and null are told apart.
    pub is_twice_optional: bool,
}

/// The errors of one request.
#[derive(Debug)]
pub struct ErrorView {
    /// The type's name.
    pub name: Ident,
    /// What it is.
    pub doc: Doc,
    /// The texts that the spec lists.
    pub texts: Vec<ErrorText>,
}

/// A text of an error.
#[derive(Debug)]
pub struct ErrorText {
    /// The variant's name.
    pub name: Ident,
    /// The text on the wire.
    pub text: String,
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
    pub variants: Vec<VariantView<'p>>,
    /// Its layouts.
    pub forms: &'p [Form],
    /// How they are told apart.
    pub plan: &'p Plan,
    /// Whether messages that nobody declared are kept.
    pub keeps_unknown: bool,
    /// Whether one variant is much larger than others.
    pub is_uneven: bool,
}

/// A variant of a direction.
#[derive(Debug)]
pub struct VariantView<'p> {
    /// The variant's name.
    pub name: Ident,
    /// What it says.
    pub doc: Doc,
    /// Its name on the wire, if it carries one.
    pub wire: Option<WireName>,
    /// What it brings.
    pub content: Content,
    /// The place of its form.
    pub form: usize,
    /// Its layout.
    pub template: &'p [(String, Template)],
}

impl VariantView<'_> {
    /// A pattern that matches the variant and binds nothing.
    pub fn pattern(&self) -> TokenStream {
        let name = &self.name;
        match self.content {
            Content::Nothing => quote!(Self::#name),
            Content::Payload { .. } | Content::Error => quote!(Self::#name(_)),
        }
    }
}

/// A name on the wire and the constant that holds it.
#[derive(Debug)]
pub struct WireName {
    /// The constant's name.
    pub constant: Ident,
    /// The name on the wire.
    pub text: String,
}

/// What a variant brings.
#[derive(Debug)]
pub enum Content {
    /// Nothing.
    Nothing,
    /// A payload.
    Payload {
        /// Its type.
        ty: TypeView,
        /// Whether it may be absent.
        optional: bool,
        /// Whether absence and null are told apart.
        is_twice_optional: bool,
    },
    /// The text of an error.
    Error,
}

/// The structs that belong to one file, in spec order.
pub fn structs(scope: &mut Scope<'_>, owner: Option<(RoleId, RoleId)>) -> Vec<StructView> {
    let protocol = scope.protocol();
    let mut views = Vec::new();
    for (index, structure) in protocol.structs.iter().enumerate() {
        if structure.owner == owner {
            views.push(structure_view(scope, StructId(index), structure));
        }
    }
    views
}

fn structure_view(scope: &mut Scope<'_>, id: StructId, structure: &Struct) -> StructView {
    let Struct {
        identifier,
        owner: _,
        doc,
        fields,
        others,
        since,
        deprecated,
        span: _,
    } = structure;
    scope.runtimes(&["Fault", "Payload", "Value", "Writer"]);
    if *others == Others::Keep {
        scope.runtime("Json");
        scope.ordered_map();
    }
    let views = fields
        .iter()
        .map(|field| field_view(scope, field))
        .collect();
    let flags = fields
        .iter()
        .filter(|field| matches!(field.ty.shape, Shape::Bool) && !field.optional);
    StructView {
        name: identifier::camel(identifier),
        doc: Doc::new()
            .spec(doc.as_deref())
            .or(purpose(scope.protocol(), id))
            .aside(facts::age(since.as_deref(), deprecated.as_ref())),
        fields: views,
        others: *others,
        has_default: fields
            .iter()
            .all(|field| field.optional || field.ty.nullable),
        has_many_flags: flags.count() > 3,
    }
}

/// What an undocumented struct is for.
fn purpose(protocol: &Protocol, id: StructId) -> String {
    let carries = |message: &&Message| {
        let shape = message.payload.as_ref().map(|payload| &payload.ty.shape);
        matches!(shape, Some(Shape::Struct(found)) if *found == id)
    };
    match protocol.messages.iter().find(carries) {
        Some(message) => format!("What {} carries.", doc::code(&message.name)),
        None => "A part of a message.".to_owned(),
    }
}

fn field_view(scope: &mut Scope<'_>, field: &Field) -> FieldView {
    let Field {
        name,
        identifier,
        ty,
        optional,
        doc: _,
        since: _,
        deprecated: _,
    } = field;
    FieldView {
        key: name.clone(),
        name: identifier::snake(identifier),
        doc: facts::field(field),
        ty: types::lower(ty, scope),
        optional: *optional,
        is_twice_optional: *optional && ty.nullable,
    }
}

/// The errors of the requests that travel in a direction.
pub fn errors(protocol: &Protocol, direction: &Direction) -> Vec<ErrorView> {
    let requests = direction
        .candidates
        .iter()
        .filter_map(|candidate| match candidate.kind {
            Kind::Request => candidate.message.map(|id| protocol.message(id)),
            Kind::Event | Kind::Ok | Kind::Error => None,
        });
    requests.filter_map(error_view).collect()
}

fn error_view(message: &Message) -> Option<ErrorView> {
    let Request {
        ok: _,
        errors,
        ok_answer: _,
        timeout: _,
    } = message.request.as_ref()?;
    let texts = errors.iter().map(|error| {
        let KnownError {
            text,
            identifier,
            doc,
        } = error;
        ErrorText {
            name: identifier::camel(identifier),
            text: text.clone(),
            doc: Doc::new()
                .spec(doc.as_deref())
                .or(format!("The text {}.", doc::code(text))),
        }
    });
    let request = identifier::camel(&message.identifier);
    (!errors.is_empty()).then(|| ErrorView {
        name: identifier::error(&message.identifier),
        doc: Doc::new().own(format!("Why {} failed.", doc::code(&request.to_string()))),
        texts: texts.collect(),
    })
}

/// The enum of a direction.
pub fn direction<'p>(scope: &mut Scope<'p>, direction: &'p Direction) -> DirectionView<'p> {
    let Direction {
        identifier,
        from: _,
        to: _,
        channel: _,
        forms,
        candidates,
        undeclared,
        plan,
    } = direction;
    scope.runtimes(&["Direction", "Fault", "Refusal", "Value", "Writer"]);
    let protocol = scope.protocol();
    let taken: BTreeSet<String> = candidates
        .iter()
        .map(|candidate| candidate.identifier.0.clone())
        .collect();
    let mut variants = Vec::with_capacity(candidates.len());
    for candidate in candidates {
        let doc = describe::candidate(protocol, direction, candidate);
        variants.push(variant(scope, forms, candidate, doc, &taken));
    }
    let has_names = forms.iter().any(|form| form.telling.name_path().is_some());
    let keeps_unknown = *undeclared == Undeclared::Keep && has_names;
    if keeps_unknown {
        scope.runtimes(&["Code", "Document", "Unknown"]);
    }
    DirectionView {
        name: identifier::camel(identifier),
        doc: describe::direction(protocol, direction),
        is_uneven: size::is_uneven(protocol, candidates),
        variants,
        forms,
        plan,
        keeps_unknown,
    }
}

fn variant<'p>(
    scope: &mut Scope<'p>,
    forms: &'p [Form],
    candidate: &'p Candidate,
    doc: Doc,
    taken: &BTreeSet<String>,
) -> VariantView<'p> {
    let Candidate {
        kind,
        identifier,
        message,
        form,
    } = candidate;
    let Form {
        kind: _,
        template,
        telling,
        span: _,
    } = &forms[*form];
    let message = message.map(|id| scope.protocol().message(id));
    let wire = message
        .filter(|_| telling.name_path().is_some())
        .map(|message| WireName {
            constant: constant(identifier::shouty(identifier), taken),
            text: message.name.clone(),
        });
    let content = match (kind, scope.protocol().payload_of(candidate)) {
        (Kind::Error, _) if has_slot(template, Slot::Error) => Content::Error,
        (_, Some(payload)) => content(scope, payload),
        (_, None) => Content::Nothing,
    };
    VariantView {
        name: identifier::camel(identifier),
        doc,
        wire,
        content,
        form: *form,
        template,
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

fn content(scope: &mut Scope<'_>, payload: &Payload) -> Content {
    let Payload {
        ty,
        optional,
        doc: _,
    } = payload;
    Content::Payload {
        ty: types::lower(ty, scope),
        optional: *optional,
        is_twice_optional: *optional && ty.nullable,
    }
}

fn has_slot(template: &[(String, Template)], slot: Slot) -> bool {
    template.iter().any(|(_, inner)| match inner {
        Template::Slot(found) => *found == slot,
        Template::Object(inner) => has_slot(inner, slot),
        Template::Constant(_) => false,
    })
}
