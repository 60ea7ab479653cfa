package screens

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"rapport/screens/kit"
	"rapport/screens/parts"
	"rapport/screens/route"
)

// railPlaces are the rooms the rail leads to, in order; only what works stands there.
var railPlaces = []struct {
	room route.Room
	icon string
	sub  string
}{
	{route.Clients, "people", ""},
	{route.Board, "board", ""},
	{route.Deals, "case", ""},
	{route.Offers, "doc", ""},
	{route.Catalogue, "box", ""},
	{route.Imports, "ul", ""},
}

// partOf tells under which place of the rail a room stands.
var partOf = map[route.Room]route.Room{route.Form: route.Clients, route.Card: route.Clients, route.Assess: route.Clients, route.Offer: route.Offers, route.Batch: route.Offers, route.Help: route.Settings,
	route.Item: route.Catalogue, route.Prices: route.Catalogue,
	route.Deal: route.Deals, route.Pipelines: route.Deals, route.Orders: route.Deals, route.Order: route.Deals}

// rail is the navigation at the left edge.
type rail struct {
	object fyne.CanvasObject
	items  map[route.Room]*kit.RailItem
}

func newRail(s *Shell) *rail {
	r := &rail{items: map[route.Room]*kit.RailItem{}}
	t := s.tongue()
	column := []fyne.CanvasObject{kit.Pad(kit.NewLogo(32), 20, 12, 20, 16)}
	for i, p := range railPlaces {
		item := kit.NewRailItem(p.icon, t.T("shell.rail."+string(p.room)), func() { s.Go(route.Route{Room: p.room, Sub: p.sub}) })
		item.WithTip(t.T("shell.rail."+string(p.room)) + "  " + parts.CommandKey(string(rune('1'+i))))
		r.items[p.room] = item
		column = append(column, item)
	}
	gear := kit.NewRailItem("gear", t.T("shell.rail.settings"), func() { s.Go(route.Route{Room: route.Settings}) })
	r.items[route.Settings] = gear
	column = append(column, kit.Spacer(), gear, kit.Fixed(kit.Spacer(), 1, 4))
	r.object = container.NewStack(kit.NewGround(kit.Surface, 0), kit.HFill(0, kit.Spacer(), kit.NewUpright()), kit.VBox(4, column...))
	return r
}

// choose marks the place a room stands under; the first run has no rail.
func (r *rail) choose(room route.Room) {
	if room == route.Welcome {
		r.object.Hide()
		return
	}
	r.object.Show()
	if above, ok := partOf[room]; ok {
		room = above
	}
	for name, item := range r.items {
		item.SetChosen(name == room)
	}
}
