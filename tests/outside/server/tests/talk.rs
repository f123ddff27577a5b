//! The program, as whoever starts it finds it.

use std::io::Write as _;
use std::process::{Command, Stdio};

#[test]
fn a_line_is_answered_by_a_line() -> std::io::Result<()> {
    let mut server = Command::new(env!("CARGO_BIN_EXE_server"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    let lines = concat!(
        r#"{ "type": "portal.send.app_info", "message": { "name": "demo" } }"#,
        "\n",
        r#"{ "type": "portal.send.remove_token" }"#,
        "\n",
        "nonsense\n",
    );
    // Whoever drops its end of a pipe closes it.
    let sent = server
        .stdin
        .take()
        .map(|mut stdin| stdin.write_all(lines.as_bytes()));
    sent.expect("the pipe is there")?;
    let output = server.wait_with_output()?;
    assert!(output.status.success());
    assert_eq!(output.stdout, b"{\"type\":\"widget.request.login\"}\n");
    let said = String::from_utf8_lossy(&output.stderr);
    let expected =
        "the app is {\"name\":\"demo\"}\nsigned out\nnot understood: expected JSON (json)\n";
    assert_eq!(said, expected);
    Ok(())
}
