//! POLYV's two envelopes, v2 and v4, in all their variants: from an answer to its data or an error.

use alloc::string::String;

use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::{
    error::{Error, ErrorKind},
    json::quote_large_integers,
    messages::{Refusal, classify},
    model::{Answer, HasModel},
    models::{List, Page},
    object::{Found, Object, Table},
    text::{digits, integer, is_blank, signed_digits, trim},
};

pub(crate) const ENVELOPE: &Table = &Table::of_names("code\0data\0result\0status\0message\0requestId\0error\0");
const CODE: usize = 0;
const DATA: usize = 1;
const RESULT: usize = 2;
const STATUS: usize = 3;
const MESSAGE: usize = 4;
const REQUEST_ID: usize = 5;
const ERROR: usize = 6;

pub(crate) const ERROR_FIELDS: &Table = &Table::of_names("code\0desc\0kind\0retryable\0");
const ERROR_CODE: usize = 0;
const DESC: usize = 1;
const KIND: usize = 2;
const RETRYABLE: usize = 3;

/// Takes the data out of an answer. `http_status` is known where POLYV itself answered.
///
/// # Errors
/// What POLYV refused, or what the HTTP status says of an answer that is no envelope.
pub(crate) fn open<O: Object>(answer: &O, http_status: Option<u16>) -> Result<O, Error> {
    // Most answers end here: `code` decides, whatever the HTTP status.
    if let Some(data) = answer.opened() {
        return Ok(data);
    }
    if answer.integer(ENVELOPE, CODE) != Some(200) {
        refuse(answer, http_status)?;
    }
    let data = answer.field(ENVELOPE, DATA);
    // The oldest pages call it `result`.
    Ok(match data.kind() {
        Found::Absent if answer.found(ENVELOPE, RESULT) != Found::Absent => answer.field(ENVELOPE, RESULT),
        _ => data,
    })
}

/// The error that an envelope tells of, if it does.
fn refuse<O: Object>(answer: &O, http_status: Option<u16>) -> Result<(), Error> {
    let status = text(answer, ENVELOPE, STATUS);
    let code = match code(answer, ENVELOPE, CODE) {
        Some(200) => return Ok(()),
        Some(code) => code,
        None if answer.found(ENVELOPE, CODE) == Found::Absent
            && status.as_deref() == Some("success")
            && http_status < Some(400) =>
        {
            return Ok(());
        }
        None => return Err(without_envelope(http_status, "the JSON has no code")),
    };
    let error = answer.field(ENVELOPE, ERROR);
    let message = text(&error, ERROR_FIELDS, DESC).or_else(|| text(answer, ENVELOPE, MESSAGE));
    let error_code = self::code(&error, ERROR_FIELDS, ERROR_CODE);
    // An edge that passes an error on names its kind; what POLYV itself answers does not get to.
    let named = text(&error, ERROR_FIELDS, KIND).filter(|_| http_status.is_none());
    let refusal = match named.as_deref().and_then(ErrorKind::from_name) {
        Some(kind) => Refusal { kind, retryable: error.boolean(ERROR_FIELDS, RETRYABLE) == Some(true) },
        None => classify(message.as_deref().unwrap_or_default(), error_code, code),
    };
    let is_breakdown = refusal.kind == ErrorKind::Server
        && http_status.is_some_and(|status| status >= 500)
        && status.as_deref() != Some("fail");
    let message = message.unwrap_or_else(|| ["POLYV answered with code ", &signed_digits(code)].concat());
    Err(Error::new(refusal.kind, message).with(|error| {
        error.http_status = http_status;
        error.code = Some(code);
        error.error_code = error_code;
        error.request_id = request_id(answer).map(Into::into);
        error.retryable = refusal.retryable || is_breakdown;
    }))
}

/// The `requestId` of an envelope.
pub(crate) fn request_id<O: Object>(answer: &O) -> Option<String> {
    text(answer, ENVELOPE, REQUEST_ID)
}

/// The error of an answer that is no envelope: HTML, nothing, or JSON of another shape.
pub(crate) fn without_envelope(http_status: Option<u16>, why: &str) -> Error {
    let status = http_status.unwrap_or(200);
    let (kind, retryable) = match status {
        300..=399 => {
            let message = "POLYV answered with a redirect, which a signed request does not follow";
            return Error::response(message).with(|error| error.http_status = http_status);
        }
        404 => (ErrorKind::NotFound, false),
        // RFC 9110 15.5.9 and RFC 8470 5.2 ask for a repetition.
        408 | 425 => (ErrorKind::Server, true),
        429 => (ErrorKind::RateLimited, true),
        // What firewalls and load balancers answer to an address that they block.
        403 | 405 | 418 | 423 | 444 | 451 | 499 => (ErrorKind::Forbidden, false),
        500.. => (ErrorKind::Server, true),
        _ => (ErrorKind::InvalidResponse, false),
    };
    let message = if status < 400 {
        ["the answer is not POLYV's: ", why].concat()
    } else {
        ["POLYV answered with HTTP ", &digits(status.into()), ", and ", why].concat()
    };
    Error::new(kind, message).with(|error| {
        error.http_status = http_status;
        error.retryable = retryable;
    })
}

/// Text that says something.
fn text<O: Object>(object: &O, table: &'static Table, index: usize) -> Option<String> {
    object.text(table, index).filter(|text| !is_blank(text))
}

/// A code is a number; some pages call it text, so both do.
fn code<O: Object>(object: &O, table: &'static Table, index: usize) -> Option<i64> {
    match object.found(table, index) {
        Found::Text => integer(trim(&object.text(table, index)?, &[])),
        _ => object.integer(table, index),
    }
}

/// What the data of an answer can be read as: a model, a list or a page of one, or any JSON.
pub trait Data: sealed::Sealed {}
impl<T: sealed::Sealed> Data for T {}

mod sealed {
    use super::{Answer, DeserializeOwned, HasModel, List, Page, Value};

    pub trait Sealed: DeserializeOwned {
        #[doc(hidden)]
        const ANSWER: Answer;
    }
    impl<T: HasModel> Sealed for T {
        const ANSWER: Answer = Answer::One(T::MODEL);
    }
    impl<T: HasModel> Sealed for List<T> {
        const ANSWER: Answer = Answer::List(T::MODEL);
    }
    impl<T: HasModel> Sealed for Page<T> {
        const ANSWER: Answer = Answer::Page(T::MODEL);
    }
    impl Sealed for Value {
        const ANSWER: Answer = Answer::Any;
    }
}

/// Reads the data of an answer.
pub(crate) fn read<T: Data>(data: Value) -> Result<T, Error> {
    let data = T::ANSWER.shape(data)?;
    // Serde's own message could show what arrived; its shape has been checked.
    T::deserialize(data).map_err(|_| Error::response("unexpected data"))
}

/// Reads the JSON text of an answer, envelope and all. Whole numbers beyond 2^53 become text.
///
/// # Errors
/// What POLYV refused, as [`ErrorKind`] tells; `invalid_response` for anything that is not as documented.
pub fn parse<T: Data>(answer: &str) -> Result<T, Error> {
    let text = answer.strip_prefix('\u{feff}').unwrap_or(answer);
    let answer: Value =
        serde_json::from_str(&quote_large_integers(text)).map_err(|_| without_envelope(None, "it is not JSON"))?;
    read(open(&answer, None)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{model::PAGE, models::MODELS};
    use alloc::collections::BTreeSet;
    #[cfg(target_family = "wasm")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    /// JavaScript knows a table by its hash alone.
    #[test]
    fn no_two_tables_have_one_id() {
        let tables = MODELS.iter().map(|model| model.table).chain([ENVELOPE, ERROR_FIELDS, PAGE]);
        let ids: BTreeSet<u32> = tables.clone().map(|table| table.id).collect();
        assert_eq!(ids.len(), tables.count());
    }
}
