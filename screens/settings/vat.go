package settings

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/parts"
)

// Taxes is the table of the rates of VAT.
type Taxes interface {
	OwnFirm(ctx context.Context) (crm.Firm, bool, error)
	AllTaxRates(ctx context.Context) ([]trade.TaxRate, error)
	SaveTaxRate(ctx context.Context, r trade.TaxRate) (trade.TaxRate, error)
	RemoveTaxRate(ctx context.Context, id trade.TaxRateID) error
}

// taxCountries are the countries a rate may be entered for.
var taxCountries = []string{"RU", "UA", "BY", "KZ", "AM", "AT", "AZ", "BE", "BG", "CH", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GB", "GE", "GR", "HR", "HU",
	"IE", "IL", "IT", "KG", "LT", "LU", "LV", "MD", "MT", "NL", "NO", "PL", "PT", "RO", "RS", "SE", "SI", "SK", "TR", "US", "UZ"}

// vatTable is what the page of rates shows.
type vatTable struct {
	rates []trade.TaxRate
	home  string // country of our firm
}

// vatPage is the rates of VAT of one country; the country of our firm is shown first.
func (s *Screen) vatPage() fyne.CanvasObject {
	read(s, "vat", func(ctx context.Context) (vatTable, error) {
		firm, _, err := s.desk.OwnFirm(ctx)
		if err != nil {
			return vatTable{}, err
		}
		rates, err := s.desk.AllTaxRates(ctx)
		return vatTable{rates, firm.Country}, err
	}, func(v vatTable) {
		if s.present == "vat" {
			s.put(s.vat(v))
		}
	})
	return nil
}

func (s *Screen) vat(v vatTable) fyne.CanvasObject {
	t := s.env.T
	if s.vatCountry == "" {
		s.vatCountry = v.home
	}
	country := kit.NewSelect(s.countryOptions(v), func(code string) {
		s.vatCountry = code
		s.put(s.vat(v))
	})
	country.SetValue(s.vatCountry)
	column := kit.VBox(8, kit.NewWrap(t.T("settings.vat.hint"), kit.Dense, kit.Text3, 0), kit.Left(kit.Fixed(country, 260, kit.ControlHeight)))
	var shown []trade.TaxRate
	for _, r := range v.rates {
		if r.Country == s.vatCountry {
			shown = append(shown, r)
		}
	}
	for _, c := range classesOf(shown) {
		column.Add(kit.NewDivider())
		column.Add(s.classRows(c, shown))
	}
	if len(shown) == 0 {
		column.Add(kit.NewWrap(t.T("settings.vat.none"), kit.Body, kit.Text2, 0))
	}
	column.Add(kit.NewDivider())
	column.Add(kit.Left(kit.NewButton(kit.Plain, t.T("settings.vat.add"), func() { s.editRate(v, trade.TaxRate{Country: s.vatCountry, Class: trade.TaxStandard}) }).WithIcon("plus")))
	return paper(kit.NewCard(t.T("settings.section.vat"), column))
}

// classesOf lists the classes of some rates, as they come.
func classesOf(rates []trade.TaxRate) []trade.TaxClass {
	var classes []trade.TaxClass
	for _, r := range rates {
		if !slices.Contains(classes, r.Class) {
			classes = append(classes, r.Class)
		}
	}
	return classes
}

// classRows are the rates of a class, the newest first.
func (s *Screen) classRows(class trade.TaxClass, rates []trade.TaxRate) fyne.CanvasObject {
	t := s.env.T
	today := crm.DayOf(s.env.Now())
	holds, _ := trade.RateOn(rates, s.vatCountry, class, today)
	rows := kit.VBox(2)
	first := s.className(class)
	for _, r := range slices.Backward(rates) {
		if r.Class != class {
			continue
		}
		ink, state := kit.Text3, fyne.CanvasObject(kit.NewText("", kit.Dense, kit.Text3))
		switch {
		case r.ID == holds.ID:
			ink, state = kit.Text, kit.NewChip("", t.T("settings.vat.holds"), kit.ToneGreen)
		case r.From > today:
			ink, state = kit.Text, kit.NewChip("", t.T("settings.vat.later"), kit.ToneAmber)
		}
		since := t.T("settings.vat.always")
		if r.From != "" {
			since = t.T("settings.vat.since", "Day", parts.Date(t, r.From))
		}
		if !r.Shipped() {
			since += " · " + t.T("settings.vat.own")
		}
		rate := money.FormatPercent(r.Rate, string(t.Lang()))
		if r.Exempt {
			rate = t.T("trade.class.exempt")
		}
		rows.Add(kit.HBox(12, kit.Fixed(kit.NewTipText(first, kit.Body, kit.Text), 190, 20), kit.Fixed(kit.NewText(rate, kit.Body|kit.Bold, ink), 72, 20),
			kit.Grow(kit.NewTipText(since, kit.Dense, kit.Text2)), state,
			kit.NewIconButton("edit", t.T("text.edit"), func() { s.editRate(vatTable{rates: rates, home: s.vatCountry}, r) }),
			kit.NewIconButton("trash", t.T("text.delete"), func() {
				s.do("remove rate", func(ctx context.Context) error { return s.desk.RemoveTaxRate(ctx, r.ID) }, func() {})
			})))
		first = ""
	}
	return rows
}

// className is the name of a class; the user's own is its name.
func (s *Screen) className(c trade.TaxClass) string {
	if key := "trade.class." + string(c); s.env.T.Has(key) {
		return s.env.T.T(key)
	}
	return string(c)
}

// countryName is the name of a country, its code when none is known.
func (s *Screen) countryName(code string) string {
	for _, key := range []string{"welcome.country." + code, "settings.country." + code} {
		if s.env.T.Has(key) {
			return s.env.T.T(key)
		}
	}
	return code
}

// countryOptions are the countries by name, ours first.
func (s *Screen) countryOptions(v vatTable) []kit.Option {
	codes := slices.Clone(taxCountries)
	for _, r := range append(slices.Clone(v.rates), trade.TaxRate{Country: v.home}) {
		if r.Country != "" && !slices.Contains(codes, r.Country) {
			codes = append(codes, r.Country)
		}
	}
	slices.SortFunc(codes, func(a, b string) int {
		if (a == v.home) != (b == v.home) {
			if a == v.home {
				return -1
			}
			return 1
		}
		return parts.Compare(s.countryName(a), s.countryName(b))
	})
	options := make([]kit.Option, len(codes))
	for i, c := range codes {
		options[i] = kit.Option{ID: c, Label: s.countryName(c)}
	}
	return options
}

// editRate asks for a rate: a new one (ID 0), one of the user's own, or one to stand in the place of a shipped one.
func (s *Screen) editRate(v vatTable, r trade.TaxRate) {
	t := s.env.T
	lang := string(t.Lang())
	country := kit.NewSelect(s.countryOptions(v), nil)
	country.SetValue(r.Country)
	class := kit.NewComboBox(&s.loader, t.T("settings.vat.class.hint"), parts.ComboWords(s.env), func(_ context.Context, q string) ([]kit.Option, error) {
		return s.findClasses(v.rates, q), nil
	})
	class.Free = true
	class.SetChosen(kit.Option{ID: string(r.Class), Label: s.className(r.Class)})
	rate := kit.NewNumberField("", func(typed string) (string, string, bool) {
		d, err := money.ParseDecIn(strings.TrimSuffix(strings.TrimSpace(typed), "%"), lang)
		if err != nil {
			return "", "", false
		}
		return d.String(), money.FormatDec(d, lang), true
	}).WithSuffix("%")
	if r.ID != 0 {
		rate.SetValue(money.FormatDec(r.Rate, lang))
	}
	from := kit.NewDateField(t.Lang(), s.env.Now)
	if day, ok := r.From.Time(); ok {
		from.SetDay(day)
	}
	form := kit.NewForm(2, kit.Field{ID: "country", Label: t.T("welcome.country"), Input: country, Span: 2},
		kit.Field{ID: "class", Label: t.T("settings.vat.class"), Input: class, Span: 2, Check: named(t.T("trade.taxrate.class"))},
		kit.Field{ID: "rate", Label: t.T("settings.vat.rate"), Input: rate, Unreadable: t.T("text.wrong.number"), Check: s.checkPercent},
		kit.Field{ID: "from", Label: t.T("settings.vat.from"), Input: from, Unreadable: t.T("text.wrong.date"), Hint: t.T("settings.vat.from.hint")})
	s.edit(t.T("settings.vat.title"), form, func() act {
		now := trade.TaxRate{ID: r.ID, Country: country.Value(), Class: s.classCalled(class.Value()), From: crm.Day(from.Value())}
		now.Rate, _ = money.ParseDec(rate.Value()) // the form has checked it
		now.Exempt = now.Class == trade.TaxExempt
		return func(ctx context.Context) error {
			saved, err := s.desk.SaveTaxRate(ctx, now)
			if err == nil {
				now.ID = saved.ID
			}
			return err
		}
	})
}

// findClasses offers the classes of VAT: those shipped, and the user's own.
func (s *Screen) findClasses(rates []trade.TaxRate, q string) []kit.Option {
	classes := slices.Clone(trade.TaxClasses)
	for _, r := range rates {
		if !slices.Contains(classes, r.Class) {
			classes = append(classes, r.Class)
		}
	}
	var options []kit.Option
	for _, c := range classes {
		if name := s.className(c); strings.Contains(strings.ToLower(name), strings.ToLower(strings.TrimSpace(q))) {
			options = append(options, kit.Option{ID: string(c), Label: name})
		}
	}
	return options
}

// classCalled is the class of a name that was typed: one of the shipped, else one of the user's own.
func (s *Screen) classCalled(typed string) trade.TaxClass {
	for _, c := range trade.TaxClasses {
		if strings.EqualFold(strings.TrimSpace(typed), s.className(c)) {
			return c
		}
	}
	return trade.TaxClass(strings.TrimSpace(typed))
}

// checkPercent lets only rates from 0 to 100 per cent pass.
func (s *Screen) checkPercent(v string) (kit.Level, string) {
	d, err := money.ParseDec(v)
	if v == "" || err != nil || d.Sign() < 0 || d.Cmp(money.DecInt(100)) > 0 {
		return kit.Error, s.env.T.T("trade.taxrate.rate")
	}
	return kit.Good, ""
}
