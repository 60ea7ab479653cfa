package kit

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// paletteDelay is the pause in typing after which the palette searches.
const paletteDelay = 80 * time.Millisecond

// paletteLimit is the most results shown.
const paletteLimit = 50

// Result is one thing the palette found.
type Result struct {
	// Group is the heading it stands under; results of a group come one after another.
	Group string
	// Icon is the name of an icon in the colour IconToken.
	Icon      string
	IconToken Token
	// Title and Subtitle are its two lines.
	Title    string
	Subtitle string
	// Kind is the small word at the right.
	Kind string
	// Open is called when the result is picked, after the palette has gone.
	Open func()
}

// PaletteWords are the sentences the palette needs, already translated.
type PaletteWords struct {
	Placeholder string
	Nothing     string
	Failed      string
}

// Palette is the search over everything, Ctrl K: a line to type in and what it found below.
type Palette struct {
	widget.BaseWidget

	search func(ctx context.Context, q string) ([]Result, error)
	words  PaletteWords
	loader *Loader
	entry  *Entry
	list   *choiceList
	found  []Result
	rows   []int  // result of each row, -1 for headings
	foundQ string // what the list was found for
	fresh  bool   // a search has come back
	enter  bool   // Enter was pressed before the list had caught up
	tips   *tipLayer
	canvas fyne.Canvas
	keys   *keyFloor
}

// NewPalette makes a palette that searches through the loader; search gets "" when it opens.
func NewPalette(l *Loader, words PaletteWords, search func(ctx context.Context, q string) ([]Result, error)) *Palette {
	p := &Palette{search: search, words: words, loader: l, tips: newTipLayer()}
	p.entry = NewEntry(words.Placeholder).WithIcon("search")
	p.entry.OnEsc = p.Close
	p.entry.OnKey = p.key
	p.entry.OnType(func(string) {
		p.enter = false
		p.loader.Debounce("palette", paletteDelay, p.find)
	})
	p.list = newChoiceList(true, p.pick)
	p.ExtendBaseWidget(p)
	return p
}

// Show opens the palette over the program's window with an empty line.
func (p *Palette) Show() { p.ShowOn(windowCanvas()) }

// ShowOn opens the palette over the window of that canvas.
func (p *Palette) ShowOn(c fyne.Canvas) {
	if c == nil || p.canvas != nil {
		return
	}
	hideTip()
	p.canvas = c
	p.keys = pushKeys(p.stray)
	p.found, p.fresh, p.enter = nil, false, false
	p.list.set(nil, -1)
	p.entry.typed = nil
	p.entry.SetValue("")
	p.entry.typed = func(string) {
		p.enter = false
		p.loader.Debounce("palette", paletteDelay, p.find)
	}
	c.Overlays().Add(p)
	c.Focus(p.entry)
	p.find()
}

// Shown reports whether the palette is open.
func (p *Palette) Shown() bool { return p.canvas != nil }

// Close takes the palette away and drops a search under way.
func (p *Palette) Close() {
	if p.canvas == nil {
		return
	}
	hideTip()
	p.loader.Drop("palette")
	dropKeys(p.keys)
	p.canvas.Overlays().Remove(p)
	p.canvas = nil
}

// stray gets keys while nothing of the palette holds the keyboard.
func (p *Palette) stray(ev *fyne.KeyEvent) bool {
	if ev.Name == fyne.KeyEscape {
		p.Close()
		return true
	}
	return p.key(ev)
}

// key gives the keys to the list; Enter waits until the list has caught up with what was typed.
func (p *Palette) key(ev *fyne.KeyEvent) bool {
	if isEnter(ev) && p.foundQ != p.entry.Text && p.loader.Waiting("palette") {
		p.enter = true
		return true
	}
	return p.list.typedKey(ev)
}

func (p *Palette) find() {
	q := p.entry.Text
	Load(p.loader, "palette", func(ctx context.Context) ([]Result, error) { return p.search(ctx, q) },
		func(found []Result, err error) { p.show(q, found, err) })
}

func (p *Palette) show(q string, found []Result, err error) {
	if p.canvas == nil {
		return
	}
	p.found, p.foundQ, p.fresh = found[:min(len(found), paletteLimit)], q, true
	p.list.set(p.choices(err), 0)
	p.Refresh()
	if p.enter {
		p.enter = false
		p.list.pick(p.list.current)
	}
}

// choices are the rows of the list: a heading whenever the group changes.
func (p *Palette) choices(err error) []choice {
	p.rows = nil
	if err != nil || len(p.found) == 0 {
		p.rows = []int{-1}
		return []choice{{kind: choiceHead, title: pick(err != nil, p.words.Failed, p.words.Nothing)}}
	}
	var rows []choice
	group := ""
	for i, r := range p.found {
		if r.Group != "" && r.Group != group {
			group = r.Group
			rows = append(rows, choice{kind: choiceHead, title: group})
			p.rows = append(p.rows, -1)
		}
		rows = append(rows, choice{icon: r.Icon, iconToken: r.IconToken, title: r.Title, note: r.Subtitle, right: r.Kind})
		p.rows = append(p.rows, i)
	}
	return rows
}

func (p *Palette) pick(row int) {
	r := p.found[p.rows[row]]
	p.Close()
	if r.Open != nil {
		r.Open()
	}
}

func (p *Palette) tipLayer() *tipLayer { return p.tips }

// Tapped closes the palette: the click was outside the panel.
func (p *Palette) Tapped(*fyne.PointEvent) { p.Close() }

// MouseIn keeps hover from what lies below.
func (p *Palette) MouseIn(*desktop.MouseEvent) {}

// MouseMoved keeps hover from what lies below.
func (p *Palette) MouseMoved(*desktop.MouseEvent) {}

// MouseOut is called when the pointer leaves.
func (p *Palette) MouseOut() {}

// Measures of the palette, in units.
const (
	paletteWidth float32 = 600
	paletteTop   float32 = 72
	paletteEntry float32 = 32
)

// CreateRenderer is called by Fyne.
func (p *Palette) CreateRenderer() fyne.WidgetRenderer {
	veil := &canvas.Rectangle{}
	body := newPaletteBody(p)
	panel := newPopupPanel(body)
	return newSketch(p, func() fyne.Size { return fyne.Size{} }, func(size fyne.Size) {
		w := min(paletteWidth, size.Width-2*modalMargin)
		h := min(body.fullHeight()+2*popupPad, size.Height-paletteTop-modalMargin)
		place(veil, 0, 0, size.Width, size.Height)
		place(panel, floor((size.Width-w)/2), paletteTop, w, h)
		place(p.tips, 0, 0, size.Width, size.Height)
	}, func() { veil.FillColor = scrim() }, veil, panel, p.tips)
}

// paletteBody is the line and the list below it.
type paletteBody struct {
	widget.BaseWidget
	palette *Palette
}

func newPaletteBody(p *Palette) *paletteBody {
	b := &paletteBody{palette: p}
	b.ExtendBaseWidget(b)
	return b
}

func (b *paletteBody) fullHeight() float32 {
	h := paletteEntry + 8
	if b.palette.fresh {
		h += b.palette.list.fullHeight() + 4
	}
	return h
}

// CreateRenderer is called by Fyne.
func (b *paletteBody) CreateRenderer() fyne.WidgetRenderer {
	p := b.palette
	return newSketch(b, func() fyne.Size { return fyne.NewSize(200, paletteEntry+8) }, func(size fyne.Size) {
		place(p.entry, 4, 4, size.Width-8, paletteEntry)
		place(p.list, 4, paletteEntry+10, size.Width-8, size.Height-paletteEntry-12)
	}, func() {}, p.entry, p.list)
}
