package data

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"

	"rapport/app/crm"
	"rapport/app/trade"
)

// TestNoSaleQueryScans explains every list query over deals and orders: none may scan a table or sort rows but the few of
// one client or one search.
func TestNoSaleQueryScans(t *testing.T) {
	s, _, _, _ := sold(t, 3000, 3000)
	ctx := t.Context()
	explain := func(tx *session, what, query string, args []any) { noScan(t, tx, what, query, args) }

	lists := func(tx *session, e *entries, columns, tail string) {
		if len(e.lanes) == 0 {
			return
		}
		w := e.walk()
		name := fmt.Sprintf("%s by %s", e.table, e.key)
		if e.walked() {
			for _, from := range []*crm.Anchor{nil, {Key: "", ID: 5}} {
				query, args := w.query(stretchOf{from: from, desc: e.desc, limit: 50})
				explain(tx, name, query, args)
			}
			if len(e.sought) == 0 && e.client == 0 {
				explain(tx, name+" sums", "SELECT "+columns+" FROM "+w.table+" WHERE "+w.lanes[0]+w.where+tail, w.args)
			}
			return
		}
		if e.few {
			explain(tx, name+" few", "SELECT "+e.key+", tie FROM "+e.table+" WHERE true"+e.all.where+" AND id IN (1, 2)", e.all.args)
			return
		}
		explain(tx, name+" of one", "SELECT "+e.key+", tie FROM "+e.table+" WHERE true"+e.all.where, e.all.args)
	}
	err := s.db.Read(ctx, func(tx *session) error {
		for _, q := range someDealQueries() {
			for _, q.Sort = range trade.DealSorts {
				e, err := newDealEntries(ctx, tx, q)
				if err != nil {
					return err
				}
				lists(tx, e, stageColumns, stageGroups)
				e.few = false
				lists(tx, e, stageColumns, stageGroups)
			}
		}
		for _, q := range someOrderQueries() {
			for _, q.Sort = range trade.OrderSorts {
				e, err := newSaleEntries(ctx, tx, q)
				if err != nil {
					return err
				}
				lists(tx, e, "currency, "+partedSum("total"), " GROUP BY currency")
				e.few = false
				lists(tx, e, "currency, "+partedSum("total"), " GROUP BY currency")
			}
		}
		for _, query := range []string{orderByNumberQuery, orderNumbersQuery, ordersOfDealQuery, ordersOfOfferQuery, offerDealQuery, dealOffersQuery,
			strings.ReplaceAll(runningDeals, "%s", "($2, $3)"), strings.ReplaceAll(openOffers, "%s", "($2, $3)"), strings.ReplaceAll(unpricedDeals, "%s", "($2, $3)")} {
			explain(tx, "query", query, []any{1, 2, 3}[:strings.Count(query, "$")])
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestMeasureSales prints how fast a base with RAPPORT_MEASURE_SALES orders and a tenth of deals answers.
func TestMeasureSales(t *testing.T) {
	n, err := strconv.Atoi(os.Getenv("RAPPORT_MEASURE_SALES"))
	if err != nil {
		t.Skip("RAPPORT_MEASURE_SALES gives no number")
	}
	var s *Store
	measure(t, fmt.Sprint("fill ", n, " orders"), 1, func(int) error { s, _, _, _ = sold(t, n/10, n); return nil })
	for _, q := range someOrderQueries() {
		for _, q.Sort = range []trade.OrderSort{"", trade.OrdersByTotal} {
			for _, skip := range []int64{0, int64(n / 20)} {
				measure(t, fmt.Sprintf("orders skipping %d %+v", skip, q), 10, func(int) error {
					_, err := s.Orders(t.Context(), q, crm.Page{Limit: 60, Skip: skip})
					return err
				})
			}
		}
		measure(t, fmt.Sprintf("count %+v", q), 10, func(int) error { _, err := s.CountOrders(t.Context(), q); return err })
		measure(t, fmt.Sprintf("sum %+v", q), 10, func(int) error { _, err := s.SumOrders(t.Context(), q); return err })
	}
	for _, q := range someDealQueries() {
		measure(t, fmt.Sprintf("deals %+v", q), 10, func(int) error { _, err := s.Deals(t.Context(), q, crm.Page{Limit: 60}); return err })
		measure(t, fmt.Sprintf("stages %+v", q), 10, func(int) error { _, err := s.StageCounts(t.Context(), q); return err })
	}
	order := sales{newDice(3)}.order(5)
	measure(t, "one order added", 20, func(i int) error {
		order.ID, order.Number = trade.OrderID(900_000+i), orderNumber(0, int64(900_000+i))
		_, err := s.Apply(t.Context(), act(i), crm.Add(order))
		return err
	})
}
