//! Types: which shape they have and which constraints fit it.

use crate::diagnostic::Diagnostic;
use crate::foreign;
use crate::model::{
    Deprecated, Identifier, Limits, Map, Owner, Protocol, Range, RoleId, Shape, Type,
};
use crate::naming;
use crate::resolve::messages::deprecated;
use crate::resolve::tuples::declare_tuple;
use crate::resolve::{NamedType, Resolver};
use crate::rules::{INVALID_VALUE, MISPLACED_OPTIONAL, TOO_DEEP, UNRESOLVED_TYPE};
use crate::source::Span;
use crate::syntax::keys::{self, TYPE_MODIFIERS, TYPE_WORDS};
use crate::syntax::{self, Section, Text, TypeNode};
use crate::yaml::DEEPEST;

/// The words that stand for built-in types.
pub(super) const BUILT_IN: [&str; TYPE_WORDS.len()] = names(&TYPE_WORDS);

/// The other words that have a meaning in types, and so name no type.
pub(super) const WORDS: [&str; TYPE_MODIFIERS.len()] = names(&TYPE_MODIFIERS);

const fn names<const N: usize>(words: &[keys::Word; N]) -> [&'static str; N] {
    let mut names = [""; N];
    let mut at = 0;
    while at < N {
        names[at] = words[at].name;
        at += 1;
    }
    names
}

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

/// What a type with a declaration of its own is called, and what is said of it.
pub(super) struct Head {
    pub identifier: Identifier,
    pub owner: Owner,
    pub doc: Option<String>,
    pub since: Option<String>,
    pub deprecated: Option<Deprecated>,
    pub span: Span,
}

impl Resolver<'_> {
    pub(super) fn remember_examples(&mut self, ty: &Type, node: &TypeNode) {
        let examples = node.marks.examples.iter();
        let examples = examples.map(|example| (ty.clone(), example.clone()));
        self.drafts.examples.extend(examples);
    }

    /// A place in the protocol for a type that needs a declaration of its own, and where its parts stand.
    pub(super) fn declare(
        &mut self,
        node: &TypeNode,
        place: &Place,
        is_named: bool,
        protocol: &mut Protocol,
    ) -> Option<(Shape, Place)> {
        use syntax::Shape as Written;
        if !node.is_declared() {
            return None;
        }
        let head = self.head(node, place, is_named);
        let inner = Place {
            name: head.identifier.0.clone(),
            doc: None,
            ..place.clone()
        };
        let shape = match &node.shape {
            Written::Enum(set) => Shape::Enum(self.declare_enum(head, set, protocol)),
            Written::Union(_) => Shape::Union(self.declare_union(head, protocol)),
            Written::Tuple(tuple) => Shape::Tuple(declare_tuple(head, tuple, protocol)),
            _ => Shape::Struct(self.declare_struct(head, protocol)),
        };
        Some((shape, inner))
    }

    fn head(&mut self, node: &TypeNode, place: &Place, is_named: bool) -> Head {
        let name = Text::new(place.name.clone(), place.span);
        let marks = &node.marks;
        let asked = marks.identifier.as_ref();
        let identifier = naming::chosen(asked, &name, naming::BY_KEY, self.diagnostics);
        let own_doc = marks.doc.as_ref().map(|doc| doc.value.clone());
        // Of an inline type these belong to what holds it.
        let since = marks.since.as_ref().filter(|_| is_named);
        Head {
            identifier,
            owner: place.owner,
            doc: own_doc.or_else(|| place.doc.clone()),
            since: since.map(|since| since.value.clone()),
            deprecated: marks
                .deprecated
                .as_ref()
                .filter(|_| is_named)
                .map(deprecated),
            span: place.span,
        }
    }

    /// Reads what a declared type is made of.
    pub(super) fn fill(
        &mut self,
        shape: &Shape,
        node: &TypeNode,
        place: &Place,
        protocol: &mut Protocol,
    ) {
        match (shape, &node.shape) {
            (Shape::Struct(id), syntax::Shape::Struct(fields)) => {
                self.fill_struct(*id, fields, place, protocol);
            }
            (Shape::Union(id), syntax::Shape::Union(union)) => {
                self.fill_union(*id, union, place, protocol);
            }
            (Shape::Tuple(id), syntax::Shape::Tuple(tuple)) => {
                self.fill_tuple(*id, tuple, place, protocol);
            }
            _ => {}
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
            syntax::Shape::Map(value, keys) => {
                let value = self.item(value, place, "value", protocol);
                let keys = keys.as_ref().map(|keys| self.keys(keys, place, protocol));
                plain(Shape::Map(Map {
                    value: Box::new(value?),
                    keys: keys.flatten().map(Box::new),
                }))
            }
            syntax::Shape::Constant(constant) => plain(Shape::Constant(constant.clone())),
            _ => {
                let (shape, inner) = self.declare(node, place, false, protocol)?;
                if self.is_waiting {
                    self.wait(&shape, node, inner);
                } else {
                    self.fill(&shape, node, &inner, protocol);
                }
                plain(shape)
            }
        };
        ty.nullable |= node.nullable;
        self.marks(&mut ty, node, protocol);
        self.remember_examples(&ty, node);
        Some(ty)
    }

    /// A type that is not used in another: whatever a url in it needs must be there.
    pub(super) fn complete_ty(
        &mut self,
        node: &TypeNode,
        place: &Place,
        protocol: &mut Protocol,
    ) -> Option<Type> {
        let mut ty = self.ty(node, place, protocol)?;
        self.require_schemes(&mut ty, node.span);
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
            "uuid" => Shape::Uuid,
            "datetime" => Shape::DateTime,
            "date" => Shape::Date,
            "base64" => Shape::Base64(Limits::default()),
            "nothing" => {
                self.nothing(word);
                return None;
            }
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
            Some(NamedType::Declared(ty)) => Some(ty.clone()),
            Some(NamedType::Alias(ty)) => ty.clone(),
            None => {
                self.unresolved_type(word);
                None
            }
        }
    }

    /// Reports `nothing` where a value belongs.
    fn nothing(&mut self, word: &Text) {
        self.diagnostics.push(
            Diagnostic::new(INVALID_VALUE, word.span, "`nothing` is no type of a value")
                .label("a value belongs here")
                .help("a message that carries nothing has no `payload`; members of a union with `tag` can carry `nothing`, and `{ const: null }` is null alone"),
        );
    }

    fn unresolved_type(&mut self, word: &Text) {
        if self.document.gaps.cover(Section::Types, &word.value) {
            return;
        }
        let help = foreign::word(&word.value).map(|own| format!("write `{own}`"));
        let help = help.or_else(|| explained(&word.value));
        if let Some(help) = help {
            return self.unresolved(UNRESOLVED_TYPE, "type", word, [], &help);
        }
        let declared = self.document.types.iter();
        let declared = declared.map(|(name, _)| name.value.as_str());
        let names = declared.chain(BUILT_IN).chain(["list", "map"]);
        let help = "declare it under `types`, or use a built-in type: `string`, `bool`, `int`, `number`, `json`, `url`, `uuid`, \
                    `datetime`, `date`, `base64`, `list<…>` or `map<…>`";
        self.unresolved(UNRESOLVED_TYPE, "type", word, names, help);
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

/// What to do about a word that stands for no type here, but says elsewhere what a type is.
fn explained(word: &str) -> Option<String> {
    let help = match word.to_lowercase().as_str() {
        "void" | "never" | "unit" => {
            "leave `payload` out where nothing is carried; an answer without a payload is `ok: nothing`"
        }
        "undefined" => "write `optional` in front of the type: the key may be absent",
        "enum" | "literal" => "write `{ enum: [left, right] }`",
        "union" | "oneof" => "write `string | int`, or `{ union: { text: string, number: int } }`",
        number if syntax::is_json_number(number) => {
            return Some(format!("write `{{ const: {word} }}` for this one value"));
        }
        _ => return None,
    };
    Some(help.to_owned())
}

/// What stands for a type that is reported already.
pub(super) fn stand_in() -> Type {
    plain(Shape::Json)
}

/// A type without any marks.
pub(super) fn plain(shape: Shape) -> Type {
    Type {
        shape,
        nullable: false,
        secret: false,
        unit: None,
        undocumented: false,
    }
}
