//! What several native tests share.
#![allow(dead_code)]

use polyv_edge::{AppSecret, Call, Credentials, Error, ErrorKind, Method, Params, Signer, Stamp};
use proptest::prelude::*;

/// Milliseconds that POLYV's own samples use.
pub(crate) const NOW: u64 = 1_621_841_869_093;

pub(crate) fn signer(app_id: &str, secret: &str) -> Signer {
    let app_secret = AppSecret::new(secret).unwrap();
    Signer::new(Credentials {
        app_id: app_id.into(),
        app_secret,
    })
    .unwrap()
}

pub(crate) fn stamp() -> Stamp {
    Stamp::at(NOW).unwrap()
}

pub(crate) fn params(pairs: &[(&str, &str)]) -> Params {
    let mut params = Params::new();
    for (name, value) in pairs {
        params.push(*name, *value).unwrap();
    }
    params
}

pub(crate) fn call(method: Method, path: &str) -> Call {
    match method {
        Method::Get => Call::get(path),
        Method::Post => Call::post(path),
    }
    .unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The message of a refused argument.
pub(crate) fn refused<T>(result: Result<T, Error>) -> String {
    let error = result.err().expect("accepted what must be refused");
    assert_eq!(error.kind, ErrorKind::InvalidArgument);
    assert!(!error.retryable);
    error.message.to_string()
}

/// Text with every kind of character: control characters, emoji, right-to-left marks.
pub(crate) fn any_text() -> impl Strategy<Value = String> {
    prop::collection::vec(any::<char>(), 0..12).prop_map(String::from_iter)
}
