trilogue::protocol!("../diagnostics/misplaced-slot/bad-absent.yaml");
trilogue::protocol!("../diagnostics/misplaced-slot/bad-inside.yaml");
trilogue::protocol!("../diagnostics/misplaced-slot/bad-key.yaml");
trilogue::protocol!("../diagnostics/misplaced-slot/bad-kind.yaml");

fn main() {}
