//! A Worker in front of POLYV: `GET /api/viewers/:viewerUnionId` and `GET /api/channels/:channelId/accounts/:account`.

use std::{cell::OnceCell, rc::Rc};

use polyv_edge::{AppSecret, CallOptions, Client, Credentials, Error, Settings, Signer};
use serde_json::{Value, json};
use worker::{Context, Env, Request, Response, Result, event};

thread_local! {
    /// One client for all requests of an isolate: the budget of calls and the corrected clock are its own.
    static CLIENT: OnceCell<Rc<Client>> = const { OnceCell::new() };
}

#[event(fetch)]
async fn fetch(request: Request, env: Env, _: Context) -> Result<Response> {
    // Your own check goes here: a session, a JWT, Cloudflare Access.
    let token = env.secret("TOKEN")?.to_string();
    if request.headers().get("authorization")? != Some(format!("Bearer {token}")) {
        return Response::error("unauthorized", 401);
    }
    let (client, path) = (client(&env)?, request.path());
    let options = CallOptions::default();
    respond(match path.split('/').collect::<Vec<_>>()[..] {
        ["", "api", "viewers", id] => client.get_viewer(id, &options).await.map(|viewer| viewer.redacted()),
        ["", "api", "channels", channel, "accounts", account] => {
            client.get_channel_account(channel, account, &options).await.map(|account| account.redacted())
        }
        _ => return Response::error("no such route", 404),
    })
}

fn client(env: &Env) -> Result<Rc<Client>> {
    CLIENT.with(|kept| {
        if let Some(client) = kept.get() {
            return Ok(Rc::clone(client));
        }
        let (id, secret) = (env.secret("POLYV_APP_ID")?.to_string(), env.secret("POLYV_APP_SECRET")?.to_string());
        // Not set in production: the live POLYV.
        let base_url = env.var("POLYV_BASE_URL").ok().map(|url| url.to_string());
        let client = connect(id, secret, base_url).map_err(|error| worker::Error::from(error.to_string()))?;
        Ok(Rc::clone(kept.get_or_init(|| Rc::new(client))))
    })
}

fn connect(app_id: String, app_secret: String, base_url: Option<String>) -> std::result::Result<Client, Error> {
    let mut signer = Signer::new(Credentials { app_id, app_secret: AppSecret::new(app_secret)? })?;
    if let Some(url) = base_url {
        signer = signer.base_url(&url)?;
    }
    Ok(Client::new(signer, Settings::default()))
}

fn respond(answer: std::result::Result<Value, Error>) -> Result<Response> {
    let response = Response::builder().with_header("cache-control", "private, no-store")?;
    match answer {
        Ok(data) => response.from_json(&json!({ "data": data })),
        Err(error) => {
            let body = json!({ "error": { "kind": error.kind.as_str(), "desc": error.message } });
            let mut response = response.with_status(error.kind.http_status());
            if let Some(ms) = error.retry_after_ms {
                response = response.with_header("retry-after", &ms.div_ceil(1000).to_string())?;
            }
            response.from_json(&body)
        }
    }
}
