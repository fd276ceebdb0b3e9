//! Client for the POLYV (保利威) live streaming API: signs requests, sends them on edge runtimes, checks the answers.
//!
//! The core is plain Rust without I/O and runs anywhere:
//!
//! ```
//! use polyv_edge::{AppSecret, Call, Credentials, Signer, SigningTime, Viewer, parse};
//!
//! # fn main() -> Result<(), polyv_edge::Error> {
//! let signer = Signer::new(Credentials { app_id: "app".into(), app_secret: AppSecret::new("secret")? })?;
//! let call = Call::get("/live/v4/user/viewer-record/get")?.query("viewerUnionId", "2_v378gn997yovtl3p8h77db9e224t6hg9")?;
//! let request = signer.sign(&call, &SigningTime::at(1_712_054_271_000)?);
//! assert!(request.url.starts_with("https://api.polyv.net/live/v4/user/viewer-record/get?appId=app&"));
//!
//! let answer = r#"{"code":200,"data":{"viewerUnionId":"2_v","source":"WX","createTime":1712054270000}}"#;
//! let viewer: Viewer = parse(answer)?;
//! assert_eq!(viewer.source.as_deref(), Some("WX"));
//! # Ok(()) }
//! ```
//!
//! | feature | adds |
//! |---|---|
//! | `sign` (default) | signatures and request building: all that touches the `appSecret` |
//! | `fetch` | `Client`, which sends with the host's `fetch`: for Rust compiled to wasm32 |
//! | `edge`, `browser`, `npm` | the npm package's two builds; not for use as a library |

#![cfg_attr(feature = "npm", no_std)]
// Each build uses a part of the ground; what nobody uses shows where all of it is built.
#![cfg_attr(not(all(feature = "edge", feature = "fetch")), allow(dead_code, unused_imports, unreachable_pub))]

extern crate alloc;

// Ground: plain Rust without I/O.
#[cfg(feature = "sign")]
mod attempt;
#[cfg(feature = "sign")]
mod endpoint;
mod envelope;
mod error;
mod json;
#[cfg(feature = "sign")]
mod limiter;
mod mask;
mod messages;
mod model;
mod models;
mod object;
#[cfg(feature = "sign")]
mod params;
#[cfg(feature = "sign")]
mod request;
#[cfg(feature = "sign")]
mod sign;
mod text;
#[cfg(feature = "sign")]
mod url;
#[cfg(feature = "sign")]
mod watch;

// The only I/O.
#[cfg(feature = "transport")]
mod client;

// JavaScript's side.
#[cfg(feature = "js")]
mod js;

pub use envelope::{Data, parse};
pub use error::{Cause, Error, ErrorDetails, ErrorKind};
pub use models::*;
#[cfg(feature = "fetch")]
pub use {
    client::rust::{CallOptions, Client, Settings},
    limiter::RateLimit,
};
#[cfg(feature = "sign")]
pub use {
    params::Params,
    request::{Body, Call, Credentials, Method, SignedRequest, Signer, SigningTime},
    sign::{AppSecret, SignatureMethod},
    watch::{WatchKey, verify_callback},
};

/// The declarations themselves, for what is generated from them.
#[doc(hidden)]
pub mod declarations {
    #[cfg(feature = "sign")]
    pub use crate::{
        endpoint::{Endpoint, Param},
        models::ENDPOINTS,
        params::ParamKind,
    };
    pub use crate::{
        model::{Answer, Field, Kind, Model, Privacy},
        models::MODELS,
    };
}

/// The examples of both READMEs, compiled and run as tests.
#[cfg(all(doctest, feature = "sign", not(target_family = "wasm")))]
mod readme {
    #![doc = include_str!("../README.md")]
    #![doc = include_str!("../README.zh-CN.md")]
}
