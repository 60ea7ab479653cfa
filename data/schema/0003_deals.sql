-- Deals, the pipelines they run through, and the orders that became of them. As before each record is kept whole in
-- "body", and the columns beside it are keys made from it by the program.

CREATE TABLE pipeline (
	id    INTEGER PRIMARY KEY,
	place INTEGER NOT NULL,
	body  TEXT NOT NULL
);
