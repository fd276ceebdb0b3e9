//! What may leave the edge: only declared fields, never secrets, personal values masked.

use serde::Serialize;
use serde_json::{Map, Value};

use super::{Declared, Kind, Model, Privacy};

/// The public view of a model. Undeclared fields stay behind: what POLYV adds tomorrow may be a secret.
pub(crate) fn public<T: Declared + Serialize>(object: &T) -> Map<String, Value> {
    match serde_json::to_value(object) {
        Ok(Value::Object(fields)) => select(&fields, &T::MODEL),
        _ => Map::new(),
    }
}

fn select(object: &Map<String, Value>, model: &Model) -> Map<String, Value> {
    let mut shown = Map::new();
    for field in model.fields {
        let Some(value) = object.get(field.name) else { continue };
        let value = match (field.privacy, field.kind, value) {
            (Privacy::Secret, ..) => continue,
            (Privacy::Masked(mask), _, Value::String(text)) => mask.apply(text).into(),
            (_, Kind::List(model), Value::Array(items)) => items
                .iter()
                .filter_map(|item| Some(select(item.as_object()?, model).into()))
                .collect::<Vec<Value>>()
                .into(),
            (_, _, value) => value.clone(),
        };
        shown.insert(field.name.to_owned(), value);
    }
    shown
}
