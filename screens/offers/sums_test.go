package offers

import (
	"bytes"
	"encoding/csv"
	"math/rand/v2"
	"strings"
	"testing"

	"rapport/app/money"
	"rapport/app/page"
	"rapport/app/text"
	"rapport/app/trade"
	"rapport/screens/parts"
	"rapport/screens/route"
)

// anyOffer fills an offer at random: rates, discounts, options, alternatives, words between, all periods and roundings.
func anyOffer(r *rand.Rand, o trade.Offer) trade.Offer {
	pick := func(n int) bool { return r.IntN(n) == 0 }
	dec := func(most, places int64) money.Dec {
		return money.DecInt(r.Int64N(most)).Mul(money.MustDec([]string{"1", "0.1", "0.01", "0.001"}[places]))
	}
	o.Tax = []trade.TaxMode{trade.TaxNet, trade.TaxGross, trade.TaxNone, trade.TaxReverse}[r.IntN(4)]
	o.Rounding = []money.Rounding{money.PerLine, money.PerRate}[r.IntN(2)]
	o.Sections, o.Words = nil, true
	for i := range 1 + r.IntN(3) {
		s := trade.Section{Title: "Раздел", Period: []trade.Period{trade.Once, trade.Monthly, trade.Yearly}[i%3], Break: pick(5)}
		for range 1 + r.IntN(5) {
			l := trade.Line{Name: "Строка", Quantity: dec(9000, 2).Add(money.DecInt(1)), Price: dec(900_000, 2), VAT: money.DecInt([]int64{0, 10, 20, 22}[r.IntN(4)])}
			if pick(3) {
				l.Discount = dec(100, 0)
			}
			l.Text, l.Optional, l.Exempt = pick(9), pick(6), pick(7)
			l.Alternative = !l.Optional && len(s.Lines) > 0 && pick(5)
			s.Lines = append(s.Lines, l)
		}
		s.Lines = append(s.Lines, trade.Line{Name: "Всегда", Quantity: money.DecInt(1), Price: money.DecInt(1 + r.Int64N(5000)), VAT: money.DecInt(22)})
		o.Sections = append(o.Sections, s)
	}
	switch r.IntN(3) {
	case 0:
		o.Discount.Percent = dec(400, 1)
	case 1:
		o.Discount.Sum = dec(100_000, 2)
	}
	return o
}

// allText is what stands on a paper, without spaces: texts are broken where the column ends.
func allText(doc *page.Document) string {
	var b strings.Builder
	for _, p := range doc.Pages {
		for _, m := range p.Marks {
			if t, ok := m.(page.Text); ok {
				b.WriteString(t.S)
			}
		}
	}
	return bare(b.String())
}

func bare(s string) string {
	return strings.NewReplacer(" ", "", "\u00a0", "", "\u202f", "", "\u00ad", "", "\u2060", "").Replace(s)
}

// TestTheSumsAreTheSameEverywhere compares what the editor, the list, the paper, the words and the table say of offers at
// random, before and after they are sent and accepted.
func TestTheSumsAreTheSameEverywhere(t *testing.T) {
	st := newRig(t, text.RU, false)
	client := st.client("Тонкая Нить")
	r := rand.New(rand.NewPCG(7, 11))
	for i := range 24 {
		fresh, err := st.Desk.NewOffer(ctx, client)
		if err != nil {
			t.Fatal(err)
		}
		o, err := st.Desk.SaveOffer(ctx, nil, anyOffer(r, fresh))
		if err != nil {
			t.Fatal(err)
		}
		st.agree(o)
		if i%3 > 0 {
			if o, err = st.Desk.AcceptOffer(ctx, o.ID, firstChoices(o)); err != nil {
				t.Fatalf("%v of %+v", err, o.Sections)
			}
			st.agree(o)
		}
	}
	st.Well()
}

// firstChoices are choices that go together: the first alternative of each line, and every option.
func firstChoices(o trade.Offer) []trade.LineAt {
	var chosen []trade.LineAt
	type place struct{ section, line int }
	taken := map[place]bool{}
	for _, at := range choicesOf(o) {
		if n, ok := o.Sections[at.Section].Instead(at.Line); ok {
			if taken[place{at.Section, n}] {
				continue
			}
			taken[place{at.Section, n}] = true
		}
		chosen = append(chosen, at)
	}
	return chosen
}

func (st *rig) agree(o trade.Offer) {
	t := st.T
	t.Helper()
	sums, err := trade.Count(o)
	if err != nil {
		t.Fatal(err)
	}
	main := sums.Main()
	e := st.editor(route.Route{Offer: o.ID})
	shown := ""
	for _, row := range e.totals.lines {
		if row.main {
			shown = row.sum
		}
	}
	if want := parts.Sum(st.Env.T, main.Gross, string(o.Currency)); shown != want {
		t.Errorf("%s: the editor shows %s, want %s", o.Number, shown, want)
	}
	words, err := money.Words(money.New(main.Gross, o.Currency), o.Lang, money.WordsPlain)
	if main.Gross == 0 || err != nil { // no words in this currency, or none for so much
		words = ""
	}
	if e.totals.inWords(o) != words {
		t.Errorf("%s: in words %q, want %q", o.Number, e.totals.inWords(o), words)
	}
	rows, err := st.Desk.OfferVersions(ctx, o.Number)
	if err != nil || len(rows) != 1 || rows[0].Total != main.Gross || rows[0].Monthly != sums.Monthly.Gross {
		t.Errorf("%s: the list shows %+v, want %d, %v", o.Number, rows, main.Gross, err)
	}
	doc, _, err := st.Desk.LayOffer(ctx, o)
	if err != nil {
		t.Fatal(err)
	}
	paper := allText(doc)
	for what, s := range map[string]string{"the sum": money.Paper(money.FormatPlain(money.New(main.Gross, o.Currency), o.Lang)), "the words": words} {
		if main.Gross != 0 && !strings.Contains(paper, bare(s)) {
			t.Errorf("%s: %s %q is not on the paper", o.Number, what, s)
		}
	}
	st.tableAgrees(o, sums)
}

func (st *rig) tableAgrees(o trade.Offer, sums trade.Sums) {
	t := st.T
	t.Helper()
	read := func(write func(b *bytes.Buffer) error) [][]string {
		t.Helper()
		var b bytes.Buffer
		if err := write(&b); err != nil {
			t.Fatal(err)
		}
		r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(b.Bytes(), []byte("\ufeff"))))
		r.Comma, r.FieldsPerRecord = ';', -1
		rows, err := r.ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		return rows
	}
	write := func(minor int64) string {
		return strings.Replace(money.New(minor, o.Currency).Decimal().String(), ".", ",", 1)
	}
	main := sums.Main()
	all := read(func(b *bytes.Buffer) error {
		return st.Desk.ExportOffers(ctx, trade.OfferQuery{Search: o.Number}, st.Env.T, b)
	})
	want := strings.Join([]string{write(main.Net), write(main.VAT), write(main.Gross), write(sums.Monthly.Gross), write(sums.Yearly.Gross)}, "|")
	if len(all) != 2 || strings.Join(all[1][9:], "|") != want {
		t.Errorf("%s: the table says %q, want %s", o.Number, all, want)
	}
	lines := read(func(b *bytes.Buffer) error { return st.Desk.ExportOfferLines(ctx, o, st.Env.T, b) })
	n := 1
	for i, s := range o.Sections {
		for j, l := range s.Lines {
			if sum := sums.Sections[i].Lines[j]; !l.Text && lines[n][13] != write(sum.Full-sum.Discount) {
				t.Errorf("%s: line %d costs %s in the table, want %s", o.Number, n, lines[n][13], write(sum.Full-sum.Discount))
			}
			n++
		}
	}
	if n != len(lines) {
		t.Errorf("%s: %d lines in the table, want %d", o.Number, len(lines)-1, n-1)
	}
}
