package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// porthole shows the part of an object that lies within its own bounds.
type porthole struct {
	widget.BaseWidget

	inside fyne.CanvasObject
}

func newPorthole(inside fyne.CanvasObject) *porthole {
	p := &porthole{inside: inside}
	p.ExtendBaseWidget(p)
	return p
}

// CreateRenderer is called by Fyne.
func (p *porthole) CreateRenderer() fyne.WidgetRenderer { return &portholeRenderer{p} }

type portholeRenderer struct{ p *porthole }

// IsClip is how Fyne's drivers know what clips.
func (r *portholeRenderer) IsClip()            {}
func (r *portholeRenderer) Destroy()           {}
func (r *portholeRenderer) Layout(fyne.Size)   {}
func (r *portholeRenderer) MinSize() fyne.Size { return fyne.Size{} }
func (r *portholeRenderer) Refresh()           { canvas.Refresh(r.p) }
func (r *portholeRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.p.inside}
}
