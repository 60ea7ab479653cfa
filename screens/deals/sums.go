package deals

import (
	"slices"

	"fyne.io/fyne/v2"

	"rapport/app/money"
	"rapport/app/text"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/parts"
)

// totals is what the deals counted come to.
type totals struct {
	any      int64 // deals, however they ended
	all      int64 // of those shown
	running  int64
	sums     map[money.Currency]int64 // of the running ones
	expected map[money.Currency]int64
	every    map[money.Currency]int64 // of all
}

// add adds up the counts of the stages with the outcomes asked for, none for all; a stage that is gone counts as running.
func add(counts []trade.StageCount, pipelines []trade.Pipeline, outcomes []trade.Outcome) totals {
	sum := totals{sums: map[money.Currency]int64{}, expected: map[money.Currency]int64{}, every: map[money.Currency]int64{}}
	for _, c := range counts {
		p, _ := pipelineOf(pipelines, c.Pipeline)
		st, _ := p.Stage(c.Stage)
		sum.any += c.N
		if len(outcomes) == 0 || slices.Contains(outcomes, st.Mark) {
			sum.all += c.N
			plus(sum.every, c.Sums)
		}
		if st.Mark == trade.Running {
			sum.running += c.N
			plus(sum.sums, c.Sums)
			plus(sum.expected, c.Expected)
		}
	}
	return sum
}

func plus(to, more map[money.Currency]int64) {
	for c, n := range more {
		if sum, err := money.AddMinor(to[c], n); err == nil { // a sum that does not fit stays at what was counted
			to[c] = sum
		}
	}
}

// showColumns shows the columns with their counts, sums and expected values.
func (s *Screen) showColumns(p trade.Pipeline, counts []trade.StageCount) {
	columns := make([]kit.BoardColumn, 0, len(s.lanes))
	sums := s.columnSums(p, counts)
	for _, l := range s.lanes {
		c := kit.BoardColumn{ID: l.id, Title: l.stage.Name, Climb: l.climb, Sub: s.env.T.T("deals.sum.none")}
		for _, n := range counts {
			if n.Pipeline == p.ID && n.Stage == l.stage.ID {
				c.Count, c.Sub, c.Tip = n.N, sums[l.id], s.columnTip(l, n)
			}
		}
		if c.Tip == "" {
			c.Tip = s.columnTip(l, trade.StageCount{})
		}
		columns = append(columns, c)
	}
	s.board.SetColumns(columns)
	if s.back != nil {
		s.board.Restore(*s.back)
		s.back = nil
	}
}

// Measures of the columns, in units: what is no room of one, what lies between two, and the least width.
const (
	lanePad   float32 = 16
	laneGap   float32 = 8
	laneLeast float32 = 150
)

// room is how wide the line under the name of a stage may be.
func (s *Screen) room() float32 {
	n := float32(max(len(s.lanes), 1))
	return max((s.board.Size().Width-laneGap*(n-1))/n, laneLeast) - lanePad
}

// columnSums are the lines under the names of the stages: what their deals come to, and what of it is to be expected, with
// a word for that where all columns have room for it.
func (s *Screen) columnSums(p trade.Pipeline, counts []trade.StageCount) map[string]string {
	sums := map[string]string{}
	for _, key := range []string{"deals.sum.expected", "deals.sum.short"} {
		widest := float32(0)
		for _, l := range s.lanes {
			for _, n := range counts {
				if n.Pipeline == p.ID && n.Stage == l.stage.ID {
					sums[l.id] = s.columnSum(l, n, key)
					widest = max(widest, kit.Caption.Width(sums[l.id]))
				}
			}
		}
		s.wordy = key == "deals.sum.expected"
		if widest <= s.room() {
			break
		}
	}
	return sums
}

// refit writes the heads of the columns anew when they became too narrow for their words, or wide enough.
func (s *Screen) refit() {
	p, ok := s.pipeline()
	if !ok || s.listed || s.board.Dragging() {
		return
	}
	was := s.wordy
	if s.columnSums(p, s.counts); s.wordy != was {
		s.showColumns(p, s.counts)
	}
}

// boardLayout fills its place with the board and tells when the width changed.
type boardLayout struct {
	changed func()
	width   float32
}

func (l *boardLayout) MinSize(o []fyne.CanvasObject) fyne.Size { return o[0].MinSize() }

// Layout gives the board all the room.
func (l *boardLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	o[0].Move(fyne.NewPos(0, 0))
	o[0].Resize(size)
	if l.width != size.Width {
		l.width = size.Width
		l.changed()
	}
}

func (s *Screen) columnSum(l lane, n trade.StageCount, key string) string {
	t := s.env.T
	sum, expected := parts.ShortSums(t, n.Sums), shortExpected(t, n.Sums, n.Expected)
	switch {
	case sum == "":
		return t.T("deals.sum.none")
	case l.stage.Mark != trade.Running || expected == "":
		return sum
	}
	return t.T(key, "Sum", sum, "Expected", expected)
}

// shortExpected writes what is to be expected behind a sum: where both are in one currency, its sign stands there once.
func shortExpected(t *text.Tongue, sums, expected map[money.Currency]int64) string {
	expected = parts.Rounded(expected)
	if len(sums) == 1 && len(expected) == 1 {
		for c, minor := range expected {
			if _, same := sums[c]; same && minor != 0 {
				return money.FormatShortPlain(money.New(minor, c), string(t.Lang()))
			}
		}
	}
	return parts.ShortSums(t, expected)
}

// columnTip tells the whole of what the head of a column has no room for.
func (s *Screen) columnTip(l lane, n trade.StageCount) string {
	t, lang := s.env.T, string(s.env.T.Lang())
	words := l.stage.Name
	if l.stage.Mark == trade.Running {
		words += "\n" + t.T("deals.tip.chance", "Percent", money.FormatPercent(l.stage.Chance(), lang))
	}
	if sum := parts.Sums(t, n.Sums); sum != "" {
		words += "\n" + t.T("deals.tip.sum", "Sum", sum)
		if expected := parts.Sums(t, parts.Rounded(n.Expected)); expected != "" && l.stage.Mark == trade.Running {
			words += "\n" + t.T("deals.tip.expected", "Sum", expected)
		}
	}
	return words
}

// tell says beside the title how many deals run, what they come to, and what of it is to be expected.
func (s *Screen) tell(sum totals) {
	t := s.env.T
	sub := t.N("text.deals", int(sum.running))
	if words := parts.ShortSums(t, sum.sums); words != "" {
		sub = t.T("deals.sub", "Deals", sub, "Sum", words, "Expected", parts.ShortSums(t, parts.Rounded(sum.expected)))
	}
	s.top.SetSub(sub)
}
