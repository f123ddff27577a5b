//! Specs that use the whole language, made by chance.

mod answers;
mod channels;
mod content;
mod declared;
mod forms;
mod maker;
mod marks;
mod messages;
mod sets;
mod structs;
mod types;
mod unions;

use crate::random::chance::Chance;
use crate::random::constructs::Counts;
use crate::random::spec::maker::Maker;
use crate::random::yaml::{Yaml, plain, quoted};

/// A spec that may be sound, and the constructs that it uses.
#[derive(Debug, Clone)]
pub struct Draft {
    /// Its files: `spec.yaml`, and what that includes.
    pub files: Vec<(String, String)>,
    /// What it uses.
    pub counts: Counts,
}

/// A spec of this name, in kebab case.
#[must_use]
pub fn make(chance: Chance, name: &str) -> Draft {
    let mut maker = Maker::new(chance);
    let mut files = Vec::new();
    let types = maker.types();
    let roles: &[&'static str] = if maker.percent(35) {
        &["host", "widget", "guest"]
    } else {
        &["host", "widget"]
    };
    let sections = maker.sections(roles);
    let described = roles
        .iter()
        .map(|role| ((*role).to_owned(), plain("A party.")));
    let described = Yaml::Map(described.collect());
    let mut spec = vec![
        ("trilogue".to_owned(), plain("1")),
        ("protocol".to_owned(), plain(name)),
        ("version".to_owned(), quoted("1.0.0")),
        ("title".to_owned(), plain("A random protocol")),
    ];
    let doc = maker.doc();
    spec.push(("doc".to_owned(), doc));
    if maker.percent(40) {
        maker.used("naming strip");
        let prefixes = Yaml::List(vec![plain("strip."), plain("done.")]);
        spec.push((
            "naming".to_owned(),
            Yaml::Map(vec![("strip".to_owned(), prefixes)]),
        ));
    }
    spec.push(("roles".to_owned(), described));
    let types = ("types".to_owned(), Yaml::Map(types));
    if maker.percent(30) {
        maker.used("include");
        files.push(("parts/types.yaml".to_owned(), Yaml::Map(vec![types]).file()));
        spec.push((
            "include".to_owned(),
            Yaml::List(vec![plain("parts/types.yaml")]),
        ));
    } else {
        spec.push(types);
    }
    let more = [
        ("envelopes", sections.envelopes),
        ("channels", sections.channels),
        ("events", sections.events),
        ("requests", sections.requests),
        ("properties", sections.properties),
    ];
    let more = more.into_iter().filter(|(_, entries)| !entries.is_empty());
    spec.extend(more.map(|(key, entries)| (key.to_owned(), Yaml::Map(entries))));
    files.insert(0, ("spec.yaml".to_owned(), Yaml::Map(spec).file()));
    Draft {
        files,
        counts: maker.counts,
    }
}
