//! The proof that every direction can be told apart, for every pair of its candidates.

use std::collections::HashMap;

use trilogue_wire::telling::{Constant, Form as Telling, Test, constant_beats_slot};

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{Candidate, Direction, Form, Kind, Protocol, Slot, Template};
use crate::rules::INDISTINGUISHABLE;
use crate::source::Span;

/// Reports every pair of messages of a direction that one wire message could be both of.
pub fn prove(protocol: &Protocol, direction: &Direction, diagnostics: &mut Diagnostics) {
    let proof = Proof {
        protocol,
        direction,
    };
    for (first, second) in proof.conflicts() {
        diagnostics.push(proof.mistake(first, second));
    }
}

struct Proof<'p> {
    protocol: &'p Protocol,
    direction: &'p Direction,
}

/// How two forms of one direction are kept apart.
enum Apart {
    /// Whatever their messages are called.
    Always,
    /// By names that differ.
    ByName,
    /// By a name of the first that is not this constant.
    NameIsNot(String),
    /// Not at all.
    Never,
}

type Pair<'p> = (&'p Candidate, &'p Candidate);

impl<'p> Proof<'p> {
    fn conflicts(&self) -> Vec<Pair<'p>> {
        let forms = &self.direction.forms;
        let mut conflicts = Vec::new();
        for first in 0..forms.len() {
            conflicts.extend(self.same_name(first, first));
            for second in first + 1..forms.len() {
                match apart(&forms[first], &forms[second]) {
                    Apart::Always => {}
                    Apart::ByName => conflicts.extend(self.same_name(first, second)),
                    Apart::NameIsNot(constant) => {
                        conflicts.extend(self.called(first, second, &constant));
                    }
                    Apart::Never => conflicts.extend(self.any(first, second)),
                }
            }
        }
        conflicts
    }

    fn of(&self, form: usize) -> impl Iterator<Item = &'p Candidate> {
        let candidates = self.direction.candidates.iter();
        candidates.filter(move |candidate| candidate.form == form)
    }

    fn name(&self, candidate: &Candidate) -> Option<&'p str> {
        let id = candidate.message?;
        Some(self.protocol.message(id).name.as_str())
    }

    /// The candidates of two forms, or of one, that have the same name.
    fn same_name(&self, first: usize, second: usize) -> Vec<Pair<'p>> {
        let mut known: HashMap<&str, &Candidate> = HashMap::new();
        let mut pairs = Vec::new();
        for candidate in self.of(first) {
            let Some(name) = self.name(candidate) else {
                continue;
            };
            if let (Some(earlier), true) = (known.insert(name, candidate), first == second) {
                pairs.push((earlier, candidate));
            }
        }
        if first != second {
            pairs.extend(self.of(second).filter_map(|candidate| {
                let earlier = known.get(self.name(candidate)?)?;
                Some((*earlier, candidate))
            }));
        }
        pairs
    }

    /// The candidates of either form whose name is the constant that the other has in its place.
    fn called(&self, first: usize, second: usize, constant: &str) -> Vec<Pair<'p>> {
        let of_that_name = |form| {
            self.of(form)
                .find(|candidate| self.name(candidate) == Some(constant))
        };
        let has_name = |form: usize| self.direction.forms[form].telling.name_path().is_some();
        let (namer, other) = if has_name(first) {
            (first, second)
        } else {
            (second, first)
        };
        let pair = of_that_name(namer).zip(self.of(other).next());
        pair.into_iter().collect()
    }

    fn any(&self, first: usize, second: usize) -> Option<Pair<'p>> {
        self.of(first).next().zip(self.of(second).next())
    }

    fn mistake(&self, first: &Candidate, second: &Candidate) -> Diagnostic {
        let direction = self.direction;
        let roles = [direction.from, direction.to].map(|role| &self.protocol.role(role).name);
        Diagnostic::new(
            INDISTINGUISHABLE,
            self.span(second),
            format!(
                "{} and {} cannot be told apart from `{}` to `{}`",
                self.called_in_text(first),
                self.called_in_text(second),
                roles[0],
                roles[1]
            ),
        )
        .label("a message can be this")
        .secondary(self.span(first), "and this")
        .note(format!("both accept {}", self.skeleton(first, second)))
        .help("give them different names, or constants that differ at one place of their forms")
    }

    fn span(&self, candidate: &Candidate) -> Span {
        match candidate.message {
            Some(id) => self.protocol.message(id).span,
            None => self.direction.forms[candidate.form].span,
        }
    }

    fn called_in_text(&self, candidate: &Candidate) -> String {
        let kind = match candidate.kind {
            Kind::Event => "event",
            Kind::Request => "request",
            Kind::Ok => "the ok answer",
            Kind::Error => "the error answer",
        };
        match self.name(candidate) {
            Some(name) => format!("{kind} `{name}`"),
            None => kind.to_owned(),
        }
    }

    /// A message that both accept: the members of the one, then what the other adds.
    fn skeleton(&self, first: &Candidate, second: &Candidate) -> String {
        let form = |candidate: &Candidate| &self.direction.forms[candidate.form].template;
        let mut members = filled(form(first), self.name(first));
        merge(&mut members, filled(form(second), self.name(second)));
        print(&members)
    }
}

/// A value of a skeleton.
#[derive(PartialEq)]
enum Piece {
    Text(String),
    Any,
    Object(Vec<(String, Piece)>),
}

fn filled(template: &[(String, Template)], name: Option<&str>) -> Vec<(String, Piece)> {
    let member = |(key, template): &(String, Template)| {
        let piece = match template {
            Template::Constant(constant) => Piece::Text(constant_text(constant)),
            Template::Slot(Slot::Name) => name.map_or(Piece::Any, |name| Piece::Text(quote(name))),
            Template::Slot(_) => Piece::Any,
            Template::Object(inner) => Piece::Object(filled(inner, name)),
        };
        (key.clone(), piece)
    };
    template.iter().map(member).collect()
}

fn merge(members: &mut Vec<(String, Piece)>, more: Vec<(String, Piece)>) {
    for (key, piece) in more {
        let known = members.iter_mut().find(|(name, _)| *name == key);
        match (known, piece) {
            (None, piece) => members.push((key, piece)),
            (Some((_, Piece::Object(inner))), Piece::Object(more)) => merge(inner, more),
            (Some((_, slot)), piece) if *slot == Piece::Any => *slot = piece,
            (Some(_), _) => {}
        }
    }
}

fn print(members: &[(String, Piece)]) -> String {
    let member = |(key, piece): &(String, Piece)| {
        let value = match piece {
            Piece::Text(text) => text.clone(),
            Piece::Any => "…".to_owned(),
            Piece::Object(inner) => print(inner),
        };
        format!("{}:{value}", quote(key))
    };
    let members: Vec<String> = members.iter().map(member).collect();
    format!("{{{}}}", members.join(","))
}

fn constant_text(constant: &Constant) -> String {
    match constant {
        Constant::Null => "null".to_owned(),
        Constant::Bool(value) => value.to_string(),
        Constant::Number(value) => value.to_string(),
        Constant::Text(text) => quote(text),
    }
}

/// How many Unicode scalar values of a text a skeleton shows.
const LONGEST: usize = 60;

fn quote(text: &str) -> String {
    let mut shown: String = text.chars().take(LONGEST).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    serde_json::Value::from(shown).to_string()
}

fn apart(first: &Form, second: &Form) -> Apart {
    let (one, other) = (&first.telling, &second.telling);
    let own = one.own_keys(other).next().is_some();
    let others = other.own_keys(one).next().is_some();
    if differ(one, other) {
        return Apart::Always;
    }
    // Forms that carry the name at one place do not compare their keys: the name has to decide.
    if one.name_path().is_some() && one.name_path() == other.name_path() {
        return Apart::ByName;
    }
    if own && others {
        return Apart::Always;
    }
    if let Some(constant) = name_against_text(one, other).or_else(|| name_against_text(other, one))
    {
        return Apart::NameIsNot(constant);
    }
    let answers = matches!(
        (first.kind, second.kind),
        (Kind::Ok, Kind::Error) | (Kind::Error, Kind::Ok)
    );
    let beats = own || others || constant_beats_slot(one, other) || constant_beats_slot(other, one);
    if answers && beats {
        return Apart::Always;
    }
    Apart::Never
}

/// Whether one place has values, or kinds of values, that exclude each other whatever the names are.
fn differ(one: &Telling, other: &Telling) -> bool {
    one.nodes.iter().any(|node| {
        other.at(&node.path).is_some_and(|opposite| {
            excludes(&node.test, &opposite.test) || excludes(&opposite.test, &node.test)
        })
    })
}

fn excludes(test: &Test, opposite: &Test) -> bool {
    match (test, opposite) {
        (Test::Constant(one), Test::Constant(other)) => one != other,
        (Test::Constant(Constant::Text(_)), Test::Name(_)) => false,
        (Test::Constant(_), Test::Name(_) | Test::Object)
        | (Test::Name(_), Test::Object)
        | (Test::Absent, Test::Constant(_) | Test::Name(_) | Test::Slot | Test::Object) => true,
        _ => false,
    }
}

fn name_against_text(one: &Telling, other: &Telling) -> Option<String> {
    match &other.at(one.name_path()?)?.test {
        Test::Constant(Constant::Text(text)) => Some(text.clone().into_owned()),
        _ => None,
    }
}
