package catalogue

import (
	"context"
	"testing"

	"rapport/app/text"
	"rapport/app/trade"
	"rapport/screens/route"
	"rapport/screens/stand"
)

var (
	today = stand.Today
	ctx   = context.Background()
)

// rig is a stand for the catalogue.
type rig struct{ *stand.Stand }

// newRig opens a base with our firm; demo fills it with the demo firm of the language instead.
func newRig(t testing.TB, lang text.Lang, demo bool) *rig {
	t.Helper()
	return &rig{stand.Trade(t, lang, demo)}
}

// grid shows the room of items with all work done at once.
func (st *rig) grid() *Screen {
	s := New(st.Env, st.Desk)
	s.loader.Sync, s.acts.Sync = true, true
	st.Open(s, route.Route{Room: route.Catalogue})
	return s
}

// item shows the form of an item, or of a new one.
func (st *rig) item(to route.Route) *ItemScreen {
	s := NewItem(st.Env, st.Desk)
	s.loader.Sync = true
	to.Room = route.Item
	st.Open(s, to)
	return s
}

// prices shows a tab of the prices.
func (st *rig) prices(tab string) *PricesScreen {
	s := NewPrices(st.Env, st.Desk)
	s.loader.Sync, s.acts.Sync = true, true
	st.Open(s, route.Route{Room: route.Prices, Sub: tab})
	return s
}

// itemOf is the item with an article.
func (st *rig) itemOf(article string) trade.Item {
	st.T.Helper()
	found, err := st.Desk.ItemsByArticle(ctx, article, 1)
	if err != nil || len(found) == 0 {
		st.T.Fatalf("no item %s: %v", article, err)
	}
	return found[0]
}

// names are the names of the rows the grid has in memory, in order.
func (st *rig) names() []string {
	var names []string
	s := st.Screen.(*Screen)
	for i := range s.Source.Count() {
		if r, ok := s.Source.Row(i); ok {
			names = append(names, r.(row).Name)
		}
	}
	return names
}

// seek makes the row with the article the current one.
func (st *rig) seek(article string) trade.ItemRow {
	st.T.Helper()
	s := st.Screen.(*Screen)
	for i := range s.Source.Count() {
		if r, ok := s.Source.Row(i); ok && r.(row).Article == article {
			s.Grid.SelectRow(i)
			return r.(row).ItemRow
		}
	}
	st.T.Fatalf("no row %s", article)
	return trade.ItemRow{}
}
