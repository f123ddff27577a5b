use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What the page tells the lamp.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(tag = "type", content = "message", rename_all = "lowercase")]
pub enum PageToLamp {
    /// Dims the lamp.
    Dim {
        /// How bright it is then.
        percent: i64,
        /// How long it takes.
        #[serde(skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        seconds: Option<f64>,
    },
    /// Names the lamp.
    Label {
        /// What is shown.
        text: String,
    },
}

fn main() {
    let message = serde_json::from_str::<PageToLamp>(r#"{"type":"dim","message":{"percent":50}}"#);
    println!("{message:?}");
}
