-- What lists of offers are sorted by besides. client_key is the client's, valid_key the last day an offer holds, '~' where
-- there is none, state_key the place of its state among the states and then its day. tie is the id once more, as in client.
ALTER TABLE offer ADD COLUMN number_key BLOB NOT NULL DEFAULT x'00';
ALTER TABLE offer ADD COLUMN client_key BLOB NOT NULL DEFAULT x'00';
ALTER TABLE offer ADD COLUMN subject_key BLOB NOT NULL DEFAULT x'00';
ALTER TABLE offer ADD COLUMN valid_key TEXT NOT NULL DEFAULT '~';
ALTER TABLE offer ADD COLUMN state_key TEXT NOT NULL DEFAULT '';
ALTER TABLE offer ADD COLUMN tie INTEGER NOT NULL DEFAULT 0;
UPDATE offer SET tie = id, client_key = (SELECT name_key FROM client WHERE client.id = offer.client), valid_key = CASE WHEN valid_until = '' THEN '~' ELSE valid_until END;
DROP INDEX offer_by_client;
CREATE INDEX offer_by_client ON offer (client, day, tie, type, state, succeeded);
-- A list goes along one of these; what narrows it stands at the end. Where little is left of it offer_by_day finds that.
-- Those along number_key, subject_key and state_key are made once the program has filled these: that takes half the time.
CREATE INDEX offer_listed_by_day ON offer (day, tie, type, state, succeeded);
CREATE INDEX offer_listed_by_client ON offer (client_key, tie, type, state, succeeded);
CREATE INDEX offer_listed_by_valid ON offer (valid_key, tie, type, state, succeeded);
CREATE INDEX offer_listed_by_total ON offer (total, tie, type, state, succeeded);
