//! The messages of a spec that are tried, and where they arrive.

use trilogue_codegen::model::{Candidate, Direction, Encoding, Kind, Pipe, Told};

use crate::random::chance::Chance;
use crate::random::decoders::{Case, Meant, Spec};
use crate::random::message::change::{self, Pool};
use crate::random::message::json::{Json, quoted};
use crate::random::message::sample::Sampler;

/// A candidate and the way to it.
struct Goal<'s> {
    direction: usize,
    pipe: usize,
    way: (&'s Direction, &'s Pipe, &'s Candidate),
}

/// `count` messages for the spec at place `spec`.
#[must_use]
pub fn of(spec: &Spec, place: usize, count: usize, chance: &mut Chance) -> Vec<Case> {
    let goals = goals(spec);
    if goals.is_empty() {
        return Vec::new();
    }
    let mut sampler = Sampler::new(&spec.protocol, chance.clone());
    let mut pool = Pool::default();
    for goal in &goals {
        for _ in 0..2 {
            let (direction, pipe, candidate) = goal.way;
            pool.add(&sampler.message(direction, pipe, candidate).0);
        }
    }
    let mut maker = CaseMaker {
        spec,
        place,
        sampler,
        pool,
        chance,
    };
    (0..count)
        .map(|index| maker.case(&goals[index % goals.len()]))
        .collect()
}

fn goals(spec: &Spec) -> Vec<Goal<'_>> {
    let mut goals = Vec::new();
    for (place, direction) in spec.protocol.directions.iter().enumerate() {
        for (number, pipe) in direction.pipes.iter().enumerate() {
            goals.extend(pipe.candidates.iter().map(|candidate| Goal {
                direction: place,
                pipe: number,
                way: (direction, pipe, candidate),
            }));
        }
    }
    goals
}

/// What a message of a candidate is.
fn meant(direction: &Direction, candidate: &Candidate) -> Meant {
    let variant = &direction.variants[candidate.variant];
    let is_named = matches!(candidate.told, Told::Name(_));
    Meant {
        kind: variant.kind.word(),
        identifier: is_named.then(|| variant.identifier.0.clone()),
    }
}

struct CaseMaker<'c, 's> {
    spec: &'s Spec,
    place: usize,
    sampler: Sampler<'s>,
    pool: Pool,
    chance: &'c mut Chance,
}

impl<'s> CaseMaker<'_, 's> {
    fn case(&mut self, goal: &Goal<'s>) -> Case {
        let (direction, pipe, candidate) = goal.way;
        let whole = self.chance.percent(50);
        self.sampler.extras = !whole;
        let (message, id) = self.sampler.message(direction, pipe, candidate);
        let way = self.chance.weighted(&[30, 52, 6, 12]);
        let text = match way {
            0 => message.print(),
            1 => change::changed(&message, &self.pool, self.chance).print(),
            2 => change::nested(&message, self.chance).print(),
            _ => change::wild(&self.pool, self.chance),
        };
        let text = match pipe.encoding {
            Encoding::JsonText if !self.chance.percent(4) => quoted(&text),
            _ => text,
        };
        let open = self.open(goal, id.as_ref());
        let name = pipe.name_outside.then(|| self.name(pipe, candidate));
        let is_own_name = match (&name, &candidate.told) {
            (Some(name), Told::Name(own)) => *name == own.text(),
            _ => true,
        };
        let is_own_answer = open.is_none();
        let is_as_made = way == 0 && is_own_answer && is_own_name;
        Case {
            spec: self.place,
            direction: goal.direction,
            pipe: goal.pipe,
            name,
            // An answer that stands for those of all requests may be read as that of one.
            whole: is_as_made && whole && !self.has_own_error(direction, candidate),
            meant: is_as_made.then(|| meant(direction, candidate)),
            open,
            text,
        }
    }

    /// The name of a candidate, or at times of another.
    fn name(&mut self, pipe: &Pipe, candidate: &Candidate) -> String {
        let candidate = if self.chance.percent(90) {
            candidate
        } else {
            self.chance.pick(&pipe.candidates)
        };
        match &candidate.told {
            Told::Name(name) if self.chance.percent(95) => name.text().into_owned(),
            _ => (*self.chance.pick(&["nobody", "", "__proto__", "é"])).to_owned(),
        }
    }

    /// The requests that wait, where that makes a difference.
    fn open(
        &mut self,
        goal: &Goal<'s>,
        id: Option<&Json>,
    ) -> Option<Vec<(Option<String>, String)>> {
        let (direction, pipe, candidate) = goal.way;
        let variant = &direction.variants[candidate.variant];
        let is_nameless = variant.kind.is_answer() && !matches!(candidate.told, Told::Name(_));
        if !is_nameless || pipe.name_outside || self.chance.percent(40) {
            return None;
        }
        let mut requests: Vec<String> = pipe
            .candidates
            .iter()
            .filter(|candidate| candidate.told == Told::Open)
            .filter_map(|candidate| self.asked(direction, candidate))
            .collect();
        requests.push("nobody".to_owned());
        let own = self
            .asked(direction, candidate)
            .filter(|_| self.chance.percent(80));
        let request = own.unwrap_or_else(|| self.chance.pick(&requests).clone());
        let is_scalar = |id: &&Json| matches!(id, Json::Scalar(text) if text.starts_with(['"', '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9']));
        let id = id.filter(is_scalar).map(Json::print);
        let Some(id) = id.filter(|_| self.chance.percent(85)) else {
            return Some(vec![(None, request)]);
        };
        let id = if self.chance.percent(10) {
            "\"another\"".to_owned()
        } else {
            id
        };
        let mut open = vec![(Some(id), request)];
        if self.chance.percent(60) {
            open.push((Some("77".to_owned()), self.chance.pick(&requests).clone()));
        }
        Some(open)
    }

    /// Whether a candidate is the error of one request alone, of which an answer to all requests shows less.
    fn has_own_error(&self, direction: &Direction, candidate: &Candidate) -> bool {
        let variant = &direction.variants[candidate.variant];
        variant.kind == Kind::Error
            && candidate.told == Told::Open
            && variant.message.is_some_and(|id| {
                let message = self.spec.protocol.message(id);
                message.answers().is_some()
            })
    }

    /// The name of the request that a candidate answers.
    fn asked(&self, direction: &Direction, candidate: &Candidate) -> Option<String> {
        let variant = &direction.variants[candidate.variant];
        let id = variant.message?;
        let protocol = &self.spec.protocol;
        let request = protocol.message(protocol.message(id).answers().unwrap_or(id));
        let asks = |kind: Kind| matches!(kind, Kind::Ok | Kind::Error);
        asks(variant.kind).then(|| request.name.text().into_owned())
    }
}
