package settings

import (
	"strconv"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"rapport/app/crm"
	"rapport/app/page"
	"rapport/app/text"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/route"
	"rapport/screens/stand"
)

// again shows the place in a screen made anew, as the window does after a change of language or theme.
func (st *rig) again() {
	st.T.Helper()
	state, to := st.State(), route.Route{Room: route.Settings, Sub: st.sub}
	st.Hide()
	next := New(st.Env, st.Desk, st.shell)
	st.Screen = next
	st.OpenBare(next.Object())
	next.Restore(state)
	next.Show(to)
}

// value is what a field of what is shown holds.
func (st *rig) value(id string) string {
	st.T.Helper()
	for _, f := range stand.Find[*kit.Form](st.Top()) {
		if f.Has(id) {
			return f.Value(id)
		}
	}
	st.T.Fatalf("there is no field %q", id)
	return ""
}

// keyboard is what holds the keyboard.
func (st *rig) keyboard() fyne.Focusable { return st.Window.Canvas().Focused() }

func TestWhatWasTypedOutlivesALanguage(t *testing.T) {
	st := at(t, text.RU, "firm")
	st.put("name", "Ремесло")
	st.choose("country", 1)
	st.again()
	if st.value("name") != "Ремесло" || st.value("country") != "UA" {
		t.Fatalf("name %q, country %q", st.value("name"), st.value("country"))
	}
	if st.firm().Name != "Мы" {
		t.Error("it was saved")
	}
	st.Save()
	if st.firm().Name != "Ремесло" {
		t.Error("what was taken up is not saved")
	}
	st.again()
	st.Show(route.Route{Room: route.Settings, Sub: "firm"})
	if st.unsaved != nil {
		t.Error("a saved form asks")
	}
}

func TestTypedInputIsTakenUpOnce(t *testing.T) {
	st := at(t, text.RU, "firm")
	st.put("name", "Ремесло")
	state := st.State()
	st.Restore(state)
	st.Show(route.Route{Room: route.Settings, Sub: "firm"})
	st.put("name", "Другое")
	st.Save()
	st.Restore(state) // the window does so again when it is told to show the place anew
	st.Show(route.Route{Room: route.Settings, Sub: "firm"})
	if got := st.value("name"); got != "Другое" || st.unsaved != nil {
		t.Errorf("the form holds %q", got)
	}
}

func TestDiscardedInputIsGone(t *testing.T) {
	st := at(t, text.RU, "firm")
	st.put("name", "Ремесло")
	st.Leave(func() { st.Show(route.Route{Room: route.Settings, Sub: "firm"}) })
	st.Press("Не сохранять")
	if got := st.value("name"); got != "Мы" {
		t.Errorf("the form holds %q", got)
	}
}

func TestNumbersAndTemplateOutliveATheme(t *testing.T) {
	st := at(t, text.RU, "numbers")
	st.put("offers", "A-{n:4}")
	st.again()
	if got := st.value("offers"); got != "A-{n:4}" {
		t.Errorf("the mask is %q", got)
	}
	st.Show(route.Route{Room: route.Settings, Sub: "templates/new"})
	st.put("name", "Бланк")
	st.put("subject", "О деле")
	st.again()
	if st.value("name") != "Бланк" || st.value("subject") != "О деле" {
		t.Errorf("name %q, subject %q", st.value("name"), st.value("subject"))
	}
	st.Save()
	if all := st.templates(); len(all) != 1 || all[0].In("ru").Subject != "О деле" {
		t.Errorf("saved %+v", all)
	}
}

func TestSavingKeepsTheKeyboardInTheForm(t *testing.T) {
	st := at(t, text.RU, "firm")
	st.put("city", "Город")
	was := st.keyboard()
	st.Save()
	if st.firm().City != "Город" || was == nil || st.keyboard() != was {
		t.Errorf("city %q, keyboard %T", st.firm().City, st.keyboard())
	}
	st = aTemplate(t, text.RU, func(*trade.Template) {})
	st.put("subject", "О деле")
	was = st.keyboard()
	st.Save()
	if st.keyboard() != was {
		t.Errorf("keyboard %T", st.keyboard())
	}
}

func TestNewFirmBeginsWithItsName(t *testing.T) {
	st := at(t, text.RU, "firm/new")
	if st.keyboard() == nil {
		t.Fatal("nothing holds the keyboard")
	}
	st.Types("Вторая")
	if got := st.value("name"); got != "Вторая" {
		t.Errorf("the name is %q", got)
	}
}

func TestCountryBringsItsUsualRate(t *testing.T) {
	for rate, want := range map[string]string{"22": "20", "5": "5"} {
		st := at(t, text.RU, "firm")
		st.put("rate", rate)
		st.choose("country", 1)
		if got := st.value("rate"); got != want {
			t.Errorf("%s became %s", rate, got)
		}
		if sel, ok := st.keyboard().(*kit.Select); !ok || sel.Value() != "UA" {
			t.Errorf("the keyboard is in %T", st.keyboard())
		}
	}
}

func TestTermIsAddedWhereOneTypes(t *testing.T) {
	st := at(t, text.RU, "templates/new")
	st.put("name", "Бланк")
	st.Press("Добавить условие")
	st.Types("Оплата")
	st.Save()
	all := st.templates()
	if len(all) != 1 || len(all[0].In("ru").Terms) != 1 || all[0].In("ru").Terms[0].Title != "Оплата" {
		t.Errorf("saved %+v", all)
	}
}

func TestPreviewIsHeadedByTheFirmOfTheTemplate(t *testing.T) {
	st := at(t, text.RU, "firm")
	second, err := st.Desk.AddFirm(ctx, crm.Firm{Name: "Nordic", City: "Hamburg", Country: "DE", Currency: "EUR"})
	if err != nil {
		t.Fatal(err)
	}
	doc, _, err := st.Desk.LayTemplate(ctx, trade.Template{Firm: second.ID}, text.EN)
	if err != nil {
		t.Fatal(err)
	}
	if !said(doc, "Hamburg") {
		t.Error("the place is not the firm's")
	}
}

// said tells whether a word stands on the first page.
func said(doc *page.Document, word string) bool {
	for _, m := range doc.Pages[0].Marks {
		if text, ok := m.(page.Text); ok && strings.Contains(text.S, word) {
			return true
		}
	}
	return false
}

func TestPressingALineOpensIt(t *testing.T) {
	st := aTemplate(t, text.RU, nil)
	st.Show(route.Route{Room: route.Settings, Sub: "templates"})
	rows := stand.Find[*kit.PressRow](st.Top())
	if len(rows) != 1 {
		t.Fatalf("%d rows can be pressed", len(rows))
	}
	rows[0].Tapped(nil)
	if n := len(st.Went); n == 0 || st.Went[n-1].Sub != "templates/"+strconv.FormatInt(int64(st.templates()[0].ID), 10) {
		t.Errorf("it leads to %+v", st.Went)
	}
}

// TestDialogOfARecordAsks proves that Esc does not drop what was typed in a dialog of the settings unasked.
func TestDialogOfARecordAsks(t *testing.T) {
	st := at(t, text.RU, "people")
	escape := func() { kit.RouteKey(&fyne.KeyEvent{Name: fyne.KeyEscape}) }
	st.Press("Добавить сотрудника")
	if escape(); st.Window.Canvas().Overlays().Top() != nil {
		t.Fatal("asks with nothing typed")
	}
	st.Press("Добавить сотрудника")
	st.put("name", "Пётр Жданов")
	escape()
	st.WantSeen(st.Env.T.T("parts.unsaved.dialog"))
	st.Press(st.Env.T.T("parts.unsaved.stay"))
	st.Press("Сохранить")
	st.WantSeen("Пётр Жданов")
}
