package data

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/trade"
	"rapport/data/sqlite"
)

// Offer reads one offer; ErrNotFound when there is none.
func (s *Store) Offer(ctx context.Context, id trade.OfferID) (trade.Offer, error) {
	return one[trade.Offer](ctx, s, "SELECT body FROM offer WHERE id = $1", int64(id))
}

// OfferByNumber reads the newest version of the offer of a number; ErrNotFound when there is none.
func (s *Store) OfferByNumber(ctx context.Context, number string) (trade.Offer, error) {
	return one[trade.Offer](ctx, s, "SELECT body FROM offer WHERE number = $1 ORDER BY version DESC, id DESC LIMIT 1", column(number))
}

// OfferVersion reads one version of the offer of a number; ErrNotFound when there is none.
func (s *Store) OfferVersion(ctx context.Context, number string, version int) (trade.Offer, error) {
	return one[trade.Offer](ctx, s, "SELECT body FROM offer WHERE number = $1 AND version = $2 ORDER BY id DESC LIMIT 1", column(number), version)
}

const versionsQuery = "SELECT c.day, " + offerColumns + " FROM offer c CROSS JOIN client o ON o.id = c.client WHERE c.number = $1"

// OfferVersions lists the versions of the offer of a number, oldest first.
func (s *Store) OfferVersions(ctx context.Context, number string) ([]trade.OfferRow, error) {
	var rows []trade.OfferRow
	err := s.db.Read(ctx, func(tx *sqlite.Session) (err error) {
		rows, err = offerRows(ctx, tx, versionsQuery, []any{column(number)})
		return err
	})
	slices.SortFunc(rows, func(a, b trade.OfferRow) int {
		return cmp.Or(cmp.Compare(a.Version, b.Version), cmp.Compare(a.ID, b.ID))
	})
	if err != nil {
		return nil, fmt.Errorf("list versions: %w", err)
	}
	return rows, nil
}

const overdueQuery = "SELECT body FROM offer WHERE state IN ('sent', 'viewed', 'answered') AND valid_until <> '' AND valid_until < $1 ORDER BY valid_until, id LIMIT $2"

// OverdueOffers lists offers that are with clients beyond the last day they hold, those longest overdue first.
func (s *Store) OverdueOffers(ctx context.Context, today crm.Day, limit int) ([]trade.Offer, error) {
	return many[trade.Offer](ctx, s, overdueQuery, string(today), limit)
}

// OfferNumbers lists the numbers that begin with a prefix, in no order.
func (s *Store) OfferNumbers(ctx context.Context, prefix string) ([]string, error) {
	var numbers []string
	err := s.db.Read(ctx, func(tx *sqlite.Session) error {
		return tx.Each(ctx, "SELECT number FROM offer WHERE number >= $1 AND number < $2", []any{prefix, prefixEnd(prefix)}, func(r *sql.Rows) error {
			var n string
			err := r.Scan(&n)
			numbers = append(numbers, n)
			return err
		})
	})
	return numbers, err
}

// offerListing is a query of offers as the base will answer it.
type offerListing struct {
	q    trade.OfferQuery
	walk walk
	n    int64 // offers of the lanes; not counted when one client is asked for
}

const offerColumns = "c.id, c.number, c.version, c.client, o.name, c.type, c.subject, c.day, c.valid_until, c.state, c.currency, c.total, c.monthly, c.succeeded"

func newOfferListing(ctx context.Context, s *sqlite.Session, q trade.OfferQuery) (*offerListing, error) {
	l := &offerListing{q: q, walk: walk{table: "offer", key: "day", tie: "id"}}
	if q.Client != 0 {
		l.walk.lanes = []string{"client = " + strconv.FormatInt(int64(q.Client), 10)}
		l.walk.where = l.filter()
		return l, nil
	}
	return l, s.Each(ctx, "SELECT type, state, succeeded, n FROM offer_tally ORDER BY type, state, succeeded", nil, func(r *sql.Rows) error {
		var typ, n int64
		var state string
		var succeeded bool
		if err := r.Scan(&typ, &state, &succeeded, &n); err != nil {
			return err
		}
		if l.shows(typ, trade.State(state), succeeded) {
			l.walk.lanes = append(l.walk.lanes, "type = "+strconv.FormatInt(typ, 10)+" AND state = "+quote(state)+" AND succeeded = "+strconv.FormatInt(flag(succeeded), 10))
			l.n += n
		}
		return nil
	})
}

func quote(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

func (l *offerListing) shows(typ int64, state trade.State, succeeded bool) bool {
	return !(l.q.Newest && succeeded) && (len(l.q.Types) == 0 || slices.Contains(l.q.Types, typeOf(typ))) &&
		(len(l.q.States) == 0 || slices.Contains(l.q.States, state))
}

// filter is the condition that lanes of a client leave to be looked at row by row.
func (l *offerListing) filter() string {
	where := ""
	if len(l.q.Types) > 0 {
		codes := make([]string, len(l.q.Types))
		for i, t := range l.q.Types {
			codes[i] = strconv.FormatInt(typeCode(t), 10)
		}
		where += " AND +type IN (" + strings.Join(codes, ", ") + ")"
	}
	if len(l.q.States) > 0 {
		states := make([]string, len(l.q.States))
		for i, s := range l.q.States {
			states[i] = quote(string(s))
		}
		where += " AND +state IN (" + strings.Join(states, ", ") + ")"
	}
	if l.q.Newest {
		where += " AND +succeeded = 0"
	}
	return where
}

// Offers lists offers, the newest first: by day, and with a search by the order they came into the base.
func (s *Store) Offers(ctx context.Context, q trade.OfferQuery, p crm.Page) ([]trade.OfferRow, error) {
	var rows []trade.OfferRow
	err := s.db.Read(ctx, func(tx *sqlite.Session) error {
		l, err := newOfferListing(ctx, tx, q)
		if err != nil || len(l.walk.lanes) == 0 || p.Limit <= 0 {
			return err
		}
		if attempts := attemptsFor(q.Search); len(attempts) > 0 {
			rows, err = l.search(ctx, tx, attempts, p)
			return err
		}
		query, args := l.pageQuery(p)
		rows, err = offerRows(ctx, tx, query, args)
		if p.Back {
			slices.Reverse(rows)
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list offers: %w", err)
	}
	return rows, nil
}

func (l *offerListing) pageQuery(p crm.Page) (string, []any) {
	keys, args := l.walk.query(stretchOf{from: p.From, desc: !p.Back, skip: p.Skip, limit: int64(p.Limit)})
	return "SELECT k.k, " + offerColumns + " FROM (" + keys + ") k CROSS JOIN offer c ON c.id = k.id CROSS JOIN client o ON o.id = c.client", args
}

// offerRows reads rows that begin with the key of the anchor.
func offerRows(ctx context.Context, tx *sqlite.Session, query string, args []any) ([]trade.OfferRow, error) {
	var rows []trade.OfferRow
	err := tx.Each(ctx, query, args, func(r *sql.Rows) error {
		row, err := scanOfferRow(r)
		rows = append(rows, row)
		return err
	})
	return rows, err
}

func scanOfferRow(r *sql.Rows, after ...any) (trade.OfferRow, error) {
	var row trade.OfferRow
	var typ int64
	var currency string
	into := append([]any{&row.Anchor.Key, &row.ID, &row.Number, &row.Version, &row.Client, &row.ClientName, &typ, &row.Subject,
		&row.Day, &row.ValidUntil, &row.State, &currency, &row.Total, &row.Monthly, &row.Succeeded}, after...)
	err := r.Scan(into...)
	row.ClientType, row.Currency, row.Anchor.ID = typeOf(typ), money.Currency(currency), int64(row.ID)
	return row, err
}

// offerKey is the place of an offer found.
type offerKey struct {
	attempt int
	seq     int64
}

// search lists a page of the offers that match.
func (l *offerListing) search(ctx context.Context, tx *sqlite.Session, attempts []attempt, p crm.Page) ([]trade.OfferRow, error) {
	var rows []trade.OfferRow
	skip := p.Skip
	err := l.eachHit(ctx, tx, attempts, p.From, p.Back, func(row trade.OfferRow) bool {
		if skip > 0 {
			skip--
			return true
		}
		rows = append(rows, row)
		return len(rows) < p.Limit
	})
	if p.Back {
		slices.Reverse(rows)
	}
	return rows, err
}

// eachHit calls f with the offers that match, newest first or back, until f says no.
func (l *offerListing) eachHit(ctx context.Context, tx *sqlite.Session, attempts []attempt, from *crm.Anchor, back bool, f func(trade.OfferRow) bool) error {
	i, step := 0, 1
	if back {
		i, step = len(attempts)-1, -1
	}
	var start *offerKey
	if from != nil {
		if k, ok := from.Key.(offerKey); ok {
			i, start = k.attempt, &k
		}
	}
	for ; i >= 0 && i < len(attempts); i += step {
		err := l.eachOffered(ctx, tx, attempts[i], start, back, func(row trade.OfferRow, body string) error {
			if !l.takes(row) || slices.IndexFunc(attempts, func(a attempt) bool { return a.matches(body) }) != i {
				return nil
			}
			seq, _ := row.Anchor.Key.(int64)
			row.Anchor.Key = offerKey{i, seq}
			if !f(row) {
				return errEnough
			}
			return nil
		})
		if err != nil {
			return enough(err)
		}
		start = nil
	}
	return nil
}

func (l *offerListing) takes(row trade.OfferRow) bool {
	return (l.q.Client == 0 || row.Client == l.q.Client) && l.shows(typeCode(row.ClientType), row.State, row.Succeeded)
}

func (l *offerListing) eachOffered(ctx context.Context, tx *sqlite.Session, a attempt, from *offerKey, back bool, f func(trade.OfferRow, string) error) error {
	match, err := tx.Match(ctx, offerSeek, a.terms)
	if err != nil {
		return err
	}
	query, args := offerSearchQuery(match, from, back)
	return tx.Each(ctx, query, args, func(r *sql.Rows) error {
		var body string
		row, err := scanOfferRow(r, &body)
		if err != nil {
			return err
		}
		return f(row, body)
	})
}

func offerSearchQuery(match string, from *offerKey, back bool) (string, []any) {
	query := "SELECT t.seq, " + offerColumns + ", t.body FROM " + offerSeek.Table + " f CROSS JOIN offer_text t ON t.seq = f.rowid " +
		"CROSS JOIN offer c ON c.id = t.offer CROSS JOIN client o ON o.id = c.client WHERE " + offerSeek.Where("$1")
	args := []any{match}
	compare, direction := "<", " DESC"
	if back {
		compare, direction = ">", ""
	}
	if from != nil {
		query += " AND f.rowid " + compare + " $2"
		args = append(args, from.seq)
	}
	return query + " ORDER BY f.rowid" + direction, args
}

// CountOffers counts what a query holds: by the tallies, or by looking, up to a thousand.
func (s *Store) CountOffers(ctx context.Context, q trade.OfferQuery) (crm.Count, error) {
	var count crm.Count
	err := s.db.Read(ctx, func(tx *sqlite.Session) error {
		l, err := newOfferListing(ctx, tx, q)
		if err != nil || len(l.walk.lanes) == 0 {
			return err
		}
		attempts := attemptsFor(q.Search)
		switch {
		case len(attempts) > 0:
			err = l.eachHit(ctx, tx, attempts, nil, false, func(trade.OfferRow) bool {
				count.N++
				return count.N <= countMost
			})
		case q.Client != 0:
			count.N, err = l.walk.count(ctx, tx, nil, true, countMost+1)
		default:
			count.N = l.n
			return nil
		}
		if count.N > countMost {
			count = crm.Count{N: countMost, More: true}
		}
		return err
	})
	if err != nil && !errors.Is(err, errEnough) {
		return crm.Count{}, fmt.Errorf("count offers: %w", err)
	}
	return count, nil
}
