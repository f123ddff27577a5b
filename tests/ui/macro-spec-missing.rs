trilogue::protocol!("lmap.yaml");
trilogue::protocol!("spec/portal.yaml");
trilogue::protocol!("includes-missing.yaml");

#[trilogue::from_spec("lampe.yaml")]
pub mod lamp {
    pub fn own() {}
}

fn main() {
    lamp::own();
}
