package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
)

// PressRow makes any content a row that can be pressed: it lights up under the pointer and takes the keyboard. Parts of
// the content that take clicks themselves keep them.
type PressRow struct {
	control

	// OnMenu is called at a right click and at the menu key, with the place in the window where the menu belongs.
	OnMenu func(at fyne.Position)

	content fyne.CanvasObject
	onTap   func()
	bleed   float32
}

// rowBleed is how far the ground of a pressed row reaches beyond its content at either side, in units.
const rowBleed float32 = 8

// NewPressRow makes a row of the content; its ground reaches 8 units beyond the content at either side.
func NewPressRow(content fyne.CanvasObject, onTap func()) *PressRow {
	r := &PressRow{content: content, onTap: onTap, bleed: rowBleed}
	r.extend(r)
	return r
}

// WithTip sets the tooltip and returns the row.
func (r *PressRow) WithTip(tip string) *PressRow {
	r.tip = tip
	return r
}

// Tapped presses the row.
func (r *PressRow) Tapped(*fyne.PointEvent) {
	r.takeFocus()
	r.press()
}

func (r *PressRow) press() {
	if r.onTap != nil && !r.Disabled() {
		r.onTap()
	}
}

// TappedSecondary asks for the menu.
func (r *PressRow) TappedSecondary(ev *fyne.PointEvent) {
	if r.OnMenu != nil {
		r.OnMenu(ev.AbsolutePosition)
	}
}

// TypedKey presses the row at Enter and Space and asks for the menu at the menu key.
func (r *PressRow) TypedKey(ev *fyne.KeyEvent) {
	r.keyed()
	switch {
	case isPress(ev):
		r.press()
	case ev.Name == desktop.KeyMenu && r.OnMenu != nil:
		r.OnMenu(absolute(r).AddXY(16, r.Size().Height))
	default:
		RouteKey(ev)
	}
}

// Cursor is the hand over what can be pressed.
func (r *PressRow) Cursor() desktop.Cursor {
	if r.onTap == nil || r.Disabled() {
		return desktop.DefaultCursor
	}
	return desktop.PointerCursor
}

// HeightAt is the height the row needs at a width.
func (r *PressRow) HeightAt(width float32) float32 { return HeightAt(r.content, width) }

// CreateRenderer is called by Fyne.
func (r *PressRow) CreateRenderer() fyne.WidgetRenderer {
	ground := &canvas.Rectangle{CornerRadius: radiusControl}
	return newSketch(r, func() fyne.Size { return r.content.MinSize() }, func(size fyne.Size) {
		place(ground, -r.bleed, 0, size.Width+2*r.bleed, size.Height)
		place(r.content, 0, 0, size.Width, size.Height)
	}, func() {
		ground.Hidden = !r.ringed() && (!r.hot() || r.onTap == nil)
		ground.FillColor = C(pick(r.ringed(), AccentSoft, Sunken))
	}, ground, r.content)
}
