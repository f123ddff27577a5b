use trilogue::Unknown;

#[derive(serde::Serialize, trilogue::Direction)]
#[trilogue(spec = "../../spec/portal.yaml", direction = "widget -> portal")]
#[serde(tag = "type", content = "message", rename_all = "snake_case")]
enum Serde {
    #[serde(rename = "widget.request.login")]
    SignIn,
    #[serde(rename = "widget.request.logot")]
    Logout,
    #[serde(skip)]
    TopUp,
    #[serde(alias = "send")]
    SendToken,
    #[trilogue(unknown)]
    #[serde(skip)]
    Unknown(Unknown),
}

fn main() {}
