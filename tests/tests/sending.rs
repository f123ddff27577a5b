//! Generated TypeScript sends what fits, and refuses the rest with the code and path of the reading side.

use std::process::Command;

use trilogue_tests::{folder, workspace};

#[test]
fn typescript_sends_by_the_rules_of_reading() {
    let script = folder().join("typescript/sending.mjs");
    let package = workspace().join("generated/typescript");
    let output = Command::new("node")
        .arg(script)
        .arg(package)
        .output()
        .expect("Node starts");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}
