-- Deals, the pipelines they run through, and the orders that became of them. As before each record is kept whole in
-- "body", and the columns beside it are keys made from it by the program.

CREATE TABLE pipeline (
	id    INTEGER PRIMARY KEY,
	place INTEGER NOT NULL,
	body  TEXT NOT NULL
);

-- client_key and type are the client's. A day that is not set stands as '~', behind every day.
CREATE TABLE deal (
	id         INTEGER PRIMARY KEY,
	client     INTEGER NOT NULL REFERENCES client (id) DEFERRABLE INITIALLY DEFERRED,
	client_key BLOB NOT NULL,
	type       INTEGER NOT NULL,
	title_key  BLOB NOT NULL,
	pipeline   INTEGER NOT NULL REFERENCES pipeline (id) DEFERRABLE INITIALLY DEFERRED,
	stage      INTEGER NOT NULL,
	outcome    TEXT NOT NULL,
	owner      INTEGER NOT NULL,
	currency   TEXT NOT NULL,
	amount     INTEGER NOT NULL,
	chance     TEXT NOT NULL, -- per cent, where the deal has its own
	expected   TEXT NOT NULL,
	next_day   TEXT NOT NULL,
	since      INTEGER NOT NULL,
	created    INTEGER NOT NULL,
	tie        INTEGER NOT NULL, -- the id once more, as in client
	body       TEXT NOT NULL
);
-- A list is a merge of the stages it shows; what narrows it besides stands at the end of each index.
CREATE INDEX deal_by_expected ON deal (pipeline, stage, expected, tie, type, outcome, owner);
CREATE INDEX deal_by_amount ON deal (pipeline, stage, amount, tie, type, outcome, owner);
CREATE INDEX deal_by_title ON deal (pipeline, stage, title_key, tie, type, outcome, owner);
CREATE INDEX deal_by_client_name ON deal (pipeline, stage, client_key, tie, type, outcome, owner);
CREATE INDEX deal_by_since ON deal (pipeline, stage, since, tie, type, outcome, owner);
CREATE INDEX deal_by_next ON deal (pipeline, stage, next_day, tie, type, outcome, owner);
CREATE INDEX deal_by_created ON deal (pipeline, stage, created, tie, type, outcome, owner);
CREATE INDEX deal_by_stage ON deal (pipeline, stage, currency, chance, amount, type, outcome, owner, client);
CREATE INDEX deal_by_client ON deal (client, tie);

-- How many deals stand on each stage.
CREATE TABLE deal_tally (
	pipeline INTEGER NOT NULL,
	stage    INTEGER NOT NULL,
	n        INTEGER NOT NULL,
	PRIMARY KEY (pipeline, stage)
);

-- Which deal an offer belongs to: to one at most.
CREATE TABLE deal_offer (
	offer INTEGER PRIMARY KEY REFERENCES offer (id) DEFERRABLE INITIALLY DEFERRED,
	deal  INTEGER NOT NULL REFERENCES deal (id) DEFERRABLE INITIALLY DEFERRED,
	place INTEGER NOT NULL
);
CREATE INDEX deal_offer_by_deal ON deal_offer (deal, place);

-- The texts that are searched, as client_text.
CREATE TABLE deal_text (
	seq  INTEGER PRIMARY KEY,
	deal INTEGER NOT NULL UNIQUE,
	body TEXT NOT NULL
);

-- deal and offer are 0 where the order came of none.
CREATE TABLE sale ( -- an order; that word is SQL's
	id         INTEGER PRIMARY KEY,
	client     INTEGER NOT NULL REFERENCES client (id) DEFERRABLE INITIALLY DEFERRED,
	client_key BLOB NOT NULL,
	type       INTEGER NOT NULL,
	number     TEXT NOT NULL,
	number_key BLOB NOT NULL,
	day        TEXT NOT NULL,
	promised   TEXT NOT NULL, -- '~' where nothing is
	kept       TEXT NOT NULL,
	state      TEXT NOT NULL,
	currency   TEXT NOT NULL,
	total      INTEGER NOT NULL,
	deal       INTEGER NOT NULL,
	offer      INTEGER NOT NULL,
	tie        INTEGER NOT NULL,
	body       TEXT NOT NULL
);
CREATE INDEX sale_by_day ON sale (type, state, day, tie);
CREATE INDEX sale_by_number ON sale (type, state, number_key, tie, day);
CREATE INDEX sale_by_client_name ON sale (type, state, client_key, tie, day);
CREATE INDEX sale_by_promised ON sale (type, state, promised, tie, day);
CREATE INDEX sale_by_total ON sale (type, state, total, tie, day);
CREATE INDEX sale_by_currency ON sale (type, state, currency, total, day);
CREATE INDEX sale_by_client ON sale (client, day, tie, type, state);
CREATE INDEX sale_by_whole_number ON sale (number, tie);
CREATE INDEX sale_by_deal ON sale (deal, tie) WHERE deal <> 0;
CREATE INDEX sale_by_offer ON sale (offer, tie) WHERE offer <> 0;

CREATE TABLE sale_tally (
	type  INTEGER NOT NULL,
	state TEXT NOT NULL,
	n     INTEGER NOT NULL,
	PRIMARY KEY (type, state)
);

CREATE TABLE sale_text (
	seq  INTEGER PRIMARY KEY,
	sale INTEGER NOT NULL UNIQUE,
	body TEXT NOT NULL
);
