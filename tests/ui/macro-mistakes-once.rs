trilogue::protocol!("../diagnostics/yaml-tag/bad.yaml");

#[trilogue::from_spec("../diagnostics/yaml-tag/bad.yaml")]
mod again {}

#[derive(trilogue::Payload)]
#[trilogue(spec = "../diagnostics/yaml-tag/bad.yaml", type = "Dim")]
struct Dim;

fn main() {}
