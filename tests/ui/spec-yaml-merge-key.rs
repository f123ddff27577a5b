trilogue::protocol!("../diagnostics/yaml-merge-key/bad.yaml");

fn main() {}
