//! The reader and writer beside `serde_json`: the same texts accepted, the same
//! values read.
//!
//! Differences that are meant: a lone surrogate is refused where it is read and
//! not before; duplicate keys are refused; all numbers are doubles; nesting is
//! limited where it is read.

mod theirs;

use proptest::prelude::*;
use std::time::{Duration, Instant};
use theirs::{Theirs, doubles, without_surrogates};
use trilogue_wire::{Code, Document, Fault, Json, Value, Writer};

/// Texts that readers of JSON have disagreed on, one a line.
const TRICKY: &str = include_str!("tricky.txt");

/// Texts that are no line, or no UTF-8.
const TRICKY_BYTES: &[&[u8]] = &[
    b"",
    b" ",
    b"\n",
    b"\t\r\n 1 \n\t\r",
    b"\"a\nb\"",
    b"\"a\rb\"",
    b"\"a\tb\"",
    b"\"\0\"",
    b"\"\x1f\"",
    b"\"\x7f\"",
    b"\0",
    b"1\0",
    b"\0{}",
    b"[\n1\n,\n2\n]",
    b"[\x0b1]",
    b"[\x0c1]",
    b"[1\xa0]",
    b"[\xc2\xa01]",
    b"\xe2\x80\xa81",
    b"\xef\xbb\xbf1",
    b"\xef\xbb\xbf{}",
    b"\xef\xbb\xbf",
    b"1\xef\xbb\xbf",
    b"\"\xef\xbb\xbf\"",
    b"\xff\xfe1\0",
    b"\"\xff\"",
    b"\"\xc0\xaf\"",
    b"\"\xed\xa0\x80\"",
    b"\"\xf4\x90\x80\x80\"",
    b"\"\xe2\x82\"",
    b"\"\xf0\x9f\x98\x80\"",
    b"{\"\xff\":1}",
    b"[1]\xff",
    b"\xff",
    b"\"\\\xff\"",
    b"\"\\u00\xe9\"",
    b"\"\\\xc3\xa9\"",
    b"\"\\\n\"",
];

fn ours(text: &[u8]) -> Result<Json, Fault> {
    Document::parse(text)?.root().json()
}

/// Both readers' verdicts on a text, compared.
fn compare(text: &[u8]) {
    let shown = String::from_utf8_lossy(text);
    let ours = ours(text);
    match (Theirs::read(text), &ours) {
        (Some(theirs), _) if theirs.has_duplicate => {
            assert_eq!(code(&ours), Some(Code::DuplicateKey), "{shown}");
        }
        (Some(theirs), _) => assert_eq!(ours, Ok(doubles(theirs.value)), "{shown}"),
        (None, Err(fault)) if fault.code() == Code::Json => {
            assert_eq!(fault.clone().refuse(None).path(), "", "{shown}");
            assert!(Theirs::read(&without_surrogates(text)).is_none(), "{shown}");
        }
        (None, _) => {
            assert!(Theirs::read(&without_surrogates(text)).is_some(), "{shown}");
            assert!(
                matches!(code(&ours), Some(Code::Unicode | Code::DuplicateKey)),
                "{shown}"
            );
        }
    }
}

fn code<T>(outcome: &Result<T, Fault>) -> Option<Code> {
    outcome.as_ref().err().map(Fault::code)
}

fn written(value: &Json) -> String {
    let mut out = Writer::new();
    out.json(value).expect("the value is not deep");
    out.into_string()
}

#[test]
fn tricky_texts_are_read_alike() {
    assert!(TRICKY.lines().count() > 300);
    for line in TRICKY.lines() {
        compare(line.as_bytes());
        compare(format!("[{line}]").as_bytes());
        compare(format!("{{\"a\":{line} , \"b\":0}}").as_bytes());
    }
    for text in TRICKY_BYTES {
        compare(text);
    }
}

#[test]
fn a_text_that_is_cut_anywhere_is_no_json() {
    let text = r#"{"a":[1.5e+1,true,false,null,"\u00e9\n",{}],"b":{"c":[[]]}}"#;
    assert!(ours(text.as_bytes()).is_ok());
    for end in 0..text.len() {
        assert_eq!(
            code(&ours(&text.as_bytes()[..end])),
            Some(Code::Json),
            "{}",
            &text[..end]
        );
    }
}

#[test]
fn a_wide_object_takes_linear_time() {
    let keys = |last: &str| {
        let keys = (0..200_000).map(|key| format!("\"k{key}\":0,"));
        format!("{{{}{last}:0}}", keys.collect::<String>())
    };
    let start = Instant::now();
    assert!(Document::parse(keys("\"last\"").as_bytes()).is_ok());
    let duplicate = Document::parse(keys("\"\\u006b0\"").as_bytes())
        .err()
        .expect("k0 stands twice");
    assert_eq!(duplicate.refuse(None).path(), "/k0");
    assert!(
        start.elapsed() < Duration::from_secs(20),
        "comparing all pairs takes minutes"
    );
}

fn json() -> impl Strategy<Value = Json> {
    let leaf = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::from),
        any::<i64>().prop_map(Json::from),
        any::<u64>().prop_map(Json::from),
        any::<f64>().prop_map(Json::from),
        (-1000..1000_i32).prop_map(Json::from),
        any::<String>().prop_map(Json::from),
    ];
    leaf.prop_recursive(6, 60, 8, |inner| {
        let key = prop_oneof!["[a-c\"\\\\/~]{0,2}", any::<String>()];
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..8).prop_map(Json::from),
            prop::collection::btree_map(key, inner, 0..12)
                .prop_map(|entries| entries.into_iter().collect()),
        ]
    })
}

/// Pieces that break JSON, or that hide in it.
const PIECES: &[&str] = &[
    "\"", "\\", "\\u", "\\ud800", "\\uDc00", "\\u0061", "a", "{", "}", "[", "]", ",", ":", "0",
    "-", "+", ".", "e", "E5", "1e400", "null", "tru", "true", " ", "\n", "\u{0}", "\u{1f}",
    "\u{7f}", "\u{feff}", "é", "😀", "\"a\":1,", ",\"a\":1", "//", "/*", "'", "NaN", "Infinity",
    "0x1", "01",
];

fn mutated(text: &str, changes: &[(prop::sample::Index, usize, usize)]) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
    for (place, removed, piece) in changes {
        let start = place.index(bytes.len() + 1);
        let end = bytes.len().min(start + removed);
        let piece = PIECES.get(*piece).copied().unwrap_or_default();
        bytes.splice(start..end, piece.bytes());
    }
    bytes
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn documents_go_there_and_back(value in json()) {
        let wanted = doubles(value.clone());
        prop_assert_eq!(ours(written(&value).as_bytes()), Ok(wanted.clone()));
        prop_assert_eq!(ours(value.to_string().as_bytes()), Ok(wanted.clone()));
        prop_assert_eq!(ours(format!("{value:#}").as_bytes()), Ok(wanted.clone()));
        prop_assert_eq!(doubles(serde_json::from_str(&written(&value)).unwrap()), wanted);
    }

    #[test]
    fn mutated_texts_are_read_alike(
        value in json(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), 0..4_usize, 0..=PIECES.len()), 1..4),
    ) {
        compare(&mutated(&value.to_string(), &changes));
    }

    #[test]
    fn random_pieces_are_read_alike(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..12)) {
        compare(pieces.concat().as_bytes());
        compare(format!("[\"{}\"]", pieces.concat()).as_bytes());
        compare(format!("{{{}}}", pieces.concat()).as_bytes());
    }

    #[test]
    fn numbers_are_the_nearest_doubles(text in "-?(0|[1-9][0-9]{0,25})(\\.[0-9]{1,25})?([eE][+-]?[0-9]{1,3})?") {
        compare(text.as_bytes());
        let nearest: f64 = text.parse().unwrap();
        let read = Document::parse(text.as_bytes()).and_then(|document| document.root().number());
        prop_assert_eq!(read.ok().map(f64::to_bits), Some(nearest.to_bits()).filter(|_| nearest.is_finite()));
    }

    #[test]
    fn written_doubles_read_back_to_the_bit(bits in any::<u64>()) {
        let number = f64::from_bits(bits);
        let mut out = Writer::new();
        let outcome = out.number(number);
        prop_assert_eq!(outcome.is_ok(), number.is_finite());
        if number.is_finite() && bits << 1 != 0 {
            let text = out.into_string();
            let read = Document::parse(text.as_bytes()).and_then(|document| document.root().number());
            prop_assert_eq!(read.map(f64::to_bits), Ok(bits));
        }
    }

    #[test]
    fn written_text_is_what_serde_json_writes(text in any::<String>()) {
        let mut out = Writer::new();
        out.text(&text).unwrap();
        let out = out.into_string();
        prop_assert_eq!(&out, &serde_json::to_string(&text).unwrap());
        let read = Document::parse(out.as_bytes()).unwrap();
        prop_assert_eq!(read.root().string(), Ok(text));
    }
}

#[test]
fn lone_surrogates_in_what_is_not_read_are_no_fault() {
    let document = Document::parse(br#"{"a":1,"b":["\ud800",{"\udfff":"\ud800\ud800"}]}"#).unwrap();
    assert_eq!(
        document
            .root()
            .object()
            .unwrap()
            .required("a", Value::integer),
        Ok(1)
    );
}
