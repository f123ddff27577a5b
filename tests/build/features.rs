//! The Rust of features and trials, generated from their specs, and a registry of the directions of all protocols.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use super::derived;
use trilogue_codegen::model::{Direction, Pipe, Protocol};
use trilogue_codegen::source::Sources;
use trilogue_codegen::target::rust;
use trilogue_codegen::{config, generate, load, output, render};

/// Writes `features.rs`, the modules of all features, and `directions.rs`, what decodes each direction.
pub fn generate(tests: &Path, out: &Path) {
    let mut modules = String::new();
    let mut directions = String::new();
    let mut protocols = Vec::new();
    for folder in ["features", "trials"] {
        for spec in specs_in(&tests.join(folder)) {
            let protocol = loaded(&spec);
            let module = protocol.name.replace('-', "_");
            let files = generate::rust_module(
                &protocol,
                rust::Options {
                    serde: rust::Serde::BehindFeature,
                },
            );
            let target = out.join("features").join(&module);
            output::write(&files, &target).expect("the folder of the build can be written");
            let file = target.join("mod.rs").display().to_string();
            writeln!(modules, "#[path = {file:?}]\npub mod {module};").expect("text takes text");
            list(&protocol, &format!("features::{module}"), &mut directions);
            protocols.push((spec, protocol));
        }
    }
    for spec in configured(&tests.join("../trilogue.yaml")) {
        let protocol = loaded(&spec);
        let module = protocol.name.replace('-', "_");
        list(
            &protocol,
            &format!("trilogue_protocols::{module}"),
            &mut directions,
        );
        protocols.push((spec, protocol));
    }
    derived::generate(&protocols, out);
    fs::write(out.join("features.rs"), modules).expect("the folder is there");
    let directions = format!("directions! {{\n{directions}}}\n");
    fs::write(out.join("directions.rs"), directions).expect("the folder is there");
}

fn specs_in(folder: &Path) -> Vec<PathBuf> {
    println!("cargo::rerun-if-changed={}", folder.display());
    let entries = fs::read_dir(folder).expect("the folder is there");
    let mut specs: Vec<PathBuf> = entries
        .map(|entry| entry.expect("an entry").path().join("spec.yaml"))
        .filter(|spec| spec.exists())
        .collect();
    specs.sort();
    specs
}

fn configured(file: &Path) -> Vec<PathBuf> {
    let mut sources = Sources::new();
    let id = sources.load(file).expect("the configuration is there");
    println!("cargo::rerun-if-changed={}", file.display());
    let config = config::read(&mut sources, id).expect("the configuration is valid");
    let home = file.parent().expect("a file stands in a folder");
    config
        .specs
        .iter()
        .map(|spec| home.join(&spec.value))
        .collect()
}

fn loaded(spec: &Path) -> Protocol {
    println!("cargo::rerun-if-changed={}", spec.display());
    let mut sources = Sources::new();
    load(&mut sources, spec).unwrap_or_else(|mistakes| {
        panic!(
            "{}",
            render::render_all(mistakes, &sources, render::Style::Plain)
        )
    })
}

/// The directions of a protocol, as the macro in `src/protocols.rs` takes them.
fn list(protocol: &Protocol, module: &str, out: &mut String) {
    writeln!(out, "    {:?} {{", protocol.name).expect("text takes text");
    for direction in &protocol.directions {
        let [from, to] = [direction.from, direction.to].map(|role| &protocol.role(role).name);
        let path = format!("{module}::{}", direction.identifier.0);
        let outside = match direction.pipes.iter().find(|pipe| pipe.name_outside) {
            Some(pipe) => {
                let suffix = suffix(protocol, direction, pipe);
                format!("{path}::decode_named{suffix}, {path}::encode_named{suffix}")
            }
            None => String::new(),
        };
        let pipes = pipes(protocol, direction, &path);
        writeln!(
            out,
            "        {from:?} -> {to:?}: {path} [{outside}] [{pipes}],"
        )
        .expect("text takes text");
    }
    out.push_str("    }\n");
}

/// What decodes and encodes each pipe whose names are inside, by the channels of the pipe.
fn pipes(protocol: &Protocol, direction: &Direction, path: &str) -> String {
    let mut pipes = String::new();
    for pipe in direction.pipes.iter().filter(|pipe| !pipe.name_outside) {
        let suffix = suffix(protocol, direction, pipe);
        for channel in &pipe.channels {
            let name = &protocol.channels[*channel].name;
            write!(
                pipes,
                "{name:?} {path}::decode{suffix}, {path}::encode{suffix};"
            )
            .expect("text takes text");
        }
    }
    pipes
}

/// What the functions of a pipe are called after, where a direction has several.
fn suffix(protocol: &Protocol, direction: &Direction, pipe: &Pipe) -> String {
    if direction.pipes.len() == 1 {
        return String::new();
    }
    format!(
        "_{}",
        protocol.channels[pipe.channels[0]].name.replace('-', "_")
    )
}
