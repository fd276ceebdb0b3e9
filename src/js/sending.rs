//! A call under way, as JavaScript drives it: JavaScript waits, Rust takes the steps.

use std::rc::Rc;

use js_sys::Promise;
use wasm_bindgen::prelude::*;

use crate::{
    CallOptions, Client, Error,
    attempts::{Attempts, Outgoing, Step},
};

#[wasm_bindgen(module = "/src/js/drive.js")]
extern "C" {
    fn drive(sending: Sending) -> Promise;
}

/// Owns a share of the client, which it may outlive.
#[wasm_bindgen]
pub struct Sending {
    client: Rc<Client>,
    attempts: Attempts,
    data: JsValue,
}

#[wasm_bindgen]
impl Sending {
    /// A promise whose outcome goes into the next step; none once the data is there.
    pub fn step(&mut self, outcome: &JsValue) -> Result<Option<Promise>, Error> {
        Ok(match self.attempts.step(&self.client, outcome)? {
            Step::Wait(promise) => Some(promise),
            Step::Done(data) => {
                self.data = data;
                None
            }
        })
    }

    /// The call's data.
    pub fn data(&mut self) -> JsValue {
        std::mem::take(&mut self.data)
    }
}

/// Makes a call.
pub(super) fn send(client: Rc<Client>, outgoing: Outgoing, options: CallOptions) -> Promise {
    let attempts = Attempts::new(&client, outgoing, options);
    drive(Sending {
        client,
        attempts,
        data: JsValue::UNDEFINED,
    })
}
