use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::Span;
use syn::ext::IdentExt as _;
use syn::parse_quote;
use trilogue_codegen::load;
use trilogue_codegen::source::Sources;

use super::*;

fn workspace() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

/// The specs of `trilogue.yaml`, of all features and of all trials.
fn specs() -> Vec<PathBuf> {
    let configuration = fs::read_to_string(workspace().join("trilogue.yaml")).unwrap();
    let listed = configuration
        .lines()
        .filter_map(|line| line.trim().strip_prefix("- "));
    let mut specs: Vec<PathBuf> = listed.map(|path| workspace().join(path)).collect();
    assert!(specs.len() >= 9, "{specs:?}");
    for folder in ["tests/features", "tests/trials"] {
        let entries = fs::read_dir(workspace().join(folder)).unwrap();
        let inside = entries.map(|entry| entry.unwrap().path().join("spec.yaml"));
        specs.extend(inside.filter(|spec| spec.exists()));
    }
    specs
}

fn protocol(spec: &Path) -> Protocol {
    load(&mut Sources::new(), spec).unwrap()
}

fn printed(tokens: &TokenStream) -> String {
    let file = syn::parse2(tokens.clone());
    prettyplease::unparse(&file.unwrap_or_else(|error| panic!("{error}: {tokens}")))
}

/// What the tokens of a macro hold beside what makes the compiler look at files.
fn without_watch(tokens: TokenStream) -> TokenStream {
    let mut file: syn::File = syn::parse2(tokens).unwrap();
    let before = file.items.len();
    let is_watch = |item: &Item| matches!(item, Item::Const(item) if item.ident == "_" && item.generics.params.is_empty());
    file.items.retain(|item| !is_watch(item));
    assert!(file.items.len() < before, "nothing is looked at");
    quote!(#file)
}

/// The files that the program writes for a module: those inside it become files, as the program has them. Printed
/// from tokens, they lack the empty lines that the program puts between items.
fn as_files(module: TokenStream) -> BTreeMap<String, String> {
    let mut module: ItemMod = syn::parse2(module).unwrap();
    let mut files = BTreeMap::new();
    let (_, items) = module.content.as_mut().unwrap();
    for item in items {
        if let Item::Mod(inside) = item {
            let (_, items) = inside.content.take().unwrap();
            let attributes = inside.attrs.drain(..);
            let text = printed(&quote!(#(#attributes)* #(#items)*));
            files.insert(format!("{}.rs", inside.ident.unraw()), text);
            inside.attrs = vec![parse_quote!(#[rustfmt::skip])];
            inside.semi = Some(<Token![;]>::default());
        }
    }
    let (_, items) = module.content.unwrap();
    // Who takes files declares the module, and what stands above it, as they like.
    let is_inner = |attribute: &Attribute| matches!(attribute.style, AttrStyle::Inner(_));
    let attributes = module.attrs.into_iter().filter(is_inner);
    files.insert(
        "mod.rs".to_owned(),
        printed(&quote!(#(#attributes)* #(#items)*)),
    );
    files
}

fn without_empty_lines(text: &str) -> String {
    let lines = text.lines().filter(|line| !line.is_empty());
    lines.flat_map(|line| [line, "\n"]).collect()
}

/// Fails with the first lines that differ.
fn assert_same(first: &str, second: &str, what: &dyn std::fmt::Display) {
    let differ = first
        .lines()
        .zip(second.lines())
        .find(|(first, second)| first != second);
    assert!(first == second, "{what}: {differ:#?}");
}

fn arguments(path: &Path, serde: Serde) -> Arguments {
    let path = path.to_str().unwrap();
    Arguments {
        path: LitStr::new(path, Span::call_site()),
        options: Options { serde },
    }
}

#[test]
fn all_doors_give_the_same_code() {
    let options = [Serde::No, Serde::Always].into_iter().cycle();
    for (spec, serde) in specs().iter().zip(options) {
        same_code(spec, serde);
    }
}

/// Holds what the macro makes of a spec against the file of a build script and those of the program.
fn same_code(spec: &Path, serde: Serde) {
    let (options, shown) = (Options { serde }, spec.display());
    let protocol = protocol(spec);
    let place = Place::new("main.rs:1:1", [workspace().join("macros")]);
    let by_macro = without_watch(item(&arguments(spec, serde), &place));
    let by_build_script = rust::one_file(&protocol, options);
    assert_same(&printed(&by_macro), &by_build_script, &shown);
    let by_macro = as_files(by_macro);
    let by_program = rust::module(&protocol, options);
    assert_eq!(by_macro.len(), by_program.iter().count(), "{shown}");
    for (path, text) in by_program.iter() {
        let (first, second) = (&by_macro[path], without_empty_lines(text));
        assert_same(
            &without_empty_lines(first),
            &second,
            &format!("{shown}: {path}"),
        );
    }
}

#[test]
fn a_filled_module_keeps_what_it_had() {
    let spec = workspace().join("spec/portal.yaml");
    let place = Place::new("main.rs:1:1", [workspace().to_owned()]);
    let (module, own) = module(&quote! {
        #[cfg(feature = "wire")]
        pub(crate) mod wire {
            #![allow(dead_code)]
            impl PortalToWidget {
                pub fn own(&self) {}
            }
        }
    })
    .unwrap();
    let made = filled(&arguments(&spec, Serde::No), &place, &module, &own);
    let generated = rust::tokens(&protocol(&spec), Options::default());
    let expected = quote! {
        #[cfg(feature = "wire")]
        pub(crate) mod wire {
            #![allow(dead_code)]
            #generated
            impl PortalToWidget {
                pub fn own(&self) {}
            }
        }
    };
    assert_same(
        &printed(&without_watch(made)),
        &printed(&expected),
        &"a filled module",
    );
}

#[test]
fn a_path_and_options_are_read() {
    let read = |tokens| syn::parse2::<Arguments>(tokens).map(|it| it.options.serde);
    assert_eq!(read(quote!("a.yaml")).unwrap(), Serde::No);
    assert_eq!(read(quote!("a.yaml",)).unwrap(), Serde::No);
    assert_eq!(read(quote!(r"a.yaml", serde,)).unwrap(), Serde::Always);
    for wrong in [
        quote!("a.yaml", serde, serde),
        quote!("a.yaml", ,),
        quote!(b"a.yaml"),
        quote!(c"a.yaml"),
    ] {
        assert!(read(wrong.clone()).is_err(), "{wrong}");
    }
}

#[test]
fn a_feature_that_is_off_is_asked_for_once() {
    let word = Ident::new("serde", Span::call_site());
    let error = serde(&word, Serde::No, false).unwrap_err();
    let expected = "serde's traits are behind a feature of the crate `trilogue`\n\
                    help: write `features = [\"macros\", \"serde\"]` where `Cargo.toml` names it";
    assert_eq!(error.to_string(), expected);
}
