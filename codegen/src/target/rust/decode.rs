//! Reading a direction: telling which message it is, then reading that.

mod choice;
mod groups;
mod outside;
mod table;
mod tag;

use std::borrow::Cow;

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::quote;
use trilogue_wire::telling::{Constant, keys};

use super::answer;
use super::door;
use super::identifier;
use super::layout;
use super::lower::{DirectionView, PipeView, shown_name};
use super::print::Item;
use super::read;
use crate::model::{Candidate, Entry, Form, Plan, Template, Told};

pub use choice::{Choice, Named};
pub use table::chosen;

/// How the messages of a pipe are read.
pub struct Decoder {
    /// The statements that tell and read a message.
    pub body: TokenStream,
    /// Methods that tell a message among some of the forms.
    pub methods: Vec<TokenStream>,
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
    let all = Choice::all(view, pipe, &readings);
    let mut made = Made::default();
    let body = match (&pipe.model.plan, pipe.model.name_outside) {
        (_, true) => outside::by_outside(&all, &mut made),
        (Plan::Switch { key }, false) => tag::by_tag(&all, key, &[], &mut made),
        (Plan::Groups { key, groups }, false) => groups::by_groups(&all, key, groups, &mut made),
        (Plan::Table, false) => table::by_table(&all, &mut made),
    };
    let generic = door::read_with(view, pipe);
    let answer = answer::has_any(view, pipe).then(|| answer::body(view, pipe, &readings, &generic));
    let methods = &made.methods;
    let tables = made.tables.iter().map(Item::tokens);
    let looked = quote!(#body #(#methods)* #answer #(#tables)*);
    made.items.extend(layouts(&all, &looked));
    made.items.append(&mut made.tables);
    made.items.extend(answers(pipe, &looked));
    Decoder {
        body,
        methods: made.methods,
        items: made.items,
        answer,
    }
}

/// What telling needs beside its statements.
#[derive(Default)]
struct Made {
    methods: Vec<TokenStream>,
    items: Vec<Item>,
    /// Tables, which come after the layouts that they list.
    tables: Vec<Item>,
    /// The keys at which texts tell.
    keys: Vec<String>,
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
        if !variant.is_covered {
            return left_out(view, pipe, candidate);
        }
        let template = &pipe.model.forms[candidate.form].template;
        let body_of = |name: &Ident| read::reading(variant, template, name, pipe.model);
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

/// What becomes of a message that the enum has no variant for: it is kept unread, an answer without a name under an empty
/// one, or refused where its name stands.
fn left_out(view: &DirectionView<'_>, pipe: &PipeView<'_>, candidate: &Candidate) -> TokenStream {
    let name = match &candidate.told {
        Told::Name(name) => shown_name(name),
        Told::Form | Told::Open => String::new(),
    };
    if let Some(kept) = &view.unknown {
        return quote!(Ok(Self::#kept(Unknown::from_message(#name, message))));
    }
    let expected = &view.expected;
    let path = pipe.model.forms[candidate.form].telling.name_path();
    let keys = path.map(|path| keys(path).map(Cow::into_owned).collect::<Vec<_>>());
    let keys = keys.into_iter().flatten().rev();
    let code = if name.is_empty() {
        quote!(Code::Tag)
    } else {
        quote!(Code::Name)
    };
    quote!(Err(Fault::new(#code, #expected)#(.under(#keys))*))
}

/// The constants that hold the layouts that a decoder looks at, itself or by the table of all.
fn layouts(all: &Choice<'_>, looked: &TokenStream) -> Vec<Item> {
    let pipe = all.pipe;
    let looks_at = |name: &Ident| read::mentions(looked, &name.to_string());
    let has_table = looks_at(&layout::all(pipe));
    let forms = 0..pipe.model.forms.len();
    let names = forms.filter(|form| {
        let in_group = matches!(&pipe.model.plan, Plan::Groups { groups, .. }
            if groups.iter().any(|group| group.forms.len() > 1 && group.forms.contains(form)));
        has_table || in_group || looks_at(&layout::name(pipe, *form))
    });
    let layouts = names.map(|form| layout::layout(pipe, form));
    let table = has_table.then(|| layout::table(pipe, &layout::all(pipe), &all.forms));
    layouts.chain(table).collect()
}

/// The constants that hold what tells answers to one request apart.
fn answers(pipe: &PipeView<'_>, looked: &TokenStream) -> Vec<Item> {
    let named = pipe
        .requests
        .iter()
        .map(|request| (answer::rivals_name(pipe, request), request));
    let needed = named.filter(|(name, _)| read::mentions(looked, &name.to_string()));
    let items = needed.map(|(name, request)| {
        let rivals = request.candidates.iter().map(|place| {
            let candidate: &Candidate = &pipe.model.candidates[*place];
            (candidate.form, &candidate.marks)
        });
        let what = format!("answers to `{}`", request.names[0]);
        layout::rivals(&name, &what, &rivals.collect::<Vec<_>>())
    });
    items.collect()
}

/// The reading of a message, after its form was told alone.
pub fn told_alone(pipe: &PipeView<'_>, form: usize, read: &TokenStream) -> TokenStream {
    let name = layout::name(pipe, form);
    let told = quote!(telling::tell(&[telling::Form::of(#name)], message));
    after(&told, &quote!(_), read)
}

/// A reading of what `first` gives, under a name. What cannot fail is not read after it, but made.
pub fn after(first: &TokenStream, name: &TokenStream, read: &TokenStream) -> TokenStream {
    let mut tokens = read.clone().into_iter();
    match (tokens.next(), tokens.next(), tokens.next()) {
        (Some(TokenTree::Ident(ok)), Some(TokenTree::Group(made)), None) if ok == "Ok" => {
            let made = made.stream();
            quote!(#first.map(|#name| #made))
        }
        _ => quote!(#first.and_then(|#name| #read)),
    }
}

/// A reading that opens the top of the message itself.
pub fn standing_alone(read: &TokenStream) -> TokenStream {
    if read::uses(read, "object") {
        after(&quote!(message.object()), &quote!(object), read)
    } else {
        read.clone()
    }
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
