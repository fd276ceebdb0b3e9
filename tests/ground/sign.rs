//! Signatures are what POLYV computes, by its own samples and by a second implementation.

use md5::{Digest as _, Md5};
use polyv_edge::{AppSecret, SignatureMethod, SigningTime};
use serde_json::Value;
use sha2::Sha256;
#[cfg(target_family = "wasm")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use super::support::*;

fn vectors() -> Vec<Value> {
    serde_json::from_str(include_str!("../fixtures/signatures.json")).unwrap()
}

fn method_of(vector: &Value) -> SignatureMethod {
    match vector["signatureMethod"].as_str() {
        Some("MD5") => SignatureMethod::Md5,
        Some("SHA256") => SignatureMethod::Sha256,
        other => panic!("no such method: {other:?}"),
    }
}

fn pairs_of(vector: &Value) -> Vec<(&str, &str)> {
    let params = vector["params"].as_object().unwrap().iter();
    params.map(|(name, value)| (name.as_str(), value.as_str().unwrap())).collect()
}

/// The hash of a text that is written out: no code of the crate, no cleverness.
fn hash(method: SignatureMethod, plain: &str) -> String {
    let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02X}")).collect();
    match method {
        SignatureMethod::Md5 => hex(&Md5::digest(plain)),
        SignatureMethod::Sha256 => hex(&Sha256::digest(plain)),
    }
}

#[test]
fn published_and_derived_vectors() {
    let vectors = vectors();
    assert_eq!(vectors.len(), 4);
    for vector in &vectors {
        let secret = AppSecret::new(vector["secret"].as_str().unwrap()).unwrap();
        let mut pairs = pairs_of(vector);
        assert_eq!(method_of(vector).sign(&secret, &pairs), vector["sign"], "{vector}");
        // POLYV's page signs V1 with page=null and size=null, which are left out.
        pairs.reverse();
        pairs.extend([("page", ""), ("size", "")]);
        assert_eq!(method_of(vector).sign(&secret, &pairs), vector["sign"], "in another order: {vector}");
    }
}

#[test]
fn a_signer_sends_the_vectors() {
    for vector in &vectors() {
        let pairs = pairs_of(vector);
        let value = |name| pairs.iter().find(|(known, _)| *known == name).map(|(_, value)| *value);
        let mut time = SigningTime::at(value("timestamp").unwrap().parse().unwrap()).unwrap();
        if let Some(nonce) = value("signatureNonce") {
            time = time.with_nonce(nonce).unwrap();
        }
        let own = ["appId", "timestamp", "signatureMethod", "signatureNonce"];
        let query = pairs.iter().filter(|(name, _)| !own.contains(name));
        let call = query.fold(get("/live/v2/x"), |call, (name, value)| call.query(name, value).unwrap());
        let signer = signer(value("appId").unwrap(), vector["secret"].as_str().unwrap());
        let url = signer.signature_method(method_of(vector)).sign(&call, &time).url;
        assert!(url.ends_with(&format!("&sign={}", vector["sign"].as_str().unwrap())), "{vector}");
    }
}

#[test]
fn empty_values_are_sent_but_not_signed() {
    let url = |call| signer("app", "secret").sign(&call, &time()).url;
    let with = url(get("/x").query("callback", "").unwrap());
    assert!(with.contains("&callback=&sign="));
    assert_eq!(with.replace("&callback=", ""), url(get("/x")));
}

#[test]
fn order_is_by_name_in_utf16_units() {
    let secret = AppSecret::new("s").unwrap();
    let sign = |pairs: &[(&str, &str)]| SignatureMethod::Md5.sign(&secret, pairs);
    let md5 = |plain| hash(SignatureMethod::Md5, plain);
    // Upper case before `_` before lower case; a prefix before what it begins; never by value.
    let pairs = [("b", "5"), ("aa", "4"), ("_", "2"), ("B", "1"), ("a", "3")];
    assert_eq!(sign(&pairs), md5("sB1_2a3aa4b5s"));
    // U+1F600 is D83D DE00 in UTF-16, so it comes before U+FF5E, which UTF-8 puts first.
    assert_eq!(sign(&[("\u{ff5e}", "2"), ("\u{1f600}", "1")]), md5("s\u{1f600}1\u{ff5e}2s"));
}

#[test]
fn values_are_signed_raw_and_encoded_only_on_the_wire() {
    let call = get("/x").query("name", "杨 老师+&=%2F").unwrap();
    let url = signer("app", "secret").sign(&call, &time()).url;
    let sign = hash(SignatureMethod::Md5, "secretappIdappname杨 老师+&=%2Ftimestamp1621841869093secret");
    let query = "appId=app&timestamp=1621841869093&name=%E6%9D%A8%20%E8%80%81%E5%B8%88%2B%26%3D%252F";
    assert_eq!(url, format!("https://api.polyv.net/x?{query}&sign={sign}"));
}

#[test]
fn a_secret_is_printable_ascii_without_blanks_and_quotes() {
    for secret in [
        "", " ", "\t\n", " hidden", "hidden\n", "hid den", "hidden\u{200b}", "\u{feff}hidden", "\"hidden\"",
        "'hidden'", "`hidden", "密钥", "\u{7f}", "\0",
    ] {
        let message = refused(AppSecret::new(secret));
        assert!(message.starts_with("appSecret ") && !message.contains("hidden"), "{message}");
    }
    assert!(AppSecret::new("!#$%&()*+,-./09:;<=>?@AZ[\\]^_az{|}~").is_ok());
}

#[cfg(not(target_family = "wasm"))]
mod properties {
    use std::collections::BTreeMap;

    use polyv_edge::{Body, Call, Params};
    use proptest::prelude::*;
    use url::form_urlencoded;

    use super::*;

    /// The rule as POLYV's page states it, word for word.
    fn reference(secret: &str, pairs: &[(String, String)], method: SignatureMethod) -> String {
        // Java's order of strings: by UTF-16 units.
        let sorted: BTreeMap<Vec<u16>, _> = pairs.iter().map(|pair| (pair.0.encode_utf16().collect(), pair)).collect();
        let filled = sorted.into_values().filter(|(_, value)| !value.is_empty());
        let middle: String = filled.flat_map(|(name, value)| [name.as_str(), value]).collect();
        hash(method, &format!("{secret}{middle}{secret}"))
    }

    /// How the signed parameters travel.
    #[derive(Clone, Copy, Debug)]
    enum Carrier {
        Query,
        Form,
        Json,
        Multipart,
    }

    fn build(carrier: Carrier, pairs: &[(String, String)]) -> Call {
        let query = |call| pairs.iter().fold(call, |call: Call, (name, value)| call.query(name, value).unwrap());
        let body = || {
            let pairs: Vec<_> = pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            params(&pairs)
        };
        match carrier {
            Carrier::Query => query(get("/live/v3/x")),
            Carrier::Form => post("/live/v3/x").form(body()).unwrap(),
            Carrier::Json => query(post("/live/v3/x")).json().unwrap(),
            Carrier::Multipart => post("/live/v3/x").multipart(body()).unwrap(),
        }
    }

    fn decode(text: &str) -> Vec<(String, String)> {
        form_urlencoded::parse(text.as_bytes()).into_owned().collect()
    }

    proptest! {
        #![proptest_config(cases())]

        /// What another implementation decodes from the wire, and signs by the book, has the signature that was sent.
        #[test]
        fn the_wire_carries_what_was_signed(
            pairs in prop::collection::vec((any_text(), any_text()), 0..8),
            secret in "[!#-&(-_a-~]{1,40}",
            app_id in "[!#-&(-_a-~]{1,12}",
            nonce in prop::option::of("[ -~]{0,8}[!-~]"),
            carrier in prop::sample::select(vec![Carrier::Query, Carrier::Form, Carrier::Json, Carrier::Multipart]),
            method in prop::sample::select(vec![SignatureMethod::Md5, SignatureMethod::Sha256]),
        ) {
            let mut accepted = Params::new();
            let pairs: Vec<_> = pairs.into_iter().filter(|(name, value)| accepted.push(name, value).is_ok()).collect();
            let mut time = time();
            if let Some(nonce) = &nonce {
                time = time.with_nonce(nonce).unwrap();
            }
            let request = signer(&app_id, &secret).signature_method(method).sign(&build(carrier, &pairs), &time);

            let url = url::Url::parse(&request.url).unwrap();
            prop_assert_eq!(url.as_str(), &request.url, "a URL parser changes nothing");
            let mut sent = match &request.body {
                Body::Form(form) => {
                    prop_assert!(!form.contains('+'), "a space is %20");
                    decode(form)
                }
                Body::Multipart(parts) => parts.clone(),
                _ => decode(url.query().unwrap_or_default()),
            };
            prop_assert!(!request.url.contains('+'), "a space is %20");
            let (name, sign) = sent.pop().unwrap();
            prop_assert_eq!(name, "sign");
            prop_assert_eq!(sign, reference(&secret, &sent, method));
            let own = ["appId", "timestamp", "signatureMethod", "signatureNonce"];
            sent.retain(|(name, _)| !own.contains(&name.as_str()));
            let crlf = |text: String| text.replace("\r\n", "\n").replace('\r', "\n").replace('\n', "\r\n");
            let is_multipart = matches!(carrier, Carrier::Multipart);
            let travelling = pairs.into_iter().map(|(name, value)| {
                if is_multipart { (crlf(name), crlf(value)) } else { (name, value) }
            });
            prop_assert_eq!(sent, travelling.collect::<Vec<_>>());
        }
    }
}
