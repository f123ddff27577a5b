//! What is said about each mistake in a YAML text.

use serde_yaml::ErrorKind;

use super::DEEPEST;
use crate::{
    diagnostic::{Diagnostic, quoted},
    foreign,
    rules::{
        DUPLICATE_KEY, Rule, TOO_DEEP, YAML_ANCHOR, YAML_DIRECTIVE, YAML_DOCUMENT, YAML_KEY,
        YAML_MERGE_KEY, YAML_SYNTAX, YAML_TAG,
    },
    source::Span,
};

pub(super) fn no_document(span: Span) -> Diagnostic {
    Diagnostic::new(YAML_DOCUMENT, span, "the file holds nothing")
        .label("a spec starts here")
        .help("start with `trilogue: 1`")
}

pub(super) fn second_document(span: Span) -> Diagnostic {
    Diagnostic::new(YAML_DOCUMENT, span, "the file holds more than one document")
        .label("the second starts here")
        .help("keep one document, and move the other to a file of its own")
}

pub(super) fn directive(span: Span) -> Diagnostic {
    Diagnostic::new(YAML_DIRECTIVE, span, "a spec has no YAML directives")
        .help("remove the line, and the `---` after it")
}

pub(super) fn anchor(span: Span, text: &str) -> Diagnostic {
    let message = format!("{} is an anchor, which a spec does not have", quoted(text));
    Diagnostic::new(YAML_ANCHOR, span, message)
        .help("write the value out where it is needed; text that starts with `&` needs quotes")
}

pub(super) fn alias(span: Span, text: &str) -> Diagnostic {
    let message = format!("{} is an alias, which a spec does not have", quoted(text));
    Diagnostic::new(YAML_ANCHOR, span, message)
        .help("write the value out; text that starts with `*` needs quotes")
}

pub(super) fn tag(span: Span, text: &str) -> Diagnostic {
    let message = format!("{} is a YAML tag, which a spec does not have", quoted(text));
    Diagnostic::new(YAML_TAG, span, message)
        .help("remove the tag; text that starts with `!` needs quotes")
}

pub(super) fn merge_key(span: Span) -> Diagnostic {
    Diagnostic::new(
        YAML_MERGE_KEY,
        span,
        "a spec does not merge mappings with `<<`",
    )
    .help("write the keys out; a key that is called `<<` needs quotes")
}

pub(super) fn key(span: Span, kind: &str) -> Diagnostic {
    Diagnostic::new(YAML_KEY, span, format!("a key is text, but this is {kind}"))
        .help("write `key: value`; a key that has brackets or braces in it needs quotes")
}

/// A list where a key belongs: elsewhere an object with free keys, which here is this `map`.
pub(super) fn list_key(span: Span, map: &str) -> Diagnostic {
    let map = quoted(map);
    key(span, "a list").help(format!(
        "an object with free keys is written {map}; a key that has brackets in it needs quotes"
    ))
}

pub(super) fn duplicate(span: Span, key: &str, first: Span) -> Diagnostic {
    Diagnostic::new(
        DUPLICATE_KEY,
        span,
        format!("the key {} stands here twice", quoted(key)),
    )
    .label("again here")
    .secondary(first, "first here")
    .help("remove one of them, or give it another name")
}

pub(super) fn too_deep(span: Span) -> Diagnostic {
    let message = format!("lists and mappings are nested more than {DEEPEST} deep");
    Diagnostic::new(TOO_DEEP, span, message)
        .label("one too many")
        .help("give inner types a name under `types`, and refer to them")
}

/// The text around the place at which the parser gave up.
pub(super) struct Surroundings {
    /// The place itself: one character, or the end of a line.
    pub(super) place: Span,
    /// Whether nothing but white space follows.
    pub(super) at_end: bool,
    /// The quote that opens the text that is being read.
    pub(super) quote: Option<Span>,
    /// The innermost bracket that is open.
    pub(super) bracket: Option<Span>,
    /// The text that ends at brackets in the same line, and these, such as `string[]`.
    pub(super) bracketed: Option<(Span, String)>,
    /// Whether a bar follows, as between the types of a union.
    pub(super) at_bar: bool,
}

/// The mistake at which the parser gave up, in words for somebody who does not know how YAML is parsed.
pub(super) fn syntax(kind: &ErrorKind, around: &Surroundings) -> Diagnostic {
    if let Some(quote) = around.quote.filter(|_| is_open_quote(kind)) {
        return Diagnostic::new(YAML_SYNTAX, quote, "a quoted text has no end")
            .label("opened here")
            .help("close it with the same quote; its further lines are indented");
    }
    if let Some(bracket) = around.bracket.filter(|_| around.at_end) {
        return Diagnostic::new(YAML_SYNTAX, bracket, "a bracket has no end")
            .label("opened here")
            .help("close it; text that starts with a bracket or brace needs quotes");
    }
    if let Some((span, text)) = &around.bracketed {
        return bracketed(*span, text);
    }
    if around.at_bar && is_after_quote(kind) {
        return Diagnostic::new(
            YAML_SYNTAX,
            around.place,
            "there is more text after a closing quote",
        )
        .help("one of several texts is written `{ enum: [left, right] }`");
    }
    let (rule, message, help) = explanation(kind);
    let diagnostic = Diagnostic::new(rule, around.place, message).help(help);
    match around.bracket {
        Some(bracket) if bracket != around.place => {
            diagnostic.secondary(bracket, "this bracket is open")
        }
        _ => diagnostic,
    }
}

/// A text with brackets behind it, inside of braces: in other languages often a list.
fn bracketed(span: Span, text: &str) -> Diagnostic {
    let is_named = |word: &str| word.starts_with(char::is_uppercase);
    let message = "a text inside of braces ends at a bracket";
    let mistake = Diagnostic::new(YAML_SYNTAX, span, message);
    match foreign::meant(text, &is_named) {
        Some(meant) => mistake
            .label("not a type here")
            .help(format!("write `{meant}`")),
        None => mistake.help("quote it; a list is written like `list<string>`"),
    }
}

fn is_after_quote(kind: &ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::InvalidTrailingSingleQuotedScalar | ErrorKind::InvalidTrailingDoubleQuotedScalar
    )
}

fn is_open_quote(kind: &ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::UnclosedQuotedScalar
            | ErrorKind::InvalidQuotedScalarIndent
            | ErrorKind::DocumentIndicatorInQuotedScalar
    )
}

fn explanation(kind: &ErrorKind) -> (Rule, String, &'static str) {
    if *kind == ErrorKind::DirectiveDisallowed {
        let message = "a spec has no YAML directives".to_owned();
        return (
            YAML_DIRECTIVE,
            message,
            "remove the line, and the `---` after it",
        );
    }
    if *kind == ErrorKind::RecursionLimitExceeded {
        let message = format!("lists and mappings are nested more than {DEEPEST} deep");
        return (
            TOO_DEEP,
            message,
            "give inner types a name under `types`, and refer to them",
        );
    }
    if is_about_tags(kind) {
        let message = "a spec has no YAML tags".to_owned();
        return (
            YAML_TAG,
            message,
            "remove the tag; text that starts with `!` needs quotes",
        );
    }
    let (message, help) = structure(kind)
        .or_else(|| brackets(kind))
        .or_else(|| text(kind))
        .unwrap_or_else(|| (format!("this is not YAML: {kind}"), "rewrite this line"));
    (YAML_SYNTAX, message, help)
}

fn is_about_tags(kind: &ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::UndeclaredTagHandle
            | ErrorKind::ExpectedTagBang
            | ErrorKind::InvalidGlobalTagCharacter
            | ErrorKind::InvalidTagTerminator
            | ErrorKind::MissingTagUri
            | ErrorKind::UnclosedVerbatimTag
            | ErrorKind::InvalidTagEscape
            | ErrorKind::InvalidTagUtf8LeadingByte
            | ErrorKind::InvalidTagUtf8TrailingByte
            | ErrorKind::InvalidTagUtf8
    )
}

/// Whether a tab is where only spaces may be.
pub(super) fn is_tab(kind: &ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::TabNotAllowed
            | ErrorKind::TabInBlockIndentation
            | ErrorKind::TabInIndentation
            | ErrorKind::TabAtBlockScalarStart
            | ErrorKind::TabInPlainScalar
    )
}

/// Mistakes in how keys, values and items stand to each other.
fn structure(kind: &ErrorKind) -> Option<(String, &'static str)> {
    use ErrorKind as Kind;
    let (message, help) = match kind {
        Kind::MappingValueNotAllowed
        | Kind::InvalidColonPlacement
        | Kind::FlowMappingValueAdjacentCollection
        | Kind::InvalidMappingValueWhitespace => (
            "a colon cannot stand here",
            "indent the keys of one mapping alike, put a space after a key's colon, and quote text that has `: ` in it",
        ),
        Kind::ExpectedBlockMappingKey
        | Kind::MappingKeyNotAllowed
        | Kind::InvalidIndentation
        | Kind::InvalidFlowScalarIndent => (
            "the indentation fits no mapping or list above",
            "indent the keys of one mapping alike, and what belongs to a key further than the key",
        ),
        Kind::ExpectedBlockSequenceEntry
        | Kind::BlockSequenceEntryNotAllowed
        | Kind::BlockEntryInFlowCollection
        | Kind::InvalidBlockEntryWhitespace => (
            "an item of a list cannot stand here",
            "put each item on a line of its own, indent all dashes alike, and put a space after each",
        ),
        Kind::SimpleKeyExpected | Kind::InvalidSimpleKey => (
            "a key has no colon",
            "write `key: value`; a key has at most 1,024 characters and stands on one line",
        ),
        Kind::ExpectedDocumentStart | Kind::InvalidDocumentEnd => (
            "there is more text after the end of the document",
            "start all outermost keys of a file at the same column",
        ),
        _ => return None,
    };
    Some((message.to_owned(), help))
}

/// Mistakes in how brackets are opened, filled and closed.
fn brackets(kind: &ErrorKind) -> Option<(String, &'static str)> {
    use ErrorKind as Kind;
    let (message, help) = match kind {
        Kind::ExpectedFlowMappingSeparator => (
            "expected `,` or `}`",
            "quote text that has a comma, bracket or brace in it",
        ),
        Kind::ExpectedFlowSequenceSeparator => (
            "expected `,` or `]`",
            "quote text that has a comma, bracket or brace in it",
        ),
        Kind::UnexpectedEofFlowSequence
        | Kind::UnexpectedEofFlowMapping
        | Kind::UnexpectedEofImplicitFlowMapping
        | Kind::UnclosedFlowCollection { .. } => (
            "a value is missing",
            "put one comma between two values, and close each bracket",
        ),
        Kind::MisplacedFlowCollectionEnd => (
            "this bracket closes nothing",
            "remove it; text that starts with a bracket or brace needs quotes",
        ),
        Kind::MismatchedFlowCollectionEnd { open, close } => {
            return Some((
                format!("`{open}` is closed by `{close}`"),
                "close each bracket with its own kind, the inner before the outer",
            ));
        }
        _ => return None,
    };
    Some((message.to_owned(), help))
}

/// Mistakes inside or around a piece of text.
fn text(kind: &ErrorKind) -> Option<(String, &'static str)> {
    use ErrorKind as Kind;
    let (message, help) = match kind {
        kind if is_open_quote(kind) => ("a quoted text has no end", "close it with the same quote"),
        Kind::InvalidTrailingSingleQuotedScalar | Kind::InvalidTrailingDoubleQuotedScalar => (
            "there is more text after a closing quote",
            "put the whole text in quotes; inside, write `''` for `'`, or `\\\"` for `\"`",
        ),
        Kind::UnknownQuotedScalarEscape
        | Kind::InvalidQuotedScalarHexEscape
        | Kind::InvalidUnicodeEscape
        | Kind::InvalidLowSurrogateHexEscape
        | Kind::InvalidLowSurrogate
        | Kind::MissingLowSurrogate
        | Kind::UnpairedLowSurrogate => (
            "a quoted text has an escape that does not exist",
            "write a backslash as `\\\\`, or put the text in single quotes",
        ),
        kind if is_tab(kind) => ("a tab cannot stand here", "indent with spaces"),
        Kind::BomInsideDocument => (
            "a byte-order mark cannot stand here",
            "remove the invisible character",
        ),
        Kind::CommentNotSeparated => (
            "a comment starts without a space before it",
            "put a space before `#`, or quote the text that it belongs to",
        ),
        Kind::CommentInterceptedScalar => (
            "a text goes on after a comment",
            "put the comment on a line of its own; a key starts at the same column as its neighbours",
        ),
        Kind::InvalidBlockScalarIndent | Kind::InvalidBlockScalarHeader => (
            "the lines of a block of text are not as its first line says",
            "write `|` or `>` alone, then the text on lines that are indented alike",
        ),
        Kind::MissingAnchorOrAliasName => (
            "text cannot start with `&` or `*`",
            "put the text in quotes",
        ),
        Kind::UnexpectedCharacter { character } => {
            return Some(unexpected(*character));
        }
        _ => return None,
    };
    Some((message.to_owned(), help))
}

fn unexpected(character: char) -> (String, &'static str) {
    if character.is_control() {
        let message = format!(
            "the control character U+{:04X} cannot stand here",
            character as u32
        );
        return (
            message,
            "remove it, or write it as an escape in double quotes",
        );
    }
    let shown = if character == '`' {
        "a backtick".to_owned()
    } else {
        format!("`{character}`")
    };
    (
        format!("text cannot start with {shown}"),
        "put the text in quotes",
    )
}
