//! A block of the reference, and how it ought to look.

use trilogue_codegen::load_source;
use trilogue_codegen::model::Protocol;
use trilogue_codegen::render::{Style, render_all};
use trilogue_codegen::source::Sources;

use crate::page::{Block, Part};
use crate::{declared, piece, sample};

/// The examples of one page.
#[derive(Default)]
pub struct Examples {
    /// The first whole spec of the page.
    whole: Option<String>,
    /// What the block of YAML before this one says.
    current: Option<Current>,
    /// What is wrong.
    pub complaints: Vec<String>,
}

struct Current {
    protocol: Option<Protocol>,
    shown: String,
    as_values: bool,
}

impl Examples {
    /// The parts of a page with every verdict, declaration and mistake as it is.
    pub fn anew(&mut self, parts: Vec<Part>) -> Vec<Part> {
        let parts = parts.into_iter();
        parts
            .map(|part| match part {
                Part::Line(line) => Part::Line(line),
                Part::Block(block) => Part::Block(self.block(block)),
            })
            .collect()
    }

    fn block(&mut self, block: Block) -> Block {
        let text = match block.language.as_str() {
            "yaml" => {
                self.spec(&block);
                return block;
            }
            "jsonc" => self.samples(&block),
            "rust" => self.declared(&block, declared::rust),
            "ts" => self.declared(&block, declared::typescript),
            "text" => self.mistakes(&block),
            _ => return block,
        };
        match text {
            Ok(text) => Block { text, ..block },
            Err(complaint) => {
                self.complaints
                    .push(format!("line {}: {complaint}", block.line));
                block
            }
        }
    }

    fn spec(&mut self, block: &Block) {
        let as_values = piece::shows_values(&block.text);
        let text = match &self.whole {
            _ if piece::is_whole(&block.text) => block.text.clone(),
            None => return self.complaints.push("no whole spec comes first".to_owned()),
            Some(whole) => piece::completed(whole, &block.text),
        };
        let text = match piece::last_type(&block.text).filter(|_| as_values) {
            Some(name) => {
                format!("{text}\nevents:\n  host -> widget:\n    value: {{ payload: {name} }}\n")
            }
            None => text,
        };
        if self.whole.is_none() {
            self.whole = Some(text.clone());
        }
        let mut sources = Sources::new();
        let id = sources.add("spec.yaml", text).expect("text");
        let (protocol, shown) = match load_source(&mut sources, id) {
            Ok(protocol) => (Some(protocol), String::new()),
            Err(mistakes) => (None, render_all(mistakes, &sources, Style::Plain)),
        };
        let wanted = piece::mistake(&block.text);
        let is_right = match wanted {
            None => shown.is_empty(),
            Some(rule) => shown.contains(&format!("error[{rule}]")),
        };
        if !is_right {
            self.complaints
                .push(format!("line {}: {wanted:?}, but {shown}", block.line));
        }
        self.current = Some(Current {
            protocol,
            shown,
            as_values,
        });
    }

    fn samples(&self, block: &Block) -> Result<String, String> {
        let current = self.current()?;
        let protocol = current.protocol.as_ref().ok_or("the spec does not load")?;
        sample::judged(&block.text, protocol, current.as_values)
    }

    fn declared(&self, block: &Block, code: fn(&Protocol) -> String) -> Result<String, String> {
        let protocol = self.current()?.protocol.as_ref();
        declared::anew(
            &block.text,
            &code(protocol.ok_or("the spec does not load")?),
        )
    }

    /// What people read about the mistake above, without the place in the file.
    fn mistakes(&self, _: &Block) -> Result<String, String> {
        let shown = &self.current()?.shown;
        let lines = shown
            .lines()
            .filter(|line| !line.trim_start().starts_with("--> "));
        let lines: Vec<&str> = lines.collect();
        let end = lines.iter().position(|line| line.starts_with("error: "));
        let text = lines[..end.unwrap_or(lines.len())].join("\n");
        Ok(format!("{}\n", text.trim_end()))
    }

    fn current(&self) -> Result<&Current, String> {
        self.current
            .as_ref()
            .ok_or_else(|| "no spec before it".to_owned())
    }
}
