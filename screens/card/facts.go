package card

import (
	"fyne.io/fyne/v2"

	"rapport/app/crm"
	"rapport/app/ident"
	"rapport/app/text"
	"rapport/screens/kit"
)

// factsShown is how many lines of a kind are shown before the rest is folded.
const factsShown = 5

// fact is one thing known of the client that can be copied.
type fact struct {
	icon, value, note string
}

// factsCard lists how to reach the client and what else is known; a click copies.
func (s *Screen) factsCard() fyne.CanvasObject {
	t := s.env.T
	groups := clientFacts(t, s.known)
	if len(groups) == 0 {
		fill := kit.NewButton(kit.Plain, t.T("card.facts.fill"), s.edit).WithIcon("edit")
		return kit.NewCard(t.T("card.facts"), kit.VBox(8, kit.NewWrap(t.T("card.facts.none"), kit.Dense, kit.Text3, 0), kit.Left(fill)))
	}
	box := kit.VBox(2)
	for _, g := range groups {
		s.addFacts(box, g)
	}
	edit := kit.NewIconButton("edit", t.T("text.edit"), s.edit).Sized(kit.ControlSmall)
	return kit.NewCard(t.T("card.facts"), box).WithRight(edit)
}

// addFacts puts a kind of facts into the card; the sixth and further ones unfold.
func (s *Screen) addFacts(box *fyne.Container, facts []fact) {
	for i, f := range facts {
		if i < factsShown {
			box.Add(s.factRow(f))
		}
	}
	if len(facts) <= factsShown {
		return
	}
	var link *kit.Link
	rest := kit.VBox(2)
	link = kit.NewLink(s.env.T.T("card.facts.more", "N", s.env.T.Int(len(facts)-factsShown)), func() {
		link.Hide()
		for _, f := range facts[factsShown:] {
			rest.Add(s.factRow(f))
		}
		s.left.set(s.left.box.Objects)
	})
	box.Add(kit.Pad(kit.Left(link), 24, 0, 0, 4))
	box.Add(rest)
}

func (s *Screen) factRow(f fact) fyne.CanvasObject {
	lines := []fyne.CanvasObject{kit.NewTipWrap(f.value, kit.Dense, kit.Text, 3)}
	if f.note != "" {
		lines = append(lines, kit.NewText(f.note, kit.Caption, kit.Text3).Shrinks())
	}
	row := beside(f.icon, kit.Text3, kit.VBox(0, lines...))
	return kit.NewPressRow(kit.Pad(row, 0, 4, 0, 4), func() { s.copy(f.value) }).WithTip(s.env.T.T("text.copy"))
}

// copy puts a text on the clipboard and says so.
func (s *Screen) copy(value string) { copyText(s.env.T, s.env.Say, value) }

func copyText(t *text.Tongue, say func(string), value string) {
	fyne.CurrentApp().Clipboard().SetContent(value)
	say(t.T("card.copied", "Text", kit.CutText(value, kit.Body, 320)))
}

// clientFacts are the facts by kind, without the kinds of which nothing is known.
func clientFacts(t *text.Tongue, k *known) [][]fact {
	c := k.client
	var phones, mails, places, sites, rest []fact
	for _, p := range c.Phones {
		phones = append(phones, fact{"phone", phoneWords(t, p), p.Label})
	}
	for _, e := range c.Emails {
		mails = append(mails, fact{"mail", e.Address, e.Label})
	}
	for _, a := range c.Addresses {
		places = append(places, fact{"pin", a.Line(), a.Label})
	}
	for _, site := range c.Sites {
		sites = append(sites, fact{"globe", site, ""})
	}
	if c.Source != "" {
		rest = append(rest, fact{"link", c.Source, t.T("card.fact.source")})
	}
	if c.Code != "" {
		rest = append(rest, fact{"list", c.Code, t.T("card.fact.code")})
	}
	for _, f := range k.fields {
		if v := fieldValue(t, f, c); v != "" {
			rest = append(rest, fact{"info", v, f.Name})
		}
	}
	var groups [][]fact
	for _, g := range [][]fact{phones, mails, places, sites, rest} {
		if len(g) > 0 {
			groups = append(groups, g)
		}
	}
	return groups
}

// phoneWords writes a number for reading, with its extension.
func phoneWords(t *text.Tongue, p crm.Phone) string {
	shown := ident.FormatPhone(ident.Phone{Raw: p.Raw, E164: p.E164, Ext: p.Ext, Key: p.Key})
	if p.Ext != "" && p.E164 != "" {
		shown += " " + t.T("ident.phone.ext", "Ext", p.Ext)
	}
	return shown
}

// fieldValue is what an own field holds for the client, in words.
func fieldValue(t *text.Tongue, f crm.Field, c crm.Client) string {
	for _, v := range c.Fields {
		if v.Field == f.ID {
			return ownValue(t, f, v.Value)
		}
	}
	return ""
}

func ownValue(t *text.Tongue, f crm.Field, v string) string {
	switch {
	case f.Kind == crm.FieldDay:
		return dayWords(t, crm.Day(v))
	case f.Kind == crm.FieldYesNo && (v == "1" || v == "yes" || v == "true"):
		return t.T("text.yes")
	case f.Kind == crm.FieldYesNo:
		return t.T("text.no")
	}
	return v
}
