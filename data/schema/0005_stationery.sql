-- What papers are dressed in: pictures (logos, stamps, signatures, of items) and templates.
CREATE TABLE picture (
	id   INTEGER PRIMARY KEY,
	body TEXT NOT NULL
);

CREATE TABLE template (
	id    INTEGER PRIMARY KEY,
	place INTEGER NOT NULL,
	body  TEXT NOT NULL
);
