use trilogue::{Payload, Unknown};

#[derive(Payload)]
#[trilogue(spec = "../../spec/portal.yaml", type = "CreditTopUpSuccess")]
struct ToppedUp {
    amount: f64,
}

struct NoPayload;

#[derive(trilogue::Direction)]
#[trilogue(spec = "../../spec/portal.yaml", direction = "portal -> widget")]
enum Other {
    CreditTopUpSuccess(ToppedUp),
    SubscribedDetail(ToppedUp),
    Unknown(Unknown),
}

#[derive(trilogue::Direction)]
#[trilogue(spec = "../../spec/portal.yaml", direction = "portal -> widget")]
enum None {
    SubscribedDetail(NoPayload),
    Unknown(Unknown),
}

fn main() {}
