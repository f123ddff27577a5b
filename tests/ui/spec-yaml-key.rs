trilogue::protocol!("../diagnostics/yaml-key/bad-free.yaml");
trilogue::protocol!("../diagnostics/yaml-key/bad-list.yaml");
trilogue::protocol!("../diagnostics/yaml-key/bad-nothing.yaml");

fn main() {}
