//! Two implementations of one trait: what is decided of JSON in Rust is decided of it in JavaScript.

use alloc::{format, string::ToString as _};

use js_sys::{Function, JSON, Reflect};
use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test as test;

use super::*;
use crate::{
    envelope::open,
    error::Error,
    json::quote_large_integers,
    model::{Answer, HasModel as _, Model, redact},
    models::{ChannelAccount, Viewer},
};

const SAMPLES: [(&str, &Model); 2] = [
    (include_str!("../../../tests/fixtures/viewer.json"), Viewer::MODEL),
    (include_str!("../../../tests/fixtures/channel-account.json"), ChannelAccount::MODEL),
];

/// What the fields are tried with, as JSON text: serde_json itself would not write all of these.
const VALUES: &str = r#"null true false "" "\u0020" "x" "6" "-6" "+6" "-" "-0" "007" "6.0" "1e3" "0x10" "Infinity" "９"
    "9007199254740991" "9007199254740992" "-9223372036854775808" "9223372036854775808" "😀\u0000" 0 -0 6 -6 6.0 6.5 1e3
    1e-3 1e21 -1e300 5e-324 9007199254740991 -9007199254740991 9007199254740992 18446744073709551615 1712054271000
    [] [null] [1] ["x"] [[]] [{}] {} {"id":1} [{"id":1282,"label":"VIP","new":0.5}] [{"id":"a"},{"id":-0,"label":null}]
    [{"id":1},{"id":1.5}] [{"id":null}] [{"id":1,"label":2}] [{"id":1},"x"] {"length":1} {"__proto__":null}"#;

/// Numbers as JavaScript has them, and nothing for what JSON leaves out.
fn comparable(value: Value) -> Value {
    match value {
        Value::Number(number) => json!(number.as_f64().unwrap() + 0.0),
        Value::Array(items) => items.into_iter().map(comparable).collect(),
        Value::Object(fields) => {
            let fields = fields.into_iter().filter(|(_, value)| !value.is_null());
            Value::Object(fields.map(|(name, value)| (name, comparable(value))).collect())
        }
        other => other,
    }
}

/// A list, and what stands beside it out of the way of JSON.
fn from_js(value: &JsValue) -> Value {
    let json = |value: &JsValue| serde_json::from_str(&JSON::stringify(value).unwrap().as_string().unwrap()).unwrap();
    match Reflect::get(value, &"unusable".into()) {
        Ok(unusable) if value.is_array() && !unusable.is_undefined() => {
            json!({"items": json(value), "unusable": json(&unusable)})
        }
        _ => json(value),
    }
}

fn freeze(value: &JsValue) {
    let code =
        "const freeze = (o) => { if (o instanceof Object) Object.values(Object.freeze(o)).map(freeze); }; freeze(o)";
    Function::new_with_args("o", code).call1(&JsValue::NULL, value).unwrap();
}

fn agree(json: &str, answer: Answer) {
    let json = quote_large_integers(json);
    let told = |error: Error| (error.kind, error.message.to_string());
    let in_rust = answer.shape(serde_json::from_str::<Value>(&json).unwrap()).map(comparable).map_err(told);
    let parse = || JSON::parse(&json).unwrap();
    let in_js =
        |object| answer.shape(object).map(|object: JsObject| comparable(from_js(&object.into_value()))).map_err(told);
    assert_eq!(in_js(JsObject::owned(parse())), in_rust, "{json}");
    let frozen = parse();
    freeze(&frozen);
    assert_eq!(in_js(JsObject::borrowed(frozen.clone())), in_rust, "what somebody else holds: {json}");
    assert_eq!(JSON::stringify(&frozen).unwrap(), JSON::stringify(&parse()).unwrap(), "it is not changed: {json}");
}

/// A sample's data with one field replaced by JSON text, or left out.
fn with(sample: &str, name: &str, json: &str) -> String {
    let mut data = serde_json::from_str::<Value>(sample).unwrap()["data"].take();
    data.as_object_mut().unwrap().remove(name);
    match json {
        "" => data.to_string(),
        json => format!("{{{}:{json},{}", Value::from(name), data.to_string().trim_start_matches('{')),
    }
}

fn field_names(model: &'static Model) -> impl Iterator<Item = &'static str> {
    let declared = model.fields.iter().map(|field| field.name);
    declared.chain(["undeclared", "unusable"])
}

#[test]
fn both_shape_every_field_with_every_value_alike() {
    register_tables();
    for (sample, model) in SAMPLES {
        let good = with(sample, "", "");
        for name in field_names(model) {
            let costs_rows = model.fields.iter().any(|field| field.name == name && field.required);
            for json in VALUES.split_ascii_whitespace().chain([""]) {
                let data = with(sample, name, json);
                agree(&data, Answer::One(model));
                if costs_rows {
                    agree(&format!("[{good},{data},{good}]"), Answer::List(model));
                    agree(&format!(r#"{{"contents":[{data},{data}],"totalItems":"1"}}"#), Answer::Page(model));
                }
            }
        }
    }
}

#[test]
fn both_shape_data_of_every_kind_alike() {
    register_tables();
    for json in VALUES.split_ascii_whitespace() {
        let named = format!(r#"{{"viewerUnionId":"2","unusable":{json},"createTime":"soon"}}"#);
        agree(&named, Answer::One(Viewer::MODEL));
        for model in [Viewer::MODEL, ChannelAccount::MODEL] {
            for answer in [Answer::Any, Answer::One(model), Answer::List(model), Answer::Page(model)] {
                agree(json, answer);
            }
            for name in PAGE.names().chain(["unusable", "undeclared"]) {
                agree(&format!("{{{name:?}:{json},\"contents\":[5]}}"), Answer::Page(model));
                agree(&format!("{{\"contents\":[5],{name:?}:{json}}}"), Answer::Page(model));
            }
        }
    }
}

#[test]
fn both_open_every_envelope_alike() {
    register_tables();
    for code in VALUES.split_ascii_whitespace().chain(["200", "\"200\"", "200.0", "2e2", "\"0200\"", "400"]) {
        for rest in [
            r#","data":1"#,
            r#","status":"success","result":[1]"#,
            r#","message":"channel in live","requestId":"r""#,
            r#","error":{"code":"10001","desc":"x"}"#,
            r#","error":"x","message":1"#,
            r#","error":{"kind":"rate_limited","retryable":true}"#,
            r#","error":{"kind":"server","retryable":"true","desc":"x"}"#,
            r#","error":{"kind":5,"retryable":1}"#,
        ] {
            let json = format!("{{\"code\":{code}{rest}}}");
            let json = quote_large_integers(&json);
            for status in [None, Some(200), Some(502)] {
                let in_rust = open(&serde_json::from_str::<Value>(&json).unwrap(), status).map(comparable);
                let answer = JsObject::owned(JSON::parse(&json).unwrap());
                let in_js = open(&answer, status).map(|data| {
                    let data = data.into_value();
                    comparable(if data.is_undefined() { Value::Null } else { from_js(&data) })
                });
                assert_eq!(in_js, in_rust, "{json}");
            }
        }
    }
}

#[test]
fn both_redact_alike() {
    register_tables();
    for (sample, model) in SAMPLES {
        for name in field_names(model) {
            for json in VALUES.split_ascii_whitespace().chain(["\"13800138000\"", "\"wang.fang@example.com\""]) {
                let data = with(sample, name, &quote_large_integers(json));
                let shaped = Answer::One(model).shape(serde_json::from_str::<Value>(&data).unwrap());
                let in_rust = shaped.ok().and_then(|data| redact(&data, model)).map(comparable);
                let shaped = Answer::One(model).shape(JsObject::owned(JSON::parse(&data).unwrap()));
                let in_js = shaped.ok().and_then(|data| redact(&data, model));
                let in_js = in_js.map(|shown| comparable(from_js(&shown.into_value())));
                assert_eq!(in_js, in_rust, "{data}");
            }
        }
    }
}
