package card

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"rapport/app/crm"
	"rapport/screens/kit"
	"rapport/screens/parts"
)

// historyPage is how many changes of the journal are read at a time.
const historyPage = 150

// history is the tab of what was changed by whom; it is read when it is first looked at.
type history struct {
	s        *Screen
	timeline *kit.Timeline
	empty    *fyne.Container
	object   fyne.CanvasObject
	limit    int
	fresh    bool // what is shown is up to date
}

func newHistory(s *Screen) *history {
	h := &history{s: s, timeline: kit.NewTimeline(), limit: historyPage}
	t := s.env.T
	h.timeline.Lines = 1
	h.timeline.More, h.timeline.Less = t.T("card.history.more"), t.T("card.history.less")
	h.timeline.Want = func(int) {
		h.limit *= 2
		h.fresh = false
		h.load()
	}
	h.empty = kit.Stack(kit.EmptyState(kit.EmptyIcon("clock"), t.T("card.history.empty"), "", nil))
	h.empty.Hide()
	h.object = kit.Stack(kit.Pad(h.timeline, 16, 12, 6, 4), h.empty)
	return h
}

func (h *history) forget() {
	h.limit, h.fresh = historyPage, false
	h.timeline.SetItems(nil, false)
}

// stale tells that something changed since the journal was read.
func (h *history) stale() { h.fresh = false }

// load reads the journal unless what is shown is up to date.
func (h *history) load() {
	s, id, limit := h.s, h.s.id, h.limit
	if h.fresh || s.known == nil {
		return
	}
	h.fresh = true
	kit.Load(&s.loader, "history", func(ctx context.Context) ([]crm.Entry, error) { return s.desk.History(ctx, "", int64(id), limit) },
		func(entries []crm.Entry, err error) {
			if err != nil {
				h.fresh = false
				s.env.Fail(err)
				return
			}
			h.draw(entries)
		})
}

// draw shows the steps of the journal, keeping the place.
func (h *history) draw(entries []crm.Entry) {
	w, more := words{s: h.s}, len(entries) >= h.limit
	var items []kit.TimelineItem
	for len(entries) > 0 {
		n := 1
		for n < len(entries) && entries[n].Step.ID == entries[0].Step.ID {
			n++
		}
		items = append(items, h.item(w, entries[:n]))
		entries = entries[n:]
	}
	place := h.timeline.Place()
	h.timeline.SetItems(items, more)
	h.timeline.Return(place)
	h.empty.Hidden = len(items) > 0
	h.empty.Refresh()
}

// item is one step: what was done, by whom and when, and what that changed.
func (h *history) item(w words, entries []crm.Entry) kit.TimelineItem {
	s, t, step := h.s, h.s.env.T, entries[0].Step
	it := kit.TimelineItem{Key: int64(step.ID), Icon: nounIcon(entries[0].Change), Ours: true, Title: parts.ActSentence(t, step.Act),
		Meta: s.meta(step.Act.At, step.Act.By)}
	if step.Act.At != 0 {
		it.Month = t.MonthYear(step.Act.At.Time(time.Local))
	}
	switch {
	case step.Redo:
		it.Title, it.Icon = t.T("act.redone", "Act", it.Title), "repeat"
	case step.Undoes != 0:
		it.Title, it.Icon, it.Ours = t.T("act.undone", "Act", it.Title), "left", false
	}
	if step.Undone {
		it.Chip, it.ChipFg, it.ChipBg = t.T("card.history.undone"), kit.Text2, kit.Track
	}
	it.Text = w.changes(entries)
	return it
}

// nounIcon is the icon of the kind of record a change concerns.
func nounIcon(c crm.Change) string {
	icons := map[crm.Noun]string{crm.NounClient: "firm", crm.NounContact: "user", crm.NounInteraction: "chat", crm.NounTypeAssessment: "heart",
		crm.NounMove: "grow", crm.NounOffer: "doc"}
	if icon := icons[c.Noun()]; icon != "" {
		return icon
	}
	return "info"
}
