//! Types written as text: `optional list<number>`, `Name | null`.

use crate::diagnostic::Diagnostic;
use crate::foreign;
use crate::rules::TYPE_SYNTAX;
use crate::source::{Span, Spanned};
use crate::syntax::read::Reader;
use crate::syntax::scalars::place_in;
use crate::syntax::{Marks, MemberNode, Shape, Text, TypeNode, UnionNode};
use crate::yaml::Scalar;

/// How deep `list<…>` and `map<…>` can be nested in one text.
const DEEPEST: usize = 16;

/// A token and its place in the text.
struct Token<'t> {
    text: &'t str,
    start: usize,
}

impl Reader<'_> {
    /// A type written as text.
    pub fn type_text(&mut self, scalar: &Scalar, span: Span) -> TypeNode {
        match Parser::new(scalar, span).whole() {
            Ok(node) => node,
            // It goes on behind a comma, which is reported.
            Err(_) if self.torn.contains(&span) => broken(span),
            Err(mistake) => {
                let is_named = |word: &str| self.type_names.contains(word);
                let meant = foreign::meant(&scalar.text, &is_named);
                self.report(match meant {
                    Some(meant) => mistake.help(format!("write `{meant}`")),
                    None => *mistake,
                });
                broken(span)
            }
        }
    }
}

/// A type that is reported already.
#[must_use]
pub fn broken(span: Span) -> TypeNode {
    plain(span, Shape::Broken)
}

fn plain(span: Span, shape: Shape) -> TypeNode {
    TypeNode {
        span,
        optional: None,
        nullable: false,
        shape,
        marks: Marks::default(),
    }
}

struct Parser<'t> {
    tokens: Vec<Token<'t>>,
    next: usize,
    scalar: &'t Scalar,
    span: Span,
}

type Parsed<T> = Result<T, Box<Diagnostic>>;

impl<'t> Parser<'t> {
    fn new(scalar: &'t Scalar, span: Span) -> Self {
        Self {
            tokens: tokens(&scalar.text),
            next: 0,
            scalar,
            span,
        }
    }

    fn whole(mut self) -> Parsed<TypeNode> {
        let maybe = self.word("maybe");
        let optional = maybe.or_else(|| self.word("optional"));
        let node = self.alternatives(0)?;
        if self.next < self.tokens.len() {
            return Err(self.mistake("nothing more belongs here", "a type ends before this"));
        }
        Ok(TypeNode {
            optional,
            nullable: node.nullable || maybe.is_some(),
            ..node
        })
    }

    fn alternatives(&mut self, depth: usize) -> Parsed<TypeNode> {
        let mut members = Vec::new();
        let mut nullable = false;
        loop {
            let is_alone = members.is_empty() && self.after_next() != Some("|");
            if !is_alone && self.word("null").is_some() {
                nullable = true;
            } else {
                members.push(self.single(depth)?);
            }
            if !self.symbol("|") {
                break;
            }
        }
        let (Some(first), Some(last)) = (members.first(), members.last()) else {
            return Err(self.mistake("a type belongs here", "a type is missing"));
        };
        let span = first.span.to(last.span);
        let node = match members.len() {
            1 => members.remove(0),
            _ => plain(span, Shape::Union(union_of(members))),
        };
        Ok(TypeNode { nullable, ..node })
    }

    fn single(&mut self, depth: usize) -> Parsed<TypeNode> {
        if let Some(word @ ("optional" | "maybe")) = self.peek() {
            return Err(self.mistake(
                "only in front of the whole type",
                &format!("`{word}` says that a key may be absent, so it stands first"),
            ));
        }
        let Some(token) = self
            .tokens
            .get(self.next)
            .filter(|token| is_word(token.text))
        else {
            return Err(self.mistake("a type belongs here", "a type is missing"));
        };
        let (word, start) = (token.text, token.start);
        self.next += 1;
        let generic = match word {
            "list" => Shape::List as fn(Box<TypeNode>) -> Shape,
            "map" => |value| Shape::Map(value, None),
            _ => {
                let span = self.place(start, start + word.len());
                return Ok(plain(
                    span,
                    Shape::Word(Spanned::new(word.to_owned(), span)),
                ));
            }
        };
        let item = self.argument(word, depth)?;
        let end = self.tokens[self.next - 1].start + 1;
        Ok(plain(self.place(start, end), generic(Box::new(item))))
    }

    fn argument(&mut self, word: &str, depth: usize) -> Parsed<TypeNode> {
        if depth == DEEPEST {
            return Err(self.mistake(
                "too deep",
                "types are nested too deep; give the inner type a name under `types`",
            ));
        }
        if !self.symbol("<") {
            return Err(self.mistake(
                &format!("`<` belongs here: `{word}<string>`"),
                &format!("`{word}` needs the type of its values"),
            ));
        }
        let item = self.alternatives(depth + 1)?;
        if !self.symbol(">") {
            return Err(self.mistake("`>` belongs here", &format!("`{word}<` is not closed")));
        }
        Ok(item)
    }

    fn peek(&self) -> Option<&'t str> {
        self.tokens.get(self.next).map(|token| token.text)
    }

    fn after_next(&self) -> Option<&'t str> {
        self.tokens.get(self.next + 1).map(|token| token.text)
    }

    fn symbol(&mut self, symbol: &str) -> bool {
        let found = self.peek() == Some(symbol);
        self.next += usize::from(found);
        found
    }

    fn word(&mut self, word: &str) -> Option<Span> {
        let token = self
            .tokens
            .get(self.next)
            .filter(|token| token.text == word)?;
        let span = self.place(token.start, token.start + word.len());
        self.next += 1;
        Some(span)
    }

    fn place(&self, start: usize, end: usize) -> Span {
        place_in(&self.scalar.text, self.scalar.plain, self.span, start..end)
    }

    fn mistake(&self, label: &str, message: &str) -> Box<Diagnostic> {
        let length = self.scalar.text.len();
        let next = self.tokens.get(self.next);
        let (start, end) = next.map_or((length, length), |token| {
            (token.start, token.start + token.text.len())
        });
        let help = match self.peek() {
            Some("[") => "a list is written like `list<string>`",
            Some("?") => {
                "write `optional` in front if the key may be absent, or `| null` behind the type"
            }
            Some(",") => {
                "the keys of a map are always text, and only the values have a type: `map<int>`"
            }
            Some("~") => "`{ const: null }` is null alone, and `T | null` a type or null",
            Some("optional" | "maybe") => "write it first, or `| null` where null may stand",
            Some("\"" | "'") => "one of several texts is written `{ enum: [left, right] }`",
            _ => {
                "a type is written like `string`, `list<number>`, `optional map<json>`, `Name | null` or `string | int`"
            }
        };
        Box::new(
            Diagnostic::new(TYPE_SYNTAX, self.place(start, end), message)
                .label(label)
                .help(help),
        )
    }
}

/// The union of types that stand beside each other. Its members are called by their types.
fn union_of(members: Vec<TypeNode>) -> UnionNode {
    let members = members.into_iter().map(|ty| MemberNode {
        name: Text::new(called(&ty.shape).to_owned(), ty.span),
        is: None,
        ty,
        is_bare: false,
    });
    UnionNode {
        tag: None,
        content: None,
        common: Vec::new(),
        members: members.collect(),
        named: false,
    }
}

/// What a member of this type is called.
fn called(shape: &Shape) -> &str {
    match shape {
        Shape::Word(word) => match word.value.as_str() {
            "string" => "text",
            "int" => "number",
            "datetime" => "date time",
            name => name,
        },
        Shape::Map(..) => "map",
        _ => "list",
    }
}

/// Whether a text can stand in a type as the name of one.
#[must_use]
pub fn is_type_name(text: &str) -> bool {
    matches!(&tokens(text)[..], [only] if only.text == text && is_word(text))
}

/// Whether a text is a type as far as its syntax goes.
pub(super) fn is_type(scalar: &Scalar, span: Span) -> bool {
    Parser::new(scalar, span).whole().is_ok()
}

/// The words in the text of a type.
pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
    let words = tokens(text).into_iter().map(|token| token.text);
    words.filter(|token| is_word(token))
}

fn is_word(token: &str) -> bool {
    token.starts_with(|letter: char| letter.is_alphanumeric() || letter == '_')
}

fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut rest = text;
    loop {
        rest = rest.trim_start();
        let Some(first) = rest.chars().next() else {
            return tokens;
        };
        let length = if is_word(rest) {
            rest.find(|letter: char| !letter.is_alphanumeric() && !"_-.".contains(letter))
                .unwrap_or(rest.len())
        } else {
            first.len_utf8()
        };
        tokens.push(Token {
            text: &rest[..length],
            start: text.len() - rest.len(),
        });
        rest = &rest[length..];
    }
}
