package catalogue

import (
	"context"
	"encoding/json"

	"rapport/app/trade"
	"rapport/screens/kit"
)

// layoutName is under what the arrangement of the grid is kept.
const layoutName = "catalogue"

// arrange puts the columns as they were left.
func (s *Screen) arrange(kept string) {
	var l kit.GridLayout
	if kept == "" || json.Unmarshal([]byte(kept), &l) != nil {
		s.grid.SetSort(string(s.query.Sort), s.query.Desc)
		return
	}
	s.grid.SetLayout(l)
	if id, desc := s.grid.Sort(); id != "" {
		s.query.Sort, s.query.Desc = trade.ItemSort(id), desc
	}
}

func (s *Screen) keepLayout() {
	layout := s.grid.Layout()
	layout.Sort, layout.Desc = string(s.query.Sort), s.query.Desc
	body, err := json.Marshal(layout)
	if err != nil {
		return
	}
	kit.Commit(&s.acts, "keep layout", func(ctx context.Context) (struct{}, error) {
		return struct{}{}, s.desk.SaveLayout(ctx, layoutName, string(body))
	}, func(_ struct{}, err error) {
		if err != nil {
			s.env.Fail(err)
		}
	})
}

// state is how the screen was left.
type state struct {
	query  trade.ItemQuery
	group  int64
	scroll kit.GridScroll
	picked kit.Selection
	folded map[trade.GroupID]bool
}

// State is how the screen was left.
func (s *Screen) State() any {
	return state{s.query, s.group, s.grid.ScrollState(), s.grid.Selected(), s.tree.folded}
}

// Restore shows the screen as it was left.
func (s *Screen) Restore(was any) {
	st, ok := was.(state)
	if !ok {
		return
	}
	s.query, s.group = st.query, st.group
	s.tree.folded = st.folded
	s.filters.set(st.query)
	s.grid.SetSort(string(st.query.Sort), st.query.Desc)
	s.grid.Restore(st.scroll)
	s.grid.SetSelection(st.picked)
}
