//! Telling by one text at one key.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use trilogue_wire::telling::{NameTest, Test};

use super::choice::{Choice, object};
use super::{Made, constant_at, told_alone};
use crate::facts::place_of;
use crate::model::{Form, Slot, Told};
use crate::target::rust::bound;
use crate::target::rust::literal;
use crate::target::rust::lower::PipeView;
use crate::target::rust::print::Item;

/// Statements that tell a message by the text at a key; `more` are arms for other texts there.
pub fn by_tag(
    choice: &Choice<'_>,
    key: &str,
    more: &[TokenStream],
    made: &mut Made,
) -> TokenStream {
    if !made.keys.iter().any(|known| known == key) {
        made.keys.push(key.to_owned());
        made.items.push(Item::Whole(tag(choice, key)));
    }
    let tag_function = tag_name(choice.pipe, key);
    let arms: Vec<TokenStream> = choice
        .candidates()
        .filter_map(|(place, candidate)| {
            let form = &choice.pipe.model.forms[candidate.form];
            let read = &choice.readings[place];
            match &candidate.told {
                Told::Name(name) => {
                    let named = super::choice::Named {
                        place,
                        candidate,
                        name,
                    };
                    let pattern = choice.pattern(named);
                    Some(quote!(#pattern => #read))
                }
                Told::Form => {
                    let read = if has_more_marks(form) {
                        told_alone(choice.pipe, candidate.form, read)
                    } else {
                        read.clone()
                    };
                    let text = constant_at(form, key);
                    Some(quote!(#text => #read))
                }
                Told::Open => None,
            }
        })
        .collect();
    let bound = bound::arms(choice, &quote!(*tag));
    let other = undeclared(choice, key);
    let object = object(&quote!(#(#arms)* #(#bound)* #other));
    let refused = if choice.has_names() {
        let is_known = bound::is_known(choice.view, &quote!(&*tag));
        quote!(fault.refuse(#is_known.then_some(&*tag)))
    } else {
        quote!(fault.refuse(None))
    };
    quote! {
        let tag = #tag_function(message)?;
        #object
        let read = match &*tag { #(#arms,)* #(#more,)* #(#bound,)* #other };
        read.map_err(|fault: Fault| #refused)
    }
}

/// The arm for a text that is no declared name.
fn undeclared(choice: &Choice<'_>, key: &str) -> TokenStream {
    let no_tag = quote!(_ => Err(Fault::new(Code::Tag, "a tag of this direction").under(#key)));
    if !choice.has_names() {
        return no_tag;
    }
    let path = format!("/{}", key.replace('~', "~0").replace('/', "~1"));
    let tests: Option<Vec<TokenStream>> = choice
        .forms()
        .filter_map(|(_, form)| form.telling.at(&path))
        .filter_map(|node| match &node.test {
            Test::Name(test) => Some(passes(test)),
            _ => None,
        })
        .collect();
    // The payload is that of the first form that has a place for one.
    let form = |place: &usize| &choice.pipe.model.forms[*place];
    let mut forms: Vec<usize> = choice.forms.clone();
    forms.retain(|place| form(place).telling.name_path().is_some());
    forms.sort_by_key(|place| place_of(&form(place).template, Slot::Payload).is_none());
    let first = forms.first();
    let read = if choice.pipe.keeps_unknown {
        let read = choice.unknown(&quote!(name), first.copied().unwrap_or_default());
        if choice.pipe.undeclared.is_some() {
            quote!(return #read.map_err(|fault: Fault| fault.refuse(Some(name))))
        } else {
            read
        }
    } else {
        quote!(return Err(Fault::new(Code::Name, "a declared name").under(#key).into()))
    };
    match tests {
        None if choice.pipe.keeps_unknown => quote!(name => #read),
        None => quote!(_ => #read),
        Some(tests) => quote!(name if #(#tests)||* => #read, #no_tag),
    }
}

/// A condition that `name` can be a name; `None` if any text can.
fn passes(test: &NameTest) -> Option<TokenStream> {
    let NameTest {
        prefix,
        suffix,
        also,
        kinds: _,
    } = test;
    let (prefix, suffix): (&str, &str) = (prefix, suffix);
    let least = literal::count(prefix.len() + suffix.len());
    let starts = (!prefix.is_empty()).then(|| quote!(name.starts_with(#prefix)));
    let ends = (!suffix.is_empty()).then(|| quote!(name.ends_with(#suffix)));
    let length = (starts.is_some() && ends.is_some()).then(|| quote!(name.len() >= #least));
    let between: Vec<TokenStream> = starts.into_iter().chain(ends).chain(length).collect();
    if between.is_empty() {
        return None;
    }
    let also = also.iter().map(|name| {
        let name: &str = name;
        quote!(name == #name)
    });
    let all = std::iter::once(quote!((#(#between)&&*))).chain(also);
    Some(quote!(#(#all)||*))
}

/// The function that gives the text at a key.
pub fn tag_name(pipe: &PipeView<'_>, key: &str) -> Ident {
    let is_first = match &pipe.model.plan {
        crate::model::Plan::Switch { key: first }
        | crate::model::Plan::Groups { key: first, .. } => first == key,
        crate::model::Plan::Table => true,
    };
    if is_first {
        pipe.inner("tag")
    } else {
        pipe.inner(&format!("tag_at_{}", heck::ToSnakeCase::to_snake_case(key)))
    }
}

fn tag(choice: &Choice<'_>, key: &str) -> TokenStream {
    // A text that is not well-formed is no constant, but could have been a name.
    let unicode = choice.has_names().then(
        || quote!(Some(Err(fault)) if fault.code() == Code::Unicode => Err(fault.under(#key)),),
    );
    let name = tag_name(choice.pipe, key);
    quote! {
        /// The text that tells which message this is.
        fn #name(message: Value<'_>) -> Result<Cow<'_, str>, Fault> {
            match message.object()?.get(#key).map(Value::text) {
                Some(Ok(tag)) => Ok(tag),
                #unicode
                _ => Err(Fault::new(Code::Tag, "a tag of this direction").under(#key)),
            }
        }
    }
}

fn has_more_marks(form: &Form) -> bool {
    let marks = form.telling.nodes.iter().filter(|node| node.is_mark());
    marks.count() > 1
}
