// Package board is the kanban of clients: by stage through a lens, or by relationship type. Cards move up and down.
package board

import (
	"context"
	"strconv"

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

// climb is how much higher each stage stands than the one before, in units (look.md §1).
const climb = 4

// Screen is the board.
type Screen struct {
	env    *parts.Env
	desk   Desk
	shell  Shell
	loader kit.Loader

	top    *parts.Top
	head   *head
	board  *kit.Board
	empty  *fyne.Container
	object fyne.CanvasObject

	types  bool // by type instead of by stage
	query  crm.ClientQuery
	lanes  []lane
	loaded bool // columns are shown
	back   *kit.BoardState
}

// lane is a column with the clients it holds.
type lane struct {
	id    string
	title string
	query crm.ClientQuery // without the filters
	holds func(crm.RungCount) bool
	climb float32
	tint  kit.Token
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
	s.object = container.NewBorder(s.top.Object(), nil, nil, nil,
		container.NewBorder(kit.Pad(s.head.object, 16, 0, 16, 8), nil, nil, nil, kit.Pad(container.NewStack(s.board, s.empty), 16, 0, 16, 16)))
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
	b.CanDrop = func(c kit.BoardCard, from, to string) bool { return from != to && !(s.types && to == untyped) }
	b.DropHint = func(c kit.BoardCard, from, to string) string { return s.hint(c.(card).ClientRow, to) }
	b.OnShortcut = func(sc fyne.Shortcut) { kit.RouteShortcut(sc, false) }
}

// untyped is the column of clients whose type was not assessed.
const untyped = "none"

// arrange makes the columns of the lens, or of the types.
func (s *Screen) arrange() {
	s.lanes = s.lanes[:0]
	if s.types {
		s.arrangeTypes()
		return
	}
	lens := s.env.Lens()
	for i, c := range lens.Columns {
		height := float32(i) * climb
		if c.Lands == crm.Ended {
			height = 0
		}
		s.lanes = append(s.lanes, lane{id: strconv.Itoa(i), title: parts.ColumnShort(s.env.T, lens, i), query: crm.ClientQuery{Rungs: c.Rungs},
			holds: func(n crm.RungCount) bool { return lens.Column(n.Rung) == i }, climb: height})
	}
}

func (s *Screen) arrangeTypes() {
	add := func(id string, r crm.RelType, q crm.ClientQuery, height float32) {
		s.lanes = append(s.lanes, lane{id: id, title: parts.TypeName(s.env.T, r), query: q,
			holds: func(n crm.RungCount) bool { return n.Type == r }, climb: height})
	}
	add(untyped, "", crm.ClientQuery{Untyped: true}, 0)
	for i, r := range crm.RelTypes {
		add(r.Word(), r, crm.ClientQuery{Types: []crm.RelType{r}}, float32(i+1)*climb)
	}
}

// narrowed is what a lane holds under the filters.
func (s *Screen) narrowed(l lane) crm.ClientQuery {
	q := s.query
	if l.query.Rungs != nil {
		q.Rungs = l.query.Rungs
	}
	if s.types {
		q.Types, q.Untyped = l.query.Types, l.query.Untyped
	}
	return q
}

func (s *Screen) lane(id string) (lane, bool) {
	for _, l := range s.lanes {
		if l.id == id {
			return l, true
		}
	}
	return lane{}, false
}

// want reads a page of a column, behind the card before it.
func (s *Screen) want(id string, from int) {
	l, ok := s.lane(id)
	if !ok {
		return
	}
	page := crm.Page{Limit: pageSize, Skip: int64(from)}
	if before, ok := s.board.Card(id, from-1); ok {
		anchor := before.(card).Anchor
		page.From, page.Skip = &anchor, 0
	}
	q := s.narrowed(l)
	kit.Load(&s.loader, "cards "+id+" "+strconv.Itoa(from), func(ctx context.Context) ([]crm.ClientRow, error) {
		return s.desk.Clients(ctx, q, page)
	}, func(rows []crm.ClientRow, err error) {
		if err != nil {
			s.env.Fail(err)
			return
		}
		cards := make([]kit.BoardCard, len(rows))
		for i, r := range rows {
			cards[i] = card{r}
		}
		s.board.SetCards(id, from, cards)
	})
}

// pageSize is how many cards are read at a time.
const pageSize = 50

// count reads the counts and sums of all columns and shows them.
func (s *Screen) count(then func()) {
	q := s.query
	kit.Load(&s.loader, "counts", func(ctx context.Context) ([]crm.RungCount, error) { return s.desk.RungCounts(ctx, q) },
		func(counts []crm.RungCount, err error) {
			if err != nil {
				s.env.Fail(err)
				return
			}
			s.showCounts(counts)
			then()
		})
}

func (s *Screen) showCounts(counts []crm.RungCount) {
	t, total, open := s.env.T, int64(0), int64(0)
	columns := make([]kit.BoardColumn, 0, len(s.lanes))
	for _, l := range s.lanes {
		c := kit.BoardColumn{ID: l.id, Title: l.title, Climb: l.climb}
		sum := int64(0)
		for _, n := range counts {
			if l.holds(n) {
				c.Count += n.N
				sum += n.Open
			}
		}
		if s.types && l.id == untyped && c.Count == 0 {
			continue // nobody waits for an assessment
		}
		c.Sub = t.T("board.sum.none")
		if sum != 0 {
			c.Sub = parts.ShortSum(t, sum, s.env.Currency())
		}
		total, open = total+c.Count, open+sum
		columns = append(columns, c)
	}
	s.board.SetColumns(columns)
	s.loaded = true
	if s.back != nil {
		s.board.Restore(*s.back)
		s.back = nil
	}
	sub := t.N("text.clients", int(total))
	if open != 0 {
		sub = t.T("board.sub", "Clients", sub, "Sum", parts.ShortSum(t, open, s.env.Currency()))
	}
	s.top.SetSub(sub)
	s.showEmpty(total)
}

// Object is the screen as drawn.
func (s *Screen) Object() fyne.CanvasObject { return s.object }

// Show loads.
func (s *Screen) Show(to route.Route) {
	types := to.Sub == byType
	if !s.loaded || types != s.types {
		s.types = types
		s.head.show()
		s.arrange()
	}
	s.head.load()
	s.count(func() { s.board.Reload() })
}

// Hide drops the work under way.
func (s *Screen) Hide() { s.loader.Cancel() }

// Changed renews counts and cards; the board stays where it is.
func (s *Screen) Changed(n crm.News) {
	if n.Speaks(crm.NounLens) {
		s.arrange()
	}
	s.head.load()
	s.count(func() { s.board.Reload() })
}

// narrow takes a changed filter or lens.
func (s *Screen) narrow() {
	s.arrange()
	s.head.load()
	s.board.Reset()
	s.count(func() { s.board.Reset() })
}

// New begins a new client.
func (s *Screen) New() { s.env.Go(route.Route{Room: route.Form}) }

// state is how the board was left.
type state struct {
	types bool
	query crm.ClientQuery
	board kit.BoardState
}

// State is how the board was left.
func (s *Screen) State() any { return state{s.types, s.query, s.board.State()} }

// Restore shows the board as it was left, once its columns are there.
func (s *Screen) Restore(was any) {
	st, ok := was.(state)
	if !ok {
		return
	}
	if st.types == s.types || !s.loaded {
		s.query = st.query
		s.head.set(st.query)
		s.back = &st.board
	}
}
