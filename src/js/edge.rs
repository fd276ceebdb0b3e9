//! Exports of the edge build: what the npm package's `PolyvClient` stands on.

use alloc::{rc::Rc, string::String, vec::Vec};
use core::cell::RefCell;

use js_sys::Function;
use wasm_bindgen::prelude::*;
use web_sys::AbortSignal;

use super::object::JsObject;
use crate::{
    attempt::{Action, Attempts, Event, Now, Plan, Repeatable, Shared},
    client::transport::{Host, Sent, Wait, send},
    endpoint::Endpoint,
    envelope::{open, request_id, without_envelope},
    error::{Error, ErrorKind},
    limiter::RateLimit,
    model::{Answer, redact},
    models::{ENDPOINTS, MODELS},
    params::{Arguments, Params},
    request::{Call, Credentials, Method, SignedRequest, Signer, SigningTime},
    sign::{AppSecret, SignatureMethod},
    text::{is_blank, shows},
    url::fill,
};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = crypto, js_name = randomUUID)]
    fn random_uuid() -> Result<String, JsValue>;
}

#[wasm_bindgen(module = "/src/js/object.js")]
extern "C" {
    #[wasm_bindgen(js_name = redacted)]
    fn names_redacted(object: &JsValue, table: u32) -> JsValue;
}

/// An account, and what it shares with others at the same address.
struct Account {
    signer: Signer,
    has_nonce: bool,
    shared: Rc<RefCell<Shared>>,
}

impl Account {
    fn sign(&self, call: &Call, timestamp_ms: u64) -> Result<SignedRequest, Error> {
        let mut time = SigningTime::at(timestamp_ms)?;
        if self.has_nonce {
            let nonce = random_uuid().map_err(|_| {
                Error::argument("a nonce needs crypto.randomUUID, which this host lacks, or has only inside a request")
            })?;
            time = time.with_nonce(nonce)?;
        }
        Ok(self.signer.sign(call, &time))
    }
}

/// What a client holds. Every call owns a share of it, so calls may overlap, and outlive it.
#[derive(Default)]
#[wasm_bindgen]
pub struct AccountHandle {
    account: RefCell<Option<Rc<Account>>>,
}

/// What a call carries besides its parameters.
#[derive(Clone, Copy, PartialEq, Eq)]
#[wasm_bindgen]
pub enum Carrier {
    /// Nothing: parameters travel in the query of a GET, or in the form of a POST.
    Parameters,
    Json,
    Files,
}

#[wasm_bindgen]
impl AccountHandle {
    /// Without an account: see [`Self::open`].
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes an account: with a parent other than itself, that of the parent but for what is given. At the same address the
    /// two count calls, and keep the clock, together where that is asked for. `calls` is 0 for no limit; without it the
    /// limit is the default.
    #[allow(clippy::too_many_arguments)]
    pub fn open(
        &self,
        parent: &Self,
        app_id: Option<String>,
        app_secret: Option<String>,
        is_sha256: bool,
        has_nonce: bool,
        base_url: Option<String>,
        allow_http: bool,
        calls: Option<u32>,
        window_ms: f64,
        shares_budget: bool,
    ) -> Result<(), Error> {
        let parent = if core::ptr::eq(self, parent) { None } else { Some(parent.account()?) };
        let known = parent.as_ref().map(|parent| parent.signer.credentials());
        let app_id = app_id.or_else(|| Some(known?.app_id.clone())).unwrap_or_default();
        let app_secret = match (app_secret, known) {
            (None, Some(known)) => known.app_secret.clone(),
            (secret, _) => AppSecret::new(secret.unwrap_or_default())?,
        };
        let mut signer = Signer::new(Credentials { app_id, app_secret })?;
        if is_sha256 {
            signer = signer.signature_method(SignatureMethod::Sha256);
        }
        signer = match base_url {
            None => signer,
            Some(url) if allow_http => signer.base_url_allowing_http(&url)?,
            Some(url) => signer.base_url(&url)?,
        };
        let shared = match parent {
            Some(parent) if shares_budget && signer.base() == parent.signer.base() => Rc::clone(&parent.shared),
            _ => {
                let limit = calls.map_or(RateLimit::default(), |calls| RateLimit { calls, window_ms });
                Rc::new(RefCell::new(Shared::new((calls != Some(0)).then_some(limit))))
            }
        };
        self.account.replace(Some(Rc::new(Account { signer, has_nonce, shared })));
        Ok(())
    }

    /// Forgets the account: the secret is overwritten as soon as the calls under way have ended.
    pub fn dispose(&self) {
        self.account.take();
    }

    /// Begins a call of a declared endpoint, by its place. `params` is what [`Arguments`] reads.
    #[allow(clippy::too_many_arguments)]
    pub fn lookup(
        &self,
        running: &RunningCall,
        endpoint: usize,
        params: String,
        timeout_ms: Option<f64>,
        retries: Option<u32>,
    ) -> Result<(), Error> {
        let account = self.account()?;
        let endpoint = ENDPOINTS.get(endpoint).ok_or_else(|| Error::argument("no such endpoint"))?;
        let call = endpoint.call(Arguments::new(params).iter())?;
        let plan = Plan::new(timeout_ms, retries, Repeatable::Always);
        running.begin(account, call, endpoint.answer, plan);
        Ok(())
    }

    /// Begins a call of any endpoint. `params` fills the path's placeholders.
    #[allow(clippy::too_many_arguments)]
    pub fn request(
        &self,
        running: &RunningCall,
        is_post: bool,
        path: String,
        params: String,
        query: String,
        form: Option<String>,
        carrier: Carrier,
        is_idempotent: bool,
        timeout_ms: Option<f64>,
        retries: Option<u32>,
    ) -> Result<(), Error> {
        let account = self.account()?;
        let call = call(is_post, path, params, query)?;
        let has_form = form.is_some();
        let form = Params::from_arguments(&Arguments::new(form.unwrap_or_default()))?;
        let call = match carrier {
            // JavaScript has made the line ends CRLF, in less code.
            Carrier::Files => call.multipart_as_given(form)?,
            Carrier::Json if has_form => {
                return Err(Error::argument("form and json exclude each other: a call has one body"));
            }
            Carrier::Json => call.json()?,
            Carrier::Parameters if is_post || has_form => call.form(form)?,
            Carrier::Parameters => call,
        };
        let repeatable = match (carrier, is_idempotent) {
            (Carrier::Files, _) => Repeatable::Never,
            (_, true) => Repeatable::Always,
            (_, false) => Repeatable::IfUndone,
        };
        let plan = Plan::new(timeout_ms, retries, repeatable);
        running.begin(account, call, Answer::Any, plan);
        Ok(())
    }

    /// Signs a GET, and sends nothing. Without a timestamp it is signed for now, by POLYV's clock. Gives the URL; or the error,
    /// as [`super::parse::parse_viewer`] does.
    #[wasm_bindgen(js_name = signedUrl)]
    pub fn signed_url(
        &self,
        path: String,
        params: String,
        query: String,
        timestamp_ms: Option<f64>,
        wall_ms: f64,
    ) -> JsValue {
        let sign = || {
            let account = self.account()?;
            let call = call(false, path, params, query)?;
            let timestamp_ms = match timestamp_ms {
                Some(timestamp_ms) => timestamp_ms as u64,
                None => account.shared.borrow().timestamp_ms(wall_ms)?,
            };
            account.sign(&call, timestamp_ms)
        };
        sign().map_or_else(|error: Error| error.into(), |request| request.url.into())
    }
}

impl AccountHandle {
    fn account(&self) -> Result<Rc<Account>, Error> {
        let account = self.account.borrow().clone();
        account.ok_or_else(|| Error::argument("the client has been disposed of"))
    }
}

fn call(is_post: bool, mut path: String, params: String, query: String) -> Result<Call, Error> {
    let params = Arguments::new(params);
    for (name, value) in Params::from_arguments(&params)?.iter() {
        path =
            fill(&path, name, value).ok_or_else(|| Error::bad_argument(name, "has no placeholder in the path"))??;
    }
    let method = if is_post { Method::Post } else { Method::Get };
    Call::new(method, path)?.with_query(Params::from_arguments(&Arguments::new(query))?)
}

/// A call under way, as JavaScript drives it: JavaScript waits, Rust says what comes next. When it has ended, it may begin
/// another one.
#[derive(Default)]
#[wasm_bindgen]
pub struct RunningCall {
    state: RefCell<Option<State>>,
}

struct State {
    account: Rc<Account>,
    call: Call,
    answer: Answer,
    attempts: Attempts,
    request: Option<Rc<SignedRequest>>,
    is_hosts_fetch: bool,
    data: JsValue,
    /// Of the last attempt, for hooks.
    failure: Option<Error>,
}

impl RunningCall {
    fn begin(&self, account: Rc<Account>, call: Call, answer: Answer, plan: Plan) {
        self.state.replace(Some(State {
            account,
            call,
            answer,
            attempts: Attempts::new(plan),
            request: None,
            is_hosts_fetch: true,
            data: JsValue::UNDEFINED,
            failure: None,
        }));
    }
}

#[wasm_bindgen]
impl RunningCall {
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// What to do after a wait: wait for so many milliseconds; or, where the number is negative, send, and wait for the
    /// answer for so many; or, where it is 0, take the data.
    #[allow(clippy::too_many_arguments)]
    pub fn step(
        &self,
        code: u8,
        status: Option<u16>,
        answer: JsValue,
        detail: JsValue,
        response: JsValue,
        wall_ms: f64,
        steady_ms: f64,
        random: f64,
    ) -> Result<f64, Error> {
        let wait = Wait { code, status, answer, detail, response };
        let mut state = self.state.borrow_mut();
        let state = state.as_mut().ok_or_else(|| Error::new(ErrorKind::Internal, "the call is over"))?;
        state.step(&wait, Now { wall_ms, steady_ms }, random).map_err(|error| {
            // For hooks too.
            let error = error.with(|error| error.endpoint = Some(state.account.signer.endpoint(&state.call).into()));
            state.failure.get_or_insert_with(|| error.clone());
            error
        })
    }

    /// Sends.
    ///
    /// # Errors
    /// What `fetch` threw.
    pub fn send(
        &self,
        host: &Host,
        fetch: Option<Function>,
        body: &JsValue,
        headers: &JsValue,
        signal: &AbortSignal,
    ) -> Result<JsValue, JsValue> {
        let request = self.state.borrow_mut().as_mut().and_then(|state| {
            state.is_hosts_fetch = fetch.is_none();
            state.request.clone()
        });
        match request {
            Some(request) => send(host, fetch.as_ref(), &request, body, headers, signal).inspect_err(|_| {
                // What is thrown at once is no broken connection.
                if let Some(state) = self.state.borrow_mut().as_mut() {
                    state.is_hosts_fetch = false;
                }
            }),
            None => Err(JsValue::UNDEFINED),
        }
    }

    /// Whether callers may see the `requestId` of an answer: it says something, and shows no credential.
    #[wasm_bindgen(js_name = mayShow)]
    pub fn may_show(&self, request_id: &str) -> bool {
        let state = self.state.borrow();
        let Some((state, request)) = state.as_ref().and_then(|state| Some((state, state.request.as_ref()?))) else {
            return false;
        };
        let credentials = [state.account.signer.secret().as_str(), &request.sign];
        !is_blank(request_id) && !credentials.iter().any(|credential| shows(request_id, credential))
    }

    /// Why the last attempt failed, `kind NUL requestId`, if it did.
    pub fn failure(&self) -> Option<String> {
        let state = self.state.borrow();
        let error = state.as_ref()?.failure.as_ref()?;
        Some([error.kind.as_str(), "\0", error.request_id.as_deref().unwrap_or_default()].concat())
    }

    /// Gives the call's data, and lets go of the account, also where a host's error has left this object borrowed.
    pub fn end(&self) -> JsValue {
        self.state.take().map(|state| state.data).unwrap_or_default()
    }
}

impl State {
    fn step(&mut self, wait: &Wait, now: Now, random: f64) -> Result<f64, Error> {
        let event = self.event(wait);
        self.failure = match &event {
            Event::Ended(outcome) => outcome.result.as_ref().err().cloned(),
            _ => None,
        };
        let action = self.attempts.next(&mut self.account.shared.borrow_mut(), event, now, random)?;
        Ok(match action {
            // 0 has a meaning of its own.
            Action::Wait(ms) => ms.max(1.0),
            Action::Send { timestamp_ms, ms } => {
                match self.account.sign(&self.call, timestamp_ms) {
                    Ok(request) => self.request = Some(Rc::new(request)),
                    Err(error) => {
                        let shared = &mut self.account.shared.borrow_mut();
                        self.attempts.next(shared, Event::Impossible(error), now, random)?;
                    }
                }
                -ms
            }
            Action::Done => 0.0,
        })
    }

    fn event(&mut self, wait: &Wait) -> Event {
        let request = self.request.take();
        let sent = request.as_ref().map(|request| Sent {
            signer: &self.account.signer,
            request,
            is_hosts_fetch: self.is_hosts_fetch,
        });
        let (expected, data) = (self.answer, &mut self.data);
        let event = wait.event(sent, || {
            *data = judge(wait, wait.answer(), expected)?;
            Ok(())
        });
        self.request = request;
        event
    }
}

/// The data of an answer.
fn judge(wait: &Wait, answer: JsValue, expected: Answer) -> Result<JsValue, Error> {
    let (raw, status) = (wait.detail.clone(), wait.status);
    if wait.is_plain() {
        return shape(&JsObject::owned(answer), status, expected);
    }
    if answer.as_bool() == Some(false) || (answer.is_undefined() && !raw.is_undefined()) {
        // What was asked for as it is, and is no JSON.
        return match status {
            Some(400..) => Err(without_envelope(status, "it is not JSON")),
            _ => Ok(raw),
        };
    }
    let answer = JsObject::owned(answer);
    match open(&answer, status) {
        // A file of JSON that is no envelope.
        Err(error) if error.code.is_none() && status < Some(400) && !raw.is_undefined() => Ok(raw),
        Ok(_) if !raw.is_undefined() => Ok(raw),
        _ => shape(&answer, status, expected),
    }
}

fn shape(answer: &JsObject, status: Option<u16>, expected: Answer) -> Result<JsValue, Error> {
    let shaped = expected.shape(open(answer, status)?);
    let named = shaped.map_err(|error| error.with(|error| error.request_id = request_id(answer).map(Into::into)));
    Ok(named?.into_value())
}

/// The declared endpoints, for the methods of the class: a line each, name, method, path, and `page` for a paged one.
#[wasm_bindgen]
pub fn endpoints() -> String {
    let line = |endpoint: &Endpoint| {
        let answer = if matches!(endpoint.answer, Answer::Page(_)) { " page" } else { "" };
        [endpoint.name, " ", endpoint.method.as_str(), " ", endpoint.path, answer].concat()
    };
    ENDPOINTS.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// What callers of an edge may see of an object, by its model's place among [`MODELS`].
#[wasm_bindgen]
pub fn redacted(object: &JsValue, model: usize) -> Result<JsValue, Error> {
    let shown = MODELS.get(model).and_then(|model| redact(&JsObject::borrowed(object.clone()), model));
    Ok(shown.ok_or_else(|| Error::argument("what is to be redacted is no object"))?.into_value())
}

/// The names of what was removed from it, and what was masked.
#[wasm_bindgen(js_name = redactedNames)]
pub fn redacted_names(object: &JsValue, model: usize) -> JsValue {
    MODELS.get(model).map_or(JsValue::UNDEFINED, |model| names_redacted(object, model.table.id))
}
