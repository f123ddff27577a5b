//! What is done while a form is walked.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::uses;
use crate::target::rust::identifier;

/// Something that is done while a form is walked.
pub enum Step {
    /// An expression that gives a result with what is kept under these names.
    Bind(Vec<Ident>, TokenStream),
    /// An expression that cannot fail, and what it is kept under.
    Keep([Ident; 1], TokenStream),
    /// An expression whose result is not kept.
    Check(TokenStream),
}

impl Step {
    /// What is kept, by its names.
    pub fn names(&self) -> &[Ident] {
        match self {
            Self::Bind(names, _) => names,
            Self::Keep(name, _) => name,
            Self::Check(_) => &[],
        }
    }

    /// What is done.
    pub fn expression(&self) -> &TokenStream {
        match self {
            Self::Bind(_, read) | Self::Check(read) | Self::Keep(_, read) => read,
        }
    }

    /// What is read, or a return with what is wrong with it.
    pub fn value(&self) -> TokenStream {
        match self {
            Self::Keep(_, kept) => kept.clone(),
            Self::Bind(_, read) | Self::Check(read) => quote!(#read?),
        }
    }

    /// An expression that gives a result.
    pub fn result(&self) -> TokenStream {
        match self {
            Self::Keep(_, kept) => quote!(Ok(#kept)),
            Self::Bind(_, read) | Self::Check(read) => read.clone(),
        }
    }

    /// The step as a statement.
    pub fn statement(&self) -> TokenStream {
        match self {
            Self::Check(check) => quote!(#check?;),
            Self::Keep([name], kept) => quote!(let #name = #kept;),
            Self::Bind(names, read) => match names.as_slice() {
                [name] => quote!(let #name = #read?;),
                names => quote!(let (#(#names),*) = #read?;),
            },
        }
    }
}

/// A container whose inside is looked at.
pub struct Open {
    /// What it is called.
    pub name: &'static str,
    /// An expression that gives a result with it.
    pub expression: TokenStream,
}

impl Open {
    /// The statement that opens it, if it has to be opened for these steps.
    pub fn statement(&self, steps: &[Step]) -> Option<TokenStream> {
        let Self { name, expression } = self;
        let is_used = steps.iter().any(|step| uses(step.expression(), name));
        let ident = identifier::ident(name);
        if is_used {
            Some(quote!(let #ident = #expression?;))
        } else {
            // A list is opened for its length too.
            (*name == "list").then(|| quote!(#expression?;))
        }
    }
}
