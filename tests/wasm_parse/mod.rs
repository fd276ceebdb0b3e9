//! The parsers check JavaScript objects in place, and decide exactly as serde does in Rust.

mod differential;
mod inputs;

use js_sys::{JSON, Object, Reflect};
use polyv_edge::{Error, ErrorKind};
use wasm_bindgen::JsValue;

const VIEWER: &str = include_str!("../fixtures/viewer.json");
const VIEWER_ERROR: &str = include_str!("../fixtures/viewer-error.json");
const ACCOUNT: &str = include_str!("../fixtures/channel-account.json");
const ACCOUNT_ERROR: &str = include_str!("../fixtures/channel-account-error.json");

fn object(json: &str) -> JsValue {
    JSON::parse(json).unwrap()
}

fn stringify(value: &JsValue) -> String {
    JSON::stringify(value).unwrap().into()
}

fn get(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap()
}

fn is_same(a: &JsValue, b: &JsValue) -> bool {
    Object::is(a, b)
}

fn refused<T>(result: Result<T, Error>, kind: ErrorKind) -> String {
    let error = result.err().expect("accepted what must be refused");
    assert_eq!(error.kind, kind, "{error}");
    error.message.to_string()
}
