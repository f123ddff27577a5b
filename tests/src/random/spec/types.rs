//! Types: values of one kind, lists and maps.

use crate::random::spec::maker::{Maker, Plan, Ty, Written, kinds};
use crate::random::yaml::{Yaml, plain, quoted, yes};

impl Maker {
    /// Any type, in which others are nested at most `depth` deep.
    pub fn ty(&mut self, depth: usize) -> Ty {
        let deep = usize::from(depth > 0);
        let weights = [
            34,
            10,
            10 * deep,
            8 * deep,
            7 * deep,
            14 * deep,
            7 * deep,
            6 * deep,
            5 * deep,
            14,
        ];
        match self.chance.weighted(&weights) {
            0 => self.scalar(),
            1 => self.set(),
            2 => self.list(depth),
            3 => self.map(depth),
            4 => self.tuple(depth),
            5 => self.structure(depth),
            6 => self.tagged(depth),
            7 => self.untagged(depth),
            8 => self.alternatives(),
            _ => self.reference(false),
        }
    }

    /// A type where nothing says whether a value must be there, maybe with `null`.
    pub fn item(&mut self, depth: usize) -> Yaml {
        let nullable = self.percent(12);
        let ty = self.ty(depth);
        self.marked(ty, false, nullable).yaml()
    }

    /// A type with what says that it may be absent or null.
    pub fn marked(&mut self, ty: Ty, optional: bool, nullable: bool) -> Ty {
        let nullable = nullable && ty.kinds & kinds::NULL == 0;
        let kinds = ty.kinds | if nullable { kinds::NULL } else { 0 };
        let as_text = match &ty.written {
            Written::Text(text) if self.percent(70) => Some(text.clone()),
            _ => None,
        };
        let (keys, sample) = (ty.keys.clone(), ty.sample.clone());
        if optional {
            self.used("optional");
        }
        if nullable {
            self.used("nullable");
        }
        let written = if let Some(text) = as_text {
            Written::Text(self.text_of(&text, optional, nullable))
        } else {
            if let Written::Text(_) = &ty.written {
                self.used("type mapping");
            }
            let mut entries = ty.entries();
            if optional {
                entries.push(("optional".to_owned(), yes()));
            }
            if nullable {
                entries.push(("nullable".to_owned(), yes()));
            }
            Written::Mapping(entries)
        };
        Ty {
            written,
            kinds,
            keys,
            sample,
        }
    }

    fn text_of(&mut self, text: &str, optional: bool, nullable: bool) -> String {
        if optional && nullable && self.percent(60) {
            self.used("maybe");
            return format!("maybe {text}");
        }
        let front = if optional { "optional " } else { "" };
        if nullable {
            self.used("null in text");
            format!("{front}{text} | null")
        } else {
            format!("{front}{text}")
        }
    }

    /// A type of one JSON kind without parts.
    pub fn scalar(&mut self) -> Ty {
        match self
            .chance
            .weighted(&[22, 12, 14, 14, 5, 3, 8, 5, 5, 5, 5, 10])
        {
            0 => self.text(),
            1 => {
                self.used("bool");
                Ty::word("bool", kinds::BOOL).sample(yes())
            }
            2 => self.whole(),
            3 => self.any_number(),
            4 => {
                self.used("json");
                Ty::word("json", kinds::ANY)
            }
            5 => {
                self.used("undocumented");
                Ty::word("undocumented", kinds::ANY)
            }
            6 => self.url(),
            7 => self.checked_text("uuid", "123e4567-e89b-12d3-a456-426614174000"),
            8 => self.checked_text("datetime", "2024-02-29T23:59:59.5Z"),
            9 => self.checked_text("date", "2024-02-29"),
            10 => self.base64(),
            _ => self.constant(),
        }
    }

    fn checked_text(&mut self, word: &'static str, sample: &str) -> Ty {
        self.used(word);
        Ty::word(word, kinds::TEXT).sample(quoted(sample))
    }

    fn text(&mut self) -> Ty {
        const PATTERNS: [&str; 9] = [
            "[a-z]+",
            "[A-Z]{2}-[0-9]{3}",
            "(foo|bar)?",
            "a{2,4}b*",
            "[^a-z]",
            "(ab){2}c",
            "\\[x\\]|y",
            "[a-f0-9]{8}",
            "é?ß+",
        ];
        self.used("string");
        match self.chance.below(10) {
            0..5 => Ty::word("string", kinds::TEXT).sample(quoted("some text")),
            5..8 => {
                let least = self.chance.below(4);
                let most = least + self.chance.below(6);
                let mut entries = vec![("type".to_owned(), plain("string"))];
                if self.percent(70) {
                    self.used("minLength");
                    entries.push(("minLength".to_owned(), plain(least.to_string())));
                }
                if self.percent(70) {
                    self.used("maxLength");
                    entries.push(("maxLength".to_owned(), plain(most.to_string())));
                }
                Ty::mapping(entries, kinds::TEXT)
            }
            _ => {
                self.used("pattern");
                let pattern = *self.chance.pick(&PATTERNS);
                let mut entries = vec![
                    ("type".to_owned(), plain("string")),
                    ("pattern".to_owned(), quoted(pattern)),
                ];
                if self.percent(30) {
                    self.used("maxLength");
                    entries.push(("maxLength".to_owned(), plain("6")));
                }
                Ty::mapping(entries, kinds::TEXT)
            }
        }
    }

    fn whole(&mut self) -> Ty {
        self.used("int");
        let (least, most) = *self.chance.pick(&[
            (-3_i64, 5_i64),
            (0, 100),
            (-9_007_199_254_740_991, 9_007_199_254_740_991),
            (1, 1),
        ]);
        self.ranged("int", &least.to_string(), &most.to_string())
    }

    fn any_number(&mut self) -> Ty {
        self.used("number");
        let (least, most) = *self.chance.pick(&[
            ("-0.5", "0.5"),
            ("0", "1e3"),
            ("-1e300", "1e300"),
            ("0.1", "0.3"),
        ]);
        self.ranged("number", least, most)
    }

    fn ranged(&mut self, word: &str, least: &str, most: &str) -> Ty {
        let mut entries = vec![("type".to_owned(), plain(word))];
        if self.percent(40) {
            self.used("minimum");
            entries.push(("minimum".to_owned(), plain(least)));
        }
        if self.percent(40) {
            self.used("maximum");
            entries.push(("maximum".to_owned(), plain(most)));
        }
        if self.percent(20) {
            self.used("unit");
            entries.push(("unit".to_owned(), plain("credit")));
        }
        let ty = if entries.len() == 1 {
            Ty::word(word, kinds::NUMBER)
        } else {
            Ty::mapping(entries, kinds::NUMBER)
        };
        ty.sample(plain(least))
    }

    fn url(&mut self) -> Ty {
        self.used("url");
        self.used("schemes");
        let schemes = *self.chance.pick(&[
            &["https"] as &[&str],
            &["http", "https"],
            &["custom", "HTTPS"],
            &["wss", "https"],
        ]);
        let schemes = schemes.iter().map(|scheme| plain(*scheme)).collect();
        let entries = vec![
            ("type".to_owned(), plain("url")),
            ("schemes".to_owned(), Yaml::List(schemes)),
        ];
        Ty::mapping(entries, kinds::TEXT).sample(quoted("https://example.com/a?b#c"))
    }

    fn base64(&mut self) -> Ty {
        let ty = self.checked_text("base64", "aGVsbG8=");
        if self.percent(60) {
            return ty;
        }
        self.used("maxLength");
        let entries = vec![
            ("type".to_owned(), plain("base64")),
            ("maxLength".to_owned(), plain("8")),
        ];
        Ty::mapping(entries, kinds::TEXT)
    }

    /// A constant.
    pub fn constant(&mut self) -> Ty {
        let (construct, value, kind) = match self.chance.below(10) {
            0..5 => {
                let word = self.word();
                let value = if self.percent(50) {
                    quoted(word)
                } else {
                    plain(word)
                };
                ("const text", value, kinds::TEXT)
            }
            5..7 => {
                let number = *self
                    .chance
                    .pick(&["0", "1", "-2.5", "1e3", "9007199254740992"]);
                ("const number", plain(number), kinds::NUMBER)
            }
            7..9 => (
                "const bool",
                plain(*self.chance.pick(&["true", "false"])),
                kinds::BOOL,
            ),
            _ => ("const null", plain("null"), kinds::NULL),
        };
        self.used(construct);
        Ty::mapping(vec![("const".to_owned(), value.clone())], kind).sample(value)
    }

    fn list(&mut self, depth: usize) -> Ty {
        self.used("list");
        if self.percent(35) {
            let inner = self.generic();
            return Ty::word(&format!("list<{inner}>"), kinds::LIST);
        }
        let item = self.item(depth - 1);
        let mut entries = vec![("list".to_owned(), item)];
        let least = self.chance.below(3);
        let least = if self.percent(30) {
            self.used("minItems");
            entries.push(("minItems".to_owned(), plain(least.to_string())));
            least
        } else {
            0
        };
        if self.percent(30) {
            self.used("maxItems");
            let most = least + self.chance.below(3);
            entries.push(("maxItems".to_owned(), plain(most.to_string())));
        }
        Ty::mapping(entries, kinds::LIST)
    }

    fn map(&mut self, depth: usize) -> Ty {
        self.used("map");
        if self.percent(40) {
            let inner = self.generic();
            return Ty::word(&format!("map<{inner}>"), kinds::OBJECT);
        }
        let item = self.item(depth - 1);
        let mut entries = vec![("map".to_owned(), item)];
        if self.percent(50) {
            self.used("map with keys");
            let keys = match self.chance.below(4) {
                0 => self.checked_text("uuid", "").yaml(),
                1 => self.checked_text("date", "").yaml(),
                2 => Yaml::Map(vec![
                    ("type".to_owned(), plain("string")),
                    ("maxLength".to_owned(), plain("2")),
                ]),
                _ => Yaml::Map(vec![(
                    "enum".to_owned(),
                    Yaml::List(vec![plain("left"), plain("right")]),
                )]),
            };
            entries.push(("keys".to_owned(), keys));
        }
        Ty::mapping(entries, kinds::OBJECT)
    }

    /// What stands between `<` and `>`.
    fn generic(&mut self) -> String {
        const WORDS: [&str; 9] = [
            "string",
            "bool",
            "int",
            "number",
            "json",
            "uuid",
            "date",
            "list<int | null>",
            "map<list<string>>",
        ];
        let mut inner = (*self.chance.pick(&WORDS)).to_owned();
        if inner.contains('<') {
            self.used("nested generics");
        }
        if self.percent(25) && self.made > 0 {
            let place = self.chance.below(self.made);
            inner.clone_from(&self.named[place].name);
        }
        if self.percent(20) && inner != "json" {
            self.used("null in text");
            inner.push_str(" | null");
        }
        inner
    }

    /// `A | B`.
    fn alternatives(&mut self) -> Ty {
        self.used("union in text");
        let all: [(&str, u8); 6] = [
            ("string", kinds::TEXT),
            ("int", kinds::NUMBER),
            ("bool", kinds::BOOL),
            ("list<string>", kinds::LIST),
            ("map<int>", kinds::OBJECT),
            ("uuid", kinds::TEXT),
        ];
        let mut members: Vec<(&str, u8)> = Vec::new();
        for _ in 0..self.chance.between(2, 4) {
            let member = *self.chance.pick(&all);
            if members.iter().all(|(_, kind)| *kind != member.1) {
                members.push(member);
            }
        }
        let kinds = members.iter().fold(0, |kinds, (_, kind)| kinds | kind);
        let words: Vec<&str> = members.iter().map(|(word, _)| *word).collect();
        Ty::word(&words.join(" | "), kinds)
    }

    /// A type under `types`: one that is made already, or any where nothing must hold it.
    pub fn reference(&mut self, any: bool) -> Ty {
        let end = if any { self.named.len() } else { self.made };
        if end == 0 {
            return self.scalar();
        }
        let place = self.chance.below(end);
        let named = self.named[place].clone();
        if named.plan == Plan::Struct {
            self.used("struct named");
        }
        Ty {
            keys: named.keys,
            ..Ty::word(&named.name, named.kinds)
        }
    }
}
