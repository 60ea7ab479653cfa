package catalogue

import (
	"rapport/screens/kit"
	"rapport/screens/parts"
)

// foot is the line under the grid: how many items there are, and what can be done with the picked ones.
type foot struct {
	*parts.PickedFoot
	s   *Screen
	all *kit.Button // changes the prices of all that the filter holds
}

func newFoot(s *Screen) *foot {
	t := s.env.T
	f := &foot{s: s, all: kit.NewButton(kit.Ghost, t.T("catalogue.act.reprice.all"), s.repriceAll).WithIcon("tag").Sized(kit.ControlSmall)}
	f.PickedFoot = parts.NewPickedFoot(&s.acts, kit.Text3, f.show, []parts.FootAct{{Icon: "tag", Label: t.T("catalogue.act.reprice"), Do: s.askReprice},
		{Icon: "list", Label: t.T("catalogue.act.group"), Do: s.askGroup}, {Icon: "minus", Label: t.T("catalogue.act.stop"), Do: func() { s.sell(false) }},
		{Icon: "trash", Label: t.T("catalogue.act.remove"), Do: s.askRemove}}, f.all)
	return f
}

// show tells the present numbers.
func (f *foot) show() {
	total := f.s.Source.Count()
	if total < 0 {
		return
	}
	many, items := f.s.ManyPicked(), f.items(total)
	f.Tell(many, f.s.env.T.T("catalogue.busy"), f.s.pickedSentence, items)
	f.Right.SetText(f.day())
	f.all.Hidden = many || total == 0 || !f.s.around.hasMain
	f.s.top.SetSub(items)
	f.Object.Refresh()
}

// day says of what list and day the prices are.
func (f *foot) day() string {
	a, t := f.s.around, f.s.env.T
	if !a.hasMain {
		return ""
	}
	return t.T(grossKey("catalogue.prices.on", a.main.Gross), "Name", a.main.Name, "Day", parts.Date(t, f.s.today()))
}

// items says how many items there are; where counting stopped early, the least there are.
func (f *foot) items(n int64) string {
	t := f.s.env.T
	if f.s.Source.More() {
		return t.T("catalogue.more", "N", parts.CountWord(t, n, true))
	}
	return t.N("catalogue.items", int(n))
}
