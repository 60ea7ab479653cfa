package kit

import (
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// BoardCard is what a board shows as a card; its key stays the same through reloads.
type BoardCard interface {
	Key() int64
}

// Heights of a card, in units: with two lines of note, and with one.
const (
	CardTall float32 = 100
	CardLow  float32 = 84
)

// Where the lines of a card are: the middle of each, in units from the upper edge.
const (
	cardTitleY = 15
	cardSignsY = 33
	cardPairY  = 52
	cardNoteY  = 70
	cardLead   = 15
	cardLeft   = 10
	cardRight  = 8
)

// CardFace is the pooled face of a card: a coloured edge, a bold title with a flag, a line of signs left and
// right, a pair of captions, and a note of one or two lines. A face drawn anew shows nothing of its former card.
type CardFace struct {
	box     *fyne.Container
	parts   []fyne.CanvasObject // what the box shows unless the card has a picture
	still   *canvas.Image       // of the card as it is, while another one is carried
	lifted  *canvas.Rectangle   // casts the shadow of a card in the hand
	ground  *tile
	strip   color.Color // at the left edge, nil without
	title   *canvas.Text
	pair    [2]*canvas.Text
	note    [2]*canvas.Text
	flag    *Cell
	signs   [2]*Cell
	size    fyne.Size
	name    string
	flagged bool
	tip     string
	cut     []string // texts that had no room

	index int
	key   int64
	state faceState
	bound bool
}

type faceState int

const (
	faceAbsent  faceState = iota // the card is still being read
	faceShown                    // an ordinary card
	faceCarried                  // the place a carried card came from
)

func newCardFace() *CardFace {
	f := &CardFace{
		lifted: &canvas.Rectangle{CornerRadius: radiusControl}, ground: newTile(),
		title: &canvas.Text{}, pair: [2]*canvas.Text{{}, {}}, note: [2]*canvas.Text{{}, {}},
		flag: newCell(), signs: [2]*Cell{newCell(), newCell()},
	}
	f.lifted.Hide()
	f.parts = []fyne.CanvasObject{
		f.lifted, f.ground.img, f.title, f.pair[0], f.pair[1], f.note[0], f.note[1],
		f.signs[0].box, f.signs[1].box, f.flag.box,
	}
	f.box = &fyne.Container{Objects: f.parts}
	return f
}

// begin empties the face and opens it for drawing.
func (f *CardFace) begin(size fyne.Size) {
	f.enliven()
	f.size, f.name, f.flagged = size, "", false
	f.tip, f.cut, f.strip = "", f.cut[:0], nil
	f.box.Resize(size)
	for _, o := range []fyne.CanvasObject{f.title, f.pair[0], f.pair[1], f.note[0], f.note[1]} {
		toggle(o, false)
	}
	line := fyne.NewSize(f.inside(), 18)
	f.signs[0].begin(line, fyne.TextAlignLeading)
	f.signs[1].begin(line, fyne.TextAlignTrailing)
	f.flag.begin(line, fyne.TextAlignTrailing)
}

// end lays out what depends on the whole: the title leaves room for the flag.
func (f *CardFace) end() {
	for _, c := range f.signs {
		c.box.Move(fyne.NewPos(cardLeft, cardSignsY-9))
		c.end()
	}
	f.flag.box.Move(fyne.NewPos(cardLeft, cardTitleY-10))
	room := f.inside()
	if f.flagged {
		room -= f.flag.pen + 4
	}
	f.flag.end()
	if f.name != "" {
		f.line(f.title, Ink{f.name, Text, Dense | Bold}, cardLeft, cardTitleY, room)
	}
}

func (f *CardFace) inside() float32 { return max(0, f.size.Width-cardLeft-cardRight) }

// Edge colours the strip at the left edge.
func (f *CardFace) Edge(t Token) { f.strip = C(t) }

// Title sets the bold first line.
func (f *CardFace) Title(s string) { f.name = s }

// Flag sets a small sign in the upper right corner: an icon and a few characters.
func (f *CardFace) Flag(icon, s string, t Token) {
	f.flagged = true
	if icon != "" {
		f.flag.Icon(icon, t, 12)
		f.flag.Gap(1)
	}
	f.flag.Small(s, t, false)
}

// Left is the left half of the line of signs under the title. It has the room that Right, drawn before it, left over.
func (f *CardFace) Left() *Cell {
	if taken := f.signs[1].pen; taken > 0 {
		f.signs[0].size.Width = max(0, f.inside()-taken-6)
	}
	return f.signs[0]
}

// Right is the right half of the line of signs; what is drawn ends at the right edge.
func (f *CardFace) Right() *Cell { return f.signs[1] }

// Pair writes two captions on one line, one at each edge; the right one keeps its room.
func (f *CardFace) Pair(left, right Ink) {
	room := f.inside()
	if right.S != "" {
		w := min(right.Style.Width(right.S), room)
		f.line(f.pair[1], right, f.size.Width-cardRight-w, cardPairY, w)
		room -= w + 6
	}
	if left.S != "" {
		f.line(f.pair[0], left, cardLeft, cardPairY, room)
	}
}

// PairShort is Pair with a shorter left text for where the left one has no room beside the right one: a sum cut short
// would tell another sum. Where not even that has room, the right one makes way. What is not shown is when the pointer
// rests on the card.
func (f *CardFace) PairShort(left Ink, short string, right Ink) {
	fits := func(s string) bool {
		return right.S == "" || left.Style.Width(s)+6+right.Style.Width(right.S) <= f.inside()
	}
	switch {
	case fits(left.S):
	case fits(short):
		f.cut = append(f.cut, left.S)
		left.S = short
	default:
		f.cut = append(f.cut, right.S)
		right = Ink{}
	}
	f.Pair(left, right)
}

// Note writes a text of 11 units by words on as many lines as the card has room for.
func (f *CardFace) Note(s string, t Token) {
	if s == "" {
		return
	}
	lines := 1
	if f.size.Height >= cardNoteY+cardLead+12 {
		lines = 2
	}
	broken := WrapText(s, Caption, f.inside(), lines)
	for i, l := range broken {
		f.line(f.note[i], Ink{l, t, Caption}, cardLeft, cardNoteY+float32(i)*cardLead, f.inside())
	}
	if last := broken[len(broken)-1]; strings.HasSuffix(last, "…") && !strings.HasSuffix(s, last) {
		f.cut = append(f.cut, s)
	}
}

// Tip sets the sentence shown when the pointer rests on the card; without one, texts that were cut are shown whole.
func (f *CardFace) Tip(s string) { f.tip = s }

func (f *CardFace) tipText() string {
	if f.tip != "" {
		return f.tip
	}
	return strings.Join(f.cut, "\n")
}

func (f *CardFace) line(t *canvas.Text, k Ink, x, y, room float32) {
	s := CutText(k.S, k.Style, floor(room)+1)
	if s != k.S {
		f.cut = append(f.cut, k.S)
	}
	box := setInk(t, s, k.Style, C(k.T))
	t.Move(fyne.NewPos(roundUnit(x), floor(y-box.Height/2)))
	toggle(t, true)
}

// frame draws the outline and the fill of the face.
func (f *CardFace) frame(fill, edge Token, width float32) {
	f.ground.radius, f.ground.line = radiusControl, width
	was := f.ground.look
	if f.ground.draw(f.size, C(fill), C(edge), f.strip); f.ground.look != was {
		f.enliven()
	}
}

// lift gives the face the shadow of a card in the hand.
func (f *CardFace) lift() {
	f.frame(Surface, Accent, 1)
	f.lifted.FillColor, f.lifted.Shadow = C(Accent), lifted()
	place(f.lifted, 0, 0, f.size.Width, f.size.Height)
	toggle(f.lifted, true)
	f.lifted.Refresh()
}

// drawAbsent draws the quiet bars of a card that is still being read.
func (f *CardFace) drawAbsent(size fyne.Size) {
	f.begin(size)
	f.signs[0].Block(f.inside()*0.6, 8, 4, Track)
	f.end()
	f.frame(Surface, Line, 1)
}

// drawCarried draws the outline that stays where a carried card was.
func (f *CardFace) drawCarried(size fyne.Size, word string) {
	f.begin(size)
	f.end()
	w := min(Caption.Width(word), f.inside())
	f.line(f.note[0], Ink{word, Text3, Caption}, (size.Width-w)/2, size.Height/2, w)
	f.frame(Well, Line2, 1)
}
