package kit

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// tipDelay is how long the pointer rests before a tooltip is shown.
const tipDelay = 600 * time.Millisecond

// tipWidth is the widest a tooltip gets, in units.
const tipWidth float32 = 360

// Tipper is a widget that has something to say about itself when the pointer rests on it; "" says nothing.
type Tipper interface {
	Tip() string
}

// tipWatch follows the pointer: whom it rests on, and what is shown.
type tipWatch struct {
	owner fyne.CanvasObject
	at    fyne.Position
	stop  func() bool
	host  *tipLayer
	shown string
}

var tipState tipWatch

// TipEnter tells that the pointer entered a widget; at is the pointer's place in the window.
func TipEnter(owner fyne.CanvasObject, at fyne.Position) {
	hideTip()
	tipState.owner, tipState.at = owner, at
	scheduleTip()
}

// TipMove tells that the pointer moved within the widget. A widget with several tips may call it at each move.
func TipMove(owner fyne.CanvasObject, at fyne.Position) {
	if tipState.owner != owner {
		TipEnter(owner, at)
		return
	}
	tipState.at = at
	if tipState.host != nil && tipOf(owner) == tipState.shown {
		return
	}
	hideTip()
	tipState.owner = owner
	scheduleTip()
}

// TipLeave tells that the pointer left the widget, or that the widget was pressed.
func TipLeave(owner fyne.CanvasObject) {
	if tipState.owner == owner {
		hideTip()
	}
}

func tipOf(o fyne.CanvasObject) string {
	if t, ok := o.(Tipper); ok {
		return t.Tip()
	}
	return ""
}

func hideTip() {
	if tipState.stop != nil {
		tipState.stop()
	}
	if tipState.host != nil {
		tipState.host.hide()
	}
	tipState = tipWatch{at: tipState.at}
}

func scheduleTip() {
	if tipOf(tipState.owner) == "" {
		return
	}
	owner := tipState.owner
	tipState.stop = after(tipDelay, func() {
		if tipState.owner == owner {
			showTip(owner)
		}
	})
}

func showTip(owner fyne.CanvasObject) {
	text, host := tipOf(owner), tipHost(owner)
	if text == "" || host == nil {
		return
	}
	tipState.host, tipState.shown = host, text
	host.show(text, tipState.at)
}

// tipHost is the tooltip layer above the widget: that of the uppermost overlay, otherwise the window's.
func tipHost(owner fyne.CanvasObject) *tipLayer {
	c := canvasOf(owner)
	if c == nil {
		return nil // the widget has gone meanwhile
	}
	if top := c.Overlays().Top(); top != nil {
		if o, ok := top.(interface{ tipLayer() *tipLayer }); ok {
			return o.tipLayer()
		}
		return nil
	}
	if ground != nil {
		return ground.tips
	}
	return nil
}

// tipLayer is where one tooltip is drawn. It takes no pointer events.
type tipLayer struct {
	widget.BaseWidget

	box  *frame
	text *Paragraph
	at   fyne.Position
	open bool
}

func newTipLayer() *tipLayer {
	t := &tipLayer{box: newFrame(radiusControl), text: NewWrap("", Dense, Text, 12)}
	t.ExtendBaseWidget(t)
	return t
}

func (t *tipLayer) show(text string, at fyne.Position) {
	t.open, t.at = true, at
	t.text.SetText(text)
	t.Refresh()
}

func (t *tipLayer) hide() {
	if t.open {
		t.open = false
		t.Refresh()
	}
}

// CreateRenderer is called by Fyne.
func (t *tipLayer) CreateRenderer() fyne.WidgetRenderer {
	objects := append(t.box.objects(), t.text)
	return newSketch(t, func() fyne.Size { return fyne.Size{} }, func(size fyne.Size) {
		w := min(Dense.Width(t.text.Text())+1, tipWidth)
		h := t.text.HeightAt(w)
		pos := tipPlace(t.at, fyne.NewSize(w+16, h+10), size)
		t.box.layout(pos, fyne.NewSize(w+16, h+10))
		place(t.text, pos.X+8, pos.Y+5, w, h)
	}, func() {
		t.box.set(C(Surface), C(Line2), 1, false)
		t.box.edge.Shadow = lifted()
		for _, o := range objects[1:] {
			toggle(o, t.open)
		}
	}, objects...)
}

// tipPlace puts the box below the pointer, or above it near the lower edge, and within the window.
func tipPlace(at fyne.Position, box, window fyne.Size) fyne.Position {
	x := max(min(at.X+2, window.Width-box.Width-8), 8)
	y := at.Y + 20
	if y+box.Height > window.Height-4 {
		y = max(at.Y-box.Height-6, 4)
	}
	return fyne.NewPos(floor(x), floor(y))
}
