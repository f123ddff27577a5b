//! The keys of types.

use super::ValueShape::{
    Any, Constant, Count, Either, Flag, List, Mapping, MappingOf, Member, Number, OneOrMore, Text,
    Type, Word,
};
use super::{AS, DEPRECATED_KEY, DOC, Key, SINCE, Table, ValueShape, optional, required};

/// A type that is written as a mapping.
pub static TYPE: Table = Table {
    of: "a type",
    keys: &TYPE_KEYS,
};

/// A member of a union that is written as a mapping.
pub static MEMBER: Table = Table {
    of: "a member of a union",
    keys: &MEMBER_KEYS,
};

/// A value under `enum` or `known` of which more is said.
pub static VALUE: Table = Table {
    of: "a value",
    keys: &[
        required("const", Constant, "The value on the wire."),
        AS,
        DOC,
        SINCE,
        DEPRECATED_KEY,
    ],
};

/// The last item of a tuple, where any number of further ones may follow.
pub static REST: Table = Table {
    of: "an item of a tuple",
    keys: &[required("rest", ITEM, REST_DOC)],
};

/// The keys of a type of which exactly one says what it is.
pub const KINDS: [&str; 9] = [
    "type", "fields", "enum", "known", "union", "list", "map", "tuple", "const",
];

/// The keys of a type that hold a limit.
pub const CONSTRAINTS: [&str; 6] = [
    "minimum",
    "maximum",
    "minLength",
    "maxLength",
    "minItems",
    "maxItems",
];

const NAMES: ValueShape = List(&Text);
const GROUPS: ValueShape = Either(&[NAMES, List(&NAMES)]);
const VALUES: ValueShape = List(&Either(&[Constant, Mapping(&VALUE)]));
const FIELDS: ValueShape = MappingOf(&Type);
pub(super) const ITEM: ValueShape = Either(&[Type, FIELDS]);
pub(super) const ITEMS: ValueShape = List(&Either(&[Type, FIELDS, Mapping(&REST)]));
const CONDITION: ValueShape = MappingOf(&OneOrMore(&Constant));
pub(super) const REST_DOC: &str = "The type of all further items of a tuple, with or without a name: `string` or `{ names: string }`.";

const TYPE_AS: Key = optional(
    "as",
    Text,
    "The identifier in generated code, where the derived one does not do. On a field beside `fields`, `enum`, `known`, `union` or `tuple` it is that of the type, and beside any other key that of the field.",
);

const KEYS_OF_A_TYPE: usize = 39;

pub(super) const TYPE_KEYS: [Key; KEYS_OF_A_TYPE] = [
    optional("type", Text, "A type that the other keys add to."),
    optional(
        "fields",
        FIELDS,
        "The fields of an object. Beside `union` the fields that all members have.",
    ),
    optional("enum", VALUES, "The values, of which no other is taken."),
    optional(
        "known",
        VALUES,
        "The values that are known today. Another of the same kind is kept.",
    ),
    optional(
        "union",
        MappingOf(&Member),
        "The members of a union by name. With `tag` the name is what stands there.",
    ),
    optional("list", Type, "The type of a list's items."),
    optional(
        "map",
        Type,
        "The type of the values of an object with free keys.",
    ),
    optional(
        "tuple",
        ITEMS,
        "The items of a list of which each has its own type: `string`, or `{ title: string }` with a name.",
    ),
    optional("const", Constant, "The one value that may stand here."),
    TYPE_AS,
    DOC,
    SINCE,
    DEPRECATED_KEY,
    optional("examples", List(&Any), "Values that fit. They are checked."),
    optional("optional", Flag, "Whether the key may be absent."),
    optional("nullable", Flag, "Whether it may be null."),
    optional(
        "default",
        Any,
        "What receivers take for an absent key. It is checked, and never filled in on reading.",
    ),
    optional("secret", Flag, "Whether it is kept out of logs."),
    optional("unit", Text, "The unit of its numbers."),
    optional(
        "binds",
        Text,
        "The request whose wire name this text chooses.",
    ),
    optional(
        "gatedBy",
        Text,
        "What must be switched on for it to be there.",
    ),
    optional(
        "with",
        OneOrMore(&Text),
        "The types whose fields this one has, too, before its own.",
    ),
    optional(
        "others",
        Type,
        "The type of all keys that are not declared.",
    ),
    optional(
        "unknown",
        Word(&["ignore", "keep", "refuse"]),
        "What becomes of keys that are not declared: `ignore`, `keep` or `refuse`.",
    ),
    optional(
        "atLeastOneOf",
        GROUPS,
        "Fields of which at least one must be there, or a list of such lists.",
    ),
    optional(
        "together",
        GROUPS,
        "Fields that are all there or all absent, or a list of such lists.",
    ),
    optional(
        "requiredWhen",
        MappingOf(&CONDITION),
        "Fields that must be there when others have these values: `{ place: { mode: manual } }`.",
    ),
    optional(
        "tag",
        Text,
        "The key whose value tells the members of a union apart.",
    ),
    optional(
        "content",
        Text,
        "The key beside the tag that holds what the member carries.",
    ),
    optional(
        "keys",
        Type,
        "What the keys of a map must be: a type of text.",
    ),
    optional("rest", ITEM, REST_DOC),
    optional("minimum", Number, "The least value."),
    optional("maximum", Number, "The greatest value."),
    optional(
        "minLength",
        Count,
        "The least number of Unicode characters.",
    ),
    optional(
        "maxLength",
        Count,
        "The greatest number of Unicode characters.",
    ),
    optional("pattern", Text, "What the whole text must match."),
    optional("minItems", Count, "The least number of items."),
    optional("maxItems", Count, "The greatest number of items."),
    optional("schemes", NAMES, "The schemes that a URL may have."),
];

const MEMBER_KEYS: [Key; KEYS_OF_A_TYPE + 1] = {
    let mut keys = [optional(
        "is",
        OneOrMore(&Constant),
        "What chooses the member at the tag, where it is not its name: texts, numbers, `true` or `false`, `$absent` for no tag, `$other` for what no member lists.",
    ); KEYS_OF_A_TYPE + 1];
    let mut at = 0;
    while at < KEYS_OF_A_TYPE {
        keys[at + 1] = TYPE_KEYS[at];
        at += 1;
    }
    keys
};
