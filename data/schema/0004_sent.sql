-- The very paper that went out with a version of an offer, under the offer's id.
CREATE TABLE sent_paper (
	id   INTEGER PRIMARY KEY,
	body TEXT NOT NULL
);
