package offers

import (
	"context"
	"errors"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/page"
	"rapport/screens/kit"
	"rapport/screens/parts"
)

// preview is the paper beside the lines: what is shown is what is printed.
type preview struct {
	e       *Editor
	loader  kit.Loader
	view    *kit.PageView
	pages   *kit.Button // tells the page and lists all
	back    *kit.Button
	on      *kit.Button
	percent *kit.Button
	size    *kit.Label
	remarks *fyne.Container
	object  *fyne.Container
	tag     string
	inField bool // the keyboard is in a field that has a place on the paper
	doc     *page.Document
	told    []crm.Fault
	drawn   func() // called when a paper was laid out, for tests
}

// remarksShown is how many remarks about the paper are shown.
const remarksShown = 4

func newPreview(e *Editor) *preview {
	t := e.env.T
	p := &preview{e: e, view: kit.NewPageView(), size: kit.NewText("", kit.Dense, kit.Text2), remarks: kit.VBox(2)}
	p.percent = kit.NewButton(kit.Ghost, "100 %", p.view.FitWidth).WithTip(t.T("offers.preview.fit")).Sized(kit.ControlSmall)
	head := kit.HBox(4, kit.Grow(kit.NewText(t.T("offers.preview"), kit.Body|kit.Bold, kit.Text).Shrinks()),
		kit.NewIconButton("zout", t.T("offers.preview.out"), p.view.ZoomOut), kit.MinWidth(p.percent, 56), kit.NewIconButton("zin", t.T("offers.preview.in"), p.view.ZoomIn))
	p.pages = kit.NewButton(kit.Ghost, "", p.listPages).Sized(kit.ControlSmall)
	p.back = kit.NewIconButton("chu", t.T("offers.preview.page.back"), func() { p.view.GoTo(p.view.Page() - 1) })
	p.on = kit.NewIconButton("chd", t.T("offers.preview.page.on"), func() { p.view.GoTo(p.view.Page() + 1) })
	foot := kit.VBox(6, p.remarks, kit.HBox(0, p.back, p.on, p.pages, kit.Spacer(), p.size))
	p.view.OnZoom = func(percent int) {
		p.percent.SetLabel(money.FormatPercent(money.DecInt(int64(percent)), string(t.Lang())))
	}
	p.view.OnPage = func(n, of int) {
		p.pages.Hidden = of == 0
		if of > 0 {
			p.pages.SetLabel(t.T("offers.preview.page", "N", n, "Of", of))
		}
		p.back.Hidden, p.on.Hidden = of < 2, of < 2
		p.back.SetEnabled(n > 1)
		p.on.SetEnabled(n < of)
		foot.Refresh()
	}
	p.object = container.NewStack(kit.NewGround(kit.Well, 8),
		container.NewBorder(kit.Pad(head, 16, 8, 8, 4), kit.Pad(foot, 16, 8, 16, 12), nil, nil, p.view))
	return p
}

// laid is a paper with the remarks about it.
type laid struct {
	doc     *page.Document
	remarks []crm.Fault
}

// lay lays the offer out anew in the background; a paper overtaken by a newer one is dropped.
func (p *preview) lay() {
	if p.e.offer.Currency == "" {
		return
	}
	p.loader.Debounce("wait", layPause, func() {
		o := p.e.snapshot()
		kit.Load(&p.loader, "lay", func(ctx context.Context) (laid, error) {
			doc, remarks, err := p.e.desk.LayOffer(ctx, o)
			return laid{doc, remarks}, err
		}, p.hang)
	})
}

// hang shows a paper just laid out. One that cannot be laid out leaves the paper before it, and says why.
func (p *preview) hang(l laid, err error) {
	if err != nil {
		if errors.Is(err, context.Canceled) {
			return
		}
		var fault crm.Fault
		if !errors.As(err, &fault) {
			p.e.env.Fail(err)
			return
		}
		p.tell([]crm.Fault{fault})
		return
	}
	there, seen := p.view.TagSeen()
	p.view.SetDocument(l.doc)
	if seen || p.inField && !there { // what is written in may have gone to another page, or come to be
		p.view.ScrollToTag(p.tag)
	}
	p.doc = l.doc
	p.e.fields.remarkCode(l.remarks)
	p.e.fields.remarkTexts(l.remarks)
	p.size.SetText(sheetName(l.doc))
	p.tell(l.remarks)
	if p.drawn != nil {
		p.drawn()
	}
}

// sheetName is the name of the format of a paper.
func sheetName(doc *page.Document) string {
	if doc.Width > 212 {
		return "Letter"
	}
	return "A4"
}

// tell lists the remarks about the paper.
func (p *preview) tell(remarks []crm.Fault) {
	if sameFaults(remarks, p.told) {
		return
	}
	p.told = remarks
	t := p.e.env.T
	p.remarks.Objects = nil
	for i, r := range remarks {
		if i == remarksShown {
			p.remarks.Add(kit.NewText(t.N("offers.fault.more", len(remarks)-remarksShown), kit.Caption, kit.Text3).Shrinks())
			break
		}
		p.remarks.Add(kit.HBox(6, kit.NewGlyph("info", kit.Amber, 14), kit.Grow(kit.NewTipWrap(parts.FaultSentence(t, r), kit.Dense, kit.Text2, 2))))
	}
	p.object.Refresh()
}

// clear takes the paper away: that of another offer is not looked at while one is opened.
func (p *preview) clear() {
	p.loader.Cancel()
	p.doc, p.inField = nil, false
	p.view.SetDocument(nil)
	p.tell(nil)
	p.point("")
}

// listPages offers the pages, each with what it begins with.
func (p *preview) listPages() {
	if p.doc == nil || len(p.doc.Pages) < 2 {
		return
	}
	var items []kit.MenuItem
	for i := range p.doc.Pages {
		items = append(items, kit.MenuItem{Label: p.e.env.T.T("offers.preview.page", "N", i+1, "Of", len(p.doc.Pages)), Checked: i+1 == p.view.Page(),
			Do: func() { p.view.GoTo(i + 1) }})
	}
	kit.ShowMenu(p.pages, items...)
}

// watch points at a tag while the keyboard is in a field.
func (p *preview) watch(field interface{ OnFocus(func(bool)) }, tag string) {
	field.OnFocus(func(gained bool) {
		if p.inField = gained; gained {
			p.point(tag)
		}
	})
}

// leave points at the current line: one goes on among the lines.
func (p *preview) leave() {
	p.inField = false
	p.follow()
}

// follow points at the line that is being edited, unless one writes in a field.
func (p *preview) follow() {
	if p.inField {
		return
	}
	at, ok := p.e.places[p.e.grid.Current()]
	switch {
	case !ok:
	case at.line < 0:
		p.point(lineTag(place{at.section, 0}))
	default:
		p.point(lineTag(at))
	}
}

// point brings what bears a tag on the paper into view and marks it.
func (p *preview) point(tag string) {
	if p.tag != tag {
		p.tag = tag
		p.view.ScrollToTag(tag)
	}
}

// lineTag and termTag are what lines and conditions are called on the paper.
func lineTag(at place) string { return fmt.Sprintf("line:%d.%d", at.section, at.line) }
func termTag(i int) string    { return fmt.Sprintf("term:%d", i) }
