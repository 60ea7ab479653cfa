-- The base. Each aggregate (a client with its phones, an offer with its lines) is kept whole as JSON in "body": that is
-- its truth, exact for the check against stale forms and the same in any database. The columns beside it are keys made
-- from it, for the lists and filters. Columns named *_key hold folded texts or sort keys made by the program, because
-- databases disagree about Cyrillic. Times are UTC milliseconds, days YYYY-MM-DD, sums minor units.
-- Types of relationship: 0 none, 1 market exchange, 2 business, 3 strategic.

CREATE TABLE setting (
	key   TEXT PRIMARY KEY,
	value TEXT NOT NULL
);

CREATE TABLE draft (
	key  TEXT PRIMARY KEY,
	body BLOB NOT NULL,
	at   INTEGER NOT NULL
);

-- The journal. state: 0 done, 1 taken back, 2 taken back for good because another act followed, 3 the record of an
-- undo or a redo.
CREATE TABLE step (
	id     INTEGER PRIMARY KEY,
	what   TEXT NOT NULL,
	args   TEXT NOT NULL,
	rep    INTEGER NOT NULL,
	at     INTEGER NOT NULL,
	undoes INTEGER NOT NULL DEFAULT 0,
	redo   INTEGER NOT NULL DEFAULT 0,
	state  INTEGER NOT NULL
);
CREATE INDEX step_by_state ON step (state, id);

-- One change of one record; its id is that of its step, shifted, plus its place in the step.
CREATE TABLE change (
	id    INTEGER PRIMARY KEY,
	noun  TEXT NOT NULL,
	key   INTEGER NOT NULL,
	about INTEGER NOT NULL,
	was   TEXT,
	now   TEXT
);
CREATE INDEX change_by_record ON change (noun, key, id);
CREATE INDEX change_by_client ON change (about, id);

CREATE TABLE rep (
	id   INTEGER PRIMARY KEY,
	body TEXT NOT NULL
);

CREATE TABLE field (
	id    INTEGER PRIMARY KEY,
	place INTEGER NOT NULL,
	body  TEXT NOT NULL
);

CREATE TABLE lens (
	id   INTEGER PRIMARY KEY,
	body TEXT NOT NULL
);

CREATE TABLE firm (
	id   INTEGER PRIMARY KEY,
	body TEXT NOT NULL
);

-- person, phone, email, open, open_until, touch, next_step and next_day are derived from the client's contacts, offers
-- and interactions in the transaction that changes them.
CREATE TABLE client (
	id         INTEGER PRIMARY KEY,
	kind       TEXT NOT NULL,
	name       TEXT NOT NULL,
	name_key   BLOB NOT NULL,
	bare_key   TEXT NOT NULL, -- folded name without its legal form
	form_key   TEXT NOT NULL, -- the legal form
	industry   TEXT NOT NULL,
	city       TEXT NOT NULL,
	city_key   BLOB NOT NULL,
	code       TEXT NOT NULL,
	type       INTEGER NOT NULL,
	rung       INTEGER NOT NULL,
	highest    INTEGER NOT NULL,
	rung_since INTEGER NOT NULL,
	owner      INTEGER NOT NULL,
	tags       TEXT NOT NULL, -- JSON array
	person     TEXT NOT NULL,
	phone      TEXT NOT NULL,
	email      TEXT NOT NULL,
	open       INTEGER NOT NULL,
	open_until TEXT NOT NULL,
	touch      INTEGER NOT NULL,
	next_step  TEXT NOT NULL,
	next_day   TEXT NOT NULL,
	created    INTEGER NOT NULL,
	tie        INTEGER NOT NULL, -- the id once more, which breaks ties: SQLite follows (key, id) along an index only by a plain column
	body       TEXT NOT NULL
);
-- A list is a merge of the rungs and types it shows; the owner at the end narrows without looking at the row.
CREATE INDEX client_by_name ON client (rung, type, name_key, tie, owner);
CREATE INDEX client_by_created ON client (rung, type, created, tie, owner);
CREATE INDEX client_by_touch ON client (rung, type, touch, tie, owner);
CREATE INDEX client_by_open ON client (rung, type, open, tie, owner);
CREATE INDEX client_by_city ON client (rung, type, city_key, tie, owner);
CREATE INDEX client_by_owner ON client (owner, rung, type);
CREATE INDEX client_by_bare ON client (bare_key, tie, form_key, rung, type, owner);
CREATE INDEX client_by_code ON client (code) WHERE code <> '';

-- How many clients of each kind there are, so that no list counts them.
CREATE TABLE tally (
	type  INTEGER NOT NULL,
	rung  INTEGER NOT NULL,
	owner INTEGER NOT NULL,
	n     INTEGER NOT NULL,
	open  INTEGER NOT NULL,
	PRIMARY KEY (type, rung, owner)
);

-- Milestones of each order of the list: the first row (key, id) of every thousand or so, and in stretch how many rows
-- of each rung and type follow before the next. They let a list jump to its middle without walking there.
CREATE TABLE milestone (
	id      INTEGER PRIMARY KEY,
	sort    TEXT NOT NULL,
	key     BLOB NOT NULL, -- a number or a sort key, as the order has it
	client  INTEGER NOT NULL
);
CREATE INDEX milestone_by_place ON milestone (sort, key, client);
CREATE TABLE stretch (
	milestone INTEGER NOT NULL,
	rung      INTEGER NOT NULL,
	type      INTEGER NOT NULL,
	n         INTEGER NOT NULL,
	PRIMARY KEY (milestone, rung, type)
);

-- What tells duplicates: phones, e-mail addresses and identifiers, of clients and (contact not 0) of their people.
CREATE TABLE mark (
	kind    TEXT NOT NULL,
	value   TEXT NOT NULL,
	client  INTEGER NOT NULL,
	contact INTEGER NOT NULL
);
CREATE INDEX mark_by_value ON mark (kind, value, client, contact);

CREATE TABLE tag (
	tag_key TEXT PRIMARY KEY,
	name    TEXT NOT NULL,
	n       INTEGER NOT NULL
);
CREATE INDEX tag_by_use ON tag (n, tag_key);

CREATE TABLE client_tag (
	tag_key  TEXT NOT NULL,
	name_key BLOB NOT NULL,
	client   INTEGER NOT NULL
);
CREATE INDEX client_tag_by_name ON client_tag (tag_key, name_key, client);
CREATE INDEX client_tag_by_client ON client_tag (client, tag_key);

CREATE TABLE contact (
	id       INTEGER PRIMARY KEY,
	client   INTEGER NOT NULL REFERENCES client (id) DEFERRABLE INITIALLY DEFERRED,
	name_key TEXT NOT NULL,
	body     TEXT NOT NULL
);
CREATE INDEX contact_by_client ON contact (client, id);
CREATE INDEX contact_by_name ON contact (name_key, id);

CREATE TABLE interaction (
	id        INTEGER PRIMARY KEY,
	client    INTEGER NOT NULL REFERENCES client (id) DEFERRABLE INITIALLY DEFERRED,
	at        INTEGER NOT NULL,
	next_step TEXT NOT NULL,
	next_day  TEXT NOT NULL,
	body      TEXT NOT NULL
);
CREATE INDEX interaction_by_client ON interaction (client, at, id);
CREATE INDEX interaction_by_step ON interaction (client, at, id) WHERE next_step <> '';

CREATE TABLE move (
	id     INTEGER PRIMARY KEY,
	client INTEGER NOT NULL REFERENCES client (id) DEFERRABLE INITIALLY DEFERRED,
	at     INTEGER NOT NULL,
	body   TEXT NOT NULL
);
CREATE INDEX move_by_client ON move (client, at, id);

CREATE TABLE type_assessment (
	id     INTEGER PRIMARY KEY,
	client INTEGER NOT NULL REFERENCES client (id) DEFERRABLE INITIALLY DEFERRED,
	day    TEXT NOT NULL,
	body   TEXT NOT NULL
);
CREATE INDEX type_assessment_by_client ON type_assessment (client, day, id);

CREATE TABLE offer (
	id          INTEGER PRIMARY KEY,
	number      TEXT NOT NULL,
	client      INTEGER NOT NULL REFERENCES client (id) DEFERRABLE INITIALLY DEFERRED,
	type        INTEGER NOT NULL, -- of the client
	subject     TEXT NOT NULL,
	day         TEXT NOT NULL,
	valid_until TEXT NOT NULL,
	state       TEXT NOT NULL,
	currency    TEXT NOT NULL,
	total       INTEGER NOT NULL,
	monthly     INTEGER NOT NULL,
	body        TEXT NOT NULL
);
CREATE INDEX offer_by_day ON offer (type, state, day, id);
CREATE INDEX offer_by_client ON offer (client, day, id);
CREATE INDEX offer_by_number ON offer (number, id);

CREATE TABLE offer_tally (
	type  INTEGER NOT NULL,
	state TEXT NOT NULL,
	n     INTEGER NOT NULL,
	PRIMARY KEY (type, state)
);

-- The texts that are searched: folded words. seq counts up from 1 without holes wide enough to matter, which keeps the
-- full-text index over it small; the ids of clients are too far apart for that.
CREATE TABLE client_text (
	seq    INTEGER PRIMARY KEY,
	client INTEGER NOT NULL UNIQUE,
	body   TEXT NOT NULL
);
CREATE TABLE offer_text (
	seq   INTEGER PRIMARY KEY,
	offer INTEGER NOT NULL UNIQUE,
	body  TEXT NOT NULL
);
