package offers

import (
	"context"

	"rapport/app/crm"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/route"
)

// Changed follows acts done elsewhere: undo, redo, a state set in the list, people of the client.
func (e *Editor) Changed(n crm.News) {
	if !e.shown || e.offer.Currency == "" {
		return
	}
	for _, c := range n.Changes {
		if e.was == nil || c.Noun() != crm.NounOffer || c.Key() != int64(e.was.ID) || e.ownNews(n) {
			continue
		}
		now, ok := c.After().(trade.Offer)
		if !ok {
			e.gone()
			return
		}
		e.adopt(now)
		return
	}
	if n.Speaks(crm.NounItem) {
		e.totals.margin.renew()
	}
	if n.Speaks(crm.NounFirm, crm.NounDeal, crm.NounTemplate, crm.NounStockTerm, crm.NounSentPaper) || n.Touches(e.offer.Client) && n.Speaks(crm.NounClient, crm.NounContact, crm.NounOrder) {
		e.reread()
	}
}

// ownNews tells the news of our own saving.
func (e *Editor) ownNews(n crm.News) bool {
	return e.saving && !n.Undone && !n.Redone && (n.Act.What == "act.offer.edit" || n.Act.What == "act.offer.add")
}

// adopt shows the offer as it stands in the base now.
func (e *Editor) adopt(now trade.Offer) {
	e.loader.Drop("keep")
	again := e.offer.Client != now.Client
	e.was, e.kept = &now, e.edits
	left := e.offer.State != now.State
	e.present(now, e.fields.client, e.people)
	if again || left {
		e.reread()
	}
}

// gone leaves for the list: the offer was removed.
func (e *Editor) gone() {
	e.loader.Drop("keep")
	e.kept = e.edits
	e.env.Replace(route.Route{Room: route.Offers})
}

// reread reads anew what stands around the offer.
func (e *Editor) reread() {
	o := opened{offer: e.offer}
	kit.Load(&e.loader, "around", func(ctx context.Context) (opened, error) {
		err := e.look(ctx, &o)
		return o, err
	}, func(o opened, err error) {
		if err != nil {
			e.env.Fail(err)
			return
		}
		e.firm, e.people, e.around = o.firm, o.people, o.around
		e.fields.showAround()
		e.sheet.showKin()
		e.sheet.refit()
		if !e.editable() {
			e.sheet.lock(true)
		}
		e.fields.showClient(o.client)
		e.fields.showCases()
		e.fields.terms.showKept()
		e.preview.lay()
	})
}

// remembered is how the editor was left: the offer, and what was typed and not saved.
type remembered struct {
	ID    trade.OfferID
	Typed *trade.Offer
}

// State is how the editor was left.
func (e *Editor) State() any {
	r := &remembered{ID: e.offer.ID}
	if e.edits != e.kept && e.editable() {
		typed := e.snapshot()
		r.Typed = &typed
	}
	return r
}

// Restore shows the editor as it was left, once Show is called.
func (e *Editor) Restore(was any) {
	if r, ok := was.(*remembered); ok && (r.ID != 0 || r.Typed != nil) {
		e.restored = r
	}
}
