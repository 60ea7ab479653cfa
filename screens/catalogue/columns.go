package catalogue

import (
	"fyne.io/fyne/v2"

	"rapport/app/money"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/parts"
)

// The columns; all but the unit are orders of the list, and the day of making is an order only.
const (
	colUnit     = "unit"
	colKind     = string(trade.ItemsByKind)
	colGroup    = string(trade.ItemsByGroup)
	colSupplier = string(trade.ItemsBySupplier)
	colStream   = string(trade.ItemsByStream)
	colMargin   = string(trade.ItemsByMargin)
	colTax      = string(trade.ItemsByTax)
	colArticle  = string(trade.ItemsByArticle)
	colName     = string(trade.ItemsByName)
	colCost     = string(trade.ItemsByCost)
	colPrice    = string(trade.ItemsByPrice)
	colCreated  = string(trade.ItemsByCreated)
)

// columns are the columns of the grid in their first order.
func (s *Screen) columns() []kit.Column {
	t := s.env.T
	col := func(id string, width float32, draw func(*kit.Cell, trade.ItemRow)) kit.Column {
		return kit.Column{ID: id, Title: t.T("catalogue.col." + id), Width: width, Draw: func(c *kit.Cell, r kit.Row) { draw(c, r.(row).ItemRow) }}
	}
	plain := func(get func(trade.ItemRow) string) func(*kit.Cell, trade.ItemRow) {
		return func(c *kit.Cell, r trade.ItemRow) { c.Text(get(r), faint(r, kit.Text2), false) }
	}
	list := []kit.Column{
		col(colArticle, 74, plain(func(r trade.ItemRow) string { return r.Article })),
		col(colName, 150, s.drawName),
		col(colUnit, 48, plain(func(r trade.ItemRow) string { return r.Unit })),
		col(colKind, 66, plain(func(r trade.ItemRow) string { return t.T("trade.kind." + string(r.Kind)) })),
		col(colGroup, 104, plain(func(r trade.ItemRow) string { g, _ := s.around.group(r.Group); return g.Name })),
		col(colSupplier, 130, plain(func(r trade.ItemRow) string { return r.Supplier })),
		col(colStream, 120, plain(s.streamWord)),
		col(colCost, 86, s.drawCost),
		col(colPrice, 94, s.drawPrice),
		col(colMargin, 68, s.drawMargin),
		col(colTax, 116, plain(func(r trade.ItemRow) string { return taxWord(s.env, r.Tax) })),
	}
	for i := range list {
		s.finish(&list[i])
	}
	return list
}

// finish says how a column is sorted, aligned, edited and whether it is shown at first.
func (s *Screen) finish(c *kit.Column) {
	t := s.env.T
	switch c.ID {
	case colName:
		c.Flex, c.Min = true, 140
	case colCost, colPrice, colMargin:
		c.Align, c.Falling = fyne.TextAlignTrailing, true
	case colSupplier, colStream, colTax:
		c.Hidden = true
	}
	c.Sortable = c.ID != colUnit
	switch c.ID {
	case colName, colArticle, colCost, colPrice, colUnit:
		id := c.ID
		c.Draft = func(r kit.Row) string { return s.draft(r.(row).ItemRow, id) }
	}
	switch {
	case c.ID == colMargin:
		c.Tip = t.T("catalogue.col.margin.tip")
	case c.ID == colPrice && s.around.hasMain:
		m := s.around.main
		c.Title = t.T("catalogue.col.price.in", "C", m.Currency.Symbol())
		c.Tip = t.T(grossKey("catalogue.col.price.tip", m.Gross), "Name", m.Name)
	}
}

// grossKey is the key of a sentence on prices without VAT, or that on prices with it.
func grossKey(key string, gross bool) string {
	if gross {
		return key + ".gross"
	}
	return key + ".net"
}

// renewColumns shows the currency of the main list at the head of the prices; the arrangement stays.
func (s *Screen) renewColumns() {
	layout := s.Grid.Layout()
	s.Grid.SetColumns(s.columns())
	s.Grid.SetLayout(layout)
}

// faint greys what is no longer sold.
func faint(r trade.ItemRow, ink kit.Token) kit.Token {
	if r.Inactive {
		return kit.Text3
	}
	return ink
}

// nameRoom is how much of a name is to be read before a chip may stand behind it, in units.
const nameRoom float32 = 170

func (s *Screen) drawName(c *kit.Cell, r trade.ItemRow) {
	room := c.Rest()
	word := ""
	switch {
	case r.Inactive:
		word = s.env.T.T("catalogue.stopped")
	case r.Options:
		word = s.env.T.T("catalogue.options")
	}
	chip := kit.Caption.Width(word) + 16
	wide := min((kit.Dense | kit.Bold).Width(r.Name), max(0, room-chip-8))
	if word == "" || !r.Inactive && wide < nameRoom && wide < (kit.Dense|kit.Bold).Width(r.Name) {
		c.Text(r.Name, kit.Text, true)
		return
	}
	c.Write(kit.Ink{S: r.Name, T: faint(r, kit.Text), Style: kit.Dense | kit.Bold}, wide+1)
	c.Gap(8)
	if c.Rest() >= chip {
		c.Chip(word, "", kit.Text2, kit.Track)
	}
}

func (s *Screen) streamWord(r trade.ItemRow) string {
	if r.Stream == "" {
		return ""
	}
	word := s.env.T.T("trade.stream." + r.Stream.Word())
	if r.Period != trade.Once {
		word += ", " + s.env.T.T("trade.period."+string(r.Period))
	}
	return word
}

func taxWord(env *parts.Env, c trade.TaxClass) string {
	if c == "" {
		c = trade.TaxStandard
	}
	if env.T.Has("trade.class." + string(c)) {
		return env.T.T("trade.class." + string(c))
	}
	return string(c)
}

func (s *Screen) drawCost(c *kit.Cell, r trade.ItemRow) {
	if r.Cost.Sign() <= 0 {
		return
	}
	in := r.CostIn
	if in == "" {
		in = s.around.costing.Home
	}
	if in == s.around.costing.Home {
		c.Text(parts.PlainPrice(s.env.T, r.Cost, in), faint(r, kit.Text2), false)
		return
	}
	c.Text(parts.Price(s.env.T, r.Cost, in), faint(r, kit.Text2), false)
}

func (s *Screen) drawPrice(c *kit.Cell, r trade.ItemRow) {
	if !r.Priced {
		c.Text("—", kit.Text3, false)
		return
	}
	c.Text(parts.PlainPrice(s.env.T, r.Price, s.around.main.Currency), faint(r, kit.Text), true)
}

// margin is what is left of the price of a row after its cost, per cent.
func (s *Screen) margin(r trade.ItemRow) (money.Dec, bool) {
	if !r.Priced {
		return money.Dec{}, false
	}
	cost, known := s.around.costing.Cost(r.Cost, r.CostIn, r.Tax, s.around.main, s.today())
	if !known {
		return money.Dec{}, false
	}
	return trade.Margin(r.Price, cost)
}

func (s *Screen) drawMargin(c *kit.Cell, r trade.ItemRow) {
	if m, known := s.margin(r); known {
		c.Text(money.FormatPercent(m, string(s.env.T.Lang())), parts.MarginInk(s.env, m, kit.Text2), false)
	}
}

// columnMenu shows and hides columns.
func (s *Screen) columnMenu() []kit.MenuItem {
	items := append(s.ColumnMenu(), kit.Separator())
	newest := s.Query.Sort == trade.ItemsByCreated
	return append(items, kit.MenuItem{Icon: "clock", Label: s.env.T.T("catalogue.newest"), Checked: newest, Do: func() {
		s.Grid.SetSort(colCreated, true)
		s.Query.Sort, s.Query.Desc = trade.ItemsByCreated, true
		s.KeepLayout()
		s.Anew()
	}})
}
