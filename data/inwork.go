package data

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/trade"
	"rapport/data/sqlite"
)

// inWork is the money a client has in work, in the firm's currency, and the nearest day on which something of it is due.
type inWork struct {
	open  int64
	until string
}

// sooner takes a day that comes before the one known; "" and noDay are no days.
func (w *inWork) sooner(day string) {
	if day != "" && day != noDay && (w.until == "" || day < w.until) {
		w.until = day
	}
}

// The parts of money in work. An offer counts in its newest version while it is open. One that belongs to a running deal
// counts in the deal: the deal's amount, or where that is not known what the newest open of its offers comes to. Only what
// is in the firm's currency, $1, is added up.
const (
	openOffer = "o.state IN ('draft', 'sent', 'viewed', 'answered') AND o.succeeded = 0"

	runningDeals = `SELECT client, sum(amount), min(expected) FROM deal
		WHERE outcome = '' AND currency = $1 AND client IN %s GROUP BY client`
	openOffers = `SELECT o.client, sum(CASE WHEN d.id IS NULL THEN o.total ELSE 0 END), min(CASE WHEN o.valid_until <> '' THEN o.valid_until END)
		FROM offer o LEFT JOIN deal_offer b ON b.offer = o.id LEFT JOIN deal d ON d.id = b.deal AND d.outcome = '' AND d.client = o.client
		WHERE ` + openOffer + ` AND o.currency = $1 AND o.client IN %s GROUP BY o.client`
	unpricedDeals = `SELECT d.client, d.id, b.place, CASE WHEN o.currency = $1 THEN o.total ELSE 0 END FROM deal d CROSS JOIN deal_offer b ON b.deal = d.id CROSS JOIN offer o ON o.id = b.offer
		WHERE d.outcome = '' AND d.amount = 0 AND o.client = d.client AND ` + openOffer + ` AND d.client IN %s`
)

// moneyInWork adds up what some clients have in work; one that is not among the answers has nothing.
func moneyInWork(ctx context.Context, s *sqlite.Session, ids []int64) (map[int64]inWork, error) {
	out := map[int64]inWork{}
	if len(ids) == 0 {
		return out, nil
	}
	firm, err := firmOf(ctx, s)
	if err != nil && !errors.Is(err, crm.ErrNotFound) {
		return nil, fmt.Errorf("firm: %w", err)
	}
	add := func(r *sql.Rows) error {
		var client, sum int64
		var day sql.NullString
		err := r.Scan(&client, &sum, &day)
		w := out[client]
		w.open += sum
		w.sooner(day.String)
		out[client] = w
		return err
	}
	args := []any{firm.Currency}
	if err := errors.Join(eachIn(ctx, s, runningDeals, args, ids, add), eachIn(ctx, s, openOffers, args, ids, add)); err != nil {
		return nil, err
	}
	type offered struct{ client, place, total int64 }
	newest := map[int64]offered{}
	err = eachIn(ctx, s, unpricedDeals, args, ids, func(r *sql.Rows) error {
		var o offered
		var deal int64
		err := r.Scan(&o.client, &deal, &o.place, &o.total)
		if last, known := newest[deal]; !known || o.place > last.place {
			newest[deal] = o
		}
		return err
	})
	for _, o := range newest {
		w := out[o.client]
		w.open += o.total
		out[o.client] = w
	}
	return out, err
}

// countDealsIn counts anew what the clients of running deals have in work: bases made before deals counted know only of
// their offers.
func countDealsIn(ctx context.Context, s *sqlite.Session) error {
	var ids []int64
	err := s.Each(ctx, "SELECT DISTINCT client FROM deal WHERE outcome = '' ORDER BY client", nil, func(r *sql.Rows) error {
		var id int64
		err := r.Scan(&id)
		ids = append(ids, id)
		return err
	})
	if err != nil {
		return err
	}
	for part := range slices.Chunk(ids, settleAtOnce) {
		if err := recountOpen(ctx, s, part); err != nil {
			return err
		}
	}
	return nil
}

// recountOpen brings the rows of some clients, and what is tallied of them, to the money they have in work.
func recountOpen(ctx context.Context, s *sqlite.Session, ids []int64) error {
	now, err := moneyInWork(ctx, s, ids)
	if err != nil {
		return err
	}
	sums := map[tallyKey]tallySum{}
	var moved []move
	err = eachIn(ctx, s, "SELECT id, rung, type, owner, open FROM client WHERE id IN %s", nil, ids, func(r *sql.Rows) error {
		var id, was int64
		var k tallyKey
		if err := r.Scan(&id, &k.rung, &k.typ, &k.owner, &was); err != nil {
			return err
		}
		if open := now[id].open; open != was {
			sums[k] = tallySum{open: sums[k].open + open - was}
			ln := lane{k.rung, k.typ}
			moved = append(moved, move{crm.SortOpen, was, id, ln, -1}, move{crm.SortOpen, open, id, ln, +1})
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, id := range ids {
		if err := s.Exec(ctx, "UPDATE client SET open = $1, open_until = $2 WHERE id = $3", now[id].open, now[id].until, id); err != nil {
			return err
		}
	}
	if err := writeTallies(ctx, s, sums); err != nil {
		return err
	}
	return moveMilestones(ctx, s, moved)
}

// openSums adds up the open offers of all clients, each in its newest version, along the index that holds just those: it is
// walked once from end to end, which the pluses see to.
const openSums = `SELECT currency, sum(total / 1000000000), sum(total % 1000000000), sum(monthly / 1000000000), sum(monthly % 1000000000) FROM offer
	WHERE state IN ('draft', 'sent', 'viewed', 'answered') AND succeeded = 0 AND %s GROUP BY type, state, currency`

// SumOpenOffers adds up the open offers of some types and states (none given: of all), each in its newest version: what they
// come to and what of it comes each month, in minor units by currency. A sum too great for a number is left out.
func (s *Store) SumOpenOffers(ctx context.Context, types []crm.RelType, states []trade.State) (once, monthly map[money.Currency]int64, err error) {
	total, month := bigSums{}, bigSums{}
	where := []string{"true"}
	if len(types) > 0 {
		where = append(where, "+type IN ("+listOf(types, func(t crm.RelType) string { return fmt.Sprint(typeCode(t)) })+")")
	}
	if len(states) > 0 {
		where = append(where, "+state IN ("+listOf(states, func(s trade.State) string { return quote(string(s)) })+")")
	}
	err = s.db.Read(ctx, func(tx *sqlite.Session) error {
		return tx.Each(ctx, strings.Replace(openSums, "%s", strings.Join(where, " AND "), 1), nil, func(r *sql.Rows) error {
			var currency string
			var t, m [2]int64
			err := r.Scan(&currency, &t[0], &t[1], &m[0], &m[1])
			wholeSum(total.of(money.Currency(currency)), t[0], t[1])
			wholeSum(month.of(money.Currency(currency)), m[0], m[1])
			return err
		})
	})
	if err != nil {
		err = fmt.Errorf("sum open offers: %w", err)
	}
	return total.fitting(), month.fitting(), err
}

// listOf writes values beside each other as SQL lists them.
func listOf[T any](values []T, write func(T) string) string {
	words := make([]string, len(values))
	for i, v := range values {
		words[i] = write(v)
	}
	return strings.Join(words, ", ")
}
