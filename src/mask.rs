//! Masks: enough of a personal value to recognise it, too little to use it.

use alloc::{borrow::ToOwned as _, string::String, vec::Vec};

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
            Self::Email => match value.split_once('@') {
                Some((name, domain)) if !name.is_empty() && !domain.contains('@') => {
                    let first = name.chars().next().map_or(0, char::len_utf8);
                    [name.get(..first).unwrap_or_default(), "***@", domain].concat()
                }
                _ => keep_ends(value, 0, 0),
            },
            Self::Ip => match value.split('.').collect::<Vec<_>>()[..] {
                [a, b, _, _] => [a, ".", b, ".*.*"].concat(),
                _ => match value.split(':').collect::<Vec<_>>()[..] {
                    [a, b, _, ..] if !a.is_empty() => [a, ":", b, ":*"].concat(),
                    _ => keep_ends(value, 0, 0),
                },
            },
        }
    }
}

/// Keeps the ends only where at least four characters between them are hidden.
fn keep_ends(value: &str, head: usize, tail: usize) -> String {
    let count = value.char_indices().count();
    if count == 0 {
        return String::new();
    }
    if count < head + 4 + tail {
        return "****".to_owned();
    }
    let at = |character| {
        let found = value.char_indices().nth(character);
        found.map_or(value.len(), |(byte, _)| byte)
    };
    let (head, tail) = (value.get(..at(head)), value.get(at(count - tail)..));
    [head.unwrap_or_default(), "****", tail.unwrap_or_default()].concat()
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
