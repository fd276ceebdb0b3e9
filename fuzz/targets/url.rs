//! Any parameters, path and base are refused, or become a request that another parser reads as it was meant, with the
//! signature that a second implementation computes.
#![no_main]

use std::collections::BTreeMap;

use libfuzzer_sys::fuzz_target;
use md5::{Digest, Md5};
use polyv_edge::{AppSecret, Body, Call, Credentials, Error, ErrorKind, Params, SignatureMethod, Signer, Stamp};
use sha2::Sha256;
use url::{Host, Url, form_urlencoded};

/// One input, a line for each part: path, base, secret, appId, nonce, method, timestamp, and then parameters, `?a=b`
/// for the query and `&a=b` for a form. Seeds can be read and written by hand so.
struct Input<'a> {
    path: &'a str,
    base: Option<&'a str>,
    secret: &'a str,
    app_id: &'a str,
    nonce: Option<&'a str>,
    is_sha256: bool,
    timestamp: u64,
    query: Vec<(String, String)>,
    form: Option<Vec<(String, String)>>,
}

impl<'a> Input<'a> {
    fn read(text: &'a str) -> Self {
        let mut lines = text.split('\n');
        let mut next = || lines.next().filter(|line| !line.is_empty());
        let mut input = Self {
            path: next().unwrap_or("/x"),
            base: next(),
            secret: next().unwrap_or("secret"),
            app_id: next().unwrap_or("app"),
            nonce: next(),
            is_sha256: next() == Some("SHA256"),
            timestamp: next().and_then(|text| text.parse().ok()).unwrap_or(1_621_841_869_093),
            query: Vec::new(),
            form: None,
        };
        for line in lines {
            let (pair, pairs) = match line.strip_prefix('&') {
                Some(pair) => (pair, input.form.get_or_insert_default()),
                None => (line.trim_start_matches('?'), &mut input.query),
            };
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            pairs.push((name.to_owned(), value.to_owned()));
        }
        input
    }
}

fuzz_target!(|text: &str| {
    if let Err(error) = run(&Input::read(text)) {
        assert_eq!(error.kind, ErrorKind::InvalidArgument);
    }
});

fn run(input: &Input<'_>) -> Result<(), Error> {
    let app_secret = AppSecret::new(input.secret)?;
    let method = if input.is_sha256 {
        SignatureMethod::Sha256
    } else {
        SignatureMethod::Md5
    };
    let mut signer = Signer::new(Credentials {
        app_id: input.app_id.to_owned(),
        app_secret,
    })?
    .signature_method(method);
    if let Some(base) = input.base {
        signer = signer.base_url(base)?;
    }
    let mut stamp = Stamp::at(input.timestamp)?;
    if let Some(nonce) = input.nonce {
        stamp = stamp.with_nonce(nonce)?;
    }
    let call = match &input.form {
        None => Call::get(input.path)?,
        Some(_) => Call::post(input.path)?,
    };
    let query = accepted(&input.query);
    let mut call = query
        .iter()
        .try_fold(call, |call, (name, value)| call.query(name, value))?;
    let form = input.form.as_deref().map(accepted).unwrap_or_default();
    if input.form.is_some() {
        let mut params = Params::new();
        form.iter().try_for_each(|(name, value)| params.push(name, value))?;
        call = call.form(params)?;
    }

    let request = signer.sign(&call, &stamp);
    let body = match &request.body {
        Body::Form(form) => form.as_str(),
        _ => "",
    };
    let (text, business) = match request.url.split_once('?') {
        Some((_, query_text)) => (query_text, query),
        None => (body, form),
    };
    let mut sent = decode(text);
    let sign = sent.pop().expect("a signature");
    assert_eq!(sign, ("sign".to_owned(), reference(input.secret, &sent, method)));
    let own = 2 + usize::from(input.is_sha256) + usize::from(input.nonce.is_some());
    assert_eq!(sent.split_off(own), business);

    // Hosts that only look like one never get as far as being asked.
    if let Ok(url) = Url::parse(&request.url) {
        assert!(url.path().ends_with(input.path));
        assert!(url.username().is_empty() && url.password().is_none() && url.fragment().is_none());
        assert_eq!(url.query(), request.url.split_once('?').map(|(_, query)| query));
        let is_loopback = match url.host().expect("a host") {
            Host::Domain(name) => name == "localhost",
            Host::Ipv4(ip) => ip.is_loopback(),
            Host::Ipv6(ip) => ip.is_loopback(),
        };
        assert!(url.scheme() == "https" || (url.scheme() == "http" && is_loopback));
    } else {
        assert!(input.base.is_some());
    }
    Ok(())
}

/// The pairs that may be sent, in their order.
fn accepted(pairs: &[(String, String)]) -> Vec<(String, String)> {
    let mut params = Params::new();
    pairs
        .iter()
        .filter(|(name, value)| params.push(name, value).is_ok())
        .cloned()
        .collect()
}

fn decode(text: &str) -> Vec<(String, String)> {
    form_urlencoded::parse(text.as_bytes()).into_owned().collect()
}

fn reference(secret: &str, pairs: &[(String, String)], method: SignatureMethod) -> String {
    let sorted: BTreeMap<Vec<u16>, _> = pairs
        .iter()
        .map(|pair| (pair.0.encode_utf16().collect(), pair))
        .collect();
    let signed = sorted.into_values().filter(|(_, value)| !value.is_empty());
    let plain = signed.fold(secret.to_owned(), |plain, (name, value)| plain + name + value) + secret;
    let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02X}")).collect();
    match method {
        SignatureMethod::Md5 => hex(&Md5::digest(plain)),
        SignatureMethod::Sha256 => hex(&Sha256::digest(plain)),
    }
}
