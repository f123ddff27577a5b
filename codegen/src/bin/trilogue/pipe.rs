//! Which pipe `trilogue decode` reads, and with what.

use anyhow::{anyhow, bail};
use trilogue_codegen::diagnostic::near;
use trilogue_codegen::interpret::{self, Chosen, Known, Open, Verdict};
use trilogue_codegen::model::{Direction, MessageId, Pipe, Protocol, Slot, WireName};

#[derive(clap::Args)]
#[group(id = "pipe")]
pub struct Arguments {
    /// The channel that carried the messages. Without it, a message may be of any whose messages have their name inside.
    #[arg(long, value_name = "CHANNEL")]
    channel: Option<String>,
    /// The name of the messages, where it stands outside of them: that of the function or DOM event.
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// A request that waits for its answer, by the id that it was sent with: `1=contacts`, or `"1"=contacts` where the id is
    /// text that looks like a number. Without an id, `=contacts`, it waits for an answer that has none.
    #[arg(long, value_name = "ID=NAME")]
    open: Vec<String>,
    /// A name that was chosen at run time, and the message for which it was: `/mine=contacts`. A name that the spec declares
    /// stays what it is.
    #[arg(long, value_name = "NAME=MESSAGE")]
    bound: Vec<String>,
}

/// What messages are read with.
pub struct Reader<'p> {
    protocol: &'p Protocol,
    direction: &'p Direction,
    pipe: Option<&'p Pipe>,
    name: Option<WireName>,
    open: Option<Vec<Open>>,
    chosen: Vec<Chosen>,
}

impl<'p> Reader<'p> {
    /// What the arguments ask for.
    pub fn new(
        arguments: &Arguments,
        protocol: &'p Protocol,
        direction: &'p Direction,
    ) -> anyhow::Result<Self> {
        let open: Vec<Open> = arguments
            .open
            .iter()
            .map(|text| waiting(text, protocol))
            .collect::<anyhow::Result<_>>()?;
        if open.iter().filter(|open| open.id.is_none()).count() > 1 {
            bail!("two requests are open without an id: give ids, as in `--open 1=NAME`");
        }
        Ok(Self {
            protocol,
            direction,
            pipe: pipe(arguments, protocol, direction)?,
            name: arguments.name.clone().map(WireName::Text),
            open: (!open.is_empty()).then_some(open),
            chosen: arguments
                .bound
                .iter()
                .map(|text| chosen(text, protocol, direction))
                .collect::<anyhow::Result<_>>()?,
        })
    }

    /// What a message is.
    pub fn read(&self, message: &[u8]) -> Verdict {
        let known = Known {
            pipe: self.pipe,
            outside: self.name.as_ref(),
            open: self.open.as_deref(),
            chosen: &self.chosen,
        };
        interpret::decode_knowing(self.protocol, self.direction, known, message)
    }
}

/// The pipe that is asked for; `None` for all whose messages have their name inside.
fn pipe<'p>(
    arguments: &Arguments,
    protocol: &Protocol,
    direction: &'p Direction,
) -> anyhow::Result<Option<&'p Pipe>> {
    let outside = arguments.name.is_some();
    let channels = |pipe: &'p Pipe| {
        pipe.channels
            .iter()
            .map(|place| &protocol.channels[*place].name)
    };
    if let Some(name) = &arguments.channel {
        let mut known = direction.pipes.iter().flat_map(channels);
        if !known.clone().any(|known| known == name) {
            return Err(match near(name, known.clone().map(String::as_str)) {
                Some(meant) => anyhow!("there is no channel `{name}`; did you mean `{meant}`?"),
                None => anyhow!(
                    "no channel `{name}` goes that way; there is {}",
                    known.by_ref().cloned().collect::<Vec<_>>().join(", ")
                ),
            });
        }
    }
    let asked = |pipe: &&Pipe| {
        let named = arguments.channel.as_ref();
        let mut places = pipe.channels.iter();
        named.is_none_or(|name| places.any(|place| protocol.channels[*place].name == *name))
    };
    if outside || arguments.channel.is_some() {
        let mut pipes = direction.pipes.iter().filter(asked);
        let found = pipes.find(|pipe| pipe.name_outside == outside);
        return match found {
            Some(pipe) => Ok(Some(pipe)),
            None if outside => {
                bail!("`--name` is for channels whose messages have their name outside")
            }
            None => {
                bail!("the messages of this channel have their name outside: give it with `--name`")
            }
        };
    }
    if direction.pipes.iter().all(|pipe| pipe.name_outside) {
        bail!("these messages have their name outside: give it with `--name`");
    }
    Ok(None)
}

/// A request that waits, from `id=name`.
fn waiting(text: &str, protocol: &Protocol) -> anyhow::Result<Open> {
    let Some((id, request)) = text.rsplit_once('=') else {
        bail!("`--open {text}` is not `ID=NAME`, such as `1=contacts`");
    };
    ask_for(request, protocol)?;
    let id = match serde_json::from_str::<serde_json::Value>(id) {
        _ if id.is_empty() => None,
        Ok(serde_json::Value::Number(number)) => number.as_f64().map(WireName::Number),
        Ok(serde_json::Value::String(text)) => Some(WireName::Text(text)),
        _ => Some(WireName::Text(id.to_owned())),
    };
    Ok(Open {
        id,
        request: request.to_owned(),
    })
}

/// Whether a message that may be waiting for an answer is declared.
fn ask_for(request: &str, protocol: &Protocol) -> anyhow::Result<()> {
    let messages = protocol.messages.iter();
    let names: Vec<_> = messages
        .flat_map(|message| [message.key.as_str().into(), message.name.text()])
        .collect();
    if names.iter().any(|name| name == request) {
        return Ok(());
    }
    Err(match near(request, names.iter().map(AsRef::as_ref)) {
        Some(meant) => anyhow!("there is no request `{request}`; did you mean `{meant}`?"),
        None => anyhow!("there is no request `{request}`: `--open` takes its name or its key"),
    })
}

/// A name that was chosen at run time, from `name=message`.
fn chosen(text: &str, protocol: &Protocol, direction: &Direction) -> anyhow::Result<Chosen> {
    let parts = text.rsplit_once('=').filter(|(name, _)| !name.is_empty());
    let Some((name, wanted)) = parts else {
        bail!("`--bound {text}` is not `NAME=MESSAGE`, such as `/mine=contacts`");
    };
    Ok(Chosen {
        name: name.to_owned(),
        message: named_at_run_time(wanted, protocol, direction)?,
    })
}

/// The message of a direction whose name is chosen at run time, by its key or by the name that it has meanwhile.
fn named_at_run_time(
    wanted: &str,
    protocol: &Protocol,
    direction: &Direction,
) -> anyhow::Result<MessageId> {
    let variants = direction.variants.iter();
    let bound = variants.filter(|variant| variant.part(Slot::Name).is_some());
    let bound: Vec<MessageId> = bound.filter_map(|variant| variant.message).collect();
    let is_called = |id: &MessageId| {
        let message = protocol.message(*id);
        message.key == wanted || message.name.text() == wanted
    };
    if let Some(found) = bound.iter().copied().find(is_called) {
        return Ok(found);
    }
    let [from, to] = [direction.from, direction.to].map(|role| &protocol.role(role).name);
    let keys: Vec<&str> = bound
        .iter()
        .map(|id| protocol.message(*id).key.as_str())
        .collect();
    if keys.is_empty() {
        bail!("no message from `{from}` to `{to}` has a name that is chosen at run time");
    }
    let all = (0..protocol.messages.len()).map(MessageId);
    let is_declared = all.into_iter().any(|id| is_called(&id));
    Err(match near(wanted, keys.iter().copied()) {
        Some(meant) => anyhow!(
            "there is no message `{wanted}` whose name is chosen at run time; did you mean `{meant}`?"
        ),
        None if is_declared => anyhow!(
            "the name of `{wanted}` is not chosen at run time; from `{from}` to `{to}` those of {} are",
            keys.join(", ")
        ),
        None => anyhow!(
            "there is no message `{wanted}`: `--bound` takes one of {}",
            keys.join(", ")
        ),
    })
}
