//! The templates, which lay out what was decided before.
//!
//! In a template, `«` and `»` stand around what only TypeScript has.

use minijinja::syntax::SyntaxConfig;
use minijinja::{AutoEscape, Environment, UndefinedBehavior, Value};

use super::layout::{TYPE_END, TYPE_START};

/// The templates by name.
const TEMPLATES: [(&str, &str); 8] = [
    ("direction", include_str!("templates/direction.ts.j2")),
    ("check", include_str!("templates/check.ts.j2")),
    ("decode", include_str!("templates/decode.ts.j2")),
    ("encode", include_str!("templates/encode.ts.j2")),
    ("index", include_str!("templates/index.ts.j2")),
    ("package", include_str!("templates/package.json.j2")),
    ("role", include_str!("templates/role.ts.j2")),
    ("types", include_str!("templates/types.ts.j2")),
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
                .add_template_owned(name, with_marks(text))
                .expect("the templates are well-formed");
        }
        Self { environment }
    }

    /// Fills a template. Its text has marks around types.
    pub fn fill(&self, name: &str, view: Value) -> String {
        let template = self.environment.get_template(name);
        template
            .and_then(|template| template.render(view))
            .expect("views have what templates show")
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

/// `text` with the marks that `«` and `»` stand for.
pub fn with_marks(text: &str) -> String {
    text.replace('«', &TYPE_START.to_string())
        .replace('»', &TYPE_END.to_string())
}
