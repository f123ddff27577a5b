trilogue::protocol!("../diagnostics/unresolved-role/bad-far.yaml");
trilogue::protocol!("../diagnostics/unresolved-role/bad-near.yaml");
trilogue::protocol!("../diagnostics/unresolved-role/bad-several.yaml");

fn main() {}
