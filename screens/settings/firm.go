package settings

import (
	"context"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"rapport/app/crm"
	"rapport/app/ident"
	"rapport/app/money"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/parts"
	"rapport/screens/route"
)

// newFirm is the place of a firm that is not saved yet.
const newFirm = "firm/new"

// firmPage is one of our firms: what papers are headed with.
func (s *Screen) firmPage() fyne.CanvasObject {
	read(s, "firm", s.desk.OwnFirms, func(all []crm.Firm) {
		if s.present == "firm" {
			s.showFirm(all, s.firmShown(all))
		}
	})
	return nil
}

// showFirm shows the form of a firm: the one shown already when it tells the same, so that the keyboard stays in it.
func (s *Screen) showFirm(all []crm.Firm, firm crm.Firm) {
	typed, unsaved := takeUp[crm.Firm](s)
	if h, ok := s.sheet.(*firmSheet); ok && !unsaved && h.tells(all, firm) {
		h.all = all
		return
	}
	if unsaved {
		firm = typed
	}
	h := newFirmSheet(s, all, firm)
	s.putSheet(h)
	switch {
	case unsaved:
		s.hold(h.store)
	case firm.ID == 0:
		h.form.FocusField("name")
	}
}

// tells tells whether the form is the one of that firm, with nothing else to show.
func (h *firmSheet) tells(all []crm.Firm, firm crm.Firm) bool {
	same := func(a, b crm.Firm) bool { return a.ID == b.ID && a.Name == b.Name }
	return firm.ID != 0 && slices.EqualFunc(h.all, all, same) && reflect.DeepEqual(h.base, firm)
}

func (h *firmSheet) input() any                  { return h.take() }
func (h *firmSheet) scroller() *kit.ScrollMemory { return h.page }
func (h *firmSheet) drawn() fyne.CanvasObject    { return h.page }

// firmShown is the firm the place names, the main one when it names none. A new one is of the main one's country.
func (s *Screen) firmShown(all []crm.Firm) crm.Firm {
	if len(all) == 0 {
		return crm.Firm{}
	}
	if s.sub == newFirm {
		return crm.Firm{Country: all[0].Country, Currency: all[0].Currency, VATPayer: true, VATRate: all[0].VATRate}
	}
	for _, f := range all {
		if s.sub == firmPlace(f.ID) {
			return f
		}
	}
	return all[0]
}

func firmPlace(id int64) string { return "firm/" + strconv.FormatInt(id, 10) }

// firmField ties a field of the form to a string of the firm.
type firmField struct {
	id   string
	get  func(*crm.Firm) *string
	kind ident.Kind // checked as one types; "" is not
	span int
	only string // countries that know the field, "" all
}

var firmFields = []firmField{
	{id: "name", get: func(f *crm.Firm) *string { return &f.Name }},
	{id: "legal", get: func(f *crm.Firm) *string { return &f.LegalName }},
	{id: "address", get: func(f *crm.Firm) *string { return &f.Address }, span: 2},
	{id: "city", get: func(f *crm.Firm) *string { return &f.City }},
	{id: "phone", get: func(f *crm.Firm) *string { return &f.Phone }, kind: ident.PhoneNo},
	{id: "email", get: func(f *crm.Firm) *string { return &f.Email }, kind: ident.Email},
	{id: "site", get: func(f *crm.Firm) *string { return &f.Site }},
}

var moneyFields = []firmField{
	{id: "inn", get: func(f *crm.Firm) *string { return &f.Requisites.INN }, kind: ident.INN, only: "RU BY KZ"},
	{id: "kpp", get: func(f *crm.Firm) *string { return &f.Requisites.KPP }, kind: ident.KPP, only: "RU"},
	{id: "ogrn", get: func(f *crm.Firm) *string { return &f.Requisites.OGRN }, kind: ident.OGRN, only: "RU"},
	{id: "edrpou", get: func(f *crm.Firm) *string { return &f.Requisites.EDRPOU }, kind: ident.EDRPOU, only: "UA"},
	{id: "ipn", get: func(f *crm.Firm) *string { return &f.Requisites.IPN }, kind: ident.IPN, only: "UA"},
	{id: "regno", get: func(f *crm.Firm) *string { return &f.Requisites.RegNo }, only: "other"},
	{id: "vatid", get: func(f *crm.Firm) *string { return &f.Requisites.VATID }, only: "other"},
	{id: "account", get: func(f *crm.Firm) *string { return &f.Requisites.Account }, kind: ident.Account, only: "RU"},
	{id: "iban", get: func(f *crm.Firm) *string { return &f.Requisites.IBAN }, kind: ident.IBAN, only: "UA BY KZ other"},
	{id: "bank", get: func(f *crm.Firm) *string { return &f.Requisites.Bank }},
	{id: "bik", get: func(f *crm.Firm) *string { return &f.Requisites.BIK }, kind: ident.BIK, only: "RU"},
	{id: "corr", get: func(f *crm.Firm) *string { return &f.Requisites.Corr }, kind: ident.Corr, only: "RU"},
	{id: "bic", get: func(f *crm.Firm) *string { return &f.Requisites.BIC }, kind: ident.BIC, only: "other"},
}

var signFields = []firmField{
	{id: "signatory", get: func(f *crm.Firm) *string { return &f.Signatory }},
	{id: "signpost", get: func(f *crm.Firm) *string { return &f.SignPost }},
	{id: "novat", get: func(f *crm.Firm) *string { return &f.NoVATLine }, span: 2},
}

// label names a field as the firms of the country call it.
func (h *firmSheet) label(f firmField) string {
	key := f.id
	if key == "bik" && h.base.Country == "GB" {
		key = "sort"
	}
	return h.s.env.T.T("settings.firm." + key)
}

// customary tells whether firms of a country have such a field.
func (f firmField) customary(country string) bool {
	if country == "" || !strings.Contains("RU UA BY KZ", country) {
		country = "other"
	}
	return f.only == "" || strings.Contains(f.only, country)
}

// known tells whether the field is shown: it is customary, or something stands in it.
func (f firmField) known(firm crm.Firm) bool { return f.customary(firm.Country) || *f.get(&firm) != "" }

// firmSheet is the form of our firm.
type firmSheet struct {
	s     *Screen
	all   []crm.Firm // our own, the main one first
	base  crm.Firm   // what the form does not show, and the logo; with no id a new one
	form  *kit.Form
	bound []firmField

	country, currency *kit.Select
	vat               *kit.Check
	rate              *kit.Entry
	page              *kit.ScrollMemory
}

func newFirmSheet(s *Screen, all []crm.Firm, firm crm.Firm) *firmSheet {
	h := &firmSheet{s: s, all: all, base: firm, form: kit.NewForm(2)}
	t := s.env.T
	h.add("settings.firm.who", firmFields...)
	h.country = kit.NewSelect(parts.CountryOptions(t, firm.Country), h.move)
	h.country.SetValue(firm.Country)
	h.currency = kit.NewSelect(parts.CurrencyOptions(firm.Currency), nil)
	h.currency.SetValue(firm.Currency)
	h.form.Add(kit.Field{ID: "country", Label: t.T("welcome.country"), Input: h.country}, kit.Field{ID: "currency", Label: t.T("settings.firm.currency"), Input: h.currency})
	h.add("settings.firm.money", moneyFields...)
	h.addTax()
	h.add("settings.firm.sign", signFields...)
	h.form.Rest()
	h.form.OnChange = func() { s.hold(h.store) }
	save := kit.NewButton(kit.Primary, t.T("text.save"), s.Save).WithTip(parts.CommandKey("S"))
	h.page = kit.NewScrollMemory(container.New(&narrow{width: pageWidth}, kit.VBox(16, h.strip(), kit.NewCard("", kit.VBox(16, h.form, h.logo(), kit.Right(save)))))).Beside()
	h.form.SetScroll(h.page)
	return h
}

func (h *firmSheet) add(title string, fields ...firmField) {
	h.form.Section(h.s.env.T.T(title))
	for _, f := range fields {
		if !f.known(h.base) {
			continue
		}
		h.bound = append(h.bound, f)
		h.form.Add(kit.Field{ID: f.id, Label: h.label(f), Input: entryWith(*f.get(&h.base)), Span: f.span, Check: h.checker(f)})
	}
}

func (h *firmSheet) addTax() {
	t := h.s.env.T
	h.vat = kit.NewCheck(t.T("settings.firm.payer"), nil)
	h.vat.SetChecked(h.base.VATPayer)
	h.rate = entryWith(h.base.VATRate)
	h.form.Section(t.T("settings.firm.tax"))
	h.form.Add(kit.Field{ID: "payer", Input: h.vat}, kit.Field{ID: "rate", Label: t.T("settings.firm.rate"), Input: h.rate, Check: h.checkRate})
}

// checkRate lets only a rate pass that offers can count with.
func (h *firmSheet) checkRate(v string) (kit.Level, string) {
	if v = strings.TrimSpace(v); v == "" {
		return kit.Good, ""
	}
	if d, err := money.ParseDec(v); err != nil || d.Sign() < 0 {
		return kit.Error, h.s.env.T.T("settings.firm.rate.wrong")
	}
	return kit.Good, ""
}

// move shows the fields another country knows; what was typed stays, and the keyboard where it was.
func (h *firmSheet) move(country string) {
	firm := h.take()
	was, now := parts.CountryOf(h.base.Country), parts.CountryOf(country)
	firm.Country, firm.Currency = country, now.Currency
	if firm.VATRate == was.Rates[0] { // the usual one there, not one of the firm's own
		firm.VATRate = now.Rates[0]
	}
	next := newFirmSheet(h.s, h.all, firm)
	h.form.OnChange = nil // what comes after the choice concerns the new form
	h.s.Restore(h.s.State())
	h.s.putSheet(next)
	h.s.hold(next.store)
	next.form.FocusField("country")
}

// take is the firm as the form has it.
func (h *firmSheet) take() crm.Firm {
	f := h.base
	for _, b := range h.bound {
		*b.get(&f) = strings.TrimSpace(h.form.Value(b.id))
	}
	f.Country, f.Currency = h.country.Value(), h.currency.Value()
	f.Requisites.Country = f.Country
	f.VATPayer, f.VATRate = h.vat.Checked(), strings.TrimSpace(h.rate.Value())
	return f
}

// store saves the firm and goes on.
func (h *firmSheet) store(then func()) {
	if !h.form.Validate() {
		return
	}
	firm := h.take()
	if firm.ID == 0 && len(h.all) > 0 {
		h.addFirm(firm, then)
		return
	}
	h.s.do("save firm", func(ctx context.Context) error { return h.s.desk.SaveFirm(ctx, firm) }, func() { h.stored(firm, then) })
}

// stored goes on once the firm is saved.
func (h *firmSheet) stored(firm crm.Firm, then func()) {
	h.base = firm
	h.s.release()
	h.s.env.Say(h.s.env.T.T("settings.saved"))
	then()
}

func (h *firmSheet) addFirm(firm crm.Firm, then func()) {
	kit.Commit(&h.s.loader, "save firm", func(ctx context.Context) (crm.Firm, error) { return h.s.desk.AddFirm(ctx, firm) }, func(firm crm.Firm, err error) {
		if err != nil {
			h.s.env.Fail(err)
			return
		}
		h.stored(firm, func() {})
		h.s.sub = firmPlace(firm.ID)
		h.s.env.Replace(route.Route{Room: route.Settings, Sub: h.s.sub})
		then()
	})
}

// strip is our firms by name with what can be done with the one shown, and a button that adds another.
func (h *firmSheet) strip() fyne.CanvasObject {
	t, s := h.s.env.T, h.s
	add := kit.NewButton(kit.Plain, t.T("settings.firm.add"), func() { s.choose(newFirm) }).WithIcon("plus")
	add.SetEnabled(h.base.ID != 0 && len(h.all) > 0)
	if len(h.all) < 2 && h.base.ID != 0 || len(h.all) == 0 {
		return kit.HBox(12, kit.Grow(kit.NewWrap(t.T("settings.firm.more"), kit.Dense, kit.Text3, 0)), add)
	}
	var chips []fyne.CanvasObject
	for i, f := range h.all {
		count := ""
		if i == 0 {
			count = t.T("settings.firm.main")
		}
		chip := kit.NewFilterChip(kit.CutText(f.Name, kit.Body, 240), count, func() { s.choose(firmPlace(f.ID)) })
		chip.SetChosen(f.ID == h.base.ID)
		chips = append(chips, chip)
	}
	if h.base.ID == 0 {
		chip := kit.NewFilterChip(t.T("settings.firm.new"), "", func() {})
		chip.SetChosen(true)
		chips = append(chips, chip)
	}
	row := kit.HBox(8, kit.Grow(kit.Flow(8, chips...)))
	if h.base.ID != 0 {
		if h.base.ID != h.all[0].ID {
			row.Add(kit.NewButton(kit.Ghost, t.T("settings.firm.make.main"), func() {
				s.do("main firm", func(ctx context.Context) error { return s.desk.MakeFirmMain(ctx, h.base.ID) }, func() {})
			}))
		}
		row.Add(kit.NewIconButton("trash", t.T("text.delete"), func() {
			s.do("remove firm", func(ctx context.Context) error { return s.desk.RemoveFirm(ctx, h.base.ID) }, func() {})
		}))
	}
	row.Add(add)
	return row
}

func entryWith(v string) *kit.Entry {
	e := kit.NewEntry("")
	e.SetValue(v)
	return e
}

// checker warns of an identifier that does not hold; it never blocks, except that the firm has a name.
func (h *firmSheet) checker(f firmField) func(string) (kit.Level, string) {
	t := h.s.env.T
	if f.id == "name" {
		return func(v string) (kit.Level, string) {
			if strings.TrimSpace(v) == "" {
				return kit.Error, t.T("desk.firm.name")
			}
			return kit.Good, ""
		}
	}
	if f.kind == "" || !f.customary(h.base.Country) {
		return nil
	}
	return func(v string) (kit.Level, string) {
		return parts.Judge(t, ident.Check(f.kind, v, ident.Context{BIK: h.form.Value("bik"), Country: h.base.Country}))
	}
}

// logo shows the logo and takes another; it is saved with the rest of the form.
func (h *firmSheet) logo() fyne.CanvasObject {
	t := h.s.env.T
	box := parts.NewPictureBox(h.s.env, &h.s.loader, h.s.desk, 180, 76, func(p trade.Picture) {
		h.base.Logo = p.Bytes
		h.s.hold(h.store)
	})
	box.Show(h.base.Logo)
	return labelled(t.T("settings.logo"), box.Object())
}
