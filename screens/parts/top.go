package parts

import (
	"fyne.io/fyne/v2"

	"rapport/screens/kit"
)

// Top is the head of a screen: title, a line of figures beside it, and at the right the search and the buttons.
type Top struct {
	box   *fyne.Container
	title *kit.Label
	sub   *kit.Label
}

// NewTop makes the head of a screen; at the right the search, then the buttons.
func NewTop(env *Env, title, sub string, buttons ...fyne.CanvasObject) *Top {
	t := &Top{title: kit.NewText(title, kit.Heading|kit.Bold, kit.Text), sub: kit.NewText(sub, kit.Body, kit.Text3).Shrinks()}
	row := []fyne.CanvasObject{t.title, kit.Grow(t.sub), kit.Fixed(NewSearchBox(env), 272, kit.ControlHeight)}
	t.box = kit.Pad(kit.HBox(12, append(row, buttons...)...), 16, 12, 16, 12)
	return t
}

// NewTrail makes the head of a place within another: an arrow back, the places above as links, and the present one.
func NewTrail(env *Env, above string, goAbove func(), here string, right ...fyne.CanvasObject) *Top {
	t := &Top{title: kit.NewText(here, kit.Body|kit.Bold, kit.Text).Shrinks(), sub: kit.NewText("", kit.Body, kit.Text3)}
	back := kit.NewIconButton("left", env.T.T("text.back"), env.Back)
	row := []fyne.CanvasObject{back, kit.NewLink(above, goAbove), kit.NewGlyph("chr", kit.Text3, 12), kit.Grow(t.title)}
	row = append(row, right...)
	row = append(row, kit.Fixed(NewSearchBox(env), 232, kit.ControlHeight))
	t.box = kit.Pad(kit.HBox(12, row...), 16, 12, 16, 12)
	return t
}

// Object is the head as drawn.
func (t *Top) Object() fyne.CanvasObject { return t.box }

// SetTitle changes the title.
func (t *Top) SetTitle(s string) { t.title.SetText(s); t.box.Refresh() }

// SetSub changes the line beside the title.
func (t *Top) SetSub(s string) { t.sub.SetText(s) }

// NewSearchBox makes the search of the head: it looks like a field and opens the search palette.
func NewSearchBox(env *Env) *kit.FieldButton {
	return kit.NewFieldButton("search", env.T.T("parts.search"), CommandKey("K"), env.Search)
}
