//! Authorization requests that wait for sign-in or consent.

use oauth::grant::Interaction;
use oauth::{InteractionId, Timestamp};

use crate::columns::Columns;
use crate::{Reader, Result, Writer};

fn read_interaction(columns: &mut Columns<'_>) -> Result<Interaction> {
    Ok(Interaction {
        id: columns.take()?,
        browser: columns.take()?,
        client_id: columns.take()?,
        parameters: columns.take()?,
        created_at: columns.take()?,
        expires_at: columns.take()?,
        completed_at: columns.maybe()?,
    })
}

impl Reader {
    /// Finds a waiting request, also one that was answered or is too old: that is for the caller to say.
    pub async fn find_interaction(&mut self, id: &InteractionId) -> Result<Option<Interaction>> {
        let sql =
            "SELECT interaction_id, browser_hash, client_id, parameters, created_at, expires_at, completed_at
                   FROM interactions WHERE interaction_id = $1";
        self.query_opt(sql, &[id.into()], read_interaction).await
    }
}

impl Writer {
    /// Adds a waiting request.
    pub async fn insert_interaction(&mut self, interaction: &Interaction) -> Result<()> {
        let sql = "INSERT INTO interactions (interaction_id, browser_hash, client_id, parameters, created_at,
                     expires_at, completed_at)
                   VALUES ($1, $2, $3, $4, $5, $6, $7)";
        let params = [
            (&interaction.id).into(),
            (&interaction.browser).into(),
            (&interaction.client_id).into(),
            (&interaction.parameters).into(),
            interaction.created_at.into(),
            interaction.expires_at.into(),
            interaction.completed_at.into(),
        ];
        self.queue(sql, &params).await
    }

    /// Answers a waiting request; false if it was answered before or has expired.
    pub async fn complete_interaction(&mut self, id: &InteractionId, now: Timestamp) -> Result<bool> {
        let sql = "UPDATE interactions SET completed_at = $2
                   WHERE interaction_id = $1 AND completed_at IS NULL AND expires_at > $2";
        Ok(self.execute(sql, &[id.into(), now.into()]).await? == 1)
    }
}
