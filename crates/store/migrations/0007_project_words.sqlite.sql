-- The words of open projects. Texts come as words already: letters and digits, and marks that hold an underscore.
CREATE VIRTUAL TABLE project_words USING fts5(words, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 0 tokenchars '_'", prefix='2 3');
