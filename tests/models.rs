//! Models hold what POLYV's pages show, keep what they do not know, and show no secret.

#![cfg(not(target_family = "wasm"))]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used
)]

use polyv_edge::{ChannelAccount, ErrorKind, MODELS, Page, Viewer, ViewerLabel, parse};
use serde_json::{Value, json};

fn fixture(name: &str) -> String {
    std::fs::read_to_string(format!("{}/tests/fixtures/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn fixture_data(name: &str) -> Value {
    serde_json::from_str::<Value>(&fixture(name)).unwrap()["data"].take()
}

fn answer(data: &Value) -> String {
    json!({"code": 200, "status": "success", "data": data}).to_string()
}

/// The page's sample, with one field changed.
fn viewer_with(name: &str, value: Value) -> Result<Viewer, polyv_edge::Error> {
    let mut data = fixture_data("viewer.json");
    data[name] = value;
    parse(&answer(&data))
}

fn account_with(name: &str, value: Value) -> Result<ChannelAccount, polyv_edge::Error> {
    let mut data = fixture_data("channel-account.json");
    data[name] = value;
    parse(&answer(&data))
}

fn refused<T>(result: Result<T, polyv_edge::Error>) -> String {
    let error = result.err().expect("accepted what must be refused");
    assert_eq!(error.kind, ErrorKind::InvalidResponse);
    error.message.to_string()
}

mod samples {
    use super::*;

    #[test]
    fn the_viewer_of_the_page() {
        let viewer: Viewer = parse(&fixture("viewer.json")).unwrap();
        assert_eq!(viewer.viewer_union_id, "2_v378gn997yovtl3p8h77db9e224t6hg9");
        assert_eq!(viewer.source, "IMPORT");
        assert_eq!(viewer.latest_auth_time, 1_712_054_271_000);
        assert_eq!(viewer.create_time, 1_712_054_270_000);
        assert_eq!(viewer.nickname.as_deref(), Some("2222"));
        assert_eq!(viewer.mobile.as_deref(), Some("3333"));
        assert_eq!((viewer.watch_duration, viewer.watch_channel_count), (Some(0), Some(0)));
        for text in [
            &viewer.name,
            &viewer.last_collect_mobile,
            &viewer.email,
            &viewer.area,
            &viewer.latest_access_ip,
            &viewer.device,
            &viewer.wx_open_id,
            &viewer.wx_union_id,
            &viewer.wx_nick_name,
            &viewer.wx_avatar,
            &viewer.wx_app_id,
        ] {
            assert_eq!(text.as_deref(), Some("demoData"));
        }
        assert_eq!((viewer.external_viewer_id, viewer.labels), (None, None));
        assert!(
            viewer.extra.is_empty(),
            "the page's sample has no field that is not declared"
        );
    }

    #[test]
    fn the_role_of_the_page() {
        let account: ChannelAccount = parse(&fixture("channel-account.json")).unwrap();
        assert_eq!(account.account, "0062149710");
        assert_eq!(account.channel_id, "2149710");
        assert_eq!(account.user_id.as_deref(), Some("1b448be323"));
        assert_eq!(account.passwd.as_deref(), Some("xxxxxx"));
        assert_eq!(account.nickname.as_deref(), Some("杨老师123"));
        assert_eq!(account.stream.as_deref(), Some("km1bdhf9"));
        assert_eq!(account.status.as_deref(), Some("Y"));
        assert_eq!(account.created_time, Some(1_615_252_064_000));
        assert_eq!(account.last_modified, Some(1_615_254_463_000));
        assert_eq!(account.channel_session_id, None);
        assert_eq!(account.sort, Some(6));
        assert_eq!(account.actor.as_deref(), Some("助教"));
        assert_eq!(account.role.as_deref(), Some("Assistant"));
        assert!(
            account
                .push_url
                .unwrap()
                .starts_with("rtmp://push-d1.videocc.net/recordf/")
        );
        let flags = [
            (&account.page_turn_enabled, "N"),
            (&account.notify_enabled, "Y"),
            (&account.checkin_enabled, "Y"),
            (&account.vote_enabled, "Y"),
            (&account.lottery_enabled, "Y"),
            (&account.chat_list_enabled, "Y"),
            (&account.chat_audit_enabled, "N"),
            (&account.monitor_enabled, "N"),
            (&account.round_tour_enabled, "N"),
            (&account.watch_lock_enabled, "N"),
        ];
        for (flag, expected) in flags {
            assert_eq!(flag.as_deref(), Some(expected));
        }
        assert_eq!(account.chat_interaction_enabled, None);
        assert!(
            account.extra.is_empty(),
            "the page's sample has no field that is not declared"
        );
    }

    #[test]
    fn the_failures_of_the_pages() {
        let error = parse::<Viewer>(&fixture("viewer-error.json")).unwrap_err();
        assert_eq!(
            (error.kind, error.code, error.error_code),
            (ErrorKind::Unauthorized, Some(400), Some(20001))
        );
        assert_eq!(
            error.request_id.as_deref(),
            Some("d310b70bc329403f87f77f9203d50f89.128.16360831552223589")
        );
        let error = parse::<ChannelAccount>(&fixture("channel-account-error.json")).unwrap_err();
        assert_eq!(
            (error.kind, error.code, error.error_code),
            (ErrorKind::InvalidSignature, Some(400), None)
        );
    }

    #[test]
    fn a_list_and_a_page() {
        let (viewer, account) = (fixture_data("viewer.json"), fixture_data("channel-account.json"));
        let accounts: Vec<ChannelAccount> = parse(&answer(&json!([account, account]))).unwrap();
        assert_eq!(accounts.len(), 2);
        let page = json!({"pageNumber": 1, "pageSize": 10, "totalPages": 1, "totalItems": 1, "contents": [viewer]});
        let page: Page<Viewer> = parse(&answer(&page)).unwrap();
        assert_eq!(
            (page.contents.len(), page.page_number, page.total_items),
            (1, Some(1), Some(1))
        );
        assert_eq!(
            parse::<Page<Viewer>>(&answer(&json!({"contents": []})))
                .unwrap()
                .contents,
            []
        );
        assert_eq!(parse::<Vec<Viewer>>(&answer(&json!([]))).unwrap(), []);
    }
}

mod presence {
    use super::*;

    #[test]
    fn what_the_page_calls_required_must_be_there() {
        for name in ["viewerUnionId", "source", "latestAuthTime", "createTime"] {
            let mut data = fixture_data("viewer.json");
            data.as_object_mut().unwrap().remove(name);
            assert_eq!(
                refused(parse::<Viewer>(&answer(&data))),
                format!("unexpected data: {name} is missing")
            );
            assert_eq!(
                refused(viewer_with(name, Value::Null)),
                format!("unexpected data: {name} is missing")
            );
        }
        for name in ["account", "channelId"] {
            assert_eq!(
                refused(account_with(name, Value::Null)),
                format!("unexpected data: {name} is missing")
            );
        }
        assert_eq!(
            refused(parse::<Page<Viewer>>(&answer(&json!({})))),
            "unexpected data: contents is missing"
        );
    }

    #[test]
    fn every_other_field_may_be_null_or_absent() {
        for (model, file) in [("Viewer", "viewer.json"), ("ChannelAccount", "channel-account.json")] {
            let model = MODELS.iter().find(|known| known.name == model).unwrap();
            let mut nulls = fixture_data(file);
            let mut required = nulls.clone();
            for field in model.fields.iter().filter(|field| !field.required) {
                nulls[field.name] = Value::Null;
                required.as_object_mut().unwrap().remove(field.name);
            }
            let (nulls, required) = (answer(&nulls), answer(&required));
            if model.name == "Viewer" {
                assert_eq!(parse::<Viewer>(&nulls).unwrap(), parse::<Viewer>(&required).unwrap());
            } else {
                assert_eq!(
                    parse::<ChannelAccount>(&nulls).unwrap(),
                    parse::<ChannelAccount>(&required).unwrap()
                );
            }
        }
    }

    #[test]
    fn data_that_is_no_object_is_no_model() {
        for data in [
            json!(null),
            json!(""),
            json!("text"),
            json!([]),
            json!(1),
            json!(true),
            json!([{"account": "a"}]),
        ] {
            refused(parse::<Viewer>(&answer(&data)));
            refused(parse::<ChannelAccount>(&answer(&data)));
        }
        refused(parse::<Viewer>(r#"{"code":200}"#));
        for data in [
            json!(null),
            json!(""),
            json!({}),
            json!([1]),
            json!([null]),
            json!([[]]),
        ] {
            refused(parse::<Vec<Viewer>>(&answer(&data)));
        }
    }
}

mod kinds {
    use super::*;

    #[test]
    fn ids_that_arrive_as_numbers_become_text() {
        assert_eq!(
            account_with("channelId", json!(2_149_710)).unwrap().channel_id,
            "2149710"
        );
        assert_eq!(
            account_with("channelId", json!("02149710")).unwrap().channel_id,
            "02149710"
        );
        assert_eq!(
            account_with("channelId", json!(9_007_199_254_740_991_i64))
                .unwrap()
                .channel_id,
            "9007199254740991"
        );
        assert_eq!(
            account_with("userId", json!(-5)).unwrap().user_id.as_deref(),
            Some("-5")
        );
        assert_eq!(account_with("channelId", json!(3.0)).unwrap().channel_id, "3");
        let labels = viewer_with("labels", json!([{"id": 1282, "label": "VIP"}, {"id": "1283"}]))
            .unwrap()
            .labels
            .unwrap();
        let ids: Vec<&str> = labels.iter().map(|ViewerLabel { id, .. }| id.as_str()).collect();
        assert_eq!(ids, ["1282", "1283"]);
        for value in [
            json!(9_007_199_254_740_992_i64),
            json!(1.5),
            json!(1e21),
            json!(true),
            json!({}),
            json!([1]),
        ] {
            assert_eq!(
                refused(account_with("channelId", value)),
                "unexpected data: channelId is not text or an exact whole number"
            );
        }
    }

    #[test]
    fn an_account_is_never_a_number() {
        // Its zeros would be lost already.
        assert_eq!(
            refused(account_with("account", json!(62_149_710))),
            "unexpected data: account is not text"
        );
    }

    #[test]
    fn the_sort_of_lists_is_a_number_in_text() {
        for (value, sort) in [
            (json!(6), 6),
            (json!("6"), 6),
            (json!("-1"), -1),
            (json!("007"), 7),
            (json!(6.0), 6),
        ] {
            assert_eq!(account_with("sort", value).unwrap().sort, Some(sort));
        }
        for value in [
            json!(""),
            json!(" 6"),
            json!("6.0"),
            json!("6a"),
            json!("-"),
            json!("+6"),
            json!("0x6"),
            json!("1e3"),
            json!(6.5),
            json!("9007199254740992"),
            json!("-9223372036854775808"),
            json!("9223372036854775808"),
            json!([]),
            json!(true),
        ] {
            assert_eq!(
                refused(account_with("sort", value)),
                "unexpected data: sort is not a whole number"
            );
        }
    }

    #[test]
    fn dates_are_whole_and_exact() {
        for (value, expected) in [
            (json!(0), 0),
            (json!(-1), -1),
            (json!(1.712e12), 1_712_000_000_000),
            (json!(9_007_199_254_740_991_i64), 9_007_199_254_740_991),
        ] {
            assert_eq!(viewer_with("createTime", value).unwrap().create_time, expected);
        }
        for value in [
            json!(9_007_199_254_740_992_i64),
            json!(-9_007_199_254_740_992_i64),
            json!(i64::MAX),
            json!(i64::MIN),
            json!(u64::MAX),
            json!(1e300),
            json!(0.5),
            json!("1712054270000"),
            json!("2024-04-02"),
            json!(true),
            json!({}),
            json!([]),
        ] {
            assert_eq!(
                refused(viewer_with("createTime", value)),
                "unexpected data: createTime is not an exact whole number"
            );
        }
    }

    #[test]
    fn text_is_text_and_nothing_else() {
        for value in [json!(1), json!(true), json!({}), json!([])] {
            assert_eq!(
                refused(viewer_with("nickname", value.clone())),
                "unexpected data: nickname is not text"
            );
            assert_eq!(
                refused(account_with("status", value)),
                "unexpected data: status is not text"
            );
        }
        for text in ["", " ", "\u{0}", "😀", "__proto__"] {
            assert_eq!(
                viewer_with("nickname", json!(text)).unwrap().nickname.as_deref(),
                Some(text)
            );
        }
        // Open: POLYV may add a role, a source or a state.
        assert_eq!(
            account_with("role", json!("Host")).unwrap().role.as_deref(),
            Some("Host")
        );
        assert_eq!(account_with("status", json!("P")).unwrap().status.as_deref(), Some("P"));
    }

    #[test]
    fn labels_are_a_list_of_objects() {
        for value in [json!("VIP"), json!({}), json!(1)] {
            assert_eq!(
                refused(viewer_with("labels", value)),
                "unexpected data: labels is not a list"
            );
        }
        for value in [
            json!(["VIP"]),
            json!([null]),
            json!([1]),
            json!([[]]),
            json!([{}]),
            json!([{"id": null}]),
        ] {
            assert!(refused(viewer_with("labels", value)).starts_with("unexpected data: labels: "));
        }
    }
}

mod round_trip {
    use super::*;

    #[test]
    fn unknown_fields_and_values_survive() {
        let unknown = json!({"text": "杨", "list": [1, {"a": null}], "number": 0.5, "large": u64::MAX, "null": null});
        let mut data = fixture_data("viewer.json");
        data["brandNew"] = unknown.clone();
        data["__proto__"] = json!({"polluted": true});
        data["newNull"] = Value::Null;
        data["labels"] = json!([{"id": "1", "label": "VIP", "colour": "red"}]);
        let viewer: Viewer = parse(&answer(&data)).unwrap();
        assert_eq!(viewer.extra["brandNew"], unknown);
        assert_eq!(serde_json::to_value(&viewer).unwrap(), data);
        assert_eq!(serde_json::from_value::<Viewer>(data).unwrap(), viewer);
    }

    #[test]
    fn a_role_comes_back_as_it_was_but_for_its_ids() {
        let mut data = fixture_data("channel-account.json");
        let account: ChannelAccount = parse(&answer(&data)).unwrap();
        data["channelId"] = json!("2149710");
        // null and absent are one.
        data.as_object_mut().unwrap().remove("channelSessionId");
        assert_eq!(serde_json::to_value(&account).unwrap(), data);
        assert_eq!(serde_json::from_value::<ChannelAccount>(data).unwrap(), account);
    }
}

mod privacy {
    use super::*;

    /// Debug is what ends up in logs; it shows the public view.
    #[test]
    fn debug_of_a_role_shows_no_secret() {
        let mut data = fixture_data("channel-account.json");
        data["loginUrl"] = json!("https://live.polyv.cn/login?token=log-in-token");
        data["newSecret"] = json!("undeclared");
        let account: ChannelAccount = parse(&answer(&data)).unwrap();
        for shown in [
            format!("{account:?}"),
            format!("{account:#?}"),
            format!("{:?}", [&account]),
        ] {
            for hidden in [
                "xxxxxx",
                "km1bdhf9",
                "auth_key",
                "rtmp:",
                "log-in-token",
                "undeclared",
                "passwd",
                "newSecret",
            ] {
                assert!(!shown.contains(hidden), "{hidden} in {shown}");
            }
            for visible in ["0062149710", "2149710", "杨老师123", "Assistant"] {
                assert!(shown.contains(visible), "{visible} not in {shown}");
            }
        }
    }

    #[test]
    fn debug_of_a_viewer_masks_what_is_personal() {
        let mut data = fixture_data("viewer.json");
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
        for shown in [format!("{viewer:?}"), format!("{page:?}")] {
            for (name, value, masked) in personal {
                assert!(!shown.contains(value), "{name} in {shown}");
                assert!(shown.contains(masked), "{masked} not in {shown}");
            }
            assert!(!shown.contains("undeclared") && !shown.contains("idCard"), "{shown}");
            assert!(
                shown.contains("VIP") && shown.contains("2_v378gn997yovtl3p8h77db9e224t6hg9"),
                "{shown}"
            );
        }
    }

    /// Serialising is for storing: it keeps what Debug hides.
    #[test]
    fn serialising_keeps_secrets() {
        let account: ChannelAccount = parse(&fixture("channel-account.json")).unwrap();
        assert!(serde_json::to_string(&account).unwrap().contains("auth_key"));
    }
}
