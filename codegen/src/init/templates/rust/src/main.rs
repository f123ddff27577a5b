//! A player, as far as its messages go: reads what the page sends, and answers.

use protocols::player::{PageToPlayer, PlayerToPage};
use trilogue::Refusal;

fn main() -> Result<(), Refusal> {
    println!("sends {}", PlayerToPage::Ready.encode()?);
    for message in [
        r#"{"type":"load","data":{"film":"Metropolis","start":90}}"#,
        r#"{"type":"volume","data":50}"#,
        r#"{"type":"volume","data":101}"#,
        r#"{"type":"subtitles","data":"de"}"#,
    ] {
        match receive(message.as_bytes()) {
            Ok(what) => println!("{what}"),
            Err(refusal) => println!("refuses {} at {}", refusal.code().as_str(), refusal.path()),
        }
    }
    Ok(())
}

fn receive(message: &[u8]) -> Result<String, Refusal> {
    Ok(match PageToPlayer::decode(message)? {
        PageToPlayer::Load(load) => {
            format!(
                "plays {} from second {}",
                load.film,
                load.start.unwrap_or_default()
            )
        }
        PageToPlayer::Volume(percent) => format!("sets the volume to {percent} %"),
        PageToPlayer::Unknown(message) => format!("does not know {}", message.name()),
        _ => "does nothing".to_owned(),
    })
}
