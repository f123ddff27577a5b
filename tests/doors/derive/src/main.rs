use trilogue::{Direction, Payload};

/// What the page tells the lamp.
#[derive(Debug, Direction)]
#[trilogue(spec = "../lamp.yaml", direction = "page -> lamp")]
enum PageToLamp {
    Dim(Dim),
    Label(Label),
    #[trilogue(unknown)]
    Other(trilogue::Unknown),
}

/// Dims the lamp.
#[derive(Debug, Payload)]
#[trilogue(spec = "../lamp.yaml", message = "dim")]
struct Dim {
    percent: i64,
    seconds: Option<f64>,
}

/// Names the lamp.
#[derive(Debug, Payload)]
#[trilogue(spec = "../lamp.yaml", message = "label")]
struct Label {
    text: String,
}

fn main() {
    let message = trilogue::decode::<PageToLamp>(br#"{"type":"dim","message":{"percent":50}}"#);
    println!("{message:?}");
}
