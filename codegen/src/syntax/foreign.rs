//! What keys are called elsewhere: in JSON Schema, in TypeScript, in descriptions of interfaces.

use super::keys::Table;
use super::read::Fields;

/// What keys are called elsewhere, and how they are written here.
const KEYS: [(&str, &str); 21] = [
    ("properties", "fields"),
    ("props", "fields"),
    ("items", "list"),
    ("oneOf", "union"),
    ("anyOf", "union"),
    ("allOf", "with"),
    ("extends", "with"),
    ("values", "enum"),
    ("discriminator", "tag"),
    ("additionalProperties", "others"),
    ("description", "doc"),
    ("comment", "doc"),
    ("alias", "as"),
    ("regex", "pattern"),
    ("min", "minimum"),
    ("max", "maximum"),
    ("params", "payload"),
    ("data", "payload"),
    ("body", "payload"),
    ("response", "ok"),
    ("returns", "ok"),
];

/// What to write instead of a key that has another name here. `None` if nobody can know, or it is there already.
pub(super) fn meant(key: &str, table: &Table, fields: &Fields<'_>) -> Option<String> {
    let offers = |name: &str| table.key(name).is_some();
    let help = match key {
        "required" if offers("optional") => {
            "remove it: what is not `optional` must be there".to_owned()
        }
        "payload" if offers("type") => {
            "write the type without it, as in `ok: Colour`, or `type: Colour` beside other keys"
                .to_owned()
        }
        "args" if offers("tuple") && !offers("payload") => {
            "write the type itself; a list whose items differ is `tuple: [string, int]`".to_owned()
        }
        "format" if offers("type") => {
            "name a type: `url`, `uuid`, `datetime`, `date` or `base64`".to_owned()
        }
        _ => {
            let here = here(key, table)?;
            if fields.entry(here).is_some() {
                return None;
            }
            format!("write `{here}`")
        }
    };
    Some(help)
}

/// What a key of another language is called here.
pub(super) fn here(key: &str, table: &Table) -> Option<&'static str> {
    let mut known = KEYS.iter();
    let (_, here) = known.find(|(word, here)| *word == key && table.key(here).is_some())?;
    Some(here)
}
