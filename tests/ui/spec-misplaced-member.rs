trilogue::protocol!("../diagnostics/misplaced-member/bad.yaml");

fn main() {}
