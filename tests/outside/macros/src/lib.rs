//! Two protocols in one program: that of a lamp, from `spec/`, and that of frames, from beside a module.
//!
//! ```
//! use outside_macros::lamp::{Light, PageToLamp};
//!
//! let dim = PageToLamp::Dim(Light { percent: 40, colour: None });
//! assert_eq!(outside_macros::echoed(&dim).unwrap(), dim);
//! ```

pub mod embedding;

use trilogue::{Direction, Refusal};

trilogue::protocol!("spec/lamp.yaml");

/// What arrives when a message of any protocol is sent.
///
/// # Errors
///
/// Why it cannot be sent, or is not what it was.
pub fn echoed<D: Direction>(message: &D) -> Result<D, Refusal> {
    trilogue::decode(trilogue::encode(message)?.as_bytes())
}

/// All names that messages of a direction have.
#[must_use]
pub fn names<D: Direction>() -> Vec<&'static str> {
    D::NAMES.to_vec()
}
