//! The templates, which lay out pages whose every text went through a sink before.

use minijinja::syntax::SyntaxConfig;
use minijinja::{AutoEscape, Environment, UndefinedBehavior, Value};

/// The templates by name.
const TEMPLATES: [(&str, &str); 6] = [
    ("chapter", include_str!("templates/chapter.md.j2")),
    ("index", include_str!("templates/index.md.j2")),
    ("overview", include_str!("templates/overview.md.j2")),
    ("part", include_str!("templates/part.md.j2")),
    ("section", include_str!("templates/section.md.j2")),
    ("type", include_str!("templates/type.md.j2")),
];

/// The templates, ready to be filled.
#[derive(Debug)]
pub struct Templates {
    environment: Environment<'static>,
}

impl Templates {
    /// Reads the templates.
    pub fn new() -> Self {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_auto_escape_callback(|_| AutoEscape::None);
        environment.set_syntax(lines_of_their_own());
        for (name, text) in TEMPLATES {
            environment
                .add_template(name, text)
                .expect("the templates are well-formed");
        }
        Self { environment }
    }

    /// Fills a template. Where texts are left out, at most one empty line remains.
    pub fn fill(&self, name: &str, view: Value) -> String {
        let template = self.environment.get_template(name);
        let page = template
            .and_then(|template| template.render(view))
            .expect("views have what templates show");
        tidied(&page)
    }
}

/// A line that holds only a tag leaves nothing behind.
fn lines_of_their_own() -> SyntaxConfig {
    let mut syntax = SyntaxConfig::builder();
    syntax
        .trim_blocks(true)
        .lstrip_blocks(true)
        .keep_trailing_newline(true);
    syntax.build().expect("the usual delimiters differ")
}

/// The page without runs of empty lines outside blocks of code.
fn tidied(page: &str) -> String {
    let mut out = String::with_capacity(page.len());
    let mut fence: Option<String> = None;
    let mut was_empty = true;
    for line in page.lines() {
        let start = line.trim_start().trim_start_matches("> ");
        let ticks: String = start.chars().take_while(|letter| *letter == '`').collect();
        match &fence {
            Some(open) if ticks == *open && start.len() == ticks.len() => fence = None,
            None if ticks.len() >= 3 => fence = Some(ticks),
            _ => {}
        }
        let is_empty = line.is_empty();
        if !(is_empty && was_empty && fence.is_none()) {
            out.push_str(line);
            out.push('\n');
        }
        was_empty = is_empty;
    }
    format!("{}\n", out.trim_end())
}
