package form

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"rapport/app/crm"
	"rapport/app/ident"
	"rapport/screens/kit"
)

// requisites are the identifiers and accounts of the client's legal persons, a form for each.
type requisites struct {
	h      *sheet
	sets   []*reqSet
	column *fyne.Container
	object fyne.CanvasObject
}

// reqSet is one legal person.
type reqSet struct {
	base   crm.Requisites
	form   *kit.Form
	object fyne.CanvasObject
}

// reqField ties a field to its place in the requisites; only the customs of the client's country are shown.
type reqField struct {
	id   string
	kind ident.Kind
	get  func(*crm.Requisites) *string
	only string
}

var reqFields = []reqField{
	{"inn", ident.INN, func(r *crm.Requisites) *string { return &r.INN }, "RU BY KZ"},
	{"kpp", ident.KPP, func(r *crm.Requisites) *string { return &r.KPP }, "RU"},
	{"ogrn", ident.OGRN, func(r *crm.Requisites) *string { return &r.OGRN }, "RU"},
	{"edrpou", ident.EDRPOU, func(r *crm.Requisites) *string { return &r.EDRPOU }, "UA"},
	{"ipn", ident.IPN, func(r *crm.Requisites) *string { return &r.IPN }, "UA"},
	{"regno", "", func(r *crm.Requisites) *string { return &r.RegNo }, "other"},
	{"vatid", "", func(r *crm.Requisites) *string { return &r.VATID }, "other"},
	{"account", ident.Account, func(r *crm.Requisites) *string { return &r.Account }, "RU"},
	{"iban", ident.IBAN, func(r *crm.Requisites) *string { return &r.IBAN }, "UA BY KZ other"},
	{"bank", "", func(r *crm.Requisites) *string { return &r.Bank }, ""},
	{"bik", ident.BIK, func(r *crm.Requisites) *string { return &r.BIK }, "RU"},
	{"corr", ident.Corr, func(r *crm.Requisites) *string { return &r.Corr }, "RU"},
	{"bic", ident.BIC, func(r *crm.Requisites) *string { return &r.BIC }, "other"},
}

// customary tells whether firms of a country have such a field.
func (f reqField) customary(country string) bool {
	if country == "" || !strings.Contains("RU UA BY KZ", country) {
		country = "other"
	}
	return f.only == "" || strings.Contains(f.only, country)
}

func newRequisites(h *sheet) *requisites {
	q := &requisites{h: h, column: kit.VBox(16)}
	add := kit.NewButton(kit.Ghost, h.s.env.T.T("form.requisites.add"), func() { q.add(crm.Requisites{}); q.h.touched() }).WithIcon("plus").Sized(kit.ControlSmall)
	q.object = kit.NewCard(h.s.env.T.T("form.requisites"), kit.VBox(12, q.column, kit.Left(add)))
	return q
}

// fill shows the sets of requisites; none shows an empty one to type into.
func (q *requisites) fill(list []crm.Requisites) {
	q.sets = nil
	q.column.RemoveAll()
	if len(list) == 0 {
		list = []crm.Requisites{{}}
	}
	for _, r := range list {
		q.add(r)
	}
}

// customs shows the fields of another country; what stands in the others stays to be seen.
func (q *requisites) customs() {
	list := make([]crm.Requisites, len(q.sets))
	for i, set := range q.sets {
		list[i] = set.take()
	}
	q.fill(list)
}

func (q *requisites) add(r crm.Requisites) {
	t := q.h.s.env.T
	set := &reqSet{base: r, form: kit.NewForm(2)}
	country := r.Country
	if country == "" {
		country = q.h.country()
	}
	for _, f := range reqFields {
		if !f.customary(country) && *f.get(&r) == "" {
			continue
		}
		entry := kit.NewEntry("")
		entry.SetValue(*f.get(&r))
		set.form.Add(kit.Field{ID: f.id, Label: t.T("settings.firm." + f.id), Input: entry, Check: q.checker(f, country, set.form)})
	}
	set.form.Rest()
	set.form.OnChange = q.h.touched
	set.form.SetScroll(q.h.scroll)
	set.object = set.form
	if len(q.sets) > 0 {
		away := kit.NewButton(kit.Ghost, t.T("form.requisites.remove"), func() { q.remove(set) }).WithIcon("x").Sized(kit.ControlSmall)
		set.object = kit.VBox(8, kit.NewDivider(), set.form, kit.Left(away))
	}
	q.sets = append(q.sets, set)
	q.column.Add(set.object)
	q.h.refit()
}

// remove takes a legal person away.
func (q *requisites) remove(set *reqSet) {
	q.sets = slices.DeleteFunc(q.sets, func(s *reqSet) bool { return s == set })
	q.column.Remove(set.object)
	q.h.refit()
	q.h.touched()
}

// checker warns of an identifier that does not hold; accounts are checked with the BIK beside them.
func (q *requisites) checker(f reqField, country string, form *kit.Form) func(string) (kit.Level, string) {
	if f.kind == "" || !f.customary(country) {
		return nil
	}
	return func(v string) (kit.Level, string) {
		kind := f.kind
		digits := ident.Digits(v)
		switch {
		case kind == ident.OGRN && len(digits) == 15:
			kind = ident.OGRNIP
		case kind == ident.EDRPOU && len(digits) == 10:
			kind = ident.RNOKPP
		}
		return judgeWith(q.h, kind, v, ident.Context{BIK: form.Value("bik"), Country: country})
	}
}

// take are the sets that hold anything.
func (q *requisites) take() []crm.Requisites {
	var out []crm.Requisites
	for _, set := range q.sets {
		if r := set.take(); !r.Empty() {
			out = append(out, r)
		}
	}
	return out
}

func (s *reqSet) take() crm.Requisites {
	r := s.base
	values := s.form.Values()
	for _, f := range reqFields {
		if v, shown := values[f.id]; shown {
			*f.get(&r) = strings.TrimSpace(v)
		}
	}
	return r
}
