package card

import (
	"strings"
	"time"

	"rapport/app/crm"
	"rapport/app/text"
	"rapport/screens/kit"
	"rapport/screens/parts"
)

// drawSteps shows the staircase through the lens of the settings.
func (h *head) drawSteps(k *known) {
	lens := h.s.env.Lens()
	h.columns = steps(lens)
	h.stepper.Set(staircase(h.s.env.T, k.client, k.moves, lens))
}

// step proposes a move to the rung pressed.
func (h *head) step(n int) {
	s := h.s
	if s.known == nil || n < 1 || n > len(h.columns) {
		return
	}
	to, moves := s.env.Lens().Drop(s.known.client.Rung, h.columns[n-1])
	if moves {
		parts.MoveClient(s.env, &s.keeper, s.desk, s.known.row, to, func() {})
	}
}

// steps are the columns of a lens that are steps: all but those that hold the end alone.
func steps(lens crm.Lens) []int {
	var columns []int
	for i, c := range lens.Columns {
		if len(c.Rungs) != 1 || c.Rungs[0] != crm.Ended {
			columns = append(columns, i)
		}
	}
	return columns
}

// visit is when a client came to a step last, and when it left it; To is zero while it lasts.
type visit struct {
	step     int
	from, to crm.Moment
}

// visits are the stays of a client as steps of a lens, oldest first; stays on one step are one visit, and the time
// after the end is left out.
func visits(c crm.Client, moves []crm.Move, lens crm.Lens, columns []int) []visit {
	place := map[int]int{}
	for i, column := range columns {
		place[column] = i + 1
	}
	var list []visit
	for _, stay := range crm.Stays(c, moves) {
		step := place[lens.Column(stay.Rung)]
		if step == 0 {
			continue
		}
		if n := len(list); n > 0 && list[n-1].step == step {
			list[n-1].to = stay.To
			continue
		}
		list = append(list, visit{step, stay.From, stay.To})
	}
	return list
}

// staircase is what the stepper shows of a client.
func staircase(t *text.Tongue, c crm.Client, moves []crm.Move, lens crm.Lens) kit.StepperView {
	columns := steps(lens)
	tone := parts.TypeTone(c.Type)
	v := kit.StepperView{Fill: tone.Fill, Past: parts.TypePast(c.Type)}
	for i, column := range columns {
		v.Rungs = append(v.Rungs, kit.StepperRung{Name: stepName(t, lens, column)})
		if column == lens.Column(c.Rung) {
			v.Now = i + 1
		}
		if column == lens.Column(c.Highest) {
			v.Highest = i + 1
		}
	}
	list := visits(c, moves, lens, columns)
	for _, was := range list {
		v.Rungs[was.step-1].Date = visitDates(t, was, v)
	}
	if v.Now == 0 && c.Rung == crm.Ended {
		return ended(t, v, c, list)
	}
	captions(t, &v, list, tone)
	return v
}

// stepName is the name of a step: that of its column, or the short one of its rung where the column's has several words.
func stepName(t *text.Tongue, lens crm.Lens, column int) string {
	name, c := parts.ColumnName(t, lens, column), lens.Columns[column]
	if c.Name == "" && len(c.Rungs) == 1 && strings.Contains(name, " ") && name == parts.RungName(t, c.Rungs[0]) {
		return parts.RungShort(t, c.Rungs[0])
	}
	return name
}

// visitDates writes when a client came to a step: with both ends where it has fallen from it.
func visitDates(t *text.Tongue, was visit, v kit.StepperView) string {
	if was.from == 0 {
		return ""
	}
	from := was.from.Time(time.Local)
	switch {
	case was.to == 0:
		return t.T("card.step.since", "Date", t.Date(from))
	case was.step <= v.Now && v.Now > 0:
		return t.MonthShort(from)
	}
	to := was.to.Time(time.Local)
	if t.MonthShort(from) == t.MonthShort(to) {
		return t.MonthShort(from)
	}
	return t.MonthShort(from) + " – " + t.MonthShort(to)
}

// ended greys the staircase out and says over the step reached last since when.
func ended(t *text.Tongue, v kit.StepperView, c crm.Client, list []visit) kit.StepperView {
	v.Ended = t.T("card.step.ended")
	if n := len(list); n > 0 {
		v.Now = list[n-1].step
	}
	if c.RungSince != 0 {
		v.Rungs[max(v.Now, 1)-1].Date = t.T("card.step.since", "Date", t.Date(c.RungSince.Time(time.Local)))
	}
	return v
}

// captions mark the fall to the present step and the highest step ever reached.
func captions(t *text.Tongue, v *kit.StepperView, list []visit, tone kit.Tone) {
	if v.Highest > v.Now {
		high := &v.Rungs[v.Highest-1]
		high.Caption, high.Icon, high.Token = t.T("card.step.highest"), "flag", tone.Ink
	}
	if n := len(list); n >= 2 && v.Now > 0 && list[n-1].step == v.Now && list[n-2].step > v.Now {
		now := &v.Rungs[v.Now-1]
		now.Caption, now.Icon, now.Token = t.T("card.step.fell", "N", t.Int(list[n-2].step)), "down", kit.Red
	}
}
