package offers

import (
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/text"
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
		o.OnFocus(func(gained bool) {
			if gained {
				f.e.preview.point(papersTags[id])
			}
		})
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

// headForm is what stands above the lines.
func (f *fields) headForm() *kit.Form {
	e, t := f.e, f.e.env.T
	f.picker = kit.NewComboBox(&e.loader, t.T("offers.client.hint"), parts.ComboWords(e.env), f.findClients)
	f.picker.OnChoose = f.chooseClient
	f.contact = kit.NewSelect(nil, f.chooseContact).WithHint(t.T("offers.contact.hint"))
	number := f.entry(fieldNumber, 3)
	number.Check = func(v string) (kit.Level, string) {
		if v == "" {
			return kit.Error, t.T("trade.offer.number")
		}
		return kit.Good, ""
	}
	subject := f.field(fieldSubject, kit.NewEntry(t.T("offers.subject.hint")), 6)
	subject.Check = f.warning(fieldSubject)
	form := kit.NewForm(12, kit.Field{ID: fieldClient, Label: t.T("offers.field.client"), Input: f.picker, Span: 4},
		kit.Field{ID: fieldContact, Label: t.T("offers.field.contact"), Input: f.contact, Span: 5, Check: f.warning(fieldContact)}, number, subject,
		f.day(fieldDay), f.day(fieldValid))
	return form
}

func (f *fields) day(id string) kit.Field {
	env := f.e.env
	day := f.field(id, kit.NewDateField(env.T.Lang(), env.Now), 3)
	day.Unreadable = env.T.T("text.wrong.date")
	return day
}

// letterForm is the head of the letter and its text, as printed.
func (f *fields) letterForm() *kit.Form {
	t := f.e.env.T
	letter := kit.NewTextArea(t.T("offers.letter.hint"), 5, t.T("parts.text.long"))
	greeting := kit.NewEntry("")
	f.said.watch(letter)
	f.said.watch(greeting)
	form := kit.NewForm(12, f.suggestPost(), f.entry("to-firm", 6), f.suggestPerson(), f.entry("to-address", 6),
		f.entry("request", 7), f.entry("place", 5), f.text("greeting", greeting))
	form.Wide(kit.Left(f.said.button))
	form.Add(f.text("letter", letter))
	return form
}

// text is a field for words that may hold fields in braces.
func (f *fields) text(id string, input kit.Input) kit.Field {
	field := f.field(id, input, 12)
	field.Check = f.warning(id)
	return field
}

// papersCurrencies are the currencies offered; the offer's own is added.
var papersCurrencies = []string{"RUB", "UAH", "USD", "EUR", "GBP", "KZT", "BYN", "PLN"}

// taxForm is in what money and with what VAT the offer is counted, and in what language it is written.
func (f *fields) taxForm() *kit.Form {
	t := f.e.env.T
	langs := make([]string, len(text.Langs))
	for i, l := range text.Langs {
		langs[i] = string(l)
	}
	return kit.NewForm(12,
		f.choice("lang", 6, langs, func(id string) string { return text.Lang(id).Name() }),
		f.choice("currency", 6, papersCurrencies, currencyLabel),
		f.rateField(), f.day6(fieldRateDay),
		f.choice("tax", 6, []string{"net", "gross", "none", "reverse"}, func(id string) string { return t.T("trade.tax." + id) }),
		f.choice("rounding", 6, []string{string(money.PerLine), string(money.PerRate)}, func(id string) string {
			if id == string(money.PerRate) {
				return t.T("trade.rounding.rate")
			}
			return t.T("trade.rounding.line")
		}),
		f.entry(fieldNoTax, 12),
		f.field(fieldFirm, kit.NewSelect(nil, nil), 6), f.field(fieldPaper, kit.NewSelect(nil, nil), 6))
}

// amount is a field for a number, written as the language writes it.
func (f *fields) amount(id string, span int) kit.Field {
	lang := string(f.e.env.T.Lang())
	number := kit.NewNumberField("", func(typed string) (string, string, bool) {
		d, err := money.ParseDecIn(strings.TrimSuffix(strings.TrimSpace(typed), "%"), lang)
		if err != nil {
			return "", "", false
		}
		return d.String(), money.FormatDec(d, lang), true
	})
	field := f.field(id, number, span)
	field.Unreadable = f.e.env.T.T("offers.bad.number")
	return field
}

func (f *fields) day6(id string) kit.Field {
	day := f.day(id)
	day.Span = 6
	return day
}

func currencyLabel(code string) string {
	if sign := money.Currency(code).Symbol(); sign != code {
		return code + ", " + sign
	}
	return code
}

// closingForm is what stands after the terms: the legal line, who signs, and the place for the client to sign.
func (f *fields) closingForm() *kit.Form {
	t := f.e.env.T
	check := func(id string) kit.Field {
		field := f.field(id, kit.NewCheck(t.T("offers.field."+id), nil), 4)
		field.Label = ""
		return field
	}
	return kit.NewForm(12, f.choice("public", 4, []string{"not-public", "binding", ""}, func(id string) string {
		if id == "" {
			id = "none"
		}
		return t.T("trade.public." + id)
	}), f.entry("sign-post", 4), f.entry("signatory", 4), check("acceptance"), check("words"), check(fieldCode), f.prepayField())
}

// prepayField is what part of the total the code asks for.
func (f *fields) prepayField() kit.Field {
	t := f.e.env.T
	field := f.amount(fieldPrepay, 4)
	field.Input.(*kit.NumberField).WithSuffix("%")
	field.Check = func(v string) (kit.Level, string) {
		if d, err := money.ParseDec(v); v != "" && (err != nil || !inBounds(d)) {
			return kit.Error, t.T("offers.prepay.bounds")
		}
		return kit.Good, ""
	}
	field.Hint = t.T("offers.prepay.hint")
	return field
}

// fill shows the offer in all fields.
func (f *fields) fill(client crm.Client) {
	o := &f.e.offer
	f.quiet = true
	defer func() { f.quiet = false }()
	f.offerCurrency(string(o.Currency))
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

// offerCurrency adds a currency that is not among the usual ones.
func (f *fields) offerCurrency(code string) {
	list := papersCurrencies
	if !slices.Contains(list, code) && code != "" {
		list = append(slices.Clone(list), code)
	}
	options := make([]kit.Option, len(list))
	for i, c := range list {
		options[i] = kit.Option{ID: c, Label: currencyLabel(c)}
	}
	f.inputs["currency"].(*kit.Select).SetOptions(options)
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
	before, day, firm, code := [2]string{string(o.Currency), string(o.Tax)}, o.Day, o.Firm, o.QR
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
	}
	if before[0] != string(o.Currency) {
		f.e.takeRate()
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
