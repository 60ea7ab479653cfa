package settings

import (
	"context"
	"os"
	"strings"

	"fyne.io/fyne/v2"

	"rapport/app/crm"
	"rapport/app/ident"
	"rapport/screens/kit"
	"rapport/screens/parts"
)

// firmPage is our firm: what papers are headed with.
func (s *Screen) firmPage() fyne.CanvasObject {
	read(s, "firm", func(ctx context.Context) (crm.Firm, error) {
		f, _, err := s.desk.OwnFirm(ctx)
		return f, err
	}, func(f crm.Firm) {
		if s.present == "firm" {
			s.put(s.firmForm(f))
		}
	})
	return kit.Spacer()
}

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
	{id: "account", get: func(f *crm.Firm) *string { return &f.Requisites.Account }, only: "RU"},
	{id: "iban", get: func(f *crm.Firm) *string { return &f.Requisites.IBAN }, kind: ident.IBAN, only: "UA BY KZ other"},
	{id: "bank", get: func(f *crm.Firm) *string { return &f.Requisites.Bank }},
	{id: "bik", get: func(f *crm.Firm) *string { return &f.Requisites.BIK }, kind: ident.BIK, only: "RU"},
	{id: "corr", get: func(f *crm.Firm) *string { return &f.Requisites.Corr }, only: "RU"},
	{id: "bic", get: func(f *crm.Firm) *string { return &f.Requisites.BIC }, kind: ident.BIC, only: "other"},
}

var signFields = []firmField{
	{id: "signatory", get: func(f *crm.Firm) *string { return &f.Signatory }},
	{id: "signpost", get: func(f *crm.Firm) *string { return &f.SignPost }},
	{id: "novat", get: func(f *crm.Firm) *string { return &f.NoVATLine }, span: 2},
}

// known tells whether a country knows the field.
func (f firmField) known(country string) bool {
	if f.only == "" {
		return true
	}
	if !strings.Contains("RU UA BY KZ", country) {
		country = "other"
	}
	return strings.Contains(f.only, country)
}

func (s *Screen) firmForm(was crm.Firm) fyne.CanvasObject {
	t := s.env.T
	now := was
	form := kit.NewForm(2)
	var bound []firmField
	add := func(title string, fields []firmField) {
		form.Section(t.T(title))
		for _, f := range fields {
			if !f.known(was.Country) {
				continue
			}
			bound = append(bound, f)
			form.Add(kit.Field{ID: f.id, Label: t.T("settings.firm." + f.id), Input: entryWith(*f.get(&now)), Span: f.span, Check: s.checker(f)})
		}
	}
	add("settings.firm.who", firmFields)
	add("settings.firm.money", moneyFields)
	vat := kit.NewCheck(t.T("settings.firm.payer"), nil)
	vat.SetChecked(was.VATPayer)
	rate := entryWith(was.VATRate)
	form.Section(t.T("settings.firm.tax"))
	form.Add(kit.Field{ID: "payer", Input: vat}, kit.Field{ID: "rate", Label: t.T("settings.firm.rate"), Input: rate})
	add("settings.firm.sign", signFields)
	logo := s.logoField(&now)
	take := func() crm.Firm {
		next := now
		for _, f := range bound {
			*f.get(&next) = strings.TrimSpace(form.Value(f.id))
		}
		next.VATPayer, next.VATRate = vat.Checked(), strings.TrimSpace(rate.Value())
		return next
	}
	save := kit.NewButton(kit.Primary, t.T("text.save"), nil)
	store := func(then func()) {
		if !form.Validate() {
			return
		}
		s.do("save firm", func(ctx context.Context) error { return s.desk.SaveFirm(ctx, take()) }, func() {
			s.leave = nil
			s.env.Say(t.T("settings.saved"))
			then()
		})
	}
	save.SetOnTap(func() { store(func() {}) })
	form.Rest()
	form.OnChange = func() { s.leave = s.asker(store) }
	page := kit.NewScrollMemory(kit.VBox(16, kit.NewCard("", kit.VBox(16, form, logo, kit.Right(save)))))
	form.SetScroll(page)
	return page
}

// asker asks before a changed form is left: save, throw away, or stay.
func (s *Screen) asker(store func(then func())) func(then func()) {
	return func(then func()) {
		t := s.env.T
		m := kit.NewModal(t.T("settings.unsaved"), kit.NewWrap(t.T("settings.unsaved.line"), kit.Body, kit.Text2, 0)).CancelButton(t.T("text.cancel"))
		m.Action(kit.Plain, t.T("settings.discard"), func() bool { s.leave = nil; then(); return true })
		m.Action(kit.Primary, t.T("text.save"), func() bool { store(then); return true })
		m.Show()
	}
}

func entryWith(v string) *kit.Entry {
	e := kit.NewEntry("")
	e.SetValue(v)
	return e
}

// checker warns of an identifier that does not hold; it never blocks, except that the firm has a name.
func (s *Screen) checker(f firmField) func(string) (kit.Level, string) {
	t := s.env.T
	if f.id == "name" {
		return func(v string) (kit.Level, string) {
			if strings.TrimSpace(v) == "" {
				return kit.Error, t.T("desk.firm.name")
			}
			return kit.Good, ""
		}
	}
	if f.kind == "" {
		return nil
	}
	return func(v string) (kit.Level, string) { return parts.Judge(t, ident.Check(f.kind, v, ident.Context{})) }
}

// maxLogo is the largest logo taken, in bytes.
const maxLogo = 8 << 20

// logoField shows the logo and takes another.
func (s *Screen) logoField(firm *crm.Firm) fyne.CanvasObject {
	t := s.env.T
	state := kit.NewText("", kit.Dense, kit.Text3)
	show := func() {
		if len(firm.Logo) > 0 {
			state.SetText(t.T("settings.logo.set"))
		} else {
			state.SetText(t.T("settings.logo.none"))
		}
	}
	show()
	pick := kit.NewButton(kit.Plain, t.T("settings.logo.pick"), func() {
		s.env.PickFile(t.T("settings.logo.pick"), []string{"png", "jpg", "jpeg"}, func(path string) {
			read(s, "logo", func(context.Context) ([]byte, error) { return readLogo(path) }, func(body []byte) {
				firm.Logo = body
				show()
				s.do("save logo", func(ctx context.Context) error { return s.desk.SaveFirm(ctx, *firm) }, func() { s.env.Say(t.T("settings.saved")) })
			})
		})
	}).WithIcon("ul")
	clear := kit.NewButton(kit.Ghost, t.T("text.remove"), func() {
		firm.Logo = nil
		show()
		s.do("save logo", func(ctx context.Context) error { return s.desk.SaveFirm(ctx, *firm) }, func() { s.env.Say(t.T("settings.saved")) })
	})
	return kit.HBox(12, kit.NewText(t.T("settings.logo"), kit.Body|kit.Bold, kit.Text), state, kit.Spacer(), clear, pick)
}

func readLogo(path string) ([]byte, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if info.Size() > maxLogo {
		return nil, crm.Fault{Field: "logo", Reason: "settings.logo.big"}
	}
	body, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	return body, parts.CheckPicture(body)
}
