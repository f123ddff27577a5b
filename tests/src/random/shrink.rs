//! Makes the message of a disagreement smaller, as long as it shows the same.

use std::io;

use crate::random::compare::{self, Disagreement, disagreement};
use crate::random::decoders::rust::Rust;
use crate::random::decoders::typescript::TypeScript;
use crate::random::decoders::{Case, Spec, interpreter};
use crate::random::message::json;

/// How often a message is made smaller at most.
const ROUNDS: usize = 12;

/// How many smaller messages are tried at a time.
const TRIED: usize = 400;

/// The same disagreement with a smaller message, if there is one.
///
/// # Errors
///
/// When programs cannot be run.
pub fn smaller(
    found: &Disagreement,
    specs: &[Spec],
    rust: &Rust,
    typescript: &TypeScript,
) -> io::Result<Option<Disagreement>> {
    let mut best: Option<Disagreement> = None;
    for _ in 0..ROUNDS {
        let case = best.as_ref().map_or(&found.case, |best| &best.case);
        let Some(message) = json::parse(&case.text) else {
            break;
        };
        let mut texts: Vec<String> = message.smaller().iter().map(json::Json::print).collect();
        texts.sort_by_key(String::len);
        texts.truncate(TRIED);
        let with = |text: String| Case {
            text,
            whole: false,
            meant: None,
            ..case.clone()
        };
        let cases: Vec<Case> = texts.into_iter().map(with).collect();
        let all: Vec<&Case> = cases.iter().collect();
        let by_rust = rust.verdicts(specs, &all)?;
        let by_typescript = typescript.verdicts(specs, &all)?;
        let next = cases.iter().enumerate().find_map(|(place, case)| {
            let first = interpreter::verdict(specs, case);
            let three = [&first, &by_rust[place], &by_typescript[place]];
            let what = compare::verdicts(three[0], three[1], three[2]);
            let what = what.or_else(|| compare::sent(case, three));
            what.filter(|what| *what == found.what)
                .map(|what| disagreement(case, what, three))
        });
        match next {
            Some(next) => best = Some(next),
            None => break,
        }
    }
    Ok(best)
}
