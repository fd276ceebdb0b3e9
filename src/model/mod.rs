//! POLYV's objects, each declared once: from one table come the Rust struct, the check of a JavaScript object,
//! what may leave the edge, and the TypeScript interface.

mod channel_account;
pub(crate) mod declare;
mod mask;
mod page;
mod public;
pub(crate) mod read;
mod viewer;

pub use channel_account::ChannelAccount;
pub use page::Page;
pub use viewer::{Viewer, ViewerLabel};

pub(crate) use {mask::Mask, public::public};

/// The most fields that a declared object may have.
pub(crate) const MOST_FIELDS: usize = 32;

/// A declared object: the table behind one struct.
#[doc(hidden)]
#[derive(Debug)]
pub struct Model {
    pub name: &'static str,
    /// For what is generated natively; kept out of the wasm.
    #[cfg(not(target_family = "wasm"))]
    pub docs: &'static [&'static str],
    pub fields: &'static [Field],
}

/// One field, as POLYV names it.
#[doc(hidden)]
#[derive(Debug)]
pub struct Field {
    pub name: &'static str,
    pub kind: Kind,
    /// Whether POLYV always sends it.
    pub required: bool,
    pub privacy: Privacy,
    /// For what is generated natively; kept out of the wasm.
    #[cfg(not(target_family = "wasm"))]
    pub docs: &'static [&'static str],
}

/// What a field holds.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// Text.
    Text,
    /// Text that some answers send as a number; always text after the check.
    Id,
    /// A whole number that JavaScript holds exactly, up to 2^53 - 1.
    Integer,
    /// A whole number that some answers send as text; always a number after the check.
    Ordinal,
    /// `Y` or `N`, as POLYV's text.
    Flag,
    /// A list of objects.
    List(&'static Model),
}

/// Who may see a field.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub enum Privacy {
    /// Everyone whom the edge answers.
    Public,
    /// Everyone, but with its middle masked.
    Masked(Mask),
    /// Nobody outside the edge.
    Secret,
}

/// The structs that have a table.
#[doc(hidden)]
pub trait Declared: serde::de::DeserializeOwned {
    const MODEL: Model;
}

/// Every model, for what is generated from the tables.
#[doc(hidden)]
pub const MODELS: &[&Model] = &[
    &Viewer::MODEL,
    &ViewerLabel::MODEL,
    &ChannelAccount::MODEL,
    &Page::<Viewer>::MODEL,
];
