//! `protocol!` and `from_spec`: a whole protocol at the place of the call.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens as _, quote};
use syn::parse::{Parse, ParseStream};
use syn::{AttrStyle, Attribute, Error, Ident, ItemMod, LitStr, Token};
use trilogue_codegen::diagnostic::near;
use trilogue_codegen::model::Protocol;
use trilogue_codegen::target::rust::{self, Options};

use crate::place::Place;
use crate::spec::Spec;

/// What stands between the parentheses of a call.
struct Arguments {
    path: LitStr,
    options: Options,
}

/// The words that may follow the path.
const OPTIONS: [&str; 1] = ["serde"];

impl Parse for Arguments {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let path = path(input)?;
        let mut options = Options::default();
        while !input.is_empty() {
            input.parse::<Token![,]>()?;
            if input.is_empty() {
                break;
            }
            let word: Ident = input.parse()?;
            if word != "serde" {
                return Err(unknown_option(&word));
            }
            options.serde = true;
        }
        Ok(Self { path, options })
    }
}

fn path(input: ParseStream<'_>) -> syn::Result<LitStr> {
    input.parse().map_err(|error: Error| {
        let message = "expected the path of a spec in quotes, such as `\"spec/portal.yaml\"`";
        Error::new(error.span(), message)
    })
}

fn unknown_option(word: &Ident) -> Error {
    let text = word.to_string();
    let help = match near(&text, OPTIONS) {
        Some(meant) => format!("write `{meant}`"),
        None => format!("what may follow the path is `{}`", OPTIONS.join("`, `")),
    };
    Error::new(
        word.span(),
        format!("there is no option `{text}`\nhelp: {help}"),
    )
}

/// What `protocol!` stands for.
pub fn call(arguments: TokenStream) -> TokenStream {
    let arguments: Arguments = match syn::parse2(arguments) {
        Ok(arguments) => arguments,
        Err(error) => return error.into_compile_error(),
    };
    let place = Place::of(arguments.path.span());
    let (name, inside, beside) = match made(&arguments, &place) {
        Made::Module(name, inside, beside) => (name, inside, beside),
        Made::Mistakes(mistakes) => return mistakes,
    };
    quote!(#beside pub mod #name { #inside })
}

/// What a module stands for that `from_spec` stands above.
pub fn attribute(arguments: TokenStream, item: &TokenStream) -> TokenStream {
    let arguments: Arguments = match syn::parse2(arguments) {
        Ok(arguments) => arguments,
        Err(error) => return with(&error.into_compile_error(), item),
    };
    let module: ItemMod = match syn::parse2(item.clone()) {
        Ok(module) => module,
        Err(error) => {
            let message = "`from_spec` stands above a module, such as `pub mod portal {}`";
            return with(
                &Error::new(error.span(), message).into_compile_error(),
                item,
            );
        }
    };
    let place = Place::of(arguments.path.span());
    match made(&arguments, &place) {
        Made::Module(_, inside, beside) => filled(&module, &inside, &beside),
        Made::Mistakes(mistakes) => with(&mistakes, item),
    }
}

fn with(error: &TokenStream, item: &TokenStream) -> TokenStream {
    quote!(#error #item)
}

/// The module with generated items before its own.
fn filled(module: &ItemMod, inside: &TokenStream, beside: &TokenStream) -> TokenStream {
    let Some((_, items)) = &module.content else {
        let message = "this module stands in a file of its own; write `{}` in place of `;`, and what it holds in it";
        return Error::new_spanned(module, message).into_compile_error();
    };
    let is_inner = |attribute: &&Attribute| matches!(attribute.style, AttrStyle::Inner(_));
    let inner = module.attrs.iter().filter(is_inner);
    let outer = module.attrs.iter().filter(|attribute| !is_inner(attribute));
    let (visibility, name) = (module.vis.to_token_stream(), &module.ident);
    quote! {
        #(#outer)* #visibility mod #name { #(#inner)* #inside #beside #(#items)* }
    }
}

enum Made {
    /// What the module is called, what stands in it, and what the compiler has to look at.
    Module(Ident, TokenStream, TokenStream),
    Mistakes(TokenStream),
}

fn made(arguments: &Arguments, place: &Place) -> Made {
    let spec = match Spec::named(&arguments.path, place) {
        Ok(spec) => spec,
        Err(error) => return Made::Mistakes(error),
    };
    let watch = spec.watch();
    match &spec.protocol {
        Ok(protocol) => {
            let inside = rust::tokens(protocol, arguments.options);
            Made::Module(name(protocol), inside, watch)
        }
        Err(mistakes) => {
            let errors = spec.errors(mistakes, &arguments.path);
            Made::Mistakes(quote!(#errors #watch))
        }
    }
}

fn name(protocol: &Protocol) -> Ident {
    let name = protocol.name.replace('-', "_");
    syn::parse_str(&name).unwrap_or_else(|_| Ident::new_raw(&name, Span::call_site()))
}
