//! How a name on the wire becomes an identifier, what is reserved, and what collides.

use std::collections::HashMap;

use heck::ToUpperCamelCase;

use crate::diagnostic::{Diagnostic, Diagnostics, quoted};
use crate::model::Identifier;
use crate::rules::{
    COLLIDING_IDENTIFIERS, INDISTINGUISHABLE, INVALID_IDENTIFIER, INVALID_NAME,
    RESERVED_IDENTIFIER, Rule,
};
use crate::source::{Span, Spanned};

/// Type names that generated files use themselves, in Rust or in TypeScript.
const RESERVED_TYPES: [&str; 43] = [
    "BTreeMap",
    "Base64",
    "Box",
    "CalendarDate",
    "Code",
    "Cow",
    "DateTime",
    "Decoded",
    "Default",
    "Direction",
    "Document",
    "Encoded",
    "Err",
    "Fault",
    "From",
    "Json",
    "List",
    "Map",
    "None",
    "Object",
    "ObjectWriter",
    "Ok",
    "OpenRequests",
    "Option",
    "Payload",
    "PlainObject",
    "Record",
    "Refusal",
    "Refused",
    "Result",
    "Secret",
    "Self",
    "Some",
    "StandardSchema",
    "String",
    "Uint8Array",
    "Unknown",
    "Unread",
    "Url",
    "Uuid",
    "Value",
    "Vec",
    "Writer",
];

/// The identifier for a text: `portal.send.app_info` gives `PortalSendAppInfo`. `None` when none can be made, as
/// for a text that starts with a digit or has letters beyond ASCII.
#[must_use]
pub fn identifier(text: &str) -> Option<Identifier> {
    let camel = text.to_upper_camel_case();
    let sound = camel.starts_with(|first: char| first.is_ascii_alphabetic())
        && camel.chars().all(|letter| letter.is_ascii_alphanumeric());
    sound.then_some(Identifier(camel))
}

/// What is left of a wire name after the longest of `prefixes` that leaves something.
#[must_use]
pub fn stripped<'n>(name: &'n str, prefixes: impl Iterator<Item = &'n str>) -> &'n str {
    prefixes
        .filter_map(|prefix| name.strip_prefix(prefix))
        .filter(|rest| !rest.is_empty())
        .min_by_key(|rest| rest.len())
        .unwrap_or(name)
}

/// How a spec chooses an identifier where a mapping can hold the key for it.
pub const BY_KEY: &str = "with `as:`, such as `as: ImageLayer`";

/// How a spec chooses an identifier for an error text.
pub const BY_ENTRY: &str = "in a mapping under `errors`, such as `not found: { as: NotFound }`";

/// How a spec chooses another identifier for a role.
pub const BY_NAME: &str = "by changing the name";

/// The identifier that a spec asks for, else the one for `text`. Where neither can be made it is a mistake, and the
/// identifier is one that nothing else has. `how` says how a spec chooses one.
pub fn chosen(
    asked: Option<&Spanned<String>>,
    text: &Spanned<String>,
    how: &str,
    diagnostics: &mut Diagnostics,
) -> Identifier {
    let source = asked.unwrap_or(text);
    identifier(&source.value).unwrap_or_else(|| {
        let mistake = Diagnostic::new(
            INVALID_IDENTIFIER,
            source.span,
            format!("{} gives no identifier", quoted(&source.value)),
        )
        .label("an identifier starts with a letter and has only ASCII letters and digits");
        diagnostics.push(match asked {
            Some(_) => mistake.help("write it like `ImageLayer`"),
            None => mistake.help(format!("choose one {how}")),
        });
        stand_in(source.span)
    })
}

/// An identifier for what has none, so that other mistakes with it are found.
#[must_use]
pub fn stand_in(span: Span) -> Identifier {
    Identifier(format!("Unnamed{}", span.start))
}

/// A set of identifiers that must differ, because they stand in one scope of the generated code.
#[derive(Debug, Clone)]
pub struct Scope<'s> {
    how: &'s str,
    taken: HashMap<Identifier, Option<Owner>>,
}

/// What an identifier stands for, in text, and where that is declared.
type Owner = (String, Span);

impl<'s> Scope<'s> {
    /// An empty scope; `how` says how a spec chooses another identifier for one of its members.
    #[must_use]
    pub fn new(how: &'s str) -> Self {
        Self {
            how,
            taken: HashMap::new(),
        }
    }

    /// A scope of types, in which the names that generated files use are taken.
    #[must_use]
    pub fn of_types() -> Self {
        Self::new(BY_KEY).reserving(&RESERVED_TYPES)
    }

    /// The same scope, with more names that generated files use.
    #[must_use]
    pub fn reserving(mut self, names: &[&str]) -> Self {
        let reserved = names
            .iter()
            .map(|name| (Identifier((*name).to_owned()), None));
        self.taken.extend(reserved);
        self
    }

    /// What an identifier stands for already, and where that is declared.
    #[must_use]
    pub fn owner(&self, identifier: &Identifier) -> Option<(&str, Span)> {
        let (what, span) = self.taken.get(identifier)?.as_ref()?;
        Some((what, *span))
    }

    /// Takes an identifier that stands for what is declared at `span`, and which mistakes call `what`, such as
    /// "field `level`". A mistake when it is taken.
    pub fn take(
        &mut self,
        identifier: &Identifier,
        what: impl Into<String>,
        span: Span,
        diagnostics: &mut Diagnostics,
    ) {
        let what = what.into();
        match self.taken.get(identifier) {
            None => {
                self.taken.insert(identifier.clone(), Some((what, span)));
            }
            Some(first) if !is_reported(span, diagnostics) => {
                let mistake = self.mistake(identifier, (what, span), first.as_ref());
                diagnostics.push(mistake);
            }
            Some(_) => {}
        }
    }

    fn mistake(
        &self,
        identifier: &Identifier,
        (what, span): Owner,
        first: Option<&Owner>,
    ) -> Diagnostic {
        let (name, how) = (quoted(&identifier.0), self.how);
        match first {
            None => Diagnostic::new(
                RESERVED_IDENTIFIER,
                span,
                format!("generated code uses the identifier {name} itself"),
            )
            .label(format!("would be called {name}"))
            .help(format!("choose another identifier {how}")),
            Some((first, place)) => Diagnostic::new(
                COLLIDING_IDENTIFIERS,
                span,
                format!("{first} and {what} would both be called {name}"),
            )
            .label("this one")
            .secondary(*place, "and this one")
            .help(format!("choose another identifier for one of them {how}")),
        }
    }
}

/// Whether another name is asked for already at this place: what is derived from it will change with it.
#[must_use]
pub fn is_reported(span: Span, diagnostics: &Diagnostics) -> bool {
    diagnostics
        .iter()
        .any(|mistake| mistake.span == Some(span) && ABOUT_NAMES.contains(&mistake.rule))
}

const ABOUT_NAMES: [Rule; 4] = [
    INVALID_NAME,
    RESERVED_IDENTIFIER,
    COLLIDING_IDENTIFIERS,
    INDISTINGUISHABLE,
];
