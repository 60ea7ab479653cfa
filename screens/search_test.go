package screens

import (
	"context"
	"slices"
	"testing"

	"rapport/app/crm"
	"rapport/app/text"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/route"
)

// found types into the palette and returns what it shows of one kind.
func (h *house) found(t *testing.T, typed string, noun crm.Noun) []kit.Result {
	t.Helper()
	hits, err := h.Desk.Find(context.Background(), typed, searchLimit)
	if err != nil {
		t.Fatal(err)
	}
	var some []kit.Result
	for _, r := range h.results(hits) {
		if r.Group == h.tongue().T("shell.find."+string(noun)) {
			some = append(some, r)
		}
	}
	if len(some) == 0 {
		t.Fatalf("%q found no %s among %v", typed, noun, hits)
	}
	return some
}

func TestPaletteOpensWhatItFinds(t *testing.T) {
	h := open(t, text.RU, true)
	ctx := context.Background()
	deals, err := h.Desk.Deals(ctx, trade.DealQuery{}, crm.Page{Limit: 1})
	if err != nil || len(deals) == 0 {
		t.Fatal(deals, err)
	}
	orders, err := h.Desk.Orders(ctx, trade.OrderQuery{}, crm.Page{Limit: 1})
	if err != nil || len(orders) == 0 {
		t.Fatal(orders, err)
	}
	items, err := h.Desk.Items(ctx, trade.ItemQuery{Sort: trade.ItemsByArticle, Desc: true}, h.Desk.Today(), crm.Page{Limit: 1})
	if err != nil || len(items) == 0 {
		t.Fatal(items, err)
	}
	for _, c := range []struct {
		typed string
		noun  crm.Noun
		icon  string
		title string
		sub   string
		to    route.Route
	}{
		{deals[0].Title, crm.NounDeal, "case", deals[0].Title, deals[0].ClientName, route.Route{Room: route.Deal, Deal: deals[0].ID}},
		{orders[0].Number, crm.NounOrder, "list", orders[0].Number, orders[0].ClientName, route.Route{Room: route.Order, Order: orders[0].ID}},
		{items[0].Article, crm.NounItem, "box", items[0].Article + " " + items[0].Name, items[0].Unit, route.Route{Room: route.Item, Item: items[0].ID}},
	} {
		some := h.found(t, c.typed, c.noun)
		at := -1
		for i, r := range some {
			if r.Title == c.title && r.Subtitle == c.sub {
				at = i
			}
		}
		if at < 0 || some[at].Icon != c.icon {
			t.Errorf("%q: %+v", c.typed, some)
			continue
		}
		some[at].Open()
		h.rest(t)
		if h.atPlace() != c.to {
			t.Errorf("%q opened %v, want %v", c.typed, h.atPlace(), c.to)
		}
	}
}

// TestVeryNumberOnTop holds that the group with the number typed stands above the others.
func TestVeryNumberOnTop(t *testing.T) {
	h := open(t, text.RU, true)
	orders, err := h.Desk.Orders(context.Background(), trade.OrderQuery{}, crm.Page{Limit: 1})
	if err != nil || len(orders) == 0 {
		t.Fatal(orders, err)
	}
	hits, err := h.Desk.Find(context.Background(), orders[0].Number, searchLimit)
	if err != nil {
		t.Fatal(err)
	}
	if shown := h.results(hits); len(shown) == 0 || shown[0].Title != orders[0].Number {
		t.Errorf("%+v", shown)
	}
}

func TestPaletteNamesWhereOneCanGo(t *testing.T) {
	h := open(t, text.RU, false)
	for typed, want := range map[string][]string{
		"нов кп": {"Новое КП"}, "новый": {"Новый клиент", "Новый заказ"}, "КАТАЛОГ": {"Новая позиция каталога", "Каталог"}, "настр": {"Настройки"},
		"ово": nil, "нов нет": nil, " ": nil,
	} {
		var got []string
		for _, r := range placesNamed(h.Shell.places(), typed) {
			got = append(got, r.Title)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q names %q, want %q", typed, got, want)
		}
	}
}
