//! Tokens become text: item by item, so that empty lines stand between items and between methods.

use proc_macro2::TokenStream;
use quote::quote;

/// Something at the top of a file.
#[derive(Debug, Clone)]
pub enum Item {
    /// An item that is printed as it is.
    Whole(TokenStream),
    /// An `impl` block: what stands before the brace, and its members.
    Impl {
        /// `impl Payload for TopUp`.
        head: TokenStream,
        /// Constants and methods. Those that are tokens of one member stand without an empty line between them.
        members: Vec<TokenStream>,
    },
    /// Items that stand together without empty lines.
    Group(Vec<TokenStream>),
}

impl Item {
    /// The item as tokens.
    pub fn tokens(&self) -> TokenStream {
        match self {
            Self::Whole(tokens) => tokens.clone(),
            Self::Impl { head, members } => quote!(#head { #(#members)* }),
            Self::Group(items) => items.iter().cloned().collect(),
        }
    }

    fn print(&self) -> String {
        match self {
            Self::Whole(_) | Self::Group(_) => format(self.tokens()),
            Self::Impl { head, members } => {
                let head_lines: Vec<String> = format(quote!(#head {}))
                    .lines()
                    .map(str::to_owned)
                    .collect();
                let bodies: Vec<String> = members
                    .iter()
                    .map(|member| inner_lines(&format(quote!(#head { #member })), head_lines.len()))
                    .collect();
                let open = head_lines.join("\n");
                format!("{}\n{}}}\n", open.trim_end_matches('}'), bodies.join("\n"))
            }
        }
    }
}

/// The text of a file: docs, attributes, items.
pub fn file(docs: &[String], attributes: &TokenStream, items: &[Item]) -> String {
    let docs = inner_docs(docs);
    let head = format(quote!(#docs #attributes));
    let mut parts = vec![head];
    parts.extend(items.iter().map(Item::print));
    parts.retain(|part| !part.is_empty());
    parts.join("\n")
}

/// Doc lines of the thing that they stand in.
pub fn inner_docs(lines: &[String]) -> TokenStream {
    let lines = lines.iter().map(|line| spaced(line));
    quote!(#(#![doc = #lines])*)
}

/// Doc lines of the thing that follows.
pub fn docs(lines: &[String]) -> TokenStream {
    let lines = lines.iter().map(|line| spaced(line));
    quote!(#(#[doc = #lines])*)
}

fn spaced(line: &str) -> String {
    if line.is_empty() {
        String::new()
    } else {
        format!(" {line}")
    }
}

/// What is between the head of a printed block and its last brace.
fn inner_lines(block: &str, head: usize) -> String {
    let lines: Vec<&str> = block.lines().skip(head).collect();
    let inner = &lines[..lines.len().saturating_sub(1)];
    inner.iter().flat_map(|line| [line, "\n"]).collect()
}

/// Tokens of whole items as text.
pub fn format(tokens: TokenStream) -> String {
    let shown = tokens.to_string();
    // Only a mistake of the emitters makes tokens that do not parse: rustc then shows it in the output itself.
    syn::parse2(tokens).map_or(shown, |file| prettyplease::unparse(&file))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_lines_stand_between_items_and_methods() {
        let items = [
            Item::Group(vec![
                quote!(
                    use a::b;
                ),
                quote!(
                    use c::d;
                ),
            ]),
            Item::Impl {
                head: quote!(#[cfg(test)] impl X),
                members: vec![
                    quote!(
                        const A: u8 = 1;
                        const B: u8 = 2;
                    ),
                    quote!(
                        fn a() {}
                    ),
                    quote!(
                        fn b() {}
                    ),
                ],
            },
        ];
        let docs = ["One.".to_owned(), String::new(), "Two.".to_owned()];
        let expected = "//! One.\n//!\n//! Two.\n\nuse a::b;\nuse c::d;\n\n#[cfg(test)]\nimpl X {\n    const A: u8 = 1;\n    const B: u8 = 2;\n\n    fn a() {}\n\n    fn b() {}\n}\n";
        assert_eq!(file(&docs, &quote!(), &items), expected);
    }

    #[test]
    fn text_of_a_literal_that_reorders_is_escaped() {
        let text = "a\u{202e}\"\\\u{0}";
        let printed = format(quote!(const A: &str = #text;));
        assert_eq!(printed, "const A: &str = \"a\\u{202e}\\\"\\\\\\0\";\n");
    }
}
