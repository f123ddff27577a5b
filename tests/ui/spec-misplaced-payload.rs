trilogue::protocol!("../diagnostics/misplaced-payload/bad-broken.yaml");
trilogue::protocol!("../diagnostics/misplaced-payload/bad-list.yaml");
trilogue::protocol!("../diagnostics/misplaced-payload/bad.yaml");

fn main() {}
