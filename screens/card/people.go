package card

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"rapport/app/crm"
	"rapport/app/text"
	"rapport/screens/kit"
	"rapport/screens/parts"
)

// How many people are shown.
const (
	peoplePage   = 40 // at a time
	filterPeople = 7  // from so many on there is a filter
)

// people is the tab of the people at the client.
type people struct {
	s      *Screen
	filter *kit.Entry
	add    *kit.Button
	list   *column
	top    *fyne.Container
	empty  *fyne.Container
	shown  int
	stale  bool // the rows are not those of the people there are
	object fyne.CanvasObject
}

func newPeople(s *Screen) *people {
	p := &people{s: s, list: newColumnIn(tabBleed), shown: peoplePage}
	t := s.env.T
	p.filter = kit.NewEntry(t.T("card.people.filter")).WithIcon("filter").OnType(func(string) { p.shown = peoplePage; p.fill() })
	p.filter.OnEsc = func() { p.filter.SetText("") }
	p.add = kit.NewButton(kit.Plain, t.T("card.people.add"), func() { s.editPerson(nil) }).WithIcon("plus")
	p.top = kit.Pad(kit.HBox(8, kit.Grow(p.filter), p.add), 16, 12, 16, 4)
	p.empty = kit.Stack(kit.EmptyState(kit.EmptyIcon("people"), t.T("card.people.empty"), t.T("card.people.empty.line"),
		kit.NewButton(kit.Primary, t.T("card.people.add"), func() { s.editPerson(nil) })))
	p.empty.Hide()
	p.list.box.Layout = kit.VBox(0).Layout
	p.object = container.NewStack(container.NewBorder(p.top, nil, nil, nil, kit.Pad(p.list.object, 16, 4, 16, 4)), p.empty)
	return p
}

func (p *people) forget() {
	p.shown = peoplePage
	p.filter.SetText("")
	p.list.toTop()
}

// focus puts the keyboard into the filter, or on the button where there is none.
func (p *people) focus() {
	if p.filter.Visible() {
		p.s.env.Window.Canvas().Focus(p.filter)
		return
	}
	p.s.env.Window.Canvas().Focus(p.add)
}

// draw shows the people there are.
func (p *people) draw(k *known) {
	none := len(k.people) == 0
	p.empty.Hidden, p.top.Hidden = !none, none
	p.filter.Hidden = len(k.people) < filterPeople
	p.empty.Refresh()
	p.top.Refresh()
	p.stale = true
	if p.s.middle.tab() == tabPeople {
		p.fill()
	}
}

// look makes the rows when the tab is looked at, unless they are up to date.
func (p *people) look() {
	if p.stale {
		p.fill()
	}
}

// matching are the people the filter lets through.
func (p *people) matching() []crm.Contact {
	if p.s.known == nil {
		return nil
	}
	q := text.Fold(strings.TrimSpace(p.filter.Value()))
	var list []crm.Contact
	for _, c := range p.s.known.people {
		if q == "" || strings.Contains(text.Fold(personWords(c)), q) {
			list = append(list, c)
		}
	}
	return list
}

// personWords is what a person is found by.
func personWords(c crm.Contact) string {
	words := []string{c.Name, c.Post, c.Notes}
	for _, n := range c.Phones {
		words = append(words, n.Raw, n.Key)
	}
	for _, e := range c.Emails {
		words = append(words, e.Address)
	}
	return strings.Join(words, " ")
}

func (p *people) fill() {
	p.stale = false
	var rows []fyne.CanvasObject
	list := p.matching()
	for i, c := range list {
		if i == p.shown {
			break
		}
		if i > 0 {
			rows = append(rows, kit.NewDivider())
		}
		rows = append(rows, p.s.personRow(c))
	}
	if rest := len(list) - p.shown; rest > 0 {
		more := kit.NewButton(kit.Plain, p.s.env.T.T("card.show.more", "N", p.s.env.T.Int(rest)), func() { p.shown += peoplePage; p.fill() })
		rows = append(rows, kit.Pad(kit.Center(more), 0, 8, 0, 8))
	}
	if len(list) == 0 && p.s.known != nil && len(p.s.known.people) > 0 {
		rows = append(rows, kit.Pad(kit.NewText(p.s.env.T.T("text.nothing.found"), kit.Body, kit.Text3), 0, 12, 0, 0))
	}
	p.list.set(rows)
}

// personRow is one person: who, what part he plays, how to reach him, and the small things.
func (s *Screen) personRow(c crm.Contact) fyne.CanvasObject {
	t := s.env.T
	tone := parts.TypeTone(s.known.client.Type)
	if c.Left {
		tone = kit.ToneNeutral
	}
	name := kit.NewTipText(c.Name, kit.Body|kit.Bold, kit.Text)
	head := []fyne.CanvasObject{kit.Grow(name)}
	if c.Left {
		head = append(head, kit.NewChip("", t.T("card.person.left"), kit.ToneNeutral))
	}
	var more *kit.Button
	more = kit.NewIconButton("more", t.T("card.more"), func() { kit.ShowMenu(more, s.personMenu(c)...) }).Sized(kit.ControlSmall)
	head = append(head, kit.NewIconButton("edit", t.T("text.edit"), func() { s.editPerson(&c) }).Sized(kit.ControlSmall), more)
	lines := []fyne.CanvasObject{kit.HBox(4, head...)}
	if c.Post != "" {
		lines = append(lines, kit.NewTipWrap(c.Post, kit.Dense, kit.Text2, 2))
	}
	lines = append(lines, s.personMarks(c)...)
	lines = append(lines, s.personReach(c)...)
	if c.Notes != "" {
		lines = append(lines, kit.NewTipWrap(c.Notes, kit.Dense, kit.Text2, 4))
	}
	avatar := kit.VBox(0, kit.NewAvatar(text.Initials(c.Name), tone, 32))
	return kit.Pad(kit.HFill(12, avatar, kit.Grow(kit.VBox(5, lines...))), 0, 10, 0, 10)
}

// personMarks are the chips of roles and the birthday.
func (s *Screen) personMarks(c crm.Contact) []fyne.CanvasObject {
	t := s.env.T
	var chips []fyne.CanvasObject
	for _, r := range c.Roles {
		chips = append(chips, kit.NewChip("", t.T("crm.role."+string(r)), kit.ToneAccent))
	}
	if b, ok := readBirthday(c.Birthday); ok {
		tone := kit.ToneNeutral
		if b.near(s.env.Now()) {
			tone = kit.ToneAmber
		}
		chips = append(chips, kit.NewChip("gift", b.words(t, s.env.Now()), tone))
	}
	if len(chips) == 0 {
		return nil
	}
	return []fyne.CanvasObject{kit.Flow(6, chips...)}
}

// personReach are the phones and addresses as links that copy.
func (s *Screen) personReach(c crm.Contact) []fyne.CanvasObject {
	t := s.env.T
	var links []fyne.CanvasObject
	add := func(icon, value, label string) {
		link := kit.NewLink(kit.CutText(value, kit.Dense, 300), func() { s.copy(value) })
		link.SetTip(joinComma(label, t.T("text.copy")))
		links = append(links, kit.HBox(5, kit.NewGlyph(icon, kit.Text3, 12), link))
	}
	for _, n := range c.Phones {
		add("phone", phoneWords(t, n), n.Label)
	}
	for _, e := range c.Emails {
		add("mail", e.Address, e.Label)
	}
	if len(links) == 0 {
		return nil
	}
	return []fyne.CanvasObject{kit.Flow(12, links...)}
}

func (s *Screen) personMenu(c crm.Contact) []kit.MenuItem {
	t := s.env.T
	leftWord := "card.person.mark.left"
	if c.Left {
		leftWord = "card.person.mark.back"
	}
	return []kit.MenuItem{
		{Icon: "chat", Label: t.T("card.person.record"), Do: func() { s.recordWith(c.ID) }},
		{Icon: "edit", Label: t.T("text.edit"), Do: func() { s.editPerson(&c) }},
		{Icon: "user", Label: t.T(leftWord), Do: func() { s.markLeft(c) }},
		kit.Separator(),
		{Icon: "trash", Label: t.T("text.delete"), Danger: true, Do: func() { s.removePerson(c) }},
	}
}

// recordWith opens the entry with a person already chosen.
func (s *Screen) recordWith(id crm.ContactID) {
	s.New()
	s.middle.entry.people.set([]crm.ContactID{id})
	s.middle.entry.refit()
}

// markLeft notes that somebody works there no more, or does again.
func (s *Screen) markLeft(was crm.Contact) {
	now := was
	now.Left = !was.Left
	kit.Commit(&s.keeper, "person "+parts.ID(was.ID), func(ctx context.Context) (crm.Contact, error) { return s.desk.SaveContact(ctx, &was, now) }, s.told)
}

// removePerson removes at once: the toast undoes it.
func (s *Screen) removePerson(c crm.Contact) {
	kit.Commit(&s.keeper, "person "+parts.ID(c.ID), func(ctx context.Context) (crm.Contact, error) { return c, s.desk.RemoveContact(ctx, c.ID) }, s.told)
}

// told passes on what went wrong with a person.
func (s *Screen) told(_ crm.Contact, err error) {
	if err != nil {
		s.env.Fail(err)
	}
}
