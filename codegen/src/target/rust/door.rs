//! The methods by which messages come in and go out: those that people call, and those behind them.

mod readers;

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::answer;
use super::bound;
use super::doc;
use super::lower::{DirectionView, PipeView};
use super::read;
use super::words::listed;
use super::write;
use crate::model::Encoding;

pub use readers::{parameter, readers};

/// Whether a direction has but one pipe, which carries names inside of messages.
fn is_single(view: &DirectionView<'_>) -> bool {
    view.pipes.len() == 1 && !view.pipes[0].model.name_outside
}

/// Whether what the one pipe of a direction carries is read by the runtime's trait alone.
pub fn is_plain(view: &DirectionView<'_>) -> bool {
    is_by_trait(view) && !is_text(&view.pipes[0])
}

/// Whether the doors of a direction lead through the runtime's functions. Somebody's own type can have methods that are
/// called as those of the trait, or borrow from a document that is kept.
fn is_by_trait(view: &DirectionView<'_>) -> bool {
    is_single(view) && !view.is_foreign
}

pub fn is_text(pipe: &PipeView<'_>) -> bool {
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
        if is_single(view) && view.lifetime.is_none() {
            doors.push(decode_text());
        }
        doors.push(encode(view, pipe));
        doors
    };
    if answer::has_any(view, pipe) {
        doors.push(decode_answer(view, pipe));
    }
    if bound::has_bound(view) {
        doors.push(decode_with(view, pipe));
        if answer::has_any(view, pipe) {
            doors.push(decode_answer_with(view, pipe));
        }
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

/// The parameter in which a message comes: its text, or a document that it borrows from.
fn source(view: &DirectionView<'_>) -> TokenStream {
    match &view.lifetime {
        None => quote!(json: &[u8]),
        Some(lifetime) => quote!(document: &#lifetime Document<#lifetime>),
    }
}

/// Statements that parse what came and read it.
fn opened(view: &DirectionView<'_>, pipe: &PipeView<'_>, read: &TokenStream) -> TokenStream {
    if view.lifetime.is_some() {
        return quote! {
            let message = document.root();
            #read
        };
    }
    if is_text(pipe) {
        let json_text = json_text(pipe);
        let read = read::function_of(&quote!(message), read);
        quote!(Document::parse(json)?.root().#json_text(#read))
    } else {
        let parse = parse(pipe);
        quote! {
            let document = Document::#parse(json)?;
            let message = document.root();
            #read
        }
    }
}

/// The function that opens what a text holds, which may be nothing.
pub fn json_text(pipe: &PipeView<'_>) -> Ident {
    format_ident!(
        "{}",
        if pipe.model.takes_nothing() {
            "json_text_or_nothing"
        } else {
            "json_text"
        }
    )
}

/// The function that parses what one message of a pipe is, which may be nothing.
pub fn parse(pipe: &PipeView<'_>) -> Ident {
    format_ident!(
        "{}",
        if pipe.model.takes_nothing() {
            "parse_or_nothing"
        } else {
            "parse"
        }
    )
}

/// The paragraph that says what a message is that is nothing, where one can be.
fn on_nothing(view: &DirectionView<'_>, pipe: &PipeView<'_>) -> Option<TokenStream> {
    if !pipe.model.takes_nothing() {
        return None;
    }
    let doc = match (&view.lifetime, is_text(pipe)) {
        (Some(_), _) => {
            " A message can be nothing, so the document is one of [`Document::parse_or_nothing`]."
        }
        (None, false) => " Where the message is nothing, its text is empty.",
        (None, true) => " Where the message is nothing, its string is empty.",
    };
    Some(quote! {
        ///
        #[doc = #doc]
    })
}

fn decode(view: &DirectionView<'_>, pipe: &PipeView<'_>) -> TokenStream {
    let method = pipe.method("decode");
    let body = if is_by_trait(view) {
        quote!(trilogue::decode(json))
    } else {
        let read = read_call(view, pipe);
        opened(view, pipe, &read)
    };
    let first = format!(" Reads one message as it came over {}.", over(pipe));
    let source = source(view);
    let second = is_text(pipe).then(|| {
        quote! {
            ///
            /// It is JSON inside a JSON string.
        }
    });
    let third = on_nothing(view, pipe);
    quote! {
        #[doc = #first]
        #second
        #third
        ///
        /// # Errors
        ///
        /// A [`Refusal`] says which rule the message breaks and where, never what it contained.
        pub fn #method(#source) -> Result<Self, Refusal> { #body }
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

/// An expression that reads `message`, with the names that are given where some are chosen at run time.
pub fn read_with(view: &DirectionView<'_>, pipe: &PipeView<'_>) -> TokenStream {
    if !bound::has_bound(view) {
        return read_call(view, pipe);
    }
    let method = write::read_method(view, pipe);
    let outside = pipe.model.name_outside.then(|| quote!(name,));
    quote!(Self::#method(#outside message, names))
}

/// An expression that reads `message` with the table of open requests, and the names that the spec declares.
pub fn read_answer_call(view: &DirectionView<'_>, pipe: &PipeView<'_>) -> TokenStream {
    let method = pipe.inner("read_open_answer");
    let outside = pipe.model.name_outside.then(|| quote!(name,));
    let names = bound::has_bound(view).then(|| {
        let ty = bound::ty(view);
        quote!(, &#ty::default())
    });
    quote!(Self::#method(#outside message, open #names))
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

/// What the method is called that reads with names that were chosen at run time.
pub fn with_names(pipe: &PipeView<'_>) -> Ident {
    let name = if pipe.model.name_outside {
        "decode_named_with"
    } else {
        "decode_with"
    };
    pipe.method(name)
}

fn decode_with(view: &DirectionView<'_>, pipe: &PipeView<'_>) -> TokenStream {
    let (method, ty) = (with_names(pipe), bound::ty(view));
    let read = write::read_method(view, pipe);
    let (parameter, argument, first) = if pipe.model.name_outside {
        let first =
            " Reads one message that came under a name, with names that were chosen at run time.";
        (Some(quote!(name: &str,)), Some(quote!(name,)), first)
    } else {
        let first = " Reads one message, with names that were chosen at run time.";
        (None, None, first)
    };
    let body = opened(view, pipe, &quote!(Self::#read(#argument message, names)));
    let source = source(view);
    quote! {
        #[doc = #first]
        ///
        /// # Errors
        ///
        /// A [`Refusal`] says which rule the message breaks and where, never what it contained.
        pub fn #method(#parameter #source, names: &#ty) -> Result<Self, Refusal> { #body }
    }
}

fn decode_named(view: &DirectionView<'_>, pipe: &PipeView<'_>) -> TokenStream {
    let method = pipe.method("decode_named");
    let body = opened(view, pipe, &read_call(view, pipe));
    let source = source(view);
    let first = format!(
        " Reads one message that came over {} under a name.",
        over(pipe)
    );
    let second = on_nothing(view, pipe);
    quote! {
        #[doc = #first]
        #second
        ///
        /// # Errors
        ///
        /// A [`Refusal`] says which rule the message breaks and where, never what it contained.
        pub fn #method(name: &str, #source) -> Result<Self, Refusal> { #body }
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
    let body = if is_by_trait(view) {
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
    let body = if is_by_trait(view) {
        quote!(trilogue::decode_answer(json, open))
    } else {
        opened(view, pipe, &read_answer_call(view, pipe))
    };
    let outside = pipe.model.name_outside.then(|| quote!(name: &str,));
    let source = source(view);
    quote! {
        /// Reads one message, and an answer as that of its request, which `open` knows.
        ///
        /// # Errors
        ///
        /// A [`Refusal`] says which rule the message breaks and where, never what it contained; `unmatched` if it answers
        /// no open request.
        pub fn #method(#outside #source, open: &dyn OpenRequests) -> Result<Self, Refusal> { #body }
    }
}

fn decode_answer_with(view: &DirectionView<'_>, pipe: &PipeView<'_>) -> TokenStream {
    let method = pipe.method("decode_answer_with");
    let (read, ty) = (pipe.inner("read_open_answer"), bound::ty(view));
    let (parameter, argument) = if pipe.model.name_outside {
        (Some(quote!(name: &str,)), Some(quote!(name,)))
    } else {
        (None, None)
    };
    let body = opened(
        view,
        pipe,
        &quote!(Self::#read(#argument message, open, names)),
    );
    let source = source(view);
    quote! {
        /// Reads one message, with names that were chosen at run time, and an answer as that of its request, which `open`
        /// knows.
        ///
        /// # Errors
        ///
        /// A [`Refusal`] says which rule the message breaks and where, never what it contained; `unmatched` if it answers
        /// no open request.
        pub fn #method(#parameter #source, open: &dyn OpenRequests, names: &#ty) -> Result<Self, Refusal> { #body }
    }
}
