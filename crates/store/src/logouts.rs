//! What clients are told of ended sessions: waiting, tried, done.

use oauth::oidc::logout::{Attempt, Delivery};
use oauth::{ClientId, DeliveryId, Timestamp};

use crate::columns::Columns;
use crate::{Reader, Result, Writer};

macro_rules! delivery_columns {
    () => {
        "delivery_id, client_id, user_id, session_id, created_at, due_at, attempts, delivered_at, abandoned_at"
    };
}

fn read_delivery(columns: &mut Columns<'_>) -> Result<Delivery> {
    Ok(Delivery {
        id: columns.take()?,
        client_id: columns.take()?,
        user_id: columns.take()?,
        session_id: columns.take()?,
        created_at: columns.take()?,
        due_at: columns.take()?,
        attempts: columns.take()?,
        delivered_at: columns.maybe()?,
        abandoned_at: columns.maybe()?,
    })
}

fn read_attempt(columns: &mut Columns<'_>) -> Result<Attempt> {
    Ok(Attempt {
        delivery_id: columns.take()?,
        number: columns.take()?,
        at: columns.take()?,
        result: columns.take()?,
    })
}

/// Greater than every identifier there is.
const LAST: DeliveryId = DeliveryId::from_bytes([255; 16]);

impl Reader {
    /// Says whether anything waits to be told at `now`.
    pub async fn has_due_logout(&mut self, now: Timestamp) -> Result<bool> {
        let sql = "SELECT delivery_id FROM logout_deliveries
                   WHERE delivered_at IS NULL AND abandoned_at IS NULL AND due_at <= $1 ORDER BY due_at LIMIT 1";
        Ok(self.query_opt(sql, &[now.into()], |row| row.take::<DeliveryId>()).await?.is_some())
    }

    /// Lists what a client was told or is to be told, the newest first, from before `before`.
    pub async fn list_logout_deliveries(
        &mut self,
        client: &ClientId,
        before: Option<&DeliveryId>,
        limit: i64,
    ) -> Result<Vec<Delivery>> {
        let sql = concat!(
            "SELECT ",
            delivery_columns!(),
            " FROM logout_deliveries WHERE client_id = $1 AND delivery_id < $2
              ORDER BY delivery_id DESC LIMIT $3"
        );
        let params = [client.into(), before.unwrap_or(&LAST).into(), limit.into()];
        self.query_all(sql, &params, read_delivery).await
    }

    /// Lists the attempts of the same deliveries, those of each in their order.
    pub async fn list_logout_attempts(
        &mut self,
        client: &ClientId,
        before: Option<&DeliveryId>,
        limit: i64,
    ) -> Result<Vec<Attempt>> {
        let sql = "SELECT delivery_id, attempt, at, result FROM logout_attempts
                   WHERE delivery_id IN (SELECT listed.delivery_id FROM logout_deliveries AS listed
                                         WHERE listed.client_id = $1 AND listed.delivery_id < $2
                                         ORDER BY listed.delivery_id DESC LIMIT $3)
                   ORDER BY delivery_id, attempt";
        let params = [client.into(), before.unwrap_or(&LAST).into(), limit.into()];
        self.query_all(sql, &params, read_attempt).await
    }
}

impl Writer {
    /// Adds something to be told.
    pub async fn insert_logout_delivery(&mut self, delivery: &Delivery) -> Result<()> {
        let sql =
            "INSERT INTO logout_deliveries (delivery_id, client_id, user_id, session_id, created_at, due_at,
                     attempts, delivered_at, abandoned_at)
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
        let params = [
            (&delivery.id).into(),
            (&delivery.client_id).into(),
            (&delivery.user_id).into(),
            (&delivery.session_id).into(),
            delivery.created_at.into(),
            delivery.due_at.into(),
            delivery.attempts.into(),
            delivery.delivered_at.into(),
            delivery.abandoned_at.into(),
        ];
        self.queue(sql, &params).await
    }

    /// Takes what is due and puts its next attempt off to `next_try`, so that a server that dies while it sends loses
    /// none. What is due is asked twice: a server that waited for another's claim sees the rows again as that one
    /// left them.
    pub async fn claim_due_logouts(
        &mut self,
        now: Timestamp,
        next_try: Timestamp,
        limit: i64,
    ) -> Result<Vec<Delivery>> {
        let sql = concat!(
            "UPDATE logout_deliveries SET due_at = $2, attempts = attempts + 1
              WHERE delivery_id IN (SELECT delivery_id FROM logout_deliveries
                                    WHERE delivered_at IS NULL AND abandoned_at IS NULL AND due_at <= $1
                                    ORDER BY due_at LIMIT $3)
                AND delivered_at IS NULL AND abandoned_at IS NULL AND due_at <= $1
              RETURNING ",
            delivery_columns!()
        );
        self.query_all(sql, &[now.into(), next_try.into(), limit.into()], read_delivery).await
    }

    /// Records what came of an attempt.
    pub async fn insert_logout_attempt(&mut self, attempt: &Attempt) -> Result<()> {
        let sql = "INSERT INTO logout_attempts (delivery_id, attempt, at, result) VALUES ($1, $2, $3, $4)
                   ON CONFLICT (delivery_id, attempt) DO NOTHING";
        let params = [
            (&attempt.delivery_id).into(),
            attempt.number.into(),
            attempt.at.into(),
            (&attempt.result).into(),
        ];
        self.queue(sql, &params).await
    }

    /// Records that the client understood.
    pub async fn mark_logout_delivered(&mut self, id: &DeliveryId, now: Timestamp) -> Result<()> {
        let sql =
            "UPDATE logout_deliveries SET delivered_at = $2 WHERE delivery_id = $1 AND delivered_at IS NULL";
        self.queue(sql, &[id.into(), now.into()]).await
    }

    /// Puts the next attempt off.
    pub async fn mark_logout_failed(&mut self, id: &DeliveryId, due_at: Timestamp) -> Result<()> {
        let sql = "UPDATE logout_deliveries SET due_at = $2 WHERE delivery_id = $1";
        self.queue(sql, &[id.into(), due_at.into()]).await
    }

    /// Records that nothing more is tried.
    pub async fn mark_logout_abandoned(&mut self, id: &DeliveryId, now: Timestamp) -> Result<()> {
        let sql =
            "UPDATE logout_deliveries SET abandoned_at = $2 WHERE delivery_id = $1 AND delivered_at IS NULL";
        self.queue(sql, &[id.into(), now.into()]).await
    }
}
