use trilogue::{Secret, Unknown};

#[derive(trilogue::Direction)]
#[trilogue(spec = "../../spec/portal.yaml", direction = "portal -> widget")]
enum Shapes {
    AccessToken,
    RemoveToken(String),
    LinkMessage { payload: i64 },
    Error(Option<String>),
    Ok {},
    Unknown(Unknown),
}

#[derive(trilogue::Direction)]
#[trilogue(spec = "../../spec/portal.yaml", direction = "portal -> widget")]
enum Types {
    AccessToken(String),
    LinkMessage(Secret<String>),
    SourceLinkId(String),
    Unknown(Unknown),
}

#[derive(trilogue::Direction)]
#[trilogue(spec = "../../spec/puzzel.yaml", direction = "core -> widget")]
enum Slots {
    StatusChanged { old: String },
    TabGetOptionOk { payload: trilogue::Json, di: Option<String> },
    TabGetOptionError { error: String, id: String },
    WidgetGetOptionOk { payload: trilogue::Json, id: Option<String>, more: bool },
    WidgetGetOptionError { error: String, id: Option<String>, #[trilogue(id)] again: Option<String> },
    Unknown(Unknown),
}

#[derive(trilogue::Direction)]
#[trilogue(spec = "../../spec/portal.yaml", direction = "widget -> portal")]
enum Payload {
    TopUpCredit(TopUpCredit),
    Unknown(Unknown),
}

struct TopUpCredit;

fn main() {}
