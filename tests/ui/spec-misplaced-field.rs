trilogue::protocol!("../diagnostics/misplaced-field/bad.yaml");

fn main() {}
