//! Text that is broken into lines where it would not fit, as Biome's formatter breaks it.
//!
//! A [`Doc`] also knows which of its parts are types, and which names it takes from other files.

use std::borrow::Cow;
use std::collections::BTreeSet;

/// The column up to which a line may run.
pub const WIDTH: usize = 120;

/// Opens text that only TypeScript has. Nothing from a spec may contain it: the sinks see to that.
pub const TYPE_START: char = '\u{E000}';
/// Closes text that only TypeScript has.
pub const TYPE_END: char = '\u{E001}';

/// A name from another file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Import {
    /// The file, as it is written in an import: `../runtime/index.js`.
    pub from: Cow<'static, str>,
    /// The name.
    pub name: Cow<'static, str>,
    /// Whether it is a type.
    pub is_type: bool,
}

/// A piece of a program.
#[derive(Debug, Clone)]
pub enum Doc {
    /// Text without line breaks.
    Text(Cow<'static, str>),
    /// A name from another file.
    Name(Import),
    /// A space, or a line break if the group around it is broken.
    Space,
    /// Nothing, or a line break if the group around it is broken.
    Break,
    /// A line break in any case; the groups around it are broken.
    Newline,
    /// Text that stands only if the group around it is broken.
    IfBroken(&'static str),
    /// One after the other.
    Concat(Vec<Doc>),
    /// Lines inside start two columns further right.
    Indent(Box<Doc>),
    /// Stands on one line if it fits.
    Group(Box<Doc>),
    /// Only TypeScript has this.
    Type(Box<Doc>),
}

impl From<&'static str> for Doc {
    fn from(text: &'static str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Doc {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

impl Doc {
    /// What stands inside `self`, with breaks of its own.
    pub fn group(self) -> Self {
        Self::Group(Box::new(self))
    }

    /// `self` two columns further right.
    pub fn indent(self) -> Self {
        Self::Indent(Box::new(self))
    }

    /// `self` as something that only TypeScript has.
    pub fn type_only(self) -> Self {
        Self::Type(Box::new(self))
    }

    /// Prints the text of `self` with marks around types, starting at the left margin.
    pub fn print(&self) -> String {
        let mut out = String::new();
        let mut column = 0;
        let mut todo = vec![Step::at(0, true, self)];
        while let Some(step) = todo.pop() {
            match step.what {
                What::Mark(mark) => out.push(mark),
                What::Doc(Doc::Group(inside)) => {
                    let broken = !fits(inside, &todo, WIDTH.saturating_sub(column));
                    todo.push(Step::at(step.indent, broken, inside));
                }
                What::Doc(doc) if breaks(doc, step.broken) => {
                    out.push('\n');
                    out.push_str(&" ".repeat(step.indent));
                    column = step.indent;
                }
                What::Doc(doc) => {
                    let text = own_text(doc, step.broken);
                    column += text.chars().count();
                    out.push_str(text);
                    push_inside(&mut todo, step, doc);
                }
            }
        }
        out
    }

    /// Adds the names that `self` takes from other files.
    pub fn imports(&self, found: &mut BTreeSet<Import>) {
        match self {
            Self::Name(import) => {
                if !found.contains(import) {
                    found.insert(import.clone());
                }
            }
            Self::Concat(parts) => parts.iter().for_each(|part| part.imports(found)),
            Self::Indent(inside) | Self::Group(inside) | Self::Type(inside) => {
                inside.imports(found);
            }
            Self::Text(_) | Self::Space | Self::Break | Self::Newline | Self::IfBroken(_) => {}
        }
    }
}

/// One after the other.
pub fn concat<const N: usize>(parts: [Doc; N]) -> Doc {
    Doc::Concat(parts.into())
}

/// `parts` with `separator` between them.
pub fn join(parts: impl IntoIterator<Item = Doc>, separator: &Doc) -> Doc {
    let mut joined = Vec::new();
    for part in parts {
        if !joined.is_empty() {
            joined.push(separator.clone());
        }
        joined.push(part);
    }
    Doc::Concat(joined)
}

#[derive(Clone, Copy)]
struct Step<'d> {
    indent: usize,
    broken: bool,
    what: What<'d>,
}

#[derive(Clone, Copy)]
enum What<'d> {
    Doc(&'d Doc),
    Mark(char),
}

impl<'d> Step<'d> {
    fn at(indent: usize, broken: bool, doc: &'d Doc) -> Self {
        let what = What::Doc(doc);
        Self {
            indent,
            broken,
            what,
        }
    }
}

fn breaks(doc: &Doc, broken: bool) -> bool {
    matches!(doc, Doc::Newline) || (broken && matches!(doc, Doc::Space | Doc::Break))
}

fn own_text(doc: &Doc, broken: bool) -> &str {
    match doc {
        Doc::Text(text) => text,
        Doc::Name(import) => &import.name,
        Doc::Space => " ",
        Doc::IfBroken(text) if broken => text,
        _ => "",
    }
}

fn push_inside<'d>(todo: &mut Vec<Step<'d>>, step: Step<'d>, doc: &'d Doc) {
    let Step { indent, broken, .. } = step;
    match doc {
        Doc::Concat(parts) => todo.extend(
            parts
                .iter()
                .rev()
                .map(|part| Step::at(indent, broken, part)),
        ),
        Doc::Indent(inside) => todo.push(Step::at(indent + 2, broken, inside)),
        Doc::Group(inside) => todo.push(Step::at(indent, false, inside)),
        Doc::Type(inside) => {
            let mark = |mark| Step {
                indent,
                broken,
                what: What::Mark(mark),
            };
            todo.push(mark(TYPE_END));
            todo.push(Step::at(indent, broken, inside));
            todo.push(mark(TYPE_START));
        }
        Doc::Text(_) | Doc::Name(_) | Doc::Space | Doc::Break | Doc::Newline | Doc::IfBroken(_) => {
        }
    }
}

/// Whether `doc` without breaks, and what follows it up to the next line break, fit in `room` columns.
fn fits(doc: &Doc, rest: &[Step<'_>], room: usize) -> bool {
    let mut room = room;
    let mut todo = vec![Step::at(0, false, doc)];
    let mut following = rest.iter().rev();
    loop {
        let Some(Step { broken, what, .. }) = todo.pop().or_else(|| following.next().copied())
        else {
            return true;
        };
        let What::Doc(doc) = what else { continue };
        if breaks(doc, broken) {
            return broken;
        }
        let Some(left) = room.checked_sub(own_text(doc, broken).chars().count()) else {
            return false;
        };
        room = left;
        match doc {
            // What follows may break at its first chance.
            Doc::Group(inside) => todo.push(Step::at(0, broken, inside)),
            _ => push_inside(&mut todo, Step::at(0, broken, doc), doc),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::code::{call, call_with_list, give_first, object, texts, union, when};
    use super::super::sink::literal;
    use super::*;

    fn words(count: usize) -> Vec<Doc> {
        (0..count)
            .map(|number| format!("word{number:05}").into())
            .collect()
    }

    #[test]
    fn what_fits_stays_on_one_line() {
        assert_eq!(
            call("f".into(), words(3)).print(),
            "f(word00000, word00001, word00002)"
        );
        assert_eq!(object(Vec::new()).print(), "{}");
        assert_eq!(
            union("A", vec![("".into(), "B".into()), ("".into(), "C".into())]).print(),
            "export type A = B | C;"
        );
    }

    #[test]
    fn what_is_one_column_too_wide_is_broken() {
        let of_width = |width: usize| call("f".into(), vec!["x".repeat(width - 3).into()]).print();
        assert_eq!(of_width(WIDTH).lines().count(), 1);
        assert_eq!(
            of_width(WIDTH + 1).lines().collect::<Vec<_>>(),
            ["f(", &format!("  {},", "x".repeat(WIDTH - 2)), ")"]
        );
    }

    #[test]
    fn what_follows_a_group_counts() {
        let of_width = |width: usize| {
            concat([
                call("f".into(), vec!["x".repeat(width - 4).into()]),
                ";".into(),
            ])
            .print()
        };
        assert_eq!(of_width(WIDTH).lines().count(), 1);
        assert_eq!(of_width(WIDTH + 1).lines().count(), 3);
    }

    #[test]
    fn outer_groups_break_before_inner_ones() {
        let inner = object(words(3));
        let printed = call("f".into(), vec![inner, "y".repeat(90).into()]).print();
        assert_eq!(
            printed.lines().nth(1),
            Some("  { word00000, word00001, word00002 },")
        );
    }

    #[test]
    fn a_last_list_is_broken_alone() {
        let list = texts((0..20).map(|_| "text12"));
        let printed = call_with_list("f".into(), vec!["value".into()], list).print();
        assert!(
            printed.starts_with("f(value, [\n  \"text12\",\n"),
            "{printed}"
        );
        assert!(printed.ends_with("\n])"), "{printed}");
    }

    #[test]
    fn statements_break_where_biome_breaks_them() {
        let long = "condition".repeat(10);
        assert_eq!(
            when(long, literal(&"x".repeat(30)).into())
                .print()
                .lines()
                .count(),
            2
        );
        assert_eq!(
            give_first(words(12)).print().lines().next(),
            Some("return (")
        );
    }

    #[test]
    fn marks_have_no_width() {
        let typed = concat([
            "x".repeat(WIDTH - 2).into(),
            Doc::from(":").type_only(),
            ";".into(),
        ])
        .group();
        assert_eq!(typed.print().lines().count(), 1);
    }
}
