//! Errors that a spec lists, held against what answers bring: one that none can bring would never match.

use std::collections::HashMap;

use indexmap::IndexMap;
use trilogue_wire::telling::Constant;
use trilogue_wire::{Document, Fault};

use crate::diagnostic::{Diagnostic, quoted};
use crate::facts;
use crate::interpret;
use crate::model::{
    Direction, Errors, Form, Kind, KnownError, MessageId, MessageRole, PartType, Pipe, Protocol,
    Slot, Type, Variant,
};
use crate::resolve::Resolver;
use crate::rules::INVALID_VALUE;
use crate::source::Span;

impl Resolver<'_> {
    /// Reports the errors of requests and channels that no answer can bring.
    pub(super) fn errors_that_fit(&mut self, protocol: &Protocol) {
        let answers = Answers::of(protocol);
        let mut lists: IndexMap<Span, List<'_>> = IndexMap::new();
        for (index, message) in protocol.messages.iter().enumerate() {
            if let Some(request) = message.request() {
                let found = answers.of_request(protocol, MessageId(index));
                add(&mut lists, &request.errors, found);
            }
        }
        for (place, channel) in protocol.channels.iter().enumerate() {
            add(&mut lists, &channel.errors, answers.of_channel(place));
        }
        for list in lists.values() {
            let mistake = list.mistake(protocol);
            self.diagnostics.extend(mistake);
        }
    }
}

/// Adds the answers that can bring the errors of a list, which two messages share where both roles send a request.
fn add<'p>(lists: &mut IndexMap<Span, List<'p>>, errors: &'p Errors, answers: Vec<Answer<'p>>) {
    if let Some(first) = errors.known.first() {
        let list = lists.entry(first.span).or_insert_with(|| List {
            known: &errors.known,
            answers: Vec::new(),
        });
        list.answers.extend(answers);
    }
}

/// What errors stand in one place of an error answer.
#[derive(Clone, Copy)]
struct Answer<'p> {
    pipe: &'p Pipe,
    form: &'p Form,
    /// `$code` or `$error`.
    slot: Slot,
    /// What can stand there; `None` if anything can.
    ty: Option<&'p Type>,
    /// Where a request says it, if one does.
    described: Option<Span>,
}

/// The error answers of a protocol.
#[derive(Default)]
struct Answers<'p> {
    /// Those of one request.
    own: IndexMap<MessageId, Vec<Answer<'p>>>,
    /// Those that do not say for which request they are, with the direction in which they go.
    common: Vec<(&'p Direction, Answer<'p>)>,
    /// The pipes and envelopes of requests.
    asked: HashMap<MessageId, Vec<(&'p Pipe, &'p Form)>>,
}

impl<'p> Answers<'p> {
    fn of(protocol: &'p Protocol) -> Self {
        let mut answers = Self::default();
        for direction in &protocol.directions {
            for pipe in &direction.pipes {
                for candidate in &pipe.candidates {
                    let form = &pipe.forms[candidate.form];
                    let variant = &direction.variants[candidate.variant];
                    answers.add(protocol, direction, (pipe, form), variant);
                }
            }
        }
        answers
    }

    fn add(
        &mut self,
        protocol: &'p Protocol,
        direction: &'p Direction,
        (pipe, form): (&'p Pipe, &'p Form),
        variant: &'p Variant,
    ) {
        match (form.kind, variant.message) {
            (Kind::Request, Some(id)) => self.asked.entry(id).or_default().push((pipe, form)),
            (Kind::Error, id) => {
                let Some(answer) = answer(protocol, (pipe, form), variant) else {
                    return;
                };
                match id {
                    Some(id) => {
                        let asked = protocol.message(id).answers().unwrap_or(id);
                        self.own.entry(asked).or_default().push(answer);
                    }
                    None => self.common.push((direction, answer)),
                }
            }
            _ => {}
        }
    }

    /// The answers that a request can have: its own, or those of its envelopes.
    fn of_request(&self, protocol: &Protocol, id: MessageId) -> Vec<Answer<'p>> {
        if let Some(own) = self.own.get(&id) {
            return own.clone();
        }
        let request = protocol.message(id);
        let ways = self.asked.get(&id).map_or(&[][..], Vec::as_slice);
        let comes_back = |direction: &Direction, answer: &Answer<'_>| {
            (direction.from, direction.to) == (request.to, request.from)
                && ways.iter().any(|(pipe, form)| {
                    let mut channels = pipe.channels.iter();
                    channels.any(|channel| answer.pipe.channels.contains(channel))
                        && answer.form.serves(&form.envelope)
                })
        };
        let common = self.common.iter();
        let common = common.filter(|(direction, answer)| comes_back(direction, answer));
        common.map(|(_, answer)| *answer).collect()
    }

    /// The answers that come over a channel.
    fn of_channel(&self, place: usize) -> Vec<Answer<'p>> {
        let common = self.common.iter().map(|(_, answer)| answer);
        let all = self.own.values().flatten().chain(common);
        let here = all.filter(|answer| answer.pipe.channels.contains(&place));
        let mut here: Vec<Answer<'p>> = here.copied().collect();
        here.sort_by_key(|answer| answer.form.span);
        here
    }
}

/// What an error answer brings of what a spec can list: its code, or its text where it has no code.
fn answer<'p>(
    protocol: &Protocol,
    (pipe, form): (&'p Pipe, &'p Form),
    variant: &'p Variant,
) -> Option<Answer<'p>> {
    let slots = [Slot::Code, Slot::Error].into_iter();
    let mut here = slots.filter(|slot| facts::place_of(&form.template, *slot).is_some());
    let part = variant.part(here.next()?)?;
    let message = variant.message.map(|id| protocol.message(id));
    let described = message.filter(|message| matches!(message.role, MessageRole::Error(_)));
    Some(Answer {
        pipe,
        form,
        slot: part.slot,
        ty: match &part.ty {
            PartType::Typed(ty) => Some(ty),
            PartType::Unread => None,
        },
        described: described
            .filter(|_| part.slot == Slot::Error)
            .map(|message| message.span),
    })
}

/// Errors that stand in one list, and the answers that can bring them.
struct List<'p> {
    known: &'p [KnownError],
    answers: Vec<Answer<'p>>,
}

impl List<'_> {
    /// The errors that no answer can bring, as one mistake.
    fn mistake(&self, protocol: &Protocol) -> Option<Diagnostic> {
        let is_lost = |error: &&KnownError| {
            let mut answers = self.answers.iter();
            !answers.any(|answer| answer.can_bring(protocol, &error.value).is_ok())
        };
        let mut lost = self.known.iter().filter(is_lost);
        let error = lost.next()?;
        let answer = self.nearest(protocol, &error.value)?;
        let fault = answer.can_bring(protocol, &error.value).err()?;
        let (slot, refusal) = (answer.slot_name(), fault.refuse(None));
        let mistake = Diagnostic::new(
            INVALID_VALUE,
            error.span,
            format!("no answer can bring the error {}", shown(&error.value)),
        )
        .label(format!(
            "expected {} (`{}`)",
            refusal.expected(),
            refusal.code()
        ))
        .also(lost.map(|error| error.span), "and no answer brings this");
        let (place, label) = match answer.described {
            Some(span) => (span, format!("says what `{slot}` is")),
            None => (
                answer.form.span,
                format!("has `{slot}`, which is of another type"),
            ),
        };
        let help = answer.help(protocol, &error.value, &self.type_text());
        Some(mistake.secondary(place, label).help(help))
    }

    /// A type that has all errors of the list, as a spec writes it.
    fn type_text(&self) -> String {
        let is_number = |error: &KnownError| matches!(error.value, Constant::Number(_));
        let is_whole = |error: &KnownError| match error.value {
            Constant::Number(number) => facts::is_int(number),
            _ => true,
        };
        let number = if self.known.iter().all(is_whole) {
            "int"
        } else {
            "number"
        };
        match self.known.iter().filter(|error| is_number(error)).count() {
            0 => "string".to_owned(),
            count if count == self.known.len() => number.to_owned(),
            _ => format!("string | {number}"),
        }
    }

    /// The answer to explain: one that an error in other quotes would fit, else the first.
    fn nearest(&self, protocol: &Protocol, value: &Constant) -> Option<&Answer<'_>> {
        let mut answers = self.answers.iter();
        answers
            .find(|answer| answer.in_other_quotes(protocol, value).is_some())
            .or(self.answers.first())
    }
}

impl Answer<'_> {
    fn can_bring(&self, protocol: &Protocol, value: &Constant) -> Result<(), Fault> {
        let Some(ty) = self.ty else { return Ok(()) };
        let json = value.json();
        interpret::check(protocol, ty, Document::parse(json.as_bytes())?.root())
    }

    /// What looks like an error but for quotes, and can stand here.
    fn in_other_quotes(&self, protocol: &Protocol, value: &Constant) -> Option<Constant> {
        in_other_quotes(value).filter(|other| self.can_bring(protocol, other).is_ok())
    }

    fn slot_name(&self) -> &'static str {
        match self.slot {
            Slot::Code => "$code",
            _ => "$error",
        }
    }

    /// What to do about an error; `ty` is the type that all errors of the list have.
    fn help(&self, protocol: &Protocol, value: &Constant, ty: &str) -> String {
        let slot = self.slot_name();
        let word = slot.trim_start_matches('$');
        let change = match self.described {
            Some(_) => format!("change the type of `{word}`"),
            None => format!(
                "give `{slot}` another type under `fields` of the envelope, such as `{word}: {ty}`"
            ),
        };
        match self.in_other_quotes(protocol, value) {
            Some(Constant::Text(text)) => {
                format!("write it in quotes where it is text, `\"{text}\"`, or {change}")
            }
            Some(number) => format!(
                "write it without quotes where it is a number, `{}`, or {change}",
                number.json()
            ),
            None => format!("list what `{slot}` can be, or {change}"),
        }
    }
}

/// A number as the text that looks like it, and a text as the number.
fn in_other_quotes(value: &Constant) -> Option<Constant> {
    match value {
        Constant::Text(text) => {
            let number = crate::syntax::is_json_number(text).then(|| text.parse().ok());
            number.flatten().map(Constant::Number)
        }
        other => Some(Constant::Text(other.json().into())),
    }
}

fn shown(value: &Constant) -> String {
    match value {
        Constant::Text(text) => quoted(text),
        other => quoted(&other.json()),
    }
}
