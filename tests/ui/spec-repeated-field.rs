trilogue::protocol!("../diagnostics/repeated-field/bad.yaml");

fn main() {}
