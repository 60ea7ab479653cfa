package settings

import (
	"context"
	"errors"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"rapport/app/crm"
	"rapport/app/page"
	"rapport/app/text"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/parts"
	"rapport/screens/route"
)

// Measures of the editor of a template: the width of its left column, in units, and the pause before the paper is laid out
// anew.
const (
	templateWidth float32 = 400
	layPause              = 120 * time.Millisecond
	remarksShown          = 3
)

// templateSheet edits one template beside the paper it makes.
type templateSheet struct {
	s        *Screen
	was      *trade.Template
	now      trade.Template
	firms    []crm.Firm
	stock    []trade.StockTerm
	pictures map[trade.PictureID][]byte
	lang     text.Lang // of the texts and the paper shown

	name        *kit.Form
	blocks      *fyne.Container
	texts       *fyne.Container
	colour      *kit.Swatches
	hex         *kit.Form
	into        typed // where a field is inserted
	newest      fyne.CanvasObject
	newestTitle *kit.Entry // of the last condition
	view        *kit.PageView
	remarks     *fyne.Container
	scroll      *kit.ScrollMemory
	object      fyne.CanvasObject
}

// typed is an input that characters can be typed into.
type typed interface {
	fyne.CanvasObject
	fyne.Focusable
	Value() string
}

func newTemplateSheet(s *Screen, v opened) *templateSheet {
	h := &templateSheet{s: s, was: v.was, now: s.desk.NewTemplate(), firms: v.firms, stock: v.terms, pictures: v.pictures, lang: s.env.T.Lang(),
		view: kit.NewPageView(), remarks: kit.VBox(2), blocks: kit.VBox(2), texts: kit.VBox(16)}
	switch {
	case v.typed != nil:
		h.now = *v.typed
	case v.was != nil:
		h.now = *v.was
	}
	if v.lang != "" {
		h.lang = v.lang
	}
	h.now.Blocks = h.now.Ordered()
	h.now.Texts = maps.Clone(h.now.Texts)
	if h.now.Texts == nil {
		h.now.Texts = map[string]trade.TemplateTexts{}
	}
	t := s.env.T
	h.fillBlocks()
	h.fillTexts()
	h.scroll = kit.NewScrollMemory(kit.Pad(kit.VBox(16, h.nameCard(), h.lookCard(), kit.NewCard(t.T("settings.template.blocks"), kit.VBox(8,
		kit.NewWrap(t.T("settings.template.blocks.hint"), kit.Dense, kit.Text3, 0), h.blocks)), h.coverCard(), h.scansCard(), h.texts), 0, 0, 10, 0))
	back := kit.NewButton(kit.Ghost, t.T("settings.template.back"), s.toTemplates).WithIcon("chl").Sized(kit.ControlSmall)
	save := kit.NewButton(kit.Primary, t.T("text.save"), s.Save).WithTip(parts.CommandKey("S"))
	left := container.NewBorder(kit.Pad(kit.HBox(8, back, kit.Spacer(), save), 0, 0, 10, 12), nil, nil, nil, h.scroll)
	h.object = container.NewBorder(nil, nil, kit.Fixed(left, templateWidth, 0), nil, kit.Pad(h.preview(), 6, 0, 0, 0))
	h.lay()
	return h
}

// showTemplate shows the editor of a template: the one shown already when it tells the same, so that the keyboard stays in
// it, else one that begins with what was typed before.
func (s *Screen) showTemplate(v opened) {
	typed, again := takeUp[*templateSheet](s)
	if h, ok := s.sheet.(*templateSheet); ok {
		if !again && h.was != nil && v.was != nil && reflect.DeepEqual(*h.was, *v.was) && reflect.DeepEqual(h.firms, v.firms) {
			h.stock = v.terms
			return
		}
		v.lang = h.lang
	}
	if again {
		now := typed.take()
		v.typed, v.lang = &now, typed.lang
		maps.Copy(v.pictures, typed.pictures)
	}
	h := newTemplateSheet(s, v)
	s.putSheet(h)
	switch {
	case again:
		s.hold(h.store)
	case v.was == nil:
		h.name.FocusField("name")
	}
}

func (h *templateSheet) input() any                  { return h }
func (h *templateSheet) scroller() *kit.ScrollMemory { return h.scroll }
func (h *templateSheet) drawn() fyne.CanvasObject    { return h.object }

// preview is the paper beside the form.
func (h *templateSheet) preview() fyne.CanvasObject {
	t := h.s.env.T
	head := kit.HBox(4, kit.Grow(kit.NewText(t.T("settings.template.preview"), kit.Body|kit.Bold, kit.Text).Shrinks()),
		kit.NewIconButton("zout", t.T("settings.template.out"), h.view.ZoomOut), kit.NewButton(kit.Ghost, t.T("settings.template.fit"), h.view.FitWidth).Sized(kit.ControlSmall),
		kit.NewIconButton("zin", t.T("settings.template.in"), h.view.ZoomIn))
	return container.NewStack(kit.NewGround(kit.Well, 8),
		container.NewBorder(kit.Pad(head, 16, 8, 8, 4), kit.Pad(h.remarks, 16, 8, 16, 12), nil, nil, h.view))
}

// laid is a paper and the remarks on it.
type laid struct {
	doc     *page.Document
	remarks []crm.Fault
}

// lay lays the paper out anew, once typing pauses.
func (h *templateSheet) lay() {
	h.s.loader.Debounce("wait template", layPause, func() {
		now, lang := h.take(), h.lang
		kit.Load(&h.s.loader, "lay template", func(ctx context.Context) (laid, error) {
			doc, remarks, err := h.s.desk.LayTemplate(ctx, now, lang)
			return laid{doc, remarks}, err
		}, func(l laid, err error) {
			if errors.Is(err, context.Canceled) {
				return
			}
			if err != nil {
				h.s.env.Fail(err)
				return
			}
			h.view.SetDocument(l.doc)
			sayFaults(h.s.env.T, h.remarks, l.remarks, remarksShown)
		})
	})
}

// changed notes that there is something to save and shows what it makes.
func (h *templateSheet) changed() {
	h.s.hold(h.store)
	h.lay()
}

// take is a copy of the template as the form has it.
func (h *templateSheet) take() trade.Template {
	now := h.now
	now.Blocks = slices.Clone(now.Blocks)
	now.Texts = maps.Clone(now.Texts)
	for lang, said := range now.Texts {
		said.Terms = slices.Clone(said.Terms)
		now.Texts[lang] = said
	}
	return now
}

// store saves the template and goes on.
func (h *templateSheet) store(then func()) {
	if !h.name.Validate() || !h.hex.Validate() {
		return
	}
	now := h.take()
	s, was := h.s, h.was
	kit.Commit(&s.loader, "save template", func(ctx context.Context) (trade.Template, error) { return s.desk.SaveTemplate(ctx, was, now) },
		func(saved trade.Template, err error) {
			var fault crm.Fault
			switch {
			case errors.As(err, &fault) && h.name.Has(fault.Field):
				h.name.Say(fault.Field, kit.Error, parts.FaultSentence(s.env.T, fault))
			case err != nil:
				s.env.Fail(err)
			default:
				h.was, h.now = &saved, saved
				h.now.Texts = maps.Clone(saved.Texts)
				s.release()
				if s.sub == "templates/"+newTemplate {
					h.settle(saved.ID)
				}
				then()
			}
		})
}

// settle goes on as the place of the template, which has an id now; the keyboard stays where it was.
func (h *templateSheet) settle(id trade.TemplateID) {
	s, keys := h.s, h.s.env.Window.Canvas().Focused()
	s.sub = "templates/" + strconv.FormatInt(int64(id), 10)
	s.shown = s.sub
	s.env.Replace(route.Route{Room: route.Settings, Sub: s.sub})
	if keys != nil && s.sheet == sheet(h) {
		s.env.Window.Canvas().Focus(keys)
	}
}

// nameCard is what the template is called and which offers begin with it.
func (h *templateSheet) nameCard() fyne.CanvasObject {
	t := h.s.env.T
	name := entryWith(h.now.Name)
	h.name = kit.NewForm(1, kit.Field{ID: "name", Label: t.T("settings.template.name"), Input: name, Check: named(t.T("desk.record.name"))})
	name.OnInput(func() { h.now.Name = name.Value(); h.changed() })
	standard := kit.NewCheck(t.T("settings.template.begin"), func(on bool) { h.now.Default = on; h.changed() })
	standard.SetChecked(h.now.Default)
	column := kit.VBox(12, h.name)
	if len(h.firms) > 1 {
		options := []kit.Option{{ID: "0", Label: t.T("settings.template.firm.all")}}
		for _, f := range h.firms {
			options = append(options, kit.Option{ID: strconv.FormatInt(f.ID, 10), Label: f.Name})
		}
		firm := kit.NewSelect(options, func(id string) {
			h.now.Firm, _ = strconv.ParseInt(id, 10, 64) // ids of ours
			h.changed()
		})
		firm.SetValue(strconv.FormatInt(h.now.Firm, 10))
		column.Add(labelled(t.T("settings.template.firm"), firm))
	}
	column.Add(standard)
	return kit.NewCard(t.T("settings.template.one"), column)
}

// labelled is a control under its label.
func labelled(label string, o fyne.CanvasObject) fyne.CanvasObject {
	return kit.VBox(4, kit.NewText(label, kit.Dense, kit.Text2), o)
}

// show brings what bears a tag on the paper into view.
func (h *templateSheet) show(tag string) {
	if tag != "" {
		h.view.ScrollToTag(tag)
	}
}
