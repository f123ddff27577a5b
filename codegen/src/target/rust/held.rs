//! How a value is held in Rust where it may be absent or can only be one: as a field, an item, or a part of a message.

use proc_macro2::TokenStream;
use quote::quote;
use trilogue_wire::telling::Constant;

use super::literal;
use super::scope::Scope;
use super::types::{self, TypeView};
use crate::model::Type;

/// How long a call can be to stand on one line.
const SHORT: usize = 70;

/// A value with a place of its own.
#[derive(Debug, Clone)]
pub struct Held {
    /// Its type, not that of absence.
    pub ty: TypeView,
    /// What Rust keeps of it.
    pub keeps: Keeps,
}

/// What Rust keeps of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keeps {
    /// Nothing: there is but one value, and it must be there.
    Nothing,
    /// Whether the one possible value is there.
    Flag,
    /// The value.
    Value,
    /// The value, if it is there.
    Option,
    /// The value, null, or that it is absent.
    Maybe,
    /// What is there, not yet read, or that nothing is.
    Unread,
}

/// Something that an object is written by.
#[derive(Debug, Clone)]
pub enum Call {
    /// An expression that gives a result.
    Result(TokenStream),
    /// A statement.
    Statement(TokenStream),
}

impl Held {
    /// Decides how a value of a type is held.
    pub fn new(ty: &Type, optional: bool, in_box: bool, scope: &mut Scope<'_>) -> Self {
        let lower = if in_box { types::boxed } else { types::lower };
        Self::by(lower, ty, optional, scope)
    }

    /// The same, where text or whole numbers can only be those of a list.
    pub fn one_of(ty: &Type, optional: bool, values: &[Constant], scope: &mut Scope<'_>) -> Self {
        let lower = |ty: &Type, scope: &mut Scope<'_>| types::one_of(ty, values, scope);
        Self::by(lower, ty, optional, scope)
    }

    fn by(
        lower: impl Fn(&Type, &mut Scope<'_>) -> TypeView,
        ty: &Type,
        optional: bool,
        scope: &mut Scope<'_>,
    ) -> Self {
        if optional && ty.nullable {
            scope.runtime("Maybe");
            let inner = Type {
                nullable: false,
                ..ty.clone()
            };
            return Self {
                ty: lower(&inner, scope),
                keeps: Keeps::Maybe,
            };
        }
        let ty = lower(ty, scope);
        let keeps = match (ty.is_constant, optional) {
            (true, false) => Keeps::Nothing,
            (true, true) => Keeps::Flag,
            (false, false) => Keeps::Value,
            (false, true) => Keeps::Option,
        };
        Self { ty, keeps }
    }

    /// The payload of an answer that does not say which request it is for.
    pub fn unread(scope: &mut Scope<'_>) -> Self {
        Self {
            ty: types::unread(scope),
            keeps: Keeps::Unread,
        }
    }

    /// The Rust type, if something is kept.
    pub fn name(&self) -> Option<TokenStream> {
        let name = &self.ty.name;
        match self.keeps {
            Keeps::Nothing => None,
            Keeps::Flag => Some(quote!(bool)),
            Keeps::Value | Keeps::Unread => Some(name.clone()),
            Keeps::Option => Some(quote!(Option<#name>)),
            Keeps::Maybe => Some(quote!(Maybe<#name>)),
        }
    }

    /// An expression that reads the value of a key of `object` and gives a result.
    pub fn read_key(&self, key: &TokenStream) -> TokenStream {
        let reader = &self.ty.reader;
        match self.keeps {
            // What is not yet read is found by the walk of the form, which knows its place.
            Keeps::Nothing | Keeps::Value | Keeps::Unread => {
                quote!(object.required(#key, #reader))
            }
            Keeps::Option => quote!(object.optional(#key, #reader)),
            Keeps::Flag => quote!(object.optional(#key, #reader).map(|found| found.is_some())),
            Keeps::Maybe => quote!(object.maybe(#key, #reader)),
        }
    }

    /// The same where the key must be there, whatever else may be.
    pub fn read_needed_key(&self, key: &TokenStream) -> TokenStream {
        let reader = &self.ty.reader;
        let read = quote!(object.required(#key, #reader));
        match self.keeps {
            Keeps::Nothing | Keeps::Value | Keeps::Unread => read,
            Keeps::Option => quote!(#read.map(Some)),
            Keeps::Flag => quote!(#read.map(|()| true)),
            Keeps::Maybe => quote! {
                object
                    .required(#key, |value| value.nullable(#reader))
                    .map(|value| Maybe::from_nested(Some(value)))
            },
        }
    }

    /// An expression over `value` that reads what is there for certain.
    pub fn read_value(&self) -> TokenStream {
        let TypeView { read, reader, .. } = &self.ty;
        match self.keeps {
            Keeps::Nothing | Keeps::Value | Keeps::Unread => read.clone(),
            Keeps::Option => quote!(Ok(value).and_then(#reader).map(Some)),
            Keeps::Flag => quote!(#read.map(|()| true)),
            Keeps::Maybe => quote! {
                value.nullable(#reader).map(|value| Maybe::from_nested(Some(value)))
            },
        }
    }

    /// An expression that reads `place`, a value that can be nothing.
    pub fn read_given(&self, place: &TokenStream) -> TokenStream {
        let reader = &self.ty.reader;
        match self.keeps {
            Keeps::Nothing | Keeps::Value | Keeps::Unread => quote!(#place.required(#reader)),
            Keeps::Option => quote!(#place.optional(#reader)),
            Keeps::Flag => quote!(#place.optional(#reader).map(|found| found.is_some())),
            Keeps::Maybe => quote!(#place.maybe(#reader)),
        }
    }

    /// Patterns of a value that is there and of one that is absent, if it can be.
    pub fn patterns(&self) -> Option<(TokenStream, TokenStream)> {
        match self.keeps {
            Keeps::Option => Some((quote!(Some(_)), quote!(None))),
            Keeps::Flag => Some((quote!(true), quote!(false))),
            Keeps::Maybe => Some((quote!(Maybe::Null | Maybe::Value(_)), quote!(Maybe::Absent))),
            Keeps::Nothing | Keeps::Value | Keeps::Unread => None,
        }
    }

    /// What stands for a value that is absent.
    pub fn absent(&self) -> TokenStream {
        match self.keeps {
            Keeps::Nothing | Keeps::Value => quote!(()),
            Keeps::Flag => quote!(false),
            Keeps::Option => quote!(None),
            Keeps::Maybe => quote!(Maybe::Absent),
            Keeps::Unread => {
                let ty = &self.ty.name;
                quote!(#ty::default())
            }
        }
    }

    /// An expression that reads the item at a place of `list`, or returns.
    pub fn read_item(&self, place: &TokenStream) -> TokenStream {
        let reader = &self.ty.reader;
        match self.keeps {
            Keeps::Nothing | Keeps::Value | Keeps::Unread => quote!(list.item(#place, #reader)?),
            Keeps::Option => quote!(list.optional_item(#place, #reader)?),
            Keeps::Flag => quote!(list.optional_item(#place, #reader)?.is_some()),
            Keeps::Maybe => quote! {
                Maybe::from_nested(list.optional_item(#place, |value| value.nullable(#reader))?)
            },
        }
    }

    /// An expression that writes a value, which is a field or behind a reference, to `items`.
    pub fn write_item(&self, place: &TokenStream, is_field: bool) -> TokenStream {
        let writer = &self.ty.writer;
        let reference = if is_field {
            quote!(&#place)
        } else {
            place.clone()
        };
        match self.keeps {
            Keeps::Nothing | Keeps::Value => {
                let written = if is_field {
                    self.ty.write_field(place)
                } else {
                    self.ty.write_reference(place)
                };
                {
                    let written = literal::writing(&written);
                    quote!(items.item(#written))
                }
            }
            Keeps::Option => quote!(items.optional(#reference, #writer)),
            Keeps::Flag => quote!(items.optional(&#place.then_some(()), #writer)),
            Keeps::Unread => {
                quote!(items.optional(&(!#place.is_absent()).then_some(#reference), #writer))
            }
            Keeps::Maybe => {
                let binding = self.ty.binding();
                let some = self.ty.write_reference(&quote!(value));
                quote! {
                    items.optional(
                        &#place.as_ref().into_nested(),
                        |out, value| match *value { Some(#binding) => #some, None => out.null() },
                    )
                }
            }
        }
    }

    /// What writes `place`, a field, at a key of `object`.
    pub fn write_key(&self, key: &TokenStream, place: &TokenStream) -> Call {
        let writer = &self.ty.writer;
        match self.keeps {
            Keeps::Nothing | Keeps::Value | Keeps::Unread => {
                let written = literal::writing(&self.ty.write_field(place));
                Call::Result(quote!(object.field(#key, #written)))
            }
            Keeps::Maybe => Call::Result(quote!(object.maybe(#key, &#place, #writer))),
            Keeps::Flag => {
                let written = literal::writing(&self.ty.write_field(place));
                Call::Statement(quote!(if #place { object.field(#key, #written)?; }))
            }
            Keeps::Option => {
                let call = quote!(object.optional(#key, &#place, #writer));
                if is_short(&call) {
                    return Call::Result(call);
                }
                let written = self.ty.write_reference(&quote!(value));
                Call::Statement(quote! {
                    if let Some(value) = &#place { object.field(#key, |out| #written)?; }
                })
            }
        }
    }

    /// An expression that writes `place`, a reference, at a key of `object`.
    pub fn write_key_of(&self, key: &TokenStream, place: &TokenStream) -> TokenStream {
        let writer = &self.ty.writer;
        match self.keeps {
            Keeps::Nothing | Keeps::Value => {
                let written = literal::writing(&self.ty.write_reference(place));
                quote!(object.field(#key, #written))
            }
            Keeps::Maybe => quote!(object.maybe(#key, #place, #writer)),
            Keeps::Flag => quote!(object.optional(#key, &#place.then_some(()), #writer)),
            Keeps::Option => quote!(object.optional(#key, #place, #writer)),
            Keeps::Unread => quote! {
                object.optional(#key, &(!#place.is_absent()).then_some(#place), #writer)
            },
        }
    }

    /// An expression that writes `place`, a reference, to `out`, and nothing if it is absent.
    pub fn write_given(&self, place: &TokenStream) -> TokenStream {
        match self.keeps {
            Keeps::Nothing | Keeps::Value => self.ty.write_reference(place),
            Keeps::Unread => {
                let written = self.ty.write_reference(place);
                quote!(if #place.is_absent() { Ok(()) } else { #written })
            }
            Keeps::Option => {
                let (binding, written) =
                    (self.ty.binding(), self.ty.write_reference(&quote!(value)));
                quote!(#place.as_ref().map_or(Ok(()), |#binding| #written))
            }
            Keeps::Flag | Keeps::Maybe => self.write_or(place, &quote!(Ok(()))),
        }
    }

    /// An expression that writes `place`, a reference, to `out`, and refuses that it is absent.
    pub fn write_needed(&self, place: &TokenStream, missing: &TokenStream) -> TokenStream {
        self.write_or(place, &quote!(Err(#missing)))
    }

    /// An expression that writes `place`, a reference, to `out`, or is another if it is absent.
    fn write_or(&self, place: &TokenStream, absent: &TokenStream) -> TokenStream {
        let binding = self.ty.binding();
        let written = self.ty.write_reference(&quote!(value));
        match self.keeps {
            Keeps::Nothing | Keeps::Value | Keeps::Unread => self.ty.write_reference(place),
            Keeps::Flag => quote!(if *#place { #written } else { #absent }),
            Keeps::Option => quote! {
                match #place { Some(#binding) => #written, None => #absent }
            },
            Keeps::Maybe => quote! {
                match #place {
                    Maybe::Value(#binding) => #written,
                    Maybe::Null => out.null(),
                    Maybe::Absent => #absent,
                }
            },
        }
    }
}

/// Whether a call fits on one line of a method.
fn is_short(call: &TokenStream) -> bool {
    let text = call.to_string();
    let commas = text.matches(',').count();
    text.chars()
        .filter(|letter| !letter.is_whitespace())
        .count()
        + commas
        < SHORT
}
