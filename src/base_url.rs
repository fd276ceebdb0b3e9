//! Where POLYV is: `https://api.polyv.net`, a gateway in front of it, or a stand-in on this machine.

use crate::Error;

/// POLYV's own host.
pub(crate) const POLYV: &str = "https://api.polyv.net";

/// Scheme, host, port and perhaps a path prefix, without a slash at the end.
#[derive(Clone)]
pub(crate) struct BaseUrl(String);

impl BaseUrl {
    pub(crate) fn polyv() -> Self {
        Self(POLYV.to_owned())
    }

    /// Takes `https:`, and `http:` only for loopback: a signed URL is a credential for three minutes.
    pub(crate) fn new(url: &str) -> Result<Self, Error> {
        let refuse = |why| Err(Error::bad_argument("baseUrl", why));
        let Some((scheme, rest)) = ["https://", "http://"]
            .into_iter()
            .find_map(|scheme| after(scheme, url))
        else {
            return refuse("must start with https://");
        };
        let rest = rest.trim_end_matches('/');
        let slash = rest.bytes().position(|byte| byte == b'/');
        let (authority, path) = rest.split_at(slash.unwrap_or(rest.len()));
        if authority.contains('@') {
            return refuse("must not hold a user name or password");
        }
        let Some(host) = host(authority) else {
            return refuse("has no valid host");
        };
        if !is_plain(path) {
            return refuse("must have a plain path, without query, fragment, `.` or `..`");
        }
        if scheme == "http://" && !is_loopback(host) {
            return refuse("must be https: outside this machine, the signed URL would travel in clear");
        }
        Ok(Self([scheme, rest].concat()))
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// Host, port and path prefix, for error messages.
    pub(crate) fn without_scheme(&self) -> &str {
        self.0
            .split_once(':')
            .map_or(self.0.as_str(), |(_, rest)| rest.trim_start_matches('/'))
    }
}

/// The scheme, and what follows it.
fn after<'a>(scheme: &'static str, url: &'a str) -> Option<(&'static str, &'a str)> {
    let (start, rest) = url.split_at_checked(scheme.len())?;
    start.eq_ignore_ascii_case(scheme).then_some((scheme, rest))
}

/// No empty segments, none that starts with a dot, and only characters that need no encoding.
fn is_plain(path: &str) -> bool {
    let mut last = 0;
    path.bytes().all(|byte| {
        let follows_slash = std::mem::replace(&mut last, byte) == b'/';
        match byte {
            b'/' | b'.' => !follows_slash,
            b'-' | b'_' | b'~' => true,
            _ => byte.is_ascii_alphanumeric(),
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
    let (host, port) = authority.split_at_checked(end)?;
    let is_host = match host.strip_prefix('[').and_then(|host| host.strip_suffix(']')) {
        Some(v6) => v6.len() > 1 && v6.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b':'),
        None => {
            let is_allowed = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-');
            !host.is_empty() && host.bytes().all(is_allowed)
        }
    };
    // `parse` alone would take a plus sign.
    let is_port = |port: &str| port.bytes().all(|byte| byte.is_ascii_digit()) && port.parse::<u16>().is_ok();
    let has_port = port.is_empty() || port.strip_prefix(':').is_some_and(is_port);
    (is_host && has_port).then_some(host)
}

fn is_loopback(host: &str) -> bool {
    let parts = || host.as_bytes().split(|byte| *byte == b'.');
    let is_octet = |part: &[u8]| (1..=3).contains(&part.len()) && part.iter().all(u8::is_ascii_digit);
    let is_127 = host.starts_with("127.") && parts().count() == 4 && parts().all(is_octet);
    is_127 || host.eq_ignore_ascii_case("localhost") || host == "[::1]"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn http_is_for_loopback_only() {
        for url in [
            "https://api.polyv.net",
            "https://gw.example.com:8443/polyv/",
            "http://127.0.0.1:1",
            "http://localhost:8788/",
            "http://[::1]:9",
        ] {
            assert!(BaseUrl::new(url).is_ok(), "{url}");
        }
        for url in [
            "http://api.polyv.net",
            "http://127.0.0.1.evil.com",
            "http://localhost.evil.com",
            "http://2130706433",
            "http://127...",
            "http://127.1..",
            "http://127.0.0.1.",
            "http://127.99999.0.1",
            "https://[]",
            "//api.polyv.net",
            "ftp://127.0.0.1",
            "https://",
            "https://user:pw@api.polyv.net",
            "https://a?b",
            "https://a#b",
            "https://a/../b",
            "https://a\\b",
            "https://a b",
            "https://a:99999",
            "https://a:",
            "http://127.0.0.1@evil.com",
            "",
            "https:///x",
            "https://[::1",
            "https://保利威.cn",
        ] {
            assert!(BaseUrl::new(url).is_err(), "{url}");
        }
    }

    #[test]
    fn a_trailing_slash_does_not_count() {
        assert_eq!(
            BaseUrl::new("HTTPS://api.polyv.net/").map(|base| base.0).as_deref(),
            Ok("https://api.polyv.net")
        );
    }
}
