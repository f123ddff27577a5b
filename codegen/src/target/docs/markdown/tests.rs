use super::*;

#[test]
fn text_means_nothing() {
    let cases = [
        ("a | b", "a \\| b"),
        ("snake_case _em_", "snake_case \\_em\\_"),
        ("<script>{x}</script>", "\\<script>\\{x\\}\\</script>"),
        ("# no heading", "\\# no heading"),
        ("12. no item", "12\\. no item"),
        ("1.2.0", "1.2.0"),
        ("important", "important"),
        ("export const x = 1", "&#101;xport const x = 1"),
        ("a\u{202E}b\u{2028}c\nd", "a\u{FFFD}b c d"),
        (":::note", "\\:\\::note"),
        ("&copy; R&D a & b", "\\&copy; R\\&D a & b"),
        ("$x$ ~y~", "\\$x\\$ \\~y\\~"),
    ];
    for (given, expected) in cases {
        assert_eq!(text(given), expected);
    }
}

#[test]
fn code_holds_what_it_is_given() {
    assert_eq!(code("a.b"), "`a.b`");
    assert_eq!(code("a`b"), "<code>a&#96;b</code>");
    assert_eq!(code("a|b"), "<code>a&#124;b</code>");
    assert_eq!(
        code("{{#include x}}"),
        "<code>&#123;&#123;&#35;include x&#125;&#125;</code>"
    );
    assert_eq!(code(" "), "the empty text");
    assert_eq!(
        fence("text", "a ``` b\n{{#include x}} {{{"),
        "````text\na ``` b\n{ {#include x}} { { {\n````"
    );
}

#[test]
fn doc_text_keeps_its_markdown() {
    let doc = "One *two* **three** `four`\nfive [six](https://example.org/a_b?x=1&y=2).\n\n- a\n- b\n  - c\n\nEnd.\n\n1. x\n2. y";
    let expected = "One *two* **three** `four` five [six](https://example.org/a_b?x=1&amp;y=2).\n\n- a\n- b\n  - c\n\nEnd.\n\n1. x\n2. y";
    assert_eq!(blocks(doc), expected);
}

#[test]
fn doc_text_keeps_nothing_else() {
    let cases = [
        ("[x](javascript:alert(1))", "x"),
        ("![x](https://example.org/y.png)", "x"),
        ("# Heading\ntext", "**Heading**\n\ntext"),
        ("<script>alert(1)</script>", "\\<script>alert(1)\\</script>"),
        ("```rust\npanic!();\n```", "```text\npanic!();\n```"),
        ("> quote\n> more", "> quote more"),
        (
            "- a\n\n  ```json\n  {}\n  ```",
            "- a\n\n  ```json\n  {}\n  ```",
        ),
        (
            "| a | b |\n|---|---|\n| x | `y` |",
            "| a | b |\n|---|---|\n| x | `y` |",
        ),
    ];
    for (given, expected) in cases {
        assert_eq!(blocks(given), expected, "{given}");
    }
}

#[test]
fn a_line_is_one_line() {
    let doc = "One\ntwo\n\n- three\n- four | five\n\n```\nsix\n```";
    assert_eq!(
        line(doc),
        "One two<br/>• three<br/>• four \\| five<br/>`six`"
    );
    assert_eq!(
        line("see https://example.org/x_y."),
        "see [https&#58;//example.org/x_y](https://example.org/x_y)."
    );
}
