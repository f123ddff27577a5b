//! Answers that do not say which request they are for, read with the table of open requests.

use super::decoders::Decoder;
use super::route::Route;
use super::sink::literal;
use crate::model::{Candidate, Direction, Joining, Kind, Message, MessageId, Told, Way};

/// Whether a decoder is for an answer that does not say which request it is for.
pub fn is_answer(route: &Route<'_>, decoder: &Decoder) -> bool {
    let candidate = &route.pipe.candidates[decoder.candidate];
    route.is_nameless_answer(candidate)
}

/// Whether a form is that of answers without a name.
#[derive(Debug, PartialEq, Eq)]
pub enum Place {
    /// It is not.
    NoAnswer,
    /// It is, and has no id.
    NoId,
    /// It is, and has the id here.
    Id(String),
    /// It is, and this table says how it is joined to its request.
    Ways(String),
}

impl Place {
    /// As a literal, for the table of forms.
    pub fn literal(&self) -> String {
        match self {
            Self::NoAnswer => "undefined".to_owned(),
            Self::NoId => "null".to_owned(),
            Self::Id(path) => literal(path),
            Self::Ways(table) => table.clone(),
        }
    }
}

/// A table of the ways in which answers are joined to their requests.
#[derive(Debug)]
pub struct Ways<'p> {
    /// What it is called.
    pub name: String,
    /// What it holds.
    pub ways: &'p [Way],
}

/// Whether a form is that of answers without a name.
pub fn place(route: &Route<'_>, form: usize, tables: &[Ways<'_>]) -> Place {
    let mut candidates = route.pipe.candidates.iter();
    let is_answer =
        |candidate: &&Candidate| candidate.form == form && route.is_nameless_answer(candidate);
    if candidates.find(is_answer).is_none() {
        return Place::NoAnswer;
    }
    match &route.pipe.forms[form].joining {
        None => Place::NoAnswer,
        Some(Joining::Id(path)) => path.clone().map_or(Place::NoId, Place::Id),
        Some(Joining::Ways(ways)) => {
            let table = tables.iter().find(|table| table.ways == ways);
            table.map_or(Place::NoId, |table| Place::Ways(table.name.clone()))
        }
    }
}

/// The same for all forms of a pipe.
pub fn places(route: &Route<'_>, tables: &[Ways<'_>]) -> Vec<Place> {
    let forms = 0..route.pipe.forms.len();
    forms.map(|form| place(route, form, tables)).collect()
}

/// The ways in which answers of a pipe are joined to their requests, each once.
pub fn ways<'p>(route: &Route<'p>) -> Vec<&'p [Way]> {
    let mut found: Vec<&[Way]> = Vec::new();
    for form in &route.pipe.forms {
        if let Some(Joining::Ways(ways)) = &form.joining
            && !found.contains(&ways.as_slice())
        {
            found.push(ways);
        }
    }
    found
}

/// How the table of open requests may call requests.
pub fn names_of_all(route: &Route<'_>, requests: &[MessageId]) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for name in requests
        .iter()
        .flat_map(|id| names(route.protocol.message(*id)))
    {
        if !all.contains(&name) {
            all.push(name);
        }
    }
    all
}

/// What answers each request, by the name and the key of the request. Requests that all answers without a name may be for
/// are left out.
pub fn by_request<'d>(
    route: &Route<'_>,
    decoders: &'d [Decoder],
) -> Vec<(String, Vec<&'d Decoder>)> {
    let all = route
        .pipe
        .candidates
        .iter()
        .filter(|candidate| route.is_nameless_answer(candidate))
        .count();
    let mut answers = Vec::new();
    for id in asked(route) {
        let own = of_request(route, decoders, id);
        let is_any = own.len() == all && own.iter().all(|decoder| decoder.told == Told::Form);
        if own.is_empty() || is_any {
            continue;
        }
        for name in names(route.protocol.message(id)) {
            answers.push((name, own.clone()));
        }
    }
    answers
}

/// How the table of open requests may call a request.
fn names(message: &Message) -> Vec<String> {
    let name = message.name.text().into_owned();
    if name == message.key {
        vec![name]
    } else {
        vec![name, message.key.clone()]
    }
}

fn opposite<'p>(route: &Route<'p>) -> Option<&'p Direction> {
    let (from, to) = (route.direction.to, route.direction.from);
    route.protocol.direction(from, to)
}

/// What can be answered without a name: requests, wishes for values and for events.
fn asked(route: &Route<'_>) -> Vec<MessageId> {
    let mut found = Vec::new();
    let variants = opposite(route)
        .into_iter()
        .flat_map(|asked| &asked.variants);
    for variant in variants {
        let asks = matches!(variant.kind, Kind::Request | Kind::Get | Kind::Subscribe);
        if let Some(id) = variant.message.filter(|id| asks && !found.contains(id)) {
            found.push(id);
        }
    }
    found
}

/// The answers of a request: its own, or those for all where it has none.
fn of_request<'d>(route: &Route<'_>, decoders: &'d [Decoder], id: MessageId) -> Vec<&'d Decoder> {
    let envelopes = envelopes_of(route, id);
    let candidate = |decoder: &Decoder| &route.pipe.candidates[decoder.candidate];
    let has_own = |form: usize| {
        let mut all = route.pipe.candidates.iter();
        all.any(|own| own.form == form && own.told == Told::Open)
    };
    let is_own = |decoder: &&Decoder| match decoder.told {
        Told::Open => answers(route, candidate(decoder), id),
        Told::Form => {
            let form = &route.pipe.forms[decoder.form];
            route.is_nameless_answer(candidate(decoder))
                && !has_own(decoder.form)
                && (envelopes.is_empty() || envelopes.iter().any(|envelope| form.serves(envelope)))
        }
        Told::Name(_) => false,
    };
    decoders.iter().filter(is_own).collect()
}

fn answers(route: &Route<'_>, candidate: &Candidate, request: MessageId) -> bool {
    let message = route.variant(candidate).message;
    message.is_some_and(|id| route.protocol.message(id).answers().unwrap_or(id) == request)
}

/// The envelopes of this pipe that a request takes.
fn envelopes_of<'p>(route: &Route<'p>, request: MessageId) -> Vec<&'p str> {
    let is_here = |envelope: &&str| {
        let mut forms = route.pipe.forms.iter();
        forms.any(|form| form.kind.is_answer() && form.serves(envelope))
    };
    let Some(asked) = opposite(route) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for pipe in &asked.pipes {
        let candidates = pipe.candidates.iter();
        let of_request = candidates
            .filter(|candidate| asked.variants[candidate.variant].message == Some(request));
        let envelopes = of_request.map(|candidate| pipe.forms[candidate.form].envelope.as_str());
        found.extend(envelopes.filter(is_here));
    }
    found
}
