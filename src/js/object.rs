//! [`Object`] for JavaScript objects: most objects are checked in one crossing.

use alloc::{string::String, vec::Vec};

use wasm_bindgen::prelude::*;

use crate::{
    envelope::{ENVELOPE, ERROR_FIELDS},
    model::PAGE,
    models::MODELS,
    object::{Found, Misfit, Object, Table, WrongType, masked},
    text::texts,
};

#[wasm_bindgen(module = "/src/js/object.js")]
extern "C" {
    fn register(id: u32, names: &str, expected: &[u8], showing: &[u8], items_at: i32, items: u32);
    #[wasm_bindgen(js_name = found)]
    fn found_in(value: &JsValue, table: u32, index: u32) -> u8;
    fn field(object: &JsValue, table: u32, index: u32) -> JsValue;
    fn opened(answer: &JsValue) -> Option<JsValue>;
    fn mismatch(object: &JsValue, table: u32, start: u32) -> i32;
    #[wasm_bindgen(js_name = mismatchAmong)]
    fn mismatch_among(list: &JsValue, table: u32, start: u32) -> i32;
    fn text(object: &JsValue, table: u32, index: u32) -> Option<String>;
    fn integer(object: &JsValue, table: u32, index: u32) -> f64;
    fn copy(value: &JsValue) -> Option<js_sys::Object>;
    #[wasm_bindgen(js_name = setField)]
    fn set_field(object: &JsValue, table: u32, index: u32, value: &JsValue);
    #[wasm_bindgen(js_name = makeText)]
    fn make_text(object: &JsValue, table: u32, index: u32);
    #[wasm_bindgen(js_name = setAside)]
    fn set_aside(object: &JsValue, table: u32, index: u32, is_page: bool);
    #[wasm_bindgen(js_name = takeItems)]
    fn take_items(list: &JsValue, indices: &[u32], fields: &str) -> JsValue;
    #[wasm_bindgen(js_name = keepUnusable)]
    fn keep_unusable(holder: &JsValue, items: &JsValue, is_list: bool);
    fn select(object: &JsValue, table: u32) -> JsValue;
    #[wasm_bindgen(js_name = maskedTexts)]
    fn masked_texts(object: &JsValue, table: u32) -> String;
    #[wasm_bindgen(js_name = setMaskedTexts)]
    fn set_masked_texts(object: &JsValue, table: u32, texts: &str);
}

/// In the place of a table: the index is an item's.
const LIST: u32 = 0;
/// In the place of an index: the value itself.
const NO_INDEX: u32 = u32::MAX;

/// Gives JavaScript the tables, once.
#[wasm_bindgen(start)]
fn register_tables() {
    for table in MODELS.iter().map(|model| model.table).chain([PAGE, ENVELOPE, ERROR_FIELDS]) {
        let (place, items) = table.items.map_or((-1, 0), |(place, items)| (place as i32, items.id));
        register(table.id, table.joined_names(), table.expected, table.showing, place, items);
    }
}

/// A value of JavaScript.
pub(crate) struct JsObject {
    value: JsValue,
    /// Nobody else holds it, nor what is in it.
    is_owned: bool,
    is_changed: bool,
}

impl JsObject {
    /// What was parsed here.
    pub(crate) fn owned(value: JsValue) -> Self {
        Self::new(value, true)
    }

    /// What somebody passed: it is copied where it must change.
    pub(crate) fn borrowed(value: JsValue) -> Self {
        Self::new(value, false)
    }

    pub(crate) fn new(value: JsValue, is_owned: bool) -> Self {
        Self { value, is_owned, is_changed: false }
    }

    pub(crate) fn into_value(self) -> JsValue {
        self.value
    }

    fn change(&mut self) -> &JsValue {
        if !self.is_owned && !self.is_changed {
            self.value = copy(&self.value).unwrap_or_default().into();
            self.is_changed = true;
        }
        &self.value
    }

    /// A part of it after a change: whoever holds a copy needs it put in.
    fn with_part<T>(&self, part: JsValue, change: impl FnOnce(&mut Self) -> T) -> (T, Option<JsValue>) {
        let mut part = Self::new(part, self.is_owned);
        let result = change(&mut part);
        (result, part.is_changed.then_some(part.value))
    }
}

impl Object for JsObject {
    fn kind(&self) -> Found {
        Found::from_number(found_in(&self.value, LIST, NO_INDEX))
    }

    fn empty_list() -> Self {
        Self::owned(js_sys::Array::new().into())
    }

    fn empty_object() -> Self {
        Self::owned(js_sys::Object::new().into())
    }

    fn found(&self, table: &'static Table, index: usize) -> Found {
        Found::from_number(found_in(&self.value, table.id, index as u32))
    }

    fn mismatch(&self, table: &'static Table, start: usize) -> Result<Option<usize>, WrongType> {
        searched(mismatch(&self.value, table.id, start as u32))
    }

    fn mismatch_among(&self, table: &'static Table, start: usize) -> Result<Option<usize>, WrongType> {
        searched(mismatch_among(&self.value, table.id, start as u32))
    }

    fn text(&self, table: &'static Table, index: usize) -> Option<String> {
        text(&self.value, table.id, index as u32)
    }

    fn integer(&self, table: &'static Table, index: usize) -> Option<i64> {
        let number = integer(&self.value, table.id, index as u32);
        (!number.is_nan()).then_some(number as i64)
    }

    fn boolean(&self, table: &'static Table, index: usize) -> Option<bool> {
        field(&self.value, table.id, index as u32).as_bool()
    }

    fn field(&self, table: &'static Table, index: usize) -> Self {
        Self::new(field(&self.value, table.id, index as u32), self.is_owned)
    }

    fn opened(&self) -> Option<Self> {
        opened(&self.value).map(|data| Self::new(data, self.is_owned))
    }

    fn make_text(&mut self, table: &'static Table, index: usize) {
        make_text(self.change(), table.id, index as u32);
    }

    fn set_integer(&mut self, table: &'static Table, index: usize, value: i64) {
        set_field(self.change(), table.id, index as u32, &JsValue::from_f64(value as f64));
    }

    fn set_aside(&mut self, table: &'static Table, index: usize, is_page: bool) {
        set_aside(self.change(), table.id, index as u32, is_page);
    }

    fn set_empty_list(&mut self, table: &'static Table, index: usize) {
        set_field(self.change(), table.id, index as u32, &js_sys::Array::new());
    }

    fn with_field<T>(&mut self, table: &'static Table, index: usize, change: impl FnOnce(&mut Self) -> T) -> T {
        let (result, changed) = self.with_part(field(&self.value, table.id, index as u32), change);
        if let Some(value) = changed {
            set_field(self.change(), table.id, index as u32, &value);
        }
        result
    }

    fn with_item<T>(&mut self, index: usize, change: impl FnOnce(&mut Self) -> T) -> T {
        let (result, changed) = self.with_part(field(&self.value, LIST, index as u32), change);
        if let Some(value) = changed {
            set_field(self.change(), LIST, index as u32, &value);
        }
        result
    }

    fn take_items(&mut self, misfits: &[Misfit]) -> Self {
        let indices: Vec<u32> = misfits.iter().map(|misfit| misfit.index as u32).collect();
        let fields: Vec<&str> = misfits.iter().map(|misfit| misfit.field).collect();
        Self::owned(take_items(self.change(), &indices, &fields.join("\0")))
    }

    fn keep_unusable(&mut self, items: Self, is_list: bool) {
        keep_unusable(self.change(), &items.value, is_list);
    }

    fn select(&self, table: &'static Table) -> Option<Self> {
        let shown = select(&self.value, table.id);
        (!shown.is_undefined()).then(|| Self::owned(shown))
    }

    fn map_masked(&mut self, table: &'static Table, mask: impl Fn(usize, &str) -> String) {
        let joined = masked_texts(&self.value, table.id);
        let mut masked_ones = String::new();
        for (text, index) in texts(&joined).zip(masked(table)) {
            masked_ones.push_str(&mask(index, text));
            masked_ones.push('\0');
        }
        set_masked_texts(&self.value, table.id, &masked_ones);
    }
}

/// What object.js says of a search: -1 for none, -2 where there is nothing to search.
fn searched(index: i32) -> Result<Option<usize>, WrongType> {
    match index {
        -2 => Err(WrongType),
        index => Ok(usize::try_from(index).ok()),
    }
}

#[cfg(test)]
mod tests;
