use super::{Options, package};
use crate::output::Files;
use crate::source::Sources;

const HEAD: &str = r#"
trilogue: 1
protocol: lamp
version: "1.0.0"
roles: { page: The page., lamp: The lamp. }
channels:
  wire: { between: [page, lamp], transport: window, envelope: tagged, correlation: single-flight }
"#;

const TAGGED: &str = "
envelopes:
  tagged:
    event: { type: $name, message: $payload }
    request: { type: $name, message: $payload }
    ok: { type: ok, message: '' }
    error: { type: error, message: $error }
";

fn files(rest: &[&str]) -> Files {
    let mut sources = Sources::new();
    let id = sources
        .add("lamp.yaml", [HEAD, &rest.concat()].concat())
        .expect("the text is UTF-8");
    let lamp = crate::load_source(&mut sources, id).expect("the spec is valid");
    let options = Options {
        name: "@lamp/protocol".to_owned(),
        version: "1.2.3".to_owned(),
    };
    package(&[&lamp], &options)
}

fn file(rest: &[&str], path: &str) -> String {
    files(rest)
        .get(path)
        .unwrap_or_else(|| panic!("{path} is written"))
        .to_owned()
}

fn assert_has(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "`{part}` in:\n{text}");
    }
}

const DIM: &str = "
events:
  page -> lamp:
    dim:
      doc: Less light.
      fields:
        percent: { type: int, minimum: 0, maximum: 100, doc: How much is left., unit: percent }
        why: optional string
";

#[test]
fn a_message_is_a_member_of_a_union() {
    let text = file(&[TAGGED, DIM], "src/lamp/page-to-lamp.ts");
    assert_has(
        &text,
        &[
            "  /** Less light. */\n  | { readonly kind: \"event\"; readonly name: \"dim\"; readonly payload: Dim }\n",
            "  /** How much is left. In percent. A whole number. From 0 to 100. */\n  readonly percent: number;\n",
            "  readonly why?: string;\n",
            "export const names = {\n  dim: \"dim\",\n} as const;\n",
            "  return checkMinimum(number, 0) ?? checkMaximum(number, 100) ?? number;\n",
        ],
    );
}

#[test]
fn javascript_has_no_types_and_declarations_no_code() {
    let files = files(&[TAGGED, DIM]);
    for (path, text) in files
        .iter()
        .filter(|(path, _)| path.starts_with("dist/lamp/"))
    {
        if path.strip_suffix(".js").is_some() {
            let typed = [
                "interface",
                "readonly",
                ": unknown",
                "as const",
                "import type",
                "export type",
            ];
            assert!(
                !typed.iter().any(|word| text.contains(word)),
                "{path}:\n{text}"
            );
        } else {
            assert!(
                !text.contains("return ") && !text.contains("import {"),
                "{path}:\n{text}"
            );
        }
    }
}

#[test]
fn no_file_holds_marks_or_loose_ends() {
    for (path, text) in files(&[TAGGED, DIM]).iter() {
        assert!(!text.contains(['\u{E000}', '\u{E001}', '«', '»']), "{path}");
        assert!(
            text.ends_with('\n') && !text.ends_with("\n\n") && !text.contains("\n\n\n"),
            "{path}"
        );
        assert!(text.lines().all(|line| line == line.trim_end()), "{path}");
    }
}

#[test]
fn the_manifest_names_every_role() {
    let manifest = file(&[TAGGED, DIM], "package.json");
    let manifest: serde_json::Value =
        serde_json::from_str(&manifest).expect("the manifest is JSON");
    assert_eq!(manifest["name"], "@lamp/protocol");
    let exports = manifest["exports"]
        .as_object()
        .expect("exports are an object");
    let subpaths: Vec<_> = exports.keys().map(String::as_str).collect();
    for subpath in [
        "./lamp",
        "./lamp/page",
        "./lamp/lamp",
        "./runtime",
        "./package.json",
    ] {
        assert!(subpaths.contains(&subpath), "{subpath}");
    }
    let files = files(&[TAGGED, DIM]);
    for target in exports
        .values()
        .filter_map(|conditions| conditions.as_object())
        .flat_map(|one| one.values())
    {
        let path = target.as_str().expect("a path").trim_start_matches("./");
        assert!(files.get(path).is_some(), "{path}");
    }
}

#[test]
fn a_role_reads_what_comes_and_writes_what_goes() {
    let page = file(&[TAGGED, DIM], "dist/lamp/page.js");
    let lamp = file(&[TAGGED, DIM], "dist/lamp/lamp.js");
    assert_has(&page, &["encode as encodeToLamp"]);
    assert_has(
        &lamp,
        &[
            "decode as decodeFromPage",
            "decodeText as decodeTextFromPage",
        ],
    );
    assert!(!page.contains("decode as"), "{page}");
}

#[test]
fn requests_have_typed_errors_and_answers_all_of_them() {
    let spec = "
requests:
  page -> lamp:
    on: { ok: nothing, errors: [no power, broken] }
    off: { ok: nothing, errors: [broken] }
";
    let asked = file(&[TAGGED, spec], "src/lamp/page-to-lamp.ts");
    assert_has(
        &asked,
        &["export type OnError = \"no power\" | \"broken\" | (string & {});"],
    );
    let answered = file(&[TAGGED, spec], "src/lamp/lamp-to-page.ts");
    assert_has(
        &answered,
        &[
            "export type ErrorText = \"no power\" | \"broken\" | (string & {});",
            "{ readonly kind: \"error\"; readonly name: null; readonly error: ErrorText }",
            "checkConstant(message, [\"message\"], \"\")",
        ],
    );
}

#[test]
fn only_what_differs_on_the_wire_has_a_writer() {
    let spec = "
types:
  Plain: { fields: { a: string } }
  Hidden: { fields: { a: { type: string, secret: true } } }
  Around: { fields: { inner: list<Hidden> } }
  Open: { fields: { a: string }, unknown: keep }
events:
  page -> lamp:
    plain: { payload: Plain }
    around: { payload: Around }
    open: { payload: Open }
";
    let types = file(&[TAGGED, spec], "src/lamp/types.ts");
    assert_has(
        &types,
        &[
            "function writeHidden(",
            "function writeAround(",
            "function writeOpen(",
        ],
    );
    assert!(!types.contains("writePlain"), "{types}");
    assert_has(
        &types,
        &[
            "readonly a: Secret<string>;",
            "readonly extra: { readonly [key: string]: Json };",
        ],
    );
}

#[test]
fn text_of_the_spec_stays_in_its_place() {
    let spec = r#"
events:
  page -> lamp:
    dim:
      doc: "*/ alert(1); /* @param x </script> \u202E \uE000"
      fields:
        "__proto__": { type: string, doc: "*/" }
        "\"]; alert(1); [\"": string
        "`${alert(2)}`": optional string
    "\u2028\uE001</script>": { as: Odd }
"#;
    for (path, text) in files(&[TAGGED, spec]).iter() {
        let hidden = ['\u{2028}', '\u{202E}', '\u{E000}', '\u{E001}'];
        assert!(
            !text.contains(hidden) && !text.contains("</script>"),
            "{path}:\n{text}"
        );
    }
    let text = file(&[TAGGED, spec], "src/lamp/page-to-lamp.ts");
    assert_has(
        &text,
        &[
            "/** *\\/ alert(1); /* \\@param x <\\/script> \u{FFFD} \u{FFFD} */",
            "[\"__proto__\"]: ",
            r#"required(value, '"]; alert(1); ["', "#,
            r#"read["`${alert(2)}`"] = "#,
            r#"odd: "\u2028\ue001<\/script>","#,
        ],
    );
}

#[test]
fn forms_that_one_key_does_not_tell_are_told_by_a_table() {
    let spec = "
envelopes:
  tagged:
    event: { head: { type: $name }, body: { data: $payload } }
events:
  page -> lamp:
    dim: { payload: int }
    stop: {}
";
    let text = file(&[spec], "src/lamp/page-to-lamp.ts");
    assert_has(
        &text,
        &[
            "const told = tell(forms, value);",
            "[\"/head/type\", \"name\"],",
            "const body = required(message, \"body\", readObject);",
            "if (payload instanceof Fault) return payload.under(\"body\");",
            "body: { ...(payload !== undefined && { data: payload }) }",
        ],
    );
}

#[test]
fn an_undeclared_name_can_be_refused() {
    let spec = "
events:
  page -> lamp:
    dim: { payload: int }
";
    let head = HEAD.replace(
        "correlation: single-flight",
        "correlation: single-flight, unknown: refuse",
    );
    let mut sources = Sources::new();
    let id = sources
        .add("lamp.yaml", [&head, TAGGED, spec].concat())
        .expect("the text is UTF-8");
    let lamp = crate::load_source(&mut sources, id).expect("the spec is valid");
    let options = Options {
        name: "lamp".to_owned(),
        version: "1.0.0".to_owned(),
    };
    let files = package(&[&lamp], &options);
    let text = files
        .get("src/lamp/page-to-lamp.ts")
        .expect("the direction is written");
    assert!(!text.contains("Unknown"), "{text}");
    assert_has(
        text,
        &["new Fault(\"name\", \"a declared name\").under(\"type\").refuse(null)"],
    );
}

#[test]
fn sets_unions_and_tuples_are_types_of_their_own() {
    let spec = "
types:
  Colour: { known: [red, green] }
  Size: { enum: [{ const: 1, as: small }, { const: 2, as: large }] }
  Shape: { tag: kind, union: { circle: { fields: { radius: number } }, dot: nothing } }
  Choice: string | number
  Pair: { tuple: [ { first: string }, { second: optional int } ] }
events:
  page -> lamp:
    all: { fields: { colour: Colour, size: Size, shape: Shape, choice: Choice, pair: Pair } }
";
    let types = file(&[TAGGED, spec], "src/lamp/types.ts");
    assert_has(
        &types,
        &[
            "export type Colour = \"red\" | \"green\" | (string & {});",
            "export const Size = {\n  small: 1,\n  large: 2,\n} as const;",
            "export interface ShapeCircle {\n  readonly kind: \"circle\";\n  readonly radius: number;\n}",
            "export type Shape = ShapeCircle | { readonly kind: \"dot\" };",
            "export type Choice = string | number;",
            "export function writeColour(value: unknown): unknown {",
            "    case \"circle\":\n      return readShapeCircle(value);",
            "return noMember(value, \"kind\");",
            "readonly [",
            "first: string,",
            "readItems(value, 1, 2)",
        ],
    );
    let sent = file(&[TAGGED, spec], "src/lamp/page-to-lamp.ts");
    assert_has(
        &sent,
        &[
            "export function encode(message: PageToLamp, options?: { readonly unlisted?: boolean }): Encoded {",
        ],
    );
}

#[test]
fn answers_without_a_name_are_read_with_the_open_requests() {
    let envelopes = "
envelopes:
  tagged:
    request: { type: ask, id: $id, call: $name, data: $payload }
    ok: { type: answer, id: $id, value: $payload }
";
    let spec = "
requests:
  page -> lamp:
    level: { ok: int }
    title: { ok: string }
";
    let text = file(&[envelopes, spec], "src/lamp/lamp-to-page.ts");
    assert_has(
        &text,
        &[
            "readonly answers: \"level\";",
            "readonly payload: number;",
            "readonly answers: null;",
            "readonly payload: Unread;",
            "export function decodeAnswer(value: unknown, open: OpenRequests): Decoded {",
            "const payload = new Unread(own(message, \"value\"), \"/value\");",
        ],
    );
}

#[test]
fn each_pipe_of_a_direction_has_its_functions() {
    let head = HEAD.replace("channels:\n", "channels:\n  bridge: { between: [page, lamp], transport: native, envelope: called, encoding: json-text }\n");
    let spec = "
envelopes:
  tagged: { event: { type: $name, message: $payload } }
  called: { outside: $name, event: { data: $payload } }
events:
  page -> lamp:
    dim: { payload: int }
";
    let mut sources = Sources::new();
    let id = sources
        .add("lamp.yaml", [head.as_str(), spec].concat())
        .expect("the text is UTF-8");
    let lamp = crate::load_source(&mut sources, id).expect("the spec is valid");
    let options = Options {
        name: "lamp".to_owned(),
        version: "1.0.0".to_owned(),
    };
    let files = package(&[&lamp], &options);
    let text = files
        .get("src/lamp/page-to-lamp.ts")
        .expect("the direction is written");
    assert_has(
        text,
        &[
            "export function decodeBridge(name: string, text: unknown): Decoded {",
            "const value = readJsonText(text);",
            "export function decodeWire(value: unknown): Decoded {",
            "export function encodeBridge(message: PageToLamp): SentBridge {",
            "export type SentBridge = { readonly ok: true; readonly name: string; readonly value: string } | Refused;",
        ],
    );
}

#[test]
fn names_chosen_at_run_time_are_read_from_text() {
    let spec = "
envelopes:
  tagged: { outside: $name, event: { data: $payload }, request: { ask: $name, id: $id }, ok: { done: $payload, id: $id } }
events:
  page -> lamp:
    register: { fields: { path: { type: string, binds: measure } } }
requests:
  lamp -> page:
    measure: { name: { bound: true }, ok: int }
";
    let spec = format!("{HEAD}{spec}");
    let spec = spec.replace("correlation: single-flight", "encoding: json-text");
    let mut sources = Sources::new();
    let id = sources.add("lamp.yaml", spec).expect("the text is UTF-8");
    let lamp = crate::load_source(&mut sources, id).expect("the spec is valid");
    let options = Options {
        name: "lamp".to_owned(),
        version: "1.0.0".to_owned(),
    };
    let files = package(&[&lamp], &options);
    let text = files
        .get("src/lamp/lamp-to-page.ts")
        .expect("the direction is written");
    assert_has(
        text,
        &[
            "export function bind(bindings: Bindings): { readonly decode: (text: unknown) => Decoded } {",
            "    decode: (text) => {\n      const value = readJsonText(text);\n",
            "readMessage(value, bound);",
        ],
    );
}
