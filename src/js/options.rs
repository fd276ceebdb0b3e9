//! Reads an object of options by a table that says what each must be. An error names the option and never shows its value.

use std::ops::RangeInclusive;

use js_sys::Function;
use wasm_bindgen::prelude::*;
use web_sys::AbortSignal;

use super::object::{Found, Look, Names};
use crate::Error;

#[wasm_bindgen(module = "/src/js/deadline.js")]
extern "C" {
    #[wasm_bindgen(js_name = isSignal)]
    fn is_signal(value: &JsValue) -> bool;
}

/// What an option must be, where it is given.
pub(super) enum Expected {
    Text,
    Flag,
    Milliseconds,
    /// A whole number in a range, and how to say so.
    Whole(RangeInclusive<i64>, &'static str),
    Function,
    Signal,
    /// What takes a closer look.
    Any,
}

pub(super) type Table = [(&'static str, Expected)];

pub(super) struct Options<'a>(Look<'a>);

impl<'a> Options<'a> {
    /// Checks every option; `key` is the table's name. `None` if there is no object that lets itself be read.
    pub(super) fn read(object: &'a JsValue, key: &'static str, table: &'static Table) -> Option<Result<Self, Error>> {
        let look = Look::at(object, Names::of(key, table.iter().map(|(name, _)| *name)))?;
        let wrong = |(index, (_, expected)): &(usize, &(_, Expected))| !expected.allows(&look, *index);
        match table.iter().enumerate().find(wrong) {
            Some((_, (name, expected))) => Some(Err(must_be(name, expected.what()))),
            None => Some(Ok(Self(look))),
        }
    }

    pub(super) fn is_given(&self, name: &str) -> bool {
        self.0.found(self.0.index(name)) != Found::Absent
    }

    pub(super) fn value(&self, name: &str) -> JsValue {
        self.0.field(self.0.index(name))
    }

    /// Fails for text with half of a surrogate pair.
    pub(super) fn text(&self, name: &str) -> Result<Option<String>, Error> {
        match self.0.text(self.0.index(name)) {
            None if self.is_given(name) => Err(must_be(name, Expected::Text.what())),
            text => Ok(text),
        }
    }

    pub(super) fn flag(&self, name: &str) -> Option<bool> {
        self.value(name).as_bool()
    }

    pub(super) fn number(&self, name: &str) -> Option<f64> {
        self.value(name).as_f64()
    }

    /// A number that the table keeps in the range of `u32`.
    pub(super) fn count(&self, name: &str) -> Option<u32> {
        self.number(name).map(|number| number as u32)
    }

    pub(super) fn signal(&self, name: &str) -> Option<AbortSignal> {
        // Once more: a getter may give something else each time.
        let signal = Some(self.value(name)).filter(is_signal);
        signal.map(JsValue::unchecked_into)
    }

    pub(super) fn function(&self, name: &str) -> Option<Function> {
        self.value(name).dyn_into().ok()
    }
}

impl Expected {
    fn allows(&self, look: &Look<'_>, index: usize) -> bool {
        let found = look.found(index);
        found == Found::Absent
            || match self {
                Self::Text => found == Found::Text,
                Self::Flag => found == Found::Boolean,
                Self::Milliseconds => {
                    let number = look.field(index).as_f64();
                    number.is_some_and(|number| number.is_finite() && number > 0.0)
                }
                Self::Whole(range, _) => look.integer(index).is_some_and(|number| range.contains(&number)),
                Self::Function => look.field(index).is_function(),
                Self::Signal => is_signal(&look.field(index)),
                Self::Any => true,
            }
    }

    fn what(&self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Flag => "true or false",
            Self::Milliseconds => "a positive number of milliseconds",
            Self::Whole(_, what) => what,
            Self::Function => "a function",
            Self::Signal => "an AbortSignal",
            Self::Any => "anything",
        }
    }
}

fn must_be(name: &str, what: &str) -> Error {
    Error::argument([name, " must be ", what].concat())
}
