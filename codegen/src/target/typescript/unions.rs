//! Unions: told by a tag, or by what their values look like.

mod untagged;

use trilogue_wire::Kinds;

use super::code::{
    call, constant, constant_value, field, give, kinds, member, object, object_type, only_objects,
    or_fault, return_fault, switch, texts, union, when,
};
use super::layout::{Doc, concat};
use super::module::{Module, Way};
use super::sink::{self, literal, runtime, runtime_type};
use super::tags::{own_tag, tag_type};
use super::{difference, documentation};
use crate::facts;
use crate::model::{Field, Member, MemberBody, Tag, Tagging, TypeId, Union, UnionId};

/// The type.
pub fn declaration(module: &Module<'_>, id: UnionId) -> Doc {
    let Union {
        identifier,
        owner: _,
        doc,
        tagging,
        common: _,
        members,
        recursive: _,
        since,
        deprecated,
        span: _,
    } = module.protocol.union(id);
    let comment = documentation::Comment::of(doc.iter().cloned().collect())
        .aged(since.as_deref(), deprecated.as_ref());
    let types = members
        .iter()
        .map(|member| {
            let comment = sink::documentation(&documentation::member(member), 2);
            let ty = member_type(module, tagging, member);
            // Formatters show that `&` binds more tightly than `|`.
            let is_inside = members.len() > 1 && is_intersection(module, tagging, member);
            let ty = if is_inside {
                concat(["(".into(), ty, ")".into()])
            } else {
                ty
            };
            (comment, ty)
        })
        .collect();
    concat([
        sink::documentation(&comment, 0),
        union(&identifier.0, types),
    ])
}

fn member_type(module: &Module<'_>, tagging: &Tagging, member: &Member) -> Doc {
    let Tagging::Tag { key, content } = tagging else {
        return match &member.body {
            MemberBody::Value(ty) => module.type_of(ty),
            MemberBody::Struct(id) => module.type_name(TypeId::Struct(*id)),
            MemberBody::Nothing => "null".into(),
        };
    };
    let tag = tag_field(key, &member.tags);
    match (&member.body, content) {
        (MemberBody::Nothing, _) => object_type(vec![tag]),
        (MemberBody::Struct(id), _) => {
            let name = module.type_name(TypeId::Struct(*id));
            if brings_tag(module, *id, key) {
                return name;
            }
            concat([object_type(vec![tag]), " & ".into(), name])
        }
        (MemberBody::Value(ty), Some(content)) => {
            object_type(vec![tag, field(content, false, module.type_of(ty))])
        }
        (MemberBody::Value(ty), None) => {
            concat([object_type(vec![tag]), " & ".into(), module.type_of(ty)])
        }
    }
}

/// Whether the type of a member is `A & B`: its tag stands beside the fields of a type with a name.
fn is_intersection(module: &Module<'_>, tagging: &Tagging, member: &Member) -> bool {
    match (tagging, &member.body) {
        (Tagging::Untagged, _) | (_, MemberBody::Nothing) => false,
        (Tagging::Tag { key, .. }, MemberBody::Struct(id)) => !brings_tag(module, *id, key),
        (Tagging::Tag { content, .. }, MemberBody::Value(_)) => content.is_none(),
    }
}

/// The field that holds the tag.
pub fn tag_field(key: &str, tags: &[Tag]) -> Doc {
    let is_optional = tags.contains(&Tag::Absent);
    match tag_type(tags) {
        Some(ty) => field(key, is_optional, ty),
        None => field(key, true, "never".into()),
    }
}

/// Whether values of the struct have the tag in them.
fn brings_tag(module: &Module<'_>, id: crate::model::StructId, key: &str) -> bool {
    let fields = &module.protocol.structure(id).fields;
    own_tag(module.protocol, id).is_some() || fields.iter().any(|field| field.name == key)
}

/// What reads or writes a value.
pub fn body(module: &mut Module<'_>, id: UnionId, way: Way) -> Vec<Doc> {
    let protocol = module.protocol;
    match &protocol.union(id).tagging {
        Tagging::Tag { key, content } => {
            let tagged = Tagged {
                id,
                key,
                content: content.as_deref(),
                way,
            };
            tagged.body(module)
        }
        Tagging::Untagged => untagged::body(module, id, way),
    }
}

struct Tagged<'p> {
    id: UnionId,
    key: &'p str,
    content: Option<&'p str>,
    way: Way,
}

impl Tagged<'_> {
    fn body(&self, module: &mut Module<'_>) -> Vec<Doc> {
        let union = module.protocol.union(self.id);
        let mut cases = Vec::new();
        let mut other = None;
        for member in &union.members {
            for tag in &member.tags {
                let given = give(self.member(module, union, member, tag));
                match tag {
                    Tag::Value(value) => push_case(&mut cases, constant_value(value), given),
                    Tag::Absent => push_case(&mut cases, "undefined".into(), given),
                    Tag::Other => other = Some(given),
                }
            }
        }
        let none = self.none(module, union);
        let mut statements = vec![only_objects("value")];
        if other.is_some() {
            statements.push(constant("tag", self.tag()));
        }
        let last = match other {
            None => vec![give(none)],
            Some(given) => {
                let scalar = call(
                    runtime("readScalar"),
                    vec!["tag".into(), kinds(listed(union))],
                );
                let is_other = concat([
                    "!(".into(),
                    scalar,
                    " instanceof ".into(),
                    runtime("Fault"),
                    ")".into(),
                ]);
                vec![when(is_other, given), give(none)]
            }
        };
        let subject = if last.len() > 1 {
            "tag".into()
        } else {
            self.tag()
        };
        statements.push(switch(subject, cases, last));
        statements
    }

    fn tag(&self) -> Doc {
        call(
            runtime("own"),
            vec!["value".into(), literal(self.key).into()],
        )
    }

    /// The call for an object whose tag is that of no member.
    fn none(&self, module: &mut Module<'_>, union: &Union) -> Doc {
        let none = |object: &'static str| {
            let key = literal(self.key).into();
            call(runtime("noMember"), vec![object.into(), key])
        };
        if union.common.is_empty() {
            return none("value");
        }
        let mut body = Vec::new();
        for Field {
            name,
            identifier,
            ty,
            optional,
            ..
        } in &union.common
        {
            let place = format!("{}{}", union.identifier.0, identifier.0);
            let reader = module.function_for(ty, &place, self.way);
            let read = runtime(if *optional { "optional" } else { "required" });
            let arguments = vec!["object".into(), literal(name).into(), reader];
            let variable = module
                .scope
                .function(&["object"])
                .claim(&sink::lower_camel(identifier));
            body.push(constant(&variable, call(read, arguments)));
            body.push(return_fault(&variable));
        }
        body.push(give(none("object")));
        let name = format!("no{}", union.identifier.0);
        let parameters = vec![("object", runtime_type("PlainObject"))];
        let function = module.declare_as(&name, &parameters, &runtime_type("Fault"), &body);
        call(function, vec!["value".into()])
    }

    /// What reads or writes an object that has this tag.
    fn member(&self, module: &mut Module<'_>, union: &Union, member_of: &Member, tag: &Tag) -> Doc {
        let mut members = union.members.iter();
        let has_other = members.any(|member| member.tags.contains(&Tag::Other));
        let tag_value = match tag {
            // A member for any text beside it lets TypeScript take the constant for text.
            Tag::Value(value)
                if has_other && is_intersection(module, &union.tagging, member_of) =>
            {
                Some(concat([
                    constant_value(value),
                    Doc::from(" as const").type_only(),
                ]))
            }
            Tag::Value(value) => Some(constant_value(value)),
            Tag::Absent => None,
            Tag::Other => Some("tag".into()),
        };
        let mut members: Vec<Doc> = tag_value
            .into_iter()
            .map(|value| member(self.key, value))
            .collect();
        match (&member_of.body, self.content) {
            (MemberBody::Nothing, _) => object(members),
            (MemberBody::Struct(id), _) => {
                let way = if difference::declared_differs(module.protocol, TypeId::Struct(*id)) {
                    self.way
                } else {
                    Way::Read
                };
                let reader = module.type_function(TypeId::Struct(*id), way);
                if brings_tag(module, *id, self.key) {
                    return call(reader, vec!["value".into()]);
                }
                let without = call(
                    runtime("without"),
                    vec!["value".into(), texts([self.key].into_iter())],
                );
                let body = vec![
                    constant("read", call(reader, vec![without])),
                    return_fault("read"),
                    give(object([members, vec!["...read".into()]].concat())),
                ];
                self.in_function(module, union, member_of, &body)
            }
            (MemberBody::Value(ty), content) => {
                let place = format!("{}{}", union.identifier.0, member_of.identifier.0);
                let reader = module.function_for(ty, &place, self.way);
                let key = content.unwrap_or_default();
                let arguments = vec!["value".into(), literal(key).into(), reader];
                members.push(super::code::variable_member(key, "content"));
                let body = vec![
                    constant("content", call(runtime("required"), arguments)),
                    return_fault("content"),
                    give(object(members)),
                ];
                self.in_function(module, union, member_of, &body)
            }
        }
    }

    /// Puts what reads or writes a member into a function of its own. Gives the call.
    fn in_function(
        &self,
        module: &mut Module<'_>,
        union: &Union,
        member: &Member,
        body: &[Doc],
    ) -> Doc {
        let place = format!("{}{}", union.identifier.0, member.identifier.0);
        let name = format!("{}{place}Object", self.way.verb());
        let returns = match self.way {
            Way::Read => or_fault(module.type_name(TypeId::Union(self.id))),
            Way::Write => "unknown".into(),
        };
        let mut parameters = vec![("value", runtime_type("PlainObject"))];
        let mut arguments: Vec<Doc> = vec!["value".into()];
        if member.tags.contains(&Tag::Other) {
            parameters.push(("tag", "string | number | boolean".into()));
            arguments.push("tag".into());
        }
        let function = module.declare_as(&name, &parameters, &returns, body);
        call(function, arguments)
    }
}

/// The kinds of JSON of the tags that members list, which an unlisted one must be too; text if there are none.
fn listed(union: &Union) -> Kinds {
    let tags = union.members.iter().flat_map(|member| &member.tags);
    let found = tags.fold(Kinds::NONE, |found, tag| match tag {
        Tag::Value(value) => found.and(Kinds::of(&[facts::kind(value)])),
        Tag::Absent | Tag::Other => found,
    });
    if found == Kinds::NONE {
        Kinds::TEXT
    } else {
        found
    }
}

/// Adds a case; those that do the same share it.
fn push_case(cases: &mut Vec<(Vec<Doc>, Doc)>, value: Doc, statement: Doc) {
    let printed = statement.print();
    match cases.last_mut() {
        Some((values, same)) if same.print() == printed => values.push(value),
        _ => cases.push((vec![value], statement)),
    }
}
