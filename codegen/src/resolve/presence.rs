//! What must hold between the fields of a struct.

use trilogue_wire::telling::Constant;

use crate::diagnostic::{Diagnostic, quoted};
use crate::example;
use crate::model::{Presence, Protocol};
use crate::resolve::Resolver;
use crate::resolve::drafts::StructDraft;
use crate::rules::{INVALID_VALUE, MISPLACED_FIELD, REPEATED_VALUE, UNRESOLVED_FIELD};
use crate::source::{Span, Spanned};
use crate::syntax::{PresenceNode, Text};
use crate::yaml::Node;

/// In how many ways the condition of one field may hold.
const MOST_WAYS: usize = 256;

impl Resolver<'_> {
    /// The rules of a struct, in the order in which they are checked.
    pub(super) fn presence(&mut self, draft: &StructDraft, protocol: &Protocol) -> Vec<Presence> {
        let mut rules = Vec::with_capacity(draft.rules.len());
        for written in &draft.rules {
            match written {
                PresenceNode::RequiredWhen(field, when) => {
                    rules.extend(self.required_when(field, when, draft, protocol));
                }
                PresenceNode::AtLeastOneOf(names) => {
                    let fields = self.group(names, draft);
                    rules.extend(fields.map(Presence::AtLeastOneOf));
                }
                PresenceNode::Together(names) => {
                    let fields = self.group(names, draft);
                    rules.extend(fields.map(Presence::Together));
                }
            }
        }
        // Those of a base stand in front of others, whatever they say.
        rules.sort_by_key(|rule| match rule {
            Presence::RequiredWhen { .. } => 0,
            Presence::AtLeastOneOf(_) => 1,
            Presence::Together(_) => 2,
        });
        rules
    }

    fn group(&mut self, names: &Spanned<Vec<Text>>, draft: &StructDraft) -> Option<Vec<usize>> {
        if names.value.len() < 2 {
            self.diagnostics.push(
                Diagnostic::new(
                    INVALID_VALUE,
                    names.span,
                    "a rule is about two fields or more",
                )
                .label("fewer than two")
                .help("name the fields, such as `[email, phone]`"),
            );
            return None;
        }
        let mut fields: Vec<usize> = Vec::with_capacity(names.value.len());
        let mut whole = true;
        for (index, name) in names.value.iter().enumerate() {
            let Some(field) = self.field_named(name, draft) else {
                whole = false;
                continue;
            };
            if fields.contains(&field) {
                let first = names.value[..index]
                    .iter()
                    .find(|other| other.value == name.value);
                self.repeated_name(name, first.map_or(names.span, |first| first.span));
            }
            whole &= self.may_be_absent(name, field, draft);
            fields.push(field);
        }
        whole.then_some(fields)
    }

    fn field_named(&mut self, name: &Text, draft: &StructDraft) -> Option<usize> {
        let mut fields = draft.fields.iter();
        let found = fields.position(|field| field.field.name == name.value);
        if found.is_none() && draft.whole {
            let names = draft.fields.iter().map(|field| field.field.name.as_str());
            let meant = crate::diagnostic::near(&name.value, names);
            let help = meant.map_or_else(
                || "name a field by its key".to_owned(),
                |meant| format!("write {}", quoted(meant)),
            );
            self.diagnostics.push(
                Diagnostic::new(
                    UNRESOLVED_FIELD,
                    name.span,
                    format!("there is no field {}", quoted(&name.value)),
                )
                .label("unknown field")
                .help(help),
            );
        }
        found
    }

    fn repeated_name(&mut self, name: &Text, first: Span) {
        self.diagnostics.push(
            Diagnostic::new(
                REPEATED_VALUE,
                name.span,
                format!("{} is listed twice", quoted(&name.value)),
            )
            .label("again here")
            .secondary(first, "first here")
            .help("remove one of them"),
        );
    }

    /// Whether a field can be absent, so that a rule about its presence says something. A mistake when it cannot.
    fn may_be_absent(&mut self, name: &Text, field: usize, draft: &StructDraft) -> bool {
        let field = &draft.fields[field];
        if !field.field.optional {
            self.diagnostics.push(
                Diagnostic::new(
                    MISPLACED_FIELD,
                    name.span,
                    format!("{} is always there", quoted(&name.value)),
                )
                .label("a rule about a field that cannot be absent")
                .secondary(field.span, "not optional")
                .help("make the field optional, or take it out of the rule"),
            );
        }
        field.field.optional
    }

    fn required_when(
        &mut self,
        name: &Text,
        when: &[(Text, Vec<Node>)],
        draft: &StructDraft,
        protocol: &Protocol,
    ) -> Vec<Presence> {
        let field = self.field_named(name, draft);
        let sound = field.is_some_and(|field| self.may_be_absent(name, field, draft));
        let mut conditions = vec![Vec::new()];
        for (other, values) in when {
            let Some(place) = self.field_named(other, draft) else {
                return Vec::new();
            };
            if Some(place) == field {
                self.own_condition(other, name.span);
                return Vec::new();
            }
            let values: Vec<Constant> = values
                .iter()
                .filter_map(|node| self.condition_value(place, node, draft, protocol))
                .collect();
            if conditions.len() * values.len() > MOST_WAYS {
                self.too_many_ways(other);
                return Vec::new();
            }
            // One rule for each way in which the conditions can hold.
            let mut more = Vec::with_capacity(conditions.len() * values.len());
            for condition in &conditions {
                for value in &values {
                    let mut condition = condition.clone();
                    condition.push((place, value.clone()));
                    more.push(condition);
                }
            }
            conditions = more;
        }
        match field {
            Some(field) if sound => conditions
                .into_iter()
                .map(|when| Presence::RequiredWhen { field, when })
                .collect(),
            _ => Vec::new(),
        }
    }

    fn too_many_ways(&mut self, other: &Text) {
        self.diagnostics.push(
            Diagnostic::new(
                INVALID_VALUE,
                other.span,
                format!("a condition can hold in more than {MOST_WAYS} ways"),
            )
            .label("too many values, together with those before")
            .help("name fewer values, or tell the cases apart by a union with `tag`"),
        );
    }

    fn own_condition(&mut self, other: &Text, name: Span) {
        self.diagnostics.push(
            Diagnostic::new(
                MISPLACED_FIELD,
                other.span,
                format!("the presence of {} depends on itself", quoted(&other.value)),
            )
            .label("the field that the rule is about")
            .secondary(name, "required when")
            .help("name another field, whose value says when this one is required"),
        );
    }

    fn condition_value(
        &mut self,
        field: usize,
        node: &Node,
        draft: &StructDraft,
        protocol: &Protocol,
    ) -> Option<Constant> {
        let ty = &draft.fields[field].field.ty;
        let json = example::of_type(protocol, ty, node, "a condition", self.diagnostics)?;
        let value: serde_json::Value = serde_json::from_str(&json).ok()?;
        match value {
            serde_json::Value::Null => Some(Constant::Null),
            serde_json::Value::Bool(value) => Some(Constant::Bool(value)),
            serde_json::Value::Number(number) => number.as_f64().map(Constant::Number),
            serde_json::Value::String(text) => Some(Constant::Text(text.into())),
            _ => None,
        }
    }
}
