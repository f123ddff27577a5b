//! What rustc says of wrong calls of the macros and of types that a spec does not allow: each `tests/ui/*.rs` of the
//! workspace beside what it gives, `*.stderr`. `TRYBUILD=overwrite cargo test -p trilogue-macros --test ui` writes these
//! anew.

#[test]
fn people_read_what_is_expected() {
    trybuild::TestCases::new().compile_fail("../tests/ui/*.rs");
}
