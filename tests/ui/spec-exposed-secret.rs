trilogue::protocol!("../diagnostics/exposed-secret/bad.yaml");

fn main() {}
