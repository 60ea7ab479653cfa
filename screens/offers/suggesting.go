package offers

import (
	"context"
	"strconv"

	"rapport/app/crm"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/parts"
)

// suggestion proposes items of the catalogue while the name of a line is typed.
func (e *Editor) suggestion() *kit.LGSuggest {
	return &kit.LGSuggest{
		Find: parts.SuggestItems(e.env, &e.loader, e.desk, func() crm.Day { return e.offer.Day }),
		Take: func(r kit.LGRow, o kit.Option) { e.takeInto(r.Key, parts.ReadID[trade.ItemID](o.ID)) }}
}

// takeInto makes a line one of an item, at the price this client pays; quantity, discount and what the line is stay.
func (e *Editor) takeInto(key int64, id trade.ItemID) {
	it := e.ledger.line(key)
	if it == nil {
		return
	}
	o, quantity := e.snapshot(), it.line.Quantity
	kit.Load(&e.loader, "price "+strconv.FormatInt(key, 10), func(ctx context.Context) (priced, error) {
		line, q, err := e.desk.LineOf(ctx, o, id, nil, quantity)
		return priced{line, q}, err
	}, func(p priced, err error) {
		now := e.ledger.line(key)
		if err != nil || now == nil {
			e.env.Fail(err)
			return
		}
		was := now.line
		p.line.Optional, p.line.Alternative, p.line.Discount, p.line.Note, p.line.Break = was.Optional, was.Alternative, was.Discount, was.Note, was.Break
		now.line = p.line
		e.changed()
		e.remark(p.quoted)
		e.focusLines()
		if len(p.quoted.Item.Features) > 0 {
			parts.AskChoices(e.env, p.quoted.Item, func(choices []string) { e.choose(key, choices) })
			return
		}
		e.grid.Edit(key, colQuantity)
	})
}
