//! What a heater makes of its panel.
//!
//! ```
//! use checked_in::Heater;
//!
//! let mut heater = Heater::default();
//! heater.hear(r#"{"type":"set","room":"bath","data":{"celsius":21}}"#)?;
//! assert_eq!(heater.bath, Some(21.0));
//! # Ok::<(), trilogue::Refusal>(())
//! ```

pub mod thermostat;

use thermostat::types::Room;
use thermostat::{HeaterToPanel, PanelToHeater};
use trilogue::Refusal;

/// The temperatures that somebody wishes, in degrees Celsius.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Heater {
    /// In the bath.
    pub bath: Option<f64>,
    /// In the kitchen.
    pub kitchen: Option<f64>,
}

impl Heater {
    /// Takes in a message of the panel. One that is not declared changes nothing.
    ///
    /// # Errors
    ///
    /// Which rule the message breaks.
    pub fn hear(&mut self, json: &str) -> Result<(), Refusal> {
        match PanelToHeater::decode_text(json)? {
            PanelToHeater::Set { payload, room } => *self.room(room) = Some(payload.celsius),
            PanelToHeater::Off { room } => *self.room(room) = None,
            _ => {}
        }
        Ok(())
    }

    fn room(&mut self, room: Room) -> &mut Option<f64> {
        match room {
            Room::Bath => &mut self.bath,
            Room::Kitchen => &mut self.kitchen,
        }
    }
}

/// What the heater tells the panel once a room is `celsius` warm.
///
/// # Errors
///
/// Never for a number that JSON can hold.
pub fn measured(room: Room, celsius: f64) -> Result<String, Refusal> {
    let payload = thermostat::heater_to_panel::Measured { celsius };
    HeaterToPanel::Measured { payload, room }.encode()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rooms_are_told_apart() {
        let mut heater = Heater::default();
        for json in [
            r#"{"type":"set","room":"bath","data":{"celsius":21}}"#,
            r#"{"type":"set","room":"kitchen","data":{"celsius":18.5}}"#,
            r#"{"type":"off","room":"bath"}"#,
        ] {
            assert_eq!(heater.hear(json), Ok(()));
        }
        assert_eq!(heater.kitchen, Some(18.5));
        assert_eq!(heater.bath, None);
    }

    #[test]
    fn what_breaks_the_protocol_changes_nothing() {
        let mut heater = Heater::default();
        let refused = |heater: &mut Heater, json| heater.hear(json).unwrap_err().to_string();
        let hot = r#"{"type":"set","room":"bath","data":{"celsius":90}}"#;
        assert_eq!(
            refused(&mut heater, hot),
            "/data/celsius: expected at most 30 (maximum)"
        );
        let nowhere = r#"{"type":"set","room":"attic","data":{"celsius":20}}"#;
        assert_eq!(
            refused(&mut heater, nowhere),
            "/room: expected `kitchen` or `bath` (enum)"
        );
        assert_eq!(heater, Heater::default());
    }

    #[test]
    fn measurements_are_written() {
        assert_eq!(
            measured(Room::Bath, 20.5).as_deref(),
            Ok(r#"{"type":"measured","room":"bath","data":{"celsius":20.5}}"#)
        );
    }
}
