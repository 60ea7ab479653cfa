package data

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/trade"
	"rapport/data/sqlite"
)

// fillChunk is how many households are made at once, fillBatch how many chunks make one transaction.
const (
	fillChunk = 1000
	fillBatch = 50
)

// fillTables are the tables that Fill writes.
var fillTables = []string{"client", "client_text", "client_tag", "tag", "mark", "contact", "interaction", "move", "offer", "offer_text", "tally", "offer_tally", "milestone", "stretch"}

// Fill writes n invented clients with their people and some history into an empty base, past the journal: for trials and
// measurements. The same seed gives the same content. progress, which may be nil, hears how many are done.
func (s *Store) Fill(ctx context.Context, n int, seed int64, progress func(done, all int)) error {
	if progress == nil {
		progress = func(int, int) {}
	}
	count, err := s.CountClients(ctx, crm.ClientQuery{})
	if err != nil {
		return err
	}
	if count.N > 0 {
		return errors.New("fill: the base is not empty")
	}
	f := &filler{seed: uint64(seed), vat: money.MustDec("22"), number: func(i int) string { return fmt.Sprintf("К-%07d", i) }}
	firm, err := s.settle(ctx, f)
	if err != nil {
		return fmt.Errorf("fill: %w", err)
	}
	load := func(tx *sqlite.Session) error {
		return newFillWriter(tx, firm.Currency).fill(ctx, f, n, progress)
	}
	var cuts map[crm.Sort][]milestone
	meanwhile := func(tx *sqlite.Session) (err error) {
		cuts, err = cutOrders(ctx, tx)
		return err
	}
	defer s.past.forget()
	defer s.counted.forget()
	err = s.db.Bulk(ctx, fillTables, []sqlite.Seek{clientSeek, offerSeek}, load, meanwhile)
	if err == nil {
		err = s.db.Write(ctx, func(tx *sqlite.Session) error { return writeMilestones(ctx, tx, cuts) })
	}
	if err != nil {
		return fmt.Errorf("fill: %w", err)
	}
	return nil
}

// settle sees to it that there is a firm and that it has people to own the clients.
func (s *Store) settle(ctx context.Context, f *filler) (crm.Firm, error) {
	var changes []crm.Change
	firm, err := s.Firm(ctx)
	if errors.Is(err, crm.ErrNotFound) {
		firm, err = crm.Firm{ID: 1, Name: "Ровный берег", Country: "RU", Currency: "RUB", City: "Тверь", VATPayer: true, VATRate: "22", Demo: true}, nil
		changes = append(changes, crm.Add(firm))
	}
	if err != nil {
		return firm, err
	}
	reps, err := s.Reps(ctx)
	if err != nil {
		return firm, err
	}
	if len(reps) == 0 {
		for i, name := range []string{"Вера Ладова", "Глеб Мартынов", "Зоя Птицына", "Олег Стрельников", "Юлия Чалая"} {
			reps = append(reps, crm.Rep{ID: crm.RepID(i + 1), Name: name})
			changes = append(changes, crm.Add(reps[i]))
		}
	}
	for _, r := range reps {
		f.reps = append(f.reps, r.ID)
	}
	if len(changes) > 0 {
		_, err = s.Apply(ctx, crm.Act{What: "act.fill", At: crm.At(fillStart)}, changes...)
	}
	return firm, err
}

// cooked is a household with its rows made.
type cooked struct {
	household
	row    clientRow
	text   string
	bodies [][]byte // of people, talks, moves, offers, in this order
	err    error
}

// fill makes chunks on all processors and writes them in their order.
func (w *fillWriter) fill(ctx context.Context, f *filler, n int, progress func(done, all int)) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	chunks := cookAll(ctx, n, func(first, end int) []*cooked { return cookChunk(f, first, end, n, w.currency) })
	done := 0
	for done < n {
		err := w.s.Batch(ctx, func() error {
			for range fillBatch {
				made, ok := <-chunks
				if !ok {
					return nil
				}
				for _, h := range <-made {
					if err := w.write(ctx, h); err != nil {
						return err
					}
					done++
				}
				progress(done, n)
				if err := ctx.Err(); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return w.s.Batch(ctx, func() error { return w.finish(ctx) })
}

// cookAll starts making chunks and hands them out in their order; it ends with ctx.
func cookAll[T any](ctx context.Context, n int, chunk func(first, end int) []T) <-chan chan []T {
	queue := make(chan chan []T, 2*runtime.NumCPU())
	go func() {
		defer close(queue)
		var cooks sync.WaitGroup
		defer cooks.Wait()
		slots := make(chan struct{}, runtime.NumCPU())
		for first := 0; first < n; first += fillChunk {
			made := make(chan []T, 1)
			select {
			case queue <- made:
			case <-ctx.Done():
				return
			}
			slots <- struct{}{}
			cooks.Go(func() {
				made <- chunk(first, min(first+fillChunk, n))
				<-slots
			})
		}
	}()
	return queue
}

func cookChunk(f *filler, first, end, n int, currency money.Currency) []*cooked {
	out := make([]*cooked, 0, end-first)
	for i := first; i < end; i++ {
		out = append(out, cook(f.household(i, n), currency))
	}
	return out
}

// cook makes the rows of a household as Apply would.
func cook(h household, currency money.Currency) *cooked {
	k := &cooked{household: h, text: clientText(h.client, h.people)}
	encode := func(r crm.Record) []byte {
		b, err := bodyOf(r)
		k.err = errors.Join(k.err, err)
		return b
	}
	k.row = rowOf(h.client, string(encode(h.client)))
	k.row.reach(h.client, h.people)
	for _, p := range h.people {
		k.bodies = append(k.bodies, encode(p))
	}
	for _, t := range h.talks {
		k.bodies = append(k.bodies, encode(t))
		k.row.touch = max(k.row.touch, int64(t.When))
		if t.NextStep != "" {
			k.row.nextStep, k.row.nextDay = t.NextStep, string(t.NextDay)
		}
	}
	for _, m := range h.moves {
		k.bodies = append(k.bodies, encode(m))
	}
	for _, o := range h.offers {
		k.bodies = append(k.bodies, encode(o))
		k.sum(o, currency)
	}
	return k
}

// sum adds an open offer to the client's row.
func (k *cooked) sum(o trade.Offer, currency money.Currency) {
	if !o.State.Open() || o.Currency != currency {
		return
	}
	if sums, err := trade.Count(o); err == nil {
		k.row.open += sums.Main().Gross
	}
	if k.row.openUntil == "" || string(o.ValidUntil) < k.row.openUntil {
		k.row.openUntil = string(o.ValidUntil)
	}
}
