package deals

import (
	"testing"

	"fyne.io/fyne/v2"

	"rapport/app/text"
	"rapport/screens/kit"
	"rapport/screens/route"
)

func TestUnknownClientIsSaidAndCanBeMade(t *testing.T) {
	for _, lang := range []text.Lang{text.RU, text.UK, text.EN} {
		st, _ := sold(t, lang)
		s := st.form(route.Route{})
		st.Types("Новейшая фирма")
		st.Keys(fyne.KeyEscape)
		st.Window.Canvas().FocusNext()
		if level, words := s.sheet.form.Message("client"); level != kit.Error || words != st.Env.T.T("parts.client.unknown") {
			t.Errorf("%s: %v %q", lang, level, words)
		}
		if got := s.sheet.who.Picker.Text; got != "Новейшая фирма" {
			t.Errorf("%s: left of what was typed: %q", lang, got)
		}
		s.sheet.form.SetValues(map[string]string{"title": "Первая"})
		s.Save()
		if len(st.Acts) > 0 {
			t.Fatalf("%s: saved without a client", lang)
		}
		s.sheet.who.Picker.OnOffer(" Новейшая фирма ")
		st.Did("act.client.add")
		if level, words := s.sheet.form.Message("client"); level != kit.Good || !s.Dirty() {
			t.Errorf("%s: made, and %v %q", lang, level, words)
		}
		s.Save()
		st.Did("act.client.add", "act.deal.add")
		d := st.saved(s.was.ID)
		if c, err := st.Desk.Client(ctx, d.Client); err != nil || c.Name != "Новейшая фирма" {
			t.Errorf("%s: a deal of %q, %v", lang, c.Name, err)
		}
		st.Well()
	}
}

func TestNewClientIsOfferedForANewName(t *testing.T) {
	st, deals := sold(t, text.RU)
	s := st.form(route.Route{Client: deals[0].Client})
	for typed, offered := range map[string]bool{"": false, "  ": false, s.sheet.who.Client.Name: false, "Ещё одна": true} {
		if words := s.sheet.who.Picker.Offer(typed); (words != "") != offered {
			t.Errorf("%q: offered %q", typed, words)
		}
	}
}

func TestUnknownClientSurvivesARebuild(t *testing.T) {
	st, _ := sold(t, text.RU)
	s := st.form(route.Route{})
	st.Types("Новейшая фирма")
	st.Keys(fyne.KeyEscape)
	st.Window.Canvas().FocusNext()
	was := s.State()
	again := NewDeal(st.Env, st.Desk)
	again.loader.Sync, again.acts.Sync = true, true
	again.Restore(was)
	st.Open(again, route.Route{Room: route.Deal})
	if got := again.sheet.who.Unknown(); got != "Новейшая фирма" {
		t.Errorf("brought over as %q", got)
	}
	if again.Save(); len(st.Acts) > 0 {
		t.Errorf("saved without a client: %v", st.Acts)
	}
	if level, words := again.sheet.form.Message("client"); level != kit.Error || words != st.Env.T.T("parts.client.unknown") {
		t.Errorf("said %v %q", level, words)
	}
}
