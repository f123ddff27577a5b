//! Objects with fields.

use crate::random::spec::maker::{Maker, Plan, Ty, Written, kinds};
use crate::random::yaml::{Yaml, plain, yes};

/// A field, with what the rules of its struct must know of it.
struct Field {
    key: String,
    optional: bool,
    sample: Option<Yaml>,
}

impl Maker {
    /// An object with fields.
    pub fn structure(&mut self, depth: usize) -> Ty {
        self.used("struct");
        let (mut entries, keys) = self.struct_entries(depth, &[]);
        if self.percent(15) {
            self.used("as");
            entries.push(("as".to_owned(), plain(self.type_name())));
        }
        Ty {
            keys: Some(keys),
            ..Ty::mapping(entries, kinds::OBJECT)
        }
    }

    /// The entries of a type with `fields`, none of which is called as `taken` says, and the keys that it has.
    pub fn struct_entries(
        &mut self,
        depth: usize,
        taken: &[String],
    ) -> (Vec<(String, Yaml)>, Vec<String>) {
        let mut taken = taken.to_vec();
        let mut entries = Vec::new();
        let bases = self.bases(&mut taken);
        let count = self.chance.weighted(&[1, 3, 5, 4, 2, 1]);
        if count == 0 {
            self.used("struct without fields");
        }
        let (written, fields) = self.fields(count, depth, &mut taken);
        if count > 0 || bases.is_empty() {
            entries.push(("fields".to_owned(), Yaml::Map(written)));
        }
        if !bases.is_empty() {
            entries.push(("with".to_owned(), Yaml::List(bases)));
        }
        self.rules(&fields, &mut entries);
        self.others(depth, &mut entries);
        (entries, taken)
    }

    /// The fields of an object. Their keys are added to those that are taken.
    fn fields(
        &mut self,
        count: usize,
        depth: usize,
        taken: &mut Vec<String>,
    ) -> (Vec<(String, Yaml)>, Vec<Field>) {
        let keys = self.keys(count);
        let (mut written, mut fields) = (Vec::new(), Vec::new());
        for (key, asked) in keys {
            if taken.contains(&key) || alike(&key, taken) {
                continue;
            }
            taken.push(key.clone());
            let (ty, field) = self.field(&key, asked, depth.saturating_sub(1));
            written.push((key, ty));
            fields.push(field);
        }
        (written, fields)
    }

    fn field(&mut self, key: &str, asked: Option<String>, depth: usize) -> (Yaml, Field) {
        let (optional, nullable) = (self.percent(45), self.percent(15));
        let ty = if optional && self.percent(20) {
            self.endless(depth)
        } else {
            self.ty(depth)
        };
        let sample = ty.sample.clone();
        let is_text = matches!(&ty.written, Written::Text(word) if word == "string");
        let marked = self.marked(ty, optional, nullable);
        let field = Field {
            key: key.to_owned(),
            optional,
            sample: sample.clone(),
        };
        let mut marks = self.marks(sample.as_ref(), optional);
        if let Some(asked) = asked {
            self.used("as");
            marks.push(("as".to_owned(), plain(asked)));
        }
        if is_text && self.secrets && self.percent(25) {
            self.used("secret");
            marks.push(("secret".to_owned(), yes()));
        }
        if marks.is_empty() {
            return (marked.yaml(), field);
        }
        let mut entries = marked.entries();
        // One that is written as a mapping of its own may have these marks for its own sake.
        marks.retain(|(key, _)| entries.iter().all(|(known, _)| known != key));
        entries.extend(marks);
        (Yaml::Map(entries), field)
    }

    /// What is said of a field beside its type.
    fn marks(&mut self, sample: Option<&Yaml>, optional: bool) -> Vec<(String, Yaml)> {
        let mut marks = Vec::new();
        if self.percent(12) {
            marks.push(("doc".to_owned(), self.doc()));
        }
        if self.percent(8) {
            self.used("since");
            marks.push(("since".to_owned(), plain("1.2.0")));
        }
        if self.percent(6) {
            marks.push(("deprecated".to_owned(), self.deprecated()));
        }
        if self.percent(6) {
            self.used("gatedBy");
            marks.push(("gatedBy".to_owned(), plain("a switch")));
        }
        if let Some(sample) = sample {
            if optional && self.percent(20) {
                self.used("default");
                marks.push(("default".to_owned(), sample.clone()));
            }
            if self.percent(10) {
                self.used("examples");
                marks.push(("examples".to_owned(), Yaml::List(vec![sample.clone()])));
            }
        }
        marks
    }

    /// A type that may hold the one that is being made.
    fn endless(&mut self, depth: usize) -> Ty {
        let ty = self.reference(true);
        let Written::Text(name) = &ty.written else {
            return ty;
        };
        match self.chance.below(3) {
            0 if depth > 0 => {
                self.used("recursive through list");
                Ty::word(&format!("list<{name}>"), kinds::LIST)
            }
            1 if depth > 0 => {
                self.used("recursive through map");
                Ty::word(&format!("map<{name}>"), kinds::OBJECT)
            }
            _ => {
                self.used("recursive through optional");
                ty
            }
        }
    }

    fn bases(&mut self, taken: &mut Vec<String>) -> Vec<Yaml> {
        let mut bases = Vec::new();
        if !self.percent(25) {
            return bases;
        }
        for place in 0..self.made {
            let named = self.named[place].clone();
            let Some(keys) = named.keys.filter(|_| named.plan == Plan::Struct) else {
                continue;
            };
            let free = keys
                .iter()
                .all(|key| !taken.contains(key) && !alike(key, taken));
            if free && bases.len() < 2 && self.percent(60) {
                taken.extend(keys);
                bases.push(plain(named.name));
            }
        }
        if !bases.is_empty() {
            self.used("with");
        }
        if bases.len() > 1 {
            self.used("with several");
        }
        bases
    }

    /// What must hold between fields.
    fn rules(&mut self, fields: &[Field], entries: &mut Vec<(String, Yaml)>) {
        let optional: Vec<&Field> = fields.iter().filter(|field| field.optional).collect();
        let names = |fields: &[&Field]| {
            let names = fields.iter().map(|field| Yaml::Quoted(field.key.clone()));
            Yaml::List(names.collect())
        };
        if optional.len() >= 2 && self.percent(30) {
            self.used("atLeastOneOf");
            entries.push(("atLeastOneOf".to_owned(), names(&optional)));
        }
        if optional.len() >= 2 && self.percent(30) {
            self.used("together");
            entries.push(("together".to_owned(), names(&optional[..2])));
        }
        let conditions: Vec<&Field> = fields
            .iter()
            .filter(|field| field.sample.is_some())
            .collect();
        let (Some(target), false) = (optional.last(), conditions.is_empty()) else {
            return;
        };
        if !self.percent(40) {
            return;
        }
        let mut when = Vec::new();
        for condition in conditions
            .iter()
            .filter(|condition| condition.key != target.key)
            .take(2)
        {
            let sample = condition.sample.clone().unwrap_or_else(yes);
            when.push((condition.key.clone(), sample));
        }
        if when.is_empty() {
            return;
        }
        self.used(if when.len() > 1 {
            "requiredWhen several"
        } else {
            "requiredWhen"
        });
        entries.push((
            "requiredWhen".to_owned(),
            Yaml::Map(vec![(target.key.clone(), Yaml::Map(when))]),
        ));
    }

    fn others(&mut self, depth: usize, entries: &mut Vec<(String, Yaml)>) {
        let (construct, word) = match self.chance.below(20) {
            0..3 => ("unknown keep", "keep"),
            3..6 => ("unknown refuse", "refuse"),
            6 => ("unknown ignore", "ignore"),
            7..9 => {
                self.used("others");
                let ty = self.item(depth.saturating_sub(1));
                entries.push(("others".to_owned(), ty));
                return;
            }
            _ => return,
        };
        self.used(construct);
        entries.push(("unknown".to_owned(), plain(word)));
    }
}

/// Whether a key gives the identifier of another.
fn alike(key: &str, taken: &[String]) -> bool {
    let letters =
        |key: &str| -> String { key.chars().filter(char::is_ascii_alphanumeric).collect() };
    taken
        .iter()
        .any(|known| letters(known).eq_ignore_ascii_case(&letters(key)))
}
