//! Checks answers in place: JavaScript parses the JSON, Rust decides whether it is what POLYV documents, and the very
//! same object goes back. `model/read.rs` is the twin for serde.

use wasm_bindgen::prelude::*;

use super::object::{Found, Look, Names, Shape, item};
use crate::{
    Error,
    envelope::{Envelope, without_envelope},
    model::{Field, Kind, Model, read::ordinal},
};

/// The data of an envelope, or the error that it, or without one the HTTP status, tells of.
pub(crate) fn unwrap(answer: &JsValue, http_status: Option<u16>) -> Result<JsValue, Error> {
    let names = Names::of("Envelope", ["code", "status", "message", "requestId", "error", "data"]);
    let Some(look) = Look::at(answer, names) else {
        return Err(without_envelope(http_status, "it is not a JSON object"));
    };
    let code = code(&look);
    if code != Some(200) {
        let error = look.field(look.index("error"));
        let error = Look::at(
            &error,
            Names::of("Envelope.error", ["code", "desc", "kind", "retryable"]),
        );
        let error = error.as_ref();
        let text = |look: &Look<'_>, name| look.text(look.index(name)).filter(|text| !text.trim().is_empty());
        Envelope {
            code,
            status: text(&look, "status"),
            message: error
                .and_then(|error| text(error, "desc"))
                .or_else(|| text(&look, "message")),
            error_code: error.and_then(self::code),
            request_id: text(&look, "requestId"),
            kind: error.and_then(|error| text(error, "kind")),
            retryable: error.and_then(|error| error.field(error.index("retryable")).as_bool()),
        }
        .outcome(http_status)?;
    }
    Ok(look.field(look.index("data")))
}

/// The `requestId` of an envelope.
#[cfg(feature = "fetch")]
pub(crate) fn request_id(answer: &JsValue) -> Option<String> {
    Look::at(answer, Names::of("Envelope.requestId", ["requestId"]))?.text(0)
}

/// A code is a number; some pages call it text, so both do.
fn code(look: &Look<'_>) -> Option<i64> {
    let index = look.index("code");
    match look.found(index) {
        Found::Text => ordinal(look.text(index)?.trim()),
        _ => look.integer(index),
    }
}

/// Checks an object against its model: most fields of most objects in one crossing.
pub(crate) fn check(object: &JsValue, model: &'static Model) -> Result<(), Error> {
    let shape = Shape::of(model, plain);
    let mut start = 0;
    while let Some(index) = shape
        .unusual(object, start)
        .ok_or_else(|| unexpected(model.name, "not an object"))?
    {
        let look = Look::at(object, shape.names()).ok_or_else(|| unexpected(model.name, "not an object"))?;
        let field = model
            .fields
            .get(index)
            .ok_or_else(|| unexpected(model.name, "not an object"))?;
        check_field(&look, index, field)?;
        start = index + 1;
    }
    Ok(())
}

/// What a field may hold as it is.
fn plain(field: &Field) -> &'static [Found] {
    match (field.kind, field.required) {
        (Kind::Text | Kind::Flag | Kind::Id, true) => &[Found::Text],
        (Kind::Text | Kind::Flag | Kind::Id, false) => &[Found::Text, Found::Absent],
        (Kind::Integer | Kind::Ordinal, true) => &[Found::Integer],
        (Kind::Integer | Kind::Ordinal, false) => &[Found::Integer, Found::Absent],
        (Kind::List(_), true) => &[],
        (Kind::List(_), false) => &[Found::Absent],
    }
}

/// Checks every item of a list against a model: most items of most lists in one crossing.
pub(crate) fn check_list(list: &JsValue, model: &'static Model) -> Result<(), Error> {
    let shape = Shape::of(model, plain);
    let mut start = 0;
    while let Some(index) = shape
        .unusual_item(list, start)
        .ok_or_else(|| Error::response("unexpected data: not a list"))?
    {
        check(&item(list, index as u32), model)?;
        start = index + 1;
    }
    Ok(())
}

fn check_field(look: &Look<'_>, index: usize, field: &Field) -> Result<(), Error> {
    match (field.kind, look.found(index)) {
        (_, Found::Absent) if field.required => Err(unexpected(field.name, "missing")),
        (Kind::Id, Found::Integer) => look.make_text(index),
        (Kind::Ordinal, Found::Text) if look.text(index).as_deref().and_then(ordinal).is_some() => {
            look.make_number(index)
        }
        (Kind::List(model), Found::List) => check_list(&look.field(index), model),
        _ => Err(unexpected(field.name, field.kind.unexpected())),
    }
}

fn unexpected(name: &str, what: &str) -> Error {
    Error::response(["unexpected data: ", name, " is ", what].concat())
}
