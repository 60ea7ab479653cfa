package desk_test

import (
	"bytes"
	"fmt"
	"image"
	"image/jpeg"
	"image/png"
	"runtime"
	"strings"
	"testing"
	"time"

	"rapport/app/crm"
	"rapport/app/desk"
	"rapport/app/money"
	"rapport/app/text"
	"rapport/app/trade"
)

// flatWords is the text of a paper without spaces and ends of lines.
func flatWords(t *testing.T, p desk.Print) string {
	t.Helper()
	return strings.NewReplacer(" ", "", "\n", "", "\u00a0", "").Replace(wordsOf(t, p))
}

// TestEveryTierOfAPriceListIsWhatQuoteAnswers prints lists for everybody, a segment and a client, and asks for each
// quantity the price that the list must show.
func TestEveryTierOfAPriceListIsWhatQuoteAnswers(t *testing.T) {
	d, list, item := priced(t)
	ctx := t.Context()
	dm := money.MustDec
	tiers := []trade.Tier{{From: dm("1"), Percent: dm("-1")}, {From: dm("10"), Percent: dm("-7.5")}, {From: dm("50"), Fixed: true, Price: dm("801.37")}, {From: dm("60"), Fixed: true, Price: dm("801.37")}}
	if _, err := d.SaveRule(ctx, trade.Rule{Name: "Объём", Kind: trade.ByVolume, Scope: trade.Scope{Items: []trade.ItemID{item.ID}}, Volume: &trade.VolumePrice{Tiers: tiers}}); err != nil {
		t.Fatal(err)
	}
	past := trade.Rule{Name: "Был", Kind: trade.ByVolume, Until: d.Today().Plus(-1), Volume: &trade.VolumePrice{Tiers: []trade.Tier{{From: dm("33"), Percent: dm("-50")}}}}
	if _, err := d.SaveRule(ctx, past); err != nil {
		t.Fatal(err)
	}
	other, err := d.SaveItem(ctx, nil, trade.Item{Article: "НП-1", Name: "Полка", Unit: "шт"}, map[trade.ListID]money.Dec{list.ID: dm("55")})
	if err != nil {
		t.Fatal(err)
	}
	ours, err := d.SaveSegment(ctx, crm.Segment{Name: "Наши", Tags: []string{"наш"}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.SaveRule(ctx, trade.Rule{Name: "Наши", Kind: trade.BySegment, Segment: &trade.SegmentPrice{Segment: ours.ID, Percent: dm("-10")}}); err != nil {
		t.Fatal(err)
	}
	c := addClient(t, d, crm.Client{Name: "Заречье", Tags: []string{"наш"}})
	agreed := &trade.Negotiation{Client: c.ID, Currency: "RUB", Agreed: true, Price: dm("700.5"), Least: dm("25"), AgreedOn: d.Today(), Rounds: []trade.Round{{Day: d.Today(), Price: dm("700.5")}}}
	if _, err := d.SaveRule(ctx, trade.Rule{Name: "Договор", Kind: trade.ByNegotiation, Scope: trade.Scope{Items: []trade.ItemID{item.ID}}, Negotiation: agreed}); err != nil {
		t.Fatal(err)
	}
	for name, x := range map[string]struct {
		asked desk.PriceListAsked
		from  []string
		not   []string
	}{
		"everybody": {desk.PriceListAsked{Lang: text.RU}, []string{"1", "10", "50"}, []string{"25", "33", "60"}},
		"client":    {desk.PriceListAsked{Lang: text.RU, Client: c.ID}, []string{"1", "10", "25"}, []string{"50", "33"}},
		"with VAT":  {desk.PriceListAsked{Lang: text.RU, Client: c.ID, Gross: true}, []string{"1", "10", "25"}, []string{"50"}},
	} {
		p, err := d.PrintPriceList(ctx, x.asked)
		if err != nil {
			t.Fatal(name, err)
		}
		said := flatWords(t, p)
		for _, from := range x.from {
			q, err := d.Quote(ctx, desk.Asked{Item: item.ID, Client: x.asked.Client, Quantity: dm(from), Gross: x.asked.Gross, Currency: "RUB"})
			if err != nil || !q.Found {
				t.Fatal(name, from, err)
			}
			want := strings.NewReplacer(" ", "", "\u00a0", "").Replace(money.FormatPrice(q.Price, "RUB", "ru"))
			if from != "1" {
				want = "от" + from + "шт" + want
			}
			if !strings.Contains(said, want) {
				t.Errorf("%s: from %s it costs %s, which is not in %s", name, from, want, said)
			}
		}
		for _, from := range x.not {
			if strings.Contains(said, "от"+from+"шт") {
				t.Errorf("%s: a price from %s on, where it does not change: %s", name, from, said)
			}
		}
	}
	segment, err := d.PrintPriceList(ctx, desk.PriceListAsked{Lang: text.RU, Segment: ours.ID})
	if said := flatWords(t, segment); err != nil || !strings.Contains(said, "891,00") || !strings.Contains(said, "от10шт832,50") || !strings.Contains(said, "49,50") {
		t.Errorf("%v: %s", err, said)
	}
	if _, err := d.Quote(ctx, desk.Asked{Item: other.ID}); err != nil {
		t.Error(err)
	}
}

func TestFormsOfAnItemHaveTheirOwnPrices(t *testing.T) {
	d, list, _ := priced(t)
	ctx := t.Context()
	dm := money.MustDec
	features := []trade.Feature{
		{Name: "Цвет", Choices: []trade.Choice{{Name: "дуб"}, {Name: "ясень"}}},
		{Name: "Длина", Choices: []trade.Choice{{Name: "1 м"}, {Name: "2 м", Add: dm("50"), Percent: true}}},
		{Name: "Подсветка", Optional: true, Choices: []trade.Choice{{Name: "есть", Add: dm("300")}}},
	}
	save := func(i trade.Item) trade.Item {
		t.Helper()
		kept, err := d.SaveItem(ctx, nil, i, map[trade.ListID]money.Dec{list.ID: dm("1000")})
		if err != nil {
			t.Fatal(err)
		}
		return kept
	}
	shelf := save(trade.Item{Article: "ПЛ", Name: "Полка", Unit: "шт", Features: features})
	table := save(trade.Item{Article: "СТ", Name: "Стол", Unit: "шт", Features: features[:1],
		Variants: []trade.Variant{{Choices: []string{"дуб"}, Article: "СТ-Д", Priced: true, Price: dm("4321")}, {Choices: []string{"ясень"}, Article: "СТ-Я"}}})
	many := trade.Item{Article: "МН", Name: "Шкаф", Unit: "шт"}
	for i := range 5 {
		f := trade.Feature{Name: fmt.Sprintf("Часть %d", i+1)}
		for j := range 4 {
			f.Choices = append(f.Choices, trade.Choice{Name: fmt.Sprintf("вид %d", j+1), Add: dm(fmt.Sprint((4 - j) * (i + 1) * 10))})
		}
		many.Features = append(many.Features, f)
	}
	many = save(many)
	p, err := d.PrintPriceList(ctx, desk.PriceListAsked{Lang: text.RU})
	if err != nil {
		t.Fatal(err)
	}
	said := flatWords(t, p)
	quote := func(i trade.Item, choices ...string) string {
		q, err := d.Quote(ctx, desk.Asked{Item: i.ID, Choices: choices, Quantity: dm("1"), Currency: "RUB"})
		if err != nil || !q.Found {
			t.Fatal(err)
		}
		return strings.ReplaceAll(money.FormatPrice(q.Price, "RUB", "ru"), "\u00a0", "")
	}
	for _, want := range []string{
		"Длина:1м" + quote(shelf, "ясень", "1 м"), "Длина:1м;Подсветка:есть" + quote(shelf, "дуб", "1 м", "есть"),
		"Длина:2м" + quote(shelf, "дуб", "2 м"), "Длина:2м;Подсветка:есть" + quote(shelf, "дуб", "2 м", "есть"),
		"СТ-ДЦвет:дуб" + quote(table, "дуб"), "СТ-ЯЦвет:ясень" + quote(table, "ясень"),
		"от" + quote(many, "вид 4", "вид 4", "вид 4", "вид 4", "вид 4"),
	} {
		if !strings.Contains(said, want) {
			t.Errorf("no %s in %s", want, said)
		}
	}
	if strings.Contains(said, "Цвет:дуб;") || strings.Contains(said, "Цвет:ясень;") {
		t.Errorf("a colour that changes nothing is told of: %s", said)
	}
}

func TestPriceListHasPicturesOfItsItems(t *testing.T) {
	d, list, item := priced(t)
	ctx := t.Context()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewRGBA(image.Rect(0, 0, 600, 400))); err != nil {
		t.Fatal(err)
	}
	kept, err := d.KeepPicture(ctx, "стеллаж.png", b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	shown := item
	shown.Picture = kept.ID
	if _, err := d.SaveItem(ctx, &item, shown, nil); err != nil {
		t.Fatal(err)
	}
	asked := desk.PriceListAsked{Lang: text.RU}
	bare, err := d.PrintPriceList(ctx, asked)
	if err != nil {
		t.Fatal(err)
	}
	asked.Pictures = true
	p, err := d.PrintPriceList(ctx, asked)
	if err != nil || len(p.Remarks) > 0 {
		t.Fatal(err, p.Remarks)
	}
	images := func(p desk.Print) int { return bytes.Count(p.PDF, []byte("/Subtype /Image")) }
	if images(p) != images(bare)+1 {
		t.Errorf("%d pictures, %d without", images(p), images(bare))
	}
	if again, _ := d.PrintPriceList(ctx, asked); !bytes.Equal(again.PDF, p.PDF) {
		t.Error("other bytes the second time")
	}
	for i := range 13 { // of pictures that are gone the first ones are told by name
		if _, err := d.SaveItem(ctx, nil, trade.Item{Name: fmt.Sprintf("Без картинки %02d", i), Picture: trade.PictureID(900 + i)}, map[trade.ListID]money.Dec{list.ID: money.DecInt(5)}); err != nil {
			t.Fatal(err)
		}
	}
	p, err = d.PrintPriceList(ctx, asked)
	if err != nil || len(p.Remarks) != 11 || p.Remarks[0].Reason != "paper.remark.item.gone" || p.Remarks[10].Reason != "paper.remark.item.more" {
		t.Errorf("%v, %v", err, p.Remarks)
	}
}

// BenchmarkPriceListOfFiveThousandPictures prints a list of five thousand items, each with a photograph of its own; peak-MB is
// the most memory that was in use at once, beside what was before.
func BenchmarkPriceListOfFiveThousandPictures(b *testing.B) {
	d, list := benchBase(b)
	const many = 5000
	for i := range many {
		m := image.NewRGBA(image.Rect(0, 0, 400, 300))
		for k := range m.Pix {
			m.Pix[k] = uint8(k*i>>9 ^ k>>5)
		}
		var file bytes.Buffer
		if err := jpeg.Encode(&file, m, nil); err != nil {
			b.Fatal(err)
		}
		p, err := d.KeepPicture(b.Context(), fmt.Sprintf("%d.jpg", i), file.Bytes())
		if err != nil {
			b.Fatal(err)
		}
		item := trade.Item{Article: fmt.Sprintf("A-%04d", i), Name: fmt.Sprintf("Кофе в зёрнах «Утренняя смена %d»", i), Unit: "кг", Picture: p.ID}
		if _, err := d.SaveItem(b.Context(), nil, item, map[trade.ListID]money.Dec{list.ID: money.DecInt(int64(1000 + i))}); err != nil {
			b.Fatal(err)
		}
	}
	peak, before := uint64(0), inUse()
	done := make(chan struct{})
	defer close(done)
	go func() {
		for tick := time.NewTicker(20 * time.Millisecond); ; {
			select {
			case <-done:
				tick.Stop()
				return
			case <-tick.C:
				peak = max(peak, inUse())
			}
		}
	}()
	size := 0
	for b.Loop() {
		p, err := d.PrintPriceList(b.Context(), desk.PriceListAsked{Lang: text.RU, Pictures: true})
		if err != nil || len(p.Remarks) > 0 {
			b.Fatal(err, p.Remarks)
		}
		size = len(p.PDF)
	}
	b.ReportMetric(float64(peak-min(before, peak))/(1<<20), "peak-MB")
	b.ReportMetric(float64(size)/(1<<20), "file-MB")
}

// inUse is how much memory the program holds.
func inUse() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapInuse
}
