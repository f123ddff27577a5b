fn main() -> Result<(), trilogue_codegen::BuildError> {
    trilogue_codegen::Build::new("../lamp.yaml").generate()
}
