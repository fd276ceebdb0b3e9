//! Sends signed requests: the only place with I/O. One `fetch`, and one deadline from the call to the last byte read.

use js_sys::{Date, Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, RequestInit, RequestRedirect, Response};

use crate::{
    Body, Call, Error, ErrorKind, SignedRequest, Signer, Stamp,
    envelope::{Data, without_envelope},
    js::check::unwrap,
    sign::occurs_in,
};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_name = fetch)]
    fn host_fetch(url: &str, init: &RequestInit) -> Result<Promise, JsValue>;
    #[wasm_bindgen(catch, js_namespace = crypto, js_name = randomUUID)]
    fn random_uuid() -> Result<String, JsValue>;

    /// An error of the host's `fetch`; Node keeps the system's error code in its cause.
    type HostError;
    #[wasm_bindgen(catch, method, getter)]
    fn cause(this: &HostError) -> Result<HostError, JsValue>;
    #[wasm_bindgen(catch, method, getter)]
    fn code(this: &HostError) -> Result<Option<String>, JsValue>;
}

#[wasm_bindgen(module = "/src/js/deadline.js")]
extern "C" {
    type Deadline;
    #[wasm_bindgen(constructor)]
    fn new(signal: Option<&AbortSignal>, ms: f64) -> Deadline;
    #[wasm_bindgen(method, getter)]
    fn reason(this: &Deadline) -> u8;
    #[wasm_bindgen(method, getter)]
    fn signal(this: &Deadline) -> AbortSignal;
    #[wasm_bindgen(method)]
    fn race(this: &Deadline, promise: &Promise) -> Promise;
    #[wasm_bindgen(method)]
    fn close(this: &Deadline);
}

#[wasm_bindgen(module = "/src/js/body.js")]
extern "C" {
    #[wasm_bindgen(js_name = isResponse)]
    fn is_response(value: &JsValue) -> bool;
    #[wasm_bindgen(js_name = readBody)]
    fn read_body(response: &Response, limit: f64) -> Promise;
    #[wasm_bindgen(js_name = discardBody)]
    fn discard_body(response: &Response);
}

#[wasm_bindgen(module = "/src/js/json.js")]
extern "C" {
    #[wasm_bindgen(catch, js_name = read)]
    fn parse_json(text: &JsValue) -> Result<JsValue, JsValue>;
}

/// A call ends after this many milliseconds, unless told otherwise.
const DEFAULT_TIMEOUT_MS: f64 = 10_000.0;

/// No answer is longer, in bytes.
const MAX_BODY_BYTES: f64 = 1_048_576.0;

/// Sends calls for one account.
#[derive(Debug)]
pub struct Client {
    signer: Signer,
    nonce: bool,
    timeout_ms: f64,
    fetch: Option<Function>,
}

/// What one call decides for itself.
#[derive(Debug, Default)]
pub struct CallOptions {
    /// Ends the call with `aborted` when it fires.
    pub signal: Option<AbortSignal>,
    /// Deadline of the whole call in milliseconds, in place of the client's.
    pub timeout_ms: Option<f64>,
}

impl Client {
    /// A client with the defaults: a deadline of 10 s and the host's own `fetch`.
    pub fn new(signer: Signer) -> Self {
        Self {
            signer,
            nonce: false,
            timeout_ms: DEFAULT_TIMEOUT_MS,
            fetch: None,
        }
    }

    /// Adds a random `signatureNonce` to every request, which makes it one-shot.
    #[must_use]
    pub fn nonce(mut self, nonce: bool) -> Self {
        self.nonce = nonce;
        self
    }

    /// Deadline of a whole call, in milliseconds.
    #[must_use]
    pub fn timeout_ms(mut self, timeout_ms: f64) -> Self {
        self.timeout_ms = timeout_ms;
        self
    }

    /// Sends through another `fetch`.
    #[must_use]
    pub fn fetch(mut self, fetch: Function) -> Self {
        self.fetch = Some(fetch);
        self
    }

    /// Makes a call and reads its data as a model, a list of one, or any JSON.
    ///
    /// # Errors
    /// All kinds; see [`ErrorKind`].
    pub async fn request<T: Data>(&self, call: &Call, options: &CallOptions) -> Result<T, Error> {
        let data = self.send(call, None, options).await?;
        serde_wasm_bindgen::from_value(data).map_err(|error| Error::response(format!("unexpected data: {error}")))
    }

    /// Makes a call and hands its data on, unchecked.
    pub(crate) async fn send(
        &self,
        call: &Call,
        json: Option<&JsValue>,
        options: &CallOptions,
    ) -> Result<JsValue, Error> {
        let deadline = Deadline::new(options.signal.as_ref(), options.timeout_ms.unwrap_or(self.timeout_ms));
        let answer = self.attempt(call, json, &deadline).await;
        deadline.close();
        answer.map_err(|error| self.about(call, error))
    }

    /// The error, with what is known of the call.
    pub(crate) fn about(&self, call: &Call, error: Error) -> Error {
        error.with(|error| error.endpoint = Some(self.signer.endpoint(call).into()))
    }

    /// Signs for this moment.
    pub(crate) fn sign(&self, call: &Call, timestamp_ms: f64) -> Result<SignedRequest, Error> {
        // Not a number becomes 0, and what is too large stays so: both are refused.
        let mut stamp = Stamp::at(if timestamp_ms.fract() == 0.0 {
            timestamp_ms as u64
        } else {
            0
        })?;
        if self.nonce {
            let nonce = random_uuid().map_err(|_| Error::argument("this host has no crypto.randomUUID for a nonce"))?;
            stamp = stamp.with_nonce(nonce)?;
        }
        Ok(self.signer.sign(call, &stamp))
    }

    async fn attempt(&self, call: &Call, json: Option<&JsValue>, deadline: &Deadline) -> Result<JsValue, Error> {
        if deadline.reason() != 0 {
            return Err(self.ended(deadline, &JsValue::UNDEFINED));
        }
        let request = self.sign(call, Date::now())?;
        let sent = |error: Error| error.with(|error| error.attempts = 1);
        let response = self.fetch_within(&request, json, deadline).await.map_err(sent)?;
        let status = response.status();
        if response.type_() == web_sys::ResponseType::Opaqueredirect || (300..400).contains(&status) {
            discard_body(&response);
            return Err(sent(without_envelope(Some(status.max(300)), "it is a redirect")));
        }
        let body = self
            .within(deadline, &read_body(&response, MAX_BODY_BYTES))
            .await
            .map_err(sent)?;
        let why = match body.as_f64() {
            Some(1.0) => "it is longer than 1 MiB",
            Some(_) => "it is not UTF-8",
            None => match parse_json(&body) {
                Ok(answer) => return unwrap(&answer, Some(status)).map_err(|error| sent(self.scrub(error, &request))),
                Err(_) => "it is not JSON",
            },
        };
        Err(sent(without_envelope(Some(status), why)))
    }

    async fn fetch_within(
        &self,
        request: &SignedRequest,
        json: Option<&JsValue>,
        deadline: &Deadline,
    ) -> Result<Response, Error> {
        let init = RequestInit::new();
        // A redirect would take the signature to wherever it points.
        init.set_redirect(RequestRedirect::Manual);
        init.set_signal(Some(&deadline.signal()));
        if request.method == crate::Method::Post {
            init.set_method("POST");
        }
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
        let sending = match &self.fetch {
            None => host_fetch(&request.url, &init),
            Some(fetch) => fetch
                .call2(&JsValue::UNDEFINED, &(&request.url).into(), &init)
                .map(|sent| Promise::resolve(&sent)),
        };
        let response = match sending {
            Ok(sending) => self.within(deadline, &sending).await?,
            Err(error) => return Err(self.ended(deadline, &error)),
        };
        if !is_response(&response) {
            return Err(Error::argument("the client's fetch did not answer with a Response"));
        }
        Ok(response.unchecked_into())
    }

    /// Waits for a promise, at most until the deadline.
    async fn within(&self, deadline: &Deadline, promise: &Promise) -> Result<JsValue, Error> {
        JsFuture::from(deadline.race(promise))
            .await
            .map_err(|error| self.ended(deadline, &error))
    }

    /// Why waiting ended without a value. The host's own error is left out: it may show the URL, and so the signature.
    fn ended(&self, deadline: &Deadline, error: &JsValue) -> Error {
        match deadline.reason() {
            1 => Error::new(ErrorKind::Timeout, "no answer before the deadline"),
            2 => Error::new(ErrorKind::Aborted, "the caller aborted the call"),
            _ => Error::new(
                ErrorKind::Network,
                match system_code(error) {
                    Some(code) => ["the connection to POLYV failed (", &code, ")"].concat(),
                    None => "the connection to POLYV failed".to_owned(),
                },
            ),
        }
    }

    /// An answer that repeats the secret or the signature does not get to show it.
    fn scrub(&self, error: Error, request: &SignedRequest) -> Error {
        if self.signer.secret().occurs_in(&error.message) || occurs_in(request.signature(), &error.message) {
            return error.with(|error| error.message = "POLYV's message is withheld: it holds a credential".into());
        }
        error
    }
}

/// `ECONNREFUSED` and its like.
fn system_code(error: &JsValue) -> Option<String> {
    let cause = error
        .is_object()
        .then(|| error.unchecked_ref::<HostError>().cause().ok())??;
    let code = cause.is_object().then(|| cause.code().ok())???;
    code.chars()
        .all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_')
        .then_some(code)
}
