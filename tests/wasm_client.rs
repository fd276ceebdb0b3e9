//! The Rust client over a `fetch` that only pretends: what it sends, what it makes of the answers, and how it ends.

#![cfg(all(target_family = "wasm", feature = "fetch"))]
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::string_slice, clippy::unwrap_used)]

use std::{
    cell::RefCell,
    future::Future as _,
    rc::Rc,
    task::{Context, Waker},
};

use js_sys::{Array, Date, Function, Reflect};
use polyv_edge::{
    AppSecret, Call, CallOptions, ChannelAccount, Client, Credentials, Data, Error, ErrorKind, List, Page, Params,
    RateLimit, Settings, SignatureMethod, Signer, Viewer,
};
use serde_json::Value;
use wasm_bindgen::{JsCast as _, JsValue, prelude::Closure};
use wasm_bindgen_test::{wasm_bindgen_test as test, wasm_bindgen_test_configure};

// As an ES module: the crate's JavaScript is one.
wasm_bindgen_test_configure!(run_in_node_experimental);

const VIEWER: &str = include_str!("fixtures/viewer.json");
const VIEWER_ERROR: &str = include_str!("fixtures/viewer-error.json");
const ACCOUNT: &str = include_str!("fixtures/channel-account.json");
const PAGE: &str = "<html><body>Bad Gateway</body></html>";
const SECRET: &str = "very-secret";

/// A `fetch` that answers in turn, the last answer for ever, and remembers how it was called.
struct Stage {
    fetch: Function,
    calls: Rc<RefCell<Vec<(String, JsValue)>>>,
}

impl Stage {
    fn new(answers: impl IntoIterator<Item = Function>) -> Self {
        let answers: Vec<Function> = answers.into_iter().collect();
        let calls = Rc::new(RefCell::new(Vec::<(String, JsValue)>::new()));
        let seen = Rc::clone(&calls);
        let fetch = Closure::<dyn FnMut(String, JsValue) -> Result<JsValue, JsValue>>::new(move |url: String, init| {
            let answer = &answers[seen.borrow().len().min(answers.len() - 1)];
            let made = answer.call2(&JsValue::NULL, &url.as_str().into(), &init);
            seen.borrow_mut().push((url, init));
            made
        });
        let fetch = fetch.into_js_value().unchecked_into();
        Self { fetch, calls }
    }

    fn client(&self, change: impl FnOnce(&mut Settings)) -> Client {
        let mut settings = Settings::default();
        settings.fetch = Some(self.fetch.clone());
        change(&mut settings);
        let app_secret = AppSecret::new(SECRET).unwrap();
        let credentials = Credentials { app_id: "app".into(), app_secret };
        Client::new(Signer::new(credentials).unwrap(), settings)
    }

    fn count(&self) -> usize {
        self.calls.borrow().len()
    }

    fn url(&self, index: usize) -> String {
        self.calls.borrow()[index].0.clone()
    }

    /// The query of one call, decoded by JavaScript.
    fn query(&self, index: usize) -> Vec<(String, String)> {
        decode(self.url(index).split_once('?').unwrap().1)
    }

    fn init(&self, index: usize, name: &str) -> JsValue {
        get(&self.calls.borrow()[index].1, name)
    }
}

/// JavaScript that answers one call; it sees `url` and `init`.
fn js(code: &str) -> Function {
    Function::new_with_args("url, init", code)
}

fn answer(status: u16, body: &str) -> Function {
    answer_with(status, body, "{}")
}

fn answer_with(status: u16, body: &str, headers: &str) -> Function {
    let body = Value::from(body);
    js(&format!("return new Response({body}, {{ status: {status}, headers: {headers} }})"))
}

fn get(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap()
}

fn decode(query: &str) -> Vec<(String, String)> {
    let pairs = js("return [...new URLSearchParams(url)]").call1(&JsValue::NULL, &query.into()).unwrap();
    let text = |pair: &JsValue, index| Array::from(pair).get(index).as_string().unwrap();
    Array::from(&pairs).iter().map(|pair| (text(&pair, 0), text(&pair, 1))).collect()
}

fn lookup() -> Call {
    Call::get("/live/v4/user/viewer-record/get").unwrap().query("viewerUnionId", "2_v").unwrap()
}

async fn request<T: Data>(client: &Client, call: &Call) -> Result<T, Error> {
    client.request(call, true, &CallOptions::default()).await
}

/// The error of one lookup that is answered so, without retries; it shows no credential.
async fn failure(answer: Function) -> Error {
    let stage = Stage::new([answer]);
    let error = request::<Viewer>(&stage.client(|settings| settings.retries = 0), &lookup()).await.unwrap_err();
    assert_eq!((error.attempts, stage.count()), (1, 1));
    let shown = format!("{error} {error:?}");
    for hidden in [SECRET, "2_v", "sign=", &stage.query(0).pop().unwrap().1] {
        assert!(!shown.contains(hidden), "{shown}");
    }
    error
}

fn signal(code: &str) -> CallOptions {
    let signal = Function::new_no_args(code).call0(&JsValue::NULL).unwrap();
    CallOptions { signal: Some(signal.unchecked_into()), ..CallOptions::default() }
}

#[test]
async fn answers_become_models_lists_pages_and_any_json() {
    let list = r#"{"code":200,"data":[{"account":"01","channelId":5,"sort":"6"},{"account":1,"channelId":5}]}"#;
    let page = r#"{"code":200,"data":{"contents":[{"viewerUnionId":653247040368672768}],"totalItems":"1"}}"#;
    let bodies = [VIEWER, &format!("\u{feff}{ACCOUNT}"), list, page, r#"{"code":"200","data":653247040368672768}"#];
    let stage = Stage::new(bodies.map(|body| answer(200, body)));
    let client = stage.client(|_| {});
    let viewer = client.get_viewer("2_v", &CallOptions::default()).await.unwrap();
    assert_eq!(
        (&*viewer.viewer_union_id, viewer.create_time),
        ("2_v378gn997yovtl3p8h77db9e224t6hg9", Some(1_712_054_270_000))
    );
    let account = client.get_channel_account("2149710", "0062149710", &CallOptions::default()).await.unwrap();
    assert!(stage.url(0).contains("/live/v4/user/viewer-record/get?") && stage.url(0).contains("&viewerUnionId=2_v&"));
    assert!(stage.url(1).contains("/live/v2/channelAccount/2149710/account?"));
    let error = client.get_channel_account("1/x", "0062149710", &CallOptions::default()).await.unwrap_err();
    assert_eq!((error.kind, stage.count()), (ErrorKind::InvalidArgument, 2));
    assert_eq!((&*account.account, &*account.channel_id, account.sort), ("0062149710", "2149710", Some(6)));
    let list: List<ChannelAccount> = request(&client, &lookup()).await.unwrap();
    assert_eq!((list.len(), &*list[0].channel_id, list[0].sort, list.unusable.len()), (1, "5", Some(6), 1));
    let page: Page<Viewer> = request(&client, &lookup()).await.unwrap();
    assert_eq!((&*page.contents[0].viewer_union_id, page.total_items), ("653247040368672768", Some(1)));
    assert_eq!(request::<Value>(&client, &lookup()).await.unwrap(), "653247040368672768");
}

#[test]
async fn a_request_carries_a_fresh_signature_and_follows_no_redirect() {
    let stage = Stage::new([answer(200, VIEWER)]);
    let before = Date::now();
    request::<Viewer>(&stage.client(|_| {}), &lookup()).await.unwrap();
    assert!(stage.url(0).starts_with("https://api.polyv.net/live/v4/user/viewer-record/get?appId=app&timestamp="));
    let mut query = stage.query(0);
    let (_, sign) = query.pop().unwrap();
    assert!((before..=Date::now()).contains(&query[1].1.parse().unwrap()));
    let pairs: Vec<_> = query.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    assert_eq!(sign, SignatureMethod::Md5.sign(&AppSecret::new(SECRET).unwrap(), &pairs));
    assert_eq!((stage.init(0, "redirect"), stage.init(0, "method")), ("manual".into(), "GET".into()));
    assert!(stage.init(0, "signal").is_instance_of::<web_sys::AbortSignal>() && stage.init(0, "body").is_undefined());
}

#[test]
async fn bodies_are_forms_json_and_files() {
    let stage = Stage::new([answer(200, r#"{"code":200}"#)]);
    let client = stage.client(|_| {});
    let form = || {
        let mut form = Params::new();
        form.push("nickname", "杨 老师").unwrap();
        Call::post("/live/v2/x").unwrap().form(form)
    };
    request::<Value>(&client, &form().unwrap()).await.unwrap();
    assert_eq!(stage.url(0), "https://api.polyv.net/live/v2/x");
    assert_eq!(get(&stage.init(0, "headers"), "content-type"), "application/x-www-form-urlencoded");
    let body = decode(&stage.init(0, "body").as_string().unwrap());
    let names: Vec<_> = body.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!((&names[..], &*body[2].1), (&["appId", "timestamp", "nickname", "sign"][..], "杨 老师"));

    let mut options = CallOptions { body: r#"{"a":1}"#.into(), ..CallOptions::default() };
    let call = Call::post("/x").unwrap().json().unwrap();
    client.request::<Value>(&call, false, &options).await.unwrap();
    assert_eq!(get(&stage.init(1, "headers"), "content-type"), "application/json");
    assert_eq!(stage.init(1, "body"), r#"{"a":1}"#);

    options.body =
        js("const f = new FormData(); f.set('file', new Blob(['x'])); return f").call0(&JsValue::NULL).unwrap();
    let call = Call::post("/x").unwrap().multipart(Params::new()).unwrap();
    client.request::<Value>(&call, false, &options).await.unwrap();
    let keys = js("return [...url.keys()].join()").call1(&JsValue::NULL, &stage.init(2, "body")).unwrap();
    assert_eq!(keys, "file,appId,timestamp,sign");
    assert!(get(&stage.init(2, "headers"), "content-type").is_undefined());
}

#[test]
async fn a_refusal_says_why_and_of_what() {
    let error = failure(answer(400, VIEWER_ERROR)).await;
    assert_eq!((error.kind, error.http_status, error.code), (ErrorKind::Unauthorized, Some(400), Some(400)));
    assert_eq!((error.error_code, error.retryable), (Some(20001), false));
    assert_eq!(error.request_id.as_deref(), Some("d310b70bc329403f87f77f9203d50f89.128.16360831552223589"));
    assert_eq!(error.endpoint.as_deref(), Some("GET api.polyv.net/live/v4/user/viewer-record/get"));
    for body in [r#"{ code: 400, message: "x very-secret" }"#, "{ code: 400, message: `bad ${url}` }"] {
        let error = failure(js(&format!("return new Response(JSON.stringify({body}))"))).await;
        assert!(error.message.contains("withheld"), "{error}");
    }
}

/// The transport is the npm package's too, whose tests look closer: here is one of each.
#[test]
async fn an_error_says_what_went_wrong() {
    use ErrorKind::{InvalidResponse, Network, NotFound, Server};
    let broken = "new Response(new ReadableStream({ pull(c) { c.error(new Error(url)) } }), { status: 503 })";
    let reset = "Promise.reject(new TypeError('x', { cause: { code: 'ECONNRESET' } }))";
    let nameless = r#"{"code":200,"data":{"viewerUnionId":true}}"#;
    for (answer, kind, retryable, http_status) in [
        (answer(404, PAGE), NotFound, false, Some(404)),
        (answer(301, VIEWER), InvalidResponse, false, Some(301)),
        (answer(502, "{}"), Server, true, Some(502)),
        (js(&format!("return {broken}")), Server, true, Some(503)),
        (answer(200, nameless), InvalidResponse, false, Some(200)),
        (js("return new Response(new Uint8Array(5e6))"), InvalidResponse, false, Some(200)),
        (js("return { status: 200 }"), InvalidResponse, false, None),
        (js("throw new TypeError(`failed: ${url}`)"), Network, false, None),
        (js(&format!("return {reset}")), Network, true, None),
    ] {
        let error = failure(answer).await;
        assert_eq!((error.kind, error.retryable, error.http_status), (kind, retryable, http_status), "{error}");
        assert_eq!(error.cause.is_some(), kind == Network);
        assert!(error.code.is_none() && !error.message.contains("html"), "{error}");
    }
}

#[test]
async fn lookups_are_tried_again_with_new_signatures() {
    let stage = Stage::new([answer(502, PAGE), answer(503, PAGE), answer(200, VIEWER)]);
    request::<Viewer>(&stage.client(|_| {}), &lookup()).await.unwrap();
    let timestamp = |index: usize| stage.query(index)[1].1.clone();
    assert!(stage.count() == 3 && timestamp(0) < timestamp(1) && timestamp(1) < timestamp(2));

    let refused = r#"return Promise.reject(new TypeError("x", { cause: { code: "ECONNREFUSED" } }))"#;
    for (first, count) in [(answer(502, PAGE), 1), (js(refused), 2), (answer(429, PAGE), 2)] {
        let stage = Stage::new([first, answer(200, VIEWER)]);
        let call = Call::post("/x").unwrap();
        let _ = stage.client(|_| {}).request::<Value>(&call, false, &CallOptions::default()).await;
        assert_eq!(stage.count(), count, "a POST, which is repeated only where it did nothing");
    }

    let stage = Stage::new([answer_with(429, PAGE, "{ 'retry-after': '60' }")]);
    let error = request::<Viewer>(&stage.client(|_| {}), &lookup()).await.unwrap_err();
    assert_eq!((error.kind, error.retry_after_ms, stage.count()), (ErrorKind::RateLimited, Some(60_000), 1));
}

#[test]
async fn a_clock_that_is_off_is_corrected() {
    let refusal = Value::from(r#"{"code":400,"message":"invalid timestamp."}"#);
    let date = "{ date: new Date(Date.now() + 36e5).toUTCString() }";
    let late = js(&format!("return new Response({refusal}, {{ status: 400, headers: {date} }})"));
    let stage = Stage::new([late, answer(200, VIEWER)]);
    let client = stage.client(|_| {});
    for _ in 0..2 {
        request::<Viewer>(&client, &lookup()).await.unwrap();
    }
    let ahead = |index: usize| stage.query(index)[1].1.parse::<f64>().unwrap() - Date::now();
    assert!(stage.count() == 3 && ahead(0) <= 0.0 && ahead(1) > 3.5e6 && ahead(2) > 3.5e6);
}

#[test]
async fn the_deadline_holds_even_where_fetch_ignores_it() {
    for code in [
        "return new Promise(() => {})",
        "return new Response(new ReadableStream({}))",
        "return new Promise((_, reject) => init.signal.addEventListener('abort', () => reject(init.signal.reason)))",
    ] {
        let stage = Stage::new([js(code)]);
        let mut options = CallOptions::default();
        (options.retries, options.timeout_ms) = (Some(0), Some(50.0));
        let error = stage.client(|_| {}).request::<Viewer>(&lookup(), true, &options).await.unwrap_err();
        assert_eq!((error.kind, error.retryable, error.attempts), (ErrorKind::Timeout, true, 1), "{code}");
        assert_eq!(get(&stage.init(0, "signal"), "aborted"), true, "the host hears of it");
    }
}

#[test]
async fn the_callers_signal_ends_a_call() {
    for (code, kind, count) in [
        ("const c = new AbortController(); setTimeout(() => c.abort(), 30); return c.signal", ErrorKind::Aborted, 1),
        ("return AbortSignal.timeout(30)", ErrorKind::Timeout, 1),
        ("return AbortSignal.abort()", ErrorKind::Aborted, 0),
    ] {
        let stage = Stage::new([js("return new Promise(() => {})")]);
        let error = stage.client(|_| {}).request::<Viewer>(&lookup(), true, &signal(code)).await.unwrap_err();
        assert_eq!((error.kind, error.attempts as usize, stage.count()), (kind, count, count), "{code}");
    }
}

#[test]
async fn the_budget_of_calls_is_kept() {
    let stage = Stage::new([answer(200, VIEWER)]);
    let client = stage.client(|settings| settings.rate_limit = Some(RateLimit { calls: 2, window_ms: 60_000.0 }));
    for _ in 0..2 {
        request::<Viewer>(&client, &lookup()).await.unwrap();
    }
    let error = request::<Viewer>(&client, &lookup()).await.unwrap_err();
    assert_eq!((error.kind, error.attempts, stage.count()), (ErrorKind::RateLimited, 0, 2));
    assert!((50_000..=60_000).contains(&error.retry_after_ms.unwrap()));
}

#[test]
async fn a_call_that_is_dropped_while_it_waits_gives_its_moment_back() {
    let stage = Stage::new([answer(200, VIEWER)]);
    let client = stage.client(|settings| {
        settings.timeout_ms = 700.0;
        settings.rate_limit = Some(RateLimit { calls: 1, window_ms: 400.0 });
    });
    request::<Viewer>(&client, &lookup()).await.unwrap();
    let call = lookup();
    let mut waiting = Box::pin(request::<Viewer>(&client, &call));
    assert!(waiting.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending());
    drop(waiting);
    request::<Viewer>(&client, &call).await.unwrap();
    assert_eq!(stage.count(), 2);
}
