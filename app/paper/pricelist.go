package paper

import (
	"strconv"
	"strings"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/page"
	"rapport/app/text"
	"rapport/app/trade"
)

// PriceSection is a group of a price list with its items, in the order they are read.
type PriceSection struct {
	Path []string // names of the group and those above it, the topmost first; none: what is in no group
	Rows []PriceRow
}

// PriceRow is one item of a price list.
type PriceRow struct {
	Article, Name, Note, Unit string
	Price                     money.Dec
	Priced                    bool // otherwise the price is to be asked for
	Options                   bool // what is chosen may change the price
	VAT                       money.Dec
	Exempt                    bool
	Period                    trade.Period
}

// PriceListFacts is what the paper of a price list needs.
type PriceListFacts struct {
	Firm     crm.Firm
	For      string // whose prices they are, as it is printed; empty: everybody's
	Day      crm.Day
	Until    crm.Day // empty: until further notice
	Currency money.Currency
	Gross    bool // prices include VAT
	Sections []PriceSection
	Created  crm.Moment
	Look     Letterhead
	Buyer    crm.Client // whose prices they are, as the base knows it
	Letter   bool       // US Letter instead of A4
	Thrifty  bool       // black, no fills
}

// PriceList lays a price list out in the language of the tongue.
func PriceList(f PriceListFacts, tongue *text.Tongue) (*page.Document, []Remark, error) {
	c := cleaner{}
	f = c.prices(f)
	tax := trade.TaxNet
	switch {
	case !f.Firm.VATPayer:
		tax = trade.TaxNone
	case f.Gross:
		tax = trade.TaxGross
	}
	w := &writing{lang: string(tongue.Lang()), faults: c.faults, about: OfferFacts{Firm: f.Firm, Client: f.For, Letter: f.Letter, Thrifty: f.Thrifty, Buyer: f.Buyer},
		o: trade.Offer{Day: f.Day, State: trade.Sent, Lang: string(tongue.Lang()), Currency: f.Currency, Tax: tax, NoTaxLine: f.Firm.NoVATLine, Created: f.Created}}
	f.Look.onto(&w.about)
	w.us = strings.EqualFold(f.Firm.Country, "US") && w.lang == "en"
	w.say = tongue
	w.press.faults = &w.faults
	w.as = manner{title: tongue.T("paper.prices.title"), fields: noField}
	w.dressOther()
	p := &pricing{writing: w, facts: f}
	if !p.any() {
		return nil, nil, ErrNoLines
	}
	return p.compose(), w.faults, nil
}

// noField is what fields of an offer stand for where there is none.
func noField(string) string { return "" }

// pricing is a price list being laid out.
type pricing struct {
	*writing
	facts PriceListFacts
	cols  []priceColumn
}

// priceColumn is a column of the table: what it shows of a row.
type priceColumn struct {
	head  string
	lines []string // of the head
	x, w  float64
	right bool
	of    func(PriceRow) string
}

func (p *pricing) any() bool {
	for _, s := range p.facts.Sections {
		if len(s.Rows) > 0 {
			return true
		}
	}
	return false
}

// compose builds the pages.
func (p *pricing) compose() *page.Document {
	w := p.writing
	w.press = press{doc: w.blank(), say: w.say, hue: w.look.hue, faults: &w.faults}
	top := &page.Page{}
	w.leaf = top
	w.flow = flow{first: p.drawTop(), next: 20, bottom: w.sheet.bottom}
	p.measure()
	w.flow.place(p.blocks())
	w.flow.ink(&w.press, func(n, _ int) {
		if n == 0 {
			w.leaf.Marks = append(w.leaf.Marks, top.Marks...)
			return
		}
		w.drawRunningHead()
	}, w.drawFoot)
	return w.doc
}

// drawTop draws the firm, the title, whose prices they are and how long they hold, and returns where the table begins.
func (p *pricing) drawTop() float64 {
	y := p.drawFirm()
	p.rule(left, y, wide, 0.6, p.hue.acc)
	y += 8
	st := p.hue.title()
	p.doc.Marks = nil
	p.text(left, y, p.kind(), st)
	y += st.lead + 0.6
	if p.facts.For != "" {
		sub := p.hue.subject()
		who := p.say.T("paper.prices.for", "Name", p.facts.For)
		y = p.column(left, y, p.capped(p.lines(who, sub, wide), 3, sub, wide, "for"), sub)
	}
	st = p.hue.plain()
	return p.column(left, y, p.lines(p.holding(), st, wide), st) + 4
}

// holding says from when to when the prices hold, and whether VAT is in them.
func (p *pricing) holding() string {
	since := p.say.T("paper.prices.from", "Day", nowrap(p.longDay(p.facts.Day)))
	if p.facts.Until != "" {
		since = p.say.T("paper.prices.until", "Day", nowrap(p.longDay(p.facts.Day)), "Until", nowrap(p.longDay(p.facts.Until)))
	}
	tax := map[trade.TaxMode]string{trade.TaxNet: "paper.prices.net", trade.TaxGross: "paper.prices.gross"}[p.o.Tax]
	if tax == "" {
		return since + " " + p.noTax()
	}
	return since + " " + p.say.T(tax)
}

// rate is the VAT of a row as its column shows it.
func (p *pricing) rate(r PriceRow) string {
	if r.Exempt {
		return p.say.T("paper.table.exempt")
	}
	return percent(r.VAT, p.lang)
}

// price is the price of a row: what recurs says so, and what has none is to be asked for.
func (p *pricing) price(r PriceRow) string {
	if !r.Priced {
		return p.say.T("paper.prices.ask")
	}
	price := money.Paper(money.FormatPrice(r.Price, p.o.Currency, p.lang))
	if r.Options {
		price = p.say.T("paper.prices.least", "Price", price)
	}
	switch r.Period {
	case trade.Monthly:
		price = p.say.T("paper.prices.month", "Price", price)
	case trade.Yearly:
		price = p.say.T("paper.prices.year", "Price", price)
	}
	return nowrap(price)
}

// measure lays the columns: the name gets what the others leave. One rate of VAT for all needs no column.
func (p *pricing) measure() {
	priceHead := map[trade.TaxMode]string{trade.TaxNet: "paper.table.price.net", trade.TaxGross: "paper.table.price.gross"}[p.o.Tax]
	if priceHead == "" {
		priceHead = "paper.table.price"
	}
	p.cols = []priceColumn{
		{head: p.say.T("paper.prices.article"), of: func(r PriceRow) string { return r.Article }},
		{head: p.say.T("paper.table.name"), of: func(r PriceRow) string { return r.Name }},
		{head: p.say.T("paper.prices.unit"), of: func(r PriceRow) string { return r.Unit }},
		{head: p.say.T("paper.table.rate"), right: true, of: p.rate},
		{head: p.say.T(priceHead, "C", p.currency()), right: true, of: p.price},
	}
	least, most := []float64{0, 0, 12, 13, 26}, []float64{34, 0, 22, 18, 46}
	rest := wide
	for i := range p.cols {
		c := &p.cols[i]
		if i == 1 {
			continue
		}
		widest, any, mixed := p.widest(c)
		if !any || i == 3 && (!mixed || !p.o.Taxed()) {
			continue
		}
		c.w = min(max(widest+2.4, least[i]), most[i])
		for word := range strings.SplitSeq(c.head, " ") {
			c.w = max(c.w, p.width(word, p.headStyle())+2.4)
		}
		rest -= c.w
	}
	p.cols[1].w = rest
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

// widest is the width of the widest text of a column, whether it has any, and whether they differ.
func (p *pricing) widest(c *priceColumn) (most float64, any, mixed bool) {
	first := ""
	for _, s := range p.facts.Sections {
		for _, r := range s.Rows {
			said := c.of(r)
			if !any {
				first = said
			}
			any, mixed = any || said != "", mixed || said != first
			most = max(most, p.width(said, p.hue.row()))
		}
	}
	return most, any, mixed
}

// blocks are the groups with their items.
func (p *pricing) blocks() []*block {
	head := p.headBlock()
	var all []*block
	banded := len(p.facts.Sections) > 1 || len(p.facts.Sections[0].Path) > 0
	for _, s := range p.facts.Sections {
		if len(s.Rows) == 0 {
			continue
		}
		var again *block
		if banded {
			band := p.bandBlock(s.Path, false)
			band.head, band.keep = head, true
			all, again = append(all, band), p.bandBlock(s.Path, true)
		}
		for _, r := range s.Rows {
			b := p.rowBlock(r)
			b.head, b.band = head, again
			all = append(all, b)
		}
	}
	return all
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

// bandBlock heads a group, the groups above it before its name; or goes on with it after a page break.
func (p *pricing) bandBlock(path []string, again bool) *block {
	st, thin := p.hue.row().bold(), p.hue.row().in(p.hue.sec)
	name, above, more := p.say.T("paper.prices.other"), "", ""
	if n := len(path); n > 0 {
		name, above = path[n-1], joined(" / ", path[:n-1]...)
	}
	if above != "" {
		above += " / "
	}
	if again {
		more = " " + p.say.T("paper.table.continued")
	}
	const pad = 1.2
	room := wide - 2.4
	above = p.shorten(above, thin, room*0.4)
	name = p.shorten(name, st, room-p.width(above, thin)-p.width(more, thin))
	height := st.lead + 2*pad
	b := &block{height: height, draw: func(y float64) {
		p.band(left, y, wide, height)
		x := p.text(left+1.2, y+pad, above, thin)
		p.text(p.text(x, y+pad, name, st), y+pad, more, thin)
		p.rule(left, y+height, wide, p.hue.hairline, p.hue.hair)
	}}
	if !again {
		b.mark = joined(" / ", above, name)
		if above != "" {
			b.mark = joined(" / ", append(path[:len(path)-1:len(path)-1], name)...)
		}
	}
	return b
}

// mostNameLines is how high the name of an item may become.
const mostNameLines = 6

func (p *pricing) rowBlock(r PriceRow) *block {
	st, sub := p.hue.row(), p.hue.small()
	name := p.cols[1]
	names := p.capped(p.lines(r.Name, st, name.w-3.4), mostNameLines, st, name.w-3.4, "item "+r.Article)
	var notes []string
	if r.Note != "" {
		notes = p.capped(p.lines(r.Note, sub, name.w-3.4), mostNameLines, sub, name.w-3.4, "item "+r.Article)
	}
	const pad = 0.95
	cells := make([][]string, len(p.cols))
	deep := float64(len(names))*st.lead + float64(len(notes))*sub.lead
	for i, c := range p.cols {
		if i == 1 || c.w == 0 {
			continue
		}
		cells[i] = []string{c.of(r)}
		if !c.right {
			cells[i] = p.capped(p.linesOf(c.of(r), st, c.w-1.8), 3, st, c.w-1.8, "item "+r.Article)
		}
		deep = max(deep, float64(len(cells[i]))*st.lead)
	}
	height := deep + 2*pad
	return &block{height: height, draw: func(y float64) {
		top := y + pad
		for i, c := range p.cols {
			switch {
			case i == 1:
				p.column(c.x+1.2, p.column(c.x+1.2, top, names, st), notes, sub)
			case i == 4 && r.Priced:
				p.drawCell(c, top, cells[i], st.bold())
			default:
				p.drawCell(c, top, cells[i], st.in(p.hue.sec))
			}
		}
		p.rule(left, y+height, wide, p.hue.hairline, p.hue.hair)
	}}
}

// prices is a copy of the facts with clean texts.
func (c *cleaner) prices(f PriceListFacts) PriceListFacts {
	f.Firm = c.about(OfferFacts{Firm: f.Firm}).Firm
	c.line("for", &f.For)
	sections := make([]PriceSection, len(f.Sections))
	n := 0
	for i, s := range f.Sections {
		sections[i] = PriceSection{Path: append([]string(nil), s.Path...), Rows: append([]PriceRow(nil), s.Rows...)}
		for j := range sections[i].Path {
			c.line("group", &sections[i].Path[j])
		}
		for j := range sections[i].Rows {
			n++
			r := &sections[i].Rows[j]
			c.line("item "+strconv.Itoa(n), &r.Article, &r.Name, &r.Note, &r.Unit)
		}
	}
	f.Sections = sections
	return f
}

// PriceListFile is the name of a price list's PDF: whose prices they are, and the day.
func PriceListFile(whose string, day crm.Day, say *text.Tongue) string {
	return FileName(say.T("paper.file.prices"), whose, string(day)) + ".pdf"
}
