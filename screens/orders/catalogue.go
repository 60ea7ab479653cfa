package orders

import (
	"context"
	"strconv"

	"rapport/app/desk"
	"rapport/app/money"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/parts"
)

// Shop finds items of the catalogue and makes lines of them.
type Shop interface {
	parts.ItemFinder
	OrderLineOf(ctx context.Context, o trade.Order, item trade.ItemID, choices []string, quantity money.Dec) (trade.OrderLine, desk.Quoted, error)
}

// quotedLine is a line made of an item, and what its price is made of.
type quotedLine struct {
	line   trade.OrderLine
	quoted desk.Quoted
}

// askedFor is for whom and by what terms lines are priced: where these change, so do the prices.
func askedFor(o trade.Order) string {
	return parts.ID(o.Client) + "|" + string(o.Day) + "|" + string(o.Currency) + "|" + string(o.Tax)
}

// pick opens the catalogue.
func (h *sheet) pick() {
	h.settle()
	if h.editingNothing() {
		h.items.Pick(h.take().Day)
	}
}

// quote makes a line of an item in the background, for the order as it stands.
func (h *sheet) quote(key string, item trade.ItemID, choices []string, quantity money.Dec, then func(quotedLine, error)) {
	o, d := h.take(), h.s.desk
	kit.Load(&h.s.loader, key, func(ctx context.Context) (quotedLine, error) {
		line, q, err := d.OrderLineOf(ctx, o, item, choices, quantity)
		return quotedLine{line, q}, err
	}, func(q quotedLine, err error) {
		if h.s.sheet == h { // another order may be shown by now
			then(q, err)
		}
	})
}

// takeItem adds a line of an item behind the current one at the price this client pays, and opens its quantity.
func (h *sheet) takeItem(id trade.ItemID) {
	h.quote("item", id, nil, money.DecInt(1), func(q quotedLine, err error) {
		if err != nil {
			h.s.env.Fail(err)
			return
		}
		key := h.putItem(q.line)
		h.changed()
		h.remarkPrice(q.quoted)
		h.focusLines()
		if len(q.quoted.Item.Features) > 0 {
			h.grid.Select(key)
			parts.AskChoices(h.s.env, q.quoted.Item, func(choices []string) { h.choose(key, choices) })
			return
		}
		h.grid.Edit(key, colQuantity)
	})
}

// putItem puts a line of an item in the place of the current one where nothing is written on that, else behind it.
func (h *sheet) putItem(line trade.OrderLine) (key int64) {
	if it := h.lines.of(h.grid.Current()); it != nil && blank(it.line) {
		it.line, it.new = line, true
		return it.key
	}
	key = h.lines.insert(h.next(), line)
	h.lines.of(key).new = true
	return key
}

// choose gives a line the choices of its item, with the price they make, and opens its quantity.
func (h *sheet) choose(key int64, choices []string) {
	it := h.lines.of(key)
	if it == nil {
		return
	}
	h.quote(priceKey(key), it.line.Item, choices, it.line.Quantity, func(q quotedLine, err error) {
		now := h.lines.of(key)
		if err != nil || now == nil {
			return // the line stays as the item alone is
		}
		q.line.Discount = now.line.Discount
		now.line = q.line
		h.changed()
		h.remarkPrice(q.quoted)
		h.grid.Edit(key, colQuantity)
	})
}

func priceKey(key int64) string { return "price " + strconv.FormatInt(key, 10) }

func (h *sheet) remarkPrice(q desk.Quoted) { parts.SayRemark(h.s.env, q.Item, q.Quotation) }

// quotable reports whether the price of a line follows the catalogue: one typed by hand stays, and so do those that were
// agreed, in an offer or when the order was saved.
func (h *sheet) quotable(it *item) bool {
	open := it.new || h.s.was == nil && h.base.Offer == 0
	return open && it.line.Item != 0 && len(it.line.Why) > 0 && it.line.Price == it.line.Quoted
}

// reprice asks anew what a line of the catalogue costs.
func (h *sheet) reprice(key int64) {
	it := h.lines.of(key)
	if it == nil || !h.quotable(it) {
		return
	}
	quantity := it.line.Quantity
	h.quote(priceKey(key), it.line.Item, it.line.Choices, quantity, func(q quotedLine, err error) {
		if now := h.lines.of(key); err == nil && now != nil && now.line.Quantity == quantity && h.quotable(now) {
			h.setQuoted(now, q)
		}
	})
}

// repriceAll asks anew what all lines of the catalogue cost when the client, the day, the currency or the VAT in prices
// became another.
func (h *sheet) repriceAll(o trade.Order) {
	was := h.asked
	if h.asked = askedFor(o); h.asked == was || was == "" {
		return
	}
	for _, it := range h.lines.list {
		h.reprice(it.key)
	}
}

// setQuoted gives a line the price the catalogue says, where it is another.
func (h *sheet) setQuoted(it *item, q quotedLine) {
	if !q.quoted.Found {
		h.remarkPrice(q.quoted) // the price stays as it was, which may be wrong by now
		return
	}
	if it.line.Price == q.line.Price && len(it.line.Why) == len(q.line.Why) {
		return
	}
	it.line.Price, it.line.Quoted, it.line.Why = q.line.Price, q.line.Quoted, q.line.Why
	h.changed()
	h.remarkPrice(q.quoted)
}

// unquote gives a line whose price was typed by hand the price of the catalogue again.
func (h *sheet) unquote(it *item) {
	it.line.Price = it.line.Quoted
	h.changed()
	h.reprice(it.key)
}

// priceItems are what the menu of a line offers about its price.
func (h *sheet) priceItems(it *item) []kit.MenuItem {
	l := trade.Line{Name: it.line.Name, Price: it.line.Price, Quoted: it.line.Quoted, Why: it.line.Why}
	items := parts.PriceMenu(h.s.env, l, money.Currency(h.form.Value("currency")), func() { h.unquote(it) })
	if len(items) > 0 {
		items = append(items, kit.Separator())
	}
	return items
}
