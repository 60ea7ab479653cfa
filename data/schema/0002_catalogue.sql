-- The catalogue: what the firm sells, and what its prices come from. As in the first migration each record is kept whole
-- in "body", and the columns beside it are keys made from it by the program. Amounts stand as REAL where they are only
-- sorted by; the exact ones are in the bodies. Where a column names a record of another table, none is NULL.

CREATE TABLE item_group (
	id       INTEGER PRIMARY KEY,
	parent   INTEGER REFERENCES item_group (id) DEFERRABLE INITIALLY DEFERRED,
	place    INTEGER NOT NULL,
	name_key BLOB NOT NULL,
	body     TEXT NOT NULL
);
CREATE INDEX item_group_by_parent ON item_group (parent);

-- price is that of the main list on the day that item_price_day tells, below every number where there is none: lists are
-- sorted by it and do not show it.
CREATE TABLE item (
	id           INTEGER PRIMARY KEY,
	article_key  BLOB NOT NULL,
	article_fold TEXT NOT NULL,
	name_key     BLOB NOT NULL,
	bare_key     TEXT NOT NULL, -- folded words of the name
	in_group     INTEGER REFERENCES item_group (id) DEFERRABLE INITIALLY DEFERRED,
	kind         TEXT NOT NULL,
	stream       TEXT NOT NULL,
	inactive     INTEGER NOT NULL,
	cost         REAL NOT NULL,
	price        REAL NOT NULL,
	created      INTEGER NOT NULL,
	tie          INTEGER NOT NULL, -- the id once more, as in client
	body         TEXT NOT NULL
);
-- A list of everything goes along the first five, a list of some groups is a merge of stretches of the next five.
CREATE INDEX item_by_name ON item (inactive, name_key, tie, in_group, kind, stream);
CREATE INDEX item_by_article ON item (inactive, article_key, tie, in_group, kind, stream);
CREATE INDEX item_by_price ON item (inactive, price, tie, in_group, kind, stream);
CREATE INDEX item_by_cost ON item (inactive, cost, tie, in_group, kind, stream);
CREATE INDEX item_by_created ON item (inactive, created, tie, in_group, kind, stream);
CREATE INDEX item_in_group_by_name ON item (in_group, inactive, name_key, tie, kind, stream);
CREATE INDEX item_in_group_by_article ON item (in_group, inactive, article_key, tie, kind, stream);
CREATE INDEX item_in_group_by_price ON item (in_group, inactive, price, tie, kind, stream);
CREATE INDEX item_in_group_by_cost ON item (in_group, inactive, cost, tie, kind, stream);
CREATE INDEX item_in_group_by_created ON item (in_group, inactive, created, tie, kind, stream);
CREATE INDEX item_by_fold ON item (article_fold, tie, in_group, inactive, kind, stream) WHERE article_fold <> '';
CREATE INDEX item_by_bare ON item (bare_key, tie, in_group, inactive, kind, stream);

-- How many items of each kind there are, so that no list counts them. in_group 0: in none.
CREATE TABLE item_tally (
	in_group INTEGER NOT NULL,
	kind     TEXT NOT NULL,
	stream   TEXT NOT NULL,
	inactive INTEGER NOT NULL,
	n        INTEGER NOT NULL,
	PRIMARY KEY (in_group, kind, stream, inactive)
);

-- The texts that are searched, as client_text.
CREATE TABLE item_text (
	seq  INTEGER PRIMARY KEY,
	item INTEGER NOT NULL UNIQUE,
	body TEXT NOT NULL
);

CREATE TABLE price_list (
	id       INTEGER PRIMARY KEY,
	place    INTEGER NOT NULL,
	name_key BLOB NOT NULL,
	body     TEXT NOT NULL
);

-- since and until are days, both included; '' is no bound.
CREATE TABLE item_price (
	id     INTEGER PRIMARY KEY,
	list   INTEGER NOT NULL REFERENCES price_list (id) DEFERRABLE INITIALLY DEFERRED,
	item   INTEGER NOT NULL REFERENCES item (id) DEFERRABLE INITIALLY DEFERRED,
	since  TEXT NOT NULL,
	until  TEXT NOT NULL,
	set_at INTEGER NOT NULL,
	amount REAL NOT NULL,
	body   TEXT NOT NULL
);
CREATE INDEX item_price_by_item ON item_price (item, list, since, until);
CREATE INDEX item_price_by_list ON item_price (list, item, since, until);

-- The day, and the main list of that day, that item.price holds for. One row, with id 1, once there is a price.
CREATE TABLE item_price_day (
	id   INTEGER PRIMARY KEY,
	day  TEXT NOT NULL,
	list INTEGER NOT NULL -- 0: there is no main list
);

CREATE TABLE price_rule (
	id     INTEGER PRIMARY KEY,
	place  INTEGER NOT NULL,
	client INTEGER REFERENCES client (id) DEFERRABLE INITIALLY DEFERRED, -- of a negotiation
	body   TEXT NOT NULL
);
CREATE INDEX price_rule_by_client ON price_rule (client, place, id);

CREATE TABLE price_index (
	id       INTEGER PRIMARY KEY,
	name_key BLOB NOT NULL,
	body     TEXT NOT NULL
);

CREATE TABLE capacity (
	id       INTEGER PRIMARY KEY,
	name_key BLOB NOT NULL,
	body     TEXT NOT NULL
);

CREATE TABLE segment (
	id       INTEGER PRIMARY KEY,
	name_key BLOB NOT NULL,
	body     TEXT NOT NULL
);

CREATE TABLE tax_rate (
	id      INTEGER PRIMARY KEY,
	country TEXT NOT NULL,
	class   TEXT NOT NULL,
	since   TEXT NOT NULL,
	body    TEXT NOT NULL
);

CREATE TABLE exchange (
	id       INTEGER PRIMARY KEY,
	currency TEXT NOT NULL,
	day      TEXT NOT NULL,
	body     TEXT NOT NULL
);
CREATE INDEX exchange_by_day ON exchange (currency, day, id);

-- An offer that was sent is not changed but succeeded: its versions bear one number.
ALTER TABLE offer ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
