//! Exports of the edge build: the client, and what may leave the edge.

use std::{cell::RefCell, rc::Rc};

use js_sys::{Date, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;

use super::{
    arguments::{self, Request},
    check::{check, check_list},
    public::public,
    sending::send,
};
use crate::{
    Client, Error,
    attempts::{Check, Outgoing},
    endpoint::{Endpoint, GET_CHANNEL_ACCOUNT, GET_VIEWER, LIST_CHANNEL_ACCOUNTS, LIST_VIEWERS},
    model::{ChannelAccount, Declared, Page, Viewer},
};

#[wasm_bindgen(module = "/src/js/pages.js")]
extern "C" {
    fn pages(ask: &JsValue, first_page: f64) -> Promise;
}

#[wasm_bindgen(module = "/src/js/refused.js")]
extern "C" {
    fn refused(error: &JsValue) -> Promise;
}

#[wasm_bindgen(module = "/src/js/batch.js")]
extern "C" {
    fn batch(total: u32, concurrency: u32, ask: &JsValue) -> Promise;
}

/// The client. Every call owns a share of it, so calls may overlap, and outlive it.
#[wasm_bindgen]
pub struct PolyvClient {
    client: RefCell<Option<Rc<Client>>>,
}

#[wasm_bindgen]
impl PolyvClient {
    /// `new PolyvClient(options)`.
    #[wasm_bindgen(constructor)]
    pub fn new(options: &JsValue) -> Result<Self, Error> {
        Ok(Self {
            client: RefCell::new(Some(Rc::new(arguments::client(options)?))),
        })
    }

    /// Forgets the account: the secret is overwritten as soon as the calls under way have ended.
    pub fn dispose(&self) {
        self.client.take();
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

    /// All roles of a channel.
    #[wasm_bindgen(js_name = listChannelAccounts)]
    pub fn list_channel_accounts(&self, params: &JsValue, call: &JsValue) -> Promise {
        self.look_up(&LIST_CHANNEL_ACCOUNTS, params, call, |data| {
            check_list(data, &ChannelAccount::MODEL)
        })
    }

    /// The account's viewers, page by page.
    #[wasm_bindgen(js_name = listViewers)]
    pub fn list_viewers(&self, params: &JsValue, call: &JsValue) -> Promise {
        self.look_up_pages(&LIST_VIEWERS, params, call, |data| check(data, &Page::<Viewer>::MODEL))
    }

    /// Many viewers by their ids.
    #[wasm_bindgen(js_name = getViewers)]
    pub fn get_viewers(&self, ids: &JsValue, call: &JsValue) -> Promise {
        let params = |id: JsValue| {
            let params = Object::new();
            let _ = Reflect::set(&params, &"viewerUnionId".into(), &id);
            params.into()
        };
        self.look_up_many(ids, params, call, Self::get_viewer)
    }

    /// Many roles, of any channels.
    #[wasm_bindgen(js_name = getChannelAccounts)]
    pub fn get_channel_accounts(&self, list: &JsValue, call: &JsValue) -> Promise {
        self.look_up_many(list, |params| params, call, Self::get_channel_account)
    }

    /// Any other endpoint.
    pub fn request(&self, request: &JsValue, call: &JsValue) -> Promise {
        match self.ready(|| Ok((Request::read(request)?, arguments::call_options(call)?))) {
            Ok((client, (request, options))) => {
                let outgoing = Outgoing {
                    call: request.call,
                    json: request.json,
                    is_repeatable: request.is_idempotent,
                    check: |_| Ok(()),
                };
                send(client, outgoing, options)
            }
            Err(error) => Promise::reject(&error.into()),
        }
    }

    /// Signs, and sends nothing.
    #[wasm_bindgen(js_name = signedUrl)]
    pub fn signed_url(&self, request: &JsValue) -> Result<String, Error> {
        let (client, request) = self.ready(|| Request::signable(request))?;
        if request.call.has_body() {
            return Err(Error::argument("signedUrl has no body: use request"));
        }
        // By POLYV's clock.
        let now = || Date::now() + client.clock_offset_ms.get();
        Ok(client.sign(&request.call, request.timestamp.unwrap_or_else(now))?.url)
    }
}

impl PolyvClient {
    /// The client, and what a call needs beside it.
    fn ready<T>(&self, prepare: impl FnOnce() -> Result<T, Error>) -> Result<(Rc<Client>, T), Error> {
        let client = self.client.borrow().clone();
        Ok((
            client.ok_or_else(|| Error::argument("the client has been disposed of"))?,
            prepare()?,
        ))
    }

    fn look_up(&self, endpoint: &'static Endpoint, params: &JsValue, call: &JsValue, check: Check) -> Promise {
        match self.ready(|| Ok((arguments::operation(endpoint, params)?, arguments::call_options(call)?))) {
            Ok((client, (call, options))) => send(client, Outgoing::lookup(call, check), options),
            Err(error) => Promise::reject(&error.into()),
        }
    }

    fn look_up_pages(&self, endpoint: &'static Endpoint, params: &JsValue, call: &JsValue, check: Check) -> Promise {
        let params = if params.is_undefined() { &Object::new() } else { params };
        let prepared = self.ready(|| {
            Ok((
                arguments::paged_operation(endpoint, params)?,
                arguments::call_options(call)?,
            ))
        });
        let (client, ((call, first), options)) = match prepared {
            Ok(prepared) => prepared,
            Err(error) => return refused(&error.into()),
        };
        let ask = Closure::<dyn Fn(u32) -> Promise>::new(move |page: u32| {
            match call.clone().query("pageNumber", page.to_string()) {
                Ok(call) => send(Rc::clone(&client), Outgoing::lookup(call, check), options.clone()),
                Err(error) => Promise::reject(&error.into()),
            }
        });
        pages(&ask.into_js_value(), first)
    }

    fn look_up_many(
        &self,
        list: &JsValue,
        params: fn(JsValue) -> JsValue,
        call: &JsValue,
        look_up: fn(&Self, &JsValue, &JsValue) -> Promise,
    ) -> Promise {
        let prepared = self.ready(|| arguments::concurrency(list, call));
        let (client, (list, concurrency)) = match prepared {
            Ok(prepared) => prepared,
            Err(error) => return refused(&error.into()),
        };
        let this = Self {
            client: RefCell::new(Some(client)),
        };
        let (total, call) = (list.length(), call.clone());
        let ask =
            Closure::<dyn Fn(u32) -> Promise>::new(move |index: u32| look_up(&this, &params(list.get(index)), &call));
        batch(total, concurrency, &ask.into_js_value())
    }
}

/// The part of a viewer that may leave the edge.
#[wasm_bindgen(js_name = publicViewer)]
pub fn public_viewer(viewer: &JsValue) -> Result<JsValue, Error> {
    public(viewer, &Viewer::MODEL)
}

/// The part of a role that may leave the edge.
#[wasm_bindgen(js_name = publicChannelAccount)]
pub fn public_channel_account(account: &JsValue) -> Result<JsValue, Error> {
    public(account, &ChannelAccount::MODEL)
}
