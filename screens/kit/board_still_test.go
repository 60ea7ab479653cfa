package kit

import (
	"image"
	"image/color"
	"image/draw"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// stillBase is a board whose frames are painted by the test.
type stillBase struct {
	*boardBase
	frame *image.RGBA
	at    fyne.Position
}

func showStillBoard(t *testing.T, counts ...int) *stillBase {
	t.Helper()
	s := &stillBase{boardBase: showBoard(t, counts...)}
	s.stills.able = func() bool { return true }
	s.stills.slow = func(time.Duration) bool { return true }
	s.stills.read = func(fyne.Canvas) *image.RGBA { return s.frame }
	return s
}

// picture is the window as it would be painted now.
func (s *stillBase) picture() *image.RGBA {
	seen := s.win.Canvas().Capture()
	m := image.NewRGBA(seen.Bounds())
	draw.Draw(m, m.Rect, seen, image.Point{}, draw.Src)
	return m
}

// paint paints a frame; in its midst the board reads what it shows.
func (s *stillBase) paint() {
	s.frame = nil
	s.frame = s.picture()
	s.picture()
}

// lift takes the first card of column a and carries it to a place, with a frame after each step.
func (s *stillBase) lift(to fyne.Position) {
	s.at = s.middle("a", 0)
	s.press(s.at)
	s.to(to)
}

// to carries the card on to a place and a step farther, so that the board sees the frame painted between.
func (s *stillBase) to(p fyne.Position) {
	s.carryTo(s.at, p)
	s.paint()
	s.carryTo(p, p.AddXY(1, 0))
	s.at = p.AddXY(1, 0)
}

// shown tells for each column whether it is one picture.
func (s *stillBase) shown() string {
	var out strings.Builder
	for _, l := range s.lanes {
		_, img := l.box.Objects[0].(*canvas.Image)
		if img && len(l.box.Objects) == 1 {
			out.WriteString(l.col.ID)
		}
	}
	return out.String()
}

// pictured counts the cards of a column that are one picture.
func (s *stillBase) pictured(col string) int {
	n := 0
	for _, f := range s.lane(col).faces {
		if f.box.Visible() && len(f.box.Objects) == 1 {
			n++
		}
	}
	return n
}

func (s *stillBase) wantShown(t *testing.T, what, want string) {
	t.Helper()
	if got := s.shown(); got != want {
		t.Errorf("%s: columns %q are pictures, want %q", what, got, want)
	}
}

func TestBoardStillsStandForColumnsThatLieStill(t *testing.T) {
	s := showStillBoard(t, 20, 20, 20, 20)
	s.lift(s.middle("b", 1))
	s.wantShown(t, "over b", "d") // the shadow reaches into a and c
	if n := s.pictured("b"); n == 0 {
		t.Errorf("%d cards of the column aimed at are pictures", n)
	}
	s.to(s.middle("d", 1))
	s.wantShown(t, "over d", "ab")
	s.to(s.middle("b", 1))
	s.wantShown(t, "over b again", "ad") // d is as it was before it was aimed at
	s.to(fyne.NewPos(s.at.X, 700))
	s.wantShown(t, "below the board", "abcd")
	s.CancelDrag()
	s.wantShown(t, "put back", "")
	for _, l := range s.lanes {
		if l.still != nil || s.pictured(l.col.ID) > 0 {
			t.Errorf("column %s keeps pictures after the drag", l.col.ID)
		}
	}
}

func TestBoardStillsLookLikeTheBoard(t *testing.T) {
	s := showStillBoard(t, 20, 3, 20, 0)
	s.setHover(boardPlace{column: "c", index: 1, key: 200_001, has: true})
	s.lift(s.middle("b", 1))
	same := func(what string) {
		t.Helper()
		if s.shown() == "" {
			t.Errorf("%s: no column is a picture", what)
		}
		with := s.picture()
		for _, l := range s.lanes {
			l.box.Objects = l.parts
			for _, f := range l.faces {
				f.box.Objects = f.parts
			}
		}
		without := s.picture()
		if !slices.Equal(with.Pix, without.Pix) {
			t.Errorf("%s: the pictures look different", what)
		}
		for _, l := range s.lanes {
			s.placeCards(l, false)
		}
	}
	same("over b")
	s.to(s.middle("c", 2))
	same("over c")
	s.Scrolled(&fyne.ScrollEvent{PointEvent: mouseAt(s.at.X, s.at.Y).PointEvent, Scrolled: fyne.NewDelta(0, -70)})
	same("c scrolled")
	s.to(s.middle("a", 2))
	same("back over a")
	s.to(s.middle("d", 0))
	same("over d")
}

func TestBoardStillsGoWhenTheBoardChanges(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(s *stillBase)
		want   string
	}{
		{"cards come", func(s *stillBase) { s.SetCards("a", 0, s.page("a", 0)) }, "b"},
		{"a column is renewed", func(s *stillBase) { s.SetColumn(s.columns()[1]) }, "a"},
		{"a card is redrawn", func(s *stillBase) { s.RedrawCard(100_001) }, "a"},
		{"a column is scrolled", func(s *stillBase) { s.scrollLane(s.lane("b"), 30) }, "a"},
		{"a card becomes current", func(s *stillBase) { s.ShowCard("b", 1, 100_001) }, "a"},
		{"columns come", func(s *stillBase) { s.SetColumns(s.columns()) }, ""},
		{"all is read anew", func(s *stillBase) { s.Reload() }, ""},
		{"another theme", func(s *stillBase) { NewTheme(true); s.Refresh(); NewTheme(false) }, ""},
		{"another size", func(s *stillBase) { s.win.Resize(fyne.NewSize(860, 640)) }, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := showStillBoard(t, 20, 20, 20, 20)
			s.lift(s.middle("d", 1))
			s.wantShown(t, "before", "ab")
			c.change(s)
			s.wantShown(t, "after", c.want)
			s.paint()
			s.to(s.at)
			s.wantShown(t, "taken anew", "ab")
		})
	}
}

func TestBoardStillsOfAChangeBeforeTheFrameWasRead(t *testing.T) {
	s := showStillBoard(t, 20, 20, 20, 20)
	s.at = s.middle("a", 0)
	s.press(s.at)
	s.carryTo(s.at, s.middle("d", 1))
	s.paint()
	s.RedrawCard(100_001)
	s.carryTo(s.middle("d", 1), s.middle("d", 1).AddXY(1, 0))
	s.wantShown(t, "b changed since", "a")
}

func TestBoardStillsAreNotTaken(t *testing.T) {
	for _, c := range []struct {
		name string
		set  func(s *stillBase)
	}{
		{"where painting is fast", func(s *stillBase) { s.stills.slow = func(time.Duration) bool { return false } }},
		{"where frames cannot be read", func(s *stillBase) { s.stills.able = func() bool { return false } }},
		{"of nothing", func(s *stillBase) { s.stills.read = func(fyne.Canvas) *image.RGBA { return nil } }},
		{"of an empty frame", func(s *stillBase) {
			s.stills.read = func(fyne.Canvas) *image.RGBA { return image.NewRGBA(image.Rect(0, 0, 800, 600)) }
		}},
		{"of a frame too small", func(s *stillBase) {
			s.stills.read = func(fyne.Canvas) *image.RGBA { return image.NewRGBA(image.Rect(0, 0, 80, 60)) }
		}},
		{"of a frame with something over the cards", func(s *stillBase) {
			s.stills.read = func(fyne.Canvas) *image.RGBA {
				if s.frame != nil {
					draw.Draw(s.frame, image.Rect(0, 200, 800, 400), image.NewUniform(color.White), image.Point{}, draw.Src)
				}
				return s.frame
			}
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := showStillBoard(t, 20, 20, 20, 20)
			c.set(s)
			s.lift(s.middle("d", 1))
			s.to(s.middle("c", 1))
			s.wantShown(t, "over c", "")
			s.CancelDrag()
		})
	}
}

func TestBoardCardWaitsForTheWindow(t *testing.T) {
	s := showBoard(t, 3, 3, 3)
	var waiting []func()
	s.afterFrame = func(then func()) { waiting = append(waiting, then) }
	answer := func() {
		all := waiting
		waiting = nil
		for _, then := range all {
			then()
		}
	}
	a, b, c := s.middle("a", 0), s.middle("b", 0), s.middle("c", 0)
	move := func(p fyne.Position) { s.Dragged(&fyne.DragEvent{PointEvent: mouseAt(p.X, p.Y).PointEvent}) }
	s.press(a)
	move(b)
	move(b.AddXY(3, 0))
	move(c)
	if s.drag.target != "b" || len(waiting) != 1 {
		t.Fatalf("the card is over %q while the window paints, %d wait", s.drag.target, len(waiting))
	}
	answer()
	if s.drag.target != "c" {
		t.Errorf("the card did not catch up: it is over %q", s.drag.target)
	}
	move(b)
	s.release(b)
	s.told(t, "drop 0 a b")
	answer()
}
