//! Every shape of answer ends in data or in a typed error: never in a panic, never in a guess.

use polyv_edge::{Error, ErrorKind, parse};
use serde_json::{Value, json};
#[cfg(target_family = "wasm")]
use wasm_bindgen_test::wasm_bindgen_test as test;

fn data(answer: &str) -> Value {
    parse(answer).unwrap_or_else(|error| panic!("{answer}: {error}"))
}

fn error(answer: &str) -> Error {
    parse::<Value>(answer).expect_err(answer)
}

fn is_not_polyvs(answer: &str) {
    let error = error(answer);
    assert_eq!(error.kind, ErrorKind::InvalidResponse, "{answer}");
    assert_eq!((error.code, error.error_code, error.retryable), (None, None, false), "{answer}");
}

#[test]
fn code_200_means_data_of_any_kind() {
    for value in [json!({"a": 1}), json!([1, "2"]), json!(5), json!(true), json!("success"), json!(""), json!(null)] {
        let answer = json!({"code": 200, "status": "success", "message": "", "data": value});
        assert_eq!(data(&answer.to_string()), value);
    }
    for (answer, value) in [
        (r#"{"code":200,"status":"success","message":"success"}"#, Value::Null),
        (r#"{"code":200,"message":"","data":[]}"#, json!([])),
        (r#"{"code":200,"status":"success","requestId":"r","data":{},"success":true}"#, json!({})),
        (r#"{"code":200,"status":"success","requestId":"r","success":true}"#, Value::Null),
        // The oldest pages say `result`, and some say no code.
        (r#"{"code":200,"status":"success","result":{"a":1}}"#, json!({"a": 1})),
        (r#"{"code":200,"data":null,"result":[1]}"#, json!([1])),
        (r#"{"code":200,"data":"","result":[1]}"#, json!("")),
        (r#"{"status":"success","result":"x"}"#, json!("x")),
        (r#"{"code":null,"status":"success","data":1}"#, json!(1)),
        // The code decides over all else.
        (r#"{"code":200,"status":"error","success":false,"data":1}"#, json!(1)),
        (r#"{"code":"200","data":1}"#, json!(1)),
        (r#"{"code":" 200 ","data":1}"#, json!(1)),
        (r#"{"code":"0200","data":1}"#, json!(1)),
        (r#"{"code":200.0,"data":1}"#, json!(1)),
        (r#"{"code":2e2,"data":1}"#, json!(1)),
        // "Empty on success", some pages say of `error`.
        (r#"{"code":200,"data":1,"error":{}}"#, json!(1)),
        (r#"{"code":200,"data":1,"error":""}"#, json!(1)),
        ("\u{feff} \r\n\t{\"code\":200,\"data\":1}\n", json!(1)),
        // As in JavaScript, the last of two equal keys counts, and only an own `code` is one.
        (r#"{"code":400,"code":200,"data":1,"data":2}"#, json!(2)),
        (r#"{"__proto__":{"code":400},"code":200,"data":{"__proto__":1}}"#, json!({"__proto__": 1})),
    ] {
        assert_eq!(data(answer), value, "{answer}");
    }
}

#[test]
fn whole_numbers_beyond_2_53_arrive_as_text() {
    // Between ~ what is text then.
    let list = r#"[~653247040368672768~, ~-9007199254740992~, 9007199254740991, ~18446744073709551615~, 1e300,
        -9007199254740991, ~1000000000000000000000000000000~, 0.1, 12345678901234567.5, 0.12345678901234567,
        "x\\\"653247040368672768\\"  ,{"a":~653247040368672768~ }]"#;
    let answer = format!(r#"{{"code":200,"data":{}}}"#, list.replace('~', ""));
    assert_eq!(data(&answer), serde_json::from_str::<Value>(&list.replace('~', "\"")).unwrap());
}

#[test]
fn a_refusal_tells_all_that_polyv_told() {
    let error = error(r#"{"code":400,"status":"error","message":"invalid signature.","data":""}"#);
    assert_eq!((error.kind, &*error.message), (ErrorKind::InvalidSignature, "invalid signature."));
    assert_eq!((error.code, error.error_code, error.http_status), (Some(400), None, None));
    assert_eq!((&error.request_id, &error.endpoint, error.attempts), (&None, &None, 0));
    let v4 = r#"{"code":400,"status":"error","requestId":"d3.128.1","error":{"code":20001,"desc":"application not found."}}"#;
    let error = self::error(v4);
    assert_eq!((error.kind, &*error.message), (ErrorKind::Unauthorized, "application not found."));
    assert_eq!((error.error_code, error.request_id.as_deref()), (Some(20001), Some("d3.128.1")));
}

#[test]
fn the_description_of_v4_outranks_the_message() {
    let answer = r#"{"code":"400","message":"channel in live","error":{"code":"10001","desc":"invalid timestamp."}}"#;
    let told = error(answer);
    assert_eq!((told.kind, told.code, told.error_code), (ErrorKind::InvalidTimestamp, Some(400), Some(10001)));
    for nothing in ["null", "\"\"", "{}", "[]", "{\"desc\":\"  \"}", "{\"desc\":5}"] {
        let answer = format!(r#"{{"code":400,"message":"channel in live","error":{nothing}}}"#);
        assert_eq!(error(&answer).kind, ErrorKind::Conflict, "{nothing}");
    }
}

#[test]
fn a_refusal_without_a_message_is_told_by_its_code() {
    for message in ["", r#","message":"""#, r#","message":"  ""#, r#","message":null"#, r#","message":5"#] {
        let error = error(&format!(r#"{{"code":404{message},"status":"success"}}"#));
        assert_eq!((error.kind, error.code), (ErrorKind::NotFound, Some(404)), "{message}");
        assert!(error.message.contains("404"), "{error}");
    }
    for (text, code) in [("0", 0), ("-1", -1), ("999.0", 999), ("9007199254740991", 9_007_199_254_740_991)] {
        let error = error(&format!(r#"{{"code":{text},"message":"?"}}"#));
        assert_eq!((error.kind, error.code), (ErrorKind::InvalidResponse, Some(code)));
    }
}

#[test]
fn an_edge_names_the_kind_of_what_it_passes_on() {
    let named = |kind: &str, retryable: &str| {
        let answer =
            format!(r#"{{"code":500,"error":{{"kind":{kind},"retryable":{retryable},"desc":"channel in live"}}}}"#);
        let error = error(&answer);
        (error.kind, error.retryable)
    };
    for kind in ErrorKind::ALL {
        assert_eq!(named(&format!("\"{kind}\""), "true"), (*kind, true));
        assert_eq!(named(&format!("\"{kind}\""), "\"true\""), (*kind, false));
    }
    for kind in ["\"no such kind\"", "\"Network\"", "5", "null", "\"\""] {
        assert_eq!(named(kind, "true"), (ErrorKind::Conflict, false), "{kind}");
    }
}

#[test]
fn what_is_no_json_is_not_polyvs() {
    for answer in [
        "", " ", "\"", "\"\\", "live\n", "<html><body>404 Not Found</body></html>", "callback({\"code\":200})", "{",
        "{\"code\":200", "{\"code\":200,\"data\":\"tru", "{\"code\":200}}", "{\"code\":200,}", "{'code':200}",
        "{code:200}", "NaN", "{\"code\":200,\"data\":NaN}", "{\"code\":200,\"data\":01}",
        "{\"code\":200,\"data\":12345678901234567-1}", "{\"code\":200,\"data\":00012345678901234567890}", "\0",
        "\u{feff}\u{feff}{\"code\":200}", "{\"code\":200,\"data\":\"\n\"}",
        // JavaScript reads it as Infinity; no POLYV answer holds one.
        "{\"code\":200,\"data\":1e400}",
        // The page of one POLYV endpoint shows this as its answer.
        "{\"code\":400,\"status\":\"error\" \"message\":\"\"}",
    ] {
        is_not_polyvs(answer);
    }
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
        let deep = open.repeat(100_000);
        is_not_polyvs(&format!("{{\"code\":200,\"data\":{deep}"));
        is_not_polyvs(&format!("{{\"code\":200,\"data\":{deep}1{}}}", close.repeat(100_000)));
    }
}

#[test]
fn json_without_a_code_is_not_polyvs() {
    for answer in [
        "null",
        "true",
        "5",
        "\"live\"",
        "[]",
        "[{\"code\":200}]",
        "{}",
        "{\"data\":{}}",
        "{\"result\":1}",
        "{\"code\":\"ok\",\"status\":\"success\"}",
        "{\"__proto__\":{\"code\":200}}",
        "{\"timestamp\":\"2026\",\"status\":404,\"error\":\"Not Found\"}",
    ] {
        is_not_polyvs(answer);
    }
    for code in [
        "null", "true", "[]", "{}", "[200]", "\"\"", "\"2OO\"", "200.5", "\"200.0\"", "\"0xC8\"", "\"2e2\"",
        "\"+200\"", "9007199254740992", "-9223372036854775808", "18446744073709551615", "1e300",
        "\"99999999999999999999\"",
    ] {
        is_not_polyvs(&format!(r#"{{"code":{code},"data":1}}"#));
    }
}
