//! Any bytes are an answer: data where the envelope says so by a second reading, a typed error everywhere else.
#![no_main]

use libfuzzer_sys::fuzz_target;
use polyv_edge::{ErrorKind, parse};
use serde_json::Value;

fuzz_target!(|text: &str| {
    let answer: Option<Value> = serde_json::from_str(text.strip_prefix('\u{feff}').unwrap_or(text)).ok();
    let code = answer.as_ref().and_then(|answer| code(answer.get("code")?));
    match parse::<Value>(text) {
        Ok(data) => {
            assert_eq!(code, Some(200));
            assert_eq!(
                data,
                answer
                    .and_then(|mut answer| Some(answer.get_mut("data")?.take()))
                    .unwrap_or_default()
            );
        }
        Err(error) => {
            assert_ne!(code, Some(200));
            assert_eq!(error.code, code);
            // Only an edge that passes an error on names a kind, and then it may be any.
            let named = answer.as_ref().and_then(|answer| answer.get("error")?.get("kind"));
            let is_ours = matches!(
                error.kind,
                ErrorKind::InvalidArgument | ErrorKind::Network | ErrorKind::Timeout | ErrorKind::Aborted
            );
            assert!(!is_ours || named.is_some_and(|kind| kind == error.kind.as_str()));
            assert_eq!((error.http_status, error.attempts), (None, 0));
            if code.is_none() {
                assert_eq!(error.kind, ErrorKind::InvalidResponse);
                assert!(error.message.starts_with("the answer is not POLYV's: "));
            }
        }
    }
});

/// A whole number that JavaScript holds exactly, or its digits in text.
fn code(value: &Value) -> Option<i64> {
    let code = match value {
        Value::Number(number) => Some(number.as_f64()?).filter(|number| number.fract() == 0.0)?,
        Value::String(text) => {
            let text = text.trim();
            let digits = text.strip_prefix('-').unwrap_or(text);
            let is_number = !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit());
            // Too many digits to be exact are too large in any case.
            if is_number { text.parse().ok()? } else { return None }
        }
        _ => return None,
    };
    (code.abs() <= 9_007_199_254_740_991.0).then_some(code as i64)
}
