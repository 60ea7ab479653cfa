package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Popup is a panel that hangs at a widget or at a point: a menu, a list, a calendar. It closes at Esc and at a click
// elsewhere; keys it does not use go on to its owner, which keeps the keyboard as far as the user can see.
type Popup struct {
	widget.BaseWidget

	// Keys may use a key before the owner gets it; it returns whether it did.
	Keys func(ev *fyne.KeyEvent) bool
	// Runes gets the letters typed; nil passes them to the owner.
	Runes func(r rune)
	// OnClose is called once the popup has gone.
	OnClose func()
	// Width is the smallest width in units; 0 takes that of the owner.
	Width float32
	// MaxHeight bounds the panel, in units; 0 means 320.
	MaxHeight float32
	// AlignRight lets the right edges of owner and panel agree.
	AlignRight bool

	owner   fyne.CanvasObject
	content fyne.CanvasObject
	at      fyne.Position
	atPoint bool
	canvas  fyne.Canvas
	tips    *tipLayer
	panel   *popupPanel
	open    bool
	keys    *keyFloor
	slim    bool                // the panel is not widened to the width of the owner
	unasked bool                // it came up while one typed
	outside func(fyne.Position) // is told where a click outside the panel fell, once the popup has gone
	wanted  func() fyne.Size    // size of the content when its MinSize is not what it wants
}

// NewPopup makes a popup for the owner; Show opens it below the owner, ShowAt at a point of the window.
func NewPopup(owner, content fyne.CanvasObject) *Popup {
	p := &Popup{owner: owner, content: content, tips: newTipLayer()}
	p.panel = newPopupPanel(content)
	p.ExtendBaseWidget(p)
	return p
}

// Show opens the popup below its owner, or above it where there is more room.
func (p *Popup) Show() { p.openOn(canvasOf(p.owner)) }

// ShowAt opens the popup at a point of the window.
func (p *Popup) ShowAt(at fyne.Position) {
	p.at, p.atPoint = at, true
	p.openOn(canvasOf(p.owner))
}

func (p *Popup) openOn(c fyne.Canvas) {
	if p.open || c == nil {
		return
	}
	hideTip()
	p.canvas, p.open = c, true
	p.Hidden = false
	p.keys = pushKeys(p.stray)
	c.Overlays().Add(p)
	c.Focus(p)
}

// Open reports whether the popup is shown.
func (p *Popup) Open() bool { return p.open }

// Close takes the popup away; the owner has the keyboard again.
func (p *Popup) Close() {
	if !p.open {
		return
	}
	p.open = false
	hideTip()
	dropKeys(p.keys)
	p.canvas.Overlays().Remove(p)
	if p.OnClose != nil {
		p.OnClose()
	}
}

// Refit places the panel anew after its content changed.
func (p *Popup) Refit() {
	if p.open {
		p.Refresh()
	}
}

func (p *Popup) tipLayer() *tipLayer { return p.tips }

// Tapped closes the popup: the click was outside the panel. A list that came up while one typed does not take the click
// from the button of a dialog: it is pressed.
func (p *Popup) Tapped(ev *fyne.PointEvent) {
	p.Close()
	if m, ok := p.canvas.Overlays().Top().(*Modal); ok && p.unasked {
		m.pressAt(ev.AbsolutePosition)
	}
	if p.outside != nil {
		p.outside(ev.AbsolutePosition)
	}
}

// TappedSecondary closes the popup.
func (p *Popup) TappedSecondary(*fyne.PointEvent) { p.Close() }

// MouseIn keeps hover from what lies below.
func (p *Popup) MouseIn(*desktop.MouseEvent) {}

// MouseMoved keeps hover from what lies below.
func (p *Popup) MouseMoved(*desktop.MouseEvent) {}

// MouseOut is called when the pointer leaves.
func (p *Popup) MouseOut() {}

// FocusGained is called by the canvas.
func (p *Popup) FocusGained() {}

// FocusLost is called by the canvas.
func (p *Popup) FocusLost() {}

// AcceptsTab is true: Tab closes the popup and goes on from the owner.
func (p *Popup) AcceptsTab() bool { return true }

// TypedKey closes the popup at Esc and Tab and hands other keys on.
func (p *Popup) TypedKey(ev *fyne.KeyEvent) {
	switch {
	case p.Keys != nil && p.Keys(ev):
	case ev.Name == fyne.KeyEscape:
		p.Close()
	case ev.Name == fyne.KeyTab:
		p.leave()
	default:
		if f, ok := p.owner.(fyne.Focusable); ok {
			f.TypedKey(ev)
		}
	}
}

// stray gets keys that neither the content nor the owner used: Esc and Enter close the popup.
func (p *Popup) stray(ev *fyne.KeyEvent) bool {
	if ev.Name != fyne.KeyEscape && !isEnter(ev) {
		return false
	}
	p.Close()
	return true
}

// leave closes the popup and moves the keyboard on from the owner.
func (p *Popup) leave() {
	back := modifiers()&fyne.KeyModifierShift != 0
	p.Close()
	if back {
		p.canvas.FocusPrevious()
	} else {
		p.canvas.FocusNext()
	}
}

// TypedRune hands letters on.
func (p *Popup) TypedRune(r rune) {
	if p.Runes != nil {
		p.Runes(r)
		return
	}
	if f, ok := p.owner.(fyne.Focusable); ok {
		f.TypedRune(r)
	}
}

// TypedShortcut hands copying and pasting on to the owner.
func (p *Popup) TypedShortcut(s fyne.Shortcut) {
	if o, ok := p.owner.(fyne.Shortcutable); ok {
		o.TypedShortcut(s)
	}
}

// KeyDown hands Shift on to the owner, which selects with it.
func (p *Popup) KeyDown(ev *fyne.KeyEvent) {
	if o, ok := p.owner.(desktop.Keyable); ok {
		o.KeyDown(ev)
	}
}

// KeyUp hands Shift on to the owner.
func (p *Popup) KeyUp(ev *fyne.KeyEvent) {
	if o, ok := p.owner.(desktop.Keyable); ok {
		o.KeyUp(ev)
	}
}

const (
	popupPad    float32 = 4
	popupHeight float32 = 320
	popupMargin float32 = 8
)

// box is where the panel goes in a window of that size.
func (p *Popup) box(window fyne.Size) (fyne.Position, fyne.Size) {
	anchor, owner := p.at, fyne.Size{}
	if !p.atPoint {
		anchor, owner = absolute(p.owner), p.owner.Size()
	}
	size := p.panelSize(owner, window)
	x := anchor.X
	if p.AlignRight {
		x += owner.Width - size.Width
	}
	x = max(min(x, window.Width-size.Width-popupMargin), popupMargin)
	below := window.Height - popupMargin - (anchor.Y + owner.Height + 2)
	above := anchor.Y - 2 - popupMargin
	y := anchor.Y + owner.Height + 2
	if size.Height > below && above > below {
		size.Height = min(size.Height, above)
		y = anchor.Y - 2 - size.Height
	}
	size.Height = min(size.Height, max(window.Height-popupMargin-y, 0))
	return fyne.NewPos(floor(x), floor(y)), size
}

func (p *Popup) panelSize(owner, window fyne.Size) fyne.Size {
	size := p.content.MinSize()
	if p.wanted != nil {
		size = p.wanted()
	}
	size = size.AddWidthHeight(2*popupPad, 2*popupPad)
	size.Width = min(max(size.Width, pick(p.slim, 0, owner.Width), p.Width), window.Width-2*popupMargin)
	size.Height = min(size.Height, pick(p.MaxHeight > 0, p.MaxHeight, popupHeight), window.Height-2*popupMargin)
	return size
}

// CreateRenderer is called by Fyne.
func (p *Popup) CreateRenderer() fyne.WidgetRenderer {
	return newSketch(p, func() fyne.Size { return fyne.Size{} }, func(size fyne.Size) {
		pos, box := p.box(size)
		place(p.panel, pos.X, pos.Y, box.Width, box.Height)
		place(p.tips, 0, 0, size.Width, size.Height)
	}, func() {}, p.panel, p.tips)
}

// popupPanel is the lifted box around the content; it swallows clicks.
type popupPanel struct {
	widget.BaseWidget

	content fyne.CanvasObject
}

func newPopupPanel(content fyne.CanvasObject) *popupPanel {
	p := &popupPanel{content: content}
	p.ExtendBaseWidget(p)
	return p
}

// Tapped swallows clicks between the controls.
func (p *popupPanel) Tapped(*fyne.PointEvent) {}

// TappedSecondary swallows clicks between the controls.
func (p *popupPanel) TappedSecondary(*fyne.PointEvent) {}

// CreateRenderer is called by Fyne.
func (p *popupPanel) CreateRenderer() fyne.WidgetRenderer {
	box := newFrame(radiusCard)
	return newSketch(p, func() fyne.Size {
		return p.content.MinSize().AddWidthHeight(2*popupPad, 2*popupPad)
	}, func(size fyne.Size) {
		box.layout(fyne.Position{}, size)
		place(p.content, popupPad, popupPad, size.Width-2*popupPad, size.Height-2*popupPad)
	}, func() {
		box.set(C(Surface), C(Line2), 1, false)
		box.edge.Shadow = lifted()
	}, append(box.objects(), p.content)...)
}

// showChoices opens a list below the owner; picked gets the index of the row, after the popup has gone.
func showChoices(owner fyne.CanvasObject, choices []choice, current int, tall bool, picked func(int)) (*Popup, *choiceList) {
	p, list := newChoicePopup(owner, tall, picked)
	list.set(choices, current)
	p.Show()
	list.moveTo(current, 1)
	return p, list
}

func newChoicePopup(owner fyne.CanvasObject, tall bool, picked func(int)) (*Popup, *choiceList) {
	var p *Popup
	list := newChoiceList(tall, func(i int) {
		p.Close()
		picked(i)
	})
	p = NewPopup(owner, list)
	p.Keys = list.typedKey
	p.wanted = func() fyne.Size { return fyne.NewSize(min(list.widest(), 420), list.fullHeight()) }
	return p, list
}
