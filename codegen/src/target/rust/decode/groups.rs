//! Telling by one text at one key, which leaves several forms or candidates for some texts.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::choice::Choice;
use super::{Made, table, tag, told_alone};
use crate::model::{Group, Told};
use crate::target::rust::bound;
use crate::target::rust::layout;

/// Statements that tell a message by the text at a key, and then among those that the text leaves.
pub fn by_groups(all: &Choice<'_>, key: &str, groups: &[Group], made: &mut Made) -> TokenStream {
    let arms: Vec<TokenStream> = groups
        .iter()
        .filter_map(|group| {
            let text = &group.text;
            let read = read(all, group, made)?;
            Some(quote!(#text => #read))
        })
        .collect();
    let is_in_group = |form: &usize| groups.iter().any(|group| group.forms.contains(form));
    let named = (0..all.pipe.model.forms.len()).filter(|form| !is_in_group(form));
    let named = all.of(named.collect(), all.table.clone());
    tag::by_tag(&named, key, &arms, made)
}

/// An expression that reads the message that a text leaves.
fn read(all: &Choice<'_>, group: &Group, made: &mut Made) -> Option<TokenStream> {
    let first = *group.forms.first()?;
    let kind = layout::kind_name(all.pipe, first);
    let name = layout::beside(&all.table, &kind.to_uppercase());
    let choice = all.of(group.forms.clone(), format_ident!("{name}_FORMS"));
    let candidates: Vec<_> = choice
        .candidates()
        .filter(|(_, candidate)| candidate.told != Told::Open)
        .collect();
    if let ([_], [(place, only)]) = (group.forms.as_slice(), candidates.as_slice())
        && only.told == Told::Form
    {
        return Some(told_alone(all.pipe, first, &all.readings[*place]));
    }
    let body = match &group.name {
        Some(key) => tag::by_tag(&choice, key, &[], made),
        None => {
            made.tables
                .push(layout::table(all.pipe, &choice.table, &choice.forms));
            table::by_table(&choice, made)
        }
    };
    let method = all.pipe.inner(&format!("tell_{kind}"));
    let (parameter, argument) = bound::parameter(all.view, &body);
    made.methods.push(crate::target::rust::lints::method(
        quote! {
            fn #method(message: Value<'_> #parameter) -> Result<Self, Refusal> { #body }
        },
        "message",
    ));
    Some(quote!(return Self::#method(message #argument)))
}
