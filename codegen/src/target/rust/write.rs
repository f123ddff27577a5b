//! Writing a direction: the form of each message, and at its slots what the message brings.

mod fill;
mod form;

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote};

use self::fill::fill;
use self::form::write_form;
use super::bound;
use super::certain;
use super::door::{is_plain, parse};
use super::lower::{DirectionView, Home, PipeView, VariantView};
use crate::model::Told;

/// Methods of the enum that only writing needs.
pub fn members(view: &DirectionView<'_>) -> Vec<TokenStream> {
    let mut fillings = Vec::new();
    let mut members: Vec<TokenStream> = view
        .pipes
        .iter()
        .map(|pipe| write_form(view, pipe, &mut fillings))
        .collect();
    members.extend(fillings.iter().map(|filling| fill(view, *filling)));
    for pipe in view.pipes.iter().filter(|pipe| pipe.sends_unknown) {
        members.push(send_on(view, pipe));
    }
    members
}

/// The body of a method that writes a message of a pipe to `out`.
pub fn body(view: &DirectionView<'_>, pipe: &PipeView<'_>) -> TokenStream {
    let write_form = pipe.inner("write_form");
    let plain = quote!(self.#write_form(out).map_err(|fault| fault.refuse(self.name())));
    let uncertain: Vec<&VariantView> = view
        .covered()
        .filter(|(place, _)| !certain::reads_as_itself(view, pipe, *place))
        .map(|(_, variant)| variant)
        .collect();
    if uncertain.is_empty() {
        return plain;
    }
    let read_back = read_back(view, pipe);
    let carried = view
        .covered()
        .filter(|(place, _)| pipe.form_of(*place).is_some());
    if uncertain.len() == carried.count() {
        return read_back;
    }
    let patterns = uncertain.iter().map(|variant| variant.pattern());
    quote! {
        if matches!(self, #(#patterns)|*) { #read_back } else { #plain }
    }
}

/// What other messages could be taken for: only reading shows what such a message is. An answer that does not say which
/// request it is for is read as its receiver will, who knows that request.
fn read_back(view: &DirectionView<'_>, pipe: &PipeView<'_>) -> TokenStream {
    let write_form = pipe.inner("write_form");
    let read = read_call(view, pipe, &quote!(document.root()));
    let asked = asked(view, pipe);
    let read = if asked.is_empty() {
        read
    } else {
        let read_answer = read_answer_call(view, pipe);
        let takes_names = !is_plain(view) && bound::has_bound(view);
        let names = takes_names.then(|| quote!(, &self.chosen_names()));
        quote! {
            match self {
                #(#asked)*
                _ => None,
            }
            .map_or_else(|| #read, |request| #read_answer(document.root(), &trilogue::Only(request) #names))
        }
    };
    // Which of the answers for all requests it is, only the one who asked can tell.
    let mut loose: Vec<usize> = pipe
        .nameless()
        .map(|candidate| candidate.variant)
        .filter(|variant| {
            let variant = &view.variants[*variant];
            variant.is_covered && variant.kind.is_answer()
        })
        .collect();
    loose.sort_unstable();
    loose.dedup();
    let loose: Vec<TokenStream> = loose
        .iter()
        .map(|variant| view.variants[*variant].pattern())
        .collect();
    let is_single = view
        .covered()
        .all(|(_, variant)| !matches!(variant.home, Home::Variant));
    let parse = parse(pipe);
    let same = quote!(std::mem::discriminant(&read) == std::mem::discriminant(self));
    let same = match loose.as_slice() {
        [] | [_] => same,
        loose => {
            let own = quote!(#(#loose)|*);
            let other = of(&view.again_pattern, &own);
            quote!(#same || matches!((self, &read), (#own, #other)))
        }
    };
    // A type that stands for one message reads no other.
    let same = if is_single {
        quote!(Ok(_))
    } else {
        quote!(Ok(read) if #same)
    };
    quote! {
        let mut own = Writer::new();
        let written = self.#write_form(&mut own).and_then(|()| {
            let json = own.into_string();
            let document = Document::#parse(json.as_bytes())?;
            let read = #read;
            match read {
                #same => out.raw(&json),
                _ => Err(Fault::new(Code::Ambiguous, "a message that reads as itself")),
            }
        });
        written.map_err(|fault| fault.refuse(self.name()))
    }
}

/// Patterns of `Self`, of the type as it is where a message lives shorter.
fn of(again: &TokenStream, patterns: &TokenStream) -> TokenStream {
    let tokens = patterns.clone().into_iter();
    let again = |token: TokenTree| match &token {
        TokenTree::Ident(ident) if ident == "Self" => again.clone(),
        _ => token.into_token_stream(),
    };
    tokens.map(again).collect()
}

/// The arms that give the request of each answer that does not say which it is for.
fn asked(view: &DirectionView<'_>, pipe: &PipeView<'_>) -> Vec<TokenStream> {
    let mut arms: Vec<(&str, Vec<TokenStream>)> = Vec::new();
    for (place, variant) in view.covered() {
        let is_own = |at: &usize| {
            let candidate = &pipe.model.candidates[*at];
            candidate.variant == place && candidate.told == Told::Open
        };
        let requests = pipe.requests.iter();
        let requests = requests.filter(|request| request.candidates.iter().any(is_own));
        // Several requests can share a name, but none its key.
        let request = requests.min_by_key(|request| request.candidates.len());
        let Some(name) = request.and_then(|request| request.names.first()) else {
            continue;
        };
        match arms.iter_mut().find(|(known, _)| known == name) {
            Some((_, patterns)) => patterns.push(variant.pattern()),
            None => arms.push((name, vec![variant.pattern()])),
        }
    }
    let arms = arms
        .iter()
        .map(|(name, patterns)| quote!(#(#patterns)|* => Some(#name),));
    arms.collect()
}

/// The method that reads a message of a pipe with the table of open requests.
fn read_answer_call(view: &DirectionView<'_>, pipe: &PipeView<'_>) -> TokenStream {
    let again = &view.again;
    if is_plain(view) {
        quote!(<#again as Direction>::read_answer)
    } else {
        let method = pipe.inner("read_open_answer");
        quote!(#again::#method)
    }
}

/// An expression that reads a message of a pipe, with the names that a message was given.
pub fn read_call(
    view: &DirectionView<'_>,
    pipe: &PipeView<'_>,
    message: &TokenStream,
) -> TokenStream {
    let read = read_method(view, pipe);
    let outside = pipe
        .model
        .name_outside
        .then(|| quote!(self.name().unwrap_or_default(),));
    let again = &view.again;
    if !bound::has_bound(view) {
        return quote!(#again::#read(#outside #message));
    }
    quote!(#again::#read(#outside #message, &self.chosen_names()))
}

/// The method that reads a message of a pipe.
pub fn read_method(view: &DirectionView<'_>, pipe: &PipeView<'_>) -> Ident {
    if bound::has_bound(view) {
        pipe.inner("read_with")
    } else if is_plain(view) {
        format_ident!("read")
    } else {
        pipe.inner("read_message")
    }
}

fn send_on(view: &DirectionView<'_>, pipe: &PipeView<'_>) -> TokenStream {
    let (method, read) = (pipe.inner("send_on"), read_method(view, pipe));
    let outside = pipe.model.name_outside.then(|| quote!(unknown.name(),));
    let names = bound::has_bound(view).then(|| {
        let ty = bound::ty(view);
        quote!(, &#ty::default())
    });
    let (again, again_pattern, kept) = (&view.again, &view.again_pattern, &view.unknown);
    let parse = parse(pipe);
    quote! {
        /// Sends on what came, if it is unknown in this direction too.
        fn #method(unknown: &Unknown, out: &mut Writer) -> Result<(), Fault> {
            let document = Document::#parse(unknown.json().as_bytes())?;
            match #again::#read(#outside document.root() #names) {
                Ok(#again_pattern::#kept(_)) => out.raw(unknown.json()),
                _ => Err(Fault::new(Code::Name, "a message that this direction does not declare")),
            }
        }
    }
}
