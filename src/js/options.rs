//! What JavaScript callers pass: read, checked, and turned into the core's types.

use js_sys::{Array, Function};
use wasm_bindgen::prelude::*;

use super::object::{Found, Look, Names};
use crate::{
    AppSecret, Call, Credentials, Error, Method, Params, SignatureMethod, Signer,
    client::{CallOptions, Client, Settings},
    endpoint::{Argument, Endpoint},
    rate_limit::RateLimit,
};

#[wasm_bindgen(module = "/src/js/deadline.js")]
extern "C" {
    #[wasm_bindgen(js_name = isSignal)]
    fn is_signal(value: &JsValue) -> bool;
}

#[wasm_bindgen(module = "/src/js/host.js")]
extern "C" {
    #[wasm_bindgen(js_name = isBrowser)]
    fn is_browser() -> bool;
}

#[wasm_bindgen(module = "/src/js/params.js")]
extern "C" {
    #[wasm_bindgen(catch)]
    fn flatten(params: &JsValue) -> Result<String, JsValue>;
    fn signable(request: &JsValue) -> Option<String>;
}

/// Calls of one list that are under way at once: what a Worker may have open, with room for one more.
const DEFAULT_CONCURRENCY: u32 = 5;

/// A client from the options that `new PolyvClient` takes.
pub(super) fn client(options: &JsValue) -> Result<Client, Error> {
    const APP_ID: usize = 0;
    const APP_SECRET: usize = 1;
    const SIGNATURE_METHOD: usize = 2;
    const BASE_URL: usize = 3;
    const NONCE: usize = 4;
    const TIMEOUT_MS: usize = 5;
    const RETRIES: usize = 6;
    const MAX_BODY_BYTES: usize = 7;
    const RATE_LIMIT: usize = 8;
    const FETCH: usize = 9;
    const ON_REQUEST: usize = 10;
    const ON_RESPONSE: usize = 11;
    const ALLOW_BROWSER: usize = 12;
    #[rustfmt::skip]
    let names = [
        "appId", "appSecret", "signatureMethod", "baseUrl", "nonce", "timeoutMs", "retries", "maxBodyBytes", "rateLimit",
        "fetch", "onRequest", "onResponse", "allowBrowser",
    ];
    let look = Look::at(options, Names::of("options", names.into_iter()))
        .ok_or_else(|| Error::argument("options are missing: pass { appId, appSecret }"))?;
    if is_browser() && look.flag(ALLOW_BROWSER)? != Some(true) {
        return Err(Error::argument(
            "PolyvClient holds the appSecret and must not run in a browser: call POLYV from a server, \
             and use the parsers of \"polyv-edge\" in the page",
        ));
    }
    let missing = |name: &str| Error::argument([name, " is missing"].concat());
    let credentials = Credentials {
        app_id: look.string(APP_ID)?.ok_or_else(|| missing("appId"))?,
        app_secret: AppSecret::new(look.string(APP_SECRET)?.ok_or_else(|| missing("appSecret"))?)?,
    };
    let method = match look.string(SIGNATURE_METHOD)?.as_deref() {
        None | Some("MD5") => SignatureMethod::Md5,
        Some("SHA256") => SignatureMethod::Sha256,
        Some(_) => return Err(Error::argument("signatureMethod must be \"MD5\" or \"SHA256\"")),
    };
    let mut signer = Signer::new(credentials)?.signature_method(method);
    if let Some(base_url) = look.string(BASE_URL)? {
        signer = signer.base_url(&base_url)?;
    }
    let defaults = Settings::default();
    let settings = Settings {
        nonce: look.flag(NONCE)?.unwrap_or(defaults.nonce),
        timeout_ms: look.milliseconds(TIMEOUT_MS)?.unwrap_or(defaults.timeout_ms),
        retries: look.retries(RETRIES)?.unwrap_or(defaults.retries),
        max_body_bytes: look
            .whole(MAX_BODY_BYTES, "a whole number of bytes")?
            .unwrap_or(defaults.max_body_bytes),
        rate_limit: rate_limit(&look, RATE_LIMIT)?.unwrap_or(defaults.rate_limit),
        fetch: look.function(FETCH)?,
        on_request: look.function(ON_REQUEST)?,
        on_response: look.function(ON_RESPONSE)?,
    };
    Ok(Client::new(signer, settings))
}

/// `false` for none, or a budget of `calls` in `windowMs`.
fn rate_limit(options: &Look<'_>, index: usize) -> Result<Option<Option<RateLimit>>, Error> {
    const CALLS: usize = 0;
    const WINDOW_MS: usize = 1;
    let value = options.field(index);
    if options.found(index) == Found::Absent {
        return Ok(None);
    }
    if value.is_falsy() {
        return Ok(Some(None));
    }
    let look = Look::at(&value, Names::of("rateLimit", ["calls", "windowMs"].into_iter()))
        .ok_or_else(|| Error::bad_argument("rateLimit", "must be false or { calls, windowMs }"))?;
    let calls = look.whole(CALLS, "a whole number of calls")?;
    let window_ms = look.milliseconds(WINDOW_MS)?;
    match (calls, window_ms) {
        (Some(calls), Some(window_ms)) => Ok(Some(Some(RateLimit {
            calls: calls as u32,
            window_ms,
        }))),
        _ => Err(Error::bad_argument("rateLimit", "must be false or { calls, windowMs }")),
    }
}

/// The options of one call.
pub(super) fn call_options(call: &JsValue) -> Result<CallOptions, Error> {
    const SIGNAL: usize = 0;
    const TIMEOUT_MS: usize = 1;
    const RETRIES: usize = 2;
    if call.is_undefined() || call.is_null() {
        return Ok(CallOptions::default());
    }
    let look = Look::at(call, Names::of("call", ["signal", "timeoutMs", "retries"].into_iter()))
        .ok_or_else(|| Error::argument("call options must be an object"))?;
    let signal = match look.found(SIGNAL) {
        Found::Absent => None,
        _ => {
            let signal = Some(look.field(SIGNAL)).filter(is_signal);
            Some(
                signal
                    .ok_or_else(|| Error::argument("signal must be an AbortSignal"))?
                    .unchecked_into(),
            )
        }
    };
    Ok(CallOptions {
        signal,
        timeout_ms: look.milliseconds(TIMEOUT_MS)?,
        retries: look.retries(RETRIES)?,
    })
}

/// Options by their names, each with an error that says which one is wrong.
impl Look<'_> {
    fn string(&self, index: usize) -> Result<Option<String>, Error> {
        self.option(index, || self.text(index), "text")
    }

    fn flag(&self, index: usize) -> Result<Option<bool>, Error> {
        self.option(index, || self.field(index).as_bool(), "true or false")
    }

    fn milliseconds(&self, index: usize) -> Result<Option<f64>, Error> {
        let number = || {
            self.field(index)
                .as_f64()
                .filter(|number| number.is_finite() && *number > 0.0)
        };
        self.option(index, number, "a positive number of milliseconds")
    }

    /// At least 1.
    fn whole(&self, index: usize, expected: &str) -> Result<Option<f64>, Error> {
        let number = || Some(self.integer(index).filter(|number| *number >= 1)? as f64);
        self.option(index, number, expected)
    }

    fn retries(&self, index: usize) -> Result<Option<u32>, Error> {
        let retries = || Some(self.integer(index).filter(|number| (0..=10).contains(number))? as u32);
        self.option(index, retries, "a whole number from 0 to 10")
    }

    fn function(&self, index: usize) -> Result<Option<Function>, Error> {
        self.option(index, || self.field(index).dyn_into().ok(), "a function")
    }

    fn option<T>(&self, index: usize, read: impl FnOnce() -> Option<T>, expected: &str) -> Result<Option<T>, Error> {
        match self.found(index) {
            Found::Absent => Ok(None),
            _ => match read() {
                Some(value) => Ok(Some(value)),
                None => Err(Error::argument([&self.name(index), " must be ", expected].concat())),
            },
        }
    }
}

/// The call of a declared operation.
pub(super) fn operation(endpoint: &'static Endpoint, params: &JsValue) -> Result<Call, Error> {
    let names = Names::of(endpoint.name, endpoint.params.iter().map(|param| param.name));
    let look =
        Look::at(params, names).ok_or_else(|| Error::bad_argument(endpoint.name, "takes an object of parameters"))?;
    endpoint.call((0..endpoint.params.len()).map(|index| argument(&look, index)))
}

/// The call of a declared operation without its page number, and the page to start with.
pub(super) fn paged_operation(endpoint: &'static Endpoint, params: &JsValue) -> Result<(Call, f64), Error> {
    let call = operation(endpoint, params)?;
    let look = Look::at(params, Names::of("page", ["pageNumber"].into_iter()));
    let first = look.and_then(|look| look.integer(0)).unwrap_or(1);
    Ok((call.without_query("pageNumber"), first as f64))
}

/// A list to look up, and how many calls of it may be under way at once.
pub(super) fn concurrency(list: &JsValue, call: &JsValue) -> Result<(Array, u32), Error> {
    let list = list
        .dyn_ref::<Array>()
        .ok_or_else(|| Error::argument("pass a list"))?
        .slice(0, u32::MAX);
    let Some(look) = Look::at(call, Names::of("batch", ["concurrency"].into_iter())) else {
        return Ok((list, DEFAULT_CONCURRENCY));
    };
    let concurrency = || Some(look.integer(0).filter(|number| (1..=1000).contains(number))? as u32);
    let concurrency = look.option(0, concurrency, "a whole number from 1 to 1000")?;
    Ok((list, concurrency.unwrap_or(DEFAULT_CONCURRENCY)))
}

/// How old a callback may be.
pub(super) fn max_age_ms(options: &JsValue) -> Result<Option<f64>, Error> {
    match Look::at(options, Names::of("callback", ["maxAgeMs"].into_iter())) {
        Some(look) => look.milliseconds(0),
        None => Ok(None),
    }
}

fn argument(look: &Look<'_>, index: usize) -> Option<Argument> {
    Some(match look.found(index) {
        Found::Absent => return None,
        Found::Text => look.text(index).map_or(Argument::Other, Argument::Text),
        Found::Integer => look.integer(index).map_or(Argument::Number, Argument::Integer),
        Found::Number => Argument::Number,
        _ => Argument::Other,
    })
}

/// Any other call: what `request` and `signedUrl` take.
pub(super) struct Request {
    pub(super) call: Call,
    /// The body's JSON text.
    pub(super) json: Option<JsValue>,
    /// Whether the caller says that it may be repeated.
    pub(super) is_idempotent: bool,
    /// In milliseconds; not a number where it is given but is none.
    pub(super) timestamp: Option<f64>,
}

impl Request {
    /// What `signedUrl` takes: in one crossing where all is as it should be.
    pub(super) fn signable(request: &JsValue) -> Result<Self, Error> {
        let Some(flat) = signable(request) else {
            return Self::read(request);
        };
        let mut parts = flat.splitn(3, '\0');
        let mut part = || parts.next().unwrap_or_default();
        let call = Call::new(Method::Get, part().to_owned())?;
        let timestamp = part().parse::<u64>().map_or(f64::NAN, |timestamp| timestamp as f64);
        let query = Params::from_flat(part().to_owned())?;
        Ok(Self {
            call: call.with_query(query),
            json: None,
            is_idempotent: false,
            timestamp: Some(timestamp),
        })
    }

    pub(super) fn read(request: &JsValue) -> Result<Self, Error> {
        const METHOD: usize = 0;
        const PATH: usize = 1;
        const QUERY: usize = 2;
        const FORM: usize = 3;
        const JSON: usize = 4;
        const IDEMPOTENT: usize = 5;
        const TIMESTAMP: usize = 6;
        let names = Names::of(
            "request",
            ["method", "path", "query", "form", "json", "idempotent", "timestamp"].into_iter(),
        );
        let look = Look::at(request, names).ok_or_else(|| Error::argument("a request is an object with a path"))?;
        let has_body = look.found(FORM) != Found::Absent || look.found(JSON) != Found::Absent;
        let method = match look.string(METHOD)?.as_deref() {
            None if has_body => Method::Post,
            None | Some("GET") => Method::Get,
            Some("POST") => Method::Post,
            _ => return Err(Error::argument("method must be \"GET\" or \"POST\"")),
        };
        let path = look.text(PATH).ok_or_else(|| Error::argument("path is missing"))?;
        let mut call = Call::new(method, path)?.with_query(params(&look, QUERY)?);
        let mut json = None;
        match (look.found(FORM), look.found(JSON)) {
            (Found::Absent, Found::Absent) => {}
            (_, Found::Absent) => call = call.form(params(&look, FORM)?)?,
            (Found::Absent, _) => {
                call = call.json()?;
                json = Some(stringify(&look.field(JSON))?);
            }
            _ => return Err(Error::argument("a request has form or json, not both")),
        }
        let timestamp =
            (look.found(TIMESTAMP) != Found::Absent).then(|| look.field(TIMESTAMP).as_f64().unwrap_or(f64::NAN));
        Ok(Self {
            call,
            json,
            is_idempotent: look.flag(IDEMPOTENT)?.unwrap_or(false),
            timestamp,
        })
    }
}

fn params(look: &Look<'_>, index: usize) -> Result<Params, Error> {
    if look.found(index) == Found::Absent {
        return Ok(Params::new());
    }
    let flat = flatten(&look.field(index)).map_err(|error| {
        let message = error
            .dyn_ref::<js_sys::Error>()
            .map(|error| String::from(error.message()));
        Error::argument(message.unwrap_or_else(|| "the parameters can't be read".to_owned()))
    })?;
    Params::from_flat(flat)
}

fn stringify(value: &JsValue) -> Result<JsValue, Error> {
    let refuse = || Error::argument("json can't be written as JSON");
    let text = JsValue::from(js_sys::JSON::stringify(value).map_err(|_| refuse())?);
    if text.is_string() { Ok(text) } else { Err(refuse()) }
}
