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
        let refuse = |why: &str| Error::argument(["baseUrl ", why].concat());
        let (scheme, rest) = url
            .split_once("://")
            .ok_or_else(|| refuse("must start with https://"))?;
        let rest = rest.trim_end_matches('/');
        let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        if authority.contains('@') {
            return Err(refuse("must not hold a user name or password"));
        }
        let host = host(authority).ok_or_else(|| refuse("has no valid host"))?;
        if !path.split('/').skip(1).all(is_plain_segment) {
            return Err(refuse("must have a plain path, without query, fragment, `.` or `..`"));
        }
        let scheme = scheme.to_ascii_lowercase();
        match scheme.as_str() {
            "https" => {}
            "http" if is_loopback(host) => {}
            "http" => {
                return Err(refuse(
                    "must be https: outside this machine, the signed URL would travel in clear",
                ));
            }
            _ => return Err(refuse("must start with https://")),
        }
        Ok(Self([&scheme, "://", rest].concat()))
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

fn is_plain_segment(segment: &str) -> bool {
    !segment.is_empty()
        && !segment.starts_with('.')
        && segment
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_' | '~'))
}

/// The host of `host`, `host:port` or `[v6]:port`.
fn host(authority: &str) -> Option<&str> {
    let split = match authority.strip_prefix('[') {
        Some(v6) => v6.find(']')?.checked_add(2)?,
        None => authority.find(':').unwrap_or(authority.len()),
    };
    let (host, port) = authority.split_at_checked(split)?;
    // `parse` alone would take a plus sign.
    let is_port = |port: &str| port.bytes().all(|byte| byte.is_ascii_digit()) && port.parse::<u16>().is_ok();
    let port_is_valid = port.is_empty() || port.strip_prefix(':').is_some_and(is_port);
    let is_name = |host: &str| {
        host.chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-'))
    };
    let is_v6 = |v6: &str| v6.chars().all(|c| c.is_ascii_hexdigit() || c == ':');
    let is_host = match host.strip_prefix('[').and_then(|host| host.strip_suffix(']')) {
        Some(v6) => is_v6(v6),
        None => !host.is_empty() && is_name(host),
    };
    (port_is_valid && is_host).then_some(host)
}

fn is_loopback(host: &str) -> bool {
    let is_127 = |host: &str| host.starts_with("127.") && host.split('.').count() == 4 && host.split('.').all(is_octet);
    host.eq_ignore_ascii_case("localhost") || host == "[::1]" || is_127(host)
}

fn is_octet(part: &str) -> bool {
    (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
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
