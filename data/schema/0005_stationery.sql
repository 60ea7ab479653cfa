-- What papers are dressed in: our own firms, templates, terms in store, and pictures (logos, stamps, signatures, of items).
-- A picture is written once and never changed, outside of the journal; bytes are told apart by their digest.
CREATE TABLE picture (
	id     INTEGER PRIMARY KEY,
	digest TEXT NOT NULL UNIQUE,
	name   TEXT NOT NULL,
	kind   TEXT NOT NULL,
	width  INTEGER NOT NULL,
	height INTEGER NOT NULL,
	body   BLOB NOT NULL
);

CREATE TABLE template (
	id    INTEGER PRIMARY KEY,
	place INTEGER NOT NULL,
	body  TEXT NOT NULL
);

CREATE TABLE stock_term (
	id    INTEGER PRIMARY KEY,
	place INTEGER NOT NULL,
	body  TEXT NOT NULL
);

-- The firm with the lowest place is the main one.
ALTER TABLE firm ADD COLUMN place INTEGER NOT NULL DEFAULT 0;
-- The own firm and the template of an offer, 0 where it names none.
ALTER TABLE offer ADD COLUMN firm INTEGER NOT NULL DEFAULT 0;
ALTER TABLE offer ADD COLUMN template INTEGER NOT NULL DEFAULT 0;
CREATE INDEX offer_by_firm ON offer (firm);
CREATE INDEX offer_by_template ON offer (template) WHERE template <> 0;
