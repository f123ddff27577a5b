trilogue::protocol!("../diagnostics/invalid-identifier/bad-error.yaml");
trilogue::protocol!("../diagnostics/invalid-identifier/bad-field.yaml");
trilogue::protocol!("../diagnostics/invalid-identifier/bad-message.yaml");
trilogue::protocol!("../diagnostics/invalid-identifier/bad-types.yaml");

fn main() {}
