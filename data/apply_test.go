package data

import (
	"errors"
	"reflect"
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
