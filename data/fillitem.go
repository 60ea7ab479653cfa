package data

import (
	"context"
	"errors"
	"fmt"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/trade"
	"rapport/data/sqlite"
)

// itemTables are the tables that FillItems writes.
var itemTables = []string{"item", "item_text", "item_tally", "item_group", "price_list", "item_price", "price_rule", "price_index", "capacity", "segment", "exchange"}

// FillItems writes n invented items into an empty catalogue, with groups, two price lists, prices of some years and rules of
// each mechanism, past the journal: for trials and measurements. The same seed gives the same content. progress, which may
// be nil, hears how many are done.
func (s *Store) FillItems(ctx context.Context, n int, seed int64, progress func(done, all int)) error {
	if progress == nil {
		progress = func(int, int) {}
	}
	if err := s.emptyCatalogue(ctx); err != nil {
		return err
	}
	home := money.RUB
	if firm, err := s.Firm(ctx); err == nil && firm.Currency != "" {
		home = money.Currency(firm.Currency)
	}
	clients, err := s.firstClients(ctx, min(n, 40))
	if err != nil {
		return fmt.Errorf("fill items: %w", err)
	}
	a := newAssortment(seed, home)
	load := func(tx *sqlite.Session) error { return newWareWriter(tx).fill(ctx, a, clients, n, progress) }
	defer s.items.forget()
	err = s.db.Bulk(ctx, itemTables, []sqlite.Seek{itemSeek}, load, func(*sqlite.Session) error { return nil })
	if err != nil {
		return fmt.Errorf("fill items: %w", err)
	}
	return nil
}

// emptyCatalogue makes sure that what is written meets nothing.
func (s *Store) emptyCatalogue(ctx context.Context) error {
	return s.db.Read(ctx, func(tx *sqlite.Session) error {
		for _, table := range itemTables {
			var n int
			if err := tx.Get(ctx, "SELECT count(*) FROM (SELECT 1 FROM "+table+" LIMIT 1)", nil, &n); err != nil {
				return err
			}
			if n > 0 {
				return errors.New("fill items: the catalogue is not empty")
			}
		}
		return nil
	})
}

func (s *Store) firstClients(ctx context.Context, most int) ([]crm.ClientID, error) {
	rows, err := s.Clients(ctx, crm.ClientQuery{Sort: crm.SortCreated}, crm.Page{Limit: most})
	var out []crm.ClientID
	for _, r := range rows {
		out = append(out, r.ID)
	}
	return out, err
}

// cookedWare is an item with its rows made.
type cookedWare struct {
	ware
	body   string
	text   string
	price  float64 // it is sorted by
	bodies []string
	err    error
}

// cookWare makes the rows of an item as Apply would.
func cookWare(w ware) *cookedWare {
	k := &cookedWare{ware: w, text: itemText(w.item), price: noPrice}
	encode := func(r crm.Record) string {
		b, err := bodyOf(r)
		k.err = errors.Join(k.err, err)
		return string(b)
	}
	k.body = encode(w.item)
	var mains []trade.ItemPrice
	for _, p := range w.prices {
		k.bodies = append(k.bodies, encode(p))
		if p.List == 1 {
			mains = append(mains, p)
		}
	}
	if p, ok := trade.PriceOn(mains, fillDay); ok {
		k.price = amount(p.Price)
	}
	return k
}

// wareWriter writes a filled catalogue.
type wareWriter struct {
	s      *sqlite.Session
	items  *itemWriter
	texts  *rowWriter
	prices *rowWriter
	seq    int64
}

func newWareWriter(s *sqlite.Session) *wareWriter {
	return &wareWriter{s: s, items: newItemWriter(s), texts: newRowWriter(s, "item_text", "", "seq", "item", "body"), prices: plainWriter(s, crm.NounPrice)}
}

// fill writes the groups, lists and rules, then the items chunk by chunk.
func (w *wareWriter) fill(ctx context.Context, a *assortment, clients []crm.ClientID, n int, progress func(done, all int)) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	if err := w.s.Batch(ctx, func() error { return w.writeAside(ctx, a, clients) }); err != nil {
		return err
	}
	chunks := cookAll(ctx, n, func(first, end int) []*cookedWare {
		out := make([]*cookedWare, 0, end-first)
		for i := first; i < end; i++ {
			out = append(out, cookWare(a.ware(i, n)))
		}
		return out
	})
	done := 0
	for made := range chunks {
		err := w.s.Batch(ctx, func() error {
			for _, k := range <-made {
				if err := w.write(ctx, k); err != nil {
					return err
				}
				done++
			}
			return ctx.Err()
		})
		if err != nil {
			return err
		}
		progress(done, n)
	}
	return errors.Join(ctx.Err(), w.s.Batch(ctx, func() error { return w.finish(ctx) }))
}

func (w *wareWriter) writeAside(ctx context.Context, a *assortment, clients []crm.ClientID) error {
	records := a.aside(clients)
	for _, g := range a.groups {
		records = append(records, g)
	}
	for _, l := range a.lists {
		records = append(records, l)
	}
	for _, r := range records {
		body, err := bodyOf(r)
		if err != nil {
			return err
		}
		put := plainWriter(w.s, r.Noun())
		if err := errors.Join(addPlain(ctx, put, r, string(body)), put.flush(ctx)); err != nil {
			return err
		}
	}
	return errors.Join(heldMargins{}.write(ctx, w.s), priceDay{fillDay, a.lists[0].ID}.write(ctx, w.s))
}

// write writes one item with its text and prices.
func (w *wareWriter) write(ctx context.Context, k *cookedWare) error {
	if k.err != nil {
		return k.err
	}
	w.seq++
	w.items.sums[laneOf(k.item)]++
	err := errors.Join(w.items.add(ctx, k.item, k.body, k.price), w.texts.add(ctx, w.seq, int64(k.item.ID), k.text))
	for i, p := range k.prices {
		err = errors.Join(err, addPlain(ctx, w.prices, p, k.bodies[i]))
	}
	return err
}

func (w *wareWriter) finish(ctx context.Context) error {
	return errors.Join(w.items.finish(ctx), w.texts.flush(ctx), w.prices.flush(ctx))
}
