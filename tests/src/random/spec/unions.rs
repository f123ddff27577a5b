//! Unions, with a tag and without.

use crate::random::spec::maker::{Maker, Plan, Ty, kinds};
use crate::random::yaml::{Yaml, plain, quoted, yes};

/// What may tell a member of a union with a tag.
struct Tags {
    absent: bool,
    other: bool,
}

impl Maker {
    /// A union with a tag.
    pub fn tagged(&mut self, depth: usize) -> Ty {
        let content = self.percent(35).then(|| "content".to_owned());
        let tag = (*self.chance.pick(&["tag", "is", "type", "kind"])).to_owned();
        self.used(if content.is_some() {
            "union adjacent"
        } else {
            "union tagged"
        });
        let mut taken = vec![tag.clone()];
        taken.extend(content.clone());
        let mut entries = vec![("tag".to_owned(), plain(tag))];
        if let Some(content) = &content {
            entries.push(("content".to_owned(), plain(content.clone())));
        }
        if self.percent(35) {
            self.used("union common fields");
            let common = self.common(&mut taken);
            entries.push(("fields".to_owned(), Yaml::Map(common)));
        }
        let mut tags = Tags {
            absent: false,
            other: false,
        };
        let mut members = Vec::new();
        for _ in 0..self.chance.between(1, 4) {
            let name = self.word();
            let is = self.is(&mut tags);
            let member = self.member(depth, content.is_some(), is, &taken);
            members.push((name, member));
        }
        entries.push(("union".to_owned(), Yaml::Map(members)));
        let mut keys = taken;
        keys.push("content".to_owned());
        Ty {
            keys: Some(keys),
            ..Ty::mapping(entries, kinds::OBJECT)
        }
    }

    fn common(&mut self, taken: &mut Vec<String>) -> Vec<(String, Yaml)> {
        let mut common = Vec::new();
        for _ in 0..self.chance.between(1, 2) {
            let key = self.word();
            let (optional, nullable) = (self.percent(40), self.percent(15));
            let ty = self.scalar();
            common.push((key.clone(), self.marked(ty, optional, nullable).yaml()));
            taken.push(key);
        }
        common
    }

    /// What stands under `is`, if anything does.
    fn is(&mut self, tags: &mut Tags) -> Option<Yaml> {
        let number = self.number();
        Some(match self.chance.weighted(&[50, 10, 10, 6, 10, 8, 10]) {
            1 => {
                self.used("union is");
                quoted(self.word())
            }
            2 => {
                self.used("union is number");
                plain(number.to_string())
            }
            3 if !tags.absent && !tags.other => {
                self.used("union is bool");
                // One value alone, so that no other member can have the same.
                tags.other = true;
                yes()
            }
            4 => {
                self.used("union is several");
                let mut all = vec![plain(self.word()), plain(self.number().to_string())];
                if !tags.absent && self.percent(30) {
                    tags.absent = true;
                    self.used("union $absent");
                    all.push(plain("$absent"));
                }
                Yaml::List(all)
            }
            5 if !tags.absent => {
                tags.absent = true;
                self.used("union $absent");
                plain("$absent")
            }
            6 if !tags.other => {
                tags.other = true;
                self.used("union $other");
                plain("$other")
            }
            _ => return None,
        })
    }

    fn member(&mut self, depth: usize, adjacent: bool, is: Option<Yaml>, taken: &[String]) -> Yaml {
        let mut entries = match self.chance.below(10) {
            0..2 => {
                self.used("union member nothing");
                if is.is_none() && self.percent(50) {
                    return plain("nothing");
                }
                Vec::new()
            }
            2..4 if !adjacent => match self.named_member(taken) {
                Some(name) => vec![("type".to_owned(), plain(name))],
                None => self.struct_entries(depth.saturating_sub(1), taken).0,
            },
            _ if adjacent => {
                let (optional, nullable) = (self.percent(20), self.percent(10));
                let ty = self.ty(depth.saturating_sub(1));
                if optional {
                    self.used("union content optional");
                }
                self.marked(ty, optional, nullable).entries()
            }
            _ => self.struct_entries(depth.saturating_sub(1), taken).0,
        };
        if let Some(is) = is {
            entries.push(("is".to_owned(), is));
        }
        if self.percent(15) && entries.iter().all(|(key, _)| key != "doc") {
            entries.push(("doc".to_owned(), self.doc()));
        }
        if entries.is_empty() {
            plain("nothing")
        } else {
            Yaml::Map(entries)
        }
    }

    /// A struct under `types` that a member can be, since its keys are not taken.
    fn named_member(&mut self, taken: &[String]) -> Option<String> {
        let fits = |place: &usize| {
            let named = &self.named[*place];
            let keys = named.keys.as_ref().filter(|_| named.plan == Plan::Struct);
            keys.is_some_and(|keys| keys.iter().all(|key| !taken.contains(key)))
        };
        let places: Vec<usize> = (0..self.made).filter(fits).collect();
        if places.is_empty() {
            return None;
        }
        self.used("union member named");
        let place = *self.chance.pick(&places);
        Some(self.named[place].name.clone())
    }

    /// A union whose members are told by what they look like.
    pub fn untagged(&mut self, depth: usize) -> Ty {
        self.used("union untagged");
        self.used("union named");
        let mut found = 0;
        let mut members = Vec::new();
        for _ in 0..self.chance.between(1, 3) {
            let ty = self.ty(depth.saturating_sub(1));
            if ty.kinds & (found | kinds::OBJECT | kinds::NULL) == 0 {
                self.used("union by kind");
                found |= ty.kinds;
                members.push((self.word(), ty.yaml()));
            }
        }
        if members.is_empty() || self.percent(70) {
            self.objects(depth, &mut members);
            found |= kinds::OBJECT;
        }
        let mut entries = vec![("union".to_owned(), Yaml::Map(members))];
        if self.percent(20) && found & kinds::NULL == 0 {
            self.used("union nullable");
            entries.push(("nullable".to_owned(), yes()));
            found |= kinds::NULL;
        }
        Ty::mapping(entries, found)
    }

    /// Members that are objects, told by a constant or by a key of their own.
    fn objects(&mut self, depth: usize, members: &mut Vec<(String, Yaml)>) {
        let by_constant = self.percent(50);
        let shared = self.word();
        for _ in 0..self.chance.between(1, 3) {
            let (mut entries, key, telling) = if by_constant {
                self.used("union by constant");
                let constant = self.word();
                (
                    Vec::new(),
                    shared.clone(),
                    Yaml::Map(vec![("const".to_owned(), plain(constant))]),
                )
            } else {
                self.used("union by key");
                (Vec::new(), self.word(), self.scalar().yaml())
            };
            let taken = vec![key.clone()];
            let (inner, _) = self.struct_entries(depth.saturating_sub(1), &taken);
            let mut fields = vec![(key, telling)];
            for (name, value) in inner {
                match (name.as_str(), value) {
                    ("fields", Yaml::Map(more)) => fields.extend(more),
                    (_, value) => entries.push((name, value)),
                }
            }
            entries.insert(0, ("fields".to_owned(), Yaml::Map(fields)));
            members.push((self.word(), Yaml::Map(entries)));
        }
    }
}
