//! Where a request may go: POLYV, a gateway in front of it, or a stand-in on this machine; and to which paths.

use alloc::{borrow::ToOwned as _, string::String};

use crate::{
    error::Error,
    text::{is_blank, is_unreserved},
};

/// Scheme, host, port and perhaps a path prefix, without a slash at the end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct BaseUrl(String);

impl BaseUrl {
    /// POLYV's own host.
    pub(crate) fn polyv() -> Self {
        Self("https://api.polyv.net".to_owned())
    }

    /// Takes `https:`, and `http:` for loopback, or anywhere if that is allowed: a signed URL is a credential for three
    /// minutes.
    pub(crate) fn new(url: &str, allow_http: bool) -> Result<Self, Error> {
        let refuse = |why| Err(Error::bad_argument("baseUrl", why));
        let Some((scheme, rest)) = ["https://", "http://"].into_iter().find_map(|scheme| after(scheme, url)) else {
            return refuse("must start with https://");
        };
        let mut rest = rest;
        while let Some(shorter) = rest.strip_suffix('/') {
            rest = shorter;
        }
        let slash = rest.bytes().position(|byte| byte == b'/').unwrap_or(rest.len());
        let (authority, path) = (rest.get(..slash).unwrap_or_default(), rest.get(slash..).unwrap_or_default());
        if authority.bytes().any(|byte| byte == b'@') {
            return refuse("must not hold a user name or password");
        }
        let Some(host) = host(authority) else {
            return refuse("has no valid host");
        };
        if !is_plain(path) {
            return refuse("must have a plain path, without query, fragment, `.` or `..`");
        }
        if scheme == "http://" && !allow_http && !is_loopback(host) {
            return refuse(
                "must be https: outside this machine, the signed URL would travel in clear (or allowHttp: true)",
            );
        }
        Ok(Self([scheme, rest].concat()))
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// Host, port and path prefix, for error messages.
    pub(crate) fn without_scheme(&self) -> &str {
        let start = self.0.bytes().position(|byte| byte == b':').unwrap_or_default();
        self.0.get(start + 3..).unwrap_or_default()
    }
}

/// The scheme, and what follows it.
fn after<'a>(scheme: &'static str, url: &'a str) -> Option<(&'static str, &'a str)> {
    let (start, rest) = (url.get(..scheme.len())?, url.get(scheme.len()..)?);
    start.eq_ignore_ascii_case(scheme).then_some((scheme, rest))
}

/// No empty segments, none that starts with a dot, and only characters that need no encoding.
fn is_plain(path: &str) -> bool {
    let mut last = 0;
    path.bytes().all(|byte| {
        let follows_slash = core::mem::replace(&mut last, byte) == b'/';
        match byte {
            b'/' | b'.' => !follows_slash,
            byte => is_unreserved(byte),
        }
    })
}

/// The host of `host`, `host:port` or `[v6]:port`.
fn host(authority: &str) -> Option<&str> {
    let mut bytes = authority.bytes();
    let is_v6 = authority.starts_with('[');
    let end = if is_v6 {
        bytes.position(|byte| byte == b']')? + 1
    } else {
        bytes.position(|byte| byte == b':').unwrap_or(authority.len())
    };
    let (host, port) = (authority.get(..end)?, authority.get(end..)?);
    let is_host = match host.strip_prefix('[').and_then(|host| host.strip_suffix(']')) {
        Some(v6) => is_v6_address(v6),
        None => {
            let is_allowed = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-');
            !host.is_empty() && host.bytes().all(is_allowed)
        }
    };
    let is_port = |port: &str| crate::text::is_digits(port) && crate::text::integer(port).is_some_and(|n| n <= 65_535);
    let has_port = port.is_empty() || port.strip_prefix(':').is_some_and(is_port);
    (is_host && has_port).then_some(host)
}

/// Eight groups of up to four digits, or fewer around one `::`.
#[inline(never)]
fn is_v6_address(host: &str) -> bool {
    let (mut colons, mut gaps, mut digits, mut last) = (0, 0, 0, 0);
    for byte in host.bytes() {
        if byte == b':' {
            colons += 1;
            gaps += u32::from(last == b':');
            digits = 0;
        } else {
            digits += 1;
            if !byte.is_ascii_hexdigit() || digits > 4 {
                return false;
            }
        }
        last = byte;
    }
    let is_lone = |edge: bool, pair: bool| edge && !pair;
    let has_lone_edge =
        is_lone(host.starts_with(':'), host.starts_with("::")) || is_lone(host.ends_with(':'), host.ends_with("::"));
    let is_shaped = if gaps == 1 { colons <= 7 } else { gaps == 0 && colons == 7 };
    is_shaped && !has_lone_edge
}

fn is_loopback(host: &str) -> bool {
    let parts = || host.as_bytes().split(|byte| *byte == b'.');
    let is_octet = |part: &[u8]| (1..=3).contains(&part.len()) && part.iter().all(u8::is_ascii_digit);
    let is_127 = host.starts_with("127.") && parts().count() == 4 && parts().all(is_octet);
    is_127 || host.eq_ignore_ascii_case("localhost") || host == "[::1]"
}

/// Refuses a path that could lead elsewhere than it seems to.
pub(crate) fn check_path(path: &str) -> Result<(), Error> {
    let refuse = |why| Err(Error::bad_argument("path", why));
    if !path.starts_with('/') {
        return refuse("must start with /");
    }
    for byte in path.bytes() {
        match byte {
            b'?' | b'#' => return refuse("must not hold a query or fragment: use the parameters, which are signed"),
            b'{' | b'}' => return refuse("has an unfilled {placeholder}: use params"),
            // A server in Java may drop what follows, and so read `..;` as `..`.
            b';' => return refuse("must not hold a semicolon"),
            b'/' | b'!' | b'$' | b'&'..=b',' | b'=' | b':' | b'@' => {}
            byte if is_unreserved(byte) => {}
            _ => return refuse("may hold only characters that need no encoding"),
        }
    }
    let mut segments = path.as_bytes().split(|byte| *byte == b'/').skip(1);
    if segments.any(|segment| matches!(segment, b"" | b"." | b"..")) {
        return refuse("must not hold empty, `.` or `..` segments");
    }
    Ok(())
}

/// Puts a value in the place of `{name}`; `None` where the path has no such placeholder.
pub(crate) fn fill(path: &str, name: &str, value: &str) -> Option<Result<String, Error>> {
    let mut start = 0;
    loop {
        let open = start + path.get(start..)?.bytes().position(|byte| byte == b'{')?;
        let rest = path.get(open + 1..)?;
        if let Some(after) = rest.strip_prefix(name).and_then(|rest| rest.strip_prefix('}')) {
            if is_blank(value) {
                return Some(Err(Error::bad_argument(name, "is blank")));
            }
            if !value.bytes().all(is_unreserved) {
                return Some(Err(Error::bad_argument(name, "may hold only characters that need no encoding")));
            }
            return Some(Ok([path.get(..open)?, value, after].concat()));
        }
        start = open + 1;
    }
}

#[cfg(test)]
mod tests {
    use super::fill;
    #[cfg(target_family = "wasm")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn a_placeholder_takes_plain_values_only() {
        let path = "/live/v3/{userId}/{channelId}/x";
        assert_eq!(fill(path, "channelId", "12"), Some(Ok("/live/v3/{userId}/12/x".into())));
        assert_eq!(fill(path, "channel", "12"), None);
        for value in ["", " ", "a/b", "a?b", "a%2F", "频道", "a;b"] {
            assert!(matches!(fill(path, "userId", value), Some(Err(_))), "{value}");
        }
    }
}
