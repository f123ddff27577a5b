//! Specs that are larger than anybody writes, in time that grows with their size and without an end of the stack.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use trilogue_codegen::diagnostic::{Diagnostic, Diagnostics};
use trilogue_codegen::load_source;
use trilogue_codegen::model::Protocol;
use trilogue_codegen::source::Sources;

/// The start of a spec: what messages are put into.
const HEAD: &str = r#"
trilogue: 1
protocol: lamp
version: "1"
roles: { page: The page., lamp: The lamp. }
envelopes:
  plain:
    event: { type: $name, data: $payload }
    request: { type: $name, data: $payload }
    ok: { type: ok }
    error: { type: error, text: $error }
channels:
  wire: { between: [page, lamp], transport: window, envelope: plain, correlation: single-flight }
"#;

fn load(text: &str) -> Result<Protocol, Vec<Diagnostic>> {
    let mut sources = Sources::new();
    let id = sources.add("spec.yaml", text).unwrap();
    load_source(&mut sources, id).map_err(Diagnostics::into_sorted)
}

fn many(count: usize, line: impl Fn(usize) -> String) -> String {
    let mut text = String::new();
    for number in 0..count {
        writeln!(text, "    {}", line(number)).unwrap();
    }
    text
}

#[test]
fn large_specs_load_soon() {
    let started = Instant::now();
    let events = many(10_000, |number| {
        format!(
            "event{number}: {{ then: event{}, fields: {{ a: int }}, examples: [{{ a: {number} }}] }}",
            9_999 - number
        )
    });
    let requests = many(10_000, |number| {
        format!("ask{number}: {{ ok: nothing, errors: [no, never] }}")
    });
    let text =
        format!("{HEAD}events:\n  page -> lamp:\n{events}requests:\n  lamp -> page:\n{requests}");
    let big = load(&text).unwrap();
    assert_eq!((big.messages.len(), big.directions.len()), (20_000, 2));
    assert!(
        started.elapsed() < Duration::from_secs(30),
        "{:?}",
        started.elapsed()
    );
}

#[test]
fn large_specs_full_of_mistakes_load_soon() {
    let started = Instant::now();
    let lines: [fn(usize) -> String; 7] = [
        |number| format!("event{number}: {{ then: evnt{number} }}"),
        |number| format!("event{number}: {{ payload: Tpye{number} }}"),
        |number| format!("event{number}: {{ payloads: int, xyzzy{number}: 1 }}"),
        |number| format!("event{number}: {{ name: same }}"),
        |number| format!("event{}: {{ payload: int }}", number / 2),
        |number| {
            format!(
                "e{}{}: {{ fields: {{ a: int }} }}",
                ".".repeat(number % 50),
                number / 50
            )
        },
        |number| format!("event{number}: {{ payload: int, examples: [x] }}"),
    ];
    for line in lines {
        let events = many(10_000, line);
        let found = load(&format!("{HEAD}events:\n  page -> lamp:\n{events}"));
        assert_eq!(found.unwrap_err().len(), 1_000);
    }
    assert!(
        started.elapsed() < Duration::from_secs(60),
        "{:?}",
        started.elapsed()
    );
}

/// What a type is whose next one has a number, and the rule that many in a row break.
type Shape = (fn(usize) -> String, Option<&'static str>);

#[test]
fn types_that_lead_far_do_not_overflow() {
    let last = 20_000;
    let shapes: [Shape; 5] = [
        (|next| format!("T{next}"), None),
        (|next| format!("list<T{next}>"), Some("too-deep")),
        (
            |next| format!("{{ fields: {{ a: T{next} }} }}"),
            Some("too-deep"),
        ),
        (
            |next| format!("{{ list: {{ fields: {{ a: T{next}, b: T{next} }} }} }}"),
            Some("too-deep"),
        ),
        (|next| format!("T{}", next % 20_000), Some("endless-type")),
    ];
    for (shape, expected) in shapes {
        let types = many(last, |number| format!("T{number}: {}", shape(number + 1)));
        let text = format!(
            "{HEAD}types:\n{types}    T{last}: int\nevents: {{ page -> lamp: {{ x: {{ payload: T0 }} }} }}\n"
        );
        let found = load(&text).err().unwrap_or_default();
        let rules: Vec<&str> = found.iter().map(|mistake| mistake.rule.id).collect();
        assert_eq!(rules, Vec::from_iter(expected));
    }
}
