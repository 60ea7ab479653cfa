package settings

import (
	"context"
	"testing"

	"rapport/app/crm"
	"rapport/app/text"
	"rapport/screens/kit"
	"rapport/screens/route"
	"rapport/screens/stand"
)

var ctx = context.Background()

// rig is a stand with the screen in its window.
type rig struct {
	*Screen
	*stand.Stand
	pick   string // the file the dialog gives
	saveTo string
	shell  *house
}

func newRig(t *testing.T, lang text.Lang) *rig {
	t.Helper()
	t.Cleanup(kit.WorkInline())
	st := &rig{Stand: stand.New(t, lang, nil)}
	st.Apart = true
	st.Env.PickFile = func(_ string, _ []string, picked func(string)) { picked(st.pick) }
	st.Env.SaveFile = func(_, _ string, picked func(string)) { picked(st.saveTo) }
	st.Env.Replace = st.Env.Go // a screen may do either
	st.Env.Me = func() crm.RepID { return st.shell.now.Me }
	st.Env.Lens = func() crm.Lens { return st.shell.lens(t) }
	st.Env.OutFolder = func() string { return "/papers" }
	return st
}

// show puts the screen into the window.
func (st *rig) show(s *Screen, to route.Route) {
	st.Screen = s
	st.OpenBare(s.Object())
	s.Show(to)
}
