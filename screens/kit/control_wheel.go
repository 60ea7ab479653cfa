package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// entryWheel lies over the text of a field and takes the wheel only: Fyne's own text would swallow it, and the page
// would stand still wherever the pointer rests on a field.
type entryWheel struct {
	widget.BaseWidget

	entry *Entry
	inner *container.Scroll
}

func newEntryWheel(e *Entry) *entryWheel {
	w := &entryWheel{entry: e}
	w.ExtendBaseWidget(w)
	return w
}

// Scrolled turns the text while there is more of it that way, else the page around the field.
func (w *entryWheel) Scrolled(ev *fyne.ScrollEvent) {
	if w.inner != nil && w.entry.MultiLine && w.more(ev.Scrolled.DY) {
		w.inner.Scrolled(ev)
		return
	}
	wheelAt(ev.AbsolutePosition, ev)
}

// more tells whether the text goes on above (dy > 0) or below.
func (w *entryWheel) more(dy float32) bool {
	if dy > 0 {
		return w.inner.Offset.Y > 0
	}
	return w.inner.Content != nil && w.inner.Offset.Y+w.inner.Size().Height < w.inner.Content.MinSize().Height
}

// CreateRenderer is called by Fyne.
func (w *entryWheel) CreateRenderer() fyne.WidgetRenderer {
	return newSketch(w, func() fyne.Size { return fyne.Size{} }, func(fyne.Size) {}, func() {})
}
