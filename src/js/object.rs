//! Looks into JavaScript objects by declared field names, all of an object's fields in one crossing.

use std::cell::RefCell;

use js_sys::{Array, JsString, Uint8Array};
use wasm_bindgen::prelude::*;

use crate::{
    Error,
    model::{Field, MOST_FIELDS, Model},
};

#[wasm_bindgen(module = "/src/js/object.js")]
extern "C" {
    fn look(object: &JsValue, names: &JsValue, found: &mut [u8]) -> bool;
    fn mismatch(object: &JsValue, names: &JsValue, expected: &JsValue, start: u32) -> i32;
    #[wasm_bindgen(js_name = mismatchAmong)]
    fn mismatch_among(list: &JsValue, names: &JsValue, expected: &JsValue, start: u32) -> i32;
    fn field(object: &JsValue, names: &JsValue, index: u32) -> JsValue;
    fn text(object: &JsValue, names: &JsValue, index: u32) -> Option<String>;
    #[wasm_bindgen(js_name = makeText)]
    fn make_text(object: &JsValue, names: &JsValue, index: u32) -> bool;
    #[wasm_bindgen(js_name = makeNumber)]
    fn make_number(object: &JsValue, names: &JsValue, index: u32) -> bool;
    /// An item of a list.
    pub(crate) fn item(list: &JsValue, index: u32) -> JsValue;
    /// The items of a list that lets itself be read.
    pub(crate) fn items(value: &JsValue) -> Option<Array>;
}

/// What a field of a JavaScript object holds.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Found {
    /// `undefined` or `null`.
    Absent,
    Text,
    /// A whole number that is exact: at most 2^53 - 1.
    Integer,
    Number,
    Boolean,
    List,
    Object,
}

impl Found {
    const fn from_code(code: u8) -> Self {
        match code {
            0 => Self::Absent,
            1 => Self::Text,
            2 => Self::Integer,
            3 => Self::Number,
            4 => Self::Boolean,
            5 => Self::List,
            _ => Self::Object,
        }
    }
}

/// A fixed list of field names, kept on JavaScript's side too.
#[derive(Clone, Copy)]
pub(crate) struct Names {
    names: &'static [&'static str],
    list: &'static Array,
}

thread_local! {
    /// Made once for each list that the program declares, and kept for good.
    static NAMES: RefCell<Vec<(&'static str, Names)>> = const { RefCell::new(Vec::new()) };
}

impl Names {
    /// The list that goes by `key`.
    pub(crate) fn of(key: &'static str, names: impl IntoIterator<Item = &'static str>) -> Self {
        let known = NAMES.with_borrow(|known| known.iter().find(|(name, _)| *name == key).map(|(_, names)| *names));
        known.unwrap_or_else(|| {
            let names: &[_] = Box::leak(names.into_iter().collect());
            let list = names.iter().copied().map(JsString::from).collect();
            let made = Self {
                names,
                list: Box::leak(Box::new(list)),
            };
            NAMES.with_borrow_mut(|known| known.push((key, made)));
            made
        })
    }
}

/// A model's names, with what its fields may hold without a closer look: bits of [`Found`].
#[derive(Clone, Copy)]
pub(crate) struct Shape {
    names: Names,
    expected: &'static Uint8Array,
}

thread_local! {
    static SHAPES: RefCell<Vec<(&'static str, Shape)>> = const { RefCell::new(Vec::new()) };
}

impl Shape {
    /// The shape of a model; `plain` gives what a field may hold.
    pub(crate) fn of(model: &'static Model, plain: fn(&Field) -> &'static [Found]) -> Self {
        let known = SHAPES.with_borrow(|known| {
            known
                .iter()
                .find(|(name, _)| *name == model.name)
                .map(|(_, shape)| *shape)
        });
        known.unwrap_or_else(|| {
            let bits = |field| plain(field).iter().fold(0, |bits, found| bits | 1 << *found as u8);
            let expected: Vec<u8> = model.fields.iter().map(bits).collect();
            let made = Self {
                names: Names::of(model.name, model.fields.iter().map(|field| field.name)),
                expected: Box::leak(Box::new(Uint8Array::from(expected.as_slice()))),
            };
            SHAPES.with_borrow_mut(|known| known.push((model.name, made)));
            made
        })
    }

    /// The fields of an object that need a closer look, one after the other. `None` if there is no object.
    pub(crate) fn unusual(self, object: &JsValue, start: usize) -> Option<Option<usize>> {
        found(mismatch(object, self.names.list, self.expected, start as u32))
    }

    /// The items of a list that need a closer look. `None` if there is no list.
    pub(crate) fn unusual_item(self, list: &JsValue, start: usize) -> Option<Option<usize>> {
        found(mismatch_among(list, self.names.list, self.expected, start as u32))
    }

    pub(crate) fn names(self) -> Names {
        self.names
    }
}

/// What object.js says of a search: -1 for none, -2 where there is nothing to search.
fn found(index: i32) -> Option<Option<usize>> {
    match index {
        -2 => None,
        index => Some(usize::try_from(index).ok()),
    }
}

/// One look at an object: what each of the named fields holds.
pub(crate) struct Look<'a> {
    object: &'a JsValue,
    names: Names,
    found: [u8; MOST_FIELDS],
}

impl<'a> Look<'a> {
    /// Looks. `None` if there is no object, or it does not let itself be read.
    pub(crate) fn at(object: &'a JsValue, names: Names) -> Option<Self> {
        let mut found = [0; MOST_FIELDS];
        let is_object = look(object, names.list, found.get_mut(..names.names.len())?);
        is_object.then_some(Self { object, names, found })
    }

    pub(crate) fn found(&self, index: usize) -> Found {
        Found::from_code(self.found.get(index).copied().unwrap_or_default())
    }

    pub(crate) fn field(&self, index: usize) -> JsValue {
        field(self.object, self.names.list, index as u32)
    }

    /// The field's text; `None` for anything else, and for text with half of a surrogate pair.
    pub(crate) fn text(&self, index: usize) -> Option<String> {
        text(self.object, self.names.list, index as u32)
    }

    /// The place of a name in the list; one that is not in it counts as absent.
    #[inline(never)]
    pub(crate) fn index(&self, name: &str) -> usize {
        self.names
            .names
            .iter()
            .position(|known| *known == name)
            .unwrap_or(MOST_FIELDS)
    }

    /// The field's number where it is whole and exact.
    pub(crate) fn integer(&self, index: usize) -> Option<i64> {
        (self.found(index) == Found::Integer)
            .then(|| self.field(index).as_f64())
            .flatten()
            .map(|number| number as i64)
    }

    /// Turns the field's number into text, in place.
    pub(crate) fn make_text(&self, index: usize) -> Result<(), Error> {
        changed(make_text(self.object, self.names.list, index as u32))
    }

    /// Turns the field's digits into a number, in place.
    pub(crate) fn make_number(&self, index: usize) -> Result<(), Error> {
        changed(make_number(self.object, self.names.list, index as u32))
    }
}

fn changed(is_changed: bool) -> Result<(), Error> {
    let frozen = "the object is frozen, so its fields can't be brought into shape";
    if is_changed {
        Ok(())
    } else {
        Err(Error::argument(frozen))
    }
}
