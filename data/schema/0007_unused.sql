-- Since when nothing refers to a picture (key: its id) or to the bytes of a paper (key: their hash), and nothing that can
-- be brought back would. What stays here for long enough is dropped.
CREATE TABLE unused (
	kind  TEXT NOT NULL, -- picture or paper
	key   TEXT NOT NULL,
	since INTEGER NOT NULL,
	PRIMARY KEY (kind, key)
);
