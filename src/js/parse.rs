//! Exports of both builds: from an answer, however it is held, to checked data.

use wasm_bindgen::prelude::*;

use super::object::JsObject;
use crate::{
    envelope::{open, without_envelope},
    error::Error,
    json::quote_large_integers,
    model::{HasModel as _, Model, check},
    models::{ChannelAccount, Viewer},
    object::{Found, Object as _},
};

#[wasm_bindgen(module = "/src/json.js")]
extern "C" {
    #[wasm_bindgen(js_name = parseExact)]
    fn parse_text(text: &str) -> JsValue;
}

/// The viewer in an answer of `viewer-record/get`, as `read` in json.js gives it; or the error, which the package throws:
/// wasm-bindgen throws what it takes out of an array, and makes one for each answer.
#[wasm_bindgen(js_name = parseViewer)]
pub fn parse_viewer(answer: &JsValue, is_borrowed: bool) -> JsValue {
    parse_model(answer, is_borrowed, Viewer::MODEL).unwrap_or_else(JsValue::from)
}

/// The role in an answer of `channelAccount/{channelId}/account`.
#[wasm_bindgen(js_name = parseChannelAccount)]
pub fn parse_channel_account(answer: &JsValue, is_borrowed: bool) -> JsValue {
    parse_model(answer, is_borrowed, ChannelAccount::MODEL).unwrap_or_else(JsValue::from)
}

/// The data of any answer, unchecked.
#[wasm_bindgen(js_name = parseResponse)]
pub fn parse_response(answer: &JsValue, is_borrowed: bool) -> JsValue {
    parse(answer, is_borrowed).map_or_else(JsValue::from, JsObject::into_value)
}

fn parse_model(answer: &JsValue, is_borrowed: bool, model: &'static Model) -> Result<JsValue, Error> {
    let mut data = parse(answer, is_borrowed)?;
    check(&mut data, model)?;
    Ok(data.into_value())
}

fn parse(answer: &JsValue, is_borrowed: bool) -> Result<JsObject, Error> {
    let object = JsObject::new(answer.clone(), !is_borrowed);
    // Most answers end here.
    if let Some(data) = object.opened() {
        return Ok(data);
    }
    match object.kind() {
        // Its numbers would lose digits.
        Found::Text => {
            let text = answer.as_string().unwrap_or_default();
            parse(&parse_text(&quote_large_integers(&text)), false)
        }
        Found::Boolean => Err(without_envelope(None, "it is not JSON")),
        _ => open(&object, None),
    }
}
