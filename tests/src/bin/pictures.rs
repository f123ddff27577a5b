//! Draws the pictures of `docs/images` anew: `cargo run -p trilogue-tests --bin pictures CHROMIUM`.

use std::process::{Command, ExitCode};

use anyhow::Context as _;
use trilogue_codegen::output;
use trilogue_tests::{folder, node, pages, workspace};

fn main() -> anyhow::Result<ExitCode> {
    let chromium = std::env::args_os()
        .nth(1)
        .context("where is Chromium? Type its path")?;
    let scratch = tempfile::tempdir()?;
    output::write(&pages::html(), scratch.path())?;
    let status = Command::new("node")
        .arg(folder().join("web/docs.mjs"))
        .arg(chromium)
        .arg(node::packages())
        .arg(scratch.path())
        .arg(workspace().join("docs/images"))
        .status()?;
    Ok(ExitCode::from(u8::from(!status.success())))
}
