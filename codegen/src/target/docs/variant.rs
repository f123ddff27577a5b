//! What is said of one way in which a message travels: the message itself, an answer, a wish to get it.

use minijinja::{Value, context};

use super::book::{Book, Place, Topic, payload_of, type_id};
use super::names::{listed, sentence, small};
use super::wire::{self, Wire};
use super::{Options, channels, code, fields, links, markdown, words};
use crate::model::{
    Kind, Message, MessageId, MessageRole, Outcome, Part, PartType, Shape, Slot, Tuple, Type,
    TypeId,
};

/// How many fields a shared struct has at most whose table stands at each message that carries it.
const SHORT: usize = 10;

/// What the section of a message or of an answer shows: it, and all that belongs to it.
pub fn section(book: &Book<'_>, topic: Topic, options: &Options) -> Value {
    let places = match topic {
        Topic::Message(id) => book.places(id).to_vec(),
        Topic::Answer(place) => vec![place],
        Topic::Type(_) => Vec::new(),
    };
    let views = places.iter().enumerate().map(|(index, place)| {
        let speaker = Speaker {
            book,
            place: *place,
            options,
        };
        speaker.view(index == 0)
    });
    context! { variants => views.collect::<Vec<_>>() }
}

/// What a message or answer is called on pages.
pub fn name(book: &Book<'_>, place: Place) -> String {
    let (_, variant) = book.at(place);
    let Some(id) = variant.message else {
        return words::kind(variant.kind).to_owned();
    };
    let head = book.head(id);
    let message = book.protocol.message(id);
    let own = || markdown::code(&message.name.text());
    match variant.kind {
        Kind::Event | Kind::Request
            if book.shares_name(id) && message.key != message.name.text() =>
        {
            let name = message.name.text();
            let rest = message.key.strip_prefix(&*name).unwrap_or(&message.key);
            format!("{} ({})", own(), markdown::text(rest.trim()))
        }
        Kind::Event | Kind::Request => own(),
        Kind::Ok | Kind::Error => {
            let has_own_name = id != head && message.name != book.protocol.message(head).name;
            let name = if has_own_name {
                format!(" {}", own())
            } else {
                String::new()
            };
            format!("{}{name}", words::kind(variant.kind))
        }
        _ if book.places(head).first() == Some(&place) => own(),
        kind => words::kind(kind).to_owned(),
    }
}

/// The message that a variant is by the spec's own words, rather than one that it answers or asks for.
pub fn said<'p>(book: &Book<'p>, place: Place) -> Option<&'p Message> {
    let (_, variant) = book.at(place);
    let id = variant.message?;
    let message = book.protocol.message(id);
    let is_first = book.places(book.head(id)).first() == Some(&place);
    (is_first || message.answers().is_some()).then_some(message)
}

struct Speaker<'b, 'p> {
    book: &'b Book<'p>,
    place: Place,
    options: &'b Options,
}

impl Speaker<'_, '_> {
    fn view(&self, is_first: bool) -> Value {
        let Self { book, place, .. } = *self;
        let (direction, variant) = book.at(place);
        let said = said(book, place);
        let parts = wire::parts(book, place);
        let layouts = wire::layouts(book, place, &parts);
        let [from, to] = [direction.from, direction.to]
            .map(|role| markdown::code(&book.protocol.role(role).name));
        let kind = self.kind(is_first);
        let is_sent = matches!(variant.kind, Kind::Event | Kind::Request);
        let is_bare = is_sent && variant.parts.iter().all(|part| !is_body(part));
        context! {
            level => if is_first { "##" } else { "###" },
            anchor => links::anchor(&links::variant_id(book, place)),
            title => name(book, place),
            doc => said.and_then(|message| message.doc.as_deref()).map(markdown::blocks).unwrap_or_default(),
            answered => self.answered(is_first),
            deprecated => said
                .and_then(|message| message.deprecated.as_ref())
                .map(|gone| words::deprecated(book, gone))
                .unwrap_or_default(),
            head => format!("**{kind}** from {from} to {to}{}", self.over()),
            facts => said.map(|message| self.facts(message)).unwrap_or_default(),
            bodies => self.bodies(),
            is_bare,
            slots => variant.parts.iter().filter_map(|part| self.slot(part)).collect::<Vec<_>>(),
            secrets => self.secrets(),
            wires => self.wires(&layouts),
            answers => variant.message.filter(|_| is_answered(variant.kind)).map(|id| self.answers(id)),
            code => code::samples(book, place, &parts, self.options),
        }
    }

    fn kind(&self, is_first: bool) -> &'static str {
        let (_, variant) = self.book.at(self.place);
        let message = variant.message.map(|id| self.book.protocol.message(id));
        let is_property =
            message.is_some_and(|message| matches!(message.role, MessageRole::Property));
        match variant.kind {
            Kind::Ok | Kind::Error => "Answer",
            _ if is_first && is_property => "Property",
            Kind::Event => "Event",
            Kind::Request => "Request",
            _ => "Message",
        }
    }

    /// The channels, where the two roles have several.
    fn over(&self) -> String {
        let (direction, _) = self.book.at(self.place);
        let all: usize = direction.pipes.iter().map(|pipe| pipe.channels.len()).sum();
        if all < 2 {
            return String::new();
        }
        let channels = wire::channels(self.book, self.place);
        format!(", over {}", channels::listed_names(self.book, &channels))
    }

    /// What an answer without a name answers.
    fn answered(&self, is_first: bool) -> String {
        let (_, variant) = self.book.at(self.place);
        if !variant.kind.is_answer() || !is_first {
            return String::new();
        }
        let requests = wire::requests(self.book, self.place);
        let links: Vec<String> = requests
            .iter()
            .map(|id| links::message(self.book, *id))
            .collect();
        let outcome = if variant.kind == Kind::Ok {
            "succeeded"
        } else {
            "failed"
        };
        match links.as_slice() {
            [] => format!(
                "A request {outcome}: what a reader knows of an answer who does not know the request that it is for."
            ),
            [only] => format!("{only} {outcome}."),
            several if self.book.shared(self.place).is_some() => {
                format!(
                    "One of these requests {outcome}: {}.",
                    listed(several, "or")
                )
            }
            several => {
                format!(
                    "A request {outcome}: {}. The answer does not say which.",
                    listed(several, "or")
                )
            }
        }
    }

    /// The parts that are more than a word. A property before and after a change looks the same.
    fn bodies(&self) -> Vec<Value> {
        let (_, variant) = self.book.at(self.place);
        let has_new = variant.part(Slot::New).is_some();
        let parts = variant
            .parts
            .iter()
            .filter(|part| part.slot != Slot::Old || !has_new);
        parts.filter_map(|part| self.body(part)).collect()
    }

    /// A part with what it looks like: the payload, an error that is no plain text, options.
    fn body(&self, part: &Part) -> Option<Value> {
        let book = self.book;
        let (_, variant) = book.at(self.place);
        let title = body_title(part.slot)?;
        let ty = match &part.ty {
            PartType::Typed(ty) => ty,
            PartType::Unread => {
                let words =
                    "that of the request's answer. It is `Unread` until the request is known.";
                return Some(context! { title, words, table => "", notes => Vec::<String>::new() });
            }
        };
        let payload = payload_of(book.protocol, variant)
            .filter(|_| matches!(part.slot, Slot::Payload | Slot::Error));
        let title = match payload {
            Some(payload) if payload.arguments => "Arguments",
            _ if part.slot == Slot::New && variant.part(Slot::Old).is_some() => "Before and now",
            _ => title,
        };
        let is_plain_text = matches!(&ty.shape, Shape::Text(_)) && part.slot == Slot::Error;
        if payload.is_none() && is_plain_text {
            return None;
        }
        let Some(payload) = payload else {
            return Some(self.lone_body(title, part, ty));
        };
        let (words, table, notes) = match type_id(book.protocol, ty) {
            Some(id @ (TypeId::Struct(_) | TypeId::Tuple(_))) => {
                let words =
                    self.declared_words(id, payload.doc.as_deref(), part.optional, ty.nullable);
                let (table, notes) = self.declared_table(id);
                (words, table, notes)
            }
            _ => (String::new(), fields::value(book, payload), Vec::new()),
        };
        Some(context! { title, words, table, notes })
    }

    /// A part other than the payload.
    fn lone_body(&self, title: &str, part: &Part, ty: &Type) -> Value {
        let id = type_id(self.book.protocol, ty);
        let (table, notes) = match id {
            Some(id @ (TypeId::Struct(_) | TypeId::Tuple(_))) if part.slot != Slot::Old => {
                self.declared_table(id)
            }
            _ => (String::new(), Vec::new()),
        };
        let limits = words::limits(self.book, ty);
        let limits = if limits.is_empty() {
            limits
        } else {
            format!(", {limits}")
        };
        let optional = if part.optional {
            " It may be left out."
        } else {
            ""
        };
        let words = format!("{}{limits}.{optional}", words::type_of(self.book, ty));
        context! { title, words, table, notes }
    }

    fn declared_words(
        &self,
        id: TypeId,
        doc: Option<&str>,
        optional: bool,
        nullable: bool,
    ) -> String {
        let is_here = self.book.home_of(id) == Some(self.place);
        let link = if is_here {
            format!(
                "{}.",
                markdown::code(super::book::identifier_of(self.book.protocol, id))
            )
        } else {
            format!("{}.", links::type_named(self.book, id))
        };
        let presence = optional.then(|| "It may be left out.".to_owned());
        let null = nullable.then(|| "It may be null.".to_owned());
        let doc = doc.map(markdown::line);
        let parts = [Some(link), doc, presence, null];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
    }

    /// The table of a struct or tuple and what else holds for it, unless it is long and stands elsewhere.
    fn declared_table(&self, id: TypeId) -> (String, Vec<String>) {
        let book = self.book;
        let is_here = book.home_of(id) == Some(self.place);
        match id {
            TypeId::Struct(id) => {
                let structure = book.protocol.structure(id);
                if structure.fields.is_empty() || !is_here && structure.fields.len() > SHORT {
                    let notes = if is_here {
                        fields::rules(book, structure)
                    } else {
                        Vec::new()
                    };
                    return (String::new(), notes);
                }
                (
                    fields::fields(book, &structure.fields),
                    fields::rules(book, structure),
                )
            }
            TypeId::Tuple(id) => (items(book, book.protocol.tuple(id)), Vec::new()),
            TypeId::Enum(_) | TypeId::Union(_) => (String::new(), Vec::new()),
        }
    }

    /// A part that says little: an id, a code, what an envelope declares itself.
    fn slot(&self, part: &Part) -> Option<String> {
        let book = self.book;
        let (title, doc) = match part.slot {
            Slot::Id => ("**Id**".to_owned(), None),
            Slot::Code => ("**Code**".to_owned(), None),
            Slot::Request => ("**The request**, as it was sent".to_owned(), None),
            Slot::Own(id) => {
                let slot = book.protocol.own_slot(id);
                (markdown::code(&slot.name), Some(slot))
            }
            _ => return None,
        };
        let PartType::Typed(ty) = &part.ty else {
            return None;
        };
        let mut words = words::type_of(book, ty);
        let limits = words::limits(book, ty);
        if !limits.is_empty() {
            words = format!("{words}, {limits}");
        }
        let mut sentences = vec![format!("{title}: {words}.")];
        if part.optional {
            sentences.push("It may be left out.".to_owned());
        }
        if let Some(slot) = doc {
            sentences.extend(slot.doc.as_deref().map(markdown::line));
            if !slot.per_message {
                sentences.push("The same in all messages between two ends.".to_owned());
            }
            if slot.matched {
                sentences.push("A message with another value is for somebody else.".to_owned());
            }
        }
        Some(sentences.join(" "))
    }

    /// Which parts of a message are secret, in a sentence.
    fn secrets(&self) -> String {
        let (_, variant) = self.book.at(self.place);
        let mut places = Vec::new();
        for part in &variant.parts {
            let PartType::Typed(ty) = &part.ty else {
                continue;
            };
            let own = match part.slot {
                Slot::Own(id) => markdown::code(&self.book.protocol.own_slot(id).name),
                slot => body_title(slot)
                    .map(|title| format!("the {}", title.to_lowercase()))
                    .unwrap_or_default(),
            };
            let found = fields::secrets(self.book.protocol, ty);
            places.extend(found.into_iter().map(|path| match path.as_str() {
                "" => own.clone(),
                path => markdown::code(path),
            }));
        }
        if places.is_empty() {
            return String::new();
        }
        let verb = if places.len() == 1 { "is" } else { "are" };
        let mut words = format!("{} {verb} secret.", listed(&places, "and"));
        if words.starts_with("the ") {
            words.replace_range(..1, "T");
        }
        words
    }

    fn wires(&self, layouts: &[Wire<'_>]) -> Vec<Value> {
        let shown = channels::grouped(self.book, layouts);
        let several = shown.len() > 1;
        shown
            .iter()
            .map(|(wire, carriers)| {
                let (_, variant) = self.book.at(self.place);
                let label = channels::label(self.book, wire, carriers, variant.kind, several);
                let json = wire
                    .message
                    .as_ref()
                    .map(|message| markdown::fence("json", &message.json()));
                let curl = channels::curl(self.book, wire, carriers, variant.kind);
                context! {
                    label,
                    json => json.unwrap_or_default(),
                    after => channels::text_sentence(self.book, wire, carriers),
                    curl => curl.map(|text| markdown::fence("sh", &text)).unwrap_or_default(),
                }
            })
            .collect()
    }

    fn answers(&self, id: MessageId) -> Value {
        let book = self.book;
        let message = book.protocol.message(id);
        let loose = book
            .answers(id)
            .into_iter()
            .filter(|place| book.at(*place).1.message.is_none());
        let loose: Vec<String> = loose
            .map(|place| links::variant(book, place, words::kind(book.at(place).1.kind)))
            .collect();
        let request = message.request();
        let errors = wire::errors_of(book, id);
        let closed = !errors.is_empty() && errors.iter().any(|errors| errors.closed);
        let errors: Vec<Value> = errors
            .iter()
            .flat_map(|errors| &errors.known)
            .map(|error| {
                let doc = error.doc.as_deref().map(markdown::line).unwrap_or_default();
                let value = match &error.value {
                    trilogue_wire::telling::Constant::Text(text) => markdown::code(text),
                    value => words::constant(value),
                };
                context! { value, doc }
            })
            .collect();
        let never = request.is_some_and(|request| request.ok == Outcome::Never);
        let timeout = channels::timeout(book, self.place).map(words::duration);
        context! { never, loose, errors, closed, timeout => timeout.unwrap_or_default() }
    }

    /// When a message is sent, what comes before and after it, and what else is true of it.
    fn facts(&self, message: &Message) -> Vec<String> {
        let book = self.book;
        let linked = |ids: &[MessageId]| {
            ids.iter()
                .map(|id| links::message(book, *id))
                .collect::<Vec<_>>()
        };
        let mut facts = Vec::new();
        if let Some(when) = &message.when {
            facts.push(sentence(&format!(
                "**When:** {}",
                small(&markdown::line(when))
            )));
        }
        if !message.after.is_empty() {
            facts.push(format!(
                "**After:** {}.",
                listed(&linked(&message.after), "and")
            ));
        }
        if !message.then.messages.is_empty() {
            let word = if message.then.one_of { "or" } else { "then" };
            facts.push(format!(
                "**Then:** {}.",
                listed(&linked(&message.then.messages), word)
            ));
        }
        facts.extend(self.name_facts(message));
        if let Some(gate) = &message.gated_by {
            facts.push(format!("**Only with:** {}.", markdown::code(gate)));
        }
        if message.idempotent {
            facts.push("**May come twice:** the second time changes nothing.".to_owned());
        }
        if let Some(most) = message.max_bytes {
            facts.push(format!(
                "**Size:** at most {} on the wire.",
                words::bytes(most)
            ));
        }
        if let MessageRole::Event {
            subscription: Some(_),
        } = message.role
        {
            facts.push("**Subscription:** it comes to those who asked for it.".to_owned());
        }
        if let Some(since) = &message.since {
            facts.push(format!("**Since:** {}.", markdown::text(since)));
        }
        facts
    }

    /// How the name of a message is chosen, if that is at run time.
    fn name_facts(&self, message: &Message) -> Vec<String> {
        let Some(bound) = &message.bound else {
            return Vec::new();
        };
        let id = self.book.at(self.place).1.message;
        let fields = id.map_or(Vec::new(), |id| channels::binding_fields(self.book, id));
        let by = if fields.is_empty() {
            String::new()
        } else {
            format!(" by {}", listed(&fields, "or"))
        };
        let default = bound
            .default
            .as_deref()
            .map(|default| format!(", {} until then", markdown::code(default)));
        let many = if bound.many {
            " There can be several names at a time."
        } else {
            ""
        };
        vec![format!(
            "**Name:** chosen at run time{by}{}.{many}",
            default.unwrap_or_default()
        )]
    }
}

fn items(book: &Book<'_>, tuple: &Tuple) -> String {
    if tuple.items.is_empty() && tuple.rest.is_none() {
        return String::new();
    }
    fields::items(book, tuple)
}

const fn is_answered(kind: Kind) -> bool {
    matches!(kind, Kind::Request | Kind::Get | Kind::Subscribe)
}

fn is_body(part: &Part) -> bool {
    body_title(part.slot).is_some()
}

const fn body_title(slot: Slot) -> Option<&'static str> {
    match slot {
        Slot::Payload | Slot::Arguments => Some("Payload"),
        Slot::Error => Some("Error"),
        Slot::Options => Some("Options"),
        Slot::Old => Some("Before"),
        Slot::New => Some("Now"),
        Slot::Name | Slot::Code | Slot::Id | Slot::Request | Slot::Own(_) => None,
    }
}
