package offers

import (
	"strings"

	"fyne.io/fyne/v2"

	"rapport/app/crm"
	"rapport/app/desk"
	"rapport/app/text"
	"rapport/screens/kit"
	"rapport/screens/parts"
)

// typedInto is an input that characters can be typed into.
type typedInto interface {
	fyne.CanvasObject
	fyne.Focusable
	Disabled() bool
}

// inserter puts the fields of offers, {client.name} and the like, into the texts of one part of the editor.
type inserter struct {
	e      *Editor
	button *kit.Button
	into   typedInto // where the cursor was last
	first  typedInto // where it goes when it was nowhere
}

func newInserter(e *Editor) *inserter {
	in := &inserter{e: e}
	in.button = kit.NewButton(kit.Ghost, e.env.T.T("offers.insert"), in.choose).WithIcon("plus").Sized(kit.ControlSmall).WithTip(e.env.T.T("offers.insert.tip"))
	return in
}

// watch notes when the cursor is in an input; the first one watched is where fields go when it was nowhere.
func (in *inserter) watch(input interface {
	typedInto
	OnFocus(func(bool))
}) {
	if in.first == nil {
		in.first = input
	}
	input.OnFocus(func(gained bool) {
		if gained {
			in.into = input
		}
	})
}

// choose offers the fields that texts may hold.
func (in *inserter) choose() {
	var items []kit.MenuItem
	group := ""
	for _, name := range desk.OfferFields() {
		if g, _, _ := strings.Cut(name, "."); g != group {
			if group != "" {
				items = append(items, kit.Separator())
			}
			group = g
		}
		items = append(items, kit.MenuItem{Label: in.e.env.T.T("trade.field." + strings.ReplaceAll(name, "_", "-")), Do: func() { in.insert("{" + name + "}") }})
	}
	kit.ShowMenu(in.button, items...)
}

// insert types a field where the cursor was last.
func (in *inserter) insert(field string) {
	into := in.into
	if into == nil {
		into = in.first
	}
	if into == nil || into.Disabled() {
		return
	}
	in.e.env.Window.Canvas().Focus(into)
	for _, r := range field {
		into.TypedRune(r)
	}
}

// textsRemarked are the texts that may hold fields, with the names that remarks call them.
var textsRemarked = []string{fieldSubject, "greeting", "letter", fieldNote}

// remarkTexts says at the texts which of their fields are unknown or empty.
func (f *fields) remarkTexts(remarks []crm.Fault) {
	for _, id := range textsRemarked {
		f.warn(f.formOf(id), id, fieldRemarks(f.e.env.T, remarks, id))
	}
	f.terms.remark(remarks)
}

// fieldRemarks says which fields of a text are unknown or empty, nothing when all are filled.
func fieldRemarks(t *text.Tongue, remarks []crm.Fault, of string) string {
	var all []string
	for _, r := range remarks {
		if r.Field == of && strings.HasPrefix(r.Reason, "paper.remark.field.") {
			all = append(all, parts.FaultSentence(t, r))
		}
	}
	return strings.Join(all, ". ")
}

func (f *fields) formOf(id string) *kit.Form {
	for _, form := range f.forms() {
		if form.Has(id) {
			return form
		}
	}
	return f.main
}

// warn says something at a field until it is called again; no words say nothing.
func (f *fields) warn(form *kit.Form, id, words string) {
	if _, shown := form.Message(id); f.warned[id] == words && (words == "" || shown == words) { // filling a form silences it
		return
	}
	f.warned[id] = words
	level, said := f.warning(id)("")
	form.Say(id, level, said)
	f.e.sheet.refit()
}

// warning checks a field by what was said at it last, so that typing does not silence it.
func (f *fields) warning(id string) func(string) (kit.Level, string) {
	return func(string) (kit.Level, string) {
		if words := f.warned[id]; words != "" {
			return kit.Warning, words
		}
		return kit.Good, ""
	}
}
