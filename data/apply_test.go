package data

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/trade"
)

// TestEveryNounComesBack adds, alters and removes a record of each noun and reads it back whole.
func TestEveryNounComesBack(t *testing.T) {
	ctx := t.Context()
	s := openTemp(t)
	c := aClient(10, "Берёзка")
	p := aContact(11, 10, "Петрова Анна Павловна")
	i := anInteraction(12, 10, when(5), "перезвонить")
	m := crm.Move{ID: 13, Client: 10, From: crm.Suspect, To: crm.Prospect, When: when(4), Reason: "inquiry", Note: "сам", Evidence: "письмо", By: 1}
	a := crm.TypeAssessment{ID: 14, Client: 10, Day: "2026-03-02", Answers: [7]int8{1, 2, 3, 1, 2, 3, 1}, Gate: crm.Gate{Large: true}, Reason: "так", By: 1, Made: when(3)}
	o := anOffer(15, 10, "КП-2026-0001", trade.Draft, money.RUB, 100)
	rep := crm.Rep{ID: 16, Name: "Олег", Post: "менеджер"}
	f := crm.Field{ID: 17, Name: "Цвет", Kind: crm.FieldChoice, Choices: []string{"белый"}, Place: 2}
	l := crm.Lens{ID: 18, Code: "own", Name: "Моя", Columns: crm.ShippedLenses()[1].Columns}
	firm := crm.Firm{ID: 19, Name: "Мы", Country: "RU", Currency: "RUB", Logo: []byte{1, 2, 0, 255}}
	do(t, s, crm.Add(c), crm.Add(p), crm.Add(i), crm.Add(m), crm.Add(a), crm.Add(o), crm.Add(rep), crm.Add(f), crm.Add(l), crm.Add(firm))
	sound(t, s)

	got := func(v any, err error) any {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	check := func(what string, got, want any) {
		t.Helper()
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s\n got %+v\nwant %+v", what, got, want)
		}
	}
	check("client", got(s.Client(ctx, 10)), c)
	check("contact", got(s.Contact(ctx, 11)), p)
	check("contacts", got(s.Contacts(ctx, 10)), []crm.Contact{p})
	check("interactions", got(s.Interactions(ctx, 10, crm.Page{Limit: 5})), []crm.Interaction{i})
	check("moves", got(s.Moves(ctx, 10)), []crm.Move{m})
	check("assessments", got(s.TypeAssessments(ctx, 10)), []crm.TypeAssessment{a})
	check("offer", got(s.Offer(ctx, 15)), o)
	check("offer by number", got(s.OfferByNumber(ctx, "КП-2026-0001")), o)
	check("numbers", got(s.OfferNumbers(ctx, "КП-2026-")), []string{"КП-2026-0001"})
	check("reps", got(s.Reps(ctx)), []crm.Rep{rep})
	check("fields", got(s.Fields(ctx)), []crm.Field{f})
	check("lenses", got(s.Lenses(ctx)), []crm.Lens{l})
	check("firm", got(s.Firm(ctx)), firm)

	c2, p2, i2, m2, a2, o2 := c, p, i, m, a, o
	c2.Name, p2.Left, i2.Said, m2.Note, a2.Grounds, o2.State = "Осинка", true, "иначе", "нет", "опыт", trade.Sent
	rep2, f2, l2, firm2 := rep, f, l, firm
	rep2.Gone, f2.Place, l2.Name, firm2.City = true, 1, "Наша", "Тверь"
	do(t, s, crm.Alter(c, c2), crm.Alter(p, p2), crm.Alter(i, i2), crm.Alter(m, m2), crm.Alter(a, a2), crm.Alter(o, o2),
		crm.Alter(rep, rep2), crm.Alter(f, f2), crm.Alter(l, l2), crm.Alter(firm, firm2))
	check("client altered", got(s.Client(ctx, 10)), c2)
	check("offer altered", got(s.Offer(ctx, 15)), o2)
	check("firm altered", got(s.Firm(ctx)), firm2)
	sound(t, s)

	do(t, s, crm.Remove(p2), crm.Remove(i2), crm.Remove(m2), crm.Remove(a2), crm.Remove(o2), crm.Remove(c2), crm.Remove(rep2), crm.Remove(f2), crm.Remove(l2), crm.Remove(firm2))
	if _, err := s.Client(ctx, 10); !errors.Is(err, crm.ErrNotFound) {
		t.Errorf("the removed client is still there: %v", err)
	}
	if _, err := s.Firm(ctx); !errors.Is(err, crm.ErrNotFound) {
		t.Errorf("the removed firm is still there: %v", err)
	}
	sound(t, s)
}

func TestDerivedRow(t *testing.T) {
	ctx := t.Context()
	s := openTemp(t)
	c := aClient(1, "Берёзка")
	c.Phones, c.Emails = nil, nil
	gone := aContact(2, 1, "Ушедший")
	gone.Left = true
	here := aContact(3, 1, "Анна")
	firm := crm.Firm{ID: 9, Currency: "RUB"}
	open1, open2 := anOffer(4, 1, "1", trade.Draft, money.RUB, 100), anOffer(5, 1, "2", trade.Sent, money.RUB, 50)
	open2.ValidUntil = "2026-03-20"
	foreign, lost := anOffer(6, 1, "3", trade.Sent, money.USD, 7), anOffer(7, 1, "4", trade.Declined, money.RUB, 9)
	early, late := anInteraction(20, 1, when(1), "выслать"), anInteraction(21, 1, when(9), "")
	do(t, s, crm.Add(firm), crm.Add(c), crm.Add(gone), crm.Add(here), crm.Add(open1), crm.Add(open2), crm.Add(foreign), crm.Add(lost), crm.Add(early), crm.Add(late))
	row := func() crm.ClientRow {
		t.Helper()
		r, err := s.ClientRow(ctx, 1)
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	r := row()
	same(t, "person, phone, email", []string{r.Person, r.Phone, r.Email}, []string{"Анна", "+380507654321", "anna@example.com"})
	same(t, "open", r.Open, int64(2*100_00+2*50_00))
	same(t, "open until", r.OpenUntil, crm.Day("2026-03-20"))
	same(t, "touch", r.Touch, when(9))
	same(t, "next", []any{r.NextStep, r.NextDay}, []any{"выслать", crm.Day("2026-04-01")})

	inDollars := firm
	inDollars.Currency = "USD"
	do(t, s, crm.Alter(firm, inDollars))
	same(t, "open in another currency", row().Open, int64(2*7_00))
	do(t, s, crm.Remove(late), crm.Remove(here))
	r = row()
	same(t, "after removals", []any{r.Touch, r.Person, r.Phone}, []any{when(1), "", ""})
	sound(t, s)

	renamed := c
	renamed.Name, renamed.Type = "Осинка", crm.Strategic
	do(t, s, crm.Alter(c, renamed))
	offers, err := s.Offers(ctx, trade.OfferQuery{Search: "осин", Types: []crm.RelType{crm.Strategic}}, crm.Page{Limit: 10})
	if err != nil || len(offers) != 4 || offers[0].ClientName != "Осинка" || offers[0].ClientType != crm.Strategic {
		t.Errorf("offers of the renamed client: %v %+v", err, offers)
	}
	sound(t, s)
}

func TestStale(t *testing.T) {
	s := openTemp(t)
	c := aClient(1, "Первый")
	do(t, s, crm.Add(c))
	other := c
	other.Name = "Второй"
	for name, change := range map[string]crm.Change{
		"another state":     crm.Alter(other, c),
		"add what is there": crm.Add(other),
		"remove another":    crm.Remove(other),
		"alter the missing": crm.Alter(aClient(2, "Нет"), aClient(2, "Да")),
		"remove missing":    crm.Remove(aContact(7, 1, "Нет")),
	} {
		_, err := s.Apply(t.Context(), act(1), crm.Add(crm.Rep{ID: 50, Name: "не должен остаться"}), change)
		var stale crm.Stale
		if !errors.As(err, &stale) || stale.Kind != change.Noun() || stale.ID != change.Key() {
			t.Errorf("%s: %v", name, err)
		}
	}
	if reps, err := s.Reps(t.Context()); err != nil || len(reps) > 0 {
		t.Errorf("a refused step left %v behind (%v)", reps, err)
	}
	if _, err := s.NextUndo(t.Context()); err != nil {
		t.Error(err)
	}
	sound(t, s)
}

func TestSeveralChangesOfOneRecord(t *testing.T) {
	s := openTemp(t)
	a, b := aClient(1, "Было"), aClient(1, "Стало")
	do(t, s, crm.Add(a), crm.Alter(a, b))
	got, err := s.Client(t.Context(), 1)
	if err != nil || got.Name != "Стало" {
		t.Fatalf("%v %v", got.Name, err)
	}
	if _, _, err := s.Undo(t.Context(), when(2)); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Client(t.Context(), 1); !errors.Is(err, crm.ErrNotFound) {
		t.Errorf("after undo: %v", err)
	}
	if _, err := s.Apply(t.Context(), act(3), crm.Add(a), crm.Alter(b, a)); !errors.As(err, new(crm.Stale)) {
		t.Errorf("a chain that does not hold: %v", err)
	}
}

func TestOrphansAreRefused(t *testing.T) {
	s := openTemp(t)
	if _, err := s.Apply(t.Context(), act(1), crm.Add(aContact(2, 1, "Ничей"))); err == nil {
		t.Error("a contact of no client was taken")
	}
	c, p := aClient(1, "Дом"), aContact(2, 1, "Анна")
	do(t, s, crm.Add(p), crm.Add(c)) // the order within a step does not matter
	if _, err := s.Apply(t.Context(), act(1), crm.Remove(c)); err == nil {
		t.Error("a client with people was removed alone")
	}
	sound(t, s)
}

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
	var b strings.Builder
	err := s.db.Read(context.Background(), func(tx *session) error {
		for _, q := range []string{
			"SELECT * FROM client ORDER BY id", "SELECT * FROM contact ORDER BY id", "SELECT * FROM interaction ORDER BY id", "SELECT * FROM move ORDER BY id",
			"SELECT * FROM type_assessment ORDER BY id", "SELECT * FROM offer ORDER BY id", "SELECT * FROM rep ORDER BY id", "SELECT * FROM firm ORDER BY id",
			"SELECT * FROM tally ORDER BY type, rung, owner", "SELECT * FROM offer_tally ORDER BY type, state, succeeded", "SELECT tag_key, n FROM tag ORDER BY tag_key",
			"SELECT tag_key, name_key, client FROM client_tag ORDER BY tag_key, name_key, client", "SELECT kind, value, client, contact FROM mark ORDER BY kind, value, client, contact",
			"SELECT client, body FROM client_text ORDER BY client", "SELECT offer, body FROM offer_text ORDER BY offer",
			"SELECT * FROM item_group ORDER BY id", "SELECT * FROM item ORDER BY id", "SELECT * FROM price_list ORDER BY id", "SELECT * FROM item_price ORDER BY id",
			"SELECT * FROM price_rule ORDER BY id", "SELECT * FROM price_index ORDER BY id", "SELECT * FROM capacity ORDER BY id", "SELECT * FROM segment ORDER BY id",
			"SELECT * FROM tax_rate ORDER BY id", "SELECT * FROM exchange ORDER BY id", "SELECT item, body FROM item_text ORDER BY item",
			"SELECT in_group, kind, stream, inactive, n FROM item_tally ORDER BY in_group, kind, stream, inactive",
		} {
			err := tx.Each(context.Background(), q, nil, func(r *rows) error {
				columns, err := r.Columns()
				if err != nil {
					return err
				}
				values := make([]any, len(columns))
				into := make([]any, len(columns))
				for i := range values {
					into[i] = &values[i]
				}
				err = r.Scan(into...)
				fmt.Fprintf(&b, "%v\n", values)
				return err
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
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
		end := dump(t, s)
		for range turns {
			if _, _, err := s.Undo(t.Context(), when(5)); err != nil {
				t.Fatal(err)
			}
		}
		sound(t, s)
		if got := dump(t, s); got != start {
			t.Fatalf("seed %d: after undoing all\n%s\nwant\n%s", seed, got, start)
		}
		for range turns {
			if _, _, err := s.Redo(t.Context(), when(6)); err != nil {
				t.Fatal(err)
			}
		}
		sound(t, s)
		if got := dump(t, s); got != end {
			t.Fatalf("seed %d: after redoing all\n%s\nwant\n%s", seed, got, end)
		}
	}
}

// TestOddTextsSurvive stores what keyboards, files and vandals produce.
func TestOddTextsSurvive(t *testing.T) {
	ctx := t.Context()
	s := openTemp(t)
	long := strings.Repeat("очень длинно ", 800)
	for i, name := range []string{"нуль\x00внутри", "эмодзи 🦊👩‍👩‍👧", "плохие \xff\xfe байты", long, "'; DROP TABLE client; --", "\"кавычки\" % _ *", "\u202eнаоборот", " ", "a\tb\nc"} {
		c := aClient(int64(i+1), name)
		c.Notes = name
		do(t, s, crm.Add(c))
		got, err := s.Client(ctx, c.ID)
		if err != nil {
			t.Fatal(err)
		}
		if want := strings.ToValidUTF8(name, "\ufffd"); strings.ReplaceAll(got.Name, "\ufffd\ufffd", "\ufffd") != want {
			t.Errorf("%q came back as %q", name, got.Name)
		}
		c2 := got
		c2.City = "Псков"
		do(t, s, crm.Alter(got, c2)) // a value read is a value that may be altered
		rows := mustClients(t, s, crm.ClientQuery{Search: name}, crm.Page{Limit: 20})
		if len(searchWords(name)) > 0 && !slices.Contains(ids(rows), int64(c.ID)) {
			t.Errorf("%q is not found", name)
		}
		if _, err := s.Find(ctx, name, 10); err != nil {
			t.Errorf("find %q: %v", name, err)
		}
	}
	sound(t, s)
}

func TestSettingsAndDrafts(t *testing.T) {
	ctx := t.Context()
	s := openTemp(t)
	if v, err := s.Setting(ctx, "lang"); v != "" || err != nil {
		t.Errorf("unset: %q %v", v, err)
	}
	for _, v := range []string{"uk", "ru"} {
		if err := s.SetSetting(ctx, "lang", v); err != nil {
			t.Fatal(err)
		}
		if got, err := s.Setting(ctx, "lang"); got != v || err != nil {
			t.Errorf("%q %v, want %q", got, err, v)
		}
	}
	d := crm.Draft{Key: "client:17", Body: []byte(`{"name":"Черно"}`), At: when(3)}
	if err := s.SaveDraft(ctx, crm.Draft{Key: d.Key, Body: []byte("{}"), At: when(1)}); err != nil {
		t.Fatal(err)
	}
	if err := s.SaveDraft(ctx, d); err != nil {
		t.Fatal(err)
	}
	if got, err := s.Draft(ctx, d.Key); err != nil || !reflect.DeepEqual(got, d) {
		t.Errorf("%+v %v", got, err)
	}
	if all, err := s.Drafts(ctx); err != nil || len(all) != 1 {
		t.Errorf("%v %v", all, err)
	}
	if err := s.DropDraft(ctx, d.Key); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Draft(ctx, d.Key); !errors.Is(err, crm.ErrNotFound) {
		t.Errorf("dropped draft: %v", err)
	}
}

func TestClientsLike(t *testing.T) {
	s := openTemp(t)
	c := aClient(1, "ООО «Рога и Копыта»")
	do(t, s, crm.Add(c), crm.Add(aContact(2, 1, "Анна")))
	for name, probe := range map[string]crm.Client{
		"name":              {Name: "рога и копыта, ООО"},
		"code":              {Code: "К1"},
		"phone":             {Phones: []crm.Phone{{E164: "+74951234567"}}},
		"phone of a person": {Phones: []crm.Phone{{Key: "380507654321"}}},
		"email":             {Emails: []crm.Email{{Address: "INFO@example.com"}}},
		"identifier":        {Requisites: []crm.Requisites{{INN: "7707083893"}}},
	} {
		rows, err := s.ClientsLike(t.Context(), probe, 5)
		if err != nil || len(rows) != 1 || rows[0].ID != 1 {
			t.Errorf("%s: %v %v", name, rows, err)
		}
	}
	for name, probe := range map[string]crm.Client{"nothing": {}, "itself": c, "another": {Name: "Рога", Code: "1", Requisites: []crm.Requisites{{EDRPOU: "7707083893"}}}} {
		if rows, err := s.ClientsLike(t.Context(), probe, 5); err != nil || len(rows) != 0 {
			t.Errorf("%s: %v %v", name, rows, err)
		}
	}
}
