package orders

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/text"
	"rapport/app/trade"
	"rapport/screens/route"
)

// shelf keeps an item at 1000 ₽ with a tier from ten on, and a client of a segment that pays a tenth less.
func (st *rig) shelf() (trade.Item, crm.Client) {
	st.T.Helper()
	fail := func(err error) {
		st.T.Helper()
		if err != nil {
			st.T.Fatal(err)
		}
	}
	list, err := st.Desk.SavePriceList(ctx, trade.PriceList{Name: "Розница", Currency: "RUB", Main: true})
	fail(err)
	item, err := st.Desk.SaveItem(ctx, nil, trade.Item{Article: "СТ-1", Name: "Стеллаж", Unit: "компл.", Stream: trade.AssetSale,
		Features: []trade.Feature{{Name: "Цвет", Choices: []trade.Choice{{Name: "белый"}, {Name: "синий", Add: money.DecInt(50)}}}}},
		map[trade.ListID]money.Dec{list.ID: money.DecInt(1000)})
	fail(err)
	segment, err := st.Desk.SaveSegment(ctx, crm.Segment{Name: "Партнёры", Types: []crm.RelType{crm.Strategic}})
	fail(err)
	for _, r := range []trade.Rule{
		{Kind: trade.ByVolume, Name: "Опт", Volume: &trade.VolumePrice{Tiers: []trade.Tier{{From: money.DecInt(10), Percent: money.DecInt(-5)}}}},
		{Kind: trade.BySegment, Name: "Партнёрам", Segment: &trade.SegmentPrice{Segment: segment.ID, Percent: money.DecInt(-10)}},
	} {
		_, err := st.Desk.SaveRule(ctx, r)
		fail(err)
	}
	partner, err := st.Desk.SaveClient(ctx, nil, crm.Client{Name: "Партнёр", Type: crm.Strategic})
	fail(err)
	return item, partner
}

// TestLineFromTheCatalogue takes an item at F4: its choices, quantity, client and a price typed over make the price, and the
// reason is kept with the order.
func TestLineFromTheCatalogue(t *testing.T) {
	st := newRig(t, text.RU, false)
	item, partner := st.shelf()
	buyer, err := st.Desk.SaveClient(ctx, nil, crm.Client{Name: "Покупатель"})
	if err != nil {
		t.Fatal(err)
	}
	s := st.form(route.Route{Client: buyer.ID})
	h := s.sheet
	if len(h.lines.list) != 1 { // the empty line a new order begins with is filled
		t.Fatalf("begins with %d lines", len(h.lines.list))
	}
	if !s.Key(&fyne.KeyEvent{Name: fyne.KeyF4}) || !h.items.Shown() {
		t.Fatal("F4 opens nothing")
	}
	found, err := h.items.Find(ctx, h.take().Day, "стел")
	if err != nil || len(found) != 1 || found[0].Title != "Стеллаж" || found[0].Kind == "" {
		t.Fatalf("found %+v, %v", found, err)
	}
	h.items.Close()
	found[0].Open()
	st.WantSeen("Цвет")
	st.Press(st.Env.T.T("text.apply"))
	line := func() trade.OrderLine {
		t.Helper()
		o := h.take()
		if len(o.Lines) != 1 {
			t.Fatalf("lines %+v", o.Lines)
		}
		return o.Lines[0]
	}
	costs := func(want string, steps int) {
		t.Helper()
		if l := line(); l.Price != money.MustDec(want) || len(l.Why) != steps {
			t.Errorf("price %s with %d reasons, want %s with %d", l.Price, len(l.Why), want, steps)
		}
	}
	costs("1000", 1)
	if len(h.lines.list) != 1 {
		t.Errorf("%d lines, with an empty one", len(h.lines.list))
	}
	if l := line(); l.Item != item.ID || l.Article != "СТ-1" || l.Unit != "компл." || l.VAT != money.DecInt(22) || l.Name != "Стеллаж (Цвет: белый)" || l.Stream != trade.AssetSale {
		t.Errorf("%+v", l)
	}
	if _, col, ok := h.grid.Editing(); !ok || col != colQuantity {
		t.Errorf("the quantity is not open, but %q", col)
	}
	st.Types("12")
	st.Keys(fyne.KeyReturn)
	costs("950", 2)
	h.who.Turn(partner.ID, 0)
	costs("855", 3)
	key := h.lines.list[0].key
	h.choose(key, []string{"синий"})
	costs("897.75", 4)
	if err := h.setCell(key, colPrice, "900"); err != nil {
		t.Fatal(err)
	}
	if err := h.setCell(key, colQuantity, "2"); err != nil {
		t.Fatal(err)
	}
	costs("900", 4)
	st.fromMenu(h, "repeat")
	costs("945", 3)
	s.Save()
	orders, err := st.Desk.Orders(ctx, trade.OrderQuery{Sort: trade.OrdersByDay}, crm.Page{Limit: 5})
	if err != nil || len(orders) != 1 {
		t.Fatalf("%d orders, %v", len(orders), err)
	}
	kept := st.saved(orders[0].ID)
	if l := kept.Lines[0]; l.Price != money.DecInt(945) || l.Quoted != l.Price || len(l.Why) != 3 {
		t.Errorf("kept %+v", l)
	}
	st.Well()
}

// fromMenu does what the menu of the first line offers under an icon.
func (st *rig) fromMenu(h *sheet, icon string) {
	st.T.Helper()
	for _, m := range h.menu(h.lines.list[0].key) {
		if m.Icon == icon {
			m.Do()
			return
		}
	}
	st.T.Error("the menu does not offer " + icon)
}

// TestAgreedPricesStay opens a saved order: its prices do not follow quantity and day, those of lines taken now do, and the
// reason is shown.
func TestAgreedPricesStay(t *testing.T) {
	st := newRig(t, text.RU, false)
	item, partner := st.shelf()
	o, err := st.Desk.NewOrder(ctx, partner.ID)
	if err != nil {
		t.Fatal(err)
	}
	l, _, err := st.Desk.OrderLineOf(ctx, o, item.ID, []string{"белый"}, money.DecInt(1))
	if err != nil {
		t.Fatal(err)
	}
	o.Lines = []trade.OrderLine{l}
	if o, err = st.Desk.SaveOrder(ctx, nil, o); err != nil {
		t.Fatal(err)
	}
	s := st.form(route.Route{Order: o.ID})
	h := s.sheet
	if err := h.setCell(h.lines.list[0].key, colQuantity, "50"); err != nil {
		t.Fatal(err)
	}
	h.form.SetValues(map[string]string{"day": "2026-12-01"})
	h.touched()
	if got := h.take().Lines[0]; got.Price != money.DecInt(900) {
		t.Errorf("an agreed price became %s", got.Price)
	}
	h.takeItem(item.ID)
	st.Press(st.Env.T.T("text.apply"))
	st.Types("20")
	st.Keys(fyne.KeyReturn)
	if got := h.take().Lines; len(got) != 2 || got[1].Price != money.DecInt(855) {
		t.Errorf("the new line is %+v", got)
	}
	st.fromMenu(h, "info")
	st.WantSeen("Прайс-лист «Розница»", "Сегмент «Партнёры»")
	st.CloseAll()
	st.Well()
}

// TestItemGoneWhilePicking tells that the item is gone and adds nothing.
func TestItemGoneWhilePicking(t *testing.T) {
	st := newRig(t, text.RU, false)
	item, partner := st.shelf()
	s := st.form(route.Route{Client: partner.ID})
	if err := st.Desk.RemoveItems(ctx, []trade.ItemID{item.ID}); err != nil {
		t.Fatal(err)
	}
	s.sheet.takeItem(item.ID)
	if len(st.Failed) != 1 || len(s.sheet.take().Lines) != 0 {
		t.Errorf("failed %v, lines %+v", st.Failed, s.sheet.take().Lines)
	}
}

// TestPickerInThreeLanguages holds that the button is there in each language.
func TestPickerInThreeLanguages(t *testing.T) {
	for _, lang := range text.Langs {
		st := newRig(t, lang, false)
		st.form(route.Route{})
		st.WantSeen(st.Env.T.T("orders.pick"))
		if strings.Contains(st.Env.T.T("orders.pick"), "orders.") {
			t.Error("no words for", lang)
		}
	}
}
