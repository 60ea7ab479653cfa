package offers

import (
	"testing"

	"fyne.io/fyne/v2"

	"rapport/app/money"
	"rapport/app/text"
	"rapport/app/trade"
	"rapport/screens/route"
)

// shelved is an editor of a new offer where the catalogue has one thing, and the name of its first line open.
func (st *rig) shelved() *Editor {
	st.T.Helper()
	list, err := st.Desk.SavePriceList(ctx, trade.PriceList{Name: "Розница", Currency: "RUB"})
	if err != nil {
		st.T.Fatal(err)
	}
	if _, err := st.Desk.SaveItem(ctx, nil, trade.Item{Article: "СТ-1", Name: "Стеллаж", Unit: "компл."}, map[trade.ListID]money.Dec{list.ID: money.DecInt(1000)}); err != nil {
		st.T.Fatal(err)
	}
	e := st.editor(route.Route{Client: st.client("Покупатель")})
	e.addLine()
	return e
}

func TestANameSuggestsItems(t *testing.T) {
	st := newRig(t, text.RU, false)
	e := st.shelved()
	st.Types("с")
	if e.env.Window.Canvas().Overlays().Top() != nil {
		t.Error("one letter is enough")
	}
	st.Types("тел")
	st.WantSeen("Стеллаж", "СТ-1 · 1\u00a0000")
	st.Keys(fyne.KeyDown, fyne.KeyReturn)
	l := e.snapshot().Sections[0].Lines[0]
	if l.Name != "Стеллаж" || l.Item == 0 || l.Price != money.DecInt(1000) || len(l.Why) == 0 || l.Unit != "компл." {
		t.Errorf("%+v", l)
	}
	if _, col, open := e.grid.Editing(); !open || col != colQuantity {
		t.Errorf("editing %q %v", col, open)
	}
	st.Well()
}

func TestWhatIsTypedStandsUnlessOneChooses(t *testing.T) {
	for name, leave := range map[string][]fyne.KeyName{"Enter": {fyne.KeyReturn}, "Esc and Enter": {fyne.KeyEscape, fyne.KeyReturn}, "Tab": {fyne.KeyTab}} {
		st := newRig(t, text.RU, false)
		e := st.shelved()
		st.Types("стелл")
		st.Keys(leave...)
		if o := e.snapshot(); len(o.Sections) != 1 || o.Sections[0].Lines[0].Name != "стелл" || o.Sections[0].Lines[0].Item != 0 {
			t.Errorf("%s: %+v", name, o.Sections)
		}
		st.CloseAll()
	}
}

func TestSavingClosesTheSuggestions(t *testing.T) {
	st := newRig(t, text.RU, false)
	e := st.shelved()
	st.Types("стелл")
	st.Shot(1360, 860, "suggested-ru")
	e.Save()
	if e.env.Window.Canvas().Overlays().Top() != nil {
		t.Error("the list is still open")
	}
	if o := e.snapshot(); o.Sections[0].Lines[0].Name != "стелл" {
		t.Errorf("%+v", o.Sections)
	}
}
