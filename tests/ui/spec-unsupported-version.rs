trilogue::protocol!("../diagnostics/unsupported-version/bad.yaml");

fn main() {}
