//! How a `Value` is read.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Check, checked};

/// How a `Value` is read.
#[derive(Debug, Clone)]
pub enum Read {
    /// By a method of `Value`.
    Method(TokenStream),
    /// By a function.
    Function(TokenStream),
    /// By an expression over `value`.
    Body(TokenStream),
    /// By statements over `value` that end with a result.
    Block(TokenStream),
}

impl Read {
    /// A function from a `Value` to a result.
    pub fn function(&self) -> TokenStream {
        match self {
            Self::Method(name) => quote!(Value::#name),
            Self::Function(path) => path.clone(),
            Self::Body(body) => quote!(|value| #body),
            Self::Block(body) => quote!(|value| { #body }),
        }
    }

    /// An expression over `value` that gives a result.
    pub fn call(&self) -> TokenStream {
        match self {
            Self::Method(name) => quote!(value.#name()),
            Self::Function(path) => quote!(#path(value)),
            Self::Body(body) => body.clone(),
            Self::Block(body) => quote!({ #body }),
        }
    }

    /// The same where a method is called on it.
    pub fn operand(&self) -> TokenStream {
        match self {
            // A block at the start of an expression would be a statement.
            Self::Block(_) => {
                let function = self.function();
                quote!(Ok(value).and_then(#function))
            }
            _ => self.call(),
        }
    }

    /// The reader with its limits: the last check's result is the result.
    pub fn checked(self, checks: &[Check]) -> Self {
        let Some(((function, limit), inner)) = checks.split_last() else {
            return self;
        };
        let call = self.call();
        let value = checked(quote!(#call?), inner);
        Self::Body(quote!(check::#function(#value, #limit)))
    }
}
