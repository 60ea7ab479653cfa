package screens

import (
	"context"

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
	words := kit.PaletteWords{Placeholder: t.T("shell.search"), Nothing: t.T("shell.search.nothing"), Failed: t.T("shell.search.failed")}
	kit.NewPalette(&kit.Loader{}, words, func(ctx context.Context, q string) ([]kit.Result, error) {
		if q == "" {
			return s.places(), nil
		}
		hits, err := s.Desk.Find(ctx, q, searchLimit)
		return s.results(hits), err
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
	for _, p := range railPlaces {
		add(p.icon, "shell.rail."+string(p.room), route.Route{Room: p.room})
	}
	add("gear", "shell.rail.settings", route.Route{Room: route.Settings})
	add("info", "shell.help", route.Route{Room: route.Help})
	return out
}

// results shows finds under the headings clients, people, offers.
func (s *Shell) results(hits []crm.Hit) []kit.Result {
	t := s.tongue()
	var out []kit.Result
	for _, noun := range []crm.Noun{crm.NounClient, crm.NounContact, crm.NounOffer} {
		for _, h := range hits {
			if h.Noun != noun {
				continue
			}
			r := kit.Result{Group: t.T("shell.find." + string(noun)), Icon: hitIcons[noun], IconToken: parts.TypeTone(h.Type).Ink,
				Title: text.Line(h.Title, 200), Subtitle: text.Line(h.Sub, 200), Open: func() { s.openHit(h) }}
			switch noun {
			case crm.NounClient:
				r.Kind = parts.StageShort(t, s.lens(), h.Rung)
			case crm.NounOffer:
				r.Subtitle = parts.DayWord(s.env, crm.Day(h.Sub))
			}
			out = append(out, r)
		}
	}
	return out
}

var hitIcons = map[crm.Noun]string{crm.NounClient: "firm", crm.NounContact: "user", crm.NounOffer: "doc"}

// openHit shows what a find of the palette stands for.
func (s *Shell) openHit(h crm.Hit) {
	switch h.Noun {
	case crm.NounOffer:
		s.Go(route.Route{Room: route.Offer, Offer: trade.OfferID(h.ID)})
	case crm.NounContact:
		s.Go(route.Route{Room: route.Card, Client: h.Client, Sub: "people"})
	default:
		s.Go(route.Route{Room: route.Card, Client: crm.ClientID(h.ID)})
	}
}
