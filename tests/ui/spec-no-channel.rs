trilogue::protocol!("../diagnostics/no-channel/bad-names.yaml");
trilogue::protocol!("../diagnostics/no-channel/bad.yaml");

fn main() {}
