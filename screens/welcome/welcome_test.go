package welcome

import (
	"testing"

	"fyne.io/fyne/v2"

	"rapport/app/crm"
	"rapport/app/text"
	"rapport/screens/kit"
	"rapport/screens/parts"
	"rapport/screens/route"
	"rapport/screens/stand"
)

// house is the shell as the first run knows it.
type house struct {
	langs []text.Lang
	begun []route.Route
}

func (h *house) Preview(l text.Lang)         { h.langs = append(h.langs, l) }
func (h *house) Begun(to route.Route)        { h.begun = append(h.begun, to) }
func (h *house) Paths() (folder, log string) { return "/folder", "/folder/log" }

func first(t *testing.T, lang text.Lang) *rig {
	t.Helper()
	st := newRig(t, lang)
	st.shell = &house{}
	st.show(New(st.Env, st.Desk, st.shell), route.Route{Room: route.Welcome})
	return st
}

func (st *rig) firmOfBase() crm.Firm {
	st.T.Helper()
	f, _, err := st.Desk.OwnFirm(ctx)
	if err != nil {
		st.T.Fatal(err)
	}
	return f
}

func TestOwnFirm(t *testing.T) {
	for lang, want := range map[text.Lang][3]string{text.RU: {"RU", "RUB", "22"}, text.UK: {"UA", "UAH", "20"}, text.EN: {"GB", "GBP", "20"}} {
		st := first(t, lang)
		st.name.SetText("Ремесло")
		st.owner.SetText("Ирина Белова")
		st.begins.Tapped(nil)
		f := st.firmOfBase()
		if f.Name != "Ремесло" || [3]string{f.Country, f.Currency, f.VATRate} != want || !f.VATPayer || f.Signatory != "Ирина Белова" {
			t.Errorf("%s: %+v", lang, f)
		}
		if len(st.shell.begun) != 1 || st.shell.begun[0] != (route.Route{Room: route.Clients}) {
			t.Errorf("%s: went to %v, %v", lang, st.shell.begun, st.Failed)
		}
	}
}

func TestFirmNeedsAName(t *testing.T) {
	st := first(t, text.RU)
	st.begins.Tapped(nil)
	if _, have, err := st.Desk.OwnFirm(ctx); have || err != nil || len(st.shell.begun) > 0 {
		t.Errorf("begun without a name: %v, %v", st.shell.begun, err)
	}
	if level, said := st.form.Message("name"); level != kit.Error || said == "" {
		t.Errorf("said %q", said)
	}
	if st.Window.Canvas().Focused() != fyne.Focusable(st.name) {
		t.Error("the keyboard is not where the name is missing")
	}
}

func TestDemoNeedsNoName(t *testing.T) {
	st := first(t, text.EN)
	st.start.Choose(demoFirm)
	st.begins.Tapped(nil)
	if f := st.firmOfBase(); !f.Demo || len(st.shell.begun) != 1 {
		t.Errorf("%+v, went to %v, %v", f.Name, st.shell.begun, st.Failed)
	}
	if s, err := st.Desk.Settings(ctx); err != nil || s.Lang != text.EN || s.Me == 0 {
		t.Errorf("settings %+v, %v", s, err)
	}
}

func TestFileIsImportedAfterwards(t *testing.T) {
	st := first(t, text.RU)
	st.pick = "/a/клиенты.csv"
	st.Press("Таблица Excel или CSV…")
	if !st.Sees("клиенты.csv") {
		t.Error("the file is not shown")
	}
	st.drop()
	if st.Sees("клиенты.csv") {
		t.Error("the file is still shown")
	}
	st.Take("/a/люди.vcf")
	st.name.SetText("Ремесло")
	st.begins.Tapped(nil)
	if want := (route.Route{Room: route.Imports, Sub: "/a/люди.vcf"}); len(st.shell.begun) != 1 || st.shell.begun[0] != want {
		t.Errorf("went to %v", st.shell.begun)
	}
}

func TestLanguageKeepsWhatWasTyped(t *testing.T) {
	for name, c := range map[string]struct {
		do      func(*rig)
		country string
	}{
		"nothing typed":   {func(*rig) {}, "UA"},
		"a name typed":    {func(st *rig) { st.name.SetText("Ремесло") }, "RU"},
		"country chosen":  {func(st *rig) { st.country.SetValue("KZ"); st.chose = true; st.showRates("KZ") }, "KZ"},
		"demo and a file": {func(st *rig) { st.start.Choose(demoFirm); st.Take("/a.csv") }, "UA"},
	} {
		st := first(t, text.RU)
		c.do(st)
		was, file, kind := st.form.Values(), st.file, st.start.Chosen()
		stand.Find[*kit.OptionCard](st.Top())[1].Tapped(nil)
		if len(st.shell.langs) != 1 || st.shell.langs[0] != text.UK {
			t.Fatalf("%s: asked for %v", name, st.shell.langs)
		}
		state := st.State()
		st.Env.T = st.Desk.Words.In(text.UK)
		next := New(st.Env, st.Desk, st.shell)
		next.Restore(state)
		st.show(next, route.Route{Room: route.Welcome})
		if st.name.Value() != was["name"] || st.file != file || st.start.Chosen() != kind || st.country.Value() != c.country {
			t.Errorf("%s: %v, file %q, start %d", name, st.form.Values(), st.file, st.start.Chosen())
		}
		if c.country == was["country"] && st.vat.Value() != was["vat"] {
			t.Errorf("%s: VAT %q was %q", name, st.vat.Value(), was["vat"])
		}
	}
}

func TestEveryCountryHasRates(t *testing.T) {
	st := first(t, text.RU)
	for _, c := range parts.Countries {
		st.country.SetValue(c.Code)
		st.showRates(c.Code)
		if f := st.firm(); f.Country != c.Code || f.Currency != c.Currency || f.VATPayer != (c.Rates[0] != "") || f.VATRate != c.Rates[0] {
			t.Errorf("%s: %+v", c.Code, f)
		}
	}
}

func TestNothingIsCutInANarrowWindow(t *testing.T) {
	for _, lang := range text.Langs {
		st := first(t, lang)
		st.Window.Resize(fyne.NewSize(1100, 700))
		for _, s := range stand.Find[*kit.ScrollMemory](st.Top()) {
			if need := s.MinSize().Width; need > s.Size().Width {
				t.Errorf("%s: the steps are %v wide and get %v", lang, need, s.Size().Width)
			}
		}
	}
}
