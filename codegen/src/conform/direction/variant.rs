//! The message that one variant stands for.

use proc_macro2::Ident;
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::{LitStr, Variant};

use crate::conform::mistakes::{Mistakes, did_you_mean};
use crate::conform::words::{Known, Takes, Words};
use crate::model::{self, Direction, Kind, MessageRole, Protocol};
use crate::target::rust::lower::{DirectionView, VariantView, shown_name};

/// The words above a variant.
pub const KNOWN: Known = &[
    ("message", Takes::Text),
    ("answer", Takes::Text),
    ("ok", Takes::Nothing),
    ("error", Takes::Nothing),
    ("watch", Takes::Nothing),
    ("changed", Takes::Nothing),
    ("subscribe", Takes::Nothing),
    ("unsubscribe", Takes::Nothing),
    ("get", Takes::Nothing),
    ("unknown", Takes::Nothing),
];

/// The words that say of which kind a message is.
pub const KINDS: [(&str, Kind); 7] = [
    ("ok", Kind::Ok),
    ("error", Kind::Error),
    ("watch", Kind::Watch),
    ("changed", Kind::Changed),
    ("subscribe", Kind::Subscribe),
    ("unsubscribe", Kind::Unsubscribe),
    ("get", Kind::Get),
];

/// A variant that looks for its message.
pub struct Named<'a, 'i> {
    /// The protocol.
    pub protocol: &'a Protocol,
    /// The direction.
    pub model: &'a Direction,
    /// How it is printed.
    pub view: &'a DirectionView<'a>,
    /// The variant.
    pub theirs: &'i Variant,
}

impl Named<'_, '_> {
    /// The place of its message in the direction.
    pub fn place(
        &self,
        words: &Words,
        wire: Option<&LitStr>,
        mistakes: &mut Mistakes<'_>,
    ) -> Option<usize> {
        let name = Wanted::of(words, wire);
        if name.is_empty() {
            return self.by_name(mistakes);
        }
        let found = name.places(self.protocol, self.model);
        match found.as_slice() {
            [only] => Some(*only),
            [] => {
                self.nothing(&name, mistakes);
                None
            }
            several => {
                let keys: Vec<String> = several.iter().map(|place| self.shown(*place)).collect();
                let message = format!("this can be {}: say which", keys.join(" or "));
                mistakes.at(name.place(&self.theirs.ident), message);
                None
            }
        }
    }

    /// The message of a variant that is called as a generated one.
    fn by_name(&self, mistakes: &mut Mistakes<'_>) -> Option<usize> {
        let name = self.theirs.ident.unraw().to_string();
        let mut variants = self.view.variants.iter();
        let place = variants.position(|variant| variant.name.unraw() == name);
        if place.is_none() {
            let names: Vec<String> = self.names();
            let near = did_you_mean(&name, names.iter().map(String::as_str));
            let message = format!(
                "no message of this direction is called `{name}`{near}{}",
                if near.is_empty() {
                    "; `#[trilogue(message = \"…\")]` above a variant names its message"
                } else {
                    ""
                }
            );
            mistakes.at(&self.theirs.ident, message);
        }
        place
    }

    fn names(&self) -> Vec<String> {
        let variants = self.view.variants.iter();
        variants
            .map(|variant| variant.name.unraw().to_string())
            .collect()
    }

    /// Says that there is no such message.
    fn nothing(&self, wanted: &Wanted<'_>, mistakes: &mut Mistakes<'_>) {
        let at = wanted.place(&self.theirs.ident);
        let Some((word, text)) = wanted.text else {
            let message = "no answer of this direction is for all requests: name the request with `message = \"…\"`";
            mistakes.at(at, message);
            return;
        };
        let value = text.value();
        let places = 0..self.model.variants.len();
        let mut keys: Vec<String> = places
            .clone()
            .flat_map(|place| names(self.protocol, self.model, place, word))
            .collect();
        keys.dedup();
        if keys.contains(&value) {
            let kinds = places
                .filter(|place| names(self.protocol, self.model, *place, word).contains(&value));
            let kinds: Vec<&str> = kinds
                .map(|place| self.model.variants[place].kind.word())
                .collect();
            let message = format!(
                "`{value}` has no such message here, only `{}`",
                kinds.join("`, `")
            );
            mistakes.at(at, message);
            return;
        }
        let near = did_you_mean(&value, keys.iter().map(String::as_str));
        mistakes.at(at, format!("no message `{value}` in this direction{near}"));
    }

    /// A message as mistakes call it.
    pub fn shown(&self, place: usize) -> String {
        shown(self.protocol, self.model, place)
    }

    /// A mistake with the place where the message is declared.
    pub fn against(
        &self,
        at: impl ToTokens,
        message: &str,
        place: usize,
        mistakes: &mut Mistakes<'_>,
    ) {
        against(self.protocol, self.model, (at, message, place), mistakes);
    }
}

/// A mistake with the place where a message is declared, if it is.
pub fn against(
    protocol: &Protocol,
    model: &Direction,
    (at, message, place): (impl ToTokens, &str, usize),
    mistakes: &mut Mistakes<'_>,
) {
    match model.variants[place].message {
        Some(id) => {
            let message_span = protocol.message(id).span;
            mistakes.against(at, message, message_span, "declared here");
        }
        None => mistakes.at(at, message),
    }
}

/// A message as mistakes call it.
pub fn shown(protocol: &Protocol, model: &Direction, place: usize) -> String {
    let variant = &model.variants[place];
    let key = variant.message.map(|id| {
        let message = protocol.message(id);
        let asked = message.answers().unwrap_or(id);
        format!("`{}`", protocol.message(asked).key)
    });
    match (variant.kind, key) {
        (Kind::Event | Kind::Request, Some(key)) => key,
        (Kind::Ok, Some(key)) => format!("the answer to {key}"),
        (Kind::Error, Some(key)) => format!("the error of {key}"),
        (Kind::Ok, None) => "the answer to requests".to_owned(),
        (Kind::Error, None) => "the error of requests".to_owned(),
        (kind, Some(key)) => format!("`{}` of {key}", kind.word()),
        (kind, None) => format!("`{}`", kind.word()),
    }
}

/// How a variant is written.
pub fn example(variant: &VariantView) -> String {
    let name = &variant.name;
    if let Some(only) = variant.only() {
        return format!("{name}({})", shown_tokens(only.held.name()));
    }
    if variant.parts.is_empty() {
        return name.to_string();
    }
    let parts = variant.parts.iter();
    let parts = parts.map(|part| format!("{}: {}", part.name, shown_tokens(part.held.name())));
    format!("{name} {{ {} }}", parts.collect::<Vec<_>>().join(", "))
}

/// A type as people write it.
pub fn shown_tokens(tokens: impl ToTokens) -> String {
    let text = tokens.to_token_stream().to_string();
    let tight = [
        (" < ", "<"),
        (" >", ">"),
        (" ::", "::"),
        (":: ", "::"),
        (" ,", ","),
    ];
    let shown = tight
        .iter()
        .fold(text, |text, (wide, narrow)| text.replace(wide, narrow));
    shown.replace("super::", "")
}

/// What a variant says of its message.
pub struct Wanted<'w> {
    /// `message` or `answer`, and what is behind it.
    pub text: Option<(&'static str, &'w LitStr)>,
    /// The kinds that it says.
    kinds: Vec<(&'w Ident, Kind)>,
}

impl<'w> Wanted<'w> {
    /// What words say, and the name that serde gives.
    pub fn of(words: &'w Words, wire: Option<&'w LitStr>) -> Self {
        let word = |word| words.text(word).map(|text| (word, text));
        let kinds = KINDS.iter();
        let kinds = kinds.filter_map(|(word, kind)| Some((words.word(word)?, *kind)));
        Self {
            text: word("message")
                .or_else(|| word("answer"))
                .or_else(|| wire.map(|text| ("message", text))),
            kinds: kinds.collect(),
        }
    }

    /// Whether a message of the direction is the one.
    fn is(&self, protocol: &Protocol, model: &Direction, place: usize) -> bool {
        let variant = &model.variants[place];
        let is_kind = match self.kinds.as_slice() {
            [] => !variant.kind.is_answer() || !matches!(self.text, Some(("message", _))),
            kinds => kinds.iter().any(|(_, kind)| *kind == variant.kind),
        };
        is_kind
            && match self.text {
                None => variant.message.is_none(),
                Some((word, text)) => names(protocol, model, place, word).contains(&text.value()),
            }
    }

    /// Whether nothing was said.
    pub fn is_empty(&self) -> bool {
        self.text.is_none() && self.kinds.is_empty()
    }

    /// The places of all messages of a direction that can be meant.
    pub fn places(&self, protocol: &Protocol, model: &Direction) -> Vec<usize> {
        let places = 0..model.variants.len();
        let mut found: Vec<usize> = places
            .filter(|place| self.is(protocol, model, *place))
            .collect();
        let is_key = |place: &usize| {
            let id = model.variants[*place].message;
            let key = id.map(|id| protocol.message(id).key.as_str());
            self.text
                .is_some_and(|(_, text)| key == Some(&text.value()))
        };
        if found.len() > 1 && found.iter().any(is_key) {
            // Two layouts of one name are told apart by their keys.
            found.retain(is_key);
        }
        found
    }

    /// Where a mistake with it is.
    pub fn place(&self, other: &Ident) -> proc_macro2::TokenStream {
        match (self.text, self.kinds.first()) {
            (Some((_, text)), _) => text.to_token_stream(),
            (None, Some((kind, _))) => kind.to_token_stream(),
            (None, None) => other.to_token_stream(),
        }
    }
}

/// What a message can be called by a word: by its key, or by the name on the wire. An answer has the names of its
/// request, or with `answer` its own.
pub fn names(protocol: &Protocol, model: &Direction, place: usize, word: &str) -> Vec<String> {
    let variant = &model.variants[place];
    let Some(id) = variant.message else {
        return Vec::new();
    };
    let message = protocol.message(id);
    let is_own = matches!(message.role, MessageRole::Ok(_) | MessageRole::Error(_));
    let names_of = |message: &model::Message| vec![message.key.clone(), shown_name(&message.name)];
    match (word, is_own) {
        ("answer", true) => vec![shown_name(&message.name)],
        ("answer", false) => Vec::new(),
        (_, true) => names_of(protocol.message(message.answers().unwrap_or(id))),
        (_, false) => names_of(message),
    }
}
