package paper

import (
	"slices"
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
	Options                   bool // what is chosen may raise the price
	Tiers                     []PriceTier
	Forms                     []PriceForm // in place of one price, where what is chosen changes it
	VAT                       money.Dec
	Exempt                    bool
	Period                    trade.Period
	Picture                   trade.PictureID
}

// PriceTier is what one unit costs from a quantity on.
type PriceTier struct{ From, Price money.Dec }

// PriceForm is one way of choosing among the features of an item, with its own price.
type PriceForm struct {
	Article, Name string // no name: nothing is chosen
	Price         money.Dec
	Priced        bool
	Tiers         []PriceTier
}

// AnyPrice tells whether the item has a price, in one of its forms at least.
func (r PriceRow) AnyPrice() bool {
	return r.Priced || slices.ContainsFunc(r.Forms, func(f PriceForm) bool { return f.Priced })
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
	Buyer    crm.Client                    // whose prices they are, as the base knows it
	Letter   bool                          // US Letter instead of A4
	Thrifty  bool                          // black, no fills
	Pictures map[trade.PictureID]Thumbnail // of the items; none: the list has no pictures
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
	steps []money.Dec // quantities that have columns of their own; none: tiers stand under the price
	tier  marks       // of the prices of tiers that stand under the price
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
	since = strings.TrimRight(since, ".") + "." // the word for the year may end in one
	tax := map[trade.TaxMode]string{trade.TaxNet: "paper.prices.net", trade.TaxGross: "paper.prices.gross"}[p.o.Tax]
	if tax == "" {
		return since + " " + p.noTax()
	}
	return since + " " + p.say.T(tax)
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
			for _, b := range p.rowBlocks(r) {
				b.head, b.band = head, again
				all = append(all, b)
			}
		}
	}
	return all
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
			r.Forms = append([]PriceForm(nil), r.Forms...)
			for k := range r.Forms {
				c.line("item "+strconv.Itoa(n), &r.Forms[k].Article, &r.Forms[k].Name)
			}
		}
	}
	f.Sections = sections
	return f
}

// PriceListFile is the name of a price list's PDF: whose prices they are, and the day.
func PriceListFile(whose string, day crm.Day, say *text.Tongue) string {
	return FileName(say.T("paper.file.prices"), whose, string(day)) + ".pdf"
}
