//! Every shape of answer ends in data or in a typed error: never in a panic, never in a guess.

#![cfg(not(target_family = "wasm"))]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used
)]

use polyv_edge::{ChannelAccount, Error, ErrorKind, Viewer, parse};
use proptest::prelude::*;
use serde_json::{Value, json};

fn data(answer: &str) -> Value {
    parse(answer).unwrap_or_else(|error| panic!("{answer}: {error}"))
}

fn error(answer: &str) -> Error {
    parse::<Value>(answer).expect_err(answer)
}

fn not_polyvs(answer: &str) -> String {
    let error = error(answer);
    assert_eq!(error.kind, ErrorKind::InvalidResponse, "{answer}");
    assert_eq!((error.code, error.error_code, error.retryable), (None, None, false));
    error.message.to_string()
}

mod success {
    use super::*;

    #[test]
    fn v2_with_any_data() {
        for value in [
            json!({"a": 1}),
            json!([1, "2"]),
            json!(5),
            json!(true),
            json!(false),
            json!("success"),
            json!(""),
            json!(null),
        ] {
            let answer = json!({"code": 200, "status": "success", "message": "", "data": value});
            assert_eq!(data(&answer.to_string()), value);
        }
        assert_eq!(
            data(r#"{"code":200,"status":"success","message":"success"}"#),
            Value::Null
        );
    }

    #[test]
    fn v3_without_a_status() {
        assert_eq!(data(r#"{"code":200,"message":"","data":[]}"#), json!([]));
    }

    #[test]
    fn v4_with_and_without_data() {
        assert_eq!(
            data(r#"{"code":200,"status":"success","requestId":"r","data":{},"success":true}"#),
            json!({})
        );
        assert_eq!(
            data(r#"{"code":200,"status":"success","requestId":"r","data":null,"success":true}"#),
            Value::Null
        );
        assert_eq!(
            data(r#"{"code":200,"status":"success","requestId":"r","success":true}"#),
            Value::Null
        );
        // "Empty on success", some pages say of `error`.
        for empty in ["null", "\"\"", "{}", "[]"] {
            assert_eq!(
                data(&format!(
                    r#"{{"code":200,"requestId":"r","data":1,"error":{empty},"success":true}}"#
                )),
                1
            );
        }
    }

    #[test]
    fn the_code_may_be_text_or_a_whole_fraction() {
        for code in ["\"200\"", "\" 200 \"", "200.0", "2e2"] {
            assert_eq!(data(&format!(r#"{{"code":{code},"data":1}}"#)), 1, "{code}");
        }
    }

    #[test]
    fn a_byte_order_mark_is_no_part_of_the_answer() {
        assert_eq!(data("\u{feff}{\"code\":200,\"data\":1}"), 1);
        assert_eq!(
            not_polyvs("\u{feff}\u{feff}{\"code\":200}"),
            "the answer is not POLYV's: it is not JSON"
        );
    }

    #[test]
    fn white_space_around_the_answer_does_not_count() {
        assert_eq!(data(" \r\n\t{\"code\":200,\"data\":1}\n"), 1);
    }

    #[test]
    fn strange_keys_are_only_keys() {
        let answer =
            r#"{"__proto__":{"code":400},"constructor":1,"code":200,"data":{"__proto__":{"a":1},"toString":2}}"#;
        assert_eq!(data(answer), json!({"__proto__": {"a": 1}, "toString": 2}));
        // Only an own `code` is one.
        assert_eq!(
            not_polyvs(r#"{"__proto__":{"code":200}}"#),
            "the answer is not POLYV's: the JSON has no code"
        );
    }

    #[test]
    fn the_last_of_two_equal_keys_counts_as_in_javascript() {
        assert_eq!(data(r#"{"code":400,"code":200,"data":1,"data":2}"#), 2);
    }

    #[test]
    fn large_numbers_pass_as_json() {
        assert_eq!(data(r#"{"code":200,"data":18446744073709551615}"#), u64::MAX);
    }
}

mod failure {
    use super::*;

    #[test]
    fn v2_tells_by_message() {
        let error = error(r#"{"code":400,"status":"error","message":"invalid signature.","data":""}"#);
        assert_eq!(error.kind, ErrorKind::InvalidSignature);
        assert_eq!(&*error.message, "invalid signature.");
        assert_eq!(
            (error.code, error.error_code, error.http_status),
            (Some(400), None, None)
        );
        assert_eq!(
            (error.request_id.as_deref(), error.endpoint.as_deref(), error.attempts),
            (None, None, 0)
        );
    }

    #[test]
    fn v4_tells_by_error_and_request_id() {
        let answer = r#"{"code":400,"status":"error","requestId":"d3.128.1","error":{"code":20001,"desc":"application not found."},"success":false}"#;
        let error = error(answer);
        assert_eq!(error.kind, ErrorKind::Unauthorized);
        assert_eq!(&*error.message, "application not found.");
        assert_eq!(
            (error.code, error.error_code, error.request_id.as_deref()),
            (Some(400), Some(20001), Some("d3.128.1"))
        );
    }

    #[test]
    fn the_description_of_v4_outranks_a_message() {
        let answer = r#"{"code":400,"message":"channel in live","error":{"code":"10001","desc":"invalid timestamp."}}"#;
        assert_eq!(
            (error(answer).kind, error(answer).error_code),
            (ErrorKind::InvalidTimestamp, Some(10001))
        );
        // Without one, the message counts.
        let answer = r#"{"code":400,"message":"channel in live","error":null}"#;
        assert_eq!(error(answer).kind, ErrorKind::Conflict);
        assert_eq!(error(&answer.replace("null", "\"\"")).kind, ErrorKind::Conflict);
    }

    #[test]
    fn ai_public_fails_without_data() {
        let error = error(r#"{"message":"生成中","status":"fail","code":500}"#);
        assert_eq!(
            (error.kind, &*error.message, error.retryable),
            (ErrorKind::Server, "生成中", false)
        );
    }

    #[test]
    fn without_a_message_the_code_is_named() {
        for message in [
            "",
            r#","message":"""#,
            r#","message":"  ""#,
            r#","message":null"#,
            r#","message":5"#,
            r#","message":{}"#,
        ] {
            let error = error(&format!(r#"{{"code":404{message}}}"#));
            assert_eq!(
                (error.kind, &*error.message),
                (ErrorKind::NotFound, "POLYV answered with code 404"),
                "{message}"
            );
        }
    }

    #[test]
    fn the_code_decides_over_status_and_success() {
        assert_eq!(data(r#"{"code":200,"status":"error","success":false,"data":1}"#), 1);
        assert_eq!(
            error(r#"{"code":500,"status":"success","success":true,"data":1}"#).kind,
            ErrorKind::Server
        );
    }

    #[test]
    fn a_code_as_text_is_a_code() {
        let error = error(r#"{"code":"403","error":{"code":"20001","desc":""}}"#);
        assert_eq!(
            (error.kind, error.code, error.error_code),
            (ErrorKind::Unauthorized, Some(403), Some(20001))
        );
    }

    #[test]
    fn an_unknown_code_is_still_polyvs_own() {
        for code in ["0", "-1", "1", "999", "9007199254740991", "-9007199254740991"] {
            let error = error(&format!(r#"{{"code":{code},"message":"?"}}"#));
            assert_eq!(
                (error.kind, error.code),
                (ErrorKind::InvalidResponse, Some(code.parse().unwrap())),
                "{code}"
            );
        }
    }
}

mod no_envelope {
    use super::*;

    #[test]
    fn no_json() {
        let cases = [
            "",
            " ",
            "live\n",
            "<html><body>404 Not Found</body></html>",
            "callback({\"code\":200})",
            "{",
            "{\"code\":200",
            "{\"code\":200,\"data\":\"tru",
            "{\"code\":200}}",
            "{\"code\":200,}",
            "{'code':200}",
            "{code:200}",
            "NaN",
            "{\"code\":200,\"data\":NaN}",
            "{\"code\":200,\"data\":01}",
            "\0",
            "{\"code\":200,\"data\":\"\n\"}",
            // The page of one POLYV endpoint shows this as its answer.
            "{\"code\":400,\"status\":\"error\" \"message\":\"\"}",
        ];
        for answer in cases {
            assert_eq!(
                not_polyvs(answer),
                "the answer is not POLYV's: it is not JSON",
                "{answer:?}"
            );
        }
    }

    #[test]
    fn json_of_another_shape() {
        let cases = [
            "null",
            "true",
            "5",
            "\"live\"",
            "[]",
            "[{\"code\":200}]",
            "{}",
            "{\"data\":{}}",
            "{\"result\":1}",
            "{\"timestamp\":\"2026\",\"status\":404,\"error\":\"Not Found\",\"path\":\"/x\"}",
        ];
        for answer in cases {
            assert_eq!(
                not_polyvs(answer),
                "the answer is not POLYV's: the JSON has no code",
                "{answer}"
            );
        }
    }

    #[test]
    fn a_code_that_is_none() {
        let cases = [
            "null",
            "true",
            "[]",
            "{}",
            "[200]",
            "\"\"",
            "\"ok\"",
            "\"2OO\"",
            "200.5",
            "\"200.0\"",
            "\"0xC8\"",
            "\"2e2\"",
            "\"+200\"",
            "9007199254740992",
            "-9007199254740992",
            "9223372036854775807",
            "-9223372036854775808",
            "18446744073709551615",
            "1e300",
            "-1e300",
            "\"9007199254740992\"",
            "\"-9223372036854775808\"",
            "\"99999999999999999999\"",
        ];
        for code in cases {
            let answer = format!(r#"{{"code":{code},"data":1}}"#);
            assert_eq!(
                not_polyvs(&answer),
                "the answer is not POLYV's: the JSON has no code",
                "{code}"
            );
        }
    }

    #[test]
    fn deep_nesting_is_refused_before_it_fills_the_stack() {
        for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
            let deep = open.repeat(100_000);
            not_polyvs(&format!("{{\"code\":200,\"data\":{deep}"));
            not_polyvs(&format!("{{\"code\":200,\"data\":{deep}1{}}}", close.repeat(100_000)));
        }
    }

    #[test]
    fn a_number_beyond_every_number_is_no_json_here() {
        // JavaScript reads it as Infinity; no POLYV answer holds one.
        not_polyvs(r#"{"code":200,"data":1e400}"#);
    }
}

/// Any JSON, with a mark in every text and key.
fn marked_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "\\PC{0,4}".prop_map(|text| Value::from(format!("MARK{text}"))),
        Just(Value::from(7_777_777_777_777_777_777_u64)),
        Just(Value::from(0.777_777_777_7)),
    ];
    leaf.prop_recursive(3, 16, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map("MARK[a-z]?", inner, 0..4).prop_map(|map| map.into_iter().collect()),
        ]
    })
}

fn sample(file: &str) -> Value {
    let path = format!("{}/tests/fixtures/{file}", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn shows_the_body(error: &Error) -> bool {
    let shown = format!("{error} {error:?}");
    shown.contains("MARK") || shown.contains("77777") || shown.contains("13800138000")
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_ends_in_data_or_an_error(text in "\\PC{0,32}|[\\[\\]{}\":,0-9a-z ]{0,32}|\\{\"code\":[0-9\".eE+-]{1,24}\\}") {
        let _ = (parse::<Value>(&text), parse::<Viewer>(&text), parse::<Vec<ChannelAccount>>(&text));
    }

    #[test]
    fn any_json_ends_in_data_or_an_error(answer in marked_json()) {
        let _ = parse::<Value>(&answer.to_string());
    }

    /// A body may hold a password or a phone number, and an error goes to a log.
    #[test]
    fn an_error_about_data_never_shows_it(data in marked_json()) {
        let answer = json!({"code": 200, "data": data}).to_string();
        for error in [
            parse::<Viewer>(&answer).err(),
            parse::<ChannelAccount>(&answer).err(),
            parse::<Vec<Viewer>>(&answer).err(),
            parse::<polyv_edge::Page<Viewer>>(&answer).err(),
        ].into_iter().flatten() {
            prop_assert_eq!(error.kind, ErrorKind::InvalidResponse);
            prop_assert!(!shows_the_body(&error), "{}", error);
        }
    }

    #[test]
    fn an_error_about_a_field_never_shows_it(
        value in marked_json(),
        (file, field) in prop_oneof![
            (Just("viewer.json"), prop::sample::select(vec!["mobile", "labels", "createTime", "viewerUnionId", "watchDuration"])),
            (Just("channel-account.json"), prop::sample::select(vec!["passwd", "channelId", "sort", "status", "createdTime"])),
        ],
    ) {
        let mut answer = sample(file);
        answer["data"]["mobile"] = "13800138000".into();
        answer["data"][field] = value;
        let answer = answer.to_string();
        let error = if file == "viewer.json" { parse::<Viewer>(&answer).err() } else { parse::<ChannelAccount>(&answer).err() };
        if let Some(error) = error {
            prop_assert!(!shows_the_body(&error), "{}", error);
            prop_assert!(error.message.contains(field), "it says which field: {}", error);
        }
    }
}
