trilogue::protocol!("../diagnostics/wrong-kind/bad-answers.yaml");
trilogue::protocol!("../diagnostics/wrong-kind/bad-bound.yaml");
trilogue::protocol!("../diagnostics/wrong-kind/bad-errors.yaml");
trilogue::protocol!("../diagnostics/wrong-kind/bad-list.yaml");
trilogue::protocol!("../diagnostics/wrong-kind/bad-mapping.yaml");
trilogue::protocol!("../diagnostics/wrong-kind/bad-text.yaml");
trilogue::protocol!("../diagnostics/wrong-kind/bad-trust.yaml");
trilogue::protocol!("../diagnostics/wrong-kind/bad-type.yaml");
trilogue::protocol!("../diagnostics/wrong-kind/bad-types.yaml");

fn main() {}
