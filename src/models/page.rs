//! Lists, and pages of them (分页).

use alloc::{string::String, vec::Vec};
use core::{fmt, ops::Deref};

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value};

/// One page of a list.
///
/// Source: POLYV's page on listing viewers (`v4/user/viewerrecord/list`).
#[derive(Clone, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Page<T> {
    /// The items of this page.
    pub contents: Vec<T>,
    /// Number of this page, from 1.
    pub page_number: Option<i64>,
    /// The most items that a page holds.
    pub page_size: Option<i64>,
    /// Number of pages.
    pub total_pages: Option<i64>,
    /// Number of items on all pages.
    pub total_items: Option<i64>,
    /// Rows without their id, and values that the page's fields can't hold.
    #[serde(default, deserialize_with = "unusable", skip_serializing_if = "Vec::is_empty")]
    pub unusable: Vec<Unusable>,
    /// Fields that are not documented, as POLYV sent them.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

impl<T: fmt::Debug> fmt::Debug for Page<T> {
    /// Shows what callers of an edge may see.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Page")
            .field("contents", &self.contents)
            .field("page_number", &self.page_number)
            .field("page_size", &self.page_size)
            .field("total_pages", &self.total_pages)
            .field("total_items", &self.total_items)
            .field("unusable", &self.unusable)
            .finish_non_exhaustive()
    }
}

/// Should POLYV itself ever send something by that name, it is kept among the rest.
fn unusable<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Unusable>, D::Error> {
    let items = match Value::deserialize(deserializer)? {
        Value::Array(items) => items,
        own => Vec::from([own]),
    };
    let item = |item: Value| {
        Unusable::deserialize(&item).unwrap_or_else(|_| Unusable {
            row: Value::Null,
            field: "unusable".into(),
            value: item,
        })
    };
    Ok(items.into_iter().map(item).collect())
}

/// A list, and the rows of it that lack their id. Reads as a slice of its items.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(from = "Held<T>")]
#[non_exhaustive]
pub struct List<T> {
    /// The items.
    pub items: Vec<T>,
    /// Rows without their id.
    pub unusable: Vec<Unusable>,
}

/// A list as the check leaves it.
#[derive(Deserialize)]
#[serde(untagged)]
enum Held<T> {
    Whole(Vec<T>),
    Parted { items: Vec<T>, unusable: Vec<Unusable> },
}

impl<T> From<Held<T>> for List<T> {
    fn from(held: Held<T>) -> Self {
        match held {
            Held::Whole(items) => Self { items, unusable: Vec::new() },
            Held::Parted { items, unusable } => Self { items, unusable },
        }
    }
}

impl<T> Deref for List<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.items
    }
}

/// What could not be used of a list, as POLYV sent it.
#[derive(Clone, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Unusable {
    /// The row; nothing where it is the page's own field.
    #[serde(default)]
    pub row: Value,
    /// The field that can't hold its value.
    pub field: String,
    /// The field's value.
    #[serde(default)]
    pub value: Value,
}

impl fmt::Debug for Unusable {
    /// Shows the field alone: the rest is personal.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Unusable").field("field", &self.field).finish_non_exhaustive()
    }
}
