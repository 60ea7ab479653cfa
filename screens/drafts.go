package screens

import (
	"cmp"
	"context"
	"log/slog"
	"slices"
	"strconv"
	"strings"

	"rapport/app/crm"
	"rapport/app/text"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/route"
)

// leftover is what was typed in the run before and not saved: the newest of it, and where it is taken up.
type leftover struct {
	what string // key of the message that names it
	name string // of the client or the offer
	to   route.Route
}

// offerLeftover says at the start that something typed was never saved, and leads there.
func (s *Shell) offerLeftover() {
	if !s.hasFirm {
		return
	}
	kit.Load(&s.loader, "leftover", s.newestLeftover, func(l leftover, err error) {
		switch {
		case err != nil:
			slog.Error("read drafts", "error", err) // each is offered again where it was typed
		case l.what != "":
			t := s.tongue()
			kit.ShowToast(kit.Toast{Icon: "clock", IconToken: kit.Amber, Sentence: t.T(l.what, "Name", l.name), Action: t.T("text.open"),
				OnAction: func() { s.Go(l.to) }, CloseTip: t.T("text.close")})
		}
	})
}

// newestLeftover is the newest draft whose record is still there.
func (s *Shell) newestLeftover(ctx context.Context) (leftover, error) {
	drafts, err := s.Desk.Drafts(ctx)
	slices.SortFunc(drafts, func(a, b crm.Draft) int { return cmp.Compare(b.At, a.At) })
	for _, d := range drafts {
		if l, ok := s.leftoverOf(ctx, d.Key); ok {
			return l, err
		}
	}
	return leftover{}, err
}

// leftoverOf reads the key of a draft: what was edited, and the id of its record or "new".
func (s *Shell) leftoverOf(ctx context.Context, key string) (leftover, bool) {
	kind, of, _ := strings.Cut(key, ":")
	n, err := strconv.ParseInt(of, 10, 64)
	switch {
	case kind == "client" && of == "new":
		return leftover{what: "shell.left.client.new", to: route.Route{Room: route.Form}}, true
	case kind == "offer" && of == "new":
		return leftover{what: "shell.left.offer.new", to: route.Route{Room: route.Offer}}, true
	case kind == "item" && of == "new":
		return leftover{what: "shell.left.item.new", to: route.Route{Room: route.Item}}, true
	case kind == "deal" && of == "new":
		return leftover{what: "shell.left.deal.new", to: route.Route{Room: route.Deal}}, true
	case kind == "order" && of == "new":
		return leftover{what: "shell.left.order.new", to: route.Route{Room: route.Order}}, true
	case err != nil:
		return leftover{}, false
	case kind == "deal":
		d, err := s.Desk.Deal(ctx, trade.DealID(n))
		return leftover{"shell.left.deal", text.Line(d.Title, leftoverName), route.Route{Room: route.Deal, Deal: d.ID}}, err == nil
	case kind == "order":
		o, err := s.Desk.Order(ctx, trade.OrderID(n))
		return leftover{"shell.left.order", o.Number, route.Route{Room: route.Order, Order: o.ID}}, err == nil
	case kind == "item":
		i, err := s.Desk.Item(ctx, trade.ItemID(n))
		return leftover{"shell.left.item", text.Line(i.Name, leftoverName), route.Route{Room: route.Item, Item: i.ID}}, err == nil
	case kind == "offer":
		o, err := s.Desk.Offer(ctx, trade.OfferID(n))
		return leftover{"shell.left.offer", o.Number, route.Route{Room: route.Offer, Offer: o.ID}}, err == nil
	}
	l, known := map[string]leftover{
		"client":      {what: "shell.left.client", to: route.Route{Room: route.Form}},
		"interaction": {what: "shell.left.interaction", to: route.Route{Room: route.Card}},
		"assess":      {what: "shell.left.assess", to: route.Route{Room: route.Assess}},
	}[kind]
	c, err := s.Desk.Client(ctx, crm.ClientID(n))
	l.name, l.to.Client = text.Line(c.Name, leftoverName), c.ID
	return l, known && err == nil
}

// leftoverName is how much of a client's name a toast bears.
const leftoverName = 60
