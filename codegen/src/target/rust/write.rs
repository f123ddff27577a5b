//! Writing a direction: the form of each message, and at its slots what the message brings.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::bound;
use super::certain;
use super::held::{Call, Keeps};
use super::lints;
use super::literal;
use super::lower::{DirectionView, PartView, PipeView, VariantView, shown_name};
use super::read::{is_needed, keys_beside, slot_in};
use super::structure::object;
use crate::model::{Candidate, Encoding, Entry, Slot, SlotUse, Template, Told, WireName};

/// Where something stands that a message brings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    /// At a key of an object.
    Key,
    /// Its keys among those of an object.
    Spread,
    /// In a list.
    Item,
    /// It is the whole message.
    Whole,
}

/// A way in which slots are filled, which is a method.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Filling {
    slot: Slot,
    place: Place,
    /// Whether the form needs what the message may not have.
    needed: bool,
}

/// Methods of the enum that only writing needs.
pub fn members(view: &DirectionView<'_>) -> Vec<TokenStream> {
    let mut fillings = Vec::new();
    let mut members: Vec<TokenStream> = view
        .pipes
        .iter()
        .map(|pipe| write_form(view, pipe, &mut fillings))
        .collect();
    members.extend(fillings.iter().map(|filling| fill(view, *filling)));
    for pipe in view.pipes.iter().filter(|pipe| pipe.keeps_unknown) {
        members.push(send_on(view, pipe));
    }
    members
}

/// The body of a method that writes a message of a pipe to `out`.
pub fn body(view: &DirectionView<'_>, pipe: &PipeView<'_>) -> TokenStream {
    let write_form = pipe.inner("write_form");
    let plain = quote!(self.#write_form(out).map_err(|fault| fault.refuse(self.name())));
    let uncertain: Vec<&VariantView> = view
        .variants
        .iter()
        .enumerate()
        .filter(|(place, _)| !certain::reads_as_itself(view, pipe, *place))
        .map(|(_, variant)| variant)
        .collect();
    if uncertain.is_empty() {
        return plain;
    }
    let read_back = read_back(view, pipe);
    let carried = (0..view.variants.len()).filter(|place| pipe.form_of(*place).is_some());
    if uncertain.len() == carried.count() {
        return read_back;
    }
    let patterns = uncertain.iter().map(|variant| variant.pattern());
    quote! {
        if matches!(self, #(#patterns)|*) { #read_back } else { #plain }
    }
}

/// What other messages could be taken for: only reading shows what such a message is. An answer that does not say which
/// request it is for is read as its receiver will, who knows that request.
fn read_back(view: &DirectionView<'_>, pipe: &PipeView<'_>) -> TokenStream {
    let write_form = pipe.inner("write_form");
    let read = read_call(view, pipe, &quote!(document.root()));
    let asked = asked(view, pipe);
    let read = if asked.is_empty() {
        read
    } else {
        let read_answer = read_answer_call(view, pipe);
        quote! {
            match self {
                #(#asked)*
                _ => None,
            }
            .map_or_else(|| #read, |request| #read_answer(document.root(), &trilogue::Only(request)))
        }
    };
    // Which of the answers for all requests it is, only the one who asked can tell.
    let loose: Vec<TokenStream> = pipe
        .nameless()
        .map(|candidate| &view.variants[candidate.variant])
        .filter(|variant| variant.kind.is_answer())
        .map(VariantView::pattern)
        .collect();
    let same = quote!(std::mem::discriminant(&read) == std::mem::discriminant(self));
    let same = match loose.as_slice() {
        [] | [_] => same,
        loose => quote!(#same || matches!((self, &read), (#(#loose)|*, #(#loose)|*))),
    };
    quote! {
        let mut own = Writer::new();
        let written = self.#write_form(&mut own).and_then(|()| {
            let json = own.into_string();
            let document = Document::parse(json.as_bytes())?;
            let read = #read;
            match read {
                Ok(read) if #same => out.raw(&json),
                _ => Err(Fault::new(Code::Ambiguous, "a message that reads as itself")),
            }
        });
        written.map_err(|fault| fault.refuse(self.name()))
    }
}

/// The arms that give the request of each answer that does not say which it is for.
fn asked(view: &DirectionView<'_>, pipe: &PipeView<'_>) -> Vec<TokenStream> {
    let mut arms: Vec<(&str, Vec<TokenStream>)> = Vec::new();
    for (place, variant) in view.variants.iter().enumerate() {
        let is_own = |at: &usize| {
            let candidate = &pipe.model.candidates[*at];
            candidate.variant == place && candidate.told == Told::Open
        };
        let requests = pipe.requests.iter();
        let requests = requests.filter(|request| request.candidates.iter().any(is_own));
        // Several requests can share a name, but none its key.
        let request = requests.min_by_key(|request| request.candidates.len());
        let Some(name) = request.and_then(|request| request.names.first()) else {
            continue;
        };
        match arms.iter_mut().find(|(known, _)| known == name) {
            Some((_, patterns)) => patterns.push(variant.pattern()),
            None => arms.push((name, vec![variant.pattern()])),
        }
    }
    let arms = arms
        .iter()
        .map(|(name, patterns)| quote!(#(#patterns)|* => Some(#name),));
    arms.collect()
}

/// The method that reads a message of a pipe with the table of open requests.
fn read_answer_call(view: &DirectionView<'_>, pipe: &PipeView<'_>) -> TokenStream {
    let is_plain = view.pipes.len() == 1 && !pipe.model.name_outside && !is_text(pipe);
    if is_plain {
        quote!(<Self as Direction>::read_answer)
    } else {
        let method = pipe.inner("read_open_answer");
        quote!(Self::#method)
    }
}

/// An expression that reads a message of a pipe, with the names that a message was given.
pub fn read_call(
    view: &DirectionView<'_>,
    pipe: &PipeView<'_>,
    message: &TokenStream,
) -> TokenStream {
    let read = read_method(view, pipe);
    let outside = pipe
        .model
        .name_outside
        .then(|| quote!(self.name().unwrap_or_default(),));
    if !bound::has_bound(view) {
        return quote!(Self::#read(#outside #message));
    }
    quote!(Self::#read(#outside #message, &self.chosen_names()))
}

fn is_text(pipe: &PipeView<'_>) -> bool {
    match pipe.model.encoding {
        Encoding::JsonText => true,
        Encoding::Value => false,
    }
}

/// The method that reads a message of a pipe.
pub fn read_method(view: &DirectionView<'_>, pipe: &PipeView<'_>) -> Ident {
    if bound::has_bound(view) {
        pipe.inner("read_with")
    } else if view.pipes.len() == 1 && !pipe.model.name_outside && !is_text(pipe) {
        format_ident!("read")
    } else {
        pipe.inner("read_message")
    }
}

fn write_form(
    view: &DirectionView<'_>,
    pipe: &PipeView<'_>,
    fillings: &mut Vec<Filling>,
) -> TokenStream {
    let mut arms: Vec<Arm> = Vec::new();
    let mut strangers = Vec::new();
    for (place, variant) in view.variants.iter().enumerate() {
        for (pattern, candidate) in otherwise(variant, pipe, place) {
            add(&mut arms, variant, place, pattern, candidate, true);
        }
        match pipe.form_of(place) {
            Some(own) => add(&mut arms, variant, place, variant.pattern(), own, false),
            None => strangers.push(variant.pattern()),
        }
    }
    let bare = answers_without_payload(view, pipe, fillings);
    // What only some messages of a variant take is looked at first.
    arms.sort_by_key(|arm| !arm.is_special);
    let arms: Vec<TokenStream> = arms
        .iter()
        .map(|arm| {
            let variants: Vec<&VariantView> = arm
                .variants
                .iter()
                .map(|variant| &view.variants[*variant])
                .collect();
            let template = &pipe.model.forms[arm.form].template;
            let mut form = FormWriter {
                name: &arm.name,
                variants: &variants,
                fillings,
            };
            let (patterns, written) = (&arm.patterns, form.value(template));
            quote!(#(#patterns)|* => #written)
        })
        .collect();
    let send_on = pipe.inner("send_on");
    let unknown = view.keeps_unknown.then(|| {
        if pipe.keeps_unknown {
            quote!(Self::Unknown(unknown) => Self::#send_on(unknown, out),)
        } else {
            strangers.push(quote!(Self::Unknown(_)));
            TokenStream::new()
        }
    });
    let strangers = (!strangers.is_empty()).then(|| {
        let patterns = if strangers.len() > 2 {
            quote!(_)
        } else {
            quote!(#(#strangers)|*)
        };
        quote!(#patterns => Err(Fault::new(Code::Name, "a message of this channel")),)
    });
    let all = quote!(#(#bare)* #(#arms)*);
    let name = super::read::mentions(&all, "name")
        .then(|| quote!(let name = self.name().unwrap_or_default();));
    let method = pipe.inner("write_form");
    lints::method(
        quote! {
            fn #method(&self, out: &mut Writer) -> Result<(), Fault> {
                #name
                match self { #(#bare,)* #(#arms,)* #unknown #strangers }
            }
        },
        "message",
    )
}

/// The arms for answers that were read in a form without a payload, where others of their kind have one.
fn answers_without_payload(
    view: &DirectionView<'_>,
    pipe: &PipeView<'_>,
    fillings: &mut Vec<Filling>,
) -> Vec<TokenStream> {
    let mut arms = Vec::new();
    for (place, variant) in view.variants.iter().enumerate() {
        let payload = variant.part(Slot::Payload);
        let Some(payload) = payload.filter(|part| matches!(part.held.keeps, Keeps::Unread)) else {
            continue;
        };
        let template = |candidate: &Candidate| &pipe.model.forms[candidate.form].template;
        let mut candidates = pipe.model.candidates.iter();
        let bare = candidates
            .find(|candidate| candidate.variant == place && !has_payload(template(candidate)));
        let is_other = |candidate: &&Candidate| {
            let first = pipe.form_of(place).map(|first| first.form);
            first != Some(candidate.form)
        };
        let Some(candidate) = bare.filter(is_other) else {
            continue;
        };
        let (pattern, bound) = (variant.binding(payload), &payload.name);
        let mut form = FormWriter {
            name: &written_name(variant, &candidate.told),
            variants: &[variant],
            fillings,
        };
        let written = form.value(template(candidate));
        arms.push(quote!(#pattern if #bound.is_absent() => #written));
    }
    arms
}

fn has_payload(template: &Template) -> bool {
    match template {
        Template::Slot(held) => held.slot == Slot::Payload,
        Template::List(items) => items.iter().any(has_payload),
        Template::Object(entries) => entries.iter().any(|entry| match entry {
            Entry::Member(_, inner) => has_payload(inner),
            Entry::Spread(slot) => *slot == Slot::Payload,
        }),
        Template::Constant(_) | Template::Name(_) | Template::Absent => false,
    }
}

/// Variants that take one form and are named alike.
struct Arm {
    form: usize,
    name: TokenStream,
    variants: Vec<usize>,
    patterns: Vec<TokenStream>,
    /// Whether these are only some messages of their variants.
    is_special: bool,
}

fn add(
    arms: &mut Vec<Arm>,
    variant: &VariantView,
    place: usize,
    pattern: TokenStream,
    candidate: &Candidate,
    is_special: bool,
) {
    let name = written_name(variant, &candidate.told);
    let alike = arms.iter_mut().find(|arm| {
        arm.form == candidate.form
            && arm.is_special == is_special
            && arm.name.to_string() == name.to_string()
    });
    match alike {
        Some(arm) => {
            arm.variants.push(place);
            arm.patterns.push(pattern);
        }
        None => arms.push(Arm {
            form: candidate.form,
            name,
            variants: vec![place],
            patterns: vec![pattern],
            is_special,
        }),
    }
}

/// The messages of a variant that take another form than the first: those that bring what it has no place for, or lack
/// what it needs.
fn otherwise<'p>(
    variant: &VariantView,
    pipe: &PipeView<'p>,
    place: usize,
) -> Vec<(TokenStream, &'p Candidate)> {
    let candidates = pipe.model.candidates.iter();
    let mut own = candidates.filter(|candidate| candidate.variant == place);
    let Some(first) = own.next() else {
        return Vec::new();
    };
    let others: Vec<&Candidate> = own.collect();
    let place_in = |candidate: &Candidate, part: &PartView| {
        slot_in(&pipe.model.forms[candidate.form].template, part.slot)
    };
    let messages = variant.parts.iter().filter_map(|part| {
        let (there, absent) = part.held.patterns()?;
        let here = place_in(first, part);
        let mut others = others.iter();
        let (needed, found) = match here {
            None => (there, others.find(|other| place_in(other, part).is_some())?),
            Some(true) => (
                absent,
                others.find(|other| place_in(other, part) != Some(true))?,
            ),
            Some(false) => return None,
        };
        Some((variant.pattern_of(part, &needed), *found))
    });
    messages.collect()
}

/// An expression that writes the name of a variant to `out`.
fn written_name(variant: &VariantView, told: &Told) -> TokenStream {
    let Told::Name(name) = told else {
        return quote!(out.null());
    };
    let shown = shown_name(name);
    let is_own =
        variant.bound.is_some() || variant.wire.as_ref().is_some_and(|wire| wire.text == shown);
    match (name, is_own) {
        (WireName::Text(_), true) => quote!(out.text(name)),
        (WireName::Text(_), false) => quote!(out.text(#shown)),
        (_, true) => quote!(out.raw(name)),
        (_, false) => quote!(out.raw(#shown)),
    }
}

/// Writes a form for some variants.
struct FormWriter<'a> {
    name: &'a TokenStream,
    variants: &'a [&'a VariantView],
    fillings: &'a mut Vec<Filling>,
}

impl FormWriter<'_> {
    /// An expression that writes a template to `out`.
    fn value(&mut self, template: &Template) -> TokenStream {
        match template {
            Template::Constant(constant) => literal::written(constant),
            Template::Name(_) => self.name.clone(),
            Template::Slot(held) => self
                .filled(*held, Place::Whole)
                .map_or_else(|| quote!(out.null()), |method| quote!(self.#method(out))),
            Template::Absent => quote!(Ok(())),
            Template::List(items) => self.list(items),
            Template::Object(entries) => {
                let calls: Vec<Call> = entries
                    .iter()
                    .filter_map(|entry| self.entry(entries, entry))
                    .collect();
                object(&calls)
            }
        }
    }

    fn entry(&mut self, entries: &[Entry], entry: &Entry) -> Option<Call> {
        let call = match entry {
            Entry::Spread(slot) => {
                let looks_around = |variant: &&VariantView| {
                    variant.part(*slot).is_some_and(|part| part.looks_around)
                };
                let held = SlotUse {
                    slot: *slot,
                    optional: true,
                    nullable: false,
                };
                let keys = if self.variants.iter().any(looks_around) {
                    keys_beside(entries)
                } else {
                    Vec::new()
                };
                let method = self.filled(held, Place::Spread)?;
                quote!(self.#method(object, &[#(#keys),*]))
            }
            Entry::Member(key, Template::Slot(held)) => {
                let method = self.filled(*held, Place::Key)?;
                quote!(self.#method(object, #key))
            }
            Entry::Member(_, Template::Absent) => return None,
            Entry::Member(key, inner) => {
                let written = literal::writing(&self.value(inner));
                quote!(object.field(#key, #written))
            }
        };
        Some(Call::Result(call))
    }

    fn list(&mut self, items: &[Template]) -> TokenStream {
        let calls: Vec<TokenStream> = items
            .iter()
            .filter_map(|item| match item {
                Template::Slot(held) => {
                    let method = self.filled(*held, Place::Item)?;
                    Some(quote!(self.#method(items)))
                }
                item => {
                    let written = literal::writing(&self.value(item));
                    Some(quote!(items.item(#written)))
                }
            })
            .collect();
        match calls.as_slice() {
            [] => quote!(out.tuple(|_| Ok(()))),
            [first @ .., last] => quote!(out.tuple(|items| { #(#first?;)* #last })),
        }
    }

    /// The method that fills a slot, if one of the variants has something for it.
    fn filled(&mut self, held: SlotUse, place: Place) -> Option<Ident> {
        use super::held::Keeps;
        let slot = part_slot(held.slot);
        let parts = || {
            self.variants
                .iter()
                .filter_map(|variant| variant.part(slot))
        };
        parts().next()?;
        let may_be_absent =
            |part: &PartView| !matches!(part.held.keeps, Keeps::Value | Keeps::Nothing);
        let filling = Filling {
            slot,
            place,
            needed: is_needed(held) && parts().any(may_be_absent),
        };
        if !self.fillings.contains(&filling) {
            self.fillings.push(filling);
        }
        Some(method_name(filling))
    }
}

/// Arguments are the payload.
fn part_slot(slot: Slot) -> Slot {
    match slot {
        Slot::Arguments => Slot::Payload,
        other => other,
    }
}

/// What the method is called that fills a slot.
fn method_name(filling: Filling) -> Ident {
    let word = match filling.slot {
        Slot::Name => "name".to_owned(),
        Slot::Payload | Slot::Arguments => "payload".to_owned(),
        Slot::Options => "options".to_owned(),
        Slot::Old => "old".to_owned(),
        Slot::New => "new".to_owned(),
        Slot::Error => "error".to_owned(),
        Slot::Code => "code".to_owned(),
        Slot::Id => "id".to_owned(),
        Slot::Request => "request".to_owned(),
        Slot::Own(id) => format!("slot_{}", id.0),
    };
    let verb = match filling.place {
        Place::Key => "write",
        Place::Spread => "spread",
        Place::Item => "push",
        Place::Whole => "put",
    };
    let needed = if filling.needed { "_needed" } else { "" };
    format_ident!("{verb}{needed}_{word}")
}

/// A method that fills a slot for every variant that has something for it. Variants that are written alike share an arm.
fn fill(view: &DirectionView<'_>, filling: Filling) -> TokenStream {
    let mut arms: Vec<(String, TokenStream, Vec<TokenStream>)> = Vec::new();
    let mut bare = Vec::new();
    for variant in &view.variants {
        let Some(part) = variant.part(filling.slot) else {
            bare.push(variant.pattern());
            continue;
        };
        let written = written(filling, part);
        let is_kept = part.held.name();
        let pattern = if is_kept.is_some() {
            variant.binding(part)
        } else {
            variant.pattern()
        };
        let ty = is_kept.map(|ty| ty.to_string()).unwrap_or_default();
        let alike = format!("{ty} {written}");
        match arms.iter_mut().find(|(known, ..)| *known == alike) {
            Some((.., patterns)) => patterns.push(pattern),
            None => arms.push((alike, written, vec![pattern])),
        }
    }
    if view.keeps_unknown {
        bare.push(quote!(Self::Unknown(_)));
    }
    let bare = match bare.as_slice() {
        [] => None,
        [only] => Some(quote!(#only => Ok(()),)),
        _ => Some(quote!(_ => Ok(()),)),
    };
    let arms: Vec<TokenStream> = arms
        .iter()
        .map(|(_, written, patterns)| quote!(#(#patterns)|* => #written,))
        .collect();
    let method = method_name(filling);
    let parameters = match filling.place {
        Place::Key => quote!(object: &mut ObjectWriter<'_>, key: &str),
        Place::Spread => quote!(object: &mut ObjectWriter<'_>, taken: &[&str]),
        Place::Item => quote!(items: &mut trilogue::ListWriter<'_>),
        Place::Whole => quote!(out: &mut Writer),
    };
    lints::method(
        quote! {
            fn #method(&self, #parameters) -> Result<(), Fault> {
                match self { #(#arms)* #bare }
            }
        },
        "message",
    )
}

/// An expression that writes what a variant brings, which is bound under its name.
fn written(filling: Filling, part: &PartView) -> TokenStream {
    let PartView { name, held, .. } = part;
    let place = quote!(#name);
    let missing = quote!(Fault::new(Code::Missing, "a value"));
    match (filling.place, filling.needed) {
        (Place::Key, false) => held.write_key_of(&quote!(key), &place),
        (Place::Key, true) => {
            let written = held.write_needed(&place, &missing);
            quote!(object.field(key, |out| #written))
        }
        (Place::Spread, _) => {
            let written = held.write_needed(&place, &missing);
            quote!(object.spread(taken, |out| #written))
        }
        (Place::Item, false) => held.write_item(&place, false),
        (Place::Item, true) => {
            let written = held.write_needed(&place, &missing);
            quote!(items.item(|out| #written))
        }
        (Place::Whole, _) => held.write_needed(&place, &missing),
    }
}

fn send_on(view: &DirectionView<'_>, pipe: &PipeView<'_>) -> TokenStream {
    let (method, read) = (pipe.inner("send_on"), read_method(view, pipe));
    let outside = pipe.model.name_outside.then(|| quote!(unknown.name(),));
    let names = bound::has_bound(view).then(|| {
        let ty = bound::ty(view);
        quote!(, &#ty::default())
    });
    quote! {
        /// Sends on what came, if it is unknown in this direction too.
        fn #method(unknown: &Unknown, out: &mut Writer) -> Result<(), Fault> {
            let document = Document::parse(unknown.json().as_bytes())?;
            match Self::#read(#outside document.root() #names) {
                Ok(Self::Unknown(_)) => out.raw(unknown.json()),
                _ => Err(Fault::new(Code::Name, "a message that this direction does not declare")),
            }
        }
    }
}
