//! Types that people wrote, in place of those that generated code would have.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::read::Read;
use super::write::Write;
use super::{Lowered, keys, limited, matched};
use crate::model::{Map, Shape};
use crate::target::rust::scope::Scope;

impl Lowered {
    /// A type that implements `Payload` itself.
    pub fn own(name: TokenStream) -> Self {
        Self {
            name,
            read: Read::Function(quote!(Payload::read)),
            write: Write::By(quote!(Payload::write)),
        }
    }

    /// A type that these functions read and write.
    pub fn by(name: TokenStream, read: TokenStream, write: TokenStream) -> Self {
        Self {
            name,
            read: Read::Function(read),
            write: Write::By(write),
        }
    }

    /// Text that is read by another method of `Value` than generated code has: `text` or `borrowed`.
    pub fn text(shape: &Shape, method: &str, scope: &mut Scope<'_>) -> Option<Self> {
        let checks = match shape {
            Shape::Text(limits) => limited(limits, "length", scope),
            Shape::Pattern(pattern, limits) => {
                let mut checks = limited(limits, "length", scope);
                checks.push(matched(pattern, scope));
                checks
            }
            _ => return None,
        };
        let method = format_ident!("{method}");
        Some(Self {
            name: quote!(String),
            read: Read::Method(quote!(#method)).checked(&checks),
            write: Write::Referenced(quote!(text), checks),
        })
    }

    /// The same with another Rust type that a function makes of what was read, and that is written as it is.
    #[must_use]
    pub fn made(self, function: &TokenStream) -> Self {
        let read = self.read.operand();
        Self {
            read: Read::Body(quote!(#read.map(#function))),
            ..self
        }
    }

    /// The same with another Rust type: `from` makes it of what was read, `into` makes of a reference to it what is
    /// written.
    #[must_use]
    pub fn converted(self, from: &TokenStream, into: TokenStream) -> Self {
        let write = Write::Through(into, Box::new(self.write.clone()));
        Self {
            write,
            ..self.made(from)
        }
    }

    /// A whole number of another type, which holds all that can be.
    #[must_use]
    pub fn narrowed(self) -> Self {
        let read = self.read.operand();
        Self {
            read: Read::Body(quote!(#read.and_then(trilogue::derived::narrowed))),
            write: Write::Through(quote!(trilogue::derived::widened), Box::new(self.write)),
            ..self
        }
    }

    /// The same behind a pointer that a function makes.
    #[must_use]
    pub fn behind(self, function: &TokenStream) -> Self {
        let write = Write::Behind(Box::new(self.write.clone()));
        Self {
            write,
            ..self.made(function)
        }
    }

    /// A map as one that keeps no order.
    #[must_use]
    pub fn unordered(self, map: &Map, scope: &mut Scope<'_>) -> Self {
        let check = map
            .keys
            .as_deref()
            .and_then(|keys| keys::check(keys, scope))
            .unwrap_or_else(|| quote!(|_| Ok(())));
        let write = match &self.write {
            Write::Map(writer) | Write::KeyedMap(_, writer) => {
                Write::UnorderedMap(check, writer.clone())
            }
            other => other.clone(),
        };
        Self {
            write,
            ..self.made(&quote!(|map| map.into_iter().collect()))
        }
    }
}
