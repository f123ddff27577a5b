trilogue::protocol!("../diagnostics/reserved-identifier/bad-message.yaml");
trilogue::protocol!("../diagnostics/reserved-identifier/bad-role.yaml");
trilogue::protocol!("../diagnostics/reserved-identifier/bad-type.yaml");

fn main() {}
