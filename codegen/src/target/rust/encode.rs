//! Writing a direction. What would be read as something else is refused before it leaves.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::form;
use super::lints;
use super::lower::{Content, DirectionView, VariantView};
use crate::model::{Plan, Template};

/// What writing a direction names of the runtime.
pub fn imports(view: &DirectionView<'_>) -> Option<&'static str> {
    let brings = |variant: &VariantView<'_>| !matches!(variant.content, Content::Nothing);
    view.variants.iter().any(brings).then_some("ObjectWriter")
}

/// Methods of the enum that only writing needs.
pub fn members(view: &DirectionView<'_>) -> Vec<TokenStream> {
    let mut members = vec![write_form(view)];
    members.extend(write_payload(view));
    if view.keeps_unknown {
        members.push(send_on());
    }
    members
}

/// `Direction::write`.
pub fn method(view: &DirectionView<'_>) -> TokenStream {
    let body = match view.plan {
        Plan::Switch { .. } => quote!(
            self.write_form(out)
                .map_err(|fault| fault.refuse(self.name()))
        ),
        Plan::Table => read_back(),
    };
    quote!(fn write(&self, out: &mut Writer) -> Result<(), Refusal> { #body })
}

fn write_form(view: &DirectionView<'_>) -> TokenStream {
    let mut templates: Vec<&[(String, Template)]> = Vec::new();
    for variant in &view.variants {
        if !templates.contains(&variant.template) {
            templates.push(variant.template);
        }
    }
    let arms = templates.iter().map(|template| form_arm(view, template));
    let unknown = view
        .keeps_unknown
        .then(|| quote!(Self::Unknown(unknown) => Self::send_on(unknown, out),));
    let has_names = view.variants.iter().any(|variant| variant.wire.is_some());
    let name = has_names.then(|| quote!(let name = self.name().unwrap_or_default();));
    let method = quote! {
        fn write_form(&self, out: &mut Writer) -> Result<(), Fault> {
            #name
            match self {
                #(#arms,)*
                #unknown
            }
        }
    };
    lints::method(method, "message")
}

/// The arm of all variants that have one layout.
fn form_arm(view: &DirectionView<'_>, template: &[(String, Template)]) -> TokenStream {
    let variants: Vec<&VariantView<'_>> = view
        .variants
        .iter()
        .filter(|variant| variant.template == template)
        .collect();
    let patterns = variants.iter().map(|variant| variant.pattern());
    let brings = variants
        .iter()
        .any(|variant| !matches!(variant.content, Content::Nothing));
    let written = form::write(template, brings);
    quote!(#(#patterns)|* => #written)
}

/// What each variant brings, if some variant brings something. Variants that are written alike share an arm.
fn write_payload(view: &DirectionView<'_>) -> Option<TokenStream> {
    let mut arms: Vec<(String, TokenStream, Vec<&Ident>)> = Vec::new();
    let mut bare = Vec::new();
    for variant in &view.variants {
        let Some((ty, written)) = content(&variant.content) else {
            bare.push(variant.pattern());
            continue;
        };
        let alike = format!("{ty} {written}");
        match arms.iter_mut().find(|(known, ..)| *known == alike) {
            Some((_, _, names)) => names.push(&variant.name),
            None => arms.push((alike, written, vec![&variant.name])),
        }
    }
    if view.keeps_unknown {
        bare.push(quote!(Self::Unknown(_)));
    }
    let written = arms
        .iter()
        .map(|(_, written, names)| quote!(#(Self::#names(payload))|* => #written));
    let bare = (!bare.is_empty()).then(|| quote!(#(#bare)|* => Ok(()),));
    (!arms.is_empty()).then(|| {
        let method = quote! {
            fn write_payload(&self, object: &mut ObjectWriter<'_>, key: &str) -> Result<(), Fault> {
                match self {
                    #(#written,)*
                    #bare
                }
            }
        };
        lints::method(method, "message")
    })
}

/// The type of the content, and an expression that writes it, called `payload`, at `key`.
fn content(content: &Content) -> Option<(TokenStream, TokenStream)> {
    match content {
        Content::Nothing => None,
        Content::Error => Some((
            quote!(String),
            quote!(object.field(key, |out| out.text(payload))),
        )),
        Content::Payload {
            ty, optional: true, ..
        } => {
            let (name, writer) = (&ty.name, &ty.writer);
            Some((
                quote!(Option<#name>),
                quote!(object.optional(key, payload, #writer)),
            ))
        }
        Content::Payload { ty, .. } => {
            let written = ty.write_reference(&quote!(payload));
            Some((ty.name.clone(), quote!(object.field(key, |out| #written))))
        }
    }
}

fn send_on() -> TokenStream {
    quote! {
        /// Sends on what came, if it is unknown in this direction too.
        fn send_on(unknown: &Unknown, out: &mut Writer) -> Result<(), Fault> {
            let document = Document::parse(unknown.json().as_bytes())?;
            match Self::read(document.root()) {
                Ok(Self::Unknown(_)) => out.raw(unknown.json()),
                _ => Err(Fault::new(Code::Name, "a message that this direction does not declare")),
            }
        }
    }
}

/// Keys tell these messages, and payloads bring keys: only reading shows what a message is taken for.
fn read_back() -> TokenStream {
    quote! {
        let mut own = Writer::new();
        let written = self.write_form(&mut own).and_then(|()| {
            let json = own.into_string();
            match Self::decode_text(&json) {
                Ok(read) if std::mem::discriminant(&read) == std::mem::discriminant(self) => out.raw(&json),
                _ => Err(Fault::new(Code::Ambiguous, "a message that reads as itself")),
            }
        });
        written.map_err(|fault| fault.refuse(self.name()))
    }
}
