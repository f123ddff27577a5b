use super::*;

fn lines(text: &str) -> Vec<String> {
    Doc::new().spec(Some(text)).lines()
}

fn one(text: &str) -> String {
    lines(text).join("\n")
}

#[test]
fn blank_text_is_no_doc() {
    for text in ["", " ", "\n\n", "\u{2028}", "` `"] {
        assert!(lines(text).is_empty(), "{text:?}");
    }
    assert_eq!(
        Doc::new().spec(Some("\n")).or("Said for it.").lines(),
        ["Said for it."]
    );
}

#[test]
fn ordinary_markdown_comes_through() {
    let text = "One *two* `three`.\nFour.\n\n# Title\n\n- a\n  b\n  - c\n- d\n\n1. e\n2. f\n\n| g | h |\n| - | - |";
    let expected = "One *two* `three`. Four.\n\n# Title\n\n- a b\n  - c\n- d\n\n1. e\n2. f\n\n| g | h |\n| - | - |";
    assert_eq!(one(text), expected);
    assert_eq!(
        one("See [the page](https://a.example/x)."),
        "See [the page](https://a.example/x)."
    );
}

#[test]
fn nothing_becomes_a_doctest() {
    assert_eq!(one("Say:\n\n    let x = 1;"), "Say:\n\nlet x = 1;");
    assert_eq!(one("\tpanic!()"), "panic!()");
    assert_eq!(one("```\npanic!()\n```"), "```text\npanic!()\n```");
    assert_eq!(one("```rust\npanic!()"), "```text\npanic!()\n```");
    assert_eq!(one("~~~ should_panic\na\n~~~"), "```text\na\n```");
    assert_eq!(one("````json\n```\n````"), "````json\n```\n````");
    assert_eq!(one("- a\n\n      b"), "- a\n\n  b");
    for line in lines("a\n        - b\n                c\n\n            d") {
        assert!(!line.starts_with("    "), "{line:?}");
    }
}

#[test]
fn nothing_becomes_an_item_link_or_html() {
    assert_eq!(one("[Vec] and [x][y]"), "\\[Vec] and \\[x]\\[y]");
    assert_eq!(one("[x]: https://a.example"), "\\[x]: <https://a.example>");
    assert_eq!(one("[x](self::y)"), "\\[x](self::y)");
    assert_eq!(one("<script>"), "\\<script>");
    assert_eq!(one("<!-- x"), "\\<!-- x");
    assert_eq!(one("a &lt; R&D"), "a \\&lt; R&D");
    assert_eq!(one("`<b>` <b>"), "`<b>` \\<b>");
    assert_eq!(one("\\[x]"), "\\[x]");
    assert_eq!(one("\\\\[x]"), "\\\\\\[x]");
}

#[test]
fn bare_addresses_become_links() {
    assert_eq!(
        one("See https://a.example/x_y?z=[1."),
        "See https\\://a.example/x_y?z=\\[1."
    );
    assert_eq!(
        one("(see https://a.example/x_y)."),
        "(see <https://a.example/x_y>)."
    );
    assert_eq!(one("<https://a.example>"), "<https://a.example>");
    assert_eq!(one("wss://a.example, then"), "<wss://a.example>, then");
    assert_eq!(one("://"), "\\://");
}

#[test]
fn names_in_code_get_backticks() {
    assert_eq!(
        one("the snake_case, a::b and f()."),
        "the `snake_case`, `a::b` and `f()`."
    );
    assert_eq!(one("WIDGET_READY's"), "`WIDGET_READY's`");
    assert_eq!(
        one("_emphasis_ and __proto__"),
        "_emphasis_ and `__proto__`"
    );
    assert!(has_camel_case("by HomeByMe"));
    assert!(has_camel_case("[`x`](super::HomeByMe) by HomeByMe"));
    assert!(!has_camel_case(
        "by `HomeByMe` or homeByMe, USDC, [`x`](super::HomeByMe)"
    ));
}

#[test]
fn what_hides_or_reorders_text_is_replaced() {
    assert_eq!(
        one("a\u{202e}b\u{0}c\u{1b}[d\u{2028}e\u{85}f"),
        "a\u{fffd}b\u{fffd}c\u{fffd}\\[d e f"
    );
    assert_eq!(one("`a\u{2066}`"), "`a\u{fffd}`");
    assert_eq!(
        one("```\na\u{202e}\r\u{7}\n```"),
        "```text\na\u{fffd} \u{fffd}\n```"
    );
    assert_eq!(code("a`b\u{202e}\n"), "``a`b\u{fffd}``");
    assert_eq!(code("`"), "`` ` ``");
}

#[test]
fn unbalanced_backticks_are_text() {
    assert_eq!(one("a `b"), "a \\`b");
    assert_eq!(one("``a`"), "\\`\\`a\\`");
}

#[test]
fn lines_are_wrapped_where_no_block_starts() {
    let word = "w".repeat(30);
    let text = format!("{word} {word} {word} - {word} 1. {word} {word}");
    for line in lines(&text) {
        assert!(line.starts_with('w'), "{line:?}");
    }
    assert_eq!(one("- - a"), "- \\- a");
    assert_eq!(one("> a"), "\\> a");
    assert_eq!(one("a\n==="), "a ===");
    assert_eq!(one("---"), "\\---");
    assert_eq!(one("1986) b"), "1986. b");
    assert_eq!(one("1234567890. b"), "1234567890\\. b");
}

#[test]
fn asides_join_a_single_paragraph() {
    assert_eq!(
        Doc::new()
            .spec(Some("How much"))
            .aside("In credit.")
            .lines(),
        ["How much. In credit."]
    );
    assert_eq!(
        Doc::new().spec(Some("a\n\nb")).aside("c").lines(),
        ["a", "", "b", "", "c"]
    );
    assert_eq!(
        Doc::new().spec(Some("- a")).aside("c").lines(),
        ["- a", "", "c"]
    );
    assert_eq!(Doc::new().aside("c").lines(), ["c"]);
    assert_eq!(Doc::new().spec(Some("a")).aside("").lines(), ["a"]);
}
