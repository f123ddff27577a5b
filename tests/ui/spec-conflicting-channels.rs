trilogue::protocol!("../diagnostics/conflicting-channels/bad.yaml");

fn main() {}
