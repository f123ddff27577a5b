trilogue::protocol!("../diagnostics/unresolved-field/bad.yaml");

fn main() {}
