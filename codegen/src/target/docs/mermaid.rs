//! Who tells whom what in which order, as diagrams of Mermaid.

use std::collections::{BTreeSet, HashMap};

use trilogue_wire::telling::Constant;

use super::book::{Book, Place};
use super::words::counted;
use super::{example, markdown, wire};
use crate::model::{Kind, MessageId, MessageRole, RoleId};

/// How many exchanges stand in one diagram.
const EXCHANGES: usize = 12;

/// How deep exchanges follow each other.
const DEEPEST: usize = 6;

/// How many messages alike stand at one arrow.
const ALIKE: usize = 6;

/// The order in which a property is asked for and told.
const PROPERTY: [Kind; 5] = [Kind::Watch, Kind::Changed, Kind::Get, Kind::Ok, Kind::Error];

/// The order in which an event is asked for and told.
const SUBSCRIPTION: [Kind; 5] = [
    Kind::Subscribe,
    Kind::Ok,
    Kind::Error,
    Kind::Event,
    Kind::Unsubscribe,
];

/// The diagrams of a protocol: none if no message belongs to another.
pub fn diagrams(book: &Book<'_>) -> Vec<String> {
    let exchanges = exchanges(book);
    exchanges
        .chunks(EXCHANGES)
        .map(|chunk| diagram(book, chunk))
        .collect()
}

/// Text in a diagram: characters that Mermaid, HTML or Markdown act on become its character codes.
fn text(text: &str) -> String {
    let mut words: Vec<String> = Vec::new();
    let visible: String = text.chars().map(markdown::visible).collect();
    for word in visible.split_whitespace() {
        let mut out = String::new();
        for (index, letter) in word.chars().enumerate() {
            // The word `end` would end a block.
            let is_keyword = index == 0 && word.eq_ignore_ascii_case("end");
            if is_keyword || !(letter.is_alphanumeric() || matches!(letter, '.' | '_' | '/')) {
                out.extend([
                    "#".to_owned(),
                    u32::from(letter).to_string(),
                    ";".to_owned(),
                ]);
            } else {
                out.push(letter);
            }
        }
        words.push(out);
    }
    words.join(" ")
}

/// Messages that start an exchange in the same way: same roles, same answers, and nothing after them.
struct Exchange {
    starts: Vec<MessageId>,
}

fn exchanges(book: &Book<'_>) -> Vec<Exchange> {
    let mut exchanges: Vec<Exchange> = Vec::new();
    let mut alike: HashMap<Likeness, usize> = HashMap::new();
    for id in (0..book.protocol.messages.len()).map(MessageId) {
        if !starts(book, id) {
            continue;
        }
        let next = exchanges.len();
        let known = likeness(book, id).map_or(next, |key| *alike.entry(key).or_insert(next));
        if known < next {
            exchanges[known].starts.push(id);
        } else {
            exchanges.push(Exchange { starts: vec![id] });
        }
    }
    exchanges
}

/// Whether something is told by a message and what comes after it, and it does not come after another.
fn starts(book: &Book<'_>, id: MessageId) -> bool {
    let message = book.protocol.message(id);
    let is_asked = book.places(id).len() > 1 || message.request().is_some();
    let has_more = is_asked || !book.followers(id).is_empty();
    message.answers().is_none() && !book.follows(id) && has_more && !book.places(id).is_empty()
}

/// What a message has in common with others that stand beside it: the roles, and what else travels.
type Likeness = (RoleId, RoleId, Vec<(Kind, String)>);

/// What a message must have in common with another to stand beside it; `None` for one that more follows.
fn likeness(book: &Book<'_>, id: MessageId) -> Option<Likeness> {
    let message = book.protocol.message(id);
    let answers = book.answers(id).into_iter();
    let labels = answers.map(|place| (book.at(place).1.kind, answer_label(book, id, place)));
    let kinds = book
        .places(id)
        .iter()
        .map(|place| (book.at(*place).1.kind, String::new()));
    let is_plain = book.followers(id).is_empty();
    is_plain.then(|| (message.from, message.to, labels.chain(kinds).collect()))
}

fn diagram(book: &Book<'_>, exchanges: &[Exchange]) -> String {
    let mut drawing = Drawing {
        book,
        lines: Vec::new(),
        drawn: BTreeSet::new(),
        roles: BTreeSet::new(),
    };
    for (index, exchange) in exchanges.iter().enumerate() {
        if index > 0 {
            drawing.lines.push(String::new());
        }
        drawing.exchange(exchange);
    }
    let mut lines = vec!["sequenceDiagram".to_owned()];
    for (index, role) in book.protocol.roles.iter().enumerate() {
        if drawing.roles.contains(&index) {
            lines.push(format!("    participant r{index} as {}", text(&role.name)));
        }
    }
    lines.extend(
        drawing
            .lines
            .into_iter()
            .map(|line| format!("    {line}").trim_end().to_owned()),
    );
    lines.join("\n")
}

struct Drawing<'b, 'p> {
    book: &'b Book<'p>,
    lines: Vec<String>,
    /// What the exchange has shown so far, so that a circle ends.
    drawn: BTreeSet<usize>,
    roles: BTreeSet<usize>,
}

impl Drawing<'_, '_> {
    fn exchange(&mut self, exchange: &Exchange) {
        let shown = exchange.starts.iter().take(ALIKE);
        let names = shown.map(|id| text(&self.book.protocol.message(*id).name.text()));
        let mut names: Vec<String> = names.collect();
        if exchange.starts.len() > ALIKE {
            names.push(counted(exchange.starts.len() - ALIKE, "other"));
        }
        let label = names.join("<br/>or ");
        self.drawn = exchange.starts.iter().map(|id| id.0).collect();
        self.message(exchange.starts[0], &label, 0);
    }

    /// A property, or an event that others ask for.
    fn asked(&mut self, id: MessageId, label: &str, depth: usize) {
        let book = self.book;
        let is_property = matches!(book.protocol.message(id).role, MessageRole::Property);
        let order = if is_property { PROPERTY } else { SUBSCRIPTION };
        let mut named = false;
        for kind in order {
            for place in book
                .places(id)
                .iter()
                .filter(|place| book.at(**place).1.kind == kind)
            {
                let (direction, _) = book.at(*place);
                let arrow = if kind.is_answer() { "-->>" } else { "-)" };
                let what = if named { "it" } else { label };
                let words = match kind {
                    Kind::Watch => format!("watch {what}"),
                    Kind::Changed => format!("{what} changed"),
                    Kind::Get => format!("get {what}"),
                    Kind::Subscribe => format!("subscribe to {what}"),
                    Kind::Unsubscribe => format!("unsubscribe from {what}"),
                    Kind::Ok if is_property => "its value".to_owned(),
                    Kind::Ok => "done".to_owned(),
                    Kind::Error => "an error".to_owned(),
                    Kind::Event | Kind::Request => label.to_owned(),
                };
                self.arrow(direction.from, direction.to, arrow, &words, depth);
                named = true;
            }
        }
        self.followers(id, depth);
    }

    fn message(&mut self, id: MessageId, label: &str, depth: usize) {
        let message = self.book.protocol.message(id);
        let is_request = message.request().is_some();
        if !is_request && self.book.places(id).len() > 1 {
            return self.asked(id, label, depth);
        }
        self.arrow(
            message.from,
            message.to,
            if is_request { "->>" } else { "-)" },
            label,
            depth,
        );
        let answers = self.book.answers(id);
        if answers.is_empty() {
            return self.followers(id, depth);
        }
        let kinds = [(Kind::Ok, "it succeeds"), (Kind::Error, "it fails")];
        let shown = kinds.map(|(kind, _)| {
            answers
                .iter()
                .filter(|answer| self.book.at(**answer).1.kind == kind)
                .count()
        });
        let has_branches = shown.iter().all(|count| *count > 0);
        for (index, (kind, title)) in kinds.into_iter().enumerate() {
            if shown[index] == 0 {
                continue;
            }
            if has_branches {
                self.line(
                    depth,
                    &format!("{} {title}", if index == 0 { "alt" } else { "else" }),
                );
            }
            let inner = depth + usize::from(has_branches);
            for answer in answers
                .iter()
                .filter(|answer| self.book.at(**answer).1.kind == kind)
            {
                let label = answer_label(self.book, id, *answer);
                self.arrow(message.to, message.from, "-->>", &label, inner);
            }
            if kind == Kind::Ok {
                self.followers(id, inner);
            }
        }
        if has_branches {
            self.line(depth, "end");
        }
    }

    fn followers(&mut self, id: MessageId, depth: usize) {
        let one_of = &self.book.protocol.message(id).then;
        let is_choice = |follower: &MessageId| one_of.one_of && one_of.messages.contains(follower);
        let all: Vec<MessageId> = self
            .book
            .followers(id)
            .iter()
            .copied()
            .filter(|follower| depth < DEEPEST && self.drawn.insert(follower.0))
            .collect();
        let (choices, sequence): (Vec<_>, Vec<_>) = all.into_iter().partition(is_choice);
        for (index, follower) in choices.iter().enumerate() {
            self.line(depth, if index == 0 { "alt either" } else { "else or" });
            self.message(
                *follower,
                &text(&self.book.protocol.message(*follower).name.text()),
                depth + 1,
            );
        }
        if !choices.is_empty() {
            self.line(depth, "end");
        }
        for follower in sequence {
            self.message(
                follower,
                &text(&self.book.protocol.message(follower).name.text()),
                depth,
            );
        }
    }

    fn arrow(&mut self, from: RoleId, to: RoleId, arrow: &str, label: &str, depth: usize) {
        self.roles.extend([from.0, to.0]);
        self.line(depth, &format!("r{}{arrow}r{}: {label}", from.0, to.0));
    }

    fn line(&mut self, depth: usize, line: &str) {
        self.lines.push(format!("{}{line}", "    ".repeat(depth)));
    }
}

/// What an answer is called in a diagram.
fn answer_label(book: &Book<'_>, request: MessageId, place: Place) -> String {
    let answer = book.at(place).1;
    let described = answer
        .message
        .filter(|id| book.head(*id) == request && *id != request);
    let own_name = described
        .map(|id| &book.protocol.message(id).name)
        .filter(|name| **name != book.protocol.message(request).name);
    let errors = wire::known_errors(book, request);
    match (own_name, answer.kind, errors.as_slice()) {
        (Some(name), ..) => text(&name.text()),
        (None, Kind::Error, []) => "an error".to_owned(),
        (None, Kind::Error, [only]) => text(&plain(&only.value)),
        (None, Kind::Error, errors) => format!("one of {}", counted(errors.len(), "error")),
        (None, ..) => "done".to_owned(),
    }
}

fn plain(value: &Constant) -> String {
    match value {
        Constant::Text(text) => text.to_string(),
        value => example::of_constant(value).json(),
    }
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn text_stays_text() {
        assert_eq!(text("portal.send.x"), "portal.send.x");
        assert_eq!(text("end"), "#101;nd");
        assert_eq!(text("a;b: <i>#1"), "a#59;b#58; #60;i#62;#35;1");
        assert_eq!(text("x\ny%%{init}"), "x y#37;#37;#123;init#125;");
    }
}
