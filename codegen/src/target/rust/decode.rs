//! Reading a direction: telling which message it is, then reading that.

use std::borrow::Cow;

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::{format_ident, quote};
use trilogue_wire::Kinds;
use trilogue_wire::telling::{Constant, NameTest, Test, keys};

use super::answer;
use super::bound;
use super::door;
use super::identifier;
use super::layout;
use super::literal;
use super::lower::{DirectionView, PipeView, shown_name};
use super::print::Item;
use super::read;
use crate::facts::place_of;
use crate::model::{Candidate, Entry, Form, Plan, Slot, Template, Told, WireName};

/// How the messages of a pipe are read.
pub struct Decoder {
    /// The statements that tell and read a message.
    pub body: TokenStream,
    /// What the decoder needs beside it: the tag, and layouts.
    pub items: Vec<Item>,
    /// The statements that tell and read a message with the table of open requests, if that makes a difference.
    pub answer: Option<TokenStream>,
}

/// How all messages of a pipe are read. `taken` are the functions that other pipes have.
pub fn decoder(view: &DirectionView<'_>, pipe: &PipeView<'_>, taken: &mut Functions) -> Decoder {
    let readings: Vec<TokenStream> = pipe
        .model
        .candidates
        .iter()
        .map(|candidate| taken.reading(view, pipe, candidate))
        .collect();
    let mut items = Vec::new();
    let body = match (&pipe.model.plan, pipe.model.name_outside) {
        (_, true) => by_outside(view, pipe, &readings),
        (Plan::Switch { key }, false) => {
            items.push(Item::Whole(tag(pipe, key)));
            by_tag(view, pipe, key, &readings)
        }
        (Plan::Table | Plan::Groups { .. }, false) => by_table(view, pipe, &readings),
    };
    let generic = door::read_call(view, pipe);
    let answer = answer::has_any(view, pipe).then(|| answer::body(view, pipe, &readings, &generic));
    items.extend(layouts(view, pipe, &quote!(#body #answer)));
    Decoder {
        body,
        items,
        answer,
    }
}

/// The functions that read one message each, of all pipes of a direction.
#[derive(Default)]
pub struct Functions {
    names: Vec<(usize, String, Ident)>,
    /// The functions themselves.
    pub tokens: Vec<TokenStream>,
}

impl Functions {
    /// An expression that reads a message that was told. Layouts that are read alike share a function.
    fn reading(
        &mut self,
        view: &DirectionView<'_>,
        pipe: &PipeView<'_>,
        candidate: &Candidate,
    ) -> TokenStream {
        let variant = &view.variants[candidate.variant];
        let template = &pipe.model.forms[candidate.form].template;
        let body_of = |name: &Ident| read::reading(variant, template, name);
        let bare = body_of(&identifier::ident("read")).function;
        let Some(bare) = bare.map(|tokens| tokens.to_string()) else {
            return body_of(&identifier::ident("read")).expression;
        };
        let own =
            |(of, body, _): &&(usize, String, Ident)| *of == candidate.variant && *body == bare;
        if let Some((_, _, name)) = self.names.iter().find(own) {
            return body_of(name).expression;
        }
        let count = self
            .names
            .iter()
            .filter(|(of, ..)| *of == candidate.variant)
            .count();
        let name = read::function(variant, count);
        let reading = body_of(&name);
        self.tokens.extend(reading.function);
        self.names.push((candidate.variant, bare, name));
        reading.expression
    }
}

/// The constants that hold the layouts that a decoder looks at.
fn layouts(view: &DirectionView<'_>, pipe: &PipeView<'_>, body: &TokenStream) -> Vec<Item> {
    let mut items = Vec::new();
    let looks_at = |name: &Ident| read::mentions(body, &name.to_string());
    let has_table = looks_at(&layout::all(pipe));
    for form in 0..pipe.model.forms.len() {
        if has_table || looks_at(&layout::name(pipe, form)) {
            items.push(layout::layout(pipe, form));
        }
    }
    if has_table {
        items.push(layout::table(pipe));
    }
    for (name, group) in contested(view, pipe) {
        if looks_at(&name) {
            let candidates = group
                .iter()
                .map(|(place, _)| &pipe.model.candidates[*place]);
            let what = format!("messages called `{}`", shown_name(group[0].1));
            items.push(layout::rivals(
                &name,
                &what,
                &candidates.collect::<Vec<_>>(),
            ));
        }
    }
    for request in &pipe.requests {
        let name = answer::rivals_name(pipe, request);
        if looks_at(&name) {
            let candidates = request.candidates.iter();
            let candidates = candidates.map(|place| &pipe.model.candidates[*place]);
            let what = format!("answers to `{}`", request.names[0]);
            items.push(layout::rivals(
                &name,
                &what,
                &candidates.collect::<Vec<_>>(),
            ));
        }
    }
    items
}

/// The places of the candidates that share a name, with the constant that holds what tells them apart.
type Group<'p> = (Ident, Vec<(usize, &'p WireName)>);

fn contested<'p>(view: &DirectionView<'_>, pipe: &PipeView<'p>) -> Vec<Group<'p>> {
    let mut groups: Vec<Group<'p>> = Vec::new();
    for (place, candidate) in pipe.model.candidates.iter().enumerate() {
        let Told::Name(name) = &candidate.told else {
            continue;
        };
        match groups.iter_mut().find(|(_, group)| group[0].1 == name) {
            Some((_, group)) => group.push((place, name)),
            None => {
                let constant = &view.variants[candidate.variant].wire;
                let constant = constant.as_ref().map_or_else(
                    || format_ident!("NAME_{place}"),
                    |wire| wire.constant.clone(),
                );
                let rivals = layout::rivals_name(&constant, pipe);
                groups.push((rivals, vec![(place, name)]));
            }
        }
    }
    groups
}

fn by_tag(
    view: &DirectionView<'_>,
    pipe: &PipeView<'_>,
    key: &str,
    readings: &[TokenStream],
) -> TokenStream {
    let tag_function = tag_name(pipe);
    let candidates = pipe.model.candidates.iter().zip(readings);
    let arms: Vec<TokenStream> = candidates
        .filter_map(|(candidate, read)| {
            let form = &pipe.model.forms[candidate.form];
            let read = checked_marks(pipe, candidate.form, read);
            match &candidate.told {
                Told::Name(name) => {
                    let pattern = name_pattern(view, candidate, name);
                    Some(quote!(#pattern => #read))
                }
                Told::Form => {
                    let text = constant_at(form, key);
                    Some(quote!(#text => #read))
                }
                Told::Open => None,
            }
        })
        .collect();
    let bound = bound::arms(view, pipe, readings, &quote!(&*tag));
    let other = undeclared_tag(pipe, key);
    let object = object(&[&quote!(#(#arms)* #(#bound)* #other)]);
    let refused = if pipe.has_names() {
        let is_known = bound::is_known(view, &quote!(&*tag));
        quote!(fault.refuse(#is_known.then_some(&*tag)))
    } else {
        quote!(fault.refuse(None))
    };
    quote! {
        let tag = #tag_function(message)?;
        #object
        let read = match &*tag { #(#arms,)* #(#bound,)* #other };
        read.map_err(|fault: Fault| #refused)
    }
}

/// The pattern of a name: the constant that holds it, or the text itself where that is another.
fn name_pattern(view: &DirectionView<'_>, candidate: &Candidate, name: &WireName) -> TokenStream {
    let shown = shown_name(name);
    match &view.variants[candidate.variant].wire {
        Some(wire) if wire.text == shown => {
            let constant = &wire.constant;
            quote!(Self::#constant)
        }
        _ => quote!(#shown),
    }
}

/// The top of the message, where something is read from it.
fn object(read: &[&TokenStream]) -> Option<TokenStream> {
    read.iter()
        .any(|tokens| read::mentions(tokens, "object"))
        .then(|| quote!(let object = message.object()?;))
}

/// The reading of a message, after a check of the other marks of its form, since they tell it too.
fn checked_marks(pipe: &PipeView<'_>, form: usize, read: &TokenStream) -> TokenStream {
    if !has_more_marks(&pipe.model.forms[form]) {
        return read.clone();
    }
    told_alone(pipe, form, read)
}

/// The reading of a message, after its form was told alone.
pub fn told_alone(pipe: &PipeView<'_>, form: usize, read: &TokenStream) -> TokenStream {
    let name = layout::name(pipe, form);
    let told = quote!(telling::tell(&[telling::Form::of(#name)], message));
    let mut tokens = read.clone().into_iter();
    // What cannot fail is not read after it, but made.
    match (tokens.next(), tokens.next(), tokens.next()) {
        (Some(TokenTree::Ident(ok)), Some(TokenTree::Group(made)), None) if ok == "Ok" => {
            let made = made.stream();
            quote!(#told.map(|_| #made))
        }
        _ => quote!(#told.and_then(|_| #read)),
    }
}

fn undeclared_tag(pipe: &PipeView<'_>, key: &str) -> TokenStream {
    let no_tag = quote!(_ => Err(Fault::new(Code::Tag, "a tag of this direction").under(#key)));
    if !pipe.has_names() {
        return no_tag;
    }
    let path = format!("/{}", key.replace('~', "~0").replace('/', "~1"));
    let tests: Option<Vec<TokenStream>> = pipe
        .model
        .forms
        .iter()
        .filter_map(|form| form.telling.at(&path))
        .filter_map(|node| match &node.test {
            Test::Name(test) => Some(passes(test)),
            _ => None,
        })
        .collect();
    let read = if pipe.keeps_unknown {
        let mut forms = pipe.model.forms.iter();
        let first = forms.position(|form| form.telling.name_path().is_some());
        unknown(pipe, &quote!(name), first.unwrap_or_default())
    } else {
        quote!(Err(Fault::new(Code::Name, "a declared name").under(#key)))
    };
    match tests {
        None if pipe.keeps_unknown => quote!(name => #read),
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

/// An expression that keeps a message that nobody declared, after a look at its payload if the spec says what it is.
fn unknown(pipe: &PipeView<'_>, name: &TokenStream, form: usize) -> TokenStream {
    let kept = quote!(Self::Unknown(Unknown::from_message(#name, message)));
    let payload = pipe
        .undeclared
        .as_ref()
        .and_then(|part| read::payload_alone(part, &pipe.model.forms.get(form)?.template));
    match payload {
        None => quote!(Ok(#kept)),
        Some(read) => quote!(#read.map(|_| #kept)),
    }
}

fn tag_name(pipe: &PipeView<'_>) -> Ident {
    pipe.inner("tag")
}

fn tag(pipe: &PipeView<'_>, key: &str) -> TokenStream {
    // A text that is not well-formed is no constant, but could have been a name.
    let unicode = pipe.has_names().then(
        || quote!(Some(Err(fault)) if fault.code() == Code::Unicode => Err(fault.under(#key)),),
    );
    let name = tag_name(pipe);
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

fn by_table(
    view: &DirectionView<'_>,
    pipe: &PipeView<'_>,
    readings: &[TokenStream],
) -> TokenStream {
    let forms = layout::all(pipe);
    let named: Vec<TokenStream> = contested(view, pipe)
        .iter()
        .map(|(rivals, group)| named_arm(view, pipe, readings, rivals, group))
        .collect();
    let nameless: Vec<TokenStream> = pipe
        .model
        .candidates
        .iter()
        .zip(readings)
        .filter(|(candidate, _)| candidate.told == Told::Form)
        .map(|(candidate, read)| {
            let form = literal::count(candidate.form);
            let read = at_top(pipe, read);
            quote!(_ if told.has(#form) => #read)
        })
        .collect();
    let bound = bound::table_arms(view, pipe, readings);
    let undeclared = undeclared_name(pipe);
    let all = quote!(#(#named)* #(#nameless)* #(#bound)* #undeclared);
    let object = object(&[&all]).filter(|_| are_objects(pipe));
    quote! {
        let told = telling::tell(#forms, message)?;
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

/// By a name that stands outside of the message, which is a text called `name`.
fn by_outside(
    view: &DirectionView<'_>,
    pipe: &PipeView<'_>,
    readings: &[TokenStream],
) -> TokenStream {
    let candidates = &pipe.model.candidates;
    let alone = |place: usize| {
        let read = standing_alone(&readings[place]);
        let candidate: &Candidate = &candidates[place];
        let form = &pipe.model.forms[candidate.form];
        if form
            .telling
            .nodes
            .iter()
            .any(|node| !matches!(node.test, Test::Slot | Test::OptionalSlot))
        {
            told_alone(pipe, candidate.form, &read)
        } else {
            read
        }
    };
    let arms: Vec<TokenStream> = contested(view, pipe)
        .iter()
        .map(|(rivals, group)| {
            let (first, name) = group[0];
            let pattern = name_pattern(view, &candidates[first], name);
            if group.len() == 1 {
                let read = alone(first);
                return quote!(#pattern => #read);
            }
            let table = layout::all(pipe);
            let settled = quote!(telling::settle_outside(#table, #rivals, message));
            let read = chosen(&places(group), &settled, |place| {
                standing_alone(&readings[place])
            });
            quote!(#pattern => #read)
        })
        .collect();
    let bound = bound::arms(view, pipe, readings, &quote!(name));
    let other = if pipe.keeps_unknown {
        quote!(name => Ok(Self::Unknown(Unknown::from_message(name, message))))
    } else {
        quote!(_ => return Err(Fault::new(Code::Name, "a declared name").into()))
    };
    quote! {
        let read = match name { #(#arms,)* #(#bound,)* #other };
        read.map_err(|fault: Fault| fault.refuse(Some(name)))
    }
}

/// A reading that opens the top of the message itself.
pub fn standing_alone(read: &TokenStream) -> TokenStream {
    if read::mentions(read, "object") {
        quote!(message.object().and_then(|object| #read))
    } else {
        read.clone()
    }
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

fn places(group: &[(usize, &WireName)]) -> Vec<usize> {
    group.iter().map(|(place, _)| *place).collect()
}

/// Whether all forms are objects, so that the top of a message is read once for all.
fn are_objects(pipe: &PipeView<'_>) -> bool {
    let mut forms = pipe.model.forms.iter();
    forms.all(|form| matches!(form.template, Template::Object(_)))
}

/// A reading that opens the top of the message itself where that is not done for all.
pub fn at_top(pipe: &PipeView<'_>, read: &TokenStream) -> TokenStream {
    if are_objects(pipe) {
        read.clone()
    } else {
        standing_alone(read)
    }
}

fn named_arm(
    view: &DirectionView<'_>,
    pipe: &PipeView<'_>,
    readings: &[TokenStream],
    rivals: &Ident,
    group: &[(usize, &WireName)],
) -> TokenStream {
    let candidates = &pipe.model.candidates;
    let (first, name) = group[0];
    let pattern = name_pattern(view, &candidates[first], name);
    let mut forms: Vec<usize> = group
        .iter()
        .map(|(place, _)| candidates[*place].form)
        .collect();
    forms.sort_unstable();
    forms.dedup();
    let fits = forms.iter().map(|form| {
        let form = literal::count(*form);
        quote!(told.has(#form))
    });
    let fits = quote!(#(#fits)||*);
    let guard = match same_kind(pipe, name) {
        None => fits,
        Some(kind) if forms.len() == 1 => quote!(#fits #kind),
        Some(kind) => quote!((#fits) #kind),
    };
    if let [(place, _)] = group {
        let read = at_top(pipe, &readings[*place]);
        return quote!(Some(#pattern) if #guard => #read);
    }
    let table = layout::all(pipe);
    let settled = quote!(told.settle(#table, #rivals, message));
    let read = chosen(&places(group), &settled, |place| {
        at_top(pipe, &readings[place])
    });
    quote!(Some(#pattern) if #guard => #read)
}

/// A condition that a name is of the JSON kind that it has on the wire, where names of several kinds are possible.
fn same_kind(pipe: &PipeView<'_>, name: &WireName) -> Option<TokenStream> {
    let is_text = |name: &WireName| matches!(name, WireName::Text(_));
    let has_both = pipe
        .named()
        .any(|(_, other)| is_text(other) != is_text(name));
    let takes_both = pipe.model.forms.iter().any(|form| {
        form.telling.nodes.iter().any(|node| match &node.test {
            Test::Name(test) => {
                test.kinds != Kinds::TEXT && test.kinds.has(trilogue_wire::Kind::Text)
            }
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

fn undeclared_name(pipe: &PipeView<'_>) -> TokenStream {
    if !pipe.has_names() {
        return TokenStream::new();
    }
    let mut forms: Vec<(usize, &Form)> = pipe.model.forms.iter().enumerate().collect();
    if pipe.keeps_unknown {
        // The payload is that of the first form that has a place for one.
        forms.sort_by_key(|(_, form)| place_of(&form.template, Slot::Payload).is_none());
    }
    if pipe.keeps_unknown && pipe.undeclared.is_none() {
        let read = unknown(pipe, &quote!(name), 0);
        return quote!(Some(name) => #read,);
    }
    let arms = forms.into_iter().filter_map(|(index, form)| {
        let path = form.telling.name_path();
        let at = literal::count(index);
        if pipe.keeps_unknown {
            path?;
            let read = unknown(pipe, &quote!(name), index);
            return Some(quote!(Some(name) if told.has(#at) => #read,));
        }
        let keys = keys(path?).map(Cow::into_owned).rev();
        Some(quote! {
            Some(_) if told.has(#at) => {
                return Err(Fault::new(Code::Name, "a declared name")#(.under(#keys))*.into());
            }
        })
    });
    arms.collect()
}

/// The constant text at a key of a form's top.
pub fn constant_at<'f>(form: &'f Form, key: &str) -> Option<&'f str> {
    let Template::Object(entries) = &form.template else {
        return None;
    };
    entries.iter().find_map(|entry| match entry {
        Entry::Member(name, Template::Constant(Constant::Text(text))) if name == key => {
            Some(&**text)
        }
        _ => None,
    })
}

fn has_more_marks(form: &Form) -> bool {
    let marks = form.telling.nodes.iter().filter(|node| node.is_mark());
    marks.count() > 1
}

/// What a direction names of the runtime and of `std` in what was made for it.
pub fn imports(tokens: &TokenStream) -> (Vec<&'static str>, Vec<&'static str>) {
    const RUNTIME: [&str; 6] = [
        "Code",
        "Document",
        "ObjectWriter",
        "OpenRequests",
        "telling",
        "check",
    ];
    let runtime = RUNTIME
        .into_iter()
        .filter(|name| read::mentions(tokens, name))
        .collect();
    let standard = ["borrow::Cow"]
        .into_iter()
        .filter(|_| read::mentions(tokens, "Cow"))
        .collect();
    (runtime, standard)
}
