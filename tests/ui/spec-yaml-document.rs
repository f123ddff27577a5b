trilogue::protocol!("../diagnostics/yaml-document/bad-empty.yaml");
trilogue::protocol!("../diagnostics/yaml-document/bad-second.yaml");

fn main() {}
