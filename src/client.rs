//! Sends signed requests: the only place with I/O. Every attempt is signed anew and has its share of the call's time.

use std::cell::{Cell, RefCell};

use js_sys::{Date, Function, Math, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, RequestInit, RequestRedirect, Response, ResponseType};

use crate::{
    Body, Call, Error, ErrorKind, SignedRequest, Signer, Stamp,
    envelope::{self, Data, without_envelope},
    js::check::{request_id, unwrap},
    rate_limit::{RateLimit, SlidingWindow},
    retry::{DEFAULT_RETRIES, attempt_ms, wait_ms},
    sign::occurs_in,
};

#[wasm_bindgen]
extern "C" {
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
    fn end(this: &Deadline) -> Promise;
    #[wasm_bindgen(method)]
    fn close(this: &Deadline);
}

#[wasm_bindgen(module = "/src/js/body.js")]
extern "C" {
    #[wasm_bindgen(js_name = readBody)]
    fn read_body(response: &Response, limit: f64) -> Promise;
}

#[wasm_bindgen(module = "/src/js/response.js")]
extern "C" {
    #[wasm_bindgen(js_name = isResponse)]
    fn is_response(value: &JsValue) -> bool;
    /// Through a caller's `fetch`, or the host's.
    fn send(fetch: Option<&Function>, url: &str, init: &RequestInit) -> Promise;
}

#[wasm_bindgen(module = "/src/js/json.js")]
extern "C" {
    #[wasm_bindgen(js_name = readAnswer)]
    fn parse_json(text: &JsValue) -> JsValue;
}

#[wasm_bindgen(module = "/src/js/hooks.js")]
extern "C" {
    #[wasm_bindgen(js_name = onRequest)]
    fn on_request(hook: &Function, method: &str, path: &str, attempt: u32);
    #[wasm_bindgen(js_name = onResponse)]
    #[allow(clippy::too_many_arguments)]
    fn on_response(
        hook: &Function,
        method: &str,
        path: &str,
        attempt: u32,
        duration_ms: f64,
        status: Option<u16>,
        kind: Option<String>,
        request_id: Option<String>,
    );
}

/// Sends calls for one account.
#[derive(Debug)]
pub struct Client {
    signer: Signer,
    settings: Settings,
    /// How far POLYV's clock is ahead of this host's, in milliseconds, once a refused timestamp has told.
    clock_offset_ms: Cell<f64>,
    window: Option<RefCell<SlidingWindow>>,
}

/// How a client behaves, beside the account it signs for.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Settings {
    /// Adds a random `signatureNonce` to every request, which makes it one-shot.
    pub nonce: bool,
    /// Deadline of a whole call, in milliseconds.
    pub timeout_ms: f64,
    /// Retries of a call that is safe to repeat.
    pub retries: u32,
    /// The longest answer to read, in bytes.
    pub max_body_bytes: f64,
    /// The budget that all calls of the client share; `None` for no limit.
    pub rate_limit: Option<RateLimit>,
    /// Sends in place of the host's `fetch`.
    pub fetch: Option<Function>,
    /// Told of every attempt before it is sent.
    pub on_request: Option<Function>,
    /// Told of every attempt when it has ended.
    pub on_response: Option<Function>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            nonce: false,
            timeout_ms: 10_000.0,
            retries: DEFAULT_RETRIES,
            max_body_bytes: 1_048_576.0,
            rate_limit: Some(RateLimit::default()),
            fetch: None,
            on_request: None,
            on_response: None,
        }
    }
}

/// What one call decides for itself.
#[derive(Clone, Debug, Default)]
pub struct CallOptions {
    /// Ends the call with `aborted` when it fires.
    pub signal: Option<AbortSignal>,
    /// Deadline of the whole call in milliseconds, in place of the client's.
    pub timeout_ms: Option<f64>,
    /// Retries, in place of the client's.
    pub retries: Option<u32>,
}

/// A call as it is sent: what travels, and whether it may travel twice.
pub(crate) struct Outgoing<'a> {
    pub(crate) call: &'a Call,
    /// The JSON text of the body.
    pub(crate) json: Option<&'a JsValue>,
    /// Whether the call may be repeated without doing anything twice.
    pub(crate) is_repeatable: bool,
    pub(crate) check: Check,
}

/// What an attempt has brought.
struct Answer {
    status: u16,
    request_id: Option<String>,
    data: JsValue,
}

/// Whether data is what the call promises.
pub(crate) type Check = fn(&JsValue) -> Result<(), Error>;

impl Client {
    /// A client that signs with `signer`.
    pub fn new(signer: Signer, settings: Settings) -> Self {
        let window = settings.rate_limit.map(|limit| RefCell::new(SlidingWindow::new(limit)));
        Self {
            signer,
            settings,
            clock_offset_ms: Cell::new(0.0),
            window,
        }
    }

    /// Makes a call, repeating it only if `is_repeatable`, and reads its data as a model, a list of one, or any JSON.
    ///
    /// # Errors
    /// All kinds; see [`ErrorKind`].
    pub async fn request<T: Data>(&self, call: &Call, is_repeatable: bool, options: &CallOptions) -> Result<T, Error> {
        let data = self
            .send(
                &Outgoing {
                    call,
                    json: None,
                    is_repeatable,
                    // Within the attempt, so that an error knows all of it.
                    check: |data| read::<T>(data).map(drop),
                },
                options,
            )
            .await?;
        read(&data)
    }

    /// Makes a call and hands its data on, unchecked.
    pub(crate) async fn send(&self, outgoing: &Outgoing<'_>, options: &CallOptions) -> Result<JsValue, Error> {
        let ends_at = Date::now() + options.timeout_ms.unwrap_or(self.settings.timeout_ms);
        let retries = options.retries.unwrap_or(self.settings.retries);
        let mut retries_left = if outgoing.is_repeatable { retries } else { 0 };
        let mut may_correct_clock = retries > 0;
        let mut attempts = 0;
        if options.signal.as_ref().is_some_and(AbortSignal::aborted) {
            return Err(self.about(outgoing.call, aborted()));
        }
        loop {
            let outcome = match self.turn(ends_at, options).await {
                Ok(()) if Date::now() >= ends_at => Err(timeout()),
                Ok(()) => {
                    attempts += 1;
                    let ms = attempt_ms(ends_at - Date::now(), retries_left == 0);
                    self.attempt(outgoing, attempts, ms, options).await
                }
                Err(error) => Err(error),
            };
            let error = match outcome {
                Ok(data) => return Ok(data),
                Err(error) => error.with(|error| error.attempts = attempts),
            };
            // A refused timestamp has done nothing, so every call may be sent again with a better one.
            let is_correction = error.kind == ErrorKind::InvalidTimestamp && may_correct_clock;
            let wait_ms = if is_correction {
                0.0
            } else {
                wait_ms(&error, attempts, Math::random())
            };
            let is_over = attempts == 0 || !error.retryable || Date::now() + wait_ms >= ends_at;
            let may_repeat = retries_left > 0 && error.kind != ErrorKind::InvalidTimestamp;
            if is_over || !(is_correction || may_repeat) {
                return Err(self.about(outgoing.call, error));
            }
            if is_correction {
                may_correct_clock = false;
            } else {
                retries_left -= 1;
                self.sleep(wait_ms, options)
                    .await
                    .map_err(|ended| self.about(outgoing.call, ended.with(|ended| ended.attempts = attempts)))?;
            }
        }
    }

    /// Signs for one moment, in milliseconds since 1970.
    pub(crate) fn sign(&self, call: &Call, timestamp_ms: f64) -> Result<SignedRequest, Error> {
        // Not a number becomes 0, and what is too large stays so: both are refused.
        let mut stamp = Stamp::at(if timestamp_ms.fract() == 0.0 {
            timestamp_ms as u64
        } else {
            0
        })?;
        if self.settings.nonce {
            let nonce = random_uuid().map_err(|_| Error::argument("this host has no crypto.randomUUID for a nonce"))?;
            stamp = stamp.with_nonce(nonce)?;
        }
        Ok(self.signer.sign(call, &stamp))
    }

    /// The moment to sign for: now, by POLYV's clock.
    pub(crate) fn now(&self) -> f64 {
        Date::now() + self.clock_offset_ms.get()
    }

    /// The error, with what is known of the call.
    fn about(&self, call: &Call, error: Error) -> Error {
        error.with(|error| error.endpoint = Some(self.signer.endpoint(call).into()))
    }

    /// Waits until the rate limit has room.
    async fn turn(&self, ends_at: f64, options: &CallOptions) -> Result<(), Error> {
        let Some(window) = &self.window else { return Ok(()) };
        let now = Date::now();
        let moment = window.borrow_mut().reserve(now, ends_at);
        match moment {
            Ok(moment) if moment <= now => Ok(()),
            Ok(moment) => self.sleep(moment - now, options).await,
            Err(moment) => {
                let error = Error::new(
                    ErrorKind::RateLimited,
                    "the client's rate limit leaves no room before the deadline",
                );
                Err(error.with(|error| error.retry_after_ms = Some((moment - now) as u32)))
            }
        }
    }

    async fn sleep(&self, ms: f64, options: &CallOptions) -> Result<(), Error> {
        let deadline = Deadline::new(options.signal.as_ref(), ms);
        let _ = JsFuture::from(deadline.end()).await;
        deadline.close();
        if deadline.reason() == ABORTED {
            Err(aborted())
        } else {
            Ok(())
        }
    }

    async fn attempt(
        &self,
        outgoing: &Outgoing<'_>,
        attempt: u32,
        ms: f64,
        options: &CallOptions,
    ) -> Result<JsValue, Error> {
        let (method, path) = (outgoing.call.method().as_str(), outgoing.call.path());
        if let Some(hook) = &self.settings.on_request {
            on_request(hook, method, path, attempt);
        }
        let started = Date::now();
        let deadline = Deadline::new(options.signal.as_ref(), ms);
        let answer = self.exchange(outgoing, &deadline).await;
        deadline.close();
        if let Some(hook) = &self.settings.on_response {
            let (status, kind, request_id) = match &answer {
                Ok(answer) => (Some(answer.status), None, answer.request_id.clone()),
                Err(error) => (
                    error.http_status,
                    Some(error.kind.as_str().to_owned()),
                    error.request_id.as_deref().map(str::to_owned),
                ),
            };
            on_response(
                hook,
                method,
                path,
                attempt,
                Date::now() - started,
                status,
                kind,
                request_id,
            );
        }
        answer.map(|answer| answer.data)
    }

    /// One request and its answer.
    async fn exchange(&self, outgoing: &Outgoing<'_>, deadline: &Deadline) -> Result<Answer, Error> {
        let offset_ms = self.clock_offset_ms.get();
        let request = self.sign(outgoing.call, self.now())?;
        let response = self.fetch(&request, outgoing.json, deadline).await?;
        let status = response.status();
        if response.type_() == ResponseType::Opaqueredirect || (300..400).contains(&status) {
            let _ = read_body(&response, 0.0);
            return Err(without_envelope(Some(status.max(300)), "it is a redirect"));
        }
        let body = within(deadline, &read_body(&response, self.settings.max_body_bytes)).await?;
        let answer = parse_json(&body);
        let why = match body.as_f64() {
            Some(TOO_LARGE) => Some("it is longer than maxBodyBytes"),
            Some(_) => Some("it is not UTF-8"),
            None => (answer.as_bool() == Some(false)).then_some("it is not JSON"),
        };
        if let Some(why) = why {
            return Err(self.learn(without_envelope(Some(status), why), &response, offset_ms));
        }
        let request_id = request_id(&answer).filter(|id| !self.is_credential(id, &request));
        match unwrap(&answer, Some(status)).and_then(|data| (outgoing.check)(&data).map(|()| data)) {
            Ok(data) => Ok(Answer {
                status,
                request_id,
                data,
            }),
            Err(error) => Err(self
                .learn(self.scrub(error, &request), &response, offset_ms)
                .with(|error| {
                    error.http_status = Some(status);
                    error.request_id = request_id.map(Into::into);
                })),
        }
    }

    async fn fetch(
        &self,
        request: &SignedRequest,
        json: Option<&JsValue>,
        deadline: &Deadline,
    ) -> Result<Response, Error> {
        let init = RequestInit::new();
        // A redirect would take the signature to wherever it points.
        init.set_redirect(RequestRedirect::Manual);
        init.set_signal(Some(&deadline.signal()));
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
        let sending = send(self.settings.fetch.as_ref(), &request.url, &init);
        let response = within(deadline, &sending).await?;
        if !is_response(&response) {
            return Err(Error::response("the client's own fetch did not answer with a Response"));
        }
        Ok(response.unchecked_into())
    }

    /// What the headers of a refusal tell: when to come back, and what POLYV's clock says.
    /// `offset_ms` is the one that the refused request was signed with: others may have learnt meanwhile.
    fn learn(&self, error: Error, response: &Response, offset_ms: f64) -> Error {
        let header = |name| response.headers().get(name).ok().flatten();
        if error.kind == ErrorKind::InvalidTimestamp
            && let Some(date) = header("date")
        {
            let offset = Date::parse(&date) - Date::now();
            // The header counts in seconds: less than two say nothing.
            let is_news = (offset - offset_ms).abs() >= 2_000.0;
            let is_usable = Stamp::at((Date::now() + offset) as u64).is_ok();
            if is_usable && is_news {
                self.clock_offset_ms.set(offset.round());
                return error.with(|error| error.retryable = true);
            }
        }
        match header("retry-after").as_deref().and_then(retry_after_ms) {
            Some(ms) => error.with(|error| error.retry_after_ms = Some(ms)),
            None => error,
        }
    }

    fn is_credential(&self, text: &str, request: &SignedRequest) -> bool {
        self.signer.secret().occurs_in(text) || occurs_in(request.signature(), text)
    }

    /// An answer that repeats the secret or the signature does not get to show it.
    fn scrub(&self, error: Error, request: &SignedRequest) -> Error {
        if self.is_credential(&error.message, request) {
            return error.with(|error| error.message = "POLYV's message is withheld: it holds a credential".into());
        }
        error
    }
}

/// Data as what Rust asked for.
fn read<T: Data>(data: &JsValue) -> Result<T, Error> {
    let data =
        serde_wasm_bindgen::from_value(data.clone()).map_err(|_| Error::response("unexpected data: not JSON"))?;
    envelope::data(data)
}

/// `Deadline.reason` of a caller's signal.
const ABORTED: u8 = 2;

/// What `readBody` gives in the place of a text that is too long.
const TOO_LARGE: f64 = 1.0;

/// Waits for a promise, at most until the deadline.
async fn within(deadline: &Deadline, promise: &Promise) -> Result<JsValue, Error> {
    JsFuture::from(deadline.race(promise))
        .await
        .map_err(|error| ended(deadline, &error))
}

/// Why waiting ended without a value. The host's own error is left out: it may show the URL, and so the signature.
fn ended(deadline: &Deadline, error: &JsValue) -> Error {
    match deadline.reason() {
        0 => Error::new(
            ErrorKind::Network,
            match system_code(error) {
                Some(code) => ["the connection to POLYV failed (", &code, ")"].concat(),
                None => "the connection to POLYV failed".to_owned(),
            },
        ),
        ABORTED => aborted(),
        _ => timeout(),
    }
}

fn timeout() -> Error {
    Error::new(ErrorKind::Timeout, "no answer before the deadline")
}

fn aborted() -> Error {
    Error::new(ErrorKind::Aborted, "the caller aborted the call")
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

/// `Retry-After` in milliseconds: it comes as seconds or as a date.
fn retry_after_ms(header: &str) -> Option<u32> {
    let ms = match header.trim().parse::<u32>() {
        Ok(seconds) => f64::from(seconds) * 1000.0,
        // `Date.parse` takes nearly anything; a date of HTTP starts with a weekday.
        Err(_) if header.trim_start().starts_with(|c: char| c.is_ascii_alphabetic()) => {
            Date::parse(header) - Date::now()
        }
        Err(_) => return None,
    };
    ms.is_finite().then_some(ms.max(0.0) as u32)
}
