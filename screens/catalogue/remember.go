package catalogue

import (
	"rapport/app/trade"
	"rapport/screens/parts"
)

// state is how the screen was left.
type state struct {
	list   parts.LeftList[trade.ItemQuery]
	group  int64
	folded map[trade.GroupID]bool
}

// State is how the screen was left.
func (s *Screen) State() any { return state{s.Left(), s.group, s.tree.folded} }

// Restore shows the screen as it was left.
func (s *Screen) Restore(was any) {
	st, ok := was.(state)
	if !ok {
		return
	}
	s.group, s.tree.folded = st.group, st.folded
	s.filters.set(st.list.Query)
	s.Return(st.list)
}
