//! Exports of both builds: from an answer, however it is held, to checked data.

use wasm_bindgen::prelude::*;

use super::object::JsObject;
use crate::{
    envelope::{open, without_envelope},
    error::Error,
    json::quote_large_integers,
    model::{HasModel as _, Model, check},
    models::{ChannelAccount, Viewer},
};

#[wasm_bindgen(module = "/src/json.js")]
extern "C" {
    fn read(input: &JsValue) -> JsValue;
    #[wasm_bindgen(js_name = parseExact)]
    fn parse_text(text: &str) -> JsValue;
}

/// The viewer in an answer of `viewer-record/get`: JSON text, bytes or a parsed object.
#[wasm_bindgen(js_name = parseViewer)]
pub fn parse_viewer(input: &JsValue) -> Result<JsValue, Error> {
    parse_model(input, Viewer::MODEL)
}

/// The role in an answer of `channelAccount/{channelId}/account`.
#[wasm_bindgen(js_name = parseChannelAccount)]
pub fn parse_channel_account(input: &JsValue) -> Result<JsValue, Error> {
    parse_model(input, ChannelAccount::MODEL)
}

/// The data of any answer, unchecked.
#[wasm_bindgen(js_name = parseResponse)]
pub fn parse_response(input: &JsValue) -> Result<JsValue, Error> {
    Ok(parse(input)?.into_value())
}

fn parse_model(input: &JsValue, model: &'static Model) -> Result<JsValue, Error> {
    let mut data = parse(input)?;
    check(&mut data, model)?;
    Ok(data.into_value())
}

fn parse(input: &JsValue) -> Result<JsObject, Error> {
    let mut answer = read(input);
    if let Some(text) = answer.as_string() {
        answer = parse_text(&quote_large_integers(&text));
    }
    if answer.is_undefined() {
        return Err(Error::argument("the input must be JSON text, bytes or an object"));
    }
    if answer.as_bool() == Some(false) {
        return Err(without_envelope(None, "it is not JSON"));
    }
    // The caller's own object stays as it is.
    let answer = if answer == *input { JsObject::borrowed(answer) } else { JsObject::owned(answer) };
    open(&answer, None)
}
