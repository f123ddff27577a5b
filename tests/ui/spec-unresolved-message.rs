trilogue::protocol!("../diagnostics/unresolved-message/bad-far.yaml");
trilogue::protocol!("../diagnostics/unresolved-message/bad-key.yaml");
trilogue::protocol!("../diagnostics/unresolved-message/bad-near.yaml");

fn main() {}
