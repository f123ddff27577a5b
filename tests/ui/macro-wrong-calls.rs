const PATH: &str = "../../spec/portal.yaml";

trilogue::protocol!();
trilogue::protocol!(PATH);
trilogue::protocol!(include_str!("../../spec/portal.yaml"));
trilogue::protocol!("../../spec/portal.yaml" serde);
trilogue::protocol!("../../spec/portal.yaml", sedre);
trilogue::protocol!("../../spec/portal.yaml", typescript);
trilogue::protocol!("../../spec/portal.yaml"suffix);
trilogue::protocol!("../../spec");
trilogue::protocol!("");

#[trilogue::from_spec]
mod nothing_said {}

#[trilogue::from_spec = "../../spec/portal.yaml"]
mod said_otherwise {}

#[trilogue::from_spec("../../spec/portal.yaml")]
struct NotAModule;

fn main() {}
