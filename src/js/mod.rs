//! JavaScript's side: reads what it passes, checks what it parsed, and is the only place that exports functions to it.

// wasm-bindgen exports `pub` functions only.
#![allow(unreachable_pub)]
// A Rust client reads its answers through serde; the checks in place are for the exports.
#![cfg_attr(not(any(feature = "edge", feature = "browser")), allow(dead_code))]

/// Half the size of the default allocator. Only for the npm package: a library must not choose for its users.
#[cfg(all(target_family = "wasm", any(feature = "edge", feature = "browser")))]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

#[cfg(feature = "edge")]
mod arguments;
pub(crate) mod check;
#[cfg(feature = "edge")]
mod edge;
mod error;
pub(crate) mod object;
#[cfg(feature = "edge")]
mod options;
#[cfg(any(feature = "edge", feature = "browser"))]
pub(crate) mod parse;
#[cfg(feature = "edge")]
mod public;
#[cfg(feature = "edge")]
mod sending;
#[cfg(feature = "edge")]
mod watch;
