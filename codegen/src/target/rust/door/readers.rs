//! The methods behind the doors, which read and write the messages of a pipe.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::is_plain;
use crate::target::rust::answer;
use crate::target::rust::bound;
use crate::target::rust::decode::Decoder;
use crate::target::rust::identifier;
use crate::target::rust::lints;
use crate::target::rust::lower::{DirectionView, PipeView};
use crate::target::rust::read;
use crate::target::rust::whole::{first, fits};
use crate::target::rust::write;

/// The private methods that read and write each pipe, where the trait alone does not.
pub fn readers(view: &DirectionView<'_>, decoders: &[Decoder]) -> Vec<TokenStream> {
    let mut members = Vec::new();
    let whole = first(view);
    for (pipe, decoder) in view.pipes.iter().zip(decoders) {
        let has_own = !is_plain(view) || bound::has_bound(view);
        if has_own {
            members.push(read_message(view, pipe, decoder));
        }
        if !is_plain(view) {
            members.push(write_message(view, pipe));
            members.extend(fits(view, pipe, &whole));
        }
        if has_own && answer::has_any(view, pipe) {
            members.push(read_open_answer(view, pipe, decoder));
        }
    }
    members
}

fn read_message(view: &DirectionView<'_>, pipe: &PipeView<'_>, decoder: &Decoder) -> TokenStream {
    let method = write::read_method(view, pipe);
    let outside = pipe.model.name_outside.then(|| quote!(name: &str,));
    let names = bound::has_bound(view).then(|| {
        let ty = bound::ty(view);
        let name = parameter(&decoder.body, "names");
        quote!(, #name: &#ty)
    });
    let body = &decoder.body;
    let message = parameter(body, "message");
    lints::method(
        quote! {
            fn #method(#outside #message: Value<'_> #names) -> Result<Self, Refusal> { #body }
        },
        "message",
    )
}

/// The name of a parameter, which says so if the body does not use it.
pub fn parameter(body: &TokenStream, name: &str) -> Ident {
    if read::uses(body, name) {
        identifier::ident(name)
    } else {
        format_ident!("_{name}")
    }
}

fn write_message(view: &DirectionView<'_>, pipe: &PipeView<'_>) -> TokenStream {
    let method = pipe.inner("write_message");
    let body = write::body(view, pipe);
    quote!(fn #method(&self, out: &mut Writer) -> Result<(), Refusal> { #body })
}

fn read_open_answer(
    view: &DirectionView<'_>,
    pipe: &PipeView<'_>,
    decoder: &Decoder,
) -> TokenStream {
    let method = pipe.inner("read_open_answer");
    let outside = pipe.model.name_outside.then(|| quote!(name: &str,));
    let names = bound::has_bound(view).then(|| {
        let ty = bound::ty(view);
        quote!(, names: &#ty)
    });
    let body = &decoder.answer;
    lints::method(
        quote! {
            fn #method(#outside message: Value<'_>, open: &dyn OpenRequests #names) -> Result<Self, Refusal> { #body }
        },
        "message",
    )
}
