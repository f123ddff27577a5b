//! What the documentation of generated code says, in sentences.

use trilogue_wire::telling::Constant;

use super::code::constant_value;
use super::sentences::{facts, value};
use crate::facts;
use crate::model::{
    Bound, Deprecated, Direction, Field, Item, Kind, KnownError, Member, Message, MessageId,
    MessageRole, Outcome, Payload, Presence, Protocol, Shape, Variant,
};

/// First words of a sentence that can be written small inside another.
const SMALL_WORDS: [&str; 14] = [
    "A", "An", "Any", "At", "Each", "Every", "If", "It", "No", "Some", "That", "The", "There",
    "This",
];

/// What is said of something: paragraphs of text, then what editors look for.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Comment {
    /// The text.
    pub paragraphs: Vec<String>,
    /// Tags, and the text behind them.
    pub tags: Vec<(&'static str, String)>,
}

impl Comment {
    /// A comment without tags.
    pub fn of(paragraphs: Vec<String>) -> Self {
        Self {
            paragraphs,
            tags: Vec::new(),
        }
    }

    /// The same, with the version that brought it and that it is on its way out.
    pub fn aged(mut self, since: Option<&str>, deprecated: Option<&Deprecated>) -> Self {
        let since = since.map(|since| ("@since", since.trim().to_owned()));
        self.tags.extend(since);
        self.tags
            .extend(deprecated.map(|deprecated| ("@deprecated", out(deprecated))));
        self
    }

    fn with_default(mut self, default: Option<&str>) -> Self {
        self.tags
            .extend(default.map(|default| ("@defaultValue", format!("`{default}`"))));
        self
    }
}

/// What is said of a direction.
pub fn direction(protocol: &Protocol, direction: &Direction) -> Comment {
    let [from, to] = [direction.from, direction.to].map(|role| &protocol.role(role).name);
    Comment::of(vec![format!("What the {from} tells the {to}.")])
}

/// What is said of a message or an answer.
pub fn variant(protocol: &Protocol, variant: &Variant) -> Comment {
    let Variant {
        kind,
        identifier: _,
        message: of,
        envelope,
        called,
        parts: _,
    } = variant;
    let Some(of) = of.map(|id| protocol.message(id)) else {
        let request = match (called, envelope) {
            (Some(name), _) => format!("A request whose answer is called `{}`", name.text()),
            (None, Some(name)) => format!("A request in the layout `{name}`"),
            (None, None) => "A request".to_owned(),
        };
        let outcome = match kind {
            Kind::Error => failed(&request, variant),
            _ => format!("{request} succeeded."),
        };
        return Comment::of(vec![format!("{outcome} The answer does not say which.")]);
    };
    let name = of.name.text();
    let short = |text: String| Comment::of(vec![text]);
    match kind {
        Kind::Event | Kind::Request => message(protocol, variant, of),
        Kind::Ok | Kind::Error if of.answers().is_some() => message(protocol, variant, of),
        Kind::Ok if matches!(of.role, MessageRole::Property) => {
            short(format!("The value of `{name}`."))
        }
        Kind::Ok => short(format!("`{name}` succeeded.")),
        Kind::Error => short(failed(&format!("`{name}`"), variant)),
        Kind::Watch => short(format!("Asks to be told when `{name}` changes.")),
        Kind::Changed => {
            let mut comment = message(protocol, variant, of);
            comment.paragraphs.insert(0, format!("`{name}` changed."));
            comment
        }
        Kind::Subscribe => short(format!("Asks to be sent `{name}`.")),
        Kind::Unsubscribe => short(format!("Asks to be sent `{name}` no more.")),
        Kind::Get => short(format!("Asks for the value of `{name}`.")),
    }
}

fn failed(what: &str, variant: &Variant) -> String {
    let word = match facts::error_word(variant) {
        None | Some("error") => return format!("{what} failed."),
        Some(word) => word,
    };
    format!("{what} failed, with this {word}.")
}

fn message(protocol: &Protocol, variant: &Variant, message: &Message) -> Comment {
    let Message {
        key: _,
        name: _,
        bound,
        identifier: _,
        from: _,
        to: _,
        doc,
        when,
        after,
        then,
        gated_by,
        idempotent,
        max_bytes,
        payload,
        role,
        since,
        deprecated,
        examples: _,
        span: _,
    } = message;
    let mut facts = Vec::new();
    let request = message.answers().map(|id| protocol.message(id).name.text());
    facts.extend(request.map(|name| match variant.kind {
        Kind::Error => failed(&format!("`{name}`"), variant),
        _ => format!("Answers `{name}`."),
    }));
    facts.extend(
        when.as_deref()
            .map(|when| sentence(&format!("Sent when {}", small(when.trim())))),
    );
    facts.extend(relation("Comes after", protocol, after, "and"));
    let conjunction = if then.one_of { "or" } else { "and" };
    facts.extend(relation(
        "Then comes",
        protocol,
        &then.messages,
        conjunction,
    ));
    facts.extend(unanswered(role));
    facts.extend(bound.as_ref().map(run_time));
    facts.extend(gated_by.as_deref().map(gate));
    facts.extend(idempotent.then(|| "May arrive twice without harm.".to_owned()));
    facts.extend(max_bytes.map(|most| format!("At most {most} bytes on the wire.")));
    let mut paragraphs: Vec<_> = doc.iter().map(|doc| doc.trim().to_owned()).collect();
    paragraphs.extend(payload.iter().flat_map(carried));
    paragraphs.push(facts.join(" "));
    Comment::of(paragraphs).aged(since.as_deref(), deprecated.as_ref())
}

fn run_time(Bound { default, many }: &Bound) -> String {
    let names = if *many {
        "Its names are"
    } else {
        "Its name is"
    };
    match default {
        Some(default) => format!("{names} chosen at run time, `{default}` until then."),
        None => format!("{names} chosen at run time."),
    }
}

fn gate(gate: &str) -> String {
    sentence(&format!("Only with {}", gate.trim()))
}

fn out(
    Deprecated {
        since,
        instead,
        doc,
    }: &Deprecated,
) -> String {
    let since = since
        .as_deref()
        .map(|since| format!("Since {}", since.trim()));
    let instead = instead
        .as_deref()
        .map(|instead| format!("use `{}`", instead.trim()));
    let reason = doc.as_deref().map(|doc| sentence(doc.trim()));
    let facts: Vec<_> = since.into_iter().chain(instead).collect();
    let mut text = facts.join(": ");
    if !text.is_empty() {
        text = sentence(&capital(&text));
    }
    let parts: Vec<_> = [text].into_iter().chain(reason).collect();
    parts.join(" ").trim().to_owned()
}

fn capital(text: &str) -> String {
    let mut rest = text.chars();
    rest.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(rest).collect()
    })
}

fn relation(
    words: &str,
    protocol: &Protocol,
    messages: &[MessageId],
    conjunction: &str,
) -> Option<String> {
    let names: Vec<_> = messages
        .iter()
        .map(|id| format!("`{}`", protocol.message(*id).name.text()))
        .collect();
    (!names.is_empty()).then(|| format!("{words} {}.", listed(&names, conjunction)))
}

/// What the payload is, where no declaration of its own says it.
fn carried(payload: &Payload) -> Vec<String> {
    let Payload {
        ty,
        optional: _,
        arguments: _,
        doc,
    } = payload;
    let is_declared = matches!(
        ty.shape,
        Shape::Struct(_) | Shape::Union(_) | Shape::Enum(_) | Shape::Tuple(_)
    );
    if is_declared {
        return vec![facts(ty)];
    }
    value(doc.as_deref(), ty)
}

fn unanswered(role: &MessageRole) -> Option<String> {
    match role {
        MessageRole::Request(request) if request.ok == Outcome::Never => {
            Some("Is not answered.".to_owned())
        }
        MessageRole::Event {
            subscription: Some(_),
        } => Some("Is sent to those who asked for it.".to_owned()),
        MessageRole::Request(_)
        | MessageRole::Event { subscription: None }
        | MessageRole::Property
        | MessageRole::Ok(_)
        | MessageRole::Error(_) => None,
    }
}

/// What is said of a field.
pub fn field(protocol: &Protocol, field: &Field) -> Comment {
    let Field {
        name: _,
        identifier: _,
        ty,
        optional: _,
        boxed: _,
        default,
        binds,
        doc,
        examples: _,
        gated_by,
        since,
        deprecated,
        span: _,
    } = field;
    let mut paragraphs = value(doc.as_deref(), ty);
    let binds = binds.map(|id| {
        let key = &protocol.message(id).key;
        format!("Chooses the name of `{key}`.")
    });
    let more = binds.into_iter().chain(gated_by.as_deref().map(gate));
    paragraphs.push(more.collect::<Vec<_>>().join(" "));
    Comment::of(paragraphs)
        .with_default(default.as_deref())
        .aged(since.as_deref(), deprecated.as_ref())
}

/// What is said of an item of a tuple.
pub fn item(item: &Item) -> Comment {
    Comment::of(value(item.doc.as_deref(), &item.ty))
}

/// What is said of a member of a union.
pub fn member(member: &Member) -> Comment {
    let Member {
        identifier: _,
        tags: _,
        body: _,
        boxed: _,
        doc,
        since,
        deprecated,
        span: _,
    } = member;
    Comment::of(doc.iter().cloned().collect()).aged(since.as_deref(), deprecated.as_ref())
}

/// What must hold between the fields of a struct, as sentences.
pub fn rules(fields: &[Field], rules: &[Presence]) -> String {
    let name = |place: &usize| format!("`{}`", fields[*place].name);
    let names = |places: &[usize]| places.iter().map(name).collect::<Vec<_>>();
    let sentence = |rule: &Presence| match rule {
        Presence::AtLeastOneOf(places) => {
            format!("Has {} or several of them.", listed(&names(places), "or"))
        }
        Presence::Together(places) => {
            format!(
                "Has {} together or not at all.",
                listed(&names(places), "and")
            )
        }
        Presence::RequiredWhen { field, when } => {
            let reasons: Vec<_> = when
                .iter()
                .map(|(other, value)| {
                    format!("{} is `{}`", name(other), constant_value(value).print())
                })
                .collect();
            format!("Has {} when {}.", name(field), listed(&reasons, "and"))
        }
    };
    rules.iter().map(sentence).collect::<Vec<_>>().join(" ")
}

/// What is said of the errors of one request.
pub fn errors(request: &str, errors: &[&KnownError], closed: bool) -> Comment {
    let documented = errors.iter().filter_map(
        |KnownError {
             value,
             identifier: _,
             doc,
             span: _,
         }| {
            let doc = doc.as_ref()?.trim();
            Some(format!("- `{}`: {doc}", constant_text(value)))
        },
    );
    let texts = documented.collect::<Vec<_>>().join("\n");
    let is_text = |error: &&&KnownError| matches!(error.value, Constant::Text(_));
    let open = if closed {
        ""
    } else if errors.iter().filter(is_text).count() == errors.len() {
        " There may be other texts."
    } else {
        " There may be others."
    };
    Comment::of(vec![format!("Why {request} failed.{open}"), texts])
}

fn constant_text(value: &Constant) -> String {
    match value {
        Constant::Text(text) => text.to_string(),
        other => constant_value(other).print(),
    }
}

/// `a`, `a and b`, `a, b and c`.
pub fn listed(items: &[String], word: &str) -> String {
    match items {
        [all @ .., last] if !all.is_empty() => format!("{} {word} {last}", all.join(", ")),
        _ => items.concat(),
    }
}

/// The text with a small first letter, if its first word is no name.
pub fn small(text: &str) -> String {
    let first = text.split(' ').next().unwrap_or_default();
    if SMALL_WORDS.contains(&first.trim_end_matches(':')) {
        format!("{}{}", first.to_lowercase(), &text[first.len()..])
    } else {
        text.to_owned()
    }
}

/// The text with a full stop.
pub fn sentence(text: &str) -> String {
    let end = if text.ends_with(['.', '!', '?']) {
        ""
    } else {
        "."
    };
    format!("{text}{end}")
}
