//! Signatures: the sorted text, MD5 or SHA256, and the only type that holds a secret.
//!
//! <https://polyv.gitbook.io/document/docs/live/api/buildsign>

use alloc::{string::String, vec::Vec};
use core::fmt;

use md5::{Digest, Md5};
use sha2::Sha256;
use zeroize::{Zeroize as _, Zeroizing};

use crate::error::Error;

/// An account's `appSecret`. Never shown, never serialised, overwritten in memory when it is dropped.
#[derive(Clone)]
pub struct AppSecret(Zeroizing<String>);

impl AppSecret {
    /// Takes the secret over. It is printable ASCII without blanks and quotes.
    ///
    /// # Errors
    /// `invalid_argument`; the message does not hold the secret.
    pub fn new(secret: impl Into<String>) -> Result<Self, Error> {
        let secret = Zeroizing::new(secret.into());
        check_credential("appSecret", &secret)?;
        Ok(Self(secret))
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whoever copies a credential easily takes along what can't be seen; POLYV then only says that it does not match.
pub(crate) fn check_credential(name: &str, value: &str) -> Result<(), Error> {
    if value.is_empty() {
        return Err(Error::bad_argument(name, "is missing"));
    }
    let is_plain = |byte: u8| byte.is_ascii_graphic() && !matches!(byte, b'"' | b'\'' | b'`');
    if value.bytes().all(is_plain) {
        return Ok(());
    }
    Err(Error::bad_argument(
        name,
        "must be printable ASCII without blanks and quotes: something invisible may have been copied with it",
    ))
}

impl fmt::Debug for AppSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AppSecret(…)")
    }
}

/// The hash of a signature.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SignatureMethod {
    /// 32 upper-case hexadecimal digits: POLYV's default.
    #[default]
    Md5,
    /// 64 upper-case hexadecimal digits; announced by the parameter `signatureMethod=SHA256`, itself signed.
    Sha256,
}

impl SignatureMethod {
    /// The `sign` of the parameters: secret, each non-empty parameter's name and value in order of names, secret.
    ///
    /// Values are signed raw, as UTF-8, before any encoding for the wire.
    pub fn sign(self, secret: &AppSecret, params: &[(&str, &str)]) -> String {
        let mut sorted = params.to_vec();
        sort(&mut sorted);
        self.hash(&signed_text(secret.as_str(), &sorted))
    }

    /// The hash of a text that holds a secret, in upper-case hexadecimal digits.
    pub(crate) fn hash(self, text: &[u8]) -> String {
        let digits = self.hash_on_stack(text);
        overwrite_stack();
        digits
    }

    /// Apart, so that what it leaves on the stack lies below whoever overwrites it.
    #[inline(never)]
    fn hash_on_stack(self, text: &[u8]) -> String {
        match self {
            Self::Md5 => upper_hex(&Md5::digest(text)),
            Self::Sha256 => upper_hex(&Sha256::digest(text)),
        }
    }
}

/// Hashes keep their last block, and so a part of the secret, on the stack.
#[inline(never)]
fn overwrite_stack() {
    let mut stack = [0_u64; 128];
    stack.zeroize();
}

/// Holds the secret, so it is overwritten when it is dropped, and never moves before.
fn signed_text(secret: &str, sorted: &[(&str, &str)]) -> Zeroizing<Vec<u8>> {
    let len: usize = sorted.iter().map(|(name, value)| name.len() + value.len()).sum();
    let mut text = Zeroizing::new(Vec::with_capacity(len + 2 * secret.len()));
    text.extend_from_slice(secret.as_bytes());
    for (name, value) in sorted.iter().filter(|(_, value)| !value.is_empty()) {
        text.extend_from_slice(name.as_bytes());
        text.extend_from_slice(value.as_bytes());
    }
    text.extend_from_slice(secret.as_bytes());
    text
}

/// As many digits as SHA256 has.
const MOST_DIGITS: usize = 64;

fn upper_hex(hash: &[u8]) -> String {
    let mut digits = [0; MOST_DIGITS];
    // Both can't fail: there is room for either hash.
    let digits = digits.get_mut(..hash.len() * 2).unwrap_or_default();
    let _ = hex::encode_to_slice(hash, digits);
    digits.iter().map(|digit| char::from(digit.to_ascii_uppercase())).collect()
}

/// A handful of parameters: moving each to its place is smaller and faster than a general sort.
fn sort(params: &mut [(&str, &str)]) {
    for index in 1..params.len() {
        let mut place = index;
        while place > 0 && params.get(place).zip(params.get(place - 1)).is_some_and(|(a, b)| precedes(a, b)) {
            params.swap(place, place - 1);
            place -= 1;
        }
    }
}

/// POLYV's server is Java, which orders text by UTF-16 units. For ASCII names that is the order of bytes.
fn precedes(a: &(&str, &str), b: &(&str, &str)) -> bool {
    if a.0.is_ascii() { a.0 < b.0 } else { a.0.encode_utf16().lt(b.0.encode_utf16()) }
}
