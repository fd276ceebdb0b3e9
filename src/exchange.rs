//! One request and its answer: what goes out through the host's `fetch`, and what came back.

use js_sys::{Date, Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{AbortSignal, RequestInit, RequestRedirect, Response};

use crate::{Body, Error, ErrorKind, SignedRequest, envelope::without_envelope};

#[wasm_bindgen(module = "/src/js/exchange.js")]
extern "C" {
    #[wasm_bindgen(js_name = exchange)]
    fn start(
        fetch: Option<&Function>,
        url: &str,
        init: &RequestInit,
        signal: Option<&AbortSignal>,
        ms: f64,
        limit: f64,
    ) -> Promise;

    /// What the promises of this module resolve to.
    pub(crate) type Outcome;
    #[wasm_bindgen(method, getter)]
    fn why(this: &Outcome) -> u8;
    #[wasm_bindgen(method, getter)]
    pub(crate) fn status(this: &Outcome) -> Option<u16>;
    /// What brought the answer, where there is something to learn from it.
    #[wasm_bindgen(method, getter)]
    pub(crate) fn response(this: &Outcome) -> Option<Response>;
    #[wasm_bindgen(method, getter)]
    pub(crate) fn answer(this: &Outcome) -> JsValue;
    /// The data of an answer that says `code: 200`; undefined where anything needs a closer look.
    #[wasm_bindgen(method, getter)]
    pub(crate) fn data(this: &Outcome) -> JsValue;
    #[wasm_bindgen(method, getter)]
    fn error(this: &Outcome) -> JsValue;
}

#[wasm_bindgen(module = "/src/js/deadline.js")]
extern "C" {
    /// Waits for so long, unless the signal ends it before.
    pub(crate) fn pause(signal: Option<&AbortSignal>, ms: f64) -> Promise;
    #[wasm_bindgen(js_name = isAborted)]
    pub(crate) fn is_aborted(signal: &AbortSignal) -> bool;
}

#[wasm_bindgen]
extern "C" {
    /// An error of the host's `fetch`; Node keeps the system's error code in its cause.
    type HostError;
    #[wasm_bindgen(catch, method, getter)]
    fn cause(this: &HostError) -> Result<HostError, JsValue>;
    #[wasm_bindgen(catch, method, getter)]
    fn code(this: &HostError) -> Result<Option<String>, JsValue>;
}

/// Why there is no answer: codes of deadline.js and exchange.js.
mod why {
    pub(super) const NONE: u8 = 0;
    pub(super) const TIMEOUT: u8 = 1;
    pub(super) const ABORTED: u8 = 2;
    pub(super) const NETWORK: u8 = 3;
    pub(super) const NOT_A_RESPONSE: u8 = 4;
    pub(super) const REDIRECT: u8 = 5;
    pub(super) const TOO_LARGE: u8 = 6;
    pub(super) const NOT_TEXT: u8 = 7;
    pub(super) const NOT_JSON: u8 = 8;
}

/// Sends a request; `ms` is the time it has, `limit` the longest answer to read, in bytes.
pub(crate) fn exchange(
    fetch: Option<&Function>,
    request: &SignedRequest,
    json: Option<&JsValue>,
    signal: Option<&AbortSignal>,
    ms: f64,
    limit: f64,
) -> Promise {
    let init = RequestInit::new();
    // A redirect would take the signature to wherever it points.
    init.set_redirect(RequestRedirect::Manual);
    init.set_method(request.method.as_str());
    if let Some(content_type) = request.body.content_type() {
        let headers = Object::new();
        let _ = Reflect::set(&headers, &"content-type".into(), &content_type.into());
        init.set_headers(&headers);
    }
    match &request.body {
        Body::Empty => {}
        Body::Form(form) => init.set_body(&form.into()),
        Body::Json => init.set_body(json.unwrap_or(&JsValue::NULL)),
    }
    start(fetch, &request.url, &init, signal, ms, limit)
}

impl Outcome {
    /// Whether the caller's signal ended the wait.
    pub(crate) fn is_aborted(&self) -> bool {
        self.why() == why::ABORTED
    }

    /// Whether there is an answer, or why not.
    pub(crate) fn check(&self) -> Result<(), Error> {
        let status = self.status();
        let unread = |why| without_envelope(status, why);
        Err(match self.why() {
            why::NONE => return Ok(()),
            why::TIMEOUT => timeout(),
            why::ABORTED => aborted(),
            why::NETWORK => network(&self.error()),
            why::NOT_A_RESPONSE => Error::response("the client's own fetch did not answer with a Response"),
            why::REDIRECT => without_envelope(status.max(Some(300)), "it is a redirect"),
            why::TOO_LARGE => unread("it is longer than maxBodyBytes"),
            why::NOT_TEXT => unread("it is not UTF-8"),
            why::NOT_JSON => unread("it is not JSON"),
            _ => unread("it can't be read"),
        })
    }
}

pub(crate) fn timeout() -> Error {
    Error::new(ErrorKind::Timeout, "no answer before the deadline")
}

pub(crate) fn aborted() -> Error {
    Error::new(ErrorKind::Aborted, "the caller aborted the call")
}

/// The host's own message is left out: it may show the URL, and so the signature.
fn network(error: &JsValue) -> Error {
    let message = match system_code(error) {
        Some(code) => ["the connection to POLYV failed (", &code, ")"].concat(),
        None => "the connection to POLYV failed".to_owned(),
    };
    Error::new(ErrorKind::Network, message)
}

/// `ECONNREFUSED` and its like.
fn system_code(error: &JsValue) -> Option<String> {
    let cause = error
        .is_object()
        .then(|| error.unchecked_ref::<HostError>().cause().ok())??;
    let code = cause.is_object().then(|| cause.code().ok())???;
    code.bytes()
        .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_')
        .then_some(code)
}

/// A response's header.
pub(crate) fn header(response: &Response, name: &str) -> Option<String> {
    response.headers().get(name).ok().flatten()
}

/// `Retry-After` in milliseconds: it comes as seconds or as a date.
pub(crate) fn retry_after_ms(response: &Response) -> Option<u32> {
    let header = header(response, "retry-after")?;
    let ms = match header.trim().parse::<u32>() {
        Ok(seconds) => f64::from(seconds) * 1000.0,
        // `Date.parse` takes nearly anything; a date of HTTP starts with a weekday.
        Err(_) if header.trim_start().starts_with(|c: char| c.is_ascii_alphabetic()) => {
            Date::parse(&header) - Date::now()
        }
        Err(_) => return None,
    };
    ms.is_finite().then_some(ms.max(0.0) as u32)
}
