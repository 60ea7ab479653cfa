package imports

import (
	"os"
	"path/filepath"
	"testing"

	"rapport/app/crm"
	"rapport/app/intake"
	"rapport/app/text"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/route"
	"rapport/screens/stand"
)

func (st *rig) items() int64 {
	st.T.Helper()
	n, err := st.Desk.CountItems(ctx, trade.ItemQuery{Inactive: true})
	if err != nil {
		st.T.Fatal(err)
	}
	return n.N
}

func (st *rig) orders() int64 {
	st.T.Helper()
	n, err := st.Desk.CountOrders(ctx, trade.OrderQuery{})
	if err != nil {
		st.T.Fatal(err)
	}
	return n.N
}

func TestItemsAreReadTakenAndUndone(t *testing.T) {
	for _, lang := range text.Langs {
		st := start(t, lang)
		path := file(t, "прайс.csv", "Артикул;Наименование;Группа;Цена\nА1;Доска;Дерево;1 200,50\nА2;Гвоздь;Крепёж;3\nА2;Гвоздь;Крепёж;4\n")
		st.give(path)
		if st.kind != intake.OfItems || st.would.Added != 2 || len(st.would.Complaint) == 0 || !st.Sees("Доска") || st.items() != 0 {
			t.Fatalf("%s: %s, %+v, %v", lang, st.kind, st.would, st.Failed)
		}
		st.take.Tapped(nil)
		if st.items() != 2 || !st.done {
			t.Errorf("%s: %d items, %v", lang, st.items(), st.Failed)
		}
		st.Press(st.Env.T.T("imports.show.items"))
		if len(st.Went) != 1 || st.Went[0].Room != route.Catalogue {
			t.Errorf("went %v", st.Went)
		}
		if _, err := st.Desk.Undo(ctx); err != nil {
			t.Fatal(err)
		}
		if st.items() != 0 || st.done {
			t.Errorf("%s: after undo %d items", lang, st.items())
		}
	}
}

func TestOrdersAreReadWithOrWithoutNewClients(t *testing.T) {
	st := start(t, text.RU)
	if _, err := st.Desk.SaveClient(ctx, nil, crm.Client{Name: "Ромашка"}); err != nil {
		t.Fatal(err)
	}
	st.give(file(t, "заказы.csv", "Номер;Дата;Клиент;Сумма\n7;01.02.2026;Ромашка;100\n8;02.02.2026;Лопух;200\n"))
	if st.kind != intake.OfOrders || st.would.Added != 1 || len(st.would.Complaint) == 0 {
		t.Fatalf("%s, %+v, %v", st.kind, st.would, st.Failed)
	}
	checks := stand.Find[*kit.Check](st.Top())
	if len(checks) != 1 {
		t.Fatalf("%d checks", len(checks))
	}
	checks[0].Tapped(nil)
	if st.would.Added != 2 || st.would.Beside[1].value != 1 {
		t.Fatalf("%+v", st.would)
	}
	st.take.Tapped(nil)
	if st.orders() != 2 || st.clients() != 2 {
		t.Errorf("%d orders, %d clients, %v", st.orders(), st.clients(), st.Failed)
	}
	if _, err := st.Desk.Undo(ctx); err != nil || st.orders() != 0 || st.clients() != 1 {
		t.Errorf("after undo %d orders, %d clients, %v", st.orders(), st.clients(), err)
	}
}

func TestKindCanBeChanged(t *testing.T) {
	st := start(t, text.RU)
	st.give(file(t, "a.csv", "Наименование;Описание\nРомашка;а\n"))
	if st.kind != intake.OfClients || st.would.Added != 1 {
		t.Fatalf("%s, %+v, %v", st.kind, st.would, st.Failed)
	}
	st.as(intake.OfItems)
	if st.kind != intake.OfItems || !st.ready || st.would.Added != 1 {
		t.Fatalf("%s, %+v, %v", st.kind, st.would, st.Failed)
	}
	next := New(st.Env, st.Desk)
	next.Restore(st.State())
	st.show(next, route.Route{Room: route.Imports})
	if st.kind != intake.OfItems || !st.ready {
		t.Errorf("after a rebuild %s, ready %v", st.kind, st.ready)
	}
	st.as(intake.OfOrders)
	if st.kind != intake.OfOrders || !st.ready || st.would.change() != 0 || !st.take.Disabled() || len(st.batch.Complaints) == 0 {
		t.Errorf("%s, ready %v, %+v", st.kind, st.ready, st.would)
	}
	if !st.Sees(st.Env.T.T("imports.nobody.orders")[:20]) {
		t.Error("nothing says that there are no orders")
	}
}

func TestKindThatCannotBeReadGivesWay(t *testing.T) {
	st := start(t, text.RU)
	st.give(file(t, "a.vcf", "BEGIN:VCARD\nVERSION:3.0\nFN:Анна\nTEL:+79031234567\nEND:VCARD\n"))
	if st.kind != intake.OfClients || !st.ready {
		t.Fatalf("%s, %v", st.kind, st.Failed)
	}
	st.as(intake.OfItems)
	if len(st.Failed) != 1 || st.kind != intake.OfClients || !st.ready {
		t.Errorf("%v, then %s, ready %v", st.Failed, st.kind, st.ready)
	}
}

func TestNorthwindGoesThroughTheWindow(t *testing.T) {
	root := filepath.Join("..", "..", "..", "shared", "data", "northwind")
	if _, err := os.Stat(root); err != nil {
		t.Skip("no samples here")
	}
	st := start(t, text.RU)
	for _, name := range []string{"customers.csv", "products.csv", "orders.csv"} {
		st.Show(route.Route{Room: route.Imports, Sub: filepath.Join(root, name)})
		if !st.ready || len(st.Failed) > 0 {
			t.Fatalf("%s: %v", name, st.Failed)
		}
		st.take.Tapped(nil)
	}
	groups, err := st.Desk.ItemGroups(ctx)
	if err != nil || st.clients() != 91 || st.items() != 77 || len(groups) != 8 || st.orders() != 830 {
		t.Errorf("%d clients, %d items in %d groups, %d orders, %v, %v", st.clients(), st.items(), len(groups), st.orders(), err, st.Failed)
	}
	if faults, err := st.Desk.Verify(ctx); err != nil || len(faults) > 0 {
		t.Errorf("%v, %v", faults, err)
	}
}

// TestCurrencyNobodyNamedIsToldAndChosen reads files without a currency: they are in that of our firm until another is chosen.
func TestCurrencyNobodyNamedIsToldAndChosen(t *testing.T) {
	st := start(t, text.RU)
	if err := st.Desk.SaveFirm(ctx, stand.Craft); err != nil {
		t.Fatal(err)
	}
	choose := func(n int) {
		t.Helper()
		all := stand.Find[*kit.Select](st.Top())
		for _, one := range all {
			if one.Value() == "RUB" {
				st.Choose(one, n)
				return
			}
		}
		t.Fatalf("no choice of a currency among %d", len(all))
	}
	st.give(file(t, "a.csv", "Артикул;Наименование;Цена\n1;Доска;100\n2;Гвоздь;3,5\n"))
	st.WantSeen("В файле нет валюты: 2 цены взяты в ₽")
	choose(3)
	st.WantSeen("В файле нет валюты: 2 цены взяты в €", "100 €")
	st.take.Tapped(nil)
	lists, err := st.Desk.PriceLists(ctx)
	if err != nil || len(lists) != 1 || lists[0].Currency != "EUR" {
		t.Errorf("%+v, %v", lists, err)
	}
	st.another()
	st.give(file(t, "b.csv", "Артикул;Наименование;Цена, ₽\n1;Доска;100\n"))
	if st.Sees("нет валюты") {
		t.Error("a currency that is named is asked for")
	}
	if _, err := st.Desk.SaveClient(ctx, nil, crm.Client{Name: "Ромашка"}); err != nil {
		t.Fatal(err)
	}
	st.another()
	st.give(file(t, "заказы.csv", "Номер;Дата;Клиент;Сумма\n7;01.02.2026;Ромашка;100\n8;02.02.2026;Ромашка;200 $\n"))
	st.WantSeen("В файле нет валюты: сумма 1 заказа взята в ₽")
	choose(5)
	st.take.Tapped(nil)
	if o, err := st.Desk.OrderByNumber(ctx, "7"); err != nil || o.Currency != "KZT" {
		t.Errorf("%s, %v", o.Currency, err)
	}
	if o, err := st.Desk.OrderByNumber(ctx, "8"); err != nil || o.Currency != "USD" {
		t.Errorf("%s, %v", o.Currency, err)
	}
	if len(st.Failed) > 0 {
		t.Error(st.Failed)
	}
}
