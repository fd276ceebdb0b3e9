//! POLYV's messages and codes, written down a second time from its documentation: each is the kind of error it means.

#![cfg(not(target_family = "wasm"))]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used
)]

use polyv_edge::{Error, ErrorKind, parse};
use serde_json::{Value, json};

use ErrorKind::{
    Conflict, Forbidden, InvalidResponse, InvalidSignature, InvalidTimestamp, NotFound, RateLimited, Server,
    Unauthorized, Validation,
};

/// Messages as POLYV sends them, and whether trying again later may help.
const TABLE: &[(ErrorKind, bool, &[&str])] = &[
    (
        Unauthorized,
        false,
        &[
            "appId is required.",
            "application not found.",
            "userId is error.",
            "account not found.",
            "找不到集团账号",
            "need to login",
            "未登录",
        ],
    ),
    (InvalidTimestamp, false, &["invalid timestamp."]),
    (InvalidSignature, false, &["invalid signature.", "签名错误"]),
    (
        Forbidden,
        false,
        &[
            "account is forbidden.",
            "access forbidden",
            "illegal operation",
            "illegal domain",
            "channel forbid login",
            "new scene forbidden setting",
            "账号未开启无延迟功能",
            "当前用户不允许手动创建场次",
            "存在非法频道ID",
            "已超过账号可使用上限",
        ],
    ),
    (
        NotFound,
        false,
        &[
            "channel not found.",
            "illegal channel id: 2191541",
            "未知用户信息",
            "数据不存在",
            "素材不存在",
            "场次不存在",
            "record file not exist",
            "not found user children",
        ],
    ),
    (RateLimited, true, &["qps exceeds number of calls"]),
    (
        Conflict,
        false,
        &[
            "channel already login",
            "channel in live",
            "channel in no live",
            "channel status not live",
            "未检测到直播推流",
            "illegal stream status",
            "conflict with user login",
            "channel id or password error",
            "please user pure video scene channel login",
        ],
    ),
    (InvalidResponse, false, &["redirect"]),
    (
        Validation,
        false,
        &[
            "param validate error",
            "param should not be empty: channelId",
            "param is not digit: sort",
            "param is not number: price",
            "param length is incorrect: nickname",
            "number range error",
            "json format error",
            "param exceeds maximum value of integer: sort",
            "param is not color",
            "param is not boolean (Y / N)",
            "invalid date time format",
            "param is not date normal yyyy-MM-dd",
            "param type error",
            "参数错误",
            "url format error",
            "invalid menu type",
            "menu already exist",
            "menu count reached the limit",
            "illegal category id: categoryId",
            "can't change default category",
            "illegal playback origin",
            "illegal switch type",
            "invalid fileIds",
            "urls is not exist",
            "unsupported record list",
            "whitelist excel parse error.",
            "whitelist excel no data.",
            "JSON parse error: Cannot deserialize instance of `java.util.ArrayList`",
            "Required request body is missing: public com.polyv.Result",
        ],
    ),
    (Server, true, &["undefined error", "系统异常", "非法错误"]),
];

fn error(answer: &Value) -> Error {
    parse::<Value>(&answer.to_string()).expect_err("a failure")
}

#[test]
fn every_documented_message_has_its_kind_in_every_envelope() {
    for (kind, retryable, messages) in TABLE {
        for message in *messages {
            for code in [400, 401, 403, 404, 500] {
                for answer in [
                    json!({"code": code, "status": "error", "message": message, "data": ""}),
                    json!({"code": code, "status": "fail", "message": message, "data": ""}),
                    json!({"code": code.to_string(), "message": message.to_uppercase()}),
                    json!({"code": code, "message": format!(" {}. ", message.trim_end_matches('.'))}),
                    json!({"code": code, "requestId": "r", "error": {"code": 1, "desc": message}, "success": false}),
                ] {
                    let error = error(&answer);
                    assert_eq!((error.kind, error.retryable), (*kind, *retryable), "{answer}");
                    assert_eq!(error.code, Some(code));
                }
            }
        }
    }
}

#[test]
fn a_message_that_only_begins_alike_is_another_message() {
    for message in [
        "invalid signature method",
        "channel in live and more",
        "access forbidden?",
        "签名错误了",
        "redirected",
        "paramount",
    ] {
        assert_eq!(
            error(&json!({"code": 400, "message": message})).kind,
            Validation,
            "{message}"
        );
    }
}

#[test]
fn the_codes_of_v4_tell_where_the_description_does_not() {
    for desc in ["直播名称不能为空", "直播场景不能为空", "直播模板值不正确"] {
        let failed =
            |code: i64| error(&json!({"code": 400, "error": {"code": code, "desc": desc}, "success": false})).kind;
        assert_eq!(failed(10001), Validation);
        assert_eq!(failed(20001), Unauthorized);
    }
    // A known description outranks the code beside it.
    let answer = json!({"code": 400, "error": {"code": 10001, "desc": "签名错误"}});
    assert_eq!(error(&answer).kind, InvalidSignature);
}

#[test]
fn the_code_tells_where_nothing_else_does() {
    let cases = [
        (400, Validation, false),
        (401, Unauthorized, false),
        (403, Forbidden, false),
        (404, NotFound, false),
        (405, Validation, false),
        (409, Conflict, false),
        (429, RateLimited, true),
        (499, Validation, false),
        (500, Server, false),
        (502, Server, false),
        (599, Server, false),
        (600, InvalidResponse, false),
        (0, InvalidResponse, false),
        (-1, InvalidResponse, false),
        (201, InvalidResponse, false),
        (302, InvalidResponse, false),
    ];
    for (code, kind, retryable) in cases {
        for message in ["", "something new"] {
            let error = error(&json!({"code": code, "message": message}));
            assert_eq!((error.kind, error.retryable), (kind, retryable), "{code} {message}");
        }
    }
}

#[test]
fn kinds_are_named_as_javascript_sees_them() {
    let names: Vec<_> = ErrorKind::ALL.iter().map(ToString::to_string).collect();
    assert_eq!(
        names,
        [
            "invalid_argument",
            "unauthorized",
            "invalid_signature",
            "invalid_timestamp",
            "forbidden",
            "not_found",
            "conflict",
            "validation",
            "rate_limited",
            "server",
            "invalid_response",
            "network",
            "timeout",
            "aborted",
            "unverified",
            "internal",
        ]
    );
}
