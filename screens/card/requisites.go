package card

import (
	"strings"

	"fyne.io/fyne/v2"

	"rapport/app/crm"
	"rapport/app/ident"
	"rapport/screens/kit"
)

// requisite is one line of the requisites.
type requisite struct {
	label, value string
	verdict      ident.Verdict
	checked      bool
}

// requisiteRows are the known lines of requisites, by the customs of the country.
func (s *Screen) requisiteRows(r crm.Requisites) []requisite {
	t := s.env.T
	var rows []requisite
	number := func(kind ident.Kind, value string) {
		if value != "" {
			ctx := ident.Context{BIK: r.BIK, Country: r.Country}
			rows = append(rows, requisite{t.T(kind.NameKey()), value, ident.Check(kind, value, ctx), true})
		}
	}
	words := func(key, value string) {
		if value != "" {
			rows = append(rows, requisite{label: t.T(key), value: value})
		}
	}
	number(ident.INN, r.INN)
	number(ident.KPP, r.KPP)
	number(ogrnKind(r.OGRN), r.OGRN)
	number(edrpouKind(r.EDRPOU), r.EDRPOU)
	number(ident.IPN, r.IPN)
	number(ident.EUVAT, r.VATID)
	words("card.req.regno", r.RegNo)
	number(ident.IBAN, ident.GroupIBAN(r.IBAN))
	number(ident.Account, r.Account)
	words("card.req.bank", r.Bank)
	number(ident.BIK, r.BIK)
	number(ident.Corr, r.Corr)
	number(ident.BIC, r.BIC)
	return rows
}

// ogrnKind tells the number of a sole trader, which is two digits longer, from that of a firm.
func ogrnKind(v string) ident.Kind {
	if len(ident.Digits(v)) == 15 {
		return ident.OGRNIP
	}
	return ident.OGRN
}

// edrpouKind tells the tax number of a person, which stands in for the code of a firm, from such a code.
func edrpouKind(v string) ident.Kind {
	if len(ident.Digits(v)) == 10 {
		return ident.RNOKPP
	}
	return ident.EDRPOU
}

// requisitesTab lists the identifiers and accounts with what the checks say of them.
func (s *Screen) requisitesTab() []fyne.CanvasObject {
	t, c := s.env.T, s.known.client
	if len(c.Requisites) == 0 {
		return []fyne.CanvasObject{kit.Pad(kit.EmptyState(kit.EmptyIcon("ruble"), t.T("card.req.empty"), t.T("card.req.empty.line"),
			kit.NewButton(kit.Primary, t.T("card.req.fill"), s.edit)), 0, 60, 0, 0)}
	}
	var out []fyne.CanvasObject
	for i, r := range c.Requisites {
		out = append(out, s.requisitesBox(r, i))
	}
	return out
}

func (s *Screen) requisitesBox(r crm.Requisites, i int) fyne.CanvasObject {
	t, c := s.env.T, s.known.client
	rows := s.requisiteRows(r)
	if c.LegalName != "" {
		rows = append([]requisite{{label: t.T("card.req.legal"), value: c.LegalName}}, rows...)
	}
	if i == 0 && len(c.Addresses) > 0 {
		rows = append(rows, requisite{label: t.T("text.address"), value: c.Addresses[0].Line()})
	}
	all := kit.NewButton(kit.Soft, t.T("card.req.copy.all"), func() { s.copy(plainRequisites(rows)) }).WithIcon("copy").Sized(kit.ControlSmall)
	edit := kit.NewIconButton("edit", t.T("text.edit"), s.edit).Sized(kit.ControlSmall)
	title := t.T("card.req.title")
	if r.Country != "" {
		title = t.T("card.req.country", "Country", r.Country)
	}
	box := kit.VBox(0, kit.HBox(8, kit.Grow(kit.NewText(title, kit.Body|kit.Bold, kit.Text).Shrinks()), all, edit), kit.Pad(kit.NewDivider(), 0, 8, 0, 0))
	for _, row := range rows {
		box.Add(s.requisiteRow(row))
		box.Add(kit.NewDivider())
	}
	return kit.Pad(box, 0, 4, 0, 8)
}

// plainRequisites writes the lines for a message or a letter.
func plainRequisites(rows []requisite) string {
	var lines []string
	for _, r := range rows {
		lines = append(lines, r.label+": "+r.value)
	}
	return strings.Join(lines, "\n")
}

// requisiteRow is one line: what it is, the value, the verdict, and a button to copy it.
func (s *Screen) requisiteRow(r requisite) fyne.CanvasObject {
	t := s.env.T
	value := []fyne.CanvasObject{kit.NewTipWrap(r.value, kit.Body, kit.Text, 3)}
	mark := kit.NewGlyph("check", kit.Green, 14)
	switch {
	case !r.checked:
		mark.Hide()
	case !r.verdict.OK:
		mark.Set("warn", kit.Amber)
		value = append(value, kit.NewWrap(verdictWords(s.env, r.verdict), kit.Caption, kit.Amber, 0))
	}
	label := kit.Fixed(kit.NewTipText(r.label, kit.Dense, kit.Text3), 128, 18)
	copyIt := kit.NewIconButton("copy", t.T("text.copy"), func() { s.copy(r.value) }).Sized(kit.ControlSmall)
	row := kit.HBox(10, label, kit.Grow(kit.VBox(2, value...)), kit.Fixed(mark, 14, 14), copyIt)
	return kit.Pad(row, 0, 6, 0, 6)
}
