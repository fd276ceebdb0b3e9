//! The attempts of one call: signs each anew, gives it its share of the call's time, and decides what comes next. Waiting is
//! left to whoever takes the steps.

use js_sys::{Date, Function, Math, Promise};
use wasm_bindgen::prelude::*;
use web_sys::{AbortSignal, Response};

use crate::{
    Call, CallOptions, Client, Error, ErrorKind, SignedRequest, Stamp,
    exchange::{Outcome, aborted, exchange, header, is_aborted, pause, retry_after_ms, timeout},
    js::check::{request_id, unwrap},
    retry::{attempt_ms, wait_ms},
};

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

/// Whether data is what the call promises.
pub(crate) type Check = fn(&JsValue) -> Result<(), Error>;

/// A call as it is sent: what travels, and whether it may travel twice.
pub(crate) struct Outgoing {
    pub(crate) call: Call,
    /// The JSON text of the body.
    pub(crate) json: Option<JsValue>,
    /// Whether the call may be repeated without doing anything twice.
    pub(crate) is_repeatable: bool,
    pub(crate) check: Check,
}

impl Outgoing {
    /// A declared operation, safe to repeat.
    #[cfg(feature = "edge")]
    pub(crate) fn lookup(call: Call, check: Check) -> Self {
        Self {
            call,
            json: None,
            is_repeatable: true,
            check,
        }
    }
}

/// A call under way.
pub(crate) struct Attempts {
    outgoing: Outgoing,
    signal: Option<AbortSignal>,
    ends_at: f64,
    retries_left: u32,
    may_correct_clock: bool,
    /// How many times the request was sent.
    count: u32,
    state: State,
}

/// What the next outcome is of.
enum State {
    /// Nothing yet.
    New,
    /// A wait for the rate limit, after which the request is sent.
    Turn,
    /// A wait before the next attempt.
    Pause,
    Sent(Sent),
}

struct Sent {
    request: SignedRequest,
    at: f64,
    /// The clock offset that it was signed with: others may learn meanwhile.
    offset_ms: f64,
}

/// What comes next.
pub(crate) enum Step {
    /// Wait for the promise, which never rejects, and hand its outcome to the next step.
    Wait(Promise),
    /// The call's data.
    Done(JsValue),
}

/// What an attempt has brought.
struct Answer {
    status: Option<u16>,
    request_id: Option<String>,
    data: JsValue,
}

impl Attempts {
    pub(crate) fn new(client: &Client, outgoing: Outgoing, options: CallOptions) -> Self {
        let settings = &client.settings;
        let retries = options.retries.unwrap_or(settings.retries);
        Self {
            ends_at: Date::now() + options.timeout_ms.unwrap_or(settings.timeout_ms),
            retries_left: if outgoing.is_repeatable { retries } else { 0 },
            may_correct_clock: retries > 0,
            outgoing,
            signal: options.signal,
            count: 0,
            state: State::New,
        }
    }

    /// The next step, after the outcome of the last one; the first has none.
    ///
    /// # Errors
    /// Of the call, with all that is known of it.
    pub(crate) fn step(&mut self, client: &Client, outcome: &JsValue) -> Result<Step, Error> {
        let outcome: &Outcome = outcome.unchecked_ref();
        let step = match std::mem::replace(&mut self.state, State::New) {
            State::New if self.signal.as_ref().is_some_and(is_aborted) => Err(aborted()),
            State::Turn | State::Pause if outcome.is_aborted() => Err(aborted()),
            State::New | State::Pause => self.turn(client),
            State::Turn => self.send(client, Date::now()),
            State::Sent(sent) => self.receive(client, &sent, outcome),
        };
        step.map_err(|error| {
            error.with(|error| {
                error.attempts = self.count;
                error.endpoint = Some(client.signer.endpoint(&self.outgoing.call).into());
            })
        })
    }

    /// Sends as soon as the rate limit has room.
    fn turn(&mut self, client: &Client) -> Result<Step, Error> {
        let now = Date::now();
        match client.reserve(now, self.ends_at) {
            Ok(moment) if moment > now => {
                self.state = State::Turn;
                Ok(Step::Wait(pause(self.signal.as_ref(), moment - now)))
            }
            Ok(_) => self.send(client, now),
            Err(moment) => {
                let error = Error::new(
                    ErrorKind::RateLimited,
                    "the client's rate limit leaves no room before the deadline",
                );
                Err(error.with(|error| error.retry_after_ms = Some((moment - now) as u32)))
            }
        }
    }

    fn send(&mut self, client: &Client, now: f64) -> Result<Step, Error> {
        if now >= self.ends_at {
            return Err(timeout());
        }
        self.count += 1;
        let call = &self.outgoing.call;
        if let Some(hook) = &client.settings.on_request {
            on_request(hook, call.method().as_str(), call.path(), self.count);
        }
        let offset_ms = client.clock_offset_ms.get();
        let request = match client.sign(call, now + offset_ms) {
            Ok(request) => request,
            Err(error) => return self.conclude(client, now, Err(error)),
        };
        let answer = exchange(
            client.settings.fetch.as_ref(),
            &request,
            self.outgoing.json.as_ref(),
            self.signal.as_ref(),
            attempt_ms(self.ends_at - now, self.retries_left == 0),
            client.settings.max_body_bytes,
        );
        self.state = State::Sent(Sent {
            request,
            at: now,
            offset_ms,
        });
        Ok(Step::Wait(answer))
    }

    fn receive(&mut self, client: &Client, sent: &Sent, outcome: &Outcome) -> Result<Step, Error> {
        let answer = outcome
            .check()
            .and_then(|()| self.judge(client, sent, outcome))
            .map_err(|error| match outcome.response() {
                Some(response) => learn(client, sent, error, &response),
                None => error,
            });
        self.conclude(client, sent.at, answer)
    }

    /// What POLYV says.
    fn judge(&self, client: &Client, sent: &Sent, outcome: &Outcome) -> Result<Answer, Error> {
        let status = outcome.status();
        let request_id = || request_id(&outcome.answer()).filter(|id| !client.is_credential(id, &sent.request));
        let data = match outcome.data() {
            data if data.is_undefined() => unwrap(&outcome.answer(), status),
            data => Ok(data),
        };
        let data = data.and_then(|data| (self.outgoing.check)(&data).map(|()| data));
        match data {
            Ok(data) => Ok(Answer {
                status,
                // Only a hook hears of it.
                request_id: client.settings.on_response.is_some().then(request_id).flatten(),
                data,
            }),
            Err(error) => Err(client.scrub(error, &sent.request).with(|error| {
                error.http_status = status;
                error.request_id = request_id().map(Into::into);
            })),
        }
    }

    /// The end of an attempt, and of the call unless another follows.
    fn conclude(&mut self, client: &Client, started: f64, answer: Result<Answer, Error>) -> Result<Step, Error> {
        if let Some(hook) = &client.settings.on_response {
            let (status, kind, request_id) = match &answer {
                Ok(answer) => (answer.status, None, answer.request_id.clone()),
                Err(error) => (
                    error.http_status,
                    Some(error.kind.as_str().to_owned()),
                    error.request_id.as_deref().map(str::to_owned),
                ),
            };
            let call = &self.outgoing.call;
            let (method, path) = (call.method().as_str(), call.path());
            let duration_ms = Date::now() - started;
            on_response(hook, method, path, self.count, duration_ms, status, kind, request_id);
        }
        match answer {
            Ok(answer) => Ok(Step::Done(answer.data)),
            Err(error) => self.again(client, error),
        }
    }

    /// Another attempt, if there may be one.
    fn again(&mut self, client: &Client, error: Error) -> Result<Step, Error> {
        // A refused timestamp has done nothing, so every call may be sent again with a better one.
        let is_correction = error.kind == ErrorKind::InvalidTimestamp;
        let (may_follow, wait_ms) = if is_correction {
            (std::mem::take(&mut self.may_correct_clock), 0.0)
        } else {
            (self.retries_left > 0, wait_ms(&error, self.count, Math::random()))
        };
        if !error.retryable || !may_follow || Date::now() + wait_ms >= self.ends_at {
            return Err(error);
        }
        if is_correction {
            return self.turn(client);
        }
        self.retries_left -= 1;
        self.state = State::Pause;
        Ok(Step::Wait(pause(self.signal.as_ref(), wait_ms)))
    }
}

/// What the headers of a refusal tell: when to come back, and what POLYV's clock says.
fn learn(client: &Client, sent: &Sent, error: Error, response: &Response) -> Error {
    if error.kind == ErrorKind::InvalidTimestamp
        && let Some(date) = header(response, "date")
    {
        let offset = Date::parse(&date) - Date::now();
        // The header counts in seconds: less than two say nothing.
        let is_news = (offset - sent.offset_ms).abs() >= 2_000.0;
        let is_usable = Stamp::at((Date::now() + offset) as u64).is_ok();
        if is_usable && is_news {
            client.clock_offset_ms.set(offset.round());
            return error.with(|error| error.retryable = true);
        }
    }
    match retry_after_ms(response) {
        Some(ms) => error.with(|error| error.retry_after_ms = Some(ms)),
        None => error,
    }
}
