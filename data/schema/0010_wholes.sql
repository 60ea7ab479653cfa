-- An act on very many records is written in several steps: whole is the first of them, which bears its own id, and 0 where a
-- step is all of its act.
ALTER TABLE step ADD COLUMN whole INTEGER NOT NULL DEFAULT 0;
CREATE INDEX step_by_whole ON step (whole, id) WHERE whole <> 0;
