package desk_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/ledongthuc/pdf"

	"rapport/app/crm"
	"rapport/app/desk"
	"rapport/app/money"
	"rapport/app/text"
	"rapport/app/trade"
)

// wordsOf is the text of a paper.
func wordsOf(t *testing.T, p desk.Print) string {
	t.Helper()
	r, err := pdf.NewReader(bytes.NewReader(p.PDF), int64(len(p.PDF)))
	if err != nil {
		t.Fatal(err)
	}
	plain, err := r.GetPlainText()
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if _, err := plain.(*bytes.Buffer).WriteTo(&b); err != nil {
		t.Fatal(err)
	}
	return strings.ReplaceAll(b.String(), "\u00a0", " ")
}

func TestPriceListIsWhatEachPays(t *testing.T) {
	d, list, item := priced(t)
	ctx := t.Context()
	top, err := d.SaveGroup(ctx, trade.Group{Name: "Мебель"})
	if err != nil {
		t.Fatal(err)
	}
	low, err := d.SaveGroup(ctx, trade.Group{Name: "Полки", Parent: top.ID})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.SaveItem(ctx, nil, trade.Item{Name: "Полка дубовая", Group: low.ID, Unit: "шт"}, map[trade.ListID]money.Dec{list.ID: money.DecInt(520)}); err != nil {
		t.Fatal(err)
	}
	if _, err := d.SaveItem(ctx, nil, trade.Item{Name: "Без цены", Group: top.ID}, nil); err != nil {
		t.Fatal(err)
	}
	ours, err := d.SaveSegment(ctx, crm.Segment{Name: "Наши", Tags: []string{"наш"}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.SaveRule(ctx, trade.Rule{Name: "Наши", Kind: trade.BySegment, Segment: &trade.SegmentPrice{Segment: ours.ID, Percent: money.DecInt(-10)}}); err != nil {
		t.Fatal(err)
	}
	c := addClient(t, d, crm.Client{Name: "Заречье", Tags: []string{"наш"}})
	agreed := &trade.Negotiation{Client: c.ID, Currency: "RUB", Agreed: true, Price: money.DecInt(777), AgreedOn: d.Today(), Rounds: []trade.Round{{Day: d.Today(), Price: money.DecInt(777)}}}
	if _, err := d.SaveRule(ctx, trade.Rule{Name: "Договор", Kind: trade.ByNegotiation, Scope: trade.Scope{Items: []trade.ItemID{item.ID}}, Negotiation: agreed}); err != nil {
		t.Fatal(err)
	}
	for name, x := range map[string]struct {
		asked desk.PriceListAsked
		has   []string
		not   []string
	}{
		"everybody": {desk.PriceListAsked{Lang: text.RU}, []string{"1 000,00", "520,00", "Мебель / Полки"}, []string{"Без цены", "Цены для", "900,00"}},
		"segment":   {desk.PriceListAsked{Lang: text.RU, Segment: ours.ID, Unpriced: true}, []string{"900,00", "468,00", "Наши", "Без цены", "по запросу"}, []string{"777,00"}},
		"client":    {desk.PriceListAsked{Lang: text.UK, Client: c.ID, Until: "2026-12-31"}, []string{"777,00", "468,00", "Заречье", "31 грудня 2026"}, []string{"1 000,00"}},
		"with VAT":  {desk.PriceListAsked{Lang: text.EN, Gross: true}, []string{"1,220.00", "634.40", "include VAT"}, nil},
	} {
		p, err := d.PrintPriceList(ctx, x.asked)
		if err != nil {
			t.Fatal(name, err)
		}
		said := strings.ReplaceAll(wordsOf(t, p), "\n", " ")
		flat := strings.ReplaceAll(said, " ", "")
		for _, want := range x.has {
			if !strings.Contains(flat, strings.ReplaceAll(want, " ", "")) {
				t.Errorf("%s: no %q in %s", name, want, said)
			}
		}
		for _, no := range x.not {
			if strings.Contains(flat, strings.ReplaceAll(no, " ", "")) {
				t.Errorf("%s: %q in %s", name, no, said)
			}
		}
		if again, _ := d.PrintPriceList(ctx, x.asked); !bytes.Equal(again.PDF, p.PDF) {
			t.Errorf("%s: other bytes the second time", name)
		}
	}
	_, err = d.PrintPriceList(ctx, desk.PriceListAsked{Until: "2020-01-01"})
	faulty(t, err, "desk.pricelist.until")
	_, err = d.PrintPriceList(ctx, desk.PriceListAsked{Items: trade.ItemQuery{Search: "нет такого"}})
	faulty(t, err, "desk.pricelist.empty")
	if _, err := d.PrintPriceList(ctx, desk.PriceListAsked{Segment: 99}); err == nil {
		t.Error("a segment that is not there has prices")
	}
	if s, err := d.SegmentNamed(ctx, "НАШИ"); err != nil || s.ID != ours.ID {
		t.Errorf("%+v, %v", s, err)
	}
}

func TestOrderIsConfirmed(t *testing.T) {
	d := withFirm(t)
	ctx := t.Context()
	c, err := d.AddClient(ctx, crm.Client{Name: "Заречье", LegalName: "ООО «Заречье»"}, crm.Contact{Name: "Лебедева Ольга", Dative: "Лебедевой Ольге", Given: "Ольга Николаевна"})
	if err != nil {
		t.Fatal(err)
	}
	o := lined(t, d, c.ID)
	if o, err = d.SaveOffer(ctx, nil, o); err != nil {
		t.Fatal(err)
	}
	if o, err = d.AcceptOffer(ctx, o.ID, nil); err != nil {
		t.Fatal(err)
	}
	order, err := trade.OrderOf(o, d.Today())
	if err != nil {
		t.Fatal(err)
	}
	order.Number, order.Promised, order.Freight = "ЗК-1", "2026-12-01", 50000
	p, err := d.PrintOrder(ctx, order)
	if err != nil {
		t.Fatal(err)
	}
	said := strings.ReplaceAll(wordsOf(t, p), " ", "")
	for _, want := range []string{"Подтверждениезаказа", "ЗК-1", "1декабря2026", o.Number, "3660,00", "500,00", "4160,00", "Лебедевой"} {
		if !strings.Contains(said, want) {
			t.Errorf("no %s in %s", want, said)
		}
	}
	if !strings.Contains(p.Name, "ЗК-1") || !strings.Contains(p.Name, "Заречье") {
		t.Errorf("the file is called %s", p.Name)
	}
	order.Offer = 0 // entered by hand: the addressee is the client
	if p, err = d.PrintOrder(ctx, order); err != nil || !strings.Contains(strings.ReplaceAll(wordsOf(t, p), " ", ""), "Лебедевой") {
		t.Errorf("%v", err)
	}
	order.State = trade.Cancelled
	_, err = d.PrintOrder(ctx, order)
	faulty(t, err, "desk.order.cancelled")
	_, err = d.PrintOrder(ctx, trade.Order{Currency: money.RUB, State: trade.Placed, Client: 999})
	faulty(t, err, "trade.order.empty")
}

func TestListIsPrinted(t *testing.T) {
	d := withFirm(t)
	l := desk.List{Title: "Клиенты", Columns: []desk.ListColumn{{Head: "Имя", Width: 200}, {Head: "Сумма", Right: true, Width: 80}}, Rows: [][]string{{"Заречье", "1 000"}}}
	p, err := d.PrintList(t.Context(), l, text.RU)
	if err != nil {
		t.Fatal(err)
	}
	if said := wordsOf(t, p); !strings.Contains(said, "Заречье") || !strings.Contains(said, "Ирина") || p.Name != "Клиенты 2026-11-24.pdf" {
		t.Errorf("%s: %s", p.Name, said)
	}
	l.Rows = make([][]string, desk.MostListRows+1)
	_, err = d.PrintList(t.Context(), l, text.RU)
	faulty(t, err, "desk.list.long")
}
