trilogue::protocol!("../diagnostics/unresolved-envelope/bad-lists.yaml");
trilogue::protocol!("../diagnostics/unresolved-envelope/bad.yaml");

fn main() {}
