package card

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"rapport/app/crm"
	"rapport/app/text"
	"rapport/screens/kit"
	"rapport/screens/parts"
)

// chipsOffered is how many people are offered as chips; others are found by name.
const chipsOffered = 8

// chooser chooses people of the client: chips for the first of them, a search for the rest.
type chooser struct {
	s       *Screen
	changed func()
	all     []crm.Contact
	picked  []crm.ContactID
	chips   []*kit.FilterChip
	search  *kit.ComboBox
	flow    *fyne.Container
	object  *fyne.Container
}

func newChooser(s *Screen, changed func()) *chooser {
	c := &chooser{s: s, changed: changed, flow: kit.Flow(6)}
	c.search = kit.NewComboBox(&s.loader, s.env.T.T("card.entry.who"), parts.ComboWords(s.env), finder(nil))
	c.search.OnChoose = c.found
	c.object = kit.VBox(6, c.flow, c.search)
	c.object.Hide()
	return c
}

// chosen are the people picked, in the order they were.
func (c *chooser) chosen() []crm.ContactID { return slices.Clone(c.picked) }

// set picks people.
func (c *chooser) set(ids []crm.ContactID) {
	c.picked = slices.Clone(ids)
	c.draw()
}

// offer takes the people there are.
func (c *chooser) offer(all []crm.Contact) {
	c.all, c.search.Search = all, finder(all)
	c.draw()
}

// shown are the people with a chip: the first who are there, and everybody picked.
func (c *chooser) shown() []crm.Contact {
	var list []crm.Contact
	offered := 0
	for _, p := range c.all {
		picked := slices.Contains(c.picked, p.ID)
		if picked || !p.Left && offered < chipsOffered {
			list = append(list, p)
			offered++
		}
	}
	return list
}

func (c *chooser) draw() {
	c.chips, c.flow.Objects = nil, nil
	for _, p := range c.shown() {
		chip := kit.NewFilterChip(kit.CutText(p.Name, kit.Dense, 150), "", func() { c.toggle(p.ID) })
		chip.SetChosen(slices.Contains(c.picked, p.ID))
		chip.SetTip(joinComma(p.Name, p.Post))
		c.chips = append(c.chips, chip)
		c.flow.Add(chip)
	}
	c.flow.Refresh()
	c.search.Hidden = len(c.all) <= chipsOffered
	c.object.Hidden = len(c.all) == 0
	c.object.Refresh()
}

func (c *chooser) toggle(id crm.ContactID) {
	if i := slices.Index(c.picked, id); i >= 0 {
		c.picked = slices.Delete(c.picked, i, i+1)
	} else {
		c.picked = append(c.picked, id)
	}
	for i, p := range c.shown() {
		if i < len(c.chips) {
			c.chips[i].SetChosen(slices.Contains(c.picked, p.ID))
		}
	}
	c.changed()
}

// finder finds people by any part of their names; it runs in the background, over people that do not change.
func finder(all []crm.Contact) func(context.Context, string) ([]kit.Option, error) {
	return func(_ context.Context, q string) ([]kit.Option, error) {
		var options []kit.Option
		for _, p := range all {
			if len(options) < 50 && strings.Contains(text.Fold(p.Name+" "+p.Post), text.Fold(q)) {
				options = append(options, kit.Option{ID: parts.ID(p.ID), Label: p.Name, Note: p.Post})
			}
		}
		return options, nil
	}
}

func (c *chooser) found(o kit.Option) {
	id, err := strconv.ParseInt(o.ID, 10, 64)
	if err != nil {
		return
	}
	c.search.SetChosen(kit.Option{})
	if !slices.Contains(c.picked, crm.ContactID(id)) {
		c.picked = append(c.picked, crm.ContactID(id))
	}
	c.draw()
	c.changed()
}

// holds reports whether the keyboard is in one of the chips or in the search.
func (c *chooser) holds(f fyne.Focusable) bool {
	if f == fyne.Focusable(c.search) {
		return true
	}
	return slices.ContainsFunc(c.chips, func(chip *kit.FilterChip) bool { return f == fyne.Focusable(chip) })
}
