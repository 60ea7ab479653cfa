package data

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"

	"rapport/app/trade"
)

func (v *verifier) itemTallies(ctx context.Context) error {
	return v.sameCounts(ctx, "item_tally", "SELECT in_group, kind, stream, inactive, n FROM item_tally ORDER BY in_group, kind, stream, inactive",
		"SELECT coalesce(in_group, 0) AS g, kind, stream, inactive, count(*) FROM item GROUP BY g, kind, stream, inactive ORDER BY g, kind, stream, inactive")
}

// sortingPrices compares the prices that lists of items are sorted by with those of the list and day they hold for.
func (v *verifier) sortingPrices(ctx context.Context) error {
	held, err := readPriceDay(ctx, v.tx)
	if err != nil {
		return err
	}
	query := "SELECT i.id FROM item i WHERE i.price <> " + sortingPrice + " LIMIT 50"
	return v.tx.Each(ctx, query, held.args(), func(r *sql.Rows) error {
		var id int64
		err := r.Scan(&id)
		v.add("data.verify.price", "Record", fmt.Sprint("item ", id))
		return err
	})
}

// sortingMargins compares the margins that lists of items are sorted by with those of the steps and day they hold for.
func (v *verifier) sortingMargins(ctx context.Context) error {
	held, err := readHeldMargins(ctx, v.tx)
	if err != nil || held.day == "" {
		return err
	}
	if step, err := lastStep(ctx, v.tx); err != nil || step != held.step {
		return err // they are reckoned anew before they are used
	}
	m, err := termsOn(ctx, v.tx, held.day)
	if err != nil {
		return err
	}
	n, err := m.stale(ctx, v.tx)
	told := 0
	for id := range n {
		if told++; told <= verifyMost {
			v.add("data.verify.price", "Record", fmt.Sprint("item ", id))
		}
	}
	return err
}

// rules finds rules of prices that name a list, segment, index or capacity that is gone.
func (v *verifier) rules(ctx context.Context) error {
	missing := func(rule trade.Rule, table string, id int64) error {
		if id == 0 {
			return nil
		}
		var n int
		err := v.tx.Get(ctx, "SELECT count(*) FROM "+table+" WHERE id = $1", []any{id}, &n)
		if n == 0 {
			v.add("data.verify.orphan", "Detail", fmt.Sprintf("price_rule %d: %s", rule.ID, table))
		}
		return err
	}
	var rules []trade.Rule
	err := v.tx.Each(ctx, "SELECT body FROM price_rule ORDER BY id", nil, func(row *sql.Rows) error {
		var body sql.RawBytes
		err := row.Scan(&body)
		var r trade.Rule
		if json.Unmarshal(body, &r) == nil { // what cannot be read is told by bodies
			rules = append(rules, r)
		}
		return err
	})
	for _, r := range rules {
		for table, id := range referredBy(r) {
			if err == nil {
				err = missing(r, table, id)
			}
		}
	}
	return err
}

// referredBy are the records that a rule names, by table.
func referredBy(r trade.Rule) map[string]int64 {
	out := map[string]int64{}
	if r.Segment != nil {
		out["segment"], out["price_list"] = int64(r.Segment.Segment), int64(r.Segment.List)
	}
	if r.Yield != nil {
		out["capacity"] = int64(r.Yield.Capacity)
	}
	if r.Index != nil {
		out["price_index"] = int64(r.Index.Index)
	}
	return out
}
