//! What POLYV's messages mean.

use alloc::string::String;

use crate::{
    error::ErrorKind,
    text::{texts, trim},
};

/// Why POLYV says no: the kind, and whether saying it again later may help.
pub(crate) struct Refusal {
    pub(crate) kind: ErrorKind,
    pub(crate) retryable: bool,
}

/// Classifies a refusal: by message, then by v4 `error.code`, then by `code`.
///
/// The message comes first because one failure has several codes: a wrong signature is 400, 401 or 403.
pub(crate) fn classify(message: &str, error_code: Option<i64>, code: i64) -> Refusal {
    let text = normalize(message);
    let is_known = |patterns: &str| texts(patterns).any(|pattern| matches_pattern(pattern, &text));
    if let Some((kind, _)) = MESSAGES.iter().find(|(_, patterns)| is_known(patterns)) {
        return Refusal { kind: *kind, retryable: matches!(kind, ErrorKind::RateLimited | ErrorKind::Server) };
    }
    let kind = match (error_code, code) {
        (Some(20001), _) => ErrorKind::Unauthorized,
        (Some(10001), _) => ErrorKind::Validation,
        (_, 401) => ErrorKind::Unauthorized,
        (_, 403) => ErrorKind::Forbidden,
        (_, 404) => ErrorKind::NotFound,
        (_, 409) => ErrorKind::Conflict,
        (_, 429) => ErrorKind::RateLimited,
        (_, 400..=499) => ErrorKind::Validation,
        (_, 500..=599) => ErrorKind::Server,
        _ => ErrorKind::InvalidResponse,
    };
    Refusal { kind, retryable: kind == ErrorKind::RateLimited }
}

fn normalize(message: &str) -> String {
    trim(message, &['.', '!', '。', '！']).to_ascii_lowercase()
}

/// A `*` at either end of a pattern stands for any text.
fn matches_pattern(pattern: &str, text: &str) -> bool {
    match (pattern.strip_prefix('*'), pattern.strip_suffix('*')) {
        (Some(end), _) => text.ends_with(end),
        (_, Some(start)) => text.starts_with(start),
        _ => text == pattern,
    }
}

/// Declares what POLYV's messages mean: `Kind: "message" "message";`, in lower case and without the full stop.
macro_rules! messages {
    ($($Kind:ident: $($message:literal)+;)+) => {
        const MESSAGES: &[(ErrorKind, &str)] = &[$((ErrorKind::$Kind, concat!($($message, "\0"),+))),+];
    };
}

// From the page of global errors, the pages of single operations, and answers seen live:
// https://polyv.gitbook.io/document/docs/live/api/errorinfo. The first that matches counts.
messages! {
    Unauthorized: "appid is required" "application not found" "userid is error" "account not found" "找不到集团账号"
        "need to login" "未登录";
    InvalidSignature: "invalid signature" "签名错误";
    InvalidTimestamp: "invalid timestamp";
    Forbidden: "account is forbidden" "access forbidden" "illegal operation" "illegal domain" "channel forbid login"
        "new scene forbidden setting" "账号未开启*" "帐号没有开启*" "当前用户不允许手动创建场次" "存在非法频道id"
        "已超过账号可使用上限";
    NotFound: "channel not found" "illegal channel id*" "未知用户信息" "record file not exist"
        "not found user children";
    Conflict: "channel already login" "channel in live" "channel in no live" "channel status not live"
        "未检测到直播推流" "illegal stream status" "conflict with user login" "channel id or password error"
        "please user pure video scene channel login";
    Validation: "param *" "number range error" "json format error" "json parse error*"
        "required request body is missing*" "invalid date time format" "参数错误" "url format error"
        "invalid menu type" "menu already exist" "menu count reached the limit" "illegal category id*"
        "can't change default category" "illegal playback origin" "illegal switch type" "invalid fileids"
        "urls is not exist" "unsupported record list" "whitelist excel parse error" "whitelist excel no data";
    RateLimited: "qps exceeds number of calls*";
    Server: "undefined error" "系统异常" "非法错误";
    // "Go to data.url": a redirect by another name, and never followed.
    InvalidResponse: "redirect";
    // Families, after the members that mean something else.
    NotFound: "找不到*" "*不存在" "* is not exist";
}
