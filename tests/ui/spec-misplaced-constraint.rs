trilogue::protocol!("../diagnostics/misplaced-constraint/bad-as.yaml");
trilogue::protocol!("../diagnostics/misplaced-constraint/bad-limit.yaml");
trilogue::protocol!("../diagnostics/misplaced-constraint/bad-schemes.yaml");
trilogue::protocol!("../diagnostics/misplaced-constraint/bad-types.yaml");
trilogue::protocol!("../diagnostics/misplaced-constraint/bad-unit.yaml");
trilogue::protocol!("../diagnostics/misplaced-constraint/bad-unknown.yaml");

fn main() {}
