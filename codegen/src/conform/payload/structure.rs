//! Structs, and types that are one field and nothing more.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use syn::ext::IdentExt as _;
use syn::{DataStruct, Field, Fields, LitStr};
use trilogue_wire::Writer;
use trilogue_wire::telling::Constant;

use super::keys::{Called, Candidate, Candidates};
use super::{Bodies, Subject};
use crate::conform::serde::{self, Word};
use crate::conform::words::{Known, Takes, Words};
use crate::model::{self, Others, Shape, Struct, StructId, Type};
use crate::target::rust::doc::Doc;
use crate::target::rust::held::{Held, Keeps};
use crate::target::rust::identifier;
use crate::target::rust::lower::{FieldView, StructView, StructWords};
use crate::target::rust::presence;
use crate::target::rust::structure;

/// What can be said of a field.
const FIELD: Known = &[
    ("rename", Takes::Text),
    ("from", Takes::Text),
    ("extra", Takes::Nothing),
    ("skip", Takes::Nothing),
];

/// What can be said of the only field of a type that is nothing more.
const ONLY: Known = &[("from", Takes::Text)];

/// Whether a struct is its one field, which has no name.
pub fn is_transparent(data: &DataStruct) -> bool {
    matches!(&data.fields, Fields::Unnamed(fields) if fields.unnamed.len() == 1)
}

/// A field of the user's.
pub struct Own<'i> {
    /// The field.
    pub field: &'i Field,
    /// Its name.
    pub name: Ident,
    /// What the user says about it.
    pub words: Words,
}

impl Subject<'_, '_, '_> {
    /// A struct of named fields.
    pub(super) fn structure(&mut self, data: &DataStruct, id: StructId) -> Option<Bodies> {
        let model = self.protocol.structure(id);
        let style = self.style(matches!(model.others, Others::Refuse));
        let candidates = candidates(model);
        let mut extra = None;
        let mut meant = Vec::new();
        let mut found: Vec<Option<Own<'_>>> = model.fields.iter().map(|_| None).collect();
        for own in self.fields(data, FIELD)? {
            if is_extra(&own, model) {
                self.extra_once(&own, extra.as_ref());
                extra = Some(own);
                continue;
            }
            match self.place(&own, style.as_ref(), &candidates) {
                Ok(place) => self.take(&mut found[place], own, &candidates.all[place]),
                Err(near) => meant.extend(near),
            }
        }
        self.missing(model, &found, &meant);
        let others = self.others(model, extra.as_ref().map(|own| own.field));
        let fields = self.views(model, &found);
        let words = StructWords {
            keys: keys(model),
            extra: extra.map(|own| own.name),
            check: format_ident!("trilogue_check"),
        };
        Some(self.written(id, fields?, others?, words))
    }

    /// The style of serde for all names of the item, and whether its other words agree with the spec.
    pub(super) fn style(&mut self, refuses_others: bool) -> Option<LitStr> {
        let mut style = None;
        for Word { name, text } in serde::words(&self.item.attrs, &mut self.mistakes) {
            let message = match (name.to_string().as_str(), serde::refusal(&name)) {
                (_, Some(message)) => message,
                ("rename_all", None) => {
                    style = text;
                    continue;
                }
                ("default", None) => "a field that the spec requires is never filled in",
                ("deny_unknown_fields", None) if !refuses_others => {
                    "the spec does not refuse other keys"
                }
                ("tag" | "content" | "untagged", None) => "the spec has no such union here",
                _ => continue,
            };
            self.mistakes.at(name, message);
        }
        style
    }

    /// The fields of the user's, with their names and words.
    pub(super) fn fields<'i>(
        &mut self,
        data: &'i DataStruct,
        known: Known,
    ) -> Option<Vec<Own<'i>>> {
        if let Fields::Unnamed(fields) = &data.fields {
            self.mistakes
                .at(fields, "the spec has fields with names here: write `{ … }`");
            return None;
        }
        let fields = data.fields.iter().filter_map(|field| {
            let name = field.ident.clone()?;
            let words = Words::of(&field.attrs, known, &mut self.mistakes);
            if let Some(skip) = words.word("skip") {
                self.mistakes.at(
                    skip,
                    "all fields are read and written: keep others elsewhere",
                );
            }
            Some(Own { field, name, words })
        });
        Some(fields.collect())
    }

    fn extra_once(&mut self, own: &Own<'_>, before: Option<&Own<'_>>) {
        if before.is_some() {
            self.mistakes
                .at(&own.name, "another field holds the other keys already");
        }
        if let Some(from) = own.words.word("from") {
            self.mistakes
                .at(from, "other keys are held in a map as they are");
        }
        for word in serde::words(&own.field.attrs, &mut self.mistakes) {
            if !["flatten", "default"].iter().any(|fine| word.name == fine) {
                self.mistakes.at(
                    word.name,
                    "this field holds the other keys, and has none of its own",
                );
            }
        }
    }

    /// The place of the field of the spec that one of the user's stands for.
    fn place(
        &mut self,
        own: &Own<'_>,
        style: Option<&LitStr>,
        candidates: &Candidates,
    ) -> Result<usize, Option<usize>> {
        let serde = serde::words(&own.field.attrs, &mut self.mistakes);
        let is_option = crate::conform::written::path(&own.field.ty)
            .is_some_and(|(name, _)| name == "Option" || name == "Maybe");
        for Word { name, text } in &serde {
            let message = match (name.to_string().as_str(), serde::refusal(name)) {
                (_, Some(message)) => message,
                ("flatten", None) => {
                    "the spec has a key here: only what holds the other keys is flat"
                }
                ("default", None) if !is_option => "the spec requires this, and fills nothing in",
                ("skip_serializing_if", None)
                    if !leaves_out_absence(text.as_ref()) || !is_option =>
                {
                    "this is left out where it is `None`, and nowhere else"
                }
                _ => continue,
            };
            self.mistakes.at(name, message);
        }
        let called = Called {
            name: &own.name,
            words: &own.words,
            serde: &serde,
            style,
            is_variant: false,
        };
        called.find(candidates, &mut self.mistakes)
    }

    fn take<'i>(&mut self, place: &mut Option<Own<'i>>, own: Own<'i>, candidate: &Candidate) {
        match place {
            Some(first) => {
                let message = format!(
                    "`{}` stands for `{}` already",
                    first.name.unraw(),
                    candidate.wire
                );
                self.mistakes.at(&own.name, message);
            }
            None => *place = Some(own),
        }
    }

    /// Fields that nobody declares, but for those that were probably `meant` by a misspelt one.
    fn missing(&mut self, model: &Struct, found: &[Option<Own<'_>>], meant: &[usize]) {
        let fields = model.fields.iter().zip(found).enumerate();
        for (_, (field, own)) in fields.filter(|(place, _)| !meant.contains(place)) {
            let model::Field { ty, optional, .. } = field;
            let held = Held::new(ty, *optional, field.boxed, &mut self.fitting.scope);
            let (Some(ty), None) = (held.name(), own) else {
                continue;
            };
            let name = identifier::snake(&field.identifier);
            let ty = crate::conform::written::shown(ty);
            self.mistakes.against(
                &self.item.ident,
                format!("`{}` is missing: add `{name}: {ty}`", field.name),
                field.span,
                "declared here",
            );
        }
    }

    /// The fields of the spec, in its order, as the user holds them.
    fn views(&mut self, model: &Struct, found: &[Option<Own<'_>>]) -> Option<Vec<FieldView>> {
        let mut views = Vec::with_capacity(found.len());
        for (field, own) in model.fields.iter().zip(found) {
            let held = match own {
                Some(own) => self.fitted(&field.ty, field.optional, own, field.span),
                None => Some(Held::new(
                    &field.ty,
                    field.optional,
                    field.boxed,
                    &mut self.fitting.scope,
                )),
            };
            let name = match own {
                Some(own) => own.name.clone(),
                None => identifier::snake(&field.identifier),
            };
            views.extend(held.map(|held| FieldView {
                key: field.name.clone(),
                name,
                doc: Doc::new(),
                held,
                default: None,
            }));
        }
        (views.len() == found.len()).then_some(views)
    }

    /// How the user holds a value; what does not fit is a mistake at the type.
    pub(super) fn fitted(
        &mut self,
        ty: &Type,
        optional: bool,
        own: &Own<'_>,
        span: crate::source::Span,
    ) -> Option<Held> {
        let from = own.words.text("from");
        match self.fitting.held(ty, optional, &own.field.ty, from) {
            Ok(held) => Some(held),
            Err(misfit) => {
                self.mistakes
                    .against(misfit.place, misfit.message, span, "declared here");
                None
            }
        }
    }

    fn written(
        &mut self,
        id: StructId,
        fields: Vec<FieldView>,
        others: crate::target::rust::lower::Others,
        words: StructWords,
    ) -> Bodies {
        let model = self.protocol.structure(id);
        let rules = presence::rules_by(model, &fields, equals);
        let view = StructView {
            name: self.item.ident.clone(),
            doc: Doc::new(),
            fields,
            others,
            rules,
            has_default: false,
            has_many_flags: false,
            is_recursive: model.recursive,
            type_name: String::new(),
            words,
        };
        self.rules(&view);
        Bodies {
            read: structure::read(&view),
            write: structure::write(&view),
        }
    }

    /// What must hold between the fields, as a method that only the derived code sees.
    fn rules(&mut self, view: &StructView) {
        if view.rules.is_empty() {
            return;
        }
        let rules = &view.rules;
        let name = &view.words.check;
        let check = quote!(#(#rules)* Ok(()));
        self.fitting.add_method(name, self.item, &check);
    }

    /// A type that is its one field: it is read and written as what the spec says.
    pub(super) fn transparent(&mut self, data: &DataStruct, ty: &Type) -> Option<Bodies> {
        self.style(false);
        let field = data.fields.iter().next()?;
        let own = Own {
            field,
            name: format_ident!("inner"),
            words: Words::of(&field.attrs, ONLY, &mut self.mistakes),
        };
        let held = match &ty.shape {
            Shape::Constant(_) if !ty.nullable => self.refuse(
                &field.ty,
                "this is always the same: nothing is kept of it",
                ty,
            ),
            _ => match self
                .fitting
                .held(ty, false, &field.ty, own.words.text("from"))
            {
                Ok(held) => Some(held),
                Err(misfit) => self.refuse(misfit.place, &misfit.message, ty),
            },
        }?;
        let read = held.read_value();
        Some(Bodies {
            read: quote!(#read.map(Self)),
            write: held.ty.write_field(&quote!(self.0)),
        })
    }
}

/// Whether a field holds the keys that are not declared: marked so, or called as in generated code.
fn is_extra(own: &Own<'_>, model: &Struct) -> bool {
    let is_open = matches!(model.others, Others::Keep | Others::Typed(_));
    let is_declared = model.fields.iter().any(|field| field.name == "extra");
    let is_called_so = own.name == "extra" && own.words.text("rename").is_none();
    own.words.word("extra").is_some() || is_open && is_called_so && !is_declared
}

fn candidates(model: &Struct) -> Candidates {
    let all = model.fields.iter().map(|field| Candidate {
        wire: field.name.clone(),
        generated: identifier::snake(&field.identifier).to_string(),
        span: field.span,
    });
    Candidates {
        all: all.collect(),
        what: "field",
        span: model.span,
    }
}

fn keys(model: &Struct) -> TokenStream {
    let keys = model.fields.iter().map(|field| &field.name);
    quote!(&[#(#keys),*])
}

/// Whether serde leaves a field out exactly where it is absent.
fn leaves_out_absence(function: Option<&LitStr>) -> bool {
    let function = function.map(LitStr::value).unwrap_or_default();
    ["Option::is_none", "Maybe::is_absent"]
        .iter()
        .any(|known| function.ends_with(known))
}

/// A condition that a field has a value: that it is written as the value is, since the user's types are not known here.
fn equals(_: &Type, field: &FieldView, value: &Constant) -> Option<TokenStream> {
    let name = &field.name;
    let json = json(value);
    let is = |written: &TokenStream| quote!(trilogue::derived::is_written(#json, |out| #written));
    let held = match field.held.keeps {
        Keeps::Nothing => return None,
        Keeps::Flag => return Some(quote!(self.#name)),
        Keeps::Maybe if *value == Constant::Null => return Some(quote!(self.#name.is_null())),
        Keeps::Value | Keeps::Unread => {
            return Some(is(&field.held.ty.write_field(&quote!(self.#name))));
        }
        Keeps::Maybe => quote!(self.#name.value()),
        Keeps::Option => quote!(self.#name.as_ref()),
    };
    let written = is(&field.held.ty.write_reference(&quote!(value)));
    Some(quote!(#held.is_some_and(|value| #written)))
}

/// A value as a writer writes it.
fn json(value: &Constant) -> String {
    let mut out = Writer::new();
    // Constants are always written.
    let _ = match value {
        Constant::Null => out.null(),
        Constant::Bool(value) => out.boolean(*value),
        Constant::Number(value) => out.number(*value),
        Constant::Text(text) => out.text(text),
    };
    out.into_string()
}
