//! Types that hold themselves: where reading counts depth, where Rust needs a box, and which have no end.

use std::borrow::Cow;

use crate::diagnostic::{Diagnostic, quoted};
use crate::model::{
    Identifier, MemberBody, Others, Protocol, Shape, StructId, TupleId, Type, TypeId, UnionId,
};
use crate::resolve::Resolver;
use crate::resolve::order::{backwards, circular, order};
use crate::resolve::types::plain;
use crate::rules::ENDLESS_TYPE;
use crate::source::Span;
use crate::yaml::DEEPEST;

impl Resolver<'_> {
    /// Finds the types that hold themselves. A mistake where no value can end, or where none in the circle counts depth.
    pub(super) fn recursion(&mut self, protocol: &mut Protocol) {
        let graph = Graph::new(protocol);
        let held = graph.edges(protocol, held_by);
        self.heights(&graph, &held, protocol);
        let ends = self.endless_types(&graph, protocol);
        self.endless_tuples(&graph, &held, &ends, protocol);
        mark_recursive(&graph, &held, protocol);
        mark_boxed(&graph, protocol);
    }

    /// Reports types that hold others too deep.
    fn heights(&mut self, graph: &Graph, held: &[Vec<usize>], protocol: &Protocol) {
        let circles = circular(held);
        let mut heights = vec![0; circles.count];
        for index in order(held).sorted {
            let own = circles.of[index];
            let others = held[index].iter().map(|inner| circles.of[*inner]);
            let inner = others.filter(|other| *other != own);
            let height = inner.map(|other| heights[other]).max().unwrap_or(0) + 1;
            if height == DEEPEST + 1 && heights[own] < height {
                self.too_deep(graph.head(index, protocol).1);
            }
            heights[own] = height.max(heights[own]);
        }
    }

    /// Reports types of which no value can be written down, and tells of all whether one can.
    fn endless_types(&mut self, graph: &Graph, protocol: &Protocol) -> Vec<bool> {
        let needed = graph.edges(protocol, needed_by);
        let ends = graph.ending(&needed, protocol);
        let endless = |from: usize| {
            let inner = needed[from].iter().copied();
            inner.filter(|inner| !ends[*inner]).collect()
        };
        let edges: Vec<Vec<usize>> = (0..graph.len())
            .map(|index| {
                if ends[index] {
                    Vec::new()
                } else {
                    endless(index)
                }
            })
            .collect();
        let circles = circular(&edges);
        let leading = backwards(&edges);
        let mut reported = vec![false; circles.count];
        let mut in_order: Vec<usize> = (0..graph.len()).collect();
        in_order.sort_by_key(|index| graph.head(*index, protocol).1);
        for first in in_order {
            let is_known = std::mem::replace(&mut reported[circles.of[first]], true);
            if is_known || !circles.holds(first) {
                continue;
            }
            let mut leading = leading[first].iter();
            if let Some(last) = leading.find(|last| circles.share(first, **last)) {
                self.endless_circle(graph, first, *last, protocol);
            }
        }
        ends
    }

    fn endless_circle(&mut self, graph: &Graph, first: usize, last: usize, protocol: &Protocol) {
        let (identifier, span) = graph.head(first, protocol);
        let mistake = Diagnostic::new(
            ENDLESS_TYPE,
            span,
            format!("{} holds itself in every value", quoted(&identifier.0)),
        )
        .label("no value of it has an end")
        .help("make a field on the way optional, or a list, or a union with a member that ends");
        let last = graph.head(last, protocol).1;
        self.diagnostics.push(if span == last {
            mistake
        } else {
            mistake.secondary(last, "this holds it, and is held by it")
        });
    }

    /// Reports tuples that hold themselves with no struct or union between.
    fn endless_tuples(
        &mut self,
        graph: &Graph,
        held: &[Vec<usize>],
        ends: &[bool],
        protocol: &Protocol,
    ) {
        let edges = graph.among(held, |id| matches!(id, TypeId::Tuple(_)));
        let circles = order(&edges).circles.into_iter();
        for (first, last) in circles.filter(|(first, _)| ends[*first]) {
            let (identifier, span) = graph.head(first, protocol);
            let mistake = Diagnostic::new(
                ENDLESS_TYPE,
                span,
                format!("the tuple {} holds itself", quoted(&identifier.0)),
            )
            .label("only structs and unions can hold themselves")
            .help("put a struct or a union between: give the inner value a type with `fields` or `union`");
            let last = graph.head(last, protocol).1;
            self.diagnostics.push(if span == last {
                mistake
            } else {
                mistake.secondary(last, "by way of this")
            });
        }
    }
}

/// The declared types that can hold others, by a number for each.
struct Graph {
    structs: usize,
    unions: usize,
    tuples: usize,
}

impl Graph {
    fn new(protocol: &Protocol) -> Self {
        Self {
            structs: protocol.structs.len(),
            unions: protocol.unions.len(),
            tuples: protocol.tuples.len(),
        }
    }

    fn len(&self) -> usize {
        self.structs + self.unions + self.tuples
    }

    fn id(&self, index: usize) -> TypeId {
        match index.checked_sub(self.structs) {
            None => TypeId::Struct(StructId(index)),
            Some(index) => match index.checked_sub(self.unions) {
                None => TypeId::Union(UnionId(index)),
                Some(index) => TypeId::Tuple(TupleId(index)),
            },
        }
    }

    /// The number of the type that a type is.
    fn index(&self, ty: &Type) -> Option<usize> {
        match ty.shape {
            Shape::Struct(id) => Some(id.0),
            Shape::Union(id) => Some(self.structs + id.0),
            Shape::Tuple(id) => Some(self.structs + self.unions + id.0),
            _ => None,
        }
    }

    fn head<'p>(&self, index: usize, protocol: &'p Protocol) -> (&'p Identifier, Span) {
        match self.id(index) {
            TypeId::Struct(id) => {
                let structure = protocol.structure(id);
                (&structure.identifier, structure.span)
            }
            TypeId::Union(id) => {
                let union = protocol.union(id);
                (&union.identifier, union.span)
            }
            TypeId::Tuple(id) => {
                let tuple = protocol.tuple(id);
                (&tuple.identifier, tuple.span)
            }
            TypeId::Enum(_) => unreachable!("sets of values hold no types"),
        }
    }

    /// For each type those that `lead` finds in the types that it is made of.
    fn edges(
        &self,
        protocol: &Protocol,
        lead: for<'a> fn(&'a Part<'_>) -> Option<&'a Type>,
    ) -> Vec<Vec<usize>> {
        (0..self.len())
            .map(|index| {
                let parts = parts(protocol, self.id(index));
                let types = parts.iter().filter_map(lead);
                types.filter_map(|ty| self.index(ty)).collect()
            })
            .collect()
    }

    /// The edges between types that `fit`.
    fn among(&self, edges: &[Vec<usize>], fit: fn(&TypeId) -> bool) -> Vec<Vec<usize>> {
        let fits: Vec<bool> = (0..self.len()).map(|index| fit(&self.id(index))).collect();
        let kept = edges.iter().enumerate().map(|(index, inner)| {
            let inner = inner.iter().copied();
            inner.filter(|inner| fits[index] && fits[*inner]).collect()
        });
        kept.collect()
    }

    /// For each type whether a value of it can be written down, by those that it needs.
    fn ending(&self, needed: &[Vec<usize>], protocol: &Protocol) -> Vec<bool> {
        let needing = backwards(needed);
        // How many of them must end before the type does.
        let mut waits: Vec<usize> = (0..self.len())
            .map(|index| match self.id(index) {
                id @ TypeId::Union(_) => {
                    usize::from(parts(protocol, id).len() == needed[index].len())
                }
                _ => needed[index].len(),
            })
            .collect();
        let mut open: Vec<usize> = (0..self.len()).filter(|index| waits[*index] == 0).collect();
        while let Some(ended) = open.pop() {
            for &index in &needing[ended] {
                if waits[index] == 1 {
                    open.push(index);
                }
                waits[index] = waits[index].saturating_sub(1);
            }
        }
        waits.iter().map(|count| *count == 0).collect()
    }
}

/// A type that another is made of.
struct Part<'p> {
    ty: Cow<'p, Type>,
    /// Whether it can be left out.
    optional: bool,
}

fn parts(protocol: &Protocol, id: TypeId) -> Vec<Part<'_>> {
    let part = |ty, optional| Part {
        ty: Cow::Borrowed(ty),
        optional,
    };
    match id {
        TypeId::Struct(id) => {
            let structure = protocol.structure(id);
            let fields = structure.fields.iter();
            let others = match &structure.others {
                Others::Typed(ty) => Some(part(ty, true)),
                _ => None,
            };
            let fields = fields.map(|field| part(&field.ty, field.optional));
            fields.chain(others).collect()
        }
        TypeId::Union(id) => {
            let members = protocol.union(id).members.iter();
            let bodies = members.map(|member| match &member.body {
                MemberBody::Nothing => Part {
                    ty: Cow::Owned(plain(Shape::Bool)),
                    optional: true,
                },
                MemberBody::Struct(id) => Part {
                    ty: Cow::Owned(plain(Shape::Struct(*id))),
                    optional: false,
                },
                MemberBody::Value(ty) => part(ty, false),
            });
            bodies.collect()
        }
        TypeId::Tuple(id) => {
            let tuple = protocol.tuple(id);
            let items = tuple.items.iter().map(|item| part(&item.ty, item.optional));
            let rest = tuple.rest.iter().map(|item| part(&item.ty, true));
            items.chain(rest).collect()
        }
        TypeId::Enum(_) => Vec::new(),
    }
}

/// What a part holds, through lists and maps.
fn held_by<'a>(part: &'a Part<'_>) -> Option<&'a Type> {
    let mut ty = &*part.ty;
    loop {
        ty = match &ty.shape {
            Shape::List(item, _) => item,
            Shape::Map(map) => &map.value,
            _ => return Some(ty),
        };
    }
}

/// What a part is, with no list or map between.
#[expect(clippy::unnecessary_wraps, reason = "one of several ways to lead on")]
fn value_of<'a>(part: &'a Part<'_>) -> Option<&'a Type> {
    Some(&*part.ty)
}

/// What must stand in every value of a part.
fn needed_by<'a>(part: &'a Part<'_>) -> Option<&'a Type> {
    let mut ty = &*part.ty;
    while !part.optional && !ty.nullable {
        ty = match &ty.shape {
            Shape::List(item, limits) if limits.minimum.is_some_and(|least| least > 0) => item,
            Shape::List(..) | Shape::Map(_) => return None,
            _ => return Some(ty),
        };
    }
    None
}

/// Marks the types whose reading counts depth: unions that hold themselves, and structs that do so with no such union
/// between, so that a value that is both counts once.
fn mark_recursive(graph: &Graph, held: &[Vec<usize>], protocol: &mut Protocol) {
    let circles = circular(held);
    for index in 0..graph.len() {
        if let TypeId::Union(id) = graph.id(index) {
            protocol.unions[id.0].recursive = circles.holds(index);
        }
    }
    let without_unions = graph.among(held, |id| !matches!(id, TypeId::Union(_)));
    let circles = circular(&without_unions);
    for (index, structure) in protocol.structs.iter_mut().enumerate() {
        structure.recursive = circles.holds(index);
    }
}

/// Marks the fields that need a box in Rust, then the members that still do.
fn mark_boxed(graph: &Graph, protocol: &mut Protocol) {
    let mut edges = graph.edges(protocol, value_of);
    let circles = circular(&edges);
    for (index, structure) in protocol.structs.iter_mut().enumerate() {
        edges[index].retain(|inner| !circles.share(index, *inner));
        for field in &mut structure.fields {
            let inner = graph.index(&field.ty);
            field.boxed = inner.is_some_and(|inner| circles.share(index, inner));
        }
    }
    let circles = circular(&edges);
    for place in 0..protocol.unions.len() {
        let index = graph.structs + place;
        for member in &mut protocol.unions[place].members {
            let inner = match &member.body {
                MemberBody::Nothing => None,
                MemberBody::Struct(id) => Some(id.0),
                MemberBody::Value(ty) => graph.index(ty),
            };
            member.boxed = inner.is_some_and(|inner| circles.share(index, inner));
        }
    }
}
