trilogue::protocol!("../diagnostics/misplaced-optional/bad-mark.yaml");
trilogue::protocol!("../diagnostics/misplaced-optional/bad-slots.yaml");
trilogue::protocol!("../diagnostics/misplaced-optional/bad-types.yaml");
trilogue::protocol!("../diagnostics/misplaced-optional/bad.yaml");

fn main() {}
