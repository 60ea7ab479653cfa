package data

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"slices"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/trade"
	"rapport/data/sqlite"
)

// marginsOneByOne is how many items may have changed for their margins to be reckoned one by one; else all are.
const marginsOneByOne = 5000

// heldMargins is what the sorting margins in item hold for: the steps up to one, a day, and the terms of that day.
type heldMargins struct {
	step  int64
	day   crm.Day // "" when none was reckoned yet
	terms string
}

func readHeldMargins(ctx context.Context, s *sqlite.Session) (heldMargins, error) {
	var h heldMargins
	err := s.Get(ctx, "SELECT step, day, terms FROM item_margin_held WHERE id = 1", nil, &h.step, &h.day, &h.terms)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return h, err
}

func (h heldMargins) write(ctx context.Context, s *sqlite.Session) error {
	return s.Exec(ctx, `INSERT INTO item_margin_held (id, step, day, terms) VALUES (1, $1, $2, $3)
		ON CONFLICT (id) DO UPDATE SET step = excluded.step, day = excluded.day, terms = excluded.terms`, h.step, string(h.day), h.terms)
}

// marginTerms is all that makes the margin of an item on a day besides its cost and its price.
type marginTerms struct {
	List    trade.PriceList  // none: no margin is known
	Costing trade.Costing    // reduced to what holds on the day
	Foreign []money.Currency // that any cost is in, beside the currency of the list
	day     crm.Day
}

func termsOn(ctx context.Context, s *sqlite.Session, day crm.Day) (*marginTerms, error) {
	m := &marginTerms{day: day}
	firm, err := firmOf(ctx, s)
	if err != nil && !errors.Is(err, crm.ErrNotFound) {
		return m, err
	}
	m.Costing = trade.Costing{Home: money.Currency(firm.Currency), Country: firm.Country}
	if own, bad := money.ParseDec(firm.VATRate); bad == nil {
		m.Costing.Own = own
	}
	if m.List, err = mainListOn(ctx, s, firm, day); err != nil {
		return m, err
	}
	var rates []trade.TaxRate
	if err := eachBody(ctx, s, "SELECT body FROM tax_rate ORDER BY id", nil, func(r trade.TaxRate) { rates = append(rates, r) }); err != nil {
		return m, err
	}
	m.Costing.Rates = ratesOn(trade.AllTaxRates(rates), firm.Country, day)
	err = eachBody(ctx, s, "SELECT body FROM exchange WHERE day <= $1 ORDER BY currency, day, id", []any{string(day)}, func(e trade.Exchange) {
		all := &m.Costing.Exchanges
		if n := len(*all); e.Rate.Sign() > 0 && n > 0 && (*all)[n-1].Currency == e.Currency {
			(*all)[n-1] = e
		} else if e.Rate.Sign() > 0 {
			*all = append(*all, e)
		}
	})
	return m, err
}

// ratesOn are the rates of a country that hold on a day, one of each class.
func ratesOn(all []trade.TaxRate, country string, day crm.Day) []trade.TaxRate {
	var out []trade.TaxRate
	for _, r := range all {
		if r.Country != country || slices.ContainsFunc(out, func(o trade.TaxRate) bool { return o.Class == r.Class }) {
			continue
		}
		if held, ok := trade.RateOn(all, country, r.Class, day); ok && held.Class == r.Class {
			out = append(out, held)
		}
	}
	return out
}

// word tells the terms from others in what matters: a rate of exchange does where a cost is in its currency, a rate of VAT
// where prices have it.
func (m *marginTerms) word() (string, error) {
	said := marginTerms{List: m.List, Costing: m.Costing, Foreign: slices.Sorted(slices.Values(m.Foreign))}
	said.List.Name, said.List.Place = "", 0
	said.Costing.Exchanges = nil
	for _, e := range m.Costing.Exchanges {
		if len(m.Foreign) > 0 && (e.Currency == m.List.Currency || slices.Contains(m.Foreign, e.Currency)) {
			said.Costing.Exchanges = append(said.Costing.Exchanges, e)
		}
	}
	if !m.List.Gross {
		said.Costing.Rates, said.Costing.Own = nil, money.Dec{}
	}
	b, err := json.Marshal(said)
	return string(b), err
}

// like reports whether margins of some terms hold for these as well, and takes over what currencies their costs are in.
func (m *marginTerms) like(terms string) bool {
	var held marginTerms
	if json.Unmarshal([]byte(terms), &held) != nil {
		return false
	}
	m.Foreign = held.Foreign
	now, err := m.word()
	return err == nil && now == terms
}

// margin is what an item with a price is sorted by: the margin that lists show of it, below every number where none is known.
func (m *marginTerms) margin(i costed, price money.Dec) float64 {
	in := i.CostIn
	if in == "" {
		in = m.Costing.Home
	}
	if in != m.List.Currency && i.Cost.Sign() > 0 && !slices.Contains(m.Foreign, in) {
		m.Foreign = append(m.Foreign, in)
	}
	cost, known := m.Costing.Cost(i.Cost, i.CostIn, i.Tax, m.List, m.day)
	if !known {
		return noPrice
	}
	if of, ok := trade.Margin(price, cost); ok {
		return amount(of)
	}
	return noPrice
}

// costed is what of an item its margin is made of.
type costed struct {
	Tax    trade.TaxClass `json:"tax"`
	Cost   money.Dec      `json:"cost"`
	CostIn money.Currency `json:"cost_in"`
}

// marginsTurned sees to it that the sorting margins hold for a day and for all that was done, the first time a list is
// sorted by them after either turned. A base that cannot be written to right now is sorted by those of before.
func (s *Store) marginsTurned(ctx context.Context, day crm.Day) error {
	var held heldMargins
	var step int64
	err := s.db.Read(ctx, func(tx *sqlite.Session) (err error) {
		if held, err = readHeldMargins(ctx, tx); err == nil {
			step, err = lastStep(ctx, tx)
		}
		return err
	})
	if err != nil || day == "" || held.day == day && held.step == step {
		return err
	}
	err = s.db.Write(ctx, func(tx *sqlite.Session) error { return turnMargins(ctx, tx, day) })
	if errors.Is(err, ErrBusy) || errors.Is(err, ErrReadOnly) || errors.Is(err, ErrDiskFull) {
		return nil
	}
	return err
}

// turnMargins reckons the margins of the items that were changed, of those whose prices begin or end between the days, and
// of all when the terms are others.
func turnMargins(ctx context.Context, s *sqlite.Session, day crm.Day) error {
	held, err := readHeldMargins(ctx, s)
	if err != nil {
		return err
	}
	m, err := termsOn(ctx, s, day)
	if err != nil {
		return err
	}
	now := heldMargins{day: day}
	if now.step, err = lastStep(ctx, s); err != nil {
		return err
	}
	if err = m.bring(ctx, s, held); err != nil {
		return err
	}
	if now.terms, err = m.word(); err != nil {
		return err
	}
	return now.write(ctx, s)
}

// bring brings the margins that held up to date.
func (m *marginTerms) bring(ctx context.Context, s *sqlite.Session, held heldMargins) error {
	if held.day != "" && m.like(held.terms) {
		items, few, err := m.turned(ctx, s, held)
		if err != nil {
			return err
		}
		if few {
			return m.reckon(ctx, s, items)
		}
	}
	m.Foreign = nil
	return m.reckonAll(ctx, s)
}

// turned are the items whose margins may have turned since, when they are few.
func (m *marginTerms) turned(ctx context.Context, s *sqlite.Session, held heldMargins) (items []int64, few bool, err error) {
	err = s.Each(ctx, changedItemsQuery, []any{(held.step + 1) << placeBits, marginsOneByOne + 1}, func(r *sql.Rows) error {
		var noun crm.Noun
		var key int64
		var was, now sql.RawBytes
		if err := r.Scan(&noun, &key, &was, &now); err != nil {
			return err
		}
		if noun == crm.NounPrice {
			var p struct{ Item int64 }
			if len(now) == 0 {
				now = was
			}
			if err := json.Unmarshal(now, &p); err != nil {
				return err
			}
			key = p.Item
		}
		items = append(items, key)
		return nil
	})
	if err != nil || len(items) > marginsOneByOne {
		return nil, false, err
	}
	if held.day != m.day {
		args := []any{int64(m.List.ID), string(min(held.day, m.day)), string(max(held.day, m.day))}
		err = s.Each(ctx, turningQuery, args, func(r *sql.Rows) error {
			var id int64
			err := r.Scan(&id)
			items = append(items, id)
			return err
		})
	}
	slices.Sort(items)
	items = slices.Compact(items)
	return items, len(items) <= marginsOneByOne, err
}

// changedItemsQuery selects what was done to items and prices from a change on; a price never goes to another item.
const changedItemsQuery = "SELECT noun, key, was, now FROM change WHERE id >= $1 AND +noun IN ('" + string(crm.NounItem) + "', '" + string(crm.NounPrice) + "') LIMIT $2"

// newMargins are the sorting margins to be written.
type newMargins map[int64]float64

// look compares the margin of an item with the one that holds.
func (n newMargins) look(m *marginTerms, id int64, was float64, body []byte, price trade.ItemPrice, priced bool) error {
	margin := noPrice
	if priced {
		var i costed
		if err := json.Unmarshal(body, &i); err != nil {
			return err
		}
		margin = m.margin(i, price.Price)
	}
	if margin != was {
		n[id] = margin
	}
	return nil
}

// write writes them in the order of the rows.
func (n newMargins) write(ctx context.Context, s *sqlite.Session) error {
	ids := make([]int64, 0, len(n))
	for id := range n {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	for _, id := range ids {
		if err := s.Exec(ctx, "UPDATE item SET margin = $2 WHERE id = $1", id, n[id]); err != nil {
			return err
		}
	}
	return nil
}

// reckon brings the margins of some items up to date.
func (m *marginTerms) reckon(ctx context.Context, s *sqlite.Session, items []int64) error {
	prices, err := pricesOf(ctx, s, m.List.ID, m.day, items)
	if err != nil {
		return err
	}
	n := newMargins{}
	if err := eachIn(ctx, s, "SELECT id, margin, body FROM item WHERE id IN %s", nil, items, m.looking(n, prices)); err != nil {
		return err
	}
	return n.write(ctx, s)
}

// reckonAll brings the margins of all items up to date.
func (m *marginTerms) reckonAll(ctx context.Context, s *sqlite.Session) error {
	n, err := m.stale(ctx, s)
	if err != nil {
		return err
	}
	if len(n) <= marginsOneByOne {
		return n.write(ctx, s)
	}
	return s.Reindexed(ctx, []string{"item_by_margin", "item_in_group_by_margin"}, func() error { return n.write(ctx, s) })
}

// stale are the items whose margin is another than the one that is kept, with the one it is.
func (m *marginTerms) stale(ctx context.Context, s *sqlite.Session) (newMargins, error) {
	n := newMargins{}
	prices, err := allPrices(ctx, s, m.List.ID, m.day)
	if err != nil {
		return n, err
	}
	return n, s.Each(ctx, "SELECT id, margin, body FROM item", nil, m.looking(n, prices))
}

// looking takes rows of id, margin and body.
func (m *marginTerms) looking(n newMargins, prices map[trade.ItemID]trade.ItemPrice) func(*sql.Rows) error {
	return func(r *sql.Rows) error {
		var id int64
		var was float64
		var body sql.RawBytes
		if err := r.Scan(&id, &was, &body); err != nil {
			return err
		}
		p, priced := prices[trade.ItemID(id)]
		return n.look(m, id, was, body, p, priced)
	}
}

// keyItems gives the items of a base made before them the keys they are sorted by since.
func keyItems(ctx context.Context, s *sqlite.Session) error {
	var all []trade.Item
	if err := eachBody(ctx, s, "SELECT body FROM item", nil, func(i trade.Item) {
		all = append(all, trade.Item{ID: i.ID, Name: i.Name, Supplier: i.Supplier, Tax: i.Tax})
	}); err != nil {
		return err
	}
	for _, i := range all {
		if err := s.Exec(ctx, "UPDATE item SET supplier_key = $2, tax_key = $3 WHERE id = $1", int64(i.ID), supplierKey(i), taxKey(i)); err != nil {
			return err
		}
	}
	return nil
}
