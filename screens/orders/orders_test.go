package orders

import (
	"encoding/json"
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/text"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/parts"
	"rapport/screens/route"
	"rapport/screens/stand"
)

var (
	_ parts.Screen     = (*Screen)(nil)
	_ parts.Maker      = (*Screen)(nil)
	_ parts.Finder     = (*Screen)(nil)
	_ parts.Printer    = (*Screen)(nil)
	_ parts.KeyTaker   = (*Screen)(nil)
	_ parts.Rememberer = (*Screen)(nil)
	_ parts.Screen     = (*OrderScreen)(nil)
	_ parts.Leaver     = (*OrderScreen)(nil)
	_ parts.Saver      = (*OrderScreen)(nil)
	_ parts.Printer    = (*OrderScreen)(nil)
	_ parts.Keeper     = (*OrderScreen)(nil)
	_ parts.Rememberer = (*OrderScreen)(nil)
)

// sold opens a base with a client and three orders of it: one late, one done, one called off.
func sold(t *testing.T, lang text.Lang) (*rig, []trade.Order) {
	t.Helper()
	st := newRig(t, lang, false)
	c, err := st.Desk.SaveClient(ctx, nil, crm.Client{Name: "Артель"})
	if err != nil {
		t.Fatal(err)
	}
	var list []trade.Order
	for i, day := range []crm.Day{"2026-11-01", "2026-10-01", "2026-09-01"} {
		list = append(list, st.order(c.ID, func(o *trade.Order) {
			o.Day, o.Promised = day, day.Plus(14)
			o.Lines = []trade.OrderLine{{Name: "Фильтр", Unit: "шт", Quantity: money.DecInt(2), Price: money.DecInt(int64(1000 * (i + 1))), VAT: money.DecInt(22)}}
		}))
	}
	if list[1], err = st.Desk.FulfilOrder(ctx, list[1].ID, "2026-10-20"); err != nil {
		t.Fatal(err)
	}
	if list[2], err = st.Desk.CancelOrder(ctx, list[2].ID); err != nil {
		t.Fatal(err)
	}
	st.Acts = nil
	return st, list
}

func (st *rig) saved(id trade.OrderID) trade.Order {
	st.T.Helper()
	o, err := st.Desk.Order(ctx, id)
	if err != nil {
		st.T.Fatal(err)
	}
	return o
}

func TestListInThreeLanguages(t *testing.T) {
	for _, lang := range text.Langs {
		st, list := sold(t, lang)
		st.room()
		tongue := st.Env.T
		st.WantSeen(list[0].Number, "Артель", tongue.T("trade.order.placed"), tongue.T("trade.order.fulfilled"), tongue.T("trade.order.cancelled"),
			tongue.N("orders.late.short", 9), tongue.N("orders.count", 3), parts.Sum(tongue, 2440_00+4880_00, "RUB"))
		st.Well()
	}
}

func TestFiltersNarrow(t *testing.T) {
	st, list := sold(t, text.RU)
	s := st.room()
	s.filters.states.Pick(2)
	if s.Source.Count() != 1 {
		t.Errorf("%d orders are done", s.Source.Count())
	}
	st.WantSeen("Всего 4 880 ₽")
	s.filters.states.Pick(3)
	st.WantSeen("Всего 7 320 ₽") // of those called off, where they alone are shown
	s.filters.states.Pick(3)
	s.filters.from.OnDay(timeOf(list[1].Day), true)
	if s.Query.From != "2026-10-01" || s.Source.Count() != 2 {
		t.Errorf("since %s: %d", s.Query.From, s.Source.Count())
	}
	s.filters.until.OnDay(timeOf(list[1].Day), true)
	if s.Source.Count() != 1 {
		t.Errorf("until %s: %d", s.Query.Until, s.Source.Count())
	}
	st.Keys(fyne.KeyEscape)
	s.filters.clear()
	s.filters.Text.SetValue("нет такого")
	st.WantSeen(st.Env.T.T("orders.none"))
	st.Press(st.Env.T.T("orders.clear"))
	if s.Source.Count() != 3 || s.narrowed() {
		t.Errorf("%d orders after clearing", s.Source.Count())
	}
	s.Grid.OnSort(string(trade.OrdersByTotal), true)
	if r, _ := s.Source.Row(0); r.(row).ID != list[2].ID {
		t.Error("the largest does not come first")
	}
	foot := s.listFoot([]row{{trade.OrderRow{Total: 5_00, Currency: "RUB", State: trade.Placed}}, {trade.OrderRow{Total: 7_00, Currency: "RUB", State: trade.Cancelled}}})
	if strings.ReplaceAll(foot["total"], "\u00a0", " ") != "5 ₽" {
		t.Errorf("the foot of the print is %v", foot)
	}
	st.Well()
}

func TestRouteNarrowsToAClient(t *testing.T) {
	st, list := sold(t, text.RU)
	s := st.room()
	s.Show(route.Route{Room: route.Orders, Client: list[0].Client})
	if o, ok := s.filters.client.Chosen(); !ok || o.Label != "Артель" || s.Source.Count() != 3 {
		t.Errorf("the field shows %v", o)
	}
	s.New()
	if st.Went[0] != (route.Route{Room: route.Order, Client: list[0].Client}) {
		t.Errorf("went %v", st.Went)
	}
	was := s.State()
	s.Show(route.Route{Room: route.Orders})
	if s.Query.Client != 0 {
		t.Error("the room stays narrowed")
	}
	s.Restore(was)
	s.Show(route.Route{Room: route.Orders})
	if s.Query.Client != list[0].Client {
		t.Error("the place was not come back to")
	}
}

func TestMenuTurnsAnOrder(t *testing.T) {
	st, list := sold(t, text.RU)
	s := st.room()
	r, _ := s.Source.Row(0)
	items := turns(st.Env, st.Desk, &s.acts, r.(row).OrderRow, nil)
	items[0].Do()
	st.Press(st.Env.T.T("orders.fulfil"))
	st.Did("act.order.fulfil")
	if o := st.saved(list[0].ID); o.State != trade.Fulfilled || o.Kept != crm.DayOf(today) {
		t.Errorf("%+v", o)
	}
	r, _ = s.Source.Row(0)
	turns(st.Env, st.Desk, &s.acts, r.(row).OrderRow, nil)[0].Do()
	st.Did("act.order.resume")
	r, _ = s.Source.Row(0)
	turns(st.Env, st.Desk, &s.acts, r.(row).OrderRow, nil)[1].Do()
	st.Did("act.order.cancel")
	s.Grid.SelectRow(0)
	st.Window.Canvas().Focus(s.Grid)
	st.Keys(fyne.KeyDelete)
	st.Press(st.Env.T.T("text.delete"))
	st.Did("act.order.remove")
	if s.Source.Count() != 2 {
		t.Errorf("%d orders are left", s.Source.Count())
	}
	st.Well()
}

func TestDoneBeforeItWasOrderedIsRefused(t *testing.T) {
	st, list := sold(t, text.RU)
	s := st.room()
	r, _ := s.Source.Row(0)
	turns(st.Env, st.Desk, &s.acts, r.(row).OrderRow, nil)[0].Do()
	stand.Find[*kit.DateField](st.Top())[0].SetValue("2026-10-01")
	st.Press(st.Env.T.T("orders.fulfil"))
	if st.saved(list[0].ID).State != trade.Placed {
		t.Error("done before it was ordered")
	}
	st.WantSeen(st.Env.T.T("trade.order.before"))
}

func TestSaysSoWhenThereAreNoOrders(t *testing.T) {
	for _, lang := range text.Langs {
		st := newRig(t, lang, false)
		st.room()
		st.WantSeen(st.Env.T.T("orders.empty"))
		st.Press(st.Env.T.T("orders.new"))
		if !slices.Equal(st.Went, []route.Route{{Room: route.Order}}) {
			t.Errorf("went %v", st.Went)
		}
		st.Well()
	}
}

func TestNewOrderByHand(t *testing.T) {
	st, list := sold(t, text.RU)
	s := st.form(route.Route{})
	s.Save()
	if level, _ := s.sheet.form.Message("client"); level != kit.Error || len(st.Acts) > 0 {
		t.Fatalf("an order of nobody: %v, done %v", level, st.Acts)
	}
	s.sheet.who.Turn(list[0].Client, 0)
	s.sheet.addLine()
	st.Types("Монтаж")
	st.Keys(fyne.KeyReturn)
	key := s.sheet.lines.list[0].key
	for col, typed := range map[string]string{colQuantity: "3", colPrice: "1 200,50", colVAT: "20", colDiscount: "10 %", colUnit: "ч", colArticle: "М-1"} {
		if err := s.sheet.setCell(key, col, typed); err != nil {
			t.Errorf("%s: %v", col, err)
		}
	}
	for col, typed := range map[string]string{colQuantity: "три", colVAT: "120", colDiscount: "-5"} {
		if err := s.sheet.setCell(key, col, typed); err == nil {
			t.Errorf("%s of %q was taken", col, typed)
		}
	}
	if err := s.sheet.setCell(key, colPrice, "99999999999999999999"); err == nil {
		t.Error("a sum no number holds was taken")
	}
	for col, most := range map[string]int{colName: parts.LongName, colArticle: parts.LongArticle, colUnit: parts.LongUnit} {
		was := s.sheet.cellText(kit.LGRow{Data: s.sheet.lines.list[0]}, col)
		err := s.sheet.setCell(key, col, strings.Repeat("я", most+1))
		if err == nil || !strings.Contains(err.Error(), st.Env.T.Int(most)) {
			t.Errorf("%s longer than %d: %v", col, most, err)
		}
		if now := s.sheet.cellText(kit.LGRow{Data: s.sheet.lines.list[0]}, col); now != was {
			t.Errorf("%s became %.40q", col, now)
		}
		if err := s.sheet.setCell(key, col, strings.Repeat("я", most)); err != nil {
			t.Errorf("%s of %d: %v", col, most, err)
		}
		if err := s.sheet.setCell(key, col, was); err != nil {
			t.Error(err)
		}
	}
	s.sheet.form.SetValues(map[string]string{"promised": "2026-12-10"})
	s.sheet.extra.SetValues(map[string]string{"freight": "500", "notes": "до обеда"})
	s.sheet.touched()
	st.WantSeen("К оплате", "4 389,62 ₽")
	s.Save()
	st.Did("act.order.add")
	o := st.saved(s.was.ID)
	l := o.Lines[0]
	if o.Promised != "2026-12-10" || o.Freight != 500_00 || o.Notes != "до обеда" || o.Once.Gross != 3889_62 || l.Name != "Монтаж" || l.Unit != "ч" || l.Article != "М-1" {
		t.Errorf("saved %+v", o)
	}
	st.Well()
}

func TestOrderInOneSum(t *testing.T) {
	st, list := sold(t, text.RU)
	s := st.form(route.Route{Client: list[0].Client})
	if len(s.sheet.lines.list) != 1 {
		t.Fatal("a new order does not begin with a line")
	}
	st.Keys(fyne.KeyEscape)
	s.sheet.delete(s.sheet.lines.list[0].key)
	s.sheet.form.SetValues(map[string]string{"sum": "12 500"})
	s.sheet.touched()
	s.Save()
	if o := st.saved(s.was.ID); o.Once.Gross != 12_500_00 || len(o.Lines) != 0 {
		t.Errorf("saved %+v", o)
	}
	s = st.form(route.Route{Order: s.was.ID})
	s.sheet.form.SetValues(map[string]string{"sum": "9999999999999999999999"})
	st.Acts = nil
	s.Save()
	if level, _ := s.sheet.form.Message("sum"); level != kit.Error || len(st.Acts) > 0 {
		t.Error("a sum no number holds is not refused")
	}
}

func TestOrderOfADeal(t *testing.T) {
	st, list := sold(t, text.RU)
	d, err := st.Desk.NewDeal(ctx, list[0].Client)
	if err != nil {
		t.Fatal(err)
	}
	d.Title, d.Amount = "Склад", 777_00
	if d, err = st.Desk.SaveDeal(ctx, nil, d); err != nil {
		t.Fatal(err)
	}
	if _, err = st.Desk.WinDeal(ctx, d.ID, ""); err != nil {
		t.Fatal(err)
	}
	s := st.form(route.Route{Client: d.Client, Deal: d.ID})
	st.WantSeen("Склад", st.Env.T.T("orders.origin.deal"))
	s.Save()
	if made, err := st.Desk.OrdersMade(ctx, d.ID, 0); err != nil || len(made) != 1 || made[0].Once.Gross != 777_00 {
		t.Errorf("made %+v %v", made, err)
	}
	st.Well()
}

func TestFormKeepsWhatItDoesNotShow(t *testing.T) {
	st, list := sold(t, text.UK)
	for _, want := range list {
		s := st.form(route.Route{Order: want.ID})
		got, _ := s.sheet.counted()
		x, _ := json.Marshal(got)
		y, _ := json.Marshal(want)
		if string(x) != string(y) || s.Dirty() {
			t.Errorf("taken %s\nis %s", x, y)
		}
		if s.Save(); len(st.Acts) > 0 {
			t.Errorf("done %v without a change", st.Acts)
		}
	}
}

func TestLinesMoveAndRecur(t *testing.T) {
	st, list := sold(t, text.RU)
	s := st.form(route.Route{Order: list[0].ID})
	h := s.sheet
	first := h.lines.list[0].key
	h.menu(first)[0].Do() // a copy
	if len(h.lines.list) != 2 {
		t.Fatal("no copy")
	}
	second := h.lines.list[1].key
	h.menu(second)[3].Do() // monthly
	h.move(second, 0)
	if h.lines.list[0].key != second {
		t.Error("the line did not move")
	}
	st.WantSeen("Ежемесячно")
	s.Save()
	o := st.saved(list[0].ID)
	if o.Lines[0].Period != trade.Monthly || o.Monthly.Gross != 2440_00 || o.Once.Gross != 2440_00 {
		t.Errorf("saved %+v", o)
	}
	s = st.form(route.Route{Order: list[0].ID})
	s.sheet.delete(s.sheet.lines.list[0].key)
	s.sheet.extra.SetValues(map[string]string{"percent": "50"})
	s.sheet.touched()
	s.Save()
	if o := st.saved(list[0].ID); o.Once.Gross != 1220_00 || len(o.Lines) != 1 {
		t.Errorf("saved %+v", o)
	}
	for id, wrong := range map[string]string{"percent": "150", "off": "-1", "freight": "-3"} {
		s = st.form(route.Route{Order: list[0].ID})
		s.sheet.extra.SetValues(map[string]string{id: wrong})
		st.Acts = nil
		s.Save()
		if level, _ := s.sheet.extra.Message(id); level != kit.Error || len(st.Acts) > 0 {
			t.Errorf("%s of %s is not refused", id, wrong)
		}
	}
}

func TestTurnsInTheFormSaveFirst(t *testing.T) {
	st, list := sold(t, text.RU)
	s := st.form(route.Route{Order: list[0].ID})
	st.WantSeen(st.Env.T.N("orders.late", 9))
	s.sheet.extra.SetValues(map[string]string{"notes": "сдано"})
	s.sheet.touched()
	s.turns("Артель")[0].Do()
	st.Press(st.Env.T.T("orders.fulfil"))
	st.Did("act.order.edit", "act.order.fulfil")
	if o := st.saved(list[0].ID); o.Notes != "сдано" || o.State != trade.Fulfilled {
		t.Errorf("saved %+v", o)
	}
	st.WantSeen(st.Env.T.N("orders.kept.late", 9), st.Env.T.T("orders.resume"))
	st.Well()
}

func TestNumberThatIsTakenIsBlamedAtItsField(t *testing.T) {
	st, list := sold(t, text.RU)
	s := st.form(route.Route{Order: list[0].ID})
	s.sheet.form.SetValues(map[string]string{"number": list[1].Number})
	s.sheet.touched()
	s.Save()
	if level, _ := s.sheet.form.Message("number"); level != kit.Error {
		t.Error("the number is not blamed")
	}
	st.Well()
}

func TestDraftAndLeaving(t *testing.T) {
	st, list := sold(t, text.RU)
	s := st.form(route.Route{Order: list[0].ID})
	s.sheet.extra.SetValues(map[string]string{"notes": "недописано"})
	s.sheet.touched()
	s.KeepDraft()
	again := st.form(route.Route{Order: list[0].ID})
	st.Press(st.Env.T.T("parts.draft.take"))
	if again.sheet.extra.Value("notes") != "недописано" {
		t.Error("the draft was not taken up")
	}
	left := 0
	again.Leave(func() { left++ })
	st.Press(st.Env.T.T("parts.unsaved.discard"))
	if _, err := st.Desk.Draft(ctx, orderKey(list[0].ID)); left != 1 || !errors.Is(err, crm.ErrNotFound) {
		t.Errorf("left %d times, the draft: %v", left, err)
	}
	// changed elsewhere: asked what is to stand
	s = st.form(route.Route{Order: list[0].ID})
	s.sheet.extra.SetValues(map[string]string{"notes": "моё"})
	s.sheet.touched()
	if _, err := st.Desk.CancelOrder(ctx, list[0].ID); err != nil {
		t.Fatal(err)
	}
	s.Save()
	st.Press(st.Env.T.T("parts.stale.mine"))
	if o := st.saved(list[0].ID); o.Notes != "моё" || o.State != trade.Cancelled {
		t.Errorf("saved %+v", o)
	}
	if err := st.Desk.RemoveOrder(ctx, list[1].ID); err != nil {
		t.Fatal(err)
	}
	st.Well()
}

func TestTypedSurvivesARebuild(t *testing.T) {
	st, list := sold(t, text.RU)
	s := st.form(route.Route{Order: list[0].ID})
	s.sheet.extra.SetValues(map[string]string{"notes": "набрано"})
	s.sheet.touched()
	was := s.State()
	again := NewOrder(st.Env, st.Desk)
	again.loader.Sync, again.acts.Sync = true, true
	again.Restore(was)
	st.Open(again, route.Route{Room: route.Order, Order: list[0].ID})
	if again.sheet.extra.Value("notes") != "набрано" || !again.Dirty() {
		t.Errorf("carried over as %q", again.sheet.extra.Value("notes"))
	}
}

func TestPrints(t *testing.T) {
	st, list := sold(t, text.RU)
	var printed []parts.List
	var opened []string
	folder := t.TempDir()
	st.Env.PrintList = func(l parts.List) { printed = append(printed, l) }
	st.Env.OutFolder = func() string { return folder }
	st.Env.OpenFile = func(path string) { opened = append(opened, path) }
	s := st.room()
	s.filters.states.Pick(1)
	s.Print()
	if len(printed) != 1 || len(printed[0].Rows) != 1 || !slices.Equal(printed[0].About, []string{"В работе"}) {
		t.Fatalf("printed %+v", printed)
	}
	f := st.form(route.Route{Order: list[0].ID})
	f.Print()
	if len(opened) != 1 || filepath.Ext(opened[0]) != ".pdf" {
		t.Errorf("opened %v", opened)
	}
	st.Well()
	st.form(route.Route{Order: list[2].ID}).Print()
	if len(st.Failed) != 1 {
		t.Errorf("an order called off was confirmed; told %v", st.Failed)
	}
}
