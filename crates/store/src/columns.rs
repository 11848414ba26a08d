//! Values on their way into a statement, columns on their way out of a row.

use oauth::{ClientId, Scope, Timestamp, TokenHash};

use crate::{Error, Result};

/// A parameter of a statement.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Value<'a> {
    Null,
    Int(i64),
    Bool(bool),
    Text(&'a str),
    Bytes(&'a [u8]),
}

/// A parameter that a statement keeps while it waits to be sent.
#[derive(Clone, Debug)]
pub(crate) enum OwnedValue {
    Null,
    Int(i64),
    Bool(bool),
    Text(String),
    Bytes(Vec<u8>),
}

impl Value<'_> {
    pub(crate) fn to_owned_value(self) -> OwnedValue {
        match self {
            Self::Null => OwnedValue::Null,
            Self::Int(number) => OwnedValue::Int(number),
            Self::Bool(flag) => OwnedValue::Bool(flag),
            Self::Text(text) => OwnedValue::Text(text.to_owned()),
            Self::Bytes(bytes) => OwnedValue::Bytes(bytes.to_vec()),
        }
    }
}

impl OwnedValue {
    pub(crate) fn borrow(&self) -> Value<'_> {
        match self {
            Self::Null => Value::Null,
            Self::Int(number) => Value::Int(*number),
            Self::Bool(flag) => Value::Bool(*flag),
            Self::Text(text) => Value::Text(text),
            Self::Bytes(bytes) => Value::Bytes(bytes),
        }
    }
}

impl<'a, T: Into<Value<'a>>> From<Option<T>> for Value<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

impl From<i64> for Value<'_> {
    fn from(number: i64) -> Self {
        Self::Int(number)
    }
}

impl From<bool> for Value<'_> {
    fn from(flag: bool) -> Self {
        Self::Bool(flag)
    }
}

impl From<Timestamp> for Value<'_> {
    fn from(instant: Timestamp) -> Self {
        Self::Int(instant.micros())
    }
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl<'a> From<&'a String> for Value<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(text)
    }
}

impl<'a> From<&'a [u8]> for Value<'a> {
    fn from(bytes: &'a [u8]) -> Self {
        Self::Bytes(bytes)
    }
}

impl<'a> From<&'a Vec<u8>> for Value<'a> {
    fn from(bytes: &'a Vec<u8>) -> Self {
        Self::Bytes(bytes)
    }
}

impl<'a, const N: usize> From<&'a [u8; N]> for Value<'a> {
    fn from(bytes: &'a [u8; N]) -> Self {
        Self::Bytes(bytes)
    }
}

impl<'a> From<&'a TokenHash> for Value<'a> {
    fn from(hash: &'a TokenHash) -> Self {
        Self::Bytes(&hash.0)
    }
}

impl<'a> From<&'a ClientId> for Value<'a> {
    fn from(id: &'a ClientId) -> Self {
        Self::Text(&id.0)
    }
}

/// What one engine's row can give at a position.
pub(crate) trait RawRow {
    fn int(&self, at: usize) -> Result<Option<i64>>;
    fn flag(&self, at: usize) -> Result<Option<bool>>;
    fn text(&self, at: usize) -> Result<Option<&str>>;
    fn bytes(&self, at: usize) -> Result<Option<&[u8]>>;
}

/// The columns of one row, taken in the order in which the statement names them.
pub(crate) struct Columns<'r> {
    row: &'r dyn RawRow,
    next: usize,
}

impl<'r> Columns<'r> {
    pub(crate) fn new(row: &'r dyn RawRow) -> Self {
        Self { row, next: 0 }
    }

    /// Takes the next column.
    pub(crate) fn take<T: Column>(&mut self) -> Result<T> {
        let at = self.next;
        self.next += 1;
        T::read(self.row, at)?.ok_or_else(|| Error::Damaged(format!("column {at} is NULL")))
    }

    /// Takes the next column, which may be `NULL`.
    pub(crate) fn maybe<T: Column>(&mut self) -> Result<Option<T>> {
        let at = self.next;
        self.next += 1;
        T::read(self.row, at)
    }

    /// The bytes of the texts and byte strings taken so far.
    pub(crate) fn bytes_taken(&self) -> usize {
        let bytes_of = |at| match self.row.text(at) {
            Ok(text) => text.map_or(0, str::len),
            Err(_) => self.row.bytes(at).ok().flatten().map_or(0, <[u8]>::len),
        };
        (0..self.next).map(bytes_of).sum()
    }

    /// Takes the next column as text and reads it with `parse`.
    pub(crate) fn parse<T>(&mut self, parse: impl FnOnce(&str) -> Option<T>) -> Result<T> {
        let text: String = self.take()?;
        parse(&text).ok_or_else(|| Error::Damaged(format!("column {} holds “{text}”", self.next - 1)))
    }
}

/// A type that a column can hold.
pub(crate) trait Column: Sized {
    fn read(row: &dyn RawRow, at: usize) -> Result<Option<Self>>;
}

impl Column for i64 {
    fn read(row: &dyn RawRow, at: usize) -> Result<Option<Self>> {
        row.int(at)
    }
}

impl Column for bool {
    fn read(row: &dyn RawRow, at: usize) -> Result<Option<Self>> {
        row.flag(at)
    }
}

impl Column for Timestamp {
    fn read(row: &dyn RawRow, at: usize) -> Result<Option<Self>> {
        Ok(row.int(at)?.map(Timestamp::from_micros))
    }
}

impl Column for String {
    fn read(row: &dyn RawRow, at: usize) -> Result<Option<Self>> {
        Ok(row.text(at)?.map(str::to_owned))
    }
}

impl Column for Vec<u8> {
    fn read(row: &dyn RawRow, at: usize) -> Result<Option<Self>> {
        Ok(row.bytes(at)?.map(<[u8]>::to_vec))
    }
}

impl<const N: usize> Column for [u8; N] {
    fn read(row: &dyn RawRow, at: usize) -> Result<Option<Self>> {
        row.bytes(at)?
            .map(|bytes| {
                bytes.try_into().map_err(|_| Error::Damaged(format!("column {at} has {} bytes", bytes.len())))
            })
            .transpose()
    }
}

impl Column for TokenHash {
    fn read(row: &dyn RawRow, at: usize) -> Result<Option<Self>> {
        Ok(<[u8; 32]>::read(row, at)?.map(TokenHash))
    }
}

impl Column for ClientId {
    fn read(row: &dyn RawRow, at: usize) -> Result<Option<Self>> {
        Ok(String::read(row, at)?.map(ClientId))
    }
}

impl Column for Scope {
    fn read(row: &dyn RawRow, at: usize) -> Result<Option<Self>> {
        row.text(at)?
            .map(|text| {
                Scope::parse(text).ok_or_else(|| Error::Damaged(format!("column {at} is not a scope")))
            })
            .transpose()
    }
}

macro_rules! id_columns {
    ($($id:ty),* $(,)?) => {$(
        impl Column for $id {
            fn read(row: &dyn RawRow, at: usize) -> Result<Option<Self>> {
                Ok(<[u8; 16]>::read(row, at)?.map(<$id>::from_bytes))
            }
        }

        impl<'a> From<&'a $id> for Value<'a> {
            fn from(id: &'a $id) -> Self {
                Self::Bytes(id.as_bytes())
            }
        }
    )*};
}

id_columns! {
    oauth::ChallengeId,
    oauth::DeliveryId,
    oauth::EventId,
    oauth::FormId,
    oauth::GrantId,
    oauth::InteractionId,
    oauth::KeptFormId,
    oauth::KeyId,
    oauth::MailId,
    oauth::PasskeyId,
    oauth::PictureId,
    oauth::RecoverySetId,
    oauth::RegistrationTokenId,
    oauth::SecretId,
    oauth::SegmentId,
    oauth::SessionId,
    oauth::TextId,
    oauth::TokenId,
    oauth::TrustId,
    oauth::UserId,
}

macro_rules! number_columns {
    ($($number:ty),* $(,)?) => {$(
        impl Column for $number {
            fn read(row: &dyn RawRow, at: usize) -> Result<Option<Self>> {
                Ok(row.int(at)?.map(<$number>::from_number))
            }
        }

        impl From<$number> for Value<'_> {
            fn from(number: $number) -> Self {
                Self::Int(number.number())
            }
        }
    )*};
}

number_columns! {
    market::BidId,
    market::MemberNumber,
    market::MilestoneId,
    market::ProjectId,
    market::RequestId,
    market::ReviewId,
    market::TransferId,
}
