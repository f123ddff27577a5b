//! One file while its functions are collected.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::code::{function, or_fault};
use super::declared;
use super::difference::differs;
use super::layout::{Doc, Import};
use super::scope::{Scope, type_function};
use super::sink::imported;
use crate::model::{Owner, Protocol, Type, TypeId};

/// Whether a function takes what came over the wire or what is to be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// From the wire.
    Read,
    /// To the wire.
    Write,
}

impl Way {
    /// What its functions' names start with.
    pub const fn verb(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Write => "write",
        }
    }
}

/// One file while its functions are collected.
#[derive(Debug)]
pub struct Module<'p> {
    /// The protocol that the file is part of.
    pub protocol: &'p Protocol,
    /// The names that the file declares.
    pub scope: Scope,
    /// The text of the functions so far, each after those that it calls.
    pub functions: Vec<String>,
    /// What the functions take from other files.
    pub imports: BTreeSet<Import>,
    /// Whose types this file declares: those of a direction, or those that all share.
    owner: Owner,
    /// The types that have a declaration of their own.
    declared: HashSet<TypeId>,
    /// Functions by what they do, so that no two do the same.
    known: HashMap<String, String>,
}

impl<'p> Module<'p> {
    /// A file that declares the types of this owner, without functions so far.
    pub fn new(protocol: &'p Protocol, owner: Owner) -> Self {
        let mut scope = Scope::new();
        for id in &protocol.declared {
            let of = declared::owner(protocol, *id);
            if of.is_none() || of == owner {
                for way in [Way::Read, Way::Write] {
                    scope.claim(&type_function(way, declared::identifier(protocol, *id)));
                }
            }
        }
        Self {
            protocol,
            scope,
            functions: Vec::new(),
            imports: BTreeSet::new(),
            owner,
            declared: protocol.declared.iter().copied().collect(),
            known: HashMap::new(),
        }
    }

    /// Adds a function or a constant.
    pub fn add(&mut self, item: &Doc) {
        item.imports(&mut self.imports);
        self.functions.push(item.print());
    }

    /// The types that this file declares.
    pub fn own_types(&self) -> Vec<TypeId> {
        declared::of_owner(self.protocol, self.owner)
    }

    /// Whether a type has a declaration of its own.
    pub fn is_declared(&self, id: TypeId) -> bool {
        self.declared.contains(&id)
    }

    /// The name of a declared type, as a type.
    pub fn type_name(&self, id: TypeId) -> Doc {
        let name = declared::identifier(self.protocol, id).0.clone();
        self.near(id, name, true)
    }

    /// The function that reads or writes values of a declared type.
    pub fn type_function(&self, id: TypeId, way: Way) -> Doc {
        let name = type_function(way, declared::identifier(self.protocol, id));
        self.near(id, name, false)
    }

    fn near(&self, id: TypeId, name: String, is_type: bool) -> Doc {
        if declared::owner(self.protocol, id) == self.owner {
            name.into()
        } else {
            imported("./types.js", name, is_type)
        }
    }

    /// What reads also writes where values look in code as on the wire.
    pub fn way_for(&self, ty: &Type, way: Way) -> Way {
        if differs(self.protocol, ty) {
            way
        } else {
            Way::Read
        }
    }

    /// Declares a function for values of `ty`, or finds the one that does the same.
    pub fn declare(&mut self, ty: &Type, place: &str, way: Way, body: &[Doc]) -> Doc {
        let returns = match way {
            Way::Read => or_fault(self.type_of(ty)),
            Way::Write => "unknown".into(),
        };
        let parameters = vec![("value", Doc::from("unknown"))];
        self.declare_as(
            &format!("{}{place}", way.verb()),
            &parameters,
            &returns,
            body,
        )
    }

    /// Declares a function, or finds the one that does the same.
    pub fn declare_as(
        &mut self,
        wanted: &str,
        parameters: &[(&'static str, Doc)],
        returns: &Doc,
        body: &[Doc],
    ) -> Doc {
        self.declare_once(wanted, |name| {
            function(name, parameters.to_vec(), returns.clone(), body.to_vec())
        })
        .into()
    }

    /// Declares what `write` writes for a name, or finds what differs in its name alone. Gives the name.
    pub fn declare_once(&mut self, wanted: &str, write: impl Fn(&str) -> Doc) -> String {
        let what = write("").print();
        if let Some(name) = self.known.get(&what) {
            return name.clone();
        }
        let name = self.scope.claim(wanted);
        self.add(&write(&name));
        self.known.insert(what, name.clone());
        name
    }
}
