//! The macro that turns a field list into a struct, its table, and its reading and writing.

/// Declares a model. A field reads `rust_name "polyvName": Kind, required|optional, privacy;`, and a list of
/// objects has the kind `[Item]`. What POLYV sends beyond the declared fields is kept in `extra`.
macro_rules! model {
    (
        $(#[doc = $model_doc:literal])*
        pub struct $Model:ident $(<$T:ident>)? {
            $(
                $(#[doc = $doc:literal])*
                $field:ident $name:literal: $kind:tt, $presence:ident, $privacy:ident $(($mask:ident))?;
            )*
        }
    ) => {
        $(#[doc = $model_doc])*
        #[non_exhaustive]
        pub struct $Model $(<$T>)? {
            $(
                $(#[doc = $doc])*
                pub $field: $crate::model::declare::rust_type!($presence $kind),
            )*
            /// Fields that are not documented, as POLYV sent them.
            pub extra: serde_json::Map<String, serde_json::Value>,
        }

        // What looks at JavaScript objects has room for so many.
        const _: () = assert!([$($name),*].len() <= $crate::model::MOST_FIELDS);

        impl $(<$T: $crate::model::Declared>)? $crate::model::Declared for $Model $(<$T>)? {
            const MODEL: $crate::model::Model = $crate::model::Model {
                name: stringify!($Model),
                #[cfg(not(target_family = "wasm"))]
                docs: &[$($model_doc),*],
                fields: &[$(
                    $crate::model::Field {
                        name: $name,
                        kind: $crate::model::declare::kind!($kind),
                        required: $crate::model::declare::required!($presence),
                        privacy: $crate::model::declare::privacy!($privacy $(($mask))?),
                        #[cfg(not(target_family = "wasm"))]
                        docs: &[$($doc),*],
                    },
                )*],
            };
        }

        // Not derived: a derive does not see through the type macros of a generic struct.
        impl $(<$T: Clone>)? Clone for $Model $(<$T>)? {
            fn clone(&self) -> Self {
                Self { $($field: self.$field.clone(),)* extra: self.extra.clone() }
            }
        }

        impl $(<$T: PartialEq>)? PartialEq for $Model $(<$T>)? {
            fn eq(&self, other: &Self) -> bool {
                $(self.$field == other.$field &&)* self.extra == other.extra
            }
        }

        impl<'de $(, $T: $crate::model::Declared)?> serde::Deserialize<'de> for $Model $(<$T>)? {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let mut object = $crate::model::read::object(deserializer, stringify!($Model))?;
                let mut fields = <Self as $crate::model::Declared>::MODEL.fields.iter();
                Ok(Self {
                    $($field: $crate::model::read::take(&mut object, fields.next())?,)*
                    extra: object,
                })
            }
        }

        impl $(<$T: serde::Serialize>)? serde::Serialize for $Model $(<$T>)? {
            /// Writes every field, secrets included.
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                use serde::ser::SerializeMap as _;
                let mut map = serializer.serialize_map(None)?;
                $($crate::model::declare::write!(map, self, $name, $field, $presence);)*
                for (name, value) in &self.extra {
                    map.serialize_entry(name, value)?;
                }
                map.end()
            }
        }

        impl $(<$T: $crate::model::Declared + serde::Serialize>)? std::fmt::Debug for $Model $(<$T>)? {
            /// Shows what may leave the edge.
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                let mut shown = f.debug_struct(stringify!($Model));
                for (name, value) in $crate::model::public(self) {
                    shown.field(&name, &format_args!("{value}"));
                }
                shown.finish_non_exhaustive()
            }
        }
    };
}

macro_rules! rust_type {
    (optional $kind:tt) => { Option<$crate::model::declare::rust_type!(required $kind)> };
    (required Text) => { String };
    (required Id) => { String };
    (required Flag) => { String };
    (required Integer) => { i64 };
    (required Ordinal) => { i64 };
    (required [$Item:ident]) => { Vec<$Item> };
}

macro_rules! kind {
    ([$Item:ident]) => {
        $crate::model::Kind::List(&<$Item as $crate::model::Declared>::MODEL)
    };
    ($kind:ident) => {
        $crate::model::Kind::$kind
    };
}

macro_rules! required {
    (required) => {
        true
    };
    (optional) => {
        false
    };
}

macro_rules! privacy {
    (public) => {
        $crate::model::Privacy::Public
    };
    (secret) => {
        $crate::model::Privacy::Secret
    };
    (masked($mask:ident)) => {
        $crate::model::Privacy::Masked($crate::model::Mask::$mask)
    };
}

macro_rules! write {
    ($map:ident, $this:ident, $name:literal, $field:ident, required) => {
        $map.serialize_entry($name, &$this.$field)?;
    };
    ($map:ident, $this:ident, $name:literal, $field:ident, optional) => {
        if let Some(value) = &$this.$field {
            $map.serialize_entry($name, value)?;
        }
    };
}

pub(crate) use {kind, model, privacy, required, rust_type, write};
