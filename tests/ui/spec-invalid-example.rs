trilogue::protocol!("../diagnostics/invalid-example/bad-payload.yaml");
trilogue::protocol!("../diagnostics/invalid-example/bad-type.yaml");
trilogue::protocol!("../diagnostics/invalid-example/bad-types.yaml");

fn main() {}
