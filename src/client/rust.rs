//! The client for Rust on wasm32, such as Rust Workers: a call's steps, awaited.

use core::cell::RefCell;

use js_sys::{Date, Function, Math};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::AbortSignal;

use super::transport::{Deadline, Sent, Wait, send, steady_ms};
use crate::{
    attempt::{Action, Attempts, DEFAULT_RETRIES, DEFAULT_TIMEOUT_MS, Event, Now, Plan, Repeatable, Shared},
    endpoint::Endpoint,
    envelope::{self, Data},
    error::Error,
    limiter::RateLimit,
    models::{ChannelAccount, Viewer, getChannelAccount, getViewer},
    params::Argument,
    request::{Call, SignedRequest, Signer, SigningTime},
};

/// Sends calls for one account.
#[derive(Debug)]
pub struct Client {
    signer: Signer,
    settings: Settings,
    shared: RefCell<Shared>,
}

/// How a client behaves, besides the account it signs for.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Settings {
    /// Deadline of a whole call, in milliseconds. Default: 10,000.
    pub timeout_ms: f64,
    /// Retries of a call that is safe to repeat. Default: 2.
    pub retries: u32,
    /// The longest answer to read, in bytes. Default: 4 MiB.
    pub max_body_bytes: Option<f64>,
    /// The budget that all calls of the client share; `None` for no limit.
    pub rate_limit: Option<RateLimit>,
    /// Sends in place of the host's `fetch`.
    pub fetch: Option<Function>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            timeout_ms: DEFAULT_TIMEOUT_MS,
            retries: DEFAULT_RETRIES,
            max_body_bytes: None,
            rate_limit: Some(RateLimit::default()),
            fetch: None,
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
    /// JSON text, for a call with a JSON body; or a `FormData` with the files, for a multipart one.
    pub body: JsValue,
}

impl Client {
    /// A client that signs with `signer`.
    pub fn new(signer: Signer, settings: Settings) -> Self {
        Self { signer, shared: RefCell::new(Shared::new(settings.rate_limit)), settings }
    }

    /// One viewer's details (查询观众详情).
    ///
    /// # Errors
    /// All kinds; `not_found` also tells of a viewer that was created within the last seconds.
    pub async fn get_viewer(&self, viewer_union_id: &str, options: &CallOptions) -> Result<Viewer, Error> {
        self.look_up(&getViewer, &[("viewerUnionId", viewer_union_id)], options).await
    }

    /// One role of a channel (查询单个角色信息).
    ///
    /// # Errors
    /// All kinds; see [`ErrorKind`](crate::ErrorKind).
    pub async fn get_channel_account(
        &self,
        channel_id: &str,
        account: &str,
        options: &CallOptions,
    ) -> Result<ChannelAccount, Error> {
        self.look_up(&getChannelAccount, &[("channelId", channel_id), ("account", account)], options).await
    }

    async fn look_up<T: Data>(
        &self,
        endpoint: &Endpoint,
        arguments: &[(&str, &str)],
        options: &CallOptions,
    ) -> Result<T, Error> {
        let call = endpoint.call(arguments.iter().map(|(name, value)| (*name, Argument::text(value))))?;
        self.request(&call, true, options).await
    }

    /// Makes a call and reads its data as a model, a [`List`](crate::List) or [`Page`](crate::Page) of one, or any JSON.
    /// What is not `is_repeatable` is sent again only where it certainly has done nothing.
    ///
    /// # Errors
    /// All kinds; see [`ErrorKind`](crate::ErrorKind).
    pub async fn request<T: Data>(&self, call: &Call, is_repeatable: bool, options: &CallOptions) -> Result<T, Error> {
        let plan = Plan {
            timeout_ms: options.timeout_ms.unwrap_or(self.settings.timeout_ms),
            retries: options.retries.unwrap_or(self.settings.retries),
            repeatable: match is_repeatable {
                _ if call.is_multipart() => Repeatable::Never,
                true => Repeatable::Always,
                false => Repeatable::IfUndone,
            },
        };
        let result = self.attempts(call, plan, options).await;
        result.map_err(|error| error.with(|error| error.endpoint = Some(self.signer.endpoint(call).into())))
    }

    async fn attempts<T: Data>(&self, call: &Call, plan: Plan, options: &CallOptions) -> Result<T, Error> {
        let signal = options.signal.as_ref();
        let mut under_way = UnderWay { attempts: Attempts::new(plan), shared: &self.shared };
        let mut data = None;
        let pause = async |ms| wait(Deadline::new(signal, ms).outcome()).await.after_pause().event(None, || Ok(()));
        let mut event = match signal.filter(|signal| signal.aborted()) {
            Some(_) => pause(0.0).await,
            None => Event::Ready,
        };
        loop {
            event = match under_way.next(event)? {
                Action::Wait(ms) => pause(ms).await,
                Action::Send { timestamp_ms, ms } => {
                    let request = self.signer.sign(call, &SigningTime::at(timestamp_ms)?);
                    let wait = self.exchange(&request, ms, options).await;
                    let sent =
                        Sent { signer: &self.signer, request: &request, is_hosts_fetch: self.settings.fetch.is_none() };
                    wait.event(Some(sent), || {
                        data = Some(read(&wait)?);
                        Ok(())
                    })
                }
                Action::Done => return data.ok_or_else(|| Error::response("unexpected data")),
            };
        }
    }

    async fn exchange(&self, request: &SignedRequest, ms: f64, options: &CallOptions) -> Wait {
        let deadline = Deadline::new(options.signal.as_ref(), ms);
        if deadline.is_over() {
            return wait(deadline.outcome()).await;
        }
        let sent = send(
            js_sys::global().unchecked_ref(),
            self.settings.fetch.as_ref(),
            request,
            &options.body,
            &JsValue::UNDEFINED,
            &deadline.signal(),
        );
        // What was thrown at once becomes what a promise would have said.
        let sent = sent.unwrap_or_else(|error| js_sys::Promise::reject(&error).into());
        wait(deadline.receive(&sent, self.settings.max_body_bytes)).await
    }
}

/// A call under way. A future may be dropped at any await: then the call is aborted, and gives back what it reserved.
struct UnderWay<'a> {
    attempts: Attempts,
    shared: &'a RefCell<Shared>,
}

impl UnderWay<'_> {
    fn next(&mut self, event: Event) -> Result<Action, Error> {
        self.attempts.next(&mut self.shared.borrow_mut(), event, now(), Math::random())
    }
}

impl Drop for UnderWay<'_> {
    fn drop(&mut self) {
        let _ = self.next(Event::Aborted { is_timeout: false });
    }
}

fn now() -> Now {
    Now { wall_ms: Date::now(), steady_ms: steady_ms() }
}

#[wasm_bindgen]
extern "C" {
    type Held;
    #[wasm_bindgen(method, getter)]
    fn code(this: &Held) -> u8;
    #[wasm_bindgen(method, getter)]
    fn status(this: &Held) -> Option<u16>;
    #[wasm_bindgen(method, getter)]
    fn answer(this: &Held) -> JsValue;
    #[wasm_bindgen(method, getter)]
    fn detail(this: &Held) -> JsValue;
    #[wasm_bindgen(method, getter)]
    fn response(this: &Held) -> JsValue;
}

/// The promises of transport.js never reject.
async fn wait(promise: js_sys::Promise) -> Wait {
    let held: Held = JsFuture::from(promise).await.unwrap_or_default().unchecked_into();
    Wait {
        code: held.code(),
        status: held.status(),
        answer: held.answer(),
        detail: held.detail(),
        response: held.response(),
    }
}

fn read<T: Data>(wait: &Wait) -> Result<T, Error> {
    let answer: serde_json::Value =
        serde_wasm_bindgen::from_value(wait.answer()).map_err(|_| Error::response("unexpected data: not JSON"))?;
    envelope::read(envelope::open(&answer, wait.status)?)
}
