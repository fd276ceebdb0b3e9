//! A call becomes exactly one signed request, and what can't be signed safely is refused before.

use polyv_edge::{
    AppSecret, Body, Call, Credentials, Method, Params, SignatureMethod, SignedRequest, Signer, SigningTime,
};
#[cfg(target_family = "wasm")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use super::support::*;

/// The signature over `account=0052191541`: D3 of the fixtures.
const SIGN: &str = "EF5AD5E5B801FE731240B135EA2A46F8";

fn sign(call: &Call) -> SignedRequest {
    signer("app", "secret").sign(call, &time())
}

fn account() -> Params {
    params(&[("account", "0052191541")])
}

#[test]
fn a_get_carries_all_in_its_query() {
    let request = sign(&get("/live/v2/x").query("account", "0052191541").unwrap());
    assert_eq!((request.method, request.body.content_type()), (Method::Get, None));
    assert!(request.body == Body::Empty);
    let query = format!("appId=app&timestamp=1621841869093&account=0052191541&sign={SIGN}");
    assert_eq!(request.url, format!("https://api.polyv.net/live/v2/x?{query}"));
}

#[test]
fn a_form_carries_all_in_its_body() {
    let request = sign(&post("/live/v2/x").form(account()).unwrap());
    assert_eq!((request.method, &*request.url), (Method::Post, "https://api.polyv.net/live/v2/x"));
    assert_eq!(request.body.content_type(), Some("application/x-www-form-urlencoded"));
    let form = format!("appId=app&timestamp=1621841869093&account=0052191541&sign={SIGN}");
    assert!(request.body == Body::Form(form));
}

#[test]
fn a_json_body_is_announced_and_not_signed() {
    let request = sign(&post("/live/v4/x").query("account", "0052191541").unwrap().json().unwrap());
    assert!(request.body == Body::Json);
    assert_eq!(request.body.content_type(), Some("application/json"));
    assert!(request.url.ends_with(&format!("&account=0052191541&sign={SIGN}")));
}

#[test]
fn beside_files_the_signature_is_a_part() {
    let request = sign(&post("/live/v3/x").multipart(account()).unwrap());
    assert_eq!((&*request.url, request.body.content_type()), ("https://api.polyv.net/live/v3/x", None));
    let Body::Multipart(parts) = request.body else { panic!("no parts") };
    let names: Vec<_> = parts.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["appId", "timestamp", "account", "sign"]);
    assert_eq!(parts[3].1, SIGN);
    // Hosts write line ends so, and what travels is signed.
    let request = sign(&post("/x").multipart(params(&[("a", "1\n2\r3\r\n4\n\n")])).unwrap());
    assert!(matches!(request.body, Body::Multipart(parts) if parts[2].1 == "1\r\n2\r\n3\r\n4\r\n\r\n"));
    // With a query, the signature covers that, and the files travel alone.
    let query = post("/x").query("account", "0052191541").unwrap();
    assert!(refused(query.clone().multipart(params(&[("a", "1")]))).starts_with("query and form "));
    let request = sign(&query.multipart(Params::new()).unwrap());
    assert!(request.url.ends_with(&format!("&account=0052191541&sign={SIGN}")));
    assert!(request.body == Body::Multipart(vec![]));
}

#[test]
fn a_query_and_a_form_exclude_each_other_but_at_one_endpoint() {
    let query = post("/live/v4/x").query("account", "0052191541").unwrap();
    assert!(refused(query.clone().form(params(&[("a", "1")]))).starts_with("query and form "));
    assert!(refused(post("/x").form(account()).unwrap().query("a", "1")).starts_with("query and form "));
    // An empty form is none.
    assert!(query.form(Params::new()).is_ok());
    let call = post("/live/v4/channel/doc/teacher/update-relation").query("account", "0052191541").unwrap();
    // Two carriers, two name spaces; only the query is signed.
    let request = sign(&call.form(params(&[("account", "a,b")])).unwrap());
    assert!(request.body == Body::Form("account=a%2Cb".into()));
    assert!(request.url.ends_with(&format!("&account=0052191541&sign={SIGN}")));
}

#[test]
fn a_post_may_have_no_body_and_a_get_has_none() {
    let request = sign(&post("/x"));
    assert!(request.body == Body::Empty);
    assert!(request.url.starts_with("https://api.polyv.net/x?appId=app&timestamp=1621841869093&sign="));
    assert!(refused(get("/x").form(Params::new())).starts_with("form "));
    assert!(refused(get("/x").json()).starts_with("json "));
    assert!(refused(get("/x").multipart(Params::new())).starts_with("files "));
}

#[test]
fn the_method_of_the_signature_and_a_nonce_are_signed_parameters() {
    let time = time().with_nonce("n-1").unwrap();
    let signer = signer("app", "secret").signature_method(SignatureMethod::Sha256);
    let url = signer.sign(&get("/x").query("z", "1").unwrap(), &time).url;
    let (unsigned, sign) = url.rsplit_once("&sign=").unwrap();
    assert!(unsigned.ends_with("&signatureMethod=SHA256&signatureNonce=n-1&z=1"), "{unsigned}");
    assert_eq!(sign.len(), 64);
}

#[test]
fn what_the_signer_sets_is_reserved() {
    for name in ["appId", "timestamp", "sign", "signatureMethod", "signatureNonce"] {
        assert!(refused(Params::new().push(name, "1")).starts_with(&format!("{name} ")));
        assert!(refused(get("/x").query(name, "1")).starts_with(&format!("{name} ")));
    }
    // Other names only look alike.
    for name in ["appid", "Sign", "timestamps", "appSecret"] {
        assert!(Params::new().push(name, "1").is_ok(), "{name}");
    }
}

#[test]
fn a_parameter_has_a_name_of_its_own() {
    for name in ["", " ", "\t", "\u{feff}", "\u{3000}", "\0", "a\0", "\0a"] {
        refused(Params::new().push(name, "1"));
    }
    assert!(refused(params(&[("a", "1")]).push("a", "2")).starts_with("a "));
    assert!(refused(get("/x").query("a", "1").unwrap().query("a", "1")).starts_with("a "));
}

#[test]
fn blank_values_are_refused_and_empty_ones_are_not() {
    for value in [" ", "\t\r\n", "\u{a0}", "\u{3000}", "\u{feff}", "\u{1f}", "\0", "\0private", "private\0x"] {
        let message = refused(Params::new().push("account", value));
        assert!(message.starts_with("account ") && !message.contains("private"), "{value:?}: {message}");
    }
    for value in ["", " x", "x ", "\u{200b}"] {
        assert!(Params::new().push("a", value).is_ok(), "{value:?}");
    }
}

#[test]
fn paths_that_could_lead_elsewhere_are_refused() {
    for path in [
        "", "live", "https://evil.example/", "\\live", "/a?b=c", "/a#b", "/{channelId}/a", "/a}", "/",
        "//evil.example", "/a//b", "/a/", "/./a", "/a/..", "/a/../b", "/a/..;/b", "/a;b=c", "/%2e%2e/b", "/a%2Fb",
        "/a\\..\\b", "/a b", "/a\tb", "/a\r\nHost: evil", "/a\0", "/频道", "/a\"b", "/a|b",
    ] {
        assert!(refused(Call::get(path)).starts_with("path "), "{path:?}");
        assert!(refused(Call::post(path)).starts_with("path "), "{path:?}");
    }
    for path in ["/live/v2/channelAccount/2191541/account", "/.../~a", "/a:b@c,d=e,f'(g)*!$&+"] {
        let url = sign(&get(path)).url;
        assert_eq!(url.split('?').next(), Some(&*format!("https://api.polyv.net{path}")));
    }
}

#[test]
fn requests_go_to_the_base_url() {
    for (base, start) in [
        ("https://gw.example.com:8443/polyv/", "https://gw.example.com:8443/polyv/x?"),
        ("HTTPS://API.polyv.net", "https://API.polyv.net/x?"),
        ("https://[2001:db8::1]:8443", "https://[2001:db8::1]:8443/x?"),
        ("https://[1:2:3:4:5:6:7:8]", "https://[1:2:3:4:5:6:7:8]/x?"),
        ("http://127.8.9.255", "http://127.8.9.255/x?"),
        ("http://localhost:8788/", "http://localhost:8788/x?"),
        ("http://[::1]:1", "http://[::1]:1/x?"),
    ] {
        let url = signer("app", "secret").base_url(base).unwrap().sign(&get("/x"), &time()).url;
        assert!(url.starts_with(start), "{base}: {url}");
    }
}

#[test]
fn http_is_for_loopback_unless_allowed() {
    for host in [
        "api.polyv.net", "polyv-emulator:8788", "127.0.0.1.evil.com", "localhost.evil.com", "127...", "127.1..",
        "127.0.0.1.", "127.99999.0.1", "128.0.0.1", "0.0.0.0", "0x7f.0.0.1", "2130706433", "[::2]", "[::ffff:7f00:1]",
    ] {
        let url = format!("http://{host}");
        assert!(refused(signer("app", "secret").base_url(&url)).starts_with("baseUrl "), "{url}");
        assert!(signer("app", "secret").base_url_allowing_http(&url).is_ok(), "{url}");
    }
}

#[test]
fn a_base_url_is_a_host_and_a_plain_path() {
    for url in [
        "", "https://", "https:///x", "//api.polyv.net", "ftp://127.0.0.1", "https://[]", "https://[::1",
        "https://[:::::]", "https://[1::2::3]", "https://[12345::]", "https://[1:2:3]", "https://[:1:2:3:4:5:6:7]",
        "https://a?b", "https://a#b", "https://a/../b", "https://a\\b", "https://a b", "https://a:99999",
        "https://a:+1", "https://a:", "https://保利威.cn", "http://127.0.0.1@evil.com",
        "https://user:pass-word@api.polyv.net",
    ] {
        let message = refused(signer("app", "secret").base_url_allowing_http(url));
        assert!(message.starts_with("baseUrl ") && !message.contains("pass-word"), "{url}: {message}");
    }
}

#[test]
fn a_timestamp_has_13_digits_and_a_nonce_is_not_blank() {
    for timestamp in [0, 1_621_841_869, 999_999_999_999, 10_000_000_000_000, u64::MAX] {
        assert!(refused(SigningTime::at(timestamp)).starts_with("timestamp "));
    }
    for timestamp in [1_000_000_000_000, NOW, 9_999_999_999_999] {
        assert!(SigningTime::at(timestamp).is_ok(), "{timestamp}");
    }
    for nonce in ["", " ", "\u{3000}", "\0"] {
        assert!(refused(time().with_nonce(nonce)).starts_with("signatureNonce "));
    }
}

#[test]
fn an_app_id_is_printable_ascii_too() {
    for app_id in ["", " ", "\u{feff}", "app\n", "\u{200b}app", "'app'", "a pp"] {
        let app_secret = AppSecret::new("secret").unwrap();
        let app_id = app_id.into();
        assert!(refused(Signer::new(Credentials { app_id, app_secret })).starts_with("appId "));
    }
}

#[test]
fn debug_shows_neither_secret_nor_signature() {
    let signer = signer("app", "very-secret");
    let private = || params(&[("token", "private")]);
    let app_secret = AppSecret::new("very-secret").unwrap();
    let credentials = Credentials { app_id: "app".into(), app_secret };
    for call in [
        post("/x").form(private()).unwrap(),
        post("/x").multipart(private()).unwrap(),
        get("/x").query("token", "private").unwrap(),
    ] {
        let request = signer.sign(&call, &time());
        let shown = format!("{signer:?} {request:?} {request:#?} {credentials:?}");
        assert!(shown.contains("https://api.polyv.net/x"), "{shown}");
        for hidden in ["very-secret", "sign=", "private", "timestamp"] {
            assert!(!shown.contains(hidden), "{hidden} in {shown}");
        }
    }
}

#[test]
fn an_endpoint_is_shown_without_its_query() {
    let call = post("/live/v4/x").query("token", "private").unwrap();
    assert_eq!(signer("app", "secret").endpoint(&call), "POST api.polyv.net/live/v4/x");
    let gateway = signer("app", "secret").base_url("https://gw.example.com:8443/polyv").unwrap();
    assert_eq!(gateway.endpoint(&call), "POST gw.example.com:8443/polyv/live/v4/x");
}

#[cfg(not(target_family = "wasm"))]
mod properties {
    use polyv_edge::{Error, ErrorKind};
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(cases())]

        /// Whatever is accepted, a URL parser reads as that very path on that very host.
        #[test]
        fn an_accepted_path_is_what_is_requested(path in "/?([a-z.%/\\\\?#@:;{} ~é-]|\\PC){0,16}") {
            if let Ok(call) = Call::get(&*path) {
                let url = url::Url::parse(&sign(&call).url).unwrap();
                prop_assert_eq!((url.path(), url.host_str(), url.fragment()), (&*path, Some("api.polyv.net"), None));
            }
        }

        /// A URL parser sees what was accepted just as it was meant: the same place, no user, http only on loopback.
        #[test]
        fn an_accepted_base_is_what_is_asked(
            base in "(https?|HTTP)://([a-z0-9.:@\\[\\]/?#\\\\%-]|127.0.0.1|localhost|\\[::1\\]|:8788|@|/p){1,6}",
        ) {
            let Ok(signer) = signer("app", "secret").base_url(&base) else { return Ok(()) };
            // Hosts that only look like one, such as 127.0.0.999, fail to be asked at all.
            let Ok(url) = url::Url::parse(&signer.sign(&get("/x"), &time()).url) else { return Ok(()) };
            prop_assert!(url.username().is_empty() && url.password().is_none() && url.fragment().is_none());
            prop_assert!(url.path().ends_with("/x"));
            let is_loopback = match url.host() {
                Some(url::Host::Domain(name)) => name == "localhost",
                Some(url::Host::Ipv4(ip)) => ip.is_loopback(),
                Some(url::Host::Ipv6(ip)) => ip.is_loopback(),
                None => false,
            };
            prop_assert!(url.scheme() == "https" || is_loopback, "{url}");
        }

        /// Every input ends in a request or in `invalid_argument`.
        #[test]
        fn nothing_panics(text in any_text(), other in any_text(), timestamp in any::<u64>()) {
            let errors: [Option<Error>; 5] = [
                Params::new().push(&*text, &*other).err(),
                Call::get(&*text).err(),
                signer("app", "secret").base_url(&text).err(),
                SigningTime::at(timestamp).and_then(|time| time.with_nonce(&*text)).err(),
                AppSecret::new(&*text).err(),
            ];
            for error in errors.into_iter().flatten() {
                prop_assert_eq!(error.kind, ErrorKind::InvalidArgument);
            }
        }
    }
}
