package offers

import (
	"strings"

	"fyne.io/fyne/v2"

	"rapport/app/money"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/parts"
)

// Columns of the lines.
const (
	colArticle  = "article"
	colName     = "name"
	colQuantity = "quantity"
	colUnit     = "unit"
	colPrice    = "price"
	colDiscount = "discount"
	colVAT      = "vat"
	colSum      = "sum"
)

// Longest texts, in letters.
const (
	longDescription = 8000
	longTitle       = 300
)

// Least and greatest widths of the columns of numbers, in units: a sum is never cut short, a quantity seldom.
const (
	priceWide  float32 = 78
	sumWide    float32 = 88
	moneyWide  float32 = 220
	amountWide float32 = 48
	amountMost float32 = 110
)

// gridColumns are the columns of the lines in the currency of the offer; a firm without VAT sees no rates.
func (e *Editor) gridColumns() []kit.LGColumn {
	t, sign := e.env.T, e.offer.Currency.Symbol()
	col := func(id string, width float32, align fyne.TextAlign) kit.LGColumn {
		c := kit.LGColumn{ID: id, Title: t.T("offers.line."+id, "C", sign), Width: width, Align: align}
		c.Get = func(r kit.LGRow) string { return e.cellText(r, id) }
		c.Draft = func(r kit.LGRow) string { return e.cellDraft(r, id) }
		c.Set = func(r kit.LGRow, s string) error { return e.setCell(r.Key, id, s) }
		if align == fyne.TextAlignTrailing {
			c.Kind = kit.LGNumber
		}
		return c
	}
	const left, right = fyne.TextAlignLeading, fyne.TextAlignTrailing
	columns := []kit.LGColumn{col(colArticle, 64, left), col(colName, 0, left), col(colQuantity, amountWide, right), col(colUnit, 34, left),
		col(colPrice, priceWide, right), col(colDiscount, 50, right)}
	columns[0].Quiet, columns[3].Quiet = true, true
	columns[1].Suggest = e.suggestion()
	if e.offer.Taxed() {
		vat := col(colVAT, 44, right)
		vat.Quiet = true
		columns = append(columns, vat)
	}
	sum := col(colSum, sumWide, right)
	sum.Fixed = true
	return append(columns, sum)
}

// cellText is what a column shows of a line.
func (e *Editor) cellText(r kit.LGRow, id string) string {
	it, ok := r.Data.(*item)
	if !ok {
		return ""
	}
	l, lang := it.line, string(e.env.T.Lang())
	switch {
	case id == colName:
		return l.Name
	case l.Text:
		return ""
	}
	switch id {
	case colArticle:
		return l.Article
	case colUnit:
		return l.Unit
	case colQuantity:
		return money.FormatDec(l.Quantity, lang)
	case colPrice:
		return price(l.Price, e.offer.Currency, lang)
	case colDiscount:
		return percent(l.Discount, lang)
	case colVAT:
		if l.Exempt {
			return parts.Dash
		}
		return money.FormatPercent(l.VAT, lang)
	}
	return r.Values[colSum]
}

// price writes a price, with kopecks only when there are any.
func price(d money.Dec, c money.Currency, lang string) string {
	if d.Places() == 0 {
		return money.FormatDec(d, lang)
	}
	return money.FormatPrice(d, c, lang)
}

// percent writes a discount, nothing as a parts.Dash.
func percent(d money.Dec, lang string) string {
	if d.IsZero() {
		return parts.Dash
	}
	return money.FormatPercent(d, lang)
}

// fitNumbers makes the columns of quantities and of money as wide as what stands in them.
func (e *Editor) fitNumbers(rows []kit.LGRow) {
	amountNeed, priceNeed, sumNeed := amountWide, priceWide, sumWide
	for _, r := range rows {
		if r.Section {
			sumNeed = max(sumNeed, (kit.Dense|kit.Bold).Width(r.Total)+2)
			continue
		}
		amountNeed = max(amountNeed, kit.Dense.Width(e.cellText(r, colQuantity))+2)
		priceNeed = max(priceNeed, kit.Dense.Width(e.cellText(r, colPrice))+2)
		sumNeed = max(sumNeed, kit.Dense.Width(r.Values[colSum])+2)
	}
	e.grid.SetWidth(colQuantity, min(amountNeed, amountMost))
	e.grid.SetWidth(colPrice, min(priceNeed, moneyWide))
	e.grid.SetWidth(colSum, min(sumNeed, moneyWide))
}

// plain writes a sum without its currency, with kopecks only when there are any.
func plain(minor int64, c money.Currency, lang string) string {
	a := money.New(minor, c)
	if a.Decimal().Places() == 0 {
		return money.FormatDec(a.Decimal(), lang)
	}
	return money.FormatPlain(a, lang)
}

// cellDraft is what a column gives to be edited: numbers without signs, nothing for nought per cent.
func (e *Editor) cellDraft(r kit.LGRow, id string) string {
	it, ok := r.Data.(*item)
	if !ok {
		return ""
	}
	lang := string(e.env.T.Lang())
	switch id {
	case colPrice:
		return zeroless(it.line.Price, lang)
	case colDiscount:
		return zeroless(it.line.Discount, lang)
	case colVAT:
		if it.line.Exempt {
			return parts.Dash
		}
		return money.FormatDec(it.line.VAT, lang)
	}
	return e.cellText(r, id)
}

func zeroless(d money.Dec, lang string) string {
	if d.IsZero() {
		return ""
	}
	return money.FormatDec(d, lang)
}

// rows are the sections and lines as the grid shows them.
func (e *Editor) rows() []kit.LGRow {
	var rows []kit.LGRow
	for i, b := range e.ledger.blocks {
		if i > 0 || !b.silent() {
			rows = append(rows, e.sectionRow(b))
		}
		for _, it := range b.items {
			rows = append(rows, e.lineRow(b, it))
		}
	}
	return rows
}

func (e *Editor) sectionRow(b *block) kit.LGRow {
	t := e.env.T
	row := kit.LGRow{Key: b.key, Section: true, Title: b.title, Break: b.turn}
	if b.title == "" {
		row.Title = t.T("offers.section.nameless")
	}
	var notes []string
	switch {
	case b.onlyChoices():
		notes = append(notes, t.T("offers.section.choice"))
	case b.period == trade.Monthly:
		notes = append(notes, t.T("offers.section.month"))
	case b.period == trade.Yearly:
		notes = append(notes, t.T("offers.section.year"))
	}
	if b.turn {
		notes = append(notes, t.T("offers.line.turn"))
	}
	row.Note = strings.Join(notes, " · ")
	if b.onlyChoices() {
		return row
	}
	if at, ok := e.places[b.key]; ok && len(b.items) > 0 && at.section < len(e.sums.Sections) {
		total := e.sums.Sections[at.section].Total
		row.Total = plain(total.Full-total.Discount, e.offer.Currency, string(t.Lang()))
	}
	return row
}

func (e *Editor) lineRow(b *block, it *item) kit.LGRow {
	l := it.line
	row := kit.LGRow{Key: it.key, Optional: (it.choice || l.Optional) && !l.Text && !l.Alternative, Taken: !l.Optional || l.Chosen, Monthly: b.period != trade.Once,
		Faint: l.Choice(), Wide: l.Text, Break: l.Break, Note: e.lineNote(it), Data: it, Values: map[string]string{}}
	switch {
	case l.Text:
		row.Icon = "doc"
	case l.Alternative:
		row.Icon = "swap"
	}
	if sum, ok := e.lineSum(it.key); ok && !l.Text {
		row.Values[colSum] = plain(sum.Full-sum.Discount, e.offer.Currency, string(e.env.T.Lang()))
		row.Faint = !sum.Summed
	}
	return row
}

// lineNote says what is not seen of a line otherwise: what it takes the place of, that it has a note, that a page begins.
func (e *Editor) lineNote(it *item) string {
	t, l := e.env.T, it.line
	var notes []string
	if at, ok := e.places[it.key]; ok && l.Alternative && !l.Text {
		if n, there := e.printed[at.section].Instead(at.line); there {
			notes = append(notes, t.T("offers.line.instead", "N", number(e.printed, place{at.section, n})))
		}
	}
	if l.Chosen {
		notes = append(notes, t.T("offers.line.chosen"))
	}
	if l.Note != "" {
		notes = append(notes, t.T("offers.line.noted"))
	}
	if l.Break {
		notes = append(notes, t.T("offers.line.turn"))
	}
	return strings.Join(notes, " · ")
}

// onlyChoices reports whether all lines of the section that cost anything are up to the client.
func (b *block) onlyChoices() bool {
	choices := 0
	for _, it := range b.items {
		switch {
		case it.line.Choice():
			choices++
		case !it.line.Text:
			return false
		}
	}
	return choices > 0
}

// lineSum is the counted line of a key; a line on which nothing is written has none.
func (e *Editor) lineSum(key int64) (trade.LineSum, bool) {
	at, ok := e.places[key]
	if !ok || at.section >= len(e.sums.Sections) || at.line >= len(e.sums.Sections[at.section].Lines) {
		return trade.LineSum{}, false
	}
	return e.sums.Sections[at.section].Lines[at.line], true
}
