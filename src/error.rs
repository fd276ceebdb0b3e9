//! The one error type, and the one table of its kinds.

use alloc::{boxed::Box, string::String};
use core::{fmt, ops::Deref};

/// Declares the kinds, a row each: name in JavaScript, HTTP status towards the edge's own caller, and whether the same
/// call may succeed later.
macro_rules! kinds {
    ($($(#[doc = $doc:literal])* $Kind:ident $name:literal $status:literal $retryable:literal;)*) => {
        /// What went wrong, in the terms a caller acts on.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum ErrorKind {
            $($(#[doc = $doc])* $Kind,)*
        }

        impl ErrorKind {
            /// Every kind, in the order of the documentation.
            pub const ALL: &[Self] = &[$(Self::$Kind),*];

            /// The kind as JavaScript sees it in `error.kind`.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$Kind => $name,)*
                }
            }

            /// The HTTP status for the caller of an edge: POLYV's refusal of the edge itself is not the caller's doing.
            pub const fn http_status(self) -> u16 {
                match self {
                    $(Self::$Kind => $status,)*
                }
            }

            /// Whether the same call may succeed when it is made again later, unless more is known.
            pub(crate) const fn is_retryable(self) -> bool {
                match self {
                    $(Self::$Kind => $retryable,)*
                }
            }

            /// What the documentation says of the kind, for what is generated from it.
            #[doc(hidden)]
            #[cfg(not(target_family = "wasm"))]
            pub const fn docs(self) -> &'static [&'static str] {
                match self {
                    $(Self::$Kind => &[$($doc),*],)*
                }
            }
        }
    };
}

kinds! {
    /// The call itself is wrong; nothing was sent.
    InvalidArgument "invalid_argument" 400 false;
    /// POLYV does not know the `appId` or the account behind it.
    Unauthorized "unauthorized" 502 false;
    /// POLYV computed another signature: usually a wrong `appSecret`.
    InvalidSignature "invalid_signature" 502 false;
    /// The timestamp is more than 3 minutes off POLYV's clock.
    InvalidTimestamp "invalid_timestamp" 502 false;
    /// Known, but not allowed: a feature that is off, somebody else's channel, or an address that a firewall blocks.
    Forbidden "forbidden" 502 false;
    /// The viewer, channel, account or path does not exist.
    NotFound "not_found" 404 false;
    /// Not possible in the object's current state, such as a channel that is live.
    Conflict "conflict" 409 false;
    /// POLYV refused a parameter.
    Validation "validation" 400 false;
    /// Too many calls.
    RateLimited "rate_limited" 429 true;
    /// POLYV failed.
    Server "server" 502 false;
    /// The answer is not what POLYV documents.
    InvalidResponse "invalid_response" 502 false;
    /// POLYV could not be reached, the connection broke, or `fetch` failed.
    Network "network" 502 true;
    /// The deadline passed.
    Timeout "timeout" 504 true;
    /// The caller's `AbortSignal` fired.
    Aborted "aborted" 499 false;
    /// What came in is not proven to be POLYV's: a signature that does not match, or one that is too old.
    Unverified "unverified" 403 false;
    /// polyv-edge itself failed: a bug. The next call works all the same.
    Internal "internal" 500 false;
}

impl ErrorKind {
    /// The kind of that name.
    pub(crate) fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.as_str() == name)
    }
}

impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A failed call. Holds no query, no body and no credential, so it may be logged as it is.
///
/// Its fields are those of [`ErrorDetails`], which it dereferences to.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.0.message)]
pub struct Error(Box<ErrorDetails>);

impl Deref for Error {
    type Target = ErrorDetails;

    fn deref(&self) -> &ErrorDetails {
        &self.0
    }
}

/// What is known of a failed call.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ErrorDetails {
    /// What went wrong.
    pub kind: ErrorKind,
    /// For people; POLYV's own text where POLYV gave one.
    pub message: Box<str>,
    /// HTTP status of the answer, where there was one.
    pub http_status: Option<u16>,
    /// `code` of POLYV's envelope.
    pub code: Option<i64>,
    /// `error.code` of a v4 envelope, such as 20001.
    pub error_code: Option<i64>,
    /// POLYV's id of the request: quote it to their support.
    pub request_id: Option<Box<str>>,
    /// Whether the same call may succeed when it is made again later.
    pub retryable: bool,
    /// How many times the request was sent.
    pub attempts: u32,
    /// Method, host and path of the call.
    pub endpoint: Option<Box<str>>,
    /// How long to wait before the next try, in milliseconds, where that is known.
    pub retry_after_ms: Option<u64>,
    /// What the host's `fetch` said, without URL, query and credentials.
    pub cause: Option<Cause>,
}

/// A host's own error, scrubbed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cause {
    /// Such as `TypeError`.
    pub name: String,
    /// The host's message.
    pub message: String,
    /// The system's error code, such as `ECONNREFUSED`.
    pub code: Option<String>,
}

impl Error {
    pub(crate) fn new(kind: ErrorKind, message: impl Into<Box<str>>) -> Self {
        Self(Box::new(ErrorDetails {
            kind,
            message: message.into(),
            http_status: None,
            code: None,
            error_code: None,
            request_id: None,
            retryable: kind.is_retryable(),
            attempts: 0,
            endpoint: None,
            retry_after_ms: None,
            cause: None,
        }))
    }

    /// The same error, with more known of it.
    pub(crate) fn with(mut self, add: impl FnOnce(&mut ErrorDetails)) -> Self {
        add(&mut self.0);
        self
    }

    pub(crate) fn argument(message: impl Into<Box<str>>) -> Self {
        Self::new(ErrorKind::InvalidArgument, message)
    }

    /// `name` is the argument that is wrong, `why` what is wrong with it.
    pub(crate) fn bad_argument(name: &str, why: &str) -> Self {
        Self::argument([name, " ", why].concat())
    }

    pub(crate) fn response(message: impl Into<Box<str>>) -> Self {
        Self::new(ErrorKind::InvalidResponse, message)
    }
}
