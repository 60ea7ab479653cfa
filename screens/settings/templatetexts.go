package settings

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"rapport/app/desk"
	"rapport/app/text"
	"rapport/app/trade"
	"rapport/screens/kit"
)

// fillTexts shows the texts of the language chosen.
func (h *templateSheet) fillTexts() {
	t := h.s.env.T
	words := make([]string, len(text.Langs))
	for i, l := range text.Langs {
		words[i] = l.Name()
	}
	language := kit.NewSegmented(func(i int) {
		h.lang = text.Langs[i]
		h.into = nil
		h.fillTexts()
		h.lay()
	}, words...)
	language.SetChosen(slices.Index(text.Langs, h.lang))
	insert := kit.NewButton(kit.Plain, t.T("settings.template.insert"), nil).WithIcon("plus").Sized(kit.ControlSmall)
	insert.SetOnTap(func() { h.chooseField(insert) })
	said := h.now.In(string(h.lang))
	form := kit.NewForm(1)
	h.line(form, "subject", "subject", said.Subject, func(s *trade.TemplateTexts, v string) { s.Subject = v })
	h.line(form, "greeting", "letter", said.Greeting, func(s *trade.TemplateTexts, v string) { s.Greeting = v })
	h.area(form, "letter", "letter", 6, said.Letter, func(s *trade.TemplateTexts, v string) { s.Letter = v })
	h.area(form, "note", "note", 2, said.Note, func(s *trade.TemplateTexts, v string) { s.Note = v })
	h.area(form, "footer", "footer", 2, said.Footer, func(s *trade.TemplateTexts, v string) { s.Footer = v })
	if h.now.Cover {
		h.line(form, "cover.title", "cover", said.CoverTitle, func(s *trade.TemplateTexts, v string) { s.CoverTitle = v })
		h.area(form, "cover.text", "cover", 4, said.CoverText, func(s *trade.TemplateTexts, v string) { s.CoverText = v })
	}
	form.SetScroll(h.scroll)
	h.texts.Objects = []fyne.CanvasObject{
		kit.NewCard(t.T("settings.template.texts"), kit.VBox(12, kit.NewWrap(t.T("settings.template.texts.hint"), kit.Dense, kit.Text3, 0),
			kit.Left(language), kit.Left(insert), form)),
		kit.NewCard(t.T("settings.template.terms"), h.terms(said.Terms)),
	}
	h.texts.Refresh()
	if h.scroll != nil {
		h.scroll.Refit()
	}
}

// say changes the texts of the language chosen.
func (h *templateSheet) say(change func(*trade.TemplateTexts)) {
	said := h.now.In(string(h.lang))
	change(&said)
	h.now.Texts[string(h.lang)] = said
	h.changed()
}

// line adds a text of one line; tag is what it is called on the paper.
func (h *templateSheet) line(form *kit.Form, id, tag, value string, set func(*trade.TemplateTexts, string)) {
	e := entryWith(value)
	e.OnInput(func() { h.say(func(s *trade.TemplateTexts) { set(s, e.Value()) }) })
	e.OnFocus(func(gained bool) { h.focused(gained, e, tag) })
	form.Add(kit.Field{ID: id, Label: h.s.env.T.T("settings.template.text." + id), Input: e})
}

func (h *templateSheet) area(form *kit.Form, id, tag string, lines int, value string, set func(*trade.TemplateTexts, string)) {
	e := kit.NewTextArea("", lines, h.s.env.T.T("parts.text.long"))
	e.SetValue(value)
	e.OnInput(func() { h.say(func(s *trade.TemplateTexts) { set(s, e.Value()) }) })
	e.OnFocus(func(gained bool) { h.focused(gained, e, tag) })
	form.Add(kit.Field{ID: id, Label: h.s.env.T.T("settings.template.text." + id), Input: e})
}

// focused notes where a field would be inserted, and shows the place on the paper.
func (h *templateSheet) focused(gained bool, e typed, tag string) {
	if gained {
		h.into = e
		h.show(tag)
	}
}

// chooseField offers the fields that texts may hold, and puts the one chosen where the cursor was last.
func (h *templateSheet) chooseField(owner fyne.CanvasObject) {
	t := h.s.env.T
	var items []kit.MenuItem
	group := ""
	for _, name := range desk.OfferFields() {
		if g, _, _ := strings.Cut(name, "."); g != group {
			if group != "" {
				items = append(items, kit.Separator())
			}
			group = g
		}
		items = append(items, kit.MenuItem{Label: t.T("trade.field." + strings.ReplaceAll(name, "_", "-")), Do: func() { h.insert("{" + name + "}") }})
	}
	kit.ShowMenu(owner, items...)
}

// insert types a field where the cursor was last.
func (h *templateSheet) insert(field string) {
	if h.into == nil {
		h.s.env.Say(h.s.env.T.T("settings.template.insert.where"))
		return
	}
	h.s.env.Window.Canvas().Focus(h.into)
	for _, r := range field {
		h.into.TypedRune(r)
	}
}

// terms are the conditions new offers begin with.
func (h *templateSheet) terms(list []trade.Term) fyne.CanvasObject {
	t := h.s.env.T
	column := kit.VBox(10)
	for i, one := range list {
		column.Add(h.term(list, i, one))
		column.Add(kit.NewDivider())
	}
	add := kit.NewButton(kit.Plain, t.T("settings.terms.add"), nil).WithIcon("plus").Sized(kit.ControlSmall)
	add.SetOnTap(func() { h.offerTerms(add) })
	column.Add(kit.Left(add))
	return column
}

// term is one condition: what it is about, what is agreed, and its place.
func (h *templateSheet) term(list []trade.Term, i int, one trade.Term) fyne.CanvasObject {
	t := h.s.env.T
	title := kit.NewEntry(t.T("settings.terms.title"))
	title.SetValue(one.Title)
	words := kit.NewTextArea(t.T("settings.terms.text"), 2, t.T("parts.text.long"))
	words.SetValue(one.Text)
	take := func() {
		h.say(func(s *trade.TemplateTexts) {
			s.Terms = slices.Clone(s.Terms)
			s.Terms[i] = trade.Term{Title: title.Value(), Text: words.Value()}
		})
	}
	title.OnInput(take)
	words.OnInput(take)
	tag := "term:" + strconv.Itoa(i)
	title.OnFocus(func(gained bool) { h.focused(gained, title, tag) })
	words.OnFocus(func(gained bool) { h.focused(gained, words, tag) })
	up := kit.NewIconButton("up", t.T("settings.up"), func() { h.moveTerm(i, i-1) })
	up.SetEnabled(i > 0)
	down := kit.NewIconButton("down", t.T("settings.down"), func() { h.moveTerm(i, i+1) })
	down.SetEnabled(i < len(list)-1)
	keep := kit.NewIconButton("save", t.T("settings.terms.keep"), func() { h.keepTerm(trade.Term{Title: title.Value(), Text: words.Value()}) })
	remove := kit.NewIconButton("x", t.T("text.remove"), func() {
		h.say(func(s *trade.TemplateTexts) { s.Terms = slices.Delete(slices.Clone(s.Terms), i, i+1) })
		h.fillTexts()
	})
	h.newestTitle, h.newest = title, kit.VBox(6, kit.HBox(2, kit.Grow(title), up, down, keep, remove), words)
	return h.newest
}

func (h *templateSheet) moveTerm(i, to int) {
	h.say(func(s *trade.TemplateTexts) {
		s.Terms = slices.Clone(s.Terms)
		s.Terms[i], s.Terms[to] = s.Terms[to], s.Terms[i]
	})
	h.fillTexts()
}

// offerTerms offers the terms in store in the language of the texts, and an empty one.
func (h *templateSheet) offerTerms(owner fyne.CanvasObject) {
	t := h.s.env.T
	add := func(one trade.Term) {
		h.say(func(s *trade.TemplateTexts) { s.Terms = append(slices.Clone(s.Terms), one) })
		h.fillTexts()
		h.toLastTerm()
	}
	var items []kit.MenuItem
	for _, one := range h.stock {
		if one.Lang == string(h.lang) {
			items = append(items, kit.MenuItem{Label: one.Title, Do: func() { add(one.Term()) }})
		}
	}
	if len(items) == 0 {
		add(trade.Term{}) // nothing to choose from
		return
	}
	items = append(items, kit.Separator())
	kit.ShowMenu(owner, append(items, kit.MenuItem{Icon: "edit", Label: t.T("settings.terms.own"), Do: func() { add(trade.Term{}) }})...)
}

// toLastTerm brings the condition that was added into view, with the keyboard in it.
func (h *templateSheet) toLastTerm() {
	h.scroll.Reveal(h.newest)
	h.s.env.Window.Canvas().Focus(h.newestTitle)
}

// keepTerm puts a condition into store.
func (h *templateSheet) keepTerm(one trade.Term) {
	s, lang := h.s, string(h.lang)
	kit.Commit(&s.loader, "keep term", func(ctx context.Context) (trade.StockTerm, error) {
		return s.desk.SaveStockTerm(ctx, nil, trade.StockTerm{Lang: lang, Title: one.Title, Text: one.Text})
	}, func(kept trade.StockTerm, err error) {
		if err != nil {
			s.env.Fail(err)
			return
		}
		h.stock = append(h.stock, kept)
	})
}
