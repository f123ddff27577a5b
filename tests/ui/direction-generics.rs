use trilogue::Unknown;

#[derive(trilogue::Direction)]
#[trilogue(spec = "../../spec/portal.yaml", direction = "portal -> widget")]
enum TwoLifetimes<'a, 'b> {
    LinkMessage(&'a str),
    Error(&'b str),
    Unknown(Unknown),
}

#[derive(trilogue::Direction)]
#[trilogue(spec = "../../spec/portal.yaml", direction = "portal -> widget")]
enum Constant<const N: usize> {
    Unknown(Unknown),
}

#[derive(trilogue::Direction)]
#[trilogue(spec = "../features/json-text/spec.yaml", direction = "widget -> host")]
enum Text<'a> {
    Unknown(Unknown, &'a str),
}

#[derive(trilogue::Direction)]
#[trilogue(spec = "../../spec/portal.yaml", direction = "portal -> widget", crate = "not a path")]
enum NoPath {
    Unknown(Unknown),
}

fn main() {}
