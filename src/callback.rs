//! Callbacks from POLYV: is this one really theirs?

use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use crate::sign::{AppSecret, SignatureMethod};

/// Whether `sign` is `md5(appSecret + timestamp)`, the proof that POLYV's callbacks carry.
///
/// Compares without regard to case, which POLYV leaves open, and in constant time.
pub fn verify_callback(secret: &AppSecret, timestamp: &str, sign: &str) -> bool {
    let text = Zeroizing::new([secret.as_str().as_bytes(), timestamp.as_bytes()].concat());
    let expected = SignatureMethod::Md5.hash(&text);
    !timestamp.is_empty() && bool::from(expected.as_bytes().ct_eq(sign.to_ascii_uppercase().as_bytes()))
}

/// How long ago a callback's timestamp was, in milliseconds. It should be in milliseconds; 10 digits are seconds.
#[cfg(feature = "edge")]
pub(crate) fn age_ms(timestamp: &str, now_ms: f64) -> Option<f64> {
    let unit_ms = if timestamp.len() == 10 { 1_000.0 } else { 1.0 };
    let sent_ms = timestamp.parse::<u64>().ok()? as f64 * unit_ms;
    Some(now_ms - sent_ms)
}
