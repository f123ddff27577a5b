trilogue::protocol!("../diagnostics/unresolved-field/bad-answers.yaml");
trilogue::protocol!("../diagnostics/unresolved-field/bad.yaml");

fn main() {}
