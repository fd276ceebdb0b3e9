//! POLYV's two envelopes, v2 and v4, in all their variants: from an answer to its data or an error.

use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::{
    Error, ErrorKind,
    error::{Verdict, classify},
    model::{
        Declared,
        read::{integer, ordinal},
    },
};

/// What an envelope says beside its data.
#[derive(Default)]
pub(crate) struct Envelope {
    /// `code`: decides, whatever the HTTP status.
    pub(crate) code: Option<i64>,
    /// `status`: `success`, `error` or `fail`.
    pub(crate) status: Option<String>,
    /// v2 `message` or v4 `error.desc`, whichever says something.
    pub(crate) message: Option<String>,
    /// v4 `error.code`.
    pub(crate) error_code: Option<i64>,
    /// v4 `requestId`.
    pub(crate) request_id: Option<String>,
    /// `error.kind`: POLYV never sends it, but an edge that passes an error on does, because it knows.
    pub(crate) kind: Option<String>,
    /// `error.retryable`, from the same source.
    pub(crate) retryable: Option<bool>,
}

impl Envelope {
    /// Success, or the error that the envelope or, without a `code`, the HTTP status tells of.
    pub(crate) fn outcome(self, http_status: Option<u16>) -> Result<(), Error> {
        let Some(code) = self.code else {
            return Err(without_envelope(http_status, "the JSON has no code"));
        };
        if code == 200 {
            return Ok(());
        }
        let message = self.message;
        // Only a parser reads what an edge sends on; what POLYV itself answers does not get to name its kind.
        let named = self.kind.as_deref().filter(|_| http_status.is_none());
        let verdict = match named.and_then(ErrorKind::from_name) {
            Some(kind) => Verdict {
                kind,
                retryable: self.retryable == Some(true),
            },
            None => classify(message.as_deref().unwrap_or_default(), self.error_code, code),
        };
        let is_breakdown = verdict.kind == ErrorKind::Server
            && http_status.is_some_and(|status| status >= 500)
            && self.status.as_deref() != Some("fail");
        let message = message.unwrap_or_else(|| ["POLYV answered with code ", &code.to_string()].concat());
        Err(Error::new(verdict.kind, message).with(|error| {
            error.http_status = http_status;
            error.code = Some(code);
            error.error_code = self.error_code;
            error.request_id = self.request_id.map(Into::into);
            error.retryable = verdict.retryable || is_breakdown;
        }))
    }
}

/// The error of an answer that is no envelope: HTML, nothing, or JSON of another shape.
pub(crate) fn without_envelope(http_status: Option<u16>, why: &str) -> Error {
    let status = http_status.unwrap_or(200);
    let error = match status {
        300..=399 => Error::response("POLYV answered with a redirect, which a signed request does not follow"),
        400.. => {
            let verdict = classify("", None, i64::from(status));
            let message = ["POLYV answered with HTTP ", &status.to_string(), ", and ", why].concat();
            Error::new(verdict.kind, message)
                .with(|error| error.retryable = verdict.retryable || verdict.kind == ErrorKind::Server)
        }
        _ => Error::response(["the answer is not POLYV's: ", why].concat()),
    };
    error.with(|error| error.http_status = http_status)
}

/// What the data of an answer can be read as: a model, a list of one, or any JSON.
pub trait Data: sealed::Sealed {}
impl<T: sealed::Sealed> Data for T {}

mod sealed {
    use super::{Declared, DeserializeOwned, Value};

    pub trait Sealed: DeserializeOwned {
        const IS_LIST: bool = false;
    }
    impl<T: Declared> Sealed for T {}
    impl<T: Declared> Sealed for Vec<T> {
        const IS_LIST: bool = true;
    }
    impl Sealed for Value {}
}

/// Reads the data of an answer. Serde's own message on what is no list would show it, so that is checked before.
pub(crate) fn data<T: Data>(data: Value) -> Result<T, Error> {
    if T::IS_LIST && !data.is_array() {
        return Err(Error::response("unexpected data: not a list"));
    }
    T::deserialize(data).map_err(|error| Error::response(format!("unexpected data: {error}")))
}

/// Reads the JSON text of an answer, envelope and all.
///
/// # Errors
/// What POLYV refused, as [`ErrorKind`] tells; `invalid_response` for anything that is not as documented.
pub fn parse<T: Data>(answer: &str) -> Result<T, Error> {
    let text = answer.strip_prefix('\u{feff}').unwrap_or(answer);
    let mut answer: Value = serde_json::from_str(text).map_err(|_| without_envelope(None, "it is not JSON"))?;
    read(&answer).outcome(None)?;
    data(answer.get_mut("data").map(Value::take).unwrap_or_default())
}

fn read(answer: &Value) -> Envelope {
    let text = |value: Option<&Value>| {
        let text = value.and_then(Value::as_str).filter(|text| !text.trim().is_empty());
        text.map(str::to_owned)
    };
    let error = answer.get("error");
    Envelope {
        code: answer.get("code").and_then(code),
        status: text(answer.get("status")),
        message: text(error.and_then(|error| error.get("desc"))).or_else(|| text(answer.get("message"))),
        error_code: error.and_then(|error| error.get("code")).and_then(code),
        request_id: text(answer.get("requestId")),
        kind: text(error.and_then(|error| error.get("kind"))),
        retryable: error.and_then(|error| error.get("retryable")).and_then(Value::as_bool),
    }
}

/// A code is a number; some pages call it text, so both do.
fn code(value: &Value) -> Option<i64> {
    integer(value).or_else(|| ordinal(value.as_str()?.trim()))
}
