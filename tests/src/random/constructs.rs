//! The constructs of the language, and how often they were used.

use std::collections::BTreeMap;

/// Everything that a spec may say, each by what it is called in the table that is printed.
pub const CONSTRUCTS: &[&str] = &[
    // Types
    "string",
    "bool",
    "int",
    "number",
    "json",
    "undocumented",
    "url",
    "uuid",
    "datetime",
    "date",
    "base64",
    "const text",
    "const number",
    "const bool",
    "const null",
    "enum of texts",
    "enum of numbers",
    "enum of mixed kinds",
    "known texts",
    "known numbers",
    "known mixed kinds",
    "value with as",
    "value deprecated",
    "list",
    "map",
    "map with keys",
    "tuple",
    "tuple with names",
    "tuple with optional items",
    "tuple with rest",
    "struct",
    "struct named",
    "struct without fields",
    "alias",
    "alias that is nullable",
    "optional",
    "nullable",
    "maybe",
    "type mapping",
    "union in text",
    "null in text",
    "nested generics",
    "union tagged",
    "union adjacent",
    "union common fields",
    "union is",
    "union is number",
    "union is bool",
    "union is several",
    "union $absent",
    "union $other",
    "union member nothing",
    "union member named",
    "union content optional",
    "union untagged",
    "union by kind",
    "union by constant",
    "union by key",
    "union named",
    "union nullable",
    "recursive through list",
    "recursive through map",
    "recursive through optional",
    "recursive through union",
    "with",
    "with several",
    "others",
    "unknown keep",
    "unknown refuse",
    "unknown ignore",
    "atLeastOneOf",
    "together",
    "requiredWhen",
    "requiredWhen several",
    "minimum",
    "maximum",
    "minLength",
    "maxLength",
    "pattern",
    "minItems",
    "maxItems",
    "schemes",
    "secret",
    "unit",
    "default",
    "examples",
    "binds",
    "gatedBy",
    "doc",
    "since",
    "deprecated",
    "as",
    "hostile key",
    "hostile name",
    "hostile text",
    // Envelopes
    "form event",
    "form request",
    "form ok",
    "form error",
    "form watch",
    "form changed",
    "form subscribe",
    "form unsubscribe",
    "form get",
    "kinds by constant",
    "kinds by key",
    "kinds by shared tag",
    "kinds by $absent",
    "constant text",
    "constant number",
    "constant bool",
    "constant null",
    "$payload",
    "$payload spread",
    "$args",
    "$id",
    "$id optional",
    "$id nullable",
    "$id twice",
    "$id typed",
    "$error",
    "$error typed",
    "$error spread",
    "$code",
    "$code number",
    "$old",
    "$new",
    "$options",
    "$options spread",
    "$options optional",
    "$request",
    "$request spread",
    "$absent",
    "$$",
    "own slot",
    "own slot per message",
    "own slot match",
    "own slot optional",
    "own slot nullable",
    "own slot twice",
    "name in text",
    "form is a list",
    "form is a slot",
    "nested form",
    "name outside",
    "told by form",
    "answers by constant",
    "answers by key",
    // Channels
    "window",
    "port",
    "custom-event",
    "native",
    "http",
    "http auth",
    "json-text",
    "json-text one way",
    "several channels",
    "several envelopes",
    "envelopes by direction",
    "single-flight",
    "correlation id",
    "correlation name",
    "correlation field",
    "correlation list",
    "correlation on message",
    "unknown: refuse",
    "unknown: T",
    "unknown: keep",
    "channel errors",
    "trust",
    "timeout",
    "three roles",
    // Messages
    "event",
    "request",
    "property",
    "subscription",
    "payload",
    "fields",
    "args",
    "args optional",
    "args rest",
    "payload optional",
    "payload nullable",
    "no payload",
    "ok type",
    "ok fields",
    "ok nothing",
    "ok never",
    "ok undocumented",
    "ok named",
    "ok shared",
    "error type",
    "error named",
    "error fields",
    "errors list",
    "errors mapping",
    "errors closed",
    "errors numbers",
    "name text",
    "name number",
    "name bool",
    "bound name",
    "bound many",
    "two layouts",
    "both ways",
    "channels on message",
    "envelope on message",
    "subscription options",
    "subscription ok",
    "subscribe true",
    "nameless answers",
    "idempotent",
    "maxBytes",
    "when",
    "after",
    "then",
    "then oneOf",
    "naming strip",
    "include",
];

/// How often constructs were used.
#[derive(Debug, Clone, Default)]
pub struct Counts {
    counts: BTreeMap<&'static str, usize>,
}

impl Counts {
    /// Counts one use.
    ///
    /// # Panics
    ///
    /// When there is no such construct in the table.
    pub fn used(&mut self, construct: &'static str) {
        assert!(
            CONSTRUCTS.contains(&construct),
            "`{construct}` is no construct of the table"
        );
        *self.counts.entry(construct).or_default() += 1;
    }

    /// Adds the uses of a whole spec.
    pub fn add(&mut self, other: &Self) {
        for (construct, count) in &other.counts {
            *self.counts.entry(construct).or_default() += count;
        }
    }

    /// How often a construct was used.
    #[must_use]
    pub fn of(&self, construct: &str) -> usize {
        self.counts.get(construct).copied().unwrap_or_default()
    }

    /// The constructs that were used fewer than `least` times.
    #[must_use]
    pub fn rare(&self, least: usize) -> Vec<&'static str> {
        let all = CONSTRUCTS.iter().copied();
        all.filter(|construct| self.of(construct) < least).collect()
    }

    /// The table: each construct with its count, several in a line.
    #[must_use]
    pub fn table(&self) -> String {
        let cell = |construct: &&str| format!("{construct:<28}{:>6}", self.of(construct));
        let cells: Vec<String> = CONSTRUCTS.iter().map(cell).collect();
        let lines = cells.chunks(3).map(|cells| cells.join("   "));
        lines.collect::<Vec<_>>().join("\n")
    }
}
