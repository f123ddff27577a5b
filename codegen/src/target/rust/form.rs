//! Layouts: how one message is read from its form after it was told, and how it is written into it.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use trilogue_wire::telling::{Constant, NameTest, Node, Test};

use super::literal;
use super::lower::{Content, VariantView};
use super::structure::{Call, object};
use crate::model::{Form, Slot, Template};

/// An expression that reads a told message, where `object` is its top; `before` is what else must hold first.
pub fn read(
    variant: &VariantView<'_>,
    before: Option<TokenStream>,
    reader: Option<&Ident>,
) -> TokenStream {
    let name = &variant.name;
    let read = match reader {
        Some(reader) => Some(through(variant, reader)),
        None => top(variant),
    };
    match (before, read) {
        (Some(before), Some(read)) => quote!(#before.and_then(|_| #read)),
        (Some(before), None) => quote!(#before.map(|_| Self::#name)),
        (None, Some(read)) => read,
        (None, None) => quote!(Ok(Self::#name)),
    }
}

/// Reads the content at the top of the message.
fn top(variant: &VariantView<'_>) -> Option<TokenStream> {
    let name = &variant.name;
    let key = variant.template.iter().find_map(|(key, inner)| {
        matches!(inner, Template::Slot(Slot::Payload | Slot::Error)).then_some(key)
    })?;
    let read = content(&variant.content, &quote!(#key))?;
    Some(quote!(#read.map(Self::#name)))
}

/// Reads the content wherever the form has it, by the form's own function.
fn through(variant: &VariantView<'_>, reader: &Ident) -> TokenStream {
    let name = &variant.name;
    if let Some(read) = content(&variant.content, &quote!(key)) {
        quote!(#reader(object, |object, key| #read).map(Self::#name))
    } else {
        quote!(#reader(object, |_, _| Ok(())).map(|()| Self::#name))
    }
}

fn content(content: &Content, key: &TokenStream) -> Option<TokenStream> {
    match content {
        Content::Nothing => None,
        Content::Payload {
            ty, optional: true, ..
        } => {
            let reader = &ty.reader;
            Some(quote!(object.optional(#key, #reader)))
        }
        Content::Payload { ty, .. } => {
            let reader = &ty.reader;
            Some(quote!(object.required(#key, #reader)))
        }
        Content::Error => Some(quote!(object.required(#key, Value::string))),
    }
}

/// Whether a message of this form can be read at its top: no object in it has to be looked at after telling.
pub fn is_flat(form: &Form) -> bool {
    !form.template.iter().any(|(_, inner)| match inner {
        Template::Object(inner) => needs_reading(inner),
        Template::Constant(_) | Template::Slot(_) => false,
    })
}

/// Whether telling leaves something of an object to be checked.
fn needs_reading(template: &[(String, Template)]) -> bool {
    !has_marks(template)
        || template.iter().any(|(_, inner)| match inner {
            Template::Slot(Slot::Payload | Slot::Error) => true,
            Template::Object(inner) => needs_reading(inner),
            Template::Constant(_) | Template::Slot(Slot::Name) => false,
        })
}

/// A function that walks a form to its content, in the order in which the form is written.
pub fn reader(name: &Ident, form: &Form) -> TokenStream {
    let doc = format!(
        " Reads what a message of the kind `{}` brings, by `read`.",
        form.kind.word()
    );
    let body = walk(&form.template);
    quote! {
        #[doc = #doc]
        fn #name<'d, T>(
            object: Object<'d>,
            read: impl FnOnce(Object<'d>, &str) -> Result<T, Fault>,
        ) -> Result<T, Fault> {
            #body
        }
    }
}

/// Statements that read the content below `object`.
fn walk(template: &[(String, Template)]) -> TokenStream {
    let place = template.iter().position(|(_, inner)| holds_content(inner));
    let checks = |members: &[(String, Template)]| -> TokenStream {
        members.iter().filter_map(check).collect()
    };
    let Some(place) = place else {
        // No slot: what `read` gives stands for the message itself.
        let checks = checks(template);
        return quote!(#checks read(object, ""));
    };
    let (before, after) = (checks(&template[..place]), checks(&template[place + 1..]));
    let (key, inner) = &template[place];
    let read = match inner {
        Template::Object(inner) => {
            let body = walk(inner);
            quote!(object.required(#key, |value| { let object = value.object()?; #body }))
        }
        Template::Constant(_) | Template::Slot(_) => quote!(read(object, #key)),
    };
    if after.is_empty() {
        quote!(#before #read)
    } else {
        quote!(#before let content = #read?; #after Ok(content))
    }
}

fn holds_content(template: &Template) -> bool {
    match template {
        Template::Slot(slot) => matches!(slot, Slot::Payload | Slot::Error),
        Template::Object(inner) => inner.iter().any(|(_, inner)| holds_content(inner)),
        Template::Constant(_) => false,
    }
}

/// A statement that checks what telling left of a part without content.
fn check((key, template): &(String, Template)) -> Option<TokenStream> {
    let Template::Object(inner) = template else {
        return None;
    };
    let checks: TokenStream = inner.iter().filter_map(check).collect();
    if !checks.is_empty() {
        Some(quote! {
            object.required(#key, |value| {
                let object = value.object()?;
                #checks
                Ok(())
            })?;
        })
    } else if has_marks(inner) {
        None
    } else {
        Some(quote!(object.required(#key, Value::object)?;))
    }
}

fn has_marks(template: &[(String, Template)]) -> bool {
    template.iter().any(|(_, inner)| match inner {
        Template::Constant(_) | Template::Slot(Slot::Name) => true,
        Template::Slot(Slot::Payload | Slot::Error) => false,
        Template::Object(inner) => has_marks(inner),
    })
}

/// An expression that writes a message of a form to `out`; `brings` says whether there is content to write.
pub fn write(template: &[(String, Template)], brings: bool) -> TokenStream {
    let calls = template.iter().filter_map(|(key, inner)| {
        let write = match inner {
            Template::Constant(constant) => write_constant(constant),
            Template::Slot(Slot::Name) => quote!(|out| out.text(name)),
            Template::Slot(Slot::Payload | Slot::Error) => {
                return brings.then(|| Call::Result(quote!(self.write_payload(object, #key))));
            }
            Template::Object(inner) => {
                let written = write(inner, brings);
                quote!(|out| #written)
            }
        };
        Some(Call::Result(quote!(object.field(#key, #write))))
    });
    object(&calls.collect::<Vec<_>>())
}

fn write_constant(constant: &Constant) -> TokenStream {
    match constant {
        Constant::Null => quote!(Writer::null),
        Constant::Bool(value) => quote!(|out| out.boolean(#value)),
        Constant::Number(value) => {
            let value = literal::number(*value);
            quote!(|out| out.number(#value))
        }
        Constant::Text(text) => {
            let text: &str = text;
            quote!(|out| out.text(#text))
        }
    }
}

/// A constant that holds a form as telling takes it.
pub fn layout(name: &Ident, form: &Form) -> TokenStream {
    let doc = format!(" How messages of the kind `{}` look.", form.kind.word());
    let nodes = form.telling.nodes.iter().map(node);
    quote! {
        #[doc = #doc]
        const #name: &[telling::Node] = &[#(#nodes),*];
    }
}

fn node(node: &Node) -> TokenStream {
    let Node { path, test } = node;
    let path: &str = path;
    match test {
        Test::Object => quote!(telling::Node::object(#path)),
        Test::Constant(Constant::Text(text)) => {
            let text: &str = text;
            quote!(telling::Node::text(#path, #text))
        }
        Test::Constant(constant) => {
            let constant = literal::constant(constant);
            quote!(telling::Node::constant(#path, #constant))
        }
        Test::Name(test) if *test == NameTest::TEXT => quote!(telling::Node::name(#path)),
        Test::Name(_) => unimplemented!("names that are more than text"),
        Test::List => quote!(telling::Node::list(#path)),
        Test::Absent => quote!(telling::Node::absent(#path)),
        Test::Slot => quote!(telling::Node::slot(#path)),
        Test::OptionalSlot => quote!(telling::Node::optional_slot(#path)),
    }
}
