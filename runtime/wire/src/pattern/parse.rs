//! The text of a pattern, and what it says.

use super::PatternError;
use std::borrow::Cow;
use std::fmt::Write;

/// A pattern or a part of one.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Part {
    Literal(char),
    Set(Set),
    Sequence(Vec<Part>),
    Alternatives(Vec<Part>),
    Repeated {
        part: Box<Part>,
        least: usize,
        most: Option<usize>,
    },
}

/// One of some ASCII characters, or any character but them.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Set {
    pub(super) ascii: u128,
    pub(super) is_negated: bool,
}

impl Set {
    pub(super) fn has(self, scalar: char) -> bool {
        let is_listed = scalar.is_ascii() && self.ascii >> (scalar as u32) & 1 == 1;
        is_listed != self.is_negated
    }
}

impl Part {
    /// Whether the part matches texts of different numbers of repetitions.
    fn varies(&self) -> bool {
        match self {
            Self::Literal(_) | Self::Set(_) => false,
            Self::Sequence(parts) | Self::Alternatives(parts) => parts.iter().any(Self::varies),
            Self::Repeated { part, least, most } => *most != Some(*least) || part.varies(),
        }
    }

    /// Appends the part as JavaScript writes it.
    pub(super) fn print(&self, script: &mut String) {
        match self {
            Self::Literal(scalar) => print_scalar(*scalar, "\\^$.|?*+()[]{}/", script),
            Self::Set(set) => set.print(script),
            Self::Sequence(parts) => parts.iter().for_each(|part| part.print_inside(script)),
            Self::Alternatives(parts) => {
                for (index, part) in parts.iter().enumerate() {
                    if index > 0 {
                        script.push('|');
                    }
                    part.print(script);
                }
            }
            Self::Repeated { part, least, most } => {
                match **part {
                    Self::Literal(_) | Self::Set(_) => part.print(script),
                    _ => part.print_group(script),
                }
                let _ = match (least, most) {
                    (0, Some(1)) => write!(script, "?"),
                    (0, None) => write!(script, "*"),
                    (1, None) => write!(script, "+"),
                    (least, None) => write!(script, "{{{least},}}"),
                    (least, Some(most)) if least == most => write!(script, "{{{least}}}"),
                    (least, Some(most)) => write!(script, "{{{least},{most}}}"),
                };
            }
        }
    }

    fn print_inside(&self, script: &mut String) {
        match self {
            Self::Alternatives(_) => self.print_group(script),
            _ => self.print(script),
        }
    }

    fn print_group(&self, script: &mut String) {
        script.push_str("(?:");
        self.print(script);
        script.push(')');
    }
}

impl Set {
    fn print(self, script: &mut String) {
        script.push_str(if self.is_negated { "[^" } else { "[" });
        let has = |code: u8| self.ascii >> code & 1 == 1;
        let mut code = 0;
        while code < 128 {
            let first = code;
            while code < 128 && has(code) {
                code += 1;
            }
            if code > first {
                print_in_set(first, script);
                if code - first > 2 {
                    script.push('-');
                }
                if code - first > 1 {
                    print_in_set(code - 1, script);
                }
            }
            code += 1;
        }
        script.push(']');
    }
}

fn print_in_set(code: u8, script: &mut String) {
    print_scalar(code.into(), "\\]^-[/", script);
}

/// Appends one character, so that it stands for itself.
fn print_scalar(scalar: char, special: &str, script: &mut String) {
    match scalar {
        _ if special.contains(scalar) => script.extend(['\\', scalar]),
        ' '..='~' => script.push(scalar),
        _ => {
            let _ = write!(script, "\\u{{{:x}}}", scalar as u32);
        }
    }
}

pub(super) fn parse(source: &str) -> Result<Part, PatternError> {
    let mut parser = Parser {
        source,
        at: 0,
        groups: 0,
    };
    let part = parser.alternatives()?;
    match parser.peek() {
        None => Ok(part),
        Some(_) => Err(parser.error("a `)` without its `(`: write `\\)` for the character")),
    }
}

struct Parser<'s> {
    source: &'s str,
    at: usize,
    groups: usize,
}

/// How many groups may stand in one another.
const DEEPEST: usize = 32;

impl Parser<'_> {
    fn peek(&self) -> Option<char> {
        self.source[self.at..].chars().next()
    }

    fn next(&mut self) -> Option<char> {
        let scalar = self.peek()?;
        self.at += scalar.len_utf8();
        Some(scalar)
    }

    fn takes(&mut self, text: &str) -> bool {
        let is_there = self.source[self.at..].starts_with(text);
        if is_there {
            self.at += text.len();
        }
        is_there
    }

    fn error(&self, what: impl Into<Cow<'static, str>>) -> PatternError {
        error_at(self.at, what)
    }

    fn alternatives(&mut self) -> Result<Part, PatternError> {
        let mut parts = vec![self.sequence()?];
        while self.takes("|") {
            parts.push(self.sequence()?);
        }
        Ok(match parts.len() {
            1 => parts.remove(0),
            _ => Part::Alternatives(parts),
        })
    }

    fn sequence(&mut self) -> Result<Part, PatternError> {
        let mut parts = Vec::new();
        while let Some(scalar) = self.peek().filter(|scalar| !matches!(scalar, '|' | ')')) {
            let part = self.single(scalar)?;
            parts.push(self.repeated(part)?);
        }
        Ok(match parts.len() {
            1 => parts.remove(0),
            _ => Part::Sequence(parts),
        })
    }

    fn single(&mut self, first: char) -> Result<Part, PatternError> {
        match first {
            '(' => self.group(),
            '[' => self.set().map(Part::Set),
            '\\' => self.escape("\\^$.|?*+()[]{}/-").map(Part::Literal),
            '.' => Err(self.error("`.` is not the same in every language: list what can stand there, such as `[^\\n]`")),
            '^' | '$' => Err(self.error(format!(
                "a pattern always matches the whole text: leave out `{first}`, or write `\\{first}` for the character"
            ))),
            '?' | '*' | '+' => Err(self.error(format!(
                "nothing before `{first}` that could be repeated: write `\\{first}` for the character"
            ))),
            ']' | '{' | '}' => Err(self.error(format!("a `{first}` alone: write `\\{first}` for the character"))),
            _ => {
                self.next();
                Ok(Part::Literal(first))
            }
        }
    }

    fn group(&mut self) -> Result<Part, PatternError> {
        let start = self.at;
        self.next();
        if !self.takes("?:") && self.peek() == Some('?') {
            return Err(error_at(
                start,
                "look-around and named groups are not the same in every language: only `(…)` and `(?:…)` are groups",
            ));
        }
        self.groups += 1;
        if self.groups > DEEPEST {
            return Err(error_at(
                start,
                format!("more than {DEEPEST} groups in one another"),
            ));
        }
        let part = self.alternatives()?;
        self.groups -= 1;
        if !self.takes(")") {
            return Err(error_at(start, "a `(` without its `)`"));
        }
        Ok(part)
    }

    fn escape(&mut self, special: &str) -> Result<char, PatternError> {
        let start = self.at;
        self.next();
        match self.next() {
            Some('n') => Ok('\n'),
            Some('r') => Ok('\r'),
            Some('t') => Ok('\t'),
            Some(scalar) if special.contains(scalar) => Ok(scalar),
            Some('d') => Err(error_at(
                start,
                "`\\d` is not the same in every language: write `[0-9]`",
            )),
            Some('w') => Err(error_at(
                start,
                "`\\w` is not the same in every language: write `[A-Za-z0-9_]`",
            )),
            Some('s') => Err(error_at(
                start,
                "`\\s` is not the same in every language: list the spaces, such as `[ \\t]`",
            )),
            Some(scalar) => Err(error_at(start, format!("`\\{scalar}` has no meaning here"))),
            None => Err(error_at(start, "a `\\` with nothing after it")),
        }
    }

    fn set(&mut self) -> Result<Set, PatternError> {
        let start = self.at;
        self.next();
        let is_negated = self.takes("^");
        let mut ascii = 0;
        while !self.takes("]") {
            let place = self.at;
            let first = self.in_set(start)?;
            let is_range = self.peek() == Some('-') && !self.source[self.at..].starts_with("-]");
            let last = if is_range {
                self.next();
                self.in_set(start)?
            } else {
                first
            };
            if last < first {
                return Err(error_at(place, "a range that ends before it starts"));
            }
            for code in first..=last {
                ascii |= 1 << code;
            }
        }
        if ascii == 0 {
            return Err(error_at(start, "a list of no characters"));
        }
        Ok(Set { ascii, is_negated })
    }

    /// One character of a list that starts at `start`.
    fn in_set(&mut self, start: usize) -> Result<u8, PatternError> {
        let place = self.at;
        let scalar = match self.peek() {
            None => return Err(error_at(start, "a `[` without its `]`")),
            Some('\\') => self.escape("\\]^-[/$.|?*+(){}")?,
            Some('[') => return Err(self.error("a `[` in a list: write `\\[` for the character")),
            Some('^') => {
                return Err(self.error("a `^` inside a list: write `\\^` for the character"));
            }
            Some('-')
                if place > start + 1
                    && !self.is_first_of_set(start)
                    && !self.source[place..].starts_with("-]") =>
            {
                return Err(
                    self.error("a `-` in the middle of a list: write `\\-` for the character")
                );
            }
            Some(scalar) => {
                self.next();
                scalar
            }
        };
        u8::try_from(scalar)
            .ok()
            .filter(u8::is_ascii)
            .ok_or_else(|| error_at(place, "a character that is not ASCII, in a list: put it beside the list, as an alternative"))
    }

    fn is_first_of_set(&self, start: usize) -> bool {
        matches!(&self.source[start..self.at], "[" | "[^")
    }

    fn repeated(&mut self, part: Part) -> Result<Part, PatternError> {
        let start = self.at;
        let (least, most) = match self.peek() {
            Some('?') => (0, Some(1)),
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('{') => self.bounds()?,
            _ => return Ok(part),
        };
        if !self.source[start..].starts_with('{') {
            self.next();
        }
        if let Some(second @ ('?' | '*' | '+' | '{')) = self.peek() {
            return Err(self.error(format!("a `{second}` after what already says how often")));
        }
        if most.is_none_or(|most| most > 1) && part.varies() {
            return Err(error_at(
                start,
                "a repetition of what holds a repetition itself takes other engines too long: write it out",
            ));
        }
        let part = Box::new(part);
        Ok(Part::Repeated { part, least, most })
    }

    /// `{n}`, `{n,}` or `{n,m}`.
    fn bounds(&mut self) -> Result<(usize, Option<usize>), PatternError> {
        let start = self.at;
        let wrong = || {
            error_at(
                start,
                "a `{` that is not `{2}`, `{2,}` or `{2,5}`: write `\\{` for the character",
            )
        };
        let (inside, _) = self.source[start + 1..].split_once('}').ok_or_else(wrong)?;
        self.at += inside.len() + 2;
        let number = |digits: &str| {
            let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
            is_number
                .then(|| digits.parse().unwrap_or(usize::MAX))
                .ok_or_else(wrong)
        };
        let (least, most) = match inside.split_once(',') {
            None => (number(inside)?, Some(number(inside)?)),
            Some((least, "")) => (number(least)?, None),
            Some((least, most)) => (number(least)?, Some(number(most)?)),
        };
        match most {
            Some(0) => Err(error_at(start, "a repetition of no times")),
            Some(most) if most < least => Err(error_at(start, "more times at least than at most")),
            _ => Ok((least, most)),
        }
    }
}

fn error_at(at: usize, what: impl Into<Cow<'static, str>>) -> PatternError {
    PatternError {
        at,
        what: what.into(),
    }
}
