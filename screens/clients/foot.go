package clients

import (
	"context"

	"rapport/screens/kit"
	"rapport/screens/parts"
)

// foot is the line under the grid: how many there are, what money they have in work, and what can be done with the
// picked ones.
type foot struct {
	*parts.PickedFoot
	s *Screen
}

func newFoot(s *Screen) *foot {
	t := s.env.T
	f := &foot{s: s}
	f.PickedFoot = parts.NewPickedFoot(&s.acts, kit.Text2, f.show, []parts.FootAct{{Icon: "flag", Label: t.T("clients.act.tag"), Do: s.askTag},
		{Icon: "user", Label: t.T("clients.act.give"), Do: s.askKeeper}, {Icon: "dl", Label: t.T("clients.act.export"), Do: s.exportPicked},
		{Icon: "doc", Label: t.T("clients.act.offer"), Do: s.offerPicked}, {Icon: "trash", Label: t.T("clients.act.remove"), Do: s.askRemove}})
	return f
}

// show tells the present numbers.
func (f *foot) show() {
	total := f.s.Source.Count()
	if total < 0 {
		return
	}
	clients := f.clients(total)
	f.Tell(f.s.ManyPicked(), f.s.env.T.T("clients.busy"), f.s.pickedSentence, clients)
	f.s.top.SetSub(clients)
	f.Object.Refresh()
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
		f.Right.SetText(word)
		f.Object.Refresh()
	})
}
