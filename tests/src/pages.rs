//! The pages of docs of all protocols, as Markdown and as HTML.

use std::path::Path;

use pulldown_cmark::{Options, Parser, html};
use trilogue_codegen::model::Protocol;
use trilogue_codegen::output::Files;
use trilogue_codegen::source::Sources;
use trilogue_codegen::target::docs;
use trilogue_codegen::{generate, load};

use crate::protocols::PROTOCOLS;
use crate::{folder, workspace};

/// How a page looks, much as on GitHub.
const STYLE: &str = "
body { margin: 32px auto; max-width: 920px; padding: 0 24px; color: #1f2328; background: #fff;
  font: 16px/1.5 system-ui, 'Noto Sans', 'DejaVu Sans', sans-serif }
h1, h2 { border-bottom: 1px solid #d1d9e0; padding-bottom: .3em }
h1 { font-size: 2em } h2 { font-size: 1.5em; margin-top: 1.6em } h3 { font-size: 1.2em }
a { color: #0969da; text-decoration: none }
code, pre { font: 85% ui-monospace, 'DejaVu Sans Mono', monospace; background: #f6f8fa; border-radius: 6px }
code { padding: .2em .4em } pre { padding: 16px; overflow: auto; line-height: 1.45; font-size: 85% }
pre code { padding: 0; font-size: 100% }
table { border-collapse: collapse; margin: 16px 0 } th, td { border: 1px solid #d1d9e0; padding: 6px 13px; text-align: left }
tr:nth-child(2n) td { background: #f6f8fa }
blockquote { margin: 16px 0; padding: 0 1em; border-left: .25em solid #d1d9e0; color: #59636e }
details { margin: 12px 0 } summary { cursor: pointer }
pre:has(> .language-mermaid) { background: none; padding: 0; text-align: center }
";

/// The protocol of a valid spec.
///
/// # Panics
///
/// When the spec has mistakes.
#[must_use]
pub fn loaded(spec: &Path) -> Protocol {
    let mut sources = Sources::new();
    load(&mut sources, spec).unwrap_or_else(|_| panic!("{} has mistakes", spec.display()))
}

/// The protocols that `trilogue.yaml` names.
///
/// # Panics
///
/// When a spec has mistakes.
#[must_use]
pub fn specs() -> Vec<Protocol> {
    let mut sources = Sources::new();
    let config = workspace().join("trilogue.yaml");
    generate::protocols_of(&mut sources, &config).unwrap_or_else(|_| panic!("a spec has mistakes"))
}

/// The protocol of a feature.
///
/// # Panics
///
/// When there is no such feature, or its spec has mistakes.
#[must_use]
pub fn feature(name: &str) -> Protocol {
    loaded(&folder().join("features").join(name).join("spec.yaml"))
}

/// All protocols: those of the repository and the features.
///
/// # Panics
///
/// When a spec has mistakes.
#[must_use]
pub fn protocols() -> Vec<Protocol> {
    let features = PROTOCOLS
        .iter()
        .filter(|name| folder().join("features").join(name).exists())
        .map(|name| feature(name));
    specs().into_iter().chain(features).collect()
}

/// The pages of all protocols, with calls of the packages of the repository.
///
/// # Panics
///
/// When a spec has mistakes.
#[must_use]
pub fn site() -> Files {
    let options = docs::Options {
        rust: Some("trilogue_protocols".to_owned()),
        typescript: Some("@trilogue/protocols".to_owned()),
    };
    docs::site(&protocols().iter().collect::<Vec<_>>(), &options)
}

/// The same pages as HTML, each at its own path with `.html`.
///
/// # Panics
///
/// When a spec has mistakes.
#[must_use]
pub fn html() -> Files {
    let mut files = Files::new();
    for (path, page) in site().iter() {
        let mut body = String::new();
        html::push_html(&mut body, Parser::new_ext(page, Options::ENABLE_TABLES));
        let head = format!("<!doctype html><meta charset=\"utf-8\"><style>{STYLE}</style>");
        files.add(path.replace(".md", ".html"), format!("{head}\n{body}"));
    }
    files
}
