package desk_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"rapport/app/crm"
	"rapport/app/desk"
	"rapport/app/page"
	"rapport/app/text"
	"rapport/app/trade"
)

// footed gives a template a footer, by which it is known on a paper.
func footed(words string) func(*trade.Template) {
	return func(t *trade.Template) {
		t.Texts = map[string]trade.TemplateTexts{}
		for _, lang := range text.Langs {
			t.Texts[string(lang)] = trade.TemplateTexts{Footer: words}
		}
	}
}

// TestOrdersWearTheLetterheadOfTheirOffer proves whose letterhead the confirmation of an order bears.
func TestOrdersWearTheLetterheadOfTheirOffer(t *testing.T) {
	d := withFirm(t)
	ctx := t.Context()
	c := addClient(t, d, crm.Client{Name: "Заречье"})
	o := lined(t, d, c.ID)
	o.State = trade.Accepted
	order, err := trade.OrderOf(o, d.Today())
	if err != nil {
		t.Fatal(err)
	}
	order.Number = "ЗК-1"
	numbers := 0
	lay := func(tmpl trade.TemplateID, firm int64) (*page.Document, []desk.Remark) {
		t.Helper()
		now := o
		now.ID, now.Template, now.Firm, now.State = 0, tmpl, firm, trade.Draft
		numbers++
		now.Number = fmt.Sprintf("КП-%d", numbers)
		saved, err := d.SaveOffer(ctx, nil, now)
		if err != nil {
			t.Fatal(err)
		}
		order.Offer = saved.ID
		doc, remarks, err := d.LayOrder(ctx, order)
		if err != nil {
			t.Fatal(err)
		}
		return doc, remarks
	}
	plain, _ := lay(0, 0)
	one := aTemplate(t, d, "Один", footed("мы: {firm.name}"))
	usual := aTemplate(t, d, "Обычный", func(t *trade.Template) { footed("обычный бланк")(t); t.Default = true })
	second, err := d.AddFirm(ctx, crm.Firm{Name: "Вторая", Country: "RU", Currency: "RUB"})
	if err != nil {
		t.Fatal(err)
	}
	if doc, _ := lay(0, 0); printedOn(doc, "бланк") || len(doc.Pages[0].Marks) != len(plain.Pages[0].Marks) {
		t.Error("an offer without a template gives its order one")
	}
	if doc, _ := lay(one.ID, second.ID); !printedOn(doc, "мы: Вторая") {
		t.Error("the footer of the offer's template is not on the order, or names another firm")
	}
	if _, remarks := lay(999, 0); len(remarks) != 1 || remarks[0].Reason != "paper.remark.template" {
		t.Errorf("a template that is gone: %v", remarks)
	}
	order.Offer = 0
	doc, _, err := d.LayOrder(ctx, order)
	if err != nil || !printedOn(doc, "обычный бланк") {
		t.Errorf("an order entered by hand does not wear the usual letterhead: %v", err)
	}
	if err := d.RemoveTemplate(ctx, usual); err != nil {
		t.Fatal(err)
	}
	if doc, _, err = d.LayOrder(ctx, order); err != nil || printedOn(doc, "бланк") {
		t.Errorf("a template that was removed is worn: %v", err)
	}
}

func TestPriceListsWearTheUsualLetterhead(t *testing.T) {
	d, _, _ := priced(t)
	ctx := t.Context()
	c := addClient(t, d, crm.Client{Name: "Заречье"})
	plain, err := d.PrintPriceList(ctx, desk.PriceListAsked{Lang: text.RU, Client: c.ID})
	if err != nil {
		t.Fatal(err)
	}
	aTemplate(t, d, "Другой", footed("другой бланк"))
	if same, err := d.PrintPriceList(ctx, desk.PriceListAsked{Lang: text.RU, Client: c.ID}); err != nil || !bytes.Equal(same.PDF, plain.PDF) {
		t.Errorf("a template that is not the usual one changes the paper: %v", err)
	}
	logo, err := d.TakePicture(ctx, pictureFile(t, 80, 40))
	if err != nil {
		t.Fatal(err)
	}
	aTemplate(t, d, "Обычный", func(t *trade.Template) {
		footed("обычный бланк для {client.name}")(t)
		t.Default, t.Logo = true, logo.ID
	})
	p, err := d.PrintPriceList(ctx, desk.PriceListAsked{Lang: text.RU, Client: c.ID})
	if err != nil || len(p.Remarks) != 0 {
		t.Fatal(err, p.Remarks)
	}
	if said := strings.ReplaceAll(wordsOf(t, p), " ", ""); !strings.Contains(said, "обычныйбланкдляЗаречье") || !bytes.Contains(p.PDF, []byte("/Subtype /Image")) {
		t.Errorf("no footer or no logo: %s", said)
	}
}
