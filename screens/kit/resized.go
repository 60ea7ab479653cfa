package kit

import "fyne.io/fyne/v2"

// resizedRenderer draws a widget whose own layout places all its parts: only another size makes it draw anew.
type resizedRenderer struct {
	of      fyne.CanvasObject
	redraw  func()
	size    fyne.Size
	objects []fyne.CanvasObject
}

func (r *resizedRenderer) Destroy()                     {}
func (r *resizedRenderer) MinSize() fyne.Size           { return r.of.MinSize() }
func (r *resizedRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *resizedRenderer) Refresh()                     { r.redraw() }

// Layout is called by the canvas also when only something inside changed; then there is nothing to do.
func (r *resizedRenderer) Layout(size fyne.Size) {
	if size == r.size {
		return
	}
	r.size = size
	r.redraw()
}
