package data

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/trade"
)

// when is a moment for tests.
func when(n int) crm.Moment {
	return crm.At(time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)) + crm.Moment(n)*60_000
}

func act(n int) crm.Act {
	return crm.Act{What: "act.test", Args: []string{"N", fmt.Sprint(n)}, By: 1, At: when(n)}
}

// aClient makes a client whose fields are all filled.
func aClient(id int64, name string) crm.Client {
	return crm.Client{
		ID: crm.ClientID(id), Kind: crm.Company, Name: name, LegalName: "Общество «" + name + "»", Industry: "лес", City: "Тверь", Country: "RU",
		Source: "выставка", Code: fmt.Sprint("К", id), Type: crm.Business, Rung: crm.Prospect, Highest: crm.Loyal, RungSince: when(1), Owner: 2, Cadence: 21,
		Tags:       []string{"опт", "Важный"},
		Phones:     []crm.Phone{{Label: "офис", Raw: "8 (495) 123-45-67", E164: "+74951234567", Ext: "12", Key: "74951234567"}},
		Emails:     []crm.Email{{Label: "общий", Address: "Info@Example.com"}},
		Addresses:  []crm.Address{{Street: "Лесная, 5", City: "Тверь", Zip: "170000"}},
		Sites:      []string{"example.com"},
		Requisites: []crm.Requisites{{Country: "RU", INN: "7707083893", KPP: "770701001"}},
		Fields:     []crm.FieldValue{{Field: 5, Value: "да"}},
		Notes:      "Заметка про ёлки", Suppliers: "Берег", Manners: "без спешки", Created: when(int(id)),
	}
}

func aContact(id, client int64, name string) crm.Contact {
	return crm.Contact{ID: crm.ContactID(id), Client: crm.ClientID(client), Name: name, Given: "Анна Павловна", Post: "директор", Roles: []crm.Role{"decider", "buyer"},
		Phones: []crm.Phone{{Raw: "+380 50 765-43-21", E164: "+380507654321", Key: "380507654321"}}, Emails: []crm.Email{{Address: "anna@example.com"}},
		Birthday: "--04-12", Notes: "любит чай", Created: when(2)}
}

func anInteraction(id, client int64, at crm.Moment, next string) crm.Interaction {
	return crm.Interaction{ID: crm.InteractionID(id), Client: crm.ClientID(client), Contacts: []crm.ContactID{3}, Rep: 1, Way: "call", Direction: crm.TwoWay,
		When: at, Minutes: 10, Said: "Поговорили", Outcome: "хорошо", NextStep: next, NextDay: "2026-04-01"}
}

func anOffer(id, client int64, number string, state trade.State, currency money.Currency, price int64) trade.Offer {
	return trade.Offer{ID: trade.OfferID(id), Number: number, Client: crm.ClientID(client), Day: "2026-03-05", ValidUntil: "2026-04-05", State: state,
		Lang: "ru", Currency: currency, Tax: trade.TaxNone, Rounding: money.PerLine, Subject: "Поставка досок",
		Sections: []trade.Section{{Lines: []trade.Line{{Name: "Доска", Quantity: money.DecInt(2), Price: money.DecInt(price)}}}}, Created: when(3)}
}

// do applies changes that must be taken.
func do(t testing.TB, s *Store, changes ...crm.Change) crm.StepID {
	t.Helper()
	id, err := s.Apply(context.Background(), act(1), changes...)
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func ids(rows []crm.ClientRow) []int64 {
	out := make([]int64, len(rows))
	for i, r := range rows {
		out[i] = int64(r.ID)
	}
	return out
}

func names(rows []crm.ClientRow) []string {
	out := make([]string, len(rows))
	for i, r := range rows {
		out[i] = r.Name
	}
	return out
}

func mustClients(t testing.TB, s *Store, q crm.ClientQuery, p crm.Page) []crm.ClientRow {
	t.Helper()
	rows, err := s.Clients(context.Background(), q, p)
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func same(t testing.TB, what string, got, want any) {
	t.Helper()
	if fmt.Sprintf("%#v", got) != fmt.Sprintf("%#v", want) {
		t.Errorf("%s\n got %#v\nwant %#v", what, got, want)
	}
}

// dice picks random things for property tests.
type dice struct{ *rand.Rand }

func newDice(seed uint64) dice { return dice{rand.New(rand.NewPCG(seed, 99))} }

func (d dice) client(id int64) crm.Client {
	c := aClient(id, pick(d.Rand, []string{"ООО «Рога»", "Копыта", "Йод", "Ёлка", "Есаул", "Zeta Ltd", "Ґанок", "Їжак", "Дом 2", "Дом 10", "", "АО"})+fmt.Sprint(" ", d.IntN(4)))
	c.Type = typeOf(int64(d.IntN(4)))
	c.Rung = crm.Rung(1 + d.IntN(9))
	c.Owner = crm.RepID(d.IntN(3))
	c.City = pick(d.Rand, []string{"", "Тверь", "Київ", "Leeds"})
	c.Tags = slices.Compact([]string{pick(d.Rand, []string{"опт", "Ёж", "зима"}), pick(d.Rand, []string{"зима", "лето"})})
	c.Created = when(d.IntN(50))
	if d.IntN(3) == 0 {
		c.Tags, c.Phones, c.Emails, c.Requisites = nil, nil, nil, nil
	}
	return c
}
