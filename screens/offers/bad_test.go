package offers

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"fyne.io/fyne/v2"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/text"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/parts"
	"rapport/screens/route"
	"rapport/screens/stand"
)

// cells are what is typed into a line, by column.
type cells map[string]string

// TestStrangeNumbersAreTheSameEverywhere types what nobody should, and compares what screen, list, paper, words and table
// make of it.
func TestStrangeNumbersAreTheSameEverywhere(t *testing.T) {
	plain := cells{colName: "Всегда", colQuantity: "1", colPrice: "100"}
	for name, c := range map[string]struct {
		lines    []cells
		currency money.Currency
		tax      trade.TaxMode
		off      trade.Discount
		doubt    string // a fault told beside the totals
	}{
		"nothing of it":            {lines: []cells{plain, {colName: "Ноль", colQuantity: "0", colPrice: "500"}}, doubt: "trade.line.zero"},
		"less than nothing":        {lines: []cells{plain, {colName: "Возврат", colQuantity: "-3", colPrice: "20,5"}}},
		"a price below nought":     {lines: []cells{plain, {colName: "Зачёт", colQuantity: "2", colPrice: "-12,345"}}},
		"a total below nought":     {lines: []cells{plain, {colName: "Зачёт", colQuantity: "1", colPrice: "-1000"}}, doubt: "trade.offer.negative"},
		"a million millions":       {lines: []cells{{colName: "Мост", colQuantity: "1", colPrice: "1 000 000 000 000"}}, tax: trade.TaxNone},
		"more than words":          {lines: []cells{{colName: "Мост", colQuantity: "9000", colPrice: "1 000 000 000 000"}}},
		"thirty digits":            {lines: []cells{plain, {colName: "Пыль", colQuantity: "0,12345678901234567890123456789", colPrice: "123456789,123456789012345678901"}}},
		"next to nothing":          {lines: []cells{plain, {colName: "Пыль", colQuantity: "0,0000000000000000000000000001", colPrice: "0,0000000000000000000000000001"}}},
		"all off a line":           {lines: []cells{plain, {colName: "Даром", colQuantity: "3", colPrice: "33,33", colDiscount: "100"}}},
		"all off everything":       {lines: []cells{plain}, off: trade.Discount{Percent: money.DecInt(100)}, doubt: "trade.offer.nothing"},
		"more off than there is":   {lines: []cells{plain}, off: trade.Discount{Sum: money.DecInt(100_000)}, doubt: "trade.offer.discount.more"},
		"all sorts of VAT":         {lines: []cells{plain, {colName: "Ноль", colQuantity: "1", colPrice: "7", colVAT: "0"}, {colName: "Без", colQuantity: "1", colPrice: "9", colVAT: "без НДС"}, {colName: "Десять", colQuantity: "3", colPrice: "0,33", colVAT: "10%"}}},
		"VAT within, mixed":        {lines: []cells{plain, {colName: "Без", colQuantity: "1", colPrice: "9", colVAT: "—"}, {colName: "Сто", colQuantity: "1", colPrice: "9", colVAT: "100"}}, tax: trade.TaxGross},
		"reverse charge":           {lines: []cells{plain, {colName: "Без", colQuantity: "1", colPrice: "9,99", colVAT: "без НДС"}}, tax: trade.TaxReverse},
		"no minor units":           {lines: []cells{plain, {colName: "Половина", colQuantity: "3", colPrice: "100,5"}}, currency: "JPY"},
		"thousandths":              {lines: []cells{plain, {colName: "Филс", colQuantity: "3", colPrice: "0,0015"}}, currency: "KWD"},
		"a currency nobody listed": {lines: []cells{plain}, currency: "XAU"},
	} {
		t.Run(name, func(t *testing.T) {
			st := newRig(t, text.RU, false)
			e := st.editor(route.Route{Client: st.client("Тонкая Нить")})
			for _, line := range c.lines {
				e.paste("Строка\t1\t1")
				key := e.grid.Current()
				for col, typed := range line {
					if err := e.setCell(key, col, typed); err != nil {
						t.Fatalf("%s %q: %v", col, typed, err)
					}
				}
			}
			e.offer.Discount, e.offer.Words = c.off, true
			if c.tax != "" {
				e.offer.Tax = c.tax
			}
			if c.currency != "" {
				e.offer.Currency = c.currency
			}
			e.changed()
			if e.was == nil {
				t.Fatalf("not saved: %v", st.Failed)
			}
			o := st.read(e.was.ID)
			st.agree(o)
			st.prints(o)
			if c.doubt != "" && !told(e, c.doubt) {
				t.Errorf("%s is not told: %+v", c.doubt, e.totals.shown)
			}
			st.Well()
		})
	}
}

func told(e *Editor, reason string) bool {
	for _, f := range e.totals.shown {
		if f.Reason == reason {
			return true
		}
	}
	return false
}

// prints makes the PDF of an offer.
func (st *rig) prints(o trade.Offer) {
	st.T.Helper()
	p, err := st.Desk.PrintOffer(ctx, o)
	if err != nil || !bytes.HasPrefix(p.PDF, []byte("%PDF-")) {
		st.T.Errorf("%s is not printed: %d bytes, %v", o.Number, len(p.PDF), err)
	}
}

// TestWhatCannotBeIsRefusedInItsCell leaves the line as it was and says why, in each language.
func TestWhatCannotBeIsRefusedInItsCell(t *testing.T) {
	for _, lang := range text.Langs {
		st := newRig(t, lang, false)
		e, o := st.withLine()
		key := e.keys[0][0]
		for _, bad := range []struct{ col, typed, key string }{
			{colDiscount, "100.01", "trade.line.discount"}, {colDiscount, "-1", "trade.line.discount"}, {colVAT, "101", "trade.line.vat"}, {colVAT, "-20", "trade.line.vat"},
			{colQuantity, "1e9", "parts.typed.number"}, {colQuantity, "∞", "parts.typed.number"}, {colPrice, "NaN", "parts.typed.number"}, {colPrice, "--5", "parts.typed.number"},
			{colPrice, strings.Repeat("9", 31), "parts.typed.long"}, {colQuantity, "0." + strings.Repeat("1", 31), "parts.typed.long"},
			{colPrice, strings.Repeat("9", 30), "trade.offer.overflow"}, {colPrice, strings.Repeat("1", 5000), "parts.typed.long"},
			{colName, strings.Repeat("Длинно ", 2000), "offers.bad.text"},
		} {
			err := e.setCell(key, bad.col, bad.typed)
			if err == nil || err.Error() != st.Env.T.T(bad.key) {
				t.Errorf("%s: %s %.20q: %v", lang, bad.col, bad.typed, err)
			}
		}
		if now := st.read(o.ID); fmt.Sprint(now.Sections) != fmt.Sprint(o.Sections) {
			t.Errorf("%s: the line became %+v", lang, now.Sections)
		}
		e.askDiscount()
		field := stand.Find[*kit.NumberField](st.Top())[0]
		for _, bad := range []string{"100,01", "-3", "сто", "1e2"} {
			field.SetText(bad)
			st.Press(st.Env.T.T("text.apply"))
			if now := st.read(o.ID); now.Discount != (trade.Discount{}) {
				t.Errorf("%s: %q taken off: %+v", lang, bad, now.Discount)
			}
		}
		st.Press(st.Env.T.T("text.cancel"))
		st.Well()
	}
}

// TestLongNamesGoOnInTheDescription types and pastes five thousand letters: none of them is lost.
func TestLongNamesGoOnInTheDescription(t *testing.T) {
	st := newRig(t, text.RU, false)
	e, o := st.withLine()
	long := strings.TrimSpace(strings.Repeat("Слово ", 833)) + "хъ"
	if n := utf8.RuneCountInString(long); n != 4999 {
		t.Fatal(n)
	}
	if err := e.setCell(e.keys[0][0], colName, long); err != nil {
		t.Fatal(err)
	}
	if len(st.Said) == 0 || st.Said[len(st.Said)-1] != st.Env.T.T("offers.name.long") {
		t.Errorf("said %q", st.Said)
	}
	e.paste(long + "\t1\t10\n" + strings.Repeat("ы", 5000) + "\t1\t10")
	now := st.read(o.ID)
	for i, l := range now.Sections[0].Lines {
		want := long
		if i == 2 {
			want = strings.Repeat("ы", 5000)
		}
		if got := l.Name + l.Description; bare(got) != bare(want) || utf8.RuneCountInString(l.Name) > parts.LongName {
			t.Errorf("line %d: %d + %d letters", i, utf8.RuneCountInString(l.Name), utf8.RuneCountInString(l.Description))
		}
	}
	st.agree(now)
	st.prints(now)
	st.Well()
}

// TestFiveThousandLinesArePasted takes all of them, and of more than that tells what is left.
func TestFiveThousandLinesArePasted(t *testing.T) {
	st := newRig(t, text.RU, false)
	e := st.editor(route.Route{Client: st.client("Тонкая Нить")})
	var b strings.Builder
	for i := range mostPasted + 7 {
		fmt.Fprintf(&b, "Позиция %d\t%d\t%d,%02d\n", i+1, i%9+1, i, i%100)
	}
	e.paste(b.String())
	if got := st.Said[len(st.Said)-1]; !strings.Contains(strings.ReplaceAll(got, "\u00a0", " "), "Вставлено строк: 5 000") || !strings.Contains(got, "осталось ещё 7") && !strings.Contains(got, "7\u00a0строк") {
		t.Errorf("said %q", got)
	}
	o := st.read(e.was.ID)
	if n := len(o.Sections[0].Lines); n != mostPasted {
		t.Fatalf("%d lines", n)
	}
	st.agree(o)
	st.Well()
}

// TestLinesOfAGoneItemAgree changes lines whose item is gone: they stay as they are.
func TestLinesOfAGoneItemAgree(t *testing.T) {
	st := newRig(t, text.RU, false)
	list, err := st.Desk.SavePriceList(ctx, trade.PriceList{Name: "Розница", Currency: "RUB", Main: true})
	if err != nil {
		t.Fatal(err)
	}
	item, err := st.Desk.SaveItem(ctx, nil, trade.Item{Name: "Стеллаж"}, map[trade.ListID]money.Dec{list.ID: money.DecInt(1000)})
	if err != nil {
		t.Fatal(err)
	}
	e := st.editor(route.Route{Client: st.client("Покупатель")})
	e.takeItem(item.ID)
	e.grid.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if err = st.Desk.RemoveItems(ctx, []trade.ItemID{item.ID}); err != nil {
		t.Fatal(err)
	}
	if err = e.setCell(e.keys[0][0], colQuantity, "7"); err != nil {
		t.Fatal(err)
	}
	e.into("USD")
	e.into("RUB")
	o := st.read(e.was.ID)
	if l := o.Sections[0].Lines[0]; l.Price != money.DecInt(1000) || l.Quantity != money.DecInt(7) {
		t.Errorf("%+v", l)
	}
	st.agree(o)
	st.prints(o)
	st.Well()
}

// TestClientGoneFromBehindAnOffer leaves the editor for the list, for the offer went with him; what is typed meanwhile does
// not bring it back.
func TestClientGoneFromBehindAnOffer(t *testing.T) {
	st := newRig(t, text.RU, false)
	e, o := st.withLine()
	if err := st.Desk.RemoveClient(ctx, o.Client); err != nil {
		t.Fatal(err)
	}
	if len(st.Replaced) != 1 || st.Replaced[0] != (route.Route{Room: route.Offers}) {
		t.Errorf("went to %v", st.Replaced)
	}
	e.Leave(func() {})
	if _, err := st.Desk.Offer(ctx, o.ID); err == nil {
		t.Error("the offer is there again")
	}
	if rows, err := st.Desk.Offers(ctx, trade.OfferQuery{}, crm.Page{Limit: 5}); err != nil || len(rows) != 0 {
		t.Errorf("%d offers, %v", len(rows), err)
	}
}

// TestStrangeShots draws numbers that are too long and too large, and a name that goes on for pages.
func TestStrangeShots(t *testing.T) {
	stand.NeedShots(t)
	for _, lang := range text.Langs {
		st := newRig(t, lang, false)
		kit.NewTheme(false)
		e := st.editor(route.Route{Client: st.client("Тонкая Нить")})
		e.paste("Мост\t1\t1000000000000\nПыль\t0,12345678901234567890123456789\t123456789,123456789012345678901\nЗачёт\t2\t-12,345\n" + strings.Repeat("Очень длинное имя ", 300) + "\t1\t1")
		st.Shot(1360, 860, "strange-"+string(lang))
		st.Shot(1100, 700, "strange-"+string(lang))
		e.offer.Currency = "JPY"
		e.sheet.build()
		e.changed()
		st.Shot(1360, 860, "strange-yen-"+string(lang))
	}
}
