//! A message that two candidates accept, as far as telling looks at it.

use trilogue_wire::Kinds;
use trilogue_wire::telling::{Constant, Marks};

use crate::model::{Candidate, Entry, Form, Kind, Slot, Template, Told};

/// A message that both accept: the members of the one, then what the other adds. Lists that both carry have at least
/// `least` items.
pub(super) fn of_both(
    first: (&Form, &Candidate),
    second: (&Form, &Candidate),
    least: usize,
) -> String {
    let mut piece = filled(first, least);
    merge(&mut piece, filled(second, least));
    print(&piece)
}

/// A value of a skeleton.
#[derive(PartialEq)]
enum Piece {
    Text(String),
    Any,
    Object(Vec<(String, Piece)>),
    List(Vec<Piece>),
}

fn filled((form, candidate): (&Form, &Candidate), least: usize) -> Piece {
    let filling = Filling {
        form,
        candidate,
        least,
    };
    filling.piece(&form.template)
}

struct Filling<'f> {
    form: &'f Form,
    candidate: &'f Candidate,
    /// How many items a list must have.
    least: usize,
}

impl Filling<'_> {
    fn piece(&self, template: &Template) -> Piece {
        match template {
            Template::Constant(constant) => Piece::Text(constant_text(constant)),
            Template::Name(_) => match &self.candidate.told {
                Told::Name(name) => Piece::Text(match name {
                    crate::model::WireName::Text(text) => quote(text),
                    other => other.text().into_owned(),
                }),
                Told::Form | Told::Open => Piece::Any,
            },
            Template::Slot(used) if self.is_carrier(used.slot) => self.payload(),
            Template::Slot(_) => Piece::Any,
            // What is absent is left out.
            Template::Absent => Piece::Object(Vec::new()),
            Template::List(items) => {
                Piece::List(items.iter().map(|item| self.piece(item)).collect())
            }
            Template::Object(entries) => {
                let mut members = Vec::new();
                for entry in entries {
                    match entry {
                        Entry::Member(_, Template::Absent) => {}
                        Entry::Member(_, Template::Slot(used)) if used.optional => {}
                        Entry::Member(key, inner) => members.push((key.clone(), self.piece(inner))),
                        Entry::Spread(slot) if self.is_carrier(*slot) => {
                            members.extend(keys(&self.candidate.marks));
                        }
                        Entry::Spread(_) => {}
                    }
                }
                Piece::Object(members)
            }
        }
    }

    fn is_carrier(&self, slot: Slot) -> bool {
        match slot {
            Slot::Payload | Slot::Arguments => self.form.kind != Kind::Error,
            Slot::Error => true,
            _ => false,
        }
    }

    fn payload(&self) -> Piece {
        if self.candidate.marks.kinds == Kinds::LIST {
            return items(&self.candidate.marks, self.least);
        }
        let members = keys(&self.candidate.marks);
        if members.is_empty() {
            return match &self.candidate.marks.constant {
                Some(constant) => Piece::Text(constant_text(constant)),
                None => Piece::Any,
            };
        }
        Piece::Object(members)
    }
}

/// The members that a payload must have.
fn keys(marks: &Marks) -> Vec<(String, Piece)> {
    let required = marks.required.iter();
    required
        .map(|key| (key.to_string(), piece_at(marks, key)))
        .collect()
}

/// How many items of a list a skeleton shows.
const MOST_ITEMS: usize = 16;

/// A list of so many items, with what is known of each.
fn items(marks: &Marks, least: usize) -> Piece {
    if least == 0 {
        return Piece::Any;
    }
    if least > MOST_ITEMS {
        return Piece::Text(format!("[… {least} items]"));
    }
    let items = (0..least).map(|place| piece_at(marks, &place.to_string()));
    Piece::List(items.collect())
}

/// What stands at a key or place of a payload.
fn piece_at(marks: &Marks, key: &str) -> Piece {
    let mut constants = marks.constants.iter();
    let constant = constants.find(|(known, _)| known == key);
    constant.map_or(Piece::Any, |(_, constant)| {
        Piece::Text(constant_text(constant))
    })
}

fn merge(piece: &mut Piece, more: Piece) {
    match (piece, more) {
        (Piece::Object(members), Piece::Object(more)) => {
            for (key, piece) in more {
                match members.iter_mut().find(|(name, _)| *name == key) {
                    None => members.push((key, piece)),
                    Some((_, known)) => merge(known, piece),
                }
            }
        }
        (Piece::List(items), Piece::List(more)) => {
            for (place, piece) in more.into_iter().enumerate() {
                match items.get_mut(place) {
                    None => items.push(piece),
                    Some(known) => merge(known, piece),
                }
            }
        }
        (slot, piece) if *slot == Piece::Any => *slot = piece,
        _ => {}
    }
}

fn print(piece: &Piece) -> String {
    match piece {
        Piece::Text(text) => text.clone(),
        Piece::Any => "…".to_owned(),
        Piece::Object(members) => {
            let member =
                |(key, piece): &(String, Piece)| format!("{}:{}", quote(key), print(piece));
            let members: Vec<String> = members.iter().map(member).collect();
            format!("{{{}}}", members.join(","))
        }
        Piece::List(items) => {
            let items: Vec<String> = items.iter().map(print).collect();
            format!("[{}]", items.join(","))
        }
    }
}

fn constant_text(constant: &Constant) -> String {
    match constant {
        Constant::Text(text) => quote(text),
        other => other.json(),
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
