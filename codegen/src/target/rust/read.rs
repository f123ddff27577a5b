//! Reading one message after it was told: its form is walked as it is written, and what stands at its slots is read.

mod step;
mod walk;

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::quote;

use self::step::{Open, Step};
use self::walk::{Walk, has_marks, walk};
use super::decode;
use super::identifier;
use super::lower::{Home, PartView, VariantView};
use crate::facts::place_of;
use crate::model::{Entry, Pipe, Slot, Template};

pub use walk::{is_needed, keys_beside};

/// How one message is read.
pub struct Reading {
    /// An expression that gives a result. It is over `object`, the top of the message, or over `message`.
    pub expression: TokenStream,
    /// A function that the expression calls, where reading takes more than one step.
    pub function: Option<TokenStream>,
}

/// How a told message of a form is read; `function` is what its function is called if there has to be one. Where the name
/// stands outside of the message, the expression is over `name` too.
pub fn reading(
    variant: &VariantView,
    template: &Template,
    function: &Ident,
    pipe: &Pipe,
) -> Reading {
    let path = variant.path();
    let mut parts = Walk::new(variant, pipe.takes_nothing());
    let (open, mut steps) = walk(&mut parts, template, &quote!(message), "");
    let outside = pipe.name_outside.then(|| chosen_outside(variant, &steps));
    let outside = outside.flatten();
    let (parameter, argument) = match &outside {
        Some(_) => (Some(quote!(name: &str,)), Some(quote!(name,))),
        None => (None, None),
    };
    // It comes first: what is read later can be called `name`.
    steps.splice(0..0, outside);
    let expression = match (steps.as_slice(), variant.only()) {
        ([], _) | ([Step::Keep(..)], None) => {
            let made = made(variant, None, &steps);
            // Without marks telling has not looked at what the message is.
            let is_told = has_marks(template) || !matches!(template, Template::Object(_));
            Some(if is_told {
                made
            } else {
                decode::after(&quote!(message.object()), &quote!(_), &made)
            })
        }
        ([Step::Bind(names, read)], Some(only)) if names.len() == 1 => {
            let is_payload = variant.is_payload(only);
            let kept = (!is_payload).then(|| quote!(.map(#path)));
            Some(quote!(#read #kept))
        }
        ([Step::Keep(_, kept)], Some(_)) => Some(quote!(Ok(#path(#kept)))),
        ([Step::Check(check)], None) if variant.parts.is_empty() => {
            Some(quote!(#check.map(|()| #path)))
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
                expression: quote!(Self::#function(#argument message)),
                function: Some(quote! {
                    fn #function(#parameter message: Value<'_>) -> Result<Self, Fault> { #body }
                }),
            }
        }
    }
}

/// The name that was chosen at run time, if the variant holds one and its form has no place for it.
fn chosen_outside(variant: &VariantView, steps: &[Step]) -> Option<Step> {
    let part = variant.part(Slot::Name)?;
    let is_inside = bound_names(steps).contains(&&part.name);
    (!is_inside).then(|| Step::Keep([part.name.clone()], quote!(name.to_owned())))
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
    let path = variant.path();
    let bound = bound_names(steps);
    let absent: Vec<(&Ident, TokenStream)> = variant
        .parts
        .iter()
        .filter(|part| !bound.contains(&&part.name))
        .map(|part| (&part.field, part.held.absent()))
        .collect();
    let field = |name: &Ident| {
        let mut parts = variant.parts.iter();
        parts.find(|part| part.name == *name)
    };
    let in_place = steps.len() == bound.len() && steps.iter().all(|step| step.names().len() == 1);
    let open = open.and_then(|open| open.statement(steps));
    let is_of_parts = !matches!(variant.home, Home::Payload(_));
    if variant.only().is_none() && in_place && !variant.parts.is_empty() && is_of_parts {
        let fields = steps.iter().map(|step| {
            let value = step.value();
            let fields = step.names().iter().filter_map(field);
            let fields = fields.map(|part| &part.field);
            quote!(#(#fields)*: #value)
        });
        let absent = absent.iter().map(|(name, absent)| quote!(#name: #absent));
        let fields = fields.chain(absent);
        return quote!(#open Ok(#path { #(#fields),* }));
    }
    let statements = steps.iter().map(Step::statement);
    let value = if variant.parts.is_empty() {
        path
    } else if let (Home::Payload(_), [payload]) = (&variant.home, variant.parts.as_slice()) {
        ident(&payload.name)
    } else if let Some(only) = variant.only() {
        let kept = absent
            .first()
            .map_or_else(|| ident(&only.name), |(_, absent)| absent.clone());
        quote!(#path(#kept))
    } else {
        let absent = absent.iter().map(|(name, absent)| quote!(#name: #absent));
        let fields = bound.iter().filter_map(|name| field(name));
        let fields = fields.map(|part| match &variant.home {
            Home::Payload(fields) if part.slot == Slot::Payload => {
                let name = &part.name;
                quote!(#(#fields: #name.#fields),*)
            }
            _ => part.bound(ident(&part.name)),
        });
        let fields = fields.chain(absent);
        quote!(#path { #(#fields),* })
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

/// Whether tokens call a method of a variable. What tokens look like as text is another matter inside the compiler.
pub fn calls(tokens: &TokenStream, variable: &str, method: &str) -> bool {
    let tokens: Vec<TokenTree> = tokens.clone().into_iter().collect();
    let is_call = |tokens: &[TokenTree]| match tokens {
        [
            TokenTree::Ident(of),
            TokenTree::Punct(dot),
            TokenTree::Ident(called),
        ] => of == variable && dot.as_char() == '.' && called == method,
        _ => false,
    };
    let inside = |token: &TokenTree| match token {
        TokenTree::Group(group) => calls(&group.stream(), variable, method),
        _ => false,
    };
    tokens.windows(3).any(is_call) || tokens.iter().any(inside)
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

/// What the function is called that reads a variant.
pub fn function(variant: &VariantView, count: usize) -> Ident {
    use heck::ToSnakeCase;
    let name = variant.called.to_string().to_snake_case();
    match count {
        0 => identifier::ident(&format!("read_{name}")),
        _ => identifier::ident(&format!("read_{name}_{}", count + 1)),
    }
}
