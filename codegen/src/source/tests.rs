use super::*;

const THIS_FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src");
const THIS_FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/source.rs");

#[test]
fn lines_and_columns_count_characters_from_one() {
    let mut sources = Sources::new();
    let id = sources
        .add("a.yaml", "\u{FEFF}é: 😀 x\r\n\r\nb: c")
        .unwrap();
    assert_eq!(sources.text(id), "é: 😀 x\n\nb: c");
    for (at, expected) in [
        (0, "1:1"),
        (4, "1:4"),
        (9, "1:6"),
        (10, "1:7"),
        (11, "2:1"),
        (15, "3:4"),
        (16, "3:5"),
    ] {
        let position = sources.position(Span::new(id, at, at)).to_string();
        assert_eq!(position, format!("a.yaml:{expected}"), "{at}");
    }
    let lines: Vec<&str> = (1..)
        .map_while(|number| sources.line(id, number))
        .map(|line| line.value)
        .collect();
    assert_eq!(lines, ["é: 😀 x", "", "b: c"]);
    assert_eq!(sources.line(id, 0), None);
}

#[test]
fn bad_encoding_is_placed_and_shown() {
    let mut sources = Sources::new();
    let mistake = sources
        .add("a.yaml", b"\xEF\xBB\xBFa: 1\r\nb: \xE9\xE9\r\n")
        .unwrap_err();
    let span = mistake.span.unwrap();
    assert_eq!(mistake.rule, ENCODING);
    assert_eq!(sources.position(span).to_string(), "a.yaml:2:4");
    assert_eq!(sources.snippet(span), "\u{FFFD}");
    assert_eq!(sources.text(span.source), "a: 1\nb: \u{FFFD}\u{FFFD}\n");

    let mistake = sources.add("b.yaml", b"\xFF\xFEa\0:\0").unwrap_err();
    assert_eq!(mistake.notes, ["the file starts like UTF-16 text"]);
}

#[test]
fn what_cannot_be_read_is_a_mistake() {
    let mut sources = Sources::new();
    let cases = [
        (
            "nowhere/gone.yaml",
            FILE_MISSING,
            "`nowhere/gone.yaml` does not exist",
        ),
        (
            "source.rs/gone.yaml",
            FILE_MISSING,
            "`source.rs/gone.yaml` does not exist",
        ),
        ("", FILE_UNREADABLE, "`` is a folder"),
    ];
    for (path, rule, message) in cases {
        let mistake = sources
            .load_as(Path::new(THIS_FOLDER).join(path), path)
            .unwrap_err();
        assert_eq!((mistake.rule, mistake.message.as_str()), (rule, message));
        assert_eq!(mistake.span, None);
    }
}

#[test]
fn files_are_read_and_shown_as_told() {
    let mut sources = Sources::new();
    let id = sources.load_as(THIS_FILE, "codegen/src/source.rs").unwrap();
    assert!(sources.text(id).starts_with("//! The files of a spec"));
    assert_eq!(sources.path(id), "codegen/src/source.rs");
    let id = sources.load(THIS_FILE).unwrap();
    assert_eq!(sources.path(id), THIS_FILE.replace(MAIN_SEPARATOR_STR, "/"));
}

#[test]
fn size_is_limited() {
    let mut sources = Sources::new();
    assert!(sources.add("a.yaml", vec![b'#'; LARGEST_FILE]).is_ok());
    let mistake = sources
        .add("a.yaml", vec![b'#'; LARGEST_FILE + 1])
        .unwrap_err();
    assert_eq!(mistake.rule, FILE_TOO_LARGE);
    assert_eq!(mistake.message, "`a.yaml` is larger than 16 MiB");
}

#[cfg(unix)]
#[test]
fn a_device_without_end_does_not_fill_the_memory() {
    let mistake = Sources::new().load("/dev/zero").unwrap_err();
    assert_eq!(mistake.rule, FILE_TOO_LARGE);
}
