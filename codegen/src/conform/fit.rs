//! Holds a Rust type that somebody wrote against a type of the model.
//!
//! What a path means cannot be seen here, so its last word decides: `Option`, `Vec`, `String` and the other names of the
//! standard library and of the runtime are taken for these, also behind a path, and any other name for a type of the
//! user's. An alias of a type is such a name too. That a type of the user's stands for the right type of the spec is
//! proved by an assertion over `Payload::TYPE`, which the derived code has.

mod convert;
mod scalars;
mod tuples;

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned as _;
use syn::{Generics, LitStr};

use super::emit::Head;
use super::written::{self, bare, entries, inside, pointer, shown};
use crate::model::{Map, Shape, Type, TypeId};
use crate::target::rust::held::{Held, Keeps};
use crate::target::rust::scope::Scope;
use crate::target::rust::types::{self, Lowered, TypeView};

/// Why a type does not fit.
#[derive(Debug)]
pub struct Misfit {
    /// The piece of the type that does not.
    pub place: TokenStream,
    /// What is wrong, and what to write instead.
    pub message: String,
}

impl Misfit {
    fn new(place: impl ToTokens, message: impl Into<String>) -> Self {
        Self {
            place: place.into_token_stream(),
            message: message.into(),
        }
    }
}

/// What types are held against, and what the derived code needs for those that fit.
pub struct Fitting<'p> {
    /// The names and patterns that the printers ask for.
    pub scope: Scope<'p>,
    /// Items beside the derived code: conversions, and proofs about types.
    pub items: Vec<TokenStream>,
    /// Proofs about types with parameters, which stand in the body of a method.
    pub proofs: Vec<TokenStream>,
    /// The path of the runtime.
    pub runtime: syn::Path,
    generics: Generics,
    /// The type from which the one that is looked at converts, until it is used.
    from: Option<LitStr>,
    conversions: usize,
}

impl<'p> Fitting<'p> {
    /// Nothing was looked at yet. `runtime` is the path of the crate `trilogue`, `generics` are those of the item.
    pub fn new(scope: Scope<'p>, runtime: syn::Path, generics: &Generics) -> Self {
        Self {
            scope,
            items: Vec::new(),
            proofs: Vec::new(),
            runtime,
            generics: generics.clone(),
            from: None,
            conversions: 0,
        }
    }

    /// How a value is held that has a place of its own and may be absent. `from` is the type that the one of the user's
    /// converts from and into, if there is one.
    pub fn held(
        &mut self,
        ty: &Type,
        optional: bool,
        written: &syn::Type,
        from: Option<&LitStr>,
    ) -> Result<Held, Misfit> {
        self.from = from.cloned();
        let held = match (optional, ty.nullable) {
            (true, true) => self.nested(ty, written)?,
            (true, false) => self.optional(ty, written)?,
            (false, _) => self.certain(ty, written)?,
        };
        match self.from.take() {
            Some(from) => Err(Misfit::new(
                from,
                "nothing converts here: the type is the one that the spec asks for",
            )),
            None => Ok(held),
        }
    }

    /// Adds a method that only the derived code sees, which looks at the value and gives a result.
    pub fn add_method(&mut self, name: &Ident, item: &syn::DeriveInput, inside: &TokenStream) {
        let runtime = &self.runtime;
        let head = Head::of(item, runtime);
        let generics = &head.generics;
        let (own, body) = (&item.ident, head.body(runtime, inside));
        let (_, arguments, _) = item.generics.split_for_impl();
        let (parameters, _, bounds) = generics.split_for_impl();
        let lifetime = head.borrows.then_some(&head.document).into_iter();
        let lifetime = quote!(#(<#lifetime>)*);
        self.items.push(quote! {
            trait Checked #lifetime {
                fn #name(&self) -> ::core::result::Result<(), #runtime::Fault>;
            }
            impl #parameters Checked #lifetime for #own #arguments #bounds {
                fn #name(&self) -> ::core::result::Result<(), #runtime::Fault> #body
            }
        });
    }

    fn certain(&mut self, ty: &Type, written: &syn::Type) -> Result<Held, Misfit> {
        if matches!(ty.shape, Shape::Constant(_)) && !ty.nullable {
            return Err(Misfit::new(
                written,
                "this is always the same, so nothing is kept of it: leave it out",
            ));
        }
        if inside(written, "Maybe").is_some() {
            let expected = self.expected(ty, false);
            return Err(Misfit::new(
                written,
                format!("this is never absent: write `{expected}`"),
            ));
        }
        let ty = self.lowered(ty, written)?.view(ty);
        let keeps = Keeps::Value;
        Ok(Held { ty, keeps })
    }

    fn optional(&mut self, ty: &Type, written: &syn::Type) -> Result<Held, Misfit> {
        if matches!(ty.shape, Shape::Constant(_)) {
            if !written::is(written, "bool") {
                let message = "this is always the same where it is there: write `bool`";
                return Err(Misfit::new(written, message));
            }
            let ty = types::lower(ty, &mut self.scope);
            let keeps = Keeps::Flag;
            return Ok(Held { ty, keeps });
        }
        let Some(inner) = inside(written, "Option") else {
            let expected = self.expected(ty, true);
            return Err(Misfit::new(
                written,
                format!("this may be absent: write `{expected}`"),
            ));
        };
        let ty = self.lowered(ty, inner)?.view(ty);
        let keeps = Keeps::Option;
        Ok(Held { ty, keeps })
    }

    /// What may be absent or null: `Maybe`, or an option of an option.
    fn nested(&mut self, ty: &Type, written: &syn::Type) -> Result<Held, Misfit> {
        let inner_type = Type {
            nullable: false,
            ..ty.clone()
        };
        if let Some(inner) = inside(written, "Maybe") {
            let ty = self.lowered(&inner_type, inner)?.view(&inner_type);
            let keeps = Keeps::Maybe;
            return Ok(Held { ty, keeps });
        }
        let nested = inside(written, "Option").filter(|inner| inside(inner, "Option").is_some());
        let Some(nullable) = nested else {
            let inner = self.expected(&inner_type, false);
            return Err(Misfit::new(
                written,
                format!(
                    "this may be absent or `null`, which are not the same: write `Maybe<{inner}>` or \
                     `Option<Option<{inner}>>`"
                ),
            ));
        };
        let ty = self.lowered(ty, nullable)?.view(ty);
        let keeps = Keeps::Option;
        Ok(Held { ty, keeps })
    }

    /// How a value that is always there is read and written.
    pub fn view(
        &mut self,
        ty: &Type,
        written: &syn::Type,
        from: Option<&LitStr>,
    ) -> Result<TypeView, Misfit> {
        Ok(self.held(ty, false, written, from)?.ty)
    }

    fn lowered(&mut self, ty: &Type, written: &syn::Type) -> Result<Lowered, Misfit> {
        let written = bare(written);
        if let Some((inner, function)) = pointer(written)
            && !is_unsized(inner)
        {
            return Ok(self.lowered(ty, inner)?.behind(&function));
        }
        if ty.nullable {
            return self.nullable(ty, written);
        }
        if let Some(inner) = inside(written, "Secret") {
            let ty = Type {
                secret: false,
                ..ty.clone()
            };
            let inner = self.lowered(&ty, inner)?;
            return Ok(types::secret_of(inner, &mut self.scope));
        }
        if ty.secret {
            let expected = self.expected(ty, false);
            let message = format!("the spec keeps this secret: write `{expected}`");
            return self.convert_or(ty, written, message);
        }
        self.shape(ty, written)
    }

    fn nullable(&mut self, ty: &Type, written: &syn::Type) -> Result<Lowered, Misfit> {
        let inner_type = Type {
            nullable: false,
            ..ty.clone()
        };
        match inside(written, "Option") {
            Some(inner) => Ok(types::nullable_of(self.lowered(&inner_type, inner)?)),
            None => {
                let expected = self.expected(ty, false);
                let message = format!("this may be `null`: write `{expected}`");
                self.convert_or(ty, written, message)
            }
        }
    }

    fn shape(&mut self, ty: &Type, written: &syn::Type) -> Result<Lowered, Misfit> {
        match &ty.shape {
            Shape::List(item, limits) => match inside(written, "Vec") {
                Some(inner) => {
                    let item = self.lowered(item, inner)?.view(item);
                    Ok(types::list_of(&item, *limits, &mut self.scope))
                }
                None => self.convert_or_refuse(ty, written),
            },
            Shape::Map(map) => self.map(ty, map, written),
            Shape::Tuple(id) => self.tuple(ty, *id, written),
            Shape::Enum(id) => self.own(ty, TypeId::Enum(*id), written),
            Shape::Struct(id) => self.own(ty, TypeId::Struct(*id), written),
            Shape::Union(id) => self.own(ty, TypeId::Union(*id), written),
            Shape::Json if self.is_parameter(written) => Ok(Lowered::own(quote!(_))),
            Shape::Text(_)
            | Shape::Pattern(..)
            | Shape::Bool
            | Shape::Int(_)
            | Shape::Number(_)
            | Shape::Json
            | Shape::Url(_)
            | Shape::Uuid
            | Shape::DateTime
            | Shape::Date
            | Shape::Base64(_)
            | Shape::Constant(_) => self.scalar(ty, written),
        }
    }

    fn map(&mut self, ty: &Type, map: &Map, written: &syn::Type) -> Result<Lowered, Misfit> {
        let ordered = entries(written, "BTreeMap");
        let Some((key, value)) = ordered.or_else(|| entries(written, "HashMap")) else {
            return self.convert_or_refuse(ty, written);
        };
        if !written::is(key, "String") {
            return Err(Misfit::new(key, "keys are text: write `String`"));
        }
        let value = self.lowered(&map.value, value)?.view(&map.value);
        let lowered = types::map_of(map, &value, &mut self.scope);
        Ok(if ordered.is_some() {
            lowered
        } else {
            lowered.unordered(map, &mut self.scope)
        })
    }

    /// A type of the user's, which must stand for a type of the spec.
    fn own(&mut self, ty: &Type, id: TypeId, written: &syn::Type) -> Result<Lowered, Misfit> {
        if self.from.is_some() {
            return self.convert_or_refuse(ty, written);
        }
        let is_path = matches!(written, syn::Type::Path(_));
        if !is_path || scalars::is_standard(written) {
            return self.refuse(ty, written);
        }
        self.prove(id, written);
        Ok(Lowered::own(written.to_token_stream()))
    }

    /// Has the compiler prove that a type stands for one of the spec.
    fn prove(&mut self, id: TypeId, written: &syn::Type) {
        let name = self.scope.protocol().type_name(id);
        let runtime = &self.runtime;
        let short = name.split_once('/').map_or(&*name, |(_, short)| short);
        let message = format!(
            "the spec says `{short}` here: a generated type of that name, or one with `#[trilogue(type = \"{short}\")]`"
        );
        let tokens = written.to_token_stream();
        let span = written.span();
        let mut parameters = self.generics.type_params();
        if parameters.any(|parameter| written::has(&tokens, &parameter.ident)) {
            self.proofs.push(quote_spanned! {span=>
                const { ::core::assert!(#runtime::derived::stands_for::<#tokens>(#name), #message) };
            });
        } else {
            let tokens = written::with_lifetime(tokens, "static");
            self.items.push(quote_spanned! {span=>
                const _: () = ::core::assert!(#runtime::derived::stands_for::<#tokens>(#name), #message);
            });
        }
    }

    fn is_parameter(&self, written: &syn::Type) -> bool {
        let mut parameters = self.generics.type_params();
        let is = |name: &Ident| written::is(written, &name.to_string());
        parameters.any(|parameter| is(&parameter.ident))
    }

    fn refuse<T>(&mut self, ty: &Type, written: &syn::Type) -> Result<T, Misfit> {
        let (expected, found) = (self.expected(ty, false), shown(written));
        Err(Misfit::new(
            written,
            format!("expected `{expected}`, found `{found}`"),
        ))
    }

    /// The type that generated code would have.
    fn expected(&mut self, ty: &Type, optional: bool) -> String {
        let held = Held::new(ty, optional, false, &mut self.scope);
        held.name().map_or_else(|| "()".to_owned(), shown)
    }
}

/// Whether a pointer to it is a type of text or a slice.
fn is_unsized(ty: &syn::Type) -> bool {
    written::is(ty, "str") || matches!(ty, syn::Type::Slice(_))
}
