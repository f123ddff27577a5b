//! How a value is written.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Check, checked};

/// How a value is written.
#[derive(Debug, Clone)]
pub enum Write {
    /// By a method of `Writer` that takes the value as it is.
    Copied(TokenStream, Vec<Check>),
    /// By a method of `Writer` that takes a reference.
    Referenced(TokenStream, Vec<Check>),
    /// As the text of a URL.
    Url(TokenStream),
    /// As the text of a type that has checked it.
    Formatted(Vec<Check>),
    /// By an expression that needs no value.
    Constant(TokenStream),
    /// As a list of what the writer writes.
    List(TokenStream, Vec<Check>),
    /// As a list, each item by a statement over `items`. The pattern binds the items.
    Tuple(TokenStream, Vec<TokenStream>),
    /// As a map to what the writer writes.
    Map(TokenStream),
    /// As a map whose keys are checked by a function, to what the writer writes.
    KeyedMap(TokenStream, TokenStream),
    /// By the value's own method.
    Own,
    /// By a function that takes a reference and the writer.
    By(TokenStream),
    /// What a function makes of a reference.
    Through(TokenStream, Box<Write>),
    /// What a pointer points to.
    Behind(Box<Write>),
    /// As a map in no order, whose keys are checked by a function, to what the writer writes.
    UnorderedMap(TokenStream, TokenStream),
    /// What is in the box.
    Boxed(Box<Write>),
    /// What is revealed.
    Secret(Box<Write>),
    /// The value or null.
    Nullable(Box<Write>),
}

/// Where a value is.
pub enum Place {
    /// In a field.
    Owned(TokenStream),
    /// Behind a reference.
    Reference(TokenStream),
}

impl Place {
    fn reference(&self) -> TokenStream {
        match self {
            Self::Owned(place) => quote!(&#place),
            Self::Reference(place) => place.clone(),
        }
    }

    fn copied(&self) -> TokenStream {
        match self {
            Self::Owned(place) => place.clone(),
            Self::Reference(place) => quote!(*#place),
        }
    }

    fn receiver(&self) -> &TokenStream {
        match self {
            Self::Owned(place) | Self::Reference(place) => place,
        }
    }
}

impl Write {
    /// A function from `&mut Writer` and a reference.
    pub fn function(&self) -> TokenStream {
        match self {
            Self::Referenced(method, checks)
                if checks.is_empty() && method.to_string() == "json" =>
            {
                quote!(Writer::json)
            }
            _ => {
                let binding = self.binding();
                let body = self.at(&Place::Reference(quote!(value)));
                quote!(|out, #binding| #body)
            }
        }
    }

    /// Adds limits to those of a text or number.
    pub fn check(&mut self, more: &[Check]) {
        if let Self::Copied(_, checks) | Self::Referenced(_, checks) = self {
            checks.extend_from_slice(more);
        }
    }

    /// The pattern that takes the value under the name `value`, if writing looks at it.
    pub fn binding(&self) -> TokenStream {
        match self {
            Self::Constant(_) => quote!(()),
            _ => quote!(value),
        }
    }

    /// An expression that writes what is at a place to `out`.
    pub fn at(&self, place: &Place) -> TokenStream {
        match self {
            Self::Copied(method, checks) => {
                let value = checked(place.copied(), checks);
                quote!(out.#method(#value))
            }
            Self::Referenced(method, checks) => {
                let value = checked(place.reference(), checks);
                quote!(out.#method(#value))
            }
            Self::Url(schemes) => {
                let text = place.receiver();
                quote!(out.text(check::url(#text.as_str(), #schemes)?))
            }
            Self::Formatted(checks) => {
                let text = place.receiver();
                let text = checked(quote!(#text.as_str()), checks);
                quote!(out.text(#text))
            }
            Self::Constant(written) => written.clone(),
            Self::List(writer, checks) => list(&place.reference(), writer, checks),
            Self::Tuple(pattern, items) => {
                let tuple = place.reference();
                quote!({ let #pattern = #tuple; out.tuple(|items| { #(#items?;)* Ok(()) }) })
            }
            Self::Map(writer) => {
                let entries = place.reference();
                quote!(out.map(#entries, #writer))
            }
            Self::KeyedMap(check, writer) => {
                let entries = place.reference();
                quote!(out.map_of_keys(#entries, #check, #writer))
            }
            Self::Own => {
                let value = place.receiver();
                quote!(#value.write(out))
            }
            Self::By(function) => {
                let value = place.reference();
                quote!(#function(#value, out))
            }
            Self::Through(function, inner) => {
                let value = place.reference();
                let written = inner.at(&Place::Owned(quote!(held)));
                quote!({ let held = #function(#value); #written })
            }
            Self::Behind(inner) => {
                let pointer = place.reference();
                inner.at(&Place::Reference(quote!((&**#pointer))))
            }
            Self::UnorderedMap(check, writer) => {
                let entries = place.reference();
                quote!(trilogue::derived::write_map(out, #entries, #check, #writer))
            }
            Self::Boxed(inner) => boxed(inner, place),
            Self::Secret(inner) => {
                let secret = place.receiver();
                inner.at(&Place::Reference(quote!(#secret.reveal())))
            }
            Self::Nullable(inner) => {
                let (value, held) = (place.reference(), inner.binding());
                let some = inner.at(&Place::Reference(quote!(value)));
                quote!(match #value { Some(#held) => #some, None => out.null() })
            }
        }
    }
}

fn boxed(inner: &Write, place: &Place) -> TokenStream {
    match inner {
        // A call finds its way through the box.
        Write::Own => inner.at(place),
        _ => {
            let held = place.receiver();
            inner.at(&Place::Reference(quote!(#held.as_ref())))
        }
    }
}

/// Items first, then their number, as readers do.
fn list(items: &TokenStream, writer: &TokenStream, checks: &[Check]) -> TokenStream {
    let written = quote!(out.list(#items, #writer));
    if checks.is_empty() {
        return written;
    }
    let checked = checked(items.clone(), checks);
    quote!({ #written?; #checked; Ok(()) })
}
