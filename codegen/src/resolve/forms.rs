//! Forms: what a direction makes of those of its envelope, and whether they carry what its messages need.

use std::borrow::Cow;

use trilogue_wire::telling::{self, Constant, NameTest, Node, Test};

use crate::diagnostic::{Diagnostic, quoted};
use crate::model::{Form, Kind, Message, Plan, Slot, Template};
use crate::resolve::Resolver;
use crate::rules::{MISSING_FORM, MISSING_SLOT};
use crate::source::Span;
use crate::syntax::{self, Envelope, Section};

impl<'a> Resolver<'a> {
    /// The form of an envelope for messages of a kind. Where there is none, it is said of the first that needs it.
    pub(super) fn form(
        &mut self,
        kind: Kind,
        message: &Message,
        envelope: &'a Envelope,
    ) -> Option<&'a syntax::Form> {
        let found = envelope.forms.iter().find(|form| form.kind.value == kind);
        let name = &envelope.name;
        let doubtful = self.document.gaps.cover(Section::Envelopes, &name.value);
        if found.is_some() || doubtful || !self.missing_forms.insert((name.span, kind)) {
            return found;
        }
        let word = kind.word();
        let label = match kind {
            Kind::Event | Kind::Request => "has no layout on the wire",
            Kind::Ok => "its answer has no layout on the wire",
            Kind::Error => "its errors have no layout on the wire",
        };
        self.diagnostics.push(
            Diagnostic::new(
                MISSING_FORM,
                message.span,
                format!("{} needs a form for `{word}`", quoted(&message.name)),
            )
            .label(label)
            .secondary(name.span, format!("this envelope has no `{word}`"))
            .help(format!("add `{word}:` to the envelope")),
        );
        None
    }

    /// Whether a form has a slot. That it has not is said of the first message that needs it.
    pub(super) fn require_slot(
        &mut self,
        form: &syntax::Form,
        slot: Slot,
        message: &Message,
        envelope: &Envelope,
    ) -> bool {
        let found = slot_of(form, slot).is_some();
        if found || !self.missing_slots.insert((form.span, slot)) {
            return found;
        }
        let word = syntax::slot_word(slot);
        let (what, help) = match slot {
            Slot::Name => ("a name", "say where the name stands, such as `type: $name`"),
            Slot::Payload => (
                "a payload",
                "say where the payload stands, such as `message: $payload`",
            ),
            Slot::Error => (
                "an error text",
                "say where the text stands, such as `message: $error`",
            ),
        };
        let (kind, name) = (form.kind.value.word(), quoted(&envelope.name.value));
        self.diagnostics.push(
            Diagnostic::new(
                MISSING_SLOT,
                form.span,
                format!("the form for `{kind}` in {name} has no `{word}`"),
            )
            .label(format!("no place for {what}"))
            .secondary(message.span, format!("has {what}"))
            .help(help),
        );
        false
    }
}

/// Where a form has a slot.
pub(super) fn slot_of(form: &syntax::Form, slot: Slot) -> Option<Span> {
    fn search(members: &[(syntax::Text, syntax::Template)], slot: Slot) -> Option<Span> {
        members.iter().find_map(|(_, template)| match template {
            syntax::Template::Slot(found) => (found.value == slot).then_some(found.span),
            syntax::Template::Object(inner) => search(inner, slot),
            syntax::Template::Constant(_) => None,
        })
    }
    search(&form.template, slot)
}

/// A form as targets and decoders take it.
pub(super) fn model_form(form: &syntax::Form) -> Form {
    let template = members(&form.template);
    let mut nodes = vec![Node::object("")];
    flatten(&template, "", &mut nodes);
    Form {
        kind: form.kind.value,
        template,
        telling: telling::Form {
            nodes: Cow::Owned(nodes),
        },
        span: form.kind.span,
    }
}

fn members(written: &[(syntax::Text, syntax::Template)]) -> Vec<(String, Template)> {
    written
        .iter()
        .map(|(key, template)| {
            let template = match template {
                syntax::Template::Constant(constant) => Template::Constant(constant.clone()),
                syntax::Template::Slot(slot) => Template::Slot(slot.value),
                syntax::Template::Object(inner) => Template::Object(members(inner)),
            };
            (key.value.clone(), template)
        })
        .collect()
}

fn flatten(template: &[(String, Template)], above: &str, nodes: &mut Vec<Node>) {
    for (key, value) in template {
        let path = format!("{above}/{}", key.replace('~', "~0").replace('/', "~1"));
        let test = match value {
            Template::Constant(constant) => Test::Constant(constant.clone()),
            Template::Slot(Slot::Name) => Test::Name(NameTest::TEXT),
            Template::Slot(Slot::Payload | Slot::Error) => Test::Slot,
            Template::Object(_) => Test::Object,
        };
        nodes.push(Node {
            path: Cow::Owned(path.clone()),
            test,
        });
        if let Template::Object(inner) = value {
            flatten(inner, &path, nodes);
        }
    }
}

/// One text at one key at the top decides if each form has there, before any other mark, either the name and no
/// other mark, or a text that no other form has and no name.
pub(super) fn plan(forms: &[Form]) -> Plan {
    let Some(key) = forms.first().and_then(first_mark) else {
        return Plan::Table;
    };
    let mut texts = Vec::new();
    for form in forms {
        let decides = match (first_mark(form), at_top(form, key)) {
            (Some(first), Some(Template::Slot(Slot::Name))) => first == key && marks(form) == 1,
            (Some(first), Some(Template::Constant(Constant::Text(text)))) => {
                let fresh = !texts.contains(&text);
                texts.push(text);
                first == key && fresh && form.telling.name_path().is_none()
            }
            _ => false,
        };
        if !decides {
            return Plan::Table;
        }
    }
    Plan::Switch {
        key: key.to_owned(),
    }
}

fn first_mark(form: &Form) -> Option<&str> {
    form.template.iter().find_map(|(key, template)| {
        let marked = match template {
            Template::Constant(_) | Template::Slot(Slot::Name) => true,
            Template::Slot(_) => false,
            Template::Object(_) => form.telling.is_marked(&format!("/{key}")),
        };
        marked.then_some(key.as_str())
    })
}

fn at_top<'f>(form: &'f Form, key: &str) -> Option<&'f Template> {
    form.template
        .iter()
        .find_map(|(name, template)| (name == key).then_some(template))
}

fn marks(form: &Form) -> usize {
    form.telling
        .nodes
        .iter()
        .filter(|node| node.is_mark())
        .count()
}
