package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// ScrollMemory is a vertical scroll container whose offset can be read and set, also before it is first laid out.
type ScrollMemory struct {
	widget.BaseWidget

	// OnScrolled is called with the new offset.
	OnScrolled func(offset float32)

	content fyne.CanvasObject
	holder  *fyne.Container
	scroll  *plainScroll
	wanted  float32
	pending bool
	width   float32
	beside  bool // the bar stands in the gutter at the right, not over the content
}

// gutter is how far the bar of a scroll container with Beside stands out at the right, in units.
const gutter float32 = 12

// NewScrollMemory makes a scroll container.
func NewScrollMemory(content fyne.CanvasObject) *ScrollMemory {
	s := &ScrollMemory{content: content}
	s.holder = container.New(&fitLayout{s}, content)
	s.scroll = newPlainScroll(s.holder)
	s.scroll.OnScrolled = func(p fyne.Position) {
		if s.OnScrolled != nil {
			s.OnScrolled(p.Y)
		}
	}
	s.ExtendBaseWidget(s)
	return s
}

// Beside lets the bar stand in the gutter right of the content, which must be free for 12 units, and returns the
// container: a bar over cards as wide as the view would hide their edges.
func (s *ScrollMemory) Beside() *ScrollMemory {
	s.beside = true
	return s
}

// gutter is what the bar takes at the right of the container.
func (s *ScrollMemory) gutter() float32 {
	if s.beside {
		return gutter
	}
	return 0
}

// fitLayout makes the content as wide as the view and as high as it needs at that width.
type fitLayout struct{ s *ScrollMemory }

func (l *fitLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	m := o[0].MinSize()
	if l.s.width > 0 {
		m.Height = HeightAt(o[0], l.s.width)
	}
	return m
}

func (l *fitLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	place(o[0], 0, 0, size.Width-l.s.gutter(), size.Height)
}

// Offset is how far the content is scrolled, in units.
func (s *ScrollMemory) Offset() float32 {
	if s.pending {
		return s.wanted
	}
	return s.scroll.Offset.Y
}

// SetOffset scrolls the content; an offset beyond its end stops at the end.
func (s *ScrollMemory) SetOffset(y float32) {
	if s.width == 0 {
		s.wanted, s.pending = y, true
		return
	}
	s.scroll.ScrollToOffset(fyne.NewPos(0, max(y, 0)))
}

// SetContent exchanges the content and scrolls to its top.
func (s *ScrollMemory) SetContent(o fyne.CanvasObject) {
	s.content = o
	s.holder.Objects = []fyne.CanvasObject{o}
	s.Refit()
	s.SetOffset(0)
}

// Refit lays the content out anew after its height changed.
func (s *ScrollMemory) Refit() {
	s.holder.Refresh()
	s.scroll.Refresh()
}

// Reveal scrolls as little as needed to bring an object of the content into view.
func (s *ScrollMemory) Reveal(o fyne.CanvasObject) {
	if s.width == 0 {
		return
	}
	top := absolute(o).Y - absolute(s.holder).Y
	bottom := top + o.Size().Height
	view := s.scroll.Size().Height
	switch {
	case top-revealMargin < s.scroll.Offset.Y:
		s.SetOffset(top - revealMargin)
	case bottom+revealMargin > s.scroll.Offset.Y+view:
		s.SetOffset(min(bottom+revealMargin-view, top))
	}
}

// Uncover scrolls so that what was just unfolded can be read: where it does not fit below, its head comes to the top.
func (s *ScrollMemory) Uncover(head, body fyne.CanvasObject) {
	if s.width == 0 {
		return
	}
	end := absolute(body).Y - absolute(s.holder).Y + body.Size().Height
	if end > s.scroll.Offset.Y+s.scroll.Size().Height {
		top := absolute(head).Y - absolute(s.holder).Y
		s.SetOffset(min(top-4, max(end-s.scroll.Size().Height, 0)))
	}
}

// revealMargin is left between a revealed object and the edge of the view.
const revealMargin float32 = 12

// HeightAt is the height at which nothing would have to scroll.
func (s *ScrollMemory) HeightAt(width float32) float32 { return HeightAt(s.content, width) }

// CreateRenderer is called by Fyne.
func (s *ScrollMemory) CreateRenderer() fyne.WidgetRenderer {
	live[s] = true
	return &scrollSketch{newSketch(s, func() fyne.Size {
		return fyne.NewSize(s.content.MinSize().Width, 32)
	}, func(size fyne.Size) {
		s.width = size.Width
		place(s.scroll, 0, 0, size.Width+s.gutter(), size.Height)
		if s.pending {
			s.pending = false
			s.SetOffset(s.wanted)
		}
	}, func() {}, s.scroll), s}
}

// live are the scroll containers that have been drawn lately.
var live = map[*ScrollMemory]bool{}

// scrollSketch forgets its scroll container when the toolkit does.
type scrollSketch struct {
	*sketch
	owner *ScrollMemory
}

func (r *scrollSketch) Destroy() { delete(live, r.owner) }

// revealFocus brings what gained the keyboard into view where it lies wholly outside of what is seen of a scroll container.
func revealFocus(o fyne.CanvasObject) {
	for s := range live {
		if s.width == 0 || !s.hides(o) || !holds(s.content, o) {
			continue
		}
		s.Reveal(o)
	}
}

// hides tells whether an object's place is above or below of what is seen.
func (s *ScrollMemory) hides(o fyne.CanvasObject) bool {
	at, view := absolute(o), absolute(s)
	return at.Y+o.Size().Height <= view.Y || at.Y >= view.Y+s.Size().Height
}

// holds tells whether an object is drawn as a part of another.
func holds(whole, part fyne.CanvasObject) bool {
	if whole == part {
		return true
	}
	if !whole.Visible() {
		return false
	}
	for _, child := range drawnIn(whole) {
		if holds(child, part) {
			return true
		}
	}
	return false
}

// drawnIn are the parts of what scroll containers hold: of containers, cards and forms.
func drawnIn(o fyne.CanvasObject) []fyne.CanvasObject {
	switch v := o.(type) {
	case *fyne.Container:
		return v.Objects
	case *Card:
		return []fyne.CanvasObject{v.body}
	case *Form:
		var all []fyne.CanvasObject
		for _, item := range v.items {
			all = append(all, item.object)
		}
		return all
	}
	return nil
}

// wheelAt turns the innermost scroll container shown at a place of the window.
func wheelAt(at fyne.Position, ev *fyne.ScrollEvent) {
	var best *ScrollMemory
	for s := range live {
		pos, size := absolute(s), s.Size()
		inside := at.X >= pos.X && at.Y >= pos.Y && at.X < pos.X+size.Width && at.Y < pos.Y+size.Height
		if pos.IsZero() || !inside { // what is not in the window is said to stand at its corner
			continue
		}
		if best == nil || size.Width*size.Height < best.Size().Width*best.Size().Height {
			best = s
		}
	}
	if best != nil {
		best.scroll.Scrolled(ev)
	}
}
