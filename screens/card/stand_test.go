package card

import (
	"context"
	"maps"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"rapport/app/crm"
	"rapport/app/text"
	"rapport/screens/route"
	"rapport/screens/stand"
)

var today = stand.Today

// rig is a stand for the card and what belongs to it; all texts of the window are looked at.
type rig struct {
	*stand.Stand
	lang text.Lang
	out  string // the folder of papers
}

// newRig opens a base; demo fills it with the demo firm.
func newRig(t testing.TB, lang text.Lang, demo bool) *rig {
	t.Helper()
	var fill stand.Fill
	if demo {
		fill = stand.Demo(lang)
	}
	st := &rig{Stand: stand.New(t, lang, fill), lang: lang, out: t.TempDir()}
	st.Everywhere, st.Apart = true, true
	st.Env.Currency = stand.Rubles
	st.Env.OutFolder = func() string { return st.out }
	st.Env.Me = st.me
	return st
}

// me is the first of our people.
func (st *rig) me() crm.RepID {
	if len(st.Reps()) == 0 {
		return 0
	}
	return slices.Min(slices.Collect(maps.Keys(st.Reps())))
}

// card shows the card of a client.
func (st *rig) card(id crm.ClientID, sub string) *Screen {
	s := New(st.Env, st.Desk)
	s.loader.Sync, s.keeper.Sync = true, true
	st.Open(s, route.Route{Room: route.Card, Client: id, Sub: sub})
	return s
}

// assess shows the questionnaire of a client.
func (st *rig) assess(id crm.ClientID) *Assess {
	s := NewAssess(st.Env, st.Desk)
	s.loader.Sync, s.keeper.Sync = true, true
	st.Open(s, route.Route{Room: route.Assess, Client: id})
	return s
}

// named finds a client of the base by its name.
func (st *rig) named(name string) crm.ClientID {
	st.T.Helper()
	id, err := st.Desk.ClientNamed(context.Background(), name)
	if err != nil {
		st.T.Fatal(err)
	}
	return id
}

// ctrlEnter presses Enter with Ctrl held in the field that has the keyboard.
func (st *rig) ctrlEnter() {
	st.T.Helper()
	f, ok := st.Window.Canvas().Focused().(fyne.Shortcutable)
	if !ok {
		st.T.Fatal("the keyboard is in no field")
	}
	f.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyReturn, Modifier: fyne.KeyModifierControl})
}

// modal reports whether a modal is open.
func (st *rig) modal() bool { return st.Window.Canvas().Overlays().Top() != nil }
