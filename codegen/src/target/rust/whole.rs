//! The runtime's trait: reading and writing without knowing the pipe.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use trilogue_wire::telling::Test;

use super::answer;
use super::bound;
use super::decode::Decoder;
use super::door::{is_plain, is_text, json_text, read_answer_call, read_call};
use super::lints;
use super::literal;
use super::lower::{DirectionView, PartView, PipeView, VariantView};
use super::read;
use super::write;

/// The members of the runtime's trait.
pub fn direction(view: &DirectionView<'_>, decoders: &[Decoder]) -> Vec<TokenStream> {
    let mut members = vec![constants(view)];
    let (read, write) = match (view.pipes.as_slice(), decoders) {
        ([pipe], [decoder]) if is_plain(view) => {
            let read = if bound::has_bound(view) {
                read_call(view, pipe)
            } else {
                decoder.body.clone()
            };
            (read, write::body(view, pipe))
        }
        _ => (best(view, false), first(view)),
    };
    members.push(lints::method(
        quote!(fn read(message: Value<'_>) -> Result<Self, Refusal> { #read }),
        "message",
    ));
    let answer = match (view.pipes.as_slice(), decoders) {
        ([pipe], _) if is_plain(view) && bound::has_bound(view) => read_answer_call(view, pipe),
        (_, [decoder]) if is_plain(view) => decoder.answer.clone().unwrap_or_default(),
        _ => best(view, true),
    };
    if view
        .pipes
        .iter()
        .any(|pipe| !pipe.model.name_outside && answer::has_any(view, pipe))
    {
        members.push(lints::method(
            quote! {
                fn read_answer(message: Value<'_>, open: &dyn OpenRequests) -> Result<Self, Refusal> { #answer }
            },
            "message",
        ));
    }
    members.push(lints::method(
        quote!(fn write(&self, out: &mut Writer) -> Result<(), Refusal> { #write }),
        "message",
    ));
    members
}

/// The constants of the trait: the names, and whether a message can be nothing, where one can.
fn constants(view: &DirectionView<'_>) -> TokenStream {
    let takes_nothing = takes_nothing(view).then(|| {
        quote!(
            const TAKES_NOTHING: bool = true;
        )
    });
    quote! {
        const NAMES: &'static [&'static str] = Self::NAMES;
        #takes_nothing
    }
}

/// Whether a message whose name is inside, or that has none, can be nothing.
pub fn takes_nothing(view: &DirectionView<'_>) -> bool {
    let mut pipes = view.pipes.iter();
    pipes.any(|pipe| !pipe.model.name_outside && pipe.model.takes_empty_text())
}

/// The best that any pipe whose name is inside says of a message: a message, then what is wrong with one that was told,
/// then one that is unknown.
fn best(view: &DirectionView<'_>, with_answers: bool) -> TokenStream {
    let inside: Vec<&PipeView<'_>> = view
        .pipes
        .iter()
        .filter(|pipe| !pipe.model.name_outside)
        .collect();
    let read = |pipe: &PipeView<'_>| {
        let call = if with_answers && answer::has_any(view, pipe) {
            read_answer_call(view, pipe)
        } else {
            read_call(view, pipe)
        };
        if is_text(pipe) {
            let json_text = json_text(pipe);
            let read = read::function_of(&quote!(message), &call);
            quote!(message.#json_text(#read))
        } else {
            call
        }
    };
    match inside.as_slice() {
        [] => quote! {
            let _ = message;
            Err(Fault::new(Code::Tag, "a name, which stands outside of the message").into())
        },
        [only] => read(only),
        all => {
            let kept = &view.unknown;
            let reads = all.iter().map(|pipe| {
                let read = read(pipe);
                let taken = taken_names(pipe, all);
                let is_nothing = (takes_nothing(view) && !pipe.model.takes_empty_text())
                    .then(|| quote!(.filter(|_| !message.is_nothing())));
                if taken.is_empty() || !pipe.keeps_unknown {
                    return quote!(Some(#read) #is_nothing);
                }
                quote! {
                    Some(#read) #is_nothing .filter(|read| {
                        !matches!(read, Ok(Self::#kept(unknown)) if [#(#taken),*].contains(&unknown.name()))
                    })
                }
            });
            let unknown = kept.as_ref().map(|kept| unknown(view, kept));
            quote! {
                let rank = |read: &Result<Self, Refusal>| match read {
                    #unknown
                    Ok(_) => 3,
                    Err(refusal) if refusal.is_told() => 2,
                    Err(_) => 0,
                };
                let reads: Vec<Result<Self, Refusal>> = [#(#reads),*].into_iter().flatten().collect();
                let best = reads.iter().map(rank).max();
                let mut reads = reads.into_iter();
                let found = reads.find(|read| Some(rank(read)) == best);
                found.unwrap_or_else(|| Err(Fault::new(Code::Tag, "a message of this direction").into()))
            }
        }
    }
}

/// The arm that ranks a message that is unknown. One that is declared but has no variant is none.
fn unknown(view: &DirectionView<'_>, kept: &Ident) -> TokenStream {
    if view.variants.iter().all(|variant| variant.is_covered) {
        return quote!(Ok(Self::#kept(_)) => 1,);
    }
    quote!(Ok(Self::#kept(unknown)) if !Self::NAMES.contains(&unknown.name()) => 1,)
}

/// The texts that other pipes have as constants where this pipe has names: what has them is no message of this pipe.
fn taken_names(pipe: &PipeView<'_>, all: &[&PipeView<'_>]) -> Vec<String> {
    let places = pipe.model.forms.iter();
    let places: Vec<&str> = places.filter_map(|form| form.telling.name_path()).collect();
    let others = all.iter().filter(|other| !std::ptr::eq(**other, pipe));
    let forms = others.flat_map(|other| &other.model.forms);
    let mut taken = Vec::new();
    for form in forms {
        for node in places.iter().filter_map(|place| form.telling.at(place)) {
            if let Test::Constant(constant) = &node.test {
                let text = literal::shown(constant);
                if !taken.contains(&text) {
                    taken.push(text);
                }
            }
        }
    }
    taken
}

/// Writes to the first pipe that carries a message.
pub fn first(view: &DirectionView<'_>) -> TokenStream {
    let is_inside = |pipe: &&PipeView<'_>| !pipe.model.name_outside;
    let outside = quote!(Err(Fault::new(
        Code::Name,
        "a message that brings its name"
    )
    .into()));
    if let [pipe] = view.pipes.as_slice() {
        return if is_inside(&pipe) {
            written_to(pipe)
        } else {
            quote!({ let _ = out; #outside })
        };
    }
    let mut arms: Vec<(TokenStream, Vec<TokenStream>)> = Vec::new();
    for (place, variant) in view.covered() {
        let pipes = view.pipes.iter().filter(is_inside);
        let pipes: Vec<_> = pipes.filter(|pipe| pipe.form_of(place).is_some()).collect();
        let written = pipes.split_last().map_or_else(
            || outside.clone(),
            |(last, others)| {
                let others = others.iter().rev();
                others.fold(written_to(last), |other, pipe| {
                    tried(&other, pipe, loses(view, pipe))
                })
            },
        );
        add(&mut arms, written, variant.pattern());
    }
    if let Some(kept) = &view.unknown {
        add(&mut arms, sent_on(view), quote!(Self::#kept(_)));
    }
    let arms = arms
        .iter()
        .map(|(written, patterns)| quote!(#(#patterns)|* => #written,));
    let arms: Vec<TokenStream> = arms.collect();
    let is_written = arms.iter().any(|arm| read::mentions(arm, "out"));
    let unused = (!is_written).then(|| quote!(let _ = out;));
    quote!(#unused match self { #(#arms)* })
}

/// An expression that writes the message to a pipe if it can and loses nothing, and else does what another expression
/// does.
fn tried(other: &TokenStream, pipe: &PipeView<'_>, loses: bool) -> TokenStream {
    let write = pipe.inner("write_message");
    let written = if is_text(pipe) {
        quote!(own.json_text(|inner| self.#write(inner)))
    } else {
        quote!(self.#write(&mut own))
    };
    let fits = loses.then(|| {
        let method = pipe.inner("fits");
        quote!(self.#method() &&)
    });
    quote!({
        let mut own = Writer::new();
        if #fits #written.is_ok() {
            Ok(out.raw(&own.into_string())?)
        } else {
            #other
        }
    })
}

/// Whether a pipe has no place for something that messages bring.
fn loses(view: &DirectionView<'_>, pipe: &PipeView<'_>) -> bool {
    view.covered()
        .any(|(place, variant)| !lost(variant, pipe, place).is_empty())
}

/// Whether a pipe has a place for all that a message brings, if `whole` asks for it.
pub fn fits(
    view: &DirectionView<'_>,
    pipe: &PipeView<'_>,
    whole: &TokenStream,
) -> Option<TokenStream> {
    if !read::mentions(whole, &pipe.inner("fits").to_string()) {
        return None;
    }
    let lost = view
        .covered()
        .flat_map(|(place, variant)| lost(variant, pipe, place));
    let method = pipe.inner("fits");
    Some(lints::method(
        quote! {
            /// Whether nothing that the message brings would be lost.
            fn #method(&self) -> bool { !matches!(self, #(#lost)|*) }
        },
        "message",
    ))
}

/// Patterns of a variant with a part that none of its forms in a pipe has a place for.
fn lost(variant: &VariantView, pipe: &PipeView<'_>, place: usize) -> Vec<TokenStream> {
    let candidates = pipe.model.candidates.iter();
    let own: Vec<_> = candidates
        .filter(|candidate| candidate.variant == place)
        .collect();
    let has_place = |part: &PartView| {
        let mut forms = own.iter().map(|own| &pipe.model.forms[own.form]);
        own.is_empty() || forms.any(|form| read::slot_in(&form.template, part.slot).is_some())
    };
    let parts = variant.parts.iter().filter(|part| !has_place(part));
    let lost = parts.filter_map(|part| {
        let (there, _) = part.held.patterns()?;
        Some(variant.pattern_of(part, &there))
    });
    lost.collect()
}

fn add(
    arms: &mut Vec<(TokenStream, Vec<TokenStream>)>,
    written: TokenStream,
    pattern: TokenStream,
) {
    let same = arms
        .iter_mut()
        .find(|(known, _)| known.to_string() == written.to_string());
    match same {
        Some((_, patterns)) => patterns.push(pattern),
        None => arms.push((written, vec![pattern])),
    }
}

/// An expression that writes the message to a pipe.
fn written_to(pipe: &PipeView<'_>) -> TokenStream {
    let write = pipe.inner("write_message");
    if is_text(pipe) {
        quote!(out.json_text(|inner| self.#write(inner)))
    } else {
        quote!(self.#write(out))
    }
}

/// An expression that sends on what came, to the first pipe in which it is unknown.
fn sent_on(view: &DirectionView<'_>) -> TokenStream {
    let pipes = view.pipes.iter();
    let pipes = pipes.filter(|pipe| pipe.sends_unknown && !pipe.model.name_outside);
    let written: Vec<TokenStream> = pipes.map(written_to).collect();
    let Some((first, others)) = written.split_first() else {
        return quote!(Err(
            Fault::new(Code::Name, "a message that is declared").into()
        ));
    };
    quote!(#first #(.or_else(|_| #others))*)
}
