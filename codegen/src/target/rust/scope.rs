//! What one generated file can name: its imports, and the structs around it.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::identifier;
use crate::model::{Protocol, RoleId, StructId};

/// The names that a file takes from elsewhere, collected while it is lowered.
#[derive(Debug)]
pub struct Scope<'p> {
    protocol: &'p Protocol,
    /// The direction whose file this is; `None` for that of shared types.
    owner: Option<(RoleId, RoleId)>,
    runtime: BTreeSet<&'static str>,
    standard: BTreeSet<&'static str>,
    siblings: BTreeSet<String>,
    /// The types that the file declares.
    local: BTreeSet<String>,
}

impl<'p> Scope<'p> {
    /// The scope of a file in which nothing was named yet.
    pub fn new(protocol: &'p Protocol, owner: Option<(RoleId, RoleId)>) -> Self {
        Self {
            protocol,
            owner,
            runtime: BTreeSet::new(),
            standard: BTreeSet::new(),
            siblings: BTreeSet::new(),
            local: local_types(protocol, owner),
        }
    }

    /// The protocol that the file is part of.
    pub fn protocol(&self) -> &'p Protocol {
        self.protocol
    }

    /// A name of the runtime.
    pub fn runtime(&mut self, name: &'static str) -> TokenStream {
        self.runtime.insert(name);
        let name = format_ident!("{name}");
        quote!(#name)
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

    /// A struct of the protocol.
    pub fn structure(&mut self, id: StructId) -> TokenStream {
        let structure = self.protocol.structure(id);
        let name = identifier::camel(&structure.identifier);
        if structure.owner == self.owner {
            return quote!(#name);
        }
        let module = structure
            .owner
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

    /// The imports, in groups.
    pub fn imports(&self) -> Vec<Vec<TokenStream>> {
        let standard = self.standard.iter().map(|path| {
            let path: TokenStream = path
                .split("::")
                .map(|part| format_ident!("{part}"))
                .fold(quote!(std), |path, part| quote!(#path::#part));
            quote!(use #path;)
        });
        let runtime = imported("trilogue", self.runtime.iter().copied());
        let siblings = imported("super", self.siblings.iter().map(String::as_str));
        [standard.collect(), runtime, siblings]
            .into_iter()
            .filter(|group: &Vec<TokenStream>| !group.is_empty())
            .collect()
    }
}

/// The names of the types that the file of a direction declares.
fn local_types(protocol: &Protocol, owner: Option<(RoleId, RoleId)>) -> BTreeSet<String> {
    let structs = protocol
        .structs
        .iter()
        .filter(|structure| structure.owner == owner);
    let requests = protocol
        .messages
        .iter()
        .filter(|message| Some((message.from, message.to)) == owner && message.request.is_some());
    structs
        .map(|structure| identifier::camel(&structure.identifier).to_string())
        .chain(requests.map(|message| identifier::error(&message.identifier).to_string()))
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
