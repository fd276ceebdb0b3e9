//! JavaScript's side: its objects, and what the npm package's two builds export to it.

// wasm-bindgen exports `pub` functions only.
#![allow(unreachable_pub)]

#[cfg(feature = "edge")]
mod edge;
#[cfg(any(feature = "edge", feature = "browser"))]
mod error;
#[cfg(feature = "npm")]
mod npm;
#[cfg(any(feature = "edge", feature = "browser"))]
mod object;
#[cfg(any(feature = "edge", feature = "browser"))]
pub(crate) mod parse;
#[cfg(feature = "edge")]
mod watch;
