//! Masks: enough of a personal value to recognise it, too little to use it.

use alloc::{borrow::ToOwned as _, string::String};

/// How a value is masked.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub enum Mask {
    /// `13800138000` becomes `138****8000`.
    Phone,
    /// `wang.fang@example.com` becomes `w***@example.com`.
    Email,
    /// `203.0.113.7` becomes `203.0.*.*`.
    Ip,
    /// Any other id: the first and the last two characters stay.
    Id,
}

impl Mask {
    /// The masked value. What does not look as expected is masked whole.
    pub(crate) fn apply(self, value: &str) -> String {
        match self {
            Self::Phone => keep_ends(value, 3, 4),
            Self::Id => keep_ends(value, 2, 2),
            Self::Email => match parts(value, b'@') {
                (name, Some(domain), None, _) if !name.is_empty() => {
                    let first = name.chars().next().map_or(0, char::len_utf8);
                    [name.get(..first).unwrap_or_default(), "***@", domain].concat()
                }
                _ => keep_ends(value, 0, 0),
            },
            Self::Ip => match (parts(value, b'.'), parts(value, b':')) {
                ((a, Some(b), Some(_), Some(d)), _) if !d.contains('.') => [a, ".", b, ".*.*"].concat(),
                (_, (a, Some(b), Some(_), _)) if !a.is_empty() => [a, ":", b, ":*"].concat(),
                _ => keep_ends(value, 0, 0),
            },
        }
    }
}

/// The parts between the first three separators; the last holds the rest.
fn parts(value: &str, separator: u8) -> (&str, Option<&str>, Option<&str>, Option<&str>) {
    let (a, rest) = cut(Some(value), separator);
    let (b, rest) = cut(rest, separator);
    let (c, rest) = cut(rest, separator);
    (a.unwrap_or_default(), b, c, rest)
}

/// A text up to its first separator, and what follows it.
#[inline(never)]
fn cut(text: Option<&str>, separator: u8) -> (Option<&str>, Option<&str>) {
    let Some(text) = text else { return (None, None) };
    match text.bytes().position(|byte| byte == separator) {
        Some(end) => (text.get(..end), text.get(end + 1..)),
        None => (Some(text), None),
    }
}

/// Keeps the ends only where at least four characters between them are hidden.
#[inline(never)]
fn keep_ends(value: &str, head: usize, tail: usize) -> String {
    // Not `chars().count()`, which counts very long texts fast with a kilobyte of code.
    let count = value.chars().fold(0, |count, _| count + 1);
    if count == 0 {
        return String::new();
    }
    if count < head + 4 + tail {
        return "****".to_owned();
    }
    let is_end = |place: usize| place < head || place >= count - tail;
    let mut masked = String::new();
    for (place, c) in value.chars().enumerate() {
        if is_end(place) {
            masked.push(c);
        } else if place == head {
            masked.push_str("****");
        }
    }
    masked
}

#[cfg(test)]
mod tests {
    use super::Mask;
    #[cfg(target_family = "wasm")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn a_mask_leaves_only_the_ends() {
        let cases = [
            (Mask::Phone, "13800138000", "138****8000"),
            (Mask::Phone, "3333", "****"),
            (Mask::Phone, "1380013800", "****"),
            (Mask::Phone, "", ""),
            (Mask::Email, "wang.fang@example.com", "w***@example.com"),
            (Mask::Email, "demoData", "****"),
            (Mask::Email, "a@b@c.example", "****"),
            (Mask::Email, "@example.com", "****"),
            (Mask::Ip, "203.0.113.7", "203.0.*.*"),
            (Mask::Ip, "2001:db8::1", "2001:db8:*"),
            (Mask::Ip, "::1", "****"),
            (Mask::Ip, "demoData", "****"),
            (Mask::Id, "oX1a2b3c4d5e6f", "oX****6f"),
            (Mask::Id, "短号", "****"),
        ];
        for (mask, value, expected) in cases {
            assert_eq!(mask.apply(value), expected, "{mask:?} of {value}");
        }
    }
}
