//! One message of a direction as a type of its own.

use trilogue_wire::{Document, Refusal, Value, Writer};

/// One message that goes one way on a channel, whole: with what its envelope
/// puts around its payload. `#[derive(Message)]` implements it.
///
/// It is told among all messages of its direction, as
/// [`Direction`](crate::Direction) tells them, so that another message is never
/// taken for it.
///
/// ```
/// use trilogue::{Code, Fault, Message, Refusal, Value, Writer};
///
/// /// What a derive writes, for a direction with one message.
/// #[derive(Debug, PartialEq)]
/// struct Login {
///     token: String,
/// }
///
/// impl Message for Login {
///     const NAME: Option<&'static str> = Some("login");
///
///     fn read(message: Value<'_>) -> Result<Self, Refusal> {
///         let object = message.object()?;
///         if object.required("type", Value::text)? != "login" {
///             return Err(Fault::new(Code::Name, "login").under("type").into());
///         }
///         let token = object.required("token", Value::string);
///         token.map(|token| Self { token }).map_err(|fault| fault.refuse(Self::NAME))
///     }
///
///     fn write(&self, out: &mut Writer) -> Result<(), Refusal> {
///         Ok(out.object(|object| {
///             object.field("type", |out| out.text("login"))?;
///             object.field("token", |out| out.text(&self.token))
///         })?)
///     }
/// }
///
/// let login: Login = trilogue::decode_message(br#"{"type":"login","token":"t"}"#)?;
/// assert_eq!(login, Login { token: "t".to_owned() });
/// assert_eq!(trilogue::encode_message(&login)?, r#"{"type":"login","token":"t"}"#);
///
/// let refusal = trilogue::decode_message::<Login>(br#"{"type":"logout"}"#).unwrap_err();
/// assert_eq!(refusal.to_string(), "/type: expected login (name)");
/// # Ok::<(), Refusal>(())
/// ```
pub trait Message: Sized {
    /// The name on the wire, if this kind of message carries one. Of a message
    /// whose name is chosen at run time, the one that it has while no other was
    /// chosen.
    const NAME: Option<&'static str>;

    /// As [`Direction::TAKES_NOTHING`](crate::Direction::TAKES_NOTHING).
    const TAKES_NOTHING: bool = false;

    /// Reads the whole message.
    ///
    /// # Errors
    ///
    /// Why it is no message of its direction, or not this one: `name` where the
    /// name of another stands, `tag` for another that has no name.
    fn read(message: Value<'_>) -> Result<Self, Refusal>;

    /// Writes the whole message.
    ///
    /// # Errors
    ///
    /// The first rule that the message breaks; readers would refuse it.
    fn write(&self, out: &mut Writer) -> Result<(), Refusal>;
}

/// Reads one message from JSON text.
///
/// # Errors
///
/// `json` or `duplicate-key` if the text is at fault, else the refusal of
/// [`Message::read`].
pub fn decode_message<M: Message>(json: &[u8]) -> Result<M, Refusal> {
    let document = if M::TAKES_NOTHING {
        Document::parse_or_nothing(json)?
    } else {
        Document::parse(json)?
    };
    M::read(document.root())
}

/// Writes one message as JSON text, also one that borrows from what was read.
///
/// # Errors
///
/// The refusal of [`Message::write`].
pub fn encode_message<'d, M: crate::BorrowedMessage<'d>>(message: &M) -> Result<String, Refusal> {
    let mut out = Writer::new();
    message.write(&mut out)?;
    Ok(out.into_string())
}
