package kit

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// Measures of one item, in units.
const (
	tlCircle = 24
	tlText   = 40 // left edge of the text
	tlRight  = 12 // kept free for the scroll bar
	tlMonth  = 27
	tlTitle  = 18
	tlGap    = 16
	tlChip   = 20
	tlMenu   = 20
	tlLead   = 2 // the title's line begins so far under the circle's top
)

// tlFoldedRunes bounds how much of a long text is measured while it is folded.
const tlFoldedRunes = 600

// tlShape is an item broken into lines for one width.
type tlShape struct {
	first  bool // of its month
	thread bool // a line leads on to the next item
	lines  []string
	link   string // word that unfolds or folds
	linkAt fyne.Position
	height float32
}

func (t *Timeline) height(i int) float32 { return t.shape(i).height }

func (t *Timeline) shape(i int) *tlShape {
	if t.shapes[i] == nil {
		t.shapes[i] = t.measure(i)
	}
	return t.shapes[i]
}

func (t *Timeline) measure(i int) *tlShape {
	item := t.items[i]
	s := &tlShape{first: i == 0 || t.items[i-1].Month != item.Month}
	s.thread = i+1 < len(t.items) && t.items[i+1].Month == item.Month
	s.breakText(t, item)
	s.height = s.textTop() + float32(len(s.lines))*Dense.Line() + tlGap
	if item.Chip != "" {
		s.height += tlChip + 6
	}
	s.height = max(s.height, s.headTop()+tlCircle+tlGap)
	return s
}

func (s *tlShape) headTop() float32 {
	if s.first {
		return tlMonth
	}
	return 0
}

func (s *tlShape) textTop() float32 { return s.headTop() + tlLead + tlTitle }

// breakText wraps the text and finds the place of the word that unfolds it.
func (s *tlShape) breakText(t *Timeline, item TimelineItem) {
	text := strings.TrimSpace(item.Text)
	if text == "" {
		return
	}
	width, limit := max(t.width-tlText, 40), max(t.Lines, 1)
	if t.unfolded[item.Key] {
		s.lines = WrapText(text, Dense, width, 0)
		if len(s.lines) > limit {
			s.putLink(t.Less, width)
		}
		return
	}
	s.lines = WrapText(tlBeginning(text), Dense, width, limit+1)
	if len(s.lines) <= limit {
		return
	}
	s.lines = s.lines[:limit]
	room := width
	if t.More != "" {
		room -= Dense.Width(t.More) + 5
	}
	s.lines[limit-1] = cutToWidth(s.lines[limit-1]+"…", Dense, room)
	s.putLink(t.More, width)
}

// tlBeginning is as much of a text as can matter while it is folded.
func tlBeginning(text string) string {
	n := 0
	for i := range text {
		if n == tlFoldedRunes {
			return text[:i] + "…"
		}
		n++
	}
	return text
}

// putLink puts the word after the last line, or on a line of its own where there is no room.
func (s *tlShape) putLink(word string, width float32) {
	if word == "" {
		return
	}
	s.link = word
	x := Dense.Width(s.lines[len(s.lines)-1]) + 5
	if x+Dense.Width(word) > width {
		x = 0
		s.lines = append(s.lines, "")
	}
	s.linkAt = fyne.NewPos(tlText+x, s.textTop()+float32(len(s.lines)-1)*Dense.Line())
}

func (s *tlShape) onLink(p fyne.Position) bool {
	return s.link != "" && p.Y >= s.linkAt.Y && p.Y < s.linkAt.Y+Dense.Line() &&
		p.X >= s.linkAt.X-3 && p.X < s.linkAt.X+Dense.Width(s.link)+3
}

func (t *Timeline) onMenu(i int, p fyne.Position) bool {
	y := t.shape(i).headTop()
	return p.X >= t.width-tlMenu-2 && p.X <= t.width+4 && p.Y >= y && p.Y < y+tlMenu+2
}

func newTLRow() *tlRow {
	r := &tlRow{
		box: &fyne.Container{}, index: -1,
		month: &canvas.Text{}, title: &canvas.Text{}, meta: &canvas.Text{}, link: &canvas.Text{}, chip: &canvas.Text{},
		circle: &canvas.Circle{}, icon: &canvas.Image{}, menu: &canvas.Image{}, chipIcon: &canvas.Image{},
		thread: &canvas.Rectangle{}, pill: &canvas.Rectangle{}, mark: &canvas.Rectangle{},
	}
	r.box.Objects = []fyne.CanvasObject{
		r.mark, r.thread, r.circle, r.icon, r.month, r.title, r.meta, r.link, r.pill, r.chipIcon, r.chip, r.menu,
	}
	return r
}

// fill draws an item into the row; whatever the row showed before is replaced or hidden.
func (r *tlRow) fill(t *Timeline, i int) {
	r.index, r.version = i, t.version
	item, s := t.items[i], t.shape(i)
	r.box.Resize(fyne.NewSize(t.width, s.height))
	r.fillMark(t, i, s)
	r.fillHead(t, i, item, s)
	r.fillLines(s, t.width)
	r.fillChip(item, s)
}

// fillMark draws the focus mark of the current item, the circle and the thread.
func (r *tlRow) fillMark(t *Timeline, i int, s *tlShape) {
	y := s.headTop()
	figShow(r.mark, i == t.current && t.ringed())
	figPaint(r.mark, C(AccentSoft), radiusControl)
	place(r.mark, tlText-8, y-4, t.width-tlText+14, s.height-y-tlGap+10)
	soft, ink := Track, Text2
	if t.items[i].Ours {
		soft, ink = AccentSoft, Accent
	}
	if r.circle.FillColor != C(soft) {
		r.circle.FillColor = C(soft)
		r.circle.Refresh()
	}
	place(r.circle, 0, y, tlCircle, tlCircle)
	setIcon(r.icon, t.items[i].Icon, ink)
	place(r.icon, 5, y+5, tlCircle-10, tlCircle-10)
	figShow(r.thread, s.thread)
	figPaint(r.thread, C(Line2), 0)
	place(r.thread, tlCircle/2, y+tlCircle+4, 1, s.height-y-tlCircle-8)
}

func (r *tlRow) fillHead(t *Timeline, i int, item TimelineItem, s *tlShape) {
	figShow(r.month, s.first && item.Month != "")
	figLine(r.month, item.Month, Caption, Text2, 0, 4, t.width)
	y, right := s.headTop(), t.width
	hovered := i == t.hover && t.OnMenu != nil
	figShow(r.menu, hovered)
	if hovered {
		setIcon(r.menu, "more", Text2)
		place(r.menu, t.width-tlMenu+2, y+tlLead, 16, 16)
		right -= tlMenu
	}
	wide := Caption.Width(item.Meta)
	title := max(40, right-tlText-wide-10)
	figLine(r.title, item.Title, Body|Bold, Text, tlText, y+tlLead-1, title)
	figLine(r.meta, item.Meta, Caption, Text2, max(right-wide, tlText+title+4), y+tlLead+1, wide+1)
}

func (r *tlRow) fillLines(s *tlShape, width float32) {
	for len(r.lines) < len(s.lines) {
		line := &canvas.Text{}
		r.lines = append(r.lines, line)
		r.box.Objects = append(r.box.Objects, line)
	}
	for k, line := range r.lines {
		figShow(line, k < len(s.lines))
		if k < len(s.lines) {
			figWrite(line, s.lines[k], Dense, C(Text2))
			place(line, tlText, s.textTop()+float32(k)*Dense.Line(), width-tlText, Dense.Line())
		}
	}
	figShow(r.link, s.link != "")
	figWrite(r.link, s.link, Dense, C(Accent))
	place(r.link, s.linkAt.X, s.linkAt.Y, Dense.Width(s.link), Dense.Line())
}

func (r *tlRow) fillChip(item TimelineItem, s *tlShape) {
	shown := item.Chip != ""
	figShow(r.pill, shown)
	figShow(r.chip, shown)
	setIcon(r.chipIcon, item.ChipAt, item.ChipFg)
	figShow(r.chipIcon, shown && item.ChipAt != "")
	if !shown {
		return
	}
	indent := float32(8)
	if item.ChipAt != "" {
		indent += 15
	}
	y, wide := s.height-tlGap-tlChip, Caption.Width(item.Chip)
	figPaint(r.pill, C(item.ChipBg), tlChip/2)
	place(r.pill, tlText, y, wide+indent+8, tlChip)
	place(r.chipIcon, tlText+8, y+4, 12, 12)
	figLine(r.chip, item.Chip, Caption, item.ChipFg, tlText+indent, y+2, wide+1)
}
