//! A protocol whose spec stands beside this file, in a module that has something of its own.

#[trilogue::from_spec("frame-size.yaml", serde)]
pub mod size {
    use trilogue::Refusal;

    impl FrameToPage {
        /// The message as a line of a log.
        ///
        /// # Errors
        ///
        /// Why it cannot be sent.
        pub fn line(&self) -> Result<String, Refusal> {
            Ok(self.encode()? + "\n")
        }
    }
}
