trilogue::protocol!("../diagnostics/unresolved-channel/bad.yaml");

fn main() {}
