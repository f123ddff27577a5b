//! Reading one message after it was told: its form is walked as it is written, and what stands at its slots is read.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::quote;

use super::held::Keeps;
use super::identifier;
use super::literal;
use super::lower::{PartView, VariantView};
use crate::facts::place_of;
use crate::model::{Entry, Slot, SlotUse, Template};

/// How one message is read.
pub struct Reading {
    /// An expression that gives a result. It is over `object`, the top of the message, or over `message`.
    pub expression: TokenStream,
    /// A function that the expression calls, where reading takes more than one step.
    pub function: Option<TokenStream>,
}

/// Something that is done while a form is walked.
enum Step {
    /// An expression that gives a result with what is kept under these names.
    Bind(Vec<Ident>, TokenStream),
    /// An expression that cannot fail, and what it is kept under.
    Keep([Ident; 1], TokenStream),
    /// An expression whose result is not kept.
    Check(TokenStream),
}

impl Step {
    fn names(&self) -> &[Ident] {
        match self {
            Self::Bind(names, _) => names,
            Self::Keep(name, _) => name,
            Self::Check(_) => &[],
        }
    }

    fn expression(&self) -> &TokenStream {
        match self {
            Self::Bind(_, read) | Self::Check(read) | Self::Keep(_, read) => read,
        }
    }

    /// What is read, or a return with what is wrong with it.
    fn value(&self) -> TokenStream {
        match self {
            Self::Keep(_, kept) => kept.clone(),
            Self::Bind(_, read) | Self::Check(read) => quote!(#read?),
        }
    }

    /// An expression that gives a result.
    fn result(&self) -> TokenStream {
        match self {
            Self::Keep(_, kept) => quote!(Ok(#kept)),
            Self::Bind(_, read) | Self::Check(read) => read.clone(),
        }
    }

    /// The step as a statement.
    fn statement(&self) -> TokenStream {
        match self {
            Self::Check(check) => quote!(#check?;),
            Self::Keep([name], kept) => quote!(let #name = #kept;),
            Self::Bind(names, read) => match names.as_slice() {
                [name] => quote!(let #name = #read?;),
                names => quote!(let (#(#names),*) = #read?;),
            },
        }
    }
}

/// A container whose inside is looked at.
struct Open {
    /// What it is called.
    name: &'static str,
    /// An expression that gives a result with it.
    expression: TokenStream,
}

impl Open {
    /// The statement that opens it, if it has to be opened for these steps.
    fn statement(&self, steps: &[Step]) -> Option<TokenStream> {
        let Self { name, expression } = self;
        let is_used = steps.iter().any(|step| uses(step.expression(), name));
        let ident = identifier::ident(name);
        if is_used {
            Some(quote!(let #ident = #expression?;))
        } else {
            // A list is opened for its length too.
            (*name == "list").then(|| quote!(#expression?;))
        }
    }
}

/// How a told message of a form is read; `function` is what its function is called if there has to be one.
pub fn reading(variant: &VariantView, template: &Template, function: &Ident) -> Reading {
    let name = &variant.name;
    let (open, steps) = walk(&mut Walk::new(variant), template, &quote!(message), "");
    let expression = match (steps.as_slice(), variant.only()) {
        ([], _) => {
            let made = made(variant, None, &[]);
            // Without marks telling has not looked at what the message is.
            let is_told = has_marks(template) || !matches!(template, Template::Object(_));
            Some(if is_told {
                made
            } else {
                quote!(message.object().and_then(|_| #made))
            })
        }
        ([Step::Bind(names, read)], Some(_)) if names.len() == 1 => {
            Some(quote!(#read.map(Self::#name)))
        }
        ([Step::Keep(_, kept)], Some(_)) => Some(quote!(Ok(Self::#name(#kept)))),
        ([Step::Check(check)], None) if variant.parts.is_empty() => {
            Some(quote!(#check.map(|()| Self::#name)))
        }
        _ => None,
    };
    // A list is opened for its length too.
    let is_at_top = !matches!(template, Template::List(_));
    match expression {
        Some(expression) if is_at_top => Reading {
            expression,
            function: None,
        },
        _ => {
            let body = made(variant, open.as_ref(), &steps);
            Reading {
                expression: quote!(Self::#function(message)),
                function: Some(quote! {
                    fn #function(message: Value<'_>) -> Result<Self, Fault> { #body }
                }),
            }
        }
    }
}

/// An expression that reads the payload of a form alone, for a message that nobody declared. `None` if the form has no
/// place for one.
pub fn payload_alone(part: &PartView, template: &Template) -> Option<TokenStream> {
    let path = place_of(template, Slot::Payload)?;
    let read = part.held.read_value();
    let read = match beside_spread(template) {
        Some(keys) if part.looks_around && !keys.is_empty() => quote! {
            value.object().and_then(|whole| {
                let view = whole.without(&[#(#keys),*]);
                let value = view.root();
                #read
            })
        },
        _ => read,
    };
    let reader = &part.held.ty.reader;
    let is_plain = read.to_string() == quote!(#reader(value)).to_string();
    let reader = if is_plain {
        reader.clone()
    } else {
        quote!(|value| #read)
    };
    Some(quote! {
        telling::find(message, #path)
            .map_or_else(|| Err(check::no_value()), #reader)
            .map_err(|fault| telling::place(fault, #path))
    })
}

/// The keys beside the payload where it is spread.
fn beside_spread(template: &Template) -> Option<Vec<&str>> {
    match template {
        Template::Object(entries) => {
            let is_here = |entry: &Entry| matches!(entry, Entry::Spread(Slot::Payload));
            if entries.iter().any(is_here) {
                return Some(keys_beside(entries));
            }
            entries.iter().find_map(|entry| match entry {
                Entry::Member(_, inner) => beside_spread(inner),
                Entry::Spread(_) => None,
            })
        }
        Template::List(items) => items.iter().find_map(beside_spread),
        _ => None,
    }
}

/// Statements that read all parts and make the variant of them.
fn made(variant: &VariantView, open: Option<&Open>, steps: &[Step]) -> TokenStream {
    let name = &variant.name;
    let bound = bound_names(steps);
    let absent: Vec<(&Ident, TokenStream)> = variant
        .parts
        .iter()
        .filter(|part| !bound.contains(&&part.name))
        .map(|part| (&part.name, part.held.absent()))
        .collect();
    let in_place = steps.len() == bound.len() && steps.iter().all(|step| step.names().len() == 1);
    let open = open.and_then(|open| open.statement(steps));
    if variant.only().is_none() && in_place && !variant.parts.is_empty() {
        let fields = steps.iter().map(|step| {
            let (names, value) = (step.names(), step.value());
            quote!(#(#names)*: #value)
        });
        let absent = absent.iter().map(|(name, absent)| quote!(#name: #absent));
        let fields = fields.chain(absent);
        return quote!(#open Ok(Self::#name { #(#fields),* }));
    }
    let statements = steps.iter().map(Step::statement);
    let value = if variant.parts.is_empty() {
        quote!(Self::#name)
    } else if let Some(only) = variant.only() {
        let kept = absent
            .first()
            .map_or_else(|| ident(&only.name), |(_, absent)| absent.clone());
        quote!(Self::#name(#kept))
    } else {
        let absent = absent.iter().map(|(name, absent)| quote!(#name: #absent));
        let fields = bound.iter().map(|name| quote!(#name)).chain(absent);
        quote!(Self::#name { #(#fields),* })
    };
    quote!(#open #(#statements)* Ok(#value))
}

/// The names under which steps keep something, each once.
fn bound_names(steps: &[Step]) -> Vec<&Ident> {
    let mut names: Vec<&Ident> = Vec::new();
    for name in steps.iter().flat_map(Step::names) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

fn ident(name: &Ident) -> TokenStream {
    quote!(#name)
}

/// Whether tokens name something.
pub fn mentions(tokens: &TokenStream, name: &str) -> bool {
    tokens.clone().into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ident == name,
        TokenTree::Group(group) => mentions(&group.stream(), name),
        TokenTree::Punct(_) | TokenTree::Literal(_) => false,
    })
}

/// Whether tokens name a variable; a method of that name is none.
pub fn uses(tokens: &TokenStream, variable: &str) -> bool {
    let mut is_method = false;
    tokens.clone().into_iter().any(|token| {
        let found = match &token {
            TokenTree::Ident(ident) => !is_method && ident == variable,
            TokenTree::Group(group) => uses(&group.stream(), variable),
            TokenTree::Punct(_) | TokenTree::Literal(_) => false,
        };
        is_method = matches!(&token, TokenTree::Punct(punct) if punct.as_char() == '.');
        found
    })
}

/// Walks a form for a variant.
struct Walk<'v> {
    variant: &'v VariantView,
    /// The parts so far.
    seen: Vec<Slot>,
}

impl<'v> Walk<'v> {
    fn new(variant: &'v VariantView) -> Self {
        Self {
            variant,
            seen: Vec::new(),
        }
    }

    /// The part for a slot, and whether it stood at another place already.
    fn part(&mut self, slot: Slot) -> Option<(&'v PartView, bool)> {
        let part = self.variant.part(slot)?;
        let again = self.seen.contains(&part.slot);
        self.seen.push(part.slot);
        Some((part, again))
    }
}

/// How the value called `at` is opened, which stands at a path of the message, and the steps inside it.
fn walk(
    walk: &mut Walk<'_>,
    template: &Template,
    at: &TokenStream,
    path: &str,
) -> (Option<Open>, Vec<Step>) {
    match template {
        Template::Object(entries) => {
            let steps = entries
                .iter()
                .filter_map(|entry| object_entry(walk, entries, entry, at, path));
            let open = Open {
                name: "object",
                expression: quote!(#at.object()),
            };
            (Some(open), steps.collect())
        }
        Template::List(items) => {
            let open = Open {
                name: "list",
                expression: open_list(walk.variant, items, at),
            };
            let steps = items
                .iter()
                .enumerate()
                .filter_map(|(place, item)| list_item(walk, place, item, path));
            (Some(open), steps.collect())
        }
        Template::Slot(held) => {
            let step = walk.part(held.slot).map(|(part, _)| match part.held.keeps {
                Keeps::Unread => unread(part, &quote!(Some(#at)), path),
                _ => bound(part, whole(&part.held.read_value(), at, part)),
            });
            (None, step.into_iter().collect())
        }
        Template::Constant(_) | Template::Name(_) | Template::Absent => (None, Vec::new()),
    }
}

/// A reader's expression over `value`, where the value is called otherwise.
fn whole(read: &TokenStream, at: &TokenStream, part: &PartView) -> TokenStream {
    if at.to_string() == "value" {
        return read.clone();
    }
    let reader = &part.held.ty.reader;
    match part.held.keeps {
        Keeps::Nothing | Keeps::Value | Keeps::Unread => called(reader, at),
        Keeps::Option => {
            let read = called(reader, at);
            quote!(#read.map(Some))
        }
        _ => quote!(Ok(#at).and_then(|value| #read)),
    }
}

/// A reader, called with a value.
fn called(reader: &TokenStream, at: &TokenStream) -> TokenStream {
    if reader.to_string().starts_with('|') {
        quote!(Ok(#at).and_then(#reader))
    } else {
        quote!(#reader(#at))
    }
}

fn bound(part: &PartView, read: TokenStream) -> Step {
    if part.held.keeps == Keeps::Nothing {
        Step::Check(read)
    } else {
        Step::Bind(vec![part.name.clone()], read)
    }
}

/// A part that stands at a second place, where it must be the same.
fn repeated(part: &PartView, read: &TokenStream, at: &TokenStream) -> Step {
    let name = &part.name;
    let (function, again) = match part.held.keeps {
        Keeps::Option => (quote!(same_if_both), quote!(again)),
        _ => (quote!(same), quote!(&again)),
    };
    if part.held.keeps == Keeps::Nothing {
        // A constant, which is the same at both places.
        return Step::Check(read.clone());
    }
    let read = quote! {
        #read.and_then(|again| check::#function(#name, #again).map_err(|fault| fault.#at))
    };
    Step::Bind(vec![name.clone()], read)
}

fn object_entry(
    walk: &mut Walk<'_>,
    entries: &[Entry],
    entry: &Entry,
    at: &TokenStream,
    path: &str,
) -> Option<Step> {
    let (key, template) = match entry {
        Entry::Member(key, template) => (key, template),
        Entry::Spread(slot) => {
            return Some(spread(walk.part(*slot)?.0, entries, at, path));
        }
    };
    let inside_path = below(path, key);
    match template {
        Template::Slot(held) => {
            let (part, again) = walk.part(held.slot)?;
            if part.held.keeps == Keeps::Unread {
                return Some(unread(part, &quote!(object.get(#key)), &inside_path));
            }
            let read = if is_needed(*held) {
                part.held.read_needed_key(&quote!(#key))
            } else {
                part.held.read_key(&quote!(#key))
            };
            if again {
                return Some(repeated(part, &read, &quote!(under(#key))));
            }
            Some(bound(part, read))
        }
        Template::Object(_) | Template::List(_) => inside(
            walk,
            template,
            &inside_path,
            |read| quote!(object.required(#key, #read)),
        ),
        Template::Name(_) => {
            let (part, _) = walk.part(Slot::Name)?;
            Some(bound(part, part.held.read_needed_key(&quote!(#key))))
        }
        Template::Constant(_) | Template::Absent => None,
    }
}

/// Whether a form needs a value that its messages may have elsewhere or not at all. Whether a payload is there is its
/// message's matter.
pub fn is_needed(held: SlotUse) -> bool {
    let SlotUse {
        slot,
        optional,
        nullable: _,
    } = held;
    !optional && !matches!(slot, Slot::Payload | Slot::Arguments)
}

/// The keys that stand in a form beside a spread.
pub fn keys_beside(entries: &[Entry]) -> Vec<&str> {
    let keys = entries.iter().filter_map(|entry| match entry {
        Entry::Member(key, _) => Some(key.as_str()),
        Entry::Spread(_) => None,
    });
    keys.collect()
}

fn spread(part: &PartView, entries: &[Entry], at: &TokenStream, path: &str) -> Step {
    let keys = keys_beside(entries);
    if part.held.keeps == Keeps::Unread {
        let ty = &part.held.ty.name;
        let kept = quote!(#ty::spread(object, &[#(#keys),*], #path));
        return Step::Keep([part.name.clone()], kept);
    }
    if part.looks_around && !keys.is_empty() {
        let hidden = quote!(object.without(&[#(#keys),*]).root());
        return bound(part, whole(&part.held.read_value(), &hidden, part));
    }
    bound(part, whole(&part.held.read_value(), at, part))
}

/// Keeps what is found for the one who asked.
fn unread(part: &PartView, found: &TokenStream, path: &str) -> Step {
    let ty = &part.held.ty.name;
    Step::Keep([part.name.clone()], quote!(#ty::found(#found, #path)))
}

/// The path of a key below a path.
fn below(path: &str, key: &str) -> String {
    format!("{path}/{}", key.replace('~', "~0").replace('/', "~1"))
}

/// What is done inside a container that stands at a key or place; `at` puts a reader there.
fn inside(
    walk: &mut Walk<'_>,
    template: &Template,
    path: &str,
    at: impl Fn(TokenStream) -> TokenStream,
) -> Option<Step> {
    let (open, steps) = self::walk(walk, template, &quote!(value), path);
    if steps.is_empty() {
        let open = match template {
            Template::List(items) => {
                let open = open_list(walk.variant, items, &quote!(value));
                quote!(|value| #open.map(drop))
            }
            _ if has_marks(template) => return None,
            _ => quote!(|value| value.object().map(drop)),
        };
        return Some(Step::Check(at(open)));
    }
    let bound: Vec<Ident> = bound_names(&steps).into_iter().cloned().collect();
    let open = open.and_then(|open| open.statement(&steps));
    let body = match steps.as_slice() {
        [only] => {
            let read = only.result();
            quote!(#open #read)
        }
        steps => {
            let statements = steps.iter().map(Step::statement);
            let kept = match bound.as_slice() {
                [] => quote!(()),
                [name] => quote!(#name),
                names => quote!((#(#names),*)),
            };
            quote!(#open #(#statements)* Ok(#kept))
        }
    };
    let read = at(function_of(&quote!(value), &body));
    Some(if bound.is_empty() {
        Step::Check(read)
    } else {
        Step::Bind(bound, read)
    })
}

/// A function that gives an expression over a value of this name: where it only calls a function with it, that function.
pub fn function_of(value: &TokenStream, body: &TokenStream) -> TokenStream {
    let tokens: Vec<TokenTree> = body.clone().into_iter().collect();
    match tokens.split_last() {
        Some((TokenTree::Group(arguments), path))
            if arguments.stream().to_string() == value.to_string()
                && path.iter().all(is_path)
                && !path.is_empty() =>
        {
            path.iter().cloned().collect()
        }
        _ => quote!(|#value| { #body }),
    }
}

/// Whether a form needs what fills a slot; `None` if it has no place for it.
pub fn slot_in(template: &Template, slot: Slot) -> Option<bool> {
    let is_same =
        |found: Slot| found == slot || (found == Slot::Arguments && slot == Slot::Payload);
    match template {
        Template::Slot(held) => is_same(held.slot).then(|| is_needed(*held)),
        Template::Name(_) => (slot == Slot::Name).then_some(true),
        Template::Constant(_) | Template::Absent => None,
        Template::List(items) => items.iter().find_map(|item| slot_in(item, slot)),
        Template::Object(entries) => entries.iter().find_map(|entry| match entry {
            Entry::Member(_, inner) => slot_in(inner, slot),
            Entry::Spread(found) => is_same(*found).then_some(false),
        }),
    }
}

fn is_path(token: &TokenTree) -> bool {
    match token {
        TokenTree::Ident(_) => true,
        TokenTree::Punct(punct) => punct.as_char() == ':',
        TokenTree::Group(_) | TokenTree::Literal(_) => false,
    }
}

fn list_item(walk: &mut Walk<'_>, place: usize, template: &Template, path: &str) -> Option<Step> {
    let at = literal::count(place);
    let inside_path = format!("{path}/{place}");
    match template {
        Template::Slot(held) => {
            let (part, again) = walk.part(held.slot)?;
            let reader = &part.held.ty.reader;
            let read = match part.held.keeps {
                Keeps::Nothing | Keeps::Value => quote!(list.item(#at, #reader)),
                Keeps::Option if is_needed(*held) => quote!(list.item(#at, #reader).map(Some)),
                Keeps::Option => quote!(list.optional_item(#at, #reader)),
                Keeps::Unread => {
                    return Some(unread(part, &quote!(list.get(#at)), &inside_path));
                }
                _ => {
                    let read = part.held.read_item(&at);
                    quote!((|| Ok::<_, Fault>(#read))())
                }
            };
            if again {
                return Some(repeated(part, &read, &quote!(at(#at))));
            }
            Some(bound(part, read))
        }
        Template::Object(_) | Template::List(_) => inside(
            walk,
            template,
            &inside_path,
            |read| quote!(list.item(#at, #read)),
        ),
        Template::Name(_) => {
            let (part, _) = walk.part(Slot::Name)?;
            let reader = &part.held.ty.reader;
            Some(bound(part, quote!(list.item(#at, #reader))))
        }
        Template::Constant(_) | Template::Absent => None,
    }
}

/// An expression that opens a list of a form and gives a result.
fn open_list(variant: &VariantView, items: &[Template], at: &TokenStream) -> TokenStream {
    let may_be_absent = |item: &&Template| match item {
        Template::Slot(held) if matches!(held.slot, Slot::Payload | Slot::Arguments) => variant
            .part(held.slot)
            .is_none_or(|part| !matches!(part.held.keeps, Keeps::Value | Keeps::Nothing)),
        Template::Slot(held) => held.optional,
        _ => false,
    };
    let absent = items.iter().rev().take_while(may_be_absent).count();
    let least = literal::count(items.len() - absent);
    let most = literal::count(items.len());
    quote!(#at.tuple(#least, Some(#most)))
}

/// Whether telling has looked into a container, so that it is there.
fn has_marks(template: &Template) -> bool {
    match template {
        Template::Constant(_) | Template::Name(_) => true,
        Template::Slot(_) | Template::Absent => false,
        Template::List(items) => items.iter().any(has_marks),
        Template::Object(entries) => entries.iter().any(|entry| match entry {
            Entry::Member(_, template) => has_marks(template),
            Entry::Spread(_) => false,
        }),
    }
}

/// What the function is called that reads a variant.
pub fn function(variant: &VariantView, count: usize) -> Ident {
    use heck::ToSnakeCase;
    let name = variant.name.to_string().to_snake_case();
    match count {
        0 => identifier::ident(&format!("read_{name}")),
        _ => identifier::ident(&format!("read_{name}_{}", count + 1)),
    }
}
