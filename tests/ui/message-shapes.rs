#[derive(trilogue::Message)]
#[trilogue(spec = "../../spec/portal.yaml", message = "portal.send.link_message")]
struct Nothing;

#[derive(trilogue::Message)]
#[trilogue(spec = "../../spec/portal.yaml", message = "portal.send.remove_token")]
struct Something(String);

#[derive(trilogue::Message)]
#[trilogue(spec = "../../spec/portal.yaml", message = "portal.send.link_message")]
struct Mistyped(bool);

#[derive(trilogue::Message)]
#[trilogue(spec = "../../spec/portal.yaml", message = "portal.send.remove_token")]
enum NoPayload {
    A,
}

#[derive(trilogue::Message)]
#[trilogue(spec = "../../spec/portal.yaml", message = "portal.send.remove_token")]
union NoStruct {
    a: u8,
}

#[derive(trilogue::Message)]
#[trilogue(spec = "../../spec/portal.yaml", message = "widget.request.top_up_credit")]
struct MayBeAbsent {
    min_value: Option<f64>,
}

#[derive(trilogue::Message)]
#[trilogue(spec = "../../spec/puzzel.yaml", message = "tab.getOption", error)]
struct NoId {
    error: String,
}

#[derive(trilogue::Message)]
#[trilogue(spec = "../../spec/puzzel.yaml", message = "tab.getOption", error)]
struct WrongId {
    error: String,
    id: i64,
    code: String,
}

fn main() {}
