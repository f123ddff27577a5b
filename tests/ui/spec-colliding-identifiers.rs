trilogue::protocol!("../diagnostics/colliding-identifiers/bad-derived.yaml");
trilogue::protocol!("../diagnostics/colliding-identifiers/bad-envelope.yaml");
trilogue::protocol!("../diagnostics/colliding-identifiers/bad-errors.yaml");
trilogue::protocol!("../diagnostics/colliding-identifiers/bad-fields.yaml");
trilogue::protocol!("../diagnostics/colliding-identifiers/bad-kinds.yaml");
trilogue::protocol!("../diagnostics/colliding-identifiers/bad-messages.yaml");
trilogue::protocol!("../diagnostics/colliding-identifiers/bad-roles.yaml");
trilogue::protocol!("../diagnostics/colliding-identifiers/bad-types.yaml");

fn main() {}
