package clients

import (
	"context"
	"testing"

	"rapport/app/crm"
	"rapport/app/desk"
	"rapport/app/text"
	"rapport/screens/kit"
	"rapport/screens/route"
	"rapport/screens/stand"
)

var today = stand.Today

// spy is a desk that notes what the screen asked of it.
type spy struct {
	*desk.Desk
	queries []crm.ClientQuery // of lists
	pages   []crm.Page
	tagged  []tagging
	given   []giving
	removed []desk.Picked
	written []string
	broken  error           // of the next read of a list
	counts  []crm.TypeCount // instead of the true ones
	slow    chan struct{}   // an act waits until it is closed
	called  error           // whether the context of a slow act was called off meanwhile
}

func (d *spy) TypeCounts(ctx context.Context, q crm.ClientQuery) ([]crm.TypeCount, error) {
	if d.counts != nil {
		return d.counts, nil
	}
	return d.Desk.TypeCounts(ctx, q)
}

type tagging struct {
	picked desk.Picked
	tag    string
	off    bool
}

type giving struct {
	picked desk.Picked
	owner  crm.RepID
}

func (d *spy) Clients(ctx context.Context, q crm.ClientQuery, p crm.Page) ([]crm.ClientRow, error) {
	d.queries, d.pages = append(d.queries, q), append(d.pages, p)
	if d.broken != nil {
		return nil, d.broken
	}
	return d.Desk.Clients(ctx, q, p)
}

func (d *spy) TagClients(ctx context.Context, p desk.Picked, tag string, off bool) (int, error) {
	d.tagged = append(d.tagged, tagging{p, tag, off})
	if d.slow != nil {
		<-d.slow
		d.called = ctx.Err()
	}
	return d.Desk.TagClients(ctx, p, tag, off)
}

func (d *spy) GiveClients(ctx context.Context, p desk.Picked, owner crm.RepID) (int, error) {
	d.given = append(d.given, giving{p, owner})
	return d.Desk.GiveClients(ctx, p, owner)
}

func (d *spy) RemoveClients(ctx context.Context, p desk.Picked) (int, error) {
	d.removed = append(d.removed, p)
	return d.Desk.RemoveClients(ctx, p)
}

func (d *spy) ExportPicked(ctx context.Context, p desk.Picked, lang, path string) error {
	d.written = append(d.written, path)
	return d.Desk.ExportPicked(ctx, p, lang, path)
}

// rig is a stand for the list of clients, with the screen in its window.
type rig struct {
	*Screen
	*stand.Stand
	desk   *spy
	lens   crm.Lens
	saveTo string
}

// newRig opens a base, fills it and shows the screen.
func newRig(t testing.TB, lang text.Lang, fill stand.Fill) *rig {
	t.Helper()
	st := &rig{Stand: stand.New(t, lang, fill), lens: crm.ShippedLenses()[0], saveTo: t.TempDir() + "/clients.csv"}
	st.Apart = true
	st.desk = &spy{Desk: st.Desk}
	st.Env.Currency = stand.Rubles
	st.Env.Lens = func() crm.Lens { return st.lens }
	st.Env.SaveFile = func(_, _ string, picked func(string)) { picked(st.saveTo) }
	st.open(st.Env.T)
	return st
}

// open makes a new screen, as the first visit and a change of language do, and shows it.
func (st *rig) open(t *text.Tongue) {
	env := *st.Env
	env.T = t
	st.Screen = New(&env, st.desk)
	st.loader.Sync, st.acts.Sync = true, true
	st.Open(st.Screen, route.Route{Room: route.Clients})
}

// names are the names of the rows the grid has in memory, in order.
func (st *rig) names() []string {
	var names []string
	for i := range st.Source.Count() {
		if r, ok := st.Source.Row(i); ok {
			names = append(names, r.(row).Name)
		}
	}
	return names
}

// chip presses a chip: 0 is all types.
func (st *rig) chip(i int) { stand.Find[*kit.FilterChip](st.Object())[i].Tapped(nil) }

// asked is what the last list was asked for.
func (st *rig) asked() crm.ClientQuery { return st.desk.queries[len(st.desk.queries)-1] }

// count is how many clients the grid holds.
func (st *rig) count() int64 { return st.Source.Count() }
