//! Types of the model: which Rust type stands for each, and how it is read and written.

mod keys;
mod read;
mod tuple;
mod write;
mod written;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use trilogue_wire::telling::Constant;

use self::read::Read;
use self::write::{Place, Write};
use super::literal;
use super::scope::Scope;
use crate::facts;
use crate::model::{Enum, Limits, Map, Pattern, Range, Shape, Type, TypeId};

pub use tuple::{ItemView, items, of_items, opened};

/// A type as used at one place.
#[derive(Debug, Clone)]
pub struct TypeView {
    /// The Rust type.
    pub name: TokenStream,
    /// A function from a `Value` to a result.
    pub reader: TokenStream,
    /// A function from `&mut Writer` and a reference to the value to a result.
    pub writer: TokenStream,
    /// An expression over a `Value` called `value` that gives a result.
    pub read: TokenStream,
    /// The body of a function from `&mut Writer` called `out` that writes the value.
    write: Write,
    /// Whether there is but one value.
    pub is_constant: bool,
    /// Whether the Rust type is copied rather than referred to.
    pub is_copied: bool,
}

impl TypeView {
    /// The pattern that takes the value under the name `value`, if writing looks at it.
    pub fn binding(&self) -> TokenStream {
        self.write.binding()
    }

    /// An expression that writes `place`, which is a field, to `out`.
    pub fn write_field(&self, place: &TokenStream) -> TokenStream {
        self.write.at(&Place::Owned(place.clone()))
    }

    /// An expression that writes `place`, which is a reference, to `out`.
    pub fn write_reference(&self, place: &TokenStream) -> TokenStream {
        self.write.at(&Place::Reference(place.clone()))
    }
}

/// Decides how a type is written in Rust.
pub fn lower(ty: &Type, scope: &mut Scope<'_>) -> TypeView {
    view(ty, false, &[], scope)
}

/// The same, with the value in a box.
pub fn boxed(ty: &Type, scope: &mut Scope<'_>) -> TypeView {
    view(ty, true, &[], scope)
}

/// The same, where text or numbers can only be those of a list.
pub fn one_of(ty: &Type, values: &[Constant], scope: &mut Scope<'_>) -> TypeView {
    let texts = values.iter().filter_map(|value| match value {
        Constant::Text(_) => Some(literal::scalar(value)),
        _ => None,
    });
    let numbers = values.iter().filter_map(|value| match value {
        Constant::Number(number) if facts::is_int(*number) => Some(literal::whole(*number)),
        _ => None,
    });
    let doubles = values.iter().filter_map(|value| match value {
        Constant::Number(number) => Some(literal::number(*number)),
        _ => None,
    });
    let check = match &ty.shape {
        _ if ty.secret => return lower(ty, scope),
        Shape::Text(_) | Shape::Pattern(..) => (quote!(one_of), quote!(&[#(#texts),*])),
        Shape::Int(_) => (quote!(one_of_integers), quote!(&[#(#numbers),*])),
        Shape::Number(_) => (quote!(one_of_numbers), quote!(&[#(#doubles),*])),
        _ => return lower(ty, scope),
    };
    scope.runtime("check");
    view(ty, false, &[check], scope)
}

/// Whether a value is read and written in one word.
fn is_copied(ty: &Type, scope: &Scope<'_>) -> bool {
    let plain = match &ty.shape {
        Shape::Bool | Shape::Int(_) | Shape::Number(_) => true,
        Shape::Enum(id) => is_copied_enum(scope.protocol().enumeration(*id)),
        _ => false,
    };
    plain && !ty.secret
}

/// Whether the values of a set are copied: where no text has to be kept.
pub fn is_copied_enum(set: &Enum) -> bool {
    let has_text = |value: &crate::model::EnumValue| matches!(value.value, Constant::Text(_));
    !(set.open && set.values.iter().any(has_text))
}

fn view(ty: &Type, in_box: bool, checks: &[Check], scope: &mut Scope<'_>) -> TypeView {
    let Type {
        shape,
        nullable,
        secret,
        // A unit is said in the docs.
        unit: _,
        undocumented: _,
    } = ty;
    let mut lowered = shape_of(shape, scope);
    lowered.read = lowered.read.checked(checks);
    lowered.write.check(checks);
    if in_box {
        lowered = box_of(lowered);
    }
    if *secret {
        lowered = secret_of(lowered, scope);
    }
    if *nullable {
        lowered = nullable_of(lowered);
    }
    TypeView {
        is_copied: !in_box && is_copied(ty, scope),
        ..lowered.view(ty)
    }
}

/// A Rust type, and how it is read and written.
#[derive(Debug, Clone)]
pub struct Lowered {
    name: TokenStream,
    read: Read,
    write: Write,
}

impl Lowered {
    /// The Rust type as the one for a type of the model.
    pub fn view(self, ty: &Type) -> TypeView {
        TypeView {
            name: self.name,
            reader: self.read.function(),
            read: self.read.call(),
            writer: self.write.function(),
            write: self.write,
            is_constant: matches!(ty.shape, Shape::Constant(_)) && !ty.nullable,
            is_copied: false,
        }
    }
}

/// A limit: the function that checks it, and the limit.
type Check = (TokenStream, TokenStream);

/// The value, held against each limit on the way.
fn checked(value: TokenStream, checks: &[Check]) -> TokenStream {
    checks.iter().fold(
        value,
        |value, (function, limit)| quote!(check::#function(#value, #limit)?),
    )
}

/// What stands for a shape.
pub fn shape_of(shape: &Shape, scope: &mut Scope<'_>) -> Lowered {
    match shape {
        Shape::Text(limits) => text(limited(limits, "length", scope)),
        Shape::Pattern(pattern, limits) => {
            let mut checks = limited(limits, "length", scope);
            checks.push(matched(pattern, scope));
            text(checks)
        }
        Shape::Bool => copied(quote!(bool), quote!(boolean), Vec::new()),
        Shape::Int(range) => copied(
            quote!(i64),
            quote!(integer),
            ranged(range, "_integer", scope),
        ),
        Shape::Number(range) => copied(quote!(f64), quote!(number), ranged(range, "", scope)),
        Shape::Json => Lowered {
            name: scope.runtime("Json"),
            read: Read::Method(quote!(json)),
            write: Write::Referenced(quote!(json), Vec::new()),
        },
        Shape::Url(schemes) => url(schemes, scope),
        Shape::Uuid => formatted("Uuid", "uuid", Vec::new(), scope),
        Shape::DateTime => formatted("DateTime", "date_time", Vec::new(), scope),
        Shape::Date => formatted("Date", "date", Vec::new(), scope),
        Shape::Base64(limits) => {
            let checks = limited(limits, "length", scope);
            formatted("Base64", "base64", checks, scope)
        }
        Shape::Constant(value) => {
            scope.runtimes(&["check", "telling"]);
            let expected = literal::constant(value);
            Lowered {
                name: quote!(()),
                read: Read::Body(quote!(check::constant(value, &#expected))),
                write: Write::Constant(literal::written(value)),
            }
        }
        Shape::Enum(id) => named(TypeId::Enum(*id), scope),
        Shape::List(item, limits) => {
            let item = lower(item, scope);
            list_of(&item, *limits, scope)
        }
        Shape::Map(map) => {
            let value = lower(&map.value, scope);
            map_of(map, &value, scope)
        }
        Shape::Tuple(id) => {
            if scope.protocol().tuple(*id).is_named() {
                named(TypeId::Tuple(*id), scope)
            } else {
                tuple::lowered(*id, scope)
            }
        }
        Shape::Struct(id) => named(TypeId::Struct(*id), scope),
        Shape::Union(id) => named(TypeId::Union(*id), scope),
    }
}

fn text(checks: Vec<Check>) -> Lowered {
    Lowered {
        name: quote!(String),
        read: Read::Method(quote!(string)).checked(&checks),
        write: Write::Referenced(quote!(text), checks),
    }
}

fn copied(name: TokenStream, method: TokenStream, checks: Vec<Check>) -> Lowered {
    Lowered {
        name,
        read: Read::Method(method.clone()).checked(&checks),
        write: Write::Copied(method, checks),
    }
}

fn url(schemes: &[String], scope: &mut Scope<'_>) -> Lowered {
    scope.runtime("check");
    let schemes = quote!(&[#(#schemes),*]);
    Lowered {
        name: scope.runtime("Url"),
        read: Read::Body(quote!(value.url(#schemes))),
        write: Write::Url(schemes),
    }
}

/// Text of a form that its own type has checked.
fn formatted(
    name: &'static str,
    method: &str,
    checks: Vec<Check>,
    scope: &mut Scope<'_>,
) -> Lowered {
    let method = format_ident!("{method}");
    Lowered {
        name: scope.runtime(name),
        read: Read::Method(quote!(#method)).checked(&checks),
        write: Write::Formatted(checks),
    }
}

/// A list of what a type stands for.
pub fn list_of(item: &TypeView, limits: Limits, scope: &mut Scope<'_>) -> Lowered {
    let checks = limited(&limits, "items", scope);
    let TypeView {
        name,
        reader,
        writer,
        ..
    } = item;
    Lowered {
        name: quote!(Vec<#name>),
        read: Read::Body(quote!(value.list_of(#reader))).checked(&checks),
        write: Write::List(writer.clone(), checks),
    }
}

/// A map to what a type stands for.
pub fn map_of(map: &Map, value: &TypeView, scope: &mut Scope<'_>) -> Lowered {
    let Map { value: _, keys } = map;
    let TypeView {
        name,
        reader,
        writer,
        ..
    } = value;
    let map = scope.ordered_map();
    let name = quote!(#map<String, #name>);
    match keys.as_deref().and_then(|keys| keys::check(keys, scope)) {
        None => Lowered {
            name,
            read: Read::Body(quote!(value.map_of(#reader))),
            write: Write::Map(writer.clone()),
        },
        Some(check) => Lowered {
            name,
            read: Read::Body(quote!(value.map_of_keys(#check, #reader))),
            write: Write::KeyedMap(check, writer.clone()),
        },
    }
}

/// A type with a declaration of its own, which implements `Payload`.
fn named(id: TypeId, scope: &mut Scope<'_>) -> Lowered {
    let name = scope.named(id);
    scope.runtime("Payload");
    Lowered {
        read: Read::Function(quote!(#name::read)),
        name,
        write: Write::Own,
    }
}

fn box_of(inner: Lowered) -> Lowered {
    let name = inner.name;
    let read = inner.read.operand();
    Lowered {
        name: quote!(Box<#name>),
        read: Read::Body(quote!(#read.map(Box::new))),
        write: Write::Boxed(Box::new(inner.write)),
    }
}

/// A value that is kept out of logs.
pub fn secret_of(inner: Lowered, scope: &mut Scope<'_>) -> Lowered {
    let secret = scope.runtime("Secret");
    let name = inner.name;
    let read = inner.read.operand();
    Lowered {
        name: quote!(#secret<#name>),
        read: Read::Body(quote!(#read.map(#secret::new))),
        write: Write::Secret(Box::new(inner.write)),
    }
}

/// A value or null.
pub fn nullable_of(inner: Lowered) -> Lowered {
    let name = inner.name;
    let read = inner.read.function();
    Lowered {
        name: quote!(Option<#name>),
        read: Read::Body(quote!(value.nullable(#read))),
        write: Write::Nullable(Box::new(inner.write)),
    }
}

/// That a text matches a pattern, which is a static of the file.
fn matched(pattern: &Pattern, scope: &mut Scope<'_>) -> Check {
    scope.runtime("check");
    let name = scope.pattern(&pattern.0);
    (quote!(pattern), quote!(&#name))
}

fn limited(limits: &Limits, what: &str, scope: &mut Scope<'_>) -> Vec<Check> {
    let Limits { minimum, maximum } = *limits;
    let least = minimum.map(|limit| (format_ident!("min_{what}"), literal::count(limit)));
    let most = maximum.map(|limit| (format_ident!("max_{what}"), literal::count(limit)));
    checks(least, most, scope)
}

fn ranged(range: &Range, suffix: &str, scope: &mut Scope<'_>) -> Vec<Check> {
    let Range { minimum, maximum } = *range;
    let least = minimum.map(|limit| (format_ident!("minimum{suffix}"), literal::number(limit)));
    let most = maximum.map(|limit| (format_ident!("maximum{suffix}"), literal::number(limit)));
    checks(least, most, scope)
}

fn checks(
    least: Option<(proc_macro2::Ident, TokenStream)>,
    most: Option<(proc_macro2::Ident, TokenStream)>,
    scope: &mut Scope<'_>,
) -> Vec<Check> {
    let checks: Vec<Check> = least
        .into_iter()
        .chain(most)
        .map(|(function, limit)| (quote!(#function), limit))
        .collect();
    if !checks.is_empty() {
        scope.runtime("check");
    }
    checks
}

/// Any JSON.
pub fn any(scope: &mut Scope<'_>) -> TypeView {
    let any = Type {
        shape: Shape::Json,
        nullable: false,
        secret: false,
        unit: None,
        undocumented: false,
    };
    lower(&any, scope)
}

/// The payload of an answer that does not say which request it is for.
pub fn unread(scope: &mut Scope<'_>) -> TypeView {
    let name = scope.runtime("Unread");
    scope.runtime("Payload");
    TypeView {
        reader: quote!(|value| Ok(#name::found(Some(value), ""))),
        read: quote!(Ok(#name::found(Some(value), ""))),
        writer: quote!(|out, value| value.write(out)),
        name,
        write: Write::Own,
        is_constant: false,
        is_copied: false,
    }
}
