trilogue::include_protocol!("lamp");

fn main() {
    let message = lamp::PageToLamp::decode(br#"{"type":"dim","message":{"percent":50}}"#);
    println!("{message:?}");
}
