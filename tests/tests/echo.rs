//! An answer that brings back its request: what its form says takes the place of what the request said.

use std::process::Command;

use trilogue::Json;
use trilogue_codegen::source::Sources;
use trilogue_codegen::{generate, load, output};
use trilogue_tests::features::echo::WidgetToHost;
use trilogue_tests::features::echo::widget_to_host::SizeOk;
use trilogue_tests::folder;

/// The request as it came, whole, and the answer to it.
const REQUEST: &str = r#"{"action":"size","requestId":"7","data":"a","trace":{"on":true}}"#;
const ANSWER: &str =
    r#"{"data":"a","trace":{"on":true},"response":{"width":3},"requestId":"8","action":"size"}"#;

#[test]
fn rust_takes_the_request_as_it_came() {
    let request = serde_json::from_str(REQUEST).expect("JSON");
    let answer = WidgetToHost::SizeOk {
        payload: SizeOk { width: 3 },
        id: "8".to_owned(),
        request,
    };
    let sent = answer.encode_frame().expect("it can be sent");
    let read = |json: &str| -> Json { serde_json::from_str(json).expect("JSON") };
    assert_eq!(read(&sent)["requestId"], read(ANSWER)["requestId"]);
    assert_eq!(read(&sent)["trace"], read(ANSWER)["trace"]);
    assert_eq!(sent.matches("requestId").count(), 1);
}

#[test]
fn typescript_takes_the_request_as_it_came() {
    let scratch = tempfile::tempdir().expect("a temporary folder");
    let spec = folder().join("features/echo/spec.yaml");
    let protocol = load(&mut Sources::new(), &spec).expect("the spec is valid");
    let files = generate::typescript_of_one(&protocol);
    output::write(&files, &scratch.path().join("echo")).expect("a package");
    let output = Command::new("node")
        .arg(folder().join("typescript/echo.mjs"))
        .args([
            scratch.path().as_os_str(),
            REQUEST.as_ref(),
            ANSWER.as_ref(),
        ])
        .output()
        .expect("Node starts");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
}
