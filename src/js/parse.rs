//! Exports of both builds: from an answer, however it is held, to checked data.

use wasm_bindgen::prelude::*;

use super::check::{check, unwrap};
use crate::{
    Error,
    model::{ChannelAccount, Declared, Model, Viewer},
};

#[wasm_bindgen(module = "/src/js/json.js")]
extern "C" {
    #[wasm_bindgen(js_name = readData)]
    fn read_data(input: &JsValue) -> JsValue;
    #[wasm_bindgen(js_name = readAnswer)]
    fn read_answer(input: &JsValue) -> JsValue;
}

/// The viewer in an answer of `viewer-record/get`: JSON text, bytes or a parsed object.
#[wasm_bindgen(js_name = parseViewer)]
pub fn parse_viewer(input: &JsValue) -> Result<JsValue, Error> {
    parse_model(input, &Viewer::MODEL)
}

/// The role in an answer of `channelAccount/{channelId}/account`.
#[wasm_bindgen(js_name = parseChannelAccount)]
pub fn parse_channel_account(input: &JsValue) -> Result<JsValue, Error> {
    parse_model(input, &ChannelAccount::MODEL)
}

/// The data of any answer, unchecked.
#[wasm_bindgen(js_name = parseResponse)]
pub fn parse_response(input: &JsValue) -> Result<JsValue, Error> {
    let data = read_data(input);
    if !data.is_undefined() {
        return Ok(data);
    }
    let answer = read_answer(input);
    if answer.as_bool() == Some(false) {
        return Err(Error::response("the answer is not POLYV's: it is not JSON"));
    }
    if answer.is_undefined() {
        return Err(Error::argument("the input must be JSON text, bytes or an object"));
    }
    unwrap(&answer, None)
}

fn parse_model(input: &JsValue, model: &'static Model) -> Result<JsValue, Error> {
    let data = parse_response(input)?;
    check(&data, model)?;
    Ok(data)
}
