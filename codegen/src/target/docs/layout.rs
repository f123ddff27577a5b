//! Values laid out as a formatter would: on one line where they fit, else one part a line.

/// How long a line can be.
const WIDTH: usize = 88;

/// A value, or a part of it.
#[derive(Debug, Clone)]
pub enum Layout {
    /// What stays on one line.
    Leaf(String),
    /// Parts between two signs.
    Group(Group),
}

/// Parts between two signs.
#[derive(Debug, Clone)]
pub struct Group {
    /// What is before the parts.
    pub open: String,
    /// The parts, each with what stands before it on its line.
    pub parts: Vec<(String, Layout)>,
    /// What is after them.
    pub close: &'static str,
    /// What stands inside the signs on one line.
    pub inside: &'static str,
    /// What stands behind the last of several lines.
    pub trailing: &'static str,
}

impl Layout {
    /// One part between two signs that hug it: `Some(1)`.
    pub fn hug(open: impl Into<String>, part: Layout) -> Self {
        Self::Group(Group {
            open: open.into(),
            parts: vec![(String::new(), part)],
            close: ")",
            inside: "",
            trailing: "",
        })
    }

    /// The text, if its first line starts at `column` and further ones at `indent`, in steps of `step`.
    pub fn print(&self, indent: usize, column: usize, step: usize) -> String {
        let flat = self.flat();
        let group = match self {
            Self::Group(group)
                if !group.parts.is_empty() && column + flat.chars().count() > WIDTH =>
            {
                group
            }
            _ => return flat,
        };
        if let ([(_, part)], "", "") = (group.parts.as_slice(), group.inside, group.trailing) {
            let inner = part.print(indent, column + group.open.len(), step);
            return format!("{}{inner}{}", group.open, group.close);
        }
        let margin = " ".repeat(indent + step);
        let mut lines = vec![group.open.clone()];
        for (index, (before, part)) in group.parts.iter().enumerate() {
            let start = indent + step + before.chars().count();
            let text = part.print(indent + step, start + 1, step);
            let end = if index + 1 < group.parts.len() {
                ","
            } else {
                group.trailing
            };
            lines.push(format!("{margin}{before}{text}{end}"));
        }
        lines.push(format!("{}{}", " ".repeat(indent), group.close));
        lines.join("\n")
    }

    /// The text on one line, however long that is.
    pub fn on_one_line(&self) -> String {
        self.flat()
    }

    fn flat(&self) -> String {
        match self {
            Self::Leaf(text) => text.clone(),
            Self::Group(Group {
                open, parts, close, ..
            }) if parts.is_empty() => format!("{open}{close}"),
            Self::Group(Group {
                open,
                parts,
                close,
                inside,
                ..
            }) => {
                let parts: Vec<String> = parts
                    .iter()
                    .map(|(before, part)| format!("{before}{}", part.flat()))
                    .collect();
                format!("{open}{inside}{}{inside}{close}", parts.join(", "))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(parts: &[&str]) -> Layout {
        Layout::Group(Group {
            open: "[".to_owned(),
            parts: parts
                .iter()
                .map(|part| (String::new(), Layout::Leaf((*part).to_owned())))
                .collect(),
            close: "]",
            inside: "",
            trailing: ",",
        })
    }

    #[test]
    fn what_fits_stays_on_one_line() {
        assert_eq!(list(&["1", "2"]).print(0, 0, 2), "[1, 2]");
        assert_eq!(list(&[]).print(0, 200, 2), "[]");
        let long = "x".repeat(60);
        let expected = format!("Some([\n  {long},\n  {long},\n])");
        assert_eq!(
            Layout::hug("Some(", list(&[&long, &long])).print(0, 0, 2),
            expected
        );
    }
}
