package offers

import (
	"testing"

	"fyne.io/fyne/v2"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/parts"
	"rapport/screens/route"
)

// TestLineFromTheCatalogue picks an item, changes its quantity and the client, and types a price over.
func TestLineFromTheCatalogue(t *testing.T) {
	st := newRig(t, "ru", false)
	list, err := st.Desk.SavePriceList(ctx, trade.PriceList{Name: "Розница", Currency: "RUB"})
	if err != nil {
		t.Fatal(err)
	}
	item, err := st.Desk.SaveItem(ctx, nil, trade.Item{Article: "СТ-1", Name: "Стеллаж", Unit: "компл."}, map[trade.ListID]money.Dec{list.ID: money.DecInt(1000)})
	if err != nil {
		t.Fatal(err)
	}
	segment, err := st.Desk.SaveSegment(ctx, crm.Segment{Name: "Партнёры", Types: []crm.RelType{crm.Strategic}})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range []trade.Rule{
		{Kind: trade.ByVolume, Name: "Опт", Volume: &trade.VolumePrice{Tiers: []trade.Tier{{From: money.DecInt(10), Percent: money.DecInt(-5)}}}},
		{Kind: trade.BySegment, Name: "Партнёрам", Segment: &trade.SegmentPrice{Segment: segment.ID, Percent: money.DecInt(-10)}},
	} {
		if _, err := st.Desk.SaveRule(ctx, r); err != nil {
			t.Fatal(err)
		}
	}
	partner, err := st.Desk.SaveClient(ctx, nil, crm.Client{Name: "Партнёр", Type: crm.Strategic})
	if err != nil {
		t.Fatal(err)
	}
	e := st.editor(route.Route{Room: route.Offers, Offer: 0, Client: st.client("Покупатель")})
	found, err := e.picker.Find(ctx, e.offer.Day, "стел")
	if err != nil || len(found) != 1 || found[0].Title != "Стеллаж" || found[0].Kind == "" {
		t.Fatalf("found %+v, %v", found, err)
	}
	line := func() trade.Line {
		t.Helper()
		o := e.snapshot()
		if len(o.Sections) != 1 || len(o.Sections[0].Lines) != 1 {
			t.Fatalf("lines %+v", o.Sections)
		}
		return o.Sections[0].Lines[0]
	}
	costs := func(want string, steps int) {
		t.Helper()
		if l := line(); l.Price != money.MustDec(want) || len(l.Why) != steps {
			t.Errorf("price %s with %d reasons, want %s with %d", l.Price, len(l.Why), want, steps)
		}
	}
	found[0].Open()
	costs("1000", 1)
	if l := line(); l.Item != item.ID || l.Article != "СТ-1" || l.Unit != "компл." || l.VAT != money.DecInt(22) {
		t.Errorf("%+v", l)
	}
	if _, col, ok := e.grid.Editing(); !ok || col != colQuantity {
		t.Errorf("the quantity is not open, but %q", col)
	}
	st.Types("12")
	st.Keys(fyne.KeyReturn)
	costs("950", 2)
	e.fields.address(partner.ID, 0)
	costs("855", 3)

	key := e.keys[0][0]
	if err := e.setCell(key, colPrice, "900"); err != nil {
		t.Fatal(err)
	}
	if err := e.setCell(key, colQuantity, "1"); err != nil {
		t.Fatal(err)
	}
	costs("900", 3)
	if !line().Typed() {
		t.Error("a price typed by hand is not known as such")
	}
	st.typedOver(e, e.ledger.line(key))
	costs("900", 2) // without the tier, what the catalogue says is 900 as well
	if line().Typed() {
		t.Error("the price of the catalogue is still called typed")
	}
	parts.ShowWhy(e.env, line(), e.offer.Currency)
	st.WantSeen("Прайс-лист «Розница»", "Сегмент «Партнёры»")
}

// TestTypedRatePricesTheCatalogue writes the rate of an offer by hand: what comes from the catalogue is converted by it, and
// without any rate the owner is told.
func TestTypedRatePricesTheCatalogue(t *testing.T) {
	st := newRig(t, "ru", false)
	list, err := st.Desk.SavePriceList(ctx, trade.PriceList{Name: "Розница", Currency: "RUB", Main: true})
	if err != nil {
		t.Fatal(err)
	}
	if _, err = st.Desk.SaveItem(ctx, nil, trade.Item{Name: "Стеллаж"}, map[trade.ListID]money.Dec{list.ID: money.DecInt(1000)}); err != nil {
		t.Fatal(err)
	}
	e := st.editor(route.Route{Client: st.client("Покупатель")})
	found, err := e.picker.Find(ctx, e.offer.Day, "стел")
	if err != nil || len(found) != 1 {
		t.Fatalf("found %+v, %v", found, err)
	}
	found[0].Open()
	e.sheet.unfold("tax")
	costs := func(want string) {
		t.Helper()
		if l := e.snapshot().Sections[0].Lines[0]; l.Price != money.MustDec(want) {
			t.Errorf("costs %s, want %s", l.Price, want)
		}
	}
	choose := func(c string) {
		e.fields.inputs["currency"].SetValue(c)
		e.fields.typed()
	}
	st.Said = nil
	choose("EUR")
	if len(st.Said) == 0 {
		t.Error("nothing is said of the price without a rate")
	}
	e.fields.inputs[fieldRate].(*kit.NumberField).SetText("100")
	costs("10")
	e.fields.inputs[fieldRate].(*kit.NumberField).SetText("80")
	costs("12.5")
	choose("RUB")
	costs("1000")
	st.Well()
}

// typedOver takes the price of the catalogue again, as the menu does.
func (st *rig) typedOver(e *Editor, it *item) {
	st.T.Helper()
	for _, m := range e.priceItems(it) {
		if m.Icon == "repeat" {
			m.Do()
			return
		}
	}
	st.T.Error("the menu does not offer the price of the catalogue")
}

// TestItemGoneFromTheCatalogue keeps the line and its price.
func TestItemGoneFromTheCatalogue(t *testing.T) {
	st := newRig(t, "ru", false)
	list, err := st.Desk.SavePriceList(ctx, trade.PriceList{Name: "Розница", Currency: "RUB"})
	if err != nil {
		t.Fatal(err)
	}
	item, err := st.Desk.SaveItem(ctx, nil, trade.Item{Name: "Стеллаж"}, map[trade.ListID]money.Dec{list.ID: money.DecInt(1000)})
	if err != nil {
		t.Fatal(err)
	}
	e := st.editor(route.Route{Room: route.Offers, Client: st.client("Покупатель")})
	e.takeItem(item.ID)
	e.grid.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if err := st.Desk.RemoveItems(ctx, []trade.ItemID{item.ID}); err != nil {
		t.Fatal(err)
	}
	key := e.keys[0][0]
	if err := e.setCell(key, colQuantity, "3"); err != nil {
		t.Fatal(err)
	}
	if l := e.ledger.line(key).line; l.Price != money.DecInt(1000) || l.Quantity != money.DecInt(3) || len(st.Failed) > 0 {
		t.Errorf("%+v, failed %v", l, st.Failed)
	}
	e.takeItem(item.ID)
	if len(st.Failed) != 1 {
		t.Errorf("an item that is gone is told once: %v", st.Failed)
	}
}

// TestChoicesOfAnItem chooses features: the price, the article and the text of the line follow.
func TestChoicesOfAnItem(t *testing.T) {
	st := newRig(t, "ru", false)
	list, err := st.Desk.SavePriceList(ctx, trade.PriceList{Name: "Розница", Currency: "RUB"})
	if err != nil {
		t.Fatal(err)
	}
	item, err := st.Desk.SaveItem(ctx, nil, trade.Item{Name: "Установка", Article: "ВУ", Description: "Подвесная",
		Features: []trade.Feature{{Name: "Нагреватель", Choices: []trade.Choice{{Name: "Водяной"}, {Name: "Электрический", Add: money.DecInt(150)}}},
			{Name: "Пульт", Optional: true, Choices: []trade.Choice{{Name: "Есть", Add: money.DecInt(10), Percent: true}}}},
		Variants: []trade.Variant{{Choices: []string{"Электрический", ""}, Article: "ВУ-Э"}}}, map[trade.ListID]money.Dec{list.ID: money.DecInt(1000)})
	if err != nil {
		t.Fatal(err)
	}
	e := st.editor(route.Route{Room: route.Offers, Client: st.client("Покупатель")})
	e.takeItem(item.ID)
	st.WantSeen("Нагреватель", "Пульт")
	st.Press(e.env.T.T("text.apply"))
	key := e.keys[0][0]
	if l := e.ledger.line(key).line; l.Price != money.DecInt(1000) || l.Description != "Подвесная\nНагреватель: Водяной" {
		t.Errorf("as first offered: %+v", l)
	}
	e.choose(key, []string{"Электрический", "Есть"})
	if l := e.ledger.line(key).line; l.Price != money.DecInt(1250) || l.Article != "ВУ" || l.Description != "Подвесная\nНагреватель: Электрический; Пульт: Есть" {
		t.Errorf("with both: %+v", l)
	}
	e.choose(key, []string{"Электрический", ""})
	if l := e.ledger.line(key).line; l.Price != money.DecInt(1150) || l.Article != "ВУ-Э" {
		t.Errorf("a variant with an article of its own: %+v", l)
	}
}
