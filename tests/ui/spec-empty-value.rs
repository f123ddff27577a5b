trilogue::protocol!("../diagnostics/empty-value/bad-comma.yaml");
trilogue::protocol!("../diagnostics/empty-value/bad-default.yaml");
trilogue::protocol!("../diagnostics/empty-value/bad-envelopes.yaml");
trilogue::protocol!("../diagnostics/empty-value/bad-item.yaml");
trilogue::protocol!("../diagnostics/empty-value/bad-message.yaml");
trilogue::protocol!("../diagnostics/empty-value/bad-role.yaml");
trilogue::protocol!("../diagnostics/empty-value/bad-torn.yaml");

fn main() {}
