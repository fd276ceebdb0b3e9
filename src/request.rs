//! From a call to a signed request. No I/O: whoever has the result can send it.

use alloc::{borrow::ToOwned as _, string::String, vec::Vec};
use core::fmt;

use crate::{
    error::Error,
    params::Params,
    sign::{AppSecret, SignatureMethod, check_credential},
    text::{digits, encode_pair, is_blank},
    url::{BaseUrl, check_path},
};

/// HTTP method; POLYV's Live API uses these two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// `GET`
    Get,
    /// `POST`
    Post,
}

impl Method {
    /// The method's name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
        }
    }
}

/// What a call carries, which decides what is signed.
#[derive(Clone)]
enum Payload {
    /// No body.
    None,
    /// `application/x-www-form-urlencoded`: parameters and signature travel in the body.
    Form(Params),
    /// A JSON body. Only the query is signed; the text is the sender's to add.
    Json,
    /// `multipart/form-data`: parameters and signature are parts; the files, which nobody signs, are the sender's to add.
    Multipart(Params),
}

/// A call that is checked but not yet signed: sign it anew for every attempt.
#[derive(Clone)]
pub struct Call {
    method: Method,
    path: String,
    query: Params,
    payload: Payload,
}

/// The one documented endpoint that takes a signed query and, in its form, parameters that are not signed.
const QUERY_BESIDE_FORM: &str = "/live/v4/channel/doc/teacher/update-relation";

impl Call {
    /// A `GET` of a path such as `/live/v3/channel/basic/get`.
    ///
    /// # Errors
    /// `invalid_argument` for a path that does not start with one `/`, holds a query, a fragment or an unfilled
    /// `{placeholder}`, or could lead elsewhere (`..`, `//`, `%2e`, `;`).
    pub fn get(path: impl Into<String>) -> Result<Self, Error> {
        Self::new(Method::Get, path.into())
    }

    /// A `POST`, with the rules of [`Call::get`].
    ///
    /// # Errors
    /// As for [`Call::get`].
    pub fn post(path: impl Into<String>) -> Result<Self, Error> {
        Self::new(Method::Post, path.into())
    }

    pub(crate) fn new(method: Method, path: String) -> Result<Self, Error> {
        check_path(&path)?;
        Ok(Self { method, path, query: Params::new(), payload: Payload::None })
    }

    /// Adds a query parameter.
    ///
    /// # Errors
    /// As for [`Params::push`], and beside a form: POLYV checks the parameters that travel with `sign`, and only one
    /// endpoint takes others too.
    pub fn query(mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Result<Self, Error> {
        self.query.push(name, value)?;
        self.checked()
    }

    pub(crate) fn with_query(mut self, query: Params) -> Result<Self, Error> {
        self.query = query;
        self.checked()
    }

    /// Sends these parameters, and the signature over them, as a form in the body.
    ///
    /// # Errors
    /// `invalid_argument` on a `GET`, and beside a query.
    pub fn form(self, form: Params) -> Result<Self, Error> {
        self.with_payload(Payload::Form(form), "form")
    }

    /// Announces a JSON body, which the sender adds as it is. It is not signed.
    ///
    /// # Errors
    /// `invalid_argument` on a `GET`.
    pub fn json(self) -> Result<Self, Error> {
        self.with_payload(Payload::Json, "json")
    }

    /// Sends these parameters, and the signature over them, as parts beside files, which the sender adds. Line ends travel as
    /// CRLF.
    ///
    /// # Errors
    /// `invalid_argument` on a `GET`.
    pub fn multipart(self, form: Params) -> Result<Self, Error> {
        self.multipart_as_given(form.with_crlf())
    }

    pub(crate) fn multipart_as_given(self, form: Params) -> Result<Self, Error> {
        self.with_payload(Payload::Multipart(form), "files")
    }

    fn with_payload(mut self, payload: Payload, name: &str) -> Result<Self, Error> {
        if self.method == Method::Get {
            return Err(Error::bad_argument(name, "needs a POST"));
        }
        self.payload = payload;
        self.checked()
    }

    fn checked(self) -> Result<Self, Error> {
        let has_form = matches!(&self.payload, Payload::Form(form) | Payload::Multipart(form) if !form.is_empty());
        if has_form && !self.query.is_empty() && self.path != QUERY_BESIDE_FORM {
            return Err(Error::argument(
                "query and form exclude each other: POLYV checks all parameters that travel with the signature",
            ));
        }
        Ok(self)
    }

    pub(crate) fn is_multipart(&self) -> bool {
        matches!(self.payload, Payload::Multipart(_))
    }
}

/// The moment of one attempt: what makes each signature its own.
#[derive(Clone, Debug)]
pub struct SigningTime {
    timestamp: String,
    nonce: Option<String>,
}

impl SigningTime {
    /// A moment in milliseconds since 1970. POLYV accepts it for 3 minutes.
    ///
    /// # Errors
    /// `invalid_argument` unless it has 13 digits; 10 are seconds.
    pub fn at(timestamp_ms: u64) -> Result<Self, Error> {
        if !(1_000_000_000_000..=9_999_999_999_999).contains(&timestamp_ms) {
            return Err(Error::argument("timestamp must have 13 digits: it is in milliseconds"));
        }
        Ok(Self { timestamp: digits(timestamp_ms), nonce: None })
    }

    /// Makes the request one-shot: POLYV refuses a `signatureNonce` that it has seen.
    ///
    /// # Errors
    /// `invalid_argument` for a blank nonce.
    pub fn with_nonce(mut self, nonce: impl Into<String>) -> Result<Self, Error> {
        let nonce = nonce.into();
        if is_blank(&nonce) {
            return Err(Error::argument("signatureNonce is blank"));
        }
        self.nonce = Some(nonce);
        Ok(self)
    }
}

/// An account's two halves. The id is public, the secret is not.
#[derive(Clone, Debug)]
pub struct Credentials {
    /// `appId`, from POLYV's console.
    pub app_id: String,
    /// `appSecret`, from the same page.
    pub app_secret: AppSecret,
}

/// Signs calls for one account.
#[derive(Clone, Debug)]
pub struct Signer {
    credentials: Credentials,
    method: SignatureMethod,
    base: BaseUrl,
}

/// A request ready to send, good for 3 minutes. Its URL or body is a credential: never log it.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct SignedRequest {
    /// HTTP method.
    pub method: Method,
    /// Absolute URL.
    pub url: String,
    /// What the body is.
    pub body: Body,
    /// The signature, so that it can be kept out of messages.
    pub(crate) sign: String,
}

/// Body of a signed request.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Body {
    /// None.
    Empty,
    /// `application/x-www-form-urlencoded` text, signature included.
    Form(String),
    /// `application/json`, which the sender adds.
    Json,
    /// `multipart/form-data`: these parts, names and values, and the files, which the sender adds.
    Multipart(Vec<(String, String)>),
}

impl Body {
    /// Value of the `Content-Type` header; of a multipart body the sender knows it, with its boundary.
    pub const fn content_type(&self) -> Option<&'static str> {
        match self {
            Self::Empty | Self::Multipart(_) => None,
            Self::Form(_) => Some("application/x-www-form-urlencoded"),
            Self::Json => Some("application/json"),
        }
    }
}

impl Signer {
    /// Signs with MD5 for `https://api.polyv.net`.
    ///
    /// # Errors
    /// `invalid_argument` for an `appId` that is none.
    pub fn new(credentials: Credentials) -> Result<Self, Error> {
        check_credential("appId", &credentials.app_id)?;
        Ok(Self { credentials, method: SignatureMethod::Md5, base: BaseUrl::polyv() })
    }

    /// Signs with another hash.
    #[must_use]
    pub fn signature_method(self, method: SignatureMethod) -> Self {
        Self { method, ..self }
    }

    /// Sends to another host: a gateway, or a stand-in for tests.
    ///
    /// # Errors
    /// `invalid_argument` unless it is `https:`, or `http:` on loopback.
    pub fn base_url(self, url: &str) -> Result<Self, Error> {
        Ok(Self { base: BaseUrl::new(url, false)?, ..self })
    }

    /// As [`Self::base_url`], and takes `http:` to any host: for networks that nobody else listens to.
    ///
    /// # Errors
    /// `invalid_argument` for what is not the URL of a host.
    pub fn base_url_allowing_http(self, url: &str) -> Result<Self, Error> {
        Ok(Self { base: BaseUrl::new(url, true)?, ..self })
    }

    /// Signs a call for one moment.
    pub fn sign(&self, call: &Call, time: &SigningTime) -> SignedRequest {
        let mut url = String::with_capacity(self.base.as_str().len() + call.path.len() + 256);
        url.push_str(self.base.as_str());
        url.push_str(&call.path);
        // The signature travels with the parameters that it covers: those of the body only where there is no query.
        let form = match &call.payload {
            Payload::Form(form) | Payload::Multipart(form) => Some(form),
            Payload::None | Payload::Json => None,
        };
        let in_body = form.filter(|_| call.query.is_empty());
        let mut signed = self.pairs(in_body.unwrap_or(&call.query), time);
        let sign = self.method.sign(&self.credentials.app_secret, &signed);
        signed.push(("sign", &sign));
        let carried = if in_body.is_some() {
            signed
        } else {
            url.push('?');
            encode_pairs(&mut url, &signed);
            form.into_iter().flat_map(Params::iter).collect()
        };
        let body = match &call.payload {
            Payload::None => Body::Empty,
            Payload::Json => Body::Json,
            Payload::Form(_) => {
                let mut text = String::new();
                encode_pairs(&mut text, &carried);
                Body::Form(text)
            }
            Payload::Multipart(_) => {
                let part = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
                Body::Multipart(carried.into_iter().map(part).collect())
            }
        };
        SignedRequest { method: call.method, url, body, sign }
    }

    /// Method, host and path: all that an error may show of a call.
    pub fn endpoint(&self, call: &Call) -> String {
        [call.method.as_str(), " ", self.base.without_scheme(), &call.path].concat()
    }

    pub(crate) fn secret(&self) -> &AppSecret {
        &self.credentials.app_secret
    }

    pub(crate) fn credentials(&self) -> &Credentials {
        &self.credentials
    }

    pub(crate) fn base(&self) -> &BaseUrl {
        &self.base
    }

    /// The common parameters, and the call's.
    fn pairs<'a>(&'a self, params: &'a Params, time: &'a SigningTime) -> Vec<(&'a str, &'a str)> {
        let mut pairs = Vec::with_capacity(12);
        pairs.push(("appId", self.credentials.app_id.as_str()));
        pairs.push(("timestamp", time.timestamp.as_str()));
        if self.method == SignatureMethod::Sha256 {
            pairs.push(("signatureMethod", "SHA256"));
        }
        if let Some(nonce) = &time.nonce {
            pairs.push(("signatureNonce", nonce));
        }
        pairs.extend(params.iter());
        pairs
    }
}

fn encode_pairs(target: &mut String, pairs: &[(&str, &str)]) {
    for (index, (name, value)) in pairs.iter().enumerate() {
        if index > 0 {
            target.push('&');
        }
        encode_pair(target, name, value);
    }
}

impl fmt::Debug for SignedRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let without_query = self.url.split('?').next().unwrap_or_default();
        f.debug_struct("SignedRequest")
            .field("method", &self.method)
            .field("url", &without_query)
            .finish_non_exhaustive()
    }
}
