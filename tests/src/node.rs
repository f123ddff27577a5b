//! Generated TypeScript, run in Node.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::{Value as Json, json};

use trilogue_codegen::model::Protocol;

use crate::vectors::Vector;
use crate::verdict::Verdict;

/// Where the npm packages that tests need are installed.
#[must_use]
pub fn packages() -> PathBuf {
    crate::workspace().join("runtime/typescript/node_modules")
}

/// What the generated package in `package` says of each vector of `protocol`, by each pipe that the vector can be for.
///
/// # Panics
///
/// When Node is missing or the package cannot be loaded.
#[must_use]
pub fn verdicts(package: &Path, protocol: &Protocol, vectors: &[Vector]) -> Vec<Vec<Verdict>> {
    let script = crate::folder().join("typescript/verdicts.mjs");
    let channels: Vec<&str> = protocol
        .channels
        .iter()
        .map(|channel| channel.name.as_str())
        .collect();
    let request = json!({
        "package": package,
        "protocol": protocol.name,
        "channels": channels,
        "messages": vectors
            .iter()
            .map(|vector| json!({ "from": vector.from, "to": vector.to, "outside": vector.outside, "open": vector.open, "channel": vector.channel.as_deref().map(|channel| pipe_of(protocol, channel)), "text": vector.json, "is_text": vector.is_text }))
            .collect::<Vec<_>>(),
    });
    let output = run(&script, &request.to_string());
    output
        .lines()
        .map(|line| {
            let parsed = parsed(line);
            let pipes = parsed.as_array().into_iter().flatten();
            pipes.map(Verdict::from).collect()
        })
        .collect()
}

/// The channel that the pipe of a channel is called after.
fn pipe_of<'p>(protocol: &'p Protocol, channel: &'p str) -> &'p str {
    let name = |place: usize| protocol.channels[place].name.as_str();
    let mut pipes = protocol
        .directions
        .iter()
        .flat_map(|direction| &direction.pipes);
    let found = pipes.find(|pipe| pipe.channels.iter().any(|place| name(*place) == channel));
    found.map_or(channel, |pipe| name(pipe.channels[0]))
}

fn parsed(line: &str) -> Json {
    serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"))
}

fn run(script: &Path, input: &str) -> String {
    let mut node = Command::new("node")
        .arg(script)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("these tests need Node 20 or later on the PATH");
    let mut stdin = node.stdin.take().expect("the input is a pipe");
    stdin
        .write_all(input.as_bytes())
        .expect("the script reads its input");
    drop(stdin);
    let output = node.wait_with_output().expect("Node ends");
    assert!(output.status.success(), "{} failed", script.display());
    String::from_utf8(output.stdout).expect("Node prints UTF-8")
}
