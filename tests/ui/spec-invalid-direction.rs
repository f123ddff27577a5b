trilogue::protocol!("../diagnostics/invalid-direction/bad-arrow.yaml");
trilogue::protocol!("../diagnostics/invalid-direction/bad-arrows.yaml");
trilogue::protocol!("../diagnostics/invalid-direction/bad-channel.yaml");
trilogue::protocol!("../diagnostics/invalid-direction/bad-itself.yaml");
trilogue::protocol!("../diagnostics/invalid-direction/bad-none.yaml");
trilogue::protocol!("../diagnostics/invalid-direction/bad-three.yaml");

fn main() {}
