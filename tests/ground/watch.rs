//! What POLYV's watch pages and callbacks sign, and what proves that POLYV sent something.

use polyv_edge::{AppSecret, WatchKey, verify_callback};
#[cfg(target_family = "wasm")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use super::support::*;

const VIEWER: &str = "1b448be323";
const LINKED_AT: &str = "1498547407000";
/// `printf 'secretkey1b448be323secretkey1498547407000' | md5sum`
const LINK: &str = "88bb01c648141e12588ce55e809f5c28";

const CHANNEL: &str = "10000";
const VISITED_AT: &str = "1466648001977";
/// `printf 'secretkey10000secretkey1466648001977' | md5sum`
const VISIT: &str = "5d50840262aa91d048cc6fa024a3ac60";
/// `printf 'secretkey10000secretkey1466648001977secretkey1b448be323' | md5sum`
const RETURN: &str = "e380c5b3d330cbb2acba981469c53b3a";

const CALLED_BACK_AT: &str = "1621841869093";
/// `printf 'secret1621841869093' | md5sum`
const CALLBACK: &str = "c0367c8b245a28b1ba720dc900ff0c81";

fn key() -> WatchKey {
    WatchKey::new("secretkey").unwrap()
}

fn is_callback(timestamp: &str, sign: &str) -> bool {
    verify_callback(&AppSecret::new("secret").unwrap(), timestamp, sign)
}

#[test]
fn what_the_customer_signs_is_what_polyv_expects() {
    assert_eq!(key().sign_link(VIEWER, LINKED_AT), LINK);
    assert_eq!(key().sign_custom_return(CHANNEL, VISITED_AT, VIEWER), RETURN);
}

#[test]
fn what_polyv_signed_is_accepted_in_any_case() {
    let mixed = |sign: &str| {
        let case = |(i, c): (usize, char)| if i % 2 == 0 { c.to_ascii_uppercase() } else { c };
        sign.char_indices().map(case).collect::<String>()
    };
    for change in [str::to_owned, str::to_uppercase, mixed as fn(&str) -> String] {
        assert!(key().verify_external(VIEWER, LINKED_AT, &change(LINK)));
        assert!(key().verify_custom(CHANNEL, VISITED_AT, &change(VISIT)));
        assert!(is_callback(CALLED_BACK_AT, &change(CALLBACK)));
    }
}

#[test]
fn anything_else_is_refused() {
    let wrong = |sign: &str| {
        let digit = |c: char| c.is_ascii_digit();
        [
            String::new(),
            sign[..31].to_owned(),
            format!("{sign}0"),
            format!(" {sign}"),
            sign.replace(digit, "0"),
            // A full-width digit is not the digit.
            sign.replacen(digit, "\u{ff11}", 1),
        ]
    };
    for index in 0..6 {
        let [link, visit, callback] = [LINK, VISIT, CALLBACK].map(|sign| wrong(sign)[index].clone());
        assert!(!key().verify_external(VIEWER, LINKED_AT, &link), "{link:?}");
        assert!(!key().verify_custom(CHANNEL, VISITED_AT, &visit), "{visit:?}");
        assert!(!is_callback(CALLED_BACK_AT, &callback), "{callback:?}");
    }
}

#[test]
fn a_signature_is_of_one_key_one_time_and_one_viewer() {
    let other = WatchKey::new("Secretkey").unwrap();
    assert!(!other.verify_external(VIEWER, LINKED_AT, LINK));
    assert!(!key().verify_external("1b448be324", LINKED_AT, LINK));
    assert!(!key().verify_external(VIEWER, "1498547407001", LINK));
    assert!(!key().verify_custom("10001", VISITED_AT, VISIT));
    assert!(!is_callback("1621841869094", CALLBACK));
    assert!(!verify_callback(&AppSecret::new("Secret").unwrap(), CALLED_BACK_AT, CALLBACK));
}

#[test]
fn without_a_part_a_signature_proves_nothing() {
    // md5 of the key alone: what an attacker would need is only that, for ever.
    assert!(!is_callback("", "5ebe2294ecd0e0f08eab7690d2a6ee69"));
    assert!(!key().verify_external("", LINKED_AT, &key().sign_link("", LINKED_AT)));
    assert!(!key().verify_custom(CHANNEL, "", &key().sign_link(CHANNEL, "")));
}

#[test]
fn a_key_is_printable_and_never_shown() {
    for wrong in ["", " ", "a b", "key\n", "\"key\"", "'key'", "密钥", "k\0y"] {
        refused(WatchKey::new(wrong));
    }
    assert!(!refused(WatchKey::new("two words")).contains("two words"));
    assert_eq!(format!("{:?}", key()), "WatchKey(…)");
}
