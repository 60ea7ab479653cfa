package catalogue

import (
	"slices"

	"fyne.io/fyne/v2"

	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/parts"
)

// scopePart lets one say what a rule is for: any number of items, groups and streams, each added by choosing it and taken
// away again by its chip; with none it is for everything.
type scopePart struct {
	f      *ruleForm
	scope  trade.Scope
	names  map[trade.ItemID]string // of the items chosen here
	item   *kit.ComboBox
	group  *kit.Select
	stream *kit.Select
	chips  *fyne.Container
	taking bool // a choice is being taken
}

func newScopePart(f *ruleForm) *scopePart {
	s, t, c := f.s, f.s.env.T, f.rule.Scope
	p := &scopePart{f: f, names: map[trade.ItemID]string{}, chips: kit.Flow(6)}
	p.scope = trade.Scope{Items: slices.DeleteFunc(slices.Clone(c.Items), func(id trade.ItemID) bool { return id == 0 }), Groups: slices.Clone(c.Groups), Streams: slices.Clone(c.Streams)}
	p.item = kit.NewComboBox(&s.loader, t.T("catalogue.scope.item.hint"), parts.ComboWords(s.env), s.findItems)
	p.item.OnChoose = func(o kit.Option) {
		if o.ID == "" {
			return // the field was emptied
		}
		p.names[trade.ItemID(number(o.ID))] = o.Label
		p.scope.Items = with(p.scope.Items, trade.ItemID(number(o.ID)))
		p.took(func() { p.item.SetValue("") })
	}
	p.group = kit.NewSelect(groupOptions(s.env, s.known.groups, 0, t.T("catalogue.choose"))[1:], func(id string) {
		p.scope.Groups = with(p.scope.Groups, trade.GroupID(number(id)))
		p.took(func() { p.group.SetValue("") })
	}).WithHint(t.T("catalogue.scope.add"))
	p.stream = kit.NewSelect(codeOptions(trade.Streams, func(x trade.Stream) string { return t.T("trade.stream." + x.Word()) }), func(id string) {
		p.scope.Streams = with(p.scope.Streams, trade.Stream(id))
		p.took(func() { p.stream.SetValue("") })
	}).WithHint(t.T("catalogue.scope.add"))
	p.show()
	return p
}

// with adds a value that is not there yet.
func with[T comparable](list []T, v T) []T {
	if slices.Contains(list, v) {
		return list
	}
	return append(list, v)
}

func without[T comparable](list []T, v T) []T {
	return slices.DeleteFunc(slices.Clone(list), func(x T) bool { return x == v })
}

// took empties the field a choice was made in and shows the choice.
func (p *scopePart) took(clear func()) {
	if p.taking {
		return
	}
	p.taking = true
	clear()
	p.taking = false
	p.f.form.Say("items", kit.Good, "")
	p.show()
}

// show draws a chip for each choice.
func (p *scopePart) show() {
	s, t := p.f.s, p.f.s.env.T
	p.chips.Objects = nil
	chip := func(word string, remove func()) {
		p.chips.Add(kit.NewButton(kit.Soft, kit.CutText(word, kit.Dense, chipWidest), func() { remove(); p.show() }).WithTrailing("x").WithTip(t.T("text.remove")).Sized(kit.ControlSmall))
	}
	for _, id := range p.scope.Items {
		name := p.names[id]
		if name == "" {
			name = s.known.items[id]
		}
		if name == "" {
			name = t.T("catalogue.scope.gone")
		}
		chip(name, func() { p.scope.Items = without(p.scope.Items, id) })
	}
	for _, id := range p.scope.Groups {
		name := t.T("catalogue.scope.gone")
		if g, ok := s.known.group(id); ok {
			name = t.T("catalogue.scope.group", "Name", g.Name)
		}
		chip(name, func() { p.scope.Groups = without(p.scope.Groups, id) })
	}
	for _, x := range p.scope.Streams {
		chip(t.T("trade.stream."+x.Word()), func() { p.scope.Streams = without(p.scope.Streams, x) })
	}
	if len(p.chips.Objects) == 0 {
		p.chips.Add(kit.NewChip("", t.T("catalogue.scope.all"), kit.ToneNeutral))
	}
	p.chips.Refresh()
	p.f.form.Refresh()
}

// chipWidest is how wide the name on a chip gets, in units.
const chipWidest float32 = 240

// add puts the part into the form.
func (p *scopePart) add() {
	t := p.f.s.env.T
	items := kit.Field{ID: "items", Label: t.T("catalogue.scope.of.item"), Input: p.item, Span: 2}
	if p.f.rule.Kind == trade.ByAuction { // an auction sells an item
		items.Check = func(string) (kit.Level, string) {
			if len(p.scope.Items) == 0 {
				return kit.Error, t.T("catalogue.scope.need")
			}
			return kit.Good, ""
		}
	}
	p.f.form.Wide(p.chips)
	p.f.form.Add(items, kit.Field{ID: "group", Label: t.T("catalogue.field.group"), Input: p.group},
		kit.Field{ID: "stream", Label: t.T("catalogue.field.stream"), Input: p.stream})
}
