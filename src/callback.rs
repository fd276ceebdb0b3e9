//! Callbacks from POLYV: is this one really theirs?

use md5::{Digest, Md5};
use subtle::ConstantTimeEq;

use crate::AppSecret;

/// Whether `sign` is `md5(appSecret + timestamp)`, the proof that POLYV's callbacks carry.
///
/// Compares without regard to case, which POLYV leaves open, and in constant time.
pub fn verify_callback(secret: &AppSecret, timestamp: &str, sign: &str) -> bool {
    let mut hash = Md5::new();
    hash.update(secret.bytes());
    hash.update(timestamp);
    let expected = hex::encode(hash.finalize());
    !timestamp.is_empty() && bool::from(expected.as_bytes().ct_eq(sign.to_ascii_lowercase().as_bytes()))
}
