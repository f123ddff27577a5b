#[derive(trilogue::Direction)]
#[trilogue(spec = "../../spec/portal.yaml")]
enum Unsaid {}

#[derive(trilogue::Direction)]
#[trilogue(spec = "../../spec/portal.yaml", direction = "widgt -> portal")]
enum Near {}

#[derive(trilogue::Direction)]
#[trilogue(spec = "../../spec/portal.yaml", direction = "up")]
enum Far {}

#[derive(trilogue::Direction)]
#[trilogue(spec = "../../spec/portal.yaml", direction = "widget->portal")]
struct NoEnum;

#[derive(trilogue::Direction)]
#[trilogue(spec = "../../spec/portal.yaml", directoin = "widget -> portal")]
enum Misspelt {}

fn main() {}
