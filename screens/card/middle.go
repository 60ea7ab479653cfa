package card

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"rapport/screens/kit"
)

// The tabs, as routes name them; the first, the course of events, is named by nothing.
const (
	tabFeed       = ""
	tabPeople     = "people"
	tabOffers     = "offers"
	tabRequisites = "requisites"
	tabHistory    = "history"
)

var tabs = []string{tabFeed, tabPeople, tabOffers, tabRequisites, tabHistory}

// middle is the card with the tabs.
type middle struct {
	s          *Screen
	bar        *kit.Tabs
	entry      *entry
	feed       *feed
	people     *people
	offers     *column
	requisites *column
	history    *history
	feedBox    *fyne.Container
	pages      []fyne.CanvasObject
	object     fyne.CanvasObject
}

func newMiddle(s *Screen) *middle {
	m := &middle{s: s, entry: newEntry(s), feed: newFeed(s), people: newPeople(s), history: newHistory(s)}
	m.offers, m.requisites = newColumnIn(tabBleed), newColumnIn(tabBleed)
	var words []string
	for _, name := range tabs {
		if name == tabFeed {
			name = "feed"
		}
		words = append(words, s.env.T.T("card.tab."+name))
	}
	m.bar = kit.NewTabs(func(i int) { m.show(i) }, words...)
	m.feedBox = container.New(&feedLayout{entry: m.entry}, m.entry.object, m.feed.object)
	m.pages = []fyne.CanvasObject{m.feedBox, m.people.object, kit.Pad(m.offers.object, 16, 8, 16, 4), kit.Pad(m.requisites.object, 16, 8, 16, 4), m.history.object}
	m.show(0)
	bar := kit.Pad(container.New(&clipLayout{}, m.bar), 16, 4, 16, 0)
	m.object = kit.NewBareCard(container.NewBorder(kit.VBox(0, bar), nil, nil, nil, container.NewStack(m.pages...)))
	return m
}

// clipLayout gives an object all the width there is, though that be less than it asks for.
type clipLayout struct{}

func (clipLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(middleLeast-40, o[0].MinSize().Height)
}

func (clipLayout) Layout(o []fyne.CanvasObject, size fyne.Size) { o[0].Resize(size) }

// tab is the name of the tab shown.
func (m *middle) tab() string { return tabs[m.bar.Chosen()] }

// choose shows a tab; an unknown name shows the first.
func (m *middle) choose(name string) {
	i := max(slices.Index(tabs, name), 0)
	m.bar.SetChosen(i)
	m.show(i)
}

func (m *middle) show(at int) {
	for i, p := range m.pages {
		if i == at {
			p.Show()
		} else {
			p.Hide()
		}
	}
	switch tabs[at] {
	case tabHistory:
		m.history.load()
	case tabPeople:
		m.people.look()
	}
}

func (m *middle) forget() {
	m.entry.clear()
	m.entry.fold()
	m.feed.forget()
	m.people.forget()
	m.history.forget()
	m.offers.toTop()
	m.requisites.toTop()
	m.choose(tabFeed)
}

// draw shows what is known.
func (m *middle) draw(k *known) {
	t := m.s.env.T
	m.bar.SetCounts("", count(t.Int, len(k.people)), count(t.Int, k.offerCount), "", "")
	m.entry.draw(k)
	m.feed.draw(k)
	m.people.draw(k)
	m.offers.set(m.s.offersTab())
	m.requisites.set(m.s.requisitesTab())
	m.history.stale()
	if m.tab() == tabHistory {
		m.history.load()
	}
}

// count writes a number, and nothing for none.
func count(write func(int) string, n int) string {
	if n == 0 {
		return ""
	}
	return write(n)
}

// feedLayout puts the entry above the course of events; the entry gets what it needs, and the rest of the room, when it
// is too little for an event, stays empty.
type feedLayout struct{ entry *entry }

// feedLeast is the least height at which events are shown, in units.
const feedLeast float32 = 90

func (l *feedLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(middleLeast-20, feedLeast+60)
}

func (l *feedLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	h := min(l.entry.height(size.Width), size.Height)
	rest := size.Height - h
	if rest < feedLeast {
		h, rest = size.Height, 0
	}
	o[0].Move(fyne.NewPos(0, 0))
	o[0].Resize(fyne.NewSize(size.Width, h))
	o[1].Move(fyne.NewPos(0, h))
	o[1].Resize(fyne.NewSize(size.Width, rest))
}
