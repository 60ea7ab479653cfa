package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
)

// RailWidth is the width of the navigation rail, in units.
const RailWidth float32 = 72

// RailItem is one place in the navigation rail: an icon over a word. Its icon is solid accent when chosen.
type RailItem struct {
	control

	icon   string
	word   string
	chosen bool
	onTap  func()
}

// NewRailItem makes an item of the rail.
func NewRailItem(icon, word string, onTap func()) *RailItem {
	r := &RailItem{icon: icon, word: word, onTap: onTap}
	r.extend(r)
	return r
}

// WithTip sets the tooltip, where the item's key is told, and returns the item.
func (r *RailItem) WithTip(tip string) *RailItem {
	r.tip = tip
	return r
}

// SetChosen marks the item as the place the window shows.
func (r *RailItem) SetChosen(on bool) {
	if r.chosen != on {
		r.chosen = on
		r.Refresh()
	}
}

// Tapped goes to the place.
func (r *RailItem) Tapped(*fyne.PointEvent) {
	TipLeave(r)
	r.onTap()
}

// TypedKey goes to the place at Enter and Space.
func (r *RailItem) TypedKey(ev *fyne.KeyEvent) {
	r.keyed()
	if isPress(ev) {
		r.onTap()
		return
	}
	RouteKey(ev)
}

// Cursor is a hand.
func (r *RailItem) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer is called by Fyne.
func (r *RailItem) CreateRenderer() fyne.WidgetRenderer {
	box := newFrame(radiusCard)
	icon := &canvas.Image{}
	word := canvas.NewText("", color.Black)
	word.Alignment = fyne.TextAlignCenter
	paint := func() {
		var face color.Color
		style, ink := Caption, Text2
		switch {
		case r.chosen:
			face, style, ink = C(AccentSoft), Caption|Bold, Accent
		case r.hot():
			face = C(Sunken)
		}
		var edge color.Color
		if r.ringed() {
			edge = C(Accent)
			if face == nil {
				face = C(Surface) // else the halo would fill the whole box
			}
		}
		box.set(face, edge, 1, r.ringed())
		setIcon(icon, r.icon, ink)
		if style.Width(r.word) > RailWidth-12 {
			style = Caption // a bold word would touch the edges of its box
		}
		word.Text = CutText(r.word, style, RailWidth-2)
		word.Color = C(ink)
		style.dress(word)
	}
	lay := func(size fyne.Size) {
		box.layout(fyne.NewPos(4, 0), fyne.NewSize(size.Width-8, size.Height))
		place(icon, (size.Width-20)/2, 8, 20, 20)
		place(word, 0, 32, size.Width, Caption.Line())
	}
	return newSketch(r, func() fyne.Size { return fyne.NewSize(RailWidth, 56) }, lay, paint, append(box.objects(), icon, word)...)
}
