package data

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"

	"rapport/app/crm"
	"rapport/app/trade"
	"rapport/data/sqlite"
)

// noDay stands in columns that lists are sorted by for a day that is not set: behind every day.
const noDay = "~"

func orNoDay(d crm.Day) string {
	if d == "" {
		return noDay
	}
	return column(string(d))
}

// dress is what the row of a sale shows of its client.
type dress struct {
	typ  int64
	name string
	key  []byte // its sort key
}

// saleState is a deal or an order that a step writes: changed itself, or its client renamed or assessed anew.
type saleState struct {
	id      int64
	had     bool
	lane    saleLane // as the row had it
	seq     int64
	oldText string
	value   crm.Record // nil when it goes
	body    string
}

// book is how the records of a ledger become rows.
type book struct {
	ledger
	names  []string
	values func(r crm.Record, c dress, body string) []any
	lane   func(r crm.Record, c dress) saleLane
	text   func(r crm.Record, client string) string
	decode func(body []byte) (crm.Record, error)
}

var dealBook = book{
	ledger: dealLedger,
	names: []string{"id", "client", "client_key", "type", "title_key", "pipeline", "stage", "outcome", "owner", "currency", "amount", "chance",
		"expected", "next_day", "since", "created", "tie", "body"},
	values: func(r crm.Record, c dress, body string) []any {
		d := r.(trade.Deal)
		chance := ""
		if d.Own {
			chance = d.Probability.String()
		}
		return []any{int64(d.ID), int64(d.Client), c.key, c.typ, sortKey(d.Title), int64(d.Pipeline), int64(d.Stage), column(string(d.Outcome)),
			int64(d.Owner), column(string(d.Currency)), d.Amount, chance, orNoDay(d.Expected), orNoDay(d.NextDay), int64(d.Since()), int64(d.Created),
			int64(d.ID), body}
	},
	lane: func(r crm.Record, _ dress) saleLane {
		d := r.(trade.Deal)
		return saleLane{at: [laneMost]any{int64(d.Pipeline), int64(d.Stage)}}
	},
	text: func(r crm.Record, client string) string {
		d := r.(trade.Deal)
		var w bodyWriter
		w.words(d.Title, client, d.Rival, d.NextStep)
		return w.String()
	},
	decode: decodeSale[trade.Deal],
}

var saleBook = book{
	ledger: saleLedger,
	names: []string{"id", "client", "client_key", "type", "number", "number_key", "day", "promised", "kept", "state", "currency", "total", "deal",
		"offer", "tie", "body"},
	values: func(r crm.Record, c dress, body string) []any {
		o := r.(trade.Order)
		return []any{int64(o.ID), int64(o.Client), c.key, c.typ, column(o.Number), sortKey(o.Number), column(string(o.Day)), orNoDay(o.Promised),
			column(string(o.Kept)), column(string(o.State)), column(string(o.Currency)), o.Total(), int64(o.Deal), int64(o.Offer), int64(o.ID), body}
	},
	lane: func(r crm.Record, c dress) saleLane {
		return saleLane{at: [laneMost]any{c.typ, column(string(r.(trade.Order).State))}}
	},
	text: func(r crm.Record, client string) string {
		o := r.(trade.Order)
		var w bodyWriter
		w.words(o.Number, client)
		for _, l := range o.Lines {
			w.words(l.Article, l.Name)
		}
		return w.String()
	},
	decode: decodeSale[trade.Order],
}

func decodeSale[T crm.Record](body []byte) (crm.Record, error) {
	var v T
	err := json.Unmarshal(body, &v)
	return v, err
}

// writeSales writes the deals and orders of a step, with the type and the name of their clients as they will be.
func (b *batch) writeSales(ctx context.Context) error {
	for _, k := range []book{dealBook, saleBook} {
		states, err := b.loadSales(ctx, k)
		if err == nil && len(states) > 0 {
			err = b.writeBook(ctx, k, states)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", k.table, err)
		}
	}
	return b.linkOffers(ctx)
}

func (b *batch) writeBook(ctx context.Context, k book, states []*saleState) error {
	dresses, err := b.dresses(ctx, states)
	if err != nil {
		return err
	}
	put := newRowWriter(b.s, k.table, upsert(k.names), k.names...)
	sums := map[saleLane]int64{}
	var gone []int64
	texts := make([]textChange, 0, len(states))
	for _, st := range states {
		if st.had {
			sums[st.lane]--
		}
		change := textChange{seq: st.seq, id: st.id, had: st.had, old: st.oldText, keep: st.value != nil}
		if st.value == nil {
			gone = append(gone, st.id)
			texts = append(texts, change)
			continue
		}
		c := dresses[int64(st.value.About())]
		if err := put.add(ctx, k.values(st.value, c, st.body)...); err != nil {
			return err
		}
		sums[k.lane(st.value, c)]++
		if change.text = k.text(st.value, c.name); !st.had || change.text != change.old {
			texts = append(texts, change)
		}
	}
	if err := put.flush(ctx); err != nil {
		return err
	}
	if err := deleteIn(ctx, b.s, "DELETE FROM "+k.table+" WHERE id IN %s", gone); err != nil {
		return err
	}
	if err := k.writeTally(ctx, b.s, sums); err != nil {
		return err
	}
	return writeTexts(ctx, b.s, k.seek, k.table, texts)
}

// writeTally adds what a step changed to the tally of a ledger.
func (k ledger) writeTally(ctx context.Context, s *sqlite.Session, sums map[saleLane]int64) error {
	columns, t := k.laneColumns(""), k.tally()
	query := "INSERT INTO " + t + " (" + columns + ", n) VALUES (" + params(1, len(k.lanes)+1) + ") ON CONFLICT (" + columns + ") DO UPDATE SET n = " + t + ".n + excluded.n"
	for l, n := range sums {
		if n == 0 {
			continue
		}
		if err := s.Exec(ctx, query, append(slices.Clone(l.at[:len(k.lanes)]), n)...); err != nil {
			return err
		}
	}
	return s.Exec(ctx, "DELETE FROM "+t+" WHERE n = 0")
}

// loadSales reads the rows the step concerns as they were, ordered by the places of their texts.
func (b *batch) loadSales(ctx context.Context, k book) ([]*saleState, error) {
	states := map[int64]*saleState{}
	items := b.of(k.noun)
	for _, it := range items {
		states[it.key] = &saleState{id: it.key, body: string(it.now), value: it.after}
	}
	scan := func(r *sql.Rows) error { return k.scan(r, states) }
	query := "SELECT " + k.laneColumns("o.") + ", o.id, o.body, t.seq, t.body FROM " + k.table + " o JOIN " + k.seek.Texts + " t ON t." + k.table + " = o.id WHERE "
	if err := eachIn(ctx, b.s, query+"o.id IN %s", nil, keysOf(items), scan); err != nil {
		return nil, err
	}
	if err := eachIn(ctx, b.s, query+"o.client IN %s", nil, b.redressed(), scan); err != nil {
		return nil, err
	}
	return k.place(ctx, b.s, states)
}

func (k book) scan(r *sql.Rows, states map[int64]*saleState) error {
	var was saleState
	var body []byte
	if err := r.Scan(append(k.laneFields(&was.lane), &was.id, &body, &was.seq, &was.oldText)...); err != nil {
		return err
	}
	st := states[was.id]
	if st == nil {
		value, err := k.decode(body)
		if err != nil {
			return fmt.Errorf("%s %d: %w", k.table, was.id, err)
		}
		st = &saleState{id: was.id, body: string(body), value: value}
		states[was.id] = st
	}
	st.had, st.lane, st.seq, st.oldText = true, was.lane, was.seq, was.oldText
	return nil
}

// place gives new texts the next places and puts all in the order of theirs.
func (k book) place(ctx context.Context, s *sqlite.Session, states map[int64]*saleState) ([]*saleState, error) {
	if len(states) == 0 {
		return nil, nil
	}
	var next int64
	if err := s.Get(ctx, "SELECT coalesce(max(seq), 0) + 1 FROM "+k.seek.Texts, nil, &next); err != nil {
		return nil, err
	}
	list := make([]*saleState, 0, len(states))
	for _, st := range states {
		list = append(list, st)
	}
	slices.SortFunc(list, func(x, y *saleState) int { return cmp.Compare(x.id, y.id) })
	for _, st := range list {
		if !st.had {
			st.seq = next
			next++
		}
	}
	slices.SortFunc(list, func(x, y *saleState) int { return cmp.Compare(x.seq, y.seq) })
	return list, nil
}

// dresses are the types and names that the clients of some sales will have after the step.
func (b *batch) dresses(ctx context.Context, states []*saleState) (map[int64]dress, error) {
	out := map[int64]dress{}
	var ids []int64
	for _, st := range states {
		if st.value == nil {
			continue
		}
		id := int64(st.value.About())
		if _, known := out[id]; known {
			continue
		}
		out[id] = dress{}
		if s := b.settled.states[id]; s != nil && s.value != nil { // its row is written later
			out[id] = dress{typeCode(s.value.Type), column(s.value.Name), sortKey(s.value.Name)}
			continue
		}
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return out, eachIn(ctx, b.s, "SELECT id, type, name, name_key FROM client WHERE id IN %s", nil, ids, func(r *sql.Rows) error {
		var id int64
		var c dress
		err := r.Scan(&id, &c.typ, &c.name, &c.key)
		out[id] = c
		return err
	})
}

// linkOffers keeps which offers belong to the deals of a step, none to two.
func (b *batch) linkOffers(ctx context.Context) error {
	items := slices.DeleteFunc(b.of(crm.NounDeal), func(it *item) bool {
		was, _ := it.before.(trade.Deal)
		now, _ := it.after.(trade.Deal)
		return !it.again && slices.Equal(was.Offers, now.Offers)
	})
	if err := deleteIn(ctx, b.s, "DELETE FROM deal_offer WHERE deal IN %s", keysOf(items)); err != nil {
		return err
	}
	put := newRowWriter(b.s, "deal_offer", "", "offer", "deal", "place")
	for _, it := range items {
		now, _ := it.after.(trade.Deal)
		for i, offer := range now.Offers {
			if err := put.add(ctx, int64(offer), it.key, i); err != nil {
				return err
			}
		}
	}
	return put.flush(ctx)
}
