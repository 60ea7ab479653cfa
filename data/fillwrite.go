package data

import (
	"context"
	"slices"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/data/sqlite"
)

// fillWriter writes households row by row and counts them.
type fillWriter struct {
	s          *sqlite.Session
	currency   money.Currency
	clients    *rowWriter
	texts      *rowWriter
	offerTexts *rowWriter
	marks      *rowWriter
	tags       *rowWriter
	offers     *rowWriter
	plain      map[crm.Noun]*rowWriter
	sums       settling
	offerSums  map[saleLane]int64
	seq        int64
	offerSeq   int64
}

func newFillWriter(s *sqlite.Session, currency string) *fillWriter {
	w := &fillWriter{s: s, currency: money.Currency(currency), offerSums: map[saleLane]int64{},
		clients:    newRowWriter(s, "client", "", append(slices.Clone(clientNames), "body")...),
		texts:      newRowWriter(s, "client_text", "", "seq", "client", "body"),
		offerTexts: newRowWriter(s, "offer_text", "", "seq", "offer", "body"),
		marks:      newRowWriter(s, "mark", "", "kind", "value", "client", "contact"),
		tags:       newRowWriter(s, "client_tag", "", "tag_key", "name_key", "client"),
		offers:     newRowWriter(s, "offer", "", offerNames...),
		plain:      map[crm.Noun]*rowWriter{},
		sums:       settling{tallies: map[tallyKey]tallySum{}, tags: map[string]tagSum{}},
	}
	for _, n := range []crm.Noun{crm.NounContact, crm.NounInteraction, crm.NounMove} {
		sh := shelves[n]
		w.plain[n] = newRowWriter(s, sh.table, "", slices.Concat([]string{"id"}, sh.columns, []string{"body"})...)
	}
	return w
}

// write writes one household.
func (w *fillWriter) write(ctx context.Context, k *cooked) error {
	if k.err != nil {
		return k.err
	}
	w.seq++
	if err := w.clients.add(ctx, append(k.row.values(), k.row.body)...); err != nil {
		return err
	}
	if err := w.texts.add(ctx, w.seq, k.row.id, k.text); err != nil {
		return err
	}
	w.sums.tally(k.row, +1)
	for key, name := range tagKeys(&k.client) {
		w.sums.tag(key, name, +1)
		if err := w.tags.add(ctx, key, k.row.nameKey, k.row.id); err != nil {
			return err
		}
	}
	if err := w.writeMarks(ctx, k); err != nil {
		return err
	}
	return w.writeParts(ctx, k)
}

func (w *fillWriter) writeMarks(ctx context.Context, k *cooked) error {
	records := []crm.Record{k.client}
	for _, p := range k.people {
		records = append(records, p)
	}
	for _, r := range records {
		for m := range marksOf(r) {
			if err := w.marks.add(ctx, m.kind, m.value, m.client, m.contact); err != nil {
				return err
			}
		}
	}
	return nil
}

// writeParts writes what belongs to the client, in the order of the bodies.
func (w *fillWriter) writeParts(ctx context.Context, k *cooked) error {
	var parts []crm.Record
	for _, p := range k.people {
		parts = append(parts, p)
	}
	for _, t := range k.talks {
		parts = append(parts, t)
	}
	for _, m := range k.moves {
		parts = append(parts, m)
	}
	for i, r := range parts {
		values := slices.Concat([]any{r.Key()}, shelves[r.Noun()].values(r), []any{string(k.bodies[i])})
		if err := w.plain[r.Noun()].add(ctx, values...); err != nil {
			return err
		}
	}
	for i, o := range k.offers {
		w.offerSeq++
		w.offerSums[offerLane(k.row.typ, column(string(o.State)), false)]++
		if err := w.offers.add(ctx, offerValues(o, dress{k.row.typ, k.row.name, k.row.nameKey}, false, string(k.bodies[len(parts)+i]))...); err != nil {
			return err
		}
		if err := w.offerTexts.add(ctx, w.offerSeq, int64(o.ID), offerText(o, k.client.Name)); err != nil {
			return err
		}
	}
	return nil
}

// finish writes what is left in the writers, and the counts.
func (w *fillWriter) finish(ctx context.Context) error {
	writers := []*rowWriter{w.clients, w.texts, w.offers, w.offerTexts, w.marks, w.tags}
	for _, p := range w.plain {
		writers = append(writers, p)
	}
	for _, p := range writers {
		if err := p.flush(ctx); err != nil {
			return err
		}
	}
	if err := writeTallies(ctx, w.s, w.sums.tallies); err != nil {
		return err
	}
	if err := writeTagSums(ctx, w.s, w.sums.tags); err != nil {
		return err
	}
	return offerLedger.writeTally(ctx, w.s, w.offerSums)
}

// cutOrders finds the milestones of every order of a base that has none.
func cutOrders(ctx context.Context, s *sqlite.Session) (map[crm.Sort][]milestone, error) {
	sums, err := tallies(ctx, s)
	if err != nil {
		return nil, err
	}
	rows, lanes := int64(0), []lane(nil)
	for k, t := range sums {
		rows += t.n
		if ln := (lane{k.rung, k.typ}); !slices.Contains(lanes, ln) {
			lanes = append(lanes, ln)
		}
	}
	cuts := map[crm.Sort][]milestone{}
	for _, o := range orders {
		first := milestone{key: o.lowest, rows: map[lane]int64{}}
		if cuts[o.sort], err = cutRows(ctx, s, o, first, lanes, rows); err != nil {
			return nil, err
		}
	}
	return cuts, nil
}

// writeMilestones writes the milestones of every order of a base that has none.
func writeMilestones(ctx context.Context, s *sqlite.Session, cuts map[crm.Sort][]milestone) error {
	for _, o := range orders {
		for _, m := range cuts[o.sort] {
			id, err := addMilestone(ctx, s, o, m.key, m.client)
			if err != nil {
				return err
			}
			for l, n := range m.rows {
				if err := s.Exec(ctx, "INSERT INTO stretch (milestone, rung, type, n) VALUES ($1, $2, $3, $4)", id, l.rung, l.typ, n); err != nil {
					return err
				}
			}
		}
	}
	return nil
}
