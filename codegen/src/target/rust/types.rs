//! Types of the model: which Rust type stands for each, and how it is read and written.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::literal;
use super::scope::Scope;
use crate::model::{Limits, Range, Shape, StructId, Type};

/// A type as used at one place.
#[derive(Debug, Clone)]
pub struct TypeView {
    /// The Rust type.
    pub name: TokenStream,
    /// A function from a `Value` to a result.
    pub reader: TokenStream,
    /// A function from `&mut Writer` and a reference to the value to a result.
    pub writer: TokenStream,
    /// The body of a function from `&mut Writer` called `out` that writes the value.
    write: Write,
}

impl TypeView {
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
    let Type {
        shape,
        nullable,
        secret,
        // A unit is said in the docs.
        unit: _,
        undocumented: _,
    } = ty;
    let mut lowered = shape_of(shape, scope);
    if *secret {
        lowered = secret_of(lowered, scope);
    }
    if *nullable {
        lowered = nullable_of(lowered);
    }
    let writer = lowered.write.function();
    TypeView {
        name: lowered.name,
        reader: lowered.read.function(),
        writer,
        write: lowered.write,
    }
}

struct Lowered {
    name: TokenStream,
    read: Read,
    write: Write,
}

/// How a `Value` is read.
enum Read {
    /// By a method of `Value`.
    Method(TokenStream),
    /// By a function.
    Function(TokenStream),
    /// By an expression over `value`.
    Body(TokenStream),
}

impl Read {
    fn function(&self) -> TokenStream {
        match self {
            Self::Method(name) => quote!(Value::#name),
            Self::Function(path) => path.clone(),
            Self::Body(body) => quote!(|value| #body),
        }
    }

    fn call(&self) -> TokenStream {
        match self {
            Self::Method(name) => quote!(value.#name()),
            Self::Function(path) => quote!(#path(value)),
            Self::Body(body) => body.clone(),
        }
    }
}

/// How a value is written.
#[derive(Debug, Clone)]
enum Write {
    /// By a method of `Writer` that takes the value as it is.
    Copied(TokenStream, Vec<Check>),
    /// By a method of `Writer` that takes a reference.
    Referenced(TokenStream, Vec<Check>),
    /// As the text of a URL.
    Url(TokenStream),
    /// As a list of what the writer writes.
    List(TokenStream, Vec<Check>),
    /// As a map to what the writer writes.
    Map(TokenStream),
    /// By the value's own method.
    Own,
    /// What is revealed.
    Secret(Box<Write>),
    /// The value or null.
    Nullable(Box<Write>),
}

/// A limit: the function that checks it, and the limit.
type Check = (TokenStream, TokenStream);

/// Where a value is.
enum Place {
    Owned(TokenStream),
    Reference(TokenStream),
}

impl Place {
    fn reference(&self) -> TokenStream {
        match self {
            Self::Owned(place) => quote!(&#place),
            Self::Reference(place) => place.clone(),
        }
    }

    fn copied(&self) -> TokenStream {
        match self {
            Self::Owned(place) => place.clone(),
            Self::Reference(place) => quote!(*#place),
        }
    }

    fn receiver(&self) -> &TokenStream {
        match self {
            Self::Owned(place) | Self::Reference(place) => place,
        }
    }
}

impl Write {
    /// A function from `&mut Writer` and a reference.
    fn function(&self) -> TokenStream {
        match self {
            Self::Referenced(method, checks)
                if checks.is_empty() && method.to_string() == "json" =>
            {
                quote!(Writer::json)
            }
            _ => {
                let body = self.at(&Place::Reference(quote!(value)));
                quote!(|out, value| #body)
            }
        }
    }

    fn at(&self, place: &Place) -> TokenStream {
        match self {
            Self::Copied(method, checks) => {
                let value = checked(place.copied(), checks);
                quote!(out.#method(#value))
            }
            Self::Referenced(method, checks) => {
                let value = checked(place.reference(), checks);
                quote!(out.#method(#value))
            }
            Self::Url(schemes) => {
                let text = place.receiver();
                quote!(out.text(check::url(#text.as_str(), #schemes)?))
            }
            Self::List(writer, checks) => list(&place.reference(), writer, checks),
            Self::Map(writer) => {
                let entries = place.reference();
                quote!(out.map(#entries, #writer))
            }
            Self::Own => {
                let value = place.receiver();
                quote!(#value.write(out))
            }
            Self::Secret(inner) => {
                let secret = place.receiver();
                inner.at(&Place::Reference(quote!(#secret.reveal())))
            }
            Self::Nullable(inner) => {
                let value = place.reference();
                let some = inner.at(&Place::Reference(quote!(value)));
                quote!(match #value { Some(value) => #some, None => out.null() })
            }
        }
    }
}

/// Items first, then their number, as readers do.
fn list(items: &TokenStream, writer: &TokenStream, checks: &[Check]) -> TokenStream {
    let written = quote!(out.list(#items, #writer));
    if checks.is_empty() {
        return written;
    }
    let checked = checked(items.clone(), checks);
    quote!({ #written?; #checked; Ok(()) })
}

/// The value, held against each limit on the way.
fn checked(value: TokenStream, checks: &[Check]) -> TokenStream {
    checks.iter().fold(
        value,
        |value, (function, limit)| quote!(check::#function(#value, #limit)?),
    )
}

/// The reader with its limits: the last check's result is the result.
fn read_checked(read: Read, checks: &[Check]) -> Read {
    let Some(((function, limit), inner)) = checks.split_last() else {
        return read;
    };
    let call = read.call();
    let value = checked(quote!(#call?), inner);
    Read::Body(quote!(check::#function(#value, #limit)))
}

fn shape_of(shape: &Shape, scope: &mut Scope<'_>) -> Lowered {
    match shape {
        Shape::Text(limits) => {
            let checks = limited(limits, "length", scope);
            Lowered {
                name: quote!(String),
                read: read_checked(Read::Method(quote!(string)), &checks),
                write: Write::Referenced(quote!(text), checks),
            }
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
        Shape::List(item, limits) => {
            let item = lower(item, scope);
            list_of(&item, limited(limits, "items", scope))
        }
        Shape::Map(value) => {
            let value = lower(value, scope);
            map_of(&value, scope)
        }
        Shape::Struct(id) => structure(*id, scope),
    }
}

fn copied(name: TokenStream, method: TokenStream, checks: Vec<Check>) -> Lowered {
    Lowered {
        name,
        read: read_checked(Read::Method(method.clone()), &checks),
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

fn list_of(item: &TypeView, checks: Vec<Check>) -> Lowered {
    let TypeView {
        name,
        reader,
        writer,
        ..
    } = item;
    Lowered {
        name: quote!(Vec<#name>),
        read: read_checked(Read::Body(quote!(value.list_of(#reader))), &checks),
        write: Write::List(writer.clone(), checks),
    }
}

fn map_of(value: &TypeView, scope: &mut Scope<'_>) -> Lowered {
    let TypeView {
        name,
        reader,
        writer,
        ..
    } = value;
    let map = scope.ordered_map();
    Lowered {
        name: quote!(#map<String, #name>),
        read: Read::Body(quote!(value.map_of(#reader))),
        write: Write::Map(writer.clone()),
    }
}

fn structure(id: StructId, scope: &mut Scope<'_>) -> Lowered {
    let name = scope.structure(id);
    scope.runtime("Payload");
    Lowered {
        read: Read::Function(quote!(#name::read)),
        name,
        write: Write::Own,
    }
}

fn secret_of(inner: Lowered, scope: &mut Scope<'_>) -> Lowered {
    let secret = scope.runtime("Secret");
    let name = inner.name;
    let read = inner.read.call();
    Lowered {
        name: quote!(#secret<#name>),
        read: Read::Body(quote!(#read.map(#secret::new))),
        write: Write::Secret(Box::new(inner.write)),
    }
}

fn nullable_of(inner: Lowered) -> Lowered {
    let name = inner.name;
    let read = inner.read.function();
    Lowered {
        name: quote!(Option<#name>),
        read: Read::Body(quote!(value.nullable(#read))),
        write: Write::Nullable(Box::new(inner.write)),
    }
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
