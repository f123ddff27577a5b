trilogue::protocol!("../diagnostics/ambiguous-members/bad-kinds.yaml");
trilogue::protocol!("../diagnostics/ambiguous-members/bad-objects.yaml");

fn main() {}
