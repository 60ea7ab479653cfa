package card

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"rapport/app/crm"
	"rapport/screens/kit"
	"rapport/screens/parts"
)

// feed is the course of events with its pages.
type feed struct {
	s        *Screen
	timeline *kit.Timeline
	empty    *fyne.Container
	object   fyne.CanvasObject

	events map[int64]event
	left   []event // older than the interactions read so far
	last   crm.Interaction
	count  int // interactions read
	opened opening
}

// opening is the event opened last: twice in a row means that it shall be edited.
type opening struct {
	key int64
	at  time.Time
}

// twice is how close two openings are when they are meant as one, like the clicks of a double click.
const twice = 500 * time.Millisecond

func newFeed(s *Screen) *feed {
	f := &feed{s: s, timeline: kit.NewTimeline(), events: map[int64]event{}}
	t := s.env.T
	f.timeline.Lines = 3
	f.timeline.More, f.timeline.Less = t.T("card.more.text"), t.T("card.less.text")
	f.timeline.Want = func(int) { f.readOn() }
	f.timeline.OnOpen = f.open
	f.timeline.OnMenu = f.menu
	f.empty = kit.Stack(kit.EmptyState(kit.EmptyIcon("chat"), t.T("card.feed.empty"), t.T("card.feed.empty.line"), nil))
	f.empty.Hide()
	f.object = kit.Stack(kit.Pad(f.timeline, 16, 4, 6, 4), f.empty)
	return f
}

// loaded is how many interactions are shown.
func (f *feed) loaded() int { return f.count }

func (f *feed) forget() {
	f.events, f.left, f.count = map[int64]event{}, nil, 0
	f.timeline.SetItems(nil, false)
}

// draw shows the events read, keeping the place.
func (f *feed) draw(k *known) {
	place := f.timeline.Place()
	f.events = map[int64]event{}
	merged, left := merge(k.interactions, others(k), k.more)
	f.note(k.interactions, left)
	f.count = len(k.interactions)
	f.timeline.SetItems(f.items(merged), k.more)
	f.timeline.Return(place)
	if len(merged) == 0 {
		f.empty.Show()
	} else {
		f.empty.Hide()
	}
}

// note keeps where to read on.
func (f *feed) note(page []crm.Interaction, left []event) {
	f.left = left
	if n := len(page); n > 0 {
		f.last = page[n-1]
	}
}

func (f *feed) items(events []event) []kit.TimelineItem {
	items := make([]kit.TimelineItem, len(events))
	for i, e := range events {
		f.events[e.key] = e
		items[i] = f.s.item(e)
	}
	return items
}

// readOn reads the next page of interactions.
func (f *feed) readOn() {
	s := f.s
	id, count, from := s.id, f.count, &crm.Anchor{Key: int64(f.last.When), ID: int64(f.last.ID)}
	kit.Load(&s.loader, "feed", func(ctx context.Context) ([]crm.Interaction, error) {
		return s.desk.Interactions(ctx, id, crm.Page{From: from, Limit: feedPage})
	}, func(page []crm.Interaction, err error) {
		if err != nil {
			s.env.Fail(err)
			return
		}
		if f.count == count { // otherwise the course was read anew meanwhile
			f.add(page)
		}
	})
}

func (f *feed) add(page []crm.Interaction) {
	more := len(page) == feedPage
	merged, left := merge(page, f.left, more)
	f.note(page, left)
	f.count += len(page)
	f.timeline.Append(f.items(merged), more)
}

// open does with an event what is nearest: an offer is shown; an interaction opened twice in a row is edited.
func (f *feed) open(key int64) {
	now, was := f.s.env.Now(), f.opened
	f.opened = opening{key, now}
	switch e := f.events[key]; {
	case e.offer != nil:
		f.s.openOffer(e.offer.ID)
	case e.interaction != nil && was.key == key && now.Sub(was.at) < twice:
		f.opened = opening{}
		f.s.middle.entry.edit(*e.interaction)
	}
}

// menu is what can be done with an event.
func (f *feed) menu(key int64, at fyne.Position) {
	s, t, e := f.s, f.s.env.T, f.events[key]
	var items []kit.MenuItem
	switch {
	case e.interaction != nil:
		i := *e.interaction
		items = []kit.MenuItem{
			{Icon: "edit", Label: t.T("text.edit"), Do: func() { s.middle.entry.edit(i) }},
			{Icon: "copy", Label: t.T("text.copy"), Do: func() { s.copy(joinLines(i.Said, i.Outcome, i.NextStep)) }},
			{Icon: "trash", Label: t.T("text.delete"), Danger: true, Do: func() { s.removeInteraction(i) }},
		}
	case e.offer != nil:
		items = []kit.MenuItem{{Icon: "doc", Label: t.T("card.offer.open"), Do: func() { s.openOffer(e.offer.ID) }}}
	case e.assessment != nil:
		items = []kit.MenuItem{{Icon: "list", Label: t.T("card.type.again"), Do: s.assess}}
	case e.move != nil:
		items = []kit.MenuItem{{Icon: "copy", Label: t.T("text.copy"), Do: func() { s.copy(joinLines(s.item(e).Title, s.item(e).Text)) }}}
	}
	if len(items) > 0 {
		kit.ShowMenuAt(f.timeline, at, items...)
	}
}

// removeInteraction removes at once: the toast undoes it.
func (s *Screen) removeInteraction(i crm.Interaction) {
	kit.Commit(&s.keeper, "remove interaction "+parts.ID(i.ID), func(ctx context.Context) (struct{}, error) {
		return struct{}{}, s.desk.RemoveInteraction(ctx, i)
	}, func(_ struct{}, err error) {
		if err != nil {
			s.env.Fail(err)
		}
	})
}
