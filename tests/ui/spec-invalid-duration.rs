trilogue::protocol!("../diagnostics/invalid-duration/bad.yaml");

fn main() {}
