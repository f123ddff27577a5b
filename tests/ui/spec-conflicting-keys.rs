trilogue::protocol!("../diagnostics/conflicting-keys/bad-args.yaml");
trilogue::protocol!("../diagnostics/conflicting-keys/bad-container.yaml");
trilogue::protocol!("../diagnostics/conflicting-keys/bad-http.yaml");
trilogue::protocol!("../diagnostics/conflicting-keys/bad-payload.yaml");
trilogue::protocol!("../diagnostics/conflicting-keys/bad-type.yaml");
trilogue::protocol!("../diagnostics/conflicting-keys/bad-types.yaml");

fn main() {}
