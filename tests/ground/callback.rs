//! A callback is POLYV's only with the right `md5(appSecret + timestamp)`.

use polyv_edge::{AppSecret, verify_callback};
#[cfg(target_family = "wasm")]
use wasm_bindgen_test::wasm_bindgen_test as test;

/// `printf 'secret1621841869093' | md5sum`
const SIGN: &str = "c0367c8b245a28b1ba720dc900ff0c81";

fn is_polyvs(timestamp: &str, sign: &str) -> bool {
    verify_callback(&AppSecret::new("secret").unwrap(), timestamp, sign)
}

#[test]
fn the_right_signature_is_accepted_in_any_case() {
    for sign in [SIGN, &SIGN.to_uppercase(), &SIGN.replace('c', "C")] {
        assert!(is_polyvs("1621841869093", sign), "{sign}");
    }
}

#[test]
fn anything_else_is_refused() {
    let is_digit = |c: char| c.is_ascii_digit();
    for (timestamp, sign) in [
        ("1621841869094", SIGN.to_owned()),
        ("1621841869093", String::new()),
        ("1621841869093", SIGN[..31].to_owned()),
        ("1621841869093", format!("{SIGN}0")),
        ("1621841869093", format!(" {SIGN}")),
        ("1621841869093", SIGN.replace(is_digit, "0")),
        // A full-width digit is not the digit.
        ("1621841869093", SIGN.replacen(is_digit, "\u{ff11}", 1)),
        // MD5 of the secret alone, which would prove nothing about when.
        ("", "5ebe2294ecd0e0f08eab7690d2a6ee69".to_owned()),
    ] {
        assert!(!is_polyvs(timestamp, &sign), "{timestamp:?} {sign:?}");
    }
    assert!(!verify_callback(&AppSecret::new("Secret").unwrap(), "1621841869093", SIGN));
}

#[cfg(not(target_family = "wasm"))]
proptest::proptest! {
    #![proptest_config(crate::support::cases())]

    #[test]
    fn no_guess_is_accepted(timestamp in "\\PC{0,16}", sign in "[0-9a-fA-F]{0,64}") {
        proptest::prop_assert!(!is_polyvs(&timestamp, &sign));
    }
}
