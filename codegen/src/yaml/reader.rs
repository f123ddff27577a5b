//! From the parser's events to the tree.

mod places;

use std::{borrow::Cow, collections::HashMap};

use serde_yaml::{Event, Options, ParseResult, Parser, ScalarStyle, Span as ParserSpan, options};

use super::{DEEPEST, Data, Entry, Node, Scalar, mistake};
use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    source::{SourceId, Sources, Span, Spanned},
};

/// Reads the YAML document in the file `id` of `sources`.
///
/// Every mistake goes to `diagnostics`. The tree is given even then, without what is refused, so that mistakes in
/// the rest can be found in the same run; it is `None` when the text is no YAML, holds nothing or is nested more
/// than [`DEEPEST`] deep.
pub fn parse(sources: &Sources, id: SourceId, diagnostics: &mut Diagnostics) -> Option<Node> {
    let text = without_directives(sources, id, diagnostics);
    let mut reader = Reader {
        id,
        text: &text,
        diagnostics,
        open: Vec::new(),
        root: None,
        last: 0,
    };
    let complete = reader.read(Parser::new_from_str_with_options(&text, parser_options()));
    let root = reader.root.filter(|_| complete);
    if complete && root.is_none() {
        let nothing = Span::new(id, 0, 0);
        diagnostics.push(mistake::no_document(nothing));
    }
    root
}

/// The parser's own limits lie just beyond ours, because it looks ahead and knows one kind of nesting only.
fn parser_options() -> Options {
    options! {
        disallow_directives: true,
        emit_anchor_events: true,
        emit_unresolved_aliases: true,
        emit_comments: false,
        flow_nesting_limit: DEEPEST + 1,
        block_nesting_limit: DEEPEST + 1,
    }
}

/// Reports the directives at the start of a file, and gives its text with spaces in their place: the parser would
/// stop at the first.
fn without_directives<'a>(
    sources: &'a Sources,
    id: SourceId,
    diagnostics: &mut Diagnostics,
) -> Cow<'a, str> {
    let text = sources.text(id);
    let lines = (1..).map_while(|number| sources.line(id, number));
    let prelude = lines.take_while(|line| {
        let start = line.value.trim_start();
        start.is_empty() || start.starts_with('#') || line.value.starts_with('%')
    });
    let directives: Vec<Span> = prelude
        .filter(|line| line.value.starts_with('%'))
        .map(|line| line.span)
        .collect();
    if directives.is_empty() {
        return text.into();
    }
    let mut blanked = text.to_owned();
    for span in directives {
        diagnostics.push(mistake::directive(span));
        let range = span.start as usize..span.end as usize;
        blanked.replace_range(range.clone(), &" ".repeat(range.len()));
    }
    blanked.into()
}

struct Reader<'a> {
    id: SourceId,
    text: &'a str,
    diagnostics: &'a mut Diagnostics,
    open: Vec<Open>,
    root: Option<Node>,
    /// Where the last value, key or opening bracket ends, or where the last dash stands.
    last: u32,
}

/// A list or mapping whose end is not read yet.
struct Open {
    start: u32,
    /// Whether a bracket or brace opens it.
    bracket: bool,
    children: Children,
}

enum Children {
    Items(Vec<Node>),
    Entries(Entries),
}

#[derive(Default)]
struct Entries {
    kept: Vec<Entry>,
    /// Where each key stands first.
    first: HashMap<String, Span>,
    /// The key whose value comes next.
    key: Option<Key>,
}

enum Key {
    Kept(Spanned<String>, bool),
    /// Its value is read for the mistakes in it, and left out.
    Refused,
    /// A list stands in its place, of which more can be said with the value.
    List(Span),
}

impl Reader<'_> {
    /// Whether the document was read to its end.
    fn read<'input>(&mut self, parser: impl Iterator<Item = ParseResult<'input>>) -> bool {
        for result in parser {
            match result {
                Ok((Event::DocumentStart(..), span)) if self.root.is_some() => {
                    let span = self.span(span);
                    self.diagnostics.push(mistake::second_document(span));
                    return true;
                }
                Ok((event, span)) => {
                    if let Err(refused) = self.event(event, span) {
                        self.diagnostics.push(refused);
                        return false;
                    }
                }
                Err(error) => {
                    let at = error.marker().byte_offset().unwrap_or(self.text.len());
                    let tab = self
                        .leading_tab(at)
                        .filter(|_| mistake::is_tab(error.kind()));
                    let around = self.surroundings(tab.unwrap_or(at));
                    let mistake = mistake::syntax(error.kind(), &around);
                    self.diagnostics.push(mistake);
                    return false;
                }
            }
        }
        true
    }

    /// Takes in one event, or gives the mistake at which reading stops.
    fn event(&mut self, event: Event<'_>, place: ParserSpan) -> Result<(), Box<Diagnostic>> {
        let span = self.span(place);
        let marked = event.tag().is_some() || event.anchor_id().is_some();
        if event.tag().is_some() {
            let tag = place.tag_span().map_or(span, |tag| self.span(tag));
            let tag_text = self.snippet(tag);
            self.diagnostics.push(mistake::tag(tag, tag_text));
        }
        match event {
            Event::DocumentStart(true, _) => self.last = span.end,
            Event::Scalar(text, style, ..) => self.scalar(text, style, span, marked),
            Event::SequenceStart(..) => self.open(span, Children::Items(Vec::new()))?,
            Event::MappingStart(..) => self.open(span, Children::Entries(Entries::default()))?,
            Event::SequenceEnd | Event::MappingEnd => self.close(span),
            Event::Alias(_) | Event::UnresolvedAlias(_) => self.alias(span),
            Event::Anchor(..) => {
                let text = self.snippet(span);
                self.diagnostics.push(mistake::anchor(span, text));
            }
            _ => {}
        }
        Ok(())
    }

    fn alias(&mut self, span: Span) {
        let text = self.snippet(span);
        self.diagnostics.push(mistake::alias(span, text));
        self.attach(Node {
            span,
            data: Data::Refused,
        });
    }

    fn scalar(&mut self, text: Cow<'_, str>, style: ScalarStyle, span: Span, marked: bool) {
        let plain = style == ScalarStyle::Plain;
        let node = if plain && span.start == span.end {
            Node {
                span: self.nothing(span),
                data: if marked { Data::Refused } else { Data::Empty },
            }
        } else {
            Node {
                span: self.with_header(style, span),
                data: Data::Scalar(Scalar {
                    text: text.into_owned(),
                    plain,
                }),
            }
        };
        self.attach(node);
    }

    fn open(&mut self, span: Span, children: Children) -> Result<(), Box<Diagnostic>> {
        if self.open.len() == DEEPEST {
            return Err(Box::new(mistake::too_deep(span)));
        }
        let bracket = matches!(self.snippet(span), "[" | "{");
        let under_key = self.open.last().is_some_and(Open::has_key);
        // A list whose dashes stand as far left as the key above them starts, for the parser, behind the first dash.
        let dash = match children {
            Children::Items(_) if under_key && !bracket => self.find(b":&!", b"-"),
            _ => None,
        };
        let start = dash.unwrap_or(span.start);
        self.last = if bracket { span.end } else { start };
        self.open.push(Open {
            start,
            bracket,
            children,
        });
        Ok(())
    }

    fn close(&mut self, span: Span) {
        let Some(open) = self.open.pop() else { return };
        let end = if open.bracket { span.end } else { self.last };
        let data = match open.children {
            Children::Items(items) => Data::List(items),
            Children::Entries(mapping) => Data::Mapping(mapping.kept),
        };
        self.attach(Node {
            span: Span::new(self.id, open.start, end),
            data,
        });
    }

    fn attach(&mut self, node: Node) {
        self.last = self.last.max(node.span.end);
        let Some(open) = self.open.last_mut() else {
            self.root = Some(node).filter(|node| node.data != Data::Empty);
            return;
        };
        match &mut open.children {
            Children::Items(items) => items.push(node),
            Children::Entries(mapping) => mapping.attach(node, self.diagnostics),
        }
    }
}

impl Open {
    fn is_list(&self) -> bool {
        matches!(self.children, Children::Items(_))
    }

    /// Whether a value comes next.
    fn has_key(&self) -> bool {
        matches!(&self.children, Children::Entries(mapping) if mapping.key.is_some())
    }
}

impl Entries {
    fn attach(&mut self, node: Node, diagnostics: &mut Diagnostics) {
        match self.key.take() {
            None => {
                let key = self.key(node).unwrap_or_else(|refused| {
                    diagnostics.extend(refused.map(|mistake| *mistake));
                    Key::Refused
                });
                self.key = Some(key);
            }
            Some(Key::Kept(key, key_plain)) => self.kept.push(Entry {
                key,
                key_plain,
                value: node,
            }),
            Some(Key::Refused) => {}
            Some(Key::List(span)) => diagnostics.push(match node.data {
                Data::Scalar(value) => mistake::list_key(span, &format!("map<{}>", value.text)),
                Data::Mapping(_) => mistake::list_key(span, "{ map: { … } }"),
                _ => mistake::key(span, "a list"),
            }),
        }
    }

    /// What a node is worth as a key. Fails with the mistake, or with `None` when it is reported already.
    fn key(&mut self, node: Node) -> Result<Key, Option<Box<Diagnostic>>> {
        let refused = |mistake| Err(Some(Box::new(mistake)));
        let scalar = match node.data {
            Data::Scalar(scalar) => scalar,
            Data::Refused => return Err(None),
            Data::List(items) if items.len() == 1 => return Ok(Key::List(node.span)),
            other => return refused(mistake::key(node.span, other.kind())),
        };
        if scalar.plain && scalar.text == "<<" {
            return refused(mistake::merge_key(node.span));
        }
        if let Some(first) = self.first.get(&scalar.text) {
            return refused(mistake::duplicate(node.span, &scalar.text, *first));
        }
        self.first.insert(scalar.text.clone(), node.span);
        Ok(Key::Kept(
            Spanned::new(scalar.text, node.span),
            scalar.plain,
        ))
    }
}
