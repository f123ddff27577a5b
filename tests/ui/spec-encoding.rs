trilogue::protocol!("../diagnostics/encoding/bad-latin-1.yaml");
trilogue::protocol!("../diagnostics/encoding/bad-utf-16.yaml");

fn main() {}
