//! The export of the edge build for watch links and callbacks: the hash. What is signed, and every check of what came in,
//! is in the package's signed.js.

use alloc::string::String;

use wasm_bindgen::prelude::*;

use crate::{sign::AppSecret, watch::sign_flat};

/// The upper-case MD5 of `part NUL part …` with the key before each part; nothing where the key is none. Any secret will do:
/// it is checked, and overwritten, as the account's is.
#[wasm_bindgen(js_name = keyedSign)]
pub fn keyed_sign(key: String, parts: &str) -> Option<String> {
    let key = AppSecret::new(key).ok()?;
    Some(sign_flat(key.as_str(), parts))
}
