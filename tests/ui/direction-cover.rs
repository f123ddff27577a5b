#[derive(trilogue::Direction)]
#[trilogue(spec = "../../spec/portal.yaml", direction = "widget -> portal")]
enum NotAll {
    WidgetReady,
    Login,
    Logout,
}

#[derive(trilogue::Direction)]
#[trilogue(spec = "../../spec/portal.yaml", direction = "portal -> widget")]
enum NoAnswers {
    AccessToken(trilogue::Secret<String>),
    RemoveToken,
    AppInfo(trilogue::Json),
    LinkMessage(String),
}

#[derive(trilogue::Direction)]
#[trilogue(spec = "../../spec/portal.yaml", direction = "widget -> portal")]
enum UnknownHoldsText {
    #[trilogue(unknown)]
    Other(String),
}

#[derive(trilogue::Direction)]
#[trilogue(spec = "../../spec/portal.yaml", direction = "widget -> portal")]
enum UnknownHoldsNothing {
    #[trilogue(unknown)]
    Other,
}

#[derive(trilogue::Direction)]
#[trilogue(spec = "../../spec/portal.yaml", direction = "widget -> portal")]
enum UnknownTwice {
    #[trilogue(unknown)]
    Other(trilogue::Unknown),
    Unknown(trilogue::Unknown),
}

fn main() {}
