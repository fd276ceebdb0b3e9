//! Answers as text, bytes or objects, and the errors that JavaScript sees.

use js_sys::{Function, JsString, Object, Reflect, Uint8Array};
use polyv_edge::{ErrorKind, parse_channel_account, parse_response, parse_viewer};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;

use super::{ACCOUNT, ACCOUNT_ERROR, VIEWER, VIEWER_ERROR, get, is_same, object, refused, stringify};

fn bytes(bytes: &[u8]) -> JsValue {
    Uint8Array::from(bytes).into()
}

#[wasm_bindgen_test]
fn text_bytes_and_objects_give_the_same_viewer() {
    let array = Uint8Array::from(VIEWER.as_bytes());
    let view = Function::new_with_args("buffer", "return new DataView(buffer)").call1(&JsValue::NULL, &array.buffer());
    let inputs = [
        VIEWER.into(),
        format!("\u{feff}{VIEWER}").into(),
        bytes(format!("\u{feff}{VIEWER}").as_bytes()),
        array.buffer().into(),
        view.unwrap(),
        array.into(),
        object(VIEWER),
    ];
    for input in inputs {
        let viewer = parse_viewer(&input).unwrap();
        assert_eq!(get(&viewer, "viewerUnionId"), "2_v378gn997yovtl3p8h77db9e224t6hg9");
        assert_eq!(get(&viewer, "createTime"), 1_712_054_270_000_f64);
        assert_eq!(stringify(&viewer), stringify(&get(&object(VIEWER), "data")));
    }
}

#[wasm_bindgen_test]
fn the_very_object_comes_back_with_its_ids_as_text() {
    let answer = object(ACCOUNT);
    let account = parse_channel_account(&answer).unwrap();
    assert!(is_same(&account, &get(&answer, "data")));
    assert_eq!(get(&account, "channelId"), "2149710");
    assert_eq!(get(&account, "account"), "0062149710");
    assert!(get(&account, "channelSessionId").is_null());
    let expected =
        stringify(&get(&object(ACCOUNT), "data")).replace("\"channelId\":2149710", "\"channelId\":\"2149710\"");
    assert_eq!(
        stringify(&account),
        expected,
        "nothing else has changed, and the order is the same"
    );
}

#[wasm_bindgen_test]
fn unknown_fields_stay_as_they_are() {
    let text = r#"{"code":200,"data":{"viewerUnionId":"2","source":"WX","latestAuthTime":1,"createTime":2,"new":{"a":[1.50,null]},"__proto__":{"x":1},"large":12345678901234567890}}"#;
    let viewer = parse_viewer(&text.into()).unwrap();
    assert_eq!(stringify(&get(&viewer, "new")), r#"{"a":[1.5,null]}"#);
    assert_eq!(
        get(&viewer, "x"),
        JsValue::UNDEFINED,
        "a key called __proto__ is no prototype"
    );
    assert!(stringify(&viewer).contains(r#""__proto__":{"x":1}"#));
}

#[wasm_bindgen_test]
fn any_data_is_a_response() {
    for data in [
        "{\"a\":1}",
        "[1,\"2\"]",
        "5",
        "true",
        "false",
        "\"success\"",
        "\"\"",
        "null",
    ] {
        let answer = format!(r#"{{"code":200,"status":"success","data":{data}}}"#);
        assert_eq!(stringify(&parse_response(&answer.into()).unwrap()), data);
    }
    assert!(parse_response(&r#"{"code":"200"}"#.into()).unwrap().is_undefined());
}

#[wasm_bindgen_test]
fn polyvs_refusals_are_typed() {
    let error = parse_viewer(&VIEWER_ERROR.into()).unwrap_err();
    assert_eq!(
        (error.kind, error.code, error.error_code),
        (ErrorKind::Unauthorized, Some(400), Some(20001))
    );
    assert_eq!(
        error.request_id.as_deref(),
        Some("d310b70bc329403f87f77f9203d50f89.128.16360831552223589")
    );
    let error = parse_channel_account(&object(ACCOUNT_ERROR)).unwrap_err();
    assert_eq!(
        (error.kind, &*error.message),
        (ErrorKind::InvalidSignature, "invalid signature.")
    );
}

#[wasm_bindgen_test]
fn what_is_no_answer_is_an_invalid_response() {
    for text in [
        "",
        " ",
        "live\n",
        "<html>",
        "{",
        "[",
        "{\"code\":200}}",
        "\u{feff}\u{feff}{\"code\":200}",
    ] {
        assert_eq!(
            refused(parse_response(&text.into()), ErrorKind::InvalidResponse),
            "the answer is not POLYV's: it is not JSON"
        );
    }
    for json in ["null", "1", "\"live\"", "[]", "[{\"code\":200}]"] {
        assert_eq!(
            refused(parse_response(&json.into()), ErrorKind::InvalidResponse),
            "the answer is not POLYV's: it is not a JSON object",
            "{json}"
        );
    }
    for json in [
        "{}",
        "{\"data\":1}",
        "{\"code\":200.5}",
        "{\"code\":null}",
        "{\"__proto__\":{\"code\":200}}",
    ] {
        assert_eq!(
            refused(parse_response(&json.into()), ErrorKind::InvalidResponse),
            "the answer is not POLYV's: the JSON has no code",
            "{json}"
        );
    }
    let not_utf8 = bytes(b"{\"code\":200,\"data\":\"\xff\"}");
    assert_eq!(
        refused(parse_response(&not_utf8), ErrorKind::InvalidResponse),
        "the answer is not POLYV's: it is not JSON"
    );
}

#[wasm_bindgen_test]
fn what_can_not_be_an_answer_is_an_invalid_argument() {
    for input in [
        JsValue::UNDEFINED,
        JsValue::NULL,
        5.into(),
        true.into(),
        JsValue::symbol(None),
        JsValue::bigint_from_str("5"),
        Function::new_no_args("").into(),
    ] {
        assert_eq!(
            refused(parse_viewer(&input), ErrorKind::InvalidArgument),
            "the input must be JSON text, bytes or an object"
        );
    }
}

#[wasm_bindgen_test]
fn an_object_that_can_not_be_changed_is_the_callers_mistake() {
    let answer = object(ACCOUNT);
    Object::freeze(&Object::from(get(&answer, "data")));
    assert!(refused(parse_channel_account(&answer), ErrorKind::InvalidArgument).contains("frozen"));
    // Nothing to change, so frozen is fine.
    let answer = object(VIEWER);
    Object::freeze(&Object::from(get(&answer, "data")));
    assert!(parse_viewer(&answer).is_ok());
}

#[wasm_bindgen_test]
fn an_object_that_does_not_let_itself_be_read_is_refused() {
    let hostile = Function::new_no_args("return new Proxy({}, { get() { throw new Error('secret') } })")
        .call0(&JsValue::NULL)
        .unwrap();
    assert!(!refused(parse_response(&hostile), ErrorKind::InvalidResponse).contains("secret"));
    let answer = Object::new();
    Reflect::set(&answer, &"code".into(), &200.into()).unwrap();
    Reflect::set(&answer, &"data".into(), &hostile).unwrap();
    assert_eq!(
        refused(parse_viewer(&answer), ErrorKind::InvalidResponse),
        "unexpected data: Viewer is not an object"
    );
}

#[wasm_bindgen_test]
fn deep_nesting_is_no_answer() {
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
        let deep = format!(
            "{{\"code\":200,\"data\":{}1{}}}",
            open.repeat(100_000),
            close.repeat(100_000)
        );
        refused(parse_response(&deep.into()), ErrorKind::InvalidResponse);
    }
    // Brackets in text are only text.
    let text = format!("{{\"code\":200,\"data\":\"\\\"{}\"}}", "[{".repeat(10_000));
    assert!(parse_response(&text.into()).unwrap().is_string());
}

#[wasm_bindgen_test]
fn text_of_half_a_pair_stays_in_data_and_out_of_messages() {
    let text: JsValue = JsString::from_char_code1(0xd800).into();
    let answer = object(VIEWER);
    Reflect::set(&get(&answer, "data"), &"nickname".into(), &text).unwrap();
    assert!(is_same(&get(&parse_viewer(&answer).unwrap(), "nickname"), &text));
    let failure = object(ACCOUNT_ERROR);
    Reflect::set(&failure, &"message".into(), &text).unwrap();
    assert_eq!(
        refused(parse_response(&failure), ErrorKind::Validation),
        "POLYV answered with code 400"
    );
}

#[wasm_bindgen_test]
fn javascript_sees_a_polyv_error() {
    let error = JsValue::from(parse_viewer(&VIEWER_ERROR.into()).unwrap_err());
    assert!(error.is_instance_of::<js_sys::Error>());
    let expected = concat!(
        r#"{"name":"PolyvError","message":"application not found.","kind":"unauthorized","code":400,"errorCode":20001,"#,
        r#""requestId":"d310b70bc329403f87f77f9203d50f89.128.16360831552223589","retryable":false,"attempts":0}"#
    );
    assert_eq!(stringify(&error), expected);
}
