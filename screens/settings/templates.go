package settings

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"rapport/app/crm"
	"rapport/app/page"
	"rapport/app/text"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/parts"
	"rapport/screens/route"
)

// Stationery is what papers are dressed in.
type Stationery interface {
	Templates(ctx context.Context) ([]trade.Template, error)
	TemplateOffers(ctx context.Context, id trade.TemplateID) (int64, error)
	NewTemplate() trade.Template
	SaveTemplate(ctx context.Context, was *trade.Template, now trade.Template) (trade.Template, error)
	RemoveTemplate(ctx context.Context, t trade.Template) error
	MoveTemplate(ctx context.Context, id trade.TemplateID, by int) error
	LayTemplate(ctx context.Context, t trade.Template, lang text.Lang) (*page.Document, []crm.Fault, error)
	StockTerms(ctx context.Context) ([]trade.StockTerm, error)
	SaveStockTerm(ctx context.Context, was *trade.StockTerm, now trade.StockTerm) (trade.StockTerm, error)
	RemoveStockTerm(ctx context.Context, t trade.StockTerm) error
	parts.PictureTaker
	Picture(ctx context.Context, id trade.PictureID) (trade.Picture, error)
	OwnFirms(ctx context.Context) ([]crm.Firm, error)
}

// newTemplate is the place of a template that is not saved yet.
const newTemplate = "new"

// stationery is what the page of templates shows.
type stationery struct {
	templates []trade.Template
	uses      map[trade.TemplateID]int64
	terms     []trade.StockTerm
	firms     []crm.Firm
}

// templatesPage is the list of templates with the terms in store, or the editor of one of the templates.
func (s *Screen) templatesPage() fyne.CanvasObject {
	if id, ok := strings.CutPrefix(s.sub, "templates/"); ok {
		s.openTemplate(id)
		return nil
	}
	read(s, "templates", s.readStationery, func(v stationery) {
		if s.present == "templates" && s.sub == "templates" {
			s.put(s.stationeryPage(v))
		}
	})
	return nil
}

func (s *Screen) readStationery(ctx context.Context) (v stationery, err error) {
	if v.templates, err = s.desk.Templates(ctx); err != nil {
		return v, err
	}
	v.uses = map[trade.TemplateID]int64{}
	for _, t := range v.templates {
		if v.uses[t.ID], err = s.desk.TemplateOffers(ctx, t.ID); err != nil {
			return v, err
		}
	}
	if v.terms, err = s.desk.StockTerms(ctx); err != nil {
		return v, err
	}
	v.firms, err = s.desk.OwnFirms(ctx)
	return v, err
}

func (s *Screen) stationeryPage(v stationery) fyne.CanvasObject {
	t := s.env.T
	list := kit.VBox(8, kit.NewWrap(t.T("settings.template.hint"), kit.Dense, kit.Text3, 0))
	for i, one := range v.templates {
		list.Add(s.templateLine(v, i, one))
		list.Add(kit.NewDivider())
	}
	list.Add(kit.Left(kit.NewButton(kit.Plain, t.T("settings.template.add"), func() { s.choose("templates/" + newTemplate) }).WithIcon("plus")))
	terms := kit.VBox(8, kit.NewWrap(t.T("settings.terms.hint"), kit.Dense, kit.Text3, 0))
	for _, one := range v.terms {
		terms.Add(recordLine(one.Title+" · "+text.Lang(one.Lang).Name(), strings.Join(strings.Fields(one.Text), " "),
			func() { s.editTerm(&one) }, kit.NewIconButton("edit", t.T("text.edit"), func() { s.editTerm(&one) }),
			kit.NewIconButton("trash", t.T("text.delete"), func() {
				s.do("remove term", func(ctx context.Context) error { return s.desk.RemoveStockTerm(ctx, one) }, func() {})
			})))
		terms.Add(kit.NewDivider())
	}
	terms.Add(kit.Left(kit.NewButton(kit.Plain, t.T("settings.terms.add"), func() { s.editTerm(nil) }).WithIcon("plus")))
	return paper(kit.NewCard(t.T("settings.section.templates"), list), kit.NewCard(t.T("settings.terms"), terms))
}

// templateLine is one template of the list.
func (s *Screen) templateLine(v stationery, i int, one trade.Template) fyne.CanvasObject {
	t := s.env.T
	note := []string{t.T("trade.font." + one.Font.Word()), map[bool]string{true: "Letter", false: "A4"}[one.Letter]}
	if name := firmName(v.firms, one.Firm); name != "" {
		note = append([]string{name}, note...)
	}
	if n := v.uses[one.ID]; n > 0 {
		note = append(note, t.T("settings.template.used", "N", n))
	}
	open := func() { s.choose("templates/" + strconv.FormatInt(int64(one.ID), 10)) }
	var buttons []fyne.CanvasObject
	if one.Default {
		buttons = append(buttons, kit.NewChip("check", t.T("settings.template.default"), kit.ToneAccent))
	}
	up := kit.NewIconButton("up", t.T("settings.up"), func() { s.moveTemplate(one, -1) })
	down := kit.NewIconButton("down", t.T("settings.down"), func() { s.moveTemplate(one, 1) })
	up.SetEnabled(i > 0)
	down.SetEnabled(i < len(v.templates)-1)
	buttons = append(buttons, up, down,
		kit.NewIconButton("copy", t.T("settings.template.copy"), func() { s.copyTemplate(one) }),
		kit.NewIconButton("edit", t.T("text.edit"), open),
		kit.NewIconButton("trash", t.T("text.delete"), func() {
			s.do("remove template", func(ctx context.Context) error { return s.desk.RemoveTemplate(ctx, one) }, func() {})
		}))
	return recordLine(one.Name, strings.Join(note, " · "), open, buttons...)
}

// firmName is the name of one of our firms, empty when there is only one or it is none of them.
func firmName(firms []crm.Firm, id int64) string {
	if i := slices.IndexFunc(firms, func(f crm.Firm) bool { return f.ID == id }); i >= 0 && len(firms) > 1 {
		return firms[i].Name
	}
	return ""
}

func (s *Screen) moveTemplate(one trade.Template, by int) {
	s.do("move template", func(ctx context.Context) error { return s.desk.MoveTemplate(ctx, one.ID, by) }, func() {})
}

func (s *Screen) copyTemplate(one trade.Template) {
	next := one
	next.ID, next.Default = 0, false
	next.Name = s.env.T.T("settings.template.copied", "Name", one.Name)
	s.do("copy template", func(ctx context.Context) error {
		_, err := s.desk.SaveTemplate(ctx, nil, next)
		return err
	}, func() {})
}

// languageOptions are the languages papers are written in.
func languageOptions() []kit.Option {
	var all []kit.Option
	for _, l := range text.Langs {
		all = append(all, kit.Option{ID: string(l), Label: l.Name()})
	}
	return all
}

func (s *Screen) editTerm(was *trade.StockTerm) {
	t := s.env.T
	now := trade.StockTerm{Lang: string(t.Lang())}
	if was != nil {
		now = *was
	}
	lang := kit.NewSelect(languageOptions(), nil)
	lang.SetValue(now.Lang)
	words := kit.NewTextArea("", 4, t.T("parts.text.long"))
	words.SetValue(now.Text)
	form := kit.NewForm(2, kit.Field{ID: "title", Label: t.T("settings.terms.title"), Input: entryWith(now.Title), Check: named(t.T("desk.record.name"))},
		kit.Field{ID: "lang", Label: t.T("settings.language"), Input: lang},
		kit.Field{ID: "text", Label: t.T("settings.terms.text"), Input: words, Span: 2})
	s.edit(t.T("settings.terms.one"), form, func() act {
		now.Title, now.Text, now.Lang = form.Value("title"), form.Value("text"), lang.Value()
		return func(ctx context.Context) error {
			_, err := s.desk.SaveStockTerm(ctx, was, now)
			return err
		}
	})
}

// openTemplate reads a template with what its editor shows, and shows it.
func (s *Screen) openTemplate(id string) {
	read(s, "template", func(ctx context.Context) (opened, error) { return s.readTemplate(ctx, id) }, func(v opened) {
		switch {
		case s.sub != "templates/"+id:
		case v.was == nil && id != newTemplate: // removed meanwhile
			s.put(kit.EmptyState(kit.EmptyIcon("doc"), s.env.T.T("desk.gone"), "", nil))
		default:
			s.showTemplate(v)
		}
	})
}

// opened is a template read for its editor.
type opened struct {
	was      *trade.Template // nil: a new one
	typed    *trade.Template // what was typed over it and not saved; nil for nothing
	lang     text.Lang       // of the texts shown
	firms    []crm.Firm
	terms    []trade.StockTerm
	pictures map[trade.PictureID][]byte
}

func (s *Screen) readTemplate(ctx context.Context, id string) (v opened, err error) {
	all, err := s.desk.Templates(ctx)
	if err != nil {
		return v, err
	}
	for _, t := range all {
		if strconv.FormatInt(int64(t.ID), 10) == id {
			v.was = &t
		}
	}
	v.pictures = map[trade.PictureID][]byte{}
	if v.was != nil {
		for _, id := range v.was.Pictures() {
			if p, err := s.desk.Picture(ctx, id); err == nil { // one that is gone is told beside the preview
				v.pictures[id] = p.Bytes
			}
		}
	}
	if v.terms, err = s.desk.StockTerms(ctx); err != nil {
		return v, err
	}
	v.firms, err = s.desk.OwnFirms(ctx)
	return v, err
}

// toTemplates leads back to the list.
func (s *Screen) toTemplates() { s.env.Go(route.Route{Room: route.Settings, Sub: "templates"}) }

// sayFaults lists remarks on a paper, a few of them.
func sayFaults(t *text.Tongue, into *fyne.Container, faults []crm.Fault, most int) {
	into.Objects = nil
	for i, f := range faults {
		if i == most {
			break
		}
		into.Add(kit.HBox(6, kit.NewGlyph("info", kit.Amber, 14), kit.Grow(kit.NewTipWrap(parts.FaultSentence(t, f), kit.Dense, kit.Text2, 2))))
	}
	into.Refresh()
}
