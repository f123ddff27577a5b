trilogue::protocol!("../diagnostics/invalid-number/bad-constants.yaml");
trilogue::protocol!("../diagnostics/invalid-number/bad-count.yaml");
trilogue::protocol!("../diagnostics/invalid-number/bad-digits.yaml");
trilogue::protocol!("../diagnostics/invalid-number/bad-status.yaml");
trilogue::protocol!("../diagnostics/invalid-number/bad-text.yaml");

fn main() {}
