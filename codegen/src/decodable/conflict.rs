//! Two messages that cannot be told apart, as a mistake: one for all pipes that carry them.

use indexmap::IndexMap;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{Protocol, RoleId};
use crate::rules::INDISTINGUISHABLE;
use crate::source::Span;
use crate::syntax::listed;

/// A message where it is declared, and what it is called in text.
type Side = (Span, String);

/// Two messages of one pipe that one wire message could be both of.
pub struct Conflict {
    /// The one.
    pub first: Side,
    /// The other.
    pub second: Side,
    /// Who sends them, and to whom.
    pub roles: (RoleId, RoleId),
    /// The channels of the pipe.
    pub channels: Vec<usize>,
    /// A message that both accept, as far as telling looks at it.
    pub skeleton: String,
    /// How to tell them apart.
    pub way_out: &'static str,
}

/// Reports conflicts, those of the same two messages as one mistake.
pub fn report(protocol: &Protocol, conflicts: Vec<Conflict>, diagnostics: &mut Diagnostics) {
    let mut pairs: IndexMap<[Side; 2], Vec<Conflict>> = IndexMap::new();
    for conflict in conflicts {
        let mut pair = [conflict.first.clone(), conflict.second.clone()];
        pair.sort();
        pairs.entry(pair).or_default().push(conflict);
    }
    for conflicts in pairs.values() {
        diagnostics.extend(mistake(protocol, conflicts));
    }
}

/// The mistake of two messages in all their pipes.
fn mistake(protocol: &Protocol, conflicts: &[Conflict]) -> Option<Diagnostic> {
    let Conflict {
        first: (first_span, first),
        second: (span, second),
        way_out,
        ..
    } = conflicts.first()?;
    let directions = distinct(conflicts.iter().map(|conflict| conflict.roles));
    let directions = directions.into_iter().map(|(from, to)| {
        let [from, to] = [from, to].map(|role| &protocol.role(role).name);
        format!("from `{from}` to `{to}`")
    });
    let directions = directions.collect::<Vec<_>>().join(" and ");
    let mistake = Diagnostic::new(
        INDISTINGUISHABLE,
        *span,
        format!("{first} and {second} cannot be told apart {directions}"),
    )
    .label("a message can be this")
    .secondary(*first_span, "and this")
    .help(*way_out);
    let skeletons = distinct(conflicts.iter().map(|conflict| &conflict.skeleton));
    let notes = skeletons.into_iter().map(|skeleton| {
        let alike = conflicts.iter();
        let alike = alike.filter(|conflict| conflict.skeleton == *skeleton);
        let over = over_channels(protocol, alike.flat_map(|conflict| &conflict.channels));
        format!("{over}both accept {skeleton}")
    });
    Some(notes.fold(mistake, Diagnostic::note))
}

/// `over `wire` `, where there are other channels.
fn over_channels<'c>(protocol: &Protocol, channels: impl Iterator<Item = &'c usize>) -> String {
    if protocol.channels.len() < 2 {
        return String::new();
    }
    let mut channels = distinct(channels);
    channels.sort_unstable();
    let names = channels.into_iter();
    let names = names.map(|place| protocol.channels[*place].name.as_str());
    format!("over {} ", listed(&names.collect::<Vec<_>>(), "and"))
}

fn distinct<T: PartialEq>(all: impl Iterator<Item = T>) -> Vec<T> {
    let mut found = Vec::new();
    for one in all {
        if !found.contains(&one) {
            found.push(one);
        }
    }
    found
}
