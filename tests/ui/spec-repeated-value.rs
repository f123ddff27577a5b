trilogue::protocol!("../diagnostics/repeated-value/bad.yaml");

fn main() {}
