trilogue::protocol!("../diagnostics/unresolved-type/bad-bases.yaml");
trilogue::protocol!("../diagnostics/unresolved-type/bad-elsewhere.yaml");
trilogue::protocol!("../diagnostics/unresolved-type/bad-far.yaml");
trilogue::protocol!("../diagnostics/unresolved-type/bad-foreign.yaml");
trilogue::protocol!("../diagnostics/unresolved-type/bad-near.yaml");

fn main() {}
