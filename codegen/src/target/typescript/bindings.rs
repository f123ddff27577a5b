//! Names that are chosen at run time.

use super::code::{exported_head, field, member, object_type};
use super::layout::{Doc, concat, join};
use super::pipe::{Pipe, lines_at};
use super::sink::{self, literal};
use super::variants::{is_bound, wire_literal};
use crate::model::{Candidate, Told};

impl Pipe<'_> {
    pub(super) fn bindings(&self) -> String {
        if !self.is_bound() {
            return String::new();
        }
        let mut fields = Vec::new();
        for (key, many) in self.bound_requests().map(|(key, many, _)| (key, many)) {
            let ty = if many {
                "string | readonly string[]"
            } else {
                "string"
            };
            fields.push(format!("  {};", field(&key, true, ty.into()).print()));
        }
        let name = &self.bindings_type;
        let ty = format!("export interface {name} {{\n{}\n}}", fields.join("\n"));
        marked(&ty)
    }

    /// The requests whose names are chosen at run time: the key in the spec, whether there can be several, and the name by
    /// which decoders know it.
    pub(super) fn bound_requests(&self) -> impl Iterator<Item = (String, bool, String)> {
        self.bound_among(self.route.bound())
    }

    /// The declared names of all such requests of the direction, by their keys; those of this pipe come first.
    pub(super) fn bound_members(&self) -> Vec<Doc> {
        let pipes = self.route.direction.pipes.iter();
        let everywhere = pipes.flat_map(|pipe| &pipe.candidates);
        let everywhere = everywhere.filter(|candidate| is_bound(self.route.variant(candidate)));
        let all = self.bound_among(self.route.bound().chain(everywhere));
        all.map(|(key, _, name)| member(&key, name)).collect()
    }

    fn bound_among<'c>(
        &self,
        candidates: impl Iterator<Item = &'c Candidate>,
    ) -> impl Iterator<Item = (String, bool, String)> {
        let protocol = self.route.protocol;
        let mut seen = std::collections::BTreeSet::new();
        candidates.filter_map(move |candidate| {
            let id = self.route.variant(candidate).message?;
            let message = protocol.message(id);
            let message = message.answers().map_or(message, |id| protocol.message(id));
            let many = message.bound.as_ref().is_some_and(|bound| bound.many);
            let Told::Name(name) = &candidate.told else {
                return None;
            };
            let key = message.key.clone();
            seen.insert(key.clone())
                .then(|| (key, many, wire_literal(name)))
        })
    }

    pub(super) fn bindings_of(&self) -> Vec<String> {
        self.bound_requests()
            .map(|(key, _, name)| {
                let place = if sink::is_identifier(&key) {
                    format!(".{key}")
                } else {
                    format!("[{}]", literal(&key))
                };
                let head = format!("for (const name of [bindings{place} ?? []].flat())");
                let set = format!("if (!bound.has(name)) bound.set(name, {name});");
                let set = concat([Doc::Space, set.into()]).indent();
                let statement = concat([head.into(), set]).group();
                lines_at(2, &[statement])
            })
            .collect()
    }

    /// The type of what has all functions that read with names chosen at run time.
    pub(super) fn bound_type(&self) -> Doc {
        let suffix = &self.route.suffix;
        let name = if self.is_outside() {
            "name: string, "
        } else {
            ""
        };
        let value = if self.route.is_json_text() {
            "text"
        } else {
            "value"
        };
        let function = |word: &str, more: &str| {
            let ty = format!("({name}{value}: unknown{more}) => Decoded");
            field(&format!("{word}{suffix}"), false, ty.into())
        };
        let mut fields = vec![function("decode", "")];
        if self.route.has_open() {
            fields.push(function("decodeAnswer", ", open: OpenRequests"));
        }
        object_type(fields)
    }

    pub(super) fn bind_head(&self) -> String {
        let parameters = vec![("bindings", Doc::from(self.bindings_type.clone()))];
        let name = self.route.name("bind");
        exported_head(&name, parameters, self.bound_type())
    }
}

fn marked(ty: &str) -> String {
    let lines = ty.split('\n').map(|line| Doc::from(line.to_owned()));
    join(lines, &Doc::Newline).type_only().print()
}
