//! Answers that nobody wrote: what an envelope says is what a second reading finds, and a model survives being written.
//! `PROPTEST_CASES=100000 cargo test --test properties` takes longer and looks further.

#![cfg(not(target_family = "wasm"))]
#![allow(clippy::indexing_slicing, clippy::unwrap_used)]

use std::fmt::Debug;

use polyv_edge::{ChannelAccount, Data, ErrorKind, Page, Viewer, parse};
use proptest::prelude::*;
use serde::Serialize;
use serde_json::{Value, json};

/// Every JSON type, with the numbers that JavaScript holds exactly: others become text.
fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        (-9_007_199_254_740_991_i64..=9_007_199_254_740_991).prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        prop::sample::select(vec![-1_i64, 0, 1, 9_007_199_254_740_991]).prop_map(Value::from),
        "\\PC{0,12}|[0-9]{1,20}".prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map("[a-z]{1,6}|code|data", inner, 0..4).prop_map(|map| map.into_iter().collect()),
        ]
    })
}

/// A `code` as POLYV writes it, and as it does not.
fn any_code() -> impl Strategy<Value = Value> {
    prop_oneof![
        3 => Just(json!(200)),
        2 => prop::sample::select(vec![json!("200"), json!(200.0), json!(" 200 "), json!("0200"), json!("2e2")]),
        2 => prop::sample::select(vec![json!(400), json!(403), json!(500), json!("400"), json!(-1), json!(200.5)]),
        1 => any_json(),
    ]
}

/// A whole number that JavaScript holds exactly, or its digits in text.
fn second_reading(code: &Value) -> Option<i64> {
    let number = match code {
        Value::Number(number) => number.as_f64()?,
        Value::String(text) => {
            let digits = text.trim().strip_prefix('-').unwrap_or(text.trim());
            let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
            text.trim().parse().ok().filter(|_| is_number)?
        }
        _ => return None,
    };
    // Too many digits to be exact are too large in any case.
    (number.fract() == 0.0 && number.abs() <= 9_007_199_254_740_991.0).then_some(number as i64)
}

/// Fields of a model, each kept, dropped, or any JSON in its place.
fn changed(file: &str) -> impl Strategy<Value = Value> + use<> {
    let path = format!("{}/tests/fixtures/{file}", env!("CARGO_MANIFEST_DIR"));
    let answer: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let sample = answer["data"].as_object().unwrap().clone();
    let names: Vec<_> = sample.keys().cloned().chain(["unheardOf".into(), "labels".into()]).collect();
    let change = (prop::sample::select(names), prop::option::of(any_json()));
    prop::collection::vec(change, 0..4).prop_map(move |changes| {
        let mut model = sample.clone();
        for (name, value) in changes {
            match value {
                Some(value) => model.insert(name, value),
                None => model.remove(&name),
            };
        }
        Value::from(model)
    })
}

/// What is taken must be the same again after it was written.
fn survives<T: Data + Serialize + PartialEq + Debug>(data: &Value) -> Result<(), TestCaseError> {
    match parse::<T>(&json!({"code": 200, "data": data}).to_string()) {
        Ok(model) => {
            let written = json!({"code": 200, "data": serde_json::to_value(&model).unwrap()}).to_string();
            prop_assert_eq!(parse::<T>(&written).unwrap(), model);
            Ok(())
        }
        Err(error) => {
            prop_assert_eq!(error.kind, ErrorKind::InvalidResponse);
            Ok(())
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_envelope_is_data_exactly_where_its_code_is_200(
        code in any_code(),
        data in prop::option::of(any_json()),
        bom in prop::sample::select(vec!["", "\u{feff}"]),
    ) {
        let mut answer = json!({"code": code, "status": "any", "message": "x"});
        if let Some(data) = &data {
            answer["data"] = data.clone();
        }
        let found = parse::<Value>(&format!("{bom}{answer}"));
        match (second_reading(&answer["code"]), found) {
            (Some(200), found) => prop_assert_eq!(found.unwrap(), answer["data"].take()),
            (code, Ok(found)) => prop_assert!(false, "code {:?} gave {}", code, found),
            (code, Err(error)) => {
                prop_assert_eq!(error.code, code);
                prop_assert_eq!((error.http_status, error.attempts), (None, 0));
                prop_assert!(code.is_some() || error.kind == ErrorKind::InvalidResponse, "{}", error);
            }
        }
    }

    #[test]
    fn a_model_survives_being_written(
        viewer in changed("viewer.json"),
        account in changed("channel-account.json"),
    ) {
        survives::<Viewer>(&viewer)?;
        survives::<ChannelAccount>(&account)?;
        let page = json!({"pageNumber": 1, "pageSize": 10, "totalPages": 1, "totalItems": 1, "contents": [viewer]});
        survives::<Page<Viewer>>(&page)?;
    }
}
