package data

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"slices"

	"rapport/app/crm"
	"rapport/data/sqlite"
)

// clientState is a client that a step concerns: its row as it was and as it shall be.
type clientState struct {
	id      int64
	had     bool // the row was there
	old     clientRow
	oldText string
	seq     int64 // of its text
	value   *crm.Client
	row     clientRow
	text    string

	profile bool // the client or its people changed
	deals   bool // its deals or offers changed, or the firm's currency did
	talks   bool // its interactions changed
}

// settling is what a step leaves to be done once per client at its end.
type settling struct {
	states  map[int64]*clientState
	order   []*clientState // by the place of their text, as the full-text index wants it
	tallies map[tallyKey]tallySum
	tags    map[string]tagSum
	moved   []move
	numbers map[string]bool // of offers, whose versions come or go
}

// settleAtOnce is how many clients are settled together: their old and new rows are in memory at once.
const settleAtOnce = 2000

// settle writes clients, offers, deals and orders with all that is derived from their parts, once per client.
func (b *batch) settle(ctx context.Context) error {
	b.settled = settling{states: map[int64]*clientState{}, tallies: map[tallyKey]tallySum{}, tags: map[string]tagSum{}, numbers: map[string]bool{}}
	if err := b.concern(ctx); err != nil {
		return err
	}
	if len(b.settled.states) == 0 {
		return b.writeSales(ctx)
	}
	// What a client has in work is added up from the rows of its offers and deals: they are written first.
	for _, write := range []func(context.Context) error{b.writeMarks, b.loadStates, b.writeOffers, b.writeSales} {
		if err := write(ctx); err != nil {
			return err
		}
	}
	for part := range slices.Chunk(b.settled.order, settleAtOnce) {
		if err := b.settlePart(ctx, part); err != nil {
			return err
		}
	}
	if err := writeTallies(ctx, b.s, b.settled.tallies); err != nil {
		return err
	}
	if err := writeTagSums(ctx, b.s, b.settled.tags); err != nil {
		return err
	}
	return moveMilestones(ctx, b.s, b.settled.moved)
}

// concern marks which clients the items concern, and how.
func (b *batch) concern(ctx context.Context) error {
	for _, it := range b.items {
		for _, r := range []crm.Record{it.before, it.after} {
			if r == nil || r.About() == 0 {
				continue
			}
			st := b.state(int64(r.About()))
			switch it.noun {
			case crm.NounClient:
				st.profile = true
			case crm.NounContact:
				st.profile = true
			case crm.NounOffer, crm.NounDeal:
				st.deals = true
			case crm.NounInteraction:
				st.talks = true
			default:
				b.unconcern(st)
			}
		}
		if it.noun == crm.NounOffer {
			b.renumber(it.before, it.after)
		}
		if err := b.concernCurrency(ctx, it); err != nil {
			return err
		}
	}
	return b.concernVersions(ctx)
}

func (b *batch) state(id int64) *clientState {
	st := b.settled.states[id]
	if st == nil {
		st = &clientState{id: id}
		b.settled.states[id] = st
	}
	return st
}

// unconcern forgets a client that only a move or an assessment speaks of: nothing of its row comes from them.
func (b *batch) unconcern(st *clientState) {
	if !st.profile && !st.deals && !st.talks {
		delete(b.settled.states, st.id)
	}
}

// concernCurrency marks all clients with open offers or running deals when the firm changes its currency.
func (b *batch) concernCurrency(ctx context.Context, it *item) error {
	if it.noun != crm.NounFirm || currencyOf(it.before) == currencyOf(it.after) {
		return nil
	}
	const query = "SELECT client FROM offer WHERE state IN ('draft', 'sent', 'viewed', 'answered') UNION SELECT client FROM deal WHERE outcome = ''"
	return b.s.Each(ctx, query, nil, func(r *sql.Rows) error {
		var id int64
		if err := r.Scan(&id); err != nil {
			return err
		}
		b.state(id).deals = true
		return nil
	})
}

func currencyOf(r crm.Record) string {
	if f, ok := r.(crm.Firm); ok {
		return f.Currency
	}
	return ""
}

// loadStates reads the rows and texts as they were, decides what each client becomes and puts them in order.
func (b *batch) loadStates(ctx context.Context) error {
	st := b.settled.states
	ids := make([]int64, 0, len(st))
	for id := range st {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	query := "SELECT t.seq, t.body, c.body, " + clientColumns("c.") + " FROM client c JOIN client_text t ON t.client = c.id WHERE c.id IN %s"
	err := eachIn(ctx, b.s, query, nil, ids, func(r *sql.Rows) error { return b.scanState(r) })
	if err != nil {
		return err
	}
	for _, id := range ids {
		s := st[id]
		if it := b.byRef[ref{crm.NounClient, id}]; it != nil {
			s.value = nil
			if c, ok := it.after.(crm.Client); ok {
				s.value = &c
			}
		}
		if s.had || s.value != nil {
			b.settled.order = append(b.settled.order, s)
		}
	}
	return b.placeTexts(ctx)
}

func (b *batch) scanState(r *sql.Rows) error {
	var old clientRow
	var seq int64
	var text string
	var body []byte
	if err := r.Scan(append([]any{&seq, &text, &body}, old.fields()...)...); err != nil {
		return err
	}
	s := b.settled.states[old.id]
	s.had, s.old, s.seq, s.oldText = true, old, seq, text
	if b.byRef[ref{crm.NounClient, old.id}] != nil {
		return nil // what it becomes is in the item
	}
	s.old.body = string(body)
	s.value = &crm.Client{}
	return json.Unmarshal(body, s.value)
}

// placeTexts gives new clients the next places and orders all by theirs: the full-text index writes ascending places
// in one go.
func (b *batch) placeTexts(ctx context.Context) error {
	var next int64
	if err := b.s.Get(ctx, "SELECT coalesce(max(seq), 0) + 1 FROM client_text", nil, &next); err != nil {
		return err
	}
	for _, s := range b.settled.order {
		if !s.had {
			s.seq = next
			next++
		}
	}
	slices.SortFunc(b.settled.order, func(x, y *clientState) int { return int(x.seq - y.seq) })
	return nil
}

// settlePart derives and writes the rows of some clients.
func (b *batch) settlePart(ctx context.Context, part []*clientState) error {
	parts, err := b.loadParts(ctx, part)
	if err != nil {
		return err
	}
	for _, s := range part {
		if s.value != nil {
			b.derive(s, parts)
		}
		b.count(s)
	}
	return errors.Join(b.writeClients(ctx, part), b.writeTags(ctx, part), writeTexts(ctx, b.s, clientSeek, "client", b.texts(part)))
}

// derive makes the new row of a client out of its value, its parts, and what of the old row still holds.
func (b *batch) derive(s *clientState, parts *clientParts) {
	body := s.old.body
	if it := b.byRef[ref{crm.NounClient, s.id}]; it != nil {
		body = string(it.now)
	}
	s.row = rowOf(*s.value, body)
	s.row.carry(s.old)
	if s.profile || !s.had {
		people := parts.people[s.id]
		s.row.reach(*s.value, people)
		s.text = clientText(*s.value, people)
	} else {
		s.text = s.oldText
	}
	if s.deals || !s.had {
		w := parts.inWork[s.id]
		s.row.open, s.row.openUntil = w.open, w.until
	}
	if s.talks || !s.had {
		t := parts.talks[s.id]
		s.row.touch, s.row.nextStep, s.row.nextDay = t.touch, t.step, t.day
	}
}

// count notes what the change of a client means for the tallies, the tags and the milestones.
func (b *batch) count(s *clientState) {
	if s.had {
		b.settled.tally(s.old, -1)
	}
	if s.value != nil {
		b.settled.tally(s.row, +1)
	}
	b.settled.move(s)
}

// texts lists the searched texts that a part of the clients changes.
func (b *batch) texts(part []*clientState) []textChange {
	var out []textChange
	for _, s := range part {
		c := textChange{seq: s.seq, id: s.id, had: s.had, old: s.oldText, keep: s.value != nil, text: s.text}
		if c.had != c.keep || c.old != c.text {
			out = append(out, c)
		}
	}
	return out
}

// textChange is a searched text before and after.
type textChange struct {
	seq, id   int64
	had, keep bool
	old, text string
}

// writeTexts writes searched texts and their full-text index.
func writeTexts(ctx context.Context, s *sqlite.Session, k sqlite.Seek, column string, changes []textChange) error {
	for _, c := range changes {
		if c.had {
			if err := s.Exec(ctx, k.Drop(), c.seq, c.old); err != nil {
				return err
			}
		}
		var err error
		switch {
		case !c.keep:
			err = s.Exec(ctx, "DELETE FROM "+k.Texts+" WHERE seq = $1", c.seq)
		case c.had:
			err = s.Exec(ctx, "UPDATE "+k.Texts+" SET body = $1 WHERE seq = $2", c.text, c.seq)
		default:
			err = s.Exec(ctx, "INSERT INTO "+k.Texts+" (seq, "+column+", body) VALUES ($1, $2, $3)", c.seq, c.id, c.text)
		}
		if err != nil {
			return err
		}
		if c.keep {
			if err := s.Exec(ctx, k.Add(), c.seq, c.text); err != nil {
				return err
			}
		}
	}
	if len(changes) == 0 {
		return nil
	}
	return s.Plain(ctx, k.Tidy(len(changes)))
}
