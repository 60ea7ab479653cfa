package catalogue

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/text"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/parts"
	"rapport/screens/route"
)

func TestNewItem(t *testing.T) {
	st := newRig(t, text.RU, true)
	group := st.itemOf("М-01").Group
	s := st.item(route.Route{Sub: groupSub + parts.ID(group)})
	h := s.sheet
	st.Press("Сохранить")
	st.WantSeen("Назовите позицию")
	if len(st.Acts) != 0 || st.Backs != 0 {
		t.Fatal("an item without a name was saved", st.Acts)
	}
	st.Types("Шкаф управления")
	h.form.SetValues(map[string]string{"article": "ВК-160", "unit": "шт.", "supplier": "Завод"})
	h.lookForArticle()
	if level, said := h.form.Message("article"); level != kit.Warning || said == "" {
		t.Error("nothing is said of an article that another item bears")
	}
	h.form.SetValues(map[string]string{"article": "ЩУ-9"})
	h.lookForArticle()
	h.money.SetValues(map[string]string{"cost": "600", priceField(h.lists[0]): "500"})
	h.showMargins()
	if level, _ := h.checkPrice(h.lists[0], "500"); level != kit.Warning {
		t.Error("a price below the cost is not doubted")
	}
	h.money.SetValues(map[string]string{priceField(h.lists[0]): "1 000,50"})
	s.Touch()
	s.Save()
	st.Did("act.item.add")
	saved := st.itemOf("ЩУ-9")
	prices, err := st.Desk.ItemPrices(ctx, saved.ID)
	if err != nil || len(prices) != 1 || prices[0].Price != money.MustDec("1000.5") {
		t.Fatalf("%+v %v", prices, err)
	}
	if saved.Group != group || saved.Cost != money.DecInt(600) || saved.Supplier != "Завод" || saved.Inactive || saved.Kind != trade.Goods || st.Backs != 1 {
		t.Errorf("%+v", saved)
	}
	st.Well()
}

func TestItemKeepsWhatItIs(t *testing.T) {
	st := newRig(t, text.RU, true)
	rows, err := st.Desk.Items(ctx, trade.ItemQuery{}, st.Desk.Today(), crm.Page{Limit: 100})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		st.item(route.Route{Item: r.ID}).Save()
	}
	if len(st.Acts) != 0 {
		t.Errorf("forms saved as they were changed something: %v", st.Acts)
	}
	st.Well()
}

func TestFeaturesAndVariants(t *testing.T) {
	st := newRig(t, text.RU, true)
	was := st.itemOf("ВУ-1200")
	s := st.item(route.Route{Item: was.ID})
	f := s.sheet.features
	if len(f.blocks) != 2 || len(f.variants) != 4 {
		t.Fatalf("%d features, %d variants", len(f.blocks), len(f.variants))
	}
	f.variants[1].article.SetValue("ВУ-1200-Л")
	f.variants[1].price.SetValue("399000")
	f.add(trade.Feature{Name: "Цвет", Optional: true, Choices: []trade.Choice{{Name: "Белый"}, {Name: "Серый", Add: money.DecInt(5), Percent: true}}})
	f.touched()
	if len(f.variants) != 12 {
		t.Errorf("%d variants: two, two, and two or none", len(f.variants))
	}
	f.remove(f.blocks[2])
	if got := f.variants[1]; got.article.Value() != "ВУ-1200-Л" {
		t.Error("what was typed in the table is lost while features come and go")
	}
	s.Save()
	now := st.itemOf("ВУ-1200")
	if len(now.Variants) != 1 || now.Variants[0].Article != "ВУ-1200-Л" || !now.Variants[0].Priced || now.Variants[0].Price != money.DecInt(399000) ||
		!slices.Equal(now.Variants[0].Choices, f.variants[1].choices) {
		t.Errorf("%+v", now.Variants)
	}
	if len(now.Features) != 2 || len(now.Features[0].Choices) != len(was.Features[0].Choices) {
		t.Errorf("%+v", now.Features)
	}
	st.Well()
}

func TestTooManyCombinationsKeepTheirVariants(t *testing.T) {
	many := []trade.Feature{}
	for _, name := range []string{"а", "б", "в"} {
		f := trade.Feature{Name: name}
		for _, c := range "0123456789" {
			f.Choices = append(f.Choices, trade.Choice{Name: string(c)})
		}
		many = append(many, f)
	}
	if combos, fits := combinations(many); fits || combos != nil {
		t.Errorf("%d of a thousand combinations", len(combos))
	}
	st := newRig(t, text.RU, false)
	item, err := st.Desk.SaveItem(ctx, nil, trade.Item{Name: "Ткань", Features: many, Variants: []trade.Variant{{Choices: []string{"1", "2", "3"}, Article: "123"}}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	s := st.item(route.Route{Item: item.ID})
	st.Acts = nil
	s.Save()
	if now, err := st.Desk.Item(ctx, item.ID); err != nil || len(now.Variants) != 1 || len(st.Acts) != 0 {
		t.Errorf("%+v %v %v", now.Variants, err, st.Acts)
	}
	st.Well()
}

func TestLeavingAnItemAsks(t *testing.T) {
	st := newRig(t, text.RU, true)
	s := st.item(route.Route{Item: st.itemOf("ВК-160").ID})
	left := 0
	s.Leave(func() { left++ })
	if left != 1 {
		t.Fatal("an unchanged form does not let go")
	}
	s.sheet.form.FocusField("name")
	st.Types(" тихий")
	s.Leave(func() { left++ })
	st.WantSeen("Сохранить позицию перед уходом?")
	st.Press("Остаться")
	if left != 1 {
		t.Error("left in spite of the answer")
	}
	kept := s.State()
	again := NewItem(st.Env, st.Desk)
	again.loader.Sync = true
	again.Restore(kept)
	st.Open(again, route.Route{Room: route.Item, Item: s.id})
	if v := again.sheet.form.Value("name"); v != "Вентилятор канальный 160\u00a0мм тихий" || !again.Dirty() {
		t.Errorf("after a change of language: %q", v)
	}
	again.Leave(func() { left++ })
	st.Press("Сохранить")
	st.Did("act.item.edit")
	if left != 2 || st.itemOf("ВК-160").Name != "Вентилятор канальный 160\u00a0мм тихий" {
		t.Errorf("left %d times, %q", left, st.itemOf("ВК-160").Name)
	}
	st.Well()
}

func TestItemShowsItsHistoryAndFollowsUndo(t *testing.T) {
	st := newRig(t, text.RU, true)
	s := st.item(route.Route{Item: st.itemOf("ВК-160").ID})
	st.WantSeen("История цен", "12 400 ₽", "+7,5 %", "Маржа: Розница")
	s.sheet.money.SetValues(map[string]string{priceField(s.sheet.lists[0]): "13 000"})
	s.Save()
	st.WantSeen("13 000 ₽")
	if _, err := st.Desk.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	if st.Sees("13 000 ₽") {
		t.Error("the form shows the price taken back")
	}
	if s.Key(&fyne.KeyEvent{Name: fyne.KeyF3}); !kit.ModalOpen() {
		t.Error("F3 does not ask what a client pays")
	}
	st.Well()
}

func TestSuppliersAndUnitsAreOffered(t *testing.T) {
	st := newRig(t, text.RU, true)
	for i, name := range []string{"Завод Север", "Завод Юг", "Завод Север"} {
		if _, err := st.Desk.SaveItem(ctx, nil, trade.Item{Name: "Деталь", Article: "Д-" + string(rune('1'+i)), Supplier: name}, nil); err != nil {
			t.Fatal(err)
		}
	}
	h := st.item(route.Route{}).sheet
	found, err := h.findSuppliers(ctx, "завод")
	if err != nil || len(found) != 2 {
		t.Errorf("%+v %v", found, err)
	}
	units, err := h.findUnits(ctx, "м")
	if err != nil || len(units) < 3 {
		t.Errorf("%+v %v", units, err)
	}
}
