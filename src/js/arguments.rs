//! What JavaScript callers pass, turned into the core's types.

use js_sys::Array;
use wasm_bindgen::prelude::*;

use super::{
    object::{Found, Look, Names, items},
    options::{
        Expected::{Any, Flag, Function, Milliseconds, Signal, Text, Whole},
        Options, Table,
    },
};
use crate::{
    AppSecret, Call, Credentials, Error, Method, Params, SignatureMethod, Signer,
    client::{CallOptions, Client, Settings},
    endpoint::{Argument, Endpoint},
    rate_limit::RateLimit,
};

#[wasm_bindgen(module = "/src/js/host.js")]
extern "C" {
    #[wasm_bindgen(js_name = isBrowser)]
    fn is_browser() -> bool;
}

#[wasm_bindgen(module = "/src/js/params.js")]
extern "C" {
    fn flatten(params: &JsValue) -> JsValue;
    fn signable(request: &JsValue) -> Option<String>;
}

#[wasm_bindgen(module = "/src/js/json.js")]
extern "C" {
    fn stringify(value: &JsValue) -> JsValue;
}

/// Calls of one list that are under way at once: what a Worker may have open, with room for one more.
const DEFAULT_CONCURRENCY: u32 = 5;

const CLIENT: &Table = &[
    ("appId", Text),
    ("appSecret", Text),
    ("signatureMethod", Text),
    ("baseUrl", Text),
    ("nonce", Flag),
    ("timeoutMs", Milliseconds),
    ("retries", Whole(0..=10, "a whole number from 0 to 10")),
    ("maxBodyBytes", Whole(1..=i64::MAX, "a whole number of bytes")),
    ("rateLimit", Any),
    ("fetch", Function),
    ("onRequest", Function),
    ("onResponse", Function),
    ("allowBrowser", Flag),
];

/// A client from the options that `new PolyvClient` takes.
pub(super) fn client(options: &JsValue) -> Result<Client, Error> {
    let options = Options::read(options, "client", CLIENT)
        .ok_or_else(|| Error::argument("options are missing: pass { appId, appSecret }"))??;
    if is_browser() && options.flag("allowBrowser") != Some(true) {
        return Err(Error::argument(
            "PolyvClient holds the appSecret and must not run in a browser: call POLYV from a server, \
             and use the parsers of \"polyv-edge\" in the page",
        ));
    }
    let required = |name| {
        let text = options.text(name)?;
        text.ok_or_else(|| Error::bad_argument(name, "is missing"))
    };
    let credentials = Credentials {
        app_id: required("appId")?,
        app_secret: AppSecret::new(required("appSecret")?)?,
    };
    let method = match options.text("signatureMethod")?.as_deref() {
        None | Some("MD5") => SignatureMethod::Md5,
        Some("SHA256") => SignatureMethod::Sha256,
        Some(_) => return Err(Error::argument("signatureMethod must be \"MD5\" or \"SHA256\"")),
    };
    let mut signer = Signer::new(credentials)?.signature_method(method);
    if let Some(base_url) = options.text("baseUrl")? {
        signer = signer.base_url(&base_url)?;
    }
    let defaults = Settings::default();
    let settings = Settings {
        nonce: options.flag("nonce").unwrap_or(defaults.nonce),
        timeout_ms: options.number("timeoutMs").unwrap_or(defaults.timeout_ms),
        retries: options.count("retries").unwrap_or(defaults.retries),
        max_body_bytes: options.number("maxBodyBytes").unwrap_or(defaults.max_body_bytes),
        rate_limit: rate_limit(&options, defaults.rate_limit)?,
        fetch: options.function("fetch"),
        on_request: options.function("onRequest"),
        on_response: options.function("onResponse"),
    };
    Ok(Client::new(signer, settings))
}

const RATE_LIMIT: &Table = &[
    ("calls", Whole(1..=u32::MAX as i64, "a whole number of calls")),
    ("windowMs", Milliseconds),
];

/// `false` for none, or a budget of `calls` in `windowMs`.
fn rate_limit(options: &Options<'_>, default: Option<RateLimit>) -> Result<Option<RateLimit>, Error> {
    if !options.is_given("rateLimit") {
        return Ok(default);
    }
    let value = options.value("rateLimit");
    if value.as_bool() == Some(false) {
        return Ok(None);
    }
    let wrong = || Error::bad_argument("rateLimit", "must be false or { calls, windowMs }");
    let limit = Options::read(&value, "rateLimit", RATE_LIMIT).ok_or_else(wrong)??;
    let both = limit.count("calls").zip(limit.number("windowMs"));
    let (calls, window_ms) = both.ok_or_else(wrong)?;
    Ok(Some(RateLimit { calls, window_ms }))
}

const CALL: &Table = &[
    ("signal", Signal),
    ("timeoutMs", Milliseconds),
    ("retries", Whole(0..=10, "a whole number from 0 to 10")),
];

/// The options of one call.
pub(super) fn call_options(call: &JsValue) -> Result<CallOptions, Error> {
    if call.is_undefined() || call.is_null() {
        return Ok(CallOptions::default());
    }
    let options =
        Options::read(call, "call", CALL).ok_or_else(|| Error::argument("call options must be an object"))??;
    Ok(CallOptions {
        signal: options.signal("signal"),
        timeout_ms: options.number("timeoutMs"),
        retries: options.count("retries"),
    })
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
    let look = Look::at(params, Names::of("page", ["pageNumber"]));
    let first = look.and_then(|look| look.integer(0)).unwrap_or(1);
    Ok((call.without_query("pageNumber"), first as f64))
}

const BATCH: &Table = &[("concurrency", Whole(1..=1000, "a whole number from 1 to 1000"))];

/// A list to look up, and how many calls of it may be under way at once.
pub(super) fn concurrency(list: &JsValue, call: &JsValue) -> Result<(Array, u32), Error> {
    let list = items(list).ok_or_else(|| Error::argument("pass a list"))?;
    let options = Options::read(call, "batch", BATCH).transpose()?;
    let concurrency = options.and_then(|options| options.count("concurrency"));
    Ok((list, concurrency.unwrap_or(DEFAULT_CONCURRENCY)))
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
        let options = Options::read(request, "request", REQUEST)
            .ok_or_else(|| Error::argument("a request is an object with a path"))??;
        let json = Some(options.value("json")).filter(|json| !json.is_undefined());
        let has_form = options.is_given("form");
        let method = match options.text("method")?.as_deref() {
            None if has_form || json.is_some() => Method::Post,
            None | Some("GET") => Method::Get,
            Some("POST") => Method::Post,
            _ => return Err(Error::argument("method must be \"GET\" or \"POST\"")),
        };
        let path = options.text("path")?;
        let path = path.ok_or_else(|| Error::argument("path is missing"))?;
        let mut call = Call::new(method, path)?.with_query(params(&options, "query")?);
        if has_form {
            if json.is_some() {
                return Err(Error::argument("a request has form or json, not both"));
            }
            call = call.form(params(&options, "form")?)?;
        }
        let json = match json {
            Some(value) => {
                call = call.json()?;
                let text = Some(stringify(&value)).filter(JsValue::is_string);
                Some(text.ok_or_else(|| Error::argument("json can't be written as JSON"))?)
            }
            None => None,
        };
        Ok(Self {
            call,
            json,
            is_idempotent: options.flag("idempotent").unwrap_or(false),
            timestamp: options
                .is_given("timestamp")
                .then(|| options.number("timestamp").unwrap_or(f64::NAN)),
        })
    }
}

const REQUEST: &Table = &[
    ("method", Text),
    ("path", Text),
    ("query", Any),
    ("form", Any),
    ("json", Any),
    ("idempotent", Flag),
    ("timestamp", Any),
];

fn params(options: &Options<'_>, name: &str) -> Result<Params, Error> {
    let flat = flatten(&options.value(name));
    match flat.as_string() {
        Some(flat) => Params::from_flat(flat),
        None => Err(Error::argument(String::from(
            flat.unchecked_into::<js_sys::Error>().message(),
        ))),
    }
}
