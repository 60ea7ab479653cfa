package catalogue

import (
	"fyne.io/fyne/v2"

	"rapport/screens/kit"
	"rapport/screens/parts"
)

// foot is the line under the grid: how many items there are, and what can be done with the picked ones.
type foot struct {
	s       *Screen
	left    *kit.Label
	right   *kit.Label
	acts    *fyne.Container
	all     *kit.Button // changes the prices of all that the filter holds
	buttons []*kit.Button
	object  *fyne.Container
	busy    bool // something is being done to many items
}

func newFoot(s *Screen) *foot {
	f := &foot{s: s, left: kit.NewText("", kit.Dense, kit.Text2), right: kit.NewText("", kit.Dense, kit.Text3)}
	button := func(icon, key string, do func()) *kit.Button {
		b := kit.NewButton(kit.Plain, s.env.T.T(key), do).WithIcon(icon).Sized(kit.ControlSmall)
		f.buttons = append(f.buttons, b)
		return b
	}
	f.acts = kit.HBox(8, button("tag", "catalogue.act.reprice", s.askReprice), button("list", "catalogue.act.group", s.askGroup),
		button("minus", "catalogue.act.stop", func() { s.sell(false) }), button("trash", "catalogue.act.remove", s.askRemove))
	f.acts.Hide()
	f.all = kit.NewButton(kit.Ghost, s.env.T.T("catalogue.act.reprice.all"), s.repriceAll).WithIcon("tag").Sized(kit.ControlSmall)
	f.object = kit.VBox(0, kit.NewDivider(), kit.Fixed(kit.Pad(kit.HBox(16, f.left, f.acts, f.all, kit.Spacer(), f.right), 16, 3, 16, 3), 0, footHeight))
	s.acts.OnBusy = func(busy bool) {
		f.busy = busy
		f.show()
	}
	return f
}

// footHeight is the height of the line, in units; it stays when the buttons come and go.
const footHeight float32 = 30

// show tells the present numbers.
func (f *foot) show() {
	total := f.s.Source.Count()
	if total < 0 {
		return
	}
	many := f.s.ManyPicked()
	f.left.SetText(f.sentence(many))
	f.acts.Hidden = !many
	for _, b := range f.buttons {
		b.SetEnabled(!f.busy)
	}
	f.right.SetText(f.day())
	f.right.Hidden = many
	f.all.Hidden = many || total == 0 || !f.s.around.hasMain
	f.s.top.SetSub(f.items(total))
	f.object.Refresh()
}

// day says of what list and day the prices are.
func (f *foot) day() string {
	a, t := f.s.around, f.s.env.T
	if !a.hasMain {
		return ""
	}
	return t.T(grossKey("catalogue.prices.on", a.main.Gross), "Name", a.main.Name, "Day", parts.Date(t, f.s.today()))
}

func (f *foot) sentence(many bool) string {
	switch {
	case f.busy:
		return f.s.env.T.T("catalogue.busy")
	case many:
		return f.s.pickedSentence()
	}
	return f.items(f.s.Source.Count())
}

// items says how many items there are; where counting stopped early, the least there are.
func (f *foot) items(n int64) string {
	t := f.s.env.T
	if f.s.Source.More() {
		return t.T("catalogue.more", "N", parts.CountWord(t, n, true))
	}
	return t.N("catalogue.items", int(n))
}
