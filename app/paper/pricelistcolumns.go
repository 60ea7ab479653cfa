package paper

import (
	"slices"
	"strings"

	"rapport/app/money"
	"rapport/app/trade"
)

// priceLine is a line of the table: an item, or one form of it under the item.
type priceLine struct {
	PriceRow
	form bool
}

// linesOf are the lines of an item: its own, then one for each of its forms.
func (p *pricing) linesFor(r PriceRow) []priceLine {
	all := []priceLine{{PriceRow: r}}
	for _, f := range r.Forms {
		if f.Name == "" {
			f.Name = p.say.T("paper.prices.plain")
		}
		all = append(all, priceLine{form: true, PriceRow: PriceRow{Article: f.Article, Name: f.Name, Unit: r.Unit, Price: f.Price, Priced: f.Priced,
			Tiers: f.Tiers, Period: r.Period}})
	}
	return all
}

// everyLine goes through the lines of all items.
func (p *pricing) everyLine(f func(priceLine)) {
	for _, s := range p.facts.Sections {
		for _, r := range s.Rows {
			for _, l := range p.linesFor(r) {
				f(l)
			}
		}
	}
}

// columnKind tells what a column of a price list shows.
type columnKind int

const (
	pricePicture columnKind = iota
	priceArticle
	priceName
	priceUnit
	priceRate
	priceMoney
	priceStep // the price from a quantity on
)

// priceColumn is a column of the table: what it shows of a line.
type priceColumn struct {
	kind  columnKind
	step  money.Dec // of priceStep
	head  string
	lines []string // of the head
	x, w  float64
	right bool
	marks marks // of a column of prices
	of    func(priceLine) string
}

// Widths in mm: the least and the most of a column by what it shows, and what the name of an item keeps.
var (
	priceLeast = map[columnKind]float64{priceUnit: 12, priceRate: 13, priceMoney: 26, priceStep: 18}
	priceMost  = map[columnKind]float64{priceArticle: 34, priceUnit: 22, priceRate: 18, priceMoney: 46, priceStep: 30}
)

const leastName = 58.0

// measure lays the columns: the name gets what the others leave. Tiers get columns where they can, else they stand under
// the price.
func (p *pricing) measure() {
	p.steps = p.sharedSteps()
	if p.lay(); len(p.steps) > 0 && p.named().w < leastName {
		p.steps = nil
		p.lay()
	}
}

// lay settles the columns and their widths.
func (p *pricing) lay() {
	p.cols = p.columns()
	p.tier = p.tierMarks()
	rest := wide
	for i := range p.cols {
		c := &p.cols[i]
		if c.kind == priceName {
			continue
		}
		c.w = p.columnWidth(c)
		rest -= c.w
	}
	p.named().w = rest
	x := left
	for i := range p.cols {
		c := &p.cols[i]
		c.x = x
		x += c.w
		if c.w > 0 {
			c.lines = p.lines(c.head, p.headStyle(), c.w-2.4+0.5)
		}
	}
}

// named is the column of the names.
func (p *pricing) named() *priceColumn {
	return &p.cols[slices.IndexFunc(p.cols, func(c priceColumn) bool { return c.kind == priceName })]
}

func (p *pricing) columns() []priceColumn {
	priceHead := map[trade.TaxMode]string{trade.TaxNet: "paper.table.price.net", trade.TaxGross: "paper.table.price.gross"}[p.o.Tax]
	if priceHead == "" {
		priceHead = "paper.table.price"
	}
	all := []priceColumn{
		{kind: pricePicture, of: func(priceLine) string { return "" }},
		{kind: priceArticle, head: p.say.T("paper.prices.article"), of: func(l priceLine) string { return l.Article }},
		{kind: priceName, head: p.say.T("paper.table.name"), of: func(l priceLine) string { return l.Name }},
		{kind: priceUnit, head: p.say.T("paper.prices.unit"), of: whole(func(l priceLine) string { return l.Unit })},
		{kind: priceRate, head: p.say.T("paper.table.rate"), right: true, of: whole(p.rate)},
		{kind: priceMoney, head: p.say.T(priceHead, "C", p.currency()), right: true, of: p.price},
	}
	for _, from := range p.steps {
		all = append(all, priceColumn{kind: priceStep, step: from, head: p.from(from, ""), right: true, of: func(l priceLine) string { return p.priceFrom(l, from) }})
	}
	return all
}

// whole says of an item what is not said again of its forms.
func whole(of func(priceLine) string) func(priceLine) string {
	return func(l priceLine) string {
		if l.form {
			return ""
		}
		return of(l)
	}
}

// columnWidth is how wide a column must be for its head and its widest text; 0 when it has nothing to show. One rate of VAT
// for all needs no column.
func (p *pricing) columnWidth(c *priceColumn) float64 {
	if c.kind == pricePicture {
		if p.pictured() {
			return pictureSide + pictureGap
		}
		return 0
	}
	widest, any, mixed := p.widest(c)
	if !any || c.kind == priceRate && (!mixed || !p.o.Taxed()) {
		return 0
	}
	w := min(max(widest+2.4, priceLeast[c.kind]), priceMost[c.kind])
	if c.kind == priceMoney && p.tier.room() > 0 {
		w = min(max(w, p.tierLabels()+tierGap+p.tier.room()+2.4), mostTiered)
	}
	for word := range strings.SplitSeq(c.head, " ") {
		w = max(w, p.width(word, p.headStyle())+2.4)
	}
	return w
}

// priced tells whether a column holds prices.
func (c priceColumn) priced() bool { return c.kind == priceMoney || c.kind == priceStep }

// widest is the width of the widest text of a column, whether it has any, and whether they differ.
func (p *pricing) widest(c *priceColumn) (most float64, any, mixed bool) {
	first := ""
	p.everyLine(func(l priceLine) {
		said := c.of(l)
		if said == "" {
			return
		}
		if !any {
			first = said
		}
		any, mixed = true, mixed || said != first
		st := p.cellStyle(c.kind, l)
		if c.priced() {
			c.marks.take(&p.press, said, st)
			most = c.marks.room()
			return
		}
		most = max(most, p.width(said, st))
	})
	return most, any, mixed
}

// cellStyle is how a column shows a line: prices strong, all but the name pale.
func (p *pricing) cellStyle(kind columnKind, l priceLine) style {
	st := p.hue.row()
	switch kind {
	case priceMoney:
		if l.Priced {
			return st.bold()
		}
	case priceStep, priceName:
		return st
	}
	return st.in(p.hue.sec)
}

// rate is the VAT of a line as its column shows it.
func (p *pricing) rate(l priceLine) string {
	if l.Exempt {
		return p.say.T("paper.table.exempt")
	}
	return percent(l.VAT, p.lang)
}

// price is the price of a line: what recurs says so, what has none is to be asked for, and that of an item in several forms
// stands beside them.
func (p *pricing) price(l priceLine) string {
	switch {
	case len(l.Forms) > 0:
		return ""
	case !l.Priced:
		return p.say.T("paper.prices.ask")
	}
	return p.said(l.Price, l)
}

// said is a price as a line shows it.
func (p *pricing) said(of money.Dec, l priceLine) string {
	price := money.Paper(money.FormatPrice(of, p.o.Currency, p.lang))
	if l.Options {
		price = p.say.T("paper.prices.least", "Price", price)
	}
	return nowrap(price)
}

// period says under a price how often it is paid, so that the figures above each other stay on one edge.
func (p *pricing) period(l priceLine) string {
	switch {
	case !l.Priced:
	case l.Period == trade.Monthly:
		return p.say.T("paper.prices.month")
	case l.Period == trade.Yearly:
		return p.say.T("paper.prices.year")
	}
	return ""
}

func (p *pricing) headBlock() *block {
	st := p.headStyle()
	deep := 1
	for _, c := range p.cols {
		deep = max(deep, len(c.lines))
	}
	const pad = 1.3
	height := float64(deep)*st.lead + 2*pad
	return &block{height: height, draw: func(y float64) {
		p.rule(left, y, wide, 0.5, p.hue.ink)
		for _, c := range p.cols {
			p.drawCell(c, y+height-pad-float64(len(c.lines))*st.lead, c.lines, st)
		}
		p.rule(left, y+height, wide, 0.25, p.hue.ink)
	}}
}

// drawCell draws lines in a column.
func (p *pricing) drawCell(c priceColumn, top float64, lines []string, st style) {
	for _, l := range lines {
		if c.right {
			p.right(c.x+c.w-1.2, top, l, p.fit(l, st, c.w-1.2))
		} else {
			p.text(c.x+1.2, top, l, st)
		}
		top += st.lead
	}
}
