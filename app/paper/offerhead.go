package paper

import (
	"strings"

	"rapport/app/crm"
	"rapport/app/page"
	"rapport/app/trade"
)

// drawTop draws the head of page 1, from the logo to the subject, and returns where the body begins.
func (w *writing) drawTop() float64 {
	ruleY := w.drawFirm()
	w.rule(left, ruleY, wide, 0.6, w.hue.acc)
	numberX, toX := left, 116.0
	if w.lang == "en" {
		numberX, toX = 116.0, left
	}
	top := ruleY + 8
	bottom := max(w.drawNumbers(numberX, top), w.drawAddressee(toX, top))
	if w.tight {
		return w.drawTitle(max(ruleY+26, bottom+3.5)) + w.underTitle()
	}
	return w.drawTitle(max(ruleY+37, bottom+7)) + w.underTitle()
}

// underTitle is the space between the title and a table that follows it at once; a letter brings its own.
func (w *writing) underTitle() float64 {
	if strings.TrimSpace(w.o.Letter) == "" && w.o.Greeting == "" || !w.look.opensWith(trade.BlockLetter) {
		return 3.4
	}
	return 0
}

// drawFirm draws the logo or the firm's name, and the firm's address; it returns the height of the rule under them.
func (w *writing) drawFirm() float64 {
	f, lines := w.about.Firm, 4
	top, under := 13.2, 35.0
	name := w.firmName()
	if w.drawLogo() {
		st := w.hue.plain().bold()
		for _, size := range []float64{9, 8, 7.5} {
			if st.size = size; w.width(name, st) <= 112 {
				break
			}
		}
		broken := w.capped(w.lines(name, st, 112), 2, st, 112, "firm")
		under += 4 * float64(len(broken)-1)
		w.tag = "firm"
		for _, l := range broken {
			w.right(right, top, l, st)
			top += st.lead
		}
		lines--
	}
	rows := w.contactRows(f, lines)
	if lines == 4 {
		w.drawName(name, rows)
	}
	for _, row := range rows {
		w.drawRuns(top, row)
		top += 4.0
	}
	w.tag = ""
	return under
}

// drawName sets the firm's name in the place of the logo: two lines of at most 60 mm, or wider when the address leaves
// room.
func (w *writing) drawName(name string, beside [][]run) {
	st := style{w.hue.base.As(page.Bold), 14, 6.2, w.hue.ink}
	room := 60.0
	if widest := w.widest(beside, w.hue.small()); len(w.lines(name, st, room)) > 2 {
		room = max(room, min(wide-widest-10, 100))
	}
	broken := w.lines(name, st, room)
	for st.size > 8 && len(broken) > 2 {
		st.size, st.lead = st.size-0.5, (st.size-0.5)*0.44
		broken = w.lines(name, st, room)
	}
	broken = w.capped(broken, 4, st, room, "firm")
	w.tag = "firm"
	w.column(left, 22-float64(len(broken))*st.lead/2, broken, st)
	w.tag = ""
}

func (w *writing) widest(rows [][]run, st style) float64 {
	most := 0.0
	for _, row := range rows {
		most = max(most, w.sum(row, st))
	}
	return min(most, 112)
}

// sum is the width of the runs of a row.
func (w *writing) sum(row []run, st style) (width float64) {
	for _, r := range row {
		width += w.width(r.s, st)
	}
	return width
}

// run is a piece of text with a link.
type run struct{ s, link string }

// contactRows are the lines under the firm's name: address, ways to reach it, main identifier.
func (w *writing) contactRows(f crm.Firm, most int) [][]run {
	var rows [][]run
	if a := f.Address; a != "" {
		rows = append(rows, []run{{s: a}})
	}
	var reach []run
	for _, r := range []run{{s: nowrap(f.Phone)}, {f.Email, mailto(f.Email)}, {f.Site, webAddress(f.Site)}} {
		if r.s == "" {
			continue
		}
		if len(reach) > 0 {
			reach = append(reach, run{s: " · "})
		}
		reach = append(reach, r)
	}
	if len(reach) > 0 {
		rows = append(rows, reach)
	}
	if id := w.mainID(); id != "" {
		rows = append(rows, []run{{s: id}})
	}
	return rows[:min(len(rows), most)]
}

// drawRuns draws a row ending at the right margin; one that is too wide is set smaller, then broken off.
func (w *writing) drawRuns(top float64, row []run) {
	st := w.hue.small()
	width := func() float64 { return w.sum(row, st) }
	const room = 112.0
	for width() > room && st.size > 6.5 {
		st.size -= 0.5
	}
	if width() > room {
		for i := range row {
			row[i].s = w.shorten(row[i].s, st, room/float64(len(row)))
		}
	}
	x := right - width()
	for _, r := range row {
		x = w.linked(x, top, r.s, st, r.link)
	}
}

func mailto(address string) string {
	if !strings.Contains(address, "@") || strings.ContainsAny(address, " \u00a0<>\"") {
		return ""
	}
	return "mailto:" + address
}

func webAddress(site string) string {
	if site == "" || !strings.Contains(site, ".") || strings.ContainsAny(site, " \u00a0<>\"") {
		return ""
	}
	if strings.HasPrefix(site, "https://") || strings.HasPrefix(site, "http://") {
		return site
	}
	return "https://" + site
}

// drawNumbers draws number, date, validity and request under each other and returns their bottom.
func (w *writing) drawNumbers(x, y float64) float64 {
	h := w.hue
	st, label := h.plain(), h.small()
	day := joined(", ", w.longDay(w.o.Day), w.o.Place)
	valid := ""
	if w.o.ValidUntil != "" {
		valid = w.longDay(w.o.ValidUntil)
	}
	rows := []headRow{
		{"paper.offer.number", "number", w.o.FullNumber(), st.bold()},
		{"paper.offer.date", "day", day, st},
		{"paper.offer.valid", "valid", valid, st.bold()},
		{"paper.offer.request", "request", w.o.Request, st},
	}
	if w.as.rows != nil {
		rows = w.as.rows(st)
	}
	for _, row := range rows {
		if row.value == "" {
			continue
		}
		room := 84.0 - 26
		if x > left {
			room = right - x - 26
		}
		lines := w.capped(w.lines(row.value, row.st, room), 3, row.st, room, row.tag)
		w.tag = row.tag
		w.text(x, y+(st.lead-label.lead)/2, w.say.T(row.key), label)
		w.column(x+26, y, lines, row.st)
		y += 5.4 + float64(len(lines)-1)*st.lead
	}
	w.tag = ""
	return y
}

// drawAddressee draws whom the offer is for, at most five lines each part, and returns the bottom.
func (w *writing) drawAddressee(x, y float64) float64 {
	to, st := w.o.To, w.hue.letter()
	soft := st.in(w.hue.sec)
	type part struct {
		s  string
		st style
	}
	parts := []part{{to.Post, st}, {to.Firm, st}, {to.Person, st.bold()}, {to.Address, soft}}
	if w.lang == "en" {
		parts = []part{{to.Person, st}, {to.Post, st}, {to.Firm, st.bold()}, {to.Address, st}}
	} else if to.Post+to.Firm+to.Person+to.Address != "" {
		w.tag = "to"
		w.text(x, y-0.6, w.say.T("paper.offer.to"), w.hue.small())
		y += 3.9
	}
	if one := joined(" ", to.Post, to.Firm); w.tight && to.Person != "" && w.lang != "en" && w.width(one, st) <= 80 {
		parts[0].s, parts[1].s = one, ""
	}
	if to.Person == "" && w.lang != "en" {
		parts[1].st = st.bold()
	}
	w.tag = "to"
	for _, p := range parts {
		if p.s == "" {
			continue
		}
		y = w.column(x, y, w.capped(w.lines(p.s, p.st, 80), 5, p.st, 80, "to"), p.st)
	}
	w.tag = ""
	return y
}

// drawTitle draws the kind of the paper and its subject and returns where the letter begins.
func (w *writing) drawTitle(y float64) float64 {
	st := w.hue.title()
	w.doc.Marks = nil
	x := w.text(left, y, w.kind(), st)
	if w.draft() {
		w.boxed(x+4, y+1.6, 5, w.say.T("paper.draft"), w.hue.plain().bold(), 0.35, 2)
	}
	y += st.lead
	if w.o.Subject == "" {
		return y
	}
	w.tag = "subject"
	sub := w.hue.subject()
	lines := w.lines(w.o.Subject, sub, wide)
	if len(lines) > 2 {
		sub = sub.sized(9.5, 4.7)
		lines = w.capped(w.lines(w.o.Subject, sub, wide), 12, sub, wide, "subject")
	}
	y = w.column(left, y, lines, sub)
	w.tag = ""
	return y
}

// drawRunningHead heads page 2 and the following.
func (w *writing) drawRunningHead() {
	st := w.hue.small()
	const top = 10.2
	about := joined(" ", w.o.FullNumber(), "")
	if w.o.Day != "" {
		about = joined(", ", w.o.FullNumber(), w.say.T("paper.offer.of", "Day", w.shortDay(w.o.Day)))
	}
	about = w.shorten(about, st, 70)
	w.right(right, top, about, st)
	room := wide - w.width(about, st) - 8
	if w.draft() {
		room -= 28
	}
	x := w.text(left, top, w.shorten(joined(" — ", w.firmName(), lowered(w.kind())), st, room), st)
	if w.draft() {
		w.boxed(x+3, top-0.3, 4.1, w.say.T("paper.draft"), st.bold().in(w.hue.ink), 0.35, 1.4)
	}
	w.rule(left, 17.2, wide, 0.2, w.hue.mid)
}

// drawFoot numbers the page and says where the table goes on.
func (w *writing) drawFoot(n, of int) {
	st := w.hue.small()
	y := w.sheet.foot
	w.rule(left, y, wide, 0.2, w.hue.mid)
	top := y + 4.6 - st.lead/2 - rise*st.size
	side := joined(", ", w.firmName(), nowrap(w.about.Firm.Phone))
	if w.flow.goesOn(n) {
		side = w.say.T("paper.offer.goes.on", "N", n+2+w.front)
	}
	count := w.say.T("paper.page", "N", n+1+w.front, "Of", of+w.front)
	number := w.shorten(w.o.FullNumber(), st, 60)
	end := w.text(left, top, joined(" · ", number, count), st)
	w.right(right, top, w.shorten(side, st, right-end-6), st)
	w.drawFooter(top + st.lead)
}
