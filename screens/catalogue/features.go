package catalogue

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"rapport/app/money"
	"rapport/app/trade"
	"rapport/screens/kit"
)

// percentSign marks a surcharge in per cent in the choice of its unit.
const percentSign = "%"

// mostVariants is how many combinations the table of variants shows.
const mostVariants = 120

// features are the properties a buyer chooses, with their choices, and the table of the combinations.
type features struct {
	h        *itemSheet
	blocks   []*featureBlock
	variants []*variantRow
	typed    map[string]trade.Variant // what was typed of variants, by their choices
	object   *fyne.Container
	list     *fyne.Container
	table    *fyne.Container
}

// featureBlock is one property.
type featureBlock struct {
	name     *kit.Entry
	optional *kit.Check
	choices  *kit.Repeater
	object   fyne.CanvasObject
}

// variantRow is one combination of choices.
type variantRow struct {
	choices []string
	article *kit.Entry
	price   *kit.NumberField
}

func newFeatures(h *itemSheet) *features {
	f := &features{h: h, typed: map[string]trade.Variant{}, list: kit.VBox(12), table: kit.VBox(8)}
	t := h.s.env.T
	add := kit.NewButton(kit.Ghost, t.T("catalogue.feature.add"), func() {
		b := f.add(trade.Feature{Choices: []trade.Choice{{}, {}}})
		f.touched()
		h.s.env.Window.Canvas().Focus(b.name)
	}).WithIcon("plus").Sized(kit.ControlSmall)
	f.object = kit.VBox(12, kit.NewWrap(t.T("catalogue.features.hint"), kit.Dense, kit.Text3, 0), f.list, kit.Left(add), f.table)
	return f
}

// fill shows the features and variants of an item.
func (f *features) fill(i trade.Item) {
	f.blocks, f.list.Objects = nil, nil
	f.typed = map[string]trade.Variant{}
	for _, v := range i.Variants {
		f.typed[variantKey(v.Choices, len(i.Features))] = v
	}
	for _, x := range i.Features {
		f.add(x)
	}
	f.renew()
}

// variantKey names a combination of n choices.
func variantKey(choices []string, n int) string {
	all := make([]string, n)
	copy(all, choices)
	return strings.Join(all, "\x00")
}

func (f *features) add(x trade.Feature) *featureBlock {
	env, t := f.h.s.env, f.h.s.env.T
	b := &featureBlock{name: kit.NewEntry(t.T("catalogue.feature.name"))}
	b.name.SetValue(x.Name)
	b.name.OnInput(f.touched)
	b.optional = kit.NewCheck(t.T("catalogue.feature.optional"), nil)
	b.optional.SetChecked(x.Optional)
	b.optional.OnInput(f.touched)
	sign := f.h.first.Currency.Symbol()
	if f.h.hasMain {
		sign = f.h.main.Currency.Symbol()
	}
	b.choices = kit.NewRepeater(t.T("catalogue.choice.add"), t.T("text.remove"), []float32{2.2, 1, 0.7}, func() []kit.Input {
		unit := kit.NewSelect([]kit.Option{{ID: "", Label: sign}, {ID: percentSign, Label: percentSign}}, nil)
		unit.SetValue("")
		return []kit.Input{kit.NewEntry(t.T("catalogue.choice.name")), numberField(env, t.T("catalogue.choice.add.hint")), unit}
	})
	b.choices.CheckRow = func(v []string) (kit.Level, string) {
		if _, err := money.ParseDec(v[1]); v[1] != "" && err != nil {
			return kit.Error, t.T("text.wrong.number")
		}
		return kit.Good, ""
	}
	rows := make([][]string, len(x.Choices))
	for i, c := range x.Choices {
		add, unit := "", ""
		if !c.Add.IsZero() {
			add = money.FormatDec(c.Add, string(t.Lang()))
		}
		if c.Percent {
			unit = percentSign
		}
		rows[i] = []string{c.Name, add, unit}
	}
	b.choices.SetRows(rows)
	b.choices.OnInput(f.touched)
	head := kit.HBox(8, kit.Grow(b.name), b.optional, kit.NewIconButton("trash", t.T("catalogue.feature.remove"), func() { f.remove(b) }))
	b.object = kit.VBox(6, head, kit.Pad(b.choices, 16, 0, 0, 0), kit.NewDivider())
	f.blocks = append(f.blocks, b)
	f.list.Add(b.object)
	return b
}

func (f *features) remove(b *featureBlock) {
	f.blocks = slices.DeleteFunc(f.blocks, func(x *featureBlock) bool { return x == b })
	f.list.Remove(b.object)
	f.touched()
}

// touched is called after each change of features by the user.
func (f *features) touched() {
	if f.h.filling {
		return
	}
	f.h.s.Touch()
	f.renew()
}

// taken are the features as the form has them: those without a name, and choices without one, are left out.
func (f *features) taken() []trade.Feature {
	var out []trade.Feature
	for _, b := range f.blocks {
		x := trade.Feature{Name: strings.TrimSpace(b.name.Value()), Optional: b.optional.Checked()}
		for _, r := range b.choices.Rows() {
			name := strings.TrimSpace(r[0])
			if name != "" && !slices.ContainsFunc(x.Choices, func(c trade.Choice) bool { return c.Name == name }) {
				x.Choices = append(x.Choices, trade.Choice{Name: name, Add: dec(r[1]), Percent: r[2] == percentSign})
			}
		}
		known := slices.ContainsFunc(out, func(o trade.Feature) bool { return o.Name == x.Name })
		if x.Name != "" && len(x.Choices) > 0 && !known {
			out = append(out, x)
		}
	}
	return out
}

// combinations are all ways of choosing one of each feature; false when there are more than the table shows.
func combinations(all []trade.Feature) ([][]string, bool) {
	out := [][]string{{}}
	for _, x := range all {
		names := make([]string, 0, len(x.Choices)+1)
		if x.Optional {
			names = append(names, "")
		}
		for _, c := range x.Choices {
			names = append(names, c.Name)
		}
		var next [][]string
		for _, before := range out {
			for _, n := range names {
				next = append(next, append(slices.Clone(before), n))
			}
		}
		if out = next; len(out) > mostVariants {
			return nil, false
		}
	}
	return out, len(all) > 0
}

// renew shows the table of combinations anew; what was typed into it stays.
func (f *features) renew() {
	f.hold()
	t, all := f.h.s.env.T, f.taken()
	combos, fits := combinations(all)
	f.variants, f.table.Objects = nil, nil
	switch {
	case fits:
		f.table.Add(kit.NewText(t.T("catalogue.variants"), kit.Body|kit.Bold, kit.Text))
		f.table.Add(kit.NewWrap(t.T("catalogue.variants.hint"), kit.Dense, kit.Text3, 0))
		for _, choices := range combos {
			f.addVariant(choices)
		}
	case len(all) > 0:
		f.table.Add(kit.NewWrap(t.T("catalogue.variants.many", "N", t.Int(mostVariants)), kit.Dense, kit.Text3, 0))
	}
	f.object.Refresh()
	if f.h.scroll != nil {
		f.h.scroll.Refit()
	}
}

func (f *features) addVariant(choices []string) {
	env, t := f.h.s.env, f.h.s.env.T
	held := f.typed[variantKey(choices, len(choices))]
	v := &variantRow{choices: choices, article: kit.NewEntry(t.T("catalogue.field.article")), price: numberField(env, t.T("catalogue.variant.price"))}
	v.article.SetValue(held.Article)
	if held.Priced {
		v.price.SetValue(money.FormatDec(held.Price, string(t.Lang())))
	}
	changed := func() {
		if !f.h.filling {
			f.h.s.Touch()
		}
	}
	v.article.OnInput(changed)
	v.price.OnInput(changed)
	var words []string
	for _, c := range choices {
		if c != "" {
			words = append(words, c)
		}
	}
	word := strings.Join(words, " · ")
	if word == "" {
		word = t.T("catalogue.variant.plain")
	}
	f.variants = append(f.variants, v)
	f.table.Add(kit.Columns(8, []float32{1.6, 1, 0.9}, kit.NewTipText(word, kit.Dense, kit.Text), v.article, v.price))
}

// hold notes what is typed in the table.
func (f *features) hold() {
	for _, v := range f.variants {
		one := trade.Variant{Choices: v.choices, Article: strings.TrimSpace(v.article.Value()), Priced: v.price.Value() != "" && !v.price.Wrong()}
		one.Price = dec(v.price.Value())
		f.typed[variantKey(v.choices, len(v.choices))] = one
	}
}

// valid reports whether nothing in the features blocks saving.
func (f *features) valid() bool {
	for _, b := range f.blocks {
		if b.choices.Wrong() {
			return false
		}
	}
	for _, v := range f.variants {
		if v.price.Wrong() {
			f.h.s.env.Window.Canvas().Focus(v.price)
			return false
		}
	}
	return true
}

// take are the features and those variants that have an article or a price of their own.
func (f *features) take() ([]trade.Feature, []trade.Variant) {
	f.hold()
	all := f.taken()
	combos, fits := combinations(all)
	if !fits && len(all) > 0 {
		return all, f.h.base.Variants // more than the table shows: they stay as they were
	}
	var variants []trade.Variant
	for _, choices := range combos {
		if len(choices) == 0 {
			continue
		}
		v := f.typed[variantKey(choices, len(choices))]
		if v.Article != "" || v.Priced {
			v.Choices = choices
			variants = append(variants, v)
		}
	}
	return all, variants
}
