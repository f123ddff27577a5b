trilogue::protocol!("../diagnostics/invalid-pattern/bad.yaml");

fn main() {}
