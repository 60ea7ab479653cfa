package deals

import (
	"fyne.io/fyne/v2"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/text"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/parts"
)

func (s *Screen) listing() parts.ListOf[trade.DealQuery, row] {
	return parts.ListOf[trade.DealQuery, row]{
		Name: "deals", Layouts: s.desk, Columns: s.columns(), Count: s.desk.CountDeals, Came: func() {},
		Anchor:  func(r row) crm.Anchor { return r.Anchor },
		Rows:    parts.RowsOf(s.desk.Deals, func(r trade.DealRow) row { return row{r} }),
		Sort:    func(q trade.DealQuery) (string, bool) { return string(q.Sort), q.Desc },
		SetSort: func(q *trade.DealQuery, by string, desc bool) { q.Sort, q.Desc = trade.DealSort(by), desc },
	}
}

func (s *Screen) buildList() {
	s.foot = newFoot(s)
	s.Wire(parts.ListHands[row]{Open: func(r row) { s.openDeal(r.ID) }, Menu: func(r row) []kit.MenuItem { return s.menu(r.DealRow) },
		Typed: s.head.Typed, Remove: func(r row) { s.askRemove(r.DealRow) }})
	g := s.Grid
	sort := g.OnSort
	g.OnSort = func(id string, desc bool) {
		sort(id, desc)
		s.head.set()
	}
}

// table is the list in its card.
func (s *Screen) table() fyne.CanvasObject {
	s.Grid.SetSort(string(s.Query.Sort), s.Query.Desc)
	return s.Table(s.foot.object)
}

// Print prints the deals as the list shows them.
func (s *Screen) Print() {
	if !s.listed {
		return
	}
	t, q := s.env.T, s.Query
	var about []string
	if p, ok := pipelineOf(s.pipelines, q.Pipeline); ok {
		about = append(about, p.Name)
	}
	for _, o := range q.Outcomes {
		about = append(about, t.T("trade.outcome."+o.Word()))
	}
	if o, ok := s.head.client.Chosen(); ok {
		about = append(about, o.Label)
	}
	if q.Search != "" {
		about = append(about, t.T("parts.list.search", "Text", q.Search))
	}
	s.PrintAll(t.T("deals.title"), about, s.listFoot)
}

// listFoot is what the deals come to, where they are all in one currency.
func (s *Screen) listFoot(rows []row) map[string]string {
	t := s.env.T
	foot := map[string]string{s.Grid.Shown()[0].ID: t.T("parts.list.total", "N", t.Int(len(rows)))}
	sums := map[money.Currency]int64{}
	for _, r := range rows {
		plus(sums, map[money.Currency]int64{r.Currency: r.Amount})
	}
	if len(sums) == 1 {
		foot[string(trade.DealsByAmount)] = parts.Sums(t, sums)
		foot["value"] = parts.Sums(t, parts.Rounded(expectedOf(rows)))
	}
	return foot
}

// expectedOf is what is to be expected of the deals that run, by currency.
func expectedOf(rows []row) map[money.Currency]int64 {
	sums := map[money.Currency]int64{}
	for _, r := range rows {
		if value, err := money.Percent(r.Amount, r.Chance); err == nil && r.Outcome == trade.Running {
			plus(sums, map[money.Currency]int64{r.Currency: value})
		}
	}
	return sums
}

// columns are the columns of the list in their first order; those that can be sorted bear the name of the order.
func (s *Screen) columns() []kit.Column {
	env, t := s.env, s.env.T
	col := func(id string, width float32, draw func(*kit.Cell, trade.DealRow)) kit.Column {
		return kit.Column{ID: id, Title: t.T("deals.col." + id), Width: width, Draw: func(c *kit.Cell, r kit.Row) { draw(c, r.(row).DealRow) }}
	}
	by := func(o trade.DealSort, width float32, draw func(*kit.Cell, trade.DealRow)) kit.Column {
		c := col(string(o), width, draw)
		c.Sortable, c.Falling = true, falling(o)
		return c
	}
	plain := func(get func(trade.DealRow) string) func(*kit.Cell, trade.DealRow) {
		return func(c *kit.Cell, r trade.DealRow) { c.Text(get(r), kit.Text2, false) }
	}
	list := []kit.Column{
		by(trade.DealsByTitle, 200, func(c *kit.Cell, r trade.DealRow) { c.Text(r.Title, kit.Text, true) }),
		by(trade.DealsByClient, 168, drawClient),
		col("stage", 176, s.drawStage),
		by(trade.DealsByAmount, 116, func(c *kit.Cell, r trade.DealRow) {
			if r.Amount != 0 {
				c.Text(parts.Sum(t, r.Amount, string(r.Currency)), kit.Text, true)
			}
		}),
		col("chance", 72, plain(func(r trade.DealRow) string { return money.FormatPercent(r.Chance, string(t.Lang())) })),
		col("value", 112, func(c *kit.Cell, r trade.DealRow) { c.Text(valueWords(env, r), kit.Text, false) }),
		by(trade.DealsByExpected, 96, func(c *kit.Cell, r trade.DealRow) {
			day := dayInk(env, r)
			c.Text(day.S, day.T, day.T != kit.Text2)
		}),
		by(trade.DealsByNext, 190, func(c *kit.Cell, r trade.DealRow) { drawNext(env, c, r) }),
		by(trade.DealsBySince, 92, plain(func(r trade.DealRow) string { return parts.Ago(env, r.Since) })),
		col("owner", 128, plain(func(r trade.DealRow) string { return env.Reps()[r.Owner].Name })),
		col("stream", 128, plain(func(r trade.DealRow) string { return streamWord(t, r.Stream) })),
		col("rival", 128, plain(func(r trade.DealRow) string { return r.Rival })),
		col("reason", 150, plain(func(r trade.DealRow) string { return lossWords(env, r) })),
	}
	for i, c := range list {
		switch c.ID {
		case string(trade.DealsByTitle):
			list[i].Flex, list[i].Min = true, 140
		case string(trade.DealsByAmount), "chance", "value":
			list[i].Align = fyne.TextAlignTrailing
		case string(trade.DealsBySince):
			list[i].Paper = t.T("deals.col.since.paper") // how long is true on the day of printing alone: paper has the day
		case "owner", "stream", "rival", "reason":
			list[i].Hidden = true
		}
	}
	return list
}

func streamWord(t *text.Tongue, x trade.Stream) string {
	if x == "" {
		return ""
	}
	return t.T("trade.stream." + x.Word())
}

// drawClient writes the client behind a dot of its type.
func drawClient(c *kit.Cell, r trade.DealRow) {
	c.Block(8, 8, 2, parts.TypeTone(r.ClientType).Fill)
	c.Gap(8)
	c.Text(r.ClientName, kit.Text, false)
}

// drawStage writes the stage, and below it the pipeline where there are several.
func (s *Screen) drawStage(c *kit.Cell, r trade.DealRow) {
	p, _ := pipelineOf(s.pipelines, r.Pipeline)
	st, _ := p.Stage(r.Stage)
	if r.Outcome != trade.Running {
		tone := parts.OutcomeTone(r.Outcome)
		c.Chip(st.Name, "", tone.Ink, tone.Soft)
		return
	}
	if len(s.pipelines) > 1 && s.Query.Pipeline == 0 {
		c.Lines(kit.Ink{S: st.Name, T: kit.Text, Style: kit.Dense}, kit.Ink{S: p.Name, T: kit.Text3, Style: kit.Caption})
		return
	}
	c.Text(st.Name, kit.Text, false)
}

// drawNext writes the next step over its day, which is red when it is past.
func drawNext(env *parts.Env, c *kit.Cell, r trade.DealRow) {
	if r.Outcome != trade.Running || r.NextStep == "" && r.NextDay == "" {
		return
	}
	day, ink := parts.DayWord(env, r.NextDay), kit.Text3
	if r.NextDay != "" && r.NextDay < crm.DayOf(env.Now()) {
		ink = kit.Red
	}
	if day == "" {
		c.Text(r.NextStep, kit.Text, false)
		return
	}
	c.Lines(kit.Ink{S: r.NextStep, T: kit.Text, Style: kit.Dense}, kit.Ink{S: day, T: ink, Style: kit.Caption})
}

// valueWords is what is to be expected of a deal that runs: amount × probability, rounded to the minor unit.
func valueWords(env *parts.Env, r trade.DealRow) string {
	if r.Outcome != trade.Running || r.Amount == 0 {
		return ""
	}
	value, err := money.Percent(r.Amount, r.Chance)
	if err != nil {
		return ""
	}
	return parts.Sums(env.T, parts.Rounded(map[money.Currency]int64{r.Currency: value}))
}

// foot is the line under the list: how many deals there are, what they come to, and what of it is to be expected.
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

// show tells what was counted.
func (f *foot) show(sum totals) {
	t := f.s.env.T
	f.left.SetText(t.N("text.deals", int(sum.all)))
	words := ""
	if every := parts.Sums(t, sum.every); every != "" {
		words = t.T("deals.foot.sum", "Sum", every)
	}
	if expected := parts.Sums(t, parts.Rounded(sum.expected)); expected != "" && (len(f.s.Query.Outcomes) == 0 || f.s.Query.Outcomes[0] == trade.Running) {
		words += "    " + t.T("deals.foot.expected", "Sum", expected)
	}
	f.right.SetText(words)
	f.object.Refresh()
}
