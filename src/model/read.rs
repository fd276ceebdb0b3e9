//! The check of a field that arrives through serde. `js/check.rs` is its twin for JavaScript objects.

use serde::{
    Deserialize, Deserializer,
    de::{DeserializeOwned, Error},
};
use serde_json::{Map, Value};

use super::{Field, Kind};

/// The largest number that JavaScript, and so POLYV's JSON as its users see it, holds exactly: 2^53 - 1.
pub(crate) const MAX_SAFE_INTEGER: i64 = 9_007_199_254_740_991;

/// The fields of an object. Anything else is refused without serde's own message, which would show it.
pub(crate) fn object<'de, D: Deserializer<'de>>(deserializer: D, model: &str) -> Result<Map<String, Value>, D::Error> {
    match Value::deserialize(deserializer)? {
        Value::Object(fields) => Ok(fields),
        _ => Err(D::Error::custom(format!("{model} is not an object"))),
    }
}

/// Takes one field out of an object. A field that is `null` counts as absent.
pub(crate) fn take<T: DeserializeOwned, E: Error>(
    object: &mut Map<String, Value>,
    field: Option<&Field>,
) -> Result<T, E> {
    let field = field.ok_or_else(|| E::custom("the model has no such field"))?;
    let value = match object.remove(field.name) {
        None | Some(Value::Null) if field.required => return Err(E::custom(format!("{} is missing", field.name))),
        None | Some(Value::Null) => Value::Null,
        Some(value) => normalize(value, field.kind)
            .ok_or_else(|| E::custom(format!("{} is {}", field.name, field.kind.unexpected())))?,
    };
    T::deserialize(value).map_err(|error| E::custom(format!("{}: {error}", field.name)))
}

fn normalize(value: Value, kind: Kind) -> Option<Value> {
    match (kind, value) {
        (Kind::Text | Kind::Flag | Kind::Id, text @ Value::String(_)) | (Kind::List(_), text @ Value::Array(_)) => {
            Some(text)
        }
        (Kind::Id, number @ Value::Number(_)) => Some(Value::String(integer(&number)?.to_string())),
        (Kind::Integer | Kind::Ordinal, number @ Value::Number(_)) => Some(integer(&number)?.into()),
        (Kind::Ordinal, Value::String(text)) => Some(ordinal(&text)?.into()),
        _ => None,
    }
}

/// A whole number that is held exactly; `3.0` is one.
pub(crate) fn integer(value: &Value) -> Option<i64> {
    let number = value.as_f64()?;
    let is_exact = number.fract() == 0.0 && number.abs() <= MAX_SAFE_INTEGER as f64;
    is_exact.then_some(number as i64)
}

/// A number in text: only digits, perhaps after a minus.
pub(crate) fn ordinal(text: &str) -> Option<i64> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let number = is_number.then(|| text.parse::<i64>().ok())??;
    (-MAX_SAFE_INTEGER..=MAX_SAFE_INTEGER)
        .contains(&number)
        .then_some(number)
}

impl Kind {
    /// What a field of this kind is not allowed to be, for error messages.
    pub(crate) const fn unexpected(self) -> &'static str {
        match self {
            Self::Text | Self::Flag => "not text",
            Self::Id => "not text or an exact whole number",
            Self::Integer => "not an exact whole number",
            Self::Ordinal => "not a whole number",
            Self::List(_) => "not a list",
        }
    }
}
