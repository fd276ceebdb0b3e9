//! Parameters: what may be signed and sent.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::Error;

/// All but RFC 3986's unreserved characters: a space becomes `%20`, never `+`.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Set by the signer, so never by the caller.
const RESERVED: [&str; 5] = ["appId", "timestamp", "sign", "signatureMethod", "signatureNonce"];

/// Parameters in the order they travel in.
///
/// An empty value is sent but not signed, which is how POLYV clears a setting; leave a parameter out to send nothing.
#[derive(Clone, Default)]
pub struct Params(Vec<(String, String)>);

impl Params {
    /// No parameters.
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// Adds one parameter.
    ///
    /// # Errors
    /// `invalid_argument` for a name that is empty, taken or given twice, and for a value of only white space:
    /// POLYV's own helpers send those unsigned, and nothing documents what the server makes of them.
    pub fn push(&mut self, name: impl Into<String>, value: impl Into<String>) -> Result<(), Error> {
        let (name, value) = (name.into(), value.into());
        if is_blank(&name) {
            return Err(Error::argument("a parameter has no name"));
        }
        if RESERVED.contains(&name.as_str()) {
            return Err(Error::bad_argument(
                &name,
                "is set by the client and can't be a parameter",
            ));
        }
        if !value.is_empty() && is_blank(&value) {
            return Err(Error::bad_argument(&name, "is only white space"));
        }
        if name.contains('\0') || value.contains('\0') {
            return Err(Error::bad_argument(name.trim_matches('\0'), "holds a NUL character"));
        }
        if self.0.iter().any(|(taken, _)| *taken == name) {
            return Err(Error::bad_argument(&name, "is given twice"));
        }
        self.0.push((name, value));
        Ok(())
    }

    #[cfg(feature = "edge")]
    pub(crate) fn remove(&mut self, name: &str) {
        self.0.retain(|(given, _)| given != name);
    }

    pub(crate) const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

/// Blank by every definition in use: Java's, JavaScript's and Unicode's.
pub(crate) fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || c <= ' ' || c == '\u{feff}')
}

/// Appends `name=value` in the encoding that queries and `application/x-www-form-urlencoded` bodies share.
pub(crate) fn encode_pair(target: &mut String, name: &str, value: &str) {
    target.extend(utf8_percent_encode(name, ENCODED));
    target.push('=');
    target.extend(utf8_percent_encode(value, ENCODED));
}
