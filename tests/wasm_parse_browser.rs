//! The parsers of both builds, in a browser.

#![cfg(all(target_family = "wasm", any(feature = "edge", feature = "browser")))]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used
)]

mod wasm_parse;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
