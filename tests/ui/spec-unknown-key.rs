trilogue::protocol!("../diagnostics/unknown-key/bad-again.yaml");
trilogue::protocol!("../diagnostics/unknown-key/bad-answers.yaml");
trilogue::protocol!("../diagnostics/unknown-key/bad-far.yaml");
trilogue::protocol!("../diagnostics/unknown-key/bad-fields.yaml");
trilogue::protocol!("../diagnostics/unknown-key/bad-foreign.yaml");
trilogue::protocol!("../diagnostics/unknown-key/bad-include.yaml");
trilogue::protocol!("../diagnostics/unknown-key/bad-lists.yaml");
trilogue::protocol!("../diagnostics/unknown-key/bad-near.yaml");

fn main() {}
