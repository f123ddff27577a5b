trilogue::protocol!("../diagnostics/yaml-tag/bad.yaml");

fn main() {}
