package offers

import (
	"strconv"

	"fyne.io/fyne/v2"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/parts"
)

// Ids of the fields the editor speaks of.
const (
	fieldClient  = "client"
	fieldContact = "contact"
	fieldNumber  = "number"
	fieldSubject = "subject"
	fieldDay     = "day"
	fieldValid   = "valid"
	fieldNoTax   = "no-tax"
	fieldRate    = "rate"
	fieldRateDay = "rate-day"
	fieldNote    = "note"
	fieldCode    = "qr"
	fieldPrepay  = "prepay"
	fieldFirm    = "firm"
	fieldPaper   = "template"
	fieldMoved   = "moved" // amounts of another currency, no field of a form
)

// toFirm is the choice of writing to the firm and to nobody there.
const toFirm = "-1"

// clientsShown is how many clients the field offers.
const clientsShown = 30

// papersTags are what the fields are called on the paper, for the preview to show them.
var papersTags = map[string]string{fieldNumber: "number", fieldSubject: "subject", fieldDay: "number", fieldValid: "valid", "to-post": "to",
	"to-firm": "to", "to-person": "to", "to-address": "to", "request": "to", "greeting": "letter", "letter": "letter", "sign-post": "sign",
	"signatory": "sign", "acceptance": "accept", fieldNote: "note", fieldCode: "qr", fieldPrepay: "qr"}

// fields are the forms of the editor: the head above the lines, and what unfolds.
type fields struct {
	e       *Editor
	main    *kit.Form
	letter  *kit.Form
	tax     *kit.Form
	note    *kit.Form // under the totals
	closing *kit.Form
	terms   *terms
	inputs  map[string]kit.Input
	picker  *kit.ComboBox
	contact *kit.Select
	rateOf  *kit.Label // of what to what the rate is
	cases   []*suggested
	said    *inserter         // of fields into the letter
	below   *inserter         // and into what stands under the totals
	warned  map[string]string // what is said at a field, by its id
	client  crm.Client
	quiet   bool
}

func newFields(e *Editor) *fields {
	f := &fields{e: e, inputs: map[string]kit.Input{}, warned: map[string]string{}, said: newInserter(e), below: newInserter(e)}
	f.main = f.headForm()
	f.letter = f.letterForm()
	f.tax = f.taxForm()
	note := kit.NewTextArea(e.env.T.T("offers.note.hint"), 2, e.env.T.T("parts.text.long"))
	f.below.watch(note)
	f.note = kit.NewForm(12, f.text(fieldNote, note))
	f.terms = newTerms(e, f.below)
	f.closing = f.closingForm()
	for _, form := range f.forms() {
		form.OnChange = f.typed
	}
	return f
}

func (f *fields) forms() []*kit.Form { return []*kit.Form{f.main, f.letter, f.tax, f.note, f.closing} }

// field makes a field of a form: its label is in the catalogue under its id.
func (f *fields) field(id string, input kit.Input, span int) kit.Field {
	f.inputs[id] = input
	if o, ok := input.(interface{ OnFocus(func(bool)) }); ok && papersTags[id] != "" {
		f.e.preview.watch(o, papersTags[id])
	}
	return kit.Field{ID: id, Label: f.e.env.T.T("offers.field." + id), Input: input, Span: span}
}

func (f *fields) entry(id string, span int) kit.Field { return f.field(id, kit.NewEntry(""), span) }

func (f *fields) choice(id string, span int, ids []string, label func(id string) string) kit.Field {
	options := make([]kit.Option, len(ids))
	for i, one := range ids {
		options[i] = kit.Option{ID: one, Label: label(one)}
	}
	return f.field(id, kit.NewSelect(options, nil), span)
}

// fill shows the offer in all fields.
func (f *fields) fill(client crm.Client) {
	o := &f.e.offer
	f.quiet = true
	defer func() { f.quiet = false }()
	f.inputs["currency"].(*kit.Select).SetOptions(parts.PaperCurrencies(o.Currency))
	f.offerPapers()
	values := map[string]string{}
	for id, tie := range ties {
		values[id] = tie.get(o)
	}
	for _, form := range f.forms() {
		form.SetValues(values)
	}
	f.showClient(client)
	f.terms.fill()
	f.showTax()
	f.showAround()
	f.showCases()
}

// showTax shows the legal line of one who pays no VAT where it is printed, the rate of a foreign currency, and how much
// of the total a code asks for.
func (f *fields) showTax() {
	f.tax.ShowField(fieldNoTax, f.e.offer.Tax == trade.TaxNone)
	f.tax.ShowField(fieldRate, f.e.foreign())
	f.tax.ShowField(fieldRateDay, f.e.foreign())
	f.closing.ShowField(fieldPrepay, f.e.offer.QR)
	f.showRate()
}

// remarkCode says at the switch why there is no code to pay by on the paper.
func (f *fields) remarkCode(remarks []crm.Fault) {
	for _, r := range remarks {
		if r.Field == fieldCode {
			f.closing.Say(fieldCode, kit.Warning, parts.FaultSentence(f.e.env.T, r))
			return
		}
	}
	f.closing.Say(fieldCode, kit.Good, "")
}

// showAround shows the choices of our firms and of templates where there is one to make.
func (f *fields) showAround() {
	f.offerPapers()
	f.tax.ShowField(fieldFirm, len(f.e.around.firms) > 1)
	f.tax.ShowField(fieldPaper, len(f.e.around.templates) > 0)
	f.tax.Rest()
}

// offerPapers lists our firms, and the templates that fit the chosen one.
func (f *fields) offerPapers() {
	e := f.e
	firms := make([]kit.Option, len(e.around.firms))
	for i, one := range e.around.firms {
		firms[i] = kit.Option{ID: parts.ID(one.ID), Label: one.Name}
	}
	f.inputs[fieldFirm].(*kit.Select).SetOptions(firms)
	papers := []kit.Option{{ID: "0", Label: e.env.T.T("offers.template.none")}}
	for _, one := range e.around.templates {
		if one.Firm == 0 || one.Firm == max(e.offer.Firm, firstFirm) || one.ID == e.offer.Template {
			papers = append(papers, kit.Option{ID: parts.ID(one.ID), Label: one.Name})
		}
	}
	f.inputs[fieldPaper].(*kit.Select).SetOptions(papers)
	quiet := f.quiet
	f.quiet = true
	f.tax.SetValues(map[string]string{fieldFirm: ties[fieldFirm].get(&e.offer), fieldPaper: ties[fieldPaper].get(&e.offer)})
	f.quiet = quiet
}

// typed takes what was typed into a field.
func (f *fields) typed() {
	if f.quiet {
		return
	}
	o := &f.e.offer
	before, day, firm, code, lang := [2]string{string(o.Currency), string(o.Tax)}, o.Day, o.Firm, o.QR, o.Lang
	for id, input := range f.inputs {
		if w, ok := input.(interface{ Wrong() bool }); ok && w.Wrong() {
			continue
		}
		if v := input.Value(); v != ties[id].get(o) {
			ties[id].set(o, v)
		}
	}
	if before != [2]string{string(o.Currency), string(o.Tax)} || code != o.QR {
		f.showTax()
		f.e.sheet.build()
		f.e.sheet.refit()
	}
	if o.QR && !code { // what it asks for stands below the switch, last of all
		f.e.sheet.scroll.SetOffset(f.e.sheet.upper.MinSize().Height)
	}
	if was := money.Currency(before[0]); was != o.Currency {
		f.e.changeCurrency(was)
	}
	if lang != o.Lang {
		f.e.changeLang(lang)
	}
	if firm != o.Firm {
		f.e.changeFirm()
	}
	if day != o.Day {
		f.e.followRates(day)
	}
	f.showCases()
	f.terms.showKept()
	f.e.head.show()
	f.e.changed()
	if day != o.Day || before != [2]string{string(o.Currency), string(o.Tax)} {
		f.e.repriceAll()
		f.e.requoteTyped()
	}
}

// addressed is an offer turned to a client and a person, with what stands around it.
type addressed struct {
	offer  trade.Offer
	client crm.Client
	people []crm.Contact
}

// focus puts the keyboard into a field of the head.
func (f *fields) focus(id string) { f.main.FocusField(id) }

// lock lets nothing be typed, or everything.
func (f *fields) lock(on bool) {
	all := []fyne.Disableable{f.picker, f.contact}
	for _, input := range f.inputs {
		if d, ok := input.(fyne.Disableable); ok {
			all = append(all, d)
		}
	}
	for _, d := range all {
		if on {
			d.Disable()
		} else if a, long := d.(*kit.TextArea); !long || !a.TooLong() {
			d.Enable()
		}
	}
	if f.e.offer.Client == 0 {
		f.contact.Disable()
	}
	f.terms.lock(on)
	f.said.button.SetEnabled(!on)
	f.below.button.SetEnabled(!on)
	f.showCases()
}

// optionID reads the id of a choice, 0 when it is none.
func optionID(s string) int64 {
	n, _ := strconv.ParseInt(s, 10, 64)
	return n
}
