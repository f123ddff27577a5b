trilogue::protocol!("../diagnostics/empty-range/bad.yaml");

fn main() {}
