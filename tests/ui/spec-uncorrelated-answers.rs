trilogue::protocol!("../diagnostics/uncorrelated-answers/bad.yaml");

fn main() {}
