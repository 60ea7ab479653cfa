package paper

import (
	"slices"
	"strconv"
	"strings"

	"rapport/app/trade"
)

// letterBlocks are greeting and letter; in the tight layout the greeting runs into the letter.
func (w *writing) letterBlocks() []*block {
	st := w.hue.letter()
	paragraphs := paragraphsOf(w.o.Letter)
	greeting := w.o.Greeting
	if greeting == "" && len(paragraphs) > 0 {
		greeting = w.say.T("paper.offer.greeting")
	}
	if w.tight && greeting != "" && len(paragraphs) > 0 {
		paragraphs[0], greeting = greeting+" "+runIn(paragraphs[0], greeting), ""
	}
	if greeting != "" {
		paragraphs = append([]string{greeting}, paragraphs...)
	}
	var all []*block
	for i, s := range paragraphs {
		b := w.paragraph(s, st, left, wide, "letter")
		b.gap = 1.4
		if i == 0 {
			b.gap, b.mark = 0, w.say.T("paper.mark.letter")
			b.keep = greeting != "" && len(paragraphs) > 1
			lead(b, 3.4)
		}
		all = append(all, b)
	}
	return all
}

// lead adds space above a block that stays even at the top of a page.
func lead(b *block, space float64) {
	draw := b.draw
	b.height += space
	b.draw = func(y float64) { draw(y + space) }
	if split := b.split; split != nil {
		b.split = func(room float64) (*block, *block) {
			first, rest := split(room - space)
			if first != nil {
				lead(first, space)
			}
			return first, rest
		}
	}
}

// runIn is the letter as it goes on after a greeting that ends in a comma: with a small letter in English only.
func runIn(s, greeting string) string {
	if strings.HasSuffix(greeting, ",") {
		return lowered(s)
	}
	return s
}

func paragraphsOf(s string) []string {
	var all []string
	for p := range strings.SplitSeq(s, "\n") {
		if p = strings.TrimSpace(p); p != "" {
			all = append(all, p)
		}
	}
	return all
}

// paragraph is a text that may split between pages, at least two lines on each side.
func (p *press) paragraph(s string, st style, x, width float64, tag string) *block {
	return p.paragraphOf(p.lines(s, st, width), st, x, tag)
}

func (p *press) paragraphOf(lines []string, st style, x float64, tag string) *block {
	b := &block{height: float64(len(lines)) * st.lead}
	b.draw = func(y float64) {
		p.tag = tag
		p.column(x, y, lines, st)
		p.tag = ""
	}
	b.split = func(room float64) (*block, *block) {
		n := min(int(room/st.lead+0.001), len(lines)-2)
		if n < 2 {
			return nil, nil
		}
		first, rest := p.paragraphOf(lines[:n], st, x, tag), p.paragraphOf(lines[n:], st, x, tag)
		first.gap, rest.keep = b.gap, b.keep
		first.mark, first.level = b.mark, b.level
		return first, rest
	}
	return b
}

// heading is a heading of level 2.
func (p *press) title2(s string, gap float64) *block {
	st := p.hue.heading()
	return &block{gap: gap, height: st.lead + 0.8, keep: true, mark: s, draw: func(y float64) { p.text(left, y, s, st) }}
}

// term is one condition, ready to be set.
type term struct{ title, text, tag string }

// terms are the conditions with the validity and the legal line.
func (w *writing) terms() []term {
	var all []term
	own := w.say.T("paper.term.valid")
	hasOwn := false
	for i, t := range w.o.Terms {
		if strings.TrimSpace(t.Text) == "" {
			continue
		}
		hasOwn = hasOwn || strings.EqualFold(t.Title, own)
		all = append(all, term{t.Title, t.Text, "term:" + strconv.Itoa(i)})
	}
	legal := w.legalLine()
	switch {
	case hasOwn && legal != "":
		all = append(all, term{"", legal, "public"})
	case !hasOwn:
		until := ""
		if w.o.ValidUntil != "" && w.o.Public != "binding" {
			until = w.say.T("paper.term.until", "Day", w.longDay(w.o.ValidUntil))
		}
		if s := joined(" ", until, legal); s != "" {
			all = append(all, term{own, s, "valid"})
		}
	}
	return all
}

// legalLine says whether the offer binds.
func (w *writing) legalLine() string {
	switch w.o.Public {
	case "not-public":
		return w.say.T("paper.term.not.public")
	case "binding":
		if w.o.ValidUntil == "" {
			return ""
		}
		return w.say.T("paper.term.binding", "Day", w.longDay(w.o.ValidUntil))
	}
	return ""
}

// termBlocks are the conditions under their heading, which stays with two of them; so do the last two, and a page that goes on
// with them says so.
func (w *writing) termBlocks() []*block {
	terms := w.terms()
	if len(terms) == 0 {
		return nil
	}
	var all []*block
	if !w.tight {
		all = append(all, w.title2(w.say.T("paper.terms"), 6))
	}
	for i, t := range terms {
		b := w.termBlock(t, i == len(terms)-1)
		b.keep = (i == 0 || i == len(terms)-2) && i < len(terms)-1
		all = append(all, b)
	}
	if !w.tight {
		w.goesOn(all[1:])
	}
	if w.tight {
		all[0].gap, all[0].mark = 2.5, w.say.T("paper.terms")
	}
	return all
}

// goesOn has the heading of the conditions repeated where a page goes on with them.
func (w *writing) goesOn(terms []*block) {
	again := w.title2(w.say.T("paper.terms")+" "+w.say.T("paper.table.continued"), 0)
	again.mark = ""
	head := &block{} // draws nothing: the foot of the page speaks of tables alone
	for i, b := range terms {
		b.tableOf(head, again, i == 0)
	}
}

// tableOf puts a block and the parts it may split into under a head and a band.
func (b *block) tableOf(head, band *block, open bool) {
	b.head, b.band, b.open = head, band, open
	split := b.split
	if split == nil {
		return
	}
	b.split = func(room float64) (*block, *block) {
		first, rest := split(room)
		if rest != nil {
			first.tableOf(head, band, open)
			rest.tableOf(head, band, false)
		}
		return first, rest
	}
}

// termBlock is one condition: its label, its text and the rule under it.
func (w *writing) termBlock(t term, last bool) *block {
	r := pair{label: w.hue.row().in(w.hue.sec), st: w.hue.row(), indent: 34, pad: 0.9, tag: t.tag, ruled: !last}
	if w.tight {
		r.pad = 0.7
	}
	return w.pairBlock(r, w.linesOf(t.title, r.label, 33), w.lines(t.text, r.st, wide-r.indent))
}

// totalColumn is one column of the totals.
type totalColumn struct {
	head  string
	total trade.Total
}

// totalColumns are once, per month, per year and the first twelve months: those that say something.
func (w *writing) totalColumns() []totalColumn {
	s := w.sums
	if !s.Recurring {
		return []totalColumn{{"", s.Once}}
	}
	var all []totalColumn
	used := map[trade.Period]bool{}
	for _, sec := range w.o.Sections {
		if slices.ContainsFunc(sec.Lines, func(l trade.Line) bool { return !l.Text }) {
			used[sec.Period] = true
		}
	}
	for _, p := range []trade.Period{trade.Once, trade.Monthly, trade.Yearly} {
		if used[p] {
			all = append(all, totalColumn{w.say.T("paper.total." + periodWord(p)), s.Of(p)})
		}
	}
	if len(all) == 1 && used[trade.Yearly] {
		return all
	}
	return append(all, totalColumn{w.say.T("paper.total.first.year"), s.FirstYear})
}

// totalRow is one row of the totals: a label and a sum for each column; a nil sum is a dash.
type totalRow struct {
	label string
	sums  []string
	grand bool
}

// totalRows lists the rows by the tax mode.
func (w *writing) totalRows(columns []totalColumn) []totalRow {
	var rows []totalRow
	add := func(label string, grand bool, of func(trade.Total) string) {
		r := totalRow{label: label, grand: grand}
		for _, c := range columns {
			r.sums = append(r.sums, of(c.total))
		}
		rows = append(rows, r)
	}
	lines, whole := false, false
	for _, c := range columns {
		lines, whole = lines || c.total.Discount != c.total.Whole, whole || c.total.Whole != 0
	}
	if lines || whole {
		add(w.say.T("paper.total.before"), false, func(t trade.Total) string { return w.plain(t.Full) })
	}
	if lines {
		key := "paper.total.discount"
		if whole {
			key = "paper.total.discount.lines"
		}
		add(w.say.T(key), false, func(t trade.Total) string { return w.orDash(t.Whole - t.Discount) })
	}
	if whole {
		add(w.wholeLabel(), false, func(t trade.Total) string { return w.orDash(-t.Whole) })
	}
	switch w.o.Tax {
	case trade.TaxNet:
		add(w.say.T("paper.total.net"), false, func(t trade.Total) string { return w.plain(t.Net) })
		w.addRates(&rows, columns, "paper.total.vat")
		add(w.grandLabel("paper.total.gross", columns), true, func(t trade.Total) string { return w.plain(t.Gross) })
	case trade.TaxGross:
		add(w.grandLabel("paper.total.gross", columns), true, func(t trade.Total) string { return w.plain(t.Gross) })
		w.addRates(&rows, columns, "paper.total.vat.in")
	default:
		key := "paper.total.sum"
		if w.o.Tax == trade.TaxReverse {
			key = "paper.total.without"
		}
		add(w.grandLabel(key, columns), true, func(t trade.Total) string { return w.plain(t.Gross) })
	}
	return rows
}

// wholeLabel names the discount on the whole offer, with the per cent where it has one.
func (w *writing) wholeLabel() string {
	label := w.say.T("paper.total.discount.whole")
	if w.as.sold {
		label = w.say.T("paper.total.discount.order")
	}
	if p := w.o.Discount.Percent; p.Sign() > 0 {
		label += " " + percent(p, w.lang)
	}
	return label
}

func (w *writing) orDash(minor int64) string {
	if minor == 0 {
		return "—"
	}
	return w.plain(minor)
}

// grandLabel names the total; where no head says the currency, the label does.
func (w *writing) grandLabel(key string, columns []totalColumn) string {
	if len(columns) == 1 && columns[0].head == "" {
		return w.say.T(key) + "," + nbsp + w.currency()
	}
	return w.say.T(key)
}

// addRates adds a row per VAT rate, the highest first. A rate of zero that only exempt lines bear is no rate.
func (w *writing) addRates(rows *[]totalRow, columns []totalColumn, key string) {
	merged := columns[len(columns)-1].total
	for _, rate := range merged.Rates {
		if rate.Rate.IsZero() && !w.zeroRated() {
			continue
		}
		r := totalRow{label: w.say.T(key, "Rate", percent(rate.Rate, w.lang))}
		for _, c := range columns {
			s := "—"
			for _, own := range c.total.Rates {
				if own.Rate == rate.Rate {
					s = w.plain(own.VAT)
				}
			}
			r.sums = append(r.sums, s)
		}
		*rows = append(*rows, r)
	}
}

// zeroRated tells whether a line bears the rate 0 rather than being exempt.
func (w *writing) zeroRated() bool {
	for i, s := range w.o.Sections {
		for j, l := range s.Lines {
			if l.VAT.IsZero() && !l.Exempt && w.sums.Sections[i].Lines[j].Summed {
				return true
			}
		}
	}
	return false
}
