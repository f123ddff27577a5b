//! From what is written to what it means: references, names, and every rule that a valid spec keeps.

mod answers;
mod bases;
mod channels;
mod constraints;
mod directions;
mod drafts;
mod envelopes;
mod finish;
mod forms;
mod listed;
mod members;
mod messages;
mod named;
mod order;
mod places;
mod presence;
mod properties;
mod recursion;
mod rivals;
mod sets;
mod structs;
mod tuples;
mod types;
mod unions;

use std::collections::{HashMap, HashSet};

use indexmap::{IndexMap, IndexSet};

use crate::diagnostic::{Diagnostic, Diagnostics, near, quoted};
use crate::example;
use crate::model::{Correlation, Identifier, MessageId, Protocol, Role, RoleId, Type, Undeclared};
use crate::naming::{self, Scope};
use crate::resolve::directions::fields::JoiningField;
use crate::resolve::drafts::Drafts;
use crate::resolve::envelopes::Envelope;
use crate::resolve::messages::Route;
use crate::resolve::named::Waiting;
use crate::rules::{INVALID_NAME, Rule, UNRESOLVED_ROLE};
use crate::source::Span;
use crate::syntax::{self, Document, Section, Text};

/// Gives a spec its meaning. Every mistake goes to `diagnostics`; `None` when there is one.
///
/// `file` is the name of the spec's file, without its folder.
pub fn resolve(document: &Document, file: &str, diagnostics: &mut Diagnostics) -> Option<Protocol> {
    let mut resolver = Resolver::new(document, diagnostics);
    let mut protocol = resolver.protocol(file);
    resolver.types(&mut protocol);
    resolver.channels(&mut protocol);
    resolver.envelopes(&mut protocol);
    resolver.messages(&mut protocol);
    // No type is made after this.
    resolver.finish_types(&mut protocol);
    resolver.directions(&mut protocol);
    resolver.errors_that_fit(&protocol);
    resolver.report_unresolved();
    // What could be resolved is still worth trying, so that one run shows every mistake.
    example::check_all(document, &mut protocol, resolver.diagnostics);
    resolver.diagnostics.is_empty().then_some(protocol)
}

/// What is known while a spec is resolved.
struct Resolver<'a> {
    document: &'a Document,
    diagnostics: &'a mut Diagnostics,
    roles: HashMap<&'a str, RoleId>,
    types: HashMap<&'a str, NamedType>,
    /// What is not finished of the types.
    drafts: Drafts,
    /// The declared types that are read later, and whether those that are met now are of them.
    waiting: Vec<Waiting>,
    is_waiting: bool,
    /// The channels of the protocol as they are written, in the same order.
    written_channels: Vec<&'a syntax::Channel>,
    /// The envelopes, in the order of the document.
    envelopes: Vec<Envelope<'a>>,
    /// What the messages of the protocol say of their way, in the same order.
    routes: Vec<Route<'a>>,
    /// What becomes of undeclared names on each channel, in the order of the channels.
    undeclared: Vec<Undeclared>,
    /// How answers find the requests whose envelopes say so.
    correlations: HashMap<MessageId, Vec<Correlation>>,
    /// What is found out about forms.
    known: forms::Known,
    /// The pairs of slots of which it is said that their types differ.
    known_conflicts: HashSet<(Span, Span)>,
    /// The pairs of roles that a channel joins, or of which it is said already that none does.
    joined: HashSet<[RoleId; 2]>,
    /// What is found out about the fields that join answers, by where the spec names them.
    fields: IndexMap<Span, JoiningField>,
    /// The names that nothing declares, with what to say and where they stand.
    unresolved: IndexMap<(Rule, String), (Diagnostic, IndexSet<Span>)>,
}

/// A type under `types`.
enum NamedType {
    /// A type with a declaration of its own.
    Declared(Type),
    /// Another name for a type, which is `None` when it is reported already.
    Alias(Option<Type>),
}

impl<'a> Resolver<'a> {
    fn new(document: &'a Document, diagnostics: &'a mut Diagnostics) -> Self {
        Self {
            document,
            diagnostics,
            roles: HashMap::new(),
            types: HashMap::new(),
            drafts: Drafts::default(),
            waiting: Vec::new(),
            is_waiting: false,
            written_channels: Vec::new(),
            envelopes: Vec::new(),
            routes: Vec::new(),
            undeclared: Vec::new(),
            correlations: HashMap::new(),
            known: forms::Known::default(),
            known_conflicts: HashSet::new(),
            joined: HashSet::new(),
            fields: IndexMap::new(),
            unresolved: IndexMap::new(),
        }
    }

    fn protocol(&mut self, file: &str) -> Protocol {
        let document = self.document;
        self.protocol_name(&document.protocol);
        let text = |text: &Option<Text>| text.as_ref().map(|text| text.value.clone());
        Protocol {
            name: document.protocol.value.clone(),
            version: document.version.value.clone(),
            title: text(&document.title).unwrap_or_else(|| document.protocol.value.clone()),
            doc: text(&document.doc),
            file: file.to_owned(),
            files: Vec::new(),
            roles: self.role_models(),
            channels: Vec::new(),
            structs: Vec::new(),
            enums: Vec::new(),
            unions: Vec::new(),
            tuples: Vec::new(),
            declared: Vec::new(),
            own_slots: Vec::new(),
            messages: Vec::new(),
            directions: Vec::new(),
        }
    }

    fn protocol_name(&mut self, name: &Text) {
        let sound = name.value.split('-').all(|part| {
            !part.is_empty()
                && part
                    .bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        });
        if !sound
            || !name
                .value
                .starts_with(|first: char| first.is_ascii_lowercase())
        {
            self.diagnostics.push(
                Diagnostic::new(
                    INVALID_NAME,
                    name.span,
                    format!("a protocol cannot be called {}", quoted(&name.value)),
                )
                .label("not in kebab case")
                .help("write lower-case letters and digits, joined by hyphens: `my-protocol`"),
            );
        }
    }

    fn role_models(&mut self) -> Vec<Role> {
        let mut scope = Scope::new(naming::BY_NAME).reserving(&["Index", "Types"]);
        let document = self.document;
        let mut roles = Vec::with_capacity(document.roles.len());
        for (name, doc) in &document.roles {
            self.roles.insert(&name.value, RoleId(roles.len()));
            // What is said of a party without a doc may be that it is none.
            let identifier = match doc {
                Some(_) => self.role_identifier(name),
                None => {
                    naming::identifier(&name.value).unwrap_or_else(|| naming::stand_in(name.span))
                }
            };
            let what = format!("role {}", quoted(&name.value));
            scope.take(&identifier, what, name.span, self.diagnostics);
            roles.push(Role {
                name: name.value.clone(),
                identifier,
                doc: doc.as_ref().map(|doc| doc.value.clone()),
            });
        }
        roles
    }

    fn role_identifier(&mut self, name: &Text) -> Identifier {
        let fits = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
        let identifier = naming::identifier(&name.value);
        if let Some(identifier) = identifier.filter(|_| name.value.bytes().all(fits)) {
            return identifier;
        }
        self.diagnostics.push(
            Diagnostic::new(
                INVALID_NAME,
                name.span,
                format!("a role cannot be called {}", quoted(&name.value)),
            )
            .label("not the name of a role")
            .help("write ASCII letters, digits, `-` and `_`, a letter first: `widget`"),
        );
        naming::stand_in(name.span)
    }

    /// The role that a text names, or a mistake.
    fn role(&mut self, name: &Text) -> Option<RoleId> {
        let known = self.roles.get(name.value.as_str()).copied();
        if known.is_none() && !self.document.gaps.cover(Section::Roles, &name.value) {
            let roles = self.document.roles.iter();
            let names = roles.map(|(name, _)| name.value.as_str());
            self.unresolved(
                UNRESOLVED_ROLE,
                "role",
                name,
                names,
                "declare it under `roles`",
            );
        }
        known
    }

    /// Remembers a name that nothing declares. It is reported once, with all places where it stands.
    fn unresolved<'n>(
        &mut self,
        rule: Rule,
        what: &str,
        name: &Text,
        names: impl IntoIterator<Item = &'n str>,
        help: &str,
    ) {
        if let Some((_, places)) = self.unresolved.get_mut(&(rule, name.value.clone())) {
            places.insert(name.span);
            return;
        }
        // A spec with very many mistakes is not worth the time that it takes to compare all names.
        let worth_it = self.unresolved.len() < MOST_COMPARED;
        let meant = worth_it.then(|| near(&name.value, names)).flatten();
        let help = meant.map_or_else(|| help.to_owned(), |name| format!("write {}", quoted(name)));
        let message = format!("there is no {what} {}", quoted(&name.value));
        let mistake = Diagnostic::new(rule, name.span, message)
            .label(format!("unknown {what}"))
            .help(help);
        let places = (mistake, IndexSet::from([name.span]));
        self.unresolved.insert((rule, name.value.clone()), places);
    }

    fn report_unresolved(&mut self) {
        for (_, (mistake, places)) in self.unresolved.drain(..) {
            let others = places.into_iter().skip(1);
            self.diagnostics.push(mistake.also(others, "and here"));
        }
    }
}

/// For how many mistakes a near name is looked for among the names of a spec.
const MOST_COMPARED: usize = 100;
