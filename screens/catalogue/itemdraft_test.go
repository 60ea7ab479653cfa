package catalogue

import (
	"bytes"
	"errors"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2/canvas"

	"rapport/app/crm"
	"rapport/app/desk"
	"rapport/app/intake"
	"rapport/app/money"
	"rapport/app/text"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/parts"
	"rapport/screens/route"
	"rapport/screens/stand"
)

var _ parts.Keeper = (*ItemScreen)(nil)

func TestUnfinishedItemIsOfferedAgain(t *testing.T) {
	st := newRig(t, text.RU, true)
	id := st.itemOf("ВК-160").ID
	s := st.item(route.Route{Item: id})
	s.sheet.form.FocusField("name")
	st.Types(" тихий")
	s.sheet.money.SetValues(map[string]string{priceField(s.sheet.lists[0]): "13 000"})
	s.KeepDraft()
	s = st.item(route.Route{Item: id})
	st.WantSeen("Есть незаконченная форма")
	if s.Dirty() {
		t.Error("a draft is taken up unasked")
	}
	st.Press("Продолжить")
	if v := s.sheet.form.Value("name"); v != "Вентилятор канальный 160\u00a0мм тихий" || !s.Dirty() {
		t.Errorf("taken up: %q", v)
	}
	if prices := s.sheet.takePrices(); len(prices) != 1 {
		t.Errorf("prices taken up: %v", prices)
	}
	s.Save()
	st.Did("act.item.edit")
	if _, err := st.Desk.Draft(ctx, "item:"+parts.ID(id)); !errors.Is(err, crm.ErrNotFound) {
		t.Errorf("the draft of what was saved is left: %v", err)
	}
	s = st.item(route.Route{})
	s.sheet.form.FocusField("name")
	st.Types("Новое")
	s.Hide()
	s = st.item(route.Route{})
	st.Press("Выбросить")
	if s = st.item(route.Route{}); st.Sees("Есть незаконченная форма") || s.sheet.form.Value("name") != "" {
		t.Error("what was thrown away is offered again")
	}
	st.Well()
}

// TestItemChangedElsewhere asks what is to stand: what was typed goes over what is there now, with the prices touched only,
// or is dropped for it.
func TestItemChangedElsewhere(t *testing.T) {
	st := newRig(t, text.RU, true)
	was := st.itemOf("ВК-160")
	if _, err := st.Desk.SavePriceList(ctx, trade.PriceList{Name: "Опт", Currency: "RUB", Place: 9}); err != nil {
		t.Fatal(err)
	}
	lists, err := st.Desk.PriceLists(ctx)
	if err != nil || len(lists) < 2 {
		t.Fatalf("%d lists, %v", len(lists), err)
	}
	typed := func(name string) *ItemScreen {
		s := st.item(route.Route{Item: was.ID})
		s.sheet.form.SetValues(map[string]string{"name": name})
		s.sheet.touched()
		return s
	}
	elsewhere := func(supplier string, price int64) {
		t.Helper()
		now, err := st.Desk.Item(ctx, was.ID)
		if err != nil {
			t.Fatal(err)
		}
		other := now
		other.Supplier = supplier
		if _, err := st.Desk.SaveItem(ctx, &now, other, map[trade.ListID]money.Dec{lists[0].ID: money.DecInt(price)}); err != nil {
			t.Fatal(err)
		}
	}
	s := typed("Моё имя")
	s.sheet.money.SetValues(map[string]string{priceField(lists[1]): "777"})
	elsewhere("Другой", 4321)
	s.Save()
	st.WantSeen(st.Env.T.T("parts.stale"))
	if now, _ := st.Desk.Item(ctx, was.ID); now.Name != was.Name || !s.Dirty() {
		t.Errorf("%q was written unasked, changed %v", now.Name, s.Dirty())
	}
	if _, err := st.Desk.Draft(ctx, itemKey(was.ID)); err != nil {
		t.Error("what was typed is not kept:", err)
	}
	st.Press(st.Env.T.T("parts.stale.mine"))
	prices := map[trade.ListID]money.Dec{}
	held, err := st.Desk.ItemPrices(ctx, was.ID)
	for _, l := range lists {
		p, _ := trade.PriceIn(held, l.ID, st.Desk.Today())
		prices[l.ID] = p.Price
	}
	if now, _ := st.Desk.Item(ctx, was.ID); err != nil || now.Name != "Моё имя" || prices[lists[0].ID] != money.DecInt(4321) || prices[lists[1].ID] != money.DecInt(777) {
		t.Errorf("mine: %q at %v, %v", now.Name, prices, err)
	}
	if _, err := st.Desk.Draft(ctx, itemKey(was.ID)); !errors.Is(err, crm.ErrNotFound) {
		t.Error("the draft of what was saved is left:", err)
	}

	s = typed("Ещё имя")
	elsewhere("Третий", 5000)
	s.Save()
	st.Press(st.Env.T.T("parts.stale.theirs"))
	if v := s.sheet.form.Value("supplier"); v != "Третий" || s.sheet.form.Value("name") != "Моё имя" || s.Dirty() {
		t.Errorf("theirs: %q by %q, changed %v", s.sheet.form.Value("name"), v, s.Dirty())
	}
	if now, _ := st.Desk.Item(ctx, was.ID); now.Name != "Моё имя" {
		t.Errorf("written: %q", now.Name)
	}
	st.Well()
}

// picture writes a small picture.
func picture(t *testing.T) string {
	t.Helper()
	var body bytes.Buffer
	if err := png.Encode(&body, image.NewNRGBA(image.Rect(0, 0, 40, 30))); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "вид.png")
	if err := os.WriteFile(path, body.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestPictureOfAnItem(t *testing.T) {
	st := newRig(t, text.RU, true)
	id := st.itemOf("ВК-160").ID
	s := st.item(route.Route{Item: id})
	shown := func() int {
		return len(slices.DeleteFunc(stand.Find[*canvas.Image](s.sheet.picture.box), func(i *canvas.Image) bool {
			return i.Resource == nil || !strings.HasPrefix(i.Resource.Name(), "item-picture-")
		}))
	}
	path := picture(t)
	st.Env.PickFile = func(_ string, _ []string, picked func(string)) { picked(path) }
	st.Press("Выбрать картинку…")
	if shown() != 1 || !s.Dirty() {
		t.Errorf("%d pictures are shown, changed %v, %v", shown(), s.Dirty(), st.Failed)
	}
	s.Save()
	st.Did("act.item.edit")
	now, err := st.Desk.Item(ctx, id)
	if err != nil || now.Picture == 0 {
		t.Fatalf("%v, %v", now.Picture, err)
	}
	s = st.item(route.Route{Item: id})
	if shown() != 1 {
		t.Error("the picture kept is not shown")
	}
	path = filepath.Join(t.TempDir(), "нет.png")
	st.Press("Выбрать картинку…")
	var fault crm.Fault
	if len(st.Failed) != 1 || !errors.As(st.Failed[0], &fault) || !st.Env.T.Has(fault.Reason) || s.sheet.picture.id != now.Picture {
		t.Errorf("%v, %v", st.Failed, s.sheet.picture.id)
	}
	st.Failed = nil
	st.Press("Убрать")
	s.Save()
	if now, err := st.Desk.Item(ctx, id); err != nil || now.Picture != 0 || shown() != 0 {
		t.Errorf("%v is left, %v", now.Picture, err)
	}
	st.Well()
}

func TestRuleForSeveral(t *testing.T) {
	st := newRig(t, text.RU, true)
	s := st.prices("rules")
	var rule trade.Rule
	for _, r := range s.known.rules {
		if r.Volume != nil {
			rule = r
		}
	}
	s.editRule(rule)
	had := len(rule.Scope.Items)
	item := st.itemOf("ВК-160")
	combo := stand.Find[*kit.ComboBox](st.Top())[0]
	st.Window.Canvas().Focus(combo)
	st.Types("ВК-160")
	st.Keys("Return")
	for _, sel := range stand.Find[*kit.Select](st.Top()) {
		if len(sel.Options()) == len(trade.Streams) {
			st.Window.Canvas().Focus(sel)
			sel.OpenList()
			st.Keys("Return")
		}
	}
	st.Press("Сохранить")
	st.Did("act.rule.edit")
	for _, r := range s.known.rules {
		if r.ID == rule.ID && (len(r.Scope.Items) != had+1 || r.Scope.Items[had] != item.ID || len(r.Scope.Streams) != 1) {
			t.Errorf("%+v", r.Scope)
		}
	}
	s.editRule(s.known.rules[0])
	st.Press("Отмена")
	st.Well()
}

func TestCatalogueIsExportedAndComesBackUnchanged(t *testing.T) {
	st := newRig(t, text.RU, true)
	s := st.grid()
	folder := t.TempDir()
	st.Env.SaveFile = func(_, proposed string, picked func(string)) { picked(filepath.Join(folder, proposed)) }
	for _, ext := range []string{".xlsx", ".csv"} {
		st.Said = nil
		s.export(ext)
		if len(st.Said) != 1 {
			t.Fatalf("%s: %v, %v", ext, st.Said, st.Failed)
		}
		path := filepath.Join(folder, "Каталог"+ext)
		if kind, err := st.Desk.GuessFile(ctx, path, intake.Options{}); err != nil || kind != intake.OfItems {
			t.Errorf("%s is taken for %s, %v", ext, kind, err)
		}
		n, err := st.Desk.ImportItemsFile(ctx, path, desk.ItemImport{DryRun: true}, nil)
		if err != nil || n.Added != 0 || n.Changed != 0 || n.Prices != 0 || int64(n.Same) != s.Source.Count() {
			t.Errorf("%s: %+v, %v", ext, n, err)
		}
	}
	s.env.SaveFile = func(_, _ string, picked func(string)) { picked(filepath.Join(folder, "нет", "a.csv")) }
	s.export(".csv")
	if len(st.Failed) != 1 {
		t.Errorf("a folder that is not there: %v", st.Failed)
	}
	st.Failed = nil
}
