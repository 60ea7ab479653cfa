package kit

import (
	"image/color"
	"math"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// Ink is a piece of text with its colour; the zero style is 13 units.
type Ink struct {
	S     string
	T     Token
	Style Style
}

// weighted adds Bold to a style if wanted.
func weighted(s Style, bold bool) Style {
	if bold {
		return s | Bold
	}
	return s
}

// Cell is a small palette of pooled drawings. A Draw function places things from left to right with a pen;
// in a right-aligned or centred column the finished run is shifted as a whole. A cell drawn anew shows
// nothing of what it showed before: things not asked for again are hidden.
type Cell struct {
	box   *fyne.Container
	size  fyne.Size
	align fyne.TextAlign
	pen   float32
	wide  float32 // what the run would take if nothing were cut
	run   []cellItem
	tip   string
	cut   []string // texts that had no room

	texts    []*canvas.Text
	blocks   []*canvas.Rectangle
	icons    map[cellIcon][]*canvas.Image
	objects  map[string][]fyne.CanvasObject
	usedText int
	usedRect int
	usedIcon map[cellIcon]int
	usedObj  map[string]int

	said *cellWords // where its words are collected in place of drawing
}

type cellItem struct {
	obj  fyne.CanvasObject
	x, y float32
}

type cellIcon struct {
	name string
	col  color.Color
	side float32
}

const cellIconsKept = 16 // distinct icons a recycled cell keeps rasterised

func newCell() *Cell {
	return &Cell{
		box: &fyne.Container{}, icons: map[cellIcon][]*canvas.Image{}, objects: map[string][]fyne.CanvasObject{},
		usedIcon: map[cellIcon]int{}, usedObj: map[string]int{},
	}
}

// begin empties the cell and opens it for drawing in the given inner size.
func (c *Cell) begin(size fyne.Size, align fyne.TextAlign) {
	c.size, c.align = size, align
	c.pen, c.wide = 0, 0
	c.run, c.cut, c.tip = c.run[:0], c.cut[:0], ""
	c.usedText, c.usedRect = 0, 0
	clear(c.usedIcon)
	clear(c.usedObj)
	if len(c.icons) > cellIconsKept {
		c.dropIcons()
	}
	c.box.Resize(size)
}

func (c *Cell) dropIcons() {
	for k, list := range c.icons {
		for _, img := range list {
			c.box.Objects = slices.DeleteFunc(c.box.Objects, func(o fyne.CanvasObject) bool { return o == img })
		}
		delete(c.icons, k)
	}
}

// end hides what was not asked for and shifts the run to its alignment.
func (c *Cell) end() {
	for _, t := range c.texts[c.usedText:] {
		toggle(t, false)
	}
	for _, r := range c.blocks[c.usedRect:] {
		toggle(r, false)
	}
	for k, list := range c.icons {
		for _, img := range list[min(c.usedIcon[k], len(list)):] {
			toggle(img, false)
		}
	}
	for k, list := range c.objects {
		for _, o := range list[min(c.usedObj[k], len(list)):] {
			toggle(o, false)
		}
	}
	shift := c.shift()
	for _, it := range c.run {
		it.obj.Move(fyne.NewPos(roundUnit(it.x+shift), roundUnit(it.y)))
		toggle(it.obj, true)
	}
}

func (c *Cell) shift() float32 {
	left := c.size.Width - c.pen
	switch {
	case left <= 0 || c.align == fyne.TextAlignLeading:
		return 0
	case c.align == fyne.TextAlignCenter:
		return left / 2
	}
	return left
}

// Width is the inner width of the cell, in units.
func (c *Cell) Width() float32 { return c.size.Width }

// Height is the height of the cell, in units.
func (c *Cell) Height() float32 { return c.size.Height }

// Rest is the width still free to the right of the pen, in units.
func (c *Cell) Rest() float32 { return max(0, c.size.Width-c.pen) }

// Gap moves the pen to the right by w units.
func (c *Cell) Gap(w float32) { c.move(w, w) }

// Tab moves the pen to x units from the left edge, so that things stand in columns inside the cell.
func (c *Cell) Tab(x float32) {
	c.pen = x
	c.wide = max(c.wide, x)
}

func (c *Cell) move(w, natural float32) {
	c.pen += w
	c.wide += natural
}

// Text writes one line of 12 units, cut to what is left of the cell.
func (c *Cell) Text(s string, t Token, bold bool) {
	c.Write(Ink{s, t, weighted(Dense, bold)}, c.Rest())
}

// Small writes one line of 11 units, cut to what is left of the cell.
func (c *Cell) Small(s string, t Token, bold bool) {
	c.Write(Ink{s, t, weighted(Caption, bold)}, c.Rest())
}

// Write writes one line cut to the given width, in units.
func (c *Cell) Write(k Ink, within float32) {
	w, natural := c.put(k, c.pen, c.size.Height/2, within)
	c.move(w, natural)
}

// Field writes one line that takes exactly w units, aligned as told, so that what follows stands in a column.
func (c *Cell) Field(k Ink, w float32, align fyne.TextAlign) {
	at := c.pen
	if align != fyne.TextAlignLeading {
		free := max(0, w-k.Style.Width(k.S))
		if align == fyne.TextAlignCenter {
			free /= 2
		}
		at += free
	}
	c.put(k, at, c.size.Height/2, w)
	c.move(w, w)
}

// TwoLine writes a bold line of 13 units over a quiet one of 11.
func (c *Cell) TwoLine(top, bottom string) {
	c.Lines(Ink{top, Text, Body | Bold}, Ink{bottom, Text3, Caption})
}

// Lines writes two lines, one over the other; a row too low for both shows the upper one.
func (c *Cell) Lines(top, bottom Ink) {
	if c.said != nil {
		c.said.add(top.S, ", ")
		c.said.add(bottom.S, ", ")
		return
	}
	if c.size.Height < 34 || bottom.S == "" {
		c.Write(top, c.Rest())
		return
	}
	mid, within := c.size.Height/2, c.Rest()
	w1, n1 := c.put(top, c.pen, mid-7, within)
	w2, n2 := c.put(bottom, c.pen, mid+8, within)
	if c.align == fyne.TextAlignTrailing {
		i := len(c.run)
		c.run[i-2].x += max(0, w2-w1)
		c.run[i-1].x += max(0, w1-w2)
	}
	c.move(max(w1, w2), max(n1, n2))
}

// Chip draws a pill of 20 units with an icon (empty name: none) and a word of 11.
func (c *Cell) Chip(text, icon string, fg, bg Token) {
	if c.said != nil {
		c.said.add(text, ", ")
		return
	}
	const pad, high = 8, 20
	mark := float32(0)
	if icon != "" {
		mark = 16
	}
	room := max(0, c.Rest()-2*pad-mark)
	word := Caption.Width(text)
	w := min(word, room) + 2*pad + mark
	y := (c.size.Height - high) / 2
	c.set(c.block(w, high, high/2, C(bg)), c.pen, y)
	if icon != "" {
		c.set(c.icon(icon, fg, 12), c.pen+pad-1, y+4)
	}
	c.put(Ink{text, fg, Caption}, c.pen+pad+mark, c.size.Height/2, room)
	c.move(w, word+2*pad+mark)
}

// Icon draws a line icon in a square of the given side, in units.
func (c *Cell) Icon(name string, t Token, side float32) {
	c.set(c.icon(name, t, side), c.pen, (c.size.Height-side)/2)
	c.move(side, side)
}

// Block draws a filled rectangle, in units; dots, bars and placeholders are made of it.
func (c *Cell) Block(w, h, radius float32, t Token) {
	c.set(c.block(w, h, radius, C(t)), c.pen, (c.size.Height-h)/2)
	c.move(w, w)
}

// Object places a pooled object of any kind at its minimal size: an object made earlier under the key is taken
// again, else it is made. The caller sets its whole state at every drawing.
func (c *Cell) Object(key string, makeObject func() fyne.CanvasObject) fyne.CanvasObject {
	n := c.usedObj[key]
	if n == len(c.objects[key]) {
		o := makeObject()
		c.objects[key] = append(c.objects[key], o)
		c.box.Objects = append(c.box.Objects, o)
	}
	o := c.objects[key][n]
	c.usedObj[key] = n + 1
	size := o.MinSize()
	o.Resize(size)
	c.set(o, c.pen, (c.size.Height-size.Height)/2)
	c.move(size.Width, size.Width)
	return o
}

// Tip sets the sentence shown when the pointer rests on the cell; without one, texts that were cut are shown whole.
func (c *Cell) Tip(s string) { c.tip = s }

func (c *Cell) tipText() string {
	if c.tip != "" {
		return c.tip
	}
	return strings.Join(c.cut, "\n")
}

// put writes a text with its middle at the height y; it tells the width taken and the width wanted.
func (c *Cell) put(k Ink, x, y, within float32) (taken, natural float32) {
	if c.said != nil {
		c.said.add(k.S, " ")
		return 0, 0
	}
	natural = k.Style.Width(k.S)
	s := k.S
	if natural > within+0.5 {
		s = CutText(k.S, k.Style, floor(within))
		c.cut = append(c.cut, k.S)
	}
	t := c.text()
	box := setInk(t, s, k.Style, C(k.T))
	c.set(t, x, y-box.Height/2)
	return box.Width, natural
}

func (c *Cell) set(o fyne.CanvasObject, x, y float32) { c.run = append(c.run, cellItem{o, x, y}) }

func (c *Cell) text() *canvas.Text {
	if c.usedText == len(c.texts) {
		t := &canvas.Text{}
		c.texts = append(c.texts, t)
		c.box.Objects = append(c.box.Objects, t)
	}
	c.usedText++
	return c.texts[c.usedText-1]
}

// block keeps the rectangles before everything else in the container, so that they lie under the texts.
func (c *Cell) block(w, h, radius float32, col color.Color) *canvas.Rectangle {
	if c.usedRect == len(c.blocks) {
		r := &canvas.Rectangle{}
		c.box.Objects = slices.Insert(c.box.Objects, len(c.blocks), fyne.CanvasObject(r))
		c.blocks = append(c.blocks, r)
	}
	r := c.blocks[c.usedRect]
	c.usedRect++
	r.Resize(fyne.NewSize(w, h))
	if r.FillColor != col || r.CornerRadius != radius {
		r.FillColor, r.CornerRadius = col, radius
		r.Refresh()
	}
	return r
}

// icon takes a picture already rasterised for the name, colour and side: decoding SVG at each recycling is dear.
func (c *Cell) icon(name string, t Token, side float32) *canvas.Image {
	k := cellIcon{name, C(t), side}
	n := c.usedIcon[k]
	if n == len(c.icons[k]) {
		img := NewIcon(name, t, side)
		c.icons[k] = append(c.icons[k], img)
		c.box.Objects = append(c.box.Objects, img)
	}
	c.usedIcon[k] = n + 1
	return c.icons[k][n]
}

// setInk gives a text all its properties and its own size, and redraws it only if something differs.
func setInk(t *canvas.Text, s string, style Style, col color.Color) fyne.Size {
	box := style.measure(s)
	t.Resize(box)
	if t.Text == s && t.TextSize == style.Size() && t.TextStyle == style.fyne() && t.Color == col {
		return box
	}
	t.Text, t.Color = s, col
	style.dress(t)
	t.Refresh()
	return box
}

// setFill recolours a rectangle and redraws it only if something differs.
func setFill(r *canvas.Rectangle, fill, stroke color.Color, width float32) {
	if r.FillColor == fill && r.StrokeColor == stroke && r.StrokeWidth == width {
		return
	}
	r.FillColor, r.StrokeColor, r.StrokeWidth = fill, stroke, width
	r.Refresh()
}

func roundUnit(v float32) float32 { return float32(math.Round(float64(v))) }
