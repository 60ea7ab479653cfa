package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
)

// tall is something whose height depends on the width it gets: wrapped text, flowing chips and what holds them.
type tall interface {
	HeightAt(width float32) float32
}

// tallLayout is a layout that can tell the height of its objects at a width.
type tallLayout interface {
	heightOf(objects []fyne.CanvasObject, width float32) float32
}

// HeightAt is the height an object needs when it is width units wide.
func HeightAt(o fyne.CanvasObject, width float32) float32 {
	switch v := o.(type) {
	case tall:
		return v.HeightAt(width)
	case *fyne.Container:
		if l, ok := v.Layout.(tallLayout); ok {
			return l.heightOf(v.Objects, width)
		}
	}
	return o.MinSize().Height
}

func shown(objects []fyne.CanvasObject) []fyne.CanvasObject {
	visible := make([]fyne.CanvasObject, 0, len(objects))
	for _, o := range objects {
		if o.Visible() {
			visible = append(visible, o)
		}
	}
	return visible
}

// Spacer takes the room left over in a row or a column.
func Spacer() fyne.CanvasObject { return layout.NewSpacer() }

func isSpacer(o fyne.CanvasObject) bool {
	s, ok := o.(layout.SpacerObject)
	return ok && (s.ExpandHorizontal() || s.ExpandVertical())
}

// Grow marks an object to take the spare width of its HBox, or the spare height of its VBox; several share equally.
func Grow(o fyne.CanvasObject) fyne.CanvasObject {
	return container.New(&growLayout{}, o)
}

type growLayout struct{}

func (growLayout) MinSize(o []fyne.CanvasObject) fyne.Size { return o[0].MinSize() }
func (growLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	place(o[0], 0, 0, size.Width, size.Height)
}
func (growLayout) heightOf(o []fyne.CanvasObject, w float32) float32 { return HeightAt(o[0], w) }

func grows(o fyne.CanvasObject) bool {
	if isSpacer(o) {
		return true
	}
	c, ok := o.(*fyne.Container)
	if !ok {
		return false
	}
	_, ok = c.Layout.(*growLayout)
	return ok
}

// rowLayout puts objects side by side; centred keeps their heights and centres them, otherwise they fill the row.
type rowLayout struct {
	gap     float32
	centred bool
}

// HBox puts objects side by side, gap units apart, each centred at its own height.
func HBox(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&rowLayout{gap: gap, centred: true}, objects...)
}

// HFill puts objects side by side, gap units apart, each as high as the row.
func HFill(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&rowLayout{gap: gap}, objects...)
}

// widths shares the width out: everyone gets its smallest width, growers share what is left.
func (l *rowLayout) widths(objects []fyne.CanvasObject, width float32) []float32 {
	w := make([]float32, len(objects))
	used, growers := l.gap*float32(max(len(objects)-1, 0)), 0
	for i, o := range objects {
		w[i] = o.MinSize().Width
		used += w[i]
		if grows(o) {
			growers++
		}
	}
	for i, o := range objects {
		if grows(o) && width > used {
			w[i] += (width - used) / float32(growers)
		}
	}
	return w
}

func (l *rowLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return leastBeside(objects, l.gap)
}

// leastBeside is the least size of what is visible of some objects that stand beside one another.
func leastBeside(objects []fyne.CanvasObject, gap float32) fyne.Size {
	var size fyne.Size
	visible := shown(objects)
	for _, o := range visible {
		m := o.MinSize()
		size.Width += m.Width
		size.Height = max(size.Height, m.Height)
	}
	size.Width += gap * float32(max(len(visible)-1, 0))
	return size
}

func (l *rowLayout) heightOf(objects []fyne.CanvasObject, width float32) float32 {
	visible, h := shown(objects), float32(0)
	for i, w := range l.widths(visible, width) {
		h = max(h, HeightAt(visible[i], w))
	}
	return h
}

func (l *rowLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	visible, x := shown(objects), float32(0)
	for i, w := range l.widths(visible, size.Width) {
		h, y := size.Height, float32(0)
		if l.centred {
			h = min(HeightAt(visible[i], w), size.Height)
			y = floor((size.Height - h) / 2)
		}
		place(visible[i], x, y, w, h)
		x += w + l.gap
	}
}

func floor(v float32) float32 { return float32(int(v)) }

type columnLayout struct{ gap float32 }

// VBox stacks objects, gap units apart, each as wide as the column and as high as it needs at that width.
func VBox(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&columnLayout{gap}, objects...)
}

func (l *columnLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	visible := shown(objects)
	for _, o := range visible {
		m := o.MinSize()
		size.Width = max(size.Width, m.Width)
		size.Height += m.Height
	}
	size.Height += l.gap * float32(max(len(visible)-1, 0))
	return size
}

func (l *columnLayout) heightOf(objects []fyne.CanvasObject, width float32) float32 {
	visible := shown(objects)
	h := l.gap * float32(max(len(visible)-1, 0))
	for _, o := range visible {
		h += HeightAt(o, width)
	}
	return h
}

func (l *columnLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	visible, growers := shown(objects), 0
	for _, o := range visible {
		if grows(o) {
			growers++
		}
	}
	spare := size.Height - l.heightOf(visible, size.Width)
	y := float32(0)
	for _, o := range visible {
		h := HeightAt(o, size.Width)
		if grows(o) && spare > 0 {
			h += spare / float32(growers)
		}
		place(o, 0, y, size.Width, h)
		y += h + l.gap
	}
}

type padLayout struct{ l, t, r, b float32 }

// Pad leaves room on the left, top, right and bottom of an object, in units; a hidden one takes none.
func Pad(o fyne.CanvasObject, l, t, r, b float32) *fyne.Container {
	return container.New(&padLayout{l, t, r, b}, o)
}

func (p *padLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	if !o[0].Visible() {
		return fyne.Size{}
	}
	return o[0].MinSize().AddWidthHeight(p.l+p.r, p.t+p.b)
}

func (p *padLayout) heightOf(o []fyne.CanvasObject, width float32) float32 {
	if !o[0].Visible() {
		return 0
	}
	return HeightAt(o[0], width-p.l-p.r) + p.t + p.b
}

func (p *padLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	place(o[0], p.l, p.t, size.Width-p.l-p.r, size.Height-p.t-p.b)
}

type fixedLayout struct {
	w, h  float32
	floor bool
}

// Fixed gives an object a size of its own, in units; 0 leaves that side to the object.
func Fixed(o fyne.CanvasObject, w, h float32) *fyne.Container {
	return container.New(&fixedLayout{w: w, h: h}, o)
}

// MinWidth keeps an object at least w units wide.
func MinWidth(o fyne.CanvasObject, w float32) *fyne.Container {
	return container.New(&fixedLayout{w: w, floor: true}, o)
}

func (f *fixedLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	size := o[0].MinSize()
	switch {
	case f.floor:
		size.Width = max(size.Width, f.w)
	case f.w > 0:
		size.Width = f.w
	}
	if f.h > 0 {
		size.Height = f.h
	}
	return size
}

func (f *fixedLayout) heightOf(o []fyne.CanvasObject, width float32) float32 {
	if f.h > 0 {
		return f.h
	}
	return HeightAt(o[0], width)
}

func (f *fixedLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	place(o[0], 0, 0, size.Width, size.Height)
}

// Center puts an object at its own size into the middle of the room it gets.
func Center(o fyne.CanvasObject) *fyne.Container { return container.New(&middleLayout{}, o) }

type middleLayout struct{}

func (middleLayout) MinSize(o []fyne.CanvasObject) fyne.Size { return o[0].MinSize() }
func (middleLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	w := min(o[0].MinSize().Width, size.Width)
	h := min(HeightAt(o[0], w), size.Height)
	place(o[0], floor((size.Width-w)/2), floor((size.Height-h)/2), w, h)
}

// Left keeps an object at its own width at the left of the room it gets.
func Left(o fyne.CanvasObject) *fyne.Container { return HBox(0, o, Spacer()) }

// Right keeps an object at its own width at the right of the room it gets.
func Right(o fyne.CanvasObject) *fyne.Container { return HBox(0, Spacer(), o) }

// Stack lays objects over each other, the last on top.
func Stack(objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(stackLayout{layout.NewStackLayout()}, objects...)
}

// stackLayout lays objects over each other and knows the height of the highest.
type stackLayout struct{ inner fyne.Layout }

func (l stackLayout) MinSize(o []fyne.CanvasObject) fyne.Size      { return l.inner.MinSize(o) }
func (l stackLayout) Layout(o []fyne.CanvasObject, size fyne.Size) { l.inner.Layout(o, size) }

func (stackLayout) heightOf(objects []fyne.CanvasObject, width float32) float32 {
	var high float32
	for _, o := range shown(objects) {
		high = max(high, HeightAt(o, width))
	}
	return high
}

type weightLayout struct {
	gap     float32
	weights []float32
}

// Columns shares the width out by weights, gap units between the columns; each column is as high as the row.
func Columns(gap float32, weights []float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&weightLayout{gap, weights}, objects...)
}

func (l *weightLayout) weight(i int) float32 {
	if i < len(l.weights) {
		return l.weights[i]
	}
	return 1
}

func (l *weightLayout) widths(n int, width float32) []float32 {
	total := float32(0)
	for i := 0; i < n; i++ {
		total += l.weight(i)
	}
	w := make([]float32, n)
	for i := range w {
		w[i] = (width - l.gap*float32(n-1)) * l.weight(i) / total
	}
	return w
}

func (l *weightLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return leastBeside(objects, l.gap)
}

func (l *weightLayout) heightOf(objects []fyne.CanvasObject, width float32) float32 {
	visible, h := shown(objects), float32(0)
	for i, w := range l.widths(len(visible), width) {
		h = max(h, HeightAt(visible[i], w))
	}
	return h
}

func (l *weightLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	visible, x := shown(objects), float32(0)
	for i, w := range l.widths(len(visible), size.Width) {
		place(visible[i], x, 0, w, size.Height)
		x += w + l.gap
	}
}

// flowLayout fills rows from left to right and starts a new row when one is full.
type flowLayout struct {
	gap  float32
	last float32 // width of the latest layout, for the smallest height
}

// Flow is a row that wraps: chips and tags, gap units apart both ways. Growers and spacers share what is left of
// their line.
func Flow(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&flowLayout{gap: gap}, objects...)
}

// arrange calls put with the box of each object and returns the height used.
func (l *flowLayout) arrange(objects []fyne.CanvasObject, width float32, put func(o fyne.CanvasObject, x, y, w, h float32)) float32 {
	y := float32(0)
	row := rowLayout{gap: l.gap}
	for rest := shown(objects); len(rest) > 0; {
		n := l.fitting(rest, width)
		x, high := float32(0), row.MinSize(rest[:n]).Height
		for i, w := range row.widths(rest[:n], width) {
			put(rest[i], x, y, min(w, max(width, 0)), rest[i].MinSize().Height)
			x += w + l.gap
		}
		y += high + l.gap
		rest = rest[n:]
	}
	return max(0, y-l.gap)
}

// fitting is how many of the objects, one at least, have room beside each other.
func (l *flowLayout) fitting(objects []fyne.CanvasObject, width float32) int {
	x := float32(0)
	for i, o := range objects {
		w := o.MinSize().Width
		if i > 0 && x+w > width {
			return i
		}
		x += w + l.gap
	}
	return len(objects)
}

func (l *flowLayout) heightOf(objects []fyne.CanvasObject, width float32) float32 {
	return l.arrange(objects, width, func(fyne.CanvasObject, float32, float32, float32, float32) {})
}

func (l *flowLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	w := float32(0)
	for _, o := range shown(objects) {
		w = max(w, o.MinSize().Width)
	}
	width := l.last
	if width == 0 {
		width = 1 << 20
	}
	return fyne.NewSize(w, l.heightOf(objects, width))
}

func (l *flowLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.last = size.Width
	l.arrange(objects, size.Width, func(o fyne.CanvasObject, x, y, w, h float32) { place(o, x, y, w, h) })
}
