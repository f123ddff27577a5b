trilogue::protocol!("../diagnostics/conflicting-slots/bad.yaml");

fn main() {}
