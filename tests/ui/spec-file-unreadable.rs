trilogue::protocol!("../diagnostics/file-unreadable/bad.yaml");

fn main() {}
