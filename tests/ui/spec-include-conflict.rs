trilogue::protocol!("../diagnostics/include-conflict/bad-properties.yaml");
trilogue::protocol!("../diagnostics/include-conflict/bad.yaml");

fn main() {}
