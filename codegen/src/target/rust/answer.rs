//! Answers that do not say which request they are for: the table of open requests tells them.

use proc_macro2::TokenStream;
use quote::quote;

use super::decode;
use super::layout;
use super::literal;
use super::lower::{DirectionView, PipeView};
use crate::model::{Entry, Plan, Slot, Template};

/// Whether a pipe has answers that only the table tells, or whose ids it knows.
pub fn has_any(view: &DirectionView<'_>, pipe: &PipeView<'_>) -> bool {
    !forms(view, pipe).is_empty()
}

/// The forms of answers without a name that bring an id, or of which requests have their own.
fn forms(view: &DirectionView<'_>, pipe: &PipeView<'_>) -> Vec<usize> {
    let nameless = pipe.nameless().filter(|candidate| {
        let is_answer = view.variants[candidate.variant].kind.is_answer();
        let form = &pipe.model.forms[candidate.form];
        let has_own = pipe.open().any(|own| own.form == candidate.form);
        is_answer && (has_own || id_path(&form.template, "").is_some())
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
    let forms = forms(view, pipe);
    let asked = |form: usize| {
        let found = by_request(view, pipe, readings, form);
        let path = id_path(&pipe.model.forms[form].template, "");
        let path = path.map_or_else(|| quote!(None), |path| quote!(Some(#path)));
        let asked = quote!(trilogue::answered(message, #path, open)?);
        if found.is_empty() {
            quote!(#asked;)
        } else {
            quote! {
                let read: Result<Self, Fault> = match #asked {
                    #(#found)*
                    _ => return #generic,
                };
                return read.map_err(|fault| fault.refuse(None));
            }
        }
    };
    // Forms whose answers are read alike are asked about together.
    let mut groups: Vec<(TokenStream, Vec<usize>)> = Vec::new();
    for form in forms {
        let read = asked(form);
        match groups
            .iter_mut()
            .find(|(known, _)| known.to_string() == read.to_string())
        {
            Some((_, forms)) => forms.push(form),
            None => groups.push((read, vec![form])),
        }
    }
    let told = match &pipe.model.plan {
        Plan::Switch { key } => by_tag(pipe, &groups, key),
        Plan::Table | Plan::Groups { .. } => by_table(pipe, &groups, generic),
    };
    quote!(#told #generic)
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
    pipe: &PipeView<'_>,
    groups: &[(TokenStream, Vec<usize>)],
    generic: &TokenStream,
) -> TokenStream {
    let table = layout::all(pipe);
    let groups = groups.iter().map(|(read, forms)| {
        let forms = forms.iter().map(|form| literal::count(*form));
        quote!(if #(told.has(#forms))||* { #read })
    });
    let named = pipe.has_names().then(|| {
        quote! {
            if told.name.as_deref().is_some_and(|name| Self::NAMES.contains(&name)) {
                return #generic;
            }
        }
    });
    quote!(let told = telling::tell(#table, message)?; #named #(#groups)*)
}

/// The arms that read the answer to each request.
fn by_request(
    view: &DirectionView<'_>,
    pipe: &PipeView<'_>,
    readings: &[TokenStream],
    form: usize,
) -> Vec<TokenStream> {
    let candidates = pipe.model.candidates.iter().zip(readings);
    let arms = candidates
        .filter(|(candidate, _)| {
            candidate.form == form && candidate.told == crate::model::Told::Open
        })
        .map(|(candidate, read)| {
            let names = &view.variants[candidate.variant].answers;
            let read = decode::standing_alone(read);
            quote!(Some(#(#names)|*) => #read,)
        });
    arms.collect()
}

/// Where the id stands in a form.
fn id_path(template: &Template, at: &str) -> Option<String> {
    match template {
        Template::Slot(held) => (held.slot == Slot::Id).then(|| at.to_owned()),
        Template::Object(entries) => entries.iter().find_map(|entry| match entry {
            Entry::Member(key, inner) => {
                let key = key.replace('~', "~0").replace('/', "~1");
                id_path(inner, &format!("{at}/{key}"))
            }
            Entry::Spread(_) => None,
        }),
        Template::List(items) => items
            .iter()
            .enumerate()
            .find_map(|(place, inner)| id_path(inner, &format!("{at}/{place}"))),
        Template::Constant(_) | Template::Name(_) | Template::Absent => None,
    }
}
