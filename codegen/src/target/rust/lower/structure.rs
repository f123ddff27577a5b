//! Structs with their final names.

use super::{FieldView, Others, StructView, StructWords};
use crate::model::{self, Field, Shape, Struct, StructId, TypeId};
use crate::target::rust::default;
use crate::target::rust::describe;
use crate::target::rust::doc::Doc;
use crate::target::rust::facts;
use crate::target::rust::held::{Held, Keeps};
use crate::target::rust::identifier;
use crate::target::rust::presence;
use crate::target::rust::scope::Scope;
use crate::target::rust::types;

/// A struct with its final names.
pub fn structure(scope: &mut Scope<'_>, id: StructId, structure: &Struct) -> StructView {
    let Struct {
        identifier,
        owner: _,
        doc,
        fields,
        rules: _,
        others,
        recursive,
        since,
        deprecated,
        span: _,
    } = structure;
    scope.runtimes(&["Fault", "Payload", "Value", "Writer"]);
    scope.at(&format!("{}Keys", identifier.0));
    let others = match others {
        model::Others::Ignore => Others::Ignore,
        model::Others::Refuse => Others::Refuse,
        model::Others::Keep => Others::Keep(Box::new(types::any(scope))),
        model::Others::Typed(ty) => Others::Keep(Box::new(types::lower(ty, scope))),
    };
    if others.kept().is_some() {
        scope.ordered_map();
    }
    let views: Vec<FieldView> = fields
        .iter()
        .map(|field| {
            scope.at(&format!("{}{}", identifier.0, field.identifier.0));
            field_view(scope, field)
        })
        .collect();
    let flags = views.iter().zip(fields).filter(|(view, field)| {
        view.held.keeps == Keeps::Flag
            || (matches!(field.ty.shape, Shape::Bool) && view.held.keeps == Keeps::Value)
    });
    let has_many_flags = flags.count() > 3;
    StructView {
        name: identifier::camel(identifier),
        doc: Doc::new()
            .spec(doc.as_deref())
            .or(describe::purpose(scope.protocol(), TypeId::Struct(id)))
            .aside(facts::age(since.as_deref(), deprecated.as_ref()))
            .all(facts::rules(structure)),
        rules: presence::rules(scope, structure, &views),
        others,
        has_default: fields
            .iter()
            .zip(&views)
            .all(|(field, view)| has_default(field, view)),
        fields: views,
        has_many_flags,
        is_recursive: *recursive,
        type_name: scope.protocol().type_name(TypeId::Struct(id)),
        words: StructWords::generated(),
    }
}

fn has_default(field: &Field, view: &FieldView) -> bool {
    field.optional || field.ty.nullable || view.held.keeps == Keeps::Nothing
}

fn field_view(scope: &mut Scope<'_>, field: &Field) -> FieldView {
    let Field {
        name,
        identifier,
        ty,
        optional,
        boxed,
        default: _,
        binds: _,
        doc: _,
        gated_by: _,
        since: _,
        deprecated: _,
        examples: _,
        span: _,
    } = field;
    let held = Held::new(ty, *optional, *boxed, scope);
    FieldView {
        key: name.clone(),
        name: identifier::snake(identifier),
        doc: facts::field(scope.protocol(), field),
        default: default::accessor(scope, field, &held),
        held,
    }
}
