//! Finding open projects. The engines have their own full-text search; what is a word, and which words a search
//! asks for, is the market's to say, so that both find the same.

use market::ProjectId;
use market::project::Project;
use market::search::{self, Filter};

use crate::projects::{project_columns, read_project};
use crate::{Reader, Result, Writer};

macro_rules! fits {
    () => {
        "status = 'open' AND (CAST($3 AS TEXT) IS NULL OR kind = $3)
         AND (CAST($4 AS TEXT) IS NULL OR currency = $4)
         AND (CAST($5 AS BIGINT) IS NULL OR budget_maximum >= $5)
         AND (CAST($6 AS BIGINT) IS NULL OR budget_minimum <= $6)"
    };
}

impl Reader {
    /// Lists open projects that fit `filter` and were made from `from` on and before `before`, the newest first.
    pub async fn list_open_projects(
        &mut self,
        filter: &Filter,
        from: ProjectId,
        before: ProjectId,
        limit: i64,
    ) -> Result<Vec<Project>> {
        let question = self.either(sqlite_question(filter), postgres_question(filter));
        let params = [
            before.into(),
            from.into(),
            filter.kind.map(|kind| kind.as_str()).into(),
            filter.currency.as_ref().into(),
            filter.at_least.into(),
            filter.at_most.into(),
            limit.into(),
            (&question).into(),
        ];
        if !filter.asks_for_words() {
            let sql = concat!(
                "SELECT ",
                project_columns!(),
                " FROM projects WHERE project_id < $1 AND project_id >= $2 AND ",
                fits!(),
                " ORDER BY project_id DESC LIMIT $7"
            );
            return self.query_all(sql, &params[..7], read_project).await;
        }
        let sqlite = concat!(
            "SELECT ",
            project_columns!(),
            " FROM project_words JOIN projects ON projects.project_id = project_words.rowid
              WHERE project_words MATCH $8 AND project_words.rowid < $1 AND project_words.rowid >= $2 AND ",
            fits!(),
            " ORDER BY project_words.rowid DESC LIMIT $7"
        );
        let postgres = concat!(
            "SELECT ",
            project_columns!(),
            " FROM project_words JOIN projects ON projects.project_id = project_words.project_id
              WHERE words @@ CAST(CAST($8 AS TEXT) AS TSQUERY)
                AND project_words.project_id < $1 AND project_words.project_id >= $2 AND ",
            fits!(),
            " ORDER BY project_words.project_id DESC LIMIT $7"
        );
        self.query_all(self.either(sqlite, postgres), &params, read_project).await
    }
}

/// Puts a search into the words of FTS5: `"logo" * AND ("skill_3" OR "skill_9")`.
fn sqlite_question(filter: &Filter) -> String {
    let words = filter.words.iter().map(|word| format!("\"{word}\" *"));
    let skills = either(filter, |word| format!("\"{word}\""), " OR ");
    words.chain(skills).collect::<Vec<_>>().join(" AND ")
}

/// Puts a search into the words of `tsquery`: `'logo':* & ('skill_3' | 'skill_9')`.
fn postgres_question(filter: &Filter) -> String {
    let words = filter.words.iter().map(|word| format!("'{word}':*"));
    let skills = either(filter, |word| format!("'{word}'"), " | ");
    words.chain(skills).collect::<Vec<_>>().join(" & ")
}

fn either(filter: &Filter, quote: impl Fn(String) -> String, or: &str) -> Option<String> {
    let skills: Vec<_> = filter.skills.iter().map(|number| quote(search::skill_word(*number))).collect();
    (!skills.is_empty()).then(|| format!("({})", skills.join(or)))
}

impl Writer {
    /// Lets a project be found by its words.
    pub(crate) async fn insert_words(&mut self, project: &Project) -> Result<()> {
        let sqlite = "INSERT INTO project_words (rowid, words) VALUES ($1, $2)";
        let postgres = "INSERT INTO project_words (project_id, words)
                        VALUES ($1, ARRAY_TO_TSVECTOR(STRING_TO_ARRAY($2, ' ')))";
        let words = search::index(project).join(" ");
        self.queue(self.either(sqlite, postgres), &[project.id.into(), (&words).into()]).await
    }

    /// Lets a project be found no more.
    pub(crate) async fn delete_words(&mut self, id: ProjectId) -> Result<()> {
        let sqlite = "DELETE FROM project_words WHERE rowid = $1";
        let postgres = "DELETE FROM project_words WHERE project_id = $1";
        self.queue(self.either(sqlite, postgres), &[id.into()]).await
    }
}
