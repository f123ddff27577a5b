//! A form, walked as it is written.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::step::{Open, Step};
use super::{bound_names, function_of};
use crate::model::{Entry, Slot, SlotUse, Template};
use crate::target::rust::held::Keeps;
use crate::target::rust::literal;
use crate::target::rust::lower::{PartView, VariantView};

/// Walks a form for a variant.
pub struct Walk<'v> {
    variant: &'v VariantView,
    /// The parts so far.
    seen: Vec<Slot>,
    /// Whether the whole message can be nothing.
    takes_nothing: bool,
}

impl<'v> Walk<'v> {
    /// A walk that has not begun, of a message that maybe can be nothing.
    pub fn new(variant: &'v VariantView, takes_nothing: bool) -> Self {
        Self {
            variant,
            seen: Vec::new(),
            takes_nothing,
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
pub fn walk(
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
            let takes_nothing = walk.takes_nothing;
            let step = walk.part(held.slot).map(|(part, _)| match part.held.keeps {
                Keeps::Unread if takes_nothing => unread(part, &quote!(#at.given()), path),
                Keeps::Unread => unread(part, &quote!(Some(#at)), path),
                _ if takes_nothing => bound(part, part.held.read_given(at)),
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
    !optional && !slot.is_payload()
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
pub fn has_marks(template: &Template) -> bool {
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
