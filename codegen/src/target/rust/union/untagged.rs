//! Unions whose members are told apart by JSON kind, by constants, and by the keys that they must have.

use std::borrow::Cow;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use trilogue_wire::telling::{Constant, Marks};
use trilogue_wire::{Kind, Kinds};

use super::{Carries, MemberView, View};
use crate::facts;
use crate::model::{Protocol, Shape, Type};
use crate::target::rust::layout;
use crate::target::rust::literal;
use crate::target::rust::print::Item;
use crate::target::rust::scope::Scope;

const KINDS: [Kind; 6] = [
    Kind::Null,
    Kind::Bool,
    Kind::Number,
    Kind::Text,
    Kind::List,
    Kind::Object,
];

/// What a value must have for a member to be meant.
struct Looks {
    kinds: Kinds,
    /// The constant that it is.
    constant: Option<Constant>,
    /// Its fields that are constants.
    constants: Vec<(String, Constant)>,
    required: Vec<String>,
}

impl Looks {
    fn marks(&self) -> Marks {
        let key = |key: &String| Cow::Owned(key.clone());
        Marks {
            at: Cow::Borrowed(""),
            constants: self
                .constants
                .iter()
                .map(|(name, value)| (key(name), value.clone()))
                .collect(),
            required: self.required.iter().map(key).collect(),
            declared: Cow::Borrowed(&[]),
            kinds: self.kinds,
            constant: self.constant.clone(),
        }
    }
}

/// What tells the members, where something looks at that in a table.
pub fn members(scope: &mut Scope<'_>, view: &View<'_>) -> Option<Item> {
    let table = table(scope, view)?;
    let name = &view.name;
    Some(Item::Impl {
        head: quote!(impl #name),
        members: vec![quote! {
            /// What tells the members apart.
            #table
        }],
    })
}

/// The same as a constant.
pub fn table(scope: &mut Scope<'_>, view: &View<'_>) -> Option<TokenStream> {
    let looks = all_looks(scope.protocol(), view);
    if is_simple(&looks) && doubtful(scope.protocol(), view).is_empty() {
        return None;
    }
    scope.runtime("telling");
    let has_keys = |looks: &Looks| !looks.required.is_empty() || !looks.constants.is_empty();
    if looks.iter().any(has_keys) {
        scope.standard("borrow::Cow");
    }
    let marks = looks.iter().map(|looks| layout::marks(&looks.marks()));
    Some(quote!(const MEMBERS: &[telling::Marks] = &[#(#marks),*];))
}

/// The members that may have the keys by which an earlier one is told.
fn doubtful(protocol: &Protocol, view: &View<'_>) -> Vec<usize> {
    let keys: Vec<Option<facts::Keys<'_>>> = view
        .members
        .iter()
        .map(|member| facts::keys(protocol, member.ty.as_ref()?))
        .collect();
    let may_be_earlier = |place: &usize| {
        let mut earlier = keys[..*place].iter().flatten();
        let own = keys[*place].as_ref();
        own.is_some_and(|own| earlier.any(|earlier| own.may_look_like(earlier)))
    };
    (0..keys.len()).filter(may_be_earlier).collect()
}

fn all_looks(protocol: &Protocol, view: &View<'_>) -> Vec<Looks> {
    let types = view.members.iter().map(|member| member.ty.as_ref());
    types
        .map(|ty| ty.map_or_else(nothing, |ty| looks(protocol, ty)))
        .collect()
}

/// Statements that read the union from `value`.
pub fn read(scope: &mut Scope<'_>, view: &View<'_>) -> TokenStream {
    let looks = all_looks(scope.protocol(), view);
    if !is_simple(&looks) {
        return by_marks(view);
    }
    let kind = scope.runtime("Kind");
    // Kinds that only one member has share an arm.
    let mut arms: Vec<(Vec<Kind>, Vec<usize>)> = Vec::new();
    for json in KINDS {
        let fitting: Vec<usize> = (0..looks.len())
            .filter(|&member| looks[member].kinds.has(json))
            .collect();
        match arms.iter_mut().find(|(_, members)| *members == fitting) {
            Some((kinds, _)) if fitting.len() < 2 => kinds.push(json),
            _ => arms.push((vec![json], fitting)),
        }
    }
    let expected = all_kinds(&looks).expected();
    let fits_all = arms.iter().all(|(_, members)| !members.is_empty());
    let arms = arms.iter().filter(|(_, members)| !members.is_empty());
    let arms: Vec<TokenStream> = arms
        .map(|(kinds, members)| {
            let are_objects = *kinds == [Kind::Object];
            let kinds = kinds.iter().map(|json| {
                let name = format_ident!("{}", format!("{json:?}"));
                quote!(#kind::#name)
            });
            let read = choose(scope, view, &looks, members, are_objects);
            quote!(#(#kinds)|* => #read)
        })
        .collect();
    let other = (!fits_all).then(|| {
        scope.runtime("Code");
        quote!(_ => Err(Fault::new(Code::Type, #expected)),)
    });
    quote!(match value.kind() { #(#arms,)* #other })
}

/// An expression that reads the member that is meant, among those of one JSON kind.
fn choose(
    scope: &mut Scope<'_>,
    view: &View<'_>,
    looks: &[Looks],
    members: &[usize],
    are_objects: bool,
) -> TokenStream {
    match members {
        [only] => read_member(&view.members[*only]),
        members if are_objects => object(scope, view, looks, members),
        members => scalar(scope, view, looks, members),
    }
}

/// Among values that are no objects an equal constant is meant, then what is no constant.
fn scalar(
    scope: &mut Scope<'_>,
    view: &View<'_>,
    looks: &[Looks],
    members: &[usize],
) -> TokenStream {
    let mut chain: Vec<(Option<TokenStream>, usize)> = members
        .iter()
        .filter_map(|&member| Some((Some(constants(scope, &looks[member])?), member)))
        .collect();
    let plain = members
        .iter()
        .find(|&&member| looks[member].constant.is_none());
    chain.push((None, *plain.unwrap_or(&members[0])));
    chained(scope, view, &chain, false)
}

/// Among objects the one with its constants is meant, or the first that has all required keys.
fn object(
    scope: &mut Scope<'_>,
    view: &View<'_>,
    looks: &[Looks],
    members: &[usize],
) -> TokenStream {
    let conditions = members.iter().map(|&member| {
        let looks = &looks[member];
        let condition = constants(scope, looks).or_else(|| required(&looks.required));
        (condition, member)
    });
    let chain: Vec<(Option<TokenStream>, usize)> = conditions.collect();
    chained(scope, view, &chain, true)
}

/// Whether objects are told apart by constants alone, of which no two fit one object, or by required keys alone.
fn is_simple(looks: &[Looks]) -> bool {
    let objects: Vec<&Looks> = looks
        .iter()
        .filter(|looks| looks.kinds.has(Kind::Object))
        .collect();
    let differ = |one: &Looks, other: &Looks| {
        one.constants.iter().any(|(key, value)| {
            let mut others = other.constants.iter();
            others.any(|(other_key, other)| key == other_key && value != other)
        })
    };
    let pairs = objects
        .iter()
        .enumerate()
        .flat_map(|(place, one)| objects[..place].iter().map(move |other| (*one, *other)));
    // The constants of an only member are looked at too.
    let are_several = objects.len() > 1;
    objects.iter().all(|looks| looks.constants.is_empty())
        || are_several && pairs.into_iter().all(|(one, other)| differ(one, other))
}

/// By the rules for all unions, where they are not simple.
fn by_marks(view: &View<'_>) -> TokenStream {
    let mut arms: Vec<TokenStream> = Vec::new();
    for (place, member) in view.members.iter().enumerate() {
        let read = read_member(member);
        let pattern = if place + 1 == view.members.len() {
            quote!(_)
        } else {
            let place = literal::count(place);
            quote!(#place)
        };
        arms.push(quote!(#pattern => #read,));
    }
    let table = &view.table;
    quote!(match telling::choose(#table, value)? { #(#arms)* })
}

fn chained(
    scope: &mut Scope<'_>,
    view: &View<'_>,
    chain: &[(Option<TokenStream>, usize)],
    are_objects: bool,
) -> TokenStream {
    let certain = chain.iter().position(|(condition, _)| condition.is_none());
    let end = match certain {
        Some(place) => read_member(&view.members[chain[place].1]),
        None => {
            scope.runtime("check");
            quote!(Err(check::no_member("a member of the union")))
        }
    };
    let chain = &chain[..certain.unwrap_or(chain.len())];
    let written = chain
        .iter()
        .rev()
        .fold(quote!({ #end }), |rest, (condition, member)| {
            let read = read_member(&view.members[*member]);
            quote!(if #condition { #read } else #rest)
        });
    let object = (are_objects && !chain.is_empty()).then(|| quote!(let object = value.object()?;));
    quote!({ #object #written })
}

fn constants(scope: &mut Scope<'_>, looks: &Looks) -> Option<TokenStream> {
    let whole = looks.constant.iter().map(|constant| {
        let constant = literal::constant(constant);
        quote!(#constant.matches(value))
    });
    let fields = looks.constants.iter().map(|(key, constant)| {
        let constant = literal::constant(constant);
        quote!(object.get(#key).is_some_and(|value| #constant.matches(value)))
    });
    let all: Vec<TokenStream> = whole.chain(fields).collect();
    if all.is_empty() {
        return None;
    }
    scope.runtime("telling");
    Some(quote!(#(#all)&&*))
}

fn required(keys: &[String]) -> Option<TokenStream> {
    match keys {
        [] => None,
        [key] => Some(quote!(object.get(#key).is_some())),
        keys => Some(quote!([#(#keys),*].iter().all(|key| object.get(key).is_some()))),
    }
}

fn read_member(member: &MemberView<'_>) -> TokenStream {
    let made = member.made();
    match &member.carries {
        Carries::Nothing => {
            let name = &member.name;
            quote!(Ok(Self::#name))
        }
        Carries::Struct(_, held) | Carries::Value(held) => {
            let read = held.read_value();
            quote!(#read.map(#made))
        }
    }
}

/// An expression that writes the union to `out`. What may look like another member must read as it was meant.
pub fn write(scope: &Scope<'_>, view: &View<'_>) -> TokenStream {
    let doubtful = doubtful(scope.protocol(), view);
    let table = &view.table;
    let arms = view.members.iter().enumerate().map(|(place, member)| {
        let pattern = member.pattern();
        let written = match &member.carries {
            Carries::Nothing => quote!(out.null()),
            Carries::Struct(_, held) | Carries::Value(held) => {
                held.ty.write_reference(&quote!(value))
            }
        };
        if !doubtful.contains(&place) {
            return quote!(#pattern => #written,);
        }
        let (place, written) = (literal::count(place), literal::writing(&written));
        quote!(#pattern => out.member(#table, #place, #written),)
    });
    quote!(match self { #(#arms)* })
}

fn nothing() -> Looks {
    Looks {
        kinds: Kinds::NULL,
        constant: None,
        constants: Vec::new(),
        required: Vec::new(),
    }
}

fn all_kinds(looks: &[Looks]) -> Kinds {
    looks
        .iter()
        .fold(Kinds::NONE, |kinds, looks| kinds.and(looks.kinds))
}

fn looks(protocol: &Protocol, ty: &Type) -> Looks {
    let keys = facts::keys(protocol, ty).unwrap_or_default();
    let constants = keys.constants.into_iter();
    Looks {
        kinds: facts::kinds(protocol, ty),
        constant: match &ty.shape {
            Shape::Constant(constant) => Some(constant.clone()),
            _ => None,
        },
        constants: constants
            .map(|(key, constant)| (key.to_owned(), constant.clone()))
            .collect(),
        required: keys.required.into_iter().map(str::to_owned).collect(),
    }
}
