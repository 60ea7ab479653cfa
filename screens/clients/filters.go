package clients

import (
	"context"
	"reflect"
	"slices"

	"fyne.io/fyne/v2"

	"rapport/app/crm"
	"rapport/screens/kit"
	"rapport/screens/parts"
)

// tagsShown is how many tags the filter offers.
const tagsShown = 30

// filters is the row above the grid: types with counts, a text, stage, keeper and tag.
type filters struct {
	*parts.FilterText
	s      *Screen
	chips  *parts.TypeChips
	stage  *kit.Select
	keeper *kit.Select
	tag    *kit.Select
	object *fyne.Container
	lens   string // whose stages are offered
}

// anything is the choice that narrows nothing.
const anything = ""

func newFilters(s *Screen) *filters {
	f := &filters{s: s}
	t := s.env.T
	f.chips = parts.NewTypeChips(s.env, func(types []crm.RelType, untyped bool) {
		s.Query.Types, s.Query.Untyped = types, untyped
		s.narrow()
	})
	f.chips.Resized = func() { s.object.Refresh() }
	f.FilterText = parts.NewFilterText(s.env, &s.loader, t.T("clients.filter.text"), func() fyne.Focusable { return s.Grid }, f.take)
	f.stage = kit.NewSelect(nil, func(string) { f.take() }).WithPrefix(t.T("clients.filter.stage"))
	f.keeper = kit.NewSelect(nil, func(string) { f.take() }).WithPrefix(t.T("clients.filter.owner"))
	f.tag = kit.NewSelect(nil, func(string) { f.take() }).WithPrefix(t.T("clients.filter.tag"))
	f.object = kit.Flow(8, f.chips.Object(), kit.Grow(kit.Fixed(f.Text, 120, kit.ControlHeight)), kit.Fixed(f.stage, 140, kit.ControlHeight),
		kit.Fixed(f.keeper, 128, kit.ControlHeight), kit.Fixed(f.tag, 116, kit.ControlHeight))
	f.showTags(nil)
	f.renew()
	return f
}

func (f *filters) any() kit.Option {
	return kit.Option{ID: anything, Label: f.s.env.T.T("clients.filter.any")}
}

// renew offers the stages of the present lens and the present people. A stage of another lens narrows no more: it
// could not be seen in the row.
func (f *filters) renew() {
	t, lens := f.s.env.T, f.s.env.Lens()
	stages := []kit.Option{f.any()}
	for i, c := range lens.Columns {
		stages = append(stages, kit.Option{ID: c.Code, Label: parts.ColumnName(t, lens, i)})
	}
	f.stage.SetOptions(stages)
	f.keeper.SetOptions(append([]kit.Option{f.any()}, parts.KeeperOptions(f.s.env, t.T("clients.filter.nobody"), false)...))
	if key := parts.LensKey(lens); f.lens != key {
		f.lens = key
		if f.stageOf(f.s.Query) == anything {
			f.s.Query.Rungs = nil
		}
	}
	f.set(f.s.Query)
}

// stageOf is the stage of the lens that a query is narrowed to.
func (f *filters) stageOf(q crm.ClientQuery) string {
	for _, c := range f.s.env.Lens().Columns {
		if len(q.Rungs) > 0 && slices.Equal(c.Rungs, q.Rungs) {
			return c.Code
		}
	}
	return anything
}

// take narrows the grid to what the row says.
func (f *filters) take() {
	if f.Quiet() {
		return
	}
	was := f.s.Query
	q := &f.s.Query
	q.Search, q.Tag, q.Rungs = f.Text.Value(), f.tag.Value(), nil
	for _, c := range f.s.env.Lens().Columns {
		if c.Code == f.stage.Value() {
			q.Rungs = c.Rungs
		}
	}
	q.Owner, q.NoOwner = parts.ReadKeeper(f.s.env, f.keeper.Value())
	if !reflect.DeepEqual(was, *q) {
		f.s.narrow()
	}
}

// set shows a query in the row without narrowing again.
func (f *filters) set(q crm.ClientQuery) {
	f.ShowText(q.Search)
	f.Quietly(func() {
		f.offerTag(q.Tag)
		f.tag.SetValue(q.Tag)
		f.stage.SetValue(f.stageOf(q))
		f.keeper.SetValue(parts.KeeperChoice(q.Owner, q.NoOwner))
		f.chips.Set(q.Types, q.Untyped)
	})
}

// clear narrows nothing any more.
func (f *filters) clear() {
	f.s.Query = crm.ClientQuery{Sort: f.s.Query.Sort, Desc: f.s.Query.Desc}
	f.set(f.s.Query)
	f.s.narrow()
}

// load reads the counts of the chips and the tags.
func (f *filters) load() {
	q := f.s.Query
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
	options := []kit.Option{f.any()}
	for _, tag := range tags {
		options = append(options, kit.Option{ID: tag.Name, Label: tag.Name, Note: f.s.env.T.Int(int(tag.N))})
	}
	f.tag.SetOptions(options)
	f.offerTag(f.s.Query.Tag)
	f.tag.SetValue(f.s.Query.Tag)
}

// offerTag sees to it that a tag can be shown as chosen, though it is none of the most used.
func (f *filters) offerTag(tag string) {
	f.tag.SetValue(tag)
	if tag == anything || f.tag.Value() == tag {
		return
	}
	f.tag.SetOptions(append(f.tag.Options(), kit.Option{ID: tag, Label: tag}))
}
