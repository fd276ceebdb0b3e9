//! One request and its answer: what goes out through the host's `fetch`, and what came back.

use alloc::{
    borrow::ToOwned as _,
    string::{String, ToString as _},
};

use js_sys::{Function, Promise};
use wasm_bindgen::prelude::*;
use web_sys::{AbortSignal, FormData, RequestInit};

use crate::{
    attempt::{Event, Outcome, timeout},
    envelope::without_envelope,
    error::{Cause, Error, ErrorKind},
    json::quote_large_integers,
    request::{Body, Method, SignedRequest, Signer},
    text::{scrub, shows, texts},
};

#[wasm_bindgen(module = "/src/client/transport.js")]
extern "C" {
    #[wasm_bindgen(js_name = requestInit)]
    fn request_init(
        is_post: bool,
        content_type: Option<&str>,
        headers: &JsValue,
        body: &JsValue,
        signal: &AbortSignal,
        is_hosts: bool,
    ) -> RequestInit;
    #[wasm_bindgen(js_name = timeOf)]
    fn time_of(response: &JsValue, is_retry_after: bool) -> f64;
    #[wasm_bindgen(js_name = describeFailure)]
    fn describe_failure(error: &JsValue, is_hosts: bool) -> String;

    /// A deadline over one attempt.
    pub(crate) type Deadline;
    #[wasm_bindgen(constructor)]
    pub(crate) fn new(signal: Option<&AbortSignal>, ms: f64) -> Deadline;
    #[wasm_bindgen(method, getter, js_name = isOver)]
    pub(crate) fn is_over(this: &Deadline) -> bool;
    #[wasm_bindgen(method, getter)]
    pub(crate) fn signal(this: &Deadline) -> AbortSignal;
    #[wasm_bindgen(method, getter)]
    pub(crate) fn outcome(this: &Deadline) -> Promise;
    /// Promises a [`Wait`].
    #[wasm_bindgen(method)]
    pub(crate) fn receive(this: &Deadline, sent: &JsValue, limit: Option<f64>) -> Promise;
    #[wasm_bindgen(js_name = steadyMs)]
    pub(crate) fn steady_ms() -> f64;
}

#[wasm_bindgen(module = "/src/json.js")]
extern "C" {
    #[wasm_bindgen(js_name = parseExact)]
    fn parse_text(text: &str) -> JsValue;
}

/// What a wait has brought.
pub(crate) struct Wait {
    pub(crate) code: u8,
    pub(crate) status: Option<u16>,
    /// The parsed body.
    pub(crate) answer: JsValue,
    /// The body's text or bytes, where they were asked for; or what `fetch` failed with.
    pub(crate) detail: JsValue,
    pub(crate) response: JsValue,
}

/// Declares what a wait may bring, by the names and numbers of transport.js.
macro_rules! codes {
    ($($NAME:ident $number:literal,)*) => {
        mod code {
            $(pub(super) const $NAME: u8 = $number;)*
        }

        #[cfg(test)]
        const CODES: &[(&str, u8)] = &[$((stringify!($NAME), $number)),*];
    };
}

codes! {
    READY 0,
    TIMEOUT 1,
    ABORTED 2,
    ABORTED_BY_TIMEOUT 3,
    FAILED 4,
    NOT_A_RESPONSE 5,
    REDIRECT 6,
    TOO_LARGE 7,
    NOT_TEXT 8,
    NOT_JSON 9,
    BROKE_OFF 10,
    ANSWERED 11,
    NO_TIMERS 12,
    TO_LOOK_INTO 13,
}

#[wasm_bindgen]
extern "C" {
    /// The host's global object. Its `fetch` is that of web-sys' `fetch_with_str_and_init`, but caught: what a host throws at
    /// once would leave wasm with its memory on the stack, and a few hundred times of that would end the instance.
    pub type Host;
    #[wasm_bindgen(catch, method)]
    fn fetch(this: &Host, url: &str, init: &RequestInit) -> Result<JsValue, JsValue>;
}

/// Sends a request through a caller's own `fetch`, or that of the host, whose global object is taken as it is: Node's is of
/// no class that could be checked. `body` is the JSON text, or the form with the files.
///
/// # Errors
/// What `fetch` threw.
pub(crate) fn send(
    host: &Host,
    fetch: Option<&Function>,
    request: &SignedRequest,
    body: &JsValue,
    headers: &JsValue,
    signal: &AbortSignal,
) -> Result<JsValue, JsValue> {
    let form;
    let body = match &request.body {
        Body::Empty => &JsValue::UNDEFINED,
        Body::Form(text) => {
            form = JsValue::from_str(text);
            &form
        }
        Body::Json => body,
        Body::Multipart(parts) => {
            let files: &FormData = body.unchecked_ref();
            for (name, value) in parts {
                files.append_with_str(name, value)?;
            }
            body
        }
    };
    let is_post = request.method == Method::Post;
    let init = request_init(is_post, request.body.content_type(), headers, body, signal, fetch.is_none());
    match fetch {
        Some(fetch) => fetch.call2(&JsValue::UNDEFINED, &JsValue::from_str(&request.url), &init),
        None => host.fetch(&request.url, &init),
    }
}

/// What is known of the request that a wait belongs to.
pub(crate) struct Sent<'a> {
    pub(crate) signer: &'a Signer,
    pub(crate) request: &'a SignedRequest,
    pub(crate) is_hosts_fetch: bool,
}

impl Wait {
    /// Of a deadline that nothing stands under: to reach it is what was wanted.
    #[cfg(feature = "fetch")]
    pub(crate) fn after_pause(mut self) -> Self {
        if self.code == code::TIMEOUT {
            self.code = code::READY;
        }
        self
    }

    /// Whether the answer is an object, and nothing else was asked for.
    pub(crate) fn is_plain(&self) -> bool {
        self.code == code::ANSWERED
    }

    /// The parsed answer. One whose numbers would lose digits has come as text.
    pub(crate) fn answer(&self) -> JsValue {
        let text = if self.is_plain() { None } else { self.answer.as_string() };
        text.map_or_else(|| self.answer.clone(), |text| parse_text(&quote_large_integers(&text)))
    }

    /// The event for the call; `judge` says what an answer is worth.
    pub(crate) fn event(&self, sent: Option<Sent<'_>>, judge: impl FnOnce() -> Result<(), Error>) -> Event {
        match (self.code, sent) {
            (code::ABORTED, _) => Event::Aborted { is_timeout: false },
            (code::ABORTED_BY_TIMEOUT, _) => Event::Aborted { is_timeout: true },
            (code::READY, _) => Event::Ready,
            (code::NO_TIMERS, _) => Event::Impossible(Error::argument(
                "this host has no timers here: make calls inside a request, not in a Worker's global scope",
            )),
            (code, sent) => Event::Ended(self.outcome(code, sent, judge)),
        }
    }

    fn outcome(&self, code: u8, sent: Option<Sent<'_>>, judge: impl FnOnce() -> Result<(), Error>) -> Outcome {
        let status = self.status;
        let unread = |why| Err(without_envelope(status, why));
        let mut was_not_sent = false;
        let result = match code {
            code::ANSWERED | code::TO_LOOK_INTO => judge(),
            // A status that says what is wrong counts, with or without its body.
            code::TIMEOUT if status >= Some(400) => unread("its body did not arrive in time"),
            code::BROKE_OFF if status >= Some(400) => unread("its body broke off"),
            code::TIMEOUT => Err(timeout()),
            code::FAILED | code::BROKE_OFF => {
                let failure = Failure::new(&self.detail, sent.as_ref());
                was_not_sent = code == code::FAILED && failure.was_not_sent();
                Err(failure.into_error())
            }
            code::NOT_A_RESPONSE => Err(Error::response("the client's own fetch did not answer with a Response")),
            code::REDIRECT => Err(without_envelope(status.max(Some(300)), "it is a redirect")),
            code::TOO_LARGE if status < Some(400) => Err(Error::response("the answer is longer than maxBodyBytes")),
            code::TOO_LARGE => unread("it is longer than maxBodyBytes"),
            code::NOT_TEXT => unread("it is not UTF-8"),
            code::NOT_JSON => unread("it is not JSON"),
            _ => unread("it can't be read"),
        };
        let result = result.map_err(|error| withhold(error, sent.as_ref()).with(|error| error.http_status = status));
        let has_failed = result.is_err() && !self.response.is_undefined();
        let time = |is_retry_after| {
            let ms = if has_failed { time_of(&self.response, is_retry_after) } else { f64::NAN };
            (!ms.is_nan()).then_some(ms)
        };
        Outcome { result, was_not_sent, retry_after_ms: time(true), date_ms: time(false) }
    }
}

/// An answer that repeats the secret or the signature does not get to show it.
fn withhold(error: Error, sent: Option<&Sent<'_>>) -> Error {
    let Some(sent) = sent.filter(|_| error.code.is_some() || error.request_id.is_some()) else {
        return error;
    };
    let credentials = [sent.signer.secret().as_str(), &sent.request.sign];
    let is_shown = |text: &str| credentials.iter().any(|credential| shows(text, credential));
    let (message, id) = (is_shown(&error.message), error.request_id.as_deref().is_some_and(is_shown));
    error.with(|error| {
        if message {
            error.message = "POLYV's message is withheld: it holds a credential".into();
        }
        if id {
            error.request_id = None;
        }
    })
}

/// A `fetch` that failed.
struct Failure {
    is_broken: bool,
    cause: Cause,
}

/// Codes of hosts that made no connection. Those of unreachable hosts and networks also come from open ones.
const NOT_SENT: [&str; 6] =
    ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "UND_ERR_CONNECT_TIMEOUT", "ConnectionRefused", "FailedToOpenSocket"];

impl Failure {
    fn new(error: &JsValue, sent: Option<&Sent<'_>>) -> Self {
        let is_hosts = sent.is_some_and(|sent| sent.is_hosts_fetch);
        let described = describe_failure(error, is_hosts);
        let credentials = match sent {
            Some(sent) => [sent.signer.secret().as_str(), &sent.request.sign],
            None => ["", ""],
        };
        let mut parts = texts(described.get(1..).unwrap_or_default());
        let mut next = || parts.next().unwrap_or_default();
        let (name, message, code) = (next().to_owned(), next(), next());
        Self {
            is_broken: described.starts_with('b'),
            cause: Cause {
                name: scrub(&name, &credentials),
                message: scrub(message, &credentials),
                code: (!code.is_empty() && !shows(code, credentials[1])).then(|| code.to_string()),
            },
        }
    }

    fn was_not_sent(&self) -> bool {
        self.cause.code.as_deref().is_some_and(|code| NOT_SENT.contains(&code))
    }

    fn into_error(self) -> Error {
        let is_broken = self.is_broken;
        let message = match (&self.cause.code, is_broken) {
            (Some(code), _) => ["the connection to POLYV failed (", code, ")"].concat(),
            (None, true) => "the connection to POLYV failed".to_owned(),
            (None, false) => "fetch failed: see cause".to_owned(),
        };
        Error::new(ErrorKind::Network, message).with(|error| {
            error.retryable = is_broken;
            error.cause = Some(self.cause);
        })
    }
}

#[cfg(test)]
mod tests {
    use super::CODES;
    use alloc::format;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn the_numbers_are_those_of_javascript() {
        let script = include_str!("transport.js");
        for (name, number) in CODES {
            assert!(script.contains(&format!("\nconst {name} = {number};\n")), "{name}");
        }
    }
}
