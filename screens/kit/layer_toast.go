package kit

import (
	"image/color"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Times of the toast (look.md §8).
const (
	toastStay = 6 * time.Second
	toastIn   = 160 * time.Millisecond
	toastOut  = 120 * time.Millisecond
)

// lifted is the shadow of things that lie above the window: a toast, a popup, a dragged card.
func lifted() canvas.Shadow {
	alpha := uint8(0x38)
	if Dark() {
		alpha = 0x99
	}
	return canvas.Shadow{Color: color.NRGBA{A: alpha}, BlurRadius: 24, Offset: fyne.NewPos(0, 8)}
}

// lying is the faint shadow of a card.
func lying() canvas.Shadow {
	alpha := uint8(0x0F)
	if Dark() {
		alpha = 0x4D
	}
	return canvas.Shadow{Color: color.NRGBA{A: alpha}, BlurRadius: 2, Offset: fyne.NewPos(0, 1)}
}

// Toast is a message at the foot of the window that goes by itself.
type Toast struct {
	// Icon is the name of an icon in the colour IconToken; "" shows none.
	Icon      string
	IconToken Token
	// Sentence says what happened.
	Sentence string
	// Action is the word on the button, "Отменить"; "" shows no button.
	Action string
	// OnAction is called when the button is pressed; the toast goes.
	OnAction func()
	// CloseTip is the tooltip of the closing cross.
	CloseTip string
	// Stays keeps the message until it is hidden, closed or another comes.
	Stays bool
}

// ShowToast shows the message for 6 seconds, longer while the pointer rests on it; the message before it goes. hide takes
// this message away, and leaves one that has come after it.
func ShowToast(t Toast) (hide func()) {
	if ground == nil {
		return func() {}
	}
	toasts := ground.toasts
	toasts.show(t)
	box := toasts.box
	return func() {
		if toasts.box == box {
			toasts.hide()
		}
	}
}

// HideToast takes the message away.
func HideToast() {
	if ground != nil {
		ground.toasts.hide()
	}
}

// ToastShown is the sentence now shown, "" when there is none.
func ToastShown() string {
	if ground == nil || ground.toasts.box == nil {
		return ""
	}
	return ground.toasts.box.toast.Sentence
}

// KeepFootClear tells how much at the bottom of the window the messages leave free, in units; the foot of a list, with its
// count and its buttons, is left free in any case.
func KeepFootClear(height float32) {
	if ground != nil {
		ground.toasts.foot = height
		ground.toasts.Refresh()
	}
}

// toastLayer holds at most one toast at the bottom left, beside the rail and above the foot of a list: totals and the
// buttons of forms stand at the right and stay in sight.
type toastLayer struct {
	widget.BaseWidget

	foot float32 // what is left free at the bottom, in units
	box  *toastBox
	rise float32 // 0 hidden below, 1 in place
	anim *fyne.Animation
	stop func() bool
}

func newToastLayer() *toastLayer {
	l := &toastLayer{}
	l.ExtendBaseWidget(l)
	return l
}

func (l *toastLayer) show(t Toast) {
	l.halt()
	l.box = newToastBox(l, t)
	l.animate(0, 1, toastIn, fyne.AnimationEaseOut, nil)
	l.wait()
}

func (l *toastLayer) hide() {
	if l.box == nil {
		return
	}
	l.halt()
	box := l.box
	l.animate(1, 0, toastOut, fyne.AnimationEaseIn, func() {
		if l.box == box {
			l.box = nil
			l.Refresh()
		}
	})
}

func (l *toastLayer) halt() {
	if l.stop != nil {
		l.stop()
		l.stop = nil
	}
	if l.anim != nil {
		l.anim.Stop()
		l.anim = nil
	}
}

func (l *toastLayer) wait() {
	box := l.box
	if box.toast.Stays {
		return
	}
	l.stop = after(toastStay, func() {
		switch {
		case l.box != box:
		case box.underPointer():
			l.wait()
		default:
			l.hide()
		}
	})
}

func (l *toastLayer) hover(on bool) {
	if on && l.stop != nil {
		l.stop()
		l.stop = nil
	}
	if !on && l.box != nil && l.stop == nil {
		l.wait()
	}
}

// animate moves the toast; without animations it jumps.
func (l *toastLayer) animate(from, to float32, d time.Duration, curve fyne.AnimationCurve, end func()) {
	l.anim = glide(d, curve, func(share float32) {
		l.rise = from + (to-from)*share
		l.Refresh()
		if share == 1 && end != nil {
			end()
		}
	})
}

// glide runs an animation, or jumps to its end where the user has switched animations off.
func glide(d time.Duration, curve fyne.AnimationCurve, tick func(share float32)) *fyne.Animation {
	if app := fyne.CurrentApp(); app == nil || !app.Settings().ShowAnimations() {
		tick(1)
		return nil
	}
	a := &fyne.Animation{Duration: d, Curve: curve, Tick: tick}
	a.Start()
	return a
}

// CreateRenderer is called by Fyne.
func (l *toastLayer) CreateRenderer() fyne.WidgetRenderer {
	var s *sketch
	s = newSketch(l, func() fyne.Size { return fyne.Size{} }, func(size fyne.Size) {
		if l.box == nil {
			return
		}
		x := RailWidth + toastGap
		w := min(l.box.MinSize().Width, size.Width-x-toastGap)
		y := size.Height - (toastHeight+toastGap+max(l.foot, listFoot))*l.rise
		place(l.box, x, floor(y), w, toastHeight)
	}, func() {
		if s == nil {
			return
		}
		s.objects = nil
		if l.box != nil {
			s.objects = []fyne.CanvasObject{l.box}
		}
	})
	return s
}

// Height of a toast and its distance from the edges, in units.
const (
	toastHeight float32 = 48
	toastGap    float32 = 16
)

// listFoot is the height of the foot of a list with the padding of the window under it, in units.
const listFoot float32 = 46

// toastBox is the visible message.
type toastBox struct {
	widget.BaseWidget

	layer   *toastLayer
	toast   Toast
	hovered bool
	action  *Button
	close   *Button
}

func newToastBox(l *toastLayer, t Toast) *toastBox {
	b := &toastBox{layer: l, toast: t}
	b.action = NewButton(Soft, t.Action, func() {
		l.hide()
		if t.OnAction != nil {
			t.OnAction()
		}
	}).Sized(ControlSmall)
	b.action.Hidden = t.Action == ""
	b.close = NewIconButton("x", t.CloseTip, l.hide).Sized(ControlSmall)
	b.ExtendBaseWidget(b)
	return b
}

// MouseIn keeps the message while the pointer rests on it.
func (b *toastBox) MouseIn(*desktop.MouseEvent) {
	b.hovered = true
	b.layer.hover(true)
}

// underPointer tells whether the pointer is over the message or one of its buttons.
func (b *toastBox) underPointer() bool {
	return b.hovered || b.action.hovered || b.close.hovered
}

// MouseMoved is called when the pointer moves within.
func (b *toastBox) MouseMoved(*desktop.MouseEvent) {}

// MouseOut lets the message go again.
func (b *toastBox) MouseOut() {
	b.hovered = false
	b.layer.hover(false)
}

// Tapped keeps a click on the message from reaching what lies below.
func (b *toastBox) Tapped(*fyne.PointEvent) {}

// CreateRenderer is called by Fyne.
func (b *toastBox) CreateRenderer() fyne.WidgetRenderer {
	box, icon := newFrame(radiusCard), canvas.NewImageFromResource(nil)
	sentence := NewText(b.toast.Sentence, Body, Text).Shrinks()
	objects := append(box.objects(), icon, sentence, b.action, b.close)
	return newSketch(b, func() fyne.Size { return b.minSize(sentence) }, func(size fyne.Size) {
		box.layout(fyne.Position{}, size)
		x, right := float32(18), size.Width-11
		if b.toast.Icon != "" {
			place(icon, x, 16, 16, 16)
			x += 29
		}
		place(b.close, right-24, 12, 24, 24)
		right -= 24 + 12
		if b.action.Visible() {
			w := b.action.MinSize().Width
			place(b.action, right-w, 12, w, 24)
			right -= w + 16
		}
		place(sentence, x, 15, right-x, 18)
	}, func() {
		box.set(C(Surface), C(Line), 1, false)
		box.edge.Shadow = lifted()
		setIcon(icon, b.toast.Icon, b.toast.IconToken)
	}, objects...)
}

func (b *toastBox) minSize(sentence *Label) fyne.Size {
	w := 18 + Body.Width(sentence.Text()) + 16 + 24 + 11 + 12
	if b.toast.Icon != "" {
		w += 29
	}
	if b.action.Visible() {
		w += b.action.MinSize().Width + 16
	}
	return fyne.NewSize(w, toastHeight)
}
