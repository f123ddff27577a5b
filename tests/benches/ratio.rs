//! The generated code beside serde's adjacently tagged derive: the same messages, in one process, in rounds that
//! take turns. Prints ratios of time, ours to theirs, never an absolute time: ratios travel between machines.
//!
//! `cargo bench -p trilogue-tests --bench ratio`, and after `--` parts of names of the cases to measure. Under
//! `cargo test` each case runs once and nothing is measured.
//!
//! The peers check less: no URLs, no lengths, no duplicate keys in open JSON. `serde_json` is built with
//! `float_roundtrip`, as it must be to read the numbers that we read.

#[path = "ratio/peers.rs"]
mod peers;
#[path = "ratio/texts.rs"]
mod texts;

use std::fmt::Debug;
use std::hint::black_box;
use std::time::{Duration, Instant};

use serde::Serialize;
use serde::de::DeserializeOwned;
use trilogue::Direction;
use trilogue_protocols::portal::{PortalToWidget, WidgetToPortal};
use trilogue_tests::features::all_types::HostToWidget;

/// How long one side of one round takes at least, so that the clock's own steps do not count.
const WINDOW: Duration = Duration::from_micros(500);

/// How many rounds are measured of each case.
const ROUNDS: usize = 41;

/// What one side does with the text of a case.
pub type Work = Box<dyn Fn()>;

/// One message or one kind of message, and what both sides do with it.
pub struct Case {
    /// What is measured.
    pub name: &'static str,
    /// The length of the text in bytes.
    pub bytes: usize,
    /// The generated code.
    pub ours: Work,
    /// serde's derive.
    pub theirs: Work,
}

/// All cases.
#[must_use]
pub fn cases() -> Vec<Case> {
    let mut cases = decoding();
    cases.extend(refusing());
    cases.extend(encoding());
    cases
}

fn decoding() -> Vec<Case> {
    vec![
        decode::<WidgetToPortal, peers::WidgetToPortal>("decode a tag alone", texts::ready()),
        decode::<PortalToWidget, peers::PortalToWidget>(
            "decode a control message",
            texts::control(),
        ),
        decode::<PortalToWidget, peers::PortalToWidget>("decode a short text", texts::token()),
        decode::<WidgetToPortal, peers::WidgetToPortal>("decode a struct", texts::top_up()),
        decode::<PortalToWidget, peers::PortalToWidget>(
            "decode a struct with a map",
            texts::link(),
        ),
        decode::<HostToWidget, peers::HostToWidget>("decode a nested struct", texts::everything()),
        decode::<PortalToWidget, peers::PortalToWidget>(
            "decode a long text",
            texts::link_message(),
        ),
        decode::<HostToWidget, peers::HostToWidget>("decode many small structs", texts::draw()),
        decode::<HostToWidget, peers::HostToWidget>("decode many texts", texts::words()),
        decode::<PortalToWidget, peers::PortalToWidget>("decode open JSON", texts::app_info()),
        decode::<PortalToWidget, peers::PortalToWidget>("decode the tag last", texts::tag_last()),
        decode::<PortalToWidget, peers::PortalToWidget>("decode an answer", texts::answer()),
    ]
}

fn refusing() -> Vec<Case> {
    vec![
        refuse::<PortalToWidget, peers::PortalToWidget>("an unknown tag", texts::unknown()),
        refuse::<PortalToWidget, peers::PortalToWidget>("refuse a wrong type", texts::wrong()),
        refuse::<PortalToWidget, peers::PortalToWidget>("refuse half a text", texts::half()),
    ]
}

fn encoding() -> Vec<Case> {
    vec![
        encode::<PortalToWidget, peers::PortalToWidget>(
            "encode a control message",
            &texts::control(),
        ),
        encode::<WidgetToPortal, peers::WidgetToPortal>("encode a struct", &texts::top_up()),
        encode::<PortalToWidget, peers::PortalToWidget>(
            "encode a struct with a map",
            &texts::link(),
        ),
        encode::<HostToWidget, peers::HostToWidget>("encode a nested struct", &texts::everything()),
        encode::<PortalToWidget, peers::PortalToWidget>(
            "encode a long text",
            &texts::link_message(),
        ),
        encode::<HostToWidget, peers::HostToWidget>("encode many small structs", &texts::draw()),
        encode::<HostToWidget, peers::HostToWidget>("encode many texts", &texts::words()),
        encode::<PortalToWidget, peers::PortalToWidget>("encode open JSON", &texts::app_info()),
    ]
}

fn decode<O: Direction + Debug, T: DeserializeOwned + Debug>(
    name: &'static str,
    text: String,
) -> Case {
    trilogue::decode::<O>(text.as_bytes()).unwrap_or_else(|refusal| panic!("{name}: {refusal}"));
    serde_json::from_slice::<T>(text.as_bytes()).unwrap_or_else(|error| panic!("{name}: {error}"));
    both::<O, T>(name, text)
}

fn refuse<O: Direction + Debug, T: DeserializeOwned + Debug>(
    name: &'static str,
    text: String,
) -> Case {
    serde_json::from_slice::<T>(text.as_bytes()).expect_err(name);
    both::<O, T>(name, text)
}

fn both<O: Direction, T: DeserializeOwned>(name: &'static str, text: String) -> Case {
    let same = text.clone();
    let theirs = move || serde_json::from_slice::<T>(black_box(same.as_bytes()));
    Case {
        name,
        bytes: text.len(),
        ours: Box::new(move || drop(black_box(trilogue::decode::<O>(black_box(text.as_bytes()))))),
        theirs: Box::new(move || drop(black_box(theirs()))),
    }
}

fn encode<O, T>(name: &'static str, text: &str) -> Case
where
    O: Direction + 'static,
    T: Serialize + DeserializeOwned + 'static,
{
    let ours: O =
        trilogue::decode(text.as_bytes()).unwrap_or_else(|refusal| panic!("{name}: {refusal}"));
    let theirs: T = serde_json::from_str(text).unwrap_or_else(|error| panic!("{name}: {error}"));
    Case {
        name,
        bytes: text.len(),
        ours: Box::new(move || drop(black_box(trilogue::encode(black_box(&ours))))),
        theirs: Box::new(move || drop(black_box(serde_json::to_string(black_box(&theirs))))),
    }
}

/// How often `work` is done in one window.
fn repetitions(work: &Work) -> u32 {
    let mut repetitions = 1;
    while time(work, repetitions) < WINDOW {
        repetitions *= 2;
    }
    repetitions
}

fn time(work: &Work, repetitions: u32) -> Duration {
    let start = Instant::now();
    for _ in 0..repetitions {
        work();
    }
    start.elapsed()
}

/// The ratios of the rounds, smallest first.
fn ratios(case: &Case) -> Vec<f64> {
    let (ours, theirs) = (repetitions(&case.ours), repetitions(&case.theirs));
    let round = |_| {
        let ours = time(&case.ours, ours).as_secs_f64() / f64::from(ours);
        let theirs = time(&case.theirs, theirs).as_secs_f64() / f64::from(theirs);
        ours / theirs
    };
    let mut ratios: Vec<f64> = (0..ROUNDS).map(round).collect();
    ratios.sort_by(f64::total_cmp);
    ratios
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let parts: Vec<_> = arguments
        .iter()
        .filter(|argument| !argument.starts_with("--"))
        .collect();
    let mut cases = cases();
    cases.retain(|case| {
        parts.is_empty() || parts.iter().any(|part| case.name.contains(part.as_str()))
    });
    if arguments.iter().any(|argument| argument == "--bench") {
        measure(&cases);
    } else {
        for case in cases {
            (case.ours)();
            (case.theirs)();
        }
    }
}

fn measure(cases: &[Case]) {
    println!(
        "{:<30} {:>7} {:>7}   (a tenth of the rounds is below, a tenth above)",
        "case", "bytes", "ratio"
    );
    for case in cases {
        let ratios = ratios(case);
        let at = |tenths: usize| ratios[ROUNDS * tenths / 10];
        println!(
            "{:<30} {:>7} {:>7.2}   ({:.2} to {:.2})",
            case.name,
            case.bytes,
            at(5),
            at(1),
            at(9)
        );
    }
}
