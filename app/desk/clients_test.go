package desk_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"rapport/app/crm"
	"rapport/app/trade"
)

func TestSaveClientTidies(t *testing.T) {
	d := withFirm(t)
	got := addClient(t, d, crm.Client{
		Name: "  Кедровый\x00 \u202eДвор\n", Notes: " первая\r\nвторая ", Tags: []string{"опт", " опт", "", "юг"}, Sites: []string{" ", "a.example"},
		Phones: []crm.Phone{{Raw: " "}, {Raw: "8 900 000-44-60", Label: " склад "}}, Emails: []crm.Email{{Address: " a@b.example "}, {}},
		Addresses: []crm.Address{{Label: "пусто"}, {Street: "Лесная, 1"}}, Requisites: []crm.Requisites{{Country: "RU"}, {INN: " 9876540001 "}},
		Fields: []crm.FieldValue{{Field: 1}, {Field: 2, Value: "x"}},
	})
	want := crm.Client{ID: got.ID, Kind: crm.Company, Name: "Кедровый Двор", Rung: crm.Suspect, Highest: crm.Suspect, RungSince: got.Created, Created: crm.At(d.Now()),
		Notes: "первая\nвторая", Tags: []string{"опт", "юг"}, Sites: []string{"a.example"},
		Phones: []crm.Phone{{Label: "склад", Raw: "8 900 000-44-60", E164: "+79000004460", Key: "79000004460"}}, Emails: []crm.Email{{Address: "a@b.example"}},
		Addresses: []crm.Address{{Street: "Лесная, 1"}}, Requisites: []crm.Requisites{{INN: "9876540001"}}, Fields: []crm.FieldValue{{Field: 2, Value: "x"}}}
	like(t, "saved", got, want)
	kept, err := d.Client(t.Context(), got.ID)
	if err != nil {
		t.Fatal(err)
	}
	like(t, "kept", kept, want)
}

func TestSaveClientRefusesTheNameless(t *testing.T) {
	d := withFirm(t)
	for _, name := range []string{"", " \t\n", "\x00\u202e"} {
		_, err := d.SaveClient(t.Context(), nil, crm.Client{Name: name})
		faulty(t, err, "desk.client.name")
	}
	if n, err := d.CountClients(t.Context(), crm.ClientQuery{}); err != nil || n.N != 0 {
		t.Errorf("%d clients, %v", n.N, err)
	}
}

func TestHardNamesAreKeptAndFound(t *testing.T) {
	d := withFirm(t)
	for _, name := range []string{strings.Repeat("Ж", 10_000), "Фирма 🙂 с улыбкой", "שלום عالم", "a\xffb", "=CMD()", "'; DROP TABLE client; --"} {
		c := addClient(t, d, crm.Client{Name: name})
		kept, err := d.Client(t.Context(), c.ID)
		if err != nil || kept.Name != c.Name || kept.Name == "" {
			t.Errorf("%.20q came back as %.20q, %v", name, kept.Name, err)
		}
	}
	sound(t, d)
}

func TestUnchangedClientMakesNoStep(t *testing.T) {
	d := withFirm(t)
	c := addClient(t, d, crm.Client{Name: "Один"})
	if _, err := d.SaveClient(t.Context(), &c, c); err != nil {
		t.Fatal(err)
	}
	if n := undoAll(t, d); n != 2 { // the firm and the client
		t.Errorf("%d steps, want 2", n)
	}
}

func TestStaleClientIsNotOverwritten(t *testing.T) {
	d := withFirm(t)
	c := addClient(t, d, crm.Client{Name: "Один"})
	mine, theirs := c, c
	mine.City, theirs.City = "Мой", "Их"
	if _, err := d.SaveClient(t.Context(), &c, theirs); err != nil {
		t.Fatal(err)
	}
	var stale crm.Stale
	if _, err := d.SaveClient(t.Context(), &c, mine); !errors.As(err, &stale) || stale.ID != int64(c.ID) {
		t.Errorf("got %v", err)
	}
	if kept, err := d.Client(t.Context(), c.ID); err != nil || kept.City != "Их" {
		t.Errorf("kept %q, %v", kept.City, err)
	}
}

func TestAddClientWithPeopleIsOneAct(t *testing.T) {
	d := withFirm(t)
	ctx := t.Context()
	before := content(t, d)
	c, err := d.AddClient(ctx, crm.Client{Name: "Артель"}, crm.Contact{Name: "Вера Лапина", Phones: []crm.Phone{{Raw: "8 900 000-41-16"}}})
	if err != nil {
		t.Fatal(err)
	}
	people, err := d.Contacts(ctx, c.ID)
	if err != nil || len(people) != 1 || people[0].Name != "Вера Лапина" || people[0].Phones[0].E164 != "+79000004116" {
		t.Fatalf("people %+v, %v", people, err)
	}
	if _, err := d.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	if content(t, d) != before {
		t.Error("one undo does not take back both")
	}
	_, err = d.AddClient(ctx, crm.Client{Name: "Артель"}, crm.Contact{})
	faulty(t, err, "desk.contact.name")
	if content(t, d) != before {
		t.Error("a refused person leaves half a client behind")
	}
}

func TestSaveContact(t *testing.T) {
	d := withFirm(t)
	ctx := t.Context()
	c := addClient(t, d, crm.Client{Name: "Один"})
	p, err := d.SaveContact(ctx, nil, crm.Contact{Client: c.ID, Name: " Олег\tКлён ", Notes: "любит чай\n"})
	if err != nil || p.Name != "Олег Клён" || p.Notes != "любит чай" || p.ID == 0 || p.Created == 0 {
		t.Fatalf("%+v, %v", p, err)
	}
	now := p
	now.Post = "Директор"
	if _, err := d.SaveContact(ctx, &p, now); err != nil {
		t.Fatal(err)
	}
	var stale crm.Stale
	if _, err := d.SaveContact(ctx, &p, crm.Contact{ID: p.ID, Client: c.ID, Name: "Другой"}); !errors.As(err, &stale) {
		t.Errorf("a stale form passed: %v", err)
	}
	_, err = d.SaveContact(ctx, nil, crm.Contact{Client: c.ID})
	faulty(t, err, "desk.contact.name")
	if err := d.RemoveContact(ctx, p.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Contact(ctx, p.ID); !errors.Is(err, crm.ErrNotFound) {
		t.Errorf("still there: %v", err)
	}
}

func TestRemoveClientTakesAllAndUndoBringsItBack(t *testing.T) {
	d := withFirm(t)
	ctx := t.Context()
	c := addClient(t, d, crm.Client{Name: "Один", Tags: []string{"опт"}})
	rich(t, d, c.ID)
	before := content(t, d)
	if err := d.RemoveClient(ctx, c.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Client(ctx, c.ID); !errors.Is(err, crm.ErrNotFound) {
		t.Errorf("still there: %v", err)
	}
	if n, err := d.CountOffers(ctx, trade.OfferQuery{}); err != nil || n.N != 0 {
		t.Errorf("%d offers left, %v", n.N, err)
	}
	sound(t, d)
	if _, err := d.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	if after := content(t, d); after != before {
		t.Errorf("after undo\n%s\nbefore\n%s", after, before)
	}
	sound(t, d)
}

func TestRecord(t *testing.T) {
	d := withFirm(t)
	ctx := t.Context()
	c := addClient(t, d, crm.Client{Name: "Один"})
	_, err := d.Record(ctx, nil, crm.Interaction{Client: c.ID, Way: "call", Said: " \n"})
	faulty(t, err, "desk.interaction.said")
	i, err := d.Record(ctx, nil, crm.Interaction{Client: c.ID, Way: "call", Direction: crm.TwoWay, Said: "Поговорили", NextStep: "Выслать прайс", NextDay: "2026-12-01"})
	if err != nil || i.When != crm.At(d.Now()) {
		t.Fatalf("%+v, %v", i, err)
	}
	row, err := d.ClientRow(ctx, c.ID)
	if err != nil || row.NextStep != "Выслать прайс" || row.NextDay != "2026-12-01" || row.Touch != i.When {
		t.Errorf("row %+v, %v", row, err)
	}
	if err := d.RemoveInteraction(ctx, i); err != nil {
		t.Fatal(err)
	}
	if all, err := d.Interactions(ctx, c.ID, crm.Page{Limit: 5}); err != nil || len(all) != 0 {
		t.Errorf("left: %v, %v", all, err)
	}
}

func TestNewsTellWhatWasDone(t *testing.T) {
	d := withFirm(t)
	var heard []crm.News
	stop := d.Listen(func(n crm.News) { heard = append(heard, n) })
	c := addClient(t, d, crm.Client{Name: "Один"})
	if _, err := d.Undo(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Redo(t.Context()); err != nil {
		t.Fatal(err)
	}
	stop()
	addClient(t, d, crm.Client{Name: "Два"})
	if len(heard) != 3 || heard[0].Undone || !heard[1].Undone || !heard[2].Redone {
		t.Fatalf("heard %+v", heard)
	}
	for i, n := range heard {
		if n.Act.What != "act.client.add" || !slices.Equal(n.Act.Args, []string{"Name", "Один"}) || !n.Speaks(crm.NounClient) || n.Changes[0].Key() != int64(c.ID) {
			t.Errorf("news %d: %+v", i, n)
		}
	}
	me, err := d.Settings(t.Context())
	if err != nil || me.Me == 0 || heard[0].Act.By != me.Me {
		t.Errorf("done by %d, sitting %d, %v", heard[0].Act.By, me.Me, err)
	}
}
