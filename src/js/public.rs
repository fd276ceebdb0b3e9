//! What may leave the edge, of a JavaScript object. `model/public.rs` is the twin for Rust's models.

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::prelude::*;

use super::object::{Found, Look, Names, items};
use crate::{
    Error,
    model::{Kind, Model, Privacy},
};

/// A new object with the declared fields that are no secret, personal values masked.
pub(super) fn public(object: &JsValue, model: &'static Model) -> Result<JsValue, Error> {
    let names = Names::of(model.name, model.fields.iter().map(|field| field.name));
    let look = Look::at(object, names).ok_or_else(|| Error::argument(["not a ", model.name].concat()))?;
    let shown = Object::new();
    for (index, field) in model.fields.iter().enumerate() {
        let value = match (field.privacy, field.kind, look.found(index)) {
            (Privacy::Secret, ..) => continue,
            (_, _, Found::Absent) => look.field(index),
            (Privacy::Masked(mask), ..) => mask.apply(&look.text(index).unwrap_or_default()).into(),
            (_, Kind::List(model), Found::List) => items(&look.field(index))
                .unwrap_or_default()
                .iter()
                .map(|item| public(&item, model))
                .collect::<Result<Array, _>>()?
                .into(),
            // An object in the place of a plain value could hold anything.
            (.., Found::Object | Found::List) => continue,
            _ => look.field(index),
        };
        if !value.is_undefined() {
            let _ = Reflect::set(&shown, &field.name.into(), &value);
        }
    }
    Ok(shown.into())
}
