//! JSON text and values: numbers that JavaScript would round, and [`Object`] for `serde_json::Value`.

use alloc::{
    borrow::{Cow, ToOwned},
    string::String,
    vec::Vec,
};

use serde_json::{Map, Value};

use crate::{
    object::{Found, Misfit, Object, Showing, Table, WrongType, masked},
    text::{MAX_SAFE_INTEGER, integer, signed_digits},
};

/// JSON text in which whole numbers beyond 2^53 are text, so that whoever parses it loses no digit.
pub(crate) fn quote_large_integers(json: &str) -> Cow<'_, str> {
    let bytes = json.as_bytes();
    let mut quoted = String::new();
    let (mut copied, mut place) = (0, 0);
    while let Some(byte) = bytes.get(place) {
        let start = place;
        place += 1;
        match byte {
            b'"' => place = end_of_string(bytes, place),
            b'-' | b'0'..=b'9' => {
                let mut is_whole = true;
                while let Some(b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E') = bytes.get(place) {
                    // What is no JSON stays none.
                    is_whole &= bytes.get(place).is_some_and(u8::is_ascii_digit);
                    place += 1;
                }
                let number = json.get(start..place).unwrap_or_default();
                is_whole &= !matches!(number.as_bytes(), [b'0', ..] | [b'-', b'0', ..]);
                if is_whole && number.len() >= 16 && integer(number).is_none() {
                    for text in [json.get(copied..start).unwrap_or_default(), "\"", number, "\""] {
                        quoted.push_str(text);
                    }
                    copied = place;
                }
            }
            _ => {}
        }
    }
    if copied == 0 {
        return Cow::Borrowed(json);
    }
    quoted.push_str(json.get(copied..).unwrap_or_default());
    Cow::Owned(quoted)
}

fn end_of_string(bytes: &[u8], mut place: usize) -> usize {
    while let Some(byte) = bytes.get(place) {
        place += 1;
        match byte {
            b'\\' => place += 1,
            b'"' => break,
            _ => {}
        }
    }
    place
}

impl Object for Value {
    fn kind(&self) -> Found {
        found(self)
    }

    fn empty_list() -> Self {
        Vec::<Self>::new().into()
    }

    fn empty_object() -> Self {
        Map::new().into()
    }

    fn found(&self, table: &'static Table, index: usize) -> Found {
        self.get(table.name(index)).map_or(Found::Absent, found)
    }

    fn mismatch(&self, table: &'static Table, start: usize) -> Result<Option<usize>, WrongType> {
        let object = self.as_object().ok_or(WrongType)?;
        let mut fields = table.names().zip(table.expected).enumerate().skip(start);
        let fits = |name: &str, expected: u8| expected & object.get(name).map_or(Found::Absent, found).bit() != 0;
        Ok(fields.find(|(_, (name, expected))| !fits(name, **expected)).map(|(index, _)| index))
    }

    fn mismatch_among(&self, table: &'static Table, start: usize) -> Result<Option<usize>, WrongType> {
        let items = self.as_array().ok_or(WrongType)?;
        let mut items = items.iter().enumerate().skip(start);
        Ok(items.find(|(_, item)| !matches!(item.mismatch(table, 0), Ok(None))).map(|(index, _)| index))
    }

    fn text(&self, table: &'static Table, index: usize) -> Option<String> {
        self.get(table.name(index))?.as_str().map(ToOwned::to_owned)
    }

    fn integer(&self, table: &'static Table, index: usize) -> Option<i64> {
        self.get(table.name(index)).and_then(exact)
    }

    fn boolean(&self, table: &'static Table, index: usize) -> Option<bool> {
        self.get(table.name(index))?.as_bool()
    }

    fn field(&self, table: &'static Table, index: usize) -> Self {
        self.get(table.name(index)).cloned().unwrap_or_default()
    }

    fn make_text(&mut self, table: &'static Table, index: usize) {
        if let Some(value) = self.get_mut(table.name(index))
            && let Some(number) = exact(value)
        {
            *value = signed_digits(number).into();
        }
    }

    fn set_integer(&mut self, table: &'static Table, index: usize, number: i64) {
        put(self, table.name(index), number.into());
    }

    fn set_aside(&mut self, table: &'static Table, index: usize, is_page: bool) {
        let name = table.name(index);
        let Some(object) = self.as_object_mut() else { return };
        let Some(value) = object.remove(name) else { return };
        if is_page {
            let item = Self::from_iter([("field", name.into()), ("value", value)]);
            return self.keep_unusable(Vec::from([item]).into(), false);
        }
        let unusable = object.entry("unusable").or_insert_with(Self::empty_object);
        if !unusable.is_object() {
            let own = core::mem::replace(unusable, Self::empty_object());
            put(unusable, "unusable", own);
        }
        put(unusable, name, value);
    }

    fn set_empty_list(&mut self, table: &'static Table, index: usize) {
        put(self, table.name(index), Self::empty_list());
    }

    fn with_field<T>(&mut self, table: &'static Table, index: usize, change: impl FnOnce(&mut Self) -> T) -> T {
        match self.get_mut(table.name(index)) {
            Some(field) => change(field),
            None => change(&mut Self::Null),
        }
    }

    fn with_item<T>(&mut self, index: usize, change: impl FnOnce(&mut Self) -> T) -> T {
        match self.get_mut(index) {
            Some(item) => change(item),
            None => change(&mut Self::Null),
        }
    }

    fn take_items(&mut self, misfits: &[Misfit]) -> Self {
        let Some(items) = self.as_array_mut() else {
            return Self::Null;
        };
        let mut taken = Vec::new();
        for Misfit { index, field } in misfits.iter().rev() {
            if *index >= items.len() {
                continue;
            }
            let row = items.remove(*index);
            let value = row.get(field).cloned().unwrap_or_default();
            taken.insert(0, Self::from_iter([("row", row), ("field", (*field).into()), ("value", value)]));
        }
        taken.into()
    }

    fn keep_unusable(&mut self, items: Self, is_list: bool) {
        let Self::Array(mut items) = items else { return };
        if is_list {
            // A list has no place for it: see `List`.
            *self = Self::from_iter([("items", self.take())]);
        }
        match self.get_mut("unusable") {
            Some(Self::Array(kept)) => kept.append(&mut items),
            Some(own) if !own.is_null() => items.insert(0, own.take()),
            _ => {}
        }
        if !items.is_empty() {
            put(self, "unusable", items.into());
        }
    }

    fn select(&self, table: &'static Table) -> Option<Self> {
        let object = self.as_object()?;
        let mut shown = Map::new();
        for (index, name) in table.names().enumerate() {
            let is_shown = table.showing.get(index).is_some_and(|showing| *showing != Showing::Removed as u8);
            let Some(value) = object.get(name).filter(|_| is_shown) else {
                continue;
            };
            let value = match (value, table.items_at(index)) {
                (Self::Array(items), Some(table)) => items.iter().filter_map(|item| item.select(table)).collect(),
                // An object in the place of a plain value could hold anything.
                (Self::Array(_) | Self::Object(_), _) => continue,
                (value, _) => value.clone(),
            };
            shown.insert(name.to_owned(), value);
        }
        Some(shown.into())
    }

    fn map_masked(&mut self, table: &'static Table, mask: impl Fn(usize, &str) -> String) {
        for index in masked(table) {
            if let Some(value) = self.get_mut(table.name(index))
                && !value.is_null()
            {
                *value = mask(index, value.as_str().unwrap_or("?")).into();
            }
        }
    }
}

fn put(object: &mut Value, name: &str, value: Value) {
    if let Some(object) = object.as_object_mut() {
        object.insert(name.to_owned(), value);
    }
}

fn found(value: &Value) -> Found {
    match value {
        Value::Null => Found::Absent,
        Value::String(text) if text.is_empty() => Found::EmptyText,
        Value::String(_) => Found::Text,
        // `3.0` is whole too, but is none to serde.
        Value::Number(number) if number.is_i64() && exact(value).is_some() => Found::Integer,
        Value::Number(_) => Found::Number,
        Value::Bool(_) => Found::Boolean,
        Value::Array(_) => Found::List,
        Value::Object(_) => Found::Object,
    }
}

/// A whole number that JavaScript holds exactly; `3.0` is one.
fn exact(value: &Value) -> Option<i64> {
    let number = match (value.as_i64(), value.as_f64()) {
        (Some(number), _) => number,
        (None, Some(float)) if float as i64 as f64 == float => float as i64,
        _ => return None,
    };
    (-MAX_SAFE_INTEGER..=MAX_SAFE_INTEGER).contains(&number).then_some(number)
}
