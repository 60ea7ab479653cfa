package catalogue

import (
	"reflect"

	"fyne.io/fyne/v2"

	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/parts"
)

// anything is the choice that narrows nothing.
const anything = ""

// filters is the row above the grid: a text, kind, stream, and whether what is no longer sold is shown.
type filters struct {
	*parts.FilterText
	s      *Screen
	kind   *kit.Select
	stream *kit.Select
	idle   *kit.Check
	object *fyne.Container
}

func newFilters(s *Screen) *filters {
	f := &filters{s: s}
	t := s.env.T
	any := kit.Option{ID: anything, Label: t.T("catalogue.filter.any")}
	f.FilterText = parts.NewFilterText(s.env, &s.loader, t.T("catalogue.filter.text"), func() fyne.Focusable { return s.Grid }, f.take)
	kinds := codeOptions(trade.ItemKinds, func(k trade.ItemKind) string { return t.T("trade.kind." + string(k)) })
	f.kind = kit.NewSelect(append([]kit.Option{any}, kinds...), func(string) { f.take() }).WithPrefix(t.T("catalogue.filter.kind"))
	streams := codeOptions(trade.Streams, func(x trade.Stream) string { return t.T("trade.stream." + x.Word()) })
	f.stream = kit.NewSelect(append([]kit.Option{any}, streams...), func(string) { f.take() }).WithPrefix(t.T("catalogue.filter.stream"))
	f.idle = kit.NewCheck(t.T("catalogue.filter.idle"), func(bool) { f.take() })
	f.object = kit.Flow(8, kit.Grow(kit.Fixed(f.Text, 240, kit.ControlHeight)), kit.Fixed(f.kind, 148, kit.ControlHeight),
		kit.Fixed(f.stream, 208, kit.ControlHeight), kit.Fixed(kit.Pad(f.idle, 8, 0, 0, 0), 0, kit.ControlHeight))
	f.set(s.Query)
	return f
}

// take narrows the grid to what the row says.
func (f *filters) take() {
	if f.Quiet() {
		return
	}
	was := f.s.Query
	q := &f.s.Query
	q.Search, q.Inactive, q.Kinds, q.Streams = f.Text.Value(), f.idle.Checked(), nil, nil
	if k := f.kind.Value(); k != anything {
		q.Kinds = []trade.ItemKind{trade.ItemKind(k)}
	}
	if x := f.stream.Value(); x != anything {
		q.Streams = []trade.Stream{trade.Stream(x)}
	}
	if !reflect.DeepEqual(was, *q) {
		f.s.narrow()
	}
}

// set shows a query in the row without narrowing again.
func (f *filters) set(q trade.ItemQuery) {
	f.ShowText(q.Search)
	f.Quietly(func() {
		f.idle.SetChecked(q.Inactive)
		f.kind.SetValue(one(q.Kinds))
		f.stream.SetValue(one(q.Streams))
	})
}

// one is the only one of some choices, nothing when there are none.
func one[T ~string](some []T) string {
	if len(some) == 0 {
		return anything
	}
	return string(some[0])
}
