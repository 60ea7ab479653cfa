package board

import (
	"context"
	"slices"
	"testing"

	"rapport/app/crm"
	"rapport/app/desk"
	"rapport/app/text"
	"rapport/screens/parts"
	"rapport/screens/route"
	"rapport/screens/stand"
)

var today = stand.Today

// spy is a desk that notes what the board asked of it.
type spy struct {
	*desk.Desk
	moves   []moving
	types   []typing
	queries []crm.ClientQuery // of counts
	pages   []crm.Page
	counts  []crm.TypeCount // instead of the true ones
	broken  error           // of the next act
}

type moving struct {
	id           crm.ClientID
	to           crm.Rung
	reason, note string
}

type typing struct {
	id     crm.ClientID
	to     crm.RelType
	reason string
}

func (d *spy) MoveClient(ctx context.Context, id crm.ClientID, to crm.Rung, reason, note string) (crm.Move, error) {
	d.moves = append(d.moves, moving{id, to, reason, note})
	if d.broken != nil {
		return crm.Move{}, d.broken
	}
	return d.Desk.MoveClient(ctx, id, to, reason, note)
}

func (d *spy) ChooseType(ctx context.Context, id crm.ClientID, to crm.RelType, reason string) (crm.TypeAssessment, error) {
	d.types = append(d.types, typing{id, to, reason})
	return d.Desk.ChooseType(ctx, id, to, reason)
}

func (d *spy) RungCounts(ctx context.Context, q crm.ClientQuery) ([]crm.RungCount, error) {
	d.queries = append(d.queries, q)
	return d.Desk.RungCounts(ctx, q)
}

func (d *spy) Clients(ctx context.Context, q crm.ClientQuery, p crm.Page) ([]crm.ClientRow, error) {
	d.pages = append(d.pages, p)
	return d.Desk.Clients(ctx, q, p)
}

func (d *spy) TypeCounts(ctx context.Context, q crm.ClientQuery) ([]crm.TypeCount, error) {
	if d.counts != nil {
		return d.counts, nil
	}
	return d.Desk.TypeCounts(ctx, q)
}

// rig is a stand for the board, with the board in its window; it stands for the shell as well.
type rig struct {
	*Screen
	*stand.Stand
	desk     *spy
	lenses   []crm.Lens
	settings desk.Settings
	ask      bool // whether moves ask for their reason
}

// Settings and Apply stand for the shell.
func (st *rig) Settings() desk.Settings { return st.settings }
func (st *rig) Apply(s desk.Settings)   { st.settings = s }

// newRig opens a base, has it filled and shows the board.
func newRig(t testing.TB, lang text.Lang, fill stand.Fill) *rig {
	t.Helper()
	st := &rig{Stand: stand.New(t, lang, fill), settings: desk.Settings{Lens: "kotler"}}
	st.Apart = true
	st.desk = &spy{Desk: st.Desk}
	st.Env.Replace = func(r route.Route) {
		st.Went = append(st.Went, r)
		st.Screen.Show(r)
	}
	st.Env.AskReason = func(bool) bool { return st.ask }
	st.Env.Lens = st.lens
	st.Env.Currency = stand.Rubles
	st.open(st.Env.T, "")
	return st
}

// lens is the lens of the settings.
func (st *rig) lens() crm.Lens {
	i := slices.IndexFunc(st.lenses, func(l crm.Lens) bool { return parts.LensKey(l) == st.settings.Lens })
	return st.lenses[max(0, i)]
}

// open makes a new board, as the first visit and a change of language do, and shows it.
func (st *rig) open(t *text.Tongue, sub string) {
	var err error
	if st.lenses, err = st.desk.AllLenses(st.T.Context()); err != nil {
		st.T.Fatal(err)
	}
	env := *st.Env
	env.T = t
	st.Screen = New(&env, st.desk, st)
	st.loader.Sync, st.acts.Sync = true, true
	st.Open(st.Screen, route.Route{Room: route.Board, Sub: sub})
}

// card is the number of a column and of a card in it, by the name of the client.
func (st *rig) card(name string) (column, index int, id crm.ClientID) {
	st.T.Helper()
	for i, l := range st.lanes {
		for n := 0; ; n++ {
			c, ok := st.board.Card(l.id, n)
			if !ok {
				break
			}
			if r := c.(card).ClientRow; r.Name == name {
				return i, n, r.ID
			}
		}
	}
	st.T.Fatalf("%s is on no column", name)
	return 0, 0, 0
}

// current is the name of the current card and its column.
func (st *rig) current() (name, column string) {
	id, c, ok := st.board.Current()
	if !ok {
		return "", ""
	}
	l, _ := st.lane(id)
	return c.(card).Name, l.title
}
