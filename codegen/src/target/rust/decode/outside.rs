//! Telling by a name that stands outside of the message.

use proc_macro2::TokenStream;
use quote::quote;

use super::choice::{Choice, Named, has_tests};
use super::table::{chosen, contested};
use super::{Made, standing_alone, told_alone};
use crate::target::rust::bound;

/// Statements that tell a message by its name, which is a text called `name`.
pub fn by_outside(choice: &Choice<'_>, made: &mut Made) -> TokenStream {
    let (mut arms, mut bound) = (Vec::new(), Vec::new());
    for group in choice.named() {
        let (pattern, read) = (choice.pattern(group[0]), read(choice, &group, made));
        bound.extend(bound::arm(choice, &group, &read));
        arms.push(quote!(#pattern => #read));
    }
    let other = if choice.pipe.keeps_unknown {
        let kept = &choice.view.unknown;
        quote!(name => Ok(Self::#kept(Unknown::from_message(name, message))))
    } else {
        quote!(_ => return Err(Fault::new(Code::Name, "a declared name").into()))
    };
    quote! {
        let read = match name { #(#arms,)* #(#bound,)* #other };
        read.map_err(|fault: Fault| fault.refuse(Some(name)))
    }
}

/// An expression that reads the one of the messages of a name that came.
fn read(choice: &Choice<'_>, group: &[Named<'_>], made: &mut Made) -> TokenStream {
    let alone = |place: usize| standing_alone(&choice.readings[place]);
    if let [only] = group {
        let (read, form) = (alone(only.place), only.candidate.form);
        return if has_tests(&choice.pipe.model.forms[form]) {
            told_alone(choice.pipe, form, &read)
        } else {
            read
        };
    }
    let (table, rivals) = (&choice.table, contested(choice, group, made));
    let settled = quote!(telling::settle_outside(#table, #rivals, message));
    let places: Vec<usize> = group.iter().map(|named| named.place).collect();
    chosen(&places, &settled, alone)
}
