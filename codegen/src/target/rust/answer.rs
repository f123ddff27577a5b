//! Answers that do not say which request they are for: the table of open requests tells them.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::bound;
use super::decode;
use super::layout;
use super::literal;
use super::lower::{DirectionView, JoiningView, PipeView, RequestView};
use crate::model::Plan;

/// Whether a pipe has answers that only the table tells, or whose ids it knows.
pub fn has_any(view: &DirectionView<'_>, pipe: &PipeView<'_>) -> bool {
    !forms(view, pipe).is_empty()
}

/// The forms of answers without a name that bring an id, or of which requests have their own.
fn forms(view: &DirectionView<'_>, pipe: &PipeView<'_>) -> Vec<usize> {
    let nameless = pipe.nameless().filter(|candidate| {
        let is_answer = view.variants[candidate.variant].kind.is_answer();
        let has_own = pipe.open().next().is_some();
        let says_nothing = pipe.joining[candidate.form] == Some(JoiningView::Id(None));
        is_answer && (has_own || !says_nothing)
    });
    let mut forms: Vec<usize> = nameless.map(|candidate| candidate.form).collect();
    forms.sort_unstable();
    forms.dedup();
    forms
}

/// The statements that tell and read an answer; `generic` reads a message without the table.
pub fn body(
    view: &DirectionView<'_>,
    pipe: &PipeView<'_>,
    readings: &[TokenStream],
    generic: &TokenStream,
) -> TokenStream {
    let found: Vec<TokenStream> = pipe
        .requests
        .iter()
        .map(|request| {
            let names = &request.names;
            let read = answer(pipe, request, readings);
            quote!(Some(#(#names)|*) => #read,)
        })
        .collect();
    // Forms that follow each other and say it alike are asked about together.
    let mut places: Vec<(&JoiningView, Vec<usize>)> = Vec::new();
    for form in forms(view, pipe) {
        let Some(joining) = &pipe.joining[form] else {
            continue;
        };
        match places.last_mut().filter(|(known, _)| *known == joining) {
            Some((_, forms)) => forms.push(form),
            None => places.push((joining, vec![form])),
        }
    }
    let asked = |joining: &JoiningView| {
        let asked = asked(joining);
        if found.is_empty() {
            return quote!(#asked;);
        }
        quote! {
            let read: Result<Self, Fault> = match #asked {
                #(#found)*
                _ => return #generic,
            };
            return read.map_err(|fault| fault.refuse(None));
        }
    };
    let groups: Vec<(TokenStream, Vec<usize>)> = places
        .iter()
        .map(|(joining, forms)| (asked(joining), forms.clone()))
        .collect();
    let told = match &pipe.model.plan {
        Plan::Switch { key } => by_tag(pipe, &groups, key),
        Plan::Table | Plan::Groups { .. } => by_table(view, pipe, &groups, generic),
    };
    quote!(#told #generic)
}

/// An expression that finds the open request that an answer is for.
fn asked(joining: &JoiningView) -> TokenStream {
    match joining {
        JoiningView::Id(None) => quote!(trilogue::answered(message, None, open)?),
        JoiningView::Id(Some(path)) => quote!(trilogue::answered(message, Some(#path), open)?),
        JoiningView::Ways(ways) => {
            let ways = ways.iter().map(|way| {
                let (places, names) = (&way.places, &way.names);
                quote!((&[#(#places),*], &[#(#names),*]))
            });
            quote!(trilogue::answered_by(message, &[#(#ways),*], open)?)
        }
    }
}

/// An expression that reads the answer to a request.
fn answer(pipe: &PipeView<'_>, request: &RequestView, readings: &[TokenStream]) -> TokenStream {
    let read = |place: usize| decode::standing_alone(&readings[place]);
    if let [only] = request.candidates.as_slice() {
        let form = pipe.model.candidates[*only].form;
        return decode::told_alone(pipe, form, &read(*only));
    }
    let (table, rivals) = (layout::all(pipe), rivals_name(pipe, request));
    let settled = quote!(telling::settle_answers(#table, #rivals, message));
    decode::chosen(&request.candidates, &settled, read)
}

/// The constant that holds what tells the answers to a request apart.
pub fn rivals_name(pipe: &PipeView<'_>, request: &RequestView) -> Ident {
    layout::constant(pipe, &format!("{}_answers", request.constant))
}

fn by_tag(pipe: &PipeView<'_>, groups: &[(TokenStream, Vec<usize>)], key: &str) -> TokenStream {
    let tag = pipe.inner("tag");
    let groups = groups.iter().map(|(read, forms)| {
        let texts = forms
            .iter()
            .map(|form| decode::constant_at(&pipe.model.forms[*form], key));
        quote!(if #(tag == #texts)||* { #read })
    });
    quote!(let tag = #tag(message)?; #(#groups)*)
}

fn by_table(
    view: &DirectionView<'_>,
    pipe: &PipeView<'_>,
    groups: &[(TokenStream, Vec<usize>)],
    generic: &TokenStream,
) -> TokenStream {
    let table = layout::all(pipe);
    let groups = groups.iter().map(|(read, forms)| {
        let forms = forms.iter().map(|form| literal::count(*form));
        quote!(if #(told.has(#forms))||* { #read })
    });
    let is_known = bound::has_bound(view).then(|| quote!(|| names.has(name)));
    let named = pipe.has_names().then(|| {
        quote! {
            if told.name.as_deref().is_some_and(|name| Self::NAMES.contains(&name) #is_known) {
                return #generic;
            }
        }
    });
    quote!(let told = telling::tell(#table, message)?; #named #(#groups)*)
}
