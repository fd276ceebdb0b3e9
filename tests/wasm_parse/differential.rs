//! The check in place and serde's are twins: the same data is accepted, becomes the same, or is refused alike.

use polyv_edge::{ChannelAccount, Error, Kind, MODELS, Model, Viewer, parse, parse_channel_account, parse_viewer};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Map, Value, json};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

use super::{ACCOUNT, VIEWER, get, object, stringify};

fn model(name: &str) -> &'static Model {
    MODELS.iter().find(|model| model.name == name).unwrap()
}

/// What the fields are tried with, as JSON text: serde_json itself would not write all of these.
const VALUES: &[&str] = &[
    "null",
    "true",
    "false",
    "\"\"",
    "\" \"",
    "\"x\"",
    "\"6\"",
    "\" 6\"",
    "\"-6\"",
    "\"+6\"",
    "\"-\"",
    "\"-0\"",
    "\"007\"",
    "\"6.0\"",
    "\"1e3\"",
    "\"0x10\"",
    "\"Infinity\"",
    "\"９\"",
    "\"9007199254740991\"",
    "\"9007199254740992\"",
    "\"-9223372036854775808\"",
    "\"9223372036854775808\"",
    "\"😀\\u0000\"",
    "0",
    "-0",
    "6",
    "-6",
    "6.0",
    "6.5",
    "1e3",
    "1E+3",
    "1e-3",
    "1e21",
    "-1e300",
    "5e-324",
    "0.1",
    "9007199254740991",
    "-9007199254740991",
    "9007199254740992",
    "9007199254740993",
    "18446744073709551615",
    "1712054271000",
    "[]",
    "[null]",
    "[1]",
    "[\"x\"]",
    "[[]]",
    "[{}]",
    "{}",
    "{\"id\":1}",
    "[{\"id\":1282,\"label\":\"VIP\",\"new\":0.5}]",
    "[{\"id\":\"a\"},{\"id\":-0,\"label\":null}]",
    "[{\"id\":1},{\"id\":1.5}]",
    "[{\"id\":null}]",
    "[{\"id\":1,\"label\":2}]",
    "[{\"id\":true}]",
    "{\"length\":1}",
    "{\"__proto__\":null}",
];

/// Null and absent are one in Rust; `6.0` and `6` are one in JavaScript.
fn comparable(mut value: Value, model: &Model) -> Value {
    fn numbers(value: &mut Value) {
        match value {
            Value::Number(number) => *value = json!(number.as_f64().unwrap() + 0.0),
            Value::Array(items) => items.iter_mut().for_each(numbers),
            Value::Object(fields) => fields.values_mut().for_each(numbers),
            _ => {}
        }
    }
    fn nulls(fields: &mut Map<String, Value>, model: &Model) {
        for field in model.fields {
            match (field.kind, fields.get_mut(field.name)) {
                (_, Some(Value::Null)) => drop(fields.remove(field.name)),
                (Kind::List(model), Some(Value::Array(items))) => {
                    items
                        .iter_mut()
                        .filter_map(Value::as_object_mut)
                        .for_each(|item| nulls(item, model));
                }
                _ => {}
            }
        }
    }
    numbers(&mut value);
    if let Some(fields) = value.as_object_mut() {
        nulls(fields, model);
    }
    value
}

/// A refusal's kind and text; within lists, serde also names the list.
fn refusal(error: &Error) -> String {
    format!("{} {}", error.kind, error.message.replace("labels: ", ""))
}

fn agree<T: polyv_edge::Data + Serialize + DeserializeOwned>(
    data: &str,
    model: &Model,
    in_place: fn(&JsValue) -> Result<JsValue, Error>,
) -> bool {
    let answer = format!(r#"{{"code":200,"status":"success","data":{data}}}"#);
    let checked = in_place(&answer.as_str().into())
        .map(|value| comparable(serde_json::from_str(&stringify(&value)).unwrap(), model))
        .map_err(|error| refusal(&error));
    let parsed = parse::<T>(&answer)
        .map(|value| comparable(serde_json::to_value(value).unwrap(), model))
        .map_err(|error| refusal(&error));
    assert_eq!(checked, parsed, "in place and from text: {data}");
    // The way of the Rust client: JSON.parse, then serde.
    let converted = serde_wasm_bindgen::from_value::<T>(get(&object(&answer), "data"))
        .map(|value| comparable(serde_json::to_value(value).unwrap(), model));
    assert_eq!(
        checked.as_ref().ok(),
        converted.ok().as_ref(),
        "in place and from JavaScript: {data}"
    );
    checked.is_ok()
}

/// A sample's data, with one field replaced by JSON text, or left out.
fn with(sample: &str, name: &str, json: Option<&str>) -> String {
    let mut data = serde_json::from_str::<Value>(sample).unwrap()["data"].take();
    let fields = data.as_object_mut().unwrap();
    fields.remove(name);
    match json {
        None => data.to_string(),
        Some(json) => format!("{{{}:{json},{}", Value::from(name), &data.to_string()[1..]),
    }
}

fn every_field_with_every_value(sample: &str, model: &Model, agree: impl Fn(&str) -> bool) {
    let (mut accepted, mut refused) = (0, 0);
    for name in model.fields.iter().map(|field| field.name).chain(["undeclared"]) {
        for json in VALUES.iter().copied().map(Some).chain([None]) {
            *if agree(&with(sample, name, json)) {
                &mut accepted
            } else {
                &mut refused
            } += 1;
        }
    }
    assert!(
        accepted > 200 && refused > 500,
        "the table has both: {accepted} accepted, {refused} refused"
    );
}

#[wasm_bindgen_test]
fn viewers_are_checked_alike() {
    let model = model("Viewer");
    every_field_with_every_value(VIEWER, model, |data| agree::<Viewer>(data, model, parse_viewer));
}

#[wasm_bindgen_test]
fn roles_are_checked_alike() {
    let model = model("ChannelAccount");
    every_field_with_every_value(ACCOUNT, model, |data| {
        agree::<ChannelAccount>(data, model, parse_channel_account)
    });
}

#[wasm_bindgen_test]
fn data_of_every_kind_is_checked_alike() {
    for data in VALUES {
        agree::<Viewer>(data, model("Viewer"), parse_viewer);
        agree::<ChannelAccount>(data, model("ChannelAccount"), parse_channel_account);
    }
}

#[wasm_bindgen_test]
fn codes_are_read_alike() {
    for code in VALUES.iter().copied().chain([
        "200",
        "\"200\"",
        "\" 200\\n\"",
        "200.0",
        "2e2",
        "\"+200\"",
        "\"2e2\"",
        "\"0200\"",
    ]) {
        for rest in [
            "",
            r#","message":"channel in live""#,
            r#","error":{"code":"10001","desc":"x"}"#,
            r#","error":"x","message":1"#,
            r#","error":{"kind":"rate_limited","retryable":true}"#,
            r#","error":{"kind":"server","retryable":"true","desc":"x"}"#,
            r#","error":{"kind":"no such kind","retryable":true}"#,
            r#","error":{"kind":5,"retryable":1}"#,
        ] {
            let answer = format!(r#"{{"code":{code}{rest},"data":1}}"#);
            let checked = polyv_edge::parse_response(&answer.as_str().into());
            let parsed = parse::<Value>(&answer);
            assert_eq!(checked.as_ref().err(), parsed.as_ref().err(), "{answer}");
        }
    }
}

/// Changes many fields at once; the same ones on every run.
#[wasm_bindgen_test]
fn mixtures_are_checked_alike() {
    let mut seed = 0x2545_f491_u32;
    let mut random = |below: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 17;
        seed ^= seed << 5;
        seed as usize % below
    };
    for (name, sample) in [("Viewer", VIEWER), ("ChannelAccount", ACCOUNT)] {
        let model = model(name);
        for _ in 0..500 {
            let mut data = with(sample, "", None);
            for _ in 0..=random(4) {
                let field = model.fields[random(model.fields.len())].name;
                let answer = format!(r#"{{"data":{data}}}"#);
                data = with(&answer, field, Some(VALUES[random(VALUES.len())]));
            }
            match name {
                "Viewer" => agree::<Viewer>(&data, model, parse_viewer),
                _ => agree::<ChannelAccount>(&data, model, parse_channel_account),
            };
        }
    }
}
