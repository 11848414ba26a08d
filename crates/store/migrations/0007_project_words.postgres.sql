-- The words of open projects. Texts come as words already: letters and digits, and marks that hold an underscore.
CREATE TABLE project_words (
    project_id BIGINT PRIMARY KEY,
    words TSVECTOR NOT NULL
);
CREATE INDEX project_words_by_word ON project_words USING GIN (words);
