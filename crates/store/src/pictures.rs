//! Pictures as they were made here. One never changes: what replaces it is another.

use oauth::{PictureId, Timestamp};

use crate::{Reader, Result, Writer};

/// A picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Its identifier.
    pub id: PictureId,
    /// What kind of file it is.
    pub media_type: String,
    /// The file.
    pub bytes: Vec<u8>,
    /// When it was made.
    pub created_at: Timestamp,
}

impl Reader {
    /// Finds a picture.
    pub async fn find_picture(&mut self, id: &PictureId) -> Result<Option<Picture>> {
        let sql = "SELECT picture_id, media_type, bytes, created_at FROM pictures WHERE picture_id = $1";
        self.query_opt(sql, &[id.into()], |row| {
            Ok(Picture {
                id: row.take()?,
                media_type: row.take()?,
                bytes: row.take()?,
                created_at: row.take()?,
            })
        })
        .await
    }
}

impl Writer {
    /// Adds a picture.
    pub async fn insert_picture(&mut self, picture: &Picture) -> Result<()> {
        let sql = "INSERT INTO pictures (picture_id, media_type, bytes, created_at) VALUES ($1, $2, $3, $4)";
        let params = [
            (&picture.id).into(),
            (&picture.media_type).into(),
            (&picture.bytes).into(),
            picture.created_at.into(),
        ];
        self.queue(sql, &params).await
    }

    /// Deletes a picture that nothing shows any more.
    pub async fn delete_picture(&mut self, id: &PictureId) -> Result<()> {
        self.queue("DELETE FROM pictures WHERE picture_id = $1", &[id.into()]).await
    }
}
