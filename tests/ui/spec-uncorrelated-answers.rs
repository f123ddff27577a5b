trilogue::protocol!("../diagnostics/uncorrelated-answers/bad-field.yaml");
trilogue::protocol!("../diagnostics/uncorrelated-answers/bad.yaml");

fn main() {}
