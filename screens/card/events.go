package card

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"rapport/app/crm"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/parts"
)

// kindOf tells the events of the course apart.
type kindOf int64

const (
	ofInteraction kindOf = iota
	ofMove
	ofAssessment
	ofOffer
)

// event is one thing that happened: one of the four.
type event struct {
	at          crm.Moment
	key         int64
	interaction *crm.Interaction
	move        *crm.Move
	assessment  *crm.TypeAssessment
	offer       *trade.OfferRow
}

// eventKey makes one key out of the id of a record and its kind.
func eventKey(id int64, kind kindOf) int64 { return id<<2 | int64(kind) }

// ofDay is the moment a day stands for among moments: its end, so that it comes above what happened that day.
func ofDay(d crm.Day) crm.Moment {
	day, ok := d.Time()
	if !ok {
		return 0
	}
	return crm.At(time.Date(day.Year(), day.Month(), day.Day(), 23, 59, 0, 0, time.Local))
}

// others are the events that are not interactions, newest first.
func others(k *known) []event {
	var list []event
	for i := range k.moves {
		m := &k.moves[i]
		list = append(list, event{at: m.When, key: eventKey(int64(m.ID), ofMove), move: m})
	}
	for i := range k.assessments {
		a := &k.assessments[i]
		at := a.Made
		if at == 0 || crm.DayOf(at.Time(time.Local)) != a.Day {
			at = ofDay(a.Day)
		}
		list = append(list, event{at: at, key: eventKey(int64(a.ID), ofAssessment), assessment: a})
	}
	for i := range k.offers {
		o := &k.offers[i]
		list = append(list, event{at: ofDay(o.Day), key: eventKey(int64(o.ID), ofOffer), offer: o})
	}
	slices.SortStableFunc(list, func(a, b event) int { return cmp.Compare(b.at, a.at) })
	return list
}

// merge puts a page of interactions, newest first, among the other events; the events older than the page stay for
// later while there are more interactions to come.
func merge(page []crm.Interaction, others []event, more bool) (merged, left []event) {
	for i := range page {
		x := &page[i]
		for len(others) > 0 && others[0].at >= x.When {
			merged, others = append(merged, others[0]), others[1:]
		}
		merged = append(merged, event{at: x.When, key: eventKey(int64(x.ID), ofInteraction), interaction: x})
	}
	if more {
		return merged, others
	}
	return append(merged, others...), nil
}

// item writes an event for the timeline.
func (s *Screen) item(e event) kit.TimelineItem {
	it := kit.TimelineItem{Key: e.key}
	if e.at != 0 {
		it.Month = s.env.T.MonthYear(e.at.Time(time.Local))
	}
	switch {
	case e.interaction != nil:
		s.itemOfInteraction(&it, *e.interaction)
	case e.move != nil:
		s.itemOfMove(&it, *e.move)
	case e.assessment != nil:
		s.itemOfAssessment(&it, *e.assessment)
	case e.offer != nil:
		s.itemOfOffer(&it, *e.offer)
	}
	return it
}

func (s *Screen) itemOfInteraction(it *kit.TimelineItem, i crm.Interaction) {
	t := s.env.T
	it.Icon, it.Ours = parts.WayIcon(i.Way), i.Direction != crm.In
	it.Title = s.interactionTitle(i)
	it.Meta = s.meta(i.When, i.Rep)
	said := []string{strings.TrimSpace(i.Said)}
	if i.Outcome != "" {
		said = append(said, t.T("card.said.outcome", "Text", i.Outcome))
	}
	it.Text = strings.Join(slices.DeleteFunc(said, func(p string) bool { return p == "" }), "\n")
	if i.NextStep == "" {
		return
	}
	it.ChipAt, it.ChipFg, it.ChipBg = "right", kit.Accent, kit.AccentSoft
	it.Chip = kit.CutText(i.NextStep, kit.Caption, 250)
	if day := parts.DayWord(s.env, i.NextDay); day != "" {
		it.Chip += ", " + day
	}
}

// interactionTitle says how and with whom: "Звонок: Лапина, 12 мин".
func (s *Screen) interactionTitle(i crm.Interaction) string {
	t := s.env.T
	title := t.T("crm.way." + string(i.Way))
	var names []string
	for _, id := range i.Contacts {
		if c := s.known.person(id); c.Name != "" {
			names = append(names, c.Name)
		}
	}
	if len(names) > 0 {
		title += ": " + strings.Join(names, ", ")
	}
	if i.Minutes > 0 {
		title += ", " + t.T("text.minutesShort", "N", t.Int(i.Minutes))
	}
	return title
}

func (s *Screen) itemOfMove(it *kit.TimelineItem, m crm.Move) {
	t := s.env.T
	it.Icon, it.Ours = "up", true
	chip, tone := "card.move.up", kit.ToneGreen
	if !m.Up() {
		it.Icon, it.Ours, chip, tone = "down", false, "card.move.down", kit.ToneRed
	}
	it.Title = t.T("card.move.to", "Rung", parts.RungName(t, m.To))
	it.Meta = s.meta(m.When, m.By)
	before := ""
	if m.From != crm.NoRung {
		before = t.T("card.move.from", "Rung", parts.RungName(t, m.From))
	}
	it.Text = joinLines(before, m.Note, m.Evidence)
	it.Chip, it.ChipAt, it.ChipFg, it.ChipBg = t.T(chip), it.Icon, tone.Ink, tone.Soft
	if m.Reason != "" && t.Has("crm.reason."+m.Reason) {
		it.Chip += ": " + t.T("crm.reason."+m.Reason)
	}
}

func (s *Screen) itemOfAssessment(it *kit.TimelineItem, a crm.TypeAssessment) {
	t := s.env.T
	it.Icon, it.Ours = "heart", true
	it.Title = t.T("card.event.assessed", "Type", parts.TypeName(t, a.Type()))
	it.Meta = s.metaDay(a.Day, a.By)
	mean := ""
	if v := a.Verdict(); v.Answered > 0 {
		mean = t.T("card.event.mean", "Mean", t.Decimal(v.Mean, 2))
	}
	it.Text = joinLines(mean, chosenLine(t, a), a.Grounds)
}

func (s *Screen) itemOfOffer(it *kit.TimelineItem, o trade.OfferRow) {
	t := s.env.T
	it.Icon, it.Ours = "doc", true
	it.Title = t.T("card.event.offer", "Number", o.FullNumber())
	it.Meta = s.metaDay(o.Day, 0)
	it.Text = o.Subject
	tone := stateTone(o.State)
	it.Chip, it.ChipFg, it.ChipBg = t.T("trade.state."+string(o.State))+", "+offerSum(t, o), tone.Ink, tone.Soft
}

func joinLines(lines ...string) string {
	var kept []string
	for _, l := range lines {
		if l = strings.TrimSpace(l); l != "" {
			kept = append(kept, l)
		}
	}
	return strings.Join(kept, "\n")
}

// meta is when and who, at the right of a title.
func (s *Screen) meta(at crm.Moment, by crm.RepID) string {
	if at == 0 {
		return s.repShort(by)
	}
	when := at.Time(time.Local)
	day := s.dayShort(when)
	if clock := s.env.T.Clock(when); clock != "00:00" { // only the day is known of what was imported
		day += " " + clock
	}
	return joinComma(day, s.repShort(by))
}

func (s *Screen) metaDay(d crm.Day, by crm.RepID) string {
	day, ok := d.Time()
	if !ok {
		return s.repShort(by)
	}
	return joinComma(s.dayShort(day), s.repShort(by))
}

// dayShort is a day without the year where it is the present one: the month stands above anyway.
func (s *Screen) dayShort(day time.Time) string {
	if day.Year() == s.env.Now().Year() {
		return s.env.T.DayMonth(day)
	}
	return s.env.T.Date(day)
}

func joinComma(a, b string) string {
	if a != "" && b != "" {
		return a + ", " + b
	}
	return a + b
}

// repShort is the last name of one of ours: the last of two words, or the first of three as people write them here.
func (s *Screen) repShort(id crm.RepID) string {
	words := strings.Fields(s.env.Reps()[id].Name)
	switch len(words) {
	case 0:
		return ""
	case 2:
		return words[1]
	}
	return words[0]
}
