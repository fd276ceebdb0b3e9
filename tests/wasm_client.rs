//! The Rust client over a `fetch` that only pretends: what it sends, what it makes of the answers, and how it ends.

#![cfg(all(target_family = "wasm", feature = "fetch"))]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used
)]

use std::{cell::RefCell, rc::Rc};

use js_sys::{Array, Date, Function, Reflect};
use polyv_edge::{
    AppSecret, Call, CallOptions, ChannelAccount, Client, Credentials, Data, Error, ErrorKind, Params, RateLimit,
    Settings, SignatureMethod, Signer, Viewer,
};
use serde_json::Value;
use wasm_bindgen::{JsCast as _, JsValue, prelude::Closure};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::AbortSignal;

// As an ES module: the crate's JavaScript is one.
wasm_bindgen_test_configure!(run_in_node_experimental);

const VIEWER: &str = include_str!("fixtures/viewer.json");
const VIEWER_ERROR: &str = include_str!("fixtures/viewer-error.json");
const ACCOUNT: &str = include_str!("fixtures/channel-account.json");
const ACCOUNT_ERROR: &str = include_str!("fixtures/channel-account-error.json");
const GATEWAY: &str = "<html><body>502 Bad Gateway</body></html>";
const SECRET: &str = "very-secret";
const PATH: &str = "/live/v4/user/viewer-record/get";

/// A `fetch` that answers in turn, the last answer for ever, and remembers how it was called.
struct Stage {
    fetch: Function,
    calls: Rc<RefCell<Vec<(String, JsValue)>>>,
}

impl Stage {
    fn new(answers: impl IntoIterator<Item = JsValue>) -> Self {
        let mut answers: Vec<JsValue> = answers.into_iter().collect();
        answers.reverse();
        let calls = Rc::new(RefCell::new(Vec::new()));
        let seen = Rc::clone(&calls);
        let fetch = Closure::<dyn FnMut(String, JsValue) -> JsValue>::new(move |url: String, init: JsValue| {
            let answer = if answers.len() > 1 {
                answers.pop().unwrap()
            } else {
                answers[0].clone()
            };
            let answer: &Function = answer.unchecked_ref();
            let made = answer.call2(&JsValue::NULL, &url.as_str().into(), &init);
            seen.borrow_mut().push((url, init));
            made.unwrap_or_else(|error| js_sys::Promise::reject(&error).into())
        });
        Self {
            fetch: fetch.into_js_value().unchecked_into(),
            calls,
        }
    }

    fn count(&self) -> usize {
        self.calls.borrow().len()
    }

    /// The query of one call, decoded by JavaScript.
    fn query(&self, index: usize) -> Vec<(String, String)> {
        decode(self.calls.borrow()[index].0.split_once('?').unwrap().1)
    }

    fn init(&self, index: usize, name: &str) -> JsValue {
        get(&self.calls.borrow()[index].1, name)
    }
}

/// JavaScript that answers one call; it sees `url` and `init`.
fn js(code: &str) -> JsValue {
    Function::new_with_args("url, init", code).into()
}

fn answer(status: u16, body: &str) -> JsValue {
    answer_with(status, body, "{}")
}

fn answer_with(status: u16, body: &str, headers: &str) -> JsValue {
    js(&format!(
        "return new Response({}, {{ status: {status}, headers: {headers} }})",
        Value::from(body)
    ))
}

fn get(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap()
}

fn decode(query: &str) -> Vec<(String, String)> {
    let pairs =
        Function::new_with_args("query", "return [...new URLSearchParams(query)]").call1(&JsValue::NULL, &query.into());
    let text = |pair: &JsValue, index: u32| Array::from(pair).get(index).as_string().unwrap();
    Array::from(&pairs.unwrap())
        .iter()
        .map(|pair| (text(&pair, 0), text(&pair, 1)))
        .collect()
}

fn signer() -> Signer {
    Signer::new(Credentials {
        app_id: "app".into(),
        app_secret: AppSecret::new(SECRET).unwrap(),
    })
    .unwrap()
}

fn client_with(stage: &Stage, change: impl FnOnce(&mut Settings)) -> Client {
    let mut settings = Settings::default();
    settings.fetch = Some(stage.fetch.clone());
    change(&mut settings);
    Client::new(signer(), settings)
}

/// Without retries: one answer, one outcome.
fn client(stage: &Stage) -> Client {
    client_with(stage, |settings| settings.retries = 0)
}

fn lookup() -> Call {
    Call::get(PATH).unwrap().query("viewerUnionId", "2_v").unwrap()
}

async fn request<T: Data>(client: &Client, call: &Call) -> Result<T, Error> {
    client.request(call, true, &CallOptions::default()).await
}

/// The error of one lookup that is answered so, without retries.
async fn failure(answer: JsValue) -> Error {
    let stage = Stage::new([answer]);
    let error = request::<Viewer>(&client(&stage), &lookup())
        .await
        .expect_err("a failure");
    assert_eq!(stage.count(), 1);
    shows_no_credential(&error, &stage);
    error
}

fn shows_no_credential(error: &Error, stage: &Stage) {
    let shown = format!("{error} {error:?}");
    assert!(
        !shown.contains(SECRET) && !shown.contains("sign=") && !shown.contains("2_v"),
        "{shown}"
    );
    for (url, _) in stage.calls.borrow().iter() {
        let sign = url.rsplit('=').next().unwrap();
        assert!(!shown.contains(sign), "{shown}");
    }
}

mod answers {
    use super::*;

    #[wasm_bindgen_test]
    async fn become_models() {
        let stage = Stage::new([
            answer(200, VIEWER),
            answer(200, ACCOUNT),
            answer(200, &format!("\u{feff}{ACCOUNT}")),
        ]);
        let client = client(&stage);
        let viewer: Viewer = request(&client, &lookup()).await.unwrap();
        assert_eq!(
            (viewer.viewer_union_id.as_str(), viewer.create_time),
            ("2_v378gn997yovtl3p8h77db9e224t6hg9", 1_712_054_270_000)
        );
        let account: ChannelAccount = request(&client, &lookup()).await.unwrap();
        assert_eq!(
            (account.account.as_str(), account.channel_id.as_str(), account.sort),
            ("0062149710", "2149710", Some(6))
        );
        let raw: Value = request(&client, &lookup()).await.unwrap();
        assert_eq!(raw["channelId"], 2_149_710, "any JSON comes unchanged");
    }

    #[wasm_bindgen_test]
    async fn become_lists_and_anything() {
        let stage = Stage::new([
            answer(
                200,
                r#"{"code":200,"data":[{"account":"01","channelId":5,"sort":"6"}]}"#,
            ),
            answer(200, r#"{"code":200,"status":"success","data":""}"#),
            answer(500, r#"{"code":"200"}"#),
        ]);
        let client = client(&stage);
        let accounts: Vec<ChannelAccount> = request(&client, &lookup()).await.unwrap();
        assert_eq!((accounts[0].channel_id.as_str(), accounts[0].sort), ("5", Some(6)));
        assert_eq!(request::<Value>(&client, &lookup()).await.unwrap(), "");
        assert_eq!(
            request::<Value>(&client, &lookup()).await.unwrap(),
            Value::Null,
            "the code decides over the HTTP status"
        );
    }

    #[wasm_bindgen_test]
    async fn that_refuse_say_why_and_of_what() {
        let error = failure(answer(400, VIEWER_ERROR)).await;
        assert_eq!(
            (error.kind, error.http_status, error.code, error.error_code),
            (ErrorKind::Unauthorized, Some(400), Some(400), Some(20001))
        );
        assert_eq!(
            error.request_id.as_deref(),
            Some("d310b70bc329403f87f77f9203d50f89.128.16360831552223589")
        );
        assert_eq!(
            error.endpoint.as_deref(),
            Some("GET api.polyv.net/live/v4/user/viewer-record/get")
        );
        assert_eq!((error.attempts, error.retryable), (1, false));
        // A failure in an HTTP success.
        let error = failure(answer(200, ACCOUNT_ERROR)).await;
        assert_eq!(
            (error.kind, error.http_status, error.code),
            (ErrorKind::InvalidSignature, Some(200), Some(400))
        );
    }

    #[wasm_bindgen_test]
    async fn without_an_envelope_are_told_by_their_http_status() {
        let cases = [
            (400, ErrorKind::Validation, false),
            (401, ErrorKind::Unauthorized, false),
            (403, ErrorKind::Forbidden, false),
            (404, ErrorKind::NotFound, false),
            (429, ErrorKind::RateLimited, true),
            (500, ErrorKind::Server, true),
            (502, ErrorKind::Server, true),
            (200, ErrorKind::InvalidResponse, false),
            (301, ErrorKind::InvalidResponse, false),
            (302, ErrorKind::InvalidResponse, false),
        ];
        for (status, kind, retryable) in cases {
            for body in [
                GATEWAY,
                "",
                "live\n",
                "{}",
                "[]",
                "{\"status\":404,\"error\":\"Not Found\"}",
            ] {
                let error = failure(answer(status, body)).await;
                assert_eq!((error.kind, error.retryable), (kind, retryable), "{status} {body}");
                assert_eq!(
                    (error.http_status, error.code, error.attempts),
                    (Some(status), None, 1),
                    "{status} {body}"
                );
                assert!(
                    !error.message.contains("html") && !error.message.contains("Not Found"),
                    "{error}"
                );
            }
        }
    }

    #[wasm_bindgen_test]
    async fn that_are_no_text_or_too_long_are_refused() {
        let error = failure(js("return new Response(new Uint8Array([123, 255, 125]))")).await;
        assert_eq!(
            (error.kind, &*error.message),
            (ErrorKind::InvalidResponse, "the answer is not POLYV's: it is not UTF-8")
        );
        for code in [
            "return new Response(new Uint8Array(2e6))",
            "return new Response(new Uint8Array(2e6), { headers: { 'content-length': '2000000' } })",
            "return new Response(new ReadableStream({ pull(controller) { controller.enqueue(new Uint8Array(65536)) } }))",
        ] {
            let error = failure(js(code)).await;
            assert_eq!(
                (error.kind, &*error.message),
                (
                    ErrorKind::InvalidResponse,
                    "the answer is not POLYV's: it is longer than maxBodyBytes"
                )
            );
        }
    }

    #[wasm_bindgen_test]
    async fn of_another_shape_are_refused_without_being_shown() {
        for data in ["\"MARK\"", "[\"MARK\"]", "{\"viewerUnionId\":true}", "null", "5"] {
            let error = failure(answer(200, &format!(r#"{{"code":200,"data":{data}}}"#))).await;
            assert_eq!(error.kind, ErrorKind::InvalidResponse, "{data}");
            assert!(!error.message.contains("MARK"), "{error}");
        }
        let stage = Stage::new([answer(200, r#"{"code":200,"data":"MARK"}"#)]);
        let error = request::<Vec<Viewer>>(&client(&stage), &lookup()).await.unwrap_err();
        assert_eq!(&*error.message, "unexpected data: not a list");
    }

    #[wasm_bindgen_test]
    async fn that_repeat_a_credential_do_not_get_to_show_it() {
        let error = failure(answer(400, r#"{"code":400,"message":"plain: very-secretappIdapp"}"#)).await;
        assert_eq!(&*error.message, "POLYV's message is withheld: it holds a credential");
        let error = failure(js(
            "return new Response(JSON.stringify({ code: 400, message: `bad ${url}` }))",
        ))
        .await;
        assert_eq!(&*error.message, "POLYV's message is withheld: it holds a credential");
    }
}

mod requests {
    use super::*;

    #[wasm_bindgen_test]
    async fn carry_a_fresh_signature() {
        let stage = Stage::new([answer(200, VIEWER)]);
        let before = Date::now();
        request::<Viewer>(&client(&stage), &lookup()).await.unwrap();
        let mut query = stage.query(0);
        let (name, sign) = query.pop().unwrap();
        let timestamp: f64 = query
            .iter()
            .find(|(name, _)| name == "timestamp")
            .unwrap()
            .1
            .parse()
            .unwrap();
        assert!((before..=Date::now()).contains(&timestamp));
        let pairs: Vec<_> = query
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        assert_eq!(pairs[0], ("appId", "app"));
        assert_eq!(pairs[2], ("viewerUnionId", "2_v"));
        assert_eq!(
            (name.as_str(), sign),
            (
                "sign",
                SignatureMethod::Md5.sign(&AppSecret::new(SECRET).unwrap(), &pairs)
            )
        );
        assert!(
            stage.calls.borrow()[0]
                .0
                .starts_with("https://api.polyv.net/live/v4/user/viewer-record/get?")
        );
    }

    #[wasm_bindgen_test]
    async fn follow_no_redirect_and_can_be_ended() {
        let stage = Stage::new([answer(200, VIEWER)]);
        request::<Viewer>(&client(&stage), &lookup()).await.unwrap();
        assert_eq!(stage.init(0, "redirect"), "manual");
        assert!(stage.init(0, "signal").is_instance_of::<AbortSignal>());
        assert_eq!(stage.init(0, "method"), "GET");
        assert!(stage.init(0, "body").is_undefined());
        assert!(stage.init(0, "headers").is_undefined());
    }

    #[wasm_bindgen_test]
    async fn of_forms_hide_all_in_the_body() {
        let stage = Stage::new([answer(200, r#"{"code":200}"#)]);
        let mut form = Params::new();
        form.push("nickname", "杨 老师").unwrap();
        let call = Call::post("/live/v2/x").unwrap().form(form).unwrap();
        request::<Value>(&client(&stage), &call).await.unwrap();
        assert_eq!(stage.calls.borrow()[0].0, "https://api.polyv.net/live/v2/x");
        assert_eq!(stage.init(0, "method"), "POST");
        assert_eq!(
            get(&stage.init(0, "headers"), "content-type"),
            "application/x-www-form-urlencoded"
        );
        let body = decode(&stage.init(0, "body").as_string().unwrap());
        assert_eq!(
            body.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(),
            ["appId", "timestamp", "nickname", "sign"]
        );
        assert_eq!(body[2].1, "杨 老师");
    }

    #[wasm_bindgen_test]
    async fn with_nonces_are_all_different() {
        let stage = Stage::new([answer(200, VIEWER)]);
        let client = client_with(&stage, |settings| settings.nonce = true);
        for _ in 0..3 {
            request::<Viewer>(&client, &lookup()).await.unwrap();
        }
        let nonce = |index| {
            stage
                .query(index)
                .iter()
                .find(|(name, _)| name == "signatureNonce")
                .unwrap()
                .1
                .clone()
        };
        assert_eq!(nonce(0).len(), 36);
        assert!(nonce(0) != nonce(1) && nonce(1) != nonce(2) && nonce(0) != nonce(2));
    }

    #[wasm_bindgen_test]
    async fn go_through_a_gateway() {
        let stage = Stage::new([answer(404, GATEWAY)]);
        let mut settings = Settings::default();
        settings.fetch = Some(stage.fetch.clone());
        let client = Client::new(
            signer().base_url("https://gw.example.com:8443/polyv").unwrap(),
            settings,
        );
        let error = request::<Viewer>(&client, &lookup()).await.unwrap_err();
        assert!(
            stage.calls.borrow()[0]
                .0
                .starts_with("https://gw.example.com:8443/polyv/live/v4/")
        );
        assert_eq!(
            error.endpoint.as_deref(),
            Some("GET gw.example.com:8443/polyv/live/v4/user/viewer-record/get")
        );
    }
}

mod endings {
    use super::*;

    #[wasm_bindgen_test]
    async fn a_broken_connection_is_a_network_error() {
        for code in [
            "return Promise.reject(new TypeError(`failed: ${url}`))",
            "throw new TypeError(`failed: ${url}`)",
            "return Promise.reject(undefined)",
            "return Promise.reject({ get cause() { throw url } })",
            "return Promise.reject(new TypeError('x', { cause: { code: url } }))",
            "return new Response(new ReadableStream({ pull(controller) { controller.error(new Error(url)) } }))",
        ] {
            let error = failure(js(code)).await;
            assert_eq!(
                (error.kind, &*error.message),
                (ErrorKind::Network, "the connection to POLYV failed"),
                "{code}"
            );
            assert_eq!((error.retryable, error.http_status), (true, None));
        }
        let error = failure(js(
            "return Promise.reject(new TypeError('x', { cause: { code: 'ECONNREFUSED' } }))",
        ))
        .await;
        assert_eq!(&*error.message, "the connection to POLYV failed (ECONNREFUSED)");
    }

    #[wasm_bindgen_test]
    async fn a_fetch_that_gives_no_response_gives_no_valid_one() {
        for code in [
            "",
            "return null",
            "return 5",
            "return {}",
            "return { status: 200 }",
            "return 'ok'",
        ] {
            assert_eq!(failure(js(code)).await.kind, ErrorKind::InvalidResponse, "{code}");
        }
    }

    #[wasm_bindgen_test]
    async fn the_deadline_holds_even_where_fetch_ignores_it() {
        for code in [
            "return new Promise(() => {})",
            "return new Response(new ReadableStream({}))",
            "return new Promise((_, reject) => init.signal.addEventListener('abort', () => reject(init.signal.reason)))",
        ] {
            let stage = Stage::new([js(code)]);
            let client = client_with(&stage, |settings| (settings.retries, settings.timeout_ms) = (0, 80.0));
            let started = Date::now();
            let error = request::<Viewer>(&client, &lookup()).await.unwrap_err();
            let took = Date::now() - started;
            assert_eq!(
                (error.kind, error.retryable, error.attempts),
                (ErrorKind::Timeout, true, 1),
                "{code}"
            );
            assert!((70.0..2_000.0).contains(&took), "{code}: {took} ms");
            assert_eq!(get(&stage.init(0, "signal"), "aborted"), true, "the host hears of it");
        }
    }

    #[wasm_bindgen_test]
    async fn a_call_may_have_its_own_deadline() {
        let stage = Stage::new([js("return new Promise(() => {})")]);
        let options = CallOptions {
            timeout_ms: Some(50.0),
            ..CallOptions::default()
        };
        let started = Date::now();
        let error = client(&stage)
            .request::<Viewer>(&lookup(), true, &options)
            .await
            .unwrap_err();
        assert_eq!(error.kind, ErrorKind::Timeout);
        assert!(Date::now() - started < 2_000.0);
    }

    fn signal(code: &str) -> CallOptions {
        let signal = Function::new_no_args(code).call0(&JsValue::NULL).unwrap();
        CallOptions {
            signal: Some(signal.unchecked_into()),
            ..CallOptions::default()
        }
    }

    #[wasm_bindgen_test]
    async fn the_callers_signal_ends_a_call() {
        for code in [
            "return new Promise(() => {})",
            "return new Response(new ReadableStream({}))",
        ] {
            let stage = Stage::new([js(code)]);
            let options = signal(
                "const c = new AbortController(); setTimeout(() => c.abort(new Error('why')), 30); return c.signal",
            );
            // Never repeated: the caller wants no more of it.
            let client = client_with(&stage, |settings| settings.retries = 5);
            let error = client.request::<Viewer>(&lookup(), true, &options).await.unwrap_err();
            assert_eq!(
                (error.kind, error.retryable, error.attempts),
                (ErrorKind::Aborted, false, 1)
            );
            assert_eq!(stage.count(), 1);
        }
    }

    #[wasm_bindgen_test]
    async fn a_signal_that_has_fired_sends_nothing() {
        let stage = Stage::new([answer(200, VIEWER)]);
        let error = client(&stage)
            .request::<Viewer>(&lookup(), true, &signal("return AbortSignal.abort()"))
            .await
            .unwrap_err();
        assert_eq!((error.kind, error.attempts, stage.count()), (ErrorKind::Aborted, 0, 0));
    }
}

mod retries {
    use super::*;

    #[wasm_bindgen_test]
    async fn a_lookup_is_tried_again_with_a_new_signature() {
        let stage = Stage::new([
            answer(502, GATEWAY),
            js("return Promise.reject(new TypeError())"),
            answer(200, VIEWER),
        ]);
        let client = client_with(&stage, |settings| settings.nonce = true);
        request::<Viewer>(&client, &lookup()).await.unwrap();
        assert_eq!(stage.count(), 3);
        let sign = |index: usize| stage.query(index).pop().unwrap().1;
        assert!(sign(0) != sign(1) && sign(1) != sign(2));
    }

    #[wasm_bindgen_test]
    async fn what_may_not_happen_twice_is_sent_once() {
        let stage = Stage::new([answer(502, GATEWAY)]);
        let client = client_with(&stage, |_| {});
        let error = client
            .request::<Value>(&Call::post("/x").unwrap(), false, &CallOptions::default())
            .await
            .unwrap_err();
        assert_eq!(
            (error.kind, error.retryable, error.attempts, stage.count()),
            (ErrorKind::Server, true, 1, 1)
        );
    }

    #[wasm_bindgen_test]
    async fn what_will_not_change_is_sent_once() {
        for body in [
            VIEWER_ERROR,
            ACCOUNT_ERROR,
            r#"{"code":400,"message":"param validate error"}"#,
            r#"{"code":200,"data":5}"#,
        ] {
            let stage = Stage::new([answer(400, body)]);
            let error = request::<Viewer>(&client_with(&stage, |_| {}), &lookup())
                .await
                .unwrap_err();
            assert_eq!(
                (error.attempts, stage.count(), error.retryable),
                (1, 1, false),
                "{body}"
            );
        }
    }

    #[wasm_bindgen_test]
    async fn the_last_error_tells_how_often_it_was_tried() {
        let stage = Stage::new([answer(502, GATEWAY), answer(503, GATEWAY)]);
        let options = CallOptions {
            retries: Some(1),
            ..CallOptions::default()
        };
        let error = client_with(&stage, |_| {})
            .request::<Viewer>(&lookup(), true, &options)
            .await
            .unwrap_err();
        assert_eq!((error.http_status, error.attempts, stage.count()), (Some(503), 2, 2));
    }

    #[wasm_bindgen_test]
    async fn a_retry_after_beyond_the_deadline_is_left_to_the_caller() {
        let stage = Stage::new([answer_with(429, GATEWAY, "{ 'retry-after': '60' }")]);
        let error = request::<Viewer>(&client_with(&stage, |_| {}), &lookup())
            .await
            .unwrap_err();
        assert_eq!(
            (error.kind, error.retry_after_ms, stage.count()),
            (ErrorKind::RateLimited, Some(60_000), 1)
        );
    }

    #[wasm_bindgen_test]
    async fn a_clock_that_is_off_is_corrected_once_even_for_a_post() {
        let refusal = r#"{"code":400,"status":"error","message":"invalid timestamp.","data":""}"#;
        let late = js(&format!(
            "return new Response({}, {{ status: 400, headers: {{ date: new Date(Date.now() + 36e5).toUTCString() }} }})",
            Value::from(refusal)
        ));
        let stage = Stage::new([late.clone(), answer(200, VIEWER)]);
        let client = client_with(&stage, |_| {});
        let call = Call::post(PATH).unwrap();
        let before = Date::now();
        client
            .request::<Viewer>(&call, false, &CallOptions::default())
            .await
            .unwrap();
        let timestamp = |index: usize| stage.query(index)[1].1.parse::<f64>().unwrap() - before;
        assert!(
            timestamp(0) < 60_000.0 && timestamp(1) > 3_500_000.0,
            "the second is an hour later"
        );
        // A clock that POLYV's own date does not explain is not tried for ever.
        let stage = Stage::new([late]);
        let error = request::<Viewer>(&client_with(&stage, |_| {}), &lookup())
            .await
            .unwrap_err();
        assert_eq!((error.kind, stage.count()), (ErrorKind::InvalidTimestamp, 2));
    }

    #[wasm_bindgen_test]
    async fn the_budget_of_calls_is_kept() {
        let stage = Stage::new([answer(200, VIEWER)]);
        let client = client_with(&stage, |settings| {
            settings.rate_limit = Some(RateLimit {
                calls: 2,
                window_ms: 60_000.0,
            });
            settings.timeout_ms = 500.0;
        });
        for _ in 0..2 {
            request::<Viewer>(&client, &lookup()).await.unwrap();
        }
        let error = request::<Viewer>(&client, &lookup()).await.unwrap_err();
        assert_eq!(
            (error.kind, error.attempts, stage.count()),
            (ErrorKind::RateLimited, 0, 2)
        );
        assert!((50_000..=60_000).contains(&error.retry_after_ms.unwrap()));
    }
}
