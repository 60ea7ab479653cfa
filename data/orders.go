package data

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/trade"
	"rapport/data/sqlite"
)

// Order reads one order; ErrNotFound when there is none.
func (s *Store) Order(ctx context.Context, id trade.OrderID) (trade.Order, error) {
	return one[trade.Order](ctx, s, "SELECT body FROM sale WHERE id = $1", int64(id))
}

// OrderByNumber reads the order of a number; ErrNotFound when there is none.
func (s *Store) OrderByNumber(ctx context.Context, number string) (trade.Order, error) {
	return one[trade.Order](ctx, s, orderByNumberQuery, column(number))
}

const (
	orderByNumberQuery = "SELECT body FROM sale WHERE number = $1 ORDER BY tie LIMIT 1"
	orderNumbersQuery  = "SELECT number FROM sale WHERE number >= $1 AND number < $2"
)

// OrderNumbers lists the numbers that begin with a prefix, in no order.
func (s *Store) OrderNumbers(ctx context.Context, prefix string) ([]string, error) {
	var numbers []string
	err := s.db.Read(ctx, func(tx *sqlite.Session) error {
		return tx.Each(ctx, orderNumbersQuery, []any{prefix, prefixEnd(prefix)}, func(r *sql.Rows) error {
			var n string
			err := r.Scan(&n)
			numbers = append(numbers, n)
			return err
		})
	})
	return numbers, err
}

// OrdersMade lists the orders that became of a deal, of an offer, or with both given of either, oldest first.
func (s *Store) OrdersMade(ctx context.Context, deal trade.DealID, offer trade.OfferID) ([]trade.Order, error) {
	var all []trade.Order
	err := s.db.Read(ctx, func(tx *sqlite.Session) error {
		for query, id := range map[string]int64{ordersOfDealQuery: int64(deal), ordersOfOfferQuery: int64(offer)} {
			if id == 0 {
				continue
			}
			err := eachBody(ctx, tx, query, []any{id}, func(o trade.Order) {
				if !slices.ContainsFunc(all, func(other trade.Order) bool { return other.ID == o.ID }) {
					all = append(all, o)
				}
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("orders made: %w", err)
	}
	slices.SortFunc(all, func(a, b trade.Order) int { return cmp.Compare(a.ID, b.ID) })
	return all, nil
}

const (
	ordersOfDealQuery  = "SELECT body FROM sale WHERE deal = $1 AND deal <> 0 ORDER BY tie"
	ordersOfOfferQuery = "SELECT body FROM sale WHERE offer = $1 AND offer <> 0 ORDER BY tie"
)

// saleKeys are the columns that sorts of orders go by.
var saleKeys = map[trade.OrderSort]string{
	trade.OrdersByDay: "day", trade.OrdersByNumber: "number_key", trade.OrdersByClient: "client_key", trade.OrdersByPromised: "promised",
	trade.OrdersByTotal: "total",
}

func newSaleEntries(ctx context.Context, tx *sqlite.Session, q trade.OrderQuery) (*entries, error) {
	e := &entries{ledger: saleLedger, key: saleKeys[q.Sort], desc: q.Desc, client: int64(q.Client), sought: attemptsFor(q.Search)}
	if e.key == "" { // the newest first
		e.key, e.desc = saleKeys[trade.OrdersByDay], !q.Desc
	}
	err := e.readLanes(ctx, tx, func(l saleLane) bool {
		return (len(q.Types) == 0 || slices.Contains(q.Types, typeOf(l.code(0)))) && (len(q.States) == 0 || slices.Contains(q.States, trade.OrderState(l.word(1))))
	})
	if err != nil {
		return nil, err
	}
	for _, c := range []*conditions{&e.beyond, &e.all} {
		if q.Client != 0 {
			c.and("client = ?", int64(q.Client))
		}
		if q.From != "" {
			c.and("day >= ?", string(q.From))
		}
		if q.Until != "" {
			c.and("day <= ?", string(q.Until))
		}
	}
	among(&e.all, "type", q.Types, codeWord)
	among(&e.all, "state", q.States, textWord)
	return e, e.seekFew(ctx, tx)
}

// Orders lists orders by the query's sort.
func (s *Store) Orders(ctx context.Context, q trade.OrderQuery, p crm.Page) ([]trade.OrderRow, error) {
	return ledgerPage(ctx, s, "list orders", q, p, newSaleEntries, saleRows)
}

const saleColumns = "c.id, c.number, c.client, c.day, c.promised, c.kept, c.state, c.currency, c.total, c.offer, c.deal"

func saleRows(ctx context.Context, tx *sqlite.Session, at []place) ([]trade.OrderRow, error) {
	rows := make([]trade.OrderRow, len(at))
	err := ledgerRows(ctx, tx, saleLedger, saleColumns, at, func(r *sql.Rows, placeOf map[int64]int) error {
		var row trade.OrderRow
		var typ int64
		err := r.Scan(&row.ID, &row.Number, &row.Client, &row.Day, &row.Promised, &row.Kept, &row.State, &row.Currency, &row.Total, &row.Offer, &row.Deal,
			&row.ClientName, &typ)
		if row.Promised == noDay {
			row.Promised = ""
		}
		i := placeOf[int64(row.ID)]
		row.ClientType, row.Anchor = typeOf(typ), crm.Anchor{Key: at[i].key, ID: at[i].id}
		rows[i] = row
		return err
	})
	return rows, err
}

// CountOrders counts what a query holds; what a search finds beyond a thousand is not counted.
func (s *Store) CountOrders(ctx context.Context, q trade.OrderQuery) (crm.Count, error) {
	return ledgerCount(ctx, s, "count orders", q, newSaleEntries)
}

// SumOrders adds up the totals of a query's orders by currency, without those called off unless the query asks for states.
func (s *Store) SumOrders(ctx context.Context, q trade.OrderQuery) (map[money.Currency]int64, error) {
	if len(q.States) == 0 {
		q.States = []trade.OrderState{trade.Placed, trade.Fulfilled}
	}
	sums := bigSums{}
	err := s.db.Read(ctx, func(tx *sqlite.Session) error {
		e, err := newSaleEntries(ctx, tx, q)
		if err != nil || len(e.lanes) == 0 {
			return err
		}
		return e.each(ctx, tx, "currency, "+partedSum("total"), " GROUP BY currency", func(r *sql.Rows) error {
			var currency string
			var high, low int64
			err := r.Scan(&currency, &high, &low)
			wholeSum(sums.of(money.Currency(currency)), high, low)
			return err
		})
	})
	if err != nil {
		return nil, fmt.Errorf("add up orders: %w", err)
	}
	return sums.fitting(), nil
}
