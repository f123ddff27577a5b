//! Answer names that several requests share, where what joins answers to requests tells whose answer one is.

use crate::decodable::{self, Side};
use crate::facts;
use crate::model::{Form, MessageId, Protocol, WireName};
use crate::naming;
use crate::resolve::directions::building::{
    Building, Carried, DraftForm, DraftPipe, DraftTold, JoinedBy, Use,
};
use crate::resolve::directions::{nameless, telling};
use crate::resolve::envelopes::Envelope;

impl<'a> Building<'a> {
    /// Makes a constant of each name that answers of several requests share, where nothing but the open request tells
    /// them apart: they are then read as answers without a name.
    pub fn part_shared_names(&mut self, protocol: &Protocol, envelopes: &[Envelope<'a>]) {
        for pipe in 0..self.pipes.len() {
            let names = self.pipes[pipe].shared_names(protocol, envelopes);
            if names.is_empty() {
                continue;
            }
            for (name, uses) in names {
                let known = self.called.iter().position(|known| *known == name);
                let called = known.unwrap_or_else(|| {
                    self.called.push(name);
                    self.called.len() - 1
                });
                self.pipes[pipe].part_name(called, &uses, protocol, envelopes);
            }
            self.pipes[pipe].drop_lost_uses();
        }
        for pipe in &mut self.pipes {
            pipe.called.clone_from(&self.called);
        }
    }

    /// What a shared name is in identifiers; with its place where it has no letters, or another name gives the same.
    pub fn identifier_of(&self, called: usize) -> String {
        let derived = |name: &WireName| naming::identifier(&name.text());
        let own = derived(&self.called[called]);
        let mut earlier = self.called[..called].iter();
        match own {
            Some(own) if !earlier.any(|name| derived(name).as_ref() == Some(&own)) => own.0,
            own => format!(
                "{}{}",
                own.map_or_else(String::new, |own| own.0),
                called + 1
            ),
        }
    }
}

impl<'a> DraftPipe<'a> {
    /// The names that answers of several requests share, and the places of these answers among the uses.
    fn shared_names(
        &self,
        protocol: &Protocol,
        envelopes: &[Envelope<'a>],
    ) -> Vec<(WireName, Vec<usize>)> {
        let mut names: Vec<(WireName, Vec<usize>)> = Vec::new();
        // A name beside the message comes without an open request.
        if self.outside {
            return names;
        }
        let forms: Vec<Form> = (0..self.forms.len())
            .map(|place| telling::form(self, place, envelopes, protocol))
            .collect();
        let answers = self.uses.iter().enumerate();
        for (place, used) in answers.filter(|(_, used)| used.variant.kind.is_answer()) {
            let Some(name) = telling::name_of(used, &forms[used.form]) else {
                continue;
            };
            match names.iter_mut().find(|(known, _)| *known == name) {
                Some((_, uses)) => uses.push(place),
                None => names.push((name, vec![place])),
            }
        }
        names.retain(|(_, uses)| {
            uses.iter().all(|&place| self.is_joined(place, protocol))
                && uses.iter().enumerate().any(|(index, &place)| {
                    let mut earlier = uses[..index].iter();
                    earlier.any(|&other| self.look_the_same(&forms, [place, other], protocol))
                })
        });
        names
    }

    /// Whether something joins an answer to its request.
    fn is_joined(&self, place: usize, protocol: &Protocol) -> bool {
        let used = &self.uses[place];
        let mut joins = self.joins.iter();
        joins.any(|joined| {
            joined.by_any
                && std::ptr::eq(joined.form, self.forms[used.form].written)
                && Some(joined.request) == request(used, protocol)
        })
    }

    /// Whether two answers of one name are of different requests, and nothing else tells them apart.
    fn look_the_same(&self, forms: &[Form], places: [usize; 2], protocol: &Protocol) -> bool {
        let uses = places.map(|place| &self.uses[place]);
        let [one, other] = uses.map(|used| request(used, protocol));
        if one == other {
            return false;
        }
        let marks = uses.map(|used| telling::marks(used, &forms[used.form], protocol));
        let side = |place: usize| Side {
            form: &forms[uses[place].form],
            marks: &marks[place],
            needs_payload: matches!(&uses[place].payload, Carried::Payload(payload) if !payload.optional),
            is_open: (uses[place].payload.ty()).is_some_and(|ty| facts::has_any_key(protocol, ty)),
        };
        !decodable::told_apart(&side(0), &side(1))
    }

    /// Gives answers that share a name forms of their own, with the name as a constant.
    fn part_name(
        &mut self,
        called: usize,
        uses: &[usize],
        protocol: &Protocol,
        envelopes: &[Envelope<'a>],
    ) {
        for &place in uses {
            let former = self.forms[self.uses[place].form];
            let own = self.place_called(
                DraftForm {
                    called: Some(called),
                    ..former
                },
                envelopes,
                protocol,
            );
            let asked = request(&self.uses[place], protocol);
            let written = self.forms[own].written;
            for joined in &mut self.joins {
                if std::ptr::eq(joined.form, former.written) && Some(joined.request) == asked {
                    joined.told = JoinedBy::Open(Some(called));
                    joined.form = written;
                }
            }
            let answer = &mut self.uses[place];
            answer.form = own;
            answer.told = DraftTold::Open;
        }
    }

    /// The place of a form for a name, or of the same one of another envelope.
    fn place_called(
        &mut self,
        form: DraftForm<'a>,
        envelopes: &[Envelope<'a>],
        protocol: &Protocol,
    ) -> usize {
        let same = |known: &DraftForm<'a>| {
            (known.lacks_payload, known.no_arguments) == (form.lacks_payload, form.no_arguments)
                && nameless::are_one(*known, form, envelopes, protocol)
        };
        let Some(place) = self.forms.iter().position(same) else {
            self.forms.push(form);
            return self.forms.len() - 1;
        };
        self.share(place, form.envelope);
        place
    }
}

/// The request that an answer is for.
fn request(used: &Use, protocol: &Protocol) -> Option<MessageId> {
    let id = used.variant.message?;
    Some(protocol.message(id).answers().unwrap_or(id))
}
