//! Exports of the edge build for watch links and callbacks: the hash and the comparison. What is signed, and every
//! check of what came in, is in the package's watch.js and callback.js.

use alloc::string::String;

use wasm_bindgen::prelude::*;

use crate::watch::{WatchKey, flat};

/// The MD5 of `part NUL part …` with the key before each part; nothing where the key is none.
#[wasm_bindgen(js_name = keyedSign)]
pub fn keyed_sign(key: String, parts: &str) -> Option<String> {
    Some(flat::sign(&WatchKey::new(key).ok()?, parts))
}

/// Whether that is `sign`; nothing where the key is none.
#[wasm_bindgen(js_name = isKeyedSign)]
pub fn is_keyed_sign(key: String, parts: &str, sign: &str) -> Option<bool> {
    Some(flat::verify(&WatchKey::new(key).ok()?, parts, sign))
}
