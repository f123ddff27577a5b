trilogue::protocol!("../diagnostics/unused-slot/bad.yaml");

fn main() {}
