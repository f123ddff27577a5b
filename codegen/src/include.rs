//! Files that a spec includes: their entries come before its own, as if they stood in it.

use std::collections::HashSet;

use crate::diagnostic::{Diagnostic, Diagnostics, quoted};
use crate::rules::{INCLUDE_CONFLICT, INVALID_VALUE};
use crate::source::{SourceId, Sources};
use crate::span::Span;
use crate::syntax::Reader;
use crate::syntax::keys::{INCLUDED, Table};
use crate::yaml::{self, Data, Entry, Node};

/// The tree of a spec together with the trees of all files that it includes, also through others.
///
/// Every mistake goes to `diagnostics`.
pub fn load(sources: &mut Sources, id: SourceId, diagnostics: &mut Diagnostics) -> Option<Node> {
    let mut spec = yaml::parse(sources, id, diagnostics)?;
    let seen = HashSet::from([sources.path(id).to_owned()]);
    let mut includer = Includer {
        sources,
        diagnostics,
        seen,
    };
    includer.include(&mut spec, id);
    Some(spec)
}

struct Includer<'a> {
    sources: &'a mut Sources,
    diagnostics: &'a mut Diagnostics,
    /// The files that are part of the spec already.
    seen: HashSet<String>,
}

impl Includer<'_> {
    /// Puts what the files under `include` say into `spec`, which stands in the file `id`.
    fn include(&mut self, spec: &mut Node, id: SourceId) {
        let Data::Mapping(entries) = &mut spec.data else {
            return;
        };
        let paths: Vec<(String, Span)> = entries
            .iter()
            .filter(|entry| entry.key.value == "include")
            .filter_map(|entry| match &entry.value.data {
                Data::List(items) => Some(items),
                _ => None,
            })
            .flatten()
            .filter_map(|item| match &item.data {
                Data::Scalar(scalar) => Some((scalar.text.clone(), item.span)),
                _ => None,
            })
            .collect();
        for (path, span) in paths.into_iter().rev() {
            if let Some(included) = self.file(id, &path, span) {
                self.merge(entries, included);
            }
        }
    }

    fn file(&mut self, includer: SourceId, path: &str, span: Span) -> Option<Node> {
        if !is_below(path) {
            self.diagnostics.push(
                Diagnostic::new(
                    INVALID_VALUE,
                    span,
                    format!("{} cannot be included", quoted(path)),
                )
                .label("not below the folder of this file")
                .help("write a path without `..`, such as `shared.yaml` or `parts/errors.yaml`"),
            );
            return None;
        }
        let id = match self.sources.load_below(includer, path) {
            Ok(id) => id,
            Err(mistake) => {
                let span = mistake.span.or(Some(span));
                self.diagnostics.push(Diagnostic { span, ..*mistake });
                return None;
            }
        };
        if !self.seen.insert(self.sources.path(id).to_owned()) {
            return None;
        }
        let mut tree = yaml::parse(self.sources, id, self.diagnostics)?;
        self.keys(&tree);
        self.include(&mut tree, id);
        Some(tree)
    }

    /// Reports keys that belong to a spec and not to a file that is part of one.
    fn keys(&mut self, tree: &Node) {
        let table: &'static Table = &INCLUDED;
        let mut reader = Reader::new(self.diagnostics);
        if let Some(fields) = reader.fields(tree, table, tree.span) {
            reader.included_paths(&fields);
        }
    }

    fn merge(&mut self, entries: &mut Vec<Entry>, included: Node) {
        let Data::Mapping(parts) = included.data else {
            return;
        };
        for part in parts {
            match part.key.value.as_str() {
                "roles" | "envelopes" | "channels" | "types" => self.section(entries, part, false),
                "events" | "requests" | "properties" => self.section(entries, part, true),
                _ => {}
            }
        }
    }

    /// Puts the entries of a section before those that are there; `nested` is for directions with messages in them.
    fn section(&mut self, entries: &mut Vec<Entry>, part: Entry, nested: bool) {
        let Some(own) = entries
            .iter_mut()
            .find(|entry| entry.key.value == part.key.value)
        else {
            entries.push(part);
            return;
        };
        let (Data::Mapping(own), Data::Mapping(more)) = (&mut own.value.data, part.value.data)
        else {
            return;
        };
        let mut merged = Vec::with_capacity(own.len() + more.len());
        for entry in more {
            match own
                .iter_mut()
                .find(|known| known.key.value == entry.key.value)
            {
                None => merged.push(entry),
                Some(known) if nested => self.messages(known, entry),
                Some(known) => self.same(known, &entry),
            }
        }
        merged.append(own);
        *own = merged;
    }

    fn messages(&mut self, own: &mut Entry, more: Entry) {
        let (Data::Mapping(own), Data::Mapping(more)) = (&mut own.value.data, more.value.data)
        else {
            return;
        };
        let mut merged = Vec::with_capacity(own.len() + more.len());
        for entry in more {
            match own.iter().find(|known| known.key.value == entry.key.value) {
                None => merged.push(entry),
                Some(known) => self.same(known, &entry),
            }
        }
        merged.append(own);
        *own = merged;
    }

    fn same(&mut self, own: &Entry, included: &Entry) {
        if is_same(&own.value, &included.value) {
            return;
        }
        self.diagnostics.push(
            Diagnostic::new(
                INCLUDE_CONFLICT,
                own.key.span,
                format!(
                    "{} is another one in an included file",
                    quoted(&own.key.value)
                ),
            )
            .label("this one")
            .secondary(included.key.span, "and this one")
            .help("give one of them another name, or remove one"),
        );
    }
}

/// Whether two values say the same, wherever they stand.
pub(crate) fn is_same(one: &Node, other: &Node) -> bool {
    match (&one.data, &other.data) {
        (Data::Mapping(one), Data::Mapping(other)) => {
            one.len() == other.len()
                && one.iter().zip(other).all(|(one, other)| {
                    one.key.value == other.key.value && is_same(&one.value, &other.value)
                })
        }
        (Data::List(one), Data::List(other)) => {
            one.len() == other.len()
                && one
                    .iter()
                    .zip(other)
                    .all(|(one, other)| is_same(one, other))
        }
        (one, other) => one == other,
    }
}

fn is_below(path: &str) -> bool {
    let parts: Vec<&str> = path.split(['/', '\\']).collect();
    !path.is_empty()
        && !parts
            .iter()
            .any(|part| part.is_empty() || *part == ".." || part.ends_with(':'))
}
