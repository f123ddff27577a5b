//! The methods by which messages come in and go out: those that people call, and the runtime's trait behind them.

use proc_macro2::TokenStream;
use quote::quote;
use trilogue_wire::telling::Test;

use super::answer;
use super::bound;
use super::decode::Decoder;
use super::doc;
use super::lints;
use super::literal;
use super::lower::{DirectionView, PartView, PipeView, VariantView};
use super::read;
use super::words::listed;
use super::write;
use crate::model::Encoding;

/// Whether a direction has but one pipe, which carries names inside of messages.
fn is_single(view: &DirectionView<'_>) -> bool {
    view.pipes.len() == 1 && !view.pipes[0].model.name_outside
}

/// Whether what the one pipe of a direction carries is read by the runtime's trait alone.
fn is_plain(view: &DirectionView<'_>) -> bool {
    is_single(view) && !is_text(&view.pipes[0])
}

fn is_text(pipe: &PipeView<'_>) -> bool {
    match pipe.model.encoding {
        Encoding::JsonText => true,
        Encoding::Value => false,
    }
}

/// The public methods of a pipe.
pub fn doors(view: &DirectionView<'_>, pipe: &PipeView<'_>) -> Vec<TokenStream> {
    let mut doors = if pipe.model.name_outside {
        vec![decode_named(view, pipe), encode_named(pipe)]
    } else {
        let mut doors = vec![decode(view, pipe)];
        if is_single(view) {
            doors.push(decode_text());
        }
        doors.push(encode(view, pipe));
        doors
    };
    if answer::has_any(view, pipe) {
        doors.push(decode_answer(view, pipe));
    }
    if bound::has_bound(view) && !pipe.model.name_outside {
        doors.push(decode_with(view, pipe));
    }
    doors
}

/// Where the messages of a pipe come from, where there are several.
fn over(pipe: &PipeView<'_>) -> String {
    let channels: Vec<String> = pipe.channels.iter().map(|name| doc::code(name)).collect();
    match &pipe.name {
        None => "the wire".to_owned(),
        Some(_) => listed(&channels, "or"),
    }
}

/// An expression that reads `document` by a method.
fn opened(pipe: &PipeView<'_>, read: &TokenStream) -> TokenStream {
    if is_text(pipe) {
        let read = read::function_of(&quote!(message), read);
        quote!(Document::parse(json)?.root().json_text(#read))
    } else {
        quote! {
            let document = Document::parse(json)?;
            let message = document.root();
            #read
        }
    }
}

fn decode(view: &DirectionView<'_>, pipe: &PipeView<'_>) -> TokenStream {
    let method = pipe.method("decode");
    let body = if is_single(view) {
        quote!(trilogue::decode(json))
    } else {
        let read = read_call(view, pipe);
        opened(pipe, &read)
    };
    let first = format!(" Reads one message as it came over {}.", over(pipe));
    let second = is_text(pipe).then(|| {
        quote! {
            ///
            /// It is JSON inside a JSON string.
        }
    });
    quote! {
        #[doc = #first]
        #second
        ///
        /// # Errors
        ///
        /// A [`Refusal`] says which rule the message breaks and where, never what it contained.
        pub fn #method(json: &[u8]) -> Result<Self, Refusal> { #body }
    }
}

/// An expression that reads `message`, with the names that the spec declares.
pub fn read_call(view: &DirectionView<'_>, pipe: &PipeView<'_>) -> TokenStream {
    let method = write::read_method(view, pipe);
    let outside = pipe.model.name_outside.then(|| quote!(name,));
    let names = bound::has_bound(view).then(|| {
        let ty = bound::ty(view);
        quote!(, &#ty::default())
    });
    quote!(Self::#method(#outside message #names))
}

fn decode_text() -> TokenStream {
    quote! {
        /// Reads one message as it came over the wire, from text.
        ///
        /// # Errors
        ///
        /// A [`Refusal`] says which rule the message breaks and where, never what it contained.
        pub fn decode_text(json: &str) -> Result<Self, Refusal> {
            Self::decode(json.as_bytes())
        }
    }
}

fn decode_with(view: &DirectionView<'_>, pipe: &PipeView<'_>) -> TokenStream {
    let (method, ty) = (pipe.method("decode_with"), bound::ty(view));
    let read = write::read_method(view, pipe);
    let body = opened(pipe, &quote!(Self::#read(message, names)));
    quote! {
        /// Reads one message, with names that were chosen at run time.
        ///
        /// # Errors
        ///
        /// A [`Refusal`] says which rule the message breaks and where, never what it contained.
        pub fn #method(json: &[u8], names: &#ty) -> Result<Self, Refusal> { #body }
    }
}

fn decode_named(view: &DirectionView<'_>, pipe: &PipeView<'_>) -> TokenStream {
    let method = pipe.method("decode_named");
    let body = opened(pipe, &read_call(view, pipe));
    let first = format!(
        " Reads one message that came over {} under a name.",
        over(pipe)
    );
    quote! {
        #[doc = #first]
        ///
        /// # Errors
        ///
        /// A [`Refusal`] says which rule the message breaks and where, never what it contained.
        pub fn #method(name: &str, json: &[u8]) -> Result<Self, Refusal> { #body }
    }
}

fn encode_named(pipe: &PipeView<'_>) -> TokenStream {
    let (method, write) = (pipe.method("encode_named"), pipe.inner("write_message"));
    let first = format!(
        " The name under which the message goes over {}, and the message itself.",
        over(pipe)
    );
    let written = written(pipe, &quote!(Self::#write));
    quote! {
        #[doc = #first]
        ///
        /// # Errors
        ///
        /// A [`Refusal`] says which rule the message breaks: the receiver would refuse it too.
        pub fn #method(&self) -> Result<(&str, String), Refusal> {
            #written
            Ok((self.name().unwrap_or_default(), out.into_string()))
        }
    }
}

/// Statements that write the message to `out`.
fn written(pipe: &PipeView<'_>, write: &TokenStream) -> TokenStream {
    let write = if is_text(pipe) {
        quote!(out.json_text(|inner| #write(self, inner))?;)
    } else {
        quote!(#write(self, &mut out)?;)
    };
    quote!(let mut out = Writer::new(); #write)
}

fn encode(view: &DirectionView<'_>, pipe: &PipeView<'_>) -> TokenStream {
    let method = pipe.method("encode");
    let body = if is_single(view) {
        quote!(trilogue::encode(self))
    } else {
        let write = pipe.inner("write_message");
        let written = written(pipe, &quote!(Self::#write));
        quote!(#written Ok(out.into_string()))
    };
    let first = format!(" Writes the message as it goes over {}.", over(pipe));
    quote! {
        #[doc = #first]
        ///
        /// # Errors
        ///
        /// A [`Refusal`] says which rule the message breaks: the receiver would refuse it too.
        pub fn #method(&self) -> Result<String, Refusal> { #body }
    }
}

fn decode_answer(view: &DirectionView<'_>, pipe: &PipeView<'_>) -> TokenStream {
    let method = pipe.method("decode_answer");
    let body = if is_single(view) {
        quote!(trilogue::decode_answer(json, open))
    } else {
        let read = pipe.inner("read_open_answer");
        let outside = pipe.model.name_outside.then(|| quote!(name,));
        opened(pipe, &quote!(Self::#read(#outside message, open)))
    };
    let outside = pipe.model.name_outside.then(|| quote!(name: &str,));
    quote! {
        /// Reads one message, and an answer as that of its request, which `open` knows.
        ///
        /// # Errors
        ///
        /// A [`Refusal`] says which rule the message breaks and where, never what it contained; `unmatched` if it answers
        /// no open request.
        pub fn #method(#outside json: &[u8], open: &dyn OpenRequests) -> Result<Self, Refusal> { #body }
    }
}

/// The private methods that read and write each pipe, where the trait alone does not.
pub fn readers(view: &DirectionView<'_>, decoders: &[Decoder]) -> Vec<TokenStream> {
    let mut members = Vec::new();
    let whole = first(view);
    for (pipe, decoder) in view.pipes.iter().zip(decoders) {
        let has_own = !is_plain(view) || bound::has_bound(view);
        if has_own {
            members.push(read_message(view, pipe, decoder));
        }
        if !is_plain(view) {
            members.push(write_message(view, pipe));
            members.extend(fits(view, pipe, &whole));
            if answer::has_any(view, pipe) {
                members.push(read_open_answer(pipe, decoder));
            }
        }
    }
    members
}

fn read_message(view: &DirectionView<'_>, pipe: &PipeView<'_>, decoder: &Decoder) -> TokenStream {
    let method = write::read_method(view, pipe);
    let outside = pipe.model.name_outside.then(|| quote!(name: &str,));
    let names = bound::has_bound(view).then(|| {
        let ty = bound::ty(view);
        let is_used = read::mentions(&decoder.body, "names");
        let name = if is_used {
            quote!(names)
        } else {
            quote!(_names)
        };
        quote!(, #name: &#ty)
    });
    let body = &decoder.body;
    lints::method(
        quote! {
            fn #method(#outside message: Value<'_> #names) -> Result<Self, Refusal> { #body }
        },
        "message",
    )
}

fn write_message(view: &DirectionView<'_>, pipe: &PipeView<'_>) -> TokenStream {
    let method = pipe.inner("write_message");
    let body = write::body(view, pipe);
    quote!(fn #method(&self, out: &mut Writer) -> Result<(), Refusal> { #body })
}

fn read_open_answer(pipe: &PipeView<'_>, decoder: &Decoder) -> TokenStream {
    let method = pipe.inner("read_open_answer");
    let outside = pipe.model.name_outside.then(|| quote!(name: &str,));
    let body = &decoder.answer;
    lints::method(
        quote! {
            fn #method(#outside message: Value<'_>, open: &dyn OpenRequests) -> Result<Self, Refusal> { #body }
        },
        "message",
    )
}

/// The members of the runtime's trait.
pub fn direction(view: &DirectionView<'_>, decoders: &[Decoder]) -> Vec<TokenStream> {
    let mut members = vec![quote!(
        const NAMES: &'static [&'static str] = Self::NAMES;
    )];
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
            let read = pipe.inner("read_open_answer");
            quote!(Self::#read(message, open))
        } else {
            read_call(view, pipe)
        };
        if is_text(pipe) {
            let read = read::function_of(&quote!(message), &call);
            quote!(message.json_text(#read))
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
            let reads = all.iter().map(|pipe| {
                let read = read(pipe);
                let taken = taken_names(pipe, all);
                if taken.is_empty() || !pipe.keeps_unknown {
                    return quote!(Some(#read));
                }
                quote! {
                    Some(#read).filter(|read| {
                        !matches!(read, Ok(Self::Unknown(unknown)) if [#(#taken),*].contains(&unknown.name()))
                    })
                }
            });
            let unknown = view
                .keeps_unknown
                .then(|| quote!(Ok(Self::Unknown(_)) => 1,));
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
fn first(view: &DirectionView<'_>) -> TokenStream {
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
    for (place, variant) in view.variants.iter().enumerate() {
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
    if view.keeps_unknown {
        add(&mut arms, sent_on(view), quote!(Self::Unknown(_)));
    }
    let arms = arms
        .iter()
        .map(|(written, patterns)| quote!(#(#patterns)|* => #written,));
    quote!(match self { #(#arms)* })
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
    view.variants
        .iter()
        .enumerate()
        .any(|(place, variant)| !lost(variant, pipe, place).is_empty())
}

/// Whether a pipe has a place for all that a message brings, if `whole` asks for it.
fn fits(view: &DirectionView<'_>, pipe: &PipeView<'_>, whole: &TokenStream) -> Option<TokenStream> {
    if !read::mentions(whole, &pipe.inner("fits").to_string()) {
        return None;
    }
    let variants = view.variants.iter().enumerate();
    let lost = variants.flat_map(|(place, variant)| lost(variant, pipe, place));
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
    let pipes = pipes.filter(|pipe| pipe.keeps_unknown && !pipe.model.name_outside);
    let written: Vec<TokenStream> = pipes.map(written_to).collect();
    let Some((first, others)) = written.split_first() else {
        return quote!(Err(
            Fault::new(Code::Name, "a message that is declared").into()
        ));
    };
    quote!(#first #(.or_else(|_| #others))*)
}
