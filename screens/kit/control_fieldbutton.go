package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// FieldButton looks like an empty field with an icon and a key hint, and acts like a button: the door to a palette.
type FieldButton struct {
	control

	icon string
	word string
	hint *KeyHint
	do   func()
}

// NewFieldButton makes a field button; keys "" leaves the hint out.
func NewFieldButton(icon, word, keys string, do func()) *FieldButton {
	f := &FieldButton{icon: icon, word: word, do: do}
	if keys != "" {
		f.hint = NewKeyHint(keys)
	}
	f.extend(f)
	return f
}

// Tapped does what the button is for.
func (f *FieldButton) Tapped(*fyne.PointEvent) {
	TipLeave(f)
	f.do()
}

// TypedKey does it at Enter and Space.
func (f *FieldButton) TypedKey(ev *fyne.KeyEvent) {
	f.keyed()
	if isPress(ev) {
		f.do()
		return
	}
	RouteKey(ev)
}

// CreateRenderer is called by Fyne.
func (f *FieldButton) CreateRenderer() fyne.WidgetRenderer {
	box := newFrame(radiusControl)
	icon := &canvas.Image{}
	word := canvas.NewText("", color.Black)
	objects := append(box.objects(), icon, word)
	hintWidth := float32(0)
	if f.hint != nil {
		objects = append(objects, f.hint)
		hintWidth = f.hint.MinSize().Width + 8
	}
	paint := func() {
		edge := C(Line2)
		if f.hot() {
			edge = C(Text3)
		}
		box.set(C(Surface), edge, 1, f.ringed())
		setIcon(icon, f.icon, Text3)
		word.Color, word.TextSize = C(Text3), Body.Size()
	}
	lay := func(size fyne.Size) {
		box.layout(fyne.NewPos(0, 0), size)
		place(icon, 10, (size.Height-14)/2, 14, 14)
		word.Text = CutText(f.word, Body, size.Width-34-hintWidth-6)
		place(word, 33, (size.Height-Body.Line())/2, size.Width-34-hintWidth, Body.Line())
		if f.hint != nil {
			m := f.hint.MinSize()
			place(f.hint, size.Width-m.Width-8, (size.Height-m.Height)/2, m.Width, m.Height)
		}
	}
	return newSketch(f, func() fyne.Size { return fyne.NewSize(120, ControlHeight) }, lay, paint, objects...)
}
