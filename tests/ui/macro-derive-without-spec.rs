#[derive(trilogue::Payload)]
struct Unsaid;

#[derive(trilogue::Payload)]
#[trilogue(type = "Dim")]
struct OfWhich;

#[derive(trilogue::Message)]
#[trilogue(spec = 7)]
struct Number;

#[derive(trilogue::Direction)]
#[trilogue(spec = "lmap.yaml")]
enum Missing {}

fn main() {}
