//! The pages: which there are, and what stands on them.

use std::collections::HashMap;

use minijinja::{Value, context};

use super::book::{Book, Place, Topic};
use super::chapters::{self, Chapter, Page};
use super::overview::{self, Divided};
use super::templates::Templates;
use super::{Options, WireExample, code, links, markdown, types, variant, wire};
use crate::model::{Protocol, Told};
use crate::output::Files;

/// The pages of a protocol: `index.md`; one for each direction, and `types.md` if there are types, both with further
/// pages beside them where they would be long.
#[must_use]
pub fn pages(protocol: &Protocol, options: &Options) -> Files {
    let templates = Templates::new();
    let (book, chapters) = divided(protocol, options, &templates);
    let mut files = Files::new();
    files.add(
        "index.md",
        templates.fill("overview", overview::view(&book, &chapters)),
    );
    for (chapter, pages) in &chapters {
        add_chapter(&mut files, &book, options, &templates, chapter, pages);
    }
    files
}

/// The book with every topic on its page. How long sections are does not depend on where their links lead, so they are
/// written once to see how long they are.
fn divided<'p>(
    protocol: &'p Protocol,
    options: &Options,
    templates: &Templates,
) -> (Book<'p>, Vec<Divided<'p>>) {
    let book = Book::new(protocol);
    let mut where_to = HashMap::new();
    let mut found = Vec::new();
    for chapter in chapters::chapters(&book) {
        let lines = chapter.topics.iter().map(|topic| {
            let text = section(&book, *topic, options, templates);
            (*topic, text.lines().count() + 1)
        });
        let pages = chapters::pages(&book, &chapter, &lines.collect());
        for page in &pages {
            where_to.extend(page.topics.iter().map(|topic| (*topic, page.file.clone())));
        }
        found.push((chapter, pages));
    }
    (book.with_pages(where_to), found)
}

fn section(book: &Book<'_>, topic: Topic, options: &Options, templates: &Templates) -> String {
    match topic {
        Topic::Type(id) => templates.fill("type", types::section(book, id)),
        topic => templates.fill("section", variant::section(book, topic, options)),
    }
}

fn add_chapter(
    files: &mut Files,
    book: &Book<'_>,
    options: &Options,
    templates: &Templates,
    chapter: &Chapter<'_>,
    pages: &[Page],
) {
    let sections = |topics: &[Topic]| {
        let texts = topics
            .iter()
            .map(|topic| section(book, *topic, options, templates));
        texts.collect::<Vec<_>>()
    };
    let code = chapter
        .direction
        .map(|direction| code::calls(book, direction, options));
    let first = overview::chapter(book, chapter, pages, &code.unwrap_or_default());
    let here = if pages.is_empty() {
        sections(&chapter.topics)
    } else {
        Vec::new()
    };
    files.add(
        &chapter.file,
        templates.fill("chapter", context! { sections => here, ..first }),
    );
    let link = |page: &Page| format!("[{}]({})", page.title, page.file);
    for (index, page) in pages.iter().enumerate() {
        let before = index.checked_sub(1).map(|index| link(&pages[index]));
        let view = context! {
            title => &chapter.title,
            part => &page.title,
            first => &chapter.file,
            protocol => markdown::text(&book.protocol.title),
            sections => sections(&page.topics),
            before,
            after => pages.get(index + 1).map(link),
        };
        files.add(&page.file, templates.fill("part", view));
    }
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
        lines.extend(add_protocol(&mut files, protocol, options, &templates));
    }
    files.add("SUMMARY.md", format!("{}\n", lines.join("\n")));
    files
}

/// Adds the pages of a protocol in a folder of its name, and gives its lines of the table of contents.
fn add_protocol(
    files: &mut Files,
    protocol: &Protocol,
    options: &Options,
    templates: &Templates,
) -> Vec<String> {
    let (book, chapters) = divided(protocol, options, templates);
    let name = &protocol.name;
    let mut own = Files::new();
    own.add(
        "index.md",
        templates.fill("overview", overview::view(&book, &chapters)),
    );
    let mut lines = vec![format!(
        "- [{}]({name}/index.md)",
        markdown::text(&protocol.title)
    )];
    for (chapter, pages) in &chapters {
        add_chapter(&mut own, &book, options, templates, chapter, pages);
        lines.push(format!("  - [{}]({name}/{})", chapter.title, chapter.file));
        let parts = pages
            .iter()
            .map(|page| format!("    - [{}]({name}/{})", page.title, page.file));
        lines.extend(parts);
    }
    files.add_all(name, own);
    lines
}

/// Every message as the pages show it, in each layout that it has.
#[must_use]
pub fn examples(protocol: &Protocol, options: &Options) -> Vec<WireExample> {
    let (book, _) = divided(protocol, options, &Templates::new());
    let mut examples = Vec::new();
    for (direction, of) in protocol.directions.iter().enumerate() {
        for variant in 0..of.variants.len() {
            let place = Place { direction, variant };
            let parts = wire::parts(&book, place);
            for wire in wire::layouts(&book, place, &parts) {
                let is_open = matches!(wire.candidate.told, Told::Open);
                let request = of.variants[variant].message.filter(|_| is_open);
                examples.push(WireExample {
                    direction,
                    variant,
                    pipe: wire.pipe,
                    name: wire.name,
                    request: request.map(|id| protocol.message(book.head(id)).name.clone()),
                    json: wire.message.map(|message| message.json()),
                    page: links::page_of(&book, place),
                });
            }
        }
    }
    examples
}
