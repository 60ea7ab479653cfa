package desk_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"rapport/app/crm"
	"rapport/app/desk"
	"rapport/app/intake"
	"rapport/app/money"
	"rapport/app/trade"
)

func tableFile(t *testing.T, name, body string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(body), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestOrdersKeepTheCurrencyNobodyNames reads files without a currency: of new orders it is the firm's, of those that are
// there their own, and of all what the user says.
func TestOrdersKeepTheCurrencyNobodyNames(t *testing.T) {
	d := onBase(t)
	ctx := t.Context()
	if err := d.BeginFirm(ctx, crm.Firm{Name: "Ремесло", Country: "RU", Currency: "RUB"}, ""); err != nil {
		t.Fatal(err)
	}
	if _, err := d.SaveClient(ctx, nil, crm.Client{Name: "Ромашка"}); err != nil {
		t.Fatal(err)
	}
	take := func(body string, said money.Currency) desk.OrderIntake {
		t.Helper()
		book, err := d.ReadOrders(ctx, tableFile(t, "orders.csv", body), intake.Options{Currency: said})
		if err != nil {
			t.Fatal(err)
		}
		done, err := d.ImportOrdersAs(ctx, "orders.csv", book, desk.OrderImport{}, nil)
		if err != nil {
			t.Fatal(err)
		}
		return done
	}
	costs := func(number, want string) {
		t.Helper()
		if o, err := d.OrderByNumber(ctx, number); err != nil || money.New(o.Total(), o.Currency).String() != want {
			t.Errorf("order %s comes to %s, want %s, %v", number, money.New(o.Total(), o.Currency), want, err)
		}
	}
	const head = "Номер;Дата;Клиент;Сумма\n"
	done := take(head+"1;01.10.2026;Ромашка;150 €\n2;01.10.2026;Ромашка;9000 JPY\n3;01.10.2026;Ромашка;70,5\n", "")
	if fmt.Sprint(done.Bare) != "{1 [RUB]}" {
		t.Errorf("new ones: %+v", done.Bare)
	}
	costs("3", "70.50 RUB")
	done = take(head+"1;01.10.2026;Ромашка;160\n2;01.10.2026;Ромашка;9100\n3;01.10.2026;Ромашка;70,5\n", "")
	if fmt.Sprint(done.Bare) != "{3 [EUR JPY RUB]}" || done.Changed != 2 || done.Same != 1 {
		t.Errorf("known ones: %+v, %s", done.Bare, told(done))
	}
	costs("1", "160.00 EUR")
	costs("2", "9100 JPY")
	done = take(head+"1;01.10.2026;Ромашка;160\n", "USD")
	if fmt.Sprint(done.Bare) != "{1 [USD]}" || done.Changed != 1 {
		t.Errorf("as the user says: %+v, %s", done.Bare, told(done))
	}
	costs("1", "160.00 USD")
	sound(t, d)
}

func TestItemsTellTheCurrencyNobodyNames(t *testing.T) {
	d := onBase(t)
	ctx := t.Context()
	if err := d.BeginFirm(ctx, crm.Firm{Name: "Ремесло", Country: "UA", Currency: "UAH"}, ""); err != nil {
		t.Fatal(err)
	}
	path := tableFile(t, "items.csv", "Артикул;Наименование;Цена;Себестоимость\n1;Доска;100;60\n2;Гвоздь;3 €;\n3;Клей;;\n")
	for _, c := range []struct {
		said money.Currency
		want string
	}{{"", "{2 [UAH]}"}, {"PLN", "{2 [PLN]}"}} {
		done, err := d.ImportItemsFile(ctx, path, desk.ItemImport{Currency: c.said, DryRun: true}, nil)
		if err != nil || fmt.Sprint(done.Bare) != c.want {
			t.Errorf("%q: %+v, %v", c.said, done.Bare, err)
		}
	}
	// a list of that name and another currency is meant until the user says otherwise
	named := tableFile(t, "named.csv", "Артикул;Наименование;Цена, ₴;Оптовая\n1;Доска;100;90\n")
	for _, l := range []trade.PriceList{{Name: "Розница", Currency: "UAH", Main: true}, {Name: "Оптовая", Currency: "EUR"}} {
		if _, err := d.SavePriceList(ctx, l); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		said  money.Currency
		want  string
		lists int
	}{{"", "{1 [EUR]}", 0}, {"USD", "{1 [USD]}", 1}} {
		done, err := d.ImportItemsFile(ctx, named, desk.ItemImport{Currency: c.said, DryRun: true}, nil)
		if err != nil || fmt.Sprint(done.Bare) != c.want || done.Lists != c.lists {
			t.Errorf("named, %q: %+v, %d lists, %v", c.said, done.Bare, done.Lists, err)
		}
	}
}
