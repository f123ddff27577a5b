//! The forms of an envelope: JSON with slots.

mod words;

use trilogue_wire::telling::Constant;

use crate::diagnostic::{Diagnostic, quoted};
use crate::model::{Kind, Slot};
use crate::rules::{INVALID_VALUE, MISPLACED_OPTIONAL, MISPLACED_SLOT, REPEATED_SLOT};
use crate::source::{Span, Spanned};
use crate::syntax::read::Reader;
use crate::syntax::slots::{self, SlotName};
use crate::syntax::{Form, Member, SlotNode, Template};
use crate::yaml::{Data, Entry, Node, Scalar};

use self::words::{
    NAME_IN_TEXT, constant, has_slot_inside, is_slot, is_slot_key, literal_key, reads_like_a_type,
};

/// What JavaScript puts before an object whose keys stand beside others.
const SPREAD_ELSEWHERE: &str = "...";

/// A form that is being read.
pub(super) struct FormReader<'e> {
    /// What the form is for.
    pub kind: Kind,
    /// The slots that the envelope declares itself.
    pub own: &'e [String],
    /// The slots so far.
    pub seen: Vec<SlotNode>,
}

impl Reader<'_> {
    /// A form, if it can be read as a whole.
    pub(super) fn form(&mut self, kind: Kind, own: &[String], entry: &Entry) -> Option<Form> {
        let mut form = FormReader {
            kind,
            own,
            seen: Vec::new(),
        };
        let template = self.template(&mut form, &entry.value, true)?;
        if self.has_refused_parts(entry) {
            return None;
        }
        Some(Form {
            kind: Spanned::new(kind, entry.key.span),
            template,
            span: entry.value.span,
        })
    }

    /// A part of a form; `keyed` where it stands behind a key.
    fn template(
        &mut self,
        form: &mut FormReader<'_>,
        node: &Node,
        keyed: bool,
    ) -> Option<Template> {
        match &node.data {
            Data::Mapping(entries) => self.object(form, node, entries).map(Template::Object),
            Data::List(items) => {
                let parts: Vec<Template> = items
                    .iter()
                    .filter_map(|item| self.template(form, item, false))
                    .collect();
                let whole = parts.len() == items.len() && self.ends_with_optional(&parts);
                whole.then_some(Template::List(parts))
            }
            Data::Scalar(scalar) if is_slot(scalar) => self.slot(form, scalar, node.span, keyed),
            Data::Scalar(scalar) => self.text_or_constant(form, scalar, node.span),
            _ => {
                self.neither_text_nor_mapping(node, "a part of a form");
                None
            }
        }
    }

    /// Whether nothing that must be there follows an item that may be absent.
    fn ends_with_optional(&mut self, parts: &[Template]) -> bool {
        let mut absent: Option<&SlotNode> = None;
        for part in parts {
            match (part, absent) {
                (Template::Slot(node), _) if node.optional => absent = Some(node),
                (_, Some(node)) => {
                    self.report(
                        Diagnostic::new(
                            MISPLACED_OPTIONAL,
                            node.span,
                            format!("`{}` cannot be optional here", node.slot.word()),
                        )
                        .label("items follow it")
                        .help("move it to the end of the list, or say that it is always there"),
                    );
                    return false;
                }
                _ => {}
            }
        }
        true
    }

    fn object(
        &mut self,
        form: &mut FormReader<'_>,
        node: &Node,
        entries: &[Entry],
    ) -> Option<Vec<Member>> {
        let mut members = Vec::with_capacity(entries.len());
        let mut spread: Option<Span> = None;
        for entry in entries {
            let key = &entry.key.value;
            let member = if is_slot_key(entry) {
                self.spread(form, entry, &mut spread)
            } else if entry.key_plain && (key == SPREAD_ELSEWHERE || has_slot_inside(key)) {
                self.slot_in_key(key, entry.key.span);
                None
            } else {
                let key = literal_key(entry);
                self.template(form, &entry.value, true)
                    .map(|template| Member::Key(key, template))
            };
            members.extend(member);
        }
        let whole = members.len() == entries.len() && !self.has_refused_keys(node);
        whole.then_some(members)
    }

    /// A slot that stands as a key without a value: its keys stand beside the others.
    fn spread(
        &mut self,
        form: &mut FormReader<'_>,
        entry: &Entry,
        earlier: &mut Option<Span>,
    ) -> Option<Member> {
        let (word, span) = (&entry.key.value, entry.key.span);
        if entry.value.data != Data::Empty {
            self.slot_with_value(word, span);
            return None;
        }
        let slot = self.slot_named(form, word, span)?;
        if !slots::SPREAD
            .iter()
            .any(|known| slot == SlotName::Built(*known))
        {
            self.no_keys(word, span);
            return None;
        }
        if let Some(first) = earlier.replace(span) {
            self.report(
                Diagnostic::new(
                    MISPLACED_SLOT,
                    span,
                    "two slots put their keys into one object",
                )
                .label("and this one")
                .secondary(first, "this one")
                .help("give one of them a key of its own, such as `payload: $payload`"),
            );
            return None;
        }
        let node = SlotNode {
            slot,
            span,
            optional: false,
            nullable: false,
        };
        self.once(form, node).map(Member::Spread)
    }

    fn slot_with_value(&mut self, word: &str, span: Span) {
        self.report(
            Diagnostic::new(MISPLACED_SLOT, span, format!("{} stands where a key belongs", quoted(word)))
                .label("a slot is a value")
                .help("write the key that holds it, such as `message: $payload`, leave out the value to put its keys here, or quote the key if it is meant so"),
        );
    }

    fn slot_in_key(&mut self, key: &str, span: Span) {
        self.report(
            Diagnostic::new(MISPLACED_SLOT, span, format!("{} is a key like any other", quoted(key)))
                .label("would be this text on the wire")
                .help("to put the keys of a slot here, write the slot alone and without a value, such as `$payload`; quote the key if it is meant so"),
        );
    }

    fn slot_in_text(&mut self, text: &str, span: Span) {
        self.report(
            Diagnostic::new(MISPLACED_SLOT, span, format!("a slot stands inside of {}", quoted(text)))
                .label("would be this text on the wire")
                .help("a slot is the whole value, such as `$payload`, `optional $id` or `$id | null`; the name alone can have text around it: `\"{name}.done\"`; if the text is meant so, write `$$` for its `$`"),
        );
    }

    fn no_keys(&mut self, word: &str, span: Span) {
        let words: Vec<String> = slots::SPREAD
            .iter()
            .map(|slot| format!("`{}`", slots::slot_word(*slot)))
            .collect();
        self.report(
            Diagnostic::new(
                MISPLACED_SLOT,
                span,
                format!("{} has no keys that could stand here", quoted(word)),
            )
            .label("a slot without a key")
            .help(format!(
                "write the key that holds it, such as `id: $id`; the keys of {} can stand beside others",
                words.join(", ")
            )),
        );
    }

    /// A slot as a value, with `optional` before and `| null` behind it.
    fn slot(
        &mut self,
        form: &mut FormReader<'_>,
        scalar: &Scalar,
        span: Span,
        keyed: bool,
    ) -> Option<Template> {
        let text = scalar.text.trim();
        let (optional, text) = match text.strip_prefix("optional ") {
            Some(rest) => (true, rest.trim_start()),
            None => (false, text),
        };
        let end = text.find(|letter: char| letter.is_whitespace() || letter == '|');
        let (word, behind) = text.split_at(end.unwrap_or(text.len()));
        let behind: String = behind.split_whitespace().collect();
        let nullable = match behind.as_str() {
            "" => false,
            "|null" => true,
            _ => return self.odd_slot(word, span),
        };
        if word == "$absent" {
            return self.absent(optional || nullable, span, keyed);
        }
        let slot = self.slot_named(form, word, span)?;
        let node = SlotNode {
            slot,
            span,
            optional,
            nullable,
        };
        if (optional || nullable) && !self.may_lack_value(&node, word) {
            return None;
        }
        self.once(form, node).map(Template::Slot)
    }

    fn type_in_form(&mut self, text: &str, span: Span) {
        self.report(
            Diagnostic::new(
                INVALID_VALUE,
                span,
                format!("{} is a type, and a form has none", quoted(text)),
            )
            .label("would be this text on the wire")
            .help("write a slot, such as `$level`, and its type under `fields` of the envelope: `fields: { level: int }`; quote it if the text is meant"),
        );
    }

    fn odd_slot(&mut self, word: &str, span: Span) -> Option<Template> {
        self.report(
            Diagnostic::new(
                INVALID_VALUE,
                span,
                format!("{} is followed by something that a slot does not take", quoted(word)),
            )
            .label("not a slot")
            .help("write `$id`, `optional $id`, `$id | null` or `optional $id | null`; types of slots stand under `fields` of the envelope"),
        );
        None
    }

    fn absent(&mut self, marked: bool, span: Span, keyed: bool) -> Option<Template> {
        if keyed && !marked {
            return Some(Template::Absent);
        }
        let help = if marked {
            "write `$absent` alone"
        } else {
            "only a key of an object can be absent; leave the item out"
        };
        self.report(
            Diagnostic::new(MISPLACED_SLOT, span, "`$absent` cannot stand here")
                .label("nothing that can be absent")
                .help(help),
        );
        None
    }

    /// Whether a slot can be optional or null: those that are the matter of the message cannot.
    fn may_lack_value(&mut self, node: &SlotNode, word: &str) -> bool {
        let help = match node.slot {
            SlotName::Built(Slot::Payload | Slot::Arguments) => {
                "each message says itself whether its payload can be absent or null"
            }
            SlotName::Built(Slot::Name) => {
                "a message without name has a form of its own, without `$name`"
            }
            SlotName::Built(Slot::Old | Slot::New) if node.nullable => {
                "the type of a property says whether it can be null"
            }
            _ => return true,
        };
        self.report(
            Diagnostic::new(
                MISPLACED_OPTIONAL,
                node.span,
                format!("`{word}` cannot be optional or null in a form"),
            )
            .label("not a matter of the form")
            .help(help),
        );
        false
    }

    /// The same slot, unless it stands in the form already and cannot stand there twice.
    fn once(&mut self, form: &mut FormReader<'_>, node: SlotNode) -> Option<SlotNode> {
        let first = form.seen.iter().find(|earlier| earlier.slot == node.slot);
        let Some(first) = first else {
            form.seen.push(node.clone());
            return Some(node);
        };
        let can_repeat = matches!(node.slot, SlotName::Built(Slot::Id) | SlotName::Own(_));
        let lacks_value = |node: &SlotNode| node.optional || node.nullable;
        if can_repeat && !lacks_value(first) && !lacks_value(&node) {
            return Some(node);
        }
        let help = if can_repeat {
            "a slot that stands twice, with one value, can be neither optional nor null"
        } else {
            "a form holds each slot once"
        };
        let word = node.slot.word();
        let mistake = Diagnostic::new(
            REPEATED_SLOT,
            node.span,
            format!("`{word}` stands twice in one form"),
        )
        .label("again here")
        .secondary(first.span, "first here")
        .help(help);
        self.report(mistake);
        None
    }

    /// A scalar that is no slot: a constant, or a text with the name in it.
    fn text_or_constant(
        &mut self,
        form: &mut FormReader<'_>,
        scalar: &Scalar,
        span: Span,
    ) -> Option<Template> {
        let constant = constant(scalar);
        let Constant::Text(text) = &constant else {
            return Some(Template::Constant(constant));
        };
        if reads_like_a_type(scalar) {
            self.type_in_form(text, span);
            return None;
        }
        if has_slot_inside(&scalar.text) {
            self.slot_in_text(&scalar.text, span);
            return None;
        }
        let Some((prefix, suffix)) = text.split_once(NAME_IN_TEXT) else {
            return Some(Template::Constant(constant));
        };
        let node = SlotNode {
            slot: SlotName::Built(Slot::Name),
            span,
            optional: false,
            nullable: false,
        };
        let (prefix, suffix) = (prefix.to_owned(), suffix.to_owned());
        self.once(form, node)?;
        Some(Template::NameInText {
            prefix,
            suffix,
            span,
        })
    }
}
