trilogue::protocol!("../diagnostics/missing-form/bad-kinds.yaml");
trilogue::protocol!("../diagnostics/missing-form/bad.yaml");

fn main() {}
