trilogue::protocol!("../diagnostics/too-deep/bad-types.yaml");
trilogue::protocol!("../diagnostics/too-deep/bad.yaml");

fn main() {}
