package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// LadderGlyph is a row of rising bars: filled up to the present rung, outlined up to the highest one ever reached,
// grey above. It is as small as a table cell or as big as an empty screen, and stands on whole units.
type LadderGlyph struct {
	widget.BaseWidget

	rungs, now, highest int
	size                fyne.Size
	fill                Token

	bars  []*canvas.Rectangle
	edges [][3]*canvas.Rectangle // left, right and top of an outlined bar, made when first needed
	look  *sketch
}

// ladderFoot is the height of the lowest bar, in units.
const ladderFoot = 4

// NewLadderGlyph makes a ladder of so many rungs in a box of w × h units; 38 × 14 is the size of a table cell.
func NewLadderGlyph(rungs int, w, h float32) *LadderGlyph {
	l := &LadderGlyph{rungs: max(rungs, 1), size: fyne.NewSize(w, h), fill: Track}
	l.bars = make([]*canvas.Rectangle, l.rungs)
	l.edges = make([][3]*canvas.Rectangle, l.rungs)
	for i := range l.bars {
		l.bars[i] = &canvas.Rectangle{}
	}
	l.ExtendBaseWidget(l)
	return l
}

// Set shows the rungs 1…now filled and now+1…highest outlined, in the fill colour; 0 and 0 give an empty ladder.
func (l *LadderGlyph) Set(now, highest int, fill Token) {
	now = min(max(now, 0), l.rungs)
	highest = min(max(highest, now), l.rungs)
	if l.now == now && l.highest == highest && l.fill == fill {
		return
	}
	l.now, l.highest, l.fill = now, highest, fill
	l.Refresh()
}

// MinSize is the box given at birth.
func (l *LadderGlyph) MinSize() fyne.Size { return l.size }

// CreateRenderer is called by Fyne.
func (l *LadderGlyph) CreateRenderer() fyne.WidgetRenderer {
	objects := make([]fyne.CanvasObject, len(l.bars))
	for i, b := range l.bars {
		objects[i] = b
	}
	l.look = newSketch(l, l.MinSize, l.layout, l.paint, objects...)
	l.addEdges()
	return l.look
}

func (l *LadderGlyph) paint() {
	l.addEdges()
	wide, _ := l.pitch()
	for i, b := range l.bars {
		outlined := i >= l.now && i < l.highest
		figShow(b, !outlined)
		figPaint(b, C(l.colourOf(i)), l.radius(wide))
		for _, e := range l.edges[i] {
			if e != nil {
				figShow(e, outlined)
				figPaint(e, C(l.fill), 0)
			}
		}
	}
}

func (l *LadderGlyph) colourOf(i int) Token {
	if i < l.now {
		return l.fill
	}
	return Track
}

func (l *LadderGlyph) radius(wide float32) float32 {
	if wide >= 8 {
		return 2
	}
	return 1
}

// addEdges makes the outlines wanted so far; once made they stay, hidden or shown.
func (l *LadderGlyph) addEdges() {
	if l.look == nil {
		return
	}
	for i := l.now; i < l.highest; i++ {
		if l.edges[i][0] != nil {
			continue
		}
		for k := range l.edges[i] {
			l.edges[i][k] = &canvas.Rectangle{}
			l.look.objects = append(l.look.objects, l.edges[i][k])
		}
	}
}

// pitch is the width of a bar and the gap to the next one, in whole units.
func (l *LadderGlyph) pitch() (bar, gap float32) {
	n := float32(l.rungs)
	gap = max(1, float32(int(l.size.Width/n*0.28+0.999)))
	bar = max(2, float32(int((l.size.Width+gap)/n))-gap)
	return bar, gap
}

func (l *LadderGlyph) heightOf(i int) float32 {
	if l.rungs == 1 {
		return l.size.Height
	}
	share := float32(i) / float32(l.rungs-1)
	return figWhole(ladderFoot + (l.size.Height-ladderFoot)*share)
}

func (l *LadderGlyph) layout(fyne.Size) {
	bar, gap := l.pitch()
	for i, b := range l.bars {
		h := l.heightOf(i)
		x, y := float32(i)*(bar+gap), l.size.Height-h
		place(b, x, y, bar, h)
		if e := l.edges[i]; e[0] != nil {
			place(e[0], x, y, 1, h)
			place(e[1], x+bar-1, y, 1, h)
			place(e[2], x+1, y, bar-2, 1)
		}
	}
}
