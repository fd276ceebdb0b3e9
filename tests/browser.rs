//! The tests of the ground once more, in a browser: `wasm-pack test --headless --chrome`.

#![cfg(target_family = "wasm")]
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::string_slice, clippy::unwrap_used)]

#[path = "ground/envelope.rs"]
mod envelope;
#[path = "ground/errors.rs"]
mod errors;
#[path = "ground/models.rs"]
mod models;
#[path = "ground/privacy.rs"]
mod privacy;
#[path = "ground/request.rs"]
mod request;
#[path = "ground/sign.rs"]
mod sign;
#[path = "ground/support.rs"]
mod support;
#[path = "ground/watch.rs"]
mod watch;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
