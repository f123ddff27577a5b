//! Telling by the algorithm, over a table of forms.

use std::borrow::Cow;

use proc_macro2::TokenStream;
use quote::quote;
use trilogue_wire::telling::{Test, keys};
use trilogue_wire::{Kind, Kinds};

use super::Made;
use super::choice::{Choice, Named, object};
use crate::facts::place_of;
use crate::model::{Form, Slot, Told, WireName};
use crate::target::rust::bound;
use crate::target::rust::layout;
use crate::target::rust::literal;
use crate::target::rust::lower::shown_name;

/// Statements that tell a message by the table of its forms.
pub fn by_table(choice: &Choice<'_>, made: &mut Made) -> TokenStream {
    let table = &choice.table;
    let named: Vec<TokenStream> = choice
        .named()
        .iter()
        .map(|group| named_arm(choice, group, made))
        .collect();
    let nameless: Vec<TokenStream> = choice
        .candidates()
        .filter(|(_, candidate)| candidate.told == Told::Form)
        .map(|(place, candidate)| {
            let (form, read) = (choice.place_of(candidate.form), choice.reading(place));
            quote!(_ if told.has(#form) => #read)
        })
        .collect();
    let bound = bound::table_arms(choice);
    let undeclared = undeclared(choice);
    let all = quote!(#(#named)* #(#nameless)* #(#bound)* #undeclared);
    let object = object(&all).filter(|_| choice.are_objects());
    quote! {
        let told = telling::tell(#table, message)?;
        #object
        let read = match told.name.as_deref() {
            #(#named,)*
            #(#bound,)*
            #(#nameless,)*
            #undeclared
            _ => return Err(Fault::new(Code::Tag, "a message of this direction").into()),
        };
        read.map_err(|fault: Fault| told.refuse(fault))
    }
}

fn named_arm(choice: &Choice<'_>, group: &[Named<'_>], made: &mut Made) -> TokenStream {
    let pattern = choice.pattern(group[0]);
    let mut forms: Vec<usize> = group.iter().map(|named| named.candidate.form).collect();
    forms.sort_unstable();
    forms.dedup();
    let fits = forms.iter().map(|form| {
        let form = choice.place_of(*form);
        quote!(told.has(#form))
    });
    let fits = quote!(#(#fits)||*);
    let guard = match same_kind(choice, group[0].name) {
        None => fits,
        Some(kind) if forms.len() == 1 => quote!(#fits #kind),
        Some(kind) => quote!((#fits) #kind),
    };
    if let [only] = group {
        let read = choice.reading(only.place);
        return quote!(Some(#pattern) if #guard => #read);
    }
    let (table, rivals) = (&choice.table, contested(choice, group, made));
    let settled = quote!(told.settle(#table, #rivals, message));
    let places: Vec<usize> = group.iter().map(|named| named.place).collect();
    let read = chosen(&places, &settled, |place| choice.reading(place));
    quote!(Some(#pattern) if #guard => #read)
}

/// The constant that holds what tells the messages of one name apart, which is made.
pub fn contested(choice: &Choice<'_>, group: &[Named<'_>], made: &mut Made) -> proc_macro2::Ident {
    let name = choice.rivals(group);
    let rivals: Vec<_> = group
        .iter()
        .map(|named| {
            let mut forms = choice.forms.iter();
            let form = forms.position(|form| *form == named.candidate.form);
            (form.unwrap_or_default(), &named.candidate.marks)
        })
        .collect();
    let what = format!("messages called `{}`", shown_name(group[0].name));
    made.tables.push(layout::rivals(&name, &what, &rivals));
    name
}

/// An expression that reads the one of several messages whose place in a group is given.
pub fn chosen(
    group: &[usize],
    settled: &TokenStream,
    read: impl Fn(usize) -> TokenStream,
) -> TokenStream {
    let Some((last, others)) = group.split_last() else {
        return settled.clone();
    };
    let arms = others.iter().enumerate().map(|(index, place)| {
        let (index, read) = (literal::count(index), read(*place));
        quote!(Ok(#index) => #read,)
    });
    let last = read(*last);
    quote!(match #settled { #(#arms)* Ok(_) => #last, Err(fault) => Err(fault) })
}

/// A condition that a name is of the JSON kind that it has on the wire, where names of several kinds are possible.
fn same_kind(choice: &Choice<'_>, name: &WireName) -> Option<TokenStream> {
    let is_text = |name: &WireName| matches!(name, WireName::Text(_));
    let groups = choice.named();
    let has_both = groups
        .iter()
        .any(|group| is_text(group[0].name) != is_text(name));
    let takes_both = choice.forms().any(|(_, form)| {
        form.telling.nodes.iter().any(|node| match &node.test {
            Test::Name(test) => test.kinds != Kinds::TEXT && test.kinds.has(Kind::Text),
            _ => false,
        })
    });
    (has_both || takes_both).then(|| {
        if is_text(name) {
            quote!(&&told.name_text().is_some())
        } else {
            quote!(&&told.name_text().is_none())
        }
    })
}

/// The arms for a name that nobody declared.
fn undeclared(choice: &Choice<'_>) -> TokenStream {
    let pipe = choice.pipe;
    if !choice.has_names() {
        return TokenStream::new();
    }
    let mut forms: Vec<(usize, &Form)> = choice.forms().collect();
    if pipe.keeps_unknown {
        // The payload is that of the first form that has a place for one.
        forms.sort_by_key(|(_, form)| place_of(&form.template, Slot::Payload).is_none());
    }
    if pipe.keeps_unknown && pipe.undeclared.is_none() {
        let read = choice.unknown(&quote!(name), choice.forms[0]);
        return quote!(Some(name) => #read,);
    }
    let arms = forms.into_iter().filter_map(|(place, form)| {
        let path = form.telling.name_path()?;
        let at = literal::count(place);
        if pipe.keeps_unknown {
            let read = choice.unknown(&quote!(name), choice.forms[place]);
            return Some(quote!(Some(name) if told.has(#at) => #read,));
        }
        let keys = keys(path).map(Cow::into_owned).rev();
        Some(quote! {
            Some(_) if told.has(#at) => {
                return Err(Fault::new(Code::Name, "a declared name")#(.under(#keys))*.into());
            }
        })
    });
    arms.collect()
}
