//! A protocol with everything that pages look up in it, found once.

use std::cell::OnceCell;
use std::collections::{BTreeMap, HashMap};

use super::names::typescript::{self, Face};

use super::parts::{
    identifier_of, is_plain_answer, named_in, outcomes, parts_of, payload_of, rank, type_id,
    types_of,
};
use crate::model::{
    Candidate, Direction, Kind, MemberBody, MessageId, PartType, Protocol, RoleId, Slot, StructId,
    Type, TypeId, UnionId, Variant,
};

/// A variant of a direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Place {
    /// The place of its direction in [`Protocol::directions`].
    pub direction: usize,
    /// Its place in [`Direction::variants`].
    pub variant: usize,
}

/// What has a section of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Topic {
    /// An event, request or property, with all that is said about it both ways.
    Message(MessageId),
    /// An answer that does not say which request it is for.
    Answer(Place),
    /// A type.
    Type(TypeId),
}

/// A protocol, and what pages look up in it.
#[derive(Debug)]
pub struct Book<'p> {
    /// The protocol.
    pub protocol: &'p Protocol,
    places: Vec<Vec<Place>>,
    candidates: HashMap<Place, Vec<(usize, &'p Candidate)>>,
    loose: HashMap<(RoleId, RoleId, Kind), Vec<Place>>,
    /// The answers that look alike for several requests, and the first of each.
    shared: Vec<Vec<Place>>,
    shares: HashMap<Place, usize>,
    /// For a message with such answers: the first of those that look like its own.
    answered_by: HashMap<MessageId, Vec<Place>>,
    followers: Vec<Vec<MessageId>>,
    follows: Vec<bool>,
    users: HashMap<TypeId, Vec<Topic>>,
    homes: HashMap<TypeId, Place>,
    unions: HashMap<StructId, UnionId>,
    messages: HashMap<String, MessageId>,
    types: HashMap<&'p str, TypeId>,
    contested: BTreeMap<(usize, String), usize>,
    pages: HashMap<Topic, String>,
    faces: Vec<OnceCell<Vec<Face>>>,
}

impl<'p> Book<'p> {
    /// Looks everything up.
    pub fn new(protocol: &'p Protocol) -> Self {
        let mut book = Self {
            protocol,
            places: vec![Vec::new(); protocol.messages.len()],
            candidates: HashMap::new(),
            loose: HashMap::new(),
            shared: Vec::new(),
            shares: HashMap::new(),
            answered_by: HashMap::new(),
            followers: vec![Vec::new(); protocol.messages.len()],
            follows: vec![false; protocol.messages.len()],
            users: HashMap::new(),
            homes: HashMap::new(),
            unions: HashMap::new(),
            messages: HashMap::new(),
            types: HashMap::new(),
            contested: BTreeMap::new(),
            pages: HashMap::new(),
            faces: vec![OnceCell::new(); protocol.directions.len()],
        };
        book.find_candidates();
        book.find_shared();
        book.find_places();
        book.find_followers();
        book.find_names();
        book.find_users();
        book.find_members();
        book.find_homes();
        book
    }

    /// The same book with its topics on these pages.
    pub fn with_pages(self, pages: HashMap<Topic, String>) -> Self {
        Self { pages, ..self }
    }

    fn find_places(&mut self) {
        for (direction, of) in self.protocol.directions.iter().enumerate() {
            for (variant, found) in of.variants.iter().enumerate() {
                let place = Place { direction, variant };
                match found.message {
                    Some(_) if self.shares.contains_key(&place) => {}
                    Some(id) => {
                        let head = self.head(id);
                        self.places[head.0].push(place);
                    }
                    None => {
                        let loose = self.loose.entry((of.from, of.to, found.kind));
                        loose.or_default().push(place);
                    }
                }
            }
        }
        let protocol = self.protocol;
        for (index, places) in self.places.iter_mut().enumerate() {
            let message = &protocol.messages[index];
            let rank = |place: &Place| {
                let direction = &protocol.directions[place.direction];
                let kind = direction.variants[place.variant].kind;
                let is_away = (direction.from, direction.to) != (message.from, message.to);
                (rank(kind), is_away && !kind.is_answer())
            };
            places.sort_by_key(rank);
        }
    }

    /// Finds the answers that carry nothing of their own and look alike for several requests.
    fn find_shared(&mut self) {
        let mut alike: BTreeMap<Alike, Vec<Place>> = BTreeMap::new();
        for (direction, of) in self.protocol.directions.iter().enumerate() {
            for (variant, found) in of.variants.iter().enumerate() {
                let place = Place { direction, variant };
                if is_plain_answer(self.protocol, found) {
                    let forms = self.candidates(place).iter();
                    let forms = forms.map(|(pipe, candidate)| (*pipe, candidate.form));
                    let parts = found.parts.iter().map(|part| part.identifier.0.clone());
                    let key = (
                        direction,
                        found.kind.word(),
                        forms.collect(),
                        parts.collect(),
                    );
                    alike.entry(key).or_default().push(place);
                }
            }
        }
        let mut groups: Vec<Vec<Place>> = alike
            .into_values()
            .filter(|places| places.len() > 1)
            .collect();
        groups.sort();
        for (index, places) in groups.iter().enumerate() {
            for place in places {
                self.shares.insert(*place, index);
                if let Some(id) = self.at(*place).1.message {
                    let head = self.head(id);
                    let firsts = self.answered_by.entry(head).or_default();
                    firsts.push(places[0]);
                }
            }
        }
        self.shared = groups;
    }

    fn find_candidates(&mut self) {
        for (direction, of) in self.protocol.directions.iter().enumerate() {
            for (index, pipe) in of.pipes.iter().enumerate() {
                for candidate in &pipe.candidates {
                    let place = Place {
                        direction,
                        variant: candidate.variant,
                    };
                    self.candidates
                        .entry(place)
                        .or_default()
                        .push((index, candidate));
                }
            }
        }
    }

    fn find_followers(&mut self) {
        for index in 0..self.protocol.messages.len() {
            let message = &self.protocol.messages[index];
            for follower in &message.then.messages {
                self.follows[follower.0] = true;
                self.add_follower(MessageId(index), *follower);
            }
        }
        for index in 0..self.protocol.messages.len() {
            for before in &self.protocol.messages[index].after {
                self.follows[index] = true;
                self.add_follower(*before, MessageId(index));
            }
        }
    }

    fn add_follower(&mut self, message: MessageId, follower: MessageId) {
        let followers = &mut self.followers[message.0];
        if !followers.contains(&follower) {
            followers.push(follower);
        }
    }

    fn find_names(&mut self) {
        let protocol = self.protocol;
        for (index, message) in protocol.messages.iter().enumerate().rev() {
            self.messages.insert(message.key.clone(), MessageId(index));
        }
        for (index, message) in protocol.messages.iter().enumerate().rev() {
            let name = message.name.text().into_owned();
            self.messages.insert(name, MessageId(index));
        }
        for id in &protocol.declared {
            self.types
                .entry(identifier_of(protocol, *id))
                .or_insert(*id);
        }
        for (index, message) in protocol.messages.iter().enumerate() {
            let heads = self.places[index].first().map(|place| place.direction);
            if let Some(direction) = heads {
                let name = message.name.text().into_owned();
                *self.contested.entry((direction, name)).or_default() += 1;
            }
        }
    }

    fn find_users(&mut self) {
        let protocol = self.protocol;
        for index in 0..protocol.messages.len() {
            let user = Topic::Message(self.head(MessageId(index)));
            for ty in types_of(&protocol.messages[index]) {
                self.add_users(ty, user);
            }
        }
        self.find_users_of_errors();
        for id in &protocol.declared {
            for ty in parts_of(protocol, *id) {
                self.add_users(ty, Topic::Type(*id));
            }
        }
        for slot in &protocol.own_slots {
            for id in named_in(protocol, &slot.ty) {
                self.users.entry(id).or_default();
            }
        }
    }

    /// What envelopes say that errors are is theirs, and no message names it.
    fn find_users_of_errors(&mut self) {
        let protocol = self.protocol;
        for (direction, of) in protocol.directions.iter().enumerate() {
            for (variant, found) in of.variants.iter().enumerate() {
                let user = match found.message {
                    Some(message) => Topic::Message(self.head(message)),
                    None => Topic::Answer(Place { direction, variant }),
                };
                if let Some(PartType::Typed(ty)) = found.part(Slot::Error).map(|part| &part.ty) {
                    self.add_users(ty, user);
                }
            }
        }
    }

    fn add_users(&mut self, ty: &Type, user: Topic) {
        for id in named_in(self.protocol, ty) {
            let users = self.users.entry(id).or_default();
            if !users.contains(&user) {
                users.push(user);
            }
        }
    }

    /// The structs that are nothing but members of a union, which are described there.
    fn find_members(&mut self) {
        for (index, union) in self.protocol.unions.iter().enumerate() {
            for member in &union.members {
                if let MemberBody::Struct(id) = member.body
                    && self.users_of(TypeId::Struct(id)).is_empty()
                {
                    self.unions.insert(id, UnionId(index));
                }
            }
        }
        let unions = &self.unions;
        let is_shown = |topic: &Topic| !matches!(topic, Topic::Type(TypeId::Struct(id)) if unions.contains_key(id));
        for users in self.users.values_mut() {
            users.retain(is_shown);
        }
    }

    /// The structs and lists of arguments that are described where the one message is that carries them.
    fn find_homes(&mut self) {
        let protocol = self.protocol;
        for (direction, of) in protocol.directions.iter().enumerate() {
            for (variant, found) in of.variants.iter().enumerate() {
                let payload = payload_of(protocol, found);
                let Some(id) = payload.and_then(|payload| type_id(protocol, &payload.ty)) else {
                    continue;
                };
                let is_own = match id {
                    TypeId::Struct(id) => protocol.structure(id).owner.is_some(),
                    TypeId::Tuple(id) => protocol.tuple(id).owner.is_some(),
                    TypeId::Enum(_) | TypeId::Union(_) => false,
                };
                if is_own && self.users_of(id).len() == 1 {
                    self.homes.entry(id).or_insert(Place { direction, variant });
                }
            }
        }
    }

    /// The event, request or property that a message is, or that it answers.
    pub fn head(&self, id: MessageId) -> MessageId {
        self.protocol.message(id).answers().unwrap_or(id)
    }

    /// The direction and variant at a place.
    pub fn at(&self, place: Place) -> (&'p Direction, &'p Variant) {
        let direction = &self.protocol.directions[place.direction];
        (direction, &direction.variants[place.variant])
    }

    /// The layouts of a variant, each with the place of its pipe.
    pub fn candidates(&self, place: Place) -> &[(usize, &'p Candidate)] {
        self.candidates.get(&place).map_or(&[], Vec::as_slice)
    }

    /// Where a message stands, and what belongs to it, itself first.
    pub fn places(&self, id: MessageId) -> &[Place] {
        &self.places[id.0]
    }

    /// The places at which the answers of a request, or of what else can be answered, stand.
    pub fn answers(&self, id: MessageId) -> Vec<Place> {
        let message = self.protocol.message(id);
        let (has_success, has_error) = outcomes(message);
        let mut answers = Vec::new();
        let of_others = self.answered_by.get(&id).map_or(&[][..], Vec::as_slice);
        for (kind, wanted) in [(Kind::Ok, has_success), (Kind::Error, has_error)] {
            let shared = of_others
                .iter()
                .find(|place| self.at(**place).1.kind == kind);
            if let Some(place) = shared {
                answers.push(*place);
                continue;
            }
            let is_kind = |place: &&Place| self.at(**place).1.kind == kind;
            let own: Vec<Place> = self.places[id.0].iter().filter(is_kind).copied().collect();
            let loose = self.loose.get(&(message.to, message.from, kind));
            if own.is_empty() && wanted && message.request().is_some() {
                answers.extend(loose.into_iter().flatten());
            }
            answers.extend(own);
        }
        answers
    }

    /// The places of all answers that look like the one at a place, if there are others.
    pub fn shared(&self, place: Place) -> Option<&[Place]> {
        let index = self.shares.get(&place)?;
        Some(&self.shared[*index])
    }

    /// What comes after a message, by its own word or by theirs.
    pub fn followers(&self, id: MessageId) -> &[MessageId] {
        &self.followers[id.0]
    }

    /// Whether another message comes before it.
    pub fn follows(&self, id: MessageId) -> bool {
        self.follows[id.0]
    }

    /// The messages and types in which a type stands.
    pub fn users_of(&self, id: TypeId) -> &[Topic] {
        self.users.get(&id).map_or(&[], Vec::as_slice)
    }

    /// The variant that a type is described at, if that is not among the types.
    pub fn home_of(&self, id: TypeId) -> Option<Place> {
        self.homes.get(&id).copied()
    }

    /// The union that a struct is nothing but a member of.
    pub fn union_of(&self, id: StructId) -> Option<UnionId> {
        self.unions.get(&id).copied()
    }

    /// The types that have a section among the types, in the order in which they are declared.
    pub fn types(&self) -> Vec<TypeId> {
        let declared = self.protocol.declared.iter().copied();
        let is_own = |id: &TypeId| {
            let is_member = matches!(id, TypeId::Struct(id) if self.unions.contains_key(id));
            !is_member && !self.homes.contains_key(id)
        };
        declared.filter(is_own).collect()
    }

    /// The message or type that somebody calls by its name.
    pub fn named(&self, name: &str) -> Option<Topic> {
        let message = self.messages.get(name).map(|id| Topic::Message(*id));
        message.or_else(|| self.types.get(name).map(|id| Topic::Type(*id)))
    }

    /// Whether another message of the direction has the same name.
    pub fn shares_name(&self, id: MessageId) -> bool {
        let Some(place) = self.places[id.0].first() else {
            return false;
        };
        let name = self.protocol.message(id).name.text().into_owned();
        self.contested
            .get(&(place.direction, name))
            .is_some_and(|count| *count > 1)
    }

    /// What the objects of a direction's messages say of what they are in TypeScript.
    pub fn faces(&self, direction: usize) -> &[Face] {
        let of = &self.protocol.directions[direction];
        self.faces[direction].get_or_init(|| typescript::faces(self.protocol, of))
    }

    /// The page that a topic was put on, if that is not the first of its chapter.
    pub fn page_of(&self, topic: Topic) -> Option<&str> {
        self.pages.get(&topic).map(String::as_str)
    }
}

/// What answers that look alike have in common: direction, kind, layouts, and parts.
type Alike = (usize, &'static str, Vec<(usize, usize)>, Vec<String>);
