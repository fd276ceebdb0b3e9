//! The ground as its users see it: the same tests natively and in WebAssembly, and properties natively.

#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::string_slice, clippy::unwrap_used)]

mod envelope;
mod errors;
mod models;
mod privacy;
#[cfg(not(target_family = "wasm"))]
mod properties;
mod request;
mod sign;
mod support;
mod watch;

// As an ES module: the crate's JavaScript is one.
#[cfg(target_family = "wasm")]
wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_node_experimental);
