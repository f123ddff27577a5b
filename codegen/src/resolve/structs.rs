//! Structs, named and inline.

use crate::diagnostic::{Diagnostic, quoted};
use crate::model::{Field, Others, Protocol, Struct, StructId, TypeId};
use crate::naming::{self, Scope};
use crate::resolve::Resolver;
use crate::resolve::messages::deprecated;
use crate::resolve::order::order;
use crate::resolve::types::{Place, stand_in, struct_in};
use crate::rules::ENDLESS_TYPE;
use crate::syntax::{FieldNode, StructNode, Text, TypeNode};
use crate::yaml::DEEPEST;

impl Resolver<'_> {
    /// A place in the protocol for a struct under `types`, whose fields come later.
    pub(super) fn declare_struct(
        &mut self,
        name: &Text,
        node: &TypeNode,
        protocol: &mut Protocol,
    ) -> StructId {
        let asked = node.marks.identifier.as_ref();
        let identifier = naming::chosen(asked, name, naming::BY_KEY, self.diagnostics);
        protocol.structs.push(Struct {
            identifier,
            owner: None,
            doc: node.marks.doc.as_ref().map(|doc| doc.value.clone()),
            fields: Vec::new(),
            rules: Vec::new(),
            others: Others::Ignore,
            recursive: false,
            since: node.marks.since.as_ref().map(|since| since.value.clone()),
            deprecated: node.marks.deprecated.as_ref().map(deprecated),
            span: name.span,
        });
        let id = StructId(protocol.structs.len() - 1);
        protocol.declared.push(TypeId::Struct(id));
        id
    }

    /// The struct that a type with `fields` declares where it is used.
    pub(super) fn inline_struct(
        &mut self,
        node: &TypeNode,
        fields: &StructNode,
        place: &Place,
        protocol: &mut Protocol,
    ) -> StructId {
        let name = Text::new(place.name.clone(), place.span);
        let asked = node.marks.identifier.as_ref();
        let identifier = naming::chosen(asked, &name, naming::BY_KEY, self.diagnostics);
        let own_doc = node.marks.doc.as_ref().map(|doc| doc.value.clone());
        protocol.structs.push(Struct {
            identifier,
            owner: place.owner,
            doc: own_doc.or_else(|| place.doc.clone()),
            fields: Vec::new(),
            rules: Vec::new(),
            others: Others::Ignore,
            recursive: false,
            since: None,
            deprecated: None,
            span: place.span,
        });
        let id = StructId(protocol.structs.len() - 1);
        protocol.declared.push(TypeId::Struct(id));
        self.fill_struct(id, fields, place, protocol);
        id
    }

    /// Reads the fields of a declared struct.
    pub(super) fn fill_struct(
        &mut self,
        id: StructId,
        node: &StructNode,
        place: &Place,
        protocol: &mut Protocol,
    ) {
        let mut scope = Scope::new("fields", naming::BY_KEY);
        if matches!(node.others, Others::Keep) {
            scope = scope.reserving(&["Extra"]);
        }
        let mut fields = Vec::with_capacity(node.fields.len());
        for written in &node.fields {
            let field = self.field(written, place, protocol);
            scope.take(&field.identifier, written.name.span, self.diagnostics);
            fields.push(field);
        }
        let structure = &mut protocol.structs[id.0];
        structure.others = node.others.clone();
        structure.fields = fields;
    }

    fn field(&mut self, written: &FieldNode, place: &Place, protocol: &mut Protocol) -> Field {
        let (name, asked) = (&written.name, written.identifier.as_ref());
        let identifier = naming::chosen(asked, name, naming::BY_KEY, self.diagnostics);
        let inner = place.within(&identifier.0, name.span);
        let ty = self.ty(&written.ty, &inner, protocol);
        // What is wrong with the type may hide that the key can be absent.
        let optional = written.ty.optional.is_some() || ty.is_none();
        let mut ty = ty.unwrap_or_else(stand_in);
        self.require_schemes(&mut ty, written.ty.span);
        Field {
            name: name.value.clone(),
            identifier,
            ty,
            optional,
            boxed: false,
            default: None,
            examples: Vec::new(),
            binds: None,
            gated_by: None,
            doc: written.ty.marks.doc.as_ref().map(|doc| doc.value.clone()),
            since: written
                .ty
                .marks
                .since
                .as_ref()
                .map(|since| since.value.clone()),
            deprecated: written.ty.marks.deprecated.as_ref().map(deprecated),
        }
    }

    /// Reports structs that hold themselves, whose values could nest without end, and those that hold others too deep.
    pub(super) fn structs_end(&mut self, protocol: &Protocol) {
        let held = |structure: &Struct| {
            let fields = structure.fields.iter();
            fields
                .filter_map(|field| Some(struct_in(&field.ty)?.0))
                .collect()
        };
        let edges: Vec<Vec<usize>> = protocol.structs.iter().map(held).collect();
        let order = order(&edges);
        for (first, last) in order.circles {
            let [first, last] = [first, last].map(|index| &protocol.structs[index]);
            self.endless_struct(first, last);
        }
        let mut heights = vec![0; edges.len()];
        for index in order.sorted {
            let inner = edges[index].iter().map(|inner| heights[*inner]);
            heights[index] = inner.max().unwrap_or(0) + 1;
            if heights[index] == DEEPEST + 1 {
                self.too_deep(protocol.structs[index].span);
            }
        }
    }

    fn endless_struct(&mut self, first: &Struct, last: &Struct) {
        let mistake = Diagnostic::new(
            ENDLESS_TYPE,
            first.span,
            format!("{} holds itself", quoted(&first.identifier.0)),
        )
        .label("its values could nest without end")
        .help("use `json` for the part that repeats: this version of the language has no recursive types");
        let mistake = if first.span == last.span {
            mistake
        } else {
            mistake.secondary(last.span, "this holds it, and is held by it")
        };
        self.diagnostics.push(mistake);
    }
}
