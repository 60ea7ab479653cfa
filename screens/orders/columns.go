package orders

import (
	"context"

	"fyne.io/fyne/v2"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/parts"
	"rapport/screens/route"
)

// soonDays is how near the promised day an order is marked, in days.
const soonDays = 3

// columns are the columns of the list in their first order; those that can be sorted bear the name of the order.
func columns(env *parts.Env) []kit.Column {
	t, days := env.T, parts.DayWidth(env)
	col := func(id string, width float32, draw func(*kit.Cell, trade.OrderRow)) kit.Column {
		return kit.Column{ID: id, Title: t.T("orders.col." + id), Width: width, Draw: func(c *kit.Cell, r kit.Row) { draw(c, r.(row).OrderRow) }}
	}
	by := func(o trade.OrderSort, width float32, draw func(*kit.Cell, trade.OrderRow)) kit.Column {
		c := col(string(o), width, draw)
		c.Sortable = true
		return c
	}
	list := []kit.Column{
		by(trade.OrdersByNumber, 124, func(c *kit.Cell, r trade.OrderRow) { c.Text(r.Number, kit.Text, true) }),
		by(trade.OrdersByClient, 220, drawClient),
		by(trade.OrdersByDay, days, func(c *kit.Cell, r trade.OrderRow) { c.Text(parts.DayWord(env, r.Day), kit.Text2, false) }),
		by(trade.OrdersByPromised, days, drawPromised(env)),
		col("kept", days, drawKept(env)),
		col("state", 104, func(c *kit.Cell, r trade.OrderRow) {
			tone := parts.OrderTone(r.State)
			c.Chip(t.T("trade.order."+string(r.State)), "", tone.Ink, tone.Soft)
		}),
		col("origin", 72, drawOrigin(env)),
		by(trade.OrdersByTotal, 128, func(c *kit.Cell, r trade.OrderRow) {
			ink := kit.Text
			if r.State == trade.Cancelled {
				ink = kit.Text3
			}
			c.Text(parts.Sum(t, r.Total, string(r.Currency)), ink, true)
		}),
	}
	list[1].Flex, list[1].Min = true, 140
	list[7].Align, list[7].Falling = fyne.TextAlignTrailing, true
	return list
}

// drawClient writes the client behind a dot of its type.
func drawClient(c *kit.Cell, r trade.OrderRow) {
	c.Block(8, 8, 2, parts.TypeTone(r.ClientType).Fill)
	c.Gap(8)
	c.Text(r.ClientName, kit.Text, false)
}

// drawPromised writes the promised day: of an order under way in red when it is past, in amber when it is near.
func drawPromised(env *parts.Env) func(*kit.Cell, trade.OrderRow) {
	return func(c *kit.Cell, r trade.OrderRow) {
		today := crm.DayOf(env.Now())
		ink, bold := kit.Text2, false
		if days, ok := today.DaysTo(r.Promised); ok && r.State == trade.Placed && days <= soonDays {
			ink, bold = kit.Amber, true
			if days < 0 {
				ink = kit.Red
				c.Tip(env.T.N("orders.late", -days))
			}
		}
		c.Text(parts.DayWord(env, r.Promised), ink, bold)
	}
}

// drawKept writes the day an order was done, and by how many days that was late.
func drawKept(env *parts.Env) func(*kit.Cell, trade.OrderRow) {
	return func(c *kit.Cell, r trade.OrderRow) {
		late := r.Late(crm.DayOf(env.Now()))
		switch {
		case r.Kept == "" && late > 0:
			c.Text(env.T.N("orders.late.short", late), kit.Red, true)
		case r.Kept != "" && late > 0:
			c.Text(parts.DayWord(env, r.Kept), kit.Amber, false)
			c.Tip(env.T.N("orders.kept.late", late))
		default:
			c.Text(parts.DayWord(env, r.Kept), kit.Text2, false)
		}
	}
}

// drawOrigin shows what an order became of: an offer, a deal.
func drawOrigin(env *parts.Env) func(*kit.Cell, trade.OrderRow) {
	return func(c *kit.Cell, r trade.OrderRow) {
		if r.Deal != 0 {
			c.Icon("case", kit.Text3, 14)
			c.Gap(6)
		}
		if r.Offer != 0 {
			c.Icon("doc", kit.Text3, 14)
		}
		switch {
		case r.Deal != 0 && r.Offer != 0:
			c.Tip(env.T.T("orders.origin.both"))
		case r.Deal != 0:
			c.Tip(env.T.T("orders.origin.deal"))
		case r.Offer != 0:
			c.Tip(env.T.T("orders.origin.offer"))
		}
	}
}

// menu is what can be done with one order.
func (s *Screen) menu(r trade.OrderRow) []kit.MenuItem {
	t, env := s.env.T, s.env
	items := []kit.MenuItem{
		{Icon: "edit", Label: t.T("text.open"), Shortcut: "Enter", Do: func() { s.open(r.ID) }},
		{Icon: "user", Label: t.T("orders.menu.client"), Do: func() { env.Go(route.Route{Room: route.Card, Client: r.Client}) }},
	}
	if r.Deal != 0 {
		items = append(items, kit.MenuItem{Icon: "case", Label: t.T("orders.menu.deal"), Do: func() { env.Go(route.Route{Room: route.Deal, Deal: r.Deal}) }})
	}
	if r.Offer != 0 {
		items = append(items, kit.MenuItem{Icon: "doc", Label: t.T("orders.menu.offer"), Do: func() { env.Go(route.Route{Room: route.Offer, Offer: r.Offer}) }})
	}
	items = append(append(items, kit.Separator()), s.paperItems(r)...)
	items = append(append(items, kit.Separator()), turns(env, s.desk, &s.acts, r, nil)...)
	return append(items, kit.Separator(),
		kit.MenuItem{Icon: "trash", Label: t.T("text.delete"), Shortcut: "Del", Danger: true, Do: func() { s.askRemove(r) }})
}

// turns are the ways an order may go from where it is; done is called after one was gone.
func turns(env *parts.Env, d Doer, l *kit.Loader, r trade.OrderRow, done func(trade.Order)) []kit.MenuItem {
	t := env.T
	turn := func(do func(ctx context.Context) (trade.Order, error)) {
		kit.Commit(l, "turn "+parts.ID(r.ID), do, func(now trade.Order, err error) {
			if err != nil {
				env.Fail(err)
				return
			}
			if done != nil {
				done(now)
			}
		})
	}
	if r.State != trade.Placed {
		return []kit.MenuItem{{Icon: "repeat", Label: t.T("orders.resume"), Do: func() {
			turn(func(ctx context.Context) (trade.Order, error) { return d.ResumeOrder(ctx, r.ID) })
		}}}
	}
	return []kit.MenuItem{
		{Icon: "check", Label: t.T("orders.fulfil"), Do: func() {
			askDay(env, r, func(day crm.Day) {
				turn(func(ctx context.Context) (trade.Order, error) { return d.FulfilOrder(ctx, r.ID, day) })
			})
		}},
		{Icon: "x", Label: t.T("orders.cancel"), Do: func() {
			turn(func(ctx context.Context) (trade.Order, error) { return d.CancelOrder(ctx, r.ID) })
		}},
	}
}

// askDay asks on what day an order was done; today stands there.
func askDay(env *parts.Env, r trade.OrderRow, do func(crm.Day)) {
	t := env.T
	day := kit.NewDateField(t.Lang(), env.Now)
	day.SetValue(string(crm.DayOf(env.Now())))
	form := kit.NewForm(1)
	form.Wide(kit.NewTipText(r.Number+", "+r.ClientName, kit.Body, kit.Text2))
	form.Add(kit.Field{ID: "kept", Label: t.T("orders.field.kept"), Input: day, Unreadable: t.T("text.wrong.date"), Check: func(v string) (kit.Level, string) {
		switch {
		case v == "":
			return kit.Error, t.T("trade.order.day")
		case crm.Day(v) < r.Day:
			return kit.Error, t.T("trade.order.before")
		}
		if late := (trade.OrderRow{Promised: r.Promised, Kept: crm.Day(v), State: trade.Fulfilled}).Late(crm.Day(v)); late > 0 {
			return kit.Warning, t.N("orders.kept.late", late)
		}
		return kit.Good, ""
	}})
	m := kit.NewModal(t.T("orders.fulfil.title"), form).CancelButton(t.T("text.cancel"))
	m.Width = 400
	m.Action(kit.Primary, t.T("orders.fulfil"), func() bool {
		if !form.Validate() {
			return false
		}
		do(crm.Day(day.Value()))
		return true
	})
	m.StartWith(day).Show()
}

func (s *Screen) askRemove(r trade.OrderRow) {
	t := s.env.T
	s.AskRemove(t.T("orders.remove"), t.T("orders.remove.ask", "Number", r.Number, "Client", r.ClientName),
		func(ctx context.Context) error { return s.desk.RemoveOrder(ctx, r.ID) })
}

// Print prints the orders as the list shows them.
func (s *Screen) Print() {
	t, q := s.env.T, s.Query
	var about []string
	for _, st := range q.States {
		about = append(about, t.T("trade.order."+string(st)))
	}
	if o, ok := s.filters.client.Chosen(); ok {
		about = append(about, o.Label)
	}
	if q.From != "" {
		about = append(about, t.T("orders.from")+"\u00a0"+parts.Date(t, q.From))
	}
	if q.Until != "" {
		about = append(about, t.T("orders.until")+"\u00a0"+parts.Date(t, q.Until))
	}
	if q.Search != "" {
		about = append(about, t.T("parts.list.search", "Text", q.Search))
	}
	s.PrintAll(t.T("orders.title"), about, s.listFoot, "origin")
}

// listFoot is what the orders come to, where they are all in one currency; what was called off counts for nothing.
func (s *Screen) listFoot(rows []row) map[string]string {
	t := s.env.T
	foot := map[string]string{s.Grid.Shown()[0].ID: t.T("parts.list.total", "N", t.Int(len(rows)))}
	sums := map[money.Currency]int64{}
	for _, r := range rows {
		sum := r.Total
		if r.State == trade.Cancelled {
			sum = 0
		}
		if all, err := money.AddMinor(sums[r.Currency], sum); err == nil { // what does not fit stays at what was counted
			sums[r.Currency] = all
		}
	}
	if len(sums) == 1 {
		foot[string(trade.OrdersByTotal)] = parts.Sums(t, sums)
	}
	return foot
}

// foot is the line under the list: how many orders there are and what they come to.
type foot struct {
	s      *Screen
	left   *kit.Label
	right  *kit.Label
	object *fyne.Container
}

func newFoot(s *Screen) *foot {
	f := &foot{s: s, left: kit.NewText("", kit.Dense, kit.Text2), right: kit.NewText("", kit.Dense, kit.Text).Shrinks().Aligned(fyne.TextAlignTrailing)}
	f.object = kit.VBox(0, kit.NewDivider(), kit.Pad(kit.HBox(16, f.left, kit.Grow(f.right)), 16, 8, 16, 8))
	return f
}

// show tells the present numbers; what was called off is in no sum unless it alone is shown.
func (f *foot) show() {
	total := f.s.Source.Count()
	if total < 0 {
		return
	}
	t := f.s.env.T
	words := t.N("orders.count", int(total))
	f.left.SetText(words)
	f.s.top.SetSub(words)
	f.object.Refresh()
	q := f.s.Query
	if len(q.States) == 0 {
		q.States = []trade.OrderState{trade.Placed, trade.Fulfilled}
	}
	kit.Load(&f.s.loader, "sums", func(ctx context.Context) (map[money.Currency]int64, error) { return f.s.desk.SumOrders(ctx, q) },
		func(sums map[money.Currency]int64, err error) {
			words := ""
			if sum := parts.Sums(t, sums); err == nil && sum != "" {
				words = t.T("orders.sum", "Sum", sum)
			}
			f.right.SetText(words)
		})
}
