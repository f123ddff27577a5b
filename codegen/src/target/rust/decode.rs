//! Reading a direction: telling which message it is, then reading that.

use std::borrow::Cow;

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};
use trilogue_wire::telling::{Constant, keys};

use super::form;
use super::lints;
use super::lower::{Content, DirectionView, VariantView, WireName};
use super::print::Item;
use crate::model::{Form, Plan, Template};

/// What a decoder needs beside it: the tag, and layouts.
pub fn items(view: &DirectionView<'_>) -> Vec<Item> {
    let mut items = Vec::new();
    if let Plan::Switch { key } = view.plan {
        items.push(Item::Whole(tag(view, key)));
    }
    let readers = view.forms.iter().filter_map(|form| {
        let name = reader_name(view, form)?;
        Some(Item::Whole(form::reader(&name, form)))
    });
    items.extend(readers);
    let layouts =
        told_forms(view).map(|form| Item::Whole(form::layout(&layout_name(view, form), form)));
    items.extend(layouts);
    if matches!(view.plan, Plan::Table) {
        let names = view.forms.iter().map(|form| layout_name(view, form));
        items.push(Item::Whole(quote! {
            /// All layouts, in the order of the spec.
            const FORMS: &[telling::Form] = &[#(telling::Form::of(#names)),*];
        }));
    }
    items
}

/// `Direction::read`.
pub fn method(view: &DirectionView<'_>) -> TokenStream {
    let body = match view.plan {
        Plan::Switch { key } => by_tag(view, key),
        Plan::Table => by_table(view),
    };
    lints::method(
        quote!(fn read(message: Value<'_>) -> Result<Self, Refusal> { #body }),
        "message",
    )
}

fn by_tag(view: &DirectionView<'_>, key: &str) -> TokenStream {
    let arms = view.variants.iter().map(|variant| {
        let form = &view.forms[variant.form];
        let read = form::read(
            variant,
            other_marks(view, form),
            reader_name(view, form).as_ref(),
        );
        if let Some(WireName { constant, .. }) = &variant.wire {
            quote!(Self::#constant => #read)
        } else {
            let text = constant_at(form, key);
            quote!(#text => #read)
        }
    });
    let object = object(view);
    let other = undeclared_tag(view, key);
    let refused = if has_names(view) {
        quote!(fault.refuse(Self::NAMES.contains(&&*tag).then_some(&*tag)))
    } else {
        quote!(fault.refuse(None))
    };
    quote! {
        let tag = tag(message)?;
        #object
        let read = match &*tag { #(#arms,)* #other };
        read.map_err(|fault: Fault| #refused)
    }
}

/// The top of the message, where something is read from it.
fn object(view: &DirectionView<'_>) -> Option<TokenStream> {
    let reads = |variant: &VariantView<'_>| {
        !matches!(variant.content, Content::Nothing) || !form::is_flat(&view.forms[variant.form])
    };
    view.variants
        .iter()
        .any(reads)
        .then(|| quote!(let object = message.object()?;))
}

/// The function that reads messages of a form, if it is not flat.
fn reader_name(view: &DirectionView<'_>, form: &Form) -> Option<Ident> {
    (!form::is_flat(form)).then(|| format_ident!("read_{}", kind_name(view, form)))
}

/// The check of the other marks of a form, since they tell it too.
fn other_marks(view: &DirectionView<'_>, form: &Form) -> Option<TokenStream> {
    let name = layout_name(view, form);
    has_more_marks(form).then(|| quote!(telling::tell(&[telling::Form::of(#name)], message)))
}

fn undeclared_tag(view: &DirectionView<'_>, key: &str) -> TokenStream {
    if view.keeps_unknown {
        quote!(name => Ok(Self::Unknown(Unknown::from_message(name, message))))
    } else if has_names(view) {
        quote!(_ => Err(Fault::new(Code::Name, "a declared name").under(#key)))
    } else {
        quote!(_ => Err(Fault::new(Code::Tag, "a tag of this direction").under(#key)))
    }
}

fn tag(view: &DirectionView<'_>, key: &str) -> TokenStream {
    // A text that is not well-formed is no constant, but could have been a name.
    let unicode = has_names(view).then(
        || quote!(Some(Err(fault)) if fault.code() == Code::Unicode => Err(fault.under(#key)),),
    );
    quote! {
        /// The text that tells which message this is.
        fn tag(message: Value<'_>) -> Result<Cow<'_, str>, Fault> {
            match message.object()?.get(#key).map(Value::text) {
                Some(Ok(tag)) => Ok(tag),
                #unicode
                _ => Err(Fault::new(Code::Tag, "a tag of this direction").under(#key)),
            }
        }
    }
}

fn by_table(view: &DirectionView<'_>) -> TokenStream {
    let (mut named, mut nameless) = (Vec::new(), Vec::new());
    for variant in &view.variants {
        let VariantView { wire, form, .. } = variant;
        let read = form::read(
            variant,
            None,
            reader_name(view, &view.forms[*form]).as_ref(),
        );
        let form = Literal::usize_unsuffixed(*form);
        match wire {
            Some(WireName { constant, .. }) => {
                named.push(quote!(Some(Self::#constant) if told.forms.contains(&#form) => #read));
            }
            None => nameless.push(quote!(_ if told.forms.contains(&#form) => #read)),
        }
    }
    let object = object(view);
    let undeclared = undeclared_name(view);
    quote! {
        let told = telling::tell(FORMS, message)?;
        #object
        let read = match told.name.as_deref() {
            #(#named,)*
            #(#nameless,)*
            #undeclared
            _ => return Err(Fault::new(Code::Tag, "a message of this direction").into()),
        };
        read.map_err(|fault: Fault| fault.refuse(told.name.as_deref()))
    }
}

fn undeclared_name(view: &DirectionView<'_>) -> TokenStream {
    if view.keeps_unknown {
        return quote!(Some(name) => Ok(Self::Unknown(Unknown::from_message(name, message))),);
    }
    let places = view.forms.iter().enumerate().filter_map(|(index, form)| {
        let index = Literal::usize_unsuffixed(index);
        let path = form.telling.name_path()?;
        let keys = keys(path).map(Cow::into_owned).rev();
        Some(quote! {
            Some(_) if told.forms.contains(&#index) => {
                return Err(Fault::new(Code::Name, "a declared name")#(.under(#keys))*.into());
            }
        })
    });
    places.collect()
}

fn has_names(view: &DirectionView<'_>) -> bool {
    view.forms
        .iter()
        .any(|form| form.telling.name_path().is_some())
}

fn constant_at<'f>(form: &'f Form, key: &str) -> Option<&'f str> {
    form.template
        .iter()
        .find_map(|(name, template)| match template {
            Template::Constant(Constant::Text(text)) if name == key => Some(&**text),
            _ => None,
        })
}

fn has_more_marks(form: &Form) -> bool {
    form.telling
        .nodes
        .iter()
        .filter(|node| node.is_mark())
        .count()
        > 1
}

/// The forms that need the telling algorithm.
fn told_forms<'v>(view: &'v DirectionView<'_>) -> impl Iterator<Item = &'v Form> {
    let all = matches!(view.plan, Plan::Table);
    view.forms
        .iter()
        .filter(move |form| all || has_more_marks(form))
}

/// The constant that holds a form.
fn layout_name(view: &DirectionView<'_>, form: &Form) -> Ident {
    format_ident!("{}_LAYOUT", kind_name(view, form).to_uppercase())
}

/// What a form is called: its kind, since a direction has one form of each.
fn kind_name(view: &DirectionView<'_>, form: &Form) -> String {
    let place = view
        .forms
        .iter()
        .position(|other| std::ptr::eq(other, form))
        .unwrap_or_default();
    let same = view.forms[..place]
        .iter()
        .filter(|other| other.kind == form.kind)
        .count();
    let kind = form.kind.word();
    if same == 0 {
        kind.to_owned()
    } else {
        format!("{kind}_{same}")
    }
}

/// What the decoder of a direction names of the runtime and of `std`.
pub fn imports(view: &DirectionView<'_>) -> (Vec<&'static str>, Vec<&'static str>) {
    let mut runtime = vec!["Code"];
    if told_forms(view).next().is_some() {
        runtime.push("telling");
    }
    if !view.forms.iter().all(form::is_flat) {
        runtime.push("Object");
    }
    let standard = match view.plan {
        Plan::Switch { .. } => vec!["borrow::Cow"],
        Plan::Table => Vec::new(),
    };
    (runtime, standard)
}
