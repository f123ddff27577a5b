#[derive(trilogue::Direction)]
#[trilogue(spec = "../../spec/portal.yaml", direction = "widget -> portal")]
enum Names {
    WidgetRedy,
    Something,
    #[trilogue(message = "widget.request.lgin")]
    Login,
    #[trilogue(message = "widget.request.logout")]
    Out,
    Logout,
    #[trilogue(message = "widget.request.top_up", ok)]
    ToppedUp,
    #[trilogue(ok)]
    Done,
    #[trilogue(mesage = "widget.request.top_up")]
    Misspelt,
    #[trilogue(unknown)]
    Unknown(trilogue::Unknown),
}

#[derive(trilogue::Direction)]
#[trilogue(spec = "../../spec/puzzel.yaml", direction = "core -> widget")]
enum Answers {
    #[trilogue(message = "tab.getOption")]
    Option,
    #[trilogue(answer = "tab.getOptoin")]
    Answer,
    #[trilogue(message = "tab.setTitle", ok)]
    Title,
    #[trilogue(unknown)]
    Unknown(trilogue::Unknown),
}

fn main() {}
