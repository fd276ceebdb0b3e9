//! Parameters: what may be signed and sent.

use alloc::{borrow::ToOwned as _, string::String};

use crate::{
    error::Error,
    text::{is_blank, is_digits, texts},
};

/// Set by the signer, so never by the caller.
const RESERVED: [&str; 5] = ["appId", "timestamp", "sign", "signatureMethod", "signatureNonce"];

/// Text by POLYV's rule, since as numbers they would lose their zeros: `0052191541`.
const NEVER_NUMBERS: [&str; 2] = ["account", "accounts"];

/// Parameters in the order they travel in.
///
/// An empty value is sent but not signed, which is how POLYV clears a setting; leave a parameter out to send nothing.
#[derive(Clone, Default)]
pub struct Params {
    /// `name NUL value NUL …`: one text for all of them.
    flat: String,
}

impl Params {
    /// No parameters.
    pub const fn new() -> Self {
        Self { flat: String::new() }
    }

    /// Adds one parameter.
    ///
    /// # Errors
    /// `invalid_argument` for a name that is empty, taken or given twice, for a NUL character, and for a value of only
    /// white space: POLYV's own helpers send those unsigned, and nothing documents what the server makes of them.
    pub fn push(&mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Result<(), Error> {
        let (name, value) = (name.as_ref(), value.as_ref());
        check(name, value)?;
        let has_nul = |text: &str| text.bytes().any(|byte| byte == 0);
        if has_nul(name) {
            return Err(Error::argument("the name of a parameter holds a NUL character"));
        }
        if has_nul(value) {
            return Err(Error::bad_argument(name, "holds a NUL character"));
        }
        if self.iter().any(|(taken, _)| taken == name) {
            return Err(Error::bad_argument(name, "is given twice"));
        }
        self.append(name, value);
        Ok(())
    }

    fn append(&mut self, name: &str, value: &str) {
        for text in [name, value] {
            self.flat.push_str(text);
            self.flat.push('\0');
        }
    }

    /// Takes a JavaScript caller's parameters over.
    ///
    /// # Errors
    /// As for [`Self::push`], and for a number where POLYV needs text.
    pub(crate) fn from_arguments(arguments: &Arguments) -> Result<Self, Error> {
        let mut params = Self { flat: String::with_capacity(arguments.flat.len()) };
        for (name, argument) in arguments.iter() {
            check(name, argument.value)?;
            if argument.is_number && NEVER_NUMBERS.contains(&name) {
                return Err(Error::bad_argument(name, "must be text: a number would lose leading zeros"));
            }
            params.append(name, argument.value);
        }
        Ok(params)
    }

    /// With line ends as hosts write them into `multipart/form-data`: what is signed is what travels.
    pub(crate) fn with_crlf(self) -> Self {
        let mut flat = String::with_capacity(self.flat.len());
        let mut previous = '\0';
        for letter in self.flat.chars() {
            match letter {
                '\n' if previous == '\r' => {}
                '\n' | '\r' => flat.push_str("\r\n"),
                _ => flat.push(letter),
            }
            previous = letter;
        }
        Self { flat }
    }

    pub(crate) const fn is_empty(&self) -> bool {
        self.flat.is_empty()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        let mut texts = texts(&self.flat);
        core::iter::from_fn(move || Some((texts.next()?, texts.next()?)))
    }
}

/// What a JavaScript caller passed by names, `name NUL kind value NUL …`, where the kind is a letter: `t` for text,
/// `n` for a number or a list with one, `o` for others. The names are distinct.
#[derive(Default)]
pub(crate) struct Arguments {
    flat: String,
}

/// A value as text, and what it was.
#[derive(Clone, Copy)]
pub(crate) struct Argument<'a> {
    pub(crate) value: &'a str,
    pub(crate) is_text: bool,
    /// A number, or a list with one.
    pub(crate) is_number: bool,
}

impl<'a> Argument<'a> {
    pub(crate) const fn text(value: &'a str) -> Self {
        Self { value, is_text: true, is_number: false }
    }
}

impl Arguments {
    pub(crate) fn new(flat: String) -> Self {
        Self { flat }
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, Argument<'_>)> + Clone {
        let mut texts = texts(&self.flat);
        core::iter::from_fn(move || {
            let (name, typed) = (texts.next()?, texts.next()?);
            let argument = Argument {
                value: typed.get(1..).unwrap_or_default(),
                is_text: typed.starts_with('t'),
                is_number: typed.starts_with('n'),
            };
            Some((name, argument))
        })
    }
}

fn check(name: &str, value: &str) -> Result<(), Error> {
    if is_blank(name) {
        return Err(Error::argument("a parameter has no name"));
    }
    if RESERVED.contains(&name) {
        return Err(Error::bad_argument(name, "is set by the client and can't be a parameter"));
    }
    if !value.is_empty() && is_blank(value) {
        return Err(Error::bad_argument(name, "is only white space"));
    }
    Ok(())
}

/// What a parameter of a declared endpoint must be.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParamKind {
    /// Text, never a number: `0052191541` would lose its zeros.
    Text,
    /// Digits, as text or as a number.
    Digits,
    /// A whole number from 1 to 1000, as POLYV limits pages.
    OneToThousand,
}

impl ParamKind {
    /// The value to send.
    pub(crate) fn check(self, name: &str, argument: Argument<'_>) -> Result<String, Error> {
        let Argument { value, is_text, is_number } = argument;
        let why = match self {
            Self::Text if is_number => "must be text: a number would lose leading zeros",
            Self::Text if !is_text => "must be text",
            Self::Text if is_blank(value) => "is blank",
            Self::Digits if !(is_text || is_number) || !is_digits(value) => "must be digits",
            Self::OneToThousand if !is_number || !is_one_to_thousand(value) => "must be a whole number from 1 to 1000",
            Self::Text | Self::Digits | Self::OneToThousand => return Ok(value.to_owned()),
        };
        Err(Error::bad_argument(name, why))
    }
}

fn is_one_to_thousand(value: &str) -> bool {
    crate::text::integer(value).is_some_and(|number| (1..=1000).contains(&number))
}
