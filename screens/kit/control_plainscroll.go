package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// plainScroll is the toolkit's scroll container without the shadows it lays over the edges of its content.
type plainScroll struct {
	container.Scroll
}

// newPlainScroll makes a vertical scroll container.
func newPlainScroll(content fyne.CanvasObject) *plainScroll {
	s := &plainScroll{container.Scroll{Direction: container.ScrollVerticalOnly, Content: content}}
	s.ExtendBaseWidget(s)
	return s
}

// CreateRenderer is called by Fyne.
func (s *plainScroll) CreateRenderer() fyne.WidgetRenderer {
	return &plainScrollSkin{s.Scroll.CreateRenderer()}
}

// plainScrollSkin draws all but the shadows.
type plainScrollSkin struct {
	fyne.WidgetRenderer
}

// The toolkit's scroll container draws its content first and its two bars last; the four shadows stand between them.
const scrollBars = 2

// Objects leaves the shadows out.
func (r *plainScrollSkin) Objects() []fyne.CanvasObject {
	all := r.WidgetRenderer.Objects()
	return append([]fyne.CanvasObject{all[0]}, all[len(all)-scrollBars:]...)
}
