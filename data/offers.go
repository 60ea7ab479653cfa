package data

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"

	"rapport/app/crm"
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

const versionsQuery = "SELECT " + offerColumns + " FROM offer c CROSS JOIN client o ON o.id = c.client WHERE c.number = $1"

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

// offerFields are the columns of a row of offers, c, that lists show; offerColumns are those with the name and type of the
// client, o.
const (
	offerFields  = "c.id, c.number, c.version, c.client, c.subject, c.day, c.valid_until, c.state, c.currency, c.total, c.monthly, c.succeeded"
	offerColumns = offerFields + ", o.name, c.type"
)

func newOfferEntries(ctx context.Context, tx *sqlite.Session, q trade.OfferQuery) (*entries, error) {
	e := &entries{ledger: offerLedger, key: offerKeys[q.Sort], desc: q.Desc, client: int64(q.Client), sought: attemptsFor(q.Search)}
	if e.key == "" { // the newest first
		e.key, e.desc = offerKeys[trade.OffersByDay], !q.Desc
	}
	err := e.readLanes(ctx, tx, func(l saleLane) bool {
		return (len(q.Types) == 0 || slices.Contains(q.Types, typeOf(l.code(0)))) && (len(q.States) == 0 || slices.Contains(q.States, trade.State(l.word(1)))) &&
			!(q.Newest && l.code(2) != 0)
	})
	if err != nil {
		return nil, err
	}
	for _, c := range []*conditions{&e.beyond, &e.all} {
		if q.Client != 0 {
			c.and("client = ?", int64(q.Client))
		}
	}
	among(&e.all, "type", q.Types, codeWord)
	among(&e.all, "state", q.States, textWord)
	if q.Newest {
		e.all.and("+succeeded = 0")
	}
	return e, e.seekFew(ctx, tx)
}

// Offers lists offers by the query's sort.
func (s *Store) Offers(ctx context.Context, q trade.OfferQuery, p crm.Page) ([]trade.OfferRow, error) {
	return ledgerPage(ctx, s, "list offers", q, p, newOfferEntries, offersAt)
}

func offersAt(ctx context.Context, tx *sqlite.Session, at []place) ([]trade.OfferRow, error) {
	rows := make([]trade.OfferRow, len(at))
	err := ledgerRows(ctx, tx, offerLedger, offerFields, at, func(r *sql.Rows, placeOf map[int64]int) error {
		row, err := scanOfferRow(r)
		i := placeOf[int64(row.ID)]
		row.Anchor = crm.Anchor{Key: at[i].key, ID: at[i].id}
		rows[i] = row
		return err
	})
	return rows, err
}

// offerRows reads rows of offerColumns.
func offerRows(ctx context.Context, tx *sqlite.Session, query string, args []any) ([]trade.OfferRow, error) {
	var rows []trade.OfferRow
	err := tx.Each(ctx, query, args, func(r *sql.Rows) error {
		row, err := scanOfferRow(r)
		rows = append(rows, row)
		return err
	})
	return rows, err
}

func scanOfferRow(r *sql.Rows) (trade.OfferRow, error) {
	var row trade.OfferRow
	var typ int64
	err := r.Scan(&row.ID, &row.Number, &row.Version, &row.Client, &row.Subject, &row.Day, &row.ValidUntil, &row.State, &row.Currency, &row.Total,
		&row.Monthly, &row.Succeeded, &row.ClientName, &typ)
	row.ClientType = typeOf(typ)
	return row, err
}

// CountOffers counts what a query holds; what a search finds beyond a thousand is not counted.
func (s *Store) CountOffers(ctx context.Context, q trade.OfferQuery) (crm.Count, error) {
	return ledgerCount(ctx, s, "count offers", q, newOfferEntries)
}
