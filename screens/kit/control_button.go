package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
)

// ButtonKind is how much a button stands out.
type ButtonKind int

// Kinds of buttons.
const (
	Plain   ButtonKind = iota // a line around it
	Primary                   // the one thing to do here
	Soft                      // the second best
	Ghost                     // no more than a word
	Danger                    // takes something away
)

// Button is pressed by click, Enter and Space.
type Button struct {
	control

	kind     ButtonKind
	label    string
	icon     string
	trailing string
	height   float32
	leading  bool // the word stands at the left instead of in the middle
	onTap    func()
	onDown   func() // called at mouse down, before the keyboard leaves another widget
}

// NewButton makes a button 32 high.
func NewButton(kind ButtonKind, label string, onTap func()) *Button {
	b := &Button{kind: kind, label: label, onTap: onTap, height: ControlHeight}
	b.extend(b)
	return b
}

// NewIconButton makes a square ghost button that shows an icon alone and explains itself with a tip.
func NewIconButton(icon, tip string, onTap func()) *Button {
	b := NewButton(Ghost, "", onTap).WithIcon(icon)
	b.tip = tip
	return b
}

// WithIcon sets the icon before the word and returns the button.
func (b *Button) WithIcon(name string) *Button {
	b.icon = name
	return b
}

// WithTrailing sets the icon behind the word and returns the button.
func (b *Button) WithTrailing(name string) *Button {
	b.trailing = name
	return b
}

// WithTip sets the tooltip and returns the button.
func (b *Button) WithTip(tip string) *Button {
	b.tip = tip
	return b
}

// Sized sets the height (ControlSmall, ControlHeight, ControlLarge) and returns the button.
func (b *Button) Sized(height float32) *Button {
	b.height = height
	return b
}

// Leading stands icon and word at the left of the button, for lists of places, and returns the button.
func (b *Button) Leading() *Button {
	b.leading = true
	return b
}

// SetLabel changes the word.
func (b *Button) SetLabel(s string) {
	b.label = s
	b.Refresh()
}

// Label is the word on the button.
func (b *Button) Label() string { return b.label }

// SetIcon changes the icon before the word.
func (b *Button) SetIcon(name string) {
	b.icon = name
	b.Refresh()
}

// SetKind changes how much the button stands out.
func (b *Button) SetKind(k ButtonKind) {
	b.kind = k
	b.Refresh()
}

// SetOnTap changes what the button does.
func (b *Button) SetOnTap(f func()) { b.onTap = f }

// SetEnabled enables or disables the button.
func (b *Button) SetEnabled(on bool) {
	if on {
		b.Enable()
	} else {
		b.Disable()
	}
}

// AccessibilityLabel is the word on the button, or its tip.
func (b *Button) AccessibilityLabel() string {
	if b.label == "" {
		return b.tip
	}
	return b.label
}

// AccessibilityRole is that of a button.
func (b *Button) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// Tapped presses the button; ev may be nil.
func (b *Button) Tapped(*fyne.PointEvent) {
	if b.Disabled() {
		return
	}
	TipLeave(b)
	b.takeFocus()
	b.press()
}

func (b *Button) press() {
	if b.onTap != nil && !b.Disabled() {
		b.onTap()
	}
}

// TypedKey presses the button at Enter and Space.
func (b *Button) TypedKey(ev *fyne.KeyEvent) {
	b.keyed()
	if isPress(ev) {
		b.press()
		return
	}
	RouteKey(ev)
}

// MouseDown is called when a mouse button goes down.
func (b *Button) MouseDown(*desktop.MouseEvent) {
	TipLeave(b)
	if b.onDown != nil && !b.Disabled() {
		b.onDown()
	}
}

// MouseUp is called when a mouse button goes up.
func (b *Button) MouseUp(*desktop.MouseEvent) {}

func (b *Button) style() Style {
	s := Body
	if b.height <= ControlSmall {
		s = Dense
	}
	if b.kind == Primary || b.kind == Soft {
		s |= Bold
	}
	return s
}

// padding is the room at each side of the word.
func (b *Button) padding() float32 {
	switch {
	case b.height <= ControlSmall:
		return 9
	case b.height >= ControlLarge:
		return 20
	}
	return 13
}

func (b *Button) iconSide() float32 {
	if b.height <= ControlSmall {
		return 12
	}
	return 16
}

func (b *Button) minSize() fyne.Size {
	if b.label == "" {
		return fyne.NewSize(b.height, b.height)
	}
	return fyne.NewSize(b.contentWidth()+2*b.padding(), b.height)
}

func (b *Button) contentWidth() float32 {
	w := b.style().Width(b.label)
	for _, icon := range []string{b.icon, b.trailing} {
		if icon == "" {
			continue
		}
		if w > 0 {
			w += b.iconGap()
		}
		w += b.iconSide()
	}
	return w
}

func (b *Button) iconGap() float32 {
	if b.height <= ControlSmall {
		return 5
	}
	return 9
}

// buttonLook are the colours of one state; edge nil means no border.
type buttonLook struct {
	face, edge color.Color
	ink        Token
}

func (b *Button) look() buttonLook {
	hot := b.hot()
	switch {
	case b.Disabled() && b.kind == Ghost:
		return buttonLook{ink: Text3}
	case b.Disabled():
		return buttonLook{C(Sunken), C(Line), Text3}
	}
	switch b.kind {
	case Primary:
		return buttonLook{pick(hot, blend(C(AccentFill), C(Text), 0.18), C(AccentFill)), nil, OnAccent}
	case Soft:
		return buttonLook{pick(hot, blend(C(AccentSoft), C(AccentLine), 0.5), C(AccentSoft)), nil, Accent}
	case Ghost:
		return buttonLook{pick(hot, C(Track), nil), nil, Text2}
	case Danger:
		return buttonLook{pick(hot, C(RedSoft), C(Surface)), C(RedFill), Red}
	}
	return buttonLook{pick(hot, C(Sunken), C(Surface)), C(Line2), Text}
}

func pick[T any](first bool, a, b T) T {
	if first {
		return a
	}
	return b
}

// CreateRenderer is called by Fyne.
func (b *Button) CreateRenderer() fyne.WidgetRenderer {
	box, word := newFrame(radiusControl), &canvas.Text{}
	lead, trail := canvas.NewImageFromResource(nil), canvas.NewImageFromResource(nil)
	return newSketch(b, b.minSize, func(size fyne.Size) {
		box.layout(fyne.Position{}, size)
		b.layoutContent(size, lead, word, trail)
	}, func() {
		look := b.look()
		face, edge := look.face, look.edge
		if b.ringed() {
			edge = C(Accent)
			if face == nil {
				face = C(Surface)
			}
		}
		box.set(face, edge, 1, b.ringed())
		word.Color = C(look.ink)
		b.style().dress(word)
		setIcon(lead, b.icon, look.ink)
		setIcon(trail, b.trailing, look.ink)
	}, append(box.objects(), lead, word, trail)...)
}

// layoutContent centres icon, word and trailing icon; the word is cut when there is no room.
func (b *Button) layoutContent(size fyne.Size, lead *canvas.Image, word *canvas.Text, trail *canvas.Image) {
	side, gap, style := b.iconSide(), b.iconGap(), b.style()
	room := size.Width - 2*min(b.padding(), 6)
	x := floor(max((size.Width-b.contentWidth())/2, min(b.padding(), 6)))
	if b.leading {
		x = floor(b.padding())
	}
	y := floor((size.Height - side) / 2)
	if b.icon != "" {
		place(lead, x, y, side, side)
		x += side + gap
		room -= side + gap
	}
	if b.trailing != "" {
		room -= side + gap
	}
	word.Text = CutText(b.label, style, room+0.5)
	w := style.Width(word.Text)
	place(word, x, 0, w, size.Height)
	if b.trailing != "" {
		place(trail, x+w+gap, y, side, side)
	}
}
