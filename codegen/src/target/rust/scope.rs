//! What one generated file can name: its imports, its patterns, and the types around it.

use std::collections::BTreeSet;

use heck::ToShoutySnakeCase;
use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::{format_ident, quote};

use super::identifier;
use super::read::mentions;
use crate::model::{Identifier, Owner, Protocol, RoleId, TypeId};

/// The names that a file takes from elsewhere, collected while it is lowered.
#[derive(Debug)]
pub struct Scope<'p> {
    protocol: &'p Protocol,
    /// The direction whose file this is; `None` for that of shared types.
    owner: Owner,
    runtime: BTreeSet<&'static str>,
    standard: BTreeSet<&'static str>,
    siblings: BTreeSet<String>,
    /// The types that the file declares.
    local: BTreeSet<String>,
    /// The names of all types of the protocol.
    types: BTreeSet<String>,
    /// The patterns that texts of the file match, and the statics that hold them.
    patterns: Vec<(String, Ident)>,
    /// What is being lowered, to name patterns by.
    place: String,
}

impl<'p> Scope<'p> {
    /// The scope of a file in which nothing was named yet.
    pub fn new(protocol: &'p Protocol, owner: Owner) -> Self {
        let types = protocol
            .declared
            .iter()
            .map(|id| identifier_of(protocol, *id));
        let directions = protocol
            .directions
            .iter()
            .map(|direction| &direction.identifier);
        let types = types
            .chain(directions)
            .map(|identifier| identifier.0.clone());
        Self {
            protocol,
            owner,
            runtime: BTreeSet::new(),
            standard: BTreeSet::new(),
            siblings: BTreeSet::new(),
            local: local_types(protocol, owner),
            types: types.collect(),
            patterns: Vec::new(),
            place: String::new(),
        }
    }

    /// The protocol that the file is part of.
    pub fn protocol(&self) -> &'p Protocol {
        self.protocol
    }

    /// A name of the runtime, in full where the protocol has a type of that name.
    pub fn runtime(&mut self, name: &'static str) -> TokenStream {
        let ident = format_ident!("{name}");
        if self.types.contains(name) {
            return quote!(trilogue::#ident);
        }
        self.runtime.insert(name);
        quote!(#ident)
    }

    /// Several names of the runtime.
    pub fn runtimes(&mut self, names: &[&'static str]) {
        self.runtime.extend(names);
    }

    /// The map whose entries are in the order of their keys.
    pub fn ordered_map(&mut self) -> TokenStream {
        self.standard.insert("collections::BTreeMap");
        quote!(BTreeMap)
    }

    /// A path below `std` that is imported.
    pub fn standard(&mut self, path: &'static str) {
        self.standard.insert(path);
    }

    /// Says what is lowered from here on.
    pub fn at(&mut self, place: &str) {
        place.clone_into(&mut self.place);
    }

    /// The static that holds a pattern.
    pub fn pattern(&mut self, source: &str) -> Ident {
        let known = self.patterns.iter().find(|(known, _)| known == source);
        if let Some((_, name)) = known {
            return name.clone();
        }
        let base = format!("{}_PATTERN", self.place.to_shouty_snake_case());
        let is_taken = |name: &Ident| self.patterns.iter().any(|(_, other)| other == name);
        let names = (1..).map(|count| match count {
            1 => identifier::ident(&base),
            _ => identifier::ident(&format!("{base}_{count}")),
        });
        let name = names
            .into_iter()
            .find(|name| !is_taken(name))
            .unwrap_or_else(|| identifier::ident(&base));
        self.patterns.push((source.to_owned(), name.clone()));
        name
    }

    /// All patterns, and the statics that hold them.
    pub fn texts(&self) -> &[(String, Ident)] {
        &self.patterns
    }

    /// The statics of all patterns.
    pub fn patterns(&mut self) -> Vec<TokenStream> {
        self.patterns_where(|_| true)
    }

    /// The statics of the patterns that something `inside` of the file matches.
    pub fn patterns_in(&mut self, inside: &TokenStream) -> Vec<TokenStream> {
        self.patterns_where(|name| mentions(inside, &name.to_string()))
    }

    fn patterns_where(&mut self, is_used: impl Fn(&Ident) -> bool) -> Vec<TokenStream> {
        if !self.patterns.iter().any(|(_, name)| is_used(name)) {
            return Vec::new();
        }
        let ty = self.runtime("Pattern");
        let used = self.patterns.iter().filter(|(_, name)| is_used(name));
        let patterns = used.map(|(source, name)| {
            quote! {
                static #name: #ty = #ty::lazy(#source);
            }
        });
        patterns.collect()
    }

    /// A type of the protocol that has a declaration of its own.
    pub fn named(&mut self, id: TypeId) -> TokenStream {
        let name = identifier::camel(identifier_of(self.protocol, id));
        let owner = home(self.protocol, id);
        if owner == self.owner {
            return quote!(#name);
        }
        let module = owner
            .and_then(|(from, to)| self.protocol.direction(from, to))
            .map(|direction| {
                let module = identifier::snake(&direction.identifier);
                quote!(#module::)
            });
        if module.is_some() || self.local.contains(&name.to_string()) {
            quote!(super::#module #name)
        } else {
            self.siblings.insert(name.to_string());
            quote!(#name)
        }
    }

    /// The imports that the items of the file need, in groups.
    pub fn imports(&self, inside: &TokenStream) -> Vec<Vec<TokenStream>> {
        let is_named = |path: &str| {
            let is_trait = path == "Payload" && reads_or_writes(inside);
            is_trait || mentions(inside, path.rsplit("::").next().unwrap_or(path))
        };
        let standard = self.standard.iter().filter(|path| is_named(path));
        let standard = standard.map(|path| {
            let path: TokenStream = path
                .split("::")
                .map(|part| format_ident!("{part}"))
                .fold(quote!(std), |path, part| quote!(#path::#part));
            quote!(use #path;)
        });
        let runtime = self.runtime.iter().copied();
        let runtime = imported("trilogue", runtime.filter(|name| is_named(name)));
        let siblings = self.siblings.iter().map(String::as_str);
        let siblings = imported("super", siblings.filter(|name| is_named(name)));
        [standard.collect(), runtime, siblings]
            .into_iter()
            .filter(|group: &Vec<TokenStream>| !group.is_empty())
            .collect()
    }
}

/// Whether tokens call what the trait `Payload` has: `read` of a type, or `write` of a value.
fn reads_or_writes(tokens: &TokenStream) -> bool {
    let mut before: [String; 3] = Default::default();
    tokens.clone().into_iter().any(|token| {
        if let TokenTree::Group(group) = &token {
            before = Default::default();
            return reads_or_writes(&group.stream());
        }
        let word = token.to_string();
        let [owner, first, second] = &before;
        let is_of_type = first == ":" && second == ":" && owner != "Self";
        let is_it = match word.as_str() {
            "read" => is_of_type,
            "write" => is_of_type || second == ".",
            _ => false,
        };
        before.rotate_left(1);
        before[2] = word;
        is_it
    })
}

/// The types that the file of a direction declares, or that of shared types, in spec order. A tuple whose items have no
/// names is no declaration in Rust.
pub fn declared(protocol: &Protocol, owner: Owner) -> impl Iterator<Item = TypeId> + '_ {
    let types = protocol.declared.iter().copied();
    types.filter(move |id| home(protocol, *id) == owner && is_declared(protocol, *id))
}

fn is_declared(protocol: &Protocol, id: TypeId) -> bool {
    match id {
        TypeId::Struct(_) | TypeId::Enum(_) | TypeId::Union(_) => true,
        TypeId::Tuple(id) => protocol.tuple(id).is_named(),
    }
}

/// The direction in whose file a type stands: that which declares it, if there is such a direction.
fn home(protocol: &Protocol, id: TypeId) -> Owner {
    let owner = match id {
        TypeId::Struct(id) => protocol.structure(id).owner,
        TypeId::Enum(id) => protocol.enumeration(id).owner,
        TypeId::Union(id) => protocol.union(id).owner,
        TypeId::Tuple(id) => protocol.tuple(id).owner,
    };
    owner.filter(|(from, to)| protocol.direction(*from, *to).is_some())
}

fn identifier_of(protocol: &Protocol, id: TypeId) -> &Identifier {
    match id {
        TypeId::Struct(id) => &protocol.structure(id).identifier,
        TypeId::Enum(id) => &protocol.enumeration(id).identifier,
        TypeId::Union(id) => &protocol.union(id).identifier,
        TypeId::Tuple(id) => &protocol.tuple(id).identifier,
    }
}

/// The names of the types that the file of a direction declares.
fn local_types(protocol: &Protocol, owner: Option<(RoleId, RoleId)>) -> BTreeSet<String> {
    let types = declared(protocol, owner)
        .map(|id| identifier::camel(identifier_of(protocol, id)).to_string());
    let direction = owner.and_then(|(from, to)| protocol.direction(from, to));
    let errors = direction
        .into_iter()
        .flat_map(|direction| &direction.errors);
    types
        .chain(errors.map(|list| identifier::camel(&list.identifier).to_string()))
        .collect()
}

fn imported<'n>(from: &str, names: impl Iterator<Item = &'n str>) -> Vec<TokenStream> {
    let from = identifier_of_path(from);
    let names: Vec<_> = names.map(|name| format_ident!("{name}")).collect();
    match names.as_slice() {
        [] => Vec::new(),
        [name] => vec![quote!(use #from::#name;)],
        names => vec![quote!(use #from::{#(#names),*};)],
    }
}

fn identifier_of_path(name: &str) -> TokenStream {
    let name = format_ident!("{name}");
    quote!(#name)
}
