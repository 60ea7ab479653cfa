package paper_test

import (
	"encoding/base64"
	"errors"
	"slices"
	"strings"
	"testing"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/page"
	"rapport/app/paper"
	"rapport/app/trade"
)

func payRU() paper.Payment {
	return paper.Payment{Payee: "ООО «Зерно и Пар»", To: ruFirm().Requisites, Sum: money.New(1234500, money.RUB), Purpose: "Оплата по КП-2026-0147"}
}

func payUA() paper.Payment {
	return paper.Payment{Payee: "ТОВ «Зерно і Пара»", To: ukFirm().Requisites, Sum: money.New(5914, money.UAH), Purpose: "Оплата за КП-2026-0058"}
}

func payEU() paper.Payment {
	return paper.Payment{Payee: "Bean & Steam Ltd", To: crm.Requisites{IBAN: "DE89 3704 0044 0532 0130 00", BIC: "COBADEFFXXX"}, Sum: money.New(1230, money.EUR), Purpose: "Offer Q-2026-0033"}
}

func TestPayloads(t *testing.T) {
	ru, err := paper.PayloadRU(payRU())
	if want := "ST00012|Name=ООО «Зерно и Пар»|PersonalAcc=40702810000000012345|BankName=АО «Банк Верхнедольский»|BIC=040000777|CorrespAcc=30101810900000000777|" +
		"Sum=1234500|Purpose=Оплата по КП-2026-0147|PayeeINN=9876543210|KPP=987601001"; err != nil || ru != want {
		t.Errorf("%s, %v", ru, err)
	}
	epc, err := paper.PayloadEPC(payEU())
	if want := "BCD\n002\n1\nSCT\nCOBADEFFXXX\nBean & Steam Ltd\nDE89370400440532013000\nEUR12.30\n\n\nOffer Q-2026-0033"; err != nil || epc != want {
		t.Errorf("%q, %v", epc, err)
	}
	bare := payEU()
	bare.To.BIC, bare.Purpose = "", ""
	if epc, err = paper.PayloadEPC(bare); err != nil || epc != "BCD\n002\n1\nSCT\n\nBean & Steam Ltd\nDE89370400440532013000\nEUR12.30" {
		t.Errorf("%q, %v", epc, err)
	}
	nbu, err := paper.PayloadNBU(payUA())
	coded, found := strings.CutPrefix(nbu, "https://bank.gov.ua/qr/")
	lines, bad := base64.RawURLEncoding.DecodeString(coded)
	if want := "BCD\n002\n1\nUCT\n\nТОВ «Зерно і Пара»\nUA469999990000026001234567890\nUAH59.14\n98765438\n\n\nОплата за КП-2026-0058\n\n"; err != nil || !found || bad != nil || string(lines) != want {
		t.Errorf("%q, %v, %v", lines, err, bad)
	}
	if strings.ContainsAny(coded, "=+/") {
		t.Errorf("%s is no base64url without padding", coded)
	}
}

// A value that holds the usual separator is parted by another sign, and none is changed.
func TestSeparatorsInValues(t *testing.T) {
	p := payRU()
	p.Purpose = "За А|Б"
	if s, err := paper.PayloadRU(p); err != nil || !strings.HasPrefix(s, "ST00012~Name=") || !strings.Contains(s, "~Purpose=За А|Б~") {
		t.Errorf("%s, %v", s, err)
	}
	p.Purpose = "|~_#$^&*/\\"
	if _, err := paper.PayloadRU(p); reason(err) != "Purpose paper.qr.signs" {
		t.Errorf("%v", err)
	}
	p.Purpose = "строка\nи\u00a0ещё\tодна"
	if s, err := paper.PayloadRU(p); err != nil || !strings.Contains(s, "Purpose=строка и ещё одна|") {
		t.Errorf("%s, %v", s, err)
	}
}

// reason is field and reason of a fault.
func reason(err error) string {
	var f crm.Fault
	if errors.As(err, &f) {
		return f.Field + " " + f.Reason
	}
	return ""
}

func TestPayloadsRefuse(t *testing.T) {
	long := strings.Repeat("я", 300)
	for _, c := range []struct {
		scheme paper.PayScheme
		spoil  func(*paper.Payment)
		want   string
	}{
		{paper.PayRussia, func(p *paper.Payment) { p.Payee = " " }, "Name paper.qr.missing"},
		{paper.PayRussia, func(p *paper.Payment) { p.To.Account = "" }, "PersonalAcc paper.qr.missing"},
		{paper.PayRussia, func(p *paper.Payment) { p.To.Bank = "" }, "BankName paper.qr.missing"},
		{paper.PayRussia, func(p *paper.Payment) { p.To.BIK = "" }, "BIC paper.qr.missing"},
		{paper.PayRussia, func(p *paper.Payment) { p.To.Corr = "" }, "CorrespAcc paper.qr.missing"},
		{paper.PayRussia, func(p *paper.Payment) { p.Payee = long }, "Name paper.qr.long"},
		{paper.PayRussia, func(p *paper.Payment) { p.Purpose = long }, "Purpose paper.qr.long"},
		{paper.PayRussia, func(p *paper.Payment) { p.To.Account = "4070281000000001234" }, "PersonalAcc paper.qr.wrong"},
		{paper.PayRussia, func(p *paper.Payment) { p.To.Corr = "3010181090000000077x" }, "CorrespAcc paper.qr.wrong"},
		{paper.PayRussia, func(p *paper.Payment) { p.To.BIK = "04000077" }, "BIC paper.qr.wrong"},
		{paper.PayRussia, func(p *paper.Payment) { p.Sum.Minor = 0 }, "sum paper.qr.sum"},
		{paper.PayRussia, func(p *paper.Payment) { p.Sum.Currency = money.USD }, "sum paper.qr.sum"},
		{paper.PayEurope, func(p *paper.Payment) { p.Payee = "" }, "Name paper.qr.missing"},
		{paper.PayEurope, func(p *paper.Payment) { p.To.IBAN = "" }, "IBAN paper.qr.missing"},
		{paper.PayEurope, func(p *paper.Payment) { p.To.IBAN = "DE89370400440532013001" }, "IBAN paper.qr.wrong"},
		{paper.PayEurope, func(p *paper.Payment) { p.Payee = strings.Repeat("a", 71) }, "Name paper.qr.long"},
		{paper.PayEurope, func(p *paper.Payment) { p.Purpose = strings.Repeat("a", 141) }, "Purpose paper.qr.long"},
		{paper.PayEurope, func(p *paper.Payment) { p.Purpose = strings.Repeat("я", 140) }, "Purpose paper.qr.long"}, // 331 bytes
		{paper.PayEurope, func(p *paper.Payment) { p.Sum.Minor = 100000000000 }, "sum paper.qr.sum"},
		{paper.PayEurope, func(p *paper.Payment) { p.Sum.Minor = -5 }, "sum paper.qr.sum"},
		{paper.PayUkraine, func(p *paper.Payment) { p.To.EDRPOU = "" }, "Code paper.qr.missing"},
		{paper.PayUkraine, func(p *paper.Payment) { p.To.EDRPOU = "9876543" }, "Code paper.qr.wrong"},
		{paper.PayUkraine, func(p *paper.Payment) { p.To.IBAN = "" }, "IBAN paper.qr.missing"},
		{paper.PayUkraine, func(p *paper.Payment) { p.To.IBAN = "UA469999990000026001234567891" }, "IBAN paper.qr.wrong"},
		{paper.PayUkraine, func(p *paper.Payment) { p.Purpose = "" }, "Purpose paper.qr.missing"},
		{paper.PayUkraine, func(p *paper.Payment) { p.Payee = strings.Repeat("я", 71) }, "Name paper.qr.long"},
		{paper.PayUkraine, func(p *paper.Payment) { p.Sum.Currency = money.RUB }, "sum paper.qr.sum"},
		{"cheque", func(*paper.Payment) {}, "scheme paper.qr.scheme"},
	} {
		p := map[paper.PayScheme]func() paper.Payment{paper.PayRussia: payRU, paper.PayEurope: payEU, paper.PayUkraine: payUA, "cheque": payRU}[c.scheme]()
		if c.spoil(&p); true {
			if s, err := p.Payload(c.scheme); reason(err) != c.want || s != "" {
				t.Errorf("%s: %q, %v, want %s", c.scheme, s, err, c.want)
			}
		}
	}
}

func TestSchemes(t *testing.T) {
	for _, c := range []struct {
		country  string
		currency money.Currency
		want     paper.PayScheme
	}{{"RU", money.RUB, paper.PayRussia}, {"UA", money.UAH, paper.PayUkraine}, {"DE", money.EUR, paper.PayEurope}, {"UA", money.EUR, paper.PayEurope},
		{"UA", money.RUB, ""}, {"GB", money.GBP, ""}, {"US", money.USD, ""}, {"RU", money.UAH, ""}} {
		if s, ok := paper.SchemeFor(c.country, c.currency); s != c.want || ok != (c.want != "") {
			t.Errorf("%s %s: %s", c.country, c.currency, s)
		}
	}
}

// The code stands inside its frame with its quiet zone, beside the requisites, and only when it is asked for.
func TestCodeOnPaper(t *testing.T) {
	euro := enOffer()
	euro.Currency = money.EUR
	eu := enFirm()
	eu.Requisites.IBAN = "DE89370400440532013000"
	for _, c := range []struct {
		name    string
		o       trade.Offer
		f       crm.Firm
		caption string
	}{{"ru", ruOffer(), ruFirm(), "839 408,80 ₽"}, {"uk", ukOffer(), ukFirm(), "171 840,00 грн"}, {"en", euro, eu, "€6,516.00"}} {
		plain, _ := layOffer(t, c.o, facts(c.f))
		c.o.QR = true
		doc, remarks := layOffer(t, c.o, facts(c.f))
		if len(remarks) > 0 {
			t.Errorf("%s: %v", c.name, remarks)
		}
		checkFrame(t, doc)
		if len(blackest(plain)) > 0 || len(doc.Pages) < len(plain.Pages) {
			t.Errorf("%s: a code that nobody asked for", c.name)
		}
		checkCode(t, c.name, doc)
		if all := strings.ReplaceAll(flowing(doc), "\u00a0", " "); !strings.Contains(all, c.caption) {
			t.Errorf("%s does not say %q", c.name, c.caption)
		}
		c.o.Prepay = d("50")
		doc, _ = layOffer(t, c.o, facts(c.f))
		checkCode(t, c.name, doc)
		pdfOf(t, doc)
	}
	for name, change := range map[string]func(*trade.Offer, *crm.Firm){
		"paper.qr.scheme":  func(o *trade.Offer, _ *crm.Firm) { o.Currency = money.USD },
		"paper.qr.missing": func(_ *trade.Offer, f *crm.Firm) { f.Requisites.Corr = "" },
		"paper.qr.wrong":   func(_ *trade.Offer, f *crm.Firm) { f.Requisites.BIK = "7" },
		"paper.qr.sum":     func(o *trade.Offer, _ *crm.Firm) { o.Discount.Percent = d("100") },
		"paper.qr.large": func(o *trade.Offer, f *crm.Firm) {
			f.LegalName, f.Requisites.Bank, o.Number = strings.Repeat("Ы", 160), strings.Repeat("Ы", 45), strings.Repeat("Ы", 120)
		},
	} {
		o, f := ruOffer(), ruFirm()
		o.QR = true
		change(&o, &f)
		doc, remarks := layOffer(t, o, facts(f))
		if !slices.ContainsFunc(remarks, func(r paper.Remark) bool { return r.Reason == name }) || len(blackest(doc)) > 0 {
			t.Errorf("%s: %v", name, remarks)
		}
	}
}

// blackest are the pure black rectangles, of which nothing but a code is made.
func blackest(doc *page.Document) []page.Rect {
	var all []page.Rect
	for _, leaf := range doc.Pages {
		for _, m := range leaf.Marks {
			if r, ok := m.(page.Rect); ok && r.Filled && r.Fill == 0 {
				all = append(all, r)
			}
		}
	}
	return all
}

func checkCode(t *testing.T, name string, doc *page.Document) {
	t.Helper()
	modules := blackest(doc)
	if len(modules) == 0 {
		t.Fatalf("%s: no code", name)
	}
	side := modules[0].H
	x1, y1, x2, y2 := 1e9, 1e9, 0.0, 0.0
	for _, r := range modules {
		x1, y1, x2, y2 = min(x1, r.X), min(y1, r.Y), max(x2, r.X+r.W), max(y2, r.Y+r.H)
	}
	if side < 0.40 || x2-x1 < 20 || x2-x1 > 38 || y2-y1-(x2-x1) > 0.01 {
		t.Errorf("%s: modules of %.3f mm, %.1f × %.1f", name, side, x2-x1, y2-y1)
	}
	quiet := 4*side - 0.01
	for n, leaf := range doc.Pages {
		for _, m := range leaf.Marks {
			if r, ok := m.(page.Rect); ok && r.Filled && r.Fill == 0 || n < len(doc.Pages)-1 {
				continue
			}
			if l, ok := m.(page.Text); ok && l.S == "₴" {
				continue
			}
			if r, ok := m.(page.Rect); ok && r.X < x1-quiet && r.X+r.W > x2+quiet && r.Y < y1-quiet && r.Y+r.H > y2+quiet {
				continue // its frame
			}
			a1, b1, a2, b2 := extent(m)
			if a2 > x1-quiet && a1 < x2+quiet && b2 > y1-quiet && b1 < y2+quiet {
				t.Errorf("%s: %+v stands in the quiet zone", name, m)
			}
		}
	}
}
