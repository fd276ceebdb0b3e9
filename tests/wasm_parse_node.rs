//! The parsers of both builds, in Node.

#![cfg(all(target_family = "wasm", any(feature = "edge", feature = "browser")))]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used
)]

mod wasm_parse;

// As an ES module: the crate's JavaScript is one.
wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_node_experimental);
