//! Debug is what ends up in logs: it shows what callers of an edge may see, as the redacted object does.

use polyv_edge::{ChannelAccount, Page, Viewer, parse};
use serde_json::json;
#[cfg(target_family = "wasm")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use super::support::*;

#[test]
fn debug_of_a_role_shows_no_secret() {
    let mut data = data_of(ACCOUNT);
    data["loginUrl"] = json!("https://live.polyv.cn/login?token=log-in-token");
    data["newSecret"] = json!("undeclared");
    data["actor"] = json!(["undeclared"]);
    let account: ChannelAccount = parse(&answer(&data)).unwrap();
    for shown in [format!("{account:?}"), format!("{account:#?}"), account.redacted().to_string()] {
        for hidden in ["xxxxxx", "km1bdhf9", "auth_key", "rtmp:", "log-in-token", "undeclared", "passwd"] {
            assert!(!shown.contains(hidden), "{hidden} in {shown}");
        }
        for visible in ["0062149710", "2149710", "杨老师123", "Assistant"] {
            assert!(shown.contains(visible), "{visible} not in {shown}");
        }
    }
}

#[test]
fn debug_of_a_viewer_masks_what_is_personal() {
    let mut data = data_of(VIEWER);
    let personal = [
        ("mobile", "13800138000", "138****8000"),
        ("lastCollectMobile", "13900139000", "139****9000"),
        ("email", "wang.fang@example.com", "w***@example.com"),
        ("latestAccessIp", "203.0.113.7", "203.0.*.*"),
        ("wxOpenId", "oX1a2b3c4d5e6f", "oX****6f"),
        ("wxUnionId", "uN1a2b3c4d5e6g", "uN****6g"),
        ("wxAppId", "wx1a2b3c4d5e6h", "wx****6h"),
    ];
    for (name, value, _) in personal {
        data[name] = json!(value);
    }
    data["idCard"] = json!("undeclared");
    data["labels"] = json!([{"id": 1, "label": "VIP", "note": "undeclared"}]);
    let viewer: Viewer = parse(&answer(&data)).unwrap();
    let page: Page<Viewer> = parse(&answer(&json!({"contents": [data]}))).unwrap();
    for shown in [format!("{viewer:?}"), format!("{page:?}"), viewer.redacted().to_string()] {
        for (name, value, masked) in personal {
            assert!(!shown.contains(value) && shown.contains(masked), "{name} in {shown}");
        }
        assert!(!shown.contains("undeclared") && !shown.contains("idCard"), "{shown}");
        assert!(shown.contains("VIP") && shown.contains("2_v378gn997yovtl3p8h77db9e224t6hg9"), "{shown}");
    }
}

/// Serialising is for storing: it keeps what Debug hides.
#[test]
fn serialising_keeps_secrets() {
    let account: ChannelAccount = parse(ACCOUNT).unwrap();
    assert!(serde_json::to_string(&account).unwrap().contains("auth_key"));
}
