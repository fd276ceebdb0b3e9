//! POLYV's objects, each declared once: from one table come the Rust struct, the check of what arrives, what may be
//! shown to others, and the TypeScript interface.

use alloc::{string::String, vec::Vec};

use serde::Deserialize as _;
use serde_json::{Map, Value};

use crate::{
    error::Error,
    mask::Mask,
    object::{Found, Misfit, Object, Showing, Table},
    text::integer,
};

/// A declared object: the table behind one struct.
#[doc(hidden)]
#[derive(Debug)]
pub struct Model {
    pub name: &'static str,
    pub fields: &'static [Field],
    pub(crate) table: &'static Table,
    /// For what is generated natively; kept out of the wasm.
    #[cfg(not(target_family = "wasm"))]
    pub docs: &'static [&'static str],
}

/// One field, as POLYV names it.
#[doc(hidden)]
#[derive(Debug)]
pub struct Field {
    /// As in the table, which is all that the npm package has.
    #[cfg(not(feature = "npm"))]
    pub name: &'static str,
    pub kind: Kind,
    /// Whether an object without it is of no use.
    pub required: bool,
    pub privacy: Privacy,
    #[cfg(not(target_family = "wasm"))]
    pub docs: &'static [&'static str],
}

/// What a field holds.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// Text. Whole numbers become text: POLYV sends some ids as either.
    Text,
    /// Text that can't have been a number, which would have lost its leading zeros.
    Account,
    /// `Y` or `N`, as POLYV's text.
    Flag,
    /// A whole number that JavaScript holds exactly, up to 2^53 - 1. Digits in text become a number.
    Integer,
    /// A list of objects.
    List(&'static Model),
}

/// Who may see a field.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub enum Privacy {
    /// All callers of an edge.
    Public,
    /// All callers, but with its middle masked.
    Masked(Mask),
    /// No caller.
    Secret,
}

/// The structs that have a table.
#[doc(hidden)]
pub trait HasModel: serde::de::DeserializeOwned {
    const MODEL: &'static Model;
}

/// The one list of objects that a model may have.
pub(crate) const fn only(items: &'static [Option<&'static Table>]) -> Option<(usize, &'static Table)> {
    let mut found = None;
    let mut place = 0;
    let mut rest = items;
    while let [item, others @ ..] = rest {
        if let Some(table) = item {
            assert!(found.is_none(), "one list of objects is all that a table has room for");
            found = Some((place, *table));
        }
        place += 1;
        rest = others;
    }
    found
}

impl Field {
    /// What it may hold without a closer look.
    pub(crate) const fn expected(kind: Kind, required: bool) -> u8 {
        let text = match (kind, required) {
            (Kind::Text | Kind::Account | Kind::Flag, true) => Found::Text.bit(),
            (Kind::Text | Kind::Account | Kind::Flag, false) => Found::Text.bit() | Found::EmptyText.bit(),
            (Kind::Integer, _) => Found::Integer.bit(),
            (Kind::List(_), _) => 0,
        };
        if required { text } else { text | Found::Absent.bit() }
    }
}

/// Declares a model: a struct, and its table. A field reads `rust_name "polyvName": Kind required|optional privacy;`, a
/// list of objects has the kind `[Item]`. What POLYV sends beyond the declared fields stays, in `extra`.
macro_rules! model {
    (
        $(#[doc = $model_doc:literal])*
        pub struct $Model:ident {
            $(
                $(#[doc = $doc:literal])*
                $field:ident $name:literal: $kind:tt $presence:ident $privacy:ident $(($mask:ident))?;
            )*
        }
    ) => {
        $(#[doc = $model_doc])*
        #[derive(Clone, PartialEq, serde::Deserialize, serde::Serialize)]
        #[non_exhaustive]
        pub struct $Model {
            $(
                $(#[doc = $doc])*
                #[serde(rename = $name, default, skip_serializing_if = "crate::model::Written::is_absent")]
                pub $field: $crate::model::rust_type!($presence $kind),
            )*
            /// Values that their fields can't hold, as POLYV sent them.
            #[serde(
                default,
                deserialize_with = "crate::model::unusable",
                skip_serializing_if = "serde_json::Map::is_empty"
            )]
            pub unusable: serde_json::Map<alloc::string::String, serde_json::Value>,
            /// Fields that are not documented, as POLYV sent them.
            #[serde(flatten)]
            pub extra: serde_json::Map<alloc::string::String, serde_json::Value>,
        }

        impl $crate::model::HasModel for $Model {
            const MODEL: &'static $crate::model::Model = {
                const EXPECTED: &[u8] = &[$($crate::model::Field::expected(
                    $crate::model::kind!($kind),
                    $crate::model::word::$presence,
                )),*];
                const SHOWING: &[u8] = &[$($crate::model::word::$privacy $(($crate::mask::Mask::$mask))?.showing() as u8),*];
                const ITEMS: &[Option<&$crate::object::Table>] = &[$($crate::model::items!($kind)),*];
                const TABLE: &$crate::object::Table = &$crate::object::Table::new(
                    concat!($($name, "\0"),*),
                    EXPECTED,
                    SHOWING,
                    $crate::model::only(ITEMS),
                );
                &$crate::model::Model {
                    name: stringify!($Model),
                    fields: &[$($crate::model::Field {
                        #[cfg(not(feature = "npm"))]
                        name: $name,
                        kind: $crate::model::kind!($kind),
                        required: $crate::model::word::$presence,
                        privacy: $crate::model::word::$privacy $(($crate::mask::Mask::$mask))?,
                        #[cfg(not(target_family = "wasm"))]
                        docs: &[$($doc),*],
                    }),*],
                    table: TABLE,
                    #[cfg(not(target_family = "wasm"))]
                    docs: &[$($model_doc),*],
                }
            };
        }

        impl $Model {
            /// What callers of an edge may see, as JSON: declared fields that are no secret, personal values masked.
            pub fn redacted(&self) -> serde_json::Value {
                $crate::model::redacted(self)
            }
        }

        impl core::fmt::Debug for $Model {
            /// Shows what callers of an edge may see.
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                $crate::model::debug(self, f)
            }
        }
    };
}

macro_rules! rust_type {
    (optional $kind:tt) => { Option<$crate::model::rust_type!(required $kind)> };
    (required Integer) => { i64 };
    (required [$Item:ident]) => { alloc::vec::Vec<$Item> };
    (required $text:ident) => { alloc::string::String };
}

macro_rules! kind {
    ([$Item:ident]) => {
        $crate::model::Kind::List(<$Item as $crate::model::HasModel>::MODEL)
    };
    ($kind:ident) => {
        $crate::model::Kind::$kind
    };
}

macro_rules! items {
    ([$Item:ident]) => {
        Some(<$Item as $crate::model::HasModel>::MODEL.table)
    };
    ($kind:ident) => {
        None
    };
}

/// What the words of a declaration stand for.
#[allow(non_upper_case_globals)]
pub(crate) mod word {
    pub(crate) use super::Privacy::{Masked as masked, Public as public, Secret as secret};
    pub(crate) const required: bool = true;
    pub(crate) const optional: bool = false;
}

pub(crate) use {items, kind, model, rust_type};

impl Privacy {
    pub(crate) const fn showing(self) -> Showing {
        match self {
            Self::Public => Showing::Shown,
            Self::Masked(_) => Showing::Masked,
            Self::Secret => Showing::Removed,
        }
    }
}

/// What an object is written with: all that is there, and what is required in any case.
pub(crate) trait Written {
    fn is_absent(&self) -> bool;
}

impl<T> Written for Option<T> {
    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

impl Written for String {
    fn is_absent(&self) -> bool {
        false
    }
}

/// Should POLYV itself ever send something by that name, it is kept under it.
pub(crate) fn unusable<'de, D>(deserializer: D) -> Result<Map<String, Value>, D::Error>
where
    D: serde::Deserializer<'de>,
{
    Ok(match Value::deserialize(deserializer)? {
        Value::Object(fields) => fields,
        own => Map::from_iter([("unusable".into(), own)]),
    })
}

/// Brings an object into its model's shape, most objects in one look. What a field can't hold is set aside.
///
/// # Errors
/// `invalid_response` for what is no object, or lacks what it is of no use without.
pub(crate) fn check<O: Object>(object: &mut O, model: &'static Model) -> Result<(), Error> {
    fit(object, model).map_err(|field| match field {
        "" => unexpected(model.name, "not an object"),
        field => unexpected(field, "missing, or not text"),
    })
}

/// As [`check`]; an error is the name of the required field, or empty where there is no object.
fn fit<O: Object>(object: &mut O, model: &'static Model) -> Result<(), &'static str> {
    let mut start = 0;
    while let Some(index) = object.mismatch(model.table, start).map_err(|_| "")? {
        let Some(field) = model.fields.get(index) else { break };
        fit_field(object, model.table, index, field)?;
        start = index + 1;
    }
    Ok(())
}

fn fit_field<O: Object>(
    object: &mut O,
    table: &'static Table,
    index: usize,
    field: &'static Field,
) -> Result<(), &'static str> {
    match (field.kind, object.found(table, index)) {
        (Kind::Text | Kind::Flag, Found::Integer | Found::Number) if object.integer(table, index).is_some() => {
            object.make_text(table, index);
        }
        (Kind::Integer, Found::Text | Found::Number) => match whole(object, table, index) {
            Some(number) => object.set_integer(table, index, number),
            None => object.set_aside(table, index, false),
        },
        (Kind::List(model), Found::List) => {
            // Looks before it changes anything: what is set aside stands as it arrived.
            if object.with_field(table, index, |list| has_misfits(list, model)) {
                object.set_aside(table, index, false);
            } else {
                object.with_field(table, index, |list| fit_items(list, model));
            }
        }
        (_, _) if field.required => return Err(table.name(index)),
        (_, Found::Absent) => {}
        _ => object.set_aside(table, index, false),
    }
    Ok(())
}

/// A whole number, or digits in text.
fn whole<O: Object>(object: &O, table: &'static Table, index: usize) -> Option<i64> {
    let number = object.integer(table, index);
    number.or_else(|| object.text(table, index).as_deref().and_then(integer))
}

/// Whether an item of a list within an object is of no use.
fn has_misfits<O: Object>(list: &mut O, model: &'static Model) -> bool {
    let can_do_without = |item: &O, index| {
        let is_number = |field: &Field| matches!(field.kind, Kind::Text) && item.integer(model.table, index).is_some();
        model.fields.get(index).is_some_and(|field| !field.required || is_number(field))
    };
    let is_misfit = |item: &mut O| {
        let mut start = 0;
        loop {
            match item.mismatch(model.table, start) {
                Ok(None) => return false,
                Ok(Some(index)) if can_do_without(item, index) => start = index + 1,
                _ => return true,
            }
        }
    };
    let mut start = 0;
    while let Ok(Some(index)) = list.mismatch_among(model.table, start) {
        if list.with_item(index, is_misfit) {
            return true;
        }
        start = index + 1;
    }
    false
}

/// Checks the items of a list, most lists in one look; gives those that are of no use.
fn fit_items<O: Object>(list: &mut O, model: &'static Model) -> Vec<Misfit> {
    let mut misfits = Vec::new();
    let mut start = 0;
    while let Ok(Some(index)) = list.mismatch_among(model.table, start) {
        if let Err(field) = list.with_item(index, |item| fit(item, model)) {
            let field = if field.is_empty() { model.table.name(0) } else { field };
            misfits.push(Misfit { index, field });
        }
        start = index + 1;
    }
    misfits
}

/// What the data of an answer is.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub enum Answer {
    /// Anything, unchecked.
    Any,
    One(&'static Model),
    List(&'static Model),
    Page(&'static Model),
}

/// Where a page holds what; all but the first are whole numbers.
pub(crate) const PAGE: &Table = &{
    const NUMBER: u8 = Found::Integer.bit() | Found::Absent.bit();
    Table::new(
        "contents\0pageNumber\0pageSize\0totalPages\0totalItems\0",
        &[Found::List.bit(), NUMBER, NUMBER, NUMBER, NUMBER],
        &[],
        None,
    )
};
const CONTENTS: usize = 0;

impl Answer {
    /// Data in its shape. Where a list is promised, nothing is an empty one. Rows of no use are kept beside the list.
    ///
    /// # Errors
    /// `invalid_response` for data of no use.
    pub(crate) fn shape<O: Object>(self, mut data: O) -> Result<O, Error> {
        let is_nothing = matches!(data.kind(), Found::Absent | Found::EmptyText);
        match self {
            Self::Any => {}
            Self::One(model) => check(&mut data, model)?,
            Self::List(_) if is_nothing => data = O::empty_list(),
            Self::List(model) => {
                if data.kind() != Found::List {
                    return Err(unexpected("data", "not a list"));
                }
                if let Some(unusable) = take_misfits(&mut data, model) {
                    data.keep_unusable(unusable, true);
                }
            }
            Self::Page(model) => {
                if is_nothing {
                    data = O::empty_object();
                }
                shape_page(&mut data, model)?;
            }
        }
        Ok(data)
    }
}

fn take_misfits<O: Object>(list: &mut O, model: &'static Model) -> Option<O> {
    let misfits = fit_items(list, model);
    (!misfits.is_empty()).then(|| list.take_items(&misfits))
}

fn shape_page<O: Object>(page: &mut O, model: &'static Model) -> Result<(), Error> {
    let mut start = 0;
    while let Some(index) = page.mismatch(PAGE, start).map_err(|_| unexpected("data", "not a page"))? {
        match (index, page.found(PAGE, index)) {
            (CONTENTS, Found::Absent | Found::EmptyText) => page.set_empty_list(PAGE, index),
            (CONTENTS, _) => return Err(unexpected("contents", "not a list")),
            (_, Found::Text | Found::Number) => match whole(page, PAGE, index) {
                Some(number) => page.set_integer(PAGE, index, number),
                None => page.set_aside(PAGE, index, true),
            },
            _ => page.set_aside(PAGE, index, true),
        }
        start = index + 1;
    }
    if let Some(unusable) = page.with_field(PAGE, CONTENTS, |list| take_misfits(list, model)) {
        page.keep_unusable(unusable, false);
    }
    Ok(())
}

pub(crate) fn unexpected(name: &str, what: &str) -> Error {
    Error::response(["unexpected data: ", name, " is ", what].concat())
}

/// A new object with what callers of an edge may see: declared fields that are no secret, personal values masked.
/// Undeclared fields stay behind: what POLYV adds tomorrow may be a secret.
///
/// # Errors
/// `invalid_argument` for what is no object.
pub(crate) fn redact<O: Object>(object: &O, model: &'static Model) -> Option<O> {
    let mut shown = object.select(model.table)?;
    shown.map_masked(model.table, |index, text| match model.fields.get(index).map(|field| field.privacy) {
        Some(Privacy::Masked(mask)) => mask.apply(text),
        _ => String::new(),
    });
    Some(shown)
}

/// As [`redact`], of a model.
pub(crate) fn redacted<T: HasModel + serde::Serialize>(object: &T) -> Value {
    let shown = serde_json::to_value(object).ok().and_then(|value| redact(&value, T::MODEL));
    shown.unwrap_or_default()
}

/// Shows a model's redacted fields.
pub(crate) fn debug<T: HasModel + serde::Serialize>(object: &T, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
    let mut shown = f.debug_struct(T::MODEL.name);
    for (name, value) in redacted(object).as_object().into_iter().flatten() {
        shown.field(name, &format_args!("{value}"));
    }
    shown.finish_non_exhaustive()
}
