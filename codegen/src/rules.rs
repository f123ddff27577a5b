//! The table of mistakes: every rule that a spec can break, with its identifier.
//!
//! A rule is added as one row of the table at the end of this file. The row makes a constant and an entry of
//! [`RULES`], which is what tests and documentation go through to find rules without a fixture or a page.

/// A rule that a spec can break.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Rule {
    /// What stands in brackets after `error`, such as `unknown-key`: lower case, words joined by hyphens.
    pub id: &'static str,
    /// What is wrong in a spec that breaks the rule, as one sentence.
    pub summary: &'static str,
}

/// Finds the rule with the identifier `id`, and gives `None` when there is none.
#[must_use]
pub fn rule(id: &str) -> Option<Rule> {
    RULES.iter().copied().find(|rule| rule.id == id)
}

macro_rules! rules {
    ($($name:ident $id:literal $summary:literal;)*) => {
        $(
            #[doc = $summary]
            pub const $name: Rule = Rule { id: $id, summary: $summary };
        )*

        /// Every rule, in the order of the table.
        pub const RULES: &[Rule] = &[$($name),*];
    };
}

rules! {
    FILE_MISSING "file-missing" "A spec file does not exist.";
    FILE_UNREADABLE "file-unreadable" "A spec file exists and cannot be read, or is a folder.";
    FILE_TOO_LARGE "file-too-large" "A spec file is larger than 16 MiB.";
    ENCODING "encoding" "A spec file is not UTF-8 text.";

    YAML_SYNTAX "yaml-syntax" "The text is not YAML.";
    YAML_DOCUMENT "yaml-document" "A file is empty, or holds more than one YAML document.";
    YAML_DIRECTIVE "yaml-directive" "A file has a YAML directive, a line that starts with `%`.";
    YAML_ANCHOR "yaml-anchor" "A value has an anchor (`&name`) or is an alias (`*name`).";
    YAML_TAG "yaml-tag" "A value has a YAML tag (`!name`).";
    YAML_MERGE_KEY "yaml-merge-key" "A mapping merges another one with `<<`.";
    YAML_KEY "yaml-key" "A key is a list, a mapping or nothing, where it must be text.";
    DUPLICATE_KEY "duplicate-key" "A mapping has the same key twice.";
    TOO_DEEP "too-deep" "Lists, mappings or types are nested more than 64 deep.";

    UNKNOWN_KEY "unknown-key" "A mapping has a key that the spec language does not know there.";
    MISSING_KEY "missing-key" "A mapping lacks a key that it needs.";
    CONFLICTING_KEYS "conflicting-keys" "Two keys of a mapping exclude each other.";
    WRONG_KIND "wrong-kind" "A value is a text, a list or a mapping where another of these belongs.";
    EMPTY_VALUE "empty-value" "A key or a dash has no value.";
    INVALID_VALUE "invalid-value" "A value is none of those that can stand at its place.";
    INVALID_NUMBER "invalid-number" "A number makes no sense at its place.";
    INVALID_DURATION "invalid-duration" "A time span is not a whole number with a unit.";
    INVALID_NAME "invalid-name" "The name of a protocol, role or type has characters that it cannot have.";
    INVALID_DIRECTION "invalid-direction" "A direction is not written as `sender -> receiver`.";
    UNSUPPORTED_VERSION "unsupported-version" "The spec is written in a version of the language that this program does not know.";
    TYPE_SYNTAX "type-syntax" "A type that is written as text cannot be read.";
    INVALID_PATTERN "invalid-pattern" "A pattern is not of the small language that every target matches alike.";

    INCLUDE_CONFLICT "include-conflict" "A spec and a file that it includes say different things under one name.";
    UNRESOLVED_ROLE "unresolved-role" "A role is named that `roles` does not declare.";
    UNRESOLVED_TYPE "unresolved-type" "A type is named that is neither built in nor declared under `types`.";
    UNRESOLVED_ENVELOPE "unresolved-envelope" "An envelope is named that `envelopes` does not declare.";
    UNRESOLVED_MESSAGE "unresolved-message" "A message is named that is declared nowhere.";
    NO_CHANNEL "no-channel" "No channel joins the two roles of a message.";
    UNRESOLVED_CHANNEL "unresolved-channel" "A channel is named that `channels` does not declare.";
    CONFLICTING_CHANNELS "conflicting-channels" "Two channels are one pipe, and differ in what becomes of unknown names.";
    EXPOSED_SECRET "exposed-secret" "A secret would be sent to whoever is at the other end.";

    UNRESOLVED_FIELD "unresolved-field" "A rule about fields, or `correlation`, names one that is not there.";
    MISPLACED_FIELD "misplaced-field" "A rule about the presence of fields names one that is always there.";
    REPEATED_FIELD "repeated-field" "One key of an object is declared twice.";
    TOO_MANY_FIELDS "too-many-fields" "Types have more than a million fields, with those that they take in.";
    REPEATED_VALUE "repeated-value" "A value is listed twice where it can stand but once.";
    MISPLACED_MEMBER "misplaced-member" "A member of a union with a tag has no place for it.";
    AMBIGUOUS_MEMBERS "ambiguous-members" "Two members of a union without a tag cannot be told apart.";
    MISPLACED_OPTIONAL "misplaced-optional" "`optional` stands where no key can be absent.";
    MISPLACED_CONSTRAINT "misplaced-constraint" "A constraint or mark stands on a type to which it does not apply.";
    EMPTY_RANGE "empty-range" "A lower limit is above the upper limit.";
    ENDLESS_TYPE "endless-type" "A type contains itself with no way to end.";

    UNKNOWN_SLOT "unknown-slot" "A form has a slot that does not exist.";
    MISPLACED_SLOT "misplaced-slot" "A form has a slot that nothing of its kind fills.";
    REPEATED_SLOT "repeated-slot" "A form has the same slot twice.";
    UNUSED_SLOT "unused-slot" "An envelope declares a slot that none of its forms has.";
    MISSING_FORM "missing-form" "An envelope has no form for a message that uses it.";
    MISSING_SLOT "missing-slot" "A form lacks a slot that a message needs.";
    CONFLICTING_SLOTS "conflicting-slots" "A slot of one message has different types in its layouts.";
    MISPLACED_PAYLOAD "misplaced-payload" "A form cannot hold what a message carries where it has its place for it.";
    UNCORRELATED_ANSWERS "uncorrelated-answers" "Answers of different requests look the same, and nothing joins them to their request.";
    INDISTINGUISHABLE "indistinguishable" "Two messages of one direction cannot be told apart.";

    INVALID_IDENTIFIER "invalid-identifier" "No identifier can be made from a name.";
    RESERVED_IDENTIFIER "reserved-identifier" "A name gives an identifier that generated code uses itself.";
    COLLIDING_IDENTIFIERS "colliding-identifiers" "Two names give the same identifier.";
    INVALID_EXAMPLE "invalid-example" "An example, a default or a condition does not fit its type.";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_are_unique_and_well_formed() {
        for (index, row) in RULES.iter().enumerate() {
            let words = row.id.split('-');
            let spelled = words
                .into_iter()
                .all(|word| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase()));
            assert!(spelled, "{}", row.id);
            assert!(row.summary.ends_with('.'), "{}", row.id);
            assert!(
                RULES[..index].iter().all(|other| other.id != row.id),
                "{}",
                row.id
            );
            assert_eq!(rule(row.id), Some(*row));
        }
    }
}
