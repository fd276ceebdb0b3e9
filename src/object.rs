//! An object with fields, wherever it is held: as `serde_json::Value`, or as a JavaScript object.

use alloc::{string::String, vec::Vec};

use crate::text::{Texts, texts};

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Found {
    /// Nothing, or null.
    Absent,
    /// `""`.
    EmptyText,
    Text,
    /// A whole number that JavaScript holds exactly: at most 2^53 - 1.
    Integer,
    /// Any other number.
    Number,
    Boolean,
    List,
    Object,
}

impl Found {
    pub(crate) const fn bit(self) -> u8 {
        1 << self as u8
    }

    pub(crate) const fn from_number(number: u8) -> Self {
        match number {
            0 => Self::Absent,
            1 => Self::EmptyText,
            2 => Self::Text,
            3 => Self::Integer,
            4 => Self::Number,
            5 => Self::Boolean,
            6 => Self::List,
            _ => Self::Object,
        }
    }
}

/// What becomes of a field where an object is shown to others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Showing {
    Removed,
    Shown,
    /// Shown with its middle masked.
    Masked,
}

/// A fixed list of field names.
#[derive(Debug)]
pub(crate) struct Table {
    /// Each ends with a NUL: as one text they need no list of their places.
    names: &'static str,
    /// What a field may hold without a closer look: bits of [`Found`].
    pub(crate) expected: &'static [u8],
    /// Numbers of [`Showing`].
    pub(crate) showing: &'static [u8],
    /// The place of a list of objects, and the table of its items.
    pub(crate) items: Option<(usize, &'static Table)>,
    /// By which JavaScript, which holds a copy, knows it.
    pub(crate) id: u32,
}

impl Table {
    pub(crate) const fn new(
        names: &'static str,
        expected: &'static [u8],
        showing: &'static [u8],
        items: Option<(usize, &'static Self)>,
    ) -> Self {
        Self { names, expected, showing, items, id: hash(names.as_bytes()) }
    }

    /// Names alone, for objects that are only looked into.
    pub(crate) const fn of_names(names: &'static str) -> Self {
        Self::new(names, &[], &[], None)
    }

    pub(crate) fn names(&self) -> Texts<'static> {
        texts(self.names)
    }

    #[inline(never)]
    pub(crate) fn name(&self, index: usize) -> &'static str {
        self.names().nth(index).unwrap_or_default()
    }

    pub(crate) fn joined_names(&self) -> &'static str {
        self.names
    }

    pub(crate) fn items_at(&self, index: usize) -> Option<&'static Self> {
        self.items.filter(|(place, _)| *place == index).map(|(_, table)| table)
    }
}

/// FNV-1a, while compiling. A test holds the tables' hashes apart.
const fn hash(mut bytes: &[u8]) -> u32 {
    let mut hash = 0x811c_9dc5_u32;
    while let [byte, rest @ ..] = bytes {
        hash = (hash ^ *byte as u32).wrapping_mul(0x0100_0193);
        bytes = rest;
    }
    hash
}

/// The value is not what was to be searched: no object, or no list.
pub(crate) struct WrongType;

/// An item that does not fit, and the field because of which.
pub(crate) struct Misfit {
    pub(crate) index: usize,
    pub(crate) field: &'static str,
}

/// A value: an object by the fields of a table, or a list by its items. What is changed belongs to the caller of the
/// change alone: an implementation copies where somebody else holds the object too.
pub(crate) trait Object: Sized {
    /// What the value itself is.
    fn kind(&self) -> Found;
    fn empty_list() -> Self;
    fn empty_object() -> Self;

    /// What a field holds.
    fn found(&self, table: &'static Table, index: usize) -> Found;
    /// The first field from `start` on that holds something else than its table expects.
    fn mismatch(&self, table: &'static Table, start: usize) -> Result<Option<usize>, WrongType>;
    /// The same of a list's items.
    fn mismatch_among(&self, table: &'static Table, start: usize) -> Result<Option<usize>, WrongType>;
    /// A field's text. What has no UTF-8, half of a surrogate pair, is replaced.
    fn text(&self, table: &'static Table, index: usize) -> Option<String>;
    /// A field's number, where it is whole and exact.
    fn integer(&self, table: &'static Table, index: usize) -> Option<i64>;
    fn boolean(&self, table: &'static Table, index: usize) -> Option<bool>;
    /// A field as it is; null where there is none.
    fn field(&self, table: &'static Table, index: usize) -> Self;

    /// The data of an ordinary answer, where one look can tell.
    fn opened(&self) -> Option<Self> {
        None
    }

    /// Turns a field's whole number into text.
    fn make_text(&mut self, table: &'static Table, index: usize);
    fn set_integer(&mut self, table: &'static Table, index: usize, value: i64);
    /// Takes a field out and keeps it, as it is, in the object's `unusable`: by its name, or in a page's list.
    fn set_aside(&mut self, table: &'static Table, index: usize, is_page: bool);
    /// Makes a field an empty list.
    fn set_empty_list(&mut self, table: &'static Table, index: usize);
    /// Changes a field in its place.
    fn with_field<T>(&mut self, table: &'static Table, index: usize, change: impl FnOnce(&mut Self) -> T) -> T;
    /// Changes an item in its place.
    fn with_item<T>(&mut self, index: usize, change: impl FnOnce(&mut Self) -> T) -> T;
    /// Takes items out of a list: as objects of `row` (the item as it is), `field` and `value`.
    fn take_items(&mut self, misfits: &[Misfit]) -> Self;
    /// Keeps what [`Self::take_items`] gave with its page, or, of a list alone, with the list.
    fn keep_unusable(&mut self, items: Self, is_list: bool);

    /// A new object with what its table shows; nested lists too.
    fn select(&self, table: &'static Table) -> Option<Self>;
    /// Changes the texts of the masked fields, all at once.
    fn map_masked(&mut self, table: &'static Table, mask: impl Fn(usize, &str) -> String);
}

/// The places of what is masked.
pub(crate) fn masked(table: &Table) -> Vec<usize> {
    let places = table.showing.iter().enumerate();
    places.filter(|(_, showing)| **showing == Showing::Masked as u8).map(|(index, _)| index).collect()
}
