trilogue::protocol!("../diagnostics/missing-key/bad-ok.yaml");
trilogue::protocol!("../diagnostics/missing-key/bad-schemes.yaml");
trilogue::protocol!("../diagnostics/missing-key/bad-spec.yaml");
trilogue::protocol!("../diagnostics/missing-key/bad-type.yaml");
trilogue::protocol!("../diagnostics/missing-key/bad-types.yaml");
trilogue::protocol!("../diagnostics/missing-key/bad-urls.yaml");

fn main() {}
