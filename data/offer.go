package data

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"rapport/app/crm"
	"rapport/app/trade"
)

// offerState is an offer that a step writes: changed itself, or its client renamed or assessed anew.
type offerState struct {
	id      int64
	had     bool
	typ     int64 // as the row had it
	state   string
	past    bool // as the row had it: there was a later version
	number  string
	row     []any // offerNames as they were
	seq     int64
	oldText string
	value   *trade.Offer // nil when it goes
	body    string
	gone    bool // there will be a later version
}

// writeOffers writes the offers of a step, with the type and the name of their clients as they will be.
func (b *batch) writeOffers(ctx context.Context) error {
	states, err := b.loadOffers(ctx)
	if err != nil || len(states) == 0 {
		return err
	}
	b.succeed(states)
	put := newRowWriter(b.s, "offer", "", offerNames...)
	sums := map[saleLane]int64{}
	var gone []int64
	texts := make([]textChange, 0, len(states))
	for _, o := range states {
		if o.had {
			sums[offerLane(o.typ, o.state, o.past)]--
		}
		change := textChange{seq: o.seq, id: o.id, had: o.had, old: o.oldText, keep: o.value != nil}
		if o.value == nil {
			gone = append(gone, o.id)
			texts = append(texts, change)
			continue
		}
		c := b.clientOf(o.value.Client)
		if err := o.write(ctx, put, offerValues(*o.value, c, o.gone, o.body)); err != nil {
			return err
		}
		sums[offerLane(c.typ, column(string(o.value.State)), o.gone)]++
		if change.text = offerText(*o.value, c.name); !o.had || change.text != change.old {
			texts = append(texts, change)
		}
	}
	if err := put.flush(ctx); err != nil {
		return err
	}
	if err := deleteIn(ctx, b.s, "DELETE FROM offer WHERE id IN %s", gone); err != nil {
		return err
	}
	if err := offerLedger.writeTally(ctx, b.s, sums); err != nil {
		return err
	}
	return writeTexts(ctx, b.s, offerSeek, "offer", texts)
}

var offerNames = []string{"id", "number", "version", "client", "type", "subject", "day", "valid_until", "state", "currency", "total", "monthly", "succeeded", "firm", "template",
	"number_key", "client_key", "subject_key", "valid_key", "state_key", "tie", "body"}

// write adds an offer that comes, or writes what changes of one that is there.
func (o *offerState) write(ctx context.Context, put *rowWriter, values []any) error {
	if !o.had {
		return put.add(ctx, values...)
	}
	return alterRow(ctx, put.s, "offer", o.id, offerNames[1:], o.row[1:], values[1:])
}

// offerValues are the columns of an offer. One whose sums do not fit shows 0 in lists; the form tells why.
func offerValues(o trade.Offer, c dress, succeeded bool, body string) []any {
	var total, monthly int64
	if sums, err := trade.Count(o); err == nil {
		total, monthly = sums.Main().Gross, sums.Monthly.Gross
	}
	by := offerSorted(o)
	return []any{int64(o.ID), column(o.Number), int64(o.VersionNo()), int64(o.Client), c.typ, column(o.Subject), column(string(o.Day)), column(string(o.ValidUntil)),
		column(string(o.State)), column(string(o.Currency)), total, monthly, flag(succeeded), int64(o.Firm), int64(o.Template),
		by.number, c.key, by.subject, by.valid, by.state, int64(o.ID), body}
}

// offerText is what an offer is found by.
func offerText(o trade.Offer, client string) string {
	var w bodyWriter
	w.words(o.Number, o.Subject, client)
	return w.String()
}

// clientOf is what a client will show in its offers after the step.
func (b *batch) clientOf(id crm.ClientID) dress {
	if s := b.settled.states[int64(id)]; s != nil && s.value != nil {
		return dress{typeCode(s.value.Type), s.value.Name, sortKey(s.value.Name)}
	}
	return dress{key: noKey}
}

// loadOffers reads the offers the step concerns as they were, ordered by the places of their texts.
func (b *batch) loadOffers(ctx context.Context) ([]*offerState, error) {
	states := map[int64]*offerState{}
	items := b.of(crm.NounOffer)
	for _, it := range items {
		o := &offerState{id: it.key, body: string(it.now)}
		if v, ok := it.after.(trade.Offer); ok {
			o.value = &v
		}
		states[it.key] = o
	}
	scan := func(r *sql.Rows) error { return scanOffer(r, states) }
	query := "SELECT o.id, o.number, o.type, o.state, o.succeeded, t.seq, t.body, o." + strings.Join(offerNames, ", o.") + " FROM offer o JOIN offer_text t ON t.offer = o.id WHERE "
	if err := eachIn(ctx, b.s, query+"o.id IN %s", nil, keysOf(items), scan); err != nil {
		return nil, err
	}
	if err := eachIn(ctx, b.s, query+"o.client IN %s", nil, b.redressed(), scan); err != nil {
		return nil, err
	}
	for number := range b.settled.numbers {
		if err := b.s.Each(ctx, query+"o.number = $1", []any{number}, scan); err != nil {
			return nil, err
		}
	}
	return b.placeOffers(ctx, states)
}

func scanOffer(r *sql.Rows, states map[int64]*offerState) error {
	was := offerState{row: make([]any, len(offerNames))}
	into := []any{&was.id, &was.number, &was.typ, &was.state, &was.past, &was.seq, &was.oldText}
	for i := range was.row {
		into = append(into, &was.row[i])
	}
	if err := r.Scan(into...); err != nil {
		return err
	}
	o := states[was.id]
	if o == nil {
		body, _ := was.row[len(was.row)-1].(string)
		o = &offerState{id: was.id, body: body, value: &trade.Offer{}}
		if err := json.Unmarshal([]byte(body), o.value); err != nil {
			return fmt.Errorf("offer %d: %w", was.id, err)
		}
		states[was.id] = o
	}
	o.had, o.number, o.typ, o.state, o.past, o.row, o.seq, o.oldText = true, was.number, was.typ, was.state, was.past, was.row, was.seq, was.oldText
	return nil
}

// renumber notes the numbers whose versions come, go or change: which of them is the newest may be another one then.
func (b *batch) renumber(before, after crm.Record) {
	was, had := before.(trade.Offer)
	now, has := after.(trade.Offer)
	if had && has && was.Number == now.Number && was.VersionNo() == now.VersionNo() {
		return
	}
	for _, o := range []trade.Offer{was, now} {
		if o.Number != "" {
			b.settled.numbers[column(o.Number)] = true
		}
	}
}

// concernVersions marks the clients of all versions of the numbers noted.
func (b *batch) concernVersions(ctx context.Context) error {
	for number := range b.settled.numbers {
		err := b.s.Each(ctx, "SELECT client FROM offer WHERE number = $1", []any{number}, func(r *sql.Rows) error {
			var id int64
			err := r.Scan(&id)
			b.state(id).deals = true
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// succeed decides which offers have a later version: of the numbers noted anew, of the others it is as it was.
func (b *batch) succeed(states []*offerState) {
	newest := map[string]int{}
	for _, o := range states {
		if o.value != nil {
			number := column(o.value.Number)
			newest[number] = max(newest[number], o.value.VersionNo())
		}
	}
	for _, o := range states {
		if o.value == nil {
			continue
		}
		number := column(o.value.Number)
		o.gone = o.past
		if b.settled.numbers[number] || number != o.number {
			o.gone = number != "" && o.value.VersionNo() < newest[number]
		}
	}
}

// redressed are the clients whose name or type changes: their offers' rows show both.
func (b *batch) redressed() []int64 {
	var ids []int64
	for _, s := range b.settled.order {
		if s.had && s.value != nil && (typeCode(s.value.Type) != s.old.typ || column(s.value.Name) != s.old.name) {
			ids = append(ids, s.id)
		}
	}
	return ids
}

func (b *batch) placeOffers(ctx context.Context, states map[int64]*offerState) ([]*offerState, error) {
	if len(states) == 0 {
		return nil, nil
	}
	var next int64
	if err := b.s.Get(ctx, "SELECT coalesce(max(seq), 0) + 1 FROM offer_text", nil, &next); err != nil {
		return nil, err
	}
	list := make([]*offerState, 0, len(states))
	for _, o := range states {
		list = append(list, o)
	}
	slices.SortFunc(list, func(x, y *offerState) int { return int(x.id - y.id) })
	for _, o := range list {
		if !o.had {
			o.seq = next
			next++
		}
	}
	slices.SortFunc(list, func(x, y *offerState) int { return int(x.seq - y.seq) })
	return list, nil
}

// offerLane is the lane of an offer.
func offerLane(typ int64, state string, succeeded bool) saleLane {
	return saleLane{at: [laneMost]any{typ, state, flag(succeeded)}}
}
