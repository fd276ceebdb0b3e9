//! The only I/O: the host's `fetch`, and the client for Rust callers.

#[cfg(feature = "fetch")]
pub(crate) mod rust;
pub(crate) mod transport;
