package settings

import (
	"context"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"rapport/app/crm"
	"rapport/app/desk"
	"rapport/app/text"
	"rapport/data"
	"rapport/screens/kit"
	"rapport/screens/parts"
	"rapport/screens/route"
	"rapport/screens/stand"
)

// house is the shell as the settings know it.
type house struct {
	desk    *desk.Desk
	folder  data.Folder
	now     desk.Settings
	applied int
}

func (h *house) Settings() desk.Settings { return h.now }
func (h *house) Apply(s desk.Settings)   { h.now = s; h.applied++ }
func (h *house) Paths() (folder, log string) {
	return string(h.folder), string(h.folder) + "/rapport.log"
}
func (h *house) KeepBackup(ctx context.Context) (string, error) {
	return h.folder.Keep(ctx, h.desk.Backup)
}
func (h *house) Backups() []string { return h.folder.Backups() }

// lens is the lens chosen.
func (h *house) lens(t *testing.T) crm.Lens {
	t.Helper()
	all, err := h.desk.AllLenses(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range all {
		if parts.LensKey(l) == h.now.Lens {
			return l
		}
	}
	return all[0]
}

// at shows a section over a base with our firm.
func at(t *testing.T, lang text.Lang, section string) *rig {
	t.Helper()
	st := newRig(t, lang)
	if err := st.Desk.BeginFirm(ctx, crm.Firm{Name: "Мы", Country: "RU", Currency: "RUB"}, "Ирина Белова"); err != nil {
		t.Fatal(err)
	}
	now, err := st.Desk.Settings(ctx)
	if err != nil {
		t.Fatal(err)
	}
	now.Lang = lang
	st.shell = &house{desk: st.Desk, folder: data.Folder(t.TempDir()), now: now}
	st.show(New(st.Env, st.Desk, st.shell), route.Route{Room: route.Settings, Sub: section})
	t.Cleanup(st.Desk.Listen(func(n crm.News) { st.Changed(n) }))
	return st
}

// put types a value into a field of what is shown.
func (st *rig) put(id, value string) {
	st.T.Helper()
	for _, f := range stand.Find[*kit.Form](st.Top()) {
		if f.Has(id) {
			f.FocusField(id)
			st.Window.Canvas().Focused().(interface{ SetText(string) }).SetText(value)
			return
		}
	}
	st.T.Fatalf("there is no field %q", id)
}

// choose chooses an option of a select field by the keyboard.
func (st *rig) choose(id string, steps int) {
	st.T.Helper()
	for _, f := range stand.Find[*kit.Form](st.Top()) {
		if f.Has(id) {
			f.FocusField(id)
			sel := st.Window.Canvas().Focused().(*kit.Select)
			sel.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
			for range steps {
				kit.RouteKey(&fyne.KeyEvent{Name: fyne.KeyDown})
				if f := st.Window.Canvas().Focused(); f != nil {
					f.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
				}
			}
			st.Window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
			return
		}
	}
	st.T.Fatalf("there is no field %q", id)
}

func (st *rig) firm() crm.Firm {
	st.T.Helper()
	f, _, err := st.Desk.OwnFirm(ctx)
	if err != nil {
		st.T.Fatal(err)
	}
	return f
}

func TestEverySectionInEveryLanguage(t *testing.T) {
	for _, lang := range text.Langs {
		st := at(t, lang, "")
		for _, sec := range sections {
			st.Show(route.Route{Room: route.Settings, Sub: sec.id})
			if len(st.page.Objects) != 1 || len(st.Failed) > 0 {
				t.Errorf("%s %s: %v", lang, sec.id, st.Failed)
			}
		}
	}
}

func TestEveryFieldOfTheFirmIsSaved(t *testing.T) {
	st := at(t, text.RU, "firm")
	want := map[string]string{"name": "Ремесло", "legal": "ООО", "address": "Улица", "city": "Город", "phone": "+7 900", "email": "a@", "site": "s", "inn": "1", "kpp": "2", "ogrn": "3",
		"account": "4", "bank": "5", "bik": "6", "corr": "7", "rate": "10", "signatory": "И. Б.", "signpost": "Мастер", "novat": "без НДС"}
	for id, v := range want {
		st.put(id, v)
	}
	st.Save()
	f := st.firm()
	r := f.Requisites
	got := map[string]string{"name": f.Name, "legal": f.LegalName, "address": f.Address, "city": f.City, "phone": f.Phone, "email": f.Email, "site": f.Site, "inn": r.INN, "kpp": r.KPP, "ogrn": r.OGRN,
		"account": r.Account, "bank": r.Bank, "bik": r.BIK, "corr": r.Corr, "rate": f.VATRate, "signatory": f.Signatory, "signpost": f.SignPost, "novat": f.NoVATLine}
	for id, v := range want {
		if got[id] != v {
			t.Errorf("%s: %q, want %q", id, got[id], v)
		}
	}
	left := false
	if st.Leave(func() { left = true }); !left {
		t.Error("a saved form asks")
	}
}

func TestFirmRefusesWhatOffersCannotCountWith(t *testing.T) {
	st := at(t, text.RU, "firm")
	for id, bad := range map[string]string{"name": " ", "rate": "много"} {
		was := st.firm()
		st.put(id, bad)
		st.Save()
		if now := st.firm(); now.Name != was.Name || now.VATRate != was.VATRate {
			t.Errorf("%s %q was saved", id, bad)
		}
		st.Show(route.Route{Room: route.Settings, Sub: "firm"})
	}
}

func TestUnsavedFirmIsAskedFor(t *testing.T) {
	for label, want := range map[string]struct {
		left bool
		name string
	}{"Отмена": {false, "Мы"}, "Не сохранять": {true, "Мы"}, "Сохранить": {true, "Ремесло"}} {
		st := at(t, text.RU, "firm")
		st.put("name", "Ремесло")
		left := false
		st.Leave(func() { left = true })
		if left {
			t.Fatal("it does not ask")
		}
		st.Press(label)
		if left != want.left || st.firm().Name != want.name {
			t.Errorf("%s: left %v, name %q", label, left, st.firm().Name)
		}
	}
}

func TestCountryBringsItsFieldsAndCurrency(t *testing.T) {
	st := at(t, text.RU, "firm")
	st.put("city", "Город")
	st.put("inn", "9876540001")
	st.choose("country", 1)
	st.put("edrpou", "98765000")
	st.Save()
	if f := st.firm(); f.Country != "UA" || f.Currency != "UAH" || f.City != "Город" || f.Requisites.EDRPOU != "98765000" || f.Requisites.INN != "9876540001" {
		t.Errorf("%+v", f)
	}
}

func TestLogoIsSavedWithTheForm(t *testing.T) {
	st := at(t, text.RU, "firm")
	st.pick = filepath.Join(t.TempDir(), "logo.png")
	f, err := os.Create(st.pick)
	if err != nil {
		t.Fatal(err)
	}
	if err := png.Encode(f, image.NewRGBA(image.Rect(0, 0, 4, 4))); err != nil {
		t.Fatal(err)
	}
	_ = f.Close()
	st.put("city", "Город")
	st.Press("Выбрать картинку…")
	if st.Sees("картинки нет") {
		t.Error("the logo is not shown")
	}
	st.Save()
	if f := st.firm(); len(f.Logo) == 0 || f.City != "Город" {
		t.Errorf("logo of %d bytes, city %q", len(f.Logo), f.City)
	}
	if err := os.WriteFile(st.pick, []byte("no picture"), 0o600); err != nil {
		t.Fatal(err)
	}
	st.Press("Выбрать картинку…")
	if len(st.Failed) != 1 || len(st.firm().Logo) == 0 {
		t.Errorf("a file that is no picture: %v", st.Failed)
	}
}

func TestPeople(t *testing.T) {
	st := at(t, text.RU, "people")
	st.Press("Добавить сотрудника")
	st.Press("Сохранить")
	if !st.Sees("Напишите имя сотрудника.") {
		t.Error("a nameless one was not refused")
	}
	st.put("name", "Пётр Жданов")
	st.put("post", "Мастер")
	st.Press("Сохранить")
	if st.Window.Canvas().Overlays().Top() != nil || !st.Sees("Пётр Жданов") || !st.Sees("Мастер") {
		t.Error("not shown once added")
	}
	st.Press("Это я")
	reps, err := st.Desk.Reps(ctx)
	if err != nil || len(reps) != 2 || st.shell.now.Me != reps[1].ID {
		t.Errorf("reps %+v, me %d, %v", reps, st.shell.now.Me, err)
	}
}

func TestFields(t *testing.T) {
	st := at(t, text.RU, "fields")
	st.Press("Добавить поле")
	st.put("name", "Договор")
	st.choose("kind", 4)
	st.Press("Сохранить")
	if !st.Sees("Перечислите варианты") {
		t.Error("a choice of nothing was not refused")
	}
	st.put("choices", "есть; нет;; есть")
	st.Press("Сохранить")
	fields, err := st.Desk.Fields(ctx)
	if err != nil || len(fields) != 1 || fields[0].Kind != crm.FieldChoice || strings.Join(fields[0].Choices, "|") != "есть|нет" {
		t.Fatalf("%+v, %v", fields, err)
	}
	st.Press("Добавить поле")
	st.put("name", "договор")
	st.Press("Сохранить")
	if !st.Sees("уже есть") {
		t.Error("a second field of the name was not refused")
	}
}

func TestLenses(t *testing.T) {
	st := at(t, text.RU, "lenses")
	st.Press("Своя линза")
	st.put("name", "Моя")
	st.put("suspect", "Начало")
	st.put("prospect", "Начало")
	st.put("ended", " ")
	st.Press("Сохранить")
	lenses, err := st.Desk.Lenses(ctx)
	if err != nil || len(lenses) != 1 {
		t.Fatalf("%+v, %v, %v", lenses, err, st.Failed)
	}
	l := lenses[0]
	if len(l.Columns) != len(crm.AllRungs)-1 || len(l.Columns[0].Rungs) != 2 || l.Columns[len(l.Columns)-1].Name == "" {
		t.Errorf("%+v", l.Columns)
	}
	st.PressNth("Показывать", 4) // one of six is shown already
	if st.shell.now.Lens != parts.LensKey(l) {
		t.Errorf("shown %s", st.shell.now.Lens)
	}
}

func TestHabitsAreKept(t *testing.T) {
	st := at(t, text.RU, "habits")
	for _, c := range stand.Find[*kit.Check](st.Top()) {
		c.Tapped(nil)
	}
	now := st.shell.now
	if now.AskUp || now.AskDown || now.ShowNotes || st.shell.applied != 3 {
		t.Errorf("%+v after %d", now, st.shell.applied)
	}
	st.put("folder", "relative")
	st.Window.Canvas().Unfocus()
	if st.shell.now.OutFolder != "" {
		t.Error("a folder that is nowhere was kept")
	}
	folder := t.TempDir()
	st.put("folder", " "+folder+" ")
	st.Window.Canvas().Unfocus()
	if st.shell.now.OutFolder != folder {
		t.Errorf("kept %q when the keyboard left", st.shell.now.OutFolder)
	}
}

func TestLookIsApplied(t *testing.T) {
	st := at(t, text.RU, "look")
	stand.Find[*kit.OptionCard](st.Top())[2].Tapped(nil)
	if st.shell.now.Lang != text.EN {
		t.Errorf("language %s", st.shell.now.Lang)
	}
	for _, percent := range scales {
		if percent%10 != 0 {
			t.Errorf("%d %%: the toolkit knows tens only", percent)
		}
	}
}

func TestBasePage(t *testing.T) {
	st := at(t, text.RU, "base")
	st.Press("Сделать копию сейчас")
	if copies := st.shell.Backups(); len(copies) != 1 || !st.Sees(filepath.Base(copies[0])) || !st.Sees("КБ") {
		t.Errorf("copies %v", copies)
	}
	st.saveTo = filepath.Join(t.TempDir(), "copy.db")
	st.Press("Копия в другое место…")
	if _, err := os.Stat(st.saveTo); err != nil {
		t.Error(err)
	}
	st.Press("Копия в другое место…") // it is there already
	if len(st.Failed) != 1 {
		t.Errorf("a copy written over: %v", st.Failed)
	}
	st.Press("Проверить")
	if n := len(st.Said); n != 3 || st.Said[2] != "База цела: всё на месте" {
		t.Errorf("said %q", st.Said)
	}
}
