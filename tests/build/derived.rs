//! Copies of all generated modules in which types derive the reading and writing of their payloads and messages, instead
//! of having it printed, and lists of types and directions to hold both against each other.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use quote::ToTokens as _;
use syn::{Expr, File, ImplItem, Item, ItemImpl, ItemMod, Lit, Type};
use trilogue_codegen::model::Protocol;
use trilogue_codegen::target::rust;

/// Writes `derived.rs`, the modules, and what calls the macro `compare!` for each protocol.
pub fn generate(protocols: &[(PathBuf, Protocol)], out: &Path) {
    let folder = out.join("derived");
    fs::create_dir_all(&folder).expect("the folder of the build can be written");
    let mut modules = String::new();
    let mut lists = String::new();
    for (spec, protocol) in protocols {
        let module = protocol.name.replace('-', "_");
        let tokens = rust::tokens(protocol, rust::Options::default());
        let printed: File = syn::parse2(tokens).expect("generated code is Rust");
        let mut derived = printed.clone();
        let spec = spec.canonicalize().expect("the spec is there");
        let mut types = Vec::new();
        derive(&mut derived.items, &spec, "", &mut types);
        for direction in &protocol.directions {
            let role = |id| &protocol.role(id).name;
            let shown = format!("{} -> {}", role(direction.from), role(direction.to));
            derive_direction(&mut derived.items, &spec, &direction.identifier.0, &shown);
        }
        for (kind, file) in [("printed", printed), ("derived", derived)] {
            let place = folder.join(format!("{kind}_{module}.rs"));
            fs::write(&place, prettyplease::unparse(&file)).expect("the folder is there");
            let place = place.display().to_string();
            writeln!(
                modules,
                "#[allow(warnings, clippy::pedantic)]\n#[path = {place:?}]\npub mod {kind}_{module};"
            )
            .expect("text takes text");
        }
        let directions = protocol.directions.iter();
        let directions = directions.flat_map(|direction| [direction.identifier.0.as_str(), ", "]);
        let directions: String = directions.collect();
        let name = &protocol.name;
        let types = types.join(", ");
        writeln!(
            lists,
            "compare! {{ {module} {name:?} printed_{module} derived_{module} [{directions}] [{types}] }}"
        )
        .expect("text takes text");
    }
    fs::write(out.join("derived.rs"), modules).expect("the folder is there");
    fs::write(out.join("compared.rs"), lists).expect("the folder is there");
}

/// Takes out what reads and writes payloads of declared types, and has the types derive it.
fn derive(items: &mut Vec<Item>, spec: &Path, within: &str, types: &mut Vec<String>) {
    let mut names = Vec::new();
    items.retain(|item| match item {
        Item::Impl(block) => match declared(block) {
            Some(name) => {
                names.push(name);
                false
            }
            None => true,
        },
        _ => true,
    });
    for item in items {
        match item {
            Item::Mod(ItemMod {
                ident,
                content: Some((_, inner)),
                ..
            }) => derive(inner, spec, &format!("{within}{ident}::"), types),
            Item::Struct(item) => {
                if let Some(name) = named(&names, &item.ident.to_string()) {
                    item.attrs.extend(attributes(spec, name));
                    types.push(format!("{within}{}", item.ident));
                }
            }
            Item::Enum(item) => {
                if let Some(name) = named(&names, &item.ident.to_string()) {
                    item.attrs.extend(attributes(spec, name));
                    types.push(format!("{within}{}", item.ident));
                }
            }
            _ => {}
        }
    }
}

/// Takes out what reads and writes the messages of a direction, and has its enum derive it.
fn derive_direction(items: &mut Vec<Item>, spec: &Path, name: &str, shown: &str) {
    let names = format!("{name}Names");
    let is_its = |ty: &Type| {
        let own = ty.to_token_stream().to_string();
        own == name || own == names
    };
    items.retain(|item| match item {
        Item::Impl(block) => !is_its(&block.self_ty),
        Item::Struct(item) => item.ident != names,
        _ => true,
    });
    for item in items {
        match item {
            Item::Mod(ItemMod {
                content: Some((_, inner)),
                ..
            }) => derive_direction(inner, spec, name, shown),
            Item::Enum(item) if item.ident == name => {
                let spec = spec.display().to_string();
                item.attrs
                    .push(syn::parse_quote!(#[derive(trilogue::Direction)]));
                item.attrs
                    .push(syn::parse_quote!(#[trilogue(spec = #spec, direction = #shown)]));
            }
            _ => {}
        }
    }
}

fn named<'n>(names: &'n [(String, String)], own: &str) -> Option<&'n str> {
    let found = names.iter().find(|(name, _)| name == own);
    found.map(|(_, name)| name.as_str())
}

/// The Rust name of a type, and what the spec calls it, if this is what reads and writes it.
fn declared(block: &ItemImpl) -> Option<(String, String)> {
    let (path, _) = block.trait_.as_ref()?;
    if path.segments.last()?.ident != "Payload" {
        return None;
    }
    let name = block.items.iter().find_map(|item| match item {
        ImplItem::Const(constant) if constant.ident == "TYPE" => match &constant.expr {
            Expr::Lit(literal) => match &literal.lit {
                Lit::Str(text) => Some(text.value()),
                _ => None,
            },
            _ => None,
        },
        _ => None,
    })?;
    let Type::Path(own) = &*block.self_ty else {
        return None;
    };
    let (_, short) = name.split_once('/')?;
    Some((own.to_token_stream().to_string(), short.to_owned()))
}

fn attributes(spec: &Path, name: &str) -> Vec<syn::Attribute> {
    let spec = spec.display().to_string();
    vec![
        syn::parse_quote!(#[derive(trilogue::Payload)]),
        syn::parse_quote!(#[trilogue(spec = #spec, type = #name)]),
    ]
}
