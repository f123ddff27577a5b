use prost::Message as _;

mod lamp {
    #![allow(dead_code)]

    include!(concat!(env!("OUT_DIR"), "/lamp.rs"));
}

fn main() {
    let message = lamp::PageToLamp::decode(&[0x0a, 0x02, 0x08, 0x32][..]);
    println!("{message:?}");
}
