//! Telling by the algorithm, over a table of forms.

use std::borrow::Cow;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use trilogue_wire::telling::{self, Test, keys};
use trilogue_wire::{Kind, Kinds};

use super::Made;
use super::choice::{Choice, Named, object};
use crate::facts::place_of;
use crate::model::{Candidate, Form, Slot, Told, WireName};
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
    let nameless = nameless_arms(choice, made);
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

/// The arms for messages without a name. Where telling leaves several of their forms, what they bring decides.
fn nameless_arms(choice: &Choice<'_>, made: &mut Made) -> Vec<TokenStream> {
    let candidates = choice.candidates();
    let candidates: Vec<_> = candidates
        .filter(|(_, candidate)| candidate.told == Told::Form)
        .collect();
    let form = |candidate: &Candidate| &choice.pipe.model.forms[candidate.form].telling;
    let is_left = |(place, (_, one)): (usize, &(usize, &Candidate))| {
        let mut others = candidates[..place].iter();
        others.any(|(_, other)| are_left_together(form(one), form(other)))
    };
    if !candidates.iter().enumerate().any(is_left) {
        let arms = candidates.iter().map(|(place, candidate)| {
            let (form, read) = (choice.place_of(candidate.form), choice.reading(*place));
            quote!(_ if told.has(#form) => #read)
        });
        return arms.collect();
    }
    let fits = candidates.iter().map(|(_, candidate)| {
        let form = choice.place_of(candidate.form);
        quote!(told.has(#form))
    });
    let fits = quote!(#(#fits)||*);
    let (table, rivals) = (&choice.table, nameless_rivals(choice, &candidates, made));
    let settled = quote!(told.settle(#table, #rivals, message));
    let places: Vec<usize> = candidates.iter().map(|(place, _)| *place).collect();
    let read = chosen(&places, &settled, |place| choice.reading(place));
    vec![quote!(_ if #fits => #read)]
}

/// The constant that holds what tells messages without a name apart, which is made.
fn nameless_rivals(
    choice: &Choice<'_>,
    candidates: &[(usize, &Candidate)],
    made: &mut Made,
) -> proc_macro2::Ident {
    let name = format_ident!("{}_RIVALS", layout::beside(&choice.table, "NAMELESS"));
    let rivals: Vec<_> = candidates
        .iter()
        .map(|(_, candidate)| {
            let mut forms = choice.forms.iter();
            let form = forms.position(|form| *form == candidate.form);
            (form.unwrap_or_default(), &candidate.marks)
        })
        .collect();
    made.tables
        .push(layout::rivals(&name, "messages without a name", &rivals));
    name
}

/// Whether telling can leave both of two forms without a name.
fn are_left_together(one: &telling::Form, other: &telling::Form) -> bool {
    let beats = |one, other| telling::constant_beats_slot(one, other);
    let excludes = one.nodes.iter().any(|node| {
        let opposite = other.at(&node.path).map(|node| &node.test);
        match (&node.test, opposite) {
            (Test::Constant(one), Some(Test::Constant(other))) => one != other,
            (Test::Absent, Some(test)) | (test, Some(Test::Absent)) => {
                !matches!(test, Test::Absent | Test::OptionalSlot)
            }
            _ => false,
        }
    });
    one.own_keys(other).next().is_none()
        && other.own_keys(one).next().is_none()
        && !beats(one, other)
        && !beats(other, one)
        && !excludes
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
    let last = read(*last);
    // Several layouts of one message are read alike.
    let mut arms: Vec<(TokenStream, Vec<TokenStream>)> = Vec::new();
    for (index, place) in others.iter().enumerate() {
        let (index, read) = (literal::count(index), read(*place));
        let is_same = |other: &TokenStream| other.to_string() == read.to_string();
        if is_same(&last) {
            continue;
        }
        match arms.iter_mut().find(|(known, _)| is_same(known)) {
            Some((_, indices)) => indices.push(index),
            None => arms.push((read, vec![index])),
        }
    }
    let arms = arms
        .iter()
        .map(|(read, indices)| quote!(Ok(#(#indices)|*) => #read,));
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
