//! The endpoints that are first-class: one declaration each.

use alloc::{borrow::ToOwned as _, string::String};

use crate::{
    error::Error,
    model::{Answer, HasModel as _},
    models::{ChannelAccount, Viewer},
    params::{Arguments, ParamKind, Params},
    request::{Call, Method},
    url::fill,
};

/// A declared endpoint. Every one here is a lookup, safe to repeat.
#[doc(hidden)]
#[derive(Debug)]
pub struct Endpoint {
    /// The method's name in JavaScript.
    pub name: &'static str,
    pub method: Method,
    /// Path, with `{placeholders}` for the parameters that it takes up.
    pub path: &'static str,
    pub params: &'static [Param],
    pub answer: Answer,
    #[cfg(not(target_family = "wasm"))]
    pub docs: &'static [&'static str],
}

/// A parameter of an endpoint, as POLYV names it.
#[doc(hidden)]
#[derive(Debug)]
pub struct Param {
    pub name: &'static str,
    pub kind: ParamKind,
    pub required: bool,
    #[cfg(not(target_family = "wasm"))]
    pub docs: &'static [&'static str],
}

macro_rules! answer {
    ([$Model:ident]) => {
        Answer::List($Model::MODEL)
    };
    (Page<$Model:ident>) => {
        Answer::Page($Model::MODEL)
    };
    ($Model:ident) => {
        Answer::One($Model::MODEL)
    };
}

/// Declares endpoints: `name: get "path" { params } -> (answer);`.
macro_rules! endpoints {
    ($(
        $(#[doc = $doc:literal])*
        $name:ident: get $path:literal {
            $($(#[doc = $param_doc:literal])* $param:ident: $kind:ident $presence:ident,)*
        } -> ($($answer:tt)+);
    )*) => {
        /// Every endpoint. JavaScript names one by its place.
        #[doc(hidden)]
        pub const ENDPOINTS: &[Endpoint] = &[$(Endpoint {
            name: stringify!($name),
            method: Method::Get,
            path: $path,
            params: &[$(Param {
                name: stringify!($param),
                kind: ParamKind::$kind,
                required: crate::model::required!($presence),
                #[cfg(not(target_family = "wasm"))]
                docs: &[$($param_doc),*],
            }),*],
            answer: answer!($($answer)+),
            #[cfg(not(target_family = "wasm"))]
            docs: &[$($doc),*],
        }),*];
    };
}

endpoints! {
    /// One viewer's details (查询观众详情).
    ///
    /// `not_found` also tells of a viewer that was created within the last seconds.
    getViewer: get "/live/v4/user/viewer-record/get" {
        /// Viewer id (观众id).
        viewerUnionId: Text required,
    } -> (Viewer);

    /// One role of a channel (查询单个角色信息).
    getChannelAccount: get "/live/v2/channelAccount/{channelId}/account" {
        /// Channel id (频道号): digits.
        channelId: Digits required,
        /// Account of the role (助教/嘉宾账号). A number would lose its zeros.
        account: Text required,
    } -> (ChannelAccount);

    /// All roles of a channel (查询频道角色列表).
    listChannelAccounts: get "/live/v2/channelAccount/{channelId}/accounts" {
        /// Channel id (频道号): digits.
        channelId: Digits required,
    } -> ([ChannelAccount]);

    /// One page of the account's viewers (查询观众列表), or, with `for await`, all from that page on.
    listViewers: get "/live/v4/user/viewer-record/list" {
        /// Page to start with, from 1 to 1000. Default: 1.
        pageNumber: OneToThousand optional,
        /// Viewers on a page, from 1 to 1000. Default: 10; 1000 with `for await`.
        pageSize: OneToThousand optional,
        /// Only viewers from there (用户来源): `IMPORT`, `WX`, `MOBILE`.
        source: Text optional,
        /// Only viewers with this mobile number (手机号码).
        mobile: Text optional,
        /// Only viewers with this e-mail address (邮箱).
        email: Text optional,
        /// Only viewers from there (地址).
        area: Text optional,
    } -> (Page<Viewer>);
}

impl Endpoint {
    /// Checks what a caller passed and builds the call.
    ///
    /// # Errors
    /// `invalid_argument` that names the parameter.
    pub(crate) fn call(&self, arguments: &Arguments) -> Result<Call, Error> {
        let mut path = self.path.to_owned();
        let mut query = Params::new();
        for (name, _) in arguments.iter() {
            if !self.params.iter().any(|param| param.name == name) {
                return Err(self.unknown(name));
            }
        }
        for param in self.params {
            let Some((name, argument)) = arguments.iter().find(|(name, _)| *name == param.name) else {
                if param.required {
                    return Err(Error::bad_argument(param.name, "is missing"));
                }
                continue;
            };
            let value = param.kind.check(name, argument)?;
            match fill(&path, name, &value) {
                Some(filled) => path = filled?,
                None => query.push(name, value)?,
            }
        }
        Call::new(self.method, path)?.with_query(query)
    }

    fn unknown(&self, name: &str) -> Error {
        let names = self.params.iter().fold(String::new(), |names, param| {
            let comma = if names.is_empty() { "" } else { ", " };
            [&names, comma, param.name].concat()
        });
        Error::argument([name, " is not a parameter of ", self.name, ", which takes ", &names].concat())
    }
}
