//! The scope catalogue.

use oauth::scope::{Risk, ScopeEntry, ScopeGroup};

use crate::columns::Columns;
use crate::{Reader, Result, Writer};

fn read_scope(columns: &mut Columns<'_>) -> Result<ScopeEntry> {
    Ok(ScopeEntry {
        name: columns.take()?,
        sentence: columns.take()?,
        not_included: columns.maybe()?,
        group: columns.parse(ScopeGroup::parse)?,
        risk: columns.parse(Risk::parse)?,
        needs_review: columns.take()?,
        implies: columns.take::<String>()?.split_whitespace().map(str::to_owned).collect(),
        number: columns.maybe()?,
    })
}

impl Reader {
    /// Lists all scopes in the order in which pages show them. An operator adds them by hand: they are few.
    pub async fn list_scopes(&mut self) -> Result<Vec<ScopeEntry>> {
        let sql = "SELECT name, sentence, not_included, scope_group, risk, needs_review, implies, number
                   FROM scopes ORDER BY position LIMIT 1000";
        self.query_all(sql, &[], read_scope).await
    }
}

impl Writer {
    /// Adds a scope; false if there is one of that name.
    pub async fn insert_scope(&mut self, position: i64, scope: &ScopeEntry) -> Result<bool> {
        let sql =
            "INSERT INTO scopes (name, position, sentence, not_included, scope_group, risk, needs_review,
                     implies, number)
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (name) DO NOTHING";
        let implies = scope.implies.join(" ");
        let params = [
            (&scope.name).into(),
            position.into(),
            (&scope.sentence).into(),
            scope.not_included.as_ref().into(),
            scope.group.as_str().into(),
            scope.risk.as_str().into(),
            scope.needs_review.into(),
            (&implies).into(),
            scope.number.into(),
        ];
        Ok(self.execute(sql, &params).await? == 1)
    }
}
