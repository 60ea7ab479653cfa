package kit

import (
	"image"
	"image/color"
	"math"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// boardStills are pictures of columns and cards that stand for them while a card is carried. The toolkit paints the
// whole window anew at each step of the carried card; a board of hundreds of cards has thousands of drawings, which take
// a window drawn in software several frames' time. Only what lies as it was photographed is shown by its picture, so
// nothing looks different. Where painting is fast, none are taken.
//
// The pictures are cut out of a frame as it is being painted. So they are asked for at the end of one step and taken at
// the beginning of the next one, if the window has been painted between them: two drawings without a colour, one under
// the board and one over it, see the frame. A column changed meanwhile is left out.
type boardStills struct {
	slow    func(took time.Duration) bool
	able    func() bool                     // frames can be read here
	read    func(c fyne.Canvas) *image.RGBA // what has been painted of the frame so far, nil where that cannot be told
	under   *canvas.Raster
	over    *canvas.Raster
	asked   bool
	painted bool        // since they were asked for
	frame   *image.RGBA // as it was then
	begun   time.Time
	chosen  bool // it is settled whether this drag has pictures
	without bool
	scale   float32       // pixels of a unit
	corner  fyne.Position // of the board in the window
}

// boardSlow is how long the board may take to be painted without pictures: half of the time between two frames.
const boardSlow = 8 * time.Millisecond

// boardShade is how far the shadow of the carried card reaches, in units.
const boardShade = 36

func newBoardStills(b *Board) *boardStills {
	s := &boardStills{slow: func(took time.Duration) bool { return took > boardSlow }, read: readFrame, able: readable}
	s.under = newWitness(func() {
		finishPainting()
		s.begun = b.now()
	})
	s.over = newWitness(func() {
		finishPainting()
		s.painted, s.frame = true, nil
		if s.chosen || s.slow(b.now().Sub(s.begun)) {
			s.frame = s.read(canvasOf(b))
		}
	})
	return s
}

// newWitness makes a hidden drawing without a colour that calls seen in the middle of the first frame it is part of.
func newWitness(seen func()) *canvas.Raster {
	r := canvas.NewRaster(func(int, int) image.Image {
		seen()
		return image.Transparent
	})
	r.Resize(fyne.NewSquareSize(2))
	r.Hide()
	return r
}

// laneStill is the picture of a whole column.
type laneStill struct {
	img     *canvas.Image
	from    image.Point // its corner, from the pixel the column begins at
	off     float64     // as far as the column was scrolled
	version int
}

// stillEdge is how many pixels the soft edge of a column reaches beyond it.
const stillEdge = 2

// askStills asks for pictures of columns that lie still and have none.
func (b *Board) askStills() {
	s := b.stills
	wanted := b.drag != nil && !s.without && s.able() && b.wantStills()
	if wanted {
		for i, l := range b.lanes {
			l.posed = b.whole(i) && !l.stillValid()
		}
		s.painted = false
	}
	s.ask(wanted)
}

// ask puts the witnesses up or takes them away.
func (s *boardStills) ask(wanted bool) {
	if wanted == s.asked {
		return
	}
	s.asked = wanted
	for _, w := range []*canvas.Raster{s.under, s.over} {
		toggle(w, wanted)
		if wanted {
			w.Refresh()
		}
	}
}

// wantStills tells whether a column lies still without a picture.
func (b *Board) wantStills() bool {
	for i, l := range b.lanes {
		if b.whole(i) && !l.stillValid() && b.quiet(i) {
			return true
		}
	}
	return false
}

// whole tells whether a column is in view from side to side.
func (b *Board) whole(i int) bool {
	x := b.laneX(i)
	return x >= 0 && x+b.wide <= b.Size().Width
}

// quiet tells whether a column is neither aimed at nor under the carried card.
func (b *Board) quiet(i int) bool {
	l := b.lanes[i]
	return !l.target && l.gap < 0 && !b.shaded(l.box.Position(), l.box.Size())
}

// shaded tells whether the carried card or its shadow lies over a place of the board.
func (b *Board) shaded(at fyne.Position, size fyne.Size) bool {
	g, card := b.ghost.box.Position(), b.cardSize()
	return at.X < g.X+card.Width+boardShade && at.X+size.Width > g.X-boardShade &&
		at.Y < g.Y+card.Height+boardShade && at.Y+size.Height > g.Y-boardShade
}

// takeStills takes the pictures asked for if the board has been painted since.
func (b *Board) takeStills() {
	s := b.stills
	if !s.asked || !s.painted {
		return
	}
	s.ask(false)
	s.chosen, s.without = true, s.frame == nil || !b.shoot(s.frame)
	s.frame = nil
}

// shoot shows the columns that posed by their pictures, unless the frame does not show what it should.
func (b *Board) shoot(frame *image.RGBA) bool {
	c := canvasOf(b)
	b.stills.scale, b.stills.corner = pixelsOfUnit(c), absolute(b)
	for i, l := range b.lanes {
		if l.posed && !b.shootLane(i, frame) {
			return false
		}
	}
	return true
}

// pixelsOfUnit is the exact scale of a canvas: its own times the whole number of pixels some systems have for one.
func pixelsOfUnit(c fyne.Canvas) float32 {
	const far = 4096
	x, _ := c.PixelCoordinateForPosition(fyne.NewPos(far, 0))
	return c.Scale() * max(1, float32(math.Round(float64(float32(x)/far/c.Scale()))))
}

// shootLane cuts a column and its cards out of a frame. It fails when the frame does not show the column.
func (b *Board) shootLane(i int, frame *image.RGBA) bool {
	s, l := b.stills, b.lanes[i]
	at := s.corner.Add(l.box.Position())
	top := b.headTop() - l.col.Climb
	cut := s.pixels(at.AddXY(0, top), fyne.NewSize(b.wide, b.laneHeight()-top)).Inset(-stillEdge).Intersect(frame.Rect)
	m := copyPixels(frame, cut)
	if !b.shows(l, m) {
		return false
	}
	if b.quiet(i) {
		img := newStill(m)
		img.Resize(s.units(cut))
		l.dropStill()
		l.still = &laneStill{img: img, from: cut.Min.Sub(s.pixelAt(at)), off: l.off, version: l.version}
	}
	for _, f := range l.faces {
		if place := b.facePlace(l, f); b.inBody(l, f) && !b.shaded(place, f.size) {
			f.still = newStill(copyPixels(m, s.pixels(s.corner.Add(place), f.size)))
			f.still.Resize(s.units(f.still.Image.Bounds()))
			b.settleFace(l, f)
		}
	}
	b.settleLane(l)
	return true
}

// shows tells whether the picture of a column has its colour between the left edge and the cards, and above each card.
func (b *Board) shows(l *boardLane, m *image.RGBA) bool {
	s, ghost := b.stills, b.ghost.box.Position()
	shade := s.pixels(s.corner.Add(ghost).SubtractXY(boardShade, boardShade), b.cardSize().AddWidthHeight(2*boardShade, 2*boardShade))
	body := s.corner.Add(l.box.Position()).AddXY(0, b.bodyTop())
	if !plain(m, s.pixels(body.AddXY(boardInset-2.5, 0), fyne.NewSize(1, b.bodyHeight())), l.back.fill, shade) {
		return false
	}
	for _, f := range l.faces {
		above := body.AddXY(boardInset, f.box.Position().Y-boardGap/2)
		if b.inBody(l, f) && above.Y > body.Y && !plain(m, s.pixels(above, fyne.NewSize(f.size.Width, 1)), l.back.fill, shade) {
			return false
		}
	}
	return true
}

// plain tells whether a picture has one colour in a place, except where it is hidden. A place of less than a pixel is
// taken for one.
func plain(m *image.RGBA, place image.Rectangle, col color.Color, hidden image.Rectangle) bool {
	r, g, b, _ := col.RGBA()
	place.Max.X, place.Max.Y = max(place.Max.X, place.Min.X+1), max(place.Max.Y, place.Min.Y+1)
	for y := place.Min.Y; y < place.Max.Y; y++ {
		for x := place.Min.X; x < place.Max.X; x++ {
			c := m.RGBAAt(x, y)
			if !(image.Pt(x, y).In(hidden) || near8(c.R, r) && near8(c.G, g) && near8(c.B, b)) {
				return false
			}
		}
	}
	return true
}

func near8(a uint8, b uint32) bool {
	d := int(a) - int(b>>8)
	return d >= -2 && d <= 2
}

// facePlace is where a card begins on the board.
func (b *Board) facePlace(l *boardLane, f *CardFace) fyne.Position {
	return l.box.Position().Add(f.box.Position()).AddXY(0, b.bodyTop())
}

// inBody tells whether the whole of a card is in view.
func (b *Board) inBody(l *boardLane, f *CardFace) bool {
	y := f.box.Position().Y
	return f.bound && f.box.Visible() && y >= 0 && y+f.size.Height <= b.bodyHeight()
}

func newStill(m *image.RGBA) *canvas.Image {
	own := &image.RGBA{Pix: m.Pix, Stride: m.Stride, Rect: m.Rect.Sub(m.Rect.Min)}
	img := &canvas.Image{Image: own, ScaleMode: canvas.ImageScaleFastest}
	img.Refresh() // it learns its proportions now and not in the middle of a frame
	return img
}

// copyPixels copies a part of a picture; its bounds stay those of the part.
func copyPixels(from *image.RGBA, part image.Rectangle) *image.RGBA {
	part = part.Intersect(from.Rect)
	m := image.NewRGBA(part)
	for y := part.Min.Y; y < part.Max.Y; y++ {
		at := from.PixOffset(part.Min.X, y)
		copy(m.Pix[m.PixOffset(part.Min.X, y):], from.Pix[at:at+4*part.Dx()])
	}
	return m
}

// pixels is what a place in the window takes on the screen, as the toolkit rounds it.
func (s *boardStills) pixels(at fyne.Position, size fyne.Size) image.Rectangle {
	return image.Rect(s.pixel(at.X), s.pixel(at.Y), s.pixel(at.X+size.Width), s.pixel(at.Y+size.Height))
}

func (s *boardStills) pixelAt(at fyne.Position) image.Point {
	return image.Pt(s.pixel(at.X), s.pixel(at.Y))
}

func (s *boardStills) pixel(v float32) int { return int(math.Round(float64(v * s.scale))) }

func (s *boardStills) place(p image.Point) fyne.Position {
	return fyne.NewPos(float32(p.X)/s.scale, float32(p.Y)/s.scale)
}

func (s *boardStills) units(r image.Rectangle) fyne.Size {
	return fyne.NewSize(float32(r.Dx())/s.scale, float32(r.Dy())/s.scale)
}

// stillValid tells whether the picture of a column shows it as it is.
func (l *boardLane) stillValid() bool {
	return l.still != nil && l.still.version == l.version && l.still.off == l.off
}

// touch tells that a column looks different from now on.
func (b *Board) touch(l *boardLane) {
	l.version++
	b.settleLane(l)
}

// settleLane shows a column by its picture if that is true, else by its parts.
func (b *Board) settleLane(l *boardLane) {
	l.posed = false
	if l.stillValid() && !l.target && l.gap < 0 {
		s, at := b.stills, b.stills.corner.Add(l.box.Position())
		l.still.img.Move(s.place(s.pixelAt(at).Add(l.still.from)).Subtract(at))
		l.box.Objects = []fyne.CanvasObject{l.still.img}
		return
	}
	l.box.Objects = l.parts
}

// settleFace shows a card by its picture if it has one, on the pixels where the card would be painted.
func (b *Board) settleFace(l *boardLane, f *CardFace) {
	if f.still == nil {
		return
	}
	s := b.stills
	at := s.corner.Add(b.facePlace(l, f))
	f.still.Move(s.place(s.pixelAt(at)).Subtract(at))
	f.box.Objects = []fyne.CanvasObject{f.still}
}

// enliven shows the card by its parts: its picture is no longer true.
func (f *CardFace) enliven() {
	if f.still != nil {
		free(f.still)
		f.still, f.box.Objects = nil, f.parts
	}
}

func (l *boardLane) dropStill() {
	if l.still != nil {
		free(l.still.img)
		l.still = nil
	}
}

// free takes the picture from the graphics memory at the next frame.
func free(img *canvas.Image) {
	img.Image = nil
	canvas.Refresh(img)
}

// dropStills shows all by its parts at the end of a drag.
func (b *Board) dropStills() {
	for _, l := range b.lanes {
		l.dropStill()
		b.settleLane(l)
		for _, f := range l.faces {
			f.enliven()
		}
	}
	b.askStills()
	b.stills.without, b.stills.chosen = false, false
}
