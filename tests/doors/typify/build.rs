use std::{env, error::Error, fs, path::Path};

use typify::{TypeSpace, TypeSpaceSettings};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=lamp.json");
    let schema = serde_json::from_str(&fs::read_to_string("lamp.json")?)?;
    let mut types = TypeSpace::new(&TypeSpaceSettings::default());
    types.add_root_schema(schema)?;
    let text = prettyplease::unparse(&syn::parse2::<syn::File>(types.to_stream())?);
    let out = env::var("OUT_DIR")?;
    Ok(fs::write(Path::new(&out).join("lamp.rs"), text)?)
}
