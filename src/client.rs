//! The client: an account, how it behaves, and what it has learnt.

use std::cell::{Cell, RefCell};

use js_sys::Function;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::AbortSignal;

use crate::{
    Call, Error, SignedRequest, Signer, Stamp,
    attempts::{Attempts, Outgoing, Step},
    envelope::{self, Data},
    rate_limit::{RateLimit, SlidingWindow},
    retry::DEFAULT_RETRIES,
    sign::occurs_in,
};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = crypto, js_name = randomUUID)]
    fn random_uuid() -> Result<String, JsValue>;
}

/// Sends calls for one account.
#[derive(Debug)]
pub struct Client {
    pub(crate) signer: Signer,
    pub(crate) settings: Settings,
    /// How far POLYV's clock is ahead of this host's, in milliseconds, once a refused timestamp has told.
    pub(crate) clock_offset_ms: Cell<f64>,
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
        let outgoing = Outgoing {
            call: call.clone(),
            json: None,
            is_repeatable,
            // Within the attempt, so that an error knows all of it.
            check: |data| read::<T>(data).map(drop),
        };
        let mut attempts = Attempts::new(self, outgoing, options.clone());
        let mut outcome = JsValue::UNDEFINED;
        loop {
            match attempts.step(self, &outcome)? {
                Step::Wait(promise) => outcome = JsFuture::from(promise).await.unwrap_or_default(),
                Step::Done(data) => return read(&data),
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

    /// When the rate limit next has room, or, where that is later than `latest`, when it would.
    pub(crate) fn reserve(&self, now: f64, latest: f64) -> Result<f64, f64> {
        let window = self.window.as_ref();
        window.map_or(Ok(now), |window| window.borrow_mut().reserve(now, latest))
    }

    /// Whether a text shows the secret or the signature.
    pub(crate) fn is_credential(&self, text: &str, request: &SignedRequest) -> bool {
        self.signer.secret().occurs_in(text) || occurs_in(request.signature(), text)
    }

    /// An answer that repeats the secret or the signature does not get to show it.
    pub(crate) fn scrub(&self, error: Error, request: &SignedRequest) -> Error {
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
