package desk_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"rapport/app/crm"
	"rapport/app/desk"
	"rapport/app/intake"
	"rapport/app/text"
	"rapport/app/trade"
)

// ordersFile writes a table in the test and imports it, after a dry run that has to foretell the same.
func ordersFile(t *testing.T, d *desk.Desk, body string, how desk.OrderImport) desk.OrderIntake {
	t.Helper()
	path := filepath.Join(t.TempDir(), "orders.csv")
	if err := os.WriteFile(path, []byte(body), 0o600); err != nil {
		t.Fatal(err)
	}
	return ordersImported(t, d, path, how)
}

func ordersImported(t *testing.T, d *desk.Desk, path string, how desk.OrderImport) desk.OrderIntake {
	t.Helper()
	before := content(t, d) + salesOf(t, d)
	take := func(dry bool) desk.OrderIntake {
		book, err := d.ReadOrders(t.Context(), path, intake.Options{})
		if err != nil {
			t.Fatal(err)
		}
		how.DryRun = dry
		done, err := d.ImportOrdersAs(t.Context(), filepath.Base(path), book, how, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range done.Complaint {
			for _, lang := range text.Langs {
				if said := c.Say(d.Words.In(lang)); strings.Contains(said, "desk.") || strings.Contains(said, "{{") || strings.Contains(said, "no value") {
					t.Errorf("complaint %+v reads %q", c, said)
				}
			}
		}
		done.DryRun = false
		return done
	}
	would := take(true)
	if content(t, d)+salesOf(t, d) != before {
		t.Fatal("a dry run wrote into the base")
	}
	step := lastStep(t, d)
	done := take(false)
	like(t, "the dry run", would, done)
	if done.Added+done.Changed > 0 {
		after := content(t, d) + salesOf(t, d)
		if _, err := d.Undo(t.Context()); err != nil || lastStep(t, d) != step || content(t, d)+salesOf(t, d) != before {
			t.Errorf("the import was not one act: %v", err)
		}
		if _, err := d.Redo(t.Context()); err != nil || content(t, d)+salesOf(t, d) != after {
			t.Errorf("the import done again is another: %v", err)
		}
	}
	sound(t, d)
	return done
}

// told is what an import did in one line, with the reasons of its complaints.
func told(in desk.OrderIntake) string {
	var s strings.Builder
	fmt.Fprintf(&s, "rows %d added %d changed %d same %d lines %d clients %d", in.Rows, in.Added, in.Changed, in.Same, in.Lines, in.Clients)
	for _, c := range in.Complaint {
		fmt.Fprintf(&s, "; %d %s", c.Line, c.Reason)
	}
	return s.String()
}

// TestNorthwindOrders imports the clients, the items and the orders of a well-known sample, twice.
func TestNorthwindOrders(t *testing.T) {
	path := shared(t, "data", "northwind", "orders.csv")
	d := onBase(t)
	ctx := t.Context()
	if err := d.BeginFirm(ctx, crm.Firm{Name: "Northwind", Country: "US", Currency: "USD"}, "Nancy Davolio"); err != nil {
		t.Fatal(err)
	}
	alone := ordersImported(t, d, path, desk.OrderImport{})
	if alone.Added != 0 || len(alone.Complaint) < 830 {
		t.Fatalf("without clients: %s", told(alone)[:200])
	}
	batch, err := d.ReadFile(ctx, shared(t, "data", "northwind", "customers.csv"), intake.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.Import(ctx, "customers.csv", batch, false); err != nil {
		t.Fatal(err)
	}
	if _, err := d.ImportItemsFile(ctx, shared(t, "data", "northwind", "products.csv"), desk.ItemImport{}, nil); err != nil {
		t.Fatal(err)
	}
	if done := ordersImported(t, d, path, desk.OrderImport{}); done.Added != 830 || done.Lines != 2155 || done.Beside != "order-details.csv" || done.Clients != 0 {
		t.Fatal(told(done))
	}
	again, err := d.ImportOrdersFile(ctx, path, false)
	if err != nil || again.Added != 0 || again.Changed != 0 || again.Same != 830 {
		t.Fatalf("twice: %s %v", told(again), err)
	}
	o, err := d.OrderByNumber(ctx, "10248")
	if err != nil || o.Day != "1996-07-04" || o.Promised != "1996-08-01" || o.Kept != "1996-07-16" || o.State != trade.Fulfilled || o.Total() != 440_00 || o.Freight != 32_38 || len(o.Lines) != 3 || o.Lines[0].Item == 0 || o.Currency != "USD" {
		t.Errorf("%+v %v", o, err)
	}
	if c, err := d.Client(ctx, o.Client); err != nil || c.Code != "VINET" {
		t.Errorf("%+v %v", c, err)
	}
	if r, err := d.OrderByNumber(ctx, "10258"); err != nil || r.Rep == 0 { // Nancy's own
		t.Errorf("%+v %v", r, err)
	}
	sums, err := d.SumOrders(ctx, trade.OrderQuery{})
	if err != nil || sums["USD"] < 1_265_700_00 || sums["USD"] > 1_265_900_00 {
		t.Errorf("%v %v", sums, err)
	}
}

const fewOrders = `Номер,Дата,Клиент,ИНН,Сумма,Обещано,Выполнено,Статус
101,05.10.2026,Один,,"1 500,50",20.10.2026,,в работе
102,06.10.2026,,7707083893,2000,,,отменён
103,07.10.2026,Неизвестный,,300,,,
104,07.10.2026,,5001007322,300,,,
101,08.10.2026,Один,,1,,,
105,99.99.2026,Один,,1,,,
106,08.10.2026,один,,700,01.10.2026,,выполнен
`

func twoClients(t *testing.T, d *desk.Desk) (one, two crm.Client) {
	t.Helper()
	one = addClient(t, d, crm.Client{Name: "Один", Code: "К1", Country: "RU"})
	two = addClient(t, d, crm.Client{Name: "Два", Country: "RU", Requisites: []crm.Requisites{{Country: "RU", INN: "7707083893"}}})
	return one, two
}

func TestImportOrders(t *testing.T) {
	d := withFirm(t)
	ctx := t.Context()
	one, two := twoClients(t, d)
	done := ordersFile(t, d, fewOrders, desk.OrderImport{})
	if got, want := told(done), "rows 7 added 3 changed 0 same 0 lines 0 clients 0; 6 intake.orders.twice; 7 intake.orders.date; 8 intake.orders.before; 4 desk.orders.client; 5 desk.orders.client"; got != want {
		t.Errorf("\n got %s\nwant %s", got, want)
	}
	for number, want := range map[string]trade.Order{
		"101": {Client: one.ID, Day: "2026-10-05", Promised: "2026-10-20", State: trade.Placed, Once: trade.Sum{Gross: 1500_50}},
		"102": {Client: two.ID, Day: "2026-10-06", State: trade.Cancelled, Once: trade.Sum{Gross: 2000_00}},
		"106": {Client: one.ID, Day: "2026-10-08", Promised: "2026-10-01", State: trade.Fulfilled, Once: trade.Sum{Gross: 700_00}},
	} {
		o, err := d.OrderByNumber(ctx, number)
		if err != nil || o.Client != want.Client || o.Day != want.Day || o.Promised != want.Promised || o.State != want.State || o.Once.Gross != want.Once.Gross || o.Currency != "RUB" {
			t.Errorf("%s: %+v %v", number, o, err)
		}
	}
	// The second file tells more of one, and wants the clients it names.
	done = ordersFile(t, d, "Номер,Дата,Клиент,Сумма,Обещано,Выполнено\n101,05.10.2026,Один,,,25.10.2026\n102,06.10.2026,Один,1,,\n107,08.10.2026,Новый,5,,\n108,08.10.2026,новый,6,,\n106,08.10.2026,Один,,,\n", desk.OrderImport{Clients: true})
	if got, want := told(done), "rows 5 added 2 changed 1 same 1 lines 0 clients 1; 2 intake.orders.empty; 6 intake.orders.empty; 3 desk.orders.taken"; got != want {
		t.Errorf("\n got %s\nwant %s", got, want)
	}
	if o, err := d.OrderByNumber(ctx, "101"); err != nil || o.Kept != "2026-10-25" || o.State != trade.Fulfilled || o.Promised != "2026-10-20" || o.Total() != 1500_50 {
		t.Errorf("%+v %v", o, err)
	}
	fresh, err := d.Clients(ctx, crm.ClientQuery{Search: "Новый"}, crm.Page{Limit: 3})
	if err != nil || len(fresh) != 1 || fresh[0].Rung != crm.FirstTimeBuyer || fresh[0].Highest != crm.FirstTimeBuyer {
		t.Errorf("%+v %v", fresh, err)
	}
}

// TestOrdersWithoutNumbers get numbers of ours, and are known again by client, day and sum.
func TestOrdersWithoutNumbers(t *testing.T) {
	d := withFirm(t)
	twoClients(t, d)
	const body = "Дата,Клиент,Сумма\n05.10.2026,Один,100\n05.10.2026,Один,100\n06.10.2025,Один,100\n"
	if done := ordersFile(t, d, body, desk.OrderImport{}); done.Added != 3 {
		t.Fatal(told(done))
	}
	if done := ordersFile(t, d, body, desk.OrderImport{}); done.Added != 0 || done.Same != 3 {
		t.Error(told(done))
	}
	if done := ordersFile(t, d, body+"05.10.2026,Один,100\n", desk.OrderImport{}); done.Added != 1 || done.Same != 3 {
		t.Error(told(done))
	}
	years := map[string]int{}
	seen := map[string]bool{}
	err := d.EachOrder(t.Context(), trade.OrderQuery{}, func(r trade.OrderRow) error {
		years[string(r.Day[:4])+" "+strings.Split(r.Number, "-")[1]]++
		if seen[r.Number] {
			t.Errorf("%s twice", r.Number)
		}
		seen[r.Number] = true
		return nil
	})
	if err != nil || years["2026 2026"] != 3 || years["2025 2025"] != 1 {
		t.Errorf("%v %v", years, err)
	}
}

// TestImportLeavesWhatAnOfferBecame keeps the lines of an order that came of an offer.
func TestImportLeavesWhatAnOfferBecame(t *testing.T) {
	d := withFirm(t)
	ctx := t.Context()
	one, _ := twoClients(t, d)
	if _, err := d.AcceptOffer(ctx, written(t, d, one.ID).ID, nil); err != nil {
		t.Fatal(err)
	}
	rows, err := d.Orders(ctx, trade.OrderQuery{}, crm.Page{Limit: 1})
	if err != nil {
		t.Fatal(err)
	}
	done := ordersFile(t, d, "Номер,Дата,Клиент,Сумма,Выполнено\n"+rows[0].Number+",01.12.2026,Один,5,02.12.2026\n", desk.OrderImport{})
	if done.Changed != 1 {
		t.Fatal(told(done))
	}
	if o, err := d.Order(ctx, rows[0].ID); err != nil || o.Total() != 122_00 || len(o.Lines) != 1 || o.Day != "2026-11-24" || o.Kept != "2026-12-02" || o.State != trade.Fulfilled {
		t.Errorf("%+v %v", o, err)
	}
}

func TestNoFileOfOrders(t *testing.T) {
	d := withFirm(t)
	_, err := d.ImportOrdersFile(t.Context(), filepath.Join(t.TempDir(), "нет.csv"), false)
	faulty(t, err, "desk.file.missing")
	_, err = d.ImportOrdersFile(t.Context(), t.TempDir(), false)
	faulty(t, err, "desk.file.folder")
}
