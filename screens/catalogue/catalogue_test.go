package catalogue

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"rapport/app/crm"
	"rapport/app/desk"
	"rapport/app/money"
	"rapport/app/text"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/route"
	"rapport/screens/stand"
)

func TestShowsTheDemoCatalogueInThreeLanguages(t *testing.T) {
	for _, lang := range text.Langs {
		t.Run(string(lang), func(t *testing.T) {
			st := newRig(t, lang, true)
			s := st.grid()
			tongue := st.Env.T
			st.WantSeen(tongue.T("catalogue.title"), tongue.T("catalogue.groups.all"), tongue.T("catalogue.col.margin"), strings.ReplaceAll(st.names()[0], "\u00a0", " "))
			if s.Source.Count() < 40 || len(s.tree.source.list) < 6 || s.tree.source.list[0].n != s.Source.Count() {
				t.Errorf("%d items, %d lines of the tree", s.Source.Count(), len(s.tree.source.list))
			}
			st.Well()
		})
	}
}

func TestGroupNarrowsWithThoseBelowIt(t *testing.T) {
	st := newRig(t, text.RU, true)
	s := st.grid()
	all := s.Source.Count()
	at := slices.IndexFunc(s.tree.source.list, func(b branch) bool { return b.parent })
	up := s.tree.source.list[at]
	s.tree.grid.SelectRow(int64(at))
	if s.Source.Count() != up.n || up.n >= all || len(s.Query.Groups) < 2 {
		t.Fatalf("%d items of %d, groups %v", s.Source.Count(), up.n, s.Query.Groups)
	}
	lines := len(s.tree.source.list)
	s.tree.grid.TypedKey(&fyne.KeyEvent{Name: fyne.KeyLeft})
	if len(s.tree.source.list) >= lines || s.tree.source.list[at].n != up.n {
		t.Error("Left does not fold, or folding loses items")
	}
	s.tree.grid.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	if len(s.tree.source.list) != lines {
		t.Error("Right does not unfold")
	}
	st.Keys(fyne.KeyEscape)
	if s.Source.Count() != all || s.group != everything {
		t.Error("Esc does not show everything again")
	}
	st.Well()
}

func TestGroupsAreMadeRenamedMovedAndRemoved(t *testing.T) {
	st := newRig(t, text.RU, true)
	s := st.grid()
	st.Press("Новая группа")
	st.Types("Разное")
	st.Keys(fyne.KeyReturn)
	st.Did("act.group.add")
	at := slices.IndexFunc(s.tree.source.list, func(b branch) bool { return b.name == "Разное" })
	if at < 0 {
		t.Fatal("the group is not in the tree")
	}
	s.tree.grid.SelectRow(int64(at))
	if st.empty() != "Под отбор ничего не подходит" {
		t.Error("an empty group says", st.empty())
	}
	s.tree.grid.TypedKey(&fyne.KeyEvent{Name: fyne.KeyF2})
	st.ctrlA()
	st.Types("Прочее")
	st.Keys(fyne.KeyReturn)
	st.Did("act.group.edit")
	s.tree.grid.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDelete})
	st.Press("Удалить")
	st.Did("act.group.remove")
	if s.group != everything || s.Source.Count() < 40 {
		t.Errorf("after the group is gone: %d, %d items", s.group, s.Source.Count())
	}
	st.Well()
}

// empty is the bold sentence where there is nothing to show.
func (st *rig) empty() string {
	s := st.Screen.(*Screen)
	for _, l := range stand.Find[*kit.Label](s.Instead()) {
		return l.Text()
	}
	return ""
}

func (st *rig) ctrlA() {
	st.T.Helper()
	f, ok := st.Window.Canvas().Focused().(fyne.Shortcutable)
	if !ok {
		st.T.Fatal("the keyboard is nowhere")
	}
	f.TypedShortcut(&fyne.ShortcutSelectAll{})
}

func TestFilters(t *testing.T) {
	st := newRig(t, text.RU, true)
	s := st.grid()
	all := s.Source.Count()
	st.Types("воздуховод")
	if n := s.Source.Count(); n == 0 || n >= all {
		t.Fatalf("%d found", n)
	}
	for _, n := range st.names() {
		if !strings.Contains(strings.ToLower(n), "воздуховод") {
			t.Error(n)
		}
	}
	s.clear()
	s.filters.kind.SetValue(string(trade.Work))
	s.filters.take()
	works := s.Source.Count()
	if works == 0 || works >= all || !slices.Equal(s.Query.Kinds, []trade.ItemKind{trade.Work}) {
		t.Fatalf("%d works", works)
	}
	if err := st.Desk.SellItems(ctx, []trade.ItemID{st.itemOf("М-01").ID}, false); err != nil {
		t.Fatal(err)
	}
	if s.Source.Count() != works-1 {
		t.Error("what is no longer sold is shown")
	}
	s.filters.idle.Tapped(nil)
	if s.Source.Count() != works || !st.Sees("снята") {
		t.Error("what is no longer sold is not shown when asked for")
	}
	st.Well()
}

// TestHeadsSort clicks each head twice: the rows stand in that order, both ways, and so they do when the room is shown again.
func TestHeadsSort(t *testing.T) {
	st := newRig(t, text.RU, true)
	s := st.grid()
	for _, id := range []string{colSupplier, colStream, colTax} {
		s.Grid.ShowColumn(id, true)
	}
	for article, of := range map[string]trade.Item{"ВК-160": {Supplier: "Ярус", Tax: trade.TaxZero}, "ВК-250": {Supplier: "Берег", Tax: trade.TaxExempt}} {
		was := st.itemOf(article)
		now := was
		now.Supplier, now.Tax = of.Supplier, of.Tax
		if _, err := st.Desk.SaveItem(ctx, &was, now, nil); err != nil {
			t.Fatal(err)
		}
	}
	place := map[string]func(trade.ItemRow) any{
		colKind:     func(r trade.ItemRow) any { return slices.Index(trade.ItemKinds, r.Kind) },
		colGroup:    func(r trade.ItemRow) any { g, _ := s.around.group(r.Group); return string(text.SortKey(g.Name)) },
		colSupplier: func(r trade.ItemRow) any { return string(text.SortKey(r.Supplier)) },
		colStream:   func(r trade.ItemRow) any { return slices.Index(trade.Streams, r.Stream) },
		colMargin: func(r trade.ItemRow) any {
			if m, known := s.margin(r); known {
				return m.Float()
			}
			return -1e9
		},
		colTax: func(r trade.ItemRow) any { return max(0, slices.Index(trade.TaxClasses, r.Tax)) },
	}
	for id, of := range place {
		for range 2 {
			st.clickHead(id)
			_, desc := s.Grid.Sort()
			if string(s.Query.Sort) != id || s.Query.Desc != desc {
				t.Fatalf("a click on %s sorts by %s", id, s.Query.Sort)
			}
			kinds := map[any]bool{}
			var before any
			for i := range s.Source.Count() {
				r, ok := s.Source.Row(i)
				if !ok {
					t.Fatalf("%s: row %d is not there", id, i)
				}
				now := of(r.(row).ItemRow)
				if c := compareAny(before, now); i > 0 && (c > 0 != desc && c != 0) {
					t.Fatalf("by %s, falling %v: %v stands before %v", id, desc, before, now)
				}
				before, kinds[now] = now, true
			}
			if len(kinds) < 2 {
				t.Errorf("%s tells nothing apart", id)
			}
		}
	}
	last := s.Query
	if again := st.grid(); again.Query.Sort != last.Sort || again.Query.Desc != last.Desc {
		t.Errorf("the order is not remembered: %v", again.Query)
	}
	st.Well()
}

// clickHead clicks the head of a column, which comes to the left for it.
func (st *rig) clickHead(id string) {
	st.T.Helper()
	g := st.Screen.(*Screen).Grid
	if first := g.Columns()[0].ID; first != id {
		g.MoveColumn(id, first)
	}
	at := fyne.PointEvent{Position: fyne.NewPos(30, 14)}
	at.AbsolutePosition = at.Position
	press := &desktop.MouseEvent{PointEvent: at, Button: desktop.MouseButtonPrimary}
	g.MouseDown(press)
	g.MouseUp(press)
}

// compareAny compares two keys of one kind.
func compareAny(a, b any) int {
	switch x := a.(type) {
	case int:
		return cmp.Compare(x, b.(int))
	case float64:
		return cmp.Compare(x, b.(float64))
	case string:
		return strings.Compare(x, b.(string))
	}
	return 0
}

func TestEditsInPlace(t *testing.T) {
	st := newRig(t, text.RU, true)
	s := st.grid()
	was := st.seek("ВК-160")
	s.Grid.EditCell(colPrice)
	st.Types("13500,50")
	st.Keys(fyne.KeyReturn)
	st.Did("act.item.edit")
	if now := st.seek("ВК-160"); now.Price != money.MustDec("13500.5") || was.Price == now.Price {
		t.Errorf("the price is %s", now.Price)
	}
	s.Grid.EditCell(colCost)
	st.Types("сто")
	st.Keys(fyne.KeyReturn)
	st.WantSeen(st.Env.T.T("parts.typed.number"))
	st.Keys(fyne.KeyEscape)
	s.Grid.EditCell(colCost)
	st.Types("9000")
	st.Keys(fyne.KeyTab)
	if _, id, on := s.Grid.Editing(); !on || id != colPrice {
		t.Errorf("Tab leads to %s, open %v", id, on)
	}
	st.Keys(fyne.KeyEscape)
	if now := st.seek("ВК-160"); now.Cost != money.DecInt(9000) || now.Price != money.MustDec("13500.5") {
		t.Errorf("%+v", now)
	}
	s.Grid.EditCell(colArticle)
	st.Types("ВК-250")
	st.Keys(fyne.KeyReturn)
	var fault crm.Fault
	if len(st.Failed) != 1 || !errors.As(st.Failed[0], &fault) || fault.Reason != "desk.item.article" {
		t.Errorf("an article of another item: %v", st.Failed)
	}
	st.Failed = nil
	for _, id := range []string{colName, colUnit} {
		st.seek("ВК-160")
		s.Grid.EditCell(id)
		st.Types("новое " + id)
		st.Keys(fyne.KeyReturn)
	}
	if now := st.itemOf("ВК-160"); now.Name != "новое name" || now.Unit != "новое unit" {
		t.Errorf("%+v", now)
	}
	for range 4 {
		if _, err := st.Desk.Undo(ctx); err != nil {
			t.Fatal(err)
		}
	}
	if now := st.seek("ВК-160"); now.Price != was.Price || now.Cost != was.Cost || now.Name != was.Name {
		t.Errorf("after undo %+v", now)
	}
	st.Well()
}

func TestFirstPriceMakesTheFirstList(t *testing.T) {
	st := newRig(t, text.RU, false)
	if _, err := st.Desk.SaveItem(ctx, nil, trade.Item{Name: "Полка", Article: "П-1"}, nil); err != nil {
		t.Fatal(err)
	}
	s := st.grid()
	st.seek("П-1")
	s.askReprice()
	if kit.ModalOpen() || len(st.Said) != 1 {
		t.Error("there is no list to change the prices of")
	}
	s.Grid.EditCell(colPrice)
	st.Types("700")
	st.Keys(fyne.KeyReturn)
	lists, err := st.Desk.PriceLists(ctx)
	if err != nil || len(lists) != 1 || !lists[0].Main || lists[0].Currency != "RUB" || st.seek("П-1").Price != money.DecInt(700) {
		t.Errorf("%+v %v", lists, err)
	}
	st.Well()
}

func TestEmptyCatalogueFillsWithExamples(t *testing.T) {
	st := newRig(t, text.RU, false)
	s := st.grid()
	st.WantSeen("Каталог пока пуст")
	st.Press("Показать на примере")
	st.Did("act.sample")
	if s.Source.Count() < 40 || s.Instead() != nil {
		t.Fatalf("%d items", s.Source.Count())
	}
	if _, err := st.Desk.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	st.WantSeen("Каталог пока пуст")
	st.Press("Загрузить файл")
	if len(st.Went) != 1 || st.Went[0].Room != route.Imports {
		t.Error(st.Went)
	}
	st.Well()
}

func TestActsOnPickedItems(t *testing.T) {
	st := newRig(t, text.RU, true)
	s := st.grid()
	all := s.Source.Count()
	ids := []int64{int64(st.itemOf("ВК-160").ID), int64(st.itemOf("ВК-250").ID)}
	s.Grid.SetSelected(ids)
	s.foot.show()
	st.Press("Снять с продажи")
	st.Did("act.item.stop")
	if s.Source.Count() != all-2 {
		t.Error("they are shown still")
	}
	s.Grid.SetSelected(ids)
	s.sell(true)
	st.Did("act.item.sell")
	s.askGroup()
	for _, o := range stand.Find[*kit.Select](st.Top())[0].Options() {
		if o.Label == "Работы" {
			stand.Find[*kit.Select](st.Top())[0].SetValue(o.ID)
		}
	}
	st.Press("Перенести")
	st.Did("act.item.group")
	if g, _ := s.around.group(st.itemOf("ВК-160").Group); g.Name != "Работы" {
		t.Errorf("in %q", g.Name)
	}
	s.Grid.SetSelected(ids)
	s.askRemove()
	st.Press("Удалить")
	st.Did("act.item.remove.many")
	if s.Source.Count() != all-2 {
		t.Error("they are there still")
	}
	st.Well()
}

func TestRepriceShowsWhatComesOfItAndDoesIt(t *testing.T) {
	st := newRig(t, text.RU, true)
	s := st.grid()
	was := st.seek("ВК-160")
	s.Grid.SelectAll()
	s.askReprice()
	st.Types("-50")
	st.WantSeen("ниже себестоимости", "-50 %")
	st.ctrlA()
	st.Types("10")
	st.Press("Изменить цены")
	st.Did("act.prices")
	if kit.ModalOpen() {
		t.Error("the modal stands")
	}
	want := was.Price.Mul(money.MustDec("1.1"))
	if now := st.seek("ВК-160"); now.Price != trade.NeatOne.Round(want) {
		t.Errorf("%s became %s", was.Price, now.Price)
	}
	if _, err := st.Desk.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	if now := st.seek("ВК-160"); now.Price != was.Price {
		t.Error("one undo does not give the prices back")
	}
	st.Well()
}

func TestTellsWhatAClientPays(t *testing.T) {
	st := newRig(t, text.RU, true)
	s := st.grid()
	st.seek("О-24")
	st.Keys(fyne.KeyF3)
	st.WantSeen("Обслуживание дома", "180 000 ₽", "Только для вас")
	st.Types("кедров")
	st.Keys(fyne.KeyReturn)
	st.WantSeen("168 000 ₽", "Договорная цена")
	st.Keys(fyne.KeyEscape)
	if kit.ModalOpen() {
		t.Error("Esc does not close it")
	}
	st.seek("ВУ-1200")
	s.askPays(st.itemOf("ВУ-1200").ID)
	for _, c := range stand.Find[*kit.Select](st.Top()) {
		for _, o := range c.Options() {
			if strings.Contains(o.Note, "+18") {
				c.SetValue(o.ID)
			}
		}
	}
	q := stand.Find[*kit.NumberField](st.Top())[0]
	st.Window.Canvas().Focus(q)
	st.ctrlA()
	st.Types("2")
	st.WantSeen("402 000 ₽", "804 000 ₽")
	st.Well()
}

func TestComesBackAsItWasLeft(t *testing.T) {
	st := newRig(t, text.RU, true)
	s := st.grid()
	at := slices.IndexFunc(s.tree.source.list, func(b branch) bool { return b.parent })
	s.tree.grid.SelectRow(int64(at))
	s.filters.Text.SetValue("вент")
	s.filters.take()
	s.Grid.SelectRow(1)
	was, count := s.State(), s.Source.Count()
	again := New(st.Env, st.Desk)
	again.loader.Sync, again.acts.Sync = true, true
	again.Restore(was)
	st.Open(again, route.Route{Room: route.Catalogue})
	if again.Source.Count() != count || again.group != s.group || again.filters.Text.Value() != "вент" {
		t.Errorf("%d items, was %d; group %d, was %d", again.Source.Count(), count, again.group, s.group)
	}
	again.Restore(nil)
	if again.group != s.group {
		t.Error("a visit without memory changed the screen")
	}
	again.Grid.ShowColumn(colSupplier, true)
	third := st.grid()
	if i := slices.IndexFunc(third.Grid.Columns(), func(c kit.Column) bool { return c.ID == colSupplier }); third.Grid.Columns()[i].Hidden {
		t.Error("the columns are not as they were left")
	}
	st.Well()
}

// broken is a desk whose lists cannot be read.
type broken struct {
	*desk.Desk
	err error
}

func (b *broken) Items(context.Context, trade.ItemQuery, crm.Day, crm.Page) ([]trade.ItemRow, error) {
	return nil, b.err
}

func (b *broken) PriceLists(context.Context) ([]trade.PriceList, error) { return nil, b.err }

func TestTellsOfErrors(t *testing.T) {
	st := newRig(t, text.RU, true)
	b := &broken{st.Desk, errors.New("the disk is gone")}
	s := New(st.Env, b)
	s.loader.Sync, s.acts.Sync = true, true
	st.Open(s, route.Route{Room: route.Catalogue})
	if len(st.Failed) < 2 || !errors.Is(st.Failed[0], b.err) {
		t.Errorf("told %v", st.Failed)
	}
}

func TestNamesOfAnyLengthAreDrawn(t *testing.T) {
	st := newRig(t, text.UK, false)
	long := strings.Repeat("Дуже довга назва позиції ", 80)
	if _, err := st.Desk.SaveItem(ctx, nil, trade.Item{Name: long, Article: "Д-1", Unit: "компл.", Supplier: long, Features: []trade.Feature{{Name: long, Choices: []trade.Choice{{Name: long}}}}}, nil); err != nil {
		t.Fatal(err)
	}
	st.grid()
	st.seek("Д-1")
	st.Keys(fyne.KeyF3)
	st.Window.Canvas().Capture()
	st.Keys(fyne.KeyEscape)
	st.item(route.Route{Item: st.itemOf("Д-1").ID})
	st.Window.Canvas().Capture()
	st.Well()
}

func TestASlowListSaysThatItIsRead(t *testing.T) {
	for _, lang := range text.Langs {
		st := newRig(t, lang, true)
		s := st.grid()
		words := st.Env.T.T("parts.list.reading")
		s.loader.OnBusy(true)
		st.WantSeen(words)
		if s.loader.OnBusy(false); st.Sees(words) {
			t.Errorf("%s: the sign stays", lang)
		}
	}
}
