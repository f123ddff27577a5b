//! Lines of JSON with what a receiver makes of them.

use trilogue_codegen::interpret::{self, Chosen, Known, Open, Verdict};
use trilogue_codegen::model::{Direction, MessageId, Protocol, WireName};

/// How messages travel: what a line that starts with `//` says.
#[derive(Debug, Clone, Default)]
struct Way {
    from: String,
    to: String,
    channel: Option<String>,
    name: Option<String>,
    open: Vec<Open>,
    bound: Vec<(String, String)>,
}

/// A block of samples with the verdicts that are so.
///
/// # Errors
///
/// What cannot be read, or the direction that does not exist.
pub fn judged(text: &str, protocol: &Protocol, as_values: bool) -> Result<String, String> {
    let mut way = None;
    let mut anew = String::new();
    for line in text.lines() {
        if let Some(setting) = line.strip_prefix("// ") {
            way = Some(read_way(setting)?);
            anew.extend([line, "\n"]);
        } else if line.is_empty() {
            anew.push('\n');
        } else {
            anew += &sample(line, protocol, way.as_ref(), as_values)?;
        }
    }
    Ok(anew)
}

fn sample(
    line: &str,
    protocol: &Protocol,
    way: Option<&Way>,
    as_values: bool,
) -> Result<String, String> {
    let at = line.rfind(" //").map_or(line.len(), |space| space + 1);
    let (json, comment) = line.split_at(at);
    let comment = comment.trim_start_matches('/').trim_start();
    let written = comment.split(" (").next().unwrap_or_default();
    let found = if as_values {
        let message = format!(r#"{{"type":"value","data":{json}}}"#);
        let verdict = interpret::decode(protocol, &protocol.directions[0], message.as_bytes());
        value_verdict(&verdict)
    } else {
        let verdict = verdict(json.trim().as_bytes(), protocol, way)?;
        let with_identifier = written.contains(" as ");
        message_verdict(&verdict, with_identifier)
    };
    let remark = &comment[written.len()..];
    let space = if json.ends_with(' ') { "" } else { " " };
    Ok(format!("{json}{space}// {found}{remark}\n"))
}

fn verdict(json: &[u8], protocol: &Protocol, way: Option<&Way>) -> Result<Verdict, String> {
    let Some(way) = way else {
        return match &protocol.directions[..] {
            [only] => Ok(interpret::decode(protocol, only, json)),
            _ => Err("several directions, and no line says which".to_owned()),
        };
    };
    let direction = direction(protocol, way)?;
    let asked = |name: &String| {
        let mut pipes = direction.pipes.iter();
        pipes.find(|pipe| {
            let mut channels = pipe.channels.iter();
            channels.any(|place| protocol.channels[*place].name == *name)
        })
    };
    let pipe = match &way.channel {
        Some(name) => Some(asked(name).ok_or(format!("no channel {name}"))?),
        None => direction
            .pipes
            .iter()
            .find(|pipe| pipe.name_outside && way.name.is_some()),
    };
    let chosen = way.bound.iter().map(|bound| chosen(bound, protocol));
    let outside = way.name.clone().map(WireName::Text);
    let known = Known {
        pipe,
        outside: outside.as_ref(),
        open: (!way.open.is_empty()).then_some(&way.open),
        chosen: &chosen.collect::<Result<Vec<_>, _>>()?,
    };
    Ok(interpret::decode_knowing(protocol, direction, known, json))
}

fn chosen((name, key): &(String, String), protocol: &Protocol) -> Result<Chosen, String> {
    let mut messages = protocol.messages.iter();
    let found = messages.position(|message| message.key == *key);
    Ok(Chosen {
        name: name.clone(),
        message: MessageId(found.ok_or(format!("no message `{key}`"))?),
    })
}

fn direction<'p>(protocol: &'p Protocol, way: &Way) -> Result<&'p Direction, String> {
    let role = |name: &str| protocol.role_named(name).ok_or(format!("no role `{name}`"));
    let found = protocol.direction(role(&way.from)?, role(&way.to)?);
    found.ok_or(format!("nothing goes from {} to {}", way.from, way.to))
}

/// What a line such as `host -> widget, channel: native, name: Login, open: 7 = contacts, bound: /m = contacts` says.
fn read_way(text: &str) -> Result<Way, String> {
    let mut parts = text.split(", ");
    let roles = parts.next().and_then(|roles| roles.split_once(" -> "));
    let (from, to) = roles.ok_or(format!("`// {text}` says no direction"))?;
    let mut way = Way {
        from: from.to_owned(),
        to: to.to_owned(),
        ..Way::default()
    };
    for part in parts {
        match part.split_once(": ") {
            Some(("channel", name)) => way.channel = Some(name.to_owned()),
            Some(("name", name)) => way.name = Some(name.to_owned()),
            Some(("open", open)) => way.open.push(read_open(open)),
            Some(("bound", bound)) => {
                let found = bound.split_once(" = ");
                let (name, key) = found.ok_or(format!("`{bound}` has no ` = `"))?;
                way.bound.push((name.to_owned(), key.to_owned()));
            }
            _ => return Err(format!("`{part}` is no setting")),
        }
    }
    Ok(way)
}

fn read_open(text: &str) -> Open {
    let Some((id, request)) = text.split_once(" = ") else {
        return Open {
            id: None,
            request: text.to_owned(),
        };
    };
    let number = id.parse().map(WireName::Number);
    let id = number.unwrap_or_else(|_| WireName::Text(id.trim_matches('"').to_owned()));
    Open {
        id: Some(id),
        request: request.to_owned(),
    }
}

fn message_verdict(verdict: &Verdict, with_identifier: bool) -> String {
    match verdict {
        Verdict::Message {
            kind,
            name,
            identifier,
        } => {
            let name = name.as_ref().map(WireName::text);
            let name = name.map(|name| format!(" {name}"));
            let identifier = (with_identifier || name.is_none()).then_some(identifier);
            let identifier = identifier.map(|identifier| format!(" as {identifier}"));
            let [name, identifier] = [name, identifier].map(Option::unwrap_or_default);
            format!("{}{name}{identifier}", kind.word())
        }
        Verdict::Unknown { name } => format!("unknown {}", name.text()),
        Verdict::Refused(refusal) => refused(refusal.code().as_str(), refusal.path()),
    }
}

fn value_verdict(verdict: &Verdict) -> String {
    match verdict {
        Verdict::Refused(refusal) => {
            let path = refusal.path();
            refused(
                refusal.code().as_str(),
                path.strip_prefix("/data").unwrap_or(path),
            )
        }
        _ => "fits".to_owned(),
    }
}

fn refused(code: &str, path: &str) -> String {
    if path.is_empty() {
        format!("refused: {code}")
    } else {
        format!("refused: {code} at {path}")
    }
}
