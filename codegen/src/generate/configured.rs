//! What `trilogue.yaml` asks for.

use std::path::Path;

use super::Output;
use super::docs::OWN_CRATE;
use super::typescript::package;
use crate::config::{self, Config, DocsOutput};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::load_source;
use crate::model::Protocol;
use crate::output::Files;
use crate::rules::{COLLIDING_IDENTIFIERS, FILE_MISSING};
use crate::source::{Sources, Span};
use crate::target::{docs, rust};

/// Everything that the configuration at `path` asks for, with folders relative to where the program runs.
///
/// # Errors
///
/// Every mistake of the configuration, or else of all specs.
pub fn from_config(sources: &mut Sources, path: &Path) -> Result<Vec<Output>, Diagnostics> {
    let (config, protocols) = configured(sources, path)?;
    let home = path.parent().unwrap_or(Path::new(""));
    let mut outputs = Vec::new();
    if let Some(output) = &config.rust {
        outputs.push(Output {
            folder: home.join(&output.folder),
            files: rust_crate(
                &protocols,
                rust::Options {
                    serde: rust::Serde::behind_feature(output.serde),
                },
            ),
        });
    }
    if let Some(output) = &config.typescript {
        outputs.push(Output {
            folder: home.join(&output.folder),
            files: package(&protocols, &output.package, &output.version),
        });
    }
    if let Some(output) = &config.docs {
        outputs.push(Output {
            folder: home.join(&output.folder),
            files: docs_site(&protocols, &config, output),
        });
    }
    if outputs.is_empty() {
        return Err(only(Box::new(config::nothing_to_generate(&config))));
    }
    Ok(outputs)
}

/// Pages show calls of the code that the configuration asks for.
fn docs_site(protocols: &[Protocol], config: &Config, output: &DocsOutput) -> Files {
    let crate_name = output.crate_name.as_deref().unwrap_or(OWN_CRATE);
    let typescript = config.typescript.as_ref();
    let options = docs::Options {
        rust: config.rust.as_ref().map(|_| crate_name.to_owned()),
        typescript: typescript.map(|typescript| typescript.package.clone()),
    };
    docs::site(&protocols.iter().collect::<Vec<_>>(), &options)
}

/// The protocols that the configuration at `path` names.
///
/// # Errors
///
/// Every mistake of the configuration, or else of all specs.
pub fn protocols_of(sources: &mut Sources, path: &Path) -> Result<Vec<Protocol>, Diagnostics> {
    configured(sources, path).map(|(_, protocols)| protocols)
}

fn configured(sources: &mut Sources, path: &Path) -> Result<(Config, Vec<Protocol>), Diagnostics> {
    let id = sources
        .load(path)
        .map_err(|mistake| only(without_configuration(*mistake)))?;
    let config = config::read(sources, id)?;
    let home = path.parent().unwrap_or(Path::new(""));
    let protocols = protocols(sources, &config, home)?;
    Ok((config, protocols))
}

fn rust_crate(protocols: &[Protocol], options: rust::Options) -> Files {
    let modules: Vec<String> = protocols.iter().map(rust::module_name).collect();
    let names: Vec<&str> = modules.iter().map(String::as_str).collect();
    let mut files = Files::new();
    files.add("lib.rs", rust::crate_root(&names));
    for (protocol, module) in protocols.iter().zip(&names) {
        files.add_all(module, rust::module(protocol, options));
    }
    files
}

fn protocols(
    sources: &mut Sources,
    config: &Config,
    home: &Path,
) -> Result<Vec<Protocol>, Diagnostics> {
    let mut diagnostics = Diagnostics::new();
    let mut protocols: Vec<(Protocol, Span)> = Vec::new();
    for spec in &config.specs {
        let loaded = match sources.load(home.join(&spec.value)) {
            Ok(id) => load_source(sources, id),
            Err(mistake) => Err(only(pointed_out(*mistake, spec.span))),
        };
        match loaded {
            Ok(protocol) => {
                let mut known = protocols.iter();
                match known.find(|(other, _)| other.name == protocol.name) {
                    Some((_, first)) => diagnostics.push(same_name(&protocol, spec.span, *first)),
                    None => protocols.push((protocol, spec.span)),
                }
            }
            Err(mistakes) => diagnostics.extend(mistakes.into_sorted()),
        }
    }
    if diagnostics.is_empty() {
        Ok(protocols
            .into_iter()
            .map(|(protocol, _)| protocol)
            .collect())
    } else {
        Err(diagnostics)
    }
}

fn without_configuration(mistake: Diagnostic) -> Box<Diagnostic> {
    Box::new(if mistake.rule == FILE_MISSING {
        mistake.help("run this in the folder of your `trilogue.yaml`; `trilogue init` makes a project that has one")
    } else {
        mistake
    })
}

/// A file that cannot be loaded has no text to show: what names it has.
fn pointed_out(mistake: Diagnostic, named: Span) -> Box<Diagnostic> {
    let span = mistake.span.or(Some(named));
    Box::new(Diagnostic { span, ..mistake })
}

fn same_name(protocol: &Protocol, span: Span, first: Span) -> Diagnostic {
    Diagnostic::new(
        COLLIDING_IDENTIFIERS,
        span,
        format!("two specs are called `{}`", protocol.name),
    )
    .label("this one")
    .secondary(first, "and this one")
    .help("change `protocol:` in one of them")
}

fn only(mistake: Box<Diagnostic>) -> Diagnostics {
    let mut diagnostics = Diagnostics::new();
    diagnostics.push(mistake);
    diagnostics
}
