//! JavaScript's side: the only place that knows JavaScript values, and the only one that exports functions to it.

// wasm-bindgen exports `pub` functions only.
#![allow(unreachable_pub)]

pub(crate) mod check;
#[cfg(feature = "edge")]
mod edge;
mod error;
pub(crate) mod object;
#[cfg(feature = "edge")]
mod options;
#[cfg(any(feature = "edge", feature = "browser"))]
mod parse;
#[cfg(feature = "edge")]
mod public;
