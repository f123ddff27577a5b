trilogue::protocol!("../diagnostics/yaml-anchor/bad.yaml");

fn main() {}
