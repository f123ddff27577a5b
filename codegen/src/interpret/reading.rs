//! One message on one pipe: which candidate it is.

use trilogue_wire::telling::{self, Form as Telling, Rival, Told as Found, find, tell};
use trilogue_wire::{Code, Fault, Value};

use crate::facts;
use crate::interpret::{Chosen, Open, Verdict, at, form, value, waiting};
use crate::model::{
    Candidate, Direction, Entry, Joining, MessageId, Pipe, Protocol, Slot, Template, Told,
    Undeclared, Variant, WireName,
};

/// How far a message came. Between pipes, the one on which it came furthest says what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Stage {
    /// It was refused before it was known which message it is.
    Refused,
    /// It is none that is declared.
    Unknown,
    /// It was told which message it is, and refused.
    Told,
    /// It is that message.
    Message,
}

/// What a message is read with.
pub(super) struct Reading<'r> {
    pub protocol: &'r Protocol,
    pub direction: &'r Direction,
    pub pipe: &'r Pipe,
    /// The requests that wait for their answers, if they are known.
    pub open: Option<&'r [Open]>,
    /// The name, if it stands outside of the message.
    pub outside: Option<&'r WireName>,
    /// The names that were chosen at run time.
    pub chosen: &'r [Chosen],
}

impl<'r> Reading<'r> {
    /// What a message is.
    pub fn message(&self, message: Value<'_>) -> (Stage, Verdict) {
        if let Some(name) = self.outside {
            return self.named_outside(name, message);
        }
        let forms = self.pipe.telling_forms();
        let told = match tell(&forms, message) {
            Ok(told) => told,
            Err(fault) => return refused(Stage::Refused, fault, None),
        };
        let name = told.name.clone().map(WireName::from);
        let named = self.named(name.as_ref(), |form| told.has(form));
        if !named.is_empty() {
            return self.settled(&forms, &named, message, name);
        }
        let nameless =
            self.candidates(|candidate| told.has(candidate.form) && candidate.told == Told::Form);
        if nameless.is_empty() {
            return self.undeclared(&told, message);
        }
        match self.answered(&forms, &nameless, message) {
            Some(verdict) => verdict,
            None => self.settled(&forms, &nameless, message, None),
        }
    }

    fn named_outside(&self, name: &WireName, message: Value<'_>) -> (Stage, Verdict) {
        let of_name = self.named(Some(name), |_| true);
        if of_name.is_empty() {
            let unknown = Verdict::Unknown { name: name.clone() };
            return match self.pipe.undeclared {
                Undeclared::Refuse => refused(Stage::Refused, undeclared_name(), None),
                _ => (Stage::Unknown, unknown),
            };
        }
        let forms = self.pipe.telling_forms();
        let alone = |candidate: &Candidate| forms[candidate.form..=candidate.form].to_vec();
        let fitting = |candidate: &&Candidate| tell(&alone(candidate), message).is_ok();
        let fits: Vec<&Candidate> = of_name.iter().copied().filter(fitting).collect();
        if fits.is_empty() {
            let all: Vec<Telling> = of_name.iter().flat_map(|one| alone(one)).collect();
            return match tell(&all, message) {
                Ok(_) => self.settled(&forms, &of_name, message, Some(name.clone())),
                Err(fault) => refused(Stage::Refused, fault, Some(name)),
            };
        }
        self.settled(&forms, &fits, message, Some(name.clone()))
    }

    /// The candidates of some forms that have a name: those for which it is declared, else those for which it was chosen.
    fn named(&self, name: Option<&WireName>, has: impl Fn(usize) -> bool) -> Vec<&'r Candidate> {
        let declared =
            self.candidates(|candidate| has(candidate.form) && is_called(candidate, name));
        if !declared.is_empty() {
            return declared;
        }
        let chosen =
            self.candidates(|candidate| has(candidate.form) && self.is_for(candidate, name));
        // One name can have been chosen for several messages: it is that of the first.
        let first = chosen.first().map(|candidate| candidate.variant);
        let of_first = chosen.into_iter();
        of_first
            .filter(|candidate| Some(candidate.variant) == first)
            .collect()
    }

    /// Whether a name was chosen for a candidate at run time.
    fn is_for(&self, candidate: &Candidate, name: Option<&WireName>) -> bool {
        let (Some(WireName::Text(name)), Told::Name(_)) = (name, &candidate.told) else {
            return false;
        };
        let variant = self.variant(candidate);
        let mut chosen = self.chosen.iter();
        variant.part(Slot::Name).is_some()
            && chosen.any(|one| one.name == *name && Some(one.message) == variant.message)
    }

    fn candidates(&self, is_one: impl Fn(&Candidate) -> bool) -> Vec<&'r Candidate> {
        let candidates = self.pipe.candidates.iter();
        candidates.filter(|candidate| is_one(candidate)).collect()
    }

    fn variant(&self, candidate: &Candidate) -> &'r Variant {
        &self.direction.variants[candidate.variant]
    }

    /// The one among candidates that a message is, once it is checked.
    fn settled(
        &self,
        forms: &[Telling],
        candidates: &[&'r Candidate],
        message: Value<'_>,
        name: Option<WireName>,
    ) -> (Stage, Verdict) {
        let rivals: Vec<Rival> = candidates
            .iter()
            .map(|candidate| Rival {
                form: candidate.form,
                marks: candidate.marks.clone(),
            })
            .collect();
        match telling::settle(forms, &rivals, message) {
            Ok(place) => self.checked(candidates[place], message, name),
            Err(fault) => refused(Stage::Told, fault, name.as_ref()),
        }
    }

    fn checked(
        &self,
        candidate: &Candidate,
        message: Value<'_>,
        name: Option<WireName>,
    ) -> (Stage, Verdict) {
        let variant = self.variant(candidate);
        let form = &self.pipe.forms[candidate.form];
        match form::hold(self.protocol, self.direction, form, variant, message) {
            Ok(()) => (
                Stage::Message,
                Verdict::Message {
                    kind: variant.kind,
                    name,
                    identifier: variant.identifier.0.clone(),
                },
            ),
            Err(fault) => refused(Stage::Told, fault, name.as_ref()),
        }
    }

    /// An answer without a name, read as that of the request that is open. `None` when it is no answer, or nobody says
    /// what is open, or it does not say which of several requests it is for.
    fn answered(
        &self,
        forms: &[Telling],
        nameless: &[&'r Candidate],
        message: Value<'_>,
    ) -> Option<(Stage, Verdict)> {
        let open = self.open?;
        let is_answer = |candidate: &&&Candidate| self.variant(candidate).kind.is_answer();
        let answer = nameless.iter().find(is_answer)?;
        let found = match self.pipe.forms[answer.form].joining.as_ref()? {
            Joining::Id(id) => waiting::by_id(open, id.as_deref(), message),
            Joining::Ways(ways) => waiting::by_ways(self.protocol, open, ways, message),
        };
        let request = match found {
            Ok(found) => found?,
            Err(fault) => return Some(refused(Stage::Told, fault, None)),
        };
        let mut known = (0..self.protocol.messages.len()).map(MessageId);
        if !known.any(|id| self.is_request(id, request)) {
            return None;
        }
        let own = self.answers_of(request);
        (!own.is_empty()).then(|| self.among(forms, &own, message))
    }

    /// The answers without a name that a request can have: its own, or those for all where it has none.
    fn answers_of(&self, request: &str) -> Vec<&'r Candidate> {
        let envelopes = self.envelopes_of(request);
        let has_own = |form: usize| {
            let mut candidates = self.pipe.candidates.iter();
            candidates.any(|own| own.form == form && own.told == Told::Open)
        };
        self.candidates(|candidate| match candidate.told {
            Told::Open => self.answers(candidate, request),
            Told::Form => {
                let form = &self.pipe.forms[candidate.form];
                self.variant(candidate).message.is_none()
                    && !has_own(candidate.form)
                    && (envelopes.is_empty()
                        || envelopes.iter().any(|envelope| form.serves(envelope)))
            }
            Told::Name(_) => false,
        })
    }

    /// The envelopes of this pipe that a request takes.
    fn envelopes_of(&self, request: &str) -> Vec<&'r str> {
        let here = |envelope: &str| {
            let mut forms = self.pipe.forms.iter();
            forms.any(|form| form.kind.is_answer() && form.serves(envelope))
        };
        let (from, to) = (self.direction.to, self.direction.from);
        let asked = self.protocol.direction(from, to);
        let pipes = asked.into_iter().flat_map(|asked| {
            let variants = &asked.variants;
            asked.pipes.iter().flat_map(move |pipe| {
                let candidates = pipe.candidates.iter();
                candidates.map(move |candidate| (pipe, &variants[candidate.variant], candidate))
            })
        });
        pipes
            .filter(|(_, variant, _)| {
                variant
                    .message
                    .is_some_and(|id| self.is_request(id, request))
            })
            .map(|(pipe, _, candidate)| pipe.forms[candidate.form].envelope.as_str())
            .filter(|envelope| here(envelope))
            .collect()
    }

    /// Tells a message among the answers of one request.
    fn among(
        &self,
        forms: &[Telling],
        own: &[&'r Candidate],
        message: Value<'_>,
    ) -> (Stage, Verdict) {
        let alone: Vec<Telling> = own.iter().map(|one| forms[one.form].clone()).collect();
        match tell(&alone, message) {
            Ok(told) => {
                let left: Vec<&Candidate> = told.forms.iter().map(|place| own[*place]).collect();
                self.settled(forms, &left, message, None)
            }
            Err(fault) => refused(Stage::Refused, fault, None),
        }
    }

    /// Whether a candidate answers the request with this key or name.
    fn answers(&self, candidate: &Candidate, request: &str) -> bool {
        let Some(id) = self.variant(candidate).message else {
            return false;
        };
        let id = self.protocol.message(id).answers().unwrap_or(id);
        self.is_request(id, request)
    }

    /// Whether a message has this key or name.
    fn is_request(&self, id: MessageId, request: &str) -> bool {
        waiting::is_called(self.protocol.message(id), request)
    }

    fn undeclared(&self, told: &Found<'_>, message: Value<'_>) -> (Stage, Verdict) {
        let Some(name) = told.name.clone().map(WireName::from) else {
            let fault = Fault::new(Code::Tag, "a message of this direction");
            return refused(Stage::Refused, fault, None);
        };
        match &self.pipe.undeclared {
            Undeclared::Keep => (Stage::Unknown, Verdict::Unknown { name }),
            Undeclared::Refuse => {
                let mut places = told
                    .forms
                    .iter()
                    .filter_map(|&form| self.pipe.forms[form].telling.name_path());
                let path = places.next().unwrap_or_default();
                refused(Stage::Refused, at(undeclared_name(), path), None)
            }
            Undeclared::Typed(ty) => {
                let place = told.forms.iter().find_map(|&form| {
                    facts::place_of(&self.pipe.forms[form].template, Slot::Payload)
                });
                let Some(place) = place else {
                    return (Stage::Unknown, Verdict::Unknown { name });
                };
                let forms = told.forms.iter().map(|&form| &self.pipe.forms[form]);
                let hidden = forms.flat_map(|form| keys_beside(&form.template));
                let hidden: Vec<&str> = hidden.collect();
                let checked = match find(message, &place) {
                    Some(payload) => value::check_without(self.protocol, ty, payload, &hidden),
                    None => Err(Fault::new(Code::Missing, "a payload")),
                };
                match checked {
                    Ok(()) => (Stage::Unknown, Verdict::Unknown { name }),
                    Err(fault) => refused(Stage::Told, at(fault, &place), Some(&name)),
                }
            }
        }
    }
}

/// The keys of a form beside those of a payload that is spread.
fn keys_beside(template: &Template) -> Vec<&str> {
    let entries: &[Entry] = match template {
        Template::Object(entries) => entries,
        Template::List(items) => return items.iter().flat_map(keys_beside).collect(),
        _ => &[],
    };
    let is_here = |entry: &Entry| matches!(entry, Entry::Spread(Slot::Payload));
    if entries.iter().any(is_here) {
        let keys = entries.iter().filter_map(|entry| match entry {
            Entry::Member(key, _) => Some(key.as_str()),
            Entry::Spread(_) => None,
        });
        return keys.collect();
    }
    let inner = entries.iter().filter_map(|entry| match entry {
        Entry::Member(_, inner) => Some(inner),
        Entry::Spread(_) => None,
    });
    inner.flat_map(keys_beside).collect()
}

fn undeclared_name() -> Fault {
    Fault::new(Code::Name, "a declared name")
}

fn refused(stage: Stage, fault: Fault, name: Option<&WireName>) -> (Stage, Verdict) {
    let name = name.map(WireName::text);
    (stage, Verdict::Refused(fault.refuse(name.as_deref())))
}

fn is_called(candidate: &Candidate, name: Option<&WireName>) -> bool {
    match (&candidate.told, name) {
        (Told::Name(called), Some(name)) => called == name,
        _ => false,
    }
}
