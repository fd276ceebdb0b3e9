//! Any data is a model, which then survives a round trip, or is refused without being shown.
#![no_main]

use std::fmt::Debug;

use libfuzzer_sys::fuzz_target;
use polyv_edge::{ChannelAccount, Data, ErrorKind, MODELS, Page, Viewer, parse};
use serde::Serialize;
use serde_json::{Value, json};

fuzz_target!(|text: &str| {
    // Whole answers, as the fixtures are; and what would be the data of one.
    read(text);
    if let Ok(data) = serde_json::from_str::<Value>(text) {
        read(&json!({"code": 200, "data": data}).to_string());
        read(&json!({"code": 200, "data": {"contents": [data]}}).to_string());
    }
});

fn read(answer: &str) {
    if parse::<Value>(answer).is_err() {
        return;
    }
    check::<Viewer>(answer);
    check::<ChannelAccount>(answer);
    check::<Vec<ChannelAccount>>(answer);
    check::<Page<Viewer>>(answer);
}

fn check<T: Data + Serialize + PartialEq + Debug>(answer: &str) {
    match parse::<T>(answer) {
        Ok(model) => {
            let written = serde_json::to_value(&model).unwrap();
            let again = json!({"code": 200, "data": written}).to_string();
            assert_eq!(parse::<T>(&again).unwrap(), model);
            let _ = format!("{model:?}");
        }
        Err(error) => {
            assert_eq!(error.kind, ErrorKind::InvalidResponse);
            assert!(is_known(&error.message), "{error}");
        }
    }
}

/// Whether a message is made of nothing but our own words.
fn is_known(message: &str) -> bool {
    let Some(message) = message.strip_prefix("unexpected data: ") else {
        return false;
    };
    let message = message.trim_start_matches("contents: ").trim_start_matches("labels: ");
    let Some((name, what)) = message.split_once(" is ") else {
        return message == "not a list";
    };
    let is_declared = MODELS
        .iter()
        .any(|model| model.name == name || model.fields.iter().any(|field| field.name == name));
    let whats = [
        "missing",
        "not an object",
        "not text",
        "not text or an exact whole number",
        "not an exact whole number",
        "not a whole number",
        "not a list",
    ];
    is_declared && whats.contains(&what)
}
