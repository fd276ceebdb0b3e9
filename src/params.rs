//! Parameters: what may be signed and sent.

use crate::Error;

/// Set by the signer, so never by the caller.
const RESERVED: [&str; 5] = ["appId", "timestamp", "sign", "signatureMethod", "signatureNonce"];

/// Parameters in the order they travel in.
///
/// An empty value is sent but not signed, which is how POLYV clears a setting; leave a parameter out to send nothing.
#[derive(Clone, Default)]
pub struct Params {
    /// `name NUL value NUL …`: one text for all of them, as it comes from JavaScript.
    flat: String,
}

impl Params {
    /// No parameters.
    pub const fn new() -> Self {
        Self { flat: String::new() }
    }

    /// Adds one parameter.
    ///
    /// # Errors
    /// `invalid_argument` for a name that is empty, taken or given twice, for a NUL character, and for a value of only
    /// white space: POLYV's own helpers send those unsigned, and nothing documents what the server makes of them.
    pub fn push(&mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Result<(), Error> {
        let (name, value) = (name.as_ref(), value.as_ref());
        check(name, value)?;
        let has_nul = |text: &str| text.bytes().any(|byte| byte == 0);
        if has_nul(name) {
            return Err(Error::argument("the name of a parameter holds a NUL character"));
        }
        if has_nul(value) {
            return Err(Error::bad_argument(name, "holds a NUL character"));
        }
        if self.iter().any(|(taken, _)| taken == name) {
            return Err(Error::bad_argument(name, "is given twice"));
        }
        for text in [name, value] {
            self.flat.push_str(text);
            self.flat.push('\0');
        }
        Ok(())
    }

    /// Takes `name NUL value NUL …` over, its names distinct.
    #[cfg(feature = "edge")]
    pub(crate) fn from_flat(flat: String) -> Result<Self, Error> {
        let params = Self { flat };
        params.iter().try_for_each(|(name, value)| check(name, value))?;
        Ok(params)
    }

    #[cfg(feature = "edge")]
    pub(crate) fn without(&self, name: &str) -> Self {
        let mut others = Self::new();
        for text in self
            .iter()
            .filter(|(given, _)| *given != name)
            .flat_map(|(name, value)| [name, value])
        {
            others.flat.push_str(text);
            others.flat.push('\0');
        }
        others
    }

    pub(crate) const fn is_empty(&self) -> bool {
        self.flat.is_empty()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        let mut rest = self.flat.as_str();
        let mut next = move || {
            let end = rest.bytes().position(|byte| byte == 0)?;
            let (text, after) = (rest.get(..end)?, rest.get(end + 1..)?);
            rest = after;
            Some(text)
        };
        std::iter::from_fn(move || Some((next()?, next()?)))
    }
}

fn check(name: &str, value: &str) -> Result<(), Error> {
    if is_blank(name) {
        return Err(Error::argument("a parameter has no name"));
    }
    if RESERVED.contains(&name) {
        return Err(Error::bad_argument(
            name,
            "is set by the client and can't be a parameter",
        ));
    }
    if !value.is_empty() && is_blank(value) {
        return Err(Error::bad_argument(name, "is only white space"));
    }
    Ok(())
}

/// Blank by every definition in use: Java's, JavaScript's and Unicode's.
pub(crate) fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || c <= ' ' || c == '\u{feff}')
}

/// Appends `name=value` in the encoding that queries and `application/x-www-form-urlencoded` bodies share: all but RFC
/// 3986's unreserved characters as `%XX`, so a space is `%20`, never `+`.
pub(crate) fn encode_pair(target: &mut String, name: &str, value: &str) {
    encode(target, name);
    target.push('=');
    encode(target, value);
}

fn encode(target: &mut String, text: &str) {
    const DIGITS: [char; 16] = [
        '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F',
    ];
    let digit = |index: u8| DIGITS.get(usize::from(index)).copied().unwrap_or_default();
    if text.bytes().all(is_unreserved) {
        return target.push_str(text);
    }
    for byte in text.bytes() {
        if is_unreserved(byte) {
            target.push(char::from(byte));
        } else {
            target.extend(['%', digit(byte >> 4), digit(byte & 15)]);
        }
    }
}

const fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~')
}
