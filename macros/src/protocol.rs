//! `protocol!` and `from_spec`: a whole protocol at the place of the call.

#[cfg(test)]
mod tests;

use proc_macro2::TokenStream;
use quote::quote;
use syn::parse::{Parse, ParseStream};
use syn::{AttrStyle, Attribute, Error, Ident, Item, ItemMod, LitStr, Token};
use trilogue_codegen::diagnostic::near;
use trilogue_codegen::model::Protocol;
use trilogue_codegen::target::rust::{self, Options, Serde};

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
            options.serde = serde(&input.parse()?, options.serde, cfg!(feature = "serde"))?;
        }
        Ok(Self { path, options })
    }
}

fn path(input: ParseStream<'_>) -> syn::Result<LitStr> {
    let path = input.parse::<LitStr>().map_err(|error| error.span());
    match path {
        Ok(path) if path.suffix().is_empty() && !path.value().is_empty() => Ok(path),
        wrong => Err(Error::new(
            wrong.map_or_else(|span| span, |path| path.span()),
            "expected the path of a spec in quotes, such as `\"spec/portal.yaml\"`",
        )),
    }
}

/// What a word makes of the option `serde`, where the runtime has its feature `serde` or not.
fn serde(word: &Ident, before: Serde, feature: bool) -> syn::Result<Serde> {
    if word != "serde" {
        return Err(unknown_option(word));
    }
    if before == Serde::Always {
        return Err(Error::new(word.span(), "`serde` stands here twice"));
    }
    if feature {
        return Ok(Serde::Always);
    }
    let message = "serde's traits are behind a feature of the crate `trilogue`\n\
                   help: write `features = [\"macros\", \"serde\"]` where `Cargo.toml` names it";
    Err(Error::new(word.span(), message))
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
    match syn::parse2::<Arguments>(arguments) {
        Ok(arguments) => item(&arguments, &Place::of(arguments.path.span())),
        Err(error) => error.into_compile_error(),
    }
}

fn item(arguments: &Arguments, place: &Place) -> TokenStream {
    expanded(arguments, place, rust::item)
        .map_or_else(|mistakes| mistakes, |made| made.into_iter().collect())
}

/// What a module stands for that `from_spec` stands above.
pub fn attribute(arguments: TokenStream, item: &TokenStream) -> TokenStream {
    let arguments: Arguments = match syn::parse2(arguments) {
        Ok(arguments) => arguments,
        Err(error) => return beside(&error, item),
    };
    let place = Place::of(arguments.path.span());
    match module(item) {
        Ok((module, own)) => filled(&arguments, &place, &module, &own),
        Err(error) => beside(&error, item),
    }
}

/// The item stays, so that nothing is said to be missing but what is.
fn beside(error: &Error, item: &TokenStream) -> TokenStream {
    let error = error.to_compile_error();
    quote!(#error #item)
}

/// A module that holds its items, and these.
fn module(item: &TokenStream) -> syn::Result<(ItemMod, Vec<Item>)> {
    let mut module: ItemMod = syn::parse2(item.clone()).map_err(|error| {
        let message = "`from_spec` stands above a module, such as `pub mod portal {}`";
        Error::new(error.span(), message)
    })?;
    match module.content.take() {
        Some((_, items)) => Ok((module, items)),
        None => Err(Error::new_spanned(
            module,
            "`from_spec` cannot fill a module that is a file; write `{}` in place of `;`",
        )),
    }
}

/// The module with generated items before its own.
fn filled(arguments: &Arguments, place: &Place, module: &ItemMod, own: &[Item]) -> TokenStream {
    let is_inner = |attribute: &&Attribute| matches!(attribute.style, AttrStyle::Inner(_));
    let inner = module.attrs.iter().filter(is_inner);
    let outer = module.attrs.iter().filter(|attribute| !is_inner(attribute));
    let (visibility, name) = (&module.vis, &module.ident);
    let made = expanded(arguments, place, rust::tokens);
    let (inside, beside) = match &made {
        Ok([watch, inside]) => (Some(inside), watch),
        Err(mistakes) => (None, mistakes),
    };
    quote!(#(#outer)* #visibility mod #name { #(#inner)* #inside #(#own)* } #beside)
}

/// What makes the compiler look at the files of a spec, and what `target` makes of it.
fn expanded(
    arguments: &Arguments,
    place: &Place,
    target: fn(&Protocol, Options) -> TokenStream,
) -> Result<[TokenStream; 2], TokenStream> {
    let spec = Spec::named(&arguments.path, place)?;
    let watch = spec.watch();
    match &spec.protocol {
        Ok(protocol) => Ok([watch, target(protocol, arguments.options)]),
        Err(mistakes) => {
            let errors = spec.errors(mistakes, &arguments.path, place);
            Err(quote!(#watch #errors))
        }
    }
}
