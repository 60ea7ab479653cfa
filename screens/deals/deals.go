// Package deals is the sales under way: a board of deals by the stages of a pipeline, the same as a list, the form of one
// deal, and the editor of the pipelines.
package deals

import (
	"cmp"
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"rapport/app/crm"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/parts"
	"rapport/screens/route"
)

// Reader is what board and list read.
type Reader interface {
	Pipelines(ctx context.Context) ([]trade.Pipeline, error)
	Deals(ctx context.Context, q trade.DealQuery, p crm.Page) ([]trade.DealRow, error)
	CountDeals(ctx context.Context, q trade.DealQuery) (crm.Count, error)
	StageCounts(ctx context.Context, q trade.DealQuery) ([]trade.StageCount, error)
}

// Clients is what a deal may be with.
type Clients interface {
	Client(ctx context.Context, id crm.ClientID) (crm.Client, error)
	Clients(ctx context.Context, q crm.ClientQuery, p crm.Page) ([]crm.ClientRow, error)
}

// Desk is what board and list need.
type Desk interface {
	Reader
	Clients
	Mover
	parts.Layouts
}

// fitPause is how long the width of the board rests before the heads of its columns follow it.
const fitPause = 80 * time.Millisecond

// pipelineName is under what the pipeline of the board is kept.
const pipelineName = "deals.pipeline"

// Screen is the deals, as a board or as a list.
type Screen struct {
	*parts.Listing[trade.DealQuery, row]
	env    *parts.Env
	desk   Desk
	loader kit.Loader
	acts   kit.Loader // of moves: they go on when another room is shown

	top    *parts.Top
	head   *head
	views  *fyne.Container
	empty  *fyne.Container
	object fyne.CanvasObject

	board  *kit.Board
	boxed  *fyne.Container // the board with what watches its width
	lanes  []lane
	counts []trade.StageCount
	wordy  bool            // the heads of the columns bear words
	back   *kit.BoardState // to return to once the columns are there
	foot   *foot

	listed    bool         // the list is shown
	routed    crm.ClientID // the client the route asked for last
	restored  bool         // the place was come back to
	pipelines []trade.Pipeline
	kept      trade.PipelineID // chosen on the board last, in an earlier run too
	recalled  bool             // kept was read
}

// card is a deal on the board.
type card struct{ trade.DealRow }

// Key is the deal's id.
func (c card) Key() int64 { return int64(c.ID) }

// row is a deal as a row of the list.
type row struct{ trade.DealRow }

// Key is the deal's id.
func (r row) Key() int64 { return int64(r.ID) }

// New builds the screen; it loads nothing.
func New(env *parts.Env, d Desk) *Screen {
	s := &Screen{env: env, desk: d}
	s.Listing = parts.NewListing(env, &s.loader, &s.acts, trade.DealQuery{Sort: sorts[0], Outcomes: []trade.Outcome{trade.Running}}, s.listing())
	fresh := kit.NewButton(kit.Primary, env.T.T("deals.new"), s.New).WithIcon("plus").WithTip(parts.CommandKey("N"))
	s.top = parts.NewTop(env, env.T.T("deals.title"), "", fresh)
	s.head = newHead(s)
	s.buildBoard()
	s.buildList()
	s.boxed = container.New(&boardLayout{changed: func() { s.loader.Debounce("fit", fitPause, s.refit) }}, s.board)
	s.views, s.empty = container.NewStack(s.boxed), container.NewStack()
	s.empty.Hide()
	s.object = kit.VBox(0, s.top.Object(), kit.Pad(s.head.object, 16, 0, 16, 8),
		kit.Grow(kit.Pad(container.NewStack(s.views, s.empty), 16, 0, 16, 16)))
	return s
}

// Object is the screen as drawn.
func (s *Screen) Object() fyne.CanvasObject { return s.object }

// Show loads, and gives the keyboard to the board or the list.
func (s *Screen) Show(to route.Route) {
	s.listed = to.Sub == parts.DealList
	if to.Client != s.routed && !s.restored {
		s.Query.Client = to.Client
	}
	s.routed, s.restored = to.Client, false
	if s.listed {
		s.views.Objects = []fyne.CanvasObject{s.table()}
		s.env.Window.Canvas().Focus(s.Grid)
	} else {
		s.views.Objects = []fyne.CanvasObject{s.boxed}
		s.env.Window.Canvas().Focus(s.board)
	}
	s.views.Refresh()
	s.head.show()
	if s.listed {
		s.ArrangeThen(func() { s.reload(nil) })
		return
	}
	s.reload(nil)
}

// Hide drops the reading under way; a move under way goes on.
func (s *Screen) Hide() { s.loader.Cancel() }

// Changed renews what an act may have changed. The board stays where it is, but follows the current card when it moved.
func (s *Screen) Changed(n crm.News) {
	if n.Speaks(crm.NounRep) {
		s.head.show()
	}
	var follow *trade.DealRow
	if _, c, ok := s.board.Current(); ok && !s.listed && n.Touches(c.(card).Client) {
		r := c.(card).DealRow
		follow = &r
	}
	s.reload(follow)
}

// reload reads anew what is in view; what was there is shown until the new comes.
func (s *Screen) reload(follow *trade.DealRow) {
	s.read(follow, func() {
		s.head.load()
		if s.listed {
			s.Reload()
			return
		}
		s.board.Reload()
	})
}

// narrow takes a changed filter: everything begins at its top.
func (s *Screen) narrow() {
	s.back = nil
	s.Grid.ClearSelection()
	s.read(nil, func() {
		s.head.load()
		if s.listed {
			s.Anew()
			return
		}
		s.board.Renew()
	})
}

// New begins a deal, with the client the room is narrowed to.
func (s *Screen) New() { s.env.Go(route.Route{Room: route.Deal, Client: s.Query.Client}) }

// Find puts the keyboard into the filter.
func (s *Screen) Find() { s.head.Find() }

// Key leads the arrows to what is shown when the keyboard is nowhere, and empties the filter at Esc.
func (s *Screen) Key(ev *fyne.KeyEvent) bool {
	switch ev.Name {
	case fyne.KeyEscape:
		if !s.narrowed() {
			return false
		}
		s.head.clear()
		return true
	case fyne.KeyDown, fyne.KeyUp, fyne.KeyPageDown, fyne.KeyPageUp, fyne.KeyHome, fyne.KeyEnd:
		var view interface {
			fyne.Focusable
		} = s.board
		if s.listed {
			view = s.Grid
		}
		s.env.Window.Canvas().Focus(view)
		view.TypedKey(ev)
		return true
	}
	return false
}

// narrowed reports whether the filters leave any deal out.
func (s *Screen) narrowed() bool {
	q := s.Query
	return q.Search != "" || q.Client != 0 || q.Owner != 0 || len(q.Types) > 0
}

// state is how the room was left.
type state struct {
	list  parts.LeftList[trade.DealQuery]
	board kit.BoardState
}

// State is how the room was left.
func (s *Screen) State() any {
	st := state{s.Left(), s.board.State()}
	if s.back != nil { // it has not come back yet itself
		st.board = *s.back
	}
	return st
}

// Restore shows the room as it was left, the board once its columns are there.
func (s *Screen) Restore(was any) {
	st, ok := was.(state)
	if !ok {
		return
	}
	s.back, s.restored = &st.board, true
	s.Return(st.list)
	s.head.set()
}

// pipeline is the pipeline the board shows: the chosen one, else the one chosen last, else the first; false while none is known.
func (s *Screen) pipeline() (trade.Pipeline, bool) {
	return chosen(s.pipelines, cmp.Or(s.Query.Pipeline, s.kept))
}

func chosen(list []trade.Pipeline, id trade.PipelineID) (trade.Pipeline, bool) {
	if p, ok := pipelineOf(list, id); ok {
		return p, true
	}
	if len(list) > 0 {
		return list[0], true
	}
	return trade.Pipeline{}, false
}

func pipelineOf(list []trade.Pipeline, id trade.PipelineID) (trade.Pipeline, bool) {
	for _, p := range list {
		if p.ID == id {
			return p, true
		}
	}
	return trade.Pipeline{}, false
}

func (s *Screen) openDeal(id trade.DealID) { s.env.Go(route.Route{Room: route.Deal, Deal: id}) }

func (s *Screen) failed(_ struct{}, err error) {
	if err != nil {
		s.env.Fail(err)
	}
}

// showEmpty says what to do where there is nothing to show.
func (s *Screen) showEmpty(sum totals) {
	if sum.all > 0 {
		s.empty.Hide()
		return
	}
	t := s.env.T
	picture, title, line, button := "case", "deals.empty", "deals.empty.line", kit.NewButton(kit.Primary, t.T("deals.new"), s.New).WithIcon("plus")
	if s.narrowed() || sum.any > 0 {
		picture, title, line, button = "search", "deals.none", "deals.none.line", kit.NewButton(kit.Plain, t.T("deals.clear"), s.head.clear)
	}
	s.empty.Objects = []fyne.CanvasObject{kit.NewGround(kit.Bg, 0), kit.EmptyState(kit.EmptyIcon(picture), t.T(title), t.T(line), button)}
	s.empty.Show()
	s.empty.Refresh()
}
