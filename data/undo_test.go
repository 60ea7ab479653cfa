package data

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"testing"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/trade"
)

func TestUndoRedoLine(t *testing.T) {
	ctx := t.Context()
	dir := t.TempDir()
	s, err := Open(ctx, dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.NextUndo(ctx); !errors.Is(err, crm.ErrNotFound) {
		t.Errorf("an empty journal offers an undo: %v", err)
	}
	if _, _, err := s.Redo(ctx, 1); !errors.Is(err, crm.ErrNotFound) {
		t.Errorf("an empty journal offers a redo: %v", err)
	}
	a := aClient(1, "А")
	b, c := a, a
	b.Name, c.Name = "Б", "В"
	first, second := do(t, s, crm.Add(a)), do(t, s, crm.Alter(a, b))
	step, changes, err := s.Undo(ctx, when(7))
	if err != nil || step.ID != second || len(changes) != 1 || !reflect.DeepEqual(changes[0].After(), crm.Record(a)) {
		t.Fatalf("undo: %v %+v %v", err, step, changes)
	}
	if err := s.Close(); err != nil { // the line survives a restart
		t.Fatal(err)
	}
	if s, err = Open(ctx, dir, Options{}); err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if next, err := s.NextRedo(ctx); err != nil || next.ID != second || !next.Undone || !slices.Equal(next.Act.Args, []string{"N", "1"}) {
		t.Fatalf("next redo: %v %+v", err, next)
	}
	if step, _, err = s.Redo(ctx, when(8)); err != nil || step.ID != second {
		t.Fatalf("redo: %v %+v", err, step)
	}
	for _, want := range []crm.StepID{second, first} {
		if step, _, err = s.Undo(ctx, when(9)); err != nil || step.ID != want {
			t.Fatalf("undo: %v, step %d, want %d", err, step.ID, want)
		}
	}
	do(t, s, crm.Add(c)) // a new act: what was taken back is gone for good
	if _, err := s.NextRedo(ctx); !errors.Is(err, crm.ErrNotFound) {
		t.Errorf("redo after a new act: %v", err)
	}
	entries, err := s.History(ctx, crm.NounClient, 1, 50)
	if err != nil || len(entries) != 7 {
		t.Fatalf("history: %v, %d entries", err, len(entries))
	}
	if e := entries[len(entries)-1]; e.Step.ID != first || !e.Step.Undone || e.Change.Before() != nil {
		t.Errorf("the oldest entry is %+v", e)
	}
	if e := entries[1]; e.Step.Undoes != first || e.Step.Redo || e.Change.After() != nil || e.Step.Act.At != when(9) {
		t.Errorf("the undo in the history is %+v", e)
	}
	if all, err := s.History(ctx, "", 1, 3); err != nil || len(all) != 3 {
		t.Errorf("history of the client: %v, %d", err, len(all))
	}
}

// TestUndoIsStaleWhenTheBaseMoved alters a record past the line of undo.
func TestUndoIsStaleWhenTheBaseMoved(t *testing.T) {
	s := openTemp(t)
	a := aClient(1, "А")
	b := a
	b.Name = "Б"
	do(t, s, crm.Add(a))
	do(t, s, crm.Alter(a, b))
	err := s.db.Write(t.Context(), func(tx *session) error {
		return tx.Exec(t.Context(), "UPDATE step SET state = $1 WHERE id = 2", stateGone)
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := s.Undo(t.Context(), when(1)); !errors.As(err, new(crm.Stale)) {
		t.Errorf("undo over a later change: %v", err)
	}
	if got, err := s.Client(t.Context(), 1); err != nil || got.Name != "Б" {
		t.Errorf("the refused undo left %q, %v", got.Name, err)
	}
}

// dump writes all that the acts of the user make, without the journal and without places that may differ.
func dump(t testing.TB, s *Store) string {
	t.Helper()
	return rowsOf(t, s,
		"SELECT * FROM client ORDER BY id", "SELECT * FROM contact ORDER BY id", "SELECT * FROM interaction ORDER BY id", "SELECT * FROM move ORDER BY id",
		"SELECT * FROM type_assessment ORDER BY id", "SELECT * FROM offer ORDER BY id", "SELECT * FROM rep ORDER BY id", "SELECT * FROM firm ORDER BY id",
		"SELECT * FROM tally ORDER BY type, rung, owner", "SELECT * FROM offer_tally ORDER BY type, state, succeeded", "SELECT tag_key, n FROM tag ORDER BY tag_key",
		"SELECT tag_key, name_key, client FROM client_tag ORDER BY tag_key, name_key, client", "SELECT kind, value, client, contact FROM mark ORDER BY kind, value, client, contact",
		"SELECT client, body FROM client_text ORDER BY client", "SELECT offer, body FROM offer_text ORDER BY offer",
		"SELECT * FROM item_group ORDER BY id", "SELECT * FROM item ORDER BY id", "SELECT * FROM price_list ORDER BY id", "SELECT * FROM item_price ORDER BY id",
		"SELECT * FROM price_rule ORDER BY id", "SELECT * FROM price_index ORDER BY id", "SELECT * FROM capacity ORDER BY id", "SELECT * FROM segment ORDER BY id",
		"SELECT * FROM tax_rate ORDER BY id", "SELECT * FROM exchange ORDER BY id", "SELECT item, body FROM item_text ORDER BY item",
		"SELECT in_group, kind, stream, inactive, n FROM item_tally ORDER BY in_group, kind, stream, inactive")
}

// world is what a random play over the store knows to be there.
type world struct {
	dice
	clients []crm.Client
	people  []crm.Contact
	talks   []crm.Interaction
	offers  []trade.Offer
	next    int64
}

// turn makes the changes of one random act.
func (w *world) turn() []crm.Change {
	w.next++
	id := 1000 + w.next
	if len(w.clients) == 0 {
		w.clients = append(w.clients, w.client(id))
		return []crm.Change{crm.Add(w.clients[0])}
	}
	i := w.IntN(len(w.clients))
	c := w.clients[i]
	switch w.IntN(7) {
	case 0:
		n := w.client(id)
		p := aContact(id+1_000_000, id, pick(w.Rand, []string{"Анна", "Їжак", "Ёж"}))
		w.clients, w.people = append(w.clients, n), append(w.people, p)
		return []crm.Change{crm.Add(p), crm.Add(n)}
	case 1:
		n := w.client(int64(c.ID))
		w.clients[i] = n
		return []crm.Change{crm.Alter(c, n)}
	case 2:
		p := aContact(id, int64(c.ID), "Новый")
		w.people = append(w.people, p)
		return []crm.Change{crm.Add(p)}
	case 3:
		x := anInteraction(id, int64(c.ID), when(w.IntN(100)), pick(w.Rand, []string{"", "шаг"}))
		w.talks = append(w.talks, x)
		return []crm.Change{crm.Add(x)}
	case 4:
		o := anOffer(id, int64(c.ID), "", pick(w.Rand, trade.States), pick(w.Rand, []money.Currency{money.RUB, money.USD}), int64(w.IntN(90)))
		w.number(&o)
		w.offers = append(w.offers, o)
		return []crm.Change{crm.Add(o)}
	case 5:
		if len(w.offers) > 0 {
			k := w.IntN(len(w.offers))
			was, now := w.offers[k], w.offers[k]
			now.State, now.Subject = pick(w.Rand, trade.States), "иное"
			if w.IntN(3) == 0 {
				w.number(&now)
			}
			w.offers[k] = now
			return []crm.Change{crm.Alter(was, now)}
		}
	case 6:
		return w.remove(i)
	}
	return []crm.Change{crm.Add(crm.Rep{ID: crm.RepID(id), Name: "Р"})}
}

// number gives an offer one of a few numbers in a version of it that is free.
func (w *world) number(o *trade.Offer) {
	o.Number, o.Version = fmt.Sprint("КП-", w.IntN(9)), 1+w.IntN(3)
	for slices.ContainsFunc(w.offers, func(other trade.Offer) bool { return other.Number == o.Number && other.Version == o.Version }) {
		o.Version++
	}
}

// remove removes a client with all its parts.
func (w *world) remove(i int) []crm.Change {
	c := w.clients[i]
	var out []crm.Change
	w.people = slices.DeleteFunc(w.people, func(p crm.Contact) bool {
		if p.Client == c.ID {
			out = append(out, crm.Remove(p))
		}
		return p.Client == c.ID
	})
	w.talks = slices.DeleteFunc(w.talks, func(x crm.Interaction) bool {
		if x.Client == c.ID {
			out = append(out, crm.Remove(x))
		}
		return x.Client == c.ID
	})
	w.offers = slices.DeleteFunc(w.offers, func(o trade.Offer) bool {
		if o.Client == c.ID {
			out = append(out, crm.Remove(o))
		}
		return o.Client == c.ID
	})
	w.clients = slices.Delete(w.clients, i, i+1)
	return append(out, crm.Remove(c))
}

// TestUndoAllRedoAll plays at random, takes everything back and does it again; both ends are as they were.
func TestUndoAllRedoAll(t *testing.T) {
	for seed := range uint64(4) {
		s := openTemp(t)
		do(t, s, crm.Add(crm.Firm{ID: 1, Currency: "RUB"}))
		start := dump(t, s)
		w := &world{dice: newDice(seed)}
		const turns = 60
		for range turns {
			do(t, s, w.turn()...)
		}
		sound(t, s)
		backAndForth(t, s, fmt.Sprint("seed ", seed), turns, dump, start)
	}
}
