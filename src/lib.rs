//! Client for the POLYV (保利威) live streaming API: signs requests, sends them on edge runtimes, checks the answers.
//!
//! The core is plain Rust without I/O and runs anywhere:
//!
//! ```
//! use polyv_edge::{AppSecret, Call, Credentials, Signer, Stamp, Viewer, parse};
//!
//! # fn main() -> Result<(), polyv_edge::Error> {
//! let signer = Signer::new(Credentials { app_id: "app".into(), app_secret: AppSecret::new("secret")? })?;
//! let call = Call::get("/live/v4/user/viewer-record/get")?.query("viewerUnionId", "2_v378gn997yovtl3p8h77db9e224t6hg9")?;
//! let request = signer.sign(&call, &Stamp::at(1_712_054_271_000)?);
//! assert!(request.url.starts_with("https://api.polyv.net/live/v4/user/viewer-record/get?appId=app&"));
//!
//! let answer = r#"{"code":200,"data":{"viewerUnionId":"2_v","source":"WX","latestAuthTime":1712054271000,"createTime":1712054270000}}"#;
//! let viewer: Viewer = parse(answer)?;
//! assert_eq!(viewer.source, "WX");
//! # Ok(()) }
//! ```
//!
//! | feature | adds |
//! |---|---|
//! | `sign` (default) | signatures and request building: all that touches the `appSecret` |
//! | `fetch` | `Client`, which sends with the host's `fetch`: for Rust compiled to wasm32 |
//! | `edge`, `browser` | the exports of the npm package's two builds; not for use as a library |

extern crate alloc;

#[cfg(feature = "fetch")]
mod attempts;
#[cfg(feature = "sign")]
mod base_url;
#[cfg(feature = "fetch")]
mod client;
// Natively only the declarations are read, to generate types from.
#[cfg(feature = "sign")]
#[cfg_attr(not(feature = "edge"), allow(dead_code))]
mod endpoint;
mod envelope;
mod error;
#[cfg(feature = "fetch")]
mod exchange;
#[cfg(feature = "js")]
mod js;
mod model;
#[cfg(feature = "sign")]
mod params;
#[cfg(any(feature = "fetch", test))]
#[cfg_attr(not(feature = "fetch"), allow(dead_code, unreachable_pub))]
mod rate_limit;
#[cfg(feature = "sign")]
mod request;
#[cfg(any(feature = "fetch", test))]
#[cfg_attr(not(feature = "fetch"), allow(dead_code))]
mod retry;
#[cfg(feature = "sign")]
mod sign;
#[cfg(feature = "sign")]
mod watch;

#[doc(hidden)]
#[cfg(feature = "sign")]
pub use endpoint::{ENDPOINTS, Endpoint, Param, ParamKind};
pub use envelope::{Data, parse};
pub use error::{Error, ErrorDetails, ErrorKind};
pub use model::{ChannelAccount, Page, Viewer, ViewerLabel};
/// The declarations themselves, for what is generated from them.
#[doc(hidden)]
pub use model::{Field, Kind, MODELS, Model, Privacy};

/// The exports that check in place, for the tests that hold them against serde.
#[doc(hidden)]
#[cfg(any(feature = "edge", feature = "browser"))]
pub use js::parse::{parse_channel_account, parse_response, parse_viewer};

#[cfg(feature = "fetch")]
pub use {
    client::{CallOptions, Client, Settings},
    rate_limit::RateLimit,
};
#[cfg(feature = "sign")]
pub use {
    params::Params,
    request::{Body, Call, Credentials, Method, SignedRequest, Signer, Stamp},
    sign::{AppSecret, SignatureMethod},
    watch::{WatchKey, verify_callback},
};
