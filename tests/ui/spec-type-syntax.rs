trilogue::protocol!("../diagnostics/type-syntax/bad-arguments.yaml");
trilogue::protocol!("../diagnostics/type-syntax/bad-empty.yaml");
trilogue::protocol!("../diagnostics/type-syntax/bad-foreign.yaml");
trilogue::protocol!("../diagnostics/type-syntax/bad-item.yaml");
trilogue::protocol!("../diagnostics/type-syntax/bad-open.yaml");
trilogue::protocol!("../diagnostics/type-syntax/bad-optional.yaml");
trilogue::protocol!("../diagnostics/type-syntax/bad-suffix.yaml");
trilogue::protocol!("../diagnostics/type-syntax/bad-words.yaml");

fn main() {}
