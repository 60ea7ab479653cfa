package offers

import (
	"context"
	"slices"
	"time"

	"fyne.io/fyne/v2"

	"rapport/app/crm"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/parts"
)

// typingPause is how long the filter waits for the next letter.
const typingPause = 120 * time.Millisecond

// filters is the row above the list: states with counts, types of the clients, and a text.
type filters struct {
	s      *Screen
	states []*kit.FilterChip // all, then each state
	types  *parts.TypeChips
	text   *kit.Entry
	object *fyne.Container
	quiet  bool
}

func newFilters(s *Screen) *filters {
	f := &filters{s: s}
	t := s.env.T
	f.states = append(f.states, kit.NewFilterChip(t.T("offers.states.all"), "", func() { f.pick(0) }))
	for i, st := range trade.States {
		chip := kit.NewFilterChip(t.T("trade.state."+string(st)), "", func() { f.pick(i + 1) }).WithSquare(parts.StateTone(st).Fill)
		f.states = append(f.states, chip)
	}
	f.states[0].SetChosen(true)
	f.types = parts.NewTypeChips(s.env, func(types []crm.RelType, untyped bool) {
		if untyped {
			types = []crm.RelType{""}
		}
		s.Query.Types = types
		s.narrow()
	})
	f.text = kit.NewEntry(t.T("offers.filter.text")).WithIcon("filter").OnType(func(string) {
		if !f.quiet {
			s.loader.Debounce("type", typingPause, f.take)
		}
	})
	f.text.OnEsc = f.clear
	f.text.OnKey = func(ev *fyne.KeyEvent) bool {
		if ev.Name == fyne.KeyDown || ev.Name == fyne.KeyReturn || ev.Name == fyne.KeyEnter {
			s.env.Window.Canvas().Focus(s.Grid)
			return true
		}
		return false
	}
	chips := make([]fyne.CanvasObject, len(f.states))
	for i, chip := range f.states {
		chips[i] = chip
	}
	f.types.Resized = func() { s.object.Refresh() }
	f.object = kit.VBox(8, kit.Flow(8, chips...), kit.Flow(8, f.types.Object(), kit.Spacer(), kit.Fixed(f.text, 240, kit.ControlHeight)))
	return f
}

func (f *filters) take() {
	f.s.Query.Search = f.text.Value()
	f.s.narrow()
}

// pick narrows to a state; a second click on it shows all again.
func (f *filters) pick(i int) {
	if f.states[i].Chosen() {
		i = 0
	}
	f.s.Query.States = nil
	if i > 0 {
		f.s.Query.States = []trade.State{trade.States[i-1]}
	}
	f.mark(i)
	f.s.narrow()
}

func (f *filters) mark(at int) {
	for i, chip := range f.states {
		chip.SetChosen(i == at)
	}
}

// set shows a query in the row without narrowing again.
func (f *filters) set(q trade.OfferQuery) {
	f.quiet = true
	f.text.SetValue(q.Search)
	f.quiet = false
	at := 0
	if len(q.States) == 1 {
		at = slices.Index(trade.States, q.States[0]) + 1
	}
	f.mark(at)
	f.types.Set(q.Types, len(q.Types) == 1 && q.Types[0] == "")
}

// clear narrows nothing any more.
func (f *filters) clear() {
	f.s.Query = trade.OfferQuery{Sort: f.s.Query.Sort, Desc: f.s.Query.Desc}
	f.set(f.s.Query)
	f.s.narrow()
}

func (f *filters) focus() { f.s.env.Window.Canvas().Focus(f.text) }

// typed takes a letter typed into the list as the beginning of a filter.
func (f *filters) typed(r rune) {
	f.focus()
	f.text.TypedRune(r)
}

// load reads the counts of the chips: what each would show with the rest of the filter as it is.
func (f *filters) load() {
	q := f.s.Query
	kit.Load(&f.s.loader, "state counts", func(ctx context.Context) ([]crm.Count, error) { return stateCounts(ctx, f.s.desk, q) },
		func(counts []crm.Count, err error) {
			if err != nil {
				f.s.env.Fail(err)
				return
			}
			for i, n := range counts {
				f.states[i].SetCount(countWord(f.s.env, n))
			}
			f.object.Refresh()
			if kit.HeightAt(f.object, f.object.Size().Width) != f.object.Size().Height {
				f.s.object.Refresh()
			}
		})
	f.types.Load(&f.s.loader, func(ctx context.Context) ([]crm.TypeCount, error) { return typeCounts(ctx, f.s.desk, q) })
}

// countWord writes a count; "+" stands behind one that was not counted to the end.
func countWord(env *parts.Env, n crm.Count) string {
	if n.More {
		return env.T.Int(int(n.N)) + "+"
	}
	return env.T.Int(int(n.N))
}

// stateCounts counts all offers of a query and those of each state.
func stateCounts(ctx context.Context, d Reader, q trade.OfferQuery) ([]crm.Count, error) {
	q.States = nil
	all, err := d.CountOffers(ctx, q)
	counts := []crm.Count{all}
	for _, st := range trade.States {
		if err != nil {
			break
		}
		var n crm.Count
		q.States = []trade.State{st}
		n, err = d.CountOffers(ctx, q)
		counts = append(counts, n)
	}
	return counts, err
}

// typeCounts counts the offers of a query by the types of their clients.
func typeCounts(ctx context.Context, d Reader, q trade.OfferQuery) ([]crm.TypeCount, error) {
	var counts []crm.TypeCount
	for _, r := range append(slices.Clone(crm.RelTypes), "") {
		q.Types = []crm.RelType{r}
		n, err := d.CountOffers(ctx, q)
		if err != nil {
			return nil, err
		}
		counts = append(counts, crm.TypeCount{Type: r, N: n.N})
	}
	return counts, nil
}
