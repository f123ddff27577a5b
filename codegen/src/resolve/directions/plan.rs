//! Whether one look at one key tells all messages of a pipe apart.

use trilogue_wire::Kinds;
use trilogue_wire::telling::{Constant, NameTest};

use crate::model::{Candidate, Entry, Form, Plan, Template, Told};

/// One text at one key at the top decides if each form has there, before any other mark, either the name and no other
/// mark, or a text that no other form has and no name; and if no two candidates have one name.
pub(super) fn plan(outside: bool, forms: &[Form], candidates: &[Candidate]) -> Plan {
    let Some(key) = forms.first().and_then(first_mark) else {
        return Plan::Table;
    };
    let mut texts = Vec::new();
    for form in forms {
        let decides = match (first_mark(form), at_top(form, key)) {
            (Some(first), Some(Template::Name(test))) => {
                first == key && is_plain(test) && marks(form) == 1
            }
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
    if outside || !names_differ(candidates) {
        return Plan::Table;
    }
    Plan::Switch {
        key: key.to_owned(),
    }
}

/// Whether any text can be a name.
fn is_plain(test: &NameTest) -> bool {
    test.prefix.is_empty() && test.suffix.is_empty() && test.kinds == Kinds::TEXT
}

/// Whether no two candidates have one name, and no two that have none have one form.
fn names_differ(candidates: &[Candidate]) -> bool {
    let told = |candidate: &Candidate| match &candidate.told {
        Told::Name(name) => Some((name.text().into_owned(), None)),
        Told::Form => Some((String::new(), Some(candidate.form))),
        Told::Open => None,
    };
    let mut known = std::collections::HashSet::new();
    candidates
        .iter()
        .filter_map(told)
        .all(|told| known.insert(told))
}

fn entries(form: &Form) -> &[Entry] {
    match &form.template {
        Template::Object(entries) => entries,
        _ => &[],
    }
}

fn first_mark(form: &Form) -> Option<&str> {
    entries(form).iter().find_map(|entry| {
        let Entry::Member(key, template) = entry else {
            return None;
        };
        let marked = match template {
            Template::Constant(_) | Template::Name(_) | Template::Absent => true,
            Template::Slot(_) => false,
            Template::Object(_) | Template::List(_) => {
                let path = format!("/{}", key.replace('~', "~0").replace('/', "~1"));
                form.telling.is_marked(&path)
            }
        };
        marked.then_some(key.as_str())
    })
}

fn at_top<'f>(form: &'f Form, key: &str) -> Option<&'f Template> {
    entries(form).iter().find_map(|entry| match entry {
        Entry::Member(name, template) => (name == key).then_some(template),
        Entry::Spread(_) => None,
    })
}

fn marks(form: &Form) -> usize {
    form.telling
        .nodes
        .iter()
        .filter(|node| node.is_mark())
        .count()
}
