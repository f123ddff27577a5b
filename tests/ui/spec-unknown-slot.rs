trilogue::protocol!("../diagnostics/unknown-slot/bad-far.yaml");
trilogue::protocol!("../diagnostics/unknown-slot/bad-near.yaml");
trilogue::protocol!("../diagnostics/unknown-slot/bad-own.yaml");
trilogue::protocol!("../diagnostics/unknown-slot/bad-words.yaml");

fn main() {}
