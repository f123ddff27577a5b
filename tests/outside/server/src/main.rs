//! The server of a widget: a page passes on what the portal tells the widget, one message a line, and sends the portal
//! what the server answers.

mod widget;

use std::io::{self, BufRead as _, Write as _};

use widget::Widget;

trilogue::include_protocol!("portal");

fn main() -> io::Result<()> {
    let mut widget = Widget::default();
    let mut out = io::stdout().lock();
    for line in io::stdin().lock().lines() {
        let (said, answer) = widget.hear(&line?);
        eprintln!("{said}");
        if let Some(answer) = answer {
            writeln!(out, "{answer}")?;
        }
    }
    Ok(())
}
