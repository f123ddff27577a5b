trilogue::protocol!("../diagnostics/endless-type/bad-bases.yaml");
trilogue::protocol!("../diagnostics/endless-type/bad-circle.yaml");
trilogue::protocol!("../diagnostics/endless-type/bad-values.yaml");

fn main() {}
