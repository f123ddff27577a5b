//! The files around the directions of a protocol: the shared types, one file per role, the index, the manifest.

use std::collections::{BTreeSet, HashMap};

use minijinja::context;

use super::direction::{blocks, lines};
use super::documentation::Comment;
use super::imports::{import_statements, names_of_file};
use super::layout::{Doc, Import};
use super::module::Module;
use super::route::Route;
use super::sink::{self, json, kebab, lower_camel};
use super::templates::Templates;
use super::{Options, Sources, declared, errors, variants};
use crate::model::{Direction, Identifier, Owner, Protocol, RoleId};

/// The file of the shared types.
pub fn types(protocol: &Protocol, templates: &Templates) -> Sources {
    let mut module = Module::new(protocol, None);
    let ids = module.own_types();
    let items: Vec<_> = ids
        .iter()
        .flat_map(|id| declared::items(&module, *id))
        .collect();
    for id in &ids {
        declared::declare(&mut module, *id, true);
    }
    let signatures: Vec<_> = ids
        .iter()
        .flat_map(|id| declared::signatures(protocol, *id))
        .collect();
    let (code, declarations): (Vec<_>, Vec<_>) = items
        .into_iter()
        .map(|item| (item.code, item.declaration))
        .unzip();
    let fill = |items: &[Doc], functions: String, mut imports: BTreeSet<Import>| {
        for item in items {
            item.imports(&mut imports);
        }
        let view = context! {
            file => sink::line(&protocol.file),
            imports => lines(&import_statements(&imports)),
            types => blocks(items),
            functions,
        };
        templates.fill("types", view)
    };
    let mut declared = BTreeSet::new();
    for signature in &signatures {
        signature.imports(&mut declared);
    }
    Sources {
        code: fill(&code, module.functions.join("\n\n"), module.imports),
        declarations: fill(&declarations, blocks(&signatures), declared),
    }
}

/// A direction as one of its ends sees it.
pub struct End<'p> {
    /// The direction.
    pub direction: &'p Direction,
    /// Whether the end is the receiver.
    pub receives: bool,
    /// `FromPortal` or `ToPortal`.
    pub suffix: String,
}

/// The file of a role: what reads the messages to it, and what writes those from it.
pub fn role(protocol: &Protocol, role: RoleId, templates: &Templates) -> Sources {
    let ends = ends(protocol, role);
    let exports = end_exports(protocol, &ends)
        .into_iter()
        .chain(shared_exports(protocol))
        .collect();
    let text = templates.fill(
        "role",
        context! { file => sink::line(&protocol.file), exports => exported(exports) },
    );
    Sources {
        code: text.clone(),
        declarations: text,
    }
}

/// The ends of all directions that a role sends or receives.
pub fn ends(protocol: &Protocol, role: RoleId) -> Vec<End<'_>> {
    let mut ends: Vec<End<'_>> = Vec::new();
    for direction in &protocol.directions {
        for (receives, own, peer, word) in [
            (true, direction.to, direction.from, "From"),
            (false, direction.from, direction.to, "To"),
        ] {
            if own != role {
                continue;
            }
            let suffix = format!("{word}{}", protocol.role(peer).identifier.0);
            let is_taken = ends.iter().any(|end| end.suffix == suffix);
            let suffix = if is_taken {
                direction.identifier.0.clone()
            } else {
                suffix
            };
            ends.push(End {
                direction,
                receives,
                suffix,
            });
        }
    }
    ends
}

fn end_exports(protocol: &Protocol, ends: &[End<'_>]) -> Vec<Export> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for end in ends {
        let (types, values) = names(protocol, end.direction);
        for name in types.into_iter().chain(values) {
            *counts.entry(name).or_default() += 1;
        }
    }
    ends.iter()
        .flat_map(|end| exports_of(protocol, end, &counts))
        .collect()
}

fn exports_of(protocol: &Protocol, end: &End<'_>, counts: &HashMap<String, usize>) -> [Export; 2] {
    let End {
        direction,
        receives,
        suffix,
    } = end;
    let renamed = |name: &str| format!("{name} as {name}{suffix}");
    let distinct = |name: String| {
        if counts[&name] > 1 {
            renamed(&name)
        } else {
            name
        }
    };
    let (types, values) = names(protocol, direction);
    let mut types: Vec<_> = types.into_iter().map(distinct).collect();
    let mut values: Vec<_> = values.into_iter().map(distinct).collect();
    let faces = variants::faces(protocol, direction);
    for route in Route::all(protocol, direction, &faces) {
        let (own_types, functions) = route_exports(&route, *receives);
        types.extend(own_types.iter().map(|name| renamed(name)));
        values.extend(functions.iter().map(|name| renamed(name)));
    }
    values.push(renamed("names"));
    if *receives {
        types.push(renamed("Decoded"));
    }
    let file = file(&direction.identifier);
    [Export::types(&file, types), Export::values(&file, values)]
}

/// The types and functions that a pipe has for one of its ends.
fn route_exports(route: &Route<'_>, receives: bool) -> (Vec<String>, Vec<String>) {
    let is_outside = route.pipe.name_outside;
    let is_bound = route.bound().next().is_some();
    let mut types = Vec::new();
    let mut functions = Vec::new();
    if receives {
        functions.extend(["decode", "decodeText"]);
        if route.has_open() {
            functions.push("decodeAnswer");
        }
        if !is_outside {
            functions.push("schema");
        }
        if is_bound {
            functions.push("bind");
            types.push("Bindings".to_owned());
        }
    } else {
        functions.push("encode");
        if is_outside {
            types.push("Sent".to_owned());
        }
    }
    let named = |word: String| format!("{word}{}", route.suffix);
    (
        types.into_iter().map(named).collect(),
        functions
            .into_iter()
            .map(|word| named(word.to_owned()))
            .collect(),
    )
}

/// The types and values that the file of a direction declares, but for what every such file declares.
fn names(protocol: &Protocol, direction: &Direction) -> (Vec<String>, Vec<String>) {
    let (types, values) = declared_names(protocol, Some((direction.from, direction.to)));
    let errors = errors::type_names(protocol, direction);
    let types = [direction.identifier.0.clone()]
        .into_iter()
        .chain(types)
        .chain(errors);
    (types.collect(), values)
}

fn declared_names(protocol: &Protocol, owner: Owner) -> (Vec<String>, Vec<String>) {
    let mut types = Vec::new();
    let mut values = Vec::new();
    for id in declared::of_owner(protocol, owner) {
        let (ty, value) = declared::exports(protocol, id);
        types.extend(ty);
        values.extend(value);
    }
    (types, values)
}

fn shared_exports(protocol: &Protocol) -> Vec<Export> {
    let (types, values) = declared_names(protocol, None);
    let exports = [
        Export::types("./types.js", types),
        Export::values("./types.js", values),
    ];
    exports
        .into_iter()
        .filter(|export| !export.names.is_empty())
        .collect()
}

fn file(direction: &Identifier) -> String {
    format!("./{}.js", kebab(direction))
}

/// Names that one file passes on from another.
struct Export {
    file: String,
    names: Vec<String>,
    is_type: bool,
}

impl Export {
    fn types(file: &str, names: Vec<String>) -> Self {
        Self {
            file: file.to_owned(),
            names,
            is_type: true,
        }
    }

    fn values(file: &str, names: Vec<String>) -> Self {
        Self {
            file: file.to_owned(),
            names,
            is_type: false,
        }
    }

    fn statement(self) -> Doc {
        names_of_file("export", self.names, &self.file, self.is_type)
    }
}

/// The statements by file; a file without any says that it is a module.
fn exported(mut exports: Vec<Export>) -> String {
    exports.sort_by(|one, other| one.file.cmp(&other.file));
    let statements: Vec<_> = exports.into_iter().map(Export::statement).collect();
    if statements.is_empty() {
        "export {};".to_owned()
    } else {
        lines(&statements)
    }
}

/// The file of the protocol: the types of all messages, and the tables of their names.
pub fn index(protocol: &Protocol, templates: &Templates) -> Sources {
    let mut exports = Vec::new();
    for direction in &protocol.directions {
        let file = file(&direction.identifier);
        exports.push(Export::types(&file, vec![direction.identifier.0.clone()]));
        let names = format!("names as {}Names", lower_camel(&direction.identifier));
        exports.push(Export::values(&file, vec![names]));
    }
    exports.extend(shared_exports(protocol));
    let head = format!("{} {}", protocol.title, protocol.version);
    let paragraphs: Vec<_> = [head].into_iter().chain(protocol.doc.clone()).collect();
    let view = context! {
        file => sink::line(&protocol.file),
        documentation => sink::documentation(&Comment::of(paragraphs), 0).print(),
        exports => exported(exports),
    };
    let text = templates.fill("index", view);
    Sources {
        code: text.clone(),
        declarations: text,
    }
}

/// The stem of a role's file, free of the other files' stems.
pub fn role_stem(protocol: &Protocol, role: RoleId) -> String {
    let mut stem = kebab(&protocol.role(role).identifier);
    let mut directions = protocol
        .directions
        .iter()
        .map(|direction| kebab(&direction.identifier));
    if ["index", "types"].contains(&stem.as_str()) || directions.any(|taken| taken == stem) {
        stem.push('_');
    }
    stem
}

/// The folder of a protocol, free of the runtime's.
pub fn folder(protocol: &Protocol) -> String {
    if protocol.name == "runtime" {
        "runtime_".to_owned()
    } else {
        protocol.name.clone()
    }
}

/// `package.json`.
pub fn manifest(protocols: &[&Protocol], options: &Options, templates: &Templates) -> String {
    let Options { name, version } = options;
    let mut subpaths = Vec::new();
    for protocol in protocols {
        let folder = folder(protocol);
        subpaths.push((folder.clone(), format!("{folder}/index")));
        for role in 0..protocol.roles.len() {
            let path = format!("{folder}/{}", role_stem(protocol, RoleId(role)));
            subpaths.push((path.clone(), path));
        }
    }
    subpaths.push(("runtime".to_owned(), "runtime/index".to_owned()));
    let subpaths: Vec<_> = subpaths
        .into_iter()
        .map(|(name, file)| context! { name, file })
        .collect();
    templates.fill(
        "package",
        context! { name => json(name), version => json(version), subpaths },
    )
}
