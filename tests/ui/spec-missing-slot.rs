trilogue::protocol!("../diagnostics/missing-slot/bad-args.yaml");
trilogue::protocol!("../diagnostics/missing-slot/bad-both.yaml");
trilogue::protocol!("../diagnostics/missing-slot/bad-error.yaml");

fn main() {}
