//! Tuples: lists of which each item has its own type.

use crate::diagnostic::{Diagnostic, quoted};
use crate::model::{Item, Protocol, Tuple, TupleId, TypeId};
use crate::naming::{self, Scope};
use crate::resolve::Resolver;
use crate::resolve::types::{Head, Place, stand_in};
use crate::rules::MISPLACED_OPTIONAL;
use crate::syntax::{ItemNode, TupleNode};

impl Resolver<'_> {
    /// Reads the items of a declared tuple.
    pub(super) fn fill_tuple(
        &mut self,
        id: TupleId,
        node: &TupleNode,
        place: &Place,
        protocol: &mut Protocol,
    ) {
        let mut scope = Scope::new(naming::BY_KEY);
        let mut items: Vec<Item> = Vec::with_capacity(node.items.len());
        for (index, written) in node.items.iter().enumerate() {
            let item = self.tuple_item(
                written,
                &format!("item {}", index + 1),
                place,
                &mut scope,
                protocol,
            );
            let absent_before = items.last().is_some_and(|before| before.optional);
            if absent_before && !item.optional {
                self.after_optional(written, &node.items[index - 1]);
            }
            items.push(item);
        }
        let rest = node.rest.as_deref().map(|written| {
            self.forbid_optional(&written.ty, "what all further items are");
            self.tuple_item(written, "rest", place, &mut scope, protocol)
        });
        let tuple = &mut protocol.tuples[id.0];
        tuple.items = items;
        tuple.rest = rest;
    }

    fn tuple_item(
        &mut self,
        written: &ItemNode,
        part: &str,
        place: &Place,
        scope: &mut Scope<'_>,
        protocol: &mut Protocol,
    ) -> Item {
        let identifier = written.name.as_ref().map(|name| {
            let identifier = naming::chosen(None, name, naming::BY_KEY, self.diagnostics);
            let what = format!("item {}", quoted(&name.value));
            scope.take(&identifier, what, name.span, self.diagnostics);
            identifier
        });
        let part = identifier.as_ref().map_or(part, |identifier| &identifier.0);
        let inner = place.within(part, written.ty.span);
        let ty = self.complete_ty(&written.ty, &inner, protocol);
        let optional = written.ty.optional.is_some() || ty.is_none();
        Item {
            identifier,
            ty: ty.unwrap_or_else(stand_in),
            optional,
            doc: written.ty.marks.doc.as_ref().map(|doc| doc.value.clone()),
            span: written.ty.span,
        }
    }

    fn after_optional(&mut self, written: &ItemNode, before: &ItemNode) {
        let Some(optional) = before.ty.optional else {
            return;
        };
        self.diagnostics.push(
            Diagnostic::new(
                MISPLACED_OPTIONAL,
                optional,
                "an item that may be absent stands before one that may not",
            )
            .label("only the last items can be absent")
            .secondary(written.ty.span, "this item must be there")
            .help("write `| null` if null may stand in its place, or make the items behind it optional, too"),
        );
    }
}

/// A place in the protocol for a tuple whose items come later.
pub(super) fn declare_tuple(head: Head, node: &TupleNode, protocol: &mut Protocol) -> TupleId {
    protocol.tuples.push(Tuple {
        identifier: head.identifier,
        owner: head.owner,
        doc: head.doc,
        items: Vec::new(),
        rest: None,
        span: head.span,
    });
    let id = TupleId(protocol.tuples.len() - 1);
    let mut items = node.items.iter().chain(node.rest.as_deref());
    if items.all(|item| item.name.is_some()) {
        protocol.declared.push(TypeId::Tuple(id));
    }
    id
}
