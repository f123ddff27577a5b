//! Structs, named and inline.

use crate::model::{Field, Others, Protocol, Struct, StructId, TypeId};
use crate::naming;
use crate::resolve::Resolver;
use crate::resolve::drafts::{FieldDraft, StructDraft};
use crate::resolve::types::{Head, Place, stand_in};
use crate::syntax::{FieldNode, OthersNode, StructNode};

impl Resolver<'_> {
    /// A place in the protocol for a struct whose fields come later.
    pub(super) fn declare_struct(&mut self, head: Head, protocol: &mut Protocol) -> StructId {
        protocol.structs.push(Struct {
            identifier: head.identifier,
            owner: head.owner,
            doc: head.doc,
            fields: Vec::new(),
            rules: Vec::new(),
            others: Others::Ignore,
            recursive: false,
            since: head.since,
            deprecated: head.deprecated,
            span: head.span,
        });
        self.drafts.structs.push(StructDraft::default());
        let id = StructId(protocol.structs.len() - 1);
        protocol.declared.push(TypeId::Struct(id));
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
        let fields = self.fields(&node.fields, place, protocol);
        protocol.structs[id.0].others = match &node.others {
            OthersNode::Ignore => Others::Ignore,
            OthersNode::Keep => Others::Keep,
            OthersNode::Refuse => Others::Refuse,
            OthersNode::Typed(others) => {
                self.forbid_optional(others, "the type of other keys");
                let inner = place.within("other", others.span);
                let ty = self.complete_ty(others, &inner, protocol);
                ty.map_or(Others::Ignore, Others::Typed)
            }
        };
        self.drafts.structs[id.0] = StructDraft {
            bases: node.bases.clone(),
            fields,
            rules: node.rules.clone(),
            whole: node.whole,
        };
    }

    /// The fields of a struct, or those that all members of a union have.
    pub(super) fn fields(
        &mut self,
        written: &[FieldNode],
        place: &Place,
        protocol: &mut Protocol,
    ) -> Vec<FieldDraft> {
        let fields = written.iter();
        fields
            .map(|field| self.field(field, place, protocol))
            .collect()
    }

    fn field(&mut self, written: &FieldNode, place: &Place, protocol: &mut Protocol) -> FieldDraft {
        let name = &written.name;
        // A key that gives none takes the name of its type.
        let of_type = written.ty.marks.identifier.as_ref();
        let of_type = of_type.filter(|_| naming::identifier(&name.value).is_none());
        let asked = written.identifier.as_ref().or(of_type);
        let identifier = naming::chosen(asked, name, naming::BY_KEY, self.diagnostics);
        let inner = place.within(&identifier.0, name.span);
        let ty = self.complete_ty(&written.ty, &inner, protocol);
        // What is wrong with the type may hide that the key can be absent.
        let optional = written.ty.optional.is_some() || ty.is_none();
        if let (Some(default), false) = (&written.default, optional) {
            self.misplaced(
                "default",
                default.span,
                "fields that are optional",
                &written.ty,
            );
        }
        let marks = &written.ty.marks;
        let is_sound = ty.is_some();
        let field = Field {
            name: name.value.clone(),
            identifier,
            ty: ty.unwrap_or_else(stand_in),
            optional,
            boxed: false,
            span: name.span,
            default: None,
            examples: Vec::new(),
            binds: None,
            gated_by: written.gated_by.as_ref().map(|gate| gate.value.clone()),
            doc: marks.doc.as_ref().map(|doc| doc.value.clone()),
            since: marks.since.as_ref().map(|since| since.value.clone()),
            deprecated: marks
                .deprecated
                .as_ref()
                .map(crate::resolve::messages::deprecated),
        };
        FieldDraft {
            field,
            span: name.span,
            default: written.default.clone().filter(|_| is_sound),
            examples: marks
                .examples
                .iter()
                .filter(|_| is_sound)
                .cloned()
                .collect(),
            binds: written.binds.clone(),
            taken: false,
        }
    }
}
