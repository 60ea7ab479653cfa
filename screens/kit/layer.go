package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// Layers is the root of a window: the content, and over it the layers for a dragged ghost, the toast and the tooltip.
// They lie in the content's own tree, because an overlay would take pointer and keyboard away from what is below.
type Layers struct {
	widget.BaseWidget

	content fyne.CanvasObject
	ghosts  *fyne.Container
	toasts  *toastLayer
	tips    *tipLayer
}

// ground is the Layers of the program's one window: the latest made.
var ground *Layers

// NewLayers puts the layers over the content. The latest Layers made is where toasts and tooltips appear.
func NewLayers(content fyne.CanvasObject) *Layers {
	l := &Layers{content: content, ghosts: container.NewWithoutLayout(), toasts: newToastLayer(), tips: newTipLayer()}
	l.ExtendBaseWidget(l)
	ground = l
	return l
}

// SetContent exchanges what lies under the layers; the tooltip and a ghost go.
func (l *Layers) SetContent(content fyne.CanvasObject) {
	l.content = content
	l.tips.hide()
	l.ghosts.RemoveAll()
	l.Refresh()
}

// Content is what lies under the layers.
func (l *Layers) Content() fyne.CanvasObject { return l.content }

// ShowGhost shows a drawing that follows the pointer during a drag; MoveGhost moves it, HideGhost takes it away.
func (l *Layers) ShowGhost(ghost fyne.CanvasObject, at fyne.Position) {
	l.ghosts.RemoveAll()
	ghost.Move(at)
	l.ghosts.Add(ghost)
}

// MoveGhost moves the drawing shown by ShowGhost; the position is that of the window.
func (l *Layers) MoveGhost(at fyne.Position) {
	for _, g := range l.ghosts.Objects {
		g.Move(at)
	}
}

// HideGhost takes the drawing away.
func (l *Layers) HideGhost() { l.ghosts.RemoveAll() }

// CurrentLayers is the Layers of the window, nil before NewLayers.
func CurrentLayers() *Layers { return ground }

// CreateRenderer is called by Fyne.
func (l *Layers) CreateRenderer() fyne.WidgetRenderer {
	var s *sketch
	objects := func() []fyne.CanvasObject {
		return []fyne.CanvasObject{l.content, l.toasts, l.ghosts, l.tips}
	}
	s = newSketch(l, func() fyne.Size { return l.content.MinSize() }, func(size fyne.Size) {
		for _, o := range objects() {
			place(o, 0, 0, size.Width, size.Height)
		}
	}, func() {
		if s != nil {
			s.objects = objects()
		}
	}, objects()...)
	return s
}

// windowCanvas is the canvas of the program's window, nil before there is one.
func windowCanvas() fyne.Canvas {
	if ground != nil {
		if c := canvasOf(ground); c != nil {
			return c
		}
	}
	if app := fyne.CurrentApp(); app != nil {
		if all := app.Driver().AllWindows(); len(all) > 0 {
			return all[0].Canvas()
		}
	}
	return nil
}
