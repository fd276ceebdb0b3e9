//! Exports of the edge build: the client, and what may leave the edge.

use std::rc::Rc;

use js_sys::Promise;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::future_to_promise;

use super::{
    check::check,
    options::{self, Request},
    public,
};
use crate::{
    AppSecret, Client, Error,
    endpoint::{Endpoint, GET_CHANNEL_ACCOUNT, GET_VIEWER},
    model::{ChannelAccount, Declared, Model, Viewer},
};

#[wasm_bindgen(module = "/src/js/params.js")]
extern "C" {
    #[wasm_bindgen(catch, js_name = queryField)]
    fn query_field(query: &JsValue, name: &str) -> Result<Option<String>, JsValue>;
}

/// The client. Every call owns a share of it, so calls may overlap, and outlive it.
#[wasm_bindgen]
pub struct PolyvClient {
    client: Rc<Client>,
}

#[wasm_bindgen]
impl PolyvClient {
    /// `new PolyvClient(options)`.
    #[wasm_bindgen(constructor)]
    pub fn new(options: &JsValue) -> Result<Self, Error> {
        Ok(Self {
            client: Rc::new(options::client(options)?),
        })
    }

    /// One viewer's details.
    #[wasm_bindgen(js_name = getViewer)]
    pub fn get_viewer(&self, params: &JsValue, call: &JsValue) -> Promise {
        self.look_up(&GET_VIEWER, params, call, |data| check(data, &Viewer::MODEL))
    }

    /// One role of a channel.
    #[wasm_bindgen(js_name = getChannelAccount)]
    pub fn get_channel_account(&self, params: &JsValue, call: &JsValue) -> Promise {
        self.look_up(&GET_CHANNEL_ACCOUNT, params, call, |data| {
            check(data, &ChannelAccount::MODEL)
        })
    }

    /// Any other endpoint.
    pub fn request(&self, request: &JsValue, call: &JsValue) -> Promise {
        let prepared = Request::read(request).and_then(|request| Ok((request, options::call_options(call)?)));
        let client = Rc::clone(&self.client);
        future_to_promise(async move {
            let (request, options) = prepared?;
            Ok(client.send(&request.call, request.json.as_ref(), &options).await?)
        })
    }

    /// Signs, and sends nothing.
    #[wasm_bindgen(js_name = signedUrl)]
    pub fn signed_url(&self, request: &JsValue) -> Result<String, Error> {
        let request = Request::read(request)?;
        if request.call.has_body() {
            return Err(Error::argument("signedUrl has no body: use request"));
        }
        Ok(self
            .client
            .sign(&request.call, request.timestamp.unwrap_or_else(js_sys::Date::now))?
            .url)
    }

    fn look_up(
        &self,
        endpoint: &'static Endpoint,
        params: &JsValue,
        call: &JsValue,
        check: fn(&JsValue) -> Result<(), Error>,
    ) -> Promise {
        let prepared =
            options::operation(endpoint, params).and_then(|request| Ok((request, options::call_options(call)?)));
        let client = Rc::clone(&self.client);
        future_to_promise(async move {
            let (call, options) = prepared?;
            let data = client.send(&call, None, &options).await?;
            check(&data).map_err(|error| client.about(&call, error.with(|error| error.attempts = 1)))?;
            Ok(data)
        })
    }
}

/// Whether POLYV sent this callback.
#[wasm_bindgen(js_name = verifyCallback)]
pub fn verify_callback(query: &JsValue, app_secret: &JsValue) -> Result<bool, Error> {
    let secret = app_secret
        .as_string()
        .ok_or_else(|| Error::argument("appSecret must be text"))?;
    let secret = AppSecret::new(secret)?;
    let field = |name| query_field(query, name).ok().flatten();
    Ok(match (field("timestamp"), field("sign")) {
        (Some(timestamp), Some(sign)) => crate::verify_callback(&secret, &timestamp, &sign),
        _ => false,
    })
}

/// The part of a viewer that may leave the edge.
#[wasm_bindgen(js_name = publicViewer)]
pub fn public_viewer(viewer: &JsValue) -> Result<JsValue, Error> {
    public_model(viewer, &Viewer::MODEL)
}

/// The part of a role that may leave the edge.
#[wasm_bindgen(js_name = publicChannelAccount)]
pub fn public_channel_account(account: &JsValue) -> Result<JsValue, Error> {
    public_model(account, &ChannelAccount::MODEL)
}

fn public_model(object: &JsValue, model: &'static Model) -> Result<JsValue, Error> {
    public::public(object, model)
}
