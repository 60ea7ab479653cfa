package clients

import (
	"context"
	"slices"
	"time"

	"fyne.io/fyne/v2"

	"rapport/app/crm"
	"rapport/screens/kit"
	"rapport/screens/parts"
)

// typingPause is how long the filter waits for the next letter.
const typingPause = 120 * time.Millisecond

// tagsShown is how many tags the filter offers.
const tagsShown = 30

// filters is the row above the grid: types with counts, stage, owner, tag and a text.
type filters struct {
	s      *Screen
	chips  *parts.TypeChips
	text   *kit.Entry
	stage  *kit.Select
	owner  *kit.Select
	tag    *kit.Select
	object fyne.CanvasObject
	quiet  bool
}

// Ids of choices that are no stage, owner or tag.
const (
	anyone = ""
	nobody = "none"
)

func newFilters(s *Screen) *filters {
	f := &filters{s: s}
	t := s.env.T
	f.chips = parts.NewTypeChips(s.env, func(types []crm.RelType, untyped bool) {
		s.query.Types, s.query.Untyped = types, untyped
		s.narrow()
	})
	f.text = kit.NewEntry(t.T("clients.filter.text")).WithIcon("filter").OnType(func(string) {
		if !f.quiet {
			s.loader.Debounce("type", typingPause, f.take)
		}
	})
	f.text.OnEsc = f.clear
	f.text.OnKey = func(ev *fyne.KeyEvent) bool {
		if ev.Name == fyne.KeyDown || ev.Name == fyne.KeyReturn {
			s.env.Window.Canvas().Focus(s.grid)
			return true
		}
		return false
	}
	f.stage = kit.NewSelect(f.stages(), func(string) { f.take() }).WithPrefix(t.T("clients.filter.stage"))
	f.owner = kit.NewSelect(f.owners(), func(string) { f.take() }).WithPrefix(t.T("clients.filter.owner"))
	f.tag = kit.NewSelect([]kit.Option{{ID: anyone, Label: t.T("clients.filter.any")}}, func(string) { f.take() }).WithPrefix(t.T("clients.filter.tag"))
	f.set(s.query)
	f.object = kit.Flow(8, f.chips.Object(), kit.Fixed(f.text, 190, kit.ControlHeight), kit.Fixed(f.stage, 164, kit.ControlHeight), kit.Fixed(f.owner, 150, kit.ControlHeight), kit.Fixed(f.tag, 140, kit.ControlHeight))
	return f
}

func (f *filters) stages() []kit.Option {
	options := []kit.Option{{ID: anyone, Label: f.s.env.T.T("clients.filter.any")}}
	lens := f.s.env.Lens()
	for i, c := range lens.Columns {
		options = append(options, kit.Option{ID: c.Code, Label: parts.ColumnName(f.s.env.T, lens, i)})
	}
	return options
}

func (f *filters) owners() []kit.Option {
	t := f.s.env.T
	options := []kit.Option{{ID: anyone, Label: t.T("clients.filter.any")}}
	for id, rep := range f.s.env.Reps() {
		options = append(options, kit.Option{ID: parts.ID(id), Label: rep.Name})
	}
	slices.SortFunc(options[1:], func(a, b kit.Option) int { return parts.Compare(a.Label, b.Label) })
	return append(options, kit.Option{ID: nobody, Label: t.T("clients.filter.nobody")})
}

// take narrows the grid to what the row says.
func (f *filters) take() {
	if f.quiet {
		return
	}
	q := &f.s.query
	q.Search, q.Tag = f.text.Value(), f.tag.Value()
	q.Rungs = nil
	for _, c := range f.s.env.Lens().Columns {
		if c.Code == f.stage.Value() {
			q.Rungs = c.Rungs
		}
	}
	q.Owner, q.NoOwner = 0, f.owner.Value() == nobody
	for id := range f.s.env.Reps() {
		if parts.ID(id) == f.owner.Value() {
			q.Owner = id
		}
	}
	f.s.narrow()
}

// set shows a query in the row without narrowing again.
func (f *filters) set(q crm.ClientQuery) {
	f.quiet = true
	defer func() { f.quiet = false }()
	f.text.SetValue(q.Search)
	f.tag.SetValue(q.Tag)
	f.stage.SetValue(anyone)
	for _, c := range f.s.env.Lens().Columns {
		if len(q.Rungs) > 0 && slices.Equal(c.Rungs, q.Rungs) {
			f.stage.SetValue(c.Code)
		}
	}
	f.owner.SetValue(anyone)
	switch {
	case q.NoOwner:
		f.owner.SetValue(nobody)
	case q.Owner != 0:
		f.owner.SetValue(parts.ID(q.Owner))
	}
	f.chips.Set(q.Types, q.Untyped)
}

// clear narrows nothing any more.
func (f *filters) clear() {
	f.s.query = crm.ClientQuery{Sort: f.s.query.Sort, Desc: f.s.query.Desc}
	f.set(f.s.query)
	f.s.narrow()
}

func (f *filters) focus() { f.s.env.Window.Canvas().Focus(f.text) }

// typed takes a letter typed into the grid as the beginning of a filter.
func (f *filters) typed(r rune) {
	f.focus()
	f.text.TypedRune(r)
}

// load reads the counts of the chips and the tags.
func (f *filters) load() {
	q := f.s.query
	f.chips.Load(&f.s.loader, func(ctx context.Context) ([]crm.TypeCount, error) { return f.s.desk.TypeCounts(ctx, q) })
	kit.Load(&f.s.loader, "tags", func(ctx context.Context) ([]crm.Tag, error) { return f.s.desk.Tags(ctx, "", tagsShown) },
		func(tags []crm.Tag, err error) {
			if err != nil {
				f.s.env.Fail(err)
				return
			}
			f.showTags(tags)
		})
}

func (f *filters) showTags(tags []crm.Tag) {
	chosen := f.s.query.Tag
	options := []kit.Option{{ID: anyone, Label: f.s.env.T.T("clients.filter.any")}}
	for _, tag := range tags {
		options = append(options, kit.Option{ID: tag.Name, Label: tag.Name, Note: f.s.env.T.Int(int(tag.N))})
	}
	f.quiet = true
	f.tag.SetOptions(options)
	f.tag.SetValue(chosen)
	f.quiet = false
}
