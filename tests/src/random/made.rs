//! Messages that were made, not received: what leaves must arrive as what it was meant.

use std::io;

use crate::random::compare::{self, Disagreement, disagreement};
use crate::random::decoders::rust::Rust;
use crate::random::decoders::typescript::TypeScript;
use crate::random::decoders::{Case, Spec, Verdict, interpreter};

/// Gives what TypeScript sends for messages that it made of those in `cases` to all decoders, which must read them as
/// messages of the same kind and name, and send the same again. Adds what is wrong to `found`. How many there were.
///
/// # Errors
///
/// When programs cannot be run.
pub fn sent(
    specs: &[Spec],
    cases: &[&Case],
    first: &[Verdict],
    rust: &Rust,
    typescript: &TypeScript,
    found: &mut Vec<Disagreement>,
) -> io::Result<usize> {
    let (mut made, mut meant) = (Vec::new(), Vec::new());
    for (case, verdict) in cases.iter().zip(first) {
        if let Some(text) = verdict.made() {
            made.push(Case {
                text: text.clone(),
                open: None,
                whole: false,
                meant: None,
                ..(*case).clone()
            });
            meant.push(verdict);
        }
    }
    let all: Vec<&Case> = made.iter().collect();
    let by_rust = rust.verdicts(specs, &all)?;
    let by_typescript = typescript.verdicts(specs, &all)?;
    for (place, case) in all.iter().enumerate() {
        let first = interpreter::verdict(specs, case);
        let three = [&first, &by_rust[place], &by_typescript[place]];
        let what = compare::verdicts(three[0], three[1], three[2]);
        let what = what.or_else(|| arrived(case, meant[place], three));
        found.extend(what.map(|what| disagreement(case, format!("made: {what}"), three)));
    }
    Ok(all.len())
}

/// What is wrong with a message that arrived.
fn arrived(case: &Case, meant: &Verdict, three: [&Verdict; 3]) -> Option<String> {
    let [_, _, typescript] = three;
    let Some(Ok(again)) = typescript.sent() else {
        return Some(format!("sent, but then {}", typescript.short()));
    };
    if compare::canonical(again) != compare::canonical(&case.text) {
        return Some("it arrives as another value".to_owned());
    }
    if !typescript.is_of_name(meant) {
        return Some("it arrives as another message".to_owned());
    }
    compare::sent(case, three)
}
