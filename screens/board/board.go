// Package board is the kanban of clients: by stage through a lens, or by relationship type. Cards move up and down.
package board

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"rapport/app/crm"
	"rapport/app/desk"
	"rapport/screens/kit"
	"rapport/screens/parts"
	"rapport/screens/route"
)

// Desk is what the board needs.
type Desk interface {
	Clients(ctx context.Context, q crm.ClientQuery, p crm.Page) ([]crm.ClientRow, error)
	ClientRow(ctx context.Context, id crm.ClientID) (crm.ClientRow, error)
	RungCounts(ctx context.Context, q crm.ClientQuery) ([]crm.RungCount, error)
	TypeCounts(ctx context.Context, q crm.ClientQuery) ([]crm.TypeCount, error)
	AllLenses(ctx context.Context) ([]crm.Lens, error)
	parts.Mover
}

// Shell is what the board asks of the window: the lens is a setting of the whole program.
type Shell interface {
	Settings() desk.Settings
	Apply(desk.Settings)
}

// byType is the route's Sub for the board by relationship type.
const byType = "type"

// Screen is the board.
type Screen struct {
	env    *parts.Env
	desk   Desk
	shell  Shell
	loader kit.Loader
	acts   kit.Loader // of moves: they go on when another room is shown

	top    *parts.Top
	head   *head
	board  *kit.Board
	empty  *fyne.Container
	object fyne.CanvasObject

	types bool // by type instead of by stage
	query crm.ClientQuery
	lanes []lane
	back  *kit.BoardState // to return to once the columns are there
}

// card is a client on the board.
type card struct{ crm.ClientRow }

// Key is the client's id.
func (c card) Key() int64 { return int64(c.ID) }

// New builds the screen; it loads nothing.
func New(env *parts.Env, d Desk, sh Shell) *Screen {
	s := &Screen{env: env, desk: d, shell: sh, query: crm.ClientQuery{Sort: crm.SortName}}
	fresh := kit.NewButton(kit.Primary, env.T.T("board.new"), s.New).WithIcon("plus").WithTip(parts.CommandKey("N"))
	s.top = parts.NewTop(env, env.T.T("board.title"), "", fresh)
	s.head = newHead(s)
	s.board = kit.NewBoard(func(f *kit.CardFace, c kit.BoardCard) { drawCard(env, f, c.(card).ClientRow) })
	s.wire()
	s.empty = container.NewStack()
	s.empty.Hide()
	s.object = kit.VBox(0, s.top.Object(), kit.Pad(s.head.object, 16, 0, 16, 8),
		kit.Grow(kit.Pad(container.NewStack(s.board, s.empty), 16, 0, 16, 16)))
	return s
}

func (s *Screen) wire() {
	b, t := s.board, s.env.T
	b.Carried = t.T("board.carried")
	b.MoreText = func(_ string, below int64) string {
		if below <= 0 {
			return t.T("board.all")
		}
		return t.N("board.more", int(below))
	}
	b.Want = s.want
	b.OnOpen = func(_ string, c kit.BoardCard) {
		s.env.Go(route.Route{Room: route.Card, Client: c.(card).ID})
	}
	b.OnMenu = func(at fyne.Position, c kit.BoardCard) { kit.ShowMenuAt(b, at, s.menu(c.(card).ClientRow)...) }
	b.OnDrop = func(c kit.BoardCard, _, to string) { s.drop(c.(card).ClientRow, to) }
	b.CanDrop = func(_ kit.BoardCard, from, to string) bool { return from != to && to != untyped }
	b.DropHint = func(c kit.BoardCard, _, to string) string { return s.hint(c.(card).ClientRow, to) }
	b.OnShortcut = func(sc fyne.Shortcut) { kit.RouteShortcut(sc, false) }
}

// Object is the screen as drawn.
func (s *Screen) Object() fyne.CanvasObject { return s.object }

// Show loads, and gives the keyboard to the board.
func (s *Screen) Show(to route.Route) {
	s.types = to.Sub == byType
	s.head.show()
	s.env.Window.Canvas().Focus(s.board)
	s.reload(nil)
}

// Hide drops the reading under way; a move under way goes on.
func (s *Screen) Hide() { s.loader.Cancel() }

// Changed renews counts and cards. The board stays where it is, but follows the current card when it was moved.
func (s *Screen) Changed(n crm.News) {
	if n.Speaks(crm.NounRep) {
		s.head.show()
	}
	var follow *crm.ClientRow
	if _, c, ok := s.board.Current(); ok && n.Touches(c.(card).ID) {
		row := c.(card).ClientRow
		follow = &row
	}
	s.reload(follow)
}

// reload reads anew what is in view; the old cards are shown until the new ones come.
func (s *Screen) reload(follow *crm.ClientRow) {
	s.head.load()
	s.read(follow, func() { s.board.Reload() })
}

// narrow takes a changed filter or lens: the columns begin at their tops.
func (s *Screen) narrow() {
	s.back = nil
	s.head.load()
	s.read(nil, func() { s.board.Renew() })
}

// New begins a new client.
func (s *Screen) New() { s.env.Go(route.Route{Room: route.Form}) }

// Key leads the arrows to the board when the keyboard is nowhere.
func (s *Screen) Key(ev *fyne.KeyEvent) bool {
	switch ev.Name {
	case fyne.KeyDown, fyne.KeyUp, fyne.KeyPageDown, fyne.KeyPageUp, fyne.KeyHome, fyne.KeyEnd:
		s.env.Window.Canvas().Focus(s.board)
		s.board.TypedKey(ev)
		return true
	}
	return false
}

// state is how the board was left.
type state struct {
	types bool
	query crm.ClientQuery
	board kit.BoardState
}

// State is how the board was left.
func (s *Screen) State() any {
	if s.back != nil { // it has not come back yet itself
		return state{s.types, s.query, *s.back}
	}
	return state{s.types, s.query, s.board.State()}
}

// Restore shows the board as it was left, once its columns are there.
func (s *Screen) Restore(was any) {
	st, ok := was.(state)
	if !ok {
		return
	}
	s.types, s.query, s.back = st.types, st.query, &st.board
	s.head.set(st.query)
}
