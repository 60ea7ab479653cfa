package parts

import (
	"slices"

	"fyne.io/fyne/v2"

	"rapport/app/crm"
	"rapport/screens/kit"
)

// StateChips narrow a list to the records of one state; behind each stands how many it would show. One that is chosen
// already shows all again.
type StateChips[S ~string] struct {
	env    *Env
	states []S
	chips  []*kit.FilterChip // all, then each state
	choose func([]S)
}

// NewStateChips makes the chips: one for all, and one for each state with its word and its colour. choose is called with
// the state, or nothing for all.
func NewStateChips[S ~string](env *Env, all string, states []S, word func(S) string, tone func(S) kit.Tone, choose func([]S)) *StateChips[S] {
	c := &StateChips[S]{env: env, states: states, choose: choose}
	c.chips = append(c.chips, kit.NewFilterChip(all, "", func() { c.Pick(0) }))
	for i, s := range states {
		c.chips = append(c.chips, kit.NewFilterChip(word(s), "", func() { c.Pick(i + 1) }).WithSquare(tone(s).Fill))
	}
	c.mark(0)
	return c
}

// Objects are the chips, to be laid out in a row.
func (c *StateChips[S]) Objects() []fyne.CanvasObject {
	objects := make([]fyne.CanvasObject, len(c.chips))
	for i, chip := range c.chips {
		objects[i] = chip
	}
	return objects
}

// Pick does what a click on a chip does; 0 is that for all.
func (c *StateChips[S]) Pick(i int) {
	if c.chips[i].Chosen() {
		i = 0
	}
	c.mark(i)
	if i == 0 {
		c.choose(nil)
		return
	}
	c.choose([]S{c.states[i-1]})
}

func (c *StateChips[S]) mark(at int) {
	for i, chip := range c.chips {
		chip.SetChosen(i == at)
	}
}

// Set marks what a query is narrowed to.
func (c *StateChips[S]) Set(chosen []S) {
	at := 0
	if len(chosen) == 1 {
		at = slices.Index(c.states, chosen[0]) + 1
	}
	c.mark(at)
}

// Chosen is the place of the chip chosen; 0 is that for all.
func (c *StateChips[S]) Chosen() int {
	return slices.IndexFunc(c.chips, func(chip *kit.FilterChip) bool { return chip.Chosen() })
}

// Load reads the counts and shows them; count is asked for each state, and with none for all of them. came is called when
// they are shown: the chips may have become wider.
func (c *StateChips[S]) Load(l *kit.Loader, count func(ctx Context, states []S) (crm.Count, error), came func()) {
	kit.Load(l, "state counts", func(ctx Context) ([]crm.Count, error) { return c.count(ctx, count) }, func(counts []crm.Count, err error) {
		if err != nil {
			c.env.Fail(err)
			return
		}
		for i, n := range counts {
			c.chips[i].SetCount(CountWord(c.env.T, n.N, n.More))
		}
		came()
	})
}

func (c *StateChips[S]) count(ctx Context, count func(ctx Context, states []S) (crm.Count, error)) ([]crm.Count, error) {
	all, err := count(ctx, nil)
	counts := []crm.Count{all}
	for _, s := range c.states {
		if err != nil {
			break
		}
		var n crm.Count
		n, err = count(ctx, []S{s})
		counts = append(counts, n)
	}
	return counts, err
}

// Refit lays a whole place out anew where the rows in it no longer fit into the height they have.
func Refit(rows, whole fyne.CanvasObject) {
	rows.Refresh()
	if kit.HeightAt(rows, rows.Size().Width) != rows.Size().Height {
		whole.Refresh()
	}
}
