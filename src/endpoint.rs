//! The operations that are first-class: one declaration each.

use crate::{Call, Error, Method, Params, params::is_blank};

/// A declared operation. Every one here is a lookup, safe to repeat.
#[doc(hidden)]
#[derive(Debug)]
pub struct Endpoint {
    /// The method's name in JavaScript.
    pub name: &'static str,
    pub method: Method,
    /// Path, with `{placeholders}` for the parameters that it takes up.
    pub path: &'static str,
    pub params: &'static [Param],
    /// What `data` holds, as TypeScript names it.
    pub answer: &'static str,
    #[cfg(not(target_family = "wasm"))]
    pub docs: &'static [&'static str],
}

/// A parameter of an operation, as POLYV names it.
#[doc(hidden)]
#[derive(Debug)]
pub struct Param {
    pub name: &'static str,
    pub kind: ParamKind,
    pub required: bool,
    #[cfg(not(target_family = "wasm"))]
    pub docs: &'static [&'static str],
}

/// What a parameter must be.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParamKind {
    /// Text, never a number: `0052191541` would lose its zeros.
    Text,
    /// Digits, as text or as a number.
    Digits,
    /// A whole number from 1 to 1000, as POLYV limits pages.
    Page,
}

/// Declares operations: `NAME = name: get "path" { params } -> Answer;`.
macro_rules! endpoints {
    ($(
        $(#[doc = $doc:literal])*
        $NAME:ident = $name:ident: get $path:literal {
            $($(#[doc = $param_doc:literal])* $param:ident: $kind:ident $presence:ident,)*
        } -> $answer:literal;
    )*) => {
        $(
            $(#[doc = $doc])*
            pub(crate) const $NAME: Endpoint = Endpoint {
                name: stringify!($name),
                method: Method::Get,
                path: $path,
                params: &[$(Param {
                    name: stringify!($param),
                    kind: ParamKind::$kind,
                    required: crate::model::declare::required!($presence),
                    #[cfg(not(target_family = "wasm"))]
                    docs: &[$($param_doc),*],
                }),*],
                answer: $answer,
                #[cfg(not(target_family = "wasm"))]
                docs: &[$($doc),*],
            };
        )*

        /// Every operation, for what is generated from the declarations.
        #[doc(hidden)]
        pub const ENDPOINTS: &[Endpoint] = &[$($NAME),*];
    };
}

endpoints! {
    /// One viewer's details (查询观众详情).
    ///
    /// `not_found` also tells of a viewer that was created within the last seconds.
    GET_VIEWER = getViewer: get "/live/v4/user/viewer-record/get" {
        /// Viewer id (观众id).
        viewerUnionId: Text required,
    } -> "Viewer";

    /// One role of a channel (查询单个角色信息).
    GET_CHANNEL_ACCOUNT = getChannelAccount: get "/live/v2/channelAccount/{channelId}/account" {
        /// Channel id (频道号): digits.
        channelId: Digits required,
        /// Account of the role (助教/嘉宾账号). Text: as a number it would lose its zeros.
        account: Text required,
    } -> "ChannelAccount";

    /// All roles of a channel (查询频道角色列表).
    LIST_CHANNEL_ACCOUNTS = listChannelAccounts: get "/live/v2/channelAccount/{channelId}/accounts" {
        /// Channel id (频道号): digits.
        channelId: Digits required,
    } -> "ChannelAccount[]";

    /// One page of the account's viewers (查询观众列表), or, with `for await`, all from that page on.
    LIST_VIEWERS = listViewers: get "/live/v4/user/viewer-record/list" {
        /// Page to start with, from 1 to 1000. Default: 1.
        pageNumber: Page optional,
        /// Viewers on a page, from 1 to 1000. POLYV's default: 10.
        pageSize: Page optional,
        /// Only viewers from there (用户来源): `IMPORT`, `WX`, `MOBILE`.
        source: Text optional,
        /// Only viewers with this mobile number (手机号码).
        mobile: Text optional,
        /// Only viewers with this e-mail address (邮箱).
        email: Text optional,
        /// Only viewers from there (地址).
        area: Text optional,
    } -> "Page<Viewer>";
}

/// A parameter's value as a caller gave it.
pub(crate) enum Argument {
    Text(String),
    /// A whole number that JavaScript holds exactly.
    Integer(i64),
    /// Any other number.
    Number,
    Other,
}

impl Endpoint {
    /// Checks the arguments, one for each parameter in order, and builds the call.
    pub(crate) fn call(&self, arguments: impl IntoIterator<Item = Option<Argument>>) -> Result<Call, Error> {
        let mut path = self.path.to_owned();
        let mut query = Params::new();
        for (param, argument) in self.params.iter().zip(arguments) {
            let Some(argument) = argument else {
                if param.required {
                    return Err(Error::bad_argument(param.name, "is missing"));
                }
                continue;
            };
            let value = param.check(argument)?;
            match split_at_placeholder(&path, param.name) {
                Some((before, after)) => path = [before, &value, after].concat(),
                None => query.push(param.name, value)?,
            }
        }
        Ok(Call::new(self.method, path)?.with_query(query))
    }
}

/// The path before and after `{name}`.
fn split_at_placeholder<'a>(path: &'a str, name: &str) -> Option<(&'a str, &'a str)> {
    let (before, rest) = path.split_once('{')?;
    Some((before, rest.strip_prefix(name)?.strip_prefix('}')?))
}

impl Param {
    fn check(&self, argument: Argument) -> Result<String, Error> {
        let refuse = |why| Err(Error::bad_argument(self.name, why));
        match (self.kind, argument) {
            (ParamKind::Text, Argument::Text(text)) if is_blank(&text) => refuse("is blank"),
            (ParamKind::Text, Argument::Text(text)) => Ok(text),
            (ParamKind::Text, Argument::Integer(_) | Argument::Number) => {
                refuse("must be text: a number would lose leading zeros")
            }
            (ParamKind::Text, Argument::Other) => refuse("must be text"),
            (ParamKind::Digits, Argument::Text(text)) if is_digits(&text) => Ok(text),
            (ParamKind::Digits, Argument::Integer(number @ 0..)) => Ok(number.to_string()),
            (ParamKind::Digits, _) => refuse("must be digits"),
            (ParamKind::Page, Argument::Integer(number @ 1..=1000)) => Ok(number.to_string()),
            (ParamKind::Page, _) => refuse("must be a whole number from 1 to 1000"),
        }
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}
