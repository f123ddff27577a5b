//! Values that fit their types, and messages that fit their forms.

use std::collections::HashMap;

use trilogue_codegen::model::{
    Candidate, Direction, Entry, EnumId, Field, Limits, MemberBody, Others, Part, PartType, Pipe,
    Presence, Protocol, Range, Shape, Slot, SlotUse, StructId, Tag, Tagging, Template, Told,
    TupleId, Type, UnionId, Variant, WireName,
};

use crate::random::chance::Chance;
use crate::random::message::json::{Json, quoted, text, word};
use crate::random::message::words;

/// Makes values of a protocol.
pub struct Sampler<'p> {
    /// The protocol.
    pub protocol: &'p Protocol,
    /// Where they come from.
    pub chance: Chance,
    /// How many values are around the one that is made.
    depth: usize,
    /// Whether there may be keys that nobody reads.
    pub extras: bool,
}

/// How deep values are made without need.
const DEEP: usize = 5;

/// How deep values are made at all.
const DEEPEST: usize = 24;

impl<'p> Sampler<'p> {
    /// Makes values of a protocol.
    #[must_use]
    pub fn new(protocol: &'p Protocol, chance: Chance) -> Self {
        Self {
            protocol,
            chance,
            depth: 0,
            extras: true,
        }
    }

    /// A message that a candidate can be, and its id if it has one.
    pub fn message(
        &mut self,
        direction: &'p Direction,
        pipe: &'p Pipe,
        candidate: &'p Candidate,
    ) -> (Json, Option<Json>) {
        let mut filling = Filling {
            variant: &direction.variants[candidate.variant],
            candidate,
            seen: HashMap::new(),
        };
        let message = self.template(&mut filling, &pipe.forms[candidate.form].template);
        // What is nothing has no text, where it can be a message.
        let nothing = if pipe.takes_nothing() { "" } else { "{}" };
        (
            message.unwrap_or_else(|| word(nothing)),
            filling.seen.remove(&Slot::Id),
        )
    }

    /// What stands where a template is; `None` where nothing does.
    fn template(&mut self, filling: &mut Filling<'p>, template: &'p Template) -> Option<Json> {
        Some(match template {
            Template::Constant(constant) => words::constant(constant, &mut self.chance),
            Template::Name(_) => match &filling.candidate.told {
                Told::Name(name) => wire(name),
                Told::Form | Told::Open => text("nobody"),
            },
            Template::Absent => return None,
            Template::Slot(used) => return self.slot(filling, *used),
            Template::List(items) => {
                let mut list = Vec::new();
                for item in items {
                    match self.template(filling, item) {
                        Some(value) => list.push(value),
                        None => break,
                    }
                }
                Json::List(list)
            }
            Template::Object(entries) => {
                let mut members = Vec::new();
                for entry in entries {
                    match entry {
                        Entry::Member(key, inner) => {
                            let value = self.template(filling, inner);
                            members.extend(value.map(|value| (quoted(key), value)));
                        }
                        Entry::Spread(slot) => {
                            let part = filling.variant.part(normal(*slot));
                            if let Some(Json::Object(more)) = part.map(|part| self.part(part)) {
                                members.extend(more);
                            }
                        }
                    }
                }
                if self.chance.percent(25) {
                    self.chance.shuffle(&mut members);
                }
                Json::Object(members)
            }
        })
    }

    fn slot(&mut self, filling: &mut Filling<'p>, used: SlotUse) -> Option<Json> {
        let slot = normal(used.slot);
        if let Some(known) = filling.seen.get(&slot) {
            return Some(known.clone());
        }
        let Some(part) = filling.variant.part(slot) else {
            // What a message without payload ignores.
            return (self.extras && self.chance.percent(10))
                .then(|| words::any(&mut self.chance, 1));
        };
        let is_payload = slot == Slot::Payload;
        let may_be_absent = if is_payload {
            part.optional
        } else {
            used.optional
        };
        if may_be_absent && self.chance.percent(40) {
            return None;
        }
        let value = if used.nullable && self.chance.percent(30) {
            word("null")
        } else {
            self.part(part)
        };
        filling.seen.insert(slot, value.clone());
        Some(value)
    }

    fn part(&mut self, part: &'p Part) -> Json {
        match &part.ty {
            PartType::Typed(ty) => self.value(ty),
            PartType::Unread => words::any(&mut self.chance, 2),
        }
    }

    /// A value of a type.
    pub fn value(&mut self, ty: &'p Type) -> Json {
        if ty.nullable && (self.depth > DEEP || self.chance.percent(20)) {
            return word("null");
        }
        if self.depth > DEEPEST {
            return word("null");
        }
        self.depth += 1;
        let value = self.shape(&ty.shape);
        self.depth -= 1;
        value
    }

    fn shape(&mut self, shape: &'p Shape) -> Json {
        match shape {
            Shape::Text(limits) => self.text(*limits),
            Shape::Pattern(pattern, _) => text(words::of_pattern(&pattern.0, &mut self.chance)),
            Shape::Bool => word(*self.chance.pick(&["true", "false"])),
            Shape::Int(range) => self.whole(*range),
            Shape::Number(range) => self.number(*range),
            Shape::Json => words::any(&mut self.chance, 2),
            Shape::Url(schemes) => words::url(schemes, &mut self.chance),
            Shape::Uuid => text(self.chance.pick::<&str>(&words::UUIDS)),
            Shape::DateTime => text(self.chance.pick::<&str>(&words::DATE_TIMES)),
            Shape::Date => text(self.chance.pick::<&str>(&words::DATES)),
            Shape::Base64(_) => text(self.chance.pick::<&str>(&words::BASE64)),
            Shape::Constant(constant) => words::constant(constant, &mut self.chance),
            Shape::Enum(id) => self.listed(*id),
            Shape::List(item, limits) => {
                let count = self.count(*limits);
                Json::List((0..count).map(|_| self.value(item)).collect())
            }
            Shape::Map(map) => self.map(&map.value, map.keys.as_deref()),
            Shape::Tuple(id) => self.tuple(*id),
            Shape::Struct(id) => self.structure(*id, None),
            Shape::Union(id) => self.union(*id),
        }
    }

    fn text(&mut self, limits: Limits) -> Json {
        let least = limits.minimum.unwrap_or(0);
        let most = limits.maximum.unwrap_or(least + 6).max(least);
        let length = match self.chance.below(3) {
            0 => least,
            1 => most,
            _ => self.chance.between(least, most),
        };
        let letters: String = (0..length.min(40))
            .map(|_| *self.chance.pick::<char>(&words::LETTERS))
            .collect();
        text(&letters)
    }

    fn whole(&mut self, range: Range) -> Json {
        const LIMIT: f64 = 9_007_199_254_740_991.0;
        let least = range.minimum.unwrap_or(-LIMIT).ceil();
        let most = range.maximum.unwrap_or(LIMIT).floor();
        let near = [least, most, 0.0, 1.0, -1.0, 1000.0, least + 1.0];
        let fits: Vec<f64> = near
            .into_iter()
            .filter(|number| (least..=most).contains(number))
            .collect();
        words::number(*self.chance.pick(&fits), &mut self.chance)
    }

    fn number(&mut self, range: Range) -> Json {
        let least = range.minimum.unwrap_or(-1e308);
        let most = range.maximum.unwrap_or(1e308);
        let near = [
            least,
            most,
            0.0,
            0.1,
            -0.0,
            2.5,
            5e-324,
            1e21,
            0.1 + 0.2,
            1e-7,
        ];
        let fits: Vec<f64> = near
            .into_iter()
            .filter(|number| (least..=most).contains(number))
            .collect();
        words::number(*self.chance.pick(&fits), &mut self.chance)
    }

    fn listed(&mut self, id: EnumId) -> Json {
        let set = self.protocol.enumeration(id);
        let value = &self.chance.pick(&set.values).value;
        words::constant(value, &mut self.chance)
    }

    fn count(&mut self, limits: Limits) -> usize {
        let least = limits.minimum.unwrap_or(0);
        if self.depth > DEEP {
            return least;
        }
        let most = limits.maximum.unwrap_or(least + 2).max(least);
        self.chance.between(least, most.min(least + 3))
    }

    fn map(&mut self, value: &'p Type, keys: Option<&'p Type>) -> Json {
        let mut entries: Vec<(String, Json)> = Vec::new();
        for _ in 0..self.count(Limits::default()) {
            let key = match keys {
                Some(ty) => self.value(ty).print(),
                None => quoted(self.chance.pick::<&str>(&words::KEYS)),
            };
            if entries.iter().all(|(known, _)| *known != key) {
                entries.push((key, self.value(value)));
            }
        }
        Json::Object(entries)
    }

    fn tuple(&mut self, id: TupleId) -> Json {
        let tuple = self.protocol.tuple(id);
        let mut items = Vec::new();
        for item in &tuple.items {
            if item.optional && self.chance.percent(40) {
                return Json::List(items);
            }
            items.push(self.value(&item.ty));
        }
        if let Some(rest) = &tuple.rest {
            for _ in 0..self.count(Limits::default()) {
                items.push(self.value(&rest.ty));
            }
        }
        Json::List(items)
    }

    /// An object, without the key `hidden`.
    fn structure(&mut self, id: StructId, hidden: Option<&str>) -> Json {
        let structure = self.protocol.structure(id);
        let all = !structure.rules.is_empty() && self.chance.percent(60);
        let mut members = self.fields(&structure.fields, all);
        if structure
            .rules
            .iter()
            .any(|rule| matches!(rule, Presence::Together(_)))
            && !all
        {
            members.retain(|(key, _)| {
                structure
                    .fields
                    .iter()
                    .any(|field| !field.optional && quoted(&field.name) == *key)
            });
        }
        members.retain(|(key, _)| hidden.is_none_or(|hidden| quoted(hidden) != *key));
        let free = |key: &str, members: &[(String, Json)]| {
            let key = quoted(key);
            members.iter().all(|(known, _)| *known != key)
                && structure
                    .fields
                    .iter()
                    .all(|field| quoted(&field.name) != key)
                && hidden.is_none_or(|hidden| quoted(hidden) != key)
        };
        if self.depth <= DEEP && self.chance.percent(30) {
            let key = *self.chance.pick::<&str>(&words::KEYS);
            let value = match &structure.others {
                Others::Typed(ty) => Some(self.value(ty)),
                Others::Keep => Some(words::any(&mut self.chance, 1)),
                Others::Ignore => self.extras.then(|| words::any(&mut self.chance, 1)),
                Others::Refuse => None,
            };
            if let Some(value) = value.filter(|_| free(key, &members)) {
                members.push((quoted(key), value));
            }
        }
        Json::Object(members)
    }

    fn fields(&mut self, fields: &'p [Field], all: bool) -> Vec<(String, Json)> {
        let mut members = Vec::new();
        for field in fields {
            let absent = field.optional && !all && (self.depth > DEEP || self.chance.percent(45));
            if !absent {
                members.push((quoted(&field.name), self.value(&field.ty)));
            }
        }
        members
    }

    fn union(&mut self, id: UnionId) -> Json {
        let union = self.protocol.union(id);
        let member = if self.depth > DEEP {
            self.chance.below(union.members.len().min(2))
        } else {
            self.chance.below(union.members.len())
        };
        let member = &union.members[member];
        let Tagging::Tag { key, content } = &union.tagging else {
            return match &member.body {
                MemberBody::Value(ty) => self.value(ty),
                MemberBody::Struct(id) => self.structure(*id, None),
                MemberBody::Nothing => word("null"),
            };
        };
        let tag = match self.chance.pick(&member.tags) {
            Tag::Value(value) => Some(words::constant(value, &mut self.chance)),
            Tag::Absent => None,
            Tag::Other => Some(text("some other tag")),
        };
        let mut members = match &member.body {
            MemberBody::Nothing => Vec::new(),
            MemberBody::Struct(id) => match self.structure(*id, Some(key)) {
                Json::Object(members) => members,
                _ => Vec::new(),
            },
            MemberBody::Value(ty) => {
                let mut members = self.fields(&union.common, false);
                members.push((
                    quoted(content.as_deref().unwrap_or_default()),
                    self.value(ty),
                ));
                members
            }
        };
        if let Some(tag) = tag {
            let place = self.chance.below(members.len() + 1);
            members.insert(place, (quoted(key), tag));
        }
        Json::Object(members)
    }
}

/// A form that is being filled.
struct Filling<'p> {
    variant: &'p Variant,
    candidate: &'p Candidate,
    /// What stands in slots that can stand twice.
    seen: HashMap<Slot, Json>,
}

fn normal(slot: Slot) -> Slot {
    match slot {
        Slot::Arguments => Slot::Payload,
        other => other,
    }
}

/// A name as it stands on the wire.
fn wire(name: &WireName) -> Json {
    match name {
        WireName::Text(name) => text(name),
        other => word(other.text()),
    }
}
