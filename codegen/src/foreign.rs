//! Types as other languages write them, and how they are written here: advice for those who come from there.

/// What words for types are called elsewhere, in lower case, and how they are written here.
const WORDS: [(&str, &str); 67] = [
    ("any", "json"),
    ("array", "list<json>"),
    ("bigint", "int"),
    ("binary", "base64"),
    ("blob", "base64"),
    ("boolean", "bool"),
    ("buffer", "base64"),
    ("byte", "int"),
    ("bytes", "base64"),
    ("char", "string"),
    ("date", "date"),
    ("datetime", "datetime"),
    ("date-time", "datetime"),
    ("decimal", "number"),
    ("dict", "map<json>"),
    ("dictionary", "map<json>"),
    ("double", "number"),
    ("duration", "string"),
    ("email", "string"),
    ("f32", "number"),
    ("f64", "number"),
    ("false", "{ const: false }"),
    ("float", "number"),
    ("float32", "number"),
    ("float64", "number"),
    ("guid", "uuid"),
    ("i16", "int"),
    ("i32", "int"),
    ("i64", "int"),
    ("i8", "int"),
    ("instant", "datetime"),
    ("int16", "int"),
    ("int32", "int"),
    ("int64", "int"),
    ("int8", "int"),
    ("integer", "int"),
    ("long", "int"),
    ("nil", "{ const: null }"),
    ("none", "{ const: null }"),
    ("null", "{ const: null }"),
    ("object", "map<json>"),
    ("real", "number"),
    ("record", "map<json>"),
    ("regex", "string"),
    ("regexp", "string"),
    ("short", "int"),
    ("str", "string"),
    ("string", "string"),
    ("struct", "{ fields: { name: string } }"),
    ("text", "string"),
    ("time", "string"),
    ("timestamp", "datetime"),
    ("true", "{ const: true }"),
    ("tuple", "{ tuple: [string, int] }"),
    ("u16", "int"),
    ("u32", "int"),
    ("u64", "int"),
    ("u8", "int"),
    ("uint", "int"),
    ("uint32", "int"),
    ("uint64", "int"),
    ("unknown", "json"),
    ("uri", "url"),
    ("url", "url"),
    ("usize", "int"),
    ("value", "json"),
    ("varchar", "string"),
];

/// What the generic types are called elsewhere that hold any number of values, in lower case.
const LISTS: [&str; 10] = [
    "array",
    "collection",
    "hashset",
    "iterable",
    "list",
    "readonlyarray",
    "seq",
    "sequence",
    "set",
    "vec",
];

/// What the generic types are called elsewhere that are objects with free keys, in lower case.
const MAPS: [&str; 9] = [
    "btreemap",
    "dict",
    "dictionary",
    "hashmap",
    "map",
    "mapping",
    "object",
    "readonlymap",
    "record",
];

/// How deep a type may be nested for anything to be said of it.
const DEEPEST: usize = 16;

/// How a word for a type is written here; `None` where it is written so, or nobody can know.
#[must_use]
pub fn word(word: &str) -> Option<&'static str> {
    let lower = word.to_lowercase();
    let (_, here) = WORDS.iter().find(|(known, _)| *known == lower)?;
    (*here != word).then_some(here)
}

/// How a type is written here that another language writes so: `string[]`, `Array<Foo>`, `Record<string, int>`,
/// `'left' | 'right'`. `None` where nobody can know. `is_named` says whether a word is the name of a type in the spec.
#[must_use]
pub fn meant(text: &str, is_named: &dyn Fn(&str) -> bool) -> Option<String> {
    let mut reader = Reader {
        rest: text.trim(),
        is_named,
    };
    let is_generic = reader.rest.starts_with("optional<");
    let optional = !is_generic && reader.word("optional");
    let ty = reader.alternatives(0)?;
    let here = ty.written(optional);
    (reader.rest.is_empty() && here != text).then_some(here)
}

/// A type with what is said of it besides.
#[derive(Default)]
struct Type {
    members: Vec<String>,
    /// The texts that it can be, in place of members.
    texts: Vec<String>,
    nullable: bool,
    optional: bool,
}

impl Type {
    /// The type as an item of another.
    fn inner(self) -> Option<String> {
        let is_plain = self.texts.is_empty() && !self.optional;
        is_plain.then(|| self.written(false))
    }

    fn written(mut self, optional: bool) -> String {
        if !self.texts.is_empty() {
            let nullable = if self.nullable {
                ", nullable: true"
            } else {
                ""
            };
            return format!("{{ enum: [{}]{nullable} }}", self.texts.join(", "));
        }
        if self.nullable {
            self.members.push("null".to_owned());
        }
        let prefix = if optional || self.optional {
            "optional "
        } else {
            ""
        };
        format!("{prefix}{}", self.members.join(" | "))
    }
}

struct Reader<'t> {
    rest: &'t str,
    is_named: &'t dyn Fn(&str) -> bool,
}

impl<'t> Reader<'t> {
    fn alternatives(&mut self, depth: usize) -> Option<Type> {
        let mut ty = Type::default();
        loop {
            self.alternative(&mut ty, depth)?;
            if !self.sign('|') && !self.word("or") {
                break;
            }
        }
        let is_one = ty.members.is_empty() != ty.texts.is_empty();
        is_one.then_some(ty)
    }

    fn alternative(&mut self, ty: &mut Type, depth: usize) -> Option<()> {
        if ["null", "None", "nil"].iter().any(|word| self.word(word)) {
            ty.nullable = true;
        } else if ["undefined", "void"].iter().any(|word| self.word(word)) {
            ty.optional = true;
        } else if let Some(text) = self.quoted() {
            ty.texts.push(text.to_owned());
        } else {
            let inner = self.repeated(depth)?;
            ty.nullable |= inner.nullable;
            ty.optional |= inner.optional;
            ty.members.extend(inner.members);
            ty.texts.extend(inner.texts);
        }
        Some(())
    }

    /// A type and the brackets behind it that make a list of it.
    fn repeated(&mut self, depth: usize) -> Option<Type> {
        if depth == DEEPEST {
            return None;
        }
        let _ = self.word("readonly");
        let nullable = self.word("nullable");
        let mut ty = self.single(depth)?;
        ty.nullable |= nullable;
        for _ in depth..DEEPEST {
            if !self.sign('[') {
                return Some(ty);
            }
            if !self.sign(']') {
                return None;
            }
            ty = one(format!("list<{}>", ty.inner()?));
        }
        None
    }

    fn single(&mut self, depth: usize) -> Option<Type> {
        if self.sign('(') {
            let inner = self.alternatives(depth + 1)?;
            return self.sign(')').then_some(inner);
        }
        let name = self.name()?;
        for (opening, closing) in [('<', '>'), ('[', ']'), ('(', ')')] {
            let is_empty = self.rest[..].starts_with("[]");
            if !is_empty && self.sign(opening) {
                let arguments = self.arguments(depth)?;
                return self.sign(closing).then(|| applied(name, arguments))?;
            }
        }
        if self.word("of") {
            let argument = self.repeated(depth + 1)?;
            return applied(name, vec![argument]);
        }
        let here = word(name).filter(|_| !(self.is_named)(name));
        let here = here.unwrap_or(name);
        (!here.starts_with('{')).then(|| one(here.to_owned()))
    }

    fn arguments(&mut self, depth: usize) -> Option<Vec<Type>> {
        let mut arguments = Vec::new();
        loop {
            arguments.push(self.alternatives(depth + 1)?);
            if !self.sign(',') {
                return Some(arguments);
            }
        }
    }

    fn sign(&mut self, sign: char) -> bool {
        let rest = self.rest.strip_prefix(sign);
        self.go_on(rest)
    }

    fn word(&mut self, word: &str) -> bool {
        let rest = self.rest.strip_prefix(word);
        self.go_on(rest.filter(|rest| !rest.starts_with(is_part)))
    }

    fn go_on(&mut self, rest: Option<&'t str>) -> bool {
        let found = rest.is_some();
        self.rest = rest.unwrap_or(self.rest).trim_start();
        found
    }

    fn name(&mut self) -> Option<&'t str> {
        let rest = self.rest.trim_start_matches(is_part);
        let name = &self.rest[..self.rest.len() - rest.len()];
        self.rest = rest.trim_start();
        name.starts_with(char::is_alphabetic).then_some(name)
    }

    /// A text between quotes that can stand without them.
    fn quoted(&mut self) -> Option<&'t str> {
        let quote = self.rest.chars().next().filter(|c| "\"'`".contains(*c))?;
        let (text, rest) = self.rest[1..].split_once(quote)?;
        let is_sound = text.starts_with(char::is_alphabetic) && text.chars().all(is_part);
        self.rest = rest.trim_start();
        is_sound.then_some(text)
    }
}

fn is_part(letter: char) -> bool {
    letter.is_alphanumeric() || "_-.".contains(letter)
}

fn one(member: String) -> Type {
    Type {
        members: vec![member],
        ..Type::default()
    }
}

/// A generic type with its arguments.
fn applied(name: &str, mut arguments: Vec<Type>) -> Option<Type> {
    let name = name.to_lowercase();
    let name = name.as_str();
    let count = arguments.len();
    let last = arguments.pop()?;
    match name {
        "option" | "optional" if count == 1 => Some(Type {
            optional: true,
            ..last
        }),
        "nullable" if count == 1 => Some(Type {
            nullable: true,
            ..last
        }),
        "readonly" if count == 1 => Some(last),
        _ if count == 1 && LISTS.contains(&name) => Some(one(format!("list<{}>", last.inner()?))),
        _ if count <= 2 && MAPS.contains(&name) => Some(one(format!("map<{}>", last.inner()?))),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meant(text: &str) -> Option<String> {
        super::meant(text, &|name| name == "Text")
    }

    #[test]
    fn what_other_languages_write() {
        let cases = [
            ("string[]", "list<string>"),
            ("boolean[]", "list<bool>"),
            ("Text[]", "list<Text>"),
            ("text[]", "list<string>"),
            ("readonly Foo[]", "list<Foo>"),
            ("(string | int)[]", "list<string | int>"),
            ("number[] | null", "list<number> | null"),
            ("Array<Array<integer>>", "list<list<int>>"),
            ("Vec<u8>", "list<int>"),
            ("List[str]", "list<string>"),
            ("Dict[str, Any]", "map<json>"),
            ("HashMap<String, Vec<i32>>", "map<list<int>>"),
            ("map<string,int>", "map<int>"),
            ("Option<String>", "optional string"),
            ("string | undefined", "optional string"),
            ("Nullable<int>", "int | null"),
            ("string or int", "string | int"),
            ("list of string", "list<string>"),
            ("list(int)", "list<int>"),
            ("optional<integer>", "optional int"),
            ("nullable string", "string | null"),
            ("\"a\" | \"b\" | null", "{ enum: [a, b], nullable: true }"),
        ];
        for (there, here) in cases {
            assert_eq!(meant(there).as_deref(), Some(here), "{there}");
        }
    }

    #[test]
    fn what_nobody_can_know() {
        let cases = [
            "",
            "string",
            "optional string",
            "Foo<Bar>",
            "string[",
            "list<int",
            "string[3]",
            "int?",
            "a b",
            "list<'a'>",
            "'a' | int",
            "list<int | undefined>",
            "()",
            "[]",
            "<",
            "string]",
            "'it is' | 'so'",
            "null",
            "é[",
        ];
        for text in cases {
            assert_eq!(meant(text), None, "{text}");
        }
        assert_eq!(meant(&"list<".repeat(100_000)), None);
        assert_eq!(meant(&"(".repeat(100_000)), None);
        assert_eq!(meant(&format!("int{}", "[]".repeat(100_000))), None);
    }

    #[test]
    fn words_are_in_order() {
        assert!(LISTS.is_sorted() && MAPS.is_sorted());
    }
}
