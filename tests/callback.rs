//! A callback is POLYV's only with the right `md5(appSecret + timestamp)`.

#![cfg(not(target_family = "wasm"))]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used
)]

use polyv_edge::{AppSecret, verify_callback};
use proptest::prelude::*;

/// `printf 'secret1621841869093' | md5sum`
const SIGN: &str = "c0367c8b245a28b1ba720dc900ff0c81";

fn is_polyvs(timestamp: &str, sign: &str) -> bool {
    verify_callback(&AppSecret::new("secret").unwrap(), timestamp, sign)
}

#[test]
fn the_right_signature_is_accepted_in_any_case() {
    assert!(is_polyvs("1621841869093", SIGN));
    assert!(is_polyvs("1621841869093", &SIGN.to_uppercase()));
    let mixed = SIGN
        .char_indices()
        .map(|(i, c)| if i % 2 == 0 { c.to_ascii_uppercase() } else { c })
        .collect::<String>();
    assert!(is_polyvs("1621841869093", &mixed));
}

#[test]
fn anything_else_is_refused() {
    let cases = [
        ("1621841869094", SIGN.to_owned()),
        ("1621841869093", String::new()),
        ("1621841869093", SIGN[..31].to_owned()),
        ("1621841869093", format!("{SIGN}0")),
        ("1621841869093", format!(" {SIGN}")),
        ("1621841869093", SIGN.replace(|c: char| c.is_ascii_digit(), "0")),
        // A full-width digit is not the digit.
        (
            "1621841869093",
            SIGN.replacen(|c: char| c.is_ascii_digit(), "\u{ff11}", 1),
        ),
    ];
    for (timestamp, sign) in cases {
        assert!(!is_polyvs(timestamp, &sign), "{timestamp:?} {sign:?}");
    }
    assert!(!verify_callback(
        &AppSecret::new("Secret").unwrap(),
        "1621841869093",
        SIGN
    ));
}

#[test]
fn without_a_timestamp_the_signature_proves_nothing() {
    // md5 of the secret alone: what an attacker would need is only that, for ever.
    assert!(!is_polyvs("", "5ebe2294ecd0e0f08eab7690d2a6ee69"));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_guess_is_accepted(timestamp in "\\PC{0,16}", sign in "[0-9a-fA-F]{0,64}") {
        prop_assert!(!is_polyvs(&timestamp, &sign));
    }
}
