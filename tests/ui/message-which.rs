#[derive(trilogue::Message)]
#[trilogue(spec = "../../spec/portal.yaml")]
struct Unsaid;

#[derive(trilogue::Message)]
#[trilogue(spec = "../../spec/portal.yaml", message = "portal.send.remove_tokn")]
struct Near;

#[derive(trilogue::Message)]
#[trilogue(spec = "../../spec/portal.yaml", message = "widget.request.login", direction = "portal -> widget")]
struct OtherWay;

#[derive(trilogue::Message)]
#[trilogue(spec = "../../spec/portal.yaml", message = "widget.request.login", watch)]
struct OtherKind;

#[derive(trilogue::Message)]
#[trilogue(spec = "../../spec/puzzel.yaml", error)]
struct OfNobody;

#[derive(trilogue::Message)]
#[trilogue(spec = "../../spec/portal.yaml", massage = "widget.request.login")]
struct Misspelt;

fn main() {}
