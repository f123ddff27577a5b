//! Taking in what a build script generated.

/// Takes in the module of a protocol that the crate's build script generates with `trilogue_codegen::Build`.
///
/// The module is public, is called like the protocol with `_` for `-`, and stands where the macro is called.
///
/// ```ignore
/// trilogue::include_protocol!("portal");
///
/// let message = portal::PortalToWidget::decode(body)?;
/// ```
#[macro_export]
macro_rules! include_protocol {
    ($module:literal) => {
        // The file of a protocol that was renamed lies there still: what the script says now is what counts.
        // rust-analyzer knows no variable whose name is put together.
        #[allow(unexpected_cfgs, reason = "rust-analyzer sets it")]
        const _: () = {
            #[cfg(not(rust_analyzer))]
            const _: &str = ::core::env!(
                ::core::concat!("TRILOGUE_PROTOCOL_", $module),
                ::core::concat!(
                    "no module `",
                    $module,
                    "` is generated: `build.rs` calls `trilogue_codegen::Build::new(\"spec/….yaml\").generate()`, and \
                     the module is called like the protocol, with `_` for `-`"
                )
            );
        };
        ::core::include!(::core::concat!(
            ::core::env!("OUT_DIR"),
            "/",
            $module,
            ".rs"
        ));
    };
}
