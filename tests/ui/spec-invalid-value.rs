trilogue::protocol!("../diagnostics/invalid-value/bad-between.yaml");
trilogue::protocol!("../diagnostics/invalid-value/bad-bound.yaml");
trilogue::protocol!("../diagnostics/invalid-value/bad-channel.yaml");
trilogue::protocol!("../diagnostics/invalid-value/bad-envelope.yaml");
trilogue::protocol!("../diagnostics/invalid-value/bad-errors.yaml");
trilogue::protocol!("../diagnostics/invalid-value/bad-far.yaml");
trilogue::protocol!("../diagnostics/invalid-value/bad-form.yaml");
trilogue::protocol!("../diagnostics/invalid-value/bad-include.yaml");
trilogue::protocol!("../diagnostics/invalid-value/bad-itself.yaml");
trilogue::protocol!("../diagnostics/invalid-value/bad-optional.yaml");
trilogue::protocol!("../diagnostics/invalid-value/bad-scheme.yaml");
trilogue::protocol!("../diagnostics/invalid-value/bad-transport.yaml");
trilogue::protocol!("../diagnostics/invalid-value/bad-types.yaml");
trilogue::protocol!("../diagnostics/invalid-value/bad-word.yaml");

fn main() {}
