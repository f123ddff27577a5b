//! What checks the payload of a message that nobody declared.

use super::code::{call, choice, constant, function, give, is_fault, list, or_fault, texts, when};
use super::layout::{Doc, concat};
use super::module::{Module, Way};
use super::places::{keys_beside, path_of};
use super::route::Route;
use super::sink::{literal, runtime};
use super::variants::has_names;
use crate::model::{Form, Slot, Undeclared};

/// The function that checks the payload of an undeclared message, in the first of some forms that has a place for it.
/// Empty if it may be anything.
pub fn declare(module: &mut Module<'_>, route: &Route<'_>) -> String {
    let Undeclared::Typed(ty) = &route.pipe.undeclared else {
        return String::new();
    };
    if !has_names(route.pipe) || route.pipe.name_outside {
        return String::new();
    }
    let reader = module.function_for(ty, "Undeclared", Way::Read);
    let forms = &route.pipe.forms;
    let is_spread = forms
        .iter()
        .any(|form| keys_beside(&form.template).is_some());
    let table = table(module, route, is_spread);
    let find = call(runtime("find"), vec!["message".into(), "path".into()]);
    let look_up = format!(
        "const found = forms.map((form) => {table}[form]).find((place) => place !== undefined);"
    );
    let mut body = vec![
        look_up.into(),
        when("found === undefined", give("undefined".into())),
    ];
    let value = if is_spread {
        body.push("const [path, keys] = found;".into());
        body.push(constant("whole", find));
        let is_object = call(runtime("isObject"), vec!["whole".into()]);
        let without = call(runtime("without"), vec!["whole".into(), "keys".into()]);
        choice(is_object, without, "whole".into())
    } else {
        body.push("const path = found;".into());
        find
    };
    body.push(constant("value", value));
    let payload = call(runtime("present"), vec!["value".into(), reader]);
    body.push(constant("payload", payload));
    let placed = call(runtime("place"), vec!["payload".into(), "path".into()]);
    body.push(give(choice(
        is_fault("payload"),
        placed,
        "undefined".into(),
    )));
    let name = route.claim(module, "checkUndeclared", "");
    let parameters = vec![
        ("message", "unknown".into()),
        ("forms", "readonly number[]".into()),
    ];
    module.add(&function(
        &name,
        parameters,
        or_fault("undefined".into()),
        body,
    ));
    name
}

/// Adds the table of the places of payloads by form, with the keys beside those that are spread. Gives its name.
fn table(module: &mut Module<'_>, route: &Route<'_>, is_spread: bool) -> String {
    let place = |form: &Form| {
        let Some(path) = path_of(&form.template, Slot::Payload) else {
            return "undefined".into();
        };
        let path = Doc::from(literal(&path));
        if !is_spread {
            return path;
        }
        let keys = keys_beside(&form.template).unwrap_or_default();
        list(vec![path, texts(keys.into_iter())])
    };
    let places = list(route.pipe.forms.iter().map(place).collect());
    let ty = if is_spread {
        "readonly (readonly [path: string, keys: readonly string[]] | undefined)[]"
    } else {
        "readonly (string | undefined)[]"
    };
    let name = route.claim(module, "undeclaredPayloads", "");
    module.add(&concat([
        format!("const {name}").into(),
        Doc::from(format!(": {ty}")).type_only(),
        " = ".into(),
        places,
        ";".into(),
    ]));
    name
}
