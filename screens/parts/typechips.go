package parts

import (
	"bytes"
	"slices"

	"fyne.io/fyne/v2"

	"rapport/app/crm"
	"rapport/app/text"
	"rapport/screens/kit"
)

// TypeChips narrow a list to relationship types in one click: all, each type with its count, and those not assessed
// where there are any.
type TypeChips struct {
	// Resized is called when the counts made the row wider or narrower.
	Resized func()

	env    *Env
	chips  []*kit.FilterChip
	types  []crm.RelType // of the chips from the second on; the last is "not assessed"
	at     int
	choose func(types []crm.RelType, untyped bool)
	object *fyne.Container
}

// NewTypeChips makes the chips; choose is told what to narrow to, nothing for all.
func NewTypeChips(env *Env, choose func(types []crm.RelType, untyped bool)) *TypeChips {
	c := &TypeChips{env: env, choose: choose, types: append(slices.Clone(crm.RelTypes), "")}
	c.add(kit.NewFilterChip(env.T.T("parts.types.all"), "", func() { c.pick(0) }))
	for i, r := range c.types {
		name := TypeShort(env.T, r)
		c.add(kit.NewFilterChip(name, "", func() { c.pick(i + 1) }).WithSquare(TypeTone(r).Fill))
	}
	c.chips[0].SetChosen(true)
	c.chips[len(c.chips)-1].Hide()
	objects := make([]fyne.CanvasObject, len(c.chips))
	for i, chip := range c.chips {
		objects[i] = chip
	}
	c.object = kit.HBox(8, objects...)
	return c
}

func (c *TypeChips) add(chip *kit.FilterChip) { c.chips = append(c.chips, chip) }

// NewClientTypeChips makes the chips for a list of what belongs to clients: a query of it has "" among the types for those
// not assessed.
func NewClientTypeChips(env *Env, choose func([]crm.RelType)) *TypeChips {
	return NewTypeChips(env, func(types []crm.RelType, untyped bool) {
		if untyped {
			types = []crm.RelType{""}
		}
		choose(types)
	})
}

// SetTypes marks what a query of what belongs to clients is narrowed to.
func (c *TypeChips) SetTypes(types []crm.RelType) { c.Set(types, len(types) == 1 && types[0] == "") }

// LoadByType reads the counts by asking for each type, as "" for clients not assessed, and shows them.
func (c *TypeChips) LoadByType(l *kit.Loader, count func(ctx Context, types []crm.RelType) (crm.Count, error)) {
	c.Load(l, func(ctx Context) ([]crm.TypeCount, error) {
		var counts []crm.TypeCount
		for _, r := range c.types {
			n, err := count(ctx, []crm.RelType{r})
			if err != nil {
				return nil, err
			}
			counts = append(counts, crm.TypeCount{Type: r, N: n.N, More: n.More})
		}
		return counts, nil
	})
}

// Object is the row of chips as drawn.
func (c *TypeChips) Object() fyne.CanvasObject { return c.object }

func (c *TypeChips) pick(i int) {
	if i == c.at && i != 0 {
		i = 0 // a second click on a chip shows all again
	}
	c.mark(i)
	switch {
	case i == 0:
		c.choose(nil, false)
	case c.types[i-1] == "":
		c.choose(nil, true)
	default:
		c.choose([]crm.RelType{c.types[i-1]}, false)
	}
}

func (c *TypeChips) mark(at int) {
	c.at = at
	for i, chip := range c.chips {
		chip.SetChosen(i == at)
	}
}

// Set marks what a query is narrowed to.
func (c *TypeChips) Set(types []crm.RelType, untyped bool) {
	at := 0
	for i, r := range c.types {
		if untyped && r == "" || !untyped && len(types) == 1 && types[0] == r {
			at = i + 1
		}
	}
	c.mark(at)
}

// Load reads the counts and shows them.
func (c *TypeChips) Load(l *kit.Loader, count func(ctx Context) ([]crm.TypeCount, error)) {
	kit.Load(l, "type counts", count, func(counts []crm.TypeCount, err error) {
		if err != nil {
			c.env.Fail(err)
			return
		}
		c.show(counts)
	})
}

func (c *TypeChips) show(counts []crm.TypeCount) {
	was := c.object.MinSize()
	var all crm.TypeCount
	byType := map[crm.RelType]crm.TypeCount{}
	for _, n := range counts {
		all.N, all.More = all.N+n.N, all.More || n.More
		byType[n.Type] = crm.TypeCount{N: byType[n.Type].N + n.N, More: n.More}
	}
	c.chips[0].SetCount(CountWord(c.env.T, all.N, all.More))
	for i, r := range c.types {
		n := byType[r]
		c.chips[i+1].SetCount(CountWord(c.env.T, n.N, n.More))
	}
	c.chips[len(c.chips)-1].Hidden = byType[""].N == 0 && c.at != len(c.chips)-1
	c.object.Refresh()
	if c.Resized != nil && c.object.MinSize() != was {
		c.Resized()
	}
}

// CountWord writes a count; with more it is the least there are: "1 000+".
func CountWord(t *text.Tongue, n int64, more bool) string {
	word := t.Int(int(n))
	if more {
		word += "+"
	}
	return word
}

// Compare orders two names as people of the three languages do.
func Compare(a, b string) int { return bytes.Compare(text.SortKey(a), text.SortKey(b)) }
