package paper

import (
	"strconv"
	"strings"

	"rapport/app/money"
	"rapport/app/trade"
)

func percent(d money.Dec, lang string) string { return money.FormatPercent(d, lang) }

// totalsShape is where the columns of the totals stand.
type totalsShape struct {
	x, label, column float64
}

// shape gives the single column the right edge, and several the whole width.
func (w *writing) shape(columns []totalColumn) totalsShape {
	switch n := float64(len(columns)); {
	case n == 1:
		return totalsShape{x: right - 114, label: 74, column: 40}
	case n > 3:
		return totalsShape{x: left, label: wide - 34*n, column: 34}
	default:
		column := 34.0
		return totalsShape{x: left, label: wide - column*n, column: column}
	}
}

// totalBlocks are the sums by section of a long offer, and the totals with words, when asked for, and remarks, which stay
// together.
func (w *writing) totalBlocks(words bool) []*block {
	if len(w.rows.rows) == 0 {
		return nil
	}
	all := w.sectionTotals()
	totals := w.totalsBlock(words)
	if len(all) > 0 {
		all[len(all)-1].keep = true
		totals.gap = 5
	}
	return append(all, totals)
}

// wordsAlone are the totals in words where they do not stand under the totals.
func (w *writing) wordsAlone() []*block {
	if len(w.rows.rows) == 0 {
		return nil
	}
	parts := w.wordBlocks(w.totalColumns())
	if len(parts) == 0 {
		return nil
	}
	b := stack(parts)
	b.gap = 3.2
	return []*block{b}
}

// noteBlocks are the note on the whole offer.
func (w *writing) noteBlocks() []*block {
	if w.o.Note == "" || len(w.rows.rows) == 0 {
		return nil
	}
	r := pair{label: w.hue.row().in(w.hue.sec), st: w.hue.row(), indent: 34, tag: "note"}
	b := w.pairBlock(r, w.lines(w.say.T("paper.note"), r.label, 33), w.lines(w.o.Note, r.st, wide-r.indent))
	b.gap = 2.5
	return []*block{b}
}

// manyLines is the number of lines from which the sums by section are repeated before the totals.
const manyLines = 40

// sectionTotals is the table of sums by section.
func (w *writing) sectionTotals() []*block {
	if len(w.rows.rows) < manyLines || len(w.o.Sections) < 2 {
		return nil
	}
	st, pad := w.hue.plain(), w.totalPadding()
	head := w.totalsHead(w.say.T("paper.total.sections", "C", w.currency()), []string{w.sectionHead()}, totalsShape{x: left, label: wide - 40, column: 40})
	var all []*block
	for i, sec := range w.o.Sections {
		if len(sec.Lines) == 0 {
			continue
		}
		lines := w.capped(w.lines(w.sectionName(i), st, wide-46), 6, st, wide-46, "section "+strconv.Itoa(i))
		sum := w.plain(w.sectionFigure(w.sums.Sections[i].Total))
		height := float64(len(lines))*st.lead + 2*pad
		all = append(all, &block{height: height, head: head, draw: func(y float64) {
			w.column(left+1.2, y+pad, lines, st)
			w.right(right-1.2, y+pad, sum, w.fit(sum, st, 40))
			w.rule(left, y+height, wide, w.hue.hairline, w.hue.hair)
		}})
	}
	tie(all)
	if len(all) > 0 {
		all[0].gap = 5
	}
	return all
}

// sectionFigure is the sum of a section that leads to the totals: with VAT, unless VAT is rounded by rate or a discount on
// the whole offer comes first, so that only the sums VAT is counted from add up.
func (w *writing) sectionFigure(t trade.Total) int64 {
	if w.netSections() {
		return t.Net
	}
	return t.Gross
}

func (w *writing) netSections() bool {
	return w.o.Tax == trade.TaxNet && (w.o.Rounding == money.PerRate || w.sums.FirstYear.Whole != 0)
}

// sectionHead names that sum.
func (w *writing) sectionHead() string {
	switch {
	case w.netSections():
		return w.say.T("paper.total.net")
	case w.o.Taxed():
		return w.say.T("paper.total.gross")
	}
	return w.say.T("paper.total.sum")
}

func (w *writing) totalPadding() float64 {
	if w.tight {
		return 0.7
	}
	return 1.0
}

// totalsHead is the head row of a table of totals.
func (w *writing) totalsHead(label string, heads []string, shape totalsShape) *block {
	st := w.headStyle()
	const pad = 1.1
	height := st.lead + 2*pad
	return &block{height: height, draw: func(y float64) {
		w.text(shape.x+1.2, y+pad, label, st)
		x := shape.x + shape.label
		for _, h := range heads {
			x += shape.column
			w.right(x-1.2, y+pad, h, w.fit(h, st, shape.column-1.2))
		}
		w.rule(shape.x, y+height, shape.label+float64(len(heads))*shape.column, 0.25, w.hue.ink)
	}}
}

// totalsBlock is the totals, the words and the remarks in one block.
func (w *writing) totalsBlock(words bool) *block {
	columns := w.totalColumns()
	shape := w.shape(columns)
	var parts []*block
	if columns[0].head != "" {
		var heads []string
		for _, c := range columns {
			heads = append(heads, c.head)
		}
		parts = append(parts, w.totalsHead(w.say.T("paper.total", "C", w.currency()), heads, shape))
	}
	rows := w.totalRows(columns)
	if w.as.after != nil {
		rows = append(rows, w.as.after(columns)...)
	}
	for i, r := range rows {
		parts = append(parts, w.totalRowBlock(r, shape, i+1 < len(rows) && rows[i+1].grand))
	}
	if words {
		parts = append(parts, w.wordBlocks(columns)...)
	}
	parts = append(parts, w.remarkBlocks()...)
	b := stack(parts)
	b.gap, b.mark = 3.2, w.say.T("paper.mark.totals")
	return b
}

// stack makes one block of several.
func stack(parts []*block) *block {
	b := &block{}
	for i, part := range parts {
		if i > 0 {
			b.height += part.gap
		}
		b.height += part.height
	}
	b.draw = func(y float64) {
		for i, part := range parts {
			if i > 0 {
				y += part.gap
			}
			part.draw(y)
			y += part.height
		}
	}
	return b
}

// totalRowBlock is one row of the totals; the grand total stands between two strong rules.
func (w *writing) totalRowBlock(r totalRow, shape totalsShape, beforeGrand bool) *block {
	st, pad := w.hue.plain(), w.totalPadding()
	if r.grand {
		st, pad = w.hue.grand(), 1.45
		if w.tight {
			pad = 1.1
		}
	}
	labels := w.lines(r.label, st, shape.label-2.4)
	height := float64(len(labels))*st.lead + 2*pad
	full := shape.label + float64(len(r.sums))*shape.column
	return &block{height: height, draw: func(y float64) {
		if r.grand {
			w.rule(shape.x, y, full, 0.5, w.hue.ink)
		}
		w.column(shape.x+1.2, y+pad, labels, st)
		x := shape.x + shape.label
		for _, s := range r.sums {
			x += shape.column
			w.right(x-1.2, y+pad, s, w.fitSum(s, st, shape.column-2.4))
		}
		switch {
		case r.grand:
			w.rule(shape.x, y+height, full, 0.5, w.hue.ink)
		case !beforeGrand:
			w.rule(shape.x, y+height, full, w.hue.hairline, w.hue.hair)
		}
	}}
}

// fitSum sets a sum too wide for its column in 9.5 points, and smaller still when that is not enough.
func (w *writing) fitSum(s string, st style, width float64) style {
	if w.width(s, st) > width && st.size > 9.5 {
		st.size = 9.5
	}
	return w.fit(s, st, width)
}

// wordBlocks are the totals in words, one sentence for each column that is not counted from the others.
func (w *writing) wordBlocks(columns []totalColumn) []*block {
	if !w.o.Words {
		return nil
	}
	var sentences []labelled
	for _, c := range columns {
		if c.head == w.say.T("paper.total.first.year") {
			continue
		}
		said, err := money.Words(money.New(c.total.Gross, w.o.Currency), w.wordsLang(), money.WordsPlain)
		if err != nil {
			w.remark("words", "paper.remark.words")
			continue
		}
		if w.o.Taxed() {
			said = w.say.T("paper.words.vat", "Words", said, "VAT", w.full(c.total.VAT))
		}
		label := c.head
		if label == "" {
			label = w.say.T("paper.words.total")
		}
		sentences = append(sentences, labelled{nowrap(label) + ":", said + "."})
	}
	if w.tight {
		return w.runTogether(sentences)
	}
	var all []*block
	for _, s := range sentences {
		all = append(all, w.labelledBlock([]labelled{s}))
	}
	if len(all) > 0 {
		all[0].gap = 2.2
	}
	return all
}

func (w *writing) runTogether(sentences []labelled) []*block {
	if len(sentences) == 0 {
		return nil
	}
	b := w.labelledBlock(sentences)
	b.gap = 1.6
	return []*block{b}
}

// labelled is a sentence with a bold beginning.
type labelled struct{ label, said string }

// labelledBlock sets sentences with bold beginnings in one paragraph across the page.
func (w *writing) labelledBlock(sentences []labelled) *block {
	return w.labelledIn(sentences, w.hue.plain(), left, wide)
}

// labelledIn sets sentences with bold beginnings in one paragraph.
func (p *press) labelledIn(sentences []labelled, st style, at, width float64) *block {
	type piece struct {
		x, y float64
		s    string
		st   style
	}
	var pieces []piece
	x, y := 0.0, 0.0
	put := func(s string, st style) {
		for i, l := range metrics.BreakAfter(s, st.face, st.size, width, x) {
			if i > 0 {
				x, y = 0, y+st.lead
			}
			pieces = append(pieces, piece{x, y, l, st})
			x += p.width(l, st)
		}
	}
	space := p.width(" ", st)
	for i, s := range sentences {
		if i > 0 {
			x += space
		}
		put(s.label, st.bold())
		if s.said != "" {
			x += space
			put(s.said, st)
		}
	}
	return &block{height: y + st.lead, draw: func(top float64) {
		for _, piece := range pieces {
			p.text(at+piece.x, top+piece.y, piece.s, piece.st)
		}
	}}
}

// remarkBlocks are the small lines under the totals: why there is no VAT, and that options are not summed.
func (w *writing) remarkBlocks() []*block {
	st := w.hue.small()
	var all []*block
	add := func(s string, st style) {
		b := w.paragraph(s, st, left, wide, "tax")
		if len(all) == 0 {
			b.gap = 1.2
		}
		all = append(all, b)
	}
	switch w.o.Tax {
	case trade.TaxNone:
		add(w.noTax(), w.hue.plain())
	case trade.TaxReverse:
		add(joined(" ", w.say.T("paper.tax.reverse"), w.o.NoTaxLine), w.hue.plain())
	}
	if s := w.rateLine(); s != "" {
		add(s, st)
	}
	if w.sums.Options > 0 && !w.tight { // the lines say so themselves
		add(w.say.T(w.choicesKey()), st)
	}
	return all
}

// choicesKey is the message that says which lines are not in the totals.
func (w *writing) choicesKey() string {
	for _, s := range w.o.Sections {
		for i, l := range s.Lines {
			if _, ok := s.Instead(i); ok && !l.Chosen {
				return "paper.total.choices"
			}
		}
	}
	return "paper.total.options"
}

// rateLine is the rate of exchange where the offer is not in the firm's own currency.
func (w *writing) rateLine() string {
	r, own := w.o.Rate, money.Currency(w.about.Firm.Currency)
	if r.Value.Sign() <= 0 || own == "" || own == w.o.Currency {
		return ""
	}
	one, worth := w.unitPrice(money.DecInt(1), w.o.Currency), w.unitPrice(r.Value, own)
	if r.Day == "" {
		return w.say.T("paper.rate", "One", one, "Worth", worth)
	}
	return w.say.T("paper.rate.on", "One", one, "Worth", worth, "Day", nowrap(w.longDay(r.Day)))
}

// unitPrice is a price with the sign its currency has on paper.
func (w *writing) unitPrice(d money.Dec, c money.Currency) string {
	return money.Paper(strings.Replace(money.SignedPrice(d, c, w.lang), c.Symbol(), c.PaperSymbol(w.lang), 1))
}

// noTax says that no VAT is charged, and on what ground.
func (w *writing) noTax() string {
	line, said := strings.TrimRight(w.o.NoTaxLine, "."), w.say.T("paper.tax.none")
	if w.us {
		said = w.say.T("paper.tax.none.us") // sales tax is the state's, and no VAT there is
	}
	upper := strings.ToUpper(line)
	switch {
	case line == "":
		return said + "."
	case strings.Contains(upper, "НДС"), strings.Contains(upper, "ПДВ"), strings.Contains(upper, "VAT"), strings.Contains(upper, "TAX"):
		return line + "."
	}
	return said + " (" + line + ")."
}
