package offers

import (
	"strings"

	"rapport/app/money"
	"rapport/app/text"
	"rapport/screens/kit"
	"rapport/screens/parts"
)

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

// taxForm is in what money and with what VAT the offer is counted, and in what language it is written.
func (f *fields) taxForm() *kit.Form {
	t := f.e.env.T
	langs := make([]string, len(text.Langs))
	for i, l := range text.Langs {
		langs[i] = string(l)
	}
	return kit.NewForm(12,
		f.choice("lang", 6, langs, func(id string) string { return text.Lang(id).Name() }),
		f.field("currency", kit.NewSelect(parts.PaperCurrencies(""), nil), 6),
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
	field.Unreadable = f.e.env.T.T("parts.typed.number")
	return field
}

func (f *fields) day6(id string) kit.Field {
	day := f.day(id)
	day.Span = 6
	return day
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
