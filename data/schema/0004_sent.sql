-- The very paper that went out with a version of an offer, under the offer's id. Its bytes lie in paper_file under their
-- hash, so that the journal need not hold them a second time; they stay when sending is taken back, for it to be done again.
CREATE TABLE sent_paper (
	id   INTEGER PRIMARY KEY REFERENCES offer (id) DEFERRABLE INITIALLY DEFERRED,
	body TEXT NOT NULL
);

CREATE TABLE paper_file (
	hash TEXT PRIMARY KEY,
	pdf  BLOB NOT NULL
);

-- succeeded: there is a later version of the same number, and this one counts nowhere any more.
ALTER TABLE offer ADD COLUMN succeeded INTEGER NOT NULL DEFAULT 0;
UPDATE offer SET succeeded = 1 WHERE number <> '' AND EXISTS (SELECT 1 FROM offer o WHERE o.number = offer.number AND o.version > offer.version);
DROP INDEX offer_by_day;
CREATE INDEX offer_by_day ON offer (type, state, succeeded, day, id);
CREATE INDEX offer_by_end ON offer (valid_until, id) WHERE state IN ('sent', 'viewed', 'answered') AND valid_until <> '';
DROP TABLE offer_tally;
CREATE TABLE offer_tally (
	type      INTEGER NOT NULL,
	state     TEXT NOT NULL,
	succeeded INTEGER NOT NULL,
	n         INTEGER NOT NULL,
	PRIMARY KEY (type, state, succeeded)
);
INSERT INTO offer_tally (type, state, succeeded, n) SELECT type, state, succeeded, count(*) FROM offer GROUP BY type, state, succeeded;
