trilogue::protocol!("../diagnostics/empty-range/bad-whole.yaml");
trilogue::protocol!("../diagnostics/empty-range/bad.yaml");

fn main() {}
