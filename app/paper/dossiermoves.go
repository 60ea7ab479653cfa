package paper

import (
	"strconv"
	"time"

	"rapport/app/crm"
	"rapport/app/page"
)

// moveBlocks are the chart of stages over time and the moves with their reasons.
func (w *profile) moveBlocks() []*block {
	moves, t := w.d.Moves, w.say.T
	if len(moves) == 0 {
		return nil
	}
	hint := ""
	if len(moves) > 1 {
		hint = t("paper.moves.hint")
	}
	all := []*block{w.section(t("paper.moves"), hint)}
	if len(moves) > 1 {
		all = append(all, w.history(moves))
	}
	g := w.newGrid(gridColumn{head: t("paper.moves.no"), w: 9}, gridColumn{head: t("paper.moves.date"), w: 20},
		gridColumn{head: t("paper.moves.rung"), w: 45}, gridColumn{head: t("paper.moves.why"), w: 76}, gridColumn{head: t("paper.moves.by"), w: 26})
	var rows []*block
	for i, m := range moves {
		rows = append(rows, w.moveRow(g, i, m))
	}
	tie(rows)
	return append(all, rows...)
}

// moveRow is one move; a fall is bold and has a triangle.
func (w *profile) moveRow(g *grid, i int, m crm.Move) *block {
	st := w.hue.cell()
	stage := gridCell{indent: 4, shape: w.arrow}
	if m.From == crm.NoRung {
		stage.indent, stage.shape = 0, nil
	}
	if !m.Up() {
		st, stage.shape = st.bold(), w.fallMark
	}
	stage.pieces = []piece{{w.rung(m.To), st}}
	return g.row(gridCell{pieces: []piece{{strconv.Itoa(i + 1), st}}}, w.cellOf(w.date(m.When)), stage,
		gridCell{pieces: w.why(m, st)}, w.cellOf(w.d.Reps[m.By]))
}

// why tells the reason of a move and its evidence; the reason of a fall stands out.
func (w *profile) why(m crm.Move, st style) []piece {
	var reason string
	if key := "crm.reason." + m.Reason; w.say.Has(key) {
		reason = w.say.T(key)
	} else {
		reason = m.Reason
	}
	rest := joined(". ", m.Note, m.Evidence)
	if m.Up() {
		return []piece{{joined(". ", reason, rest), st}}
	}
	return []piece{{reason, st}, {rest, w.hue.cell()}}
}

// arrow draws the arrow of a rise: the font has none.
func (w *profile) arrow(x, y float64) {
	w.add(page.Line{X1: x, Y1: y, X2: x + 2.6, Y2: y, Thick: 0.35, Color: w.hue.ink})
	w.add(page.Poly{Points: []page.Point{{X: x + 3, Y: y}, {X: x + 1.7, Y: y - 0.85}, {X: x + 1.7, Y: y + 0.85}}, Fill: w.hue.ink, Filled: true})
}

// fallMark draws the triangle of a fall.
func (w *profile) fallMark(x, y float64) { w.triangle(x+1.3, y, 1.2) }

func (w *profile) triangle(x, y, r float64) {
	w.add(page.Poly{Points: []page.Point{{X: x - r, Y: y - r*0.85}, {X: x + r, Y: y - r*0.85}, {X: x, Y: y + r}}, Fill: w.hue.warn, Filled: true})
}

// timeline turns moments into places on the chart of stages.
type timeline struct {
	steps      []crm.LensColumn
	ended      bool // a level under the lowest step, for ended relationships
	from, to   time.Time
	x, w, base float64 // left end, width, height of the lowest level
	pitch      float64
}

func (l timeline) at(t time.Time) float64 {
	whole := l.to.Sub(l.from).Seconds()
	if whole <= 0 {
		return l.x
	}
	return l.x + l.w*min(max(t.Sub(l.from).Seconds()/whole, 0), 1)
}

func (l timeline) level(r crm.Rung) float64 {
	step := stepOf(l.steps, r)
	if l.ended {
		step++
	}
	return l.base - float64(max(step, 0))*l.pitch
}

// history is the chart of stages: a line that climbs by rings and falls by triangles.
func (w *profile) history(moves []crm.Move) *block {
	l := timeline{steps: w.steps(), pitch: 5.1, x: left + 38, w: wide - 44, to: w.d.At}
	for _, m := range moves {
		l.ended = l.ended || m.To == crm.Ended || m.From == crm.Ended
	}
	zone := w.d.At.Location()
	l.from = moves[0].When.Time(zone)
	if c := w.d.Client.Created; moves[0].From != crm.NoRung && c != 0 && c < moves[0].When {
		l.from = c.Time(zone)
	}
	if last := moves[len(moves)-1].When.Time(zone); l.to.Before(last) {
		l.to = last
	}
	levels := len(l.steps)
	if l.ended {
		levels++
	}
	height := 4 + float64(levels)*l.pitch + 5
	return &block{gap: 1, height: height, draw: func(y float64) {
		l.base = y + 4 + float64(levels-1)*l.pitch
		w.levels(l)
		w.axis(l)
		w.course(l, moves)
	}}
}

// levels draws the name and the line of each step.
func (w *profile) levels(l timeline) {
	draw := func(name string, y float64, now bool) {
		st := w.hue.caption()
		if now {
			st = st.bold().in(w.hue.ink)
		}
		w.right(l.x-3.8, y-st.lead/2, w.shorten(name, st, 33), st)
		w.rule(l.x-2.8, y, l.w+7.8, w.hue.hairline, w.hue.hair)
	}
	for _, s := range l.steps {
		draw(w.column(s), l.level(s.Rungs[0]), stepOf(l.steps, w.d.Client.Rung) == stepOf(l.steps, s.Rungs[0]))
	}
	if l.ended {
		draw(w.rung(crm.Ended), l.base, w.d.Client.Rung == crm.Ended)
	}
}

// axis draws the years under the chart, or the months of a short history.
func (w *profile) axis(l timeline) {
	st := w.hue.caption()
	bottom := l.base + 2.4
	w.rule(l.x-2.8, bottom, l.w+7.8, 0.25, w.hue.ink)
	zone := l.from.Location()
	months := 12
	if l.to.Sub(l.from) < 500*24*time.Hour {
		months = 1
	}
	start := time.Date(l.from.Year(), 1, 1, 0, 0, 0, 0, zone)
	if months == 1 {
		start = time.Date(l.from.Year(), l.from.Month(), 1, 0, 0, 0, 0, zone)
	}
	free := l.x - 1
	for t := start; t.Before(l.to); t = t.AddDate(0, months, 0) {
		next := t.AddDate(0, months, 0)
		a, b := l.at(t), l.at(next)
		if t.After(l.from) {
			w.add(page.Line{X1: a, Y1: bottom, X2: a, Y2: bottom + 1.2, Thick: 0.2, Color: w.hue.ink})
		}
		label := strconv.Itoa(t.Year())
		if months == 1 {
			label = w.say.MonthShort(t)
		}
		width := w.press.width(label, st)
		x := (a+b)/2 - width/2
		if x > free && x+width < l.x+l.w+5 && b-a > width*0.6 {
			w.text(x, bottom+0.6, label, st)
			free = x + width + 1.5
		}
	}
}

// manyMoves is the number of moves from which the rings bear no numbers.
const manyMoves = 40

// course draws the line of the relationship.
func (w *profile) course(l timeline, moves []crm.Move) {
	zone := l.to.Location()
	segment := func(from, to time.Time, r crm.Rung) {
		w.add(page.Line{X1: l.at(from), Y1: l.level(r), X2: l.at(to), Y2: l.level(r), Thick: 0.9, Color: w.hue.acc})
	}
	if first := moves[0]; first.From != crm.NoRung {
		segment(l.from, first.When.Time(zone), first.From)
	}
	for i, m := range moves {
		at, until := m.When.Time(zone), l.to
		if i+1 < len(moves) {
			until = moves[i+1].When.Time(zone)
		}
		if m.From != crm.NoRung {
			riser := page.Line{X1: l.at(at), Y1: l.level(m.From), X2: l.at(at), Y2: l.level(m.To), Thick: 0.9, Color: w.hue.acc}
			if !m.Up() {
				riser.Thick, riser.Color, riser.Dash = 0.5, w.hue.warn, []float64{0.9, 0.7}
			}
			w.add(riser)
		}
		segment(at, until, m.To)
	}
	for i, m := range moves {
		w.turn(l, m, i, len(moves))
	}
	end := l.at(l.to)
	y := l.level(moves[len(moves)-1].To)
	w.add(page.Circle{X: end, Y: y, R: 0.9, Fill: w.hue.acc, Filled: true})
	w.nameEnd(l, moves[len(moves)-1], end, y)
	w.nameHighest(l, moves)
}

// nameEnd writes the day the chart ends, unless the last move stands in its place.
func (w *profile) nameEnd(l timeline, last crm.Move, end, y float64) {
	st, day := w.hue.tiny().bold(), w.say.Date(l.to)
	width := w.press.width(day, st)
	x := min(end+3, right) - width
	if mark := l.at(last.When.Time(l.to.Location())) + 2; x < mark {
		x = mark
	}
	if x+width <= right {
		w.text(x, y-4, day, st)
	}
}

// turn marks one move: a ring with its number, or a triangle for a fall.
func (w *profile) turn(l timeline, m crm.Move, i, of int) {
	x, y := l.at(m.When.Time(l.to.Location())), l.level(m.To)
	st := w.hue.tiny().bold()
	number := strconv.Itoa(i + 1)
	if of > manyMoves {
		number = ""
	}
	if !m.Up() {
		w.triangle(x, y, 1.4)
		w.text(x+1.6, y+0.6, number, st.in(w.hue.warn))
		return
	}
	w.add(page.Circle{X: x, Y: y, R: 1.75, Fill: white, Filled: true, Stroke: w.hue.acc, Thick: 0.4})
	w.centre(x, 0, y-st.lead/2, number, st.sized(min(6.5, 6.5*3/max(w.press.width(number, st)+0.6, 3)), st.lead))
}

// nameHighest writes "highest stage" over the longest stay on the highest rung when the client has fallen from it.
func (w *profile) nameHighest(l timeline, moves []crm.Move) {
	zone := l.to.Location()
	high := crm.NoRung
	for _, m := range moves {
		if m.To.OnLadder() {
			high = max(high, m.To)
		}
	}
	for i := 0; i+1 < len(moves); i++ {
		a, b := l.at(moves[i].When.Time(zone)), l.at(moves[i+1].When.Time(zone))
		st := w.hue.tiny()
		word := w.say.T("paper.moves.high")
		if moves[i].To == high && w.d.Client.Rung != high && b-a > w.press.width(word, st)+5 {
			w.centre(a, b-a, l.level(high)-3.6, word, st.in(w.hue.sec))
			return
		}
	}
}
