package clients

import (
	"context"

	"fyne.io/fyne/v2"

	"rapport/screens/kit"
	"rapport/screens/parts"
)

// foot is the line under the grid: how many there are, what money they have in work, and what can be done with the
// picked ones.
type foot struct {
	s       *Screen
	left    *kit.Label
	right   *kit.Label
	acts    *fyne.Container
	buttons []*kit.Button
	object  *fyne.Container
	busy    bool // something is being done to many clients
}

func newFoot(s *Screen) *foot {
	f := &foot{s: s, left: kit.NewText("", kit.Dense, kit.Text2), right: kit.NewText("", kit.Dense, kit.Text2)}
	button := func(icon, key string, do func()) *kit.Button {
		b := kit.NewButton(kit.Plain, s.env.T.T(key), do).WithIcon(icon).Sized(kit.ControlSmall)
		f.buttons = append(f.buttons, b)
		return b
	}
	f.acts = kit.HBox(8, button("flag", "clients.act.tag", s.askTag), button("user", "clients.act.give", s.askKeeper),
		button("dl", "clients.act.export", s.exportPicked), button("doc", "clients.act.offer", s.offerPicked), button("trash", "clients.act.remove", s.askRemove))
	f.acts.Hide()
	f.object = kit.VBox(0, kit.NewDivider(), kit.Fixed(kit.Pad(kit.HBox(16, f.left, f.acts, kit.Spacer(), f.right), 16, 3, 16, 3), 0, footHeight))
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
	f.right.Hidden = many
	for _, b := range f.buttons {
		b.SetEnabled(!f.busy)
	}
	f.s.top.SetSub(f.clients(total))
	f.object.Refresh()
}

func (f *foot) sentence(many bool) string {
	switch {
	case f.busy:
		return f.s.env.T.T("clients.busy")
	case many:
		return f.s.pickedSentence()
	}
	return f.clients(f.s.Source.Count())
}

// clients says how many clients there are; where counting stopped early, the least there are.
func (f *foot) clients(n int64) string {
	t := f.s.env.T
	if f.s.Source.More() {
		return t.T("clients.more", "N", parts.CountWord(t, n, true))
	}
	return t.N("text.clients", int(n))
}

// load reads what money is in work.
func (f *foot) load() {
	q := f.s.Query
	kit.Load(&f.s.loader, "open sum", func(ctx context.Context) (int64, error) {
		counts, err := f.s.desk.RungCounts(ctx, q)
		sum := int64(0)
		for _, c := range counts {
			sum += c.Open
		}
		return sum, err
	}, func(sum int64, err error) {
		word := ""
		if err == nil && sum != 0 {
			word = f.s.env.T.T("clients.open", "Sum", parts.ShortSum(f.s.env.T, sum, f.s.env.Currency()))
		}
		f.right.SetText(word)
		f.object.Refresh()
	})
}
