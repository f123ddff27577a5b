//! How the messages of a direction are sent and received.

use super::{Rust, is_kept, is_lone};
use crate::model::{Direction, Pipe, Slot, Undeclared};
use crate::target::docs::names::{camel, snake};
use crate::target::docs::wire;

/// How many messages a sample handles.
const HANDLED: usize = 6;

impl Rust<'_, '_> {
    /// Functions that send and receive the messages of a direction.
    pub fn calls(mut self, direction: &Direction) -> String {
        let ty = self.direction(direction);
        self.use_runtime("Refusal");
        let mut functions = Vec::new();
        for (index, pipe) in direction.pipes.iter().enumerate() {
            functions.push(self.pipe_calls(direction, (index, pipe), &ty));
        }
        format!("{}\n\n{}", self.imports(), functions.join("\n\n"))
    }

    fn pipe_calls(&self, direction: &Direction, (index, pipe): (usize, &Pipe), ty: &str) -> String {
        let method = |verb: &str| match direction.pipes.len() {
            1 => verb.to_owned(),
            _ => format!("{verb}_{}", self.channel(pipe)),
        };

        let (parameter, pass, result, named) = if pipe.name_outside {
            ("name: &str, ", "name, ", "(&str, String)", "_named")
        } else {
            ("", "", "String", "")
        };
        let over = |verb: &str, named: &str| match direction.pipes.len() {
            1 => verb.to_owned(),
            _ => format!("{verb}{named}_over_{}", self.channel(pipe)),
        };
        let arms = Self::arms(direction, index, ty).join("\n");
        format!(
            "fn {send}(message: &{ty}) -> Result<{result}, Refusal> {{\n    message.{encode}()\n}}\n\n\
             fn {receive}({parameter}json: &[u8]) -> Result<(), Refusal> {{\n    match {ty}::{decode}({pass}json)? {{\n{arms}\n    }}\n    Ok(())\n}}",
            send = over("send", named),
            receive = over("receive", named),
            encode = method(&format!("encode{named}")),
            decode = method(&format!("decode{named}")),
        )
    }

    fn channel(&self, pipe: &Pipe) -> String {
        let first = pipe
            .channels
            .first()
            .map(|index| &self.book.protocol.channels[*index].name);
        first
            .map(|name| heck::ToSnakeCase::to_snake_case(name.as_str()))
            .unwrap_or_default()
    }

    /// What is done with the first messages of a pipe.
    fn arms(direction: &Direction, pipe: usize, ty: &str) -> Vec<String> {
        let mut shown: Vec<usize> = Vec::new();
        for candidate in &direction.pipes[pipe].candidates {
            let kind = direction.variants[candidate.variant].kind;
            let is_own =
                !kind.is_answer() || direction.variants[candidate.variant].message.is_none();
            if is_own && !shown.contains(&candidate.variant) {
                shown.push(candidate.variant);
            }
        }
        shown.truncate(HANDLED);
        let mut arms: Vec<String> = shown
            .iter()
            .map(|variant| Self::arm(direction, *variant, ty))
            .collect();
        let pipe = &direction.pipes[pipe];
        if wire::carries_names(pipe) && !matches!(pipe.undeclared, Undeclared::Refuse) {
            arms.push(format!(
                "        {ty}::Unknown(unknown) => println!(\"{{}} is unknown\", unknown.name()),"
            ));
        }
        arms.push("        _ => {}".to_owned());
        arms
    }

    fn arm(direction: &Direction, variant: usize, ty: &str) -> String {
        let variant = &direction.variants[variant];
        let name = camel(&variant.identifier);
        let kept: Vec<_> = variant
            .parts
            .iter()
            .filter(|part| is_kept(&part.ty, part.optional))
            .collect();
        let (pattern, what) = match kept.as_slice() {
            [] => (String::new(), "\"it came\"".to_owned()),
            [only] if is_lone(only.slot) => {
                let word = if only.slot == Slot::Error {
                    "error"
                } else {
                    "payload"
                };
                (format!("({word})"), format!("\"{{{word}:?}}\""))
            }
            parts => {
                let shown = parts
                    .iter()
                    .find(|part| is_lone(part.slot))
                    .unwrap_or(&parts[0]);
                let field = snake(&shown.identifier).to_string();
                let rest = if parts.len() > 1 { ", .." } else { "" };
                // A raw name cannot stand in a text to print.
                let (bound, word) = match field.strip_prefix("r#") {
                    Some(_) => (format!("{field}: value"), "value"),
                    None => (field.clone(), field.as_str()),
                };
                (format!(" {{ {bound}{rest} }}"), format!("\"{{{word}:?}}\""))
            }
        };
        format!("        {ty}::{name}{pattern} => println!({what}),")
    }
}
