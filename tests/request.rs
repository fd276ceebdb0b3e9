//! A call becomes exactly one signed request, and what can't be signed safely is refused before.

#![cfg(not(target_family = "wasm"))]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used
)]

mod support;

use polyv_edge::{AppSecret, Body, Call, Credentials, Method, Params, SignatureMethod, SignedRequest, Signer, Stamp};
use proptest::prelude::*;
use support::{NOW, any_text, call, params, refused, signer, stamp};

fn sign(call: &Call) -> SignedRequest {
    signer("app", "secret").sign(call, &stamp())
}

/// Everything before the signature's value.
fn unsigned(text: &str) -> &str {
    text.rsplit_once("sign=").expect("no signature").0
}

mod carriers {
    use super::*;

    #[test]
    fn a_get_carries_all_in_its_query() {
        let call = call(Method::Get, "/live/v2/channelAccount/2191541/account")
            .query("account", "0052191541")
            .unwrap();
        let request = sign(&call);
        assert_eq!(request.method, Method::Get);
        assert!(request.body == Body::Empty);
        assert_eq!(request.body.content_type(), None);
        // D3 of the fixtures.
        assert_eq!(
            request.url,
            "https://api.polyv.net/live/v2/channelAccount/2191541/account\
             ?appId=app&timestamp=1621841869093&account=0052191541&sign=EF5AD5E5B801FE731240B135EA2A46F8"
        );
    }

    #[test]
    fn a_form_carries_all_in_its_body() {
        let call = call(Method::Post, "/live/v2/x")
            .form(params(&[("account", "0052191541")]))
            .unwrap();
        let request = sign(&call);
        assert_eq!(request.method, Method::Post);
        assert_eq!(request.url, "https://api.polyv.net/live/v2/x");
        let Body::Form(form) = &request.body else {
            panic!("no form")
        };
        assert_eq!(
            form,
            "appId=app&timestamp=1621841869093&account=0052191541&sign=EF5AD5E5B801FE731240B135EA2A46F8"
        );
        assert_eq!(request.body.content_type(), Some("application/x-www-form-urlencoded"));
    }

    #[test]
    fn a_json_body_is_announced_and_not_signed() {
        let call = call(Method::Post, "/live/v4/x")
            .query("account", "0052191541")
            .unwrap()
            .json()
            .unwrap();
        let request = sign(&call);
        assert!(request.body == Body::Json);
        assert_eq!(request.body.content_type(), Some("application/json"));
        assert!(
            request
                .url
                .ends_with("&account=0052191541&sign=EF5AD5E5B801FE731240B135EA2A46F8")
        );
    }

    #[test]
    fn beside_a_query_a_form_is_not_signed() {
        let call = call(Method::Post, "/live/v4/channel/doc/teacher/update-relation");
        let call = call
            .query("account", "0052191541")
            .unwrap()
            .form(params(&[("fileIds", "a,b")]))
            .unwrap();
        let request = sign(&call);
        let Body::Form(form) = &request.body else {
            panic!("no form")
        };
        assert_eq!(form, "fileIds=a%2Cb");
        assert!(
            request
                .url
                .ends_with("&account=0052191541&sign=EF5AD5E5B801FE731240B135EA2A46F8")
        );
    }

    #[test]
    fn a_post_may_have_no_body() {
        let request = sign(&call(Method::Post, "/x"));
        assert!(request.body == Body::Empty);
        assert_eq!(
            unsigned(&request.url),
            "https://api.polyv.net/x?appId=app&timestamp=1621841869093&"
        );
    }

    #[test]
    fn a_get_has_no_body() {
        assert!(refused(call(Method::Get, "/x").form(Params::new())).starts_with("form "));
        assert!(refused(call(Method::Get, "/x").json()).starts_with("json "));
    }

    #[test]
    fn the_method_of_the_signature_and_a_nonce_are_signed_parameters() {
        let call = call(Method::Get, "/x").query("z", "1").unwrap();
        let stamp = stamp().with_nonce("n-1").unwrap();
        let request = signer("app", "secret")
            .signature_method(SignatureMethod::Sha256)
            .sign(&call, &stamp);
        assert_eq!(
            unsigned(&request.url),
            "https://api.polyv.net/x?appId=app&timestamp=1621841869093&signatureMethod=SHA256&signatureNonce=n-1&z=1&"
        );
        assert_eq!(request.url.rsplit('=').next().unwrap().len(), 64);
    }

    #[test]
    fn a_call_is_signed_anew_for_every_stamp() {
        let call = call(Method::Get, "/x");
        let later = Stamp::at(NOW + 1).unwrap();
        assert_ne!(sign(&call).url, signer("app", "secret").sign(&call, &later).url);
        assert_eq!(sign(&call).url, sign(&call).url);
    }
}

mod parameters {
    use super::*;

    #[test]
    fn what_the_signer_sets_is_reserved() {
        for name in ["appId", "timestamp", "sign", "signatureMethod", "signatureNonce"] {
            assert_eq!(
                refused(Params::new().push(name, "1")),
                format!("{name} is set by the client and can't be a parameter")
            );
        }
        // Other names only look alike.
        for name in ["appid", "Sign", "timestamps", "appSecret"] {
            assert!(Params::new().push(name, "1").is_ok(), "{name}");
        }
    }

    #[test]
    fn blank_and_double_names_are_refused() {
        for name in ["", " ", "\t", "\u{feff}", "\u{3000}", "\0"] {
            assert_eq!(refused(Params::new().push(name, "1")), "a parameter has no name");
        }
        let mut params = params(&[("a", "1")]);
        assert_eq!(refused(params.push("a", "2")), "a is given twice");
        assert_eq!(
            refused(call(Method::Get, "/x").query("a", "1").unwrap().query("a", "1")),
            "a is given twice"
        );
    }

    #[test]
    fn blank_values_are_refused_and_empty_ones_are_not() {
        for value in [" ", "\t\r\n", "\u{a0}", "\u{3000}", "\u{feff}", "\u{1f}", "\0"] {
            assert_eq!(
                refused(Params::new().push("a", value)),
                "a is only white space",
                "{value:?}"
            );
        }
        for value in ["", " x", "x ", "\u{200b}"] {
            assert!(Params::new().push("a", value).is_ok(), "{value:?}");
        }
    }

    #[test]
    fn nul_is_refused_anywhere() {
        for (name, value) in [("a\0", "1"), ("\0a", "1"), ("a", "\0b"), ("a", "b\0c")] {
            assert!(refused(Params::new().push(name, value)).ends_with(" holds a NUL character"));
        }
    }

    #[test]
    fn a_refusal_names_the_parameter_and_never_its_value() {
        let message = refused(Params::new().push("account", "private\0value"));
        assert!(message.contains("account") && !message.contains("private"), "{message}");
    }

    #[test]
    fn a_form_may_repeat_a_name_of_the_query() {
        // Two carriers, two name spaces; only the query is signed.
        let call = call(Method::Post, "/x")
            .query("a", "1")
            .unwrap()
            .form(params(&[("a", "2")]))
            .unwrap();
        let request = sign(&call);
        assert!(request.url.contains("&a=1&") && request.body == Body::Form("a=2".into()));
    }
}

mod paths {
    use super::*;

    #[test]
    fn what_could_lead_elsewhere_is_refused() {
        let cases = [
            ("", "must start with /"),
            ("live", "must start with /"),
            ("https://evil.example/", "must start with /"),
            ("\\live", "must start with /"),
            (
                "/a?b=c",
                "must not hold a query or fragment: use the parameters, which are signed",
            ),
            (
                "/a#b",
                "must not hold a query or fragment: use the parameters, which are signed",
            ),
            ("/{channelId}/a", "has an unfilled {placeholder}"),
            ("/a}", "has an unfilled {placeholder}"),
            ("/", "must not hold empty, `.` or `..` segments"),
            ("//evil.example", "must not hold empty, `.` or `..` segments"),
            ("/a//b", "must not hold empty, `.` or `..` segments"),
            ("/a/", "must not hold empty, `.` or `..` segments"),
            ("/./a", "must not hold empty, `.` or `..` segments"),
            ("/a/..", "must not hold empty, `.` or `..` segments"),
            ("/a/../b", "must not hold empty, `.` or `..` segments"),
            ("/%2e%2e/b", "may hold only characters that need no encoding"),
            ("/a%2Fb", "may hold only characters that need no encoding"),
            ("/a\\..\\b", "may hold only characters that need no encoding"),
            ("/a b", "may hold only characters that need no encoding"),
            ("/a\tb", "may hold only characters that need no encoding"),
            ("/a\r\nHost: evil", "may hold only characters that need no encoding"),
            ("/a\0", "may hold only characters that need no encoding"),
            ("/频道", "may hold only characters that need no encoding"),
            ("/a\"b", "may hold only characters that need no encoding"),
            ("/a|b", "may hold only characters that need no encoding"),
        ];
        for (path, why) in cases {
            assert_eq!(refused(Call::get(path)), format!("path {why}"), "{path:?}");
            assert_eq!(refused(Call::post(path)), format!("path {why}"), "{path:?}");
        }
    }

    #[test]
    fn plain_paths_pass_unchanged() {
        for path in [
            "/live/v4/user/viewer-record/get",
            "/live/v2/channelAccount/2191541/account",
            "/.../~a",
            "/a:b@c;d=e,f'(g)*!$&+",
        ] {
            assert_eq!(
                sign(&call(Method::Get, path)).url.split('?').next(),
                Some(&*format!("https://api.polyv.net{path}"))
            );
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        /// Whatever is accepted, a URL parser reads as that very path on that very host.
        #[test]
        fn an_accepted_path_is_what_is_requested(path in "/?([a-z.%/\\\\?#@:;{} ~é-]|\\PC){0,16}") {
            if let Ok(call) = Call::get(&*path) {
                let url = url::Url::parse(&sign(&call).url).unwrap();
                prop_assert_eq!(url.path(), path);
                prop_assert_eq!(url.host_str(), Some("api.polyv.net"));
                prop_assert_eq!(url.fragment(), None);
            }
        }
    }
}

mod base_urls {
    use super::*;

    fn with_base(url: &str) -> Result<Signer, polyv_edge::Error> {
        signer("app", "secret").base_url(url)
    }

    #[test]
    fn a_gateway_and_a_stand_in_on_this_machine_are_accepted() {
        let cases = [
            (
                "https://gw.example.com:8443/polyv/",
                "https://gw.example.com:8443/polyv/x?",
            ),
            ("HTTPS://API.polyv.net", "https://API.polyv.net/x?"),
            ("https://[2001:db8::1]:8443", "https://[2001:db8::1]:8443/x?"),
            ("http://127.0.0.1:8788", "http://127.0.0.1:8788/x?"),
            ("http://127.8.9.255", "http://127.8.9.255/x?"),
            ("http://localhost:8788/", "http://localhost:8788/x?"),
            ("http://[::1]:1", "http://[::1]:1/x?"),
        ];
        for (base, start) in cases {
            let url = with_base(base).unwrap().sign(&call(Method::Get, "/x"), &stamp()).url;
            assert!(url.starts_with(start), "{base}: {url}");
        }
    }

    #[test]
    fn anything_that_could_leak_a_signed_url_is_refused() {
        let urls = [
            "",
            "api.polyv.net",
            "//api.polyv.net",
            "https:api.polyv.net",
            "https:/api.polyv.net",
            "ftp://api.polyv.net",
            "javascript://api.polyv.net",
            "file:///etc",
            "https://",
            "https:///x",
            "https://:443",
            "http://api.polyv.net",
            "http://127.0.0.1.evil.example",
            "http://localhost.evil.example",
            "http://127.1",
            "http://2130706433",
            "http://0x7f.0.0.1",
            "http://127.0.0.1@evil.example",
            "http://[::ffff:127.0.0.1]",
            "http://0.0.0.0",
            "http://128.0.0.1",
            "http://127.0.0.1\\.evil.example",
            "http://[::2]",
            "https://user@api.polyv.net",
            "https://user:pw@api.polyv.net",
            "https://api.polyv.net?a=b",
            "https://api.polyv.net#a",
            "https://api.polyv.net/a?b",
            "https://api.polyv.net/a#b",
            "https://api.polyv.net/../a",
            "https://api.polyv.net/a/./b",
            "https://api.polyv.net/a//b",
            "https://api.polyv.net/%2e%2e",
            "https://api.polyv.net/.hidden",
            "https://api.polyv.net/a b",
            "https://api.polyv.net:99999",
            "https://api.polyv.net:",
            "https://api.polyv.net:a",
            "https://api.polyv.net:-1",
            "https://api.polyv.net:+443",
            "https://a:1:2",
            "https://[::1",
            "https://::1",
            "https://[::1]x",
            "https://[[::1]",
            "https://api.polyv.net\\@evil.example",
            "https://保利威.cn",
            "https://a\tb",
            "https://a\nb",
            "https://a\0",
            " https://api.polyv.net",
            "https://api.polyv.net ",
        ];
        for url in urls {
            assert!(refused(with_base(url)).starts_with("baseUrl "), "{url:?}");
        }
    }

    #[test]
    fn a_refusal_says_why_and_does_not_repeat_the_url() {
        let message = refused(with_base("https://user:pass-word@api.polyv.net"));
        assert_eq!(message, "baseUrl must not hold a user name or password");
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        /// A URL parser sees what was accepted just as it was meant: the same place, no user, and http only on loopback.
        #[test]
        fn an_accepted_base_is_what_is_asked(
            base in "(https?|HTTP)://([a-z0-9.:@\\[\\]/?#\\\\%-]|127.0.0.1|localhost|\\[::1\\]|:8788|@|/p){1,6}",
        ) {
            let Ok(signer) = with_base(&base) else { return Ok(()) };
            let request = signer.sign(&call(Method::Get, "/x"), &stamp()).url;
            // Hosts that only look like one, such as 127.0.0.999, fail to be asked at all.
            let Ok(url) = url::Url::parse(&request) else { return Ok(()) };
            prop_assert!(url.username().is_empty() && url.password().is_none() && url.fragment().is_none());
            prop_assert!(url.path().ends_with("/x"));
            let is_loopback = match url.host() {
                Some(url::Host::Domain(name)) => name == "localhost",
                Some(url::Host::Ipv4(ip)) => ip.is_loopback(),
                Some(url::Host::Ipv6(ip)) => ip.is_loopback(),
                None => false,
            };
            prop_assert!(url.scheme() == "https" || is_loopback, "{}", url.host_str().unwrap_or_default());
        }
    }
}

mod stamps {
    use super::*;

    #[test]
    fn a_timestamp_has_13_digits() {
        for timestamp in [0, 1_621_841_869, 999_999_999_999, 10_000_000_000_000, u64::MAX] {
            assert_eq!(
                refused(Stamp::at(timestamp)),
                "timestamp must have 13 digits: it is in milliseconds"
            );
        }
        for timestamp in [1_000_000_000_000, NOW, 9_999_999_999_999] {
            assert!(Stamp::at(timestamp).is_ok(), "{timestamp}");
        }
    }

    #[test]
    fn a_nonce_is_not_blank() {
        for nonce in ["", " ", "\u{3000}", "\0"] {
            assert_eq!(refused(stamp().with_nonce(nonce)), "signatureNonce is blank");
        }
    }
}

mod credentials {
    use super::*;

    #[test]
    fn an_app_id_is_not_blank() {
        for app_id in ["", " ", "\u{feff}"] {
            let app_secret = AppSecret::new("secret").unwrap();
            assert_eq!(
                refused(Signer::new(Credentials {
                    app_id: app_id.into(),
                    app_secret
                })),
                "appId is missing"
            );
        }
    }

    #[test]
    fn debug_shows_neither_secret_nor_signature() {
        let signer = signer("app", "very-secret");
        let form = call(Method::Post, "/x").form(params(&[("token", "private")])).unwrap();
        let query = call(Method::Get, "/x").query("token", "private").unwrap();
        let credentials = Credentials {
            app_id: "app".into(),
            app_secret: AppSecret::new("very-secret").unwrap(),
        };
        for request in [signer.sign(&form, &stamp()), signer.sign(&query, &stamp())] {
            let shown = format!("{signer:?} {request:?} {request:#?} {credentials:?}");
            assert!(shown.contains("https://api.polyv.net/x"), "{shown}");
            for hidden in ["very-secret", "sign=", "private", "timestamp"] {
                assert!(!shown.contains(hidden), "{hidden} in {shown}");
            }
        }
    }

    #[test]
    fn an_endpoint_is_shown_without_its_query() {
        let call = call(Method::Post, "/live/v4/x").query("token", "private").unwrap();
        assert_eq!(signer("app", "secret").endpoint(&call), "POST api.polyv.net/live/v4/x");
        let gateway = signer("app", "secret")
            .base_url("https://gw.example.com:8443/polyv")
            .unwrap();
        assert_eq!(gateway.endpoint(&call), "POST gw.example.com:8443/polyv/live/v4/x");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Every input ends in a request or in `invalid_argument`.
    #[test]
    fn nothing_panics(text in any_text(), other in any_text(), timestamp in any::<u64>()) {
        let argument = polyv_edge::ErrorKind::InvalidArgument;
        let is_argument = |error: &polyv_edge::Error| error.kind == argument;
        prop_assert!(Params::new().push(&*text, &*other).err().as_ref().is_none_or(is_argument));
        prop_assert!(Call::get(&*text).err().as_ref().is_none_or(is_argument));
        prop_assert!(signer("app", "secret").base_url(&text).err().as_ref().is_none_or(is_argument));
        prop_assert!(Stamp::at(timestamp).and_then(|stamp| stamp.with_nonce(&*text)).err().as_ref().is_none_or(is_argument));
        prop_assert!(AppSecret::new(&*text).err().as_ref().is_none_or(is_argument));
    }
}
