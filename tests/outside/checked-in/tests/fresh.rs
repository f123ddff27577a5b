//! The generated module is up to date. `UPDATE=1 cargo test --test fresh` writes it.

use trilogue_codegen::{Build, BuildError};

#[test]
fn the_module_is_as_generated() -> Result<(), BuildError> {
    let build = Build::new("spec/thermostat.yaml").folder("src/thermostat");
    match std::env::var_os("UPDATE") {
        Some(_) => build.generate(),
        None => build.check(),
    }
}
