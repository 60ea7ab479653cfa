package desk_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"rapport/app/crm"
	"rapport/app/desk"
	"rapport/app/money"
	"rapport/app/text"
	"rapport/app/trade"
	"rapport/assets"
	"rapport/data"
)

// crowd adds n clients, every third of them a person there with an address of mail.
func crowd(t testing.TB, d *desk.Desk, n int) []crm.ClientID {
	t.Helper()
	var ids []crm.ClientID
	for i := range n {
		c := crm.Client{Name: fmt.Sprintf("Клиент %04d", i+1), Tags: []string{"рассылка"}}
		var people []crm.Contact
		if i%3 == 0 {
			c.Addresses = []crm.Address{{City: "Лесогорск", Street: fmt.Sprintf("Садовая, %d", i+1)}}
			people = append(people, crm.Contact{Name: "Ольга Лебедева", Given: "Ольга Николаевна", Emails: []crm.Email{{Address: fmt.Sprintf("o%d@hotel.example", i)}}})
		}
		saved, err := d.AddClient(t.Context(), c, people...)
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, saved.ID)
	}
	return ids
}

func papersIn(t *testing.T, folder string) (pdfs int) {
	t.Helper()
	all, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range all {
		if filepath.Ext(e.Name()) != ".pdf" {
			t.Errorf("left behind: %s", e.Name())
		}
		pdfs++
	}
	return pdfs
}

func TestBatchMakesAnOfferForEach(t *testing.T) {
	d, list, item := priced(t)
	ctx := t.Context()
	ids := crowd(t, d, 7)
	first, err := d.Client(ctx, ids[0])
	if err != nil {
		t.Fatal(err)
	}
	agreed := &trade.Negotiation{Client: first.ID, Currency: list.Currency, Agreed: true, Price: money.DecInt(900), AgreedOn: d.Today()}
	agreed.Rounds = []trade.Round{{Day: d.Today(), Price: money.DecInt(900)}}
	if _, err := d.SaveRule(ctx, trade.Rule{Name: "Договор", Kind: trade.ByNegotiation, Scope: trade.Scope{Items: []trade.ItemID{item.ID}}, Negotiation: agreed}); err != nil {
		t.Fatal(err)
	}
	o := lined(t, d, ids[1])
	o.Number, o.Subject = "КП-2026-0005", "Образец"
	line, _, err := d.LineOf(ctx, o, item.ID, nil, money.DecInt(3))
	if err != nil {
		t.Fatal(err)
	}
	typed := line
	typed.Price = money.DecInt(777)
	o.Sections[0].Lines = append(o.Sections[0].Lines, line, typed)
	if o, err = d.SaveOffer(ctx, nil, o); err != nil {
		t.Fatal(err)
	}
	folder := filepath.Join(t.TempDir(), "папка")
	var steps []desk.BatchProgress
	gone := crm.ClientID(12345)
	b, err := d.MakeBatch(ctx, o, append(append([]crm.ClientID{}, ids...), gone, ids[0]), desk.BatchInto{Folder: folder}, func(p desk.BatchProgress) { steps = append(steps, p) })
	if err != nil || b.Made != 7 || b.Cancelled || len(b.Done) != 8 || len(steps) != 8 {
		t.Fatalf("%+v, %v, %d steps", b, err, len(steps))
	}
	if papersIn(t, folder) != 7 {
		t.Error("not a paper for each")
	}
	for i, done := range b.Done[:7] {
		want := fmt.Sprintf("КП-2026-%04d", i+1)
		if i >= 4 {
			want = fmt.Sprintf("КП-2026-%04d", i+2) // 5 is taken
		}
		kept, err := d.Offer(ctx, done.Offer)
		if err != nil || kept.Number != want || done.Number != want || kept.Client != ids[i] || kept.State != trade.Draft {
			t.Errorf("%d: %+v, %v, want %s", i, done, err, want)
		}
		pays := money.DecInt(1000)
		if i == 0 {
			pays = money.DecInt(900)
		}
		if got := kept.Sections[0].Lines[1].Price; got != pays {
			t.Errorf("%d: pays %s, want %s", i, got, pays)
		}
		if got := kept.Sections[0].Lines[2].Price; got != money.DecInt(777) {
			t.Errorf("%d: the price typed by hand became %s", i, got)
		}
		body, err := os.ReadFile(done.Path)
		if err != nil || !bytes.HasPrefix(body, []byte("%PDF")) || !strings.Contains(filepath.Base(done.Path), want) {
			t.Errorf("%d: %s, %v", i, done.Path, err)
		}
		again, err := d.PaperToSend(ctx, kept)
		if err != nil || !bytes.Equal(again.PDF, body) {
			t.Errorf("%d: printed again it is another paper (%v)", i, err)
		}
		if remarked := len(done.Remarks) > 0; remarked == (i%3 == 0) {
			t.Errorf("%d: remarks %v", i, done.Remarks)
		}
	}
	if b.Done[7].Refused == nil || b.Done[7].Offer != 0 {
		t.Errorf("a client who is gone: %+v", b.Done[7])
	}
	if step, err := d.Undo(ctx); err != nil || step.Act.What != "act.offers.batch" {
		t.Fatal(step, err)
	}
	if n, err := d.CountOffers(ctx, trade.OfferQuery{}); err != nil || n.N != 1 {
		t.Errorf("after undo %d offers, %v", n.N, err)
	}
}

func TestBatchCalledOffKeepsWhatIsDone(t *testing.T) {
	d := withFirm(t)
	ids := crowd(t, d, 250)
	o := lined(t, d, ids[0])
	folder := t.TempDir()
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	b, err := d.MakeBatch(ctx, o, ids, desk.BatchInto{Folder: folder}, func(p desk.BatchProgress) {
		if p.Done == 220 { // in the second act
			stop()
		}
	})
	if err != nil || !b.Cancelled || b.Made < 200 || b.Made >= 250 {
		t.Fatalf("%d made, cancelled %v, %v", b.Made, b.Cancelled, err)
	}
	if n := papersIn(t, folder); n != b.Made {
		t.Errorf("%d papers for %d offers", n, b.Made)
	}
	numbers, err := d.OfferNumbers(t.Context(), "")
	if err != nil || len(numbers) != b.Made {
		t.Fatalf("%d offers in the base for %d made, %v", len(numbers), b.Made, err)
	}
	next, err := d.NextOfferNumber(t.Context())
	if want := fmt.Sprintf("КП-2026-%04d", b.Made+1); err != nil || next != want {
		t.Errorf("the next number is %s, want %s: there is a gap (%v)", next, want, err)
	}
	none, err := d.MakeBatch(ctx, o, ids, desk.BatchInto{Folder: folder}, nil)
	if err != nil || !none.Cancelled || none.Made != 0 {
		t.Errorf("called off before it began: %+v, %v", none, err)
	}
}

func TestBatchRefusesWhatMayNotBePrinted(t *testing.T) {
	d := withFirm(t)
	ids := crowd(t, d, 2)
	o := lined(t, d, ids[0])
	o.Sections[0].Lines[0].VAT = money.DecInt(-5)
	b, err := d.MakeBatch(t.Context(), o, ids, desk.BatchInto{Folder: t.TempDir()}, nil)
	var fault crm.Fault
	if err != nil || b.Made != 0 || len(b.Done) != 2 || !errors.As(b.Done[1].Refused, &fault) {
		t.Errorf("%+v, %v", b, err)
	}
	blocked := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(blocked, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := d.MakeBatch(t.Context(), lined(t, d, ids[0]), ids, desk.BatchInto{Folder: filepath.Join(blocked, "below")}, nil); err == nil {
		t.Error("a folder that cannot be made is no fault")
	}
	if n, err := d.CountOffers(t.Context(), trade.OfferQuery{}); err != nil || n.N != 0 {
		t.Errorf("%d offers were made, %v", n.N, err)
	}
}

// TestBatchWithLettersPutsOneBesideEachPaper proves that a letter bears the very paper beside it, under its name, to the
// person the offer is addressed to, and that a client without an address is told of.
func TestBatchWithLettersPutsOneBesideEachPaper(t *testing.T) {
	d := withFirm(t)
	ids := crowd(t, d, 7)
	o := lined(t, d, ids[1])
	folder := t.TempDir()
	for again := range 2 { // the second time all names are taken
		if again == 1 {
			if _, err := d.Undo(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		b, err := d.MakeBatch(t.Context(), o, ids, desk.BatchInto{Folder: folder, Letters: true}, nil)
		if err != nil || b.Made != 7 || b.Letters != 3 {
			t.Fatalf("%d made, %d letters, %v", b.Made, b.Letters, err)
		}
		for i, done := range b.Done {
			lacks := slices.ContainsFunc(done.Remarks, func(f crm.Fault) bool { return f.Reason == "desk.batch.letter" })
			if mailed := i%3 == 0; mailed == lacks || mailed != (done.Letter != "") {
				t.Errorf("%d: letter %q, remarks %v", i, done.Letter, done.Remarks)
			}
			if done.Letter == "" {
				continue
			}
			if strings.TrimSuffix(done.Letter, ".eml") != strings.TrimSuffix(done.Path, ".pdf") {
				t.Errorf("%s beside %s", done.Letter, done.Path)
			}
			body, err1 := os.ReadFile(done.Letter)
			paper, err2 := os.ReadFile(done.Path)
			if err1 != nil || err2 != nil {
				t.Fatal(err1, err2)
			}
			head, text, _, attached := readDraft(t, body)
			to, err := head.AddressList("To")
			if err != nil || len(to) != 1 || to[0].Address != fmt.Sprintf("o%d@hotel.example", i) || !bytes.Equal(attached, paper) || !strings.Contains(text, done.Number) {
				t.Errorf("%d: to %v, %d of %d bytes, %q", i, to, len(attached), len(paper), text)
			}
			kept, err := d.Offer(t.Context(), done.Offer)
			if err != nil {
				t.Fatal(err)
			}
			alone, err := d.OfferMail(t.Context(), kept)
			if err != nil || strings.TrimSpace(strings.ReplaceAll(text, "\r\n", "\n")) != strings.TrimSpace(alone.Text) {
				t.Errorf("%d: the letter of the batch says %q, that of the offer alone %q, %v", i, text, alone.Text, err)
			}
		}
	}
	if all, err := os.ReadDir(folder); err != nil || len(all) != 2*(7+3) {
		t.Errorf("%d files, %v", len(all), err)
	}
}

func TestBatchWithLettersCalledOffLeavesNoHalfPair(t *testing.T) {
	d := withFirm(t)
	ids := crowd(t, d, 260)
	folder := t.TempDir()
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	b, err := d.MakeBatch(ctx, lined(t, d, ids[0]), ids, desk.BatchInto{Folder: folder, Letters: true}, func(p desk.BatchProgress) {
		if p.Done == 230 {
			stop()
		}
	})
	if err != nil || !b.Cancelled || b.Made < 200 || b.Made >= 260 {
		t.Fatalf("%d made, cancelled %v, %v", b.Made, b.Cancelled, err)
	}
	files, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	kinds := map[string]int{}
	for _, f := range files {
		kinds[filepath.Ext(f.Name())]++
	}
	if kinds[".pdf"] != b.Made || kinds[".eml"] != b.Letters || len(kinds) != 2 || b.Letters != (b.Made+2)/3 {
		t.Errorf("%v for %d offers and %d letters", kinds, b.Made, b.Letters)
	}
}

// BenchmarkBatch makes an offer of thirty lines of the catalogue to a thousand clients; the figure is that of one offer.
func BenchmarkBatch(b *testing.B) {
	d, list := benchBase(b)
	const many = 1000
	ids := crowd(b, d, many)
	o, err := d.NewOffer(b.Context(), ids[0])
	if err != nil {
		b.Fatal(err)
	}
	o.Sections[0].Lines = nil
	for i := range 30 {
		item, err := d.SaveItem(b.Context(), nil, trade.Item{Article: fmt.Sprintf("A-%d", i), Name: fmt.Sprintf("Кофе в зёрнах «Утренняя смена %d»", i), Unit: "кг",
			Description: "Смесь 70/30, средняя обжарка, упаковка 1 кг"}, map[trade.ListID]money.Dec{list.ID: money.DecInt(int64(1000 + i))})
		if err != nil {
			b.Fatal(err)
		}
		line, _, err := d.LineOf(b.Context(), o, item.ID, nil, money.DecInt(int64(i+1)))
		if err != nil {
			b.Fatal(err)
		}
		o.Sections[0].Lines = append(o.Sections[0].Lines, line)
	}
	for b.Loop() {
		made, err := d.MakeBatch(b.Context(), o, ids, desk.BatchInto{Folder: b.TempDir()}, nil)
		if err != nil || made.Made != many {
			b.Fatal(made.Made, err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/1000/float64(b.N)/many, "ms/offer")
}

// benchBase is a desk over a new base with a firm and a main list.
func benchBase(b *testing.B) (*desk.Desk, trade.PriceList) {
	b.Helper()
	store, err := data.Open(b.Context(), b.TempDir(), data.Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		if err := store.Close(); err != nil {
			b.Error(err)
		}
	})
	words, err := text.Load(assets.Messages, "messages")
	if err != nil {
		b.Fatal(err)
	}
	d := desk.New(store, words, time.Now)
	firm := crm.Firm{Name: "Мастерская", LegalName: "ООО «Мастерская»", Country: "RU", Currency: "RUB", City: "Лесогорск", VATPayer: true, VATRate: "22",
		Address: "000147, г. Лесогорск, ул. Мельничная, 14", Phone: "+7 (000) 000-01-47", Signatory: "И. Б. Белов", SignPost: "Директор"}
	if err := d.BeginFirm(b.Context(), firm, "Ирина Белова"); err != nil {
		b.Fatal(err)
	}
	list, err := d.SavePriceList(b.Context(), trade.PriceList{Name: "Розница", Currency: "RUB"})
	if err != nil {
		b.Fatal(err)
	}
	return d, list
}
