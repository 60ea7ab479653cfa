package offers

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"rapport/screens/kit"
	"rapport/screens/parts"
)

// sheet is the card with the fields, the lines and the totals, beside the paper.
type sheet struct {
	e      *Editor
	banner *fyne.Container
	kin    *fyne.Container // leads to the deal and the other versions
	more   *kit.Button     // what is added more rarely
	folds  []*fold
	acts   *fyne.Container
	upper  *fyne.Container
	scroll *kit.ScrollMemory // of the fields
	lines  *fyne.Container   // holds the grid
	column *fyne.Container
	left   *fyne.Container // of the card
	built  string          // what the grid was made for
	paper  bool            // the paper is shown where there is room for one
	both   *fyne.Container
	object fyne.CanvasObject
}

// fold is a part that unfolds under the fields.
type fold struct {
	key    string
	button *kit.Button
	object fyne.CanvasObject
}

func newSheet(e *Editor) *sheet {
	s := &sheet{e: e, banner: kit.Stack()}
	t, f := e.env.T, e.fields
	e.grid = kit.NewLineGrid()
	s.folds = []*fold{
		s.fold("letter", f.letter),
		s.fold("tax", f.tax),
		s.fold("terms", kit.VBox(12, kit.VBox(6, f.note, kit.Left(f.below.button)), f.terms.object, f.closing)),
	}
	row := kit.HBox(4)
	for _, one := range s.folds {
		row.Add(one.button)
	}
	s.kin = kit.HBox(4)
	row.Add(kit.Grow(kit.Right(s.kin)))
	s.upper = kit.VBox(0, s.banner, kit.Pad(f.main, 16, 14, 16, 8), kit.Pad(row, 8, 0, 16, 8))
	for _, one := range s.folds {
		s.upper.Add(one.object)
	}
	s.upper.Add(kit.NewDivider())
	small := func(icon, key string, do func()) *kit.Button {
		return kit.NewButton(kit.Plain, t.T(key), do).WithIcon(icon).Sized(kit.ControlSmall)
	}
	s.more = kit.NewButton(kit.Plain, "", s.showMore).WithIcon("more").WithTip(t.T("offers.more")).Sized(kit.ControlSmall)
	hint := kit.HBox(6, kit.NewKeyHint(parts.CommandKey("Enter")), kit.NewText(t.T("offers.add.hint"), kit.Dense, kit.Text3))
	s.acts = kit.Pad(kit.HBox(8, small("plus", "offers.add.line", e.addLine), small("case", "offers.pick", e.pick).WithTip("F4"), small("plus", "offers.add.section", e.addSection), s.more,
		kit.Spacer(), hint), 16, 11, 16, 11)
	s.scroll = kit.NewScrollMemory(kit.Fixed(s.upper, 400, 0))
	s.lines = container.NewStack(e.grid)
	s.column = container.New(&columnLayout{s}, s.scroll, s.lines, s.acts)
	for _, form := range f.forms() {
		form.SetScroll(s.scroll)
	}
	s.left = kit.VBox(0, kit.Grow(s.column), e.totals.object)
	s.both = container.New(&bothLayout{s}, kit.NewBareCard(s.left), e.preview.object)
	s.object = s.both
	return s
}

func (s *sheet) fold(key string, content fyne.CanvasObject) *fold {
	one := &fold{key: key}
	one.object = kit.VBox(0, kit.NewDivider(), kit.Pad(content, 16, 12, 16, 14))
	one.object.Hide()
	one.button = kit.NewButton(kit.Ghost, s.e.env.T.T("offers.fold."+key), func() { s.unfold(key) }).WithIcon("chr").Sized(kit.ControlSmall)
	return one
}

// unfold shows one part and folds the others; the one shown is folded again.
func (s *sheet) unfold(key string) {
	for _, one := range s.folds {
		open := one.key == key && !one.object.Visible()
		if open {
			one.object.Show()
			one.button.SetIcon("chd")
			one.button.SetKind(kit.Soft)
		} else {
			one.object.Hide()
			one.button.SetIcon("chr")
			one.button.SetKind(kit.Ghost)
		}
	}
	s.refit()
	if open := s.unfolded(); open != nil {
		s.scroll.Uncover(open.button, open.object)
	} else {
		s.scroll.SetOffset(0)
	}
}

// foldUp shows a sheet as it begins: no part unfolded, and the client in view.
func (s *sheet) foldUp() {
	if open := s.unfolded(); open != nil {
		s.unfold(open.key)
	}
	s.scroll.SetOffset(0)
}

// unfolded is the part that is unfolded, or nil.
func (s *sheet) unfolded() *fold {
	for _, one := range s.folds {
		if one.object.Visible() {
			return one
		}
	}
	return nil
}

// refit lays out anew when something came or went.
func (s *sheet) refit() {
	if s == nil {
		return
	}
	s.column.Refresh()
	s.scroll.Refit()
}

// build makes the grid anew where its columns no longer fit the currency and the VAT of the offer.
func (s *sheet) build() {
	e := s.e
	want := fmt.Sprint(e.offer.Currency, e.offer.Taxed(), e.sitting)
	if want == s.built {
		return
	}
	s.built = want
	g := kit.NewLineGrid(e.gridColumns()...)
	g.Empty = e.env.T.T("offers.lines.empty")
	g.OnEdit = e.renameSection
	g.OnMove = func(key, section int64, index int) { e.ledger.move(key, section, index); e.changed() }
	g.OnAddLine = e.addAfter
	g.OnSelect = func(int64) { e.preview.leave() }
	g.OnTake = e.take
	g.OnDelete = e.askDelete
	g.OnShortcut = e.gridShortcut
	e.grid = g
	s.lockGrid(!e.editable())
	s.showRows()
	s.lines.Objects = []fyne.CanvasObject{g}
	s.column.Refresh()
}

// showRows shows the lines as they stand.
func (s *sheet) showRows() {
	g, rows := s.e.grid, s.e.rows()
	was := g.ContentHeight()
	s.e.fitNumbers(rows)
	g.SetRows(rows)
	if g.ContentHeight() != was {
		s.column.Refresh()
	}
}

// lock lets nothing be changed and says why, or everything.
func (s *sheet) lock(on bool) {
	s.e.fields.lock(on)
	s.lockGrid(on)
	s.acts.Hidden = on
	s.showKin()
	s.banner.Objects = nil
	if on {
		s.banner.Objects = []fyne.CanvasObject{s.lockedBanner()}
	}
	s.refit()
}

// lockGrid lets the lines be read only: there is no menu of acts then.
func (s *sheet) lockGrid(on bool) {
	g := s.e.grid
	g.OnMenu = s.e.lineMenu
	if on {
		g.OnMenu = nil
	}
	g.SetReadOnly(on)
}

// turn shows the paper instead of the lines, or the lines again, where there is room for one.
func (e *Editor) turn() {
	s := e.sheet
	s.paper = !s.paper
	if s.paper {
		e.head.look.SetLabel(e.env.T.T("offers.preview.back"))
		e.head.look.SetIcon("list")
	} else {
		e.head.look.SetLabel(e.env.T.T("offers.preview"))
		e.head.look.SetIcon("eye")
	}
	e.head.row.Refresh()
	s.both.Refresh()
}

// bothLayout puts the paper beside the lines, or one of them where there is no room for both.
type bothLayout struct{ s *sheet }

// MinSize lets the window be small.
func (l *bothLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(480, 300) }

// Layout shares the width: the paper gets three eighths.
func (l *bothLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	lines, paper := o[0], o[1]
	const gap = 16
	if size.Width < roomForBoth-32 {
		lines.(*kit.Card).Hidden, paper.(*fyne.Container).Hidden = l.s.paper, !l.s.paper
		for _, one := range o {
			one.Move(fyne.NewPos(0, 0))
			one.Resize(size)
		}
		return
	}
	lines.(*kit.Card).Hidden, paper.(*fyne.Container).Hidden = false, false
	wide := float32(int((size.Width - gap) * 0.38))
	lines.Move(fyne.NewPos(0, 0))
	lines.Resize(fyne.NewSize(size.Width-gap-wide, size.Height))
	paper.Move(fyne.NewPos(size.Width-wide, 0))
	paper.Resize(fyne.NewSize(wide, size.Height))
}

// Heights the parts keep when the window is low, in units: the lines with their head and three of them, the fields.
const (
	leastLines  float32 = 144
	leastUpper  float32 = 96
	barelyLines float32 = 68 // while a part is unfolded: the head and one line
)

// columnLayout stacks the fields, the lines as high as they are or as there is room, and the buttons right below them.
// Where all do not fit, the fields scroll and the lines scroll, each by themselves.
type columnLayout struct{ s *sheet }

// MinSize lets the window be low.
func (l *columnLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(400, leastUpper+leastLines)
}

// Layout shares the height out.
func (l *columnLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	content := max(l.s.e.grid.ContentHeight(), 72)
	foot := float32(0)
	if o[2].Visible() {
		foot = o[2].MinSize().Height
	}
	room := size.Height - foot
	least := leastLines
	if l.s.unfolded() != nil {
		least = barelyLines
	}
	upper := min(kit.HeightAt(l.s.upper, size.Width), max(room-min(content, least), leastUpper))
	lines := min(content, max(room-upper, 0))
	put := func(o fyne.CanvasObject, y, h float32) {
		o.Move(fyne.NewPos(0, y))
		o.Resize(fyne.NewSize(size.Width, h))
	}
	put(o[0], 0, upper)
	put(o[1], upper, lines)
	put(o[2], upper+lines, foot)
}
