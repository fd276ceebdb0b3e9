//! What a first-class endpoint is; each is declared beside its model, in `models`.

use alloc::{borrow::ToOwned as _, string::String};

use crate::{
    error::Error,
    model::Answer,
    params::{Argument, ParamKind, Params},
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
        $crate::model::Answer::List($Model::MODEL)
    };
    (Page<$Model:ident>) => {
        $crate::model::Answer::Page($Model::MODEL)
    };
    ($Model:ident) => {
        $crate::model::Answer::One($Model::MODEL)
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
        $(#[allow(non_upper_case_globals)]
        pub(crate) const $name: $crate::endpoint::Endpoint = $crate::endpoint::Endpoint {
            name: stringify!($name),
            method: $crate::request::Method::Get,
            path: $path,
            params: &[$($crate::endpoint::Param {
                name: stringify!($param),
                kind: $crate::params::ParamKind::$kind,
                required: $crate::model::word::$presence,
                #[cfg(not(target_family = "wasm"))]
                docs: &[$($param_doc),*],
            }),*],
            answer: $crate::endpoint::answer!($($answer)+),
            #[cfg(not(target_family = "wasm"))]
            docs: &[$($doc),*],
        };)*

        /// Every endpoint. JavaScript names one by its place.
        #[doc(hidden)]
        pub const ENDPOINTS: &[$crate::endpoint::Endpoint] = &[$($name),*];
    };
}

pub(crate) use {answer, endpoints};

impl Endpoint {
    /// Checks what a caller passed and builds the call.
    ///
    /// # Errors
    /// `invalid_argument` that names the parameter.
    pub(crate) fn call<'a>(
        &self,
        arguments: impl Iterator<Item = (&'a str, Argument<'a>)> + Clone,
    ) -> Result<Call, Error> {
        let mut path = self.path.to_owned();
        let mut query = Params::new();
        for (name, _) in arguments.clone() {
            if !self.params.iter().any(|param| param.name == name) {
                return Err(self.unknown(name));
            }
        }
        for param in self.params {
            let Some((name, argument)) = arguments.clone().find(|(name, _)| *name == param.name) else {
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
