//! The texts that POLYV's watch pages (观看条件) and callbacks sign: a key before each part, hashed with MD5.
//!
//! | who signs | what | the parts |
//! |---|---|---|
//! | the customer | a link for direct (独立授权) or external (外部授权) authorisation | viewer id, timestamp |
//! | POLYV | its server's call to `externalUri`, in `token` | viewer id, timestamp |
//! | POLYV | a viewer's visit to `customUri` (自定义授权) | channel id, timestamp |
//! | the customer | that viewer's way back | channel id, timestamp, viewer id |
//! | POLYV | a callback, with the account's `appSecret` | timestamp |
//!
//! The first two are the same text: so no two conditions may have one key, or what POLYV signs is a link that lets in.

use alloc::{string::String, vec::Vec};
use core::fmt;

use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use crate::{
    error::Error,
    sign::{AppSecret, SignatureMethod, check_credential},
};

/// The key of one watch condition: `directKey`, `externalKey` or `customKey` of a channel. Not the account's `appSecret`.
///
/// Never shown, never serialised, overwritten in memory when it is dropped.
#[derive(Clone)]
pub struct WatchKey(Zeroizing<String>);

impl WatchKey {
    /// Takes the key over: printable ASCII without blanks and quotes.
    ///
    /// # Errors
    /// `invalid_argument`; the message does not hold the key.
    pub fn new(key: impl Into<String>) -> Result<Self, Error> {
        let key = Zeroizing::new(key.into());
        check_credential("key", &key)?;
        Ok(Self(key))
    }

    /// The `sign` of a link to the watch page, for direct and for external authorisation.
    pub fn sign_link(&self, viewer_id: &str, timestamp: &str) -> String {
        self.sign(&[viewer_id, timestamp])
    }

    /// Whether POLYV's server signed this call to `externalUri`.
    pub fn verify_external(&self, viewer_id: &str, timestamp: &str, token: &str) -> bool {
        self.verify(&[viewer_id, timestamp], token)
    }

    /// Whether POLYV sent a viewer to `customUri`. Neither its `url` nor anything else but channel and time is signed.
    pub fn verify_custom(&self, channel_id: &str, timestamp: &str, sign: &str) -> bool {
        self.verify(&[channel_id, timestamp], sign)
    }

    /// The `sign` of the way back from `customUri`. Known from other projects; POLYV's own page of it is cut off.
    pub fn sign_custom_return(&self, channel_id: &str, timestamp: &str, viewer_id: &str) -> String {
        self.sign(&[channel_id, timestamp, viewer_id])
    }

    fn sign(&self, parts: &[&str]) -> String {
        keyed_md5(&self.0, parts)
    }

    fn verify(&self, parts: &[&str], sign: &str) -> bool {
        parts.iter().all(|part| !part.is_empty()) && is_same(&self.sign(parts), sign)
    }
}

impl fmt::Debug for WatchKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("WatchKey(…)")
    }
}

/// Whether `sign` is `md5(appSecret + timestamp)`, the proof that POLYV's callbacks carry. It covers the timestamp only.
///
/// Compares without regard to case, which POLYV leaves open, and in constant time.
pub fn verify_callback(secret: &AppSecret, timestamp: &str, sign: &str) -> bool {
    !timestamp.is_empty() && is_same(&keyed_md5(secret.as_str(), &[timestamp]), sign)
}

fn is_same(expected: &str, given: &str) -> bool {
    bool::from(expected.as_bytes().ct_eq(given.to_ascii_lowercase().as_bytes()))
}

/// In lower-case digits, as POLYV prints them.
fn keyed_md5(key: &str, parts: &[&str]) -> String {
    let len = parts.iter().map(|part| key.len() + part.len()).sum();
    hash_keyed(key, parts.iter().map(|part| part.as_bytes()), len).to_ascii_lowercase()
}

/// The most parts that any of the texts has.
const MOST_PARTS: usize = 3;

/// What JavaScript passes as one text, `part NUL part …`, in upper-case digits: it knows the parts, and has checked them.
pub(crate) fn sign_flat(key: &str, parts: &str) -> String {
    hash_keyed(key, parts.as_bytes().split(|byte| *byte == 0), MOST_PARTS * key.len() + parts.len())
}

/// Of at most `len` bytes with the key before each part.
fn hash_keyed<'a>(key: &str, parts: impl Iterator<Item = &'a [u8]>, len: usize) -> String {
    // Holds the key, so it is overwritten when it is dropped, and never moves before.
    let mut text = Zeroizing::new(Vec::with_capacity(len));
    for part in parts {
        text.extend_from_slice(key.as_bytes());
        text.extend_from_slice(part);
    }
    SignatureMethod::Md5.hash(&text)
}
