//! The one error type, and the table that gives POLYV's messages their kind.

use std::{fmt, ops::Deref};

/// What went wrong, in the terms a caller acts on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The call itself is wrong; nothing was sent.
    InvalidArgument,
    /// POLYV does not know the `appId` or the account behind it.
    Unauthorized,
    /// POLYV computed another signature: usually a wrong `appSecret`.
    InvalidSignature,
    /// The timestamp is more than 3 minutes off POLYV's clock.
    InvalidTimestamp,
    /// Known, but not allowed: a feature that is off, or somebody else's channel.
    Forbidden,
    /// The viewer, channel, account or path does not exist.
    NotFound,
    /// The object is in a state that excludes the call, such as a channel that is live.
    Conflict,
    /// POLYV refused a parameter.
    Validation,
    /// Too many calls.
    RateLimited,
    /// POLYV failed.
    Server,
    /// The answer is not what POLYV documents.
    InvalidResponse,
    /// POLYV could not be reached, or the connection broke.
    Network,
    /// The deadline passed.
    Timeout,
    /// The caller's `AbortSignal` fired.
    Aborted,
    /// What came in is not proven to be POLYV's: a callback, or a viewer on the way from a watch page.
    Unverified,
    /// polyv-edge itself failed: a bug. Only the npm package reports it, where a trap in the wasm has ended a call.
    Internal,
}

impl ErrorKind {
    /// Every kind, in the order of the documentation.
    pub const ALL: [Self; 16] = [
        Self::InvalidArgument,
        Self::Unauthorized,
        Self::InvalidSignature,
        Self::InvalidTimestamp,
        Self::Forbidden,
        Self::NotFound,
        Self::Conflict,
        Self::Validation,
        Self::RateLimited,
        Self::Server,
        Self::InvalidResponse,
        Self::Network,
        Self::Timeout,
        Self::Aborted,
        Self::Unverified,
        Self::Internal,
    ];

    /// The kind of that name.
    pub(crate) fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }

    /// The kind as JavaScript sees it in `error.kind`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::InvalidArgument => "invalid_argument",
            Self::Unauthorized => "unauthorized",
            Self::InvalidSignature => "invalid_signature",
            Self::InvalidTimestamp => "invalid_timestamp",
            Self::Forbidden => "forbidden",
            Self::NotFound => "not_found",
            Self::Conflict => "conflict",
            Self::Validation => "validation",
            Self::RateLimited => "rate_limited",
            Self::Server => "server",
            Self::InvalidResponse => "invalid_response",
            Self::Network => "network",
            Self::Timeout => "timeout",
            Self::Aborted => "aborted",
            Self::Unverified => "unverified",
            Self::Internal => "internal",
        }
    }
}

impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A failed call. Holds no query, no body and no credential, so it may be logged as it is.
///
/// Its fields are those of [`ErrorDetails`], which it dereferences to.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.0.message)]
pub struct Error(Box<ErrorDetails>);

impl Deref for Error {
    type Target = ErrorDetails;

    fn deref(&self) -> &ErrorDetails {
        &self.0
    }
}

/// What is known of a failed call.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ErrorDetails {
    /// What went wrong.
    pub kind: ErrorKind,
    /// For people; POLYV's own text where POLYV gave one.
    pub message: Box<str>,
    /// HTTP status of the answer, where there was one.
    pub http_status: Option<u16>,
    /// `code` of POLYV's envelope.
    pub code: Option<i64>,
    /// `error.code` of a v4 envelope, such as 20001.
    pub error_code: Option<i64>,
    /// POLYV's id of the request: for their support, of no other meaning.
    pub request_id: Option<Box<str>>,
    /// Whether the same call may succeed when it is made again later.
    pub retryable: bool,
    /// How many times the request was sent.
    pub attempts: u32,
    /// Method, host and path of the call.
    pub endpoint: Option<Box<str>>,
    /// How long to wait before the next try, in milliseconds, where that is known.
    pub retry_after_ms: Option<u32>,
}

impl Error {
    pub(crate) fn new(kind: ErrorKind, message: impl Into<Box<str>>) -> Self {
        Self(Box::new(ErrorDetails {
            kind,
            message: message.into(),
            http_status: None,
            code: None,
            error_code: None,
            request_id: None,
            retryable: matches!(kind, ErrorKind::RateLimited | ErrorKind::Network | ErrorKind::Timeout),
            attempts: 0,
            endpoint: None,
            retry_after_ms: None,
        }))
    }

    /// The same error, with more known of it.
    pub(crate) fn with(mut self, add: impl FnOnce(&mut ErrorDetails)) -> Self {
        add(&mut self.0);
        self
    }

    #[cfg(any(feature = "sign", feature = "js"))]
    pub(crate) fn argument(message: impl Into<Box<str>>) -> Self {
        Self::new(ErrorKind::InvalidArgument, message)
    }

    /// `name` is the argument that is wrong, `why` what is wrong with it.
    #[cfg(feature = "sign")]
    pub(crate) fn bad_argument(name: &str, why: &str) -> Self {
        Self::argument([name, " ", why].concat())
    }

    pub(crate) fn response(message: impl Into<Box<str>>) -> Self {
        Self::new(ErrorKind::InvalidResponse, message)
    }
}

/// Why POLYV says no: the kind, and whether saying it again later may help.
pub(crate) struct Verdict {
    pub(crate) kind: ErrorKind,
    pub(crate) retryable: bool,
}

/// Classifies a refusal: by message, then by v4 `error.code`, then by `code` or HTTP status.
///
/// The message comes first because one failure has several codes: a wrong signature is 400, 401 or 403.
pub(crate) fn classify(message: &str, error_code: Option<i64>, code: i64) -> Verdict {
    let text = normalize(message);
    if let Some(&(_, kind, retryable)) = MESSAGES.iter().find(|(pattern, ..)| matches_pattern(pattern, &text)) {
        return Verdict { kind, retryable };
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
    Verdict {
        kind,
        retryable: kind == ErrorKind::RateLimited,
    }
}

fn normalize(message: &str) -> String {
    message.trim().trim_end_matches(['.', '。']).to_ascii_lowercase()
}

/// A `*` at the end of a pattern stands for any rest.
fn matches_pattern(pattern: &str, text: &str) -> bool {
    match pattern.strip_suffix('*') {
        Some(prefix) => text.starts_with(prefix),
        None => text == pattern,
    }
}

/// POLYV's messages, in lower case and without the full stop; and whether a later try may succeed.
///
/// From the page of global errors and the pages of single operations:
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
        ("当前用户不允许手动创建场次", Forbidden, false),
        ("存在非法频道id", Forbidden, false),
        ("已超过账号可使用上限", Forbidden, false),
        ("channel not found", NotFound, false),
        ("illegal channel id*", NotFound, false),
        ("未知用户信息", NotFound, false),
        ("数据不存在", NotFound, false),
        ("素材不存在", NotFound, false),
        ("场次不存在", NotFound, false),
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
    ]
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pattern_can_match_what_polyv_sends() {
        for (pattern, kind, _) in MESSAGES {
            let sent = pattern.replace('*', "x");
            assert_eq!(pattern, &normalize(pattern), "a pattern is written in normal form");
            assert_eq!(
                classify(&sent, None, 200).kind,
                *kind,
                "{pattern} is shadowed by an earlier row"
            );
            assert_eq!(classify(&format!(" {}. ", sent.to_uppercase()), None, 200).kind, *kind);
        }
    }

    #[test]
    fn kinds_have_distinct_names() {
        let names: std::collections::HashSet<_> = ErrorKind::ALL.iter().map(|kind| kind.as_str()).collect();
        assert_eq!(names.len(), ErrorKind::ALL.len());
    }
}
