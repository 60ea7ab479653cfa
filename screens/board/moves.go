package board

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"rapport/app/crm"
	"rapport/screens/kit"
	"rapport/screens/parts"
	"rapport/screens/route"
)

// drop moves a client to the column its card was dropped on.
func (s *Screen) drop(c crm.ClientRow, to string) {
	if s.types {
		if r, ok := crm.ParseRelType(to); ok {
			parts.ChooseType(s.env, &s.acts, s.desk, c, r, stays)
		}
		return
	}
	if rung, moves := s.landing(c, to); moves {
		parts.MoveClient(s.env, &s.acts, s.desk, c, rung, stays)
	}
}

// stays is what is to be done when a card is not moved after all: nothing, it has not left its place yet.
func stays() {}

// landing is the rung a card lands on in a column.
func (s *Screen) landing(c crm.ClientRow, to string) (crm.Rung, bool) {
	i := slices.IndexFunc(s.lanes, func(l lane) bool { return l.id == to })
	return s.env.Lens().Drop(c.Rung, i)
}

// hint says what a drop will do.
func (s *Screen) hint(c crm.ClientRow, to string) string {
	t := s.env.T
	l, ok := s.lane(to)
	if !ok {
		return ""
	}
	if s.types {
		return t.T("board.hint.type") + "\n" + l.title
	}
	rung, moves := s.landing(c, to)
	if !moves {
		return ""
	}
	key := "board.hint.down"
	switch {
	case rung == crm.Ended:
		return t.T("board.hint.end")
	case (crm.Move{From: c.Rung, To: rung}).Up():
		key = "board.hint.up"
	}
	return t.T(key) + "\n" + t.T("board.hint.to", "Stage", l.title)
}

// menu is what can be done with a card by menu: the twin of every drag.
func (s *Screen) menu(c crm.ClientRow) []kit.MenuItem {
	t := s.env.T
	items := []kit.MenuItem{
		{Icon: "eye", Label: t.T("board.menu.open"), Shortcut: "Enter", Do: func() { s.env.Go(route.Route{Room: route.Card, Client: c.ID}) }},
		{Icon: "chat", Label: t.T("board.menu.record"), Do: func() { s.env.Go(route.Route{Room: route.Card, Client: c.ID, Sub: "record"}) }},
		kit.Separator(),
	}
	if s.types {
		return append(items, parts.TypeMenu(s.env, &s.acts, s.desk, c, stays)...)
	}
	return append(items, parts.MoveMenu(s.env, &s.acts, s.desk, c, stays)...)
}

// drawCard draws a client: its type at the edge, the highest stage where it slipped, last contact, money in work, next step.
func drawCard(env *parts.Env, f *kit.CardFace, c crm.ClientRow) {
	t := env.T
	f.Edge(parts.TypeTone(c.Type).Fill)
	f.Title(c.Name)
	if c.Highest > c.Rung && c.Rung.OnLadder() {
		f.Flag("flag", t.Int(int(c.Highest)), kit.Red)
	}
	if keeper := env.Reps()[c.Owner].Name; keeper != "" {
		f.Right().Small(firstWord(keeper), kit.Text3, false)
	}
	if ago := parts.Ago(env, c.Touch); ago != "" {
		f.Left().Icon("chat", kit.Text3, 12)
		f.Left().Gap(5)
		f.Left().Small(ago, kit.Text2, false)
	} else {
		f.Left().Small(t.T("board.card.silent"), kit.Text3, false)
	}
	sum, short := kit.Ink{S: t.T("board.card.none"), T: kit.Text3, Style: kit.Dense}, ""
	until := kit.Ink{}
	if c.Open != 0 {
		sum = kit.Ink{S: parts.Sum(t, c.Open, env.Currency()), T: kit.Text, Style: kit.Dense | kit.Bold}
		short = parts.ShortSum(t, c.Open, env.Currency())
		until = kit.Ink{S: parts.DayWord(env, c.OpenUntil), T: kit.Text2, Style: kit.Caption}
	}
	f.PairShort(sum, short, until)
	if c.NextStep != "" {
		f.Note(c.NextStep, kit.Text2)
	} else if c.Person != "" {
		f.Note(c.Person, kit.Text3)
	}
}

func firstWord(s string) string {
	word, _, _ := strings.Cut(s, " ")
	return word
}

// short writes a sum for the heads of the columns.
func (s *Screen) short(sum int64) string { return parts.ShortSum(s.env.T, sum, s.env.Currency()) }

// showEmpty says what to do where the board has nobody.
func (s *Screen) showEmpty(total int64) {
	if total > 0 {
		s.empty.Hide()
		return
	}
	t := s.env.T
	title, line, button := "board.empty", "board.empty.line", kit.NewButton(kit.Primary, t.T("board.new"), s.New)
	if s.filtered().Narrow() {
		title, line, button = "board.none", "board.none.line", kit.NewButton(kit.Plain, t.T("board.clear"), s.head.clear)
	}
	s.empty.Objects = []fyne.CanvasObject{kit.NewGround(kit.Bg, 0), kit.EmptyState(kit.NewLadderGlyph(8, 172, 60), t.T(title), t.T(line), button)}
	s.empty.Show()
	s.empty.Refresh()
}
