//! Text as POLYV's API needs it: blank, encoded, numbers in digits, and cleared of credentials.

use alloc::string::String;

/// The largest number that JavaScript, and so POLYV's JSON as its users see it, holds exactly: 2^53 - 1.
pub(crate) const MAX_SAFE_INTEGER: i64 = 9_007_199_254_740_991;

/// Blank by every definition in use: Java's, JavaScript's and Unicode's. Its own list is smaller than the standard
/// library's table.
#[inline(never)]
const fn is_white(c: char) -> bool {
    matches!(
        c,
        '\0'..=' ' | '\u{85}' | '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{2028}' | '\u{2029}'
            | '\u{202f}' | '\u{205f}' | '\u{3000}' | '\u{feff}'
    )
}

/// The texts of a text in which each ends with a NUL.
pub(crate) fn texts(flat: &str) -> Texts<'_> {
    Texts { rest: flat }
}

/// See [`texts`].
#[derive(Clone)]
pub(crate) struct Texts<'a> {
    rest: &'a str,
}

impl<'a> Iterator for Texts<'a> {
    type Item = &'a str;

    #[inline(never)]
    fn next(&mut self) -> Option<&'a str> {
        let end = self.rest.bytes().position(|byte| byte == 0)?;
        let (text, after) = (self.rest.get(..end)?, self.rest.get(end + 1..)?);
        self.rest = after;
        Some(text)
    }
}

/// Whether nothing of a text can be seen.
pub(crate) fn is_blank(text: &str) -> bool {
    text.chars().all(is_white)
}

/// A text without blanks around it, nor, at its end, what `also` names.
#[inline(never)]
pub(crate) fn trim<'a>(text: &'a str, also: &[char]) -> &'a str {
    let mut rest = text;
    while let Some(c) = rest.chars().next().filter(|c| is_white(*c)) {
        rest = rest.get(c.len_utf8()..).unwrap_or_default();
    }
    while let Some(c) = rest.chars().next_back().filter(|c| is_white(*c) || also.contains(c)) {
        rest = rest.get(..rest.len() - c.len_utf8()).unwrap_or_default();
    }
    rest
}

/// Only ASCII digits, at least one.
pub(crate) fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A whole number in text: only digits, perhaps after a minus, and exact in JavaScript.
pub(crate) fn integer(text: &str) -> Option<i64> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    if digits.is_empty() {
        return None;
    }
    let mut number: i64 = 0;
    for byte in digits.bytes() {
        if !byte.is_ascii_digit() {
            return None;
        }
        number = number * 10 + i64::from(byte - b'0');
        if number > MAX_SAFE_INTEGER {
            return None;
        }
    }
    Some(if text.starts_with('-') { -number } else { number })
}

/// A number's decimal digits, without what formatting would link.
pub(crate) fn digits(number: u64) -> String {
    let mut reversed = [b'0'; 20];
    let mut length = 0;
    let mut rest = number;
    for place in &mut reversed {
        *place = b'0' + (rest % 10) as u8;
        rest /= 10;
        length += 1;
        if rest == 0 {
            break;
        }
    }
    reversed.iter().take(length).rev().map(|digit| char::from(*digit)).collect()
}

/// As [`digits`], after a minus where there is one.
pub(crate) fn signed_digits(number: i64) -> String {
    let sign = if number < 0 { "-" } else { "" };
    [sign, &digits(number.unsigned_abs())].concat()
}

/// Appends `name=value` in the encoding that queries and `application/x-www-form-urlencoded` bodies share: all but RFC
/// 3986's unreserved characters as `%XX`, so a space is `%20`, never `+`.
pub(crate) fn encode_pair(target: &mut String, name: &str, value: &str) {
    encode(target, name);
    target.push('=');
    encode(target, value);
}

/// Appends text with all but RFC 3986's unreserved characters as `%XX`.
pub(crate) fn encode(target: &mut String, text: &str) {
    const DIGITS: [char; 16] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'];
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

pub(crate) const fn is_unreserved(byte: u8) -> bool {
    // A bit for each character: every byte of a request is asked about, and ranges take twice as long.
    const LETTERS: u64 = 0x47ff_fffe_87ff_fffe;
    const OTHERS: u64 = 0x03ff_6000_0000_0000;
    let bits = if byte < 64 { OTHERS } else { LETTERS };
    byte < 128 && bits >> (byte & 63) & 1 == 1
}

/// Shorter credentials occur in ordinary words; no account has one.
const SHORTEST_CREDENTIAL: usize = 8;

/// Whether a text shows a credential, in any case.
pub(crate) fn shows(text: &str, credential: &str) -> bool {
    find(text, credential).is_some()
}

/// `str::find` without the kilobytes that its search for text brings along, and without case.
fn find(text: &str, credential: &str) -> Option<usize> {
    if credential.len() < SHORTEST_CREDENTIAL {
        return None;
    }
    let mut windows = text.as_bytes().windows(credential.len());
    windows.position(|window| window.eq_ignore_ascii_case(credential.as_bytes()))
}

/// A host's message without credentials and without the queries of URLs.
pub(crate) fn scrub(message: &str, credentials: &[&str]) -> String {
    let mut text = without_queries(message);
    for credential in credentials {
        while let Some(start) = find(&text, credential) {
            let (before, after) = (text.get(..start), text.get(start + credential.len()..));
            text = [before.unwrap_or_default(), "…", after.unwrap_or_default()].concat();
        }
    }
    text
}

/// Cuts what follows a question mark, or begins as the client's queries and forms do, up to where a URL in a sentence ends.
fn without_queries(message: &str) -> String {
    let mut is_query = false;
    let begins = |place: usize| {
        let rest = message.as_bytes().get(place..).unwrap_or_default();
        rest.starts_with(b"appId=") || rest.starts_with(b"appId%3D")
    };
    let kept = message.char_indices().filter(|(place, c)| {
        let ends = c.is_whitespace() || matches!(c, '"' | '\'' | '`' | ')' | '>' | ']' | '}');
        let was_query = is_query || begins(*place);
        is_query = (was_query || *c == '?') && !ends;
        // The question mark itself stays.
        !was_query || ends
    });
    kept.map(|(_, c)| c).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_family = "wasm")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn blanks_are_unicodes_and_more() {
        for c in '\0'..=char::MAX {
            let expected = c.is_whitespace() || c <= ' ' || c == '\u{feff}';
            assert_eq!(is_white(c), expected, "{c:?}");
        }
        assert_eq!(trim("\u{3000} a b .! ", &['!']), "a b .");
    }

    #[cfg(feature = "sign")]
    #[test]
    fn a_scrubbed_message_shows_no_query_and_no_credential() {
        let message =
            "Failed to parse URL from https://h/x?appId=a&sign=ABCDEF0123 (secretsecret, abcdef0123?) why? ok";
        assert_eq!(
            scrub(message, &["secretsecret", "ABCDEF0123"]),
            "Failed to parse URL from https://h/x? (…, …?) why? ok"
        );
        assert_eq!(scrub("of appId=a&x=1 (http%3A%2F%2Fh%3FappId%3Da%26x) end", &[]), "of  (http%3A%2F%2Fh%3F) end");
        assert_eq!(scrub("unexpected s", &["s"]), "unexpected s", "a credential of one letter is none");
    }
}
