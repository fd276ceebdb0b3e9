//! Models hold what POLYV's pages show, lose nothing that arrives, and show no secret.

use polyv_edge::{
    ChannelAccount, Error, ErrorKind, List, Page, Viewer,
    declarations::{Field, Kind, MODELS},
    parse,
};
use serde_json::{Value, json};
#[cfg(target_family = "wasm")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use super::support::*;

const VIEWER_ID: &str = "2_v378gn997yovtl3p8h77db9e224t6hg9";

/// A sample's data, with one field changed.
fn with(sample: &str, name: &str, value: &Value) -> Value {
    let mut data = data_of(sample);
    data[name] = value.clone();
    data
}

fn viewer_with(name: &str, value: &Value) -> Viewer {
    parse(&answer(&with(VIEWER, name, value))).unwrap()
}

fn account_with(name: &str, value: &Value) -> ChannelAccount {
    parse(&answer(&with(ACCOUNT, name, value))).unwrap()
}

/// An error that names the field.
fn refused<T>(result: Result<T, Error>, field: &str) {
    let error = result.err().expect("accepted what must be refused");
    assert_eq!(error.kind, ErrorKind::InvalidResponse);
    assert!(error.message.contains(field), "{error}");
}

fn fields(model: &str) -> &'static [Field] {
    MODELS.iter().find(|known| known.name == model).unwrap().fields
}

#[test]
fn the_viewer_of_the_page() {
    let viewer: Viewer = parse(VIEWER).unwrap();
    assert_eq!((viewer.viewer_union_id.as_str(), viewer.source.as_deref()), (VIEWER_ID, Some("IMPORT")));
    assert_eq!((viewer.latest_auth_time, viewer.create_time), (Some(1_712_054_271_000), Some(1_712_054_270_000)));
    assert_eq!((viewer.nickname.as_deref(), viewer.mobile.as_deref()), (Some("2222"), Some("3333")));
    assert_eq!((viewer.watch_duration, viewer.watch_channel_count), (Some(0), Some(0)));
    assert_eq!((&viewer.external_viewer_id, &viewer.labels), (&None, &None));
    assert!(viewer.extra.is_empty() && viewer.unusable.is_empty(), "the sample has only what is declared");
    assert_eq!(serde_json::to_value(&viewer).unwrap(), data_of(VIEWER));
}

#[test]
fn an_id_is_written_even_where_somebody_has_emptied_it() {
    let mut viewer: Viewer = parse(VIEWER).unwrap();
    viewer.viewer_union_id.clear();
    assert_eq!(serde_json::to_value(&viewer).unwrap(), with(VIEWER, "viewerUnionId", &json!("")));
}

#[test]
fn the_role_of_the_page() {
    let account: ChannelAccount = parse(ACCOUNT).unwrap();
    assert_eq!((account.account.as_str(), account.channel_id.as_str()), ("0062149710", "2149710"));
    assert_eq!((account.role.as_deref(), account.actor.as_deref()), (Some("Assistant"), Some("助教")));
    assert_eq!((account.created_time, account.sort), (Some(1_615_252_064_000), Some(6)));
    assert_eq!((account.page_turn_enabled.as_deref(), account.vote_enabled.as_deref()), (Some("N"), Some("Y")));
    assert!(account.extra.is_empty() && account.unusable.is_empty(), "the sample has only what is declared");
    // As it was, but for its number that is an id; null and absent are one.
    let mut expected = with(ACCOUNT, "channelId", &json!("2149710"));
    expected.as_object_mut().unwrap().remove("channelSessionId");
    assert_eq!(serde_json::to_value(&account).unwrap(), expected);
    assert_eq!(serde_json::from_value::<ChannelAccount>(expected).unwrap(), account);
}

#[test]
fn the_failures_of_the_pages() {
    let error = parse::<Viewer>(VIEWER_ERROR).unwrap_err();
    assert_eq!((error.kind, error.code, error.error_code), (ErrorKind::Unauthorized, Some(400), Some(20001)));
    assert_eq!(error.request_id.as_deref(), Some("d310b70bc329403f87f77f9203d50f89.128.16360831552223589"));
    let error = parse::<ChannelAccount>(ACCOUNT_ERROR).unwrap_err();
    assert_eq!((error.kind, error.code, error.error_code), (ErrorKind::InvalidSignature, Some(400), None));
}

fn list(data: &Value) -> Result<List<ChannelAccount>, Error> {
    parse(&answer(data))
}

fn page(data: &Value) -> Result<Page<Viewer>, Error> {
    parse(&answer(data))
}

#[test]
fn nothing_is_an_empty_list() {
    for nothing in [json!([]), json!(null), json!("")] {
        assert!(list(&nothing).unwrap().is_empty());
        assert!(page(&nothing).is_ok_and(|page| page.contents.is_empty()) || nothing == json!([]));
        assert!(page(&json!({"contents": nothing, "totalPages": 0})).unwrap().contents.is_empty());
    }
    assert!(parse::<List<Viewer>>(r#"{"code":200}"#).unwrap().is_empty());
    assert!(parse::<Page<Viewer>>(r#"{"code":200}"#).unwrap().contents.is_empty());
    assert!(page(&json!({})).unwrap().contents.is_empty());
    for something in [json!({}), json!("x"), json!(5), json!(true)] {
        refused(list(&something), "data");
        refused(page(&json!({"contents": something})), "contents");
    }
    for no_page in [json!([]), json!("x"), json!(5)] {
        refused(page(&no_page), "data");
    }
}

#[test]
fn a_row_without_its_id_stands_beside_the_others() {
    let (good, bad) = (data_of(ACCOUNT), with(ACCOUNT, "account", &json!(62_149_710)));
    let nameless = json!({"channelId": 5});
    let list = list(&json!([bad, good, nameless, good, null, "x", [], good])).unwrap();
    assert_eq!(list.len(), 3);
    let unusable: Vec<_> = list.unusable.iter().map(|item| (&item.row, &*item.field, &item.value)).collect();
    assert_eq!(unusable[0], (&bad, "account", &json!(62_149_710)), "a number has lost its zeros already");
    assert_eq!(unusable[1], (&nameless, "account", &Value::Null));
    assert_eq!(unusable[2..].iter().map(|item| item.0).collect::<Vec<_>>(), [&json!(null), &json!("x"), &json!([])]);
}

#[test]
fn a_page_keeps_its_odd_rows_and_numbers() {
    let odd = json!({"viewerUnionId": "", "mobile": "13800138000"});
    let contents = json!([data_of(VIEWER), odd, {"viewerUnionId": "2_v", "createTime": "soon"}]);
    let data = json!({"pageNumber": "1", "pageSize": 10, "totalPages": 1.5, "totalItems": null, "contents": contents});
    let page = page(&data).unwrap();
    assert_eq!((page.page_number, page.page_size, page.total_pages, page.total_items), (Some(1), Some(10), None, None));
    assert_eq!(page.contents.len(), 2);
    assert_eq!(page.contents[1].unusable["createTime"], "soon");
    let unusable: Vec<_> = page.unusable.iter().map(|item| (&item.row, &*item.field, &item.value)).collect();
    let expected = [(&Value::Null, "totalPages", &json!(1.5)), (&odd, "viewerUnionId", &json!(""))];
    assert_eq!(unusable, expected);
    assert!(!format!("{page:?}").contains("13800138000"), "{page:?}");
}

#[test]
fn what_a_page_holds_beyond_its_fields_stays() {
    let page = page(&json!({"contents": [], "nextPageNumber": 2, "secret": "undeclared"})).unwrap();
    assert_eq!(page.extra["nextPageNumber"], 2);
    assert!(!format!("{page:?}").contains("undeclared"), "{page:?}");
}

#[test]
fn only_ids_are_required() {
    for (sample, model, ids) in
        [(VIEWER, "Viewer", &["viewerUnionId"][..]), (ACCOUNT, "ChannelAccount", &["account", "channelId"])]
    {
        let required = fields(model).iter().filter(|field| field.required);
        assert_eq!(required.map(|field| field.name).collect::<Vec<_>>(), ids);
        for id in ids {
            for value in [json!(null), json!(""), json!(1.5), json!(true), json!({}), json!([1])] {
                let answer = answer(&with(sample, id, &value));
                match sample {
                    VIEWER => refused(parse::<Viewer>(&answer), id),
                    _ => refused(parse::<ChannelAccount>(&answer), id),
                }
            }
        }
    }
    refused(parse::<ChannelAccount>(&answer(&with(ACCOUNT, "account", &json!(62_149_710)))), "account");
    let bare: Viewer = parse(&answer(&json!({"viewerUnionId": 2}))).unwrap();
    assert_eq!(serde_json::to_value(&bare).unwrap(), json!({"viewerUnionId": "2"}));
    for data in [json!(null), json!(""), json!("text"), json!([]), json!(1), json!([{"viewerUnionId": "2_v"}])] {
        refused(parse::<Viewer>(&answer(&data)), "Viewer");
    }
}

#[test]
fn text_takes_whole_numbers() {
    for (value, text) in [
        (json!("02149710"), "02149710"),
        (json!(2_149_710), "2149710"),
        (json!(-5), "-5"),
        (json!(3.0), "3"),
        (json!(0), "0"),
        (json!(9_007_199_254_740_991_i64), "9007199254740991"),
        (json!(653_247_040_368_672_768_i64), "653247040368672768"),
        (json!("😀\u{0} __proto__"), "😀\u{0} __proto__"),
    ] {
        assert_eq!(account_with("channelId", &value).channel_id, text);
        assert_eq!(account_with("nickname", &value).nickname.as_deref(), Some(text));
        assert_eq!(account_with("status", &value).status.as_deref(), Some(text), "a flag is open");
    }
    assert_eq!(account_with("nickname", &json!("")).nickname.as_deref(), Some(""));
}

#[test]
fn numbers_take_digits_in_text() {
    for (value, number) in [
        (json!(6), 6),
        (json!("6"), 6),
        (json!("-1"), -1),
        (json!("007"), 7),
        (json!(6.0), 6),
        (json!(1.712e12), 1_712_000_000_000),
        (json!("9007199254740991"), 9_007_199_254_740_991),
    ] {
        assert_eq!(account_with("sort", &value).sort, Some(number));
        assert_eq!(viewer_with("createTime", &value).create_time, Some(number));
    }
}

/// Every field of both models with every value: what it can't hold stands in `unusable`, as it arrived.
#[test]
fn nothing_that_arrives_is_lost() {
    let values = json!([
        "x", " 6", "6.0", "+6", "-", "６", "1e3", "", "9007199254740992", "x".repeat(100_000), 6, 0.5, 1e300, true,
        {"a": [1]}, [], ["VIP"], [null, {"id": 1}], [{"id": 1282, "label": "VIP", "colour": "red"}],
    ]);
    let values = values.as_array().unwrap();
    for (sample, model) in [(VIEWER, "Viewer"), (ACCOUNT, "ChannelAccount")] {
        for (field, value) in fields(model).iter().flat_map(|field| values.iter().map(move |value| (field, value))) {
            if field.required {
                continue;
            }
            let answer = answer(&with(sample, field.name, value));
            let held = match sample {
                VIEWER => serde_json::to_value(parse::<Viewer>(&answer).unwrap()).unwrap(),
                _ => serde_json::to_value(parse::<ChannelAccount>(&answer).unwrap()).unwrap(),
            };
            let (used, unused) = (held.get(field.name), held["unusable"].get(field.name));
            let fits = match field.kind {
                Kind::Text | Kind::Account | Kind::Flag => value.is_string() || value.is_i64(),
                Kind::Integer => value.is_i64(),
                Kind::List(_) => value.as_array().is_some_and(|items| items.iter().all(Value::is_object)),
            };
            assert_eq!(unused, (!fits).then_some(value), "{model}.{}", field.name);
            assert_eq!(used.is_some(), fits, "{model}.{}", field.name);
        }
    }
}

#[test]
fn labels_are_models_of_their_own() {
    let labels = json!([{"id": 1282, "label": "VIP", "colour": "red"}, {"id": "1283", "label": true}, {}]);
    let expected =
        json!([{"id": "1282", "label": "VIP", "colour": "red"}, {"id": "1283", "unusable": {"label": true}}, {}]);
    assert_eq!(serde_json::to_value(viewer_with("labels", &labels).labels).unwrap(), expected);
}

#[test]
fn undeclared_fields_stay_as_they_are() {
    let unknown = json!({"text": "杨", "list": [1, {"a": null}], "number": 0.5, "null": null});
    let mut data = data_of(VIEWER);
    for name in ["brandNew", "__proto__", "extra"] {
        data[name] = unknown.clone();
    }
    data["newNull"] = Value::Null;
    let viewer: Viewer = parse(&answer(&data)).unwrap();
    assert_eq!(viewer.extra["brandNew"], unknown);
    assert_eq!(serde_json::to_value(&viewer).unwrap(), data);
    assert_eq!(serde_json::from_value::<Viewer>(data).unwrap(), viewer);
}

#[test]
fn polyv_may_use_the_name_unusable() {
    for own in [json!(5), json!("Y"), json!([1])] {
        assert_eq!(viewer_with("unusable", &own).unusable["unusable"], own);
    }
    let mut data = with(VIEWER, "unusable", &json!("Y"));
    data["createTime"] = json!("soon");
    let viewer: Viewer = parse(&answer(&data)).unwrap();
    assert_eq!(Value::from(viewer.unusable), json!({"unusable": "Y", "createTime": "soon"}));
    let page: Page<Viewer> = parse(&answer(&json!({"contents": [], "unusable": 5}))).unwrap();
    assert_eq!(page.unusable[0].value, 5);
}
