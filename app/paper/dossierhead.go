package paper

import (
	"math"
	"strconv"
	"strings"

	"rapport/app/crm"
	"rapport/app/page"
)

// drawTop heads page 1: what the paper is, that it is confidential, the client and the main facts.
func (w *profile) drawTop() float64 {
	st := w.hue.cell()
	x := w.text(left, 11.4, w.say.T("paper.dossier"), st.bold())
	w.text(x, 11.4, w.shorten(" · "+legalName(w.d.Firm), st, 100), st.in(w.hue.sec))
	w.secret(10.7, 5.2, 0.35, st)
	w.rule(left, 18.4, wide, 0.6, w.hue.acc)
	return w.drawFacts(w.drawName(23.4))
}

// secret draws the box that says "confidential" at the right margin.
func (w *press) secret(top, height, thick float64, st style) {
	word := w.say.T("paper.dossier.secret")
	st = st.bold()
	w.boxed(right-w.width(word, st)-5, top, height, word, st.in(w.hue.ink), thick, 2.5)
}

// drawName sets the client's name, smaller when it is long, on at most three lines.
func (w *profile) drawName(y float64) float64 {
	st := style{page.Bold, 20, 8.6, w.hue.ink}
	for _, size := range [][2]float64{{20, 8.6}, {16, 7}, {13, 5.8}} {
		if st = st.sized(size[0], size[1]); w.press.width(w.d.Client.Name, st) <= wide {
			break
		}
	}
	lines := w.capped(w.lines(w.d.Client.Name, st, wide), 3, st, wide, "name")
	return w.press.column(left, y, lines, st)
}

// drawFacts lists what tells the client apart, on at most four lines.
func (w *profile) drawFacts(y float64) float64 {
	st := w.hue.row().in(w.hue.sec).sized(8.5, 4.3)
	c, t := w.d.Client, w.say.T
	id := ""
	for _, r := range c.Requisites {
		if id == "" {
			id = mainNumber(t, r)
		}
	}
	source, tags := "", ""
	if c.Source != "" {
		source = t("paper.dossier.source", "Source", c.Source)
	}
	if len(c.Tags) > 0 {
		tags = t("paper.dossier.tags", "Tags", strings.Join(c.Tags, ", "))
	}
	since := ""
	if c.Created != 0 {
		since = t("paper.dossier.since", "Day", nowrap(w.date(c.Created)))
	}
	kind := ""
	if c.Kind == crm.Person {
		kind = t("crm.kind.person")
	}
	facts := joined(" · ", kind, c.Industry, c.City, w.abroad(), id, since)
	lines := w.capped(w.linesOf(facts, st, wide), 2, st, wide, "facts")
	keeper := t("paper.dossier.nobody")
	if name := w.d.Reps[c.Owner]; name != "" {
		keeper = t("paper.dossier.keeper", "Name", name)
	}
	cadence := ""
	if n := interval(c); n > 0 {
		cadence = w.say.N("paper.dossier.cadence", n)
	}
	more := joined(" · ", keeper, cadence, source, tags)
	lines = append(lines, w.capped(w.lines(more, st, wide), 2, st, wide, "facts")...)
	return w.press.column(left, y+1, lines, st)
}

// abroad names the country of a client who is not in the firm's own.
func (w *profile) abroad() string {
	code := strings.ToUpper(w.d.Client.Country)
	if code == strings.ToUpper(w.d.Firm.Country) {
		return ""
	}
	if key := "welcome.country." + code; w.say.Has(key) {
		return w.say.T(key)
	}
	return code
}

// interval is the client's own interval of contact, else that of its type, in days.
func interval(c crm.Client) int {
	if c.Cadence > 0 {
		return c.Cadence
	}
	return c.Type.Cadence()
}

func mainNumber(t func(string, ...any) string, r crm.Requisites) string {
	for _, id := range []struct{ key, value string }{{"paper.req.inn", r.INN}, {"paper.req.edrpou", r.EDRPOU}, {"paper.req.vat", r.VATID}, {"paper.req.reg", r.RegNo}} {
		if id.value != "" {
			return t(id.key) + nbsp + id.value
		}
	}
	return ""
}

// drawRunningHead heads page 2 and the following.
func (w *profile) drawRunningHead() {
	st := w.hue.small()
	w.text(left, 9.6, w.shorten(joined(" — ", w.say.T("paper.dossier"), w.d.Client.Name), st, 130), st)
	w.secret(9.3, 4.1, 0.25, st)
	w.rule(left, 15.2, wide, 0.2, w.hue.mid)
}

func (w *profile) drawFoot(n, of int) {
	st := w.hue.small()
	y := w.sheet.foot
	w.rule(left, y, wide, 0.2, w.hue.mid)
	top := y + 4.6 - st.lead/2 - rise*st.size
	made := w.shorten(joined(", ", w.say.T("paper.dossier.made", "When", w.say.Date(w.d.At)), w.d.By), st, 80)
	client := w.shorten(w.say.T("paper.dossier.of", "Client", w.d.Client.Name), st, 60)
	w.text(left, top, joined(" · ", client, w.say.T("paper.page", "N", n+1, "Of", of)), st)
	w.right(right, top, made, st)
}

// steps are the columns of the lens on the ladder; the ended ones stand beside it.
func (w *profile) steps() []crm.LensColumn {
	var all []crm.LensColumn
	for _, c := range w.d.Lens.Columns {
		if len(c.Rungs) == 1 && c.Rungs[0] == crm.Ended {
			continue
		}
		all = append(all, c)
	}
	return all
}

func stepOf(steps []crm.LensColumn, r crm.Rung) int {
	for i, c := range steps {
		for _, own := range c.Rungs {
			if own == r {
				return i
			}
		}
	}
	return -1
}

// ladderBlocks draw how far the relationship has come.
func (w *profile) ladderBlocks() []*block {
	c, t := w.d.Client, w.say.T
	hint := t("paper.ladder.lens", "Lens", w.lens())
	if c.Rung != crm.NoRung {
		now := t("paper.ladder.now", "Rung", w.through(c.Rung))
		if c.RungSince != 0 {
			now = t("paper.ladder.now.since", "Rung", w.through(c.Rung), "Day", w.date(c.RungSince))
		}
		hint = joined(" · ", hint, now)
		if c.Highest > c.Rung && c.Rung != crm.Ended || c.Rung == crm.Ended && c.Highest.OnLadder() {
			hint = joined(" · ", hint, t("paper.ladder.high", "Rung", w.through(c.Highest)))
		}
	}
	heading := w.section(t("paper.ladder"), hint)
	heading.gap = 0
	lead(heading, 4.5)
	if c.Rung == crm.NoRung {
		st := w.hue.cell().in(w.hue.sec)
		return []*block{heading, {gap: 2, height: 5, draw: func(y float64) { w.text(left, y+0.6, t("paper.ladder.unknown"), st) }}}
	}
	return []*block{heading, w.ladder(c)}
}

// ladder is the chart of the steps.
func (w *profile) ladder(c crm.Client) *block {
	steps := w.steps()
	n := float64(len(steps))
	const gap, base, rise = 1.4, 3.2, 1.75
	width := (wide - gap*(n-1)) / n
	tall := base + rise*(n-1)
	label := w.hue.tiny()
	labels := make([][]string, len(steps))
	deep := 1
	for i, s := range steps {
		labels[i] = w.lines(w.column(s), label.bold(), width)
		deep = max(deep, len(labels[i]))
	}
	deep = min(deep, 3)
	now, high := stepOf(steps, c.Rung), stepOf(steps, c.Highest)
	top := 4.2
	if c.Rung == crm.Ended {
		top = 7.5
	}
	return &block{gap: 1, height: top + tall + 1 + float64(deep)*label.lead, draw: func(y float64) {
		if c.Rung == crm.Ended {
			w.add(page.Circle{X: left + 1.6, Y: y + 3, R: 1.3, Stroke: w.hue.warn, Thick: 0.5})
			w.text(left+4.4, y+1.1, w.rung(crm.Ended), w.hue.cell().bold().in(w.hue.warn))
		}
		ground := y + top + tall
		for i := range steps {
			x, h := left+float64(i)*(width+gap), base+rise*float64(i)
			w.step(page.Rect{X: x, Y: ground - h, W: width, H: h}, i, now, high)
			st := label
			if i == now {
				st = st.bold()
			}
			for j, l := range labels[i][:min(len(labels[i]), deep)] {
				w.centre(x, width, ground+0.8+float64(j)*st.lead, l, st)
			}
		}
	}}
}

// step draws one step: past pale, present dark, the highest reached dashed, not reached outlined.
func (w *profile) step(r page.Rect, i, now, high int) {
	past := i < now || now < 0 && i < high
	label := w.hue.tiny()
	switch {
	case i == now:
		r.Filled, r.Fill = true, w.hue.acc
	case i == high:
		r.Stroke, r.Thick, r.Dash = w.hue.acc, 0.4, []float64{1, 0.8}
	case past && w.hue.thrifty:
		r.Stroke, r.Thick = w.hue.mid, 0.2
		w.hatch(r)
	case past:
		r.Filled, r.Fill = true, w.hue.soft
	default:
		r.Stroke, r.Thick = w.hue.mid, 0.2
	}
	w.add(r)
	switch i {
	case now:
		w.centre(r.X, r.W, r.Y-3.2, w.say.T("paper.ladder.mark"), label.bold().in(w.hue.acc))
	case high:
		w.centre(r.X, r.W, r.Y-3.2, w.say.T("paper.ladder.mark.high"), label.in(w.hue.sec))
	}
}

// hatch fills a rectangle with slanting lines, where a pale ground would be lost.
func (p *press) hatch(r page.Rect) {
	const every = 1.3
	for d := every; d < r.W+r.H; d += every {
		from, to := math.Max(0, d-r.H), math.Min(d, r.W)
		p.add(page.Line{X1: r.X + from, Y1: r.Y + r.H - (d - from), X2: r.X + to, Y2: r.Y + r.H - (d - to), Thick: 0.1, Color: p.hue.mid})
	}
}

// card is one of the cards under the ladder.
type card struct {
	label, figure string
	lines         []piece
}

// cardBlocks are the cards: the type, the last contact, the open offers.
func (w *profile) cardBlocks() []*block {
	cards := []card{w.typeCard(), w.touchCard()}
	if !w.d.NoMoney {
		cards = append(cards, w.offerCard())
	}
	n := float64(len(cards))
	const gap = 4.9
	width := (wide - gap*2) / 3
	if len(cards) < 3 {
		width = (wide - gap*(n-1)) / n
	}
	parts := make([]*block, len(cards))
	height := 0.0
	for i, c := range cards {
		parts[i] = w.cardBlock(c, left+float64(i)*(width+gap), width)
		height = math.Max(height, parts[i].height)
	}
	return []*block{{gap: 5, height: height, draw: func(y float64) {
		for _, b := range parts {
			b.draw(y)
		}
	}}}
}

func (w *profile) cardBlock(c card, x, width float64) *block {
	label, figure := w.hue.small(), w.hue.kind()
	figures := w.capped(w.lines(c.figure, figure, width), 2, figure, width, "card")
	var lines []setLine
	for _, part := range c.lines {
		if part.s == "" {
			continue
		}
		for _, l := range w.capped(w.lines(part.s, part.st, width), 8, part.st, width, "card") {
			lines = append(lines, setLine{l, part.st})
		}
	}
	height := 1.2 + label.lead + 0.6 + float64(len(figures))*figure.lead + 0.6
	for _, l := range lines {
		height += l.st.lead
	}
	return &block{height: height, draw: func(y float64) {
		w.rule(x, y, width, 0.35, w.hue.ink)
		y += 1.2
		w.text(x, y, c.label, label)
		y = w.press.column(x, y+label.lead+0.6, figures, figure) + 0.6
		for _, l := range lines {
			w.text(x, y, l.s, l.st)
			y += l.st.lead
		}
	}}
}

func (w *profile) mean(m float64) string { return w.say.Decimal(m, 2) }

// typeCard tells the type, its mean and date, and what it was before.
func (w *profile) typeCard() card {
	st, soft, t := w.hue.cell(), w.hue.cell().in(w.hue.sec), w.say.T
	c := card{label: t("paper.type"), figure: t("crm.type." + w.d.Client.Type.Word())}
	if len(w.d.Assessments) == 0 {
		said := t("paper.type.not.assessed")
		if w.d.Client.Type != "" {
			said = t("paper.type.declared")
		}
		c.lines = []piece{{said, soft}}
	} else {
		last := w.d.Assessments[0]
		v := last.Verdict()
		if v.Answered < len(crm.Questions) {
			c.lines = append(c.lines, piece{t("paper.type.answered", "N", v.Answered) + ".", st})
		}
		if v.Answered > 0 {
			c.lines = append(c.lines, piece{t("paper.type.mean", "Mean", w.mean(v.Mean), "Day", nowrap(w.day(last.Day))), st})
		}
		c.lines = append(c.lines, piece{w.typesBefore(), st})
	}
	advice := t("crm.advice."+w.d.Client.Type.Word()+".1") + "."
	c.lines = append(c.lines, piece{advice, soft})
	return c
}

// typesBefore lists up to three earlier assessments.
func (w *profile) typesBefore() string {
	var was []string
	for _, a := range w.d.Assessments[1:] {
		if a.Type() == "" || len(was) == 3 {
			continue
		}
		was = append(was, w.say.T("paper.type.was.one", "Type", lowered(w.say.T("crm.type."+a.Type().Word())), "Mean", w.mean(a.Verdict().Mean), "Day", nowrap(w.day(a.Day))))
	}
	if len(was) == 0 {
		return ""
	}
	return w.say.T("paper.type.was", "Types", strings.Join(was, ", "))
}

func (w *profile) touchCard() card {
	st, soft, t := w.hue.cell(), w.hue.cell().in(w.hue.sec), w.say.T
	c := card{label: t("paper.card.touch"), figure: t("paper.card.touch.never")}
	if len(w.d.Interactions) == 0 {
		return c
	}
	last := w.d.Interactions[0]
	c.figure = w.date(last.When)
	c.lines = []piece{{joined(", ", w.way(last.Way), w.who(last)), st}}
	for _, i := range w.d.Interactions {
		if i.NextStep != "" {
			next := joined(", ", i.NextStep, w.day(i.NextDay))
			c.lines = append(c.lines, piece{t("paper.card.touch.next", "Next", next), soft})
			break
		}
	}
	return c
}

func (w *profile) offerCard() card {
	st, soft, t := w.hue.cell(), w.hue.cell().in(w.hue.sec), w.say.T
	c := card{label: t("paper.card.offers"), figure: t("paper.card.offers.none")}
	open, once, monthly, currency, same := w.openOffers()
	if open == 0 {
		return c
	}
	c.figure = strconv.Itoa(open)
	if same {
		c.figure = w.sum(once, currency)
		if monthly != 0 {
			c.lines = append(c.lines, piece{t("paper.card.offers.monthly", "Sum", w.sum(monthly, currency)), st})
		}
		c.lines = append(c.lines, piece{w.say.N("text.offers", open), st})
	}
	until := crm.Day("")
	for _, o := range w.d.Offers {
		if o.Open() && o.ValidUntil != "" && (until == "" || o.ValidUntil < until) {
			until = o.ValidUntil
		}
	}
	if until != "" {
		c.lines = append(c.lines, piece{t("paper.card.offers.until", "Day", nowrap(w.day(until))), soft})
	}
	return c
}
