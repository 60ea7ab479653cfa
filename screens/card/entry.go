package card

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"rapport/app/crm"
	"rapport/screens/kit"
	"rapport/screens/parts"
)

// entry is the field "what happened" that unfolds into the form of an interaction.
type entry struct {
	s        *Screen
	was      *crm.Interaction // the interaction corrected, nil for a new one
	unfolded bool
	saving   bool
	turned   bool // the user chose the direction himself
	quiet    bool // the fields are being filled by the program
	kept     bool // there is a draft in the base

	form      *kit.Form
	way       *kit.IconChoice
	direction *kit.Segmented
	people    *chooser
	day       *kit.DateField
	clock     *kit.Entry
	minutes   *kit.Entry
	rep       *kit.Select
	said      *kit.TextArea
	outcome   *kit.Entry
	next      *kit.Entry
	nextDay   *kit.DateField
	submit    *kit.Button
	cancel    *kit.Button

	scroll      *kit.ScrollMemory
	foot        *fyne.Container
	folded      *fyne.Container
	unfoldedBox *fyne.Container
	object      *fyne.Container
}

// directions in the order of the switch.
var directions = []crm.Direction{crm.Out, crm.In, crm.TwoWay}

// usual is the direction a way mostly has.
func usual(w crm.Way) crm.Direction {
	switch w {
	case "call", "meeting", "visit":
		return crm.TwoWay
	case "complaint":
		return crm.In
	}
	return crm.Out
}

func newEntry(s *Screen) *entry {
	e := &entry{s: s}
	e.makeInputs()
	e.layOut()
	e.clear()
	e.fold()
	return e
}

// Heights of the folded field and of what stands around the form, in units.
const (
	entryFolded float32 = 12 + kit.ControlHeight + 8
	entryFrame  float32 = 8 + 8 + 8 + kit.ControlHeight + 10 + 1
)

// height is the height the entry wants at a width.
func (e *entry) height(width float32) float32 {
	if !e.unfolded {
		return entryFolded
	}
	return kit.HeightAt(e.form, width-20-12) + entryFrame
}

// followWay turns the direction to the usual one of the way chosen, unless the user chose it himself.
func (e *entry) followWay() {
	if !e.turned {
		e.direction.SetChosen(slices.Index(directions, usual(crm.Way(e.way.Value()))))
	}
	e.typed()
}

// interaction is what the fields say.
func (e *entry) interaction() crm.Interaction {
	i := crm.Interaction{Client: e.s.id}
	if e.was != nil {
		i = *e.was
	}
	i.Way, i.Direction = crm.Way(e.way.Value()), directions[max(e.direction.Chosen(), 0)]
	i.Contacts = e.people.chosen()
	rep, _ := strconv.ParseInt(e.rep.Value(), 10, 64)
	i.Rep = crm.RepID(rep)
	i.When = e.when(i.When)
	i.Minutes, _ = parseMinutes(e.minutes.Value())
	i.Said, i.Outcome, i.NextStep = e.said.Value(), e.outcome.Value(), e.next.Value()
	i.NextDay = ""
	if day, ok := e.nextDay.Day(); ok {
		i.NextDay = crm.DayOf(day)
	}
	return i
}

// when is the moment of the day and clock fields; while they show the moment it had before, it stays to the millisecond.
func (e *entry) when(before crm.Moment) crm.Moment {
	day, ok := e.day.Day()
	if !ok {
		day = e.s.env.Now()
	}
	h, m, ok := parseClock(e.clock.Value())
	if !ok {
		h, m = 0, 0
	}
	at := time.Date(day.Year(), day.Month(), day.Day(), h, m, 0, 0, time.Local)
	if before != 0 && before.Time(time.Local).Truncate(time.Minute).Equal(at) {
		return before
	}
	return crm.At(at)
}

// fill shows an interaction in the fields; was is the one it corrects, nil for a new one.
func (e *entry) fill(d draft) {
	e.quiet = true
	defer func() { e.quiet = false }()
	i := d.Now
	e.was, e.turned = d.Was, d.Was != nil
	e.way.SetValue(string(i.Way))
	e.direction.SetChosen(max(slices.Index(directions, i.Direction), 0))
	e.people.set(i.Contacts)
	when := i.When.Time(time.Local)
	e.day.SetDay(when)
	e.clock.SetValue(e.s.env.T.Clock(when))
	e.minutes.SetValue("")
	if i.Minutes > 0 {
		e.minutes.SetValue(strconv.Itoa(i.Minutes))
	}
	e.fillReps(i.Rep)
	e.said.SetValue(i.Said)
	e.outcome.SetValue(i.Outcome)
	e.next.SetValue(i.NextStep)
	e.nextDay.SetValue(string(i.NextDay))
	e.form.Rest()
	e.relabel()
}

// fillReps offers those of ours who are there, and the one named although he is gone.
func (e *entry) fillReps(named crm.RepID) {
	options := []kit.Option{{ID: "", Label: e.s.env.T.T("text.not.set")}}
	for id, r := range e.s.env.Reps() {
		if !r.Gone || id == named {
			options = append(options, kit.Option{ID: parts.ID(id), Label: r.Name})
		}
	}
	slices.SortFunc(options[1:], func(a, b kit.Option) int { return parts.Compare(a.Label, b.Label) })
	e.rep.SetOptions(options)
	e.rep.SetValue("")
	if named != 0 {
		e.rep.SetValue(parts.ID(named))
	}
}

// clear makes the form ready for a new contact of this moment.
func (e *entry) clear() {
	e.fill(draft{Now: e.fresh()})
}

func (e *entry) fresh() crm.Interaction {
	return crm.Interaction{Client: e.s.id, Way: "call", Direction: usual("call"), When: crm.At(e.s.env.Now()), Rep: e.s.env.Me()}
}

// draw takes the people and reps as they are now.
func (e *entry) draw(k *known) {
	e.people.offer(k.people)
	e.fillReps(e.interaction().Rep)
	e.refit()
}

// open unfolds the form and puts the keyboard where one writes.
func (e *entry) open() {
	if !e.unfolded && e.was == nil && !e.changed() { // the moment of the contact is now
		e.clear()
	}
	e.unfolded = true
	e.folded.Hide()
	e.unfoldedBox.Show()
	e.refit()
	e.s.env.Window.Canvas().Focus(e.said)
}

// edit unfolds the form with an interaction to correct; something else being written is asked about first.
func (e *entry) edit(i crm.Interaction) {
	begin := func() {
		e.fill(draft{Was: &i, Now: i})
		e.open()
	}
	if e.changed() && (e.was == nil || e.was.ID != i.ID) {
		e.askThen(begin)
		return
	}
	begin()
}

// fold leaves the quick field alone; what was written stays.
func (e *entry) fold() {
	e.unfolded = false
	e.unfoldedBox.Hide()
	e.folded.Objects = []fyne.CanvasObject{kit.Pad(e.quick(), 16, 12, 16, 8)}
	e.folded.Show()
	e.refit()
}

// quick is the field that unfolds the form; it tells of something left unfinished.
func (e *entry) quick() *kit.FieldButton {
	t := e.s.env.T
	if !e.changed() {
		return kit.NewFieldButton("edit", t.T("card.entry.quick"), parts.CommandKey("N"), e.open)
	}
	begun := strings.Join(strings.Fields(joinLines(e.said.Value(), e.outcome.Value(), e.next.Value())), " ")
	return kit.NewFieldButton("edit", kit.CutText(t.T("card.entry.resume", "Text", begun), kit.Body, 300), parts.CommandKey("N"), e.open)
}

// refit lays the entry and the course of events out anew.
func (e *entry) refit() {
	if m := e.s.middle; m != nil && m.feedBox != nil {
		m.feedBox.Refresh()
		e.scroll.Refit()
	}
}

func (e *entry) relabel() {
	key := "card.entry.save"
	if e.was != nil {
		key = "card.entry.correct"
	}
	e.submit.SetLabel(e.s.env.T.T(key))
	e.foot.Refresh()
}

// typed is called when the user changed anything.
func (e *entry) typed() {
	if e.quiet {
		return
	}
	e.refit()
	e.s.keeper.Debounce("draft", draftPause, e.keep)
}

// changed reports whether something would be lost.
func (e *entry) changed() bool {
	if e.was == nil {
		return !e.blank() || len(e.people.chosen()) > 0 || strings.TrimSpace(e.minutes.Value()) != ""
	}
	was, errW := json.Marshal(*e.was)
	now, errN := json.Marshal(e.interaction())
	return errW != nil || errN != nil || string(was) != string(now)
}

// writing reports whether the keyboard is in a field of text: there Enter by itself means something else, and only
// Enter with Ctrl held gets as far as the screen.
func (e *entry) writing() bool {
	switch e.s.env.Window.Canvas().Focused() {
	case e.day, e.clock, e.minutes, e.said, e.outcome, e.next, e.nextDay:
		return true
	}
	return false
}

// holdsKeyboard reports whether the keyboard is in the form, or nowhere.
func (e *entry) holdsKeyboard() bool {
	switch f := e.s.env.Window.Canvas().Focused(); f {
	case nil, e.way, e.direction, e.day, e.clock, e.minutes, e.rep, e.said, e.outcome, e.next, e.nextDay, e.submit, e.cancel:
		return true
	default:
		return e.people.holds(f)
	}
}

// save writes the contact down.
func (e *entry) save() {
	valid := e.form.Validate()
	e.refit()
	if !valid || e.saving {
		return
	}
	s, was, now := e.s, e.was, e.interaction()
	e.saving = true
	kit.Commit(&s.keeper, "record", func(ctx context.Context) (crm.Interaction, error) { return s.desk.Record(ctx, was, now) },
		func(_ crm.Interaction, err error) {
			e.saving = false
			e.saved(now.Client, err)
		})
}

func (e *entry) saved(client crm.ClientID, err error) {
	var fault crm.Fault
	switch {
	case errors.As(err, &fault) && fault.Field == "said":
		e.form.Say("said", kit.Error, parts.FaultSentence(e.s.env.T, fault))
		e.refit()
	case err != nil:
		e.s.env.Fail(err)
	case e.s.id == client:
		e.drop()
		if e.s.shown {
			e.s.env.Window.Canvas().Focus(e.folded.Objects[0].(*fyne.Container).Objects[0].(fyne.Focusable))
		}
	}
}

// drop forgets what was written and folds the form.
func (e *entry) drop() {
	e.clear()
	e.fold()
	e.keep()
}

// askDrop gives up what was written; where that is something, it asks.
func (e *entry) askDrop() {
	if !e.changed() {
		e.drop()
		return
	}
	e.askThen(e.drop)
}

func (e *entry) askThen(then func()) {
	t := e.s.env.T
	kit.Ask(t.T("card.entry.drop"), t.T("card.entry.drop.ask"), t.T("card.entry.drop.do"), t.T("card.entry.drop.not"), then)
}
