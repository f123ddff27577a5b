trilogue::protocol!("../diagnostics/yaml-directive/bad.yaml");

fn main() {}
