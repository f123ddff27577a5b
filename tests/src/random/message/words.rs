//! The scalars that messages are made of.

use trilogue::telling::Constant;

use crate::random::chance::Chance;
use crate::random::message::json::{Json, quoted, text, word};

pub const LETTERS: [char; 14] = [
    'a',
    'b',
    'Z',
    '0',
    ' ',
    '"',
    '\\',
    '\n',
    'é',
    'ß',
    '\u{2028}',
    '日',
    '\u{1f600}',
    '\u{0}',
];
pub const KEYS: [&str; 12] = [
    "left",
    "right",
    "__proto__",
    "constructor",
    "toString",
    "",
    "a",
    "zz",
    "é",
    "\u{1f600}",
    "0",
    "x y",
];
pub const UUIDS: [&str; 2] = [
    "123e4567-e89b-12d3-a456-426614174000",
    "FFFFFFFF-ffff-0000-AAAA-000000000000",
];
pub const DATE_TIMES: [&str; 5] = [
    "2024-02-29T23:59:59Z",
    "0000-01-01t00:00:00.123456789z",
    "9999-12-31T23:59:59.9+23:59",
    "2000-02-29T00:00:00-00:00",
    "1985-04-12T23:20:50.52Z",
];
pub const DATES: [&str; 4] = ["2024-02-29", "2000-02-29", "0000-01-01", "9999-12-31"];
pub const BASE64: [&str; 4] = ["", "aGVsbG8=", "AA==", "+/+/"];

/// A URL of one of some schemes.
pub fn url(schemes: &[String], chance: &mut Chance) -> Json {
    const RESTS: [&str; 6] = [
        "//example.com",
        "//a-b.example:65535/x?y#z",
        "//127.0.0.1/",
        "//[::1]:80/é",
        "//xn--nxasmq6b/",
        "//localhost",
    ];
    let scheme = chance.pick(schemes).clone();
    let scheme = if chance.percent(20) {
        scheme.to_ascii_uppercase()
    } else {
        scheme
    };
    let rest = *chance.pick(&RESTS);
    text(&format!("{scheme}:{rest}"))
}

/// A text that one of the patterns of random specs matches, or the empty text.
pub fn of_pattern(pattern: &str, chance: &mut Chance) -> &'static str {
    let fits: &[&str] = match pattern {
        "[a-z]+" => &["a", "abc", "zzzzzz"],
        "[A-Z]{2}-[0-9]{3}" => &["AB-123", "ZZ-000"],
        "(foo|bar)?" => &["", "foo", "bar"],
        "a{2,4}b*" => &["aa", "aaaab", "aaabbb"],
        "[^a-z]" => &["A", "é", "\u{1f600}", "\n"],
        "(ab){2}c" => &["ababc"],
        "\\[x\\]|y" => &["[x]", "y"],
        "[a-f0-9]{8}" => &["deadbeef", "01234567"],
        "é?ß+" => &["ß", "éß", "éßß"],
        _ => &[""],
    };
    chance.pick::<&str>(fits)
}

/// A number in one of the ways in which it can be written.
pub fn number(number: f64, chance: &mut Chance) -> Json {
    let whole = number.fract() == 0.0 && number.abs() < 1e15;
    word(match chance.below(6) {
        0 if whole => format!("{number:.1}"),
        1 if whole => format!("{number:.0}e0"),
        2 => format!("{number:e}"),
        3 => format!("{number:E}"),
        _ => serde_json::Value::from(number).to_string(),
    })
}

/// A constant as JSON, a text maybe with escapes that it does not need.
pub fn constant(constant: &Constant, chance: &mut Chance) -> Json {
    match constant {
        Constant::Null => word("null"),
        Constant::Bool(value) => word(value.to_string()),
        Constant::Number(value) => number(*value, chance),
        Constant::Text(value) => {
            if !value.is_empty() && chance.percent(5) {
                return Json::Scalar(escaped(value));
            }
            text(value)
        }
    }
}

/// A text of which every character is escaped.
pub fn escaped(value: &str) -> String {
    let units = value.encode_utf16().map(|unit| format!("\\u{unit:04x}"));
    format!("\"{}\"", units.collect::<String>())
}

/// Scalars at the edge of what is allowed, and beyond.
pub const ODD: [&str; 48] = [
    "null",
    "true",
    "false",
    "0",
    "-0",
    "-0.0",
    "1",
    "1.0",
    "1e3",
    "1E+2",
    "1.5",
    "0.1",
    "-1",
    "3",
    "5",
    "6",
    "100",
    "101",
    "1001",
    "9007199254740991",
    "9007199254740992",
    "9007199254740993",
    "-9007199254740992",
    "1e400",
    "-1e400",
    "5e-324",
    "1e-400",
    "123456789012345678901234567890",
    "\"\"",
    "\"a\"",
    "\"abc\"",
    "\"\\ud800\"",
    "\"\\udc00x\"",
    "\"\\ud83d\\ude00\"",
    "\"\\u0000\"",
    "\"null\"",
    "\"0\"",
    "\"true\"",
    "\"2024-02-30\"",
    "\"2023-02-29\"",
    "\"2024-02-29T24:00:00Z\"",
    "\"2024-02-29T23:59:60Z\"",
    "\"https://user@example.com\"",
    "\"javascript:alert(1)\"",
    "\"https:\\\\example.com\"",
    "\"AA\"",
    "\"aGVsbG9=\"",
    "\"https://ex ample.com\"",
];

/// Any JSON value, at most `depth` deep.
pub fn any(chance: &mut Chance, depth: usize) -> Json {
    match chance.below(if depth == 0 { 6 } else { 9 }) {
        0..4 => word(*chance.pick(&[
            "null",
            "true",
            "false",
            "0",
            "-1.5",
            "1e3",
            "\"\"",
            "\"text\"",
            "\"\\u00e9\"",
            "12",
        ])),
        4 => text(chance.pick::<&str>(&KEYS)),
        5 => word(chance.below(1000).to_string()),
        6 => Json::List(
            (0..chance.below(3))
                .map(|_| any(chance, depth - 1))
                .collect(),
        ),
        _ => {
            let mut entries: Vec<(String, Json)> = Vec::new();
            for _ in 0..chance.below(4) {
                let key = quoted(chance.pick::<&str>(&KEYS));
                if entries.iter().all(|(known, _)| *known != key) {
                    entries.push((key, any(chance, depth - 1)));
                }
            }
            Json::Object(entries)
        }
    }
}
