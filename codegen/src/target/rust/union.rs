//! Unions: the type, and how it is read and written.

pub(crate) mod tagged;
pub(crate) mod untagged;

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::Options;
use super::doc::Doc;
use super::facts;
use super::held::Held;
use super::identifier;
use super::lints;
use super::print::{Item, docs};
use super::scope::Scope;
use super::serde;
use super::size;
use super::structure;
use crate::model::{
    Member, MemberBody, Shape, StructId, Tag, Tagging, Type, TypeId, Union, UnionId,
};

/// A union.
pub struct View<'m> {
    /// The type's name.
    pub name: Ident,
    /// What it is.
    pub doc: Doc,
    /// What the spec calls it.
    pub type_name: String,
    /// Its members.
    pub members: Vec<MemberView<'m>>,
    /// Whether its depth is counted.
    pub is_recursive: bool,
    /// Whether one member is much larger than others.
    pub is_uneven: bool,
    /// The table of what tells members, where there is one.
    pub table: TokenStream,
}

/// A member of a union.
pub struct MemberView<'m> {
    /// The variant's name.
    pub name: Ident,
    /// What it is.
    pub doc: Doc,
    /// What chooses it.
    pub tags: &'m [Tag],
    /// What it carries.
    pub carries: Carries,
    /// The type that the spec gives it.
    pub ty: Option<Type>,
}

/// What a member carries.
pub enum Carries {
    /// Nothing beside its tag.
    Nothing,
    /// The fields of a struct, beside the tag or the whole value.
    Struct(StructId, Held),
    /// A value.
    Value(Held),
}

impl MemberView<'_> {
    /// The Rust type of what it carries, if something is kept.
    fn kept(&self) -> Option<TokenStream> {
        match &self.carries {
            Carries::Nothing => None,
            Carries::Struct(_, held) | Carries::Value(held) => held.name(),
        }
    }

    /// A function from what was read to the union.
    fn made(&self) -> TokenStream {
        let name = &self.name;
        match self.kept() {
            Some(_) => quote!(Self::#name),
            None => quote!(|()| Self::#name),
        }
    }

    /// A pattern that binds what it carries as `value`.
    fn pattern(&self) -> TokenStream {
        let name = &self.name;
        match self.kept() {
            Some(_) => quote!(Self::#name(value)),
            None => quote!(Self::#name),
        }
    }
}

/// The items of a union.
pub fn items(scope: &mut Scope<'_>, id: UnionId, options: Options) -> Vec<Item> {
    scope.runtimes(&["Fault", "Payload", "Value", "Writer"]);
    let union = scope.protocol().union(id);
    let view = view(scope, id, union);
    let (read, write) = bodies(scope, union, &view);
    let mut items = vec![Item::Whole(declaration(&view))];
    if union.tagging == Tagging::Untagged {
        items.extend(untagged::members(scope, &view));
    }
    items.push(payload(&view, &read, &write));
    items.extend(serde::items(&view.name, "payload", options.serde));
    items
}

/// The bodies of the methods that read `value` and write to `out`.
pub fn bodies(scope: &mut Scope<'_>, union: &Union, view: &View<'_>) -> (TokenStream, TokenStream) {
    let (read, write) = match &union.tagging {
        Tagging::Tag { key, content } => {
            let tag = tagged::Tag {
                key,
                content: content.as_deref(),
            };
            let read = tagged::read(scope, view, &tag, &union.common);
            (read, tagged::write(scope, view, &tag))
        }
        Tagging::Untagged => (untagged::read(scope, view), untagged::write(scope, view)),
    };
    if view.is_recursive {
        (
            quote!(let value = value.descend()?; #read),
            quote!(out.descend(|out| #write)),
        )
    } else {
        (read, write)
    }
}

fn view<'m>(scope: &mut Scope<'m>, id: UnionId, union: &'m Union) -> View<'m> {
    let Union {
        identifier,
        owner: _,
        doc,
        tagging: _,
        common: _,
        members,
        recursive,
        since,
        deprecated,
        span: _,
    } = union;
    let doc = Doc::new()
        .spec(doc.as_deref())
        .or(super::describe::purpose(
            scope.protocol(),
            TypeId::Union(id),
        ))
        .aside(facts::age(since.as_deref(), deprecated.as_ref()));
    let members = members
        .iter()
        .map(|member| {
            scope.at(&format!("{}{}", identifier.0, member.identifier.0));
            member_view(scope, member)
        })
        .collect();
    View {
        name: identifier::camel(identifier),
        doc,
        type_name: scope.protocol().type_name(TypeId::Union(id)),
        members,
        is_recursive: *recursive,
        is_uneven: size::is_uneven_union(scope.protocol(), union),
        table: quote!(Self::MEMBERS),
    }
}

fn member_view<'m>(scope: &mut Scope<'_>, member: &'m Member) -> MemberView<'m> {
    let Member {
        identifier,
        tags,
        body,
        boxed,
        doc,
        since,
        deprecated,
        span: _,
    } = member;
    let ty = match body {
        MemberBody::Nothing => None,
        MemberBody::Struct(id) => Some(Type {
            shape: Shape::Struct(*id),
            nullable: false,
            secret: false,
            unit: None,
            undocumented: false,
        }),
        MemberBody::Value(ty) => Some(ty.clone()),
    };
    let mut held = |ty: &Type| Held::new(ty, false, *boxed, scope);
    let carries = match (body, &ty) {
        (MemberBody::Struct(id), Some(ty)) => Carries::Struct(*id, held(ty)),
        (MemberBody::Value(_), Some(ty)) => Carries::Value(held(ty)),
        _ => Carries::Nothing,
    };
    let facts = ty.as_ref().map(facts::facts).unwrap_or_default();
    let described = ty.as_ref().map_or_else(
        || "Nothing more.".to_owned(),
        |ty| facts::kind(scope.protocol(), ty),
    );
    MemberView {
        name: identifier::camel(identifier),
        doc: Doc::new()
            .spec(doc.as_deref())
            .or(described)
            .aside(facts)
            .aside(facts::age(since.as_deref(), deprecated.as_ref())),
        tags,
        carries,
        ty,
    }
}

fn declaration(view: &View<'_>) -> TokenStream {
    let View {
        name,
        doc,
        type_name: _,
        members,
        is_recursive: _,
        is_uneven,
        table: _,
    } = view;
    let doc = docs(&doc.lines());
    let variants = members.iter().map(|member| {
        let (name, doc) = (&member.name, docs(&member.doc.lines()));
        match member.kept() {
            Some(ty) => quote!(#doc #name(#ty)),
            None => quote!(#doc #name),
        }
    });
    let names: Vec<String> = members
        .iter()
        .map(|member| member.name.to_string())
        .collect();
    let repetitive = lints::are_repetitive(&name.to_string(), &names)
        .then(|| quote!(#[allow(clippy::enum_variant_names, reason = "the spec has these names")]));
    let uneven = is_uneven.then(
        || quote!(#[allow(clippy::large_enum_variant, reason = "a member that grows keeps the type of its variant")]),
    );
    quote! {
        #doc
        #[derive(Debug, Clone, PartialEq)]
        #uneven
        #repetitive
        pub enum #name { #(#variants),* }
    }
}

fn payload(view: &View<'_>, read: &TokenStream, write: &TokenStream) -> Item {
    let name = &view.name;
    Item::Impl {
        head: quote!(impl Payload for #name),
        members: vec![
            structure::named(&view.type_name),
            lints::method(
                quote!(fn read(value: Value<'_>) -> Result<Self, Fault> { #read }),
                "member",
            ),
            lints::method(
                quote!(fn write(&self, out: &mut Writer) -> Result<(), Fault> { #write }),
                "member",
            ),
        ],
    }
}
