//! What several tests share.

use polyv_edge::{AppSecret, Call, Credentials, Error, ErrorKind, Params, Signer, SigningTime};
use serde_json::{Value, json};

pub(crate) const VIEWER: &str = include_str!("../fixtures/viewer.json");
pub(crate) const VIEWER_ERROR: &str = include_str!("../fixtures/viewer-error.json");
pub(crate) const ACCOUNT: &str = include_str!("../fixtures/channel-account.json");
pub(crate) const ACCOUNT_ERROR: &str = include_str!("../fixtures/channel-account-error.json");

/// Milliseconds that POLYV's own samples use.
pub(crate) const NOW: u64 = 1_621_841_869_093;

pub(crate) fn signer(app_id: &str, secret: &str) -> Signer {
    let app_secret = AppSecret::new(secret).unwrap();
    let app_id = app_id.into();
    Signer::new(Credentials { app_id, app_secret }).unwrap()
}

pub(crate) fn time() -> SigningTime {
    SigningTime::at(NOW).unwrap()
}

pub(crate) fn params(pairs: &[(&str, &str)]) -> Params {
    let mut params = Params::new();
    for (name, value) in pairs {
        params.push(name, value).unwrap();
    }
    params
}

pub(crate) fn get(path: &str) -> Call {
    Call::get(path).unwrap()
}

pub(crate) fn post(path: &str) -> Call {
    Call::post(path).unwrap()
}

/// The message of a refused argument: it begins with the argument's name.
pub(crate) fn refused<T>(result: Result<T, Error>) -> String {
    let error = result.err().expect("accepted what must be refused");
    assert_eq!((error.kind, error.retryable), (ErrorKind::InvalidArgument, false));
    error.message.to_string()
}

/// A sample's data.
pub(crate) fn data_of(sample: &str) -> Value {
    serde_json::from_str::<Value>(sample).unwrap()["data"].take()
}

pub(crate) fn answer(data: &Value) -> String {
    json!({"code": 200, "status": "success", "data": data}).to_string()
}

/// Text with every kind of character: control characters, emoji, right-to-left marks.
#[cfg(not(target_family = "wasm"))]
pub(crate) fn any_text() -> impl proptest::strategy::Strategy<Value = String> {
    use proptest::prelude::*;
    prop::collection::vec(any::<char>(), 0..12).prop_map(String::from_iter)
}

/// As many cases as `PROPTEST_CASES` asks for.
#[cfg(not(target_family = "wasm"))]
pub(crate) fn cases() -> proptest::test_runner::Config {
    proptest::test_runner::Config { failure_persistence: None, ..proptest::test_runner::Config::default() }
}
