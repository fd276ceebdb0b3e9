//! Lists, and pages of them (分页).

use alloc::{string::String, vec::Vec};
use core::ops::Deref;

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// One page of a list.
///
/// Source: POLYV's page on listing viewers (`v4/user/viewerrecord/list`).
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
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
    #[serde(default = "Vec::new")]
    pub unusable: Vec<Unusable>,
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
            Held::Whole(items) => Self {
                items,
                unusable: Vec::new(),
            },
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

impl core::fmt::Debug for Unusable {
    /// Shows the field alone: the rest is personal.
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Unusable")
            .field("field", &self.field)
            .finish_non_exhaustive()
    }
}
