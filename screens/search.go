package screens

import (
	"context"
	"slices"
	"strings"

	"rapport/app/crm"
	"rapport/app/text"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/parts"
	"rapport/screens/route"
)

// searchLimit is how many finds the palette shows.
const searchLimit = 50

// search opens the palette over everything.
func (s *Shell) search() {
	if !s.hasFirm || kit.ModalOpen() {
		return
	}
	t := s.tongue()
	places := s.places()
	words := kit.PaletteWords{Placeholder: t.T("shell.search"), Nothing: t.T("shell.search.nothing"), Failed: t.T("shell.search.failed")}
	kit.NewPalette(&kit.Loader{}, words, func(ctx context.Context, q string) ([]kit.Result, error) {
		if q == "" {
			return places, nil
		}
		hits, err := s.Desk.Find(ctx, q, searchLimit)
		return append(s.results(hits), placesNamed(places, q)...), err
	}).Show()
}

// places are what the palette offers before anything is typed: where one can go and what one can begin.
func (s *Shell) places() []kit.Result {
	t := s.tongue()
	var out []kit.Result
	add := func(icon, key string, to route.Route) {
		out = append(out, kit.Result{Group: t.T("shell.search.go"), Icon: icon, IconToken: kit.Accent, Title: t.T(key), Open: func() { s.Go(to) }})
	}
	add("plus", "shell.new.client", route.Route{Room: route.Form})
	add("plus", "shell.new.deal", route.Route{Room: route.Deal})
	add("plus", "shell.new.offer", route.Route{Room: route.Offer})
	add("plus", "shell.new.order", route.Route{Room: route.Order})
	add("plus", "shell.new.item", route.Route{Room: route.Item})
	for _, p := range railPlaces {
		add(p.icon, "shell.rail."+string(p.room), route.Route{Room: p.room})
	}
	add("list", "shell.rail.orders", route.Route{Room: route.Orders})
	add("gear", "shell.rail.settings", route.Route{Room: route.Settings})
	add("info", "shell.help", route.Route{Room: route.Help})
	return out
}

// placesNamed are the places in whose names each typed word begins a word.
func placesNamed(places []kit.Result, typed string) []kit.Result {
	var out []kit.Result
	sought := text.Words(typed)
	for _, p := range places {
		words := text.Words(p.Title)
		begins := func(w string) bool {
			return slices.ContainsFunc(words, func(of string) bool { return strings.HasPrefix(of, w) })
		}
		if len(sought) > 0 && !slices.ContainsFunc(sought, func(w string) bool { return !begins(w) }) {
			out = append(out, p)
		}
	}
	return out
}

// results shows finds under the headings of their kinds, in the order in which the kinds come.
func (s *Shell) results(hits []crm.Hit) []kit.Result {
	var nouns []crm.Noun
	groups := map[crm.Noun][]kit.Result{}
	for _, h := range hits {
		if !slices.Contains(nouns, h.Noun) {
			nouns = append(nouns, h.Noun)
		}
		groups[h.Noun] = append(groups[h.Noun], s.result(h))
	}
	var out []kit.Result
	for _, noun := range nouns {
		out = append(out, groups[noun]...)
	}
	return out
}

func (s *Shell) result(h crm.Hit) kit.Result {
	t := s.tongue()
	r := kit.Result{Group: t.T("shell.find." + string(h.Noun)), Icon: hitIcons[h.Noun], IconToken: parts.TypeTone(h.Type).Ink,
		Title: text.Line(h.Title, 200), Subtitle: text.Line(h.Sub, 200), Open: func() { s.openHit(h) }}
	switch h.Noun {
	case crm.NounClient:
		r.Kind = parts.StageShort(t, s.lens(), h.Rung)
	case crm.NounOffer:
		r.Subtitle = parts.DayWord(s.env, crm.Day(h.Sub))
	case crm.NounItem:
		r.IconToken = kit.Text2
	}
	return r
}

var hitIcons = map[crm.Noun]string{crm.NounClient: "firm", crm.NounContact: "user", crm.NounDeal: "case", crm.NounOffer: "doc", crm.NounOrder: "list",
	crm.NounItem: "box"}

// openHit shows what a find of the palette stands for.
func (s *Shell) openHit(h crm.Hit) {
	switch h.Noun {
	case crm.NounOffer:
		s.Go(route.Route{Room: route.Offer, Offer: trade.OfferID(h.ID)})
	case crm.NounDeal:
		s.Go(route.Route{Room: route.Deal, Deal: trade.DealID(h.ID)})
	case crm.NounOrder:
		s.Go(route.Route{Room: route.Order, Order: trade.OrderID(h.ID)})
	case crm.NounItem:
		s.Go(route.Route{Room: route.Item, Item: trade.ItemID(h.ID)})
	case crm.NounContact:
		s.Go(route.Route{Room: route.Card, Client: h.Client, Sub: "people"})
	default:
		s.Go(route.Route{Room: route.Card, Client: crm.ClientID(h.ID)})
	}
}
