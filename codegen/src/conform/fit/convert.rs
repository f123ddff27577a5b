//! Types of the user's that convert from and into what generated code would hold.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::GenericParam;

use super::{Fitting, Misfit};
use crate::conform::written::{has, shown};
use crate::model::Type;
use crate::target::rust::types::Lowered;

impl Fitting<'_> {
    /// The type as one that converts, if a conversion is declared.
    pub(super) fn convert_or(
        &mut self,
        ty: &Type,
        written: &syn::Type,
        message: String,
    ) -> Result<Lowered, Misfit> {
        let Some(from) = self.from.take() else {
            return Err(Misfit::new(written, message));
        };
        let held: syn::Type = from
            .parse()
            .map_err(|error| Misfit::new(&from, format!("this is no type: {error}")))?;
        let lowered = self.lowered(ty, &held).map_err(|misfit| Misfit {
            place: from.to_token_stream(),
            ..misfit
        })?;
        let (reads, writes) = self.conversions(from.span(), &held, written);
        Ok(lowered.converted(&reads, writes))
    }

    pub(super) fn convert_or_refuse(
        &mut self,
        ty: &Type,
        written: &syn::Type,
    ) -> Result<Lowered, Misfit> {
        let (expected, found) = (self.expected(ty, false), shown(written));
        self.convert_or(
            ty,
            written,
            format!("expected `{expected}`, found `{found}`"),
        )
    }

    /// The names of two functions between what is held and the user's type. They stand beside the derived code, where
    /// the names of types mean what they mean to the user.
    fn conversions(
        &mut self,
        span: Span,
        held: &syn::Type,
        written: &syn::Type,
    ) -> (TokenStream, TokenStream) {
        let number = self.conversions;
        self.conversions += 1;
        let reads = format_ident!("trilogue_from_{number}");
        let writes = format_ident!("trilogue_into_{number}");
        let types = quote!(#held #written);
        let parameters: Vec<&GenericParam> = self
            .generics
            .params
            .iter()
            .filter(|parameter| match parameter {
                GenericParam::Lifetime(lifetime) => has(&types, &lifetime.lifetime.ident),
                GenericParam::Type(parameter) => has(&types, &parameter.ident),
                GenericParam::Const(parameter) => has(&types, &parameter.ident),
            })
            .collect();
        self.items.push(quote_spanned! {span=>
            fn #reads<#(#parameters),*>(held: #held) -> #written {
                ::core::convert::From::from(held)
            }
            fn #writes<#(#parameters),*>(own: &#written) -> #held {
                ::core::convert::From::from(::core::clone::Clone::clone(own))
            }
        });
        (quote!(#reads), quote!(#writes))
    }
}
