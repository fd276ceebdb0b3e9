//! What POLYV's messages mean.

use alloc::string::String;

use crate::{error::ErrorKind, text::trim};

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
    if let Some(&(_, kind, retryable)) = MESSAGES.iter().find(|(pattern, ..)| matches_pattern(pattern, &text)) {
        return Refusal { kind, retryable };
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

/// POLYV's messages, in lower case and without the full stop; and whether a later try may succeed.
///
/// From the page of global errors, the pages of single operations, and answers seen live:
/// <https://polyv.gitbook.io/document/docs/live/api/errorinfo>.
const MESSAGES: &[(&str, ErrorKind, bool)] = {
    use ErrorKind::{
        Conflict, Forbidden, InvalidResponse, InvalidSignature, InvalidTimestamp, NotFound, RateLimited, Server,
        Unauthorized, Validation,
    };
    &[
        ("appid is required", Unauthorized, false),
        ("application not found", Unauthorized, false),
        ("userid is error", Unauthorized, false),
        ("account not found", Unauthorized, false),
        ("找不到集团账号", Unauthorized, false),
        ("need to login", Unauthorized, false),
        ("未登录", Unauthorized, false),
        ("invalid signature", InvalidSignature, false),
        ("签名错误", InvalidSignature, false),
        ("invalid timestamp", InvalidTimestamp, false),
        ("account is forbidden", Forbidden, false),
        ("access forbidden", Forbidden, false),
        ("illegal operation", Forbidden, false),
        ("illegal domain", Forbidden, false),
        ("channel forbid login", Forbidden, false),
        ("new scene forbidden setting", Forbidden, false),
        ("账号未开启*", Forbidden, false),
        ("帐号没有开启*", Forbidden, false),
        ("当前用户不允许手动创建场次", Forbidden, false),
        ("存在非法频道id", Forbidden, false),
        ("已超过账号可使用上限", Forbidden, false),
        ("channel not found", NotFound, false),
        ("illegal channel id*", NotFound, false),
        ("未知用户信息", NotFound, false),
        ("record file not exist", NotFound, false),
        ("not found user children", NotFound, false),
        ("channel already login", Conflict, false),
        ("channel in live", Conflict, false),
        ("channel in no live", Conflict, false),
        ("channel status not live", Conflict, false),
        ("未检测到直播推流", Conflict, false),
        ("illegal stream status", Conflict, false),
        ("conflict with user login", Conflict, false),
        ("channel id or password error", Conflict, false),
        ("please user pure video scene channel login", Conflict, false),
        ("param *", Validation, false),
        ("number range error", Validation, false),
        ("json format error", Validation, false),
        ("json parse error*", Validation, false),
        ("required request body is missing*", Validation, false),
        ("invalid date time format", Validation, false),
        ("参数错误", Validation, false),
        ("url format error", Validation, false),
        ("invalid menu type", Validation, false),
        ("menu already exist", Validation, false),
        ("menu count reached the limit", Validation, false),
        ("illegal category id*", Validation, false),
        ("can't change default category", Validation, false),
        ("illegal playback origin", Validation, false),
        ("illegal switch type", Validation, false),
        ("invalid fileids", Validation, false),
        ("urls is not exist", Validation, false),
        ("unsupported record list", Validation, false),
        ("whitelist excel parse error", Validation, false),
        ("whitelist excel no data", Validation, false),
        ("qps exceeds number of calls*", RateLimited, true),
        ("undefined error", Server, true),
        ("系统异常", Server, true),
        ("非法错误", Server, true),
        // "Go to data.url": a redirect by another name, and never followed.
        ("redirect", InvalidResponse, false),
        // Families, after the members that mean something else.
        ("找不到*", NotFound, false),
        ("*不存在", NotFound, false),
        ("* is not exist", NotFound, false),
    ]
};

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::format;
    #[cfg(target_family = "wasm")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn every_pattern_matches_what_polyv_sends() {
        for (pattern, kind, _) in MESSAGES {
            let sent = pattern.replace('*', "x");
            assert_eq!(pattern, &normalize(pattern), "a pattern is written in normal form");
            for text in [sent.clone(), format!(" {}. ", sent.to_uppercase()), format!("{sent}！")] {
                assert_eq!(classify(&text, None, 200).kind, *kind, "{pattern} is shadowed by an earlier row");
            }
        }
    }

    #[test]
    fn families_of_messages_are_known_by_their_ends() {
        for (message, kind) in [
            ("找不到频道", ErrorKind::NotFound),
            ("找不到要设置默认的回放视频！", ErrorKind::NotFound),
            ("questionnaire is not exist", ErrorKind::NotFound),
            ("urls is not exist", ErrorKind::Validation),
            ("该场次不存在", ErrorKind::NotFound),
            ("帐号没有开启MR直播权限", ErrorKind::Forbidden),
            ("找不到集团账号", ErrorKind::Unauthorized),
        ] {
            assert_eq!(classify(message, None, 500).kind, kind, "{message}");
        }
    }
}
