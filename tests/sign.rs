//! Signatures are what POLYV computes, by its own samples and by a second implementation.

#![cfg(not(target_family = "wasm"))]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used
)]

mod support;

use std::{collections::BTreeMap, fs};

use md5::{Digest, Md5};
use polyv_edge::{AppSecret, Body, Call, Params, SignatureMethod, Stamp};
use proptest::prelude::*;
use serde_json::Value;
use sha2::Sha256;
use support::{any_text, params, refused, signer, stamp};
use url::form_urlencoded;

fn vectors() -> Vec<Value> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/signatures.json");
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

fn method_of(vector: &Value) -> SignatureMethod {
    match vector["signatureMethod"].as_str() {
        Some("MD5") => SignatureMethod::Md5,
        Some("SHA256") => SignatureMethod::Sha256,
        other => panic!("no such method: {other:?}"),
    }
}

fn pairs_of(vector: &Value) -> Vec<(&str, &str)> {
    let params = vector["params"].as_object().unwrap();
    params
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str().unwrap()))
        .collect()
}

/// The rule as POLYV's page states it, word for word: no code of the crate, no cleverness.
fn reference(secret: &str, pairs: &[(String, String)], method: SignatureMethod) -> String {
    // Java's order of strings: by UTF-16 units.
    let sorted: BTreeMap<Vec<u16>, &(String, String)> = pairs
        .iter()
        .map(|pair| (pair.0.encode_utf16().collect(), pair))
        .collect();
    let mut plain = String::from(secret);
    for (name, value) in sorted.into_values() {
        if !value.is_empty() {
            plain.push_str(name);
            plain.push_str(value);
        }
    }
    plain.push_str(secret);
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
        assert_eq!(
            method_of(vector).sign(&secret, &pairs),
            vector["sign"],
            "{}",
            vector["id"]
        );
        pairs.reverse();
        assert_eq!(
            method_of(vector).sign(&secret, &pairs),
            vector["sign"],
            "{}, another order",
            vector["id"]
        );
    }
}

#[test]
fn a_signer_sends_the_vectors() {
    for vector in &vectors() {
        let pairs: BTreeMap<&str, &str> = pairs_of(vector).into_iter().collect();
        let mut stamp = Stamp::at(pairs["timestamp"].parse().unwrap()).unwrap();
        if let Some(nonce) = pairs.get("signatureNonce") {
            stamp = stamp.with_nonce(*nonce).unwrap();
        }
        let own = ["appId", "timestamp", "signatureMethod", "signatureNonce"];
        let query = pairs.iter().filter(|(name, _)| !own.contains(name));
        let call = query.fold(Call::get("/live/v2/x").unwrap(), |call, (name, value)| {
            call.query(*name, *value).unwrap()
        });
        let signer = signer(pairs["appId"], vector["secret"].as_str().unwrap()).signature_method(method_of(vector));
        let url = signer.sign(&call, &stamp).url;
        assert!(
            url.ends_with(&format!("&sign={}", vector["sign"].as_str().unwrap())),
            "{}",
            vector["id"]
        );
    }
}

#[test]
fn empty_values_are_sent_but_not_signed() {
    // POLYV's page signs V1 with page=null and size=null, which are left out.
    let vector = &vectors()[0];
    let secret = AppSecret::new(vector["secret"].as_str().unwrap()).unwrap();
    let mut pairs = pairs_of(vector);
    pairs.extend([("page", ""), ("size", "")]);
    assert_eq!(SignatureMethod::Md5.sign(&secret, &pairs), vector["sign"]);

    let call = Call::get("/x").unwrap().query("callback", "").unwrap();
    let (with, without) = (
        signer("app", "secret").sign(&call, &stamp()),
        signer("app", "secret").sign(&Call::get("/x").unwrap(), &stamp()),
    );
    assert!(with.url.contains("&callback=&sign="));
    assert_eq!(with.url.replace("&callback=", ""), without.url);
}

#[test]
fn order_is_by_name_in_utf16_units() {
    let secret = AppSecret::new("s").unwrap();
    let sign = |pairs: &[(&str, &str)]| SignatureMethod::Md5.sign(&secret, pairs);
    // Upper case before `_` before lower case; a prefix before what it begins; never by value.
    let plain = "sB1_2a3aa4b5s";
    let expected = Md5::digest(plain)
        .iter()
        .map(|byte| format!("{byte:02X}"))
        .collect::<String>();
    assert_eq!(
        sign(&[("b", "5"), ("aa", "4"), ("_", "2"), ("B", "1"), ("a", "3")]),
        expected
    );
    // U+1F600 is D83D DE00 in UTF-16, so it comes before U+FF5E, which UTF-8 puts first.
    let plain = "s\u{1f600}1\u{ff5e}2s";
    let expected = Md5::digest(plain)
        .iter()
        .map(|byte| format!("{byte:02X}"))
        .collect::<String>();
    assert_eq!(sign(&[("\u{ff5e}", "2"), ("\u{1f600}", "1")]), expected);
}

#[test]
fn values_are_signed_raw_and_encoded_only_on_the_wire() {
    let call = Call::get("/x").unwrap().query("name", "杨 老师+&=%2F").unwrap();
    let url = signer("app", "secret").sign(&call, &stamp()).url;
    let pairs = ["appId", "timestamp", "name"].map(String::from);
    let values = ["app", "1621841869093", "杨 老师+&=%2F"].map(String::from);
    let pairs: Vec<_> = pairs.into_iter().zip(values).collect();
    let sign = reference("secret", &pairs, SignatureMethod::Md5);
    assert_eq!(
        url,
        format!(
            "https://api.polyv.net/x?appId=app&timestamp=1621841869093\
             &name=%E6%9D%A8%20%E8%80%81%E5%B8%88%2B%26%3D%252F&sign={sign}"
        )
    );
}

#[test]
fn a_secret_is_not_blank_and_has_no_space_around_it() {
    for secret in ["", " ", "\t\n", "\u{3000}", " secret", "secret\n"] {
        let message = refused(AppSecret::new(secret));
        assert!(message.starts_with("appSecret "), "{message}");
        assert!(
            !message.contains("secret\n") && !message.contains(" secret"),
            "{message}"
        );
    }
    assert!(AppSecret::new("with space inside").is_ok());
}

#[test]
fn a_secret_shows_nowhere() {
    let secret = AppSecret::new("very-secret").unwrap();
    assert_eq!(format!("{secret:?} {:?}", secret.clone()), "AppSecret(…) AppSecret(…)");
}

/// How the signed parameters travel.
#[derive(Clone, Copy, Debug)]
enum Carrier {
    Query,
    Form,
    Json,
    QueryAndForm,
}

fn build(carrier: Carrier, accepted: &Params) -> Call {
    let with_query = |call: Call, params: &Params| {
        form_pairs(params)
            .into_iter()
            .fold(call, |call, (name, value)| call.query(name, value).unwrap())
    };
    let post = Call::post("/live/v3/x").unwrap();
    match carrier {
        Carrier::Query => with_query(Call::get("/live/v3/x").unwrap(), accepted),
        Carrier::Form => post.form(accepted.clone()).unwrap(),
        Carrier::Json => with_query(post, accepted).json().unwrap(),
        Carrier::QueryAndForm => with_query(post, accepted).form(params(&[("unsigned", "1")])).unwrap(),
    }
}

/// The parameters as a form sends them: `Params` has no reader, and needs none.
fn form_pairs(params: &Params) -> Vec<(String, String)> {
    let call = Call::post("/x").unwrap().form(params.clone()).unwrap();
    let Body::Form(form) = signer("a", "s").sign(&call, &stamp()).body else {
        panic!("no form")
    };
    let own = ["appId", "timestamp", "sign"];
    decode(&form)
        .into_iter()
        .filter(|(name, _)| !own.contains(&name.as_str()))
        .collect()
}

fn decode(text: &str) -> Vec<(String, String)> {
    form_urlencoded::parse(text.as_bytes()).into_owned().collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// What another implementation decodes from the wire, and signs by the book, has the signature that was sent.
    #[test]
    fn the_wire_carries_what_was_signed(
        pairs in prop::collection::vec((any_text(), any_text()), 0..8),
        secret in "[!-~]{1,40}",
        app_id in "\\PC{0,8}[!-~]",
        nonce in prop::option::of("[ -~]{0,8}[!-~]"),
        carrier in prop::sample::select(vec![Carrier::Query, Carrier::Form, Carrier::Json, Carrier::QueryAndForm]),
        method in prop::sample::select(vec![SignatureMethod::Md5, SignatureMethod::Sha256]),
    ) {
        let (mut accepted, mut expected) = (Params::new(), Vec::new());
        for (name, value) in pairs {
            if accepted.push(&*name, &*value).is_ok() {
                expected.push((name, value));
            }
        }
        let mut stamp = stamp();
        if let Some(nonce) = &nonce {
            stamp = stamp.with_nonce(nonce).unwrap();
        }
        let request = signer(&app_id, &secret).signature_method(method).sign(&build(carrier, &accepted), &stamp);

        let url = url::Url::parse(&request.url).unwrap();
        prop_assert_eq!(url.as_str(), &request.url, "a URL parser changes nothing");
        let query = url.query().unwrap_or_default();
        let form = match &request.body { Body::Form(form) => form.as_str(), _ => "" };
        // An empty query leaves the signature to the form.
        let signature_is_in_form = query.is_empty();
        let mut sent = decode(if signature_is_in_form { form } else { query });

        let (name, sign) = sent.pop().unwrap();
        prop_assert_eq!(name, "sign");
        prop_assert_eq!(sign, reference(&secret, &sent, method));

        let mut business = sent;
        business.retain(|(name, _)| !["appId", "timestamp", "signatureMethod", "signatureNonce"].contains(&name.as_str()));
        match carrier {
            Carrier::QueryAndForm if signature_is_in_form => prop_assert_eq!(business, [("unsigned".into(), "1".into())]),
            _ => prop_assert_eq!(business, expected),
        }
        prop_assert!(!request.url.contains('+') && !form.contains('+'), "a space is %20");
    }

    /// The signature alone takes any text.
    #[test]
    fn any_parameters_are_signed_by_the_rule(
        pairs in prop::collection::btree_map(any_text(), any_text(), 0..10),
        secret in "[!-~]{1,40}",
    ) {
        let owned: Vec<_> = pairs.into_iter().collect();
        let borrowed: Vec<_> = owned.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let app_secret = AppSecret::new(&*secret).unwrap();
        for method in [SignatureMethod::Md5, SignatureMethod::Sha256] {
            prop_assert_eq!(method.sign(&app_secret, &borrowed), reference(&secret, &owned, method));
        }
    }
}
