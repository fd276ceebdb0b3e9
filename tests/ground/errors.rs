//! POLYV's messages and codes, written down a second time from its documentation: each is the kind of error it means.

use polyv_edge::{Error, ErrorKind, parse};
use serde_json::{Value, json};
#[cfg(target_family = "wasm")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use ErrorKind::{
    Conflict, Forbidden, InvalidResponse, InvalidSignature, InvalidTimestamp, NotFound, RateLimited, Server,
    Unauthorized, Validation,
};

/// Messages as POLYV sends them.
const TABLE: &[(ErrorKind, &str)] = &[
    (
        Unauthorized,
        "appId is required. | application not found. | userId is error. | account not found. | 找不到集团账号 |
        need to login | 未登录",
    ),
    (InvalidTimestamp, "invalid timestamp."),
    (InvalidSignature, "invalid signature. | 签名错误"),
    (
        Forbidden,
        "account is forbidden. | access forbidden | illegal operation | illegal domain | channel forbid login |
        new scene forbidden setting | 账号未开启无延迟功能 | 帐号没有开启MR直播权限 |
        当前用户不允许手动创建场次 | 存在非法频道ID | 已超过账号可使用上限",
    ),
    (
        NotFound,
        "channel not found. | illegal channel id: 2191541 | 未知用户信息 | 数据不存在 | 素材不存在 |
        场次不存在 | 找不到频道 | 找不到要设置默认的回放视频！ | questionnaire is not exist |
        record file not exist | not found user children",
    ),
    (RateLimited, "qps exceeds number of calls"),
    (
        Conflict,
        "channel already login | channel in live | channel in no live | channel status not live |
        未检测到直播推流 | illegal stream status | conflict with user login | channel id or password error |
        please user pure video scene channel login",
    ),
    (InvalidResponse, "redirect"),
    (
        Validation,
        "param validate error | param should not be empty: channelId | param is not digit: sort |
        param is not number: price | param length is incorrect: nickname | number range error |
        json format error | param exceeds maximum value of integer: sort | param is not color |
        param is not boolean (Y / N) | invalid date time format | param is not date normal yyyy-MM-dd |
        param type error | 参数错误 | url format error | invalid menu type | menu already exist |
        menu count reached the limit | illegal category id: categoryId | can't change default category |
        illegal playback origin | illegal switch type | invalid fileIds | urls is not exist |
        unsupported record list | whitelist excel parse error. | whitelist excel no data. |
        JSON parse error: Cannot deserialize instance of `java.util.ArrayList` |
        Required request body is missing: public com.polyv.Result",
    ),
    (Server, "undefined error | 系统异常 | 非法错误"),
];

fn error(answer: &Value) -> Error {
    parse::<Value>(&answer.to_string()).expect_err("a failure")
}

#[test]
fn every_documented_message_has_its_kind_in_every_envelope() {
    for (kind, messages) in TABLE {
        let retryable = matches!(kind, RateLimited | Server);
        for message in messages.split('|').map(str::trim) {
            let bare = message.trim_end_matches(['.', '！']);
            for code in [400, 401, 403, 404, 500] {
                for answer in [
                    json!({"code": code, "status": "error", "message": message, "data": ""}),
                    json!({"code": code, "status": "fail", "message": message, "data": ""}),
                    json!({"code": code.to_string(), "message": message.to_uppercase()}),
                    json!({"code": code, "message": format!(" {bare}. ")}),
                    json!({"code": code, "message": format!("{bare}。")}),
                    json!({"code": code, "requestId": "r", "error": {"code": 1, "desc": message}, "success": false}),
                ] {
                    let error = error(&answer);
                    assert_eq!((error.kind, error.retryable), (*kind, retryable), "{answer}");
                    assert_eq!(error.code, Some(code));
                }
            }
        }
    }
}

#[test]
fn a_message_that_only_begins_alike_is_another_message() {
    let others =
        ["invalid signature method", "channel in live and more", "access forbidden?", "签名错误了", "paramount"];
    for message in others.into_iter().chain(["redirected", "直播名称不能为空"]) {
        assert_eq!(error(&json!({"code": 400, "message": message})).kind, Validation, "{message}");
    }
}

#[test]
fn the_codes_of_v4_tell_where_the_description_does_not() {
    let failed = |code: i64, desc: &str| {
        error(&json!({"code": 500, "error": {"code": code, "desc": desc}, "success": false})).kind
    };
    assert_eq!(failed(10001, "直播名称不能为空"), Validation);
    assert_eq!(failed(20001, "直播名称不能为空"), Unauthorized);
    assert_eq!(failed(10001, "签名错误"), InvalidSignature, "a known description outranks the code beside it");
}

#[test]
fn the_code_tells_where_nothing_else_does() {
    for (codes, kind, retryable) in [
        (&[400, 405, 499][..], Validation, false),
        (&[401], Unauthorized, false),
        (&[403], Forbidden, false),
        (&[404], NotFound, false),
        (&[409], Conflict, false),
        (&[429], RateLimited, true),
        (&[500, 502, 599], Server, false),
        (&[600, 0, -1, 201, 302], InvalidResponse, false),
    ] {
        for (code, message) in codes.iter().flat_map(|code| [(code, ""), (code, "something new")]) {
            let error = error(&json!({"code": code, "message": message}));
            assert_eq!((error.kind, error.retryable), (kind, retryable), "{code} {message}");
        }
    }
}

/// Names are what callers compare, statuses what an edge answers: neither changes by accident.
#[test]
fn kinds_have_their_names_and_statuses() {
    let kinds: Vec<_> = ErrorKind::ALL.iter().map(|kind| format!("{kind} {}", kind.http_status())).collect();
    let expected = "invalid_argument 400, unauthorized 502, invalid_signature 502, invalid_timestamp 502, forbidden 502, \
        not_found 404, conflict 409, validation 400, rate_limited 429, server 502, invalid_response 502, network 502, \
        timeout 504, aborted 499, unverified 403, internal 500";
    assert_eq!(kinds.join(", "), expected);
}
