-- What lists of items are sorted by besides. supplier_key and tax_key hold the name behind them, so that what has one
-- supplier or class goes by name. margin is that of the price of the main list over the cost, in per cent, for the steps,
-- day and terms that item_margin_held tells, below every number where none is known: lists do not show it. Lists by group
-- go along item_in_group_by_name.
ALTER TABLE item ADD COLUMN supplier_key BLOB NOT NULL DEFAULT x'00';
ALTER TABLE item ADD COLUMN tax_key BLOB NOT NULL DEFAULT x'00';
ALTER TABLE item ADD COLUMN margin REAL NOT NULL DEFAULT -1.7976931348623157e308;
CREATE INDEX item_by_supplier ON item (inactive, supplier_key, tie, in_group, kind, stream);
CREATE INDEX item_by_tax ON item (inactive, tax_key, tie, in_group, kind, stream);
CREATE INDEX item_by_margin ON item (inactive, margin, tie, in_group, kind, stream);
CREATE INDEX item_in_group_by_supplier ON item (in_group, inactive, supplier_key, tie, kind, stream);
CREATE INDEX item_in_group_by_tax ON item (in_group, inactive, tax_key, tie, kind, stream);
CREATE INDEX item_in_group_by_margin ON item (in_group, inactive, margin, tie, kind, stream);
CREATE INDEX item_by_kind ON item (kind, inactive, name_key, tie, in_group, stream);
CREATE INDEX item_by_stream ON item (stream, inactive, name_key, tie, in_group, kind);

-- The last step, the day and the terms that item.margin holds for. One row, with id 1, once a list was sorted by it.
CREATE TABLE item_margin_held (
	id    INTEGER PRIMARY KEY,
	step  INTEGER NOT NULL,
	day   TEXT NOT NULL,
	terms TEXT NOT NULL
);
