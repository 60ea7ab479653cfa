package desk_test

import (
	"testing"
	"time"

	"rapport/app/crm"
	"rapport/app/desk"
	"rapport/app/money"
	"rapport/app/trade"
)

// written is a saved offer to a client.
func written(t *testing.T, d *desk.Desk, client crm.ClientID) trade.Offer {
	t.Helper()
	o, err := d.NewOffer(t.Context(), client)
	if err != nil {
		t.Fatal(err)
	}
	o.Sections[0].Lines = []trade.Line{{Name: "Работа", Quantity: money.DecInt(1), Price: money.DecInt(100), VAT: money.DecInt(22)}}
	if o, err = d.SaveOffer(t.Context(), nil, o); err != nil {
		t.Fatal(err)
	}
	return o
}

func TestOfferNumbers(t *testing.T) {
	for country, prefix := range map[string]string{"RU": "КП", "UA": "КП", "KZ": "КП", "GB": "Q", "": "Q"} {
		d, clock := clocked(t)
		ctx := t.Context()
		if err := d.SaveFirm(ctx, crm.Firm{Name: "Мы", Country: country, Currency: "RUB"}); err != nil {
			t.Fatal(err)
		}
		client := addClient(t, d, crm.Client{Name: "Один"}).ID
		expect := func(want string) {
			t.Helper()
			if n, err := d.NextOfferNumber(ctx); err != nil || n != prefix+want {
				t.Errorf("%s: %s, want %s, %v", country, n, prefix+want, err)
			}
		}
		expect("-2026-0001")
		first := written(t, d, client)
		expect("-2026-0002")
		second := first
		second.ID, second.Number = 0, prefix+"-2026-0147"
		if _, err := d.SaveOffer(ctx, nil, second); err != nil {
			t.Fatal(err)
		}
		own := first
		own.ID, own.Number = 0, prefix+"-2026-особое"
		if _, err := d.SaveOffer(ctx, nil, own); err != nil {
			t.Fatal(err)
		}
		expect("-2026-0148")
		clock.at = time.Date(2027, 1, 1, 0, 0, 1, 0, time.UTC)
		expect("-2027-0001")
	}
}

func TestTakenNumberIsRefused(t *testing.T) {
	d := withFirm(t)
	ctx := t.Context()
	o := written(t, d, addClient(t, d, crm.Client{Name: "Один"}).ID)
	other := o
	other.ID = 0
	_, err := d.SaveOffer(ctx, nil, other)
	faulty(t, err, "desk.offer.taken")
	now := o
	now.Subject = "то же предложение"
	if _, err := d.SaveOffer(ctx, &o, now); err != nil {
		t.Errorf("an offer's own number is called taken: %v", err)
	}
	for reason, broken := range map[string]trade.Offer{"trade.offer.number": {Client: o.Client, Number: " \n"}, "trade.offer.client": {Number: "1"}} {
		_, err := d.SaveOffer(ctx, nil, broken)
		faulty(t, err, reason)
	}
}

func TestNewOfferIsFilled(t *testing.T) {
	d := withFirm(t)
	ctx := t.Context()
	c := addClient(t, d, crm.Client{Name: "Дом", LegalName: "ООО «Дом»", Addresses: []crm.Address{{City: "Лесогорск", Street: "Лесная, 1"}}})
	if _, err := d.SaveContact(ctx, nil, crm.Contact{Client: c.ID, Name: "Ушедший", Left: true}); err != nil {
		t.Fatal(err)
	}
	p, err := d.SaveContact(ctx, nil, crm.Contact{Client: c.ID, Name: "Лапина Вера Ильинична", Given: "Вера Ильинична", Dative: "Лапиной В. И.", Post: "директор", PostTo: "директору"})
	if err != nil {
		t.Fatal(err)
	}
	o, err := d.NewOffer(ctx, c.ID)
	if err != nil {
		t.Fatal(err)
	}
	to := trade.Addressee{Firm: "ООО «Дом»", Person: "Лапиной В. И.", Post: "директору", Address: c.Addresses[0].Line()}
	if o.To != to || o.Contact != p.ID || o.Greeting != "Уважаемая Вера Ильинична!" {
		t.Errorf("to %+v, %d, %q", o.To, o.Contact, o.Greeting)
	}
	if o.Day != "2026-11-24" || o.ValidUntil != "2026-12-24" || o.Lang != "ru" || o.Currency != "RUB" || o.Tax != trade.TaxNet || o.State != trade.Draft || o.Signatory != "И. Б." || o.Rep == 0 {
		t.Errorf("offer %+v", o)
	}
	if o, err = d.AddressOffer(ctx, o, addClient(t, d, crm.Client{Name: "Без людей"}).ID, 0); err != nil || o.Contact != 0 || o.Greeting != "" || o.To != (trade.Addressee{Firm: "Без людей"}) {
		t.Errorf("to a firm: %+v, %v", o, err)
	}
}

func TestGreeting(t *testing.T) {
	for _, c := range []struct{ country, given, want string }{
		{"RU", "Вера Ильинична", "Уважаемая Вера Ильинична!"}, {"RU", "Олег Ильич", "Уважаемый Олег Ильич!"}, {"RU", "Олег", "Здравствуйте, Олег!"},
		{"UA", "Оксана Ігорівна", "Доброго дня, Оксана Ігорівна!"}, {"UA", "Максиме", "Доброго дня, Максиме!"}, {"GB", "Ann", "Dear Ann,"},
	} {
		d := onBase(t)
		if err := d.SaveFirm(t.Context(), crm.Firm{Name: "Мы", Country: c.country}); err != nil {
			t.Fatal(err)
		}
		client := addClient(t, d, crm.Client{Name: "Один"}).ID
		if _, err := d.SaveContact(t.Context(), nil, crm.Contact{Client: client, Name: "Имя", Given: c.given}); err != nil {
			t.Fatal(err)
		}
		if o, err := d.NewOffer(t.Context(), client); err != nil || o.Greeting != c.want {
			t.Errorf("%s %s: %q, want %q, %v", c.country, c.given, o.Greeting, c.want, err)
		}
	}
}

func TestFirmWithoutVAT(t *testing.T) {
	d := onBase(t)
	if err := d.SaveFirm(t.Context(), crm.Firm{Name: "ИП", Country: "RU", Currency: "RUB", NoVATLine: "НДС не облагается"}); err != nil {
		t.Fatal(err)
	}
	if o, err := d.NewOffer(t.Context(), 0); err != nil || o.Tax != trade.TaxNone || o.NoTaxLine != "НДС не облагается" || o.Client != 0 {
		t.Errorf("%+v, %v", o, err)
	}
}

func TestMarkAndCopyOffer(t *testing.T) {
	d, clock := clocked(t)
	ctx := t.Context()
	if err := d.SaveFirm(ctx, crm.Firm{Name: "Мы", Country: "RU", Currency: "RUB", VATPayer: true}); err != nil {
		t.Fatal(err)
	}
	o := written(t, d, addClient(t, d, crm.Client{Name: "Один"}).ID)
	for _, c := range []struct {
		state        trade.State
		sent, closed crm.Day
	}{{trade.Sent, "2026-11-25", ""}, {trade.Accepted, "2026-11-25", "2026-11-26"}} {
		clock.at = clock.at.AddDate(0, 0, 1)
		now, err := d.MarkOffer(ctx, o.ID, c.state)
		if err != nil || now.State != c.state || now.SentOn != c.sent || now.ClosedOn != c.closed {
			t.Errorf("%s: %+v, %v", c.state, now, err)
		}
	}
	_, err := d.MarkOffer(ctx, o.ID, trade.Draft)
	faulty(t, err, "trade.state.refused")
	copied, err := d.CopyOffer(ctx, o.ID)
	if err != nil || copied.ID != 0 || copied.Number != "КП-2026-0002" || copied.State != trade.Draft || copied.Day != crm.DayOf(clock.at) || len(copied.Sections[0].Lines) != 1 {
		t.Errorf("%+v, %v", copied, err)
	}
	if err := d.RemoveOffer(ctx, o.ID); err != nil {
		t.Fatal(err)
	}
	if n, err := d.CountOffers(ctx, trade.OfferQuery{}); err != nil || n.N != 0 {
		t.Errorf("%d offers, %v", n.N, err)
	}
}

func TestOpenOffers(t *testing.T) {
	d := withFirm(t)
	ctx := t.Context()
	client := addClient(t, d, crm.Client{Name: "Один"}).ID
	for _, state := range []trade.State{trade.Draft, trade.Sent, trade.Accepted} {
		if _, err := d.MarkOffer(ctx, written(t, d, client).ID, state); err != nil {
			t.Fatal(err)
		}
	}
	sums, err := d.OpenOffers(ctx, trade.OfferQuery{})
	if err != nil || sums.N != 2 || sums.Sums["RUB"] != 2*122_00 {
		t.Errorf("%+v, %v", sums, err)
	}
	if sums, err = d.OpenOffers(ctx, trade.OfferQuery{States: []trade.State{trade.Accepted}}); err != nil || sums.N != 0 {
		t.Errorf("of accepted ones: %+v, %v", sums, err)
	}
}

func TestVersionsOfAnOffer(t *testing.T) {
	d := withFirm(t)
	ctx := t.Context()
	o := written(t, d, addClient(t, d, crm.Client{Name: "Один"}).ID)
	_, err := d.NextVersion(ctx, o.ID)
	faulty(t, err, "trade.version.draft")
	if o, err = d.MarkOffer(ctx, o.ID, trade.Sent); err != nil {
		t.Fatal(err)
	}
	changed := o
	changed.Subject = "иначе"
	_, err = d.SaveOffer(ctx, &o, changed)
	faulty(t, err, "trade.version.frozen")

	next, err := d.NextVersion(ctx, o.ID)
	if err != nil || next.FullNumber() != o.Number+"/2" || next.ID != 0 || next.State != trade.Draft {
		t.Fatalf("%+v, %v", next, err)
	}
	next.Subject = "иначе"
	if next, err = d.SaveOffer(ctx, nil, next); err != nil {
		t.Fatal(err)
	}
	third := next
	third.ID, third.Version = 0, 2
	_, err = d.SaveOffer(ctx, nil, third)
	faulty(t, err, "desk.offer.taken")
	_, err = d.NextVersion(ctx, o.ID)
	faulty(t, err, "desk.offer.succeeded")
	if first, err := d.Offer(ctx, o.ID); err != nil || first.Subject == "иначе" || first.State != trade.Sent {
		t.Errorf("the first version: %+v, %v", first, err)
	}
	now := next
	now.Letter = "письмо"
	if next, err = d.SaveOffer(ctx, &next, now); err != nil {
		t.Errorf("a draft may not change: %v", err)
	}
	if n, err := d.NextOfferNumber(ctx); err != nil || n == o.Number {
		t.Errorf("%s, %v", n, err)
	}
}

func TestAnsweredDeclinedAccepted(t *testing.T) {
	d := withFirm(t)
	ctx := t.Context()
	o := written(t, d, addClient(t, d, crm.Client{Name: "Один"}).ID)
	was := o
	o.Sections = []trade.Section{{Lines: append([]trade.Line(nil), o.Sections[0].Lines...)}}
	o.Sections[0].Lines = append(o.Sections[0].Lines, trade.Line{Name: "По желанию", Quantity: money.DecInt(1), Price: money.DecInt(50), VAT: money.DecInt(22), Optional: true})
	var err error
	if o, err = d.SaveOffer(ctx, &was, o); err != nil {
		t.Fatal(err)
	}
	if o, err = d.AnswerOffer(ctx, o.ID, " подумаем "); err != nil || o.State != trade.Answered || o.Answer != "подумаем" || o.SentOn == "" || o.AnsweredOn == "" {
		t.Errorf("%+v, %v", o, err)
	}
	if o, err = d.DeclineOffer(ctx, o.ID, trade.Loss{Reason: "price", Note: "дорого"}); err != nil || o.Lost != "price" || o.Reason != "дорого" || o.ClosedOn == "" {
		t.Errorf("%+v, %v", o, err)
	}
	_, err = d.AcceptOffer(ctx, o.ID, []trade.LineAt{{Section: 0, Line: 0}})
	faulty(t, err, "trade.accept.line")
	if o, err = d.AcceptOffer(ctx, o.ID, []trade.LineAt{{Section: 0, Line: 1}}); err != nil || o.State != trade.Accepted || !o.Sections[0].Lines[1].Chosen || o.Reason != "" {
		t.Errorf("%+v, %v", o, err)
	}
	if sums, err := trade.Count(o); err != nil || sums.Once.Gross != 18300 {
		t.Errorf("%+v, %v", sums.Once, err)
	}
	_, err = d.DeclineOffer(ctx, o.ID, trade.Loss{Note: "передумали"})
	faulty(t, err, "trade.state.refused")
}
