//! Tests that hold the packages together: one set of messages goes through the interpreter, the generated Rust and the
//! generated TypeScript.
//!
//! ```
//! use trilogue_tests::vectors;
//!
//! let portal = vectors::read(&trilogue_tests::folder().join("vectors/portal.jsonl"));
//! assert!(!portal.is_empty());
//! ```

pub mod features;
pub mod node;
pub mod pages;
pub mod protocols;
pub mod vectors;
pub mod verdict;

/// The examples of the README compile.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
pub struct Readme;

/// The Rust on the pages of docs compiles.
#[cfg(doctest)]
mod pages_of_docs {
    macro_rules! pages {
        ($($name:ident = $path:literal,)*) => {
            $(
                #[doc = include_str!($path)]
                mod $name {}
            )*
        };
    }

    pages! {
        homebyme_home_application_to_page = "../../generated/docs/homebyme-home/application-to-page.md",
        homebyme_home_page_to_application = "../../generated/docs/homebyme-home/page-to-application.md",
        homebyme_kitchen_application_to_page = "../../generated/docs/homebyme-kitchen/application-to-page.md",
        homebyme_kitchen_page_to_application = "../../generated/docs/homebyme-kitchen/page-to-application.md",
        homebyme_projects_application_to_page = "../../generated/docs/homebyme-projects/application-to-page.md",
        homebyme_template_application_to_page = "../../generated/docs/homebyme-template/application-to-page.md",
        homebyme_template_page_to_application = "../../generated/docs/homebyme-template/page-to-application.md",
        homebyme_application_to_page = "../../generated/docs/homebyme/application-to-page.md",
        homebyme_page_to_application = "../../generated/docs/homebyme/page-to-application.md",
        portal_embedder_to_portal = "../../generated/docs/portal/embedder-to-portal.md",
        portal_portal_to_widget = "../../generated/docs/portal/portal-to-widget.md",
        portal_widget_to_portal = "../../generated/docs/portal/widget-to-portal.md",
        all_types_host_to_widget = "../features/all-types/docs/host-to-widget.md",
        constant_beats_slot_host_to_widget = "../features/constant-beats-slot/docs/host-to-widget.md",
        constant_beats_slot_widget_to_host = "../features/constant-beats-slot/docs/widget-to-host.md",
        constraints_host_to_widget = "../features/constraints/docs/host-to-widget.md",
        described_answers_host_to_widget = "../features/described-answers/docs/host-to-widget.md",
        described_answers_widget_to_host = "../features/described-answers/docs/widget-to-host.md",
        events_host_to_widget = "../features/events/docs/host-to-widget.md",
        events_widget_to_host = "../features/events/docs/widget-to-host.md",
        hostile_docs_host_to_widget = "../features/hostile-docs/docs/host-to-widget.md",
        include_host_to_widget = "../features/include/docs/host-to-widget.md",
        include_widget_to_host = "../features/include/docs/widget-to-host.md",
        named_answers_host_to_widget = "../features/named-answers/docs/host-to-widget.md",
        named_answers_widget_to_host = "../features/named-answers/docs/widget-to-host.md",
        names_host_to_widget = "../features/names/docs/host-to-widget.md",
        nested_envelope_host_to_widget = "../features/nested-envelope/docs/host-to-widget.md",
        requests_host_to_widget = "../features/requests/docs/host-to-widget.md",
        requests_widget_to_host = "../features/requests/docs/widget-to-host.md",
        secrets_host_to_widget = "../features/secrets/docs/host-to-widget.md",
        told_by_key_host_to_widget = "../features/told-by-key/docs/host-to-widget.md",
        told_by_key_widget_to_host = "../features/told-by-key/docs/widget-to-host.md",
        unknown_fields_host_to_widget = "../features/unknown-fields/docs/host-to-widget.md",
        unknown_names_host_to_widget = "../features/unknown-names/docs/host-to-widget.md",
        versions_host_to_widget = "../features/versions/docs/host-to-widget.md",
    }
}

use std::path::{Path, PathBuf};

/// The folder of this package.
#[must_use]
pub fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The folder of the workspace.
///
/// # Panics
///
/// Never: this package stands below the workspace.
#[must_use]
pub fn workspace() -> PathBuf {
    folder()
        .parent()
        .expect("the package is in a workspace")
        .to_owned()
}

/// The text of a file that a test needs.
///
/// # Panics
///
/// With the path, when the file cannot be read.
#[must_use]
pub fn text(path: &Path) -> String {
    match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) => panic!("cannot read {}: {error}", path.display()),
    }
}
