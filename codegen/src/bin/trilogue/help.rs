//! What `--help` says beyond the list of arguments: an example of each command, and where to read more.

pub const PROGRAM: &str = "\
A first run:
  trilogue check spec/lamp.yaml              is the spec sound?
  trilogue generate                          write what trilogue.yaml asks for
  trilogue generate --check                  in CI: is what is written up to date?
  trilogue explain unknown-key               what does a mistake mean?

Exit status:
  0  all is well
  1  a spec has mistakes, generated files are out of date, or a person's changes are in the way
  2  the program could not do its work: wrong arguments, a file that cannot be read or written

`trilogue COMMAND --help` has an example of each command.";

pub const INIT: &str = "\
Examples:
  trilogue init lamp                         a project in the folder `lamp`, with programs in Rust and TypeScript
  trilogue init lamp --language typescript   only TypeScript

No file that exists is touched: when one is in the way, it is named and nothing is written.

Exit status: 0 when the project is written, 2 when something is in the way or an argument is wrong.";

pub const CHECK: &str = "\
Examples:
  trilogue check                             every spec that trilogue.yaml names
  trilogue check spec/lamp.yaml              one spec
  trilogue check --format github             in GitHub Actions: mistakes beside the lines of a change
  trilogue check --format json | jq .rule    the rule of each mistake

Each mistake has a code in brackets; `trilogue explain CODE` says what it means.

Exit status: 0 without mistakes, 1 with some, 2 for wrong arguments.";

pub const GENERATE: &str = "\
Examples:
  trilogue generate                          what trilogue.yaml asks for
  trilogue generate --check                  in CI: fails when a file is missing or out of date
  trilogue generate lamp.yaml --rust src/lamp --typescript web/lamp --docs docs/lamp

A trilogue.yaml:
  trilogue: 1
  specs: [spec/lamp.yaml]
  rust: { folder: src/protocols }
  typescript: { folder: web, package: lamp-protocol, version: 1.0.0 }

A file that a person made or changed is named, and nothing is written, unless `--force` is given.

Exit status: 0 when all is well, 1 when a spec has mistakes, `--check` finds a difference or a person's changes are in
the way, 2 when a file cannot be written or an argument is wrong.";

pub const DECODE: &str = r#"Example:
  echo '{"type":"dim","value":500}' | trilogue decode lamp.yaml --from page --to lamp

prints one verdict for each line that it reads, such as
  {"verdict":"message","kind":"event","name":"dim","as":"Dim"}
  {"verdict":"unknown","name":"glow"}
  {"verdict":"refused","code":"maximum","path":"/value"}

`trilogue explain maximum` says what a code means. Generated decoders give the same verdicts.

Exit status: 0 when all messages were read, whatever the verdicts; 1 when the spec has mistakes; 2 when a file cannot be
read or an argument is wrong."#;

pub const EXPLAIN: &str = "\
Examples:
  trilogue explain                           all codes, each with a line
  trilogue explain unknown-key               a mistake in a spec: error[unknown-key]
  trilogue explain max-length                a refused message: { code: \"max-length\", path: \"/message\" }

A page says what the code means, why it is one, how the mistake looks, and what to write instead. Its examples are pieces
of a spec.

Exit status: 0, or 2 for a code that does not exist.";

pub const COMPLETIONS: &str = "\
Where the script goes:
  bash  trilogue completions bash > ~/.local/share/bash-completion/completions/trilogue
  zsh   trilogue completions zsh > ~/.zfunc/_trilogue       (a folder of your $fpath)
  fish  trilogue completions fish > ~/.config/fish/completions/trilogue.fish

Start a new shell afterwards.";

pub const SCHEMA: &str = "\
Examples:
  trilogue schema > spec/trilogue.schema.json
  trilogue schema configuration > trilogue-yaml.schema.json

An editor with a YAML language server uses it for a file that starts with
  # yaml-language-server: $schema=trilogue.schema.json

A schema knows keys, kinds of values and words. `trilogue check` also knows names, and what can be told apart.

Exit status: 0.";
