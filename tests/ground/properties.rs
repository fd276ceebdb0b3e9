//! Answers that nobody wrote. `PROPTEST_CASES=100000 cargo test --test ground properties` takes longer and looks further.

use std::fmt::Debug;

use polyv_edge::{ChannelAccount, Data, Error, ErrorKind, List, Page, Viewer, parse};
use proptest::prelude::*;
use serde::Serialize;
use serde_json::{Value, json};

use super::support::*;

/// Every JSON type, some of it marked, with the numbers that JavaScript holds exactly: others become text.
fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        (-9_007_199_254_740_991_i64..=9_007_199_254_740_991).prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        prop::sample::select(vec![
            json!(-1),
            json!(0),
            json!(9_007_199_254_740_991_i64),
            json!(7_777_777_777_777_777_i64),
            json!(0.777_777_777_7)
        ]),
        "MARK\\PC{0,4}|\\PC{0,12}|[0-9]{1,20}".prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        let keys = "[a-z]{1,6}|MARK|code|data";
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map(keys, inner, 0..4).prop_map(|map| map.into_iter().collect()),
        ]
    })
}

/// Fields of a model, each kept, dropped, or any JSON in its place.
fn changed(sample: &str) -> impl Strategy<Value = Value> + use<> {
    let sample = data_of(sample);
    let own = sample.as_object().unwrap().keys().cloned();
    let names: Vec<_> = own.chain(["unheardOf".into(), "labels".into()]).collect();
    let change = (prop::sample::select(names), prop::option::of(any_json()));
    prop::collection::vec(change, 0..4).prop_map(move |changes| {
        let mut model = sample.clone();
        for (name, value) in changes {
            match value {
                Some(value) => model[name] = value,
                None => drop(model.as_object_mut().unwrap().remove(&name)),
            }
        }
        model
    })
}

/// A body may hold a password or a phone number, and an error goes to a log.
fn shows_no_data(error: &Error) -> Result<(), TestCaseError> {
    prop_assert_eq!(error.kind, ErrorKind::InvalidResponse);
    let shown = format!("{error} {error:?}");
    prop_assert!(!shown.contains("MARK") && !shown.contains("77777"), "{}", shown);
    Ok(())
}

/// What is taken must be the same again after it was written.
fn survives<T: Data + Serialize + PartialEq + Debug>(data: &Value) -> Result<(), TestCaseError> {
    match parse::<T>(&answer(data)) {
        Ok(model) => {
            let written = serde_json::to_value(&model).unwrap();
            prop_assert_eq!(parse::<T>(&answer(&written)).unwrap(), model);
            Ok(())
        }
        Err(error) => shows_no_data(&error),
    }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn any_text_ends_in_data_or_an_error(
        text in "\\PC{0,32}|[\\[\\]{}\":,0-9a-z ]{0,32}|\\{\"code\":[0-9\".eE+-]{1,24}\\}",
    ) {
        let _ = (parse::<Value>(&text), parse::<Viewer>(&text), parse::<List<ChannelAccount>>(&text));
    }

    #[test]
    fn what_is_taken_survives_being_written(
        data in any_json(),
        viewer in changed(VIEWER),
        account in changed(ACCOUNT),
    ) {
        for data in [&data, &viewer, &account, &json!({"totalItems": 1, "contents": [viewer]})] {
            survives::<Viewer>(data)?;
            survives::<ChannelAccount>(data)?;
            survives::<Page<Viewer>>(data)?;
            parse::<List<Viewer>>(&answer(data)).map_or_else(|error| shows_no_data(&error), |_| Ok(()))?;
            prop_assert!(parse::<Value>(&answer(data)).is_ok());
        }
    }
}
