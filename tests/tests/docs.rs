//! Pages of docs hold what the model says and nothing else, on GitHub, in mdBook and as MDX.

use std::fs;
use std::process::Command;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};
use trilogue_codegen::generate;
use trilogue_codegen::interpret::{self, Open, Verdict};
use trilogue_codegen::model::{Encoding, Protocol};
use trilogue_codegen::output::{self, Files};
use trilogue_codegen::target::docs;
use trilogue_tests::pages::{feature, protocols, site, specs};
use trilogue_tests::{folder, node};

/// The tags that pages are made with; nothing else in them is HTML.
const TAGS: [&str; 8] = [
    "<details>",
    "</details>",
    "<summary>",
    "</summary>",
    "<code>",
    "</code>",
    "<br/>",
    "</a>",
];

/// The languages of blocks of code.
const LANGUAGES: [&str; 6] = ["json", "text", "rust", "ts", "mermaid", "sh"];

fn parser(page: &str) -> Parser<'_> {
    Parser::new_ext(page, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH)
}

/// The places on a page.
fn anchors(page: &str) -> Vec<String> {
    let pieces = page.split("<a id=\"").skip(1);
    pieces
        .filter_map(|piece| piece.split_once('"'))
        .map(|(id, _)| id.to_owned())
        .collect()
}

/// What is wrong with the links of a page.
fn broken_links(files: &Files, path: &str, page: &str) -> Vec<String> {
    let mut broken = Vec::new();
    for event in parser(page) {
        let Event::Start(Tag::Link { dest_url, .. }) = event else {
            continue;
        };
        let is_web = ["https://", "http://", "mailto:"]
            .iter()
            .any(|scheme| dest_url.starts_with(scheme));
        if is_web {
            continue;
        }
        let (file, place) = dest_url
            .split_once('#')
            .map_or((&*dest_url, None), |(file, place)| (file, Some(place)));
        let folder = path.rsplit_once('/').map(|(folder, _)| folder);
        let target = folder.map_or(file.to_owned(), |folder| format!("{folder}/{file}"));
        let found = files.get(&target).is_some_and(|page| {
            place.is_none_or(|place| anchors(page).iter().any(|anchor| anchor == place))
        });
        if !found {
            broken.push(format!("{path}: {dest_url}"));
        }
    }
    broken
}

/// What a reader of Markdown or MDX could take for something else than text.
fn hazards(page: &str) -> Vec<String> {
    let mut hazards = Vec::new();
    let mut in_code = false;
    for (event, range) in parser(page).into_offset_iter() {
        let source = &page[range.clone()];
        match event {
            Event::Start(Tag::CodeBlock(kind)) => {
                in_code = true;
                match kind {
                    CodeBlockKind::Fenced(language) if LANGUAGES.contains(&&*language) => {}
                    kind => hazards.push(format!("a block of {kind:?}")),
                }
            }
            Event::End(TagEnd::CodeBlock) => in_code = false,
            Event::Html(html) | Event::InlineHtml(html) => {
                let is_own = html.trim().is_empty()
                    || html.split_inclusive('>').all(|tag| {
                        let tag = tag.trim();
                        TAGS.contains(&tag)
                            || is_anchor(tag)
                            || tag.ends_with("</summary>")
                            || tag.is_empty()
                    });
                if !is_own {
                    hazards.push(format!("HTML {html}"));
                }
            }
            Event::Start(Tag::Image { .. }) => hazards.push(format!("an image {source}")),
            Event::Text(_) if !in_code => {
                let escaped = page[..range.start].ends_with('\\');
                if source.contains(['{', '<', '}']) && !escaped {
                    hazards.push(format!("bare {source}"));
                }
                let starts_line = range.start == 0 || page[..range.start].ends_with('\n');
                let is_module = source.starts_with("import") || source.starts_with("export");
                if starts_line && is_module {
                    hazards.push(format!("a module {source}"));
                }
            }
            _ => {}
        }
    }
    let templates = ["{{", "{%"].into_iter().filter(|open| page.contains(open));
    hazards.extend(templates.map(|open| format!("a template {open}")));
    let hidden = |letter: &char| {
        letter.is_control() && *letter != '\n'
            || matches!(letter, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
    };
    hazards.extend(
        page.chars()
            .filter(hidden)
            .map(|letter| format!("{letter:?}")),
    );
    hazards
}

fn is_anchor(tag: &str) -> bool {
    let id = tag
        .strip_prefix("<a id=\"")
        .and_then(|rest| rest.strip_suffix("\">"));
    id.is_some_and(|id| {
        id.chars()
            .all(|letter| letter.is_ascii_alphanumeric() || letter == '-')
    })
}

#[test]
fn links_lead_somewhere_and_places_have_one_name() {
    let files = site();
    let mut broken = Vec::new();
    for (path, page) in files.iter() {
        broken.extend(broken_links(&files, path, page));
        let mut anchors = anchors(page);
        anchors.sort();
        let count = anchors.len();
        anchors.dedup();
        assert_eq!(anchors.len(), count, "{path} has a place twice");
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn the_link_checker_finds_broken_links() {
    let mut files = Files::new();
    files.add("a/b.md", "# <a id=\"There\"></a>x");
    let page =
        "[1](b.md#There) [2](b.md#Elsewhere) [3](c.md) [4](https://example.org) [5](../a/b.md)";
    let broken = broken_links(&files, "a/x.md", page);
    assert_eq!(
        broken,
        [
            "a/x.md: b.md#Elsewhere",
            "a/x.md: c.md",
            "a/x.md: ../a/b.md"
        ]
    );
}

#[test]
fn pages_hold_nothing_that_acts() {
    for (path, page) in site().iter() {
        let hazards = hazards(page);
        assert!(hazards.is_empty(), "{path}: {hazards:#?}");
    }
}

#[test]
fn the_finder_of_hazards_finds_them() {
    let cases = [
        "<script>x</script>",
        "a <b>c</b>",
        "{x}",
        "x {{ y }}",
        "```{{#include x}}\n```",
        "![x](https://example.org/y)",
        "export const x = 1",
        "    indented",
        "```rust,should_panic\n```",
        "a\u{202E}b",
    ];
    for case in cases {
        assert!(!hazards(case).is_empty(), "{case}");
    }
    assert_eq!(
        hazards("# <a id=\"X\"></a>`{x}`\n\na \\{x\\} \\<b> c<br/>d"),
        Vec::<String>::new()
    );
}

/// The text that a reader sees outside code.
fn shown(page: &str) -> String {
    let words = parser(page).filter_map(|event| match event {
        Event::Text(text) | Event::Code(text) => Some(text.into_string()),
        Event::SoftBreak | Event::End(TagEnd::Paragraph | TagEnd::Item) => Some(" ".to_owned()),
        _ => None,
    });
    words.collect()
}

#[test]
fn hostile_docs_are_shown_as_text() {
    let protocol = feature("hostile-docs");
    let pages = docs::pages(&protocol, &docs::Options::default());
    let overview = shown(pages.get("index.md").expect("an overview"));
    for wanted in [
        "export const broken = 1;",
        "panic!(\"doctest\");",
        "<script>alert(1)</script>",
        "${x}",
        "{% z %}",
    ] {
        assert!(overview.contains(wanted), "{wanted} is not in:\n{overview}");
    }
    let messages = pages.get("host-to-widget.md").expect("a direction");
    let headings =
        parser(messages).filter(|event| matches!(event, Event::Start(Tag::Heading { .. })));
    assert_eq!(headings.count(), 2, "{messages}");
    let rows = parser(messages).filter(|event| matches!(event, Event::Start(Tag::TableRow)));
    assert_eq!(rows.count(), 2, "{messages}");
}

/// The blocks of one language, each with the place of the page that it stands under.
fn blocks(page: &str, wanted: &str) -> Vec<(String, String)> {
    let mut blocks = Vec::new();
    let mut place = String::new();
    let mut open: Option<String> = None;
    for event in parser(page) {
        match event {
            Event::InlineHtml(html) if html.starts_with("<a id=") => {
                place = anchors(&html).concat();
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language)))
                if &*language == wanted =>
            {
                open = Some(String::new());
            }
            Event::Text(text) => open.iter_mut().for_each(|block| block.push_str(&text)),
            Event::End(TagEnd::CodeBlock) => {
                blocks.extend(open.take().map(|block| (place.clone(), block)));
            }
            _ => {}
        }
    }
    blocks
}

/// What the interpreter says of an example of a page.
fn verdict(protocol: &Protocol, example: &docs::WireExample, json: &str) -> Verdict {
    let direction = &protocol.directions[example.direction];
    let pipe = &direction.pipes[example.pipe];
    let json = match pipe.encoding {
        Encoding::Value => json.to_owned(),
        Encoding::JsonText => serde_json::Value::from(json).to_string(),
    };
    if let Some(name) = &example.name {
        return interpret::decode_named(protocol, direction, pipe, name, json.as_bytes());
    }
    let open = example.request.as_ref().map(|request| {
        vec![Open {
            id: example.id.clone(),
            request: request.clone(),
        }]
    });
    interpret::decode_on(protocol, direction, pipe, json.as_bytes(), open.as_deref())
}

#[test]
fn examples_are_the_messages_that_they_stand_under() {
    let mut count = 0;
    for protocol in protocols() {
        let options = docs::Options::default();
        let pages = docs::pages(&protocol, &options);
        for example in docs::examples(&protocol, &options) {
            let Some(json) = &example.json else {
                continue;
            };
            let direction = &protocol.directions[example.direction];
            let wanted = &direction.variants[example.variant].identifier.0;
            let page = pages.get(&example.page).expect("the page that is named");
            assert!(
                !example.is_shown || page.contains(json),
                "{}: {json} is not shown",
                protocol.name
            );
            let verdict = verdict(&protocol, &example, json);
            let fits =
                matches!(&verdict, Verdict::Message { identifier, .. } if identifier == wanted);
            assert!(fits, "{}: {wanted}: {verdict:?} for {json}", protocol.name);
            count += 1;
        }
    }
    assert!(count > 100, "only {count} examples");
}

/// How many lines a page may have that does not just list things.
const LONG: usize = 620;

#[test]
fn pages_stay_short() {
    for protocol in specs() {
        for (path, page) in generate::docs_of_one(&protocol).iter() {
            let sections = page.lines().filter(|line| line.starts_with("## ")).count();
            let lines = page.lines().count();
            let is_list = path == "index.md" || sections < 2;
            assert!(
                is_list || lines <= LONG,
                "{}/{path} has {lines} lines",
                protocol.name
            );
        }
    }
}

#[test]
fn typescript_on_pages_passes_the_compiler() {
    let scratch = tempfile::tempdir_in(folder().join("typescript")).expect("a temporary folder");
    let mut protocols = protocols();
    protocols.retain(|protocol| !protocol.directions.is_empty());
    let mut count = 0;
    for protocol in &protocols {
        let package = scratch
            .path()
            .join(format!("node_modules/{}-protocol", protocol.name));
        output::write(&generate::typescript_of_one(protocol), &package).expect("a package");
        for (path, page) in generate::docs_of_one(protocol).iter() {
            for (index, (_, code)) in blocks(page, "ts").iter().enumerate() {
                let name = format!(
                    "{}-{}-{index}.ts",
                    protocol.name,
                    path.trim_end_matches(".md")
                );
                fs::write(scratch.path().join(name), code).expect("a snippet");
                count += 1;
            }
        }
    }
    assert!(count > 100, "only {count} snippets");
    let settings = serde_json::json!({
        "compilerOptions": {
            "strict": true, "exactOptionalPropertyTypes": true, "noUnusedLocals": true, "noEmit": true,
            "module": "nodenext", "target": "es2022", "lib": ["es2022", "dom"], "types": [], "skipLibCheck": true,
            "verbatimModuleSyntax": true,
        },
        "include": ["*.ts"],
    });
    fs::write(
        scratch.path().join("package.json"),
        "{ \"type\": \"module\" }",
    )
    .expect("a manifest");
    fs::write(scratch.path().join("tsconfig.json"), settings.to_string()).expect("settings");
    let compiler = node::packages().join("typescript/bin/tsc");
    let output = Command::new("node")
        .arg(compiler)
        .arg("--project")
        .arg(scratch.path())
        .output()
        .expect("Node starts");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stdout)
    );
}

/// Texts of which each is harmless in a sentence and harmful where it is not expected.
const HOSTILE: [&str; 12] = [
    "a | b `c|d` | e",
    "</details></a><script>alert(1)</script><!-- -->",
    "import x from 'y'\n\nexport const z = {1 + 1}",
    "```\n```rust\nfn main() {}\n```\n````",
    "{{#include ../../../etc/passwd}} `{{#include x}}` {% raw %} {{{",
    "[x](javascript:alert(1)) ![y](https://example.org/z.png) <https://example.org> [a][b]\n\n[b]: data:text/html,x",
    "# heading\n\n---\n\ntext\n===\n\n> quote\n\n1. one\n   - two",
    "end\nloop x: y; %%{init: {}}%% participant #35; <br/>",
    "\u{202E}reversed\u{2028}line\u{2066}\u{200B}\u{FEFF}",
    ":::danger\nx\n:::\n\n$$\\evil$$ ~~gone~~ [^1] &lt;b&gt; \\",
    "| a | b |\n|---|---|\n| <b>x</b> | {y} |\n\n    indented",
    "`unclosed ``two` *a **b* c** _d",
];

#[test]
fn hostile_text_in_any_place_stays_text() {
    for hostile in HOSTILE {
        let text = serde_json::to_string(hostile).expect("text");
        let line = serde_json::to_string(&hostile.replace('\n', " ")).expect("text");
        let spec = format!(
            "trilogue: 1\nprotocol: hostile\nversion: \"1\"\ntitle: {line}\ndoc: {text}\n\
             roles:\n  a: {text}\n  b: {text}\n\
             envelopes:\n  e:\n    event: {{ t: $name, p: $payload }}\n    request: {{ t: $name, p: $payload }}\n    \
             ok: {{ t: $name, ok: true }}\n    error: {{ t: $name, ok: false, e: $error }}\n\
             channels:\n  c: {{ between: [a, b], transport: window, envelope: e, doc: {text} }}\n\
             types:\n  S:\n    doc: {text}\n    fields: {{ x: {{ type: string, doc: {text}, deprecated: {{ doc: {text} }} }}, y: {{ type: optional int, unit: {line} }} }}\n\
             events:\n  a -> b:\n    m: {{ as: M, doc: {text}, when: {text}, payload: S, examples: [{{ x: {text} }}] }}\n\
             requests:\n  b -> a:\n    r: {{ as: R, doc: {text}, payload: {{ type: map<json>, doc: {text} }}, ok: nothing, then: m,\n      \
             examples: [{{ {line}: {text} }}], errors: {{ {line}: {{ as: E, doc: {text} }} }} }}\n"
        );
        let mut sources = trilogue_codegen::source::Sources::new();
        let id = sources.add("hostile.yaml", spec.clone()).expect("text");
        let protocol = trilogue_codegen::load_source(&mut sources, id).unwrap_or_else(|mistakes| {
            let style = trilogue_codegen::render::Style::Plain;
            panic!(
                "{}",
                trilogue_codegen::render::render_all(mistakes, &sources, style)
            )
        });
        let options = docs::Options {
            rust: Some("crate".to_owned()),
            typescript: Some("hostile".to_owned()),
        };
        let files = docs::site(&[&protocol], &options);
        for (path, page) in files.iter() {
            let hazards = hazards(page);
            assert!(
                hazards.is_empty(),
                "{hostile:?} in {path}: {hazards:#?}\n{page}"
            );
            assert_eq!(broken_links(&files, path, page), Vec::<String>::new());
            let lines = |tag: &str| page.lines().filter(|line| *line == tag).count();
            assert_eq!(lines("<details>"), lines("</details>"), "{path}");
        }
        let headings = |path: &str| {
            let page = files.get(path).expect("a page");
            parser(page)
                .filter(|event| matches!(event, Event::Start(Tag::Heading { .. })))
                .count()
        };
        assert_eq!(headings("hostile/a-to-b.md"), 2, "{hostile:?}");
        assert_eq!(headings("hostile/b-to-a.md"), 4, "{hostile:?}");
        assert_eq!(headings("hostile/types.md"), 2, "{hostile:?}");
    }
}
