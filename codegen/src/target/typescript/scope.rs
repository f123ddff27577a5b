//! Names that one file or function gives to what it declares.

use std::collections::HashSet;

use super::module::Way;
use super::sink::lower_camel;
use crate::model::Identifier;

/// What the language keeps for itself, and the globals that generated code uses.
const RESERVED: [&str; 53] = [
    "Map",
    "NaN",
    "arguments",
    "await",
    "break",
    "case",
    "catch",
    "class",
    "const",
    "continue",
    "debugger",
    "default",
    "delete",
    "do",
    "else",
    "enum",
    "eval",
    "export",
    "extends",
    "false",
    "finally",
    "for",
    "function",
    "if",
    "implements",
    "import",
    "in",
    "instanceof",
    "interface",
    "let",
    "new",
    "null",
    "package",
    "private",
    "protected",
    "public",
    "return",
    "static",
    "super",
    "switch",
    "this",
    "throw",
    "true",
    "try",
    "typeof",
    "undefined",
    "var",
    "void",
    "while",
    "with",
    "yield",
    "async",
    "of",
];

/// What the runtime calls the values that generated code imports, and what generated files declare.
const RUNTIME: [&str; 80] = [
    "Fault",
    "Secret",
    "Unknown",
    "Unread",
    "checkAtLeastOneOf",
    "checkConstant",
    "checkMaxItems",
    "checkMaxLength",
    "checkMaximum",
    "checkMinItems",
    "checkMinLength",
    "checkMinimum",
    "checkPattern",
    "checkRequiredWhen",
    "checkTogether",
    "checkUnexpected",
    "echo",
    "find",
    "forward",
    "ifPresent",
    "isList",
    "isObject",
    "item",
    "nameText",
    "noMember",
    "nothing",
    "optional",
    "optionalItem",
    "others",
    "own",
    "parseText",
    "place",
    "present",
    "readBase64",
    "readBoolean",
    "readConstant",
    "readDate",
    "readDateTime",
    "readEnum",
    "readInteger",
    "readItems",
    "readJson",
    "readJsonText",
    "readKnown",
    "readList",
    "readListed",
    "readMap",
    "readNested",
    "readNullable",
    "readNumber",
    "readObject",
    "readOthers",
    "readScalar",
    "readText",
    "readUnion",
    "readUrl",
    "readUuid",
    "requestOf",
    "required",
    "restItems",
    "schemaOf",
    "sendingUnlisted",
    "setOwn",
    "settle",
    "spread",
    "tell",
    "undeclaredName",
    "without",
    "writeJsonText",
    "writeKnown",
    "writeOthers",
    "writeUnread",
    "bind",
    "decode",
    "decodeAnswer",
    "decodeText",
    "decoded",
    "encode",
    "names",
    "schema",
];

/// The reader or writer of a declared type, which has the same name in every file.
pub fn type_function(way: Way, identifier: &Identifier) -> String {
    let name = format!("{}{}", way.verb(), identifier.0);
    if RUNTIME.contains(&name.as_str()) {
        format!("{name}_")
    } else {
        name
    }
}

/// The name of an item of a tuple, which cannot be a word of the language.
pub fn label(wanted: &str) -> String {
    if RESERVED.contains(&wanted) {
        format!("{wanted}_")
    } else {
        wanted.to_owned()
    }
}

/// The names of a file. No identifier of a spec holds an underscore, so one at the end makes a name free again.
#[derive(Debug)]
pub struct Scope {
    taken: HashSet<String>,
}

impl Scope {
    /// A scope in which only the names of the language, the runtime and the fixed parts of a file are taken.
    pub fn new() -> Self {
        let taken = RESERVED
            .into_iter()
            .chain(RUNTIME)
            .map(str::to_owned)
            .collect();
        Self { taken }
    }

    /// Takes `wanted`, or what is free and nearest to it.
    pub fn claim(&mut self, wanted: &str) -> String {
        let mut name = wanted.to_owned();
        while !self.taken.insert(name.clone()) {
            name.push('_');
        }
        name
    }

    /// The variables of a function, which hide no name of the file. It has these already.
    pub fn function(&self, variables: &[&str]) -> FunctionScope<'_> {
        let taken = variables.iter().copied().map(str::to_owned).collect();
        FunctionScope { file: self, taken }
    }
}

/// The variables of one function.
#[derive(Debug)]
pub struct FunctionScope<'f> {
    file: &'f Scope,
    taken: HashSet<String>,
}

impl FunctionScope<'_> {
    /// Takes `wanted`, or what is free and nearest to it.
    pub fn claim(&mut self, wanted: &str) -> String {
        let mut name = wanted.to_owned();
        while self.file.taken.contains(&name) || !self.taken.insert(name.clone()) {
            name.push('_');
        }
        name
    }

    /// Takes the name of a variable for something with this identifier.
    pub fn variable(&mut self, identifier: &Identifier) -> String {
        self.claim(&lower_camel(identifier))
    }
}
