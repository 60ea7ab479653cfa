package desk_test

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"rapport/app/crm"
	"rapport/app/desk"
	"rapport/app/money"
	"rapport/app/text"
	"rapport/app/trade"
)

// printedAs is what an offer of the base is printed as.
func printedAs(t *testing.T, d *desk.Desk, id trade.OfferID) []byte {
	t.Helper()
	o, err := d.Offer(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	p, err := d.PrintOffer(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	return p.PDF
}

func TestSentPaperStays(t *testing.T) {
	d := withFirm(t)
	ctx := t.Context()
	c := addClient(t, d, crm.Client{Name: "Один"})
	o := written(t, d, c.ID)
	draft := printedAs(t, d, o.ID)
	if _, kept, err := d.SentPaper(ctx, o.ID); kept || err != nil {
		t.Errorf("of a draft: %v, %v", kept, err)
	}
	if _, err := d.MarkOffer(ctx, o.ID, trade.Sent); err != nil {
		t.Fatal(err)
	}
	sent, kept, err := d.SentPaper(ctx, o.ID)
	if err != nil || !kept || !bytes.HasPrefix(sent.PDF, []byte("%PDF-")) || sent.Pages != 1 || !strings.Contains(sent.Name, o.Number) || bytes.Equal(sent.PDF, draft) {
		t.Fatalf("%q, %d pages, %d bytes, %v", sent.Name, sent.Pages, len(sent.PDF), err)
	}
	differs := func() bool {
		t.Helper()
		is, err := d.SentDiffers(ctx, o.ID)
		if err != nil {
			t.Fatal(err)
		}
		return is
	}
	if differs() {
		t.Error("just sent it differs")
	}
	firm, _, err := d.OwnFirm(ctx)
	if err != nil {
		t.Fatal(err)
	}
	firm.Name, firm.Phone, firm.Signatory = "Иначе", "+7 900 000-00-00", "К. К."
	if err := d.SaveFirm(ctx, firm); err != nil {
		t.Fatal(err)
	}
	was := c
	c.Name, c.LegalName = "Два", "ООО «Два»"
	if _, err := d.SaveClient(ctx, &was, c); err != nil {
		t.Fatal(err)
	}
	for _, state := range []trade.State{trade.Viewed, trade.Answered, trade.Declined} {
		if _, err := d.MarkOffer(ctx, o.ID, state); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(printedAs(t, d, o.ID), sent.PDF) {
			t.Errorf("%s, it is another paper", state)
		}
	}
	if !differs() {
		t.Error("with another firm it would be printed alike")
	}
	next, err := d.NextVersion(ctx, o.ID)
	if err != nil {
		t.Fatal(err)
	}
	if next, err = d.SaveOffer(ctx, nil, next); err != nil {
		t.Fatal(err)
	}
	if _, err := d.MarkOffer(ctx, next.ID, trade.Sent); err != nil {
		t.Fatal(err)
	}
	if second := printedAs(t, d, next.ID); bytes.Equal(second, sent.PDF) || !bytes.Equal(printedAs(t, d, o.ID), sent.PDF) {
		t.Error("the second version is not a paper of its own")
	}
	for number, want := range map[string]trade.OfferID{o.Number: next.ID, o.Number + "/1": o.ID, o.Number + "/2": next.ID} {
		if got, err := d.OfferNumbered(ctx, number); err != nil || got.ID != want {
			t.Errorf("%s is %d, want %d, %v", number, got.ID, want, err)
		}
	}
	for _, number := range []string{o.Number + "/3", o.Number + "/", "нет/1", "нет"} {
		if _, err := d.OfferNumbered(ctx, number); !errors.Is(err, crm.ErrNotFound) {
			t.Errorf("%s: %v", number, err)
		}
	}
	sound(t, d)
	if err := d.RemoveOffer(ctx, next.ID); err != nil {
		t.Fatal(err)
	}
	if err := d.RemoveClient(ctx, c.ID); err != nil {
		t.Fatal(err)
	}
	if _, kept, err := d.SentPaper(ctx, o.ID); kept || err != nil {
		t.Errorf("after its client went: %v, %v", kept, err)
	}
	sound(t, d)
	if _, err := d.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(printedAs(t, d, o.ID), sent.PDF) {
		t.Error("undo brought another paper back")
	}
}

func TestSendingIsOneAct(t *testing.T) {
	d := withFirm(t)
	ctx := t.Context()
	o := written(t, d, addClient(t, d, crm.Client{Name: "Один"}).ID)
	if _, err := d.MarkOffer(ctx, o.ID, trade.Accepted); err != nil { // a draft that was accepted was sent
		t.Fatal(err)
	}
	sent, kept, err := d.SentPaper(ctx, o.ID)
	if err != nil || !kept {
		t.Fatalf("%v, %v", kept, err)
	}
	if _, err := d.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	if now, err := d.Offer(ctx, o.ID); err != nil || now.State != trade.Draft {
		t.Errorf("%s, %v", now.State, err)
	}
	if _, kept, err := d.SentPaper(ctx, o.ID); kept || err != nil {
		t.Errorf("the paper stayed: %v", err)
	}
	if _, err := d.Redo(ctx); err != nil {
		t.Fatal(err)
	}
	if again, kept, err := d.SentPaper(ctx, o.ID); err != nil || !kept || !bytes.Equal(again.PDF, sent.PDF) {
		t.Errorf("done again it is another paper: %v, %v", kept, err)
	}
	sound(t, d)
}

func TestWhatCannotBePrintedIsNotSent(t *testing.T) {
	d := withFirm(t)
	ctx := t.Context()
	o, err := d.NewOffer(ctx, addClient(t, d, crm.Client{Name: "Один"}).ID)
	if err != nil {
		t.Fatal(err)
	}
	if o, err = d.SaveOffer(ctx, nil, o); err != nil {
		t.Fatal(err)
	}
	_, err = d.MarkOffer(ctx, o.ID, trade.Sent)
	faulty(t, err, "trade.offer.empty")
	if now, err := d.Offer(ctx, o.ID); err != nil || now.State != trade.Draft {
		t.Errorf("%s, %v", now.State, err)
	}
}

// TestAVersionsPaperNeverChanges does acts at random: as long as a version is sent it is printed alike.
func TestAVersionsPaperNeverChanges(t *testing.T) {
	for seed := range uint64(3) {
		d := withFirm(t)
		ctx := t.Context()
		a := &actor{t: t, d: d, r: rand.New(rand.NewPCG(seed, 7))}
		client := addClient(t, d, crm.Client{Name: "Один"}).ID
		papers := map[trade.OfferID][]byte{}
		var ids []trade.OfferID
		acts := []func() error{
			func() error { ids = append(ids, written(t, d, client).ID); return nil },
			func() error {
				_, err := d.MarkOffer(ctx, ids[a.r.IntN(len(ids))], trade.States[a.r.IntN(len(trade.States))])
				return err
			},
			func() error {
				next, err := d.NextVersion(ctx, ids[a.r.IntN(len(ids))])
				if err == nil {
					next, err = d.SaveOffer(ctx, nil, next)
					ids = append(ids, next.ID)
				}
				return err
			},
			func() error {
				was, err := d.Offer(ctx, ids[a.r.IntN(len(ids))])
				if err != nil {
					return err
				}
				now := was
				now.Subject = a.name("Предмет")
				_, err = d.SaveOffer(ctx, &was, now)
				return err
			},
			func() error {
				return d.SaveFirm(ctx, crm.Firm{ID: 1, Name: a.name("Фирма"), Country: "RU", Currency: "RUB", VATPayer: true, VATRate: "22"})
			},
			func() error { _, err := d.Undo(ctx); return err },
			func() error { _, err := d.Redo(ctx); return err },
		}
		if err := acts[0](); err != nil {
			t.Fatal(err)
		}
		for range 60 {
			err := acts[a.r.IntN(len(acts))]()
			var fault crm.Fault
			if err != nil && !errors.As(err, &fault) && !errors.Is(err, crm.ErrNotFound) {
				t.Fatal(err)
			}
			for _, id := range ids {
				o, err := d.Offer(ctx, id)
				if errors.Is(err, crm.ErrNotFound) || err == nil && o.State == trade.Draft {
					delete(papers, id)
					continue
				}
				now := printedAs(t, d, id)
				if was, sent := papers[id]; sent && !bytes.Equal(was, now) {
					t.Fatalf("seed %d: the paper of %s changed", seed, o.FullNumber())
				}
				papers[id] = now
			}
		}
		if len(papers) == 0 {
			t.Errorf("seed %d: nothing was sent", seed)
		}
		sound(t, d)
	}
}

func TestExpireOffers(t *testing.T) {
	d, clock := clocked(t)
	ctx := t.Context()
	if err := d.SaveFirm(ctx, crm.Firm{Name: "Мы", Country: "RU", Currency: "RUB", VATPayer: true}); err != nil {
		t.Fatal(err)
	}
	client := addClient(t, d, crm.Client{Name: "Один"}).ID
	offers := map[string]trade.OfferID{}
	for name, c := range map[string]struct {
		state trade.State
		days  int
	}{"sent": {trade.Sent, 3}, "answered": {trade.Answered, 5}, "later": {trade.Sent, 40}, "draft": {trade.Draft, 3}, "endless": {trade.Sent, -1}} {
		o := written(t, d, client)
		was := o
		if o.ValidUntil = o.Day.Plus(c.days); c.days < 0 {
			o.ValidUntil = ""
		}
		if _, err := d.SaveOffer(ctx, &was, o); err != nil {
			t.Fatal(err)
		}
		if c.state != trade.Draft {
			if _, err := d.MarkOffer(ctx, o.ID, c.state); err != nil {
				t.Fatal(err)
			}
		}
		offers[name] = o.ID
	}
	if n, err := d.ExpireOffers(ctx); n != 0 || err != nil {
		t.Errorf("on the day itself %d expire, %v", n, err)
	}
	clock.at = clock.at.AddDate(0, 0, 10)
	var told []crm.News
	defer d.Listen(func(n crm.News) { told = append(told, n) })()
	if n, err := d.ExpireOffers(ctx); n != 2 || err != nil {
		t.Errorf("%d expire, %v", n, err)
	}
	if len(told) != 1 || told[0].Act.What != "act.offers.expire" || !slices.Equal(told[0].Act.Args, []string{"N", "2"}) {
		t.Errorf("told %+v", told)
	}
	for name, want := range map[string]trade.State{"sent": trade.Expired, "answered": trade.Expired, "later": trade.Sent, "draft": trade.Draft, "endless": trade.Sent} {
		if o, err := d.Offer(ctx, offers[name]); err != nil || o.State != want || want == trade.Expired && o.ClosedOn != o.ValidUntil.Plus(1) {
			t.Errorf("%s is %s since %s, %v", name, o.State, o.ClosedOn, err)
		}
	}
	if n, err := d.ExpireOffers(ctx); n != 0 || err != nil || len(told) != 1 {
		t.Errorf("a second time %d expire, told %d times, %v", n, len(told), err)
	}
	if _, err := d.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	if o, err := d.Offer(ctx, offers["sent"]); err != nil || o.State != trade.Sent {
		t.Errorf("after undo %s, %v", o.State, err)
	}
	sound(t, d)
}

func TestOpenOffersCountTheNewestVersion(t *testing.T) {
	d := withFirm(t)
	ctx := t.Context()
	client := addClient(t, d, crm.Client{Name: "Один"}).ID
	o := written(t, d, client)
	if _, err := d.MarkOffer(ctx, o.ID, trade.Sent); err != nil {
		t.Fatal(err)
	}
	next, err := d.NextVersion(ctx, o.ID)
	if err != nil {
		t.Fatal(err)
	}
	next.Sections[0].Lines[0].Price = money.DecInt(200)
	if _, err = d.SaveOffer(ctx, nil, next); err != nil {
		t.Fatal(err)
	}
	sums, err := d.OpenOffers(ctx, trade.OfferQuery{})
	row, err2 := d.ClientRow(ctx, client)
	rungs, err3 := d.RungCounts(ctx, crm.ClientQuery{})
	if err := errors.Join(err, err2, err3); err != nil {
		t.Fatal(err)
	}
	const want = 244_00
	if sums.N != 1 || sums.Sums["RUB"] != want || row.Open != want || rungs[0].Open != want {
		t.Errorf("list %+v, card %d, board %d, want %d", sums, row.Open, rungs[0].Open, want)
	}
	sound(t, d)
}

// table reads a CSV for Russian spreadsheets.
func table(t *testing.T, b []byte) [][]string {
	t.Helper()
	r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(b, []byte("\ufeff"))))
	r.Comma, r.FieldsPerRecord = ';', -1
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func TestOffersAsTable(t *testing.T) {
	d := withFirm(t)
	ctx := t.Context()
	say := d.Words.In(text.RU)
	o := written(t, d, addClient(t, d, crm.Client{Name: "=2+2"}).ID)
	was := o
	o.Subject = "@SUM(A1)"
	o.Discount = trade.Discount{Percent: money.DecInt(10)}
	o.Sections = []trade.Section{{Title: "+7", Lines: []trade.Line{
		{Name: "=cmd", Article: "-1+1", Quantity: money.MustDec("1.5"), Price: money.DecInt(100), VAT: money.DecInt(22), Discount: money.DecInt(5)},
		{Name: "Слово", Text: true},
		{Name: "Взамен", Quantity: money.DecInt(1), Price: money.DecInt(5), VAT: money.DecInt(22), Alternative: true}}},
		{Period: trade.Monthly, Lines: []trade.Line{{Name: "Уход", Quantity: money.DecInt(1), Price: money.DecInt(10), VAT: money.DecInt(22)}}}}
	o, err := d.SaveOffer(ctx, &was, o)
	if err != nil {
		t.Fatal(err)
	}
	sums, err := trade.Count(o)
	if err != nil {
		t.Fatal(err)
	}
	write := func(minor int64) string {
		return strings.Replace(money.New(minor, o.Currency).Decimal().String(), ".", ",", 1)
	}
	var b bytes.Buffer
	if err := d.ExportOffers(ctx, trade.OfferQuery{}, say, &b); err != nil {
		t.Fatal(err)
	}
	want := []string{o.Number, "'=2+2", "'@SUM(A1)", "2026-11-24", "2026-12-24", "", "", "Черновик", "RUB",
		write(sums.Once.Net), write(sums.Once.VAT), write(sums.Once.Gross), write(sums.Monthly.Gross), "0"}
	if rows := table(t, b.Bytes()); len(rows) != 2 || !slices.Equal(rows[1], want) || len(rows[0]) != len(want) {
		t.Errorf("got  %q\nwant %q", rows, want)
	}
	b.Reset()
	if err := d.ExportOfferLines(ctx, o, say, &b); err != nil {
		t.Fatal(err)
	}
	rows := table(t, b.Bytes())
	if len(rows) != 5 {
		t.Fatalf("%q", rows)
	}
	line := sums.Sections[0].Lines[0]
	wantLine := []string{"1", "+7", say.T("trade.period.once"), "-1+1", "'=cmd", "", "", say.T("offers.kind.normal"), "1,5", "", "100", "5", "22",
		write(line.Full - line.Discount), write(line.Net), write(line.VAT), write(line.Gross)}
	if !slices.Equal(rows[1], wantLine) {
		t.Errorf("got  %q\nwant %q", rows[1], wantLine)
	}
	if fmt.Sprint(rows[2][0], rows[2][4], rows[2][8], rows[3][0], rows[4][0]) != "Слово23" || rows[3][7] != say.T("offers.kind.alternative") {
		t.Errorf("%q", rows[2:])
	}
	for i := range rows {
		if len(rows[i]) != len(wantLine) {
			t.Errorf("row %d has %d cells of %d", i, len(rows[i]), len(wantLine))
		}
	}
}

func TestRateOn(t *testing.T) {
	d := withFirm(t)
	ctx := t.Context()
	for day, rate := range map[crm.Day]string{"2026-11-01": "90", "2026-11-20": "92.5", "2026-12-01": "99"} {
		if err := d.SetExchange(ctx, money.USD, day, money.MustDec(rate)); err != nil {
			t.Fatal(err)
		}
	}
	for day, want := range map[crm.Day]string{"2026-11-24": "92.5 2026-11-20", "2026-11-19": "90 2026-11-01", "2026-12-01": "99 2026-12-01"} {
		rate, known, err := d.RateOn(ctx, money.USD, day)
		if got := rate.Value.String() + " " + string(rate.Day); err != nil || !known || got != want {
			t.Errorf("%s: %s, want %s, %v", day, got, want, err)
		}
	}
	for _, c := range []money.Currency{money.EUR, money.USD} {
		if _, known, err := d.RateOn(ctx, c, "2026-10-01"); known || err != nil {
			t.Errorf("%s: %v, %v", c, known, err)
		}
	}
}
