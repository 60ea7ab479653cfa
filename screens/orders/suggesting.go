package orders

import (
	"rapport/app/crm"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/parts"
)

// suggestion proposes items of the catalogue while the name of a line is typed.
func (h *sheet) suggestion() *kit.LGSuggest {
	return &kit.LGSuggest{
		Find: parts.SuggestItems(h.s.env, &h.s.loader, h.s.desk, func() crm.Day { return h.take().Day }),
		Take: func(r kit.LGRow, o kit.Option) { h.takeInto(r.Key, parts.ReadID[trade.ItemID](o.ID)) }}
}

// takeInto makes a line one of an item, at the price this client pays; quantity, discount and period stay.
func (h *sheet) takeInto(key int64, id trade.ItemID) {
	it := h.lines.of(key)
	if it == nil {
		return
	}
	h.quote(priceKey(key), id, nil, it.line.Quantity, func(q quotedLine, err error) {
		now := h.lines.of(key)
		if err != nil || now == nil {
			h.s.env.Fail(err)
			return
		}
		q.line.Discount, q.line.Period = now.line.Discount, now.line.Period
		now.line, now.new = q.line, true
		h.changed()
		h.remarkPrice(q.quoted)
		h.focusLines()
		if len(q.quoted.Item.Features) > 0 {
			parts.AskChoices(h.s.env, q.quoted.Item, func(choices []string) { h.choose(key, choices) })
			return
		}
		h.grid.Edit(key, colQuantity)
	})
}
