//! Generates the messages of the portal.

fn main() -> Result<(), trilogue_codegen::BuildError> {
    trilogue_codegen::Build::new("../../../spec/portal.yaml").generate()
}
