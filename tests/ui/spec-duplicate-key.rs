trilogue::protocol!("../diagnostics/duplicate-key/bad.yaml");

fn main() {}
