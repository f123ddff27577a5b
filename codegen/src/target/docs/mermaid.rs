//! Who tells whom what in which order, as diagrams of Mermaid.

use std::collections::BTreeSet;

use super::markdown;
use super::words::counted;
use crate::model::{Candidate, Direction, Kind, Message, MessageId, Protocol, RoleId};

/// How many exchanges stand in one diagram.
const EXCHANGES: usize = 12;

/// How deep exchanges follow each other.
const DEEPEST: usize = 6;

/// The diagrams of a protocol: none if no message belongs to another.
pub fn diagrams(protocol: &Protocol) -> Vec<String> {
    let exchanges = exchanges(protocol);
    exchanges
        .chunks(EXCHANGES)
        .map(|chunk| diagram(protocol, chunk))
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

fn exchanges(protocol: &Protocol) -> Vec<Exchange> {
    let mut exchanges: Vec<Exchange> = Vec::new();
    for id in (0..protocol.messages.len()).map(MessageId) {
        let message = protocol.message(id);
        let starts = message.answers.is_none() && !follows_another(protocol, id);
        let is_alone = message.request.is_none() && followers(protocol, id).is_empty();
        if !starts || is_alone {
            continue;
        }
        let same = exchanges
            .iter_mut()
            .find(|exchange| is_alike(protocol, exchange.starts[0], id));
        match same {
            Some(exchange) => exchange.starts.push(id),
            None => exchanges.push(Exchange { starts: vec![id] }),
        }
    }
    exchanges
}

fn is_alike(protocol: &Protocol, first: MessageId, second: MessageId) -> bool {
    let [one, other] = [first, second].map(|id| protocol.message(id));
    let is_plain = |id: MessageId| {
        let answers = answers(protocol, id);
        followers(protocol, id).is_empty()
            && answers.iter().all(|(_, answer)| answer.message.is_none())
    };
    (one.from, one.to) == (other.from, other.to)
        && one.request.is_some()
        && other.request.is_some()
        && is_plain(first)
        && is_plain(second)
}

fn follows_another(protocol: &Protocol, id: MessageId) -> bool {
    let named = protocol
        .messages
        .iter()
        .any(|message| message.then.messages.contains(&id));
    named || !protocol.message(id).after.is_empty()
}

/// What comes after a message, by its own word or by theirs.
fn followers(protocol: &Protocol, id: MessageId) -> Vec<MessageId> {
    let mut followers = protocol.message(id).then.messages.clone();
    for (index, message) in protocol.messages.iter().enumerate() {
        if message.after.contains(&id) && !followers.contains(&MessageId(index)) {
            followers.push(MessageId(index));
        }
    }
    followers
}

/// The answers that a request can get.
pub fn answers(protocol: &Protocol, request: MessageId) -> Vec<(&Direction, &Candidate)> {
    let message = protocol.message(request);
    if message.request.is_none() {
        return Vec::new();
    }
    let is_for = |candidate: &&Candidate| match candidate.message {
        Some(id) => id == request || protocol.message(id).answers == Some(request),
        None => true,
    };
    let back = protocol.direction(message.to, message.from);
    let answers = back.into_iter().flat_map(|direction| {
        let answers = direction
            .candidates
            .iter()
            .filter(|candidate| matches!(candidate.kind, Kind::Ok | Kind::Error));
        answers
            .filter(is_for)
            .map(move |candidate| (direction, candidate))
    });
    let has_success = message
        .request
        .as_ref()
        .is_some_and(|request| request.ok != crate::model::Outcome::Never);
    let has_error = has_success
        || message
            .request
            .as_ref()
            .is_some_and(|request| !request.errors.is_empty());
    answers
        .filter(|(_, candidate)| {
            if candidate.kind == Kind::Ok {
                has_success
            } else {
                has_error
            }
        })
        .collect()
}

fn diagram(protocol: &Protocol, exchanges: &[Exchange]) -> String {
    let mut drawing = Drawing {
        protocol,
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
    for (index, role) in protocol.roles.iter().enumerate() {
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

struct Drawing<'p> {
    protocol: &'p Protocol,
    lines: Vec<String>,
    /// What the exchange has shown so far, so that a circle ends.
    drawn: BTreeSet<usize>,
    roles: BTreeSet<usize>,
}

impl Drawing<'_> {
    fn exchange(&mut self, exchange: &Exchange) {
        let names = exchange
            .starts
            .iter()
            .map(|id| text(&self.protocol.message(*id).name));
        let label = names.collect::<Vec<_>>().join("<br/>or ");
        self.drawn = exchange.starts.iter().map(|id| id.0).collect();
        self.message(exchange.starts[0], &label, 0);
    }

    fn message(&mut self, id: MessageId, label: &str, depth: usize) {
        let message = self.protocol.message(id);
        let is_request = message.request.is_some();
        self.arrow(
            message.from,
            message.to,
            if is_request { "->>" } else { "-)" },
            label,
            depth,
        );
        let answers = answers(self.protocol, id);
        if answers.is_empty() {
            return self.followers(id, depth);
        }
        let kinds = [(Kind::Ok, "it succeeds"), (Kind::Error, "it fails")];
        let shown = kinds.map(|(kind, _)| {
            answers
                .iter()
                .filter(|(_, answer)| answer.kind == kind)
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
            for (_, answer) in answers.iter().filter(|(_, answer)| answer.kind == kind) {
                let label = answer_label(self.protocol, message, answer);
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
        let one_of = &self.protocol.message(id).then;
        let is_choice = |follower: &MessageId| one_of.one_of && one_of.messages.contains(follower);
        let all: Vec<MessageId> = followers(self.protocol, id)
            .into_iter()
            .filter(|follower| depth < DEEPEST && self.drawn.insert(follower.0))
            .collect();
        let (choices, sequence): (Vec<_>, Vec<_>) = all.into_iter().partition(is_choice);
        for (index, follower) in choices.iter().enumerate() {
            self.line(depth, if index == 0 { "alt either" } else { "else or" });
            self.message(
                *follower,
                &text(&self.protocol.message(*follower).name),
                depth + 1,
            );
        }
        if !choices.is_empty() {
            self.line(depth, "end");
        }
        for follower in sequence {
            self.message(
                follower,
                &text(&self.protocol.message(follower).name),
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
fn answer_label(protocol: &Protocol, request: &Message, answer: &Candidate) -> String {
    let described = answer
        .message
        .map(|id| protocol.message(id))
        .filter(|message| message.answers.is_some());
    let errors = request
        .request
        .as_ref()
        .map_or(&[][..], |request| &request.errors);
    match (described, answer.kind, errors) {
        (Some(message), ..) => text(&message.name),
        (None, Kind::Error, []) => "an error".to_owned(),
        (None, Kind::Error, [only]) => text(&only.text),
        (None, Kind::Error, errors) => format!("one of {}", counted(errors.len(), "error")),
        (None, ..) => "done".to_owned(),
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
