//! Whether one look at one key tells all messages of a pipe apart.

use std::collections::HashSet;

use indexmap::IndexMap;
use trilogue_wire::Kinds;
use trilogue_wire::telling::{Constant, NameTest};

use crate::model::{Candidate, Entry, Form, Group, Plan, Template, Told};

/// How a decoder may tell the candidates of a pipe apart.
pub(super) fn plan(outside: bool, forms: &[Form], candidates: &[Candidate]) -> Plan {
    let Some(key) = forms.first().and_then(first_mark) else {
        return Plan::Table;
    };
    if outside || !forms.iter().all(|form| starts_with(form, key)) {
        return Plan::Table;
    }
    if is_switch(forms, key) && names_differ(candidates) {
        return Plan::Switch {
            key: key.to_owned(),
        };
    }
    match groups(forms, key, candidates) {
        Some(groups) => Plan::Groups {
            key: key.to_owned(),
            groups,
        },
        None => Plan::Table,
    }
}

/// Whether the first mark of a form is at a key, and is a text or any text as the name, with no other mark.
fn starts_with(form: &Form, key: &str) -> bool {
    first_mark(form) == Some(key)
        && match at_top(form, key) {
            Some(Template::Name(test)) => is_plain(test) && marks(form) == 1,
            Some(Template::Constant(Constant::Text(_))) => true,
            _ => false,
        }
}

/// Whether no two forms have one text at a key, and none with a text there has a name.
fn is_switch(forms: &[Form], key: &str) -> bool {
    let mut texts = HashSet::new();
    forms.iter().all(|form| match text_at(form, key) {
        Some(text) => texts.insert(text) && form.telling.name_path().is_none(),
        None => true,
    })
}

/// The forms with a text at a key, by their texts. `None` where the names of the others do not tell their candidates apart.
fn groups(forms: &[Form], key: &str, candidates: &[Candidate]) -> Option<Vec<Group>> {
    let of_forms = |places: &[usize]| {
        let candidates = candidates.iter();
        let of_them = candidates.filter(|candidate| places.contains(&candidate.form));
        of_them.cloned().collect::<Vec<_>>()
    };
    let named: Vec<usize> = (0..forms.len())
        .filter(|&place| text_at(&forms[place], key).is_none())
        .collect();
    if !names_differ(&of_forms(&named)) {
        return None;
    }
    let mut groups: IndexMap<&str, Vec<usize>> = IndexMap::new();
    for (place, form) in forms.iter().enumerate() {
        if let Some(text) = text_at(form, key) {
            groups.entry(text).or_default().push(place);
        }
    }
    let group = |(text, places): (&str, Vec<usize>)| Group {
        text: text.to_owned(),
        name: match places[..] {
            [only] if names_differ(&of_forms(&places)) => second_name(&forms[only], key),
            _ => None,
        },
        forms: places,
    };
    Some(groups.into_iter().map(group).collect())
}

/// The key at the top where a form has the name, if that is its only mark beside the one at `first`.
fn second_name(form: &Form, first: &str) -> Option<String> {
    let mut named = entries(form).iter().filter_map(|entry| match entry {
        Entry::Member(key, Template::Name(test)) if is_plain(test) => Some(key),
        _ => None,
    });
    let key = named.next().filter(|key| *key != first)?;
    (marks(form) == 2).then(|| key.clone())
}

/// The text that a form has at a key at the top.
fn text_at<'f>(form: &'f Form, key: &str) -> Option<&'f str> {
    match at_top(form, key) {
        Some(Template::Constant(Constant::Text(text))) => Some(text),
        _ => None,
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
    let mut known = HashSet::new();
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
