//! Sets of values, and tuples.

use crate::random::spec::maker::{Maker, Ty, kinds};
use crate::random::yaml::{Yaml, plain, quoted};

impl Maker {
    /// A set of values, closed or open.
    pub fn set(&mut self) -> Ty {
        let open = self.percent(50);
        let key = if open { "known" } else { "enum" };
        let count = self.chance.between(1, 4);
        let flavour = self.chance.weighted(&[6, 3, 3]);
        let (construct, all) = match (flavour, open) {
            (0, false) => ("enum of texts", kinds::TEXT),
            (0, true) => ("known texts", kinds::TEXT),
            (1, false) => ("enum of numbers", kinds::NUMBER),
            (1, true) => ("known numbers", kinds::NUMBER),
            (_, false) => (
                "enum of mixed kinds",
                kinds::TEXT | kinds::NUMBER | kinds::BOOL,
            ),
            (_, true) => (
                "known mixed kinds",
                kinds::TEXT | kinds::NUMBER | kinds::BOOL,
            ),
        };
        self.used(construct);
        let mut values: Vec<(Yaml, u8)> = Vec::new();
        for index in 0..count {
            values.push(match flavour {
                0 => (self.text_value(), kinds::TEXT),
                1 => (self.number_value(index), kinds::NUMBER),
                _ => match index % 3 {
                    0 => (self.text_value(), kinds::TEXT),
                    1 => (self.number_value(index), kinds::NUMBER),
                    _ => (plain("true"), kinds::BOOL),
                },
            });
        }
        let found = values.iter().fold(0, |kinds, (_, kind)| kinds | kind);
        let sample = values[0].0.clone();
        let listed: Vec<Yaml> = values
            .into_iter()
            .map(|(value, _)| self.described(value))
            .collect();
        Ty::mapping(vec![(key.to_owned(), Yaml::List(listed))], all & found).sample(sample)
    }

    fn text_value(&mut self) -> Yaml {
        let word = self.word();
        match self.chance.below(6) {
            0 => quoted(format!("{word} */ \" {{}}")),
            1 => quoted(format!("größe {word}")),
            2 => quoted(word),
            _ => plain(word),
        }
    }

    /// Numbers that differ from those at other places.
    fn number_value(&mut self, index: usize) -> Yaml {
        const NUMBERS: [[&str; 3]; 4] = [
            ["0", "-0", "1e0"],
            ["2", "2.5", "20"],
            ["-7", "-7.25", "1e21"],
            ["4", "40", "0.1"],
        ];
        plain(*self.chance.pick(&NUMBERS[index]))
    }

    /// A value with an identifier where it needs one, and more where chance says so.
    fn described(&mut self, value: Yaml) -> Yaml {
        let needs_name = match &value {
            Yaml::Plain(text) => !text.starts_with(|first: char| first.is_ascii_alphabetic()),
            Yaml::Quoted(text) => !text.is_ascii(),
            _ => false,
        };
        if !needs_name && self.percent(70) {
            return value;
        }
        let mut entries = vec![("const".to_owned(), value)];
        self.used("value with as");
        entries.push(("as".to_owned(), plain(self.word())));
        if self.percent(30) {
            entries.push(("doc".to_owned(), self.doc()));
        }
        if self.percent(30) {
            self.used("value deprecated");
            entries.push(("deprecated".to_owned(), self.deprecated()));
        }
        Yaml::Map(entries)
    }

    /// What a reader must know of something on its way out.
    pub fn deprecated(&mut self) -> Yaml {
        self.used("deprecated");
        let mut entries = vec![("since".to_owned(), quoted("1.1"))];
        if self.percent(50) {
            entries.push(("use".to_owned(), plain("something else")));
        }
        Yaml::Map(entries)
    }

    /// A tuple.
    pub fn tuple(&mut self, depth: usize) -> Ty {
        self.used("tuple");
        let (items, rest) = self.items(depth);
        let mut entries = vec![("tuple".to_owned(), Yaml::List(items))];
        if let Some(rest) = rest {
            self.used("tuple with rest");
            entries.push(("rest".to_owned(), rest));
        }
        Ty::mapping(entries, kinds::LIST)
    }

    /// The items of a tuple or of arguments, and what all further ones are.
    pub fn items(&mut self, depth: usize) -> (Vec<Yaml>, Option<Yaml>) {
        let named = self.percent(50);
        let count = self.chance.below(4);
        let needed = self.chance.below(count + 1);
        if named {
            self.used("tuple with names");
        }
        if needed < count {
            self.used("tuple with optional items");
        }
        let mut items = Vec::with_capacity(count);
        for index in 0..count {
            let nullable = self.percent(12);
            let ty = self.ty(depth.saturating_sub(1));
            let ty = self.marked(ty, index >= needed, nullable).yaml();
            items.push(if named { self.with_name(ty) } else { ty });
        }
        let rest = self.percent(30).then(|| {
            let ty = self.item(depth.saturating_sub(1));
            if named { self.with_name(ty) } else { ty }
        });
        (items, rest)
    }

    fn with_name(&mut self, ty: Yaml) -> Yaml {
        Yaml::Map(vec![(self.word(), ty)])
    }
}
