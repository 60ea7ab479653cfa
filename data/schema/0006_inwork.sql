-- "open" and "open_until" of a client tell of money in work: running deals, and open offers that belong to none. Both are
-- counted anew; these hold what is running, and what the open offers of all clients come to.
CREATE INDEX deal_running ON deal (client, currency, expected, amount) WHERE outcome = '';
CREATE INDEX offer_open ON offer (type, state, currency, total, monthly) WHERE state IN ('draft', 'sent', 'viewed', 'answered') AND succeeded = 0;
