//! What puts a message into its form and checks it by the rules that hold for reading.

use super::cases::{Case, Encoder};
use super::code::{
    call, constant, fault, field, give, map, member, object, object_type, return_refused, under,
    when,
};
use super::difference;
use super::groups::{Group, Key, groups};
use super::layout::{Doc, concat};
use super::module::{Module, Way};
use super::parts;
use super::places::{slots, way};
use super::plan::NAME_TYPE;
use super::route::Route;
use super::sink::{lower_camel, runtime};
use super::variants::{NO_NAME, property};
use super::writing::{Written, writing};
use crate::model::{Candidate, Identifier, Kind, Part, PartType, Slot, Told};

/// Adds the encoders of all candidates to the module. Gives them by kind.
pub fn declare(module: &mut Module<'_>, route: &Route<'_>) -> Vec<Case> {
    let groups = groups(module, route);
    let is_single = groups.iter().filter(|group| group.key == Key::Name).count() == 1;
    let encoders: Vec<_> = groups
        .iter()
        .map(|group| {
            let table = if group.key == Key::Name && is_single {
                "payloads".to_owned()
            } else {
                format!("{}Payloads", lower_camel(&Identifier(word(route, group))))
            };
            Writer {
                route,
                group,
                table,
            }
            .declare(module)
        })
        .collect();
    let of_kind = |kind: Kind| {
        let has = |group: &Group<'_>| {
            let mut candidates = group.candidates.iter();
            candidates.any(|candidate| route.variant(candidate).kind == kind)
        };
        let mut encoders: Vec<_> = groups
            .iter()
            .zip(&encoders)
            .filter(|(group, _)| has(group))
            .map(|(_, encoder)| encoder.clone())
            .collect();
        // Those whose envelope must be asked for come before the one that is taken without.
        encoders.sort_by_key(|encoder| {
            (
                encoder.names.is_some(),
                !encoder.test.contains("message.envelope"),
            )
        });
        Case { kind, encoders }
    };
    Kind::ALL
        .into_iter()
        .map(of_kind)
        .filter(|case| !case.encoders.is_empty())
        .collect()
}

/// What the messages of a group have in common: their kind, or that they have names; or the only one's name.
fn word(route: &Route<'_>, group: &Group<'_>) -> String {
    let variant = route.variant(group.candidates[0]);
    if group.key == Key::None {
        return variant.identifier.0.clone();
    }
    let kind = variant.kind;
    let is_alike = |candidate: &&Candidate| route.variant(candidate).kind == kind;
    if !group.candidates.iter().all(is_alike) {
        return "Named".to_owned();
    }
    let word = kind.word();
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

struct Writer<'w, 'p> {
    route: &'w Route<'p>,
    group: &'w Group<'p>,
    table: String,
}

impl Writer<'_, '_> {
    fn declare(&self, module: &mut Module<'_>) -> Encoder {
        let Self { route, group, .. } = self;
        let first = group.candidates[0];
        let names = match group.key {
            Key::None => None,
            Key::Name | Key::Bound | Key::Answers => Some(self.declare_table(module)),
        };
        let mut written = Vec::new();
        let mut body = Vec::new();
        let mut fields = Vec::new();
        let varying = self.varying();
        if let Some(names) = &names {
            body.extend(self.find(names, !varying.is_empty()));
            fields.push(field(self.key_property(), false, self.key_type()));
        }
        for slot in slots(group.template) {
            let Some((part, optional)) = self.part(slot) else {
                continue;
            };
            let property = property(part);
            let variable = module
                .scope
                .function(&["message", "write", "whole", "members", "unexpected"])
                .claim(&property);
            let source = format!("message.{property}");
            let value = if names.is_some() && varying.contains(&slot) {
                format!("write({source})").into()
            } else {
                let (read, writer) = reading(module, route, first, part);
                match read {
                    Some(read) => call(read, vec![source.into(), writer]),
                    None => call(writer, vec![source.into()]),
                }
            };
            body.push(constant(&variable, value));
            let steps = way(group.template, slot).unwrap_or_default();
            body.push(return_refused(&variable, &steps, &self.refused_name()));
            fields.push(field(&property, true, "unknown".into()));
            written.push(Written {
                slot,
                variable,
                optional,
                brings_others: self.brings_others(slot),
                is_unknown: (names.is_some() && varying.contains(&slot)) || self.differs(part),
            });
        }
        if group.key == Key::Bound {
            fields.push(field("wireName", true, "unknown".into()));
        }
        let name = self.name_value(&mut body);
        let mut statements = Vec::new();
        let value = writing(
            group.template,
            &name,
            &written,
            &self.refused_name(),
            &mut statements,
        );
        body.extend(statements);
        let members = vec![member("ok", "true"), member("value", value)];
        body.push(give(object(members)));
        let uses_message = !fields.is_empty();
        let parameters = if uses_message {
            vec![("message", object_type(fields))]
        } else {
            Vec::new()
        };
        let returns = self.route.encoded_type();
        let wanted = format!("encode{}{}", route.suffix, word(route, group));
        let function_name = module
            .declare_as(&wanted, &parameters, &returns, &body)
            .print();
        let argument = if uses_message { "message" } else { "" };
        Encoder {
            test: self.test(names.as_deref()),
            call: format!("{function_name}({argument})"),
            names: names.filter(|_| group.key == Key::Name),
            is_named: !matches!(first.told, Told::Form | Told::Open),
            refuses: group.key != Key::None,
        }
    }

    /// The map from names to what writes the payload of each.
    fn declare_table(&self, module: &mut Module<'_>) -> String {
        let mut entries = Vec::new();
        for candidate in &self.group.candidates {
            let key = match self.group.key {
                Key::Answers => {
                    let face = self.route.face(candidate);
                    face.answers.clone().unwrap_or_else(|| "null".to_owned())
                }
                _ => self.route.name_literal(candidate),
            };
            let writer = self.writer(module, candidate);
            entries.push((key.into(), writer));
        }
        let wanted = format!("{}{}", self.table, self.route.suffix);
        let key = self.key_type();
        module.declare_once(&wanted, |name| {
            let value = "(value: unknown) => unknown".into();
            map(name, key.clone(), value, entries.clone())
        })
    }

    fn writer(&self, module: &mut Module<'_>, candidate: &Candidate) -> Doc {
        let variant = self.route.variant(candidate);
        let varying = self.varying();
        let part = variant
            .parts
            .iter()
            .find(|part| varying.contains(&part.slot));
        let Some(part) = part else {
            return runtime("nothing");
        };
        let (read, writer) = reading(module, self.route, candidate, part);
        match read {
            Some(read) => concat([
                "(value) => ".into(),
                call(read, vec!["value".into(), writer]),
            ]),
            None => writer,
        }
    }

    /// The slots that each message of the group fills in its own way.
    fn varying(&self) -> Vec<Slot> {
        let used = |slot: &Slot| {
            self.group
                .candidates
                .iter()
                .any(|candidate| self.route.variant(candidate).part(*slot).is_some())
        };
        slots(self.group.template)
            .into_iter()
            .filter(|slot| super::groups::VARYING.contains(slot) && used(slot))
            .collect()
    }

    /// A part that fills the slot, and whether some messages may leave it out.
    fn part(&self, slot: Slot) -> Option<(&Part, bool)> {
        let parts: Vec<Option<&Part>> = self
            .group
            .candidates
            .iter()
            .map(|candidate| self.route.variant(candidate).part(slot))
            .collect();
        let found = parts.iter().flatten().next()?;
        let optional = parts.iter().any(|part| {
            part.is_none_or(|part| part.optional || matches!(part.ty, PartType::Unread))
        });
        Some((found, optional))
    }

    /// Whether what is written has no type.
    fn differs(&self, part: &Part) -> bool {
        match &part.ty {
            PartType::Unread => true,
            PartType::Typed(ty) => difference::differs(self.route.protocol, ty),
        }
    }

    fn brings_others(&self, slot: Slot) -> bool {
        self.group.candidates.iter().any(|candidate| {
            let part = self.route.variant(candidate).part(slot);
            part.is_some_and(|part| match &part.ty {
                PartType::Unread => true,
                PartType::Typed(ty) => {
                    super::spreading::brings_others(self.route.protocol, ty) || ty.nullable
                }
            })
        })
    }

    fn key_property(&self) -> &'static str {
        if self.group.key == Key::Answers {
            "answers"
        } else {
            "name"
        }
    }

    fn key_type(&self) -> Doc {
        let is_text = self.route.has_text_names();
        match self.group.key {
            Key::Answers => "string | number | boolean | null".into(),
            _ if is_text && self.may_be_nameless() => "string | null".into(),
            _ if is_text => "string".into(),
            _ => NAME_TYPE.into(),
        }
    }

    /// Whether some message of the group has no name where it came over another pipe.
    fn may_be_nameless(&self) -> bool {
        let mut faces = self.group.candidates.iter().map(|one| self.route.face(one));
        faces.any(|face| face.names.iter().any(|name| name == NO_NAME))
    }

    /// Finds what writes the message, or refuses one whose name nobody declared.
    fn find(&self, names: &str, writes: bool) -> Vec<Doc> {
        let steps = way(self.group.template, Slot::Name).unwrap_or_default();
        let undeclared = under(fault("name", "a declared name"), &steps);
        let undeclared = give(concat([undeclared, ".refuse(null)".into()]));
        let key = format!("message.{}", self.key_property());
        if writes {
            vec![
                constant("write", format!("{names}.get({key})").into()),
                when("write === undefined", undeclared),
            ]
        } else {
            vec![when(format!("!{names}.has({key})"), undeclared)]
        }
    }

    /// What a refusal says that the message is called.
    fn refused_name(&self) -> Doc {
        match self.group.key {
            Key::Answers => "null".into(),
            Key::None => {
                let name = self.route.name_literal(self.group.candidates[0]);
                if name == "null" || name.starts_with(['"', '\'']) {
                    name.into()
                } else {
                    super::sink::literal(&name).into()
                }
            }
            Key::Name | Key::Bound if self.route.has_text_names() => "message.name".into(),
            Key::Name | Key::Bound => call(runtime("nameText"), vec!["message.name".into()]),
        }
    }

    /// What stands at the name's place.
    fn name_value(&self, body: &mut Vec<Doc>) -> Doc {
        match self.group.key {
            Key::Name => "message.name".into(),
            Key::None | Key::Answers => self.route.name_literal(self.group.candidates[0]).into(),
            Key::Bound => {
                let steps = way(self.group.template, Slot::Name).unwrap_or_default();
                let read = call(
                    runtime("present"),
                    vec!["message.wireName".into(), runtime("readText")],
                );
                body.push(constant("wireName", read));
                body.push(return_refused("wireName", &steps, &self.refused_name()));
                "wireName".into()
            }
        }
    }

    /// Whether it is for a message of which is known whether it has a name.
    fn test(&self, names: Option<&str>) -> String {
        let candidate = self.group.candidates[0];
        if let Some(names) = names {
            return format!("{names}.has(message.{})", self.key_property());
        }
        let face = self.route.face(candidate);
        let mut tests = Vec::new();
        let name = self.route.name_literal(candidate);
        if name != NO_NAME {
            tests.push(format!("message.name === {name}"));
        }
        let answers = face.answers.iter();
        tests.extend(answers.map(|answers| format!("message.answers === {answers}")));
        let layout = face.layout.iter();
        tests.extend(layout.map(|layout| format!("message.layout === {layout}")));
        let envelopes = self.route.envelopes(candidate);
        let envelope = self.route.envelope(candidate);
        if envelopes.first() != Some(&envelope) && envelopes.contains(&envelope) {
            tests.push(format!("message.envelope === {envelope}"));
        }
        tests.extend(self.group.fitting(self.route));
        tests.join(" && ")
    }
}

/// What checks whether a part is there, if anything does, and what checks and writes it.
pub fn reading(
    module: &mut Module<'_>,
    route: &Route<'_>,
    candidate: &Candidate,
    part: &Part,
) -> (Option<Doc>, Doc) {
    let PartType::Typed(ty) = &part.ty else {
        return (None, runtime("writeUnread"));
    };
    let variant = route.variant(candidate);
    let writer = parts::function_for(module, route, variant, (part, ty), Way::Write);
    let read = runtime(if part.optional {
        "ifPresent"
    } else {
        "present"
    });
    (Some(read), writer)
}
