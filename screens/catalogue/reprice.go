package catalogue

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"rapport/app/crm"
	"rapport/app/desk"
	"rapport/app/money"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/parts"
)

// memory is rows that are all in memory.
type memory struct{ rows []kit.Row }

// Count is the number of rows.
func (m *memory) Count() int64 { return int64(len(m.rows)) }

// Row is a row by its number.
func (m *memory) Row(i int64) (kit.Row, bool) {
	if i < 0 || i >= int64(len(m.rows)) {
		return nil, false
	}
	return m.rows[i], true
}

// Want does nothing: all rows are there.
func (m *memory) Want(int64, int64) {}

// repriced is an item in the preview of changed prices.
type repriced struct{ desk.Repriced }

// Key is the item's id.
func (r repriced) Key() int64 { return int64(r.Item) }

// repricing is the modal that changes many prices: how, and the preview of what comes of it.
type repricing struct {
	s     *Screen
	items desk.PickedItems
	form  *kit.Form
	how   *kit.Select
	value *kit.NumberField
	list  *kit.Select
	neat  *kit.Select
	from  *kit.DateField
	rows  *memory
	read  []desk.Repriced // what was read for the list and day of by
	by    desk.Repricing  // that list and day
	grid  *kit.DataGrid
	says  *kit.Label
	warns *kit.Label
	do    *kit.Button
	modal *kit.Modal
}

// askReprice changes the prices of the picked items.
func (s *Screen) askReprice() {
	if p := s.picked(); p.All || len(p.IDs) > 0 {
		s.reprice(p)
		return
	}
	s.repriceAll()
}

// repriceAll changes the prices of all that the filter holds.
func (s *Screen) repriceAll() { s.reprice(desk.PickedItems{All: true, Query: s.Query}) }

func (s *Screen) reprice(items desk.PickedItems) {
	if len(s.around.lists) == 0 {
		s.env.Say(s.env.T.T("catalogue.list.none"))
		return
	}
	r := &repricing{s: s, items: items, rows: &memory{}}
	r.build()
	r.modal.StartWith(r.value).Show()
	r.preview()
}

const (
	repriceWidth  float32 = 860
	repriceHeight float32 = 292
	repricePause          = 200 * time.Millisecond
)

func (r *repricing) build() {
	t, a := r.s.env.T, r.s.around
	r.how = kit.NewSelect(codeOptions(trade.Repricings, func(h trade.Repricing) string { return t.T("catalogue.reprice." + string(h)) }), nil)
	r.how.SetValue(string(trade.RepriceByPercent))
	r.value = numberField(r.s.env, "")
	lists := make([]kit.Option, len(a.lists))
	for i, l := range a.lists {
		lists[i] = kit.Option{ID: parts.ID(l.ID), Label: l.Name, Note: string(l.Currency)}
	}
	r.list = kit.NewSelect(lists, nil)
	r.list.SetValue(parts.ID(a.lists[0].ID))
	if a.hasMain {
		r.list.SetValue(parts.ID(a.main.ID))
	}
	r.neat = kit.NewSelect(codeOptions(trade.Neats, func(n trade.Neat) string { return t.T("catalogue.neat." + string(n)) }), nil)
	r.neat.SetValue(string(trade.NeatOne))
	r.from = dayField(r.s.env, r.s.today())
	r.form = kit.NewForm(3, kit.Field{ID: "how", Label: t.T("catalogue.reprice.how"), Input: r.how},
		kit.Field{ID: "value", Label: t.T("catalogue.reprice.value"), Input: r.value, Unreadable: t.T("text.wrong.number")},
		kit.Field{ID: "neat", Label: t.T("catalogue.reprice.neat"), Input: r.neat},
		kit.Field{ID: "list", Label: t.T("catalogue.reprice.list"), Input: r.list, Span: 2},
		kit.Field{ID: "from", Label: t.T("catalogue.reprice.from"), Input: r.from, Unreadable: t.T("text.wrong.date")})
	r.form.OnChange = func() { r.s.loader.Debounce("reprice type", repricePause, r.preview) }
	r.grid = kit.NewDataGrid(r.columns(), r.rows)
	r.grid.Radius, r.grid.Bare = 8, true
	r.grid.SetRowHeight(kit.RowDense)
	r.says, r.warns = kit.NewText("", kit.Dense, kit.Text2), kit.NewText("", kit.Dense, kit.Amber)
	card := kit.Fixed(kit.NewBareCard(r.grid), 0, repriceHeight)
	r.modal = kit.NewModal(t.T("catalogue.act.reprice"), kit.VBox(12, r.form, card, kit.HBox(12, r.says, kit.Grow(r.warns.Shrinks()))))
	r.modal.Width = repriceWidth
	r.modal.CancelButton(t.T("text.cancel"))
	r.do = r.modal.Action(kit.Primary, t.T("catalogue.reprice.do"), r.change)
	r.do.SetEnabled(false)
}

func (r *repricing) columns() []kit.Column {
	t := r.s.env.T
	col := func(id string, width float32, draw func(*kit.Cell, desk.Repriced)) kit.Column {
		c := kit.Column{ID: id, Title: t.T("catalogue.reprice.col." + id), Width: width, Draw: func(c *kit.Cell, x kit.Row) { draw(c, x.(repriced).Repriced) }}
		if width < 130 && id != colArticle {
			c.Align = fyne.TextAlignTrailing
		}
		return c
	}
	list := []kit.Column{
		col(colArticle, 96, func(c *kit.Cell, x desk.Repriced) { c.Text(x.Article, kit.Text3, false) }),
		col(colName, 240, func(c *kit.Cell, x desk.Repriced) { c.Text(x.Name, kit.Text, false) }),
		col("old", 104, func(c *kit.Cell, x desk.Repriced) {
			if x.Priced {
				c.Text(r.sum(x.Old), kit.Text2, false)
			}
		}),
		col("new", 104, r.drawNew),
		col("change", 88, r.drawChange),
		col(colMargin, 88, func(c *kit.Cell, x desk.Repriced) {
			if x.Margined {
				c.Text(money.FormatPercent(x.Margin, string(t.Lang())), parts.MarginInk(r.s.env, x.Margin, kit.Text2), false)
			}
		}),
	}
	list[1].Flex = true
	return list
}

// chosen is the list whose prices change.
func (r *repricing) chosen() trade.PriceList {
	for _, l := range r.s.around.lists {
		if parts.ID(l.ID) == r.list.Value() {
			return l
		}
	}
	return trade.PriceList{}
}

func (r *repricing) sum(d money.Dec) string {
	return parts.PlainPrice(r.s.env.T, d, r.chosen().Currency)
}

func (r *repricing) drawNew(c *kit.Cell, x desk.Repriced) {
	switch {
	case !x.Known:
		c.Text("—", kit.Text3, false)
	case x.Below():
		c.Icon("warn", kit.Amber, 12)
		c.Gap(4)
		c.Text(r.sum(x.New), kit.Amber, true)
	default:
		c.Text(r.sum(x.New), kit.Text, x.Changes())
	}
}

func (r *repricing) drawChange(c *kit.Cell, x desk.Repriced) {
	if !x.Known || !x.Priced || x.Old.Sign() <= 0 {
		return
	}
	if change, ok := changeOf(x.Old, x.New); ok {
		c.Text(parts.SignedPercent(r.s.env.T, change), kit.Text2, false)
	}
}

// changeOf is by how many per cent a price changed, to one digit.
func changeOf(was, now money.Dec) (money.Dec, bool) {
	d, err := now.Sub(was).Mul(money.DecInt(100)).Div(was, 1)
	return d, err == nil
}

// wanted is what the form asks for; false while it cannot be read.
func (r *repricing) wanted() (desk.Repricing, bool) {
	out := desk.Repricing{Items: r.items, List: r.chosen().ID, Reprice: trade.Reprice{How: trade.Repricing(r.how.Value()),
		Value: dec(r.value.Value()), Neat: trade.Neat(r.neat.Value()), From: crm.Day(r.from.Value())}}
	return out, !r.value.Wrong() && r.value.Value() != "" && !r.from.Wrong() && r.from.Value() != ""
}

// preview shows what would come of it.
func (r *repricing) preview() {
	want, ok := r.wanted()
	if !ok {
		want.Value, want.Neat = money.Dec{}, trade.NeatCent
		want.How = trade.RepriceByPercent
	}
	if r.read != nil && r.by.List == want.List && r.by.From == want.From {
		r.count(want, ok)
		return
	}
	r.do.SetEnabled(false)
	r.says.SetText(r.s.env.T.T("catalogue.reprice.reading"))
	kit.Load(&r.s.loader, "reprice", func(ctx context.Context) ([]desk.Repriced, error) { return r.s.desk.PreviewPrices(ctx, want) },
		func(rows []desk.Repriced, err error) {
			if err != nil {
				r.s.env.Fail(err)
				return
			}
			if r.read, r.by = rows, want; rows == nil {
				r.read = []desk.Repriced{}
			}
			r.preview() // by what is asked for by now
		})
}

// count shows what comes of a rule for the prices that were read.
func (r *repricing) count(want desk.Repricing, asked bool) {
	rows := make([]desk.Repriced, len(r.read))
	for i, x := range r.read {
		rows[i] = x.By(want.Reprice)
	}
	r.show(rows, asked)
}

func (r *repricing) show(rows []desk.Repriced, asked bool) {
	t := r.s.env.T
	changed, below, left := 0, 0, 0
	r.rows.rows = make([]kit.Row, len(rows))
	for i, x := range rows {
		r.rows.rows[i] = repriced{x}
		switch {
		case !x.Known:
			left++
		case x.Changes():
			changed++
			if x.Below() {
				below++
			}
		}
	}
	r.grid.Refresh()
	r.says.SetText(t.N("catalogue.reprice.count", changed, "All", t.Int(len(rows))))
	warning := ""
	if below > 0 {
		warning = t.N("catalogue.reprice.below", below)
	}
	if left > 0 {
		if warning != "" {
			warning += " · "
		}
		warning += t.N("catalogue.reprice.left", left)
	}
	r.warns.SetText(warning)
	r.do.SetEnabled(asked && changed > 0)
	r.modal.Refit()
}

// change makes the change and closes the modal once it is made.
func (r *repricing) change() bool {
	want, ok := r.wanted()
	if !ok || !r.form.Validate() {
		return false
	}
	r.do.SetEnabled(false)
	kit.Commit(&r.s.acts, "reprice", func(ctx context.Context) (int, error) { return r.s.desk.ChangePrices(ctx, want) }, func(_ int, err error) {
		if err != nil {
			r.do.SetEnabled(true)
			r.s.env.Fail(err)
			return
		}
		r.modal.Close()
	})
	return false
}
