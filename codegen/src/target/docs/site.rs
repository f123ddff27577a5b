//! The pages: which there are, and what stands on them.

use std::collections::HashMap;

use minijinja::{Value, context};

use super::book::{Book, Place, Topic};
use super::chapters::{self, Chapter, Page};
use super::example::Example;
use super::overview::{self, Divided};
use super::templates::Templates;
use super::wire::{self, Wire};
use super::{Options, WireExample, code, links, markdown, slots, types, variant};
use crate::model::{Correlation, MessageId, Protocol, Slot, Told};
use crate::output::Files;

/// A protocol with every topic on its page.
struct Site<'p> {
    book: Book<'p>,
    chapters: Vec<Divided<'p>>,
    /// The sections as they were written first, where that is how they stay.
    written: HashMap<Topic, String>,
    options: &'p Options,
    templates: Templates,
}

impl<'p> Site<'p> {
    /// Finds out what stands where. How long sections are does not depend on where their links lead, so they are written
    /// once to see how long they are, and anew where some have moved.
    fn new(protocol: &'p Protocol, options: &'p Options) -> Self {
        let mut site = Self {
            book: Book::new(protocol),
            chapters: Vec::new(),
            written: HashMap::new(),
            options,
            templates: Templates::new(),
        };
        let mut moved = HashMap::new();
        for chapter in chapters::chapters(&site.book) {
            let mut lines = HashMap::new();
            for topic in &chapter.topics {
                let text = site.section(*topic);
                lines.insert(*topic, text.lines().count() + 1);
                site.written.insert(*topic, text);
            }
            let pages = chapters::pages(&site.book, &chapter, &lines);
            for page in &pages {
                moved.extend(page.topics.iter().map(|topic| (*topic, page.file.clone())));
            }
            site.chapters.push((chapter, pages));
        }
        if !moved.is_empty() {
            site.written.clear();
            site.book = site.book.with_pages(moved);
        }
        site
    }

    fn section(&self, topic: Topic) -> String {
        if let Some(text) = self.written.get(&topic) {
            return text.clone();
        }
        match topic {
            Topic::Type(id) => self.templates.fill("type", types::section(&self.book, id)),
            topic => {
                let view = variant::section(&self.book, topic, self.options);
                self.templates.fill("section", view)
            }
        }
    }

    fn sections(&self, topics: &[Topic]) -> Vec<String> {
        topics.iter().map(|topic| self.section(*topic)).collect()
    }

    fn files(&self) -> Files {
        let mut files = Files::new();
        let overview = overview::view(&self.book, &self.chapters);
        files.add("index.md", self.templates.fill("overview", overview));
        for (chapter, pages) in &self.chapters {
            self.add_chapter(&mut files, chapter, pages);
        }
        files
    }

    fn add_chapter(&self, files: &mut Files, chapter: &Chapter<'_>, pages: &[Page]) {
        let book = &self.book;
        let code = chapter
            .direction
            .map(|direction| code::calls(book, direction, self.options));
        let first = overview::chapter(book, chapter, pages, &code.unwrap_or_default());
        let here = if pages.is_empty() {
            self.sections(&chapter.topics)
        } else {
            Vec::new()
        };
        let text = self
            .templates
            .fill("chapter", context! { sections => here, ..first });
        files.add(&chapter.file, text);
        let link = |page: &Page| format!("[{}]({})", page.title, page.file);
        for (index, page) in pages.iter().enumerate() {
            let before = index.checked_sub(1).map(|index| link(&pages[index]));
            let view = context! {
                title => &chapter.title,
                part => &page.title,
                first => &chapter.file,
                protocol => markdown::text(&book.protocol.title),
                sections => self.sections(&page.topics),
                before,
                after => pages.get(index + 1).map(link),
            };
            files.add(&page.file, self.templates.fill("part", view));
        }
    }

    /// The lines of the table of contents.
    fn contents(&self) -> Vec<String> {
        let Protocol { name, title, .. } = self.book.protocol;
        let mut lines = vec![format!("- [{}]({name}/index.md)", markdown::text(title))];
        for (chapter, pages) in &self.chapters {
            lines.push(format!("  - [{}]({name}/{})", chapter.title, chapter.file));
            let parts = pages
                .iter()
                .map(|page| format!("    - [{}]({name}/{})", page.title, page.file));
            lines.extend(parts);
        }
        lines
    }
}

/// The pages of a protocol: `index.md`; one for each direction, and `types.md` if there are types, both with further
/// pages beside them where they would be long.
#[must_use]
pub fn pages(protocol: &Protocol, options: &Options) -> Files {
    Site::new(protocol, options).files()
}

/// The pages of several protocols, each in a folder of its name; `index.md`, which lists them; and `SUMMARY.md`, the
/// table of contents that mdBook wants.
#[must_use]
pub fn site(protocols: &[&Protocol], options: &Options) -> Files {
    let templates = Templates::new();
    let mut files = Files::new();
    let listed: Vec<Value> = protocols
        .iter()
        .map(|protocol| {
            context! {
                link => format!("[{}]({}/index.md)", markdown::text(&protocol.title), protocol.name),
                version => markdown::code(&protocol.version),
                purpose => overview::purpose(protocol),
                messages => protocol.messages.len(),
            }
        })
        .collect();
    files.add(
        "index.md",
        templates.fill("index", context! { protocols => listed }),
    );
    let mut lines = vec![
        "# Summary\n".to_owned(),
        "[Protocols](index.md)\n".to_owned(),
    ];
    for protocol in protocols {
        let site = Site::new(protocol, options);
        files.add_all(&protocol.name, site.files());
        lines.extend(site.contents());
    }
    files.add("SUMMARY.md", format!("{}\n", lines.join("\n")));
    files
}

/// Every message as the pages show it, in each layout that it has.
#[must_use]
pub fn examples(protocol: &Protocol, options: &Options) -> Vec<WireExample> {
    let Site { book, .. } = Site::new(protocol, options);
    let mut examples = Vec::new();
    for (direction, of) in protocol.directions.iter().enumerate() {
        for variant in 0..of.variants.len() {
            examples.extend(examples_of(&book, Place { direction, variant }));
        }
    }
    examples
}

/// The field of its payload that joins an answer to its request, if that is what is looked at first.
fn joining_field<'p>(book: &Book<'p>, place: Place, answer: Option<MessageId>) -> Option<&'p str> {
    let request = book.protocol.message(book.head(answer?));
    let own = request.request()?.correlation.first();
    let channel = book.at(place).0.pipes.first()?.channels.first()?;
    let word = own.or_else(|| book.protocol.channels[*channel].correlation.first());
    match word? {
        Correlation::Field(field) => Some(&field.value),
        _ => None,
    }
}

fn examples_of(book: &Book<'_>, place: Place) -> Vec<WireExample> {
    let parts = slots::parts(book, place);
    let message = book.at(place).1.message;
    let example_at = |slot: Slot| {
        let filled = parts.iter().find(|filled| filled.part.slot == slot);
        filled.and_then(|filled| filled.example.as_ref())
    };
    let by_field =
        joining_field(book, place, message).and_then(|field| match example_at(Slot::Payload)? {
            Example::Object(entries) => {
                let entry = entries.iter().find(|(key, _)| key == field);
                entry.and_then(|(_, value)| value.name())
            }
            _ => None,
        });
    let id = by_field.or_else(|| example_at(Slot::Id).and_then(Example::name));
    let layouts = wire::layouts(book, place, &parts).into_iter();
    let example = |wire: Wire<'_>| {
        let is_open = matches!(wire.candidate.told, Told::Open);
        let request = message.filter(|_| is_open);
        WireExample {
            direction: place.direction,
            variant: place.variant,
            pipe: wire.pipe,
            name: wire.name,
            request: request.map(|id| book.protocol.message(book.head(id)).key.clone()),
            id: id.clone().filter(|_| is_open),
            json: wire.message.map(|message| message.json()),
            page: links::page_of(book, place),
            is_shown: book.shared(place).is_none_or(|shared| shared[0] == place),
        }
    };
    layouts.map(example).collect()
}
