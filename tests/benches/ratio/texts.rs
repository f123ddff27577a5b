//! The messages that are measured. Keys stand in the order of the spec, as senders write them.

use std::fmt::Write as _;

pub fn ready() -> String {
    r#"{"type":"WIDGET_READY"}"#.to_owned()
}

pub fn control() -> String {
    r#"{"type":"portal.send.credit_top_up_success","message":{"amount":500}}"#.to_owned()
}

pub fn token() -> String {
    r#"{"type":"portal.send.access_token","message":"eyJhbGciOiJIUzI1NiJ9.e30.s"}"#.to_owned()
}

pub fn top_up() -> String {
    let url = "https://widget.example/topped-up?session=c0ffee12-5a1e-4b1d-9e0f-2b7d1f0a9c33&return=%2Fprofile%2Fcredit";
    let values = "1000,2000,5000,10000,12500.5,20000";
    format!(
        r#"{{"type":"widget.request.top_up_credit","message":{{"min_value":500,"quick_values":[{values}],"callback_url":"{url}"}}}}"#
    )
}

pub fn link() -> String {
    let detail = r#"{"campaign":"spring","clicks":17,"medium":"mail","owner":{"id":"u_8f2c","name":"Zoë"},"tags":["a","b"]}"#;
    format!(
        r#"{{"type":"portal.send.source_link_id","message":{{"source_link_id":"5f0c7a9e1b","link_detail":{detail}}}}}"#
    )
}

pub fn everything() -> String {
    let points = r#"{"first":[{"x":1,"y":2},{"x":3.5,"y":4}],"second":[{"x":-1,"y":0}]}"#;
    let inner = r#"{"deep":{"value":[true,null,{"a":1}]}}"#;
    let rows = r#"[{"id":1},{"id":2},{"id":3},{"id":4}]"#;
    let labelled = r#"{"left":"abc","right":null}"#;
    format!(
        r#"{{"type":"everything","data":{{"required":"a text","nullable":null,"both":"b","link":"https://a.example/x","point":{{"x":0,"y":10}},"points":{points},"inner":{inner},"rows":{rows},"labelled":{labelled}}}}}"#
    )
}

pub fn link_message() -> String {
    let text = "eyJyZWYiOiJ4IiwibiI6MTIz".repeat(82);
    format!(r#"{{"type":"portal.send.link_message","message":"{text}"}}"#)
}

/// About 50 KB of structs with two numbers.
pub fn draw() -> String {
    let mut corners = String::new();
    for corner in 0..2_200 {
        let comma = if corner == 0 { "" } else { "," };
        let _ = write!(corners, r#"{comma}{{"x":{corner},"y":{}.25}}"#, corner * 3);
    }
    format!(r#"{{"type":"draw","data":{{"corners":[{corners}],"label":"area"}}}}"#)
}

/// About 50 KB of short texts.
pub fn words() -> String {
    let words: Vec<String> = (0..3_000)
        .map(|word| format!(r#""word number {word}""#))
        .collect();
    format!(r#"{{"type":"words","data":[{}]}}"#, words.join(","))
}

/// About 50 KB of nested objects with five keys each.
pub fn app_info() -> String {
    let mut items = String::new();
    for item in 0..400 {
        let comma = if item == 0 { "" } else { "," };
        let _ = write!(
            items,
            r#"{comma}{{"id":"item-{item}","name":"The item number {item}","price":{}.5,"visible":{},"tags":["new","number-{item}"],"size":{{"w":{item},"h":20}}}}"#,
            item * 7,
            item % 2 == 0
        );
    }
    format!(r#"{{"type":"portal.send.app_info","message":{{"name":"demo","items":[{items}]}}}}"#)
}

pub fn tag_last() -> String {
    let detail =
        r#"{"campaign":"spring","clicks":17,"medium":"mail","owner":{"id":"u_8f2c","name":"Zoë"}}"#;
    format!(
        r#"{{"message":{{"source_link_id":"5f0c7a9e1b","link_detail":{detail}}},"type":"portal.send.source_link_id"}}"#
    )
}

pub fn unknown() -> String {
    r#"{"type":"portal.send.of_a_later_version","message":{"amount":500}}"#.to_owned()
}

pub fn wrong() -> String {
    r#"{"type":"portal.send.credit_top_up_success","message":{"amount":"500"}}"#.to_owned()
}

pub fn half() -> String {
    let whole = link();
    let end = whole.len() / 2;
    whole[..end].to_owned()
}

pub fn answer() -> String {
    r#"{"type":"portal.response.ok","message":""}"#.to_owned()
}
