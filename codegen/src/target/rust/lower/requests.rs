//! Requests whose answers do not say which request they are for.

use std::collections::BTreeSet;

use proc_macro2::Ident;

use super::{JoiningView, RequestView, WayView, shown_name};
use crate::model::{
    Candidate, Direction, Joining, Kind, Message, MessageId, Pipe, Protocol, Told, Way,
};
use crate::target::rust::identifier;

/// The requests of the other direction that are answered in a pipe without saying which.
pub fn requests(protocol: &Protocol, direction: &Direction, pipe: &Pipe) -> Vec<RequestView> {
    let Some(asked) = protocol.direction(direction.to, direction.from) else {
        return Vec::new();
    };
    let asks =
        asked.variants.iter().enumerate().filter(|(_, variant)| {
            matches!(variant.kind, Kind::Request | Kind::Get | Kind::Subscribe)
        });
    // Requests can share a name: then the answers to all of them are possible.
    let mut by_name: Vec<(String, Ident, Vec<usize>)> = Vec::new();
    for (place, variant) in asks {
        let Some(id) = variant.message else { continue };
        let candidates = answers_of(protocol, direction, pipe, asked, id);
        for name in names_of(asked, place, protocol.message(id)) {
            match by_name.iter_mut().find(|(known, ..)| *known == name) {
                Some((.., known)) => known.extend(&candidates),
                None => {
                    let constant = identifier::shouty(&variant.identifier);
                    by_name.push((name, constant, candidates.clone()));
                }
            }
        }
    }
    let mut views: Vec<RequestView> = Vec::new();
    for (name, constant, mut candidates) in by_name {
        candidates.sort_unstable();
        candidates.dedup();
        match views.iter_mut().find(|view| view.candidates == candidates) {
            _ if candidates.is_empty() => {}
            Some(view) => view.names.push(name),
            None => views.push(RequestView {
                constant,
                names: vec![name],
                candidates,
            }),
        }
    }
    // Two that are told by different candidates can be of one request.
    for place in 1..views.len() {
        let (before, after) = views.split_at_mut(place);
        let count = before
            .iter()
            .filter(|view| view.constant == after[0].constant)
            .count();
        if count > 0 {
            after[0].constant = identifier::ident(&format!("{}_{}", after[0].constant, count + 1));
        }
    }
    views
}

/// How the answers of each form say which request they are for.
pub fn joining(
    protocol: &Protocol,
    direction: &Direction,
    pipe: &Pipe,
) -> Vec<Option<JoiningView>> {
    let asked = protocol.direction(direction.to, direction.from);
    let way = |way: &Way| WayView {
        places: way.places.clone(),
        names: asked.map_or_else(Vec::new, |asked| {
            names_of_all(protocol, asked, &way.requests)
        }),
    };
    let view = |joining: &Joining| match joining {
        Joining::Id(path) => JoiningView::Id(path.clone()),
        Joining::Ways(ways) => JoiningView::Ways(ways.iter().map(way).collect()),
    };
    let forms = pipe.forms.iter();
    forms.map(|form| form.joining.as_ref().map(view)).collect()
}

fn names_of_all(protocol: &Protocol, asked: &Direction, requests: &[MessageId]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for (place, variant) in asked.variants.iter().enumerate() {
        if let Some(id) = variant.message.filter(|id| requests.contains(id)) {
            names.extend(names_of(asked, place, protocol.message(id)));
        }
    }
    let mut known = BTreeSet::new();
    names.retain(|name| known.insert(name.clone()));
    names
}

/// The names under which a request can be open.
fn names_of(asked: &Direction, variant: usize, message: &Message) -> Vec<String> {
    let mut names = vec![shown_name(&message.name), message.key.clone()];
    let candidates = asked.pipes.iter().flat_map(|pipe| &pipe.candidates);
    for candidate in candidates.filter(|candidate| candidate.variant == variant) {
        if let Told::Name(name) = &candidate.told {
            names.push(shown_name(name));
        }
    }
    let mut known = BTreeSet::new();
    names.retain(|name| known.insert(name.clone()));
    names
}

/// The places of the candidates that can answer a request without a name: its own, or those for all where it has none.
fn answers_of(
    protocol: &Protocol,
    direction: &Direction,
    pipe: &Pipe,
    asked: &Direction,
    id: MessageId,
) -> Vec<usize> {
    let envelopes = envelopes_of(pipe, asked, id);
    let has_own = |form: usize| {
        let mut candidates = pipe.candidates.iter();
        candidates.any(|own| own.form == form && own.told == Told::Open)
    };
    let is_one = |candidate: &Candidate| {
        let message = direction.variants[candidate.variant].message;
        match candidate.told {
            Told::Open => message
                .is_some_and(|answer| protocol.message(answer).answers().unwrap_or(answer) == id),
            Told::Form => {
                let form = &pipe.forms[candidate.form];
                message.is_none()
                    && !has_own(candidate.form)
                    && (envelopes.is_empty()
                        || envelopes.iter().any(|envelope| form.serves(envelope)))
            }
            Told::Name(_) => false,
        }
    };
    let candidates = pipe.candidates.iter().enumerate();
    let own = candidates.filter(|(_, candidate)| is_one(candidate));
    own.map(|(place, _)| place).collect()
}

/// The envelopes of a pipe that a request takes.
fn envelopes_of<'p>(pipe: &Pipe, asked: &'p Direction, id: MessageId) -> Vec<&'p str> {
    let here = |envelope: &&str| {
        let mut forms = pipe.forms.iter();
        forms.any(|form| form.kind.is_answer() && form.serves(envelope))
    };
    let forms = asked.pipes.iter().flat_map(|pipe| {
        let own = pipe
            .candidates
            .iter()
            .filter(|candidate| asked.variants[candidate.variant].message == Some(id));
        own.map(|candidate| pipe.forms[candidate.form].envelope.as_str())
    });
    forms.filter(here).collect()
}
