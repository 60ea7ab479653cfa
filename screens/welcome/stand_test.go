package welcome

import (
	"context"
	"testing"

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
	pick  string // the file the dialog gives
	shell *house
}

func newRig(t *testing.T, lang text.Lang) *rig {
	t.Helper()
	t.Cleanup(kit.WorkInline())
	st := &rig{Stand: stand.New(t, lang, nil)}
	st.Apart = true
	st.Env.PickFile = func(_ string, _ []string, picked func(string)) { picked(st.pick) }
	return st
}

// show puts the screen into the window.
func (st *rig) show(s *Screen, to route.Route) {
	st.Screen = s
	st.OpenBare(s.Object())
	s.Show(to)
}
