//! What JavaScript callers pass: read, checked, and turned into the core's types.

use std::ops::RangeInclusive;

use js_sys::{Array, Function};
use wasm_bindgen::prelude::*;

use super::object::{Found, Look, Names, items};
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
    fn flatten(params: &JsValue) -> JsValue;
    fn signable(request: &JsValue) -> Option<String>;
}

#[wasm_bindgen(module = "/src/js/json.js")]
extern "C" {
    fn stringify(value: &JsValue) -> JsValue;
}

/// Calls of one list that are under way at once: what a Worker may have open, with room for one more.
const DEFAULT_CONCURRENCY: u32 = 5;

/// A client from the options that `new PolyvClient` takes.
pub(super) fn client(options: &JsValue) -> Result<Client, Error> {
    #[rustfmt::skip]
    let names = [
        "appId", "appSecret", "signatureMethod", "baseUrl", "nonce", "timeoutMs", "retries", "maxBodyBytes", "rateLimit",
        "fetch", "onRequest", "onResponse", "allowBrowser",
    ];
    let look = Look::at(options, Names::of("options", names))
        .ok_or_else(|| Error::argument("options are missing: pass { appId, appSecret }"))?;
    if is_browser() && look.flag("allowBrowser")? != Some(true) {
        return Err(Error::argument(
            "PolyvClient holds the appSecret and must not run in a browser: call POLYV from a server, \
             and use the parsers of \"polyv-edge\" in the page",
        ));
    }
    let missing = |name: &str| Error::argument([name, " is missing"].concat());
    let credentials = Credentials {
        app_id: look.string("appId")?.ok_or_else(|| missing("appId"))?,
        app_secret: AppSecret::new(look.string("appSecret")?.ok_or_else(|| missing("appSecret"))?)?,
    };
    let method = match look.string("signatureMethod")?.as_deref() {
        None | Some("MD5") => SignatureMethod::Md5,
        Some("SHA256") => SignatureMethod::Sha256,
        Some(_) => return Err(Error::argument("signatureMethod must be \"MD5\" or \"SHA256\"")),
    };
    let mut signer = Signer::new(credentials)?.signature_method(method);
    if let Some(base_url) = look.string("baseUrl")? {
        signer = signer.base_url(&base_url)?;
    }
    let defaults = Settings::default();
    let settings = Settings {
        nonce: look.flag("nonce")?.unwrap_or(defaults.nonce),
        timeout_ms: look.milliseconds("timeoutMs")?.unwrap_or(defaults.timeout_ms),
        retries: look.retries()?.unwrap_or(defaults.retries),
        max_body_bytes: look
            .whole("maxBodyBytes", 1..=i64::MAX, "a whole number of bytes")?
            .map_or(defaults.max_body_bytes, |bytes| bytes as f64),
        rate_limit: rate_limit(&look)?.unwrap_or(defaults.rate_limit),
        fetch: look.function("fetch")?,
        on_request: look.function("onRequest")?,
        on_response: look.function("onResponse")?,
    };
    Ok(Client::new(signer, settings))
}

/// `false` for none, or a budget of `calls` in `windowMs`.
fn rate_limit(options: &Look<'_>) -> Result<Option<Option<RateLimit>>, Error> {
    if !options.is_given("rateLimit") {
        return Ok(None);
    }
    let value = options.value("rateLimit");
    if value.as_bool() == Some(false) {
        return Ok(Some(None));
    }
    let wrong = || Error::bad_argument("rateLimit", "must be false or { calls, windowMs }");
    let look = Look::at(&value, Names::of("rateLimit", ["calls", "windowMs"])).ok_or_else(wrong)?;
    let calls = look.whole("calls", 1..=i64::from(u32::MAX), "a whole number of calls")?;
    let (calls, window_ms) = calls.zip(look.milliseconds("windowMs")?).ok_or_else(wrong)?;
    Ok(Some(Some(RateLimit {
        calls: calls as u32,
        window_ms,
    })))
}

/// The options of one call.
pub(super) fn call_options(call: &JsValue) -> Result<CallOptions, Error> {
    if call.is_undefined() || call.is_null() {
        return Ok(CallOptions::default());
    }
    let look = Look::at(call, Names::of("call", ["signal", "timeoutMs", "retries"]))
        .ok_or_else(|| Error::argument("call options must be an object"))?;
    let signal = || {
        Some(look.value("signal"))
            .filter(is_signal)
            .map(JsValue::unchecked_into)
    };
    Ok(CallOptions {
        signal: look.option("signal", signal, "an AbortSignal")?,
        timeout_ms: look.milliseconds("timeoutMs")?,
        retries: look.retries()?,
    })
}

/// Options by their names, each with an error that says which one is wrong.
impl Look<'_> {
    fn is_given(&self, name: &str) -> bool {
        self.found(self.index(name)) != Found::Absent
    }

    fn value(&self, name: &str) -> JsValue {
        self.field(self.index(name))
    }

    fn string(&self, name: &str) -> Result<Option<String>, Error> {
        self.option(name, || self.text(self.index(name)), "text")
    }

    fn flag(&self, name: &str) -> Result<Option<bool>, Error> {
        self.option(name, || self.value(name).as_bool(), "true or false")
    }

    fn milliseconds(&self, name: &str) -> Result<Option<f64>, Error> {
        let number = || {
            self.value(name)
                .as_f64()
                .filter(|number| number.is_finite() && *number > 0.0)
        };
        self.option(name, number, "a positive number of milliseconds")
    }

    fn whole(&self, name: &str, range: RangeInclusive<i64>, expected: &str) -> Result<Option<i64>, Error> {
        let number = || self.integer(self.index(name)).filter(|number| range.contains(number));
        self.option(name, number, expected)
    }

    fn retries(&self) -> Result<Option<u32>, Error> {
        let retries = self.whole("retries", 0..=10, "a whole number from 0 to 10")?;
        Ok(retries.map(|retries| retries as u32))
    }

    fn function(&self, name: &str) -> Result<Option<Function>, Error> {
        self.option(name, || self.value(name).dyn_into().ok(), "a function")
    }

    fn option<T>(&self, name: &str, read: impl FnOnce() -> Option<T>, expected: &str) -> Result<Option<T>, Error> {
        if !self.is_given(name) {
            return Ok(None);
        }
        let wrong = || Error::argument([name, " must be ", expected].concat());
        read().map(Some).ok_or_else(wrong)
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
    let look = Look::at(params, Names::of("page", ["pageNumber"]));
    let first = look.and_then(|look| look.integer(0)).unwrap_or(1);
    Ok((call.without_query("pageNumber"), first as f64))
}

/// A list to look up, and how many calls of it may be under way at once.
pub(super) fn concurrency(list: &JsValue, call: &JsValue) -> Result<(Array, u32), Error> {
    let list = items(list).ok_or_else(|| Error::argument("pass a list"))?;
    let Some(look) = Look::at(call, Names::of("batch", ["concurrency"])) else {
        return Ok((list, DEFAULT_CONCURRENCY));
    };
    let concurrency = look.whole("concurrency", 1..=1000, "a whole number from 1 to 1000")?;
    Ok((
        list,
        concurrency.map_or(DEFAULT_CONCURRENCY, |concurrency| concurrency as u32),
    ))
}

/// How old a callback may be.
pub(super) fn max_age_ms(options: &JsValue) -> Result<Option<f64>, Error> {
    match Look::at(options, Names::of("callback", ["maxAgeMs"])) {
        Some(look) => look.milliseconds("maxAgeMs"),
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
        let names = Names::of(
            "request",
            ["method", "path", "query", "form", "json", "idempotent", "timestamp"],
        );
        let look = Look::at(request, names).ok_or_else(|| Error::argument("a request is an object with a path"))?;
        let has_body = look.is_given("form") || !look.value("json").is_undefined();
        let method = match look.string("method")?.as_deref() {
            None if has_body => Method::Post,
            None | Some("GET") => Method::Get,
            Some("POST") => Method::Post,
            _ => return Err(Error::argument("method must be \"GET\" or \"POST\"")),
        };
        let path = look.string("path")?.ok_or_else(|| Error::argument("path is missing"))?;
        let mut call = Call::new(method, path)?.with_query(params(&look, "query")?);
        let mut json = None;
        match (look.is_given("form"), !look.value("json").is_undefined()) {
            (false, false) => {}
            (true, false) => call = call.form(params(&look, "form")?)?,
            (false, true) => {
                call = call.json()?;
                let text = Some(stringify(&look.value("json"))).filter(JsValue::is_string);
                json = Some(text.ok_or_else(|| Error::argument("json can't be written as JSON"))?);
            }
            (true, true) => return Err(Error::argument("a request has form or json, not both")),
        }
        let timestamp = look
            .is_given("timestamp")
            .then(|| look.value("timestamp").as_f64().unwrap_or(f64::NAN));
        Ok(Self {
            call,
            json,
            is_idempotent: look.flag("idempotent")?.unwrap_or(false),
            timestamp,
        })
    }
}

fn params(look: &Look<'_>, name: &str) -> Result<Params, Error> {
    if !look.is_given(name) {
        return Ok(Params::new());
    }
    let flat = flatten(&look.value(name));
    let Some(flat) = flat.as_string() else {
        return Err(Error::argument(String::from(
            flat.unchecked_into::<js_sys::Error>().message(),
        )));
    };
    Params::from_flat(flat)
}
