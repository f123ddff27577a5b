//! Matching: all ways through a pattern at once, so that none is tried twice.

use super::parse::{Part, Set};

/// So many characters, lists and alternatives may a pattern have.
pub(super) const MOST: usize = 1000;

/// What to do at one step.
#[derive(Clone)]
enum Step {
    /// Take this character and go on.
    Literal(char),
    /// Take one of these characters and go on.
    Set(Set),
    /// Go on at both steps.
    Either(usize, usize),
    /// Go on at the step.
    Jump(usize),
    /// The pattern ends.
    End,
}

/// A pattern with its repetitions written out.
#[derive(Clone)]
pub(super) struct Program(Vec<Step>);

impl Program {
    /// Nothing if it would be too long.
    pub(super) fn of(part: &Part) -> Option<Self> {
        let mut program = Self(Vec::new());
        program.add(part)?;
        program.0.push(Step::End);
        Some(program)
    }

    fn push(&mut self, step: Step) -> Option<usize> {
        (self.0.len() < MOST).then(|| {
            self.0.push(step);
            self.0.len() - 1
        })
    }

    fn add(&mut self, part: &Part) -> Option<()> {
        match part {
            Part::Literal(scalar) => self.push(Step::Literal(*scalar)).map(drop),
            Part::Set(set) => self.push(Step::Set(*set)).map(drop),
            Part::Sequence(parts) => parts.iter().try_for_each(|part| self.add(part)),
            Part::Alternatives(parts) => self.add_alternatives(parts),
            Part::Repeated { part, least, most } => {
                for _ in 0..*least {
                    let before = self.0.len();
                    self.add(part)?;
                    if self.0.len() == before {
                        break; // It is empty, however often it stands there.
                    }
                }
                match most {
                    Some(most) => self.add_optional(part, most - least),
                    None => self.add_any_number(part),
                }
            }
        }
    }

    fn add_alternatives(&mut self, parts: &[Part]) -> Option<()> {
        let mut ends = Vec::new();
        for (index, part) in parts.iter().enumerate() {
            if index + 1 == parts.len() {
                self.add(part)?;
            } else {
                let either = self.push(Step::End)?;
                self.add(part)?;
                ends.push(self.push(Step::End)?);
                self.0[either] = Step::Either(either + 1, self.0.len());
            }
        }
        for end in ends {
            self.0[end] = Step::Jump(self.0.len());
        }
        Some(())
    }

    fn add_optional(&mut self, part: &Part, times: usize) -> Option<()> {
        let mut choices = Vec::new();
        for _ in 0..times {
            choices.push(self.push(Step::End)?);
            self.add(part)?;
        }
        for choice in choices {
            self.0[choice] = Step::Either(choice + 1, self.0.len());
        }
        Some(())
    }

    fn add_any_number(&mut self, part: &Part) -> Option<()> {
        let choice = self.push(Step::End)?;
        self.add(part)?;
        self.push(Step::Jump(choice))?;
        self.0[choice] = Step::Either(choice + 1, self.0.len());
        Some(())
    }

    pub(super) fn matches(&self, text: &str) -> bool {
        let mut now = Steps::new(self.0.len());
        let mut next = Steps::new(self.0.len());
        self.enter(&mut now, 0);
        for scalar in text.chars() {
            for &at in &now.list {
                let goes_on = match &self.0[at] {
                    Step::Literal(expected) => *expected == scalar,
                    Step::Set(set) => set.has(scalar),
                    Step::Either(..) | Step::Jump(_) | Step::End => false,
                };
                if goes_on {
                    self.enter(&mut next, at + 1);
                }
            }
            now.clear();
            std::mem::swap(&mut now, &mut next);
            if now.list.is_empty() {
                return false;
            }
        }
        now.list.iter().any(|&at| matches!(self.0[at], Step::End))
    }

    /// Adds a step, and those that can be reached from it without a character.
    fn enter(&self, steps: &mut Steps, first: usize) {
        let mut open = vec![first];
        while let Some(at) = open.pop() {
            if std::mem::replace(&mut steps.has[at], true) {
                continue;
            }
            steps.list.push(at);
            match self.0[at] {
                Step::Either(one, other) => open.extend([one, other]),
                Step::Jump(to) => open.push(to),
                Step::Literal(_) | Step::Set(_) | Step::End => {}
            }
        }
    }
}

/// A set of steps.
struct Steps {
    list: Vec<usize>,
    has: Vec<bool>,
}

impl Steps {
    fn new(count: usize) -> Self {
        Self {
            list: Vec::with_capacity(count),
            has: vec![false; count],
        }
    }

    fn clear(&mut self) {
        for at in self.list.drain(..) {
            self.has[at] = false;
        }
    }
}
