//! The types under `types`: those with a declaration of their own, and other names for types.

use std::collections::HashMap;

use crate::diagnostic::{Diagnostic, quoted};
use crate::model::{Protocol, Shape, Type};
use crate::resolve::order::order;
use crate::resolve::types::{BUILT_IN, Place, WORDS, plain};
use crate::resolve::{NamedType, Resolver};
use crate::rules::{ENDLESS_TYPE, INVALID_NAME};
use crate::syntax::{self, Text, TypeNode};
use crate::yaml::DEEPEST;

/// A declared type that is read when all other names for types are known.
pub(super) struct Waiting {
    shape: Shape,
    node: TypeNode,
    place: Place,
}

impl Resolver<'_> {
    /// The types under `types`: first what they are called, so that they can refer to each other.
    pub(super) fn types(&mut self, protocol: &mut Protocol) {
        let document = self.document;
        for (name, node) in &document.types {
            self.type_name(name);
            let named = match self.declare(node, &named_place(name), true, protocol) {
                Some((shape, place)) => {
                    self.wait(&shape, node, place);
                    NamedType::Declared(Type {
                        nullable: node.nullable,
                        secret: node.marks.secret.is_some(),
                        ..plain(shape)
                    })
                }
                None => NamedType::Alias(None),
            };
            self.types.insert(&name.value, named);
        }
        let declared = std::mem::take(&mut self.waiting);
        self.is_waiting = true;
        for index in self.order_of_aliases() {
            let (name, node) = &document.types[index];
            self.alias(name, node, protocol);
        }
        self.is_waiting = false;
        let inline = std::mem::take(&mut self.waiting);
        for Waiting { shape, node, place } in inline.into_iter().chain(declared) {
            self.fill(&shape, &node, &place, protocol);
        }
        for (name, node) in &document.types {
            self.forbid_optional(node, "a type under `types`");
            self.type_marks(name, node, protocol);
        }
    }

    /// What a declared type says beside its shape.
    fn type_marks(&mut self, name: &Text, node: &TypeNode, protocol: &Protocol) {
        let Some(NamedType::Declared(ty)) = self.types.get(name.value.as_str()) else {
            return;
        };
        let mut ty = ty.clone();
        self.marks(&mut ty, node, protocol);
        self.remember_examples(&ty, node);
    }

    pub(super) fn wait(&mut self, shape: &Shape, node: &TypeNode, place: Place) {
        self.waiting.push(Waiting {
            shape: shape.clone(),
            node: node.clone(),
            place,
        });
    }

    fn type_name(&mut self, name: &Text) {
        let is_taken =
            BUILT_IN.contains(&name.value.as_str()) || WORDS.contains(&name.value.as_str());
        if !is_taken && syntax::is_type_name(&name.value) {
            return;
        }
        let mistake = Diagnostic::new(
            INVALID_NAME,
            name.span,
            format!("a type cannot be called {}", quoted(&name.value)),
        );
        self.diagnostics.push(if is_taken {
            mistake
                .label("a word of the language")
                .help("give the type another name")
        } else {
            mistake
                .label("not one word")
                .help("write letters, digits and `_`: `ImageLayer`")
        });
    }

    /// The places of the other names for types, each after those that it is made of.
    fn order_of_aliases(&mut self) -> Vec<usize> {
        let types = &self.document.types;
        let is_alias = |index: &usize| !types[*index].1.is_declared();
        let aliases = (0..types.len()).filter(is_alias);
        let places: HashMap<&str, usize> = aliases
            .map(|index| (types[index].0.value.as_str(), index))
            .collect();
        let edges: Vec<Vec<usize>> = (0..types.len())
            .map(|index| {
                let mut words = Vec::new();
                if is_alias(&index) {
                    words_in(&types[index].1, &mut words);
                }
                words
                    .iter()
                    .filter_map(|word| places.get(word).copied())
                    .collect()
            })
            .collect();
        let order = order(&edges);
        for (first, last) in order.circles {
            self.endless(&types[first].0, &types[last].0);
        }
        let mut sorted = order.sorted;
        sorted.retain(is_alias);
        sorted
    }

    fn alias(&mut self, name: &Text, node: &TypeNode, protocol: &mut Protocol) {
        let mut ty = self.ty(node, &named_place(name), protocol);
        // What uses it has nothing more to say of its URLs.
        let lacks_schemes = ty
            .as_mut()
            .is_some_and(|ty| self.require_schemes(ty, node.span));
        let too_deep = ty.as_ref().is_some_and(|ty| height(ty) > DEEPEST);
        if too_deep {
            self.too_deep(name.span);
        }
        if let Some(alias) = self.types.get_mut(name.value.as_str()) {
            *alias = NamedType::Alias(ty.filter(|_| !too_deep && !lacks_schemes));
        }
    }

    fn endless(&mut self, first: &Text, last: &Text) {
        let mistake = Diagnostic::new(
            ENDLESS_TYPE,
            first.span,
            format!("{} is defined by itself", quoted(&first.value)),
        )
        .label("leads back to itself")
        .help("give the part that repeats a struct or a union of its own: only these can hold themselves");
        self.diagnostics.push(if first.span == last.span {
            mistake
        } else {
            mistake.secondary(last.span, "by way of this")
        });
    }
}

fn named_place(name: &Text) -> Place {
    Place {
        name: name.value.clone(),
        owner: None,
        doc: None,
        span: name.span,
    }
}

/// The words that a type refers to, without those in types that have a declaration of their own.
fn words_in<'n>(node: &'n TypeNode, words: &mut Vec<&'n str>) {
    match &node.shape {
        syntax::Shape::Word(word) => words.push(&word.value),
        syntax::Shape::List(inner) => words_in(inner, words),
        syntax::Shape::Map(value, keys) => {
            words_in(value, words);
            if let Some(keys) = keys {
                words_in(keys, words);
            }
        }
        _ => {}
    }
}

/// How deep lists and maps are nested in a type.
fn height(ty: &Type) -> usize {
    match &ty.shape {
        Shape::List(item, _) => height(item) + 1,
        Shape::Map(map) => height(&map.value) + 1,
        _ => 0,
    }
}
