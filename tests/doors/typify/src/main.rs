mod lamp {
    #![allow(dead_code, unused_imports)]

    include!(concat!(env!("OUT_DIR"), "/lamp.rs"));
}

fn main() {
    let message =
        serde_json::from_str::<lamp::PageToLamp>(r#"{"type":"dim","message":{"percent":50}}"#);
    println!("{message:?}");
}
