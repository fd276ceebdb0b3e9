//! From a call to a signed request. No I/O: whoever has the result can send it.

use std::fmt;

use crate::{
    AppSecret, Error, SignatureMethod,
    base_url::BaseUrl,
    params::{Params, encode_pair, is_blank},
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

/// What a `POST` carries, which decides what is signed.
#[derive(Clone)]
enum Payload {
    /// No body.
    None,
    /// `application/x-www-form-urlencoded`: parameters and signature travel in the body.
    Form(Params),
    /// A JSON body. Only the query is signed; the text is the sender's to add.
    Json,
}

/// A call that is checked but not yet signed: sign it anew for every attempt.
#[derive(Clone)]
pub struct Call {
    method: Method,
    path: String,
    query: Params,
    payload: Payload,
}

impl Call {
    /// A `GET` of a path such as `/live/v3/channel/basic/get`.
    ///
    /// # Errors
    /// `invalid_argument` for a path that does not start with one `/`, holds a query, a fragment or an unfilled
    /// `{placeholder}`, or could lead elsewhere (`..`, `//`, `%2e`).
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
        Ok(Self {
            method,
            path,
            query: Params::new(),
            payload: Payload::None,
        })
    }

    /// Adds a query parameter.
    ///
    /// # Errors
    /// As for [`Params::push`].
    pub fn query(mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Result<Self, Error> {
        self.query.push(name, value)?;
        Ok(self)
    }

    pub(crate) fn with_query(mut self, query: Params) -> Self {
        self.query = query;
        self
    }

    #[cfg(feature = "edge")]
    pub(crate) fn without_query(mut self, name: &str) -> Self {
        self.query = self.query.without(name);
        self
    }

    /// Sends these parameters, and the signature over them, as a form in the body.
    ///
    /// With query parameters beside it, the signature stays in the query and covers only that: POLYV checks the
    /// parameters that travel with `sign`.
    ///
    /// # Errors
    /// `invalid_argument` on a `GET`.
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

    fn with_payload(mut self, payload: Payload, name: &str) -> Result<Self, Error> {
        if self.method == Method::Get {
            return Err(Error::bad_argument(name, "needs method POST"));
        }
        self.payload = payload;
        Ok(self)
    }

    #[cfg(feature = "edge")]
    pub(crate) fn has_body(&self) -> bool {
        !matches!(self.payload, Payload::None)
    }

    pub(crate) fn path(&self) -> &str {
        &self.path
    }

    pub(crate) fn method(&self) -> Method {
        self.method
    }
}

fn check_path(path: &str) -> Result<(), Error> {
    let refuse = |why| Err(Error::bad_argument("path", why));
    if !path.starts_with('/') {
        return refuse("must start with /");
    }
    for byte in path.bytes() {
        match byte {
            b'?' | b'#' => return refuse("must not hold a query or fragment: use the parameters, which are signed"),
            b'{' | b'}' => return refuse("has an unfilled {placeholder}"),
            b'/' | b'-' | b'.' | b'_' | b'~' | b'!' | b'$' | b'&'..=b',' | b';' | b'=' | b':' | b'@' => {}
            _ if byte.is_ascii_alphanumeric() => {}
            _ => return refuse("may hold only characters that need no encoding"),
        }
    }
    let mut segments = path.as_bytes().split(|byte| *byte == b'/').skip(1);
    if segments.any(|segment| matches!(segment, b"" | b"." | b"..")) {
        return refuse("must not hold empty, `.` or `..` segments");
    }
    Ok(())
}

/// The moment of one attempt: what makes each signature its own.
#[derive(Clone, Debug)]
pub struct Stamp {
    timestamp: String,
    nonce: Option<String>,
}

impl Stamp {
    /// A moment in milliseconds since 1970. POLYV accepts it for 3 minutes.
    ///
    /// # Errors
    /// `invalid_argument` unless it has 13 digits; 10 are seconds.
    pub fn at(timestamp_ms: u64) -> Result<Self, Error> {
        if !(1_000_000_000_000..=9_999_999_999_999).contains(&timestamp_ms) {
            return Err(Error::argument("timestamp must have 13 digits: it is in milliseconds"));
        }
        Ok(Self {
            timestamp: timestamp_ms.to_string(),
            nonce: None,
        })
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
#[derive(Clone)]
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
}

impl Body {
    /// Value of the `Content-Type` header, where there is a body.
    pub const fn content_type(&self) -> Option<&'static str> {
        match self {
            Self::Empty => None,
            Self::Form(_) => Some("application/x-www-form-urlencoded"),
            Self::Json => Some("application/json"),
        }
    }
}

impl SignedRequest {
    /// The signature, so that it can be kept out of messages.
    #[cfg(feature = "fetch")]
    pub(crate) fn signature(&self) -> &str {
        let text = match &self.body {
            Body::Form(form) if !self.url.contains('?') => form,
            _ => &self.url,
        };
        // `sign` is the last parameter.
        let length = text.bytes().rev().position(|byte| byte == b'=').unwrap_or_default();
        text.get(text.len() - length..).unwrap_or_default()
    }
}

impl Signer {
    /// Signs with MD5 for `https://api.polyv.net`.
    ///
    /// # Errors
    /// `invalid_argument` for a blank `appId`.
    pub fn new(credentials: Credentials) -> Result<Self, Error> {
        if is_blank(&credentials.app_id) {
            return Err(Error::argument("appId is missing"));
        }
        Ok(Self {
            credentials,
            method: SignatureMethod::Md5,
            base: BaseUrl::polyv(),
        })
    }

    /// Signs with another hash.
    #[must_use]
    pub fn signature_method(mut self, method: SignatureMethod) -> Self {
        self.method = method;
        self
    }

    /// Sends to another host: a gateway, or a stand-in for tests.
    ///
    /// # Errors
    /// `invalid_argument` unless it is `https:`, or `http:` on loopback.
    pub fn base_url(mut self, url: &str) -> Result<Self, Error> {
        self.base = BaseUrl::new(url)?;
        Ok(self)
    }

    /// Signs a call for one moment.
    pub fn sign(&self, call: &Call, stamp: &Stamp) -> SignedRequest {
        let mut url = String::with_capacity(self.base.as_str().len() + call.path.len() + 256);
        url.push_str(self.base.as_str());
        url.push_str(&call.path);
        // The signature travels with the parameters that it covers.
        let body = match &call.payload {
            Payload::Form(form) if call.query.is_empty() => Body::Form(self.signed_pairs(form, stamp, String::new())),
            payload => {
                url.push('?');
                url = self.signed_pairs(&call.query, stamp, url);
                match payload {
                    Payload::None => Body::Empty,
                    Payload::Form(form) => Body::Form(encode_pairs(form.iter(), String::new())),
                    Payload::Json => Body::Json,
                }
            }
        };
        SignedRequest {
            method: call.method,
            url,
            body,
        }
    }

    /// Method, host and path: all that an error may show of a call.
    pub fn endpoint(&self, call: &Call) -> String {
        [call.method().as_str(), " ", self.base.without_scheme(), call.path()].concat()
    }

    #[cfg(feature = "fetch")]
    pub(crate) fn secret(&self) -> &AppSecret {
        &self.credentials.app_secret
    }

    fn signed_pairs(&self, params: &Params, stamp: &Stamp, target: String) -> String {
        let mut pairs = Vec::with_capacity(12);
        pairs.push(("appId", self.credentials.app_id.as_str()));
        pairs.push(("timestamp", stamp.timestamp.as_str()));
        if self.method == SignatureMethod::Sha256 {
            pairs.push(("signatureMethod", "SHA256"));
        }
        if let Some(nonce) = &stamp.nonce {
            pairs.push(("signatureNonce", nonce));
        }
        pairs.extend(params.iter());
        let mut target = encode_pairs(pairs.iter().copied(), target);
        let sign = self.method.sign_in_place(&self.credentials.app_secret, &mut pairs);
        target.push_str("&sign=");
        target.push_str(&sign);
        target
    }
}

fn encode_pairs<'a>(pairs: impl Iterator<Item = (&'a str, &'a str)>, mut target: String) -> String {
    for (index, (name, value)) in pairs.enumerate() {
        if index > 0 {
            target.push('&');
        }
        encode_pair(&mut target, name, value);
    }
    target
}

impl fmt::Debug for Signer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Signer")
            .field("app_id", &self.credentials.app_id)
            .finish_non_exhaustive()
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
