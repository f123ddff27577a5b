//! The interpreter of the model.

use trilogue_codegen::interpret::{self, Open};
use trilogue_codegen::model::{Told, WireName};

use crate::random::decoders::{Case, Spec, Verdict};
use crate::random::message::json::quoted;

/// What the interpreter says.
#[must_use]
pub fn verdict(specs: &[Spec], case: &Case) -> Verdict {
    let (protocol, direction, pipe) = case.way(specs);
    let json = case.text.as_bytes();
    let open: Option<Vec<Open>> = case
        .open
        .as_ref()
        .map(|open| open.iter().map(waiting).collect());
    let verdict = match &case.name {
        Some(name) => interpret::decode_named(
            protocol,
            direction,
            pipe,
            &WireName::Text(name.clone()),
            json,
        ),
        None => interpret::decode_on(protocol, direction, pipe, json, open.as_deref()),
    };
    match verdict {
        interpret::Verdict::Message {
            kind,
            name,
            identifier,
        } => Verdict::Message {
            kind: Some(kind.word().to_owned()),
            name: Some(name.map_or_else(String::new, |name| name.text().into_owned())),
            answers: Some(answers(case, specs, &identifier)),
            identifier: Some(identifier),
            sent: None,
            made: None,
        },
        interpret::Verdict::Unknown { name } => Verdict::Unknown {
            name: name.text().into_owned(),
        },
        interpret::Verdict::Refused(refusal) => Verdict::Refused {
            why: format!(
                "{} at `{}` of {}",
                refusal.code(),
                refusal.path(),
                quoted(refusal.name().unwrap_or_default())
            ),
        },
    }
}

/// The key of the request that a variant answers where its name does not say it.
fn answers(case: &Case, specs: &[Spec], identifier: &str) -> String {
    let (protocol, direction, pipe) = case.way(specs);
    let variants = &direction.variants;
    let variant = variants
        .iter()
        .position(|variant| variant.identifier.0 == identifier);
    let mut candidates = pipe.candidates.iter();
    let open = candidates.find(|one| Some(one.variant) == variant && one.told == Told::Open);
    let id = open.and_then(|open| variants[open.variant].message);
    id.map_or_else(String::new, |id| {
        let request = protocol.message(protocol.message(id).answers().unwrap_or(id));
        if request.bound.is_some() {
            request.key.clone()
        } else {
            request.name.text().into_owned()
        }
    })
}

fn waiting((id, request): &(Option<String>, String)) -> Open {
    let id = id.as_ref().map(|id| match serde_json::from_str(id) {
        Ok(serde_json::Value::String(text)) => WireName::Text(text),
        Ok(serde_json::Value::Number(number)) => {
            WireName::Number(number.as_f64().unwrap_or_default())
        }
        _ => WireName::Bool(false),
    });
    Open {
        id,
        request: request.clone(),
    }
}
