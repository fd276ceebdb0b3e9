//! The tests of the ground once more, in a browser: `wasm-pack test --headless --chrome`.

#![cfg(target_family = "wasm")]

#[path = "ground/main.rs"]
mod ground;

// Where Node is asked for too, the browser counts.
wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
