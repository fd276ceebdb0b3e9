//! `Error` as JavaScript's `PolyvError`.

use alloc::string::String;

use wasm_bindgen::prelude::*;

use crate::error::Error;

#[wasm_bindgen(module = "/src/js/error.js")]
extern "C" {
    #[wasm_bindgen(js_name = polyvError)]
    #[allow(clippy::too_many_arguments)]
    fn polyv_error(
        kind: &str,
        message: &str,
        http_status: Option<u16>,
        code: Option<f64>,
        error_code: Option<f64>,
        request_id: Option<&str>,
        retryable: bool,
        attempts: u32,
        endpoint: Option<&str>,
        retry_after_ms: Option<f64>,
        cause: Option<&str>,
    ) -> JsValue;
}

impl From<Error> for JsValue {
    fn from(error: Error) -> Self {
        let cause: Option<String> = error.cause.as_ref().map(|cause| {
            let code = cause.code.as_deref().unwrap_or_default();
            [&cause.name, "\0", &cause.message, "\0", code].concat()
        });
        polyv_error(
            error.kind.as_str(),
            &error.message,
            error.http_status,
            // Codes are read from JavaScript numbers, so they fit one.
            error.code.map(|code| code as f64),
            error.error_code.map(|code| code as f64),
            error.request_id.as_deref(),
            error.retryable,
            error.attempts,
            error.endpoint.as_deref(),
            error.retry_after_ms.map(|ms| ms as f64),
            cause.as_deref(),
        )
    }
}

/// The HTTP status that a kind is to the caller of an edge.
#[cfg(feature = "edge")]
#[wasm_bindgen(js_name = httpStatusOf)]
pub fn http_status_of(kind: &str) -> u16 {
    use crate::error::ErrorKind;
    ErrorKind::from_name(kind).unwrap_or(ErrorKind::Internal).http_status()
}
