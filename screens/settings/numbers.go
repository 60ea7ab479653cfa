package settings

import (
	"context"
	"errors"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"rapport/app/crm"
	"rapport/app/desk"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/parts"
)

// Numbering is how papers are numbered.
type Numbering interface {
	Numbers(ctx context.Context) (desk.Numbers, error)
	SaveNumbers(ctx context.Context, n desk.Numbers) error
	SampleNumbers(ctx context.Context, n desk.Numbers, code string) (offer, order string, err error)
}

// maskFields are what may stand in a mask, in the order they are offered.
var maskFields = []string{"{year}", "{yy}", "{month}", "{firm}", "{client}", "{n:4}"}

// numbersPage is how offers and orders are numbered.
func (s *Screen) numbersPage() fyne.CanvasObject {
	read(s, "numbers", s.desk.Numbers, func(n desk.Numbers) {
		if s.present == "numbers" {
			s.showNumbers(n)
		}
	})
	return nil
}

// showNumbers shows the form of the numbers, with what was typed into it before.
func (s *Screen) showNumbers(n desk.Numbers) {
	typed, unsaved := takeUp[desk.Numbers](s)
	if unsaved {
		n = typed
	}
	h := newNumbersSheet(s, n)
	s.putSheet(h)
	if unsaved {
		s.hold(h.store)
	}
}

func (h *numbersSheet) input() any                  { return h.take() }
func (h *numbersSheet) scroller() *kit.ScrollMemory { return h.page }
func (h *numbersSheet) drawn() fyne.CanvasObject    { return h.page }

// numbersSheet is the form of the numbers, with the number that each mask would give next.
type numbersSheet struct {
	s       *Screen
	form    *kit.Form
	masks   map[string]*kit.Entry
	resets  map[string]*kit.Select
	samples map[string]*kit.Label
	page    *kit.ScrollMemory
}

func newNumbersSheet(s *Screen, n desk.Numbers) *numbersSheet {
	t := s.env.T
	h := &numbersSheet{s: s, form: kit.NewForm(3), masks: map[string]*kit.Entry{}, resets: map[string]*kit.Select{}, samples: map[string]*kit.Label{}}
	h.add(desk.FieldOfferMask, t.T("settings.numbers.offers"), n.Offers)
	h.add(desk.FieldOrderMask, t.T("settings.numbers.orders"), n.Orders)
	h.form.Section(t.T("settings.numbers.firm"))
	h.form.Add(kit.Field{ID: desk.FieldNumberPrefix, Label: t.T("settings.numbers.prefix"), Input: entryWith(n.Prefix), Hint: t.T("settings.numbers.prefix.hint"),
		Check: func(string) (kit.Level, string) { return h.said(desk.FieldNumberPrefix) }})
	h.form.Rest()
	h.form.OnChange = func() {
		s.hold(h.store)
		h.sample()
	}
	save := kit.NewButton(kit.Primary, t.T("text.save"), s.Save).WithTip(parts.CommandKey("S"))
	h.page = kit.NewScrollMemory(container.New(&narrow{width: pageWidth}, kit.NewCard(t.T("settings.section.numbers"),
		kit.VBox(16, kit.NewWrap(t.T("settings.numbers.hint"), kit.Dense, kit.Text3, 0), h.form, kit.Right(save)))))
	h.form.SetScroll(h.page)
	h.sample()
	return h
}

// add adds the fields of one kind of paper.
func (h *numbersSheet) add(id, title string, n desk.Numbering) {
	t := h.s.env.T
	mask := entryWith(n.Mask)
	var resets []kit.Option
	for _, r := range trade.Resets {
		resets = append(resets, kit.Option{ID: string(r), Label: t.T("settings.numbers.reset." + string(r))})
	}
	reset := kit.NewSelect(resets, nil)
	reset.SetValue(string(n.Reset))
	h.masks[id], h.resets[id] = mask, reset
	h.samples[id] = kit.NewText("", kit.Body|kit.Bold, kit.Text)
	h.form.Section(title)
	h.form.Add(kit.Field{ID: id, Label: t.T("settings.numbers.mask"), Input: mask, Span: 2, Check: func(string) (kit.Level, string) { return h.said(id) }},
		kit.Field{ID: id + " reset", Label: t.T("settings.numbers.reset"), Input: reset})
	var chips []fyne.CanvasObject
	for _, f := range maskFields {
		word := t.T("settings.numbers.field." + strings.Trim(strings.TrimSuffix(f, ":4}"), "{}"))
		chips = append(chips, kit.NewButton(kit.Plain, word, func() { h.insert(mask, f) }).WithIcon("plus").Sized(kit.ControlSmall))
	}
	h.form.Wide(kit.VBox(10, kit.HBox(8, kit.NewText(t.T("settings.numbers.next"), kit.Body, kit.Text2), kit.Grow(h.samples[id])), kit.Flow(6, chips...)))
}

// insert puts a field into a mask where the cursor is.
func (h *numbersSheet) insert(mask *kit.Entry, field string) {
	runes := []rune(mask.Value())
	at := len(runes)
	if row := mask.CursorColumn; row < at {
		at = row
	}
	mask.SetValue(string(runes[:at]) + field + string(runes[at:]))
	mask.CursorColumn = at + len([]rune(field))
	h.s.env.Window.Canvas().Focus(mask)
	h.form.OnChange()
}

// said is what is wrong with a field.
func (h *numbersSheet) said(id string) (kit.Level, string) {
	for _, fault := range faultsIn(desk.CheckNumbers(h.take())) {
		if fault.Field == id {
			return kit.Error, parts.FaultSentence(h.s.env.T, fault)
		}
	}
	return kit.Good, ""
}

// faultsIn are the faults that errors were joined of; none when one of them is something else.
func faultsIn(err error) []crm.Fault {
	var joined interface{ Unwrap() []error }
	var fault crm.Fault
	switch {
	case err == nil:
		return nil
	case errors.As(err, &joined):
		var all []crm.Fault
		for _, one := range joined.Unwrap() {
			some := faultsIn(one)
			if some == nil {
				return nil
			}
			all = append(all, some...)
		}
		return all
	case errors.As(err, &fault):
		return []crm.Fault{fault}
	}
	return nil
}

// take is the numbers as the form has them.
func (h *numbersSheet) take() desk.Numbers {
	of := func(id string) desk.Numbering {
		if h.masks[id] == nil || h.resets[id] == nil {
			return desk.Numbering{}
		}
		return desk.Numbering{Mask: h.masks[id].Value(), Reset: trade.Reset(h.resets[id].Value())}
	}
	return desk.Numbers{Prefix: h.form.Value(desk.FieldNumberPrefix), Offers: of(desk.FieldOfferMask), Orders: of(desk.FieldOrderMask)}
}

// samplePause is how long after the last letter the next numbers are looked up.
const samplePause = 200 * time.Millisecond

// sample shows what numbers the next papers would get, and what is wrong with a mask.
func (h *numbersSheet) sample() { h.s.loader.Debounce("sample", samplePause, h.lookUp) }

func (h *numbersSheet) lookUp() {
	n := h.take()
	type pair struct{ offer, order string }
	kit.Load(&h.s.loader, "sample", func(ctx context.Context) (pair, error) {
		offer, order, err := h.s.desk.SampleNumbers(ctx, n, h.s.env.T.T("settings.numbers.code"))
		return pair{offer, order}, err
	}, func(p pair, err error) {
		for _, id := range []string{desk.FieldOfferMask, desk.FieldOrderMask, desk.FieldNumberPrefix} {
			h.form.Say(id, kit.Good, "")
		}
		faults := faultsIn(err)
		for _, fault := range faults {
			h.form.Say(fault.Field, kit.Error, parts.FaultSentence(h.s.env.T, fault))
		}
		if err != nil && len(faults) == 0 {
			h.s.env.Fail(err)
			return
		}
		h.tell(desk.FieldOfferMask, p.offer)
		h.tell(desk.FieldOrderMask, p.order)
	})
}

func (h *numbersSheet) tell(id, sample string) {
	ink := kit.Text
	if sample == "" {
		sample, ink = "–", kit.Text3
	}
	h.samples[id].SetText(sample)
	h.samples[id].SetToken(ink)
}

// store saves the numbers and goes on.
func (h *numbersSheet) store(then func()) {
	if !h.form.Validate() {
		return
	}
	n := h.take()
	kit.Commit(&h.s.loader, "save numbers", func(ctx context.Context) (struct{}, error) { return struct{}{}, h.s.desk.SaveNumbers(ctx, n) }, func(_ struct{}, err error) {
		var fault crm.Fault
		switch {
		case errors.As(err, &fault) && h.form.Has(fault.Field):
			h.form.Say(fault.Field, kit.Error, parts.FaultSentence(h.s.env.T, fault))
		case err != nil:
			h.s.env.Fail(err)
		default:
			h.s.release()
			h.s.env.Say(h.s.env.T.T("settings.saved"))
			then()
		}
	})
}
