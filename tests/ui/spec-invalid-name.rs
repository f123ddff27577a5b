trilogue::protocol!("../diagnostics/invalid-name/bad-digit.yaml");
trilogue::protocol!("../diagnostics/invalid-name/bad-protocol.yaml");
trilogue::protocol!("../diagnostics/invalid-name/bad-role.yaml");
trilogue::protocol!("../diagnostics/invalid-name/bad-slots.yaml");
trilogue::protocol!("../diagnostics/invalid-name/bad-type.yaml");

fn main() {}
