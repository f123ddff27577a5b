trilogue::protocol!("../diagnostics/repeated-slot/bad-id.yaml");
trilogue::protocol!("../diagnostics/repeated-slot/bad-nested.yaml");
trilogue::protocol!("../diagnostics/repeated-slot/bad.yaml");

fn main() {}
