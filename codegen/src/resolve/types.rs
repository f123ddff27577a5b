//! Types: which shape they have and which constraints fit it.

use std::collections::HashMap;

use crate::diagnostic::{Diagnostic, quoted};
use crate::model::{Limits, Map, Protocol, Range, RoleId, Shape, StructId, Type};
use crate::resolve::order::order;
use crate::resolve::{NamedType, Resolver};
use crate::rules::{ENDLESS_TYPE, INVALID_NAME, MISPLACED_OPTIONAL, TOO_DEEP, UNRESOLVED_TYPE};
use crate::source::Span;
use crate::syntax::{self, Section, Text, TypeNode};
use crate::yaml::DEEPEST;

/// The words that stand for built-in types.
const BUILT_IN: [&str; 7] = [
    "string",
    "bool",
    "int",
    "number",
    "json",
    "url",
    "undocumented",
];

/// The words that have a meaning in types, now or in a later version, and so name no type.
const WORDS: [&str; 10] = [
    "list", "map", "optional", "maybe", "null", "nothing", "uuid", "datetime", "date", "base64",
];

/// What types are called elsewhere, and how they are written here.
const FOREIGN: [(&str, &str); 14] = [
    ("boolean", "bool"),
    ("integer", "int"),
    ("float", "number"),
    ("double", "number"),
    ("text", "string"),
    ("str", "string"),
    ("uri", "url"),
    ("any", "json"),
    ("unknown", "json"),
    ("value", "json"),
    ("object", "map<json>"),
    ("array", "list<json>"),
    ("dict", "map<json>"),
    ("record", "map<json>"),
];

/// Where a type stands: what an inline struct in it is called and belongs to.
#[derive(Debug, Clone)]
pub(super) struct Place {
    /// The words of an inline struct's identifier.
    pub name: String,
    /// The direction whose message holds the type.
    pub owner: Option<(RoleId, RoleId)>,
    /// The doc of an inline struct that has none of its own.
    pub doc: Option<String>,
    /// Where the name comes from.
    pub span: Span,
}

impl Place {
    /// The place of a part of the type: a field, an item.
    pub fn within(&self, part: &str, span: Span) -> Self {
        Self {
            name: format!("{} {part}", self.name),
            owner: self.owner,
            doc: None,
            span,
        }
    }
}

impl Resolver<'_> {
    /// The types under `types`: first what they are called, so that they can refer to each other.
    pub(super) fn types(&mut self, protocol: &mut Protocol) {
        let document = self.document;
        for (name, node) in &document.types {
            self.type_name(name);
            let named = match node.shape {
                syntax::Shape::Struct(_) => {
                    NamedType::Struct(self.declare_struct(name, node, protocol))
                }
                _ => NamedType::Alias(None),
            };
            self.types.insert(&name.value, named);
        }
        for index in self.order_of_types() {
            let (name, node) = &document.types[index];
            self.forbid_optional(node, "a type under `types`");
            self.declared_type(name, node, protocol);
        }
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

    /// The places of the types under `types`: first the other names for types, each after those that it is made of,
    /// then the structs, which may be made of any.
    fn order_of_types(&mut self) -> Vec<usize> {
        let types = &self.document.types;
        let is_alias = |index: &usize| !matches!(types[*index].1.shape, syntax::Shape::Struct(_));
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
        sorted.extend((0..types.len()).filter(|index| !is_alias(index)));
        sorted
    }

    fn declared_type(&mut self, name: &Text, node: &TypeNode, protocol: &mut Protocol) {
        let place = Place {
            name: name.value.clone(),
            owner: None,
            doc: None,
            span: name.span,
        };
        let known = self.types.get(name.value.as_str());
        if let (syntax::Shape::Struct(fields), Some(&NamedType::Struct(id))) = (&node.shape, known)
        {
            return self.fill_struct(id, fields, &place, protocol);
        }
        let ty = self.ty(node, &place, protocol);
        let too_deep = ty.as_ref().is_some_and(|ty| height(ty) > DEEPEST);
        if too_deep {
            self.too_deep(name.span);
        }
        if let Some(alias) = self.types.get_mut(name.value.as_str()) {
            *alias = NamedType::Alias(ty.filter(|_| !too_deep));
        }
    }

    pub(super) fn too_deep(&mut self, span: Span) {
        self.diagnostics.push(
            Diagnostic::new(
                TOO_DEEP,
                span,
                format!("types are nested more than {DEEPEST} deep"),
            )
            .label("one too many")
            .help("use `json` for what lies so deep"),
        );
    }

    /// The type that a node stands for, or `None` when it is reported that there is none. `optional` in it is the
    /// caller's matter.
    pub(super) fn ty(
        &mut self,
        node: &TypeNode,
        place: &Place,
        protocol: &mut Protocol,
    ) -> Option<Type> {
        let mut ty = match &node.shape {
            syntax::Shape::Broken => return None,
            syntax::Shape::Word(word) => self.word(word)?,
            syntax::Shape::List(item) => {
                let item = self.item(item, place, "item", protocol)?;
                plain(Shape::List(Box::new(item), Limits::default()))
            }
            syntax::Shape::Map(value) => {
                let value = self.item(value, place, "value", protocol)?;
                plain(Shape::Map(Map {
                    value: Box::new(value),
                    keys: None,
                }))
            }
            syntax::Shape::Struct(fields) => plain(Shape::Struct(
                self.inline_struct(node, fields, place, protocol),
            )),
        };
        ty.nullable |= node.nullable;
        self.marks(&mut ty, node);
        Some(ty)
    }

    fn item(
        &mut self,
        node: &TypeNode,
        place: &Place,
        part: &str,
        protocol: &mut Protocol,
    ) -> Option<Type> {
        self.forbid_optional(node, "an item of a list or map");
        self.ty(node, &place.within(part, node.span), protocol)
    }

    fn word(&mut self, word: &Text) -> Option<Type> {
        let shape = match word.value.as_str() {
            "string" => Shape::Text(Limits::default()),
            "bool" => Shape::Bool,
            "int" => Shape::Int(Range::default()),
            "number" => Shape::Number(Range::default()),
            "json" => Shape::Json,
            "undocumented" => {
                return Some(Type {
                    undocumented: true,
                    ..plain(Shape::Json)
                });
            }
            "url" => Shape::Url(Vec::new()),
            name => return self.named(name, word),
        };
        Some(plain(shape))
    }

    /// Whether a type is no word, or a word that stands for a type.
    pub(super) fn names_a_type(&self, node: &TypeNode) -> bool {
        match &node.shape {
            syntax::Shape::Word(word) => {
                let word = word.value.as_str();
                BUILT_IN.contains(&word) || self.types.contains_key(word)
            }
            _ => true,
        }
    }

    fn named(&mut self, name: &str, word: &Text) -> Option<Type> {
        match self.types.get(name) {
            Some(NamedType::Struct(id)) => Some(plain(Shape::Struct(*id))),
            Some(NamedType::Alias(ty)) => ty.clone(),
            None => {
                self.unresolved_type(word);
                None
            }
        }
    }

    fn unresolved_type(&mut self, word: &Text) {
        if self.document.gaps.cover(Section::Types, &word.value) {
            return;
        }
        if let Some((_, own)) = FOREIGN.iter().find(|(foreign, _)| *foreign == word.value) {
            let help = format!("write `{own}`");
            return self.unresolved(UNRESOLVED_TYPE, "type", word, [], &help);
        }
        let declared = self.document.types.iter();
        let declared = declared.map(|(name, _)| name.value.as_str());
        let names = declared.chain(BUILT_IN).chain(["list", "map"]);
        let help = "declare it under `types`, or use a built-in type: `string`, `bool`, `int`, `number`, `json`, `url`, \
                    `list<…>` or `map<…>`";
        self.unresolved(UNRESOLVED_TYPE, "type", word, names, help);
    }

    fn endless(&mut self, first: &Text, last: &Text) {
        let mistake = Diagnostic::new(
            ENDLESS_TYPE,
            first.span,
            format!("{} is defined by itself", quoted(&first.value)),
        )
        .label("leads back to itself")
        .help("use `json` for the part that repeats: this version of the language has no recursive types");
        self.diagnostics.push(if first.span == last.span {
            mistake
        } else {
            mistake.secondary(last.span, "by way of this")
        });
    }

    /// Reports `optional` where no key can be absent.
    pub(super) fn forbid_optional(&mut self, node: &TypeNode, what: &str) {
        if let Some(span) = node.optional {
            self.diagnostics.push(
                Diagnostic::new(MISPLACED_OPTIONAL, span, format!("{what} cannot be optional"))
                    .label("no key can be absent here")
                    .help("write `| null` if null may stand there; a field that uses the type can be optional"),
            );
        }
    }
}

/// What stands for a type that is reported already.
pub(super) fn stand_in() -> Type {
    plain(Shape::Json)
}

/// The words that a type refers to.
fn words_in<'n>(node: &'n TypeNode, words: &mut Vec<&'n str>) {
    match &node.shape {
        syntax::Shape::Word(word) => words.push(&word.value),
        syntax::Shape::List(inner) | syntax::Shape::Map(inner) => words_in(inner, words),
        syntax::Shape::Struct(structure) => {
            for field in &structure.fields {
                words_in(&field.ty, words);
            }
        }
        syntax::Shape::Broken => {}
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

/// A type without any marks.
fn plain(shape: Shape) -> Type {
    Type {
        shape,
        nullable: false,
        secret: false,
        unit: None,
        undocumented: false,
    }
}

/// The struct that a value of this type is or holds.
pub(super) fn struct_in(ty: &Type) -> Option<StructId> {
    match &ty.shape {
        Shape::Struct(id) => Some(*id),
        Shape::List(item, _) => struct_in(item),
        Shape::Map(map) => struct_in(&map.value),
        _ => None,
    }
}
