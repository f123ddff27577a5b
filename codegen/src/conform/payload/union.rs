//! Unions.

use quote::quote;
use syn::{DataEnum, Fields, LitStr, Variant};

use super::keys::{Called, Candidate, Candidates};
use super::target::{is_marked, plain};
use super::{Bodies, Subject};
use crate::conform::serde::{self, Word};
use crate::conform::words::{Known, Takes, Words};
use crate::conform::written::shown;
use crate::model::{Member, MemberBody, Shape, Tag, Tagging, Type, TypeId, Union, UnionId};
use crate::target::rust::doc::Doc;
use crate::target::rust::held::Held;
use crate::target::rust::identifier;
use crate::target::rust::literal;
use crate::target::rust::union::{self, Carries, MemberView, View};

/// What can be said of a variant.
const VARIANT: Known = &[
    ("value", Takes::Text),
    ("rename", Takes::Text),
    ("from", Takes::Text),
];

impl Subject<'_, '_, '_> {
    /// An enum for a union.
    pub(super) fn union(&mut self, data: &DataEnum, id: UnionId) -> Option<Bodies> {
        let model = self.protocol.union(id);
        let style = self.union_style(model);
        self.common(model);
        let found = self.found(data, model, style.as_ref());
        let mut members = Vec::with_capacity(found.len());
        for (member, found) in model.members.iter().zip(&found) {
            members.extend(match found {
                Some((variant, words)) => self.carried(model, member, variant, words),
                None => None,
            });
        }
        if members.len() < model.members.len() || !self.mistakes.is_empty() {
            return None;
        }
        let view = View {
            name: self.item.ident.clone(),
            doc: Doc::new(),
            type_name: String::new(),
            members,
            is_recursive: model.recursive,
            is_uneven: false,
            table: quote!(MEMBERS),
        };
        let scope = &mut self.fitting.scope;
        let (read, write) = union::bodies(scope, model, &view);
        if model.tagging != Tagging::Untagged {
            return Some(Bodies { read, write });
        }
        let table = union::untagged::table(scope, &view);
        Some(Bodies {
            read: quote!(#table #read),
            write: quote!(#table #write),
        })
    }

    /// serde's style for all names, and whether serde would tell members apart as the spec does.
    fn union_style(&mut self, model: &Union) -> Option<LitStr> {
        let mut style = None;
        for Word { name, text } in serde::words(&self.item.attrs, &mut self.mistakes) {
            let text_is =
                |wanted: Option<&String>| text.as_ref().map(LitStr::value).as_ref() == wanted;
            let (key, content) = match &model.tagging {
                Tagging::Tag { key, content } => (Some(key), content.as_ref()),
                Tagging::Untagged => (None, None),
            };
            let message = match (name.to_string().as_str(), serde::refusal(&name)) {
                (_, Some(message)) => message,
                ("rename_all", None) => {
                    style = text;
                    continue;
                }
                ("tag", None) if !text_is(key) => "the spec tells members by another key",
                ("content", None) if !text_is(content) => "the spec has the content elsewhere",
                ("untagged", None) if key.is_some() => "the spec tells members by a tag",
                ("deny_unknown_fields", None) => "each member says what becomes of other keys",
                _ => continue,
            };
            self.mistakes
                .against(name, message, model.span, "declared here");
        }
        style
    }

    /// What all members have is looked at before the tag, by the types of generated code.
    fn common(&mut self, model: &Union) {
        let own = model.common.iter().find(|field| has_declaration(&field.ty));
        if let Some(field) = own {
            let message = format!(
                "`{}`, which all members have, is a type with a declaration of its own: derives do not know the one \
                 of yours, so this union is for generated code alone",
                field.name
            );
            self.mistakes
                .against(&self.item.ident, message, field.span, "declared here");
        }
    }

    /// The variant of each member; what is missing is a mistake.
    fn found<'i>(
        &mut self,
        data: &'i DataEnum,
        model: &Union,
        style: Option<&LitStr>,
    ) -> Vec<Option<(&'i Variant, Words)>> {
        let candidates = candidates(model);
        let mut meant = Vec::new();
        let mut found: Vec<Option<(&Variant, Words)>> =
            model.members.iter().map(|_| None).collect();
        for variant in &data.variants {
            let words = Words::of(&variant.attrs, VARIANT, &mut self.mistakes);
            match self.member(model, variant, &words, style, &candidates) {
                Ok(place) if found[place].is_some() => {
                    let name = &candidates.all[place].generated;
                    let message = format!("`{name}` stands here twice");
                    self.mistakes.at(&variant.ident, message);
                }
                Ok(place) => found[place] = Some((variant, words)),
                Err(near) => meant.extend(near),
            }
        }
        for (place, member) in model.members.iter().enumerate() {
            if found[place].is_none() && !meant.contains(&place) {
                self.missing_member(member);
            }
        }
        found
    }

    fn member(
        &mut self,
        model: &Union,
        variant: &Variant,
        words: &Words,
        style: Option<&LitStr>,
        candidates: &Candidates,
    ) -> Result<usize, Option<usize>> {
        let serde = &self.variant_words(variant);
        if let Some(value) = words.text("value") {
            let wanted = value.value();
            let mut members = model.members.iter();
            let place = members.position(|member| tags(member).any(|tag| tag == wanted));
            return place.ok_or_else(|| {
                let message = format!("no member of the union has the tag `{wanted}`");
                self.mistakes
                    .against(value, message, model.span, "declared here");
                candidates.near(&wanted)
            });
        }
        let called = Called {
            name: &variant.ident,
            words,
            serde,
            style,
            is_variant: true,
        };
        called.find(candidates, &mut self.mistakes)
    }

    fn carried<'m>(
        &mut self,
        model: &Union,
        member: &'m Member,
        variant: &Variant,
        words: &Words,
    ) -> Option<MemberView<'m>> {
        let ty = match &member.body {
            MemberBody::Nothing => None,
            MemberBody::Struct(id) => Some(plain(TypeId::Struct(*id))),
            MemberBody::Value(ty) => Some(ty.clone()),
        };
        let fields: Vec<&syn::Field> = variant.fields.iter().collect();
        let keeps = ty
            .as_ref()
            .is_some_and(|ty| is_marked(ty) || !matches!(ty.shape, Shape::Constant(_)));
        let (carries, message) = match (&variant.fields, &fields[..], &ty) {
            (Fields::Unit, [], ty) if !keeps => (self.nothing(ty.as_ref()), None),
            (Fields::Unnamed(_), [field], Some(ty)) if keeps => {
                let from = words.text("from");
                match self.fitting.held(ty, false, &field.ty, from) {
                    Ok(held) => (Some(held), None),
                    Err(misfit) => {
                        self.mistakes.against(
                            misfit.place,
                            misfit.message,
                            member.span,
                            "declared here",
                        );
                        return None;
                    }
                }
            }
            _ => (None, Some(self.wanted(variant, ty.as_ref(), keeps))),
        };
        if let Some(message) = message {
            self.mistakes
                .against(variant, message, member.span, "declared here");
            return None;
        }
        self.borrowed_member(model, member, variant);
        Some(MemberView {
            name: variant.ident.clone(),
            doc: Doc::new(),
            tags: &member.tags,
            carries: match (&member.body, carries) {
                (MemberBody::Struct(id), Some(held)) => Carries::Struct(*id, held),
                (_, Some(held)) => Carries::Value(held),
                (_, None) => Carries::Nothing,
            },
            ty,
        })
    }

    /// How a value is held of which nothing is kept.
    fn nothing(&mut self, ty: Option<&Type>) -> Option<Held> {
        ty.map(|ty| Held::new(ty, false, false, &mut self.fitting.scope))
    }

    fn wanted(&mut self, variant: &Variant, ty: Option<&Type>, keeps: bool) -> String {
        let name = &variant.ident;
        match ty {
            Some(ty) if keeps => {
                let held = Held::new(ty, false, false, &mut self.fitting.scope);
                let held = held.name().map_or_else(String::new, shown);
                format!("this member carries one value: write `{name}({held})`")
            }
            _ => format!("this member carries nothing: write `{name}`"),
        }
    }

    /// A member that looks at keys which it does not declare is read from a view of the object without the tag, which is
    /// gone when it is read.
    fn borrowed_member(&mut self, model: &Union, member: &Member, variant: &Variant) {
        let (MemberBody::Struct(id), Tagging::Tag { key, .. }) = (&member.body, &model.tagging)
        else {
            return;
        };
        let structure = self.protocol.structure(*id);
        let declares = structure.fields.iter().any(|field| field.name == *key);
        let looks_around = !matches!(structure.others, crate::model::Others::Ignore);
        let borrows = self.item.generics.lifetimes().next().is_some();
        if looks_around && !declares && borrows {
            let message = "this member looks at keys that it does not declare, so it cannot borrow from the message: \
                           write a type without lifetimes";
            let tokens = quote::ToTokens::to_token_stream(&variant.fields);
            let mut lifetimes = self.item.generics.lifetimes();
            if lifetimes
                .any(|lifetime| crate::conform::written::has(&tokens, &lifetime.lifetime.ident))
            {
                self.mistakes.at(&variant.fields, message);
            }
        }
    }

    fn missing_member(&mut self, member: &Member) {
        let name = identifier::camel(&member.identifier);
        self.mistakes.against(
            &self.item.ident,
            format!("the member `{name}` is missing"),
            member.span,
            "declared here",
        );
    }
}

fn candidates(model: &Union) -> Candidates {
    Candidates {
        all: model.members.iter().map(candidate).collect(),
        what: "member",
        span: model.span,
    }
}

fn candidate(member: &Member) -> Candidate {
    let generated = identifier::camel(&member.identifier).to_string();
    Candidate {
        wire: tags(member).next().unwrap_or_else(|| generated.clone()),
        generated,
        span: member.span,
    }
}

/// The values of the tag that choose a member, as people write them.
fn tags(member: &Member) -> impl Iterator<Item = String> {
    member.tags.iter().filter_map(|tag| match tag {
        Tag::Value(value) => Some(literal::shown(value)),
        Tag::Absent | Tag::Other => None,
    })
}

/// Whether a type has a declaration of its own, or holds one that has.
fn has_declaration(ty: &Type) -> bool {
    match &ty.shape {
        Shape::Enum(_) | Shape::Struct(_) | Shape::Union(_) | Shape::Tuple(_) => true,
        Shape::List(item, _) => has_declaration(item),
        Shape::Map(map) => has_declaration(&map.value),
        _ => false,
    }
}
