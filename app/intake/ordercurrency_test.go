package intake

import (
	"strings"
	"testing"

	"rapport/app/money"
)

// TestLinesOfAnOrderAreOfOneCurrency proves that sums of two currencies are never added up: a line of another than its order's
// is left out and told, whether the price names it or a column does.
func TestLinesOfAnOrderAreOfOneCurrency(t *testing.T) {
	for name, c := range map[string]struct {
		table    string
		currency money.Currency
		gross    int64
		out      int // lines left out
	}{
		"named by the price":        {"No,Date,Client,Item,Price\nA,2026-10-05,Acme,Bolt,$10\n,,,Nut,€20\n,,,Nail,5", money.USD, 1500, 1},
		"named by a column":         {"No,Date,Client,Currency,Item,Price\nA,2026-10-05,Acme,EUR,Bolt,10\nA,2026-10-05,Acme,USD,Nut,20\nA,2026-10-05,Acme,EUR,Nail,5", money.EUR, 1500, 1},
		"named by a later row":      {"No,Date,Client,Currency,Item,Price\nA,2026-10-05,Acme,,Bolt,10\nA,2026-10-05,Acme,EUR,Nut,20", money.EUR, 3000, 0},
		"the price before a column": {"No,Date,Client,Currency,Item,Price\nA,2026-10-05,Acme,EUR,Bolt,$10\nA,2026-10-05,Acme,EUR,Nut,$20", money.USD, 3000, 0},
	} {
		b := ordersIn(t, File{Name: "orders.csv", Data: []byte(c.table + "\n")}, OrderOptions{})
		if len(b.Orders) != 1 {
			t.Fatalf("%s: %s", name, showOrders(b))
		}
		o, out := b.Orders[0].Order, 0
		for _, x := range b.Complaints {
			if x.Reason == "intake.orders.currency" {
				out++
			}
		}
		if o.Currency != c.currency || o.Once.Gross != c.gross || out != c.out {
			t.Errorf("%s: %s", name, showOrders(b))
		}
	}
	two := ordersIn(t, File{Name: "orders.csv", Data: []byte("No,Date,Client,Freight,Amount\nA,2026-10-05,Acme,$10,€20\n")}, OrderOptions{})
	if o := two.Orders[0].Order; o.Currency != money.USD || o.Freight != 1000 || o.Once.Gross != 0 || !strings.Contains(showOrders(two), "intake.own.value") {
		t.Errorf("freight and sum of two currencies: %s", showOrders(two))
	}
}
