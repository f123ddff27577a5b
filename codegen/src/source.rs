//! The files of a spec, and places in them. The only reader of specs on disk.
//!
//! ```
//! use trilogue_codegen::source::{Sources, Span};
//!
//! let mut sources = Sources::new();
//! let id = sources.add("spec/portal.yaml", "trilogue: 1\r\nprotocol: portal\r\n")?;
//! let name = Span::new(id, 22, 28);
//!
//! assert_eq!(sources.snippet(name), "portal");
//! assert_eq!(sources.position(name).to_string(), "spec/portal.yaml:2:11");
//! # Ok::<(), Box<trilogue_codegen::diagnostic::Diagnostic>>(())
//! ```

#[cfg(test)]
mod tests;

use std::{
    fmt,
    fs::{self, File},
    io::{self, Read},
    path::{MAIN_SEPARATOR_STR, Path, PathBuf},
};

pub use crate::span::{SourceId, Span, Spanned};
use crate::{
    diagnostic::Diagnostic,
    rules::{ENCODING, FILE_MISSING, FILE_TOO_LARGE, FILE_UNREADABLE},
};

/// The largest spec file that is read, in bytes: 16 MiB.
pub const LARGEST_FILE: usize = 16 << 20;

/// A place as people name it. Shown as `spec/portal.yaml:12:5`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position<'a> {
    /// The file's path, as it was given to [`Sources`].
    pub path: &'a str,
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, in Unicode scalar values.
    pub column: usize,
}

impl fmt::Display for Position<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}:{}", self.path, self.line, self.column)
    }
}

#[derive(Debug)]
struct Source {
    path: String,
    /// The folder that it was read from, or would have been.
    folder: PathBuf,
    text: String,
    /// Where each line starts.
    lines: Vec<u32>,
}

/// The files of a run, in the order in which they were read.
#[derive(Debug, Default)]
pub struct Sources {
    all: Vec<Source>,
    /// The files that were looked for on disk.
    sought: Vec<PathBuf>,
}

impl Sources {
    /// No files yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Reads the file at `path`, and shows it to people under that path.
    ///
    /// # Errors
    ///
    /// `file-missing`, `file-unreadable` (also for a folder), `file-too-large` or `encoding`.
    pub fn load(&mut self, path: impl AsRef<Path>) -> Result<SourceId, Box<Diagnostic>> {
        let path = path.as_ref();
        self.load_as(path, path)
    }

    /// Reads the file at `path`, and shows it to people as `shown`, as for a path that depends on the machine.
    ///
    /// # Errors
    ///
    /// The same as those of [`Sources::load`].
    pub fn load_as(
        &mut self,
        path: impl AsRef<Path>,
        shown: impl AsRef<Path>,
    ) -> Result<SourceId, Box<Diagnostic>> {
        let shown = with_forward_slashes(shown.as_ref());
        self.sought.push(path.as_ref().to_owned());
        let bytes = read(path.as_ref()).map_err(|error| unreadable(&shown, &error))?;
        let id = self.add(shown, bytes)?;
        self.all[id.0 as usize].folder = folder(path.as_ref());
        Ok(id)
    }

    /// Reads the file at `path` below the folder of the file `id`.
    ///
    /// # Errors
    ///
    /// The same as those of [`Sources::load`].
    pub fn load_below(&mut self, id: SourceId, path: &str) -> Result<SourceId, Box<Diagnostic>> {
        let file = self.all[id.0 as usize].folder.join(path);
        let shown = folder(Path::new(self.path(id))).join(path);
        self.load_as(file, shown)
    }

    /// Takes in a text that is in memory already, shown to people under `path`.
    ///
    /// A byte-order mark at the start is dropped, and every line break becomes `\n`, so that places and output do
    /// not depend on either.
    ///
    /// # Errors
    ///
    /// `file-too-large` above [`LARGEST_FILE`], and `encoding` for text that is not UTF-8. The text of the latter is
    /// kept, with replacement characters, so that the mistake can be shown.
    pub fn add(
        &mut self,
        path: impl Into<String>,
        text: impl Into<Vec<u8>>,
    ) -> Result<SourceId, Box<Diagnostic>> {
        let (path, bytes) = (path.into(), text.into());
        if bytes.len() > LARGEST_FILE {
            return Err(Box::new(too_large(&path)));
        }
        let utf16 = bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF");
        match String::from_utf8(bytes) {
            Ok(text) => Ok(self.keep(path, normal(text))),
            Err(error) => {
                let valid = error.utf8_error().valid_up_to();
                let lossy = |bytes| normal(String::from_utf8_lossy(bytes).into_owned());
                let before = lossy(&error.as_bytes()[..valid]).len();
                let id = self.keep(path, lossy(error.as_bytes()));
                Err(Box::new(not_utf8(self.character(id, before), utf16)))
            }
        }
    }

    /// The files that were looked for on disk, each in the order in which that was first done: those that were read
    /// and those that could not be. When one of them changes, so may everything that is made of these sources.
    pub fn sought(&self) -> impl Iterator<Item = &Path> {
        let before = |at: usize| &self.sought[..at];
        let first = move |(at, path): &(usize, &PathBuf)| !before(*at).contains(path);
        let all = self.sought.iter().enumerate().filter(first);
        all.map(|(_, path)| path.as_path())
    }

    /// The text of a file, with `\n` at the end of lines.
    #[must_use]
    pub fn text(&self, id: SourceId) -> &str {
        &self.source(id).text
    }

    /// The path under which a file is shown, with forward slashes.
    #[must_use]
    pub fn path(&self, id: SourceId) -> &str {
        &self.source(id).path
    }

    /// The text at a place.
    #[must_use]
    pub fn snippet(&self, span: Span) -> &str {
        &self.text(span.source)[span.start as usize..span.end as usize]
    }

    /// Where a place starts, as people name it.
    #[must_use]
    pub fn position(&self, span: Span) -> Position<'_> {
        let source = self.source(span.source);
        let line = source.lines.partition_point(|start| *start <= span.start);
        let start = source.lines[line - 1];
        let before = &source.text[start as usize..span.start as usize];
        Position {
            path: &source.path,
            line,
            column: before.chars().count() + 1,
        }
    }

    /// The text of a line without its line break; `number` counts from 1. `None` beyond the last line.
    #[must_use]
    pub fn line(&self, id: SourceId, number: usize) -> Option<Spanned<&str>> {
        let source = self.source(id);
        let start = *source.lines.get(number.checked_sub(1)?)?;
        let end = match source.lines.get(number) {
            Some(next) => next - 1,
            None => offset(source.text.len()),
        };
        let span = Span::new(id, start, end);
        Some(Spanned::new(self.snippet(span), span))
    }

    fn source(&self, id: SourceId) -> &Source {
        &self.all[id.0 as usize]
    }

    fn keep(&mut self, path: String, text: String) -> SourceId {
        let breaks = text.match_indices('\n').map(|(at, _)| offset(at + 1));
        let lines = std::iter::once(0).chain(breaks).collect();
        self.all.push(Source {
            folder: folder(Path::new(&path)),
            path,
            text,
            lines,
        });
        SourceId(offset(self.all.len() - 1))
    }

    /// The place of the one character that starts at `start`.
    fn character(&self, id: SourceId, start: usize) -> Span {
        let length = self.text(id)[start..]
            .chars()
            .next()
            .map_or(0, char::len_utf8);
        Span::new(id, offset(start), offset(start + length))
    }
}

/// A place in a text, or a number of files, as it is kept in a [`Span`].
///
/// A lossy text may be three times as long as the [`LARGEST_FILE`], which is still far below the limit.
pub(crate) fn offset(length: usize) -> u32 {
    u32::try_from(length).expect("texts are limited in size")
}

fn folder(path: &Path) -> PathBuf {
    path.parent().map(Path::to_owned).unwrap_or_default()
}

fn with_forward_slashes(path: &Path) -> String {
    path.to_string_lossy().replace(MAIN_SEPARATOR_STR, "/")
}

fn normal(mut text: String) -> String {
    if text.starts_with('\u{FEFF}') {
        text.remove(0);
    }
    if text.contains('\r') {
        text = text.replace("\r\n", "\n").replace('\r', "\n");
    }
    text
}

/// Stops one byte above the limit, so that a device or a growing file does not fill the memory.
fn read(path: &Path) -> io::Result<Vec<u8>> {
    if fs::metadata(path)?.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    let file = File::open(path)?;
    let mut bytes = Vec::new();
    file.take(LARGEST_FILE as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn unreadable(path: &str, error: &io::Error) -> Diagnostic {
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => {
            Diagnostic::unplaced(FILE_MISSING, format!("`{path}` does not exist"))
                .help("check the path for a slip, and the folder that it starts from")
        }
        io::ErrorKind::IsADirectory => {
            Diagnostic::unplaced(FILE_UNREADABLE, format!("`{path}` is a folder"))
                .help("name a YAML file in it")
        }
        kind => Diagnostic::unplaced(FILE_UNREADABLE, format!("`{path}` cannot be read: {kind}"))
            .help("check who may read the file"),
    }
}

fn too_large(path: &str) -> Diagnostic {
    Diagnostic::unplaced(
        FILE_TOO_LARGE,
        format!("`{path}` is larger than {} MiB", LARGEST_FILE >> 20),
    )
    .help("check that this is a spec; no spec needs to be so large")
}

fn not_utf8(span: Span, utf16: bool) -> Diagnostic {
    let diagnostic = Diagnostic::new(ENCODING, span, "the file is not UTF-8 text")
        .label("the first byte that is not UTF-8")
        .help("save the file as UTF-8");
    if utf16 {
        diagnostic.note("the file starts like UTF-16 text")
    } else {
        diagnostic
    }
}
