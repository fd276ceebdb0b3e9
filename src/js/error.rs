//! `Error` as JavaScript's `PolyvError`.

use alloc::string::String;

use wasm_bindgen::prelude::*;

use crate::{error::Error, text::signed_digits};

#[wasm_bindgen(module = "/src/js/error.js")]
extern "C" {
    #[wasm_bindgen(js_name = polyvError)]
    fn polyv_error(text: &str) -> JsValue;
}

impl From<Error> for JsValue {
    /// As one text, `kind NUL message NUL …`: an empty one for what is not known.
    fn from(error: Error) -> Self {
        let number = |number: Option<i64>| number.map(signed_digits).unwrap_or_default();
        let cause = error.cause.as_ref();
        let fields: [&str; 13] = [
            error.kind.as_str(),
            &error.message,
            &number(error.http_status.map(Into::into)),
            &number(error.code),
            &number(error.error_code),
            error.request_id.as_deref().unwrap_or_default(),
            if error.retryable { "true" } else { "" },
            &number(Some(error.attempts.into())),
            error.endpoint.as_deref().unwrap_or_default(),
            &number(error.retry_after_ms.and_then(|ms| i64::try_from(ms).ok())),
            cause.map(|cause| cause.name.as_str()).unwrap_or_default(),
            cause.map(|cause| cause.message.as_str()).unwrap_or_default(),
            cause.and_then(|cause| cause.code.as_deref()).unwrap_or_default(),
        ];
        let mut text = String::new();
        for field in fields {
            // POLYV's texts may hold a NUL, which would part them.
            text.extend(field.chars().filter(|c| *c != '\0'));
            text.push('\0');
        }
        polyv_error(&text)
    }
}

/// The HTTP status that a kind is to the caller of an edge.
#[cfg(feature = "edge")]
#[wasm_bindgen(js_name = httpStatusOf)]
pub fn http_status_of(kind: &str) -> u16 {
    use crate::error::ErrorKind;
    ErrorKind::from_name(kind).unwrap_or(ErrorKind::Internal).http_status()
}
